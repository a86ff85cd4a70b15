"""The SQL that Ibis makes of a converted and of a normalized table, for warehouses that no test can ask."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

import evspec as ev
from tests.frames.engines import frame_of

HERE = Path(__file__).parent
COLUMNS: dict[str, list[Any]] = {
    "make": ["Acme", "B.B.", "Bolt"],
    "model": ["Comet", "Moon", "Star"],
    "range_mi": [298.0, 256.0, None],
    "economy_mi_kwh": [3.6, 0.0, None],
    "drive": ["A", "4", "R"],
    "kind": ["car", "SUV", "van"],
}
MAPPING = {
    "make": "{make}",
    "model": "{model}",
    "missing": ["", "n/a"],
    "only": {"kind": ["car", "SUV"]},
    "words": {"make": {"B.B.": "BB"}, "drivetrain": {"A": "AWD", "4": "AWD", "R": "RWD"}},
    "said": {
        "range": "{range_mi} mi EPA",
        "consumption": "{economy_mi_kwh} mi/kWh EPA",
        "drivetrain": "{drive}",
    },
}


def made(what: str) -> Any:
    table = frame_of("ibis", COLUMNS)
    if what == "convert":
        return table, ev.frames.convert(table, {"range_mi": "km", "economy_mi_kwh": "kWh/100 km"})
    return table, ev.frames.normalize(table, MAPPING)


@pytest.mark.engines
@pytest.mark.parametrize("dialect", ["bigquery", "snowflake"])
@pytest.mark.parametrize("what", ["convert", "normalize"])
def test_sql_is_the_one_that_is_stored(what: str, dialect: str) -> None:
    table, expression = made(what)
    sql = str(import_module("ibis").to_sql(expression, dialect=dialect)).replace(table.get_name(), "cars")
    stored = (HERE / "sql" / f"{what}-{dialect}.sql").read_text("utf-8")
    # what it means is compared, not how a version of Ibis breaks its lines
    parse = import_module("sqlglot").parse_one
    assert parse(sql, dialect=dialect) == parse(stored, dialect=dialect), sql
