"""Reading takes time in proportion to the text, whatever it is made of."""

from __future__ import annotations

import time

import pytest

import evspec as ev

SEED = "The iX3 charges at up to 400 kW and travels 805 km (500 miles) in the WLTP cycle. "


def seconds(text: str) -> float:
    start = time.process_time()
    ev.read_article(text, date="2026-03-02", about="bmw/ix3/na5", language="en")
    return time.process_time() - start


@pytest.mark.parametrize(
    "piece",
    ["1", "-", "(", "and ", "1,", "1 ", "12 km (", "up to ", "a. ", "iX1 ", "from 1 to ", "no ", "2027 "],
)
def test_twice_the_text_takes_about_twice_the_time(piece: str, request: pytest.FixtureRequest) -> None:
    seconds(SEED)
    length = 50_000 if request.config.getoption("--torture") else 6_250
    # to read a date takes many times what any other word takes
    length //= 4 if piece == "2027 " else 1
    half, whole = piece * (length // len(piece)), piece * (4 * length // len(piece))
    assert seconds(whole) < 8 * seconds(half) + 0.25
