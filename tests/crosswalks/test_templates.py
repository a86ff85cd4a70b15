"""Texts with holes."""

from __future__ import annotations

import pytest

from evspec.crosswalks import Template
from evspec.errors import ParseError

PAIR = "{km} km ({mi} mi) WLTP"
FUEL = "{metric} L/100 km ({imperial} mpg (UK)) WLTP"
RANGE = "{min}-{max} Wh/km WLTP"


@pytest.mark.parametrize(
    ("text", "cells", "filled"),
    [
        ("{Range (km)} km EPA", ["514"], "514 km EPA"),
        ("{Range (km)} km EPA", [""], ""),
        (PAIR, ["514", "319"], "514 km (319 mi) WLTP"),
        (PAIR, ["514", ""], "514 km WLTP"),
        (PAIR, ["", "319"], "319 mi WLTP"),
        (PAIR, ["", ""], ""),
        (FUEL, ["5.3", ""], "5.3 L/100 km WLTP"),
        (FUEL, ["", "53.3"], "53.3 mpg (UK) WLTP"),
        (RANGE, ["150", "159"], "150-159 Wh/km WLTP"),
        (RANGE, ["150", ""], "150 Wh/km WLTP"),
        (RANGE, ["", "159"], "159 Wh/km WLTP"),
        (RANGE, ["", ""], ""),
        (RANGE, ["150,000", "150"], "150,000 Wh/km WLTP"),
        ("{a} to {b} km", ["1", "2"], "1 to 2 km"),
        ("{value} {unit}", ["80", "kWh"], "80 kWh"),
        ("{value} {unit}", ["80", ""], ""),
        ("{km} km ({mi} mi), {phase}", ["514", "319", ""], ""),
    ],
)
def test_an_empty_hole_takes_its_half_along(text: str, cells: list[str], filled: str) -> None:
    assert Template(text).fill(cells) == filled


@pytest.mark.parametrize("text", ["{} km", "{a km", "a} km", "{{a}} km", "{ } km"])
def test_a_hole_names_a_column(text: str) -> None:
    with pytest.raises(ParseError, match="hole without a column"):
        Template(text)


def test_names_leave_out_what_is_missing() -> None:
    assert Template("{trim} {variant}").with_cells(["Base", ""]) == "Base "
    assert Template("{a} (x)").holes == ("a",)
