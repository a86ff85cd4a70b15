"""The model years of a generation: stated in its file, or derived from its claims and its successor."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import evspec as ev
from evspec.errors import DataError
from evspec.vehicles import Generation
from tests.vehicles.garage import catalog, record, says

if TYPE_CHECKING:
    from pathlib import Path

    from evspec.claims import Claim


def years(*claims: Claim, **details: Any) -> tuple[int | None, int | None]:
    found = catalog(record(*claims, **details))["acme/one/a"]
    assert isinstance(found, Generation)
    return found.years


def test_what_the_file_states_counts() -> None:
    started = says("maker-jan", "production_start", "2019")
    assert years(started) == (2019, None)
    assert years(started, years=(2020, None)) == (2020, None)
    assert years(started, years=(2020, 2024)) == (2020, 2024)


@pytest.mark.parametrize(
    ("spec", "text", "right"),
    [
        ("production_start", "March 2021", (2021, None)),
        ("market_launch", "by the end of 2027", (2027, None)),
        ("market_launch", "2027 or 2028", (2028, None)),
        ("market_launch", "from July 2027", (2027, None)),
        ("production_end", "30 March 2024", (None, 2024)),
        ("production_end", "from 2030", (None, None)),
        ("model_year", "2025", (None, None)),
    ],
)
def test_claims_tell_them(spec: str, text: str, right: tuple[int | None, int | None]) -> None:
    assert years(says("maker-jan", spec, text)) == right


def test_the_earliest_counts_and_no_doubted_one() -> None:
    doubted = says("maker-jan", "market_launch", "2017", doubt="a slip")
    other, started = (
        says("volt-feb", "market_launch", "2019"),
        says("amp-feb", "production_start", "late 2018"),
    )
    assert years(doubted, other, started) == (2018, None)


def test_editions_that_are_model_years_begin_with_them() -> None:
    assert years(editions=("2022", "2025-07")) == (2022, None)
    assert years(editions=("launch", "facelift")) == (None, None)
    later = says("maker-jan", "market_launch", "2019", edition="facelift")
    assert years(later, editions=("launch", "facelift")) == (None, None)


def test_what_takes_its_place_ends_it() -> None:
    old = record(says("maker-jan", "market_launch", "2019"), successors=("acme/one/b",))
    new = record(id_="acme/one/b", predecessors=("acme/one/a",), years=(2024, None))
    found = catalog(old, new)
    told = [one.years for one in map(found.look_up, (old.id, new.id)) if isinstance(one, Generation)]
    assert told == [(2019, 2024), (2024, None)]


FILE = """make = "Acme"
model = "One"
{}

[sources.s]
publisher = "P"
title = "T"
address = "https://example.org/t"

[[said]]
source = "s"
power = "150 kW"
"""


@pytest.mark.parametrize(
    ("line", "right"),
    [("years = [2018, 2024]", (2018, 2024)), ("years = [2018]", (2018, None)), ("", (None, None))],
)
def test_a_file_states_them_and_dump_writes_them(
    tmp_path: Path, line: str, right: tuple[int | None, int | None]
) -> None:
    (tmp_path / "acme/one").mkdir(parents=True)
    (tmp_path / "acme/one/a.toml").write_text(FILE.format(line), encoding="utf-8")
    found = ev.load(tmp_path)
    ev.dump(found, tmp_path / "out.toml")
    for one in (found, ev.load(tmp_path / "out.toml")):
        generation = one["acme/one/a"]
        assert isinstance(generation, Generation)
        assert generation.years == right


@pytest.mark.parametrize(
    "wrong", ["2018", "[]", "[2024, 2018]", '["2018"]', "[2018, 2019, 2020]", "[18]", "[true]"]
)
def test_years_that_are_none_are_told(tmp_path: Path, wrong: str) -> None:
    (tmp_path / "acme/one").mkdir(parents=True)
    (tmp_path / "acme/one/a.toml").write_text(FILE.format(f"years = {wrong}"), encoding="utf-8")
    with pytest.raises(DataError, match=r"years is .*such as \[2018, 2024\]"):
        ev.load(tmp_path)
