"""Whatever a table holds and a mapping says: no foreign error, and no row that is not accounted for."""

from __future__ import annotations

import csv
import io
import tempfile
from ast import literal_eval
from contextlib import suppress
from pathlib import Path
from typing import Any

from hypothesis import given
from hypothesis import strategies as st

import evspec as ev

COLUMNS = ("A", "B (km)", "C", "d.e")
CELLS = st.one_of(
    st.text(max_size=12),
    st.sampled_from(["", "n/a", "480", "12,5", "1.500", "150-159", "WLTP", "2024", "Acme", "AWD", "-3", "0"]),
    st.floats(0, 1e6, width=32).map(str),
)
HOLES = st.sampled_from([f"{{{column}}}" for column in COLUMNS])
LINES = st.one_of(
    st.builds("{} km WLTP".format, HOLES),
    st.builds("{} km ({} mi) WLTP".format, HOLES, HOLES),
    st.builds("{}-{} km WLTP, city".format, HOLES, HOLES),
    st.builds(lambda v, c: {"value": f"{v} km", "cycle": c, "note": v}, HOLES, HOLES),
    st.builds(
        lambda v, w: {"value": f"{v} mi EPA", "when": {"C": w}}, HOLES, st.sampled_from(["A*", "n/a", ""])
    ),
)
SAID = st.fixed_dictionaries(
    {"range": LINES | st.lists(LINES, min_size=1, max_size=3, unique_by=repr)},
    optional={"drivetrain": HOLES, "charging_curve": st.builds("[[{}, {}]]".format, HOLES, HOLES)},
)
MAPPINGS = st.fixed_dictionaries(
    {"make": HOLES, "model": HOLES, "said": SAID},
    optional={
        "variant": HOLES, "year": HOLES, "decimal": st.sampled_from([".", ","]),
        "missing": st.just(["n/a", "-"]),
        "only": st.just({"C": ["A*", "n/a", "4*"]}), "leave": st.just({"A": "Acme"}),
        "parts": st.just({"C": r"(?P<g>[a-z]{1,4})"}),
        "words": st.just({"drivetrain": {"A*": "AWD", "0": ""}}),
    },
)  # fmt: skip
#: Several patterns of a column, of several columns, one group in two patterns; and lines that take them.
PARTS = {"C": [r"(?P<g>[a-z]{1,4})", r"^(?P<h>[0-9]{1,3})", r"(?P<g>[A-Z])$"], "A": r"(?P<i>W)", "B (km)": []}


def with_parts(mapping: dict[str, Any]) -> dict[str, Any]:
    said = {**mapping["said"], "seats": "{h}", "power": ["{g} kW", "{h} kW ({i} PS)"]}
    return {**mapping, "parts": PARTS, "variant": "{g} {i}", "said": said}


ANY = MAPPINGS | MAPPINGS.map(with_parts)
ROWS = st.lists(st.lists(CELLS, min_size=4, max_size=4), min_size=1, max_size=8)


def is_accounted_for(cars: Any, rows: int) -> None:
    report = cars.report
    assert report.rows == rows
    assert report.read + report.left_out + len(report.refused) == rows
    assert sum(len(car.claims()) for car in cars.variants) == report.claims
    assert str(report)
    for car in cars.variants:
        assert cars[car.id] == car


@given(ANY, ROWS)
def test_every_row_of_a_frame_is_accounted_for(mapping: dict[str, Any], rows: list[list[str]]) -> None:
    records = [dict(zip(COLUMNS, row, strict=True)) for row in rows]
    table = {column: [record[column] for record in records] for column in COLUMNS}
    is_accounted_for(ev.read(mapping, table), len(rows))


@given(ANY, ROWS)
def test_and_every_row_of_a_file(mapping: dict[str, Any], rows: list[list[str]]) -> None:
    text = io.StringIO(newline="")
    csv.writer(text).writerows([COLUMNS, *rows])
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "any.csv"
        file.write_bytes(text.getvalue().encode("utf-8", "replace"))
        is_accounted_for(ev.read(mapping, file), len(rows))


WIDE = ("A", "2018", "C", "d.e 2018", "d.e 2019")


@given(MAPPINGS, ROWS, st.integers(1, 3))
def test_and_every_row_below_titles_and_of_columns_of_years(
    mapping: dict[str, Any], rows: list[list[str]], line: int
) -> None:
    text = io.StringIO(newline="")
    titles = [["a title"] for _ in range(line - 1)]
    csv.writer(text).writerows([*titles, WIDE, *([*row, row[0]] for row in rows)])
    holes = str(mapping).replace("{B (km)}", "{value}")
    wide = {**literal_eval(holes), "header": line, "across": "(?P<year>20[0-9]{2})"}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "any.csv"
        file.write_bytes(text.getvalue().encode("utf-8", "replace"))
        report = ev.read(wide, file).report
        assert report.read + report.left_out + len(report.refused) == report.rows <= 2 * len(rows)


@given(st.binary(max_size=200), st.sampled_from(["csv", "json", "jsonl", "csv.gz", "parquet"]))
def test_any_bytes_are_read_or_refused(content: bytes, suffix: str) -> None:
    mapping = {"make": "{A}", "model": "x", "said": {"range": "{A} km WLTP"}}
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / f"any.{suffix}"
        file.write_bytes(content)
        for attempt in (lambda: ev.read(mapping, file), lambda: ev.sketch(file)):
            with suppress(ev.DataError):
                attempt()


KEYS = st.sampled_from(["make", "model", "said", "range", "value", "year", "only", "parts", "source"])
DOCUMENTS = st.recursive(
    st.none() | st.booleans() | st.text(max_size=5) | st.integers(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(KEYS, inner, max_size=5),
)


@given(DOCUMENTS)
def test_any_mapping_is_taken_or_refused(document: Any) -> None:
    with suppress(ev.DataError):
        ev.mapping(document if isinstance(document, dict) else {"said": document})
