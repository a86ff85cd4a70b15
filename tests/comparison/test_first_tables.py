"""The two tables that the library was first built for, cell by cell, and where each cell comes from.

The figures, statuses, changes and marks were worked out by hand before there was any code. Rows that
were added since are named in `ADDED`.
"""

from __future__ import annotations

import re
import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import evspec as ev
from evspec.values import Relation
from evspec.vehicles import entry_of
from evspec.wording.notes import note_of
from evspec.wording.sheet import rows_aside

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evspec.claims import Claim, Entry
    from evspec.table import Table

DATA = Path(ev.__file__).parent / "data"

# label: old, new, status of the new figure, change, mark
DIFF = {
    "Platform": ("UKL2", "Neue Klasse", "expected", "changed", "changed"),
    "Plant": ("Regensburg", "Regensburg", "expected", "same", ""),
    "World premiere": ("–", "April–June 2027", "expected", "U11 not stated", ""),
    "Production start": ("–", "November 2027", "rumored", "U11 not stated", ""),
    "Market launch": ("2022", "2027 or 2028", "expected", "5 or 6 years later", "changed"),
    "Drivetrain": ("FWD, AWD", "RWD, AWD", "expected", "−FWD +RWD", "changed"),
    "Motors": ("1, 2", "2 (dual-motor)", "expected", "same, of the xDrive30 → dual-motor", ""),
    "Power": ("150–230 kW", "less than iX3's 345 kW", "rumored", "undecided", ""),
    "Motor generation": (
        "Gen5 (xDrive30)",
        "Gen6",
        "expected",
        "changed, of the xDrive30 → dual-motor",
        "changed",
    ),
    "Cell format": (
        "prismatic (xDrive30)",
        "cylindrical",
        "expected",
        "changed, of the xDrive30 → dual-motor",
        "changed",
    ),
    "Cell energy density": ("–", "more than U11's", "expected", "higher, size open", "better"),
    "DC peak power": (
        "130 kW",
        "up to 400 kW",
        "expected",
        "higher by at most 270 kW (208 %)",
        "better",
    ),
    "Range, WLTP": ("466–514 km", "more than 514 km", "expected", "longer, size open", "better"),
    "Instrument cluster": ("yes", "no", "expected", "removed", "changed"),
    "Windshield display": ("–", "Panoramic Vision", "expected", "U11 not stated", ""),
    "Central display": ("–", "like iX3's 17.9 in", "expected", "U11 not stated", ""),
    "Interior camera": ("–", "yes", "expected", "U11 not stated", ""),
    "Price, Germany": ("47,900–55,000 EUR", "less than iX3's 68,900 EUR", "rumored", "undecided", ""),
}

# label: the three cars, "*" after the best
COMPARISON = {
    "Platform": ("UKL2", "UKL2", "Neue Klasse"),
    "Plant": ("Regensburg", "Regensburg", "Debrecen (Hungary)"),
    "Production start": ("planned for November 2023", "–", "late 2025"),
    "Market launch": ("planned for November 2023", "planned for November 2022", "March 2026, expected"),
    "Drivetrain": ("FWD", "AWD", "–"),
    "Motors": ("1", "2", "2"),
    "Motor type": ("separately excited synchronous", "separately excited synchronous", "–"),
    "Power": ("201 hp", "308 hp", "463 hp*"),
    "Torque": ("182 lb·ft", "364 lb·ft", "476 lb·ft*"),
    "Battery usable": ("64.7 kWh", "64.7 kWh", "107.9 kWh, rumored"),
    "Battery gross": ("–", "66.5 kWh", "113.4 kWh, rumored"),
    "Battery, gross or net n/s": ("–", "64.7 kWh", "108.7 kWh"),
    "Chemistry": ("–", "NMC", "NMC"),
    "Cell format": ("–", "prismatic", "cylindrical"),
    "DC peak power": ("130 kW", "130 kW", "400 kW*"),
    "DC time, 10–80 %": ("29 min", "29 min", "21 min*"),
    "AC power": ("11 kW (22 optional)", "11 kW (22 optional)", "–"),
    "AC time at 11 kW": ("6.5 h", "6.5 h", "–"),
    "AC time at 22 kW": ("3.75 h", "3.75 h", "–"),
    "Range, WLTP": ("319 mi", "290 mi", "500 mi*"),
    "Consumption, WLTP": ("25.1–25.3 kWh/100 mi*", "26.1–26.9 kWh/100 mi", "–"),
    "0–100 km/h (0–62 mph)": ("8.6 s", "5.6 s", "4.9 s*"),
    "Top speed": ("106 mph", "112 mph", "130 mph*"),
    "Length": ("177.2 in", "177.2 in", "188 in"),
    "Width": ("72.6 in", "72.6 in", "74 in"),
    "Height": ("63.6 in", "63.6 in", "64.4 in, rumored"),
    "Wheelbase": ("106.0 in", "106.0 in", "114 in"),
    "Curb weight, standard n/s": ("4,112 lb", "4,597 lb", "5,038 lb, rumored"),
    "Cargo, standard n/s": ("17.3 ft³", "17.3 ft³", "18.4 ft³"),
    "Cargo, seats folded, standard n/s": ("52.8 ft³", "52.8 ft³", "61.8 ft³"),
    "Instrument cluster": ("yes", "yes", "–"),
    "Price, Germany": ("47,900 EUR, expected", "55,000 EUR", "68,900 EUR"),
}

#: Rows that the sources turned out to state besides.
ADDED = {"Platform shared with", "Model year", "Battery generation", "Facelift"}

#: What the notes must say: the label of the row, which cell, and words of its note.
DIFF_NOTES = [
    ("Platform", 0, "NewsBytes, 25 Jan 2024"),
    ("Platform", 0, "FAAR (Bike-EV, undated)"),
    ("Platform", 0, "UKL (Sasatimes, undated)"),
    ("Platform", 1, "“believed”"),
    ("World premiere", 1, "“14 to 16 months from now”"),
    ("Production start", 0, "eDrive20 only: planned for November 2023 (Vezess, 5 Sep 2023)"),
    ("Production start", 1, "“If that timeline holds”"),
    ("Drivetrain", 1, "RWD only"),
    ("Drivetrain", 1, "the body expects AWD too"),
    ("Power", 0, "eDrive20: 150 kW"),
    ("Power", 0, "xDrive30: 230 kW"),
    ("Power", 1, "“slightly less powerful”"),
    ("Cell format", 0, "xDrive30 only: prismatic (Sasatimes, undated)"),
    ("Motor generation", 0, "xDrive30 only: Gen5 (electrive.net, Jun 2022)"),
    ("DC peak power", 1, "he body gives 400 kW to the iX3 only"),
    ("DC peak power", 1, "Tarantas News, 12 Mar 2026"),
    ("Range, WLTP", 0, "eDrive20: 514 km"),
    ("Range, WLTP", 0, "458–461 km; xDrive30 429–430 km (BimmerToday, 28 Jan 2026)"),
    ("Range, WLTP", 0, "431–473 km (BimmerToday, 28 Jan 2026)"),
    ("Range, WLTP", 1, "“should”"),
    ("Range, WLTP", 1, "less than iX3's 805 km (BMWBLOG, 24 Feb 2026, “rumored”)"),
    ("Central display", 1, "“appears”"),
    ("Price, Germany", 0, "eDrive20: 47,900 EUR, expected"),
    ("Price, Germany", 1, "“lower price point”"),
]
COMPARISON_NOTES = [
    ("Power", 2, "“469 hp” (Automotive Addicts, 5 Sep 2025)"),
    ("Power", 2, "345 kW (e-auto.pt, undated"),
    ("Power", 2, "Magyar Nemzet, Jun 2025, citing the Bimmerfile forum"),
    ("Battery usable", 0, "64.8 kWh (Techzle, undated)"),
    ("Range, WLTP", 0, "514 km (BMWBLOG, 24 Feb 2026)"),
    ("Range, WLTP", 0, "285–286 mi (BimmerToday, 28 Jan 2026)"),
    ("Range, WLTP", 2, "EPA: about 400 mi, expected (Automotive Addicts, 5 Sep 2025)"),
    ("Consumption, WLTP", 2, "Without a cycle: 24 kWh/100 mi (e-auto.pt, undated)"),
    ("0–100 km/h (0–62 mph)", 1, "Also 5.7 s (CarWale, 1 Jun 2022; inside digital, Jun 2022"),
    ("Torque", 1, "misprint"),
]  # fmt: skip

OLD, NEW = "bmw/ix1/u11", "bmw/ix1/nb5"
CARS = ("bmw/ix1/u11/edrive20", "bmw/ix1/u11/xdrive30", "bmw/ix3/na5/50-xdrive")


@cache
def diff_table() -> Table:
    return ev.diff(OLD, NEW).to_table()


@cache
def comparison_table() -> Table:
    return ev.compare(*CARS, units="us").to_table()


def texts(table: Table, label: str) -> tuple[str, ...]:
    row = next(row for row in table.rows if row.label == label)
    return tuple(cell.text + ("*" if cell.mark == "best" else "") for cell in row.cells)


def note(compared: ev.Diff | ev.Comparison, label: str, column: int) -> str:
    """Return all that there is to say of a cell."""
    rows = [change.row for change in compared.rows] if isinstance(compared, ev.Diff) else compared.rows
    sides = (compared.old, compared.new) if isinstance(compared, ev.Diff) else compared.vehicles
    by_key = {row.key: row for row in rows}
    shown = compared.to_table().rows
    row = by_key[next(row.key for row in shown if row.label == label)]
    asides = rows_aside(rows, [by_key[one.key] for one in shown]).get(row, ())
    others = [entry_of(sides[column], aside) for aside in asides]
    found = note_of(entry_of(sides[column], row), compared.units, others)
    return "" if found is None else found.text


class TestTheDiff:
    @pytest.mark.parametrize("label", DIFF)
    def test_has_every_figure_status_and_change(self, label: str) -> None:
        row = next(row for row in diff_table().rows if row.label == label)
        assert (*texts(diff_table(), label), row.cells[-1].mark) == DIFF[label]

    def test_has_the_rows_in_their_order_and_no_others(self) -> None:
        labels = [row.label for row in diff_table().rows if row.label not in ADDED]
        assert labels == list(DIFF)

    @pytest.mark.parametrize(("label", "column", "words"), DIFF_NOTES)
    def test_says_in_its_notes_who_says_it_and_who_otherwise(
        self, label: str, column: int, words: str
    ) -> None:
        assert words in note(ev.diff(OLD, NEW), label, column)

    def test_says_what_it_is_of(self) -> None:
        assert diff_table().title == "BMW iX1: U11 → NB5"
        assert diff_table().subtitle.startswith("metric; sources up to ")


class TestTheComparison:
    @pytest.mark.parametrize("label", COMPARISON)
    def test_has_every_figure_status_and_mark(self, label: str) -> None:
        assert texts(comparison_table(), label) == COMPARISON[label]

    def test_has_the_rows_in_their_order_and_no_others(self) -> None:
        labels = [row.label for row in comparison_table().rows if row.label not in ADDED]
        assert labels == list(COMPARISON)

    @pytest.mark.parametrize(("label", "column", "words"), COMPARISON_NOTES)
    def test_says_in_its_notes_who_says_it_and_who_otherwise(
        self, label: str, column: int, words: str
    ) -> None:
        assert words in note(ev.compare(*CARS, units="us"), label, column)

    def test_says_what_it_is_of(self) -> None:
        assert comparison_table().title == "BMW iX1 U11 and iX3 NA5"
        assert "US units" in comparison_table().subtitle
        told = " ".join(span.text for line in comparison_table().footer for span in line)
        assert "n/s: not stated, so never marked best." in told


@cache
def written(id_: str) -> frozenset[tuple[str, str, str, str]]:
    """Return what a data file says as it stands there: source, vehicle, spec, value."""
    document = tomllib.loads((DATA / f"{id_}.toml").read_text(encoding="utf-8"))
    return frozenset(_written(id_, document))


def _written(id_: str, document: dict[str, Any]) -> Iterator[tuple[str, str, str, str]]:
    for block in document["said"]:
        for key, given in block.items():
            about, claims = (f"{id_}/{key}", given) if key in document["variants"] else (id_, {key: given})
            for name, values in claims.items():
                for value in values if isinstance(values, list) else [values]:
                    raw = value.get("value") if isinstance(value, dict) else value
                    text = {True: "yes", False: "no"}[raw] if isinstance(raw, bool) else str(raw)
                    yield block["source"], about, name, re.split(r",\s", text)[0]


def claims_behind(entry: Entry) -> Iterator[Claim]:
    """Yield the claims that a cell shows, and those of the vehicle that it is compared with."""
    yield from entry.selection.supporting if entry.selection is not None else ()
    if isinstance(entry.value, Relation):
        target = entry.related[entry.value].target
        if target is not None:
            yield from target.supporting


def check_traced(entry: Entry) -> None:
    for claim in claims_behind(entry):
        id_ = "/".join(claim.about.split("/")[:3])
        value = re.split(r",\s", claim.value.text)[0]
        assert (claim.source.id, claim.about, claim.spec.key, value) in written(id_)


def test_every_cell_of_the_diff_can_be_traced_to_a_line_of_a_file() -> None:
    found = ev.diff(OLD, NEW, rows="all")
    for change in found.rows:
        for entry in change.entries:
            check_traced(entry)


def test_every_cell_of_the_comparison_can_be_traced_to_a_line_of_a_file() -> None:
    found = ev.compare(*CARS, units="us", rows="all")
    for row in found.rows:
        for vehicle in found.vehicles:
            check_traced(entry_of(vehicle, row))


def test_every_cell_names_the_sources_it_is_from() -> None:
    for table in (diff_table(), comparison_table()):
        for row in table.rows:
            for cell in row.cells:
                if "status" in cell.data:
                    sources = cell.data["sources"]
                    assert isinstance(sources, list)
                    assert set(map(str, sources)) <= set(ev.catalog.sources)
