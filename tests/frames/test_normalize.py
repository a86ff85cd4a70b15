"""`frames.normalize`: what it reads and how, what it leaves out, and what it says of that."""

from __future__ import annotations

import inspect
from collections.abc import Callable
from decimal import Decimal
from typing import Any

import narwhals.stable.v2 as nw
import pandas as pd
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
import pytest

import evspec as ev
from evspec.frames.engines import MOST
from tests.frames.engines import EVERY, frame_of, rows_of

MINE = {
    "make": "{Marke}",
    "model": "{Modell}",
    "missing": ["", "n/a"],
    "decimal": ",",
    "said": {
        "range": {"value": "{Reichweite} km WLTP", "wheels": "{Rad} in"},
        "drivetrain": "{Antrieb}",
        "power": "{von}-{bis} kW",
    },
}
COLUMNS: dict[str, list[str | None]] = {
    "Marke": ["Acme", "Acme", " Bolt "],
    "Modell": ["Comet", "Star", "Moon"],
    "Reichweite": ["480,5", "n/a", "412"],
    "Rad": ["19", "20", None],
    "Antrieb": ["AWD", None, "RWD"],
    "von": ["150", "160", "170"],
    "bis": ["150", "180", None],
}
ROWS = [
    {
        "make": "Acme", "model": "Comet", "range_wltp_km": 480.5, "range_wltp_wheels": "19 in",
        "drivetrain": "AWD", "power_kw": 150.0, "power_kw_low": 150.0, "power_kw_high": 150.0,
    },
    {
        "make": "Acme", "model": "Star", "range_wltp_km": None, "range_wltp_wheels": None,
        "drivetrain": None, "power_kw": None, "power_kw_low": 160.0, "power_kw_high": 180.0,
    },
    {
        "make": "Bolt", "model": "Moon", "range_wltp_km": 412.0, "range_wltp_wheels": None,
        "drivetrain": "RWD", "power_kw": 170.0, "power_kw_low": 170.0, "power_kw_high": 170.0,
    },
]  # fmt: skip


@pytest.mark.parametrize("engine", EVERY)
def test_columns_are_those_of_rows_and_units(engine: str) -> None:
    assert rows_of(ev.frames.normalize(frame_of(engine, COLUMNS), MINE)) == ROWS


def test_units_and_columns_that_are_kept_are_asked_for() -> None:
    made = ev.frames.normalize(pl.DataFrame(COLUMNS), MINE, units="us", keep=["Antrieb"])
    assert made.columns[0] == "Antrieb"
    assert made["range_wltp_mi"][0] == pytest.approx(480.5 / 1.609344)


def test_index_of_pandas_stays() -> None:
    frame = frame_of("pandas", COLUMNS)
    frame.index = [7, 5, 3]
    only = {**MINE, "only": {"Marke": "Acme"}}
    assert list(ev.frames.normalize(frame, only).index) == [7, 5]


def test_lazy_stays_lazy_and_asks_for_distinct_values_alone(monkeypatch: pytest.MonkeyPatch) -> None:
    heights = []
    collect = pl.LazyFrame.collect

    def spy(self: pl.LazyFrame, *args: Any, **named: Any) -> Any:
        found = collect(self, *args, **named)
        heights.append(found.height)
        return found

    monkeypatch.setattr(pl.LazyFrame, "collect", spy)
    many = {name: values * 1000 for name, values in COLUMNS.items()}
    made = ev.frames.normalize(pl.LazyFrame(many), MINE)
    assert isinstance(made, pl.LazyFrame)
    assert heights
    assert max(heights) <= 3


def test_no_text_reaches_a_cast_or_a_regular_expression_of_an_engine(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(*_: Any, **__: Any) -> Any:
        raise AssertionError("a text is read by evspec's grammar")

    monkeypatch.setattr(nw.Expr, "cast", refused)
    strings = type(nw.col("a").str)
    for name, _ in inspect.getmembers(strings, inspect.isfunction):
        if not name.startswith("_"):
            monkeypatch.setattr(strings, name, refused)
    made = ev.frames.normalize(pl.LazyFrame(COLUMNS), MINE)
    assert rows_of(made) == ROWS
    with pytest.raises(AssertionError):
        nw.col("a").str.replace_all("a", "b")


def test_each_distinct_text_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    from evspec.specs import Spec

    asked = []
    read_all = Spec.read_all

    def spy(self: Spec, text: object, *args: Any, **named: Any) -> Any:
        asked.append((self.key, text))
        return read_all(self, text, *args, **named)

    mapping = ev.mapping(MINE)
    monkeypatch.setattr(Spec, "read_all", spy)
    ev.frames.normalize(pl.DataFrame({name: values * 100 for name, values in COLUMNS.items()}), mapping)
    assert asked
    assert len(asked) == len(set(asked)) <= 10


def test_numbers_are_figures_as_texts_are() -> None:
    frame = pl.DataFrame({"m": ["A"] * 5, "r": [300.0, 0.0, -1.0, float("nan"), float("inf")]})
    made = ev.frames.normalize(frame, {"make": "{m}", "model": "X", "said": {"range": "up to {r} mi EPA"}})
    high = [None if value is None else round(value, 4) for value in made["range_epa_km_high"]]
    assert high == [482.8032, None, None, None, None]
    assert "range_epa_km_low" not in made.columns


def test_what_cannot_be_read_is_missing_and_told() -> None:
    frame = pl.DataFrame({"m": ["A", "A"], "r": ["190 and 230", "300"]})
    mapping = {"make": "{m}", "model": "X", "said": {"range": "{r} km WLTP"}}
    with pytest.warns(ev.DataWarning, match="frame: what cannot be read is missing: range: .*190 and 230"):
        made = ev.frames.normalize(frame, mapping)
    assert made["range_wltp_km"].to_list() == [None, 300.0]


def test_lines_over_lists_are_left_out_and_told() -> None:
    frame = pl.DataFrame({"m": ["A"], "r": ["300"]})
    said = {"range": "{r} km WLTP", "dc_connector": "{ports[].kind}"}
    with pytest.warns(ev.DataWarning, match="they take lists or several rows: dc_connector; evspec.read"):
        made = ev.frames.normalize(frame, {"make": "{m}", "model": "X", "said": said})
    assert "dc_connector" not in made.columns


CATEGORIES = ["300", "n/a", None, "310"]


ODD: dict[str, Callable[[], Any]] = {
    "categories of pandas": lambda: pd.DataFrame({"r": pd.Categorical(CATEGORIES)}),
    "categories of polars": lambda: pl.DataFrame({"r": CATEGORIES}, schema={"r": pl.Categorical}),
    "a dictionary of Arrow": lambda: pa.table({"r": pa.array(CATEGORIES).dictionary_encode()}),
    "objects of pandas": lambda: pd.DataFrame({"r": pd.Series([300, "n/a", None, 310.0], dtype=object)}),
    "decimals of pandas": lambda: pd.DataFrame({"r": [Decimal("300.0"), Decimal(0), None, Decimal(310)]}),
    "decimals of polars": lambda: pl.DataFrame({"r": [300, 0, None, 310]}, schema={"r": pl.Decimal(6, 2)}),
    "decimals of Arrow": lambda: pa.table({"r": pa.array([300, 0, None, 310], pa.decimal128(6, 2))}),
    "short whole numbers": lambda: pl.DataFrame({"r": [300, 0, None, 310]}, schema={"r": pl.UInt16}),
}


@pytest.mark.parametrize("kind", ODD)
def test_categories_decimals_and_mixed_columns_are_read_too(kind: str) -> None:
    said = {"range": "{r} km WLTP"}
    mapping = {"make": "A", "model": "X", "missing": ["", "n/a", "0"], "said": said}
    assert [row["range_wltp_km"] for row in rows_of(ev.frames.normalize(ODD[kind](), mapping))] == [
        300.0, None, None, 310.0,
    ]  # fmt: skip


def test_what_an_engine_cannot_do_is_told_with_the_way_round() -> None:
    wide = pa.table({"range_mi": [300, 2**60]})
    words = "frame: pyarrow cannot do this with its columns .*; cast such a column to text or to floats"
    with pytest.raises(ev.EvspecError, match=words):
        ev.frames.convert(wide, {"range_mi": "km"})
    with pytest.raises(ev.EvspecError, match=words):
        ev.frames.normalize(wide, {"make": "A", "model": "X", "said": {"range": "{range_mi} mi EPA"}})


def test_a_column_that_is_not_there_is_named() -> None:
    with pytest.raises(ev.EvspecError, match="no column 'Marke'; did you mean 'marke'"):
        ev.frames.normalize(pl.DataFrame({"marke": ["A"]}), MINE)


def test_two_printings_in_one_cell_are_doubted_as_those_of_two_columns() -> None:
    mapping = {"make": "{make}", "model": "X", "said": {"power": "{p}"}}
    frame = pl.DataFrame({"make": ["A", "B"], "p": ["320 kW (435 hp)", "320 kW (435 PS)"]})
    words = "320 kW and 435 hp are printed as one figure and differ by 1.4 %: 435 hp is 324 kW"
    with pytest.warns(ev.DataWarning, match=words):
        rows = ev.frames.normalize(frame, mapping).to_dicts()
    assert [row.get("power_kw") for row in rows] == [None, 320.0]
    read = ev.read(mapping, frame)
    assert [words in str(doubt) for doubt in read.report.doubts] == [True]
    (claim,) = read["a/x/read/x"].claims("power")
    assert (claim.value.show(), claim.printed) == ("320 kW", "320 kW (435 hp)")


def test_too_many_texts_where_numbers_belong_are_refused() -> None:
    texts = [str(number) for number in range(MOST + 1)]
    mapping = {"make": "A", "model": "X", "said": {"range": "{r} km WLTP"}}
    with pytest.raises(ev.EvspecError, match="column 'r' holds more than 100,000 different values such as"):
        ev.frames.normalize(pl.DataFrame({"r": texts}), mapping)


def test_a_kept_column_is_not_written_over() -> None:
    frame = pl.DataFrame({"make": ["A"], "r": ["300"]})
    mapping = {"make": "{make}", "model": "X", "said": {"range": "{r} km WLTP"}}
    with pytest.raises(ev.EvspecError, match="the column 'make' that is kept"):
        ev.frames.normalize(frame, mapping, keep=["make"])


PRINTED_TWICE = {
    "make": "{m}",
    "model": "X",
    "said": {
        "consumption": ["{kwh} kWh/100 mi EPA", "{mpge} MPGe EPA"],
        "drivetrain": ["{one}", "{other}"],
    },
}
PRINTED: dict[str, list[Any]] = {
    "m": ["alike", "rounded", "unlike", "first", "second", "neither"],
    "kwh": [31.0, 30.0, 41.0, 31.0, None, None],
    "mpge": [108.7, 111.0, 62.0, None, 62.0, None],
    "one": ["AWD", "AWD", "AWD", "AWD", None, None],
    "other": ["AWD", None, "RWD", None, "RWD", None],
}


@pytest.mark.parametrize("kind", [float, "{:g}".format], ids=["numbers", "texts"])
@pytest.mark.parametrize("engine", EVERY)
def test_what_two_lines_print_unlike_is_left_out(engine: str, kind: Callable[[Any], Any]) -> None:
    columns = {
        name: [kind(value) if isinstance(value, float) else value for value in values]
        for name, values in PRINTED.items()
    }
    frame = frame_of(engine, columns)
    made = rows_of(ev.frames.normalize(frame, PRINTED_TWICE, units={"consumption": "kWh/100 mi"}))
    assert [row["consumption_epa_kwh_100_mi"] for row in made] == [
        31.0, 30.0, None, 31.0, pytest.approx(33.705 * 100 / 62), None,
    ]  # fmt: skip
    assert [row["drivetrain"] for row in made] == ["AWD", "AWD", None, "AWD", "RWD", None]
