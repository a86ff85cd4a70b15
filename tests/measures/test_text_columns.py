"""Columns of texts and whole frames: what they are converted to, and what is told of the rest."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
import pytest

import evspec as ev

if TYPE_CHECKING:
    from collections.abc import Callable

TEXTS = ["319 mi", "514 km", "n/a", None, "319 mi", "unknown"]
KILOMETERS = [513.380736, 514.0, None, None, 513.380736, None]

PANDAS_TYPES: list[tuple[Any, str]] = [
    ("object", "float64"),
    ("str", "float64"),
    ("category", "float64"),
    ("string[python]", "Float64"),
    ("string[pyarrow]", "Float64"),
    (pd.ArrowDtype(pa.string()), "double[pyarrow]"),
]


def plain(values: Any) -> list[object]:
    """Return any column as a list, None for what is missing."""
    items = next(getattr(values, way)() for way in ("tolist", "to_pylist", "to_list") if hasattr(values, way))
    return [None if item is pd.NA or item is None or item != item else item for item in items]  # noqa: PLR0124


@pytest.mark.parametrize(("dtype", "found"), PANDAS_TYPES, ids=str)
def test_a_series_of_pandas_keeps_index_and_name(dtype: Any, found: str) -> None:
    column = pd.Series(TEXTS, index=list("abcdef"), name="range", dtype=dtype)
    converted = ev.convert(column, "km")
    assert plain(converted) == KILOMETERS
    assert (converted.name, list(converted.index), str(converted.dtype)) == ("range", list("abcdef"), found)
    frame = ev.figures(column, "km")
    assert list(frame.columns) == ["low", "high", "bound", "cycle"]
    assert list(frame.index) == list("abcdef")
    assert plain(frame["high"]) == KILOMETERS
    assert plain(frame["bound"]) == ["exact", "exact", None, None, "exact", None]


COLUMNS: dict[str, Any] = {
    "pandas index": pd.Index(TEXTS),
    "pandas array": pd.array(TEXTS, dtype="string"),
    "pandas array of str": pd.Series(TEXTS, dtype="str").array,
    "polars": pl.Series("range", TEXTS),
    "polars categories": pl.Series("range", TEXTS, dtype=pl.Categorical),
    "polars enumeration": pl.Series("range", TEXTS, dtype=pl.Enum(["319 mi", "514 km", "n/a", "unknown"])),
    "polars objects": pl.Series("range", TEXTS, dtype=pl.Object),
    "pyarrow": pa.array(TEXTS),
    "pyarrow large": pa.array(TEXTS, pa.large_string()),
    "pyarrow dictionary": pa.array(TEXTS).dictionary_encode(),
    "pyarrow chunks": pa.chunked_array([TEXTS[:2], TEXTS[2:]]),
    "numpy": np.array(TEXTS, dtype=object),
}


@pytest.mark.parametrize("name", COLUMNS)
def test_the_output_is_of_the_library_that_came_in(name: str) -> None:
    column = COLUMNS[name]
    converted = ev.convert(column, "km")
    assert type(converted).__module__.split(".")[0] == type(column).__module__.split(".")[0]
    assert isinstance(converted, pa.ChunkedArray) is isinstance(column, pa.ChunkedArray)
    assert getattr(converted, "name", "") == getattr(column, "name", "")
    assert plain(converted) == KILOMETERS
    frame = ev.figures(column, "km")
    assert plain(frame["low"]) == KILOMETERS


def test_lists_and_tuples() -> None:
    assert ev.convert(TEXTS, "km") == KILOMETERS
    assert ev.convert(tuple(TEXTS), "km") == tuple(KILOMETERS)
    assert ev.convert([], "km") == []
    assert ev.figures(["up to 400 kW", "141-172 kW", "> 514 km WLTP"], "kW", errors="coerce") == {
        "low": [None, 141.0, None],
        "high": [400.0, 172.0, None],
        "bound": ["at most", "between", None],
        "cycle": [None, None, None],
    }
    assert ev.figures(["> 514 km WLTP"], "km")["cycle"] == ["WLTP"]


def test_an_array_keeps_its_shape() -> None:
    converted = ev.convert(np.array([["5 km"], ["6 km"]]), "m")
    assert converted.tolist() == [[5000.0], [6000.0]]


def test_narwhals_of_numbers_and_of_texts() -> None:
    nw = pytest.importorskip("narwhals")
    texts = nw.from_native(pl.Series("range", TEXTS), series_only=True)
    converted = ev.convert(texts, "km")
    assert isinstance(converted, nw.Series)
    assert (converted.name, converted.to_list()) == ("range", KILOMETERS)
    assert isinstance(ev.figures(texts, "km"), nw.DataFrame)
    numbers = nw.from_native(pd.Series([100.0]), series_only=True)
    assert ev.convert(numbers, "mi", "km").to_list() == [160.9344]
    frame = nw.from_native(pl.DataFrame({"range": TEXTS}))
    assert ev.convert(frame, {"range": "km"})["range"].to_list() == KILOMETERS


def test_an_expression_of_polars_reads_when_its_query_runs() -> None:
    lazy = pl.LazyFrame({"range": TEXTS}).select(ev.convert(pl.col("range"), "km"))
    assert lazy.collect()["range"].to_list() == KILOMETERS


def test_a_column_without_a_text_is_missing_as_a_whole() -> None:
    for empty in (pd.Series([np.nan, np.nan]), pd.Series([None], dtype=object), pl.Series([None])):
        assert set(plain(ev.convert(empty, "km"))) == {None}
    assert ev.convert(pa.nulls(2), "km").to_pylist() == [None, None]


def test_what_was_printed_in_the_unit_is_taken_as_printed() -> None:
    assert ev.convert(["319 mi (514 km)", ev.measure("514 km")], "km") == [514.0, 514.0]


def test_each_distinct_text_is_read_once(monkeypatch: pytest.MonkeyPatch) -> None:
    read: list[str] = []

    def measure(text: str, **more: Any) -> ev.Measure:
        read.append(text)
        return ev.measure(text, **more)

    monkeypatch.setattr("evspec.measures.columns.measure", measure)
    for column in (TEXTS, pd.Series(TEXTS), pl.Series(TEXTS), pa.array(TEXTS), np.array(TEXTS, object)):
        read.clear()
        ev.convert(column, "km")
        assert read == ["319 mi", "514 km"]


BAD = ["319 mi", "up to 5 km", "5 kW", "400", "400", None, 3]


def test_coerce_leaves_out_what_is_no_single_number() -> None:
    assert ev.convert(BAD, "km", errors="coerce") == [513.380736, *[None] * 6]
    found = ev.convert(pd.Series(BAD), "km", errors="coerce")
    assert found[0] == 513.380736
    assert found[1:].isna().all()


def test_the_report_says_which_rows_which_text_and_why() -> None:
    column = pd.Series(BAD, index=list("abcdefg"))
    converted, problems = ev.convert(column, "km", errors="report")
    assert plain(converted) == [513.380736, *[None] * 6]
    assert [(problem.rows, problem.text) for problem in problems] == [
        (("b",), "up to 5 km"), (("c",), "5 kW"), (("d", "e"), "400"), (("g",), 3),
    ]  # fmt: skip
    assert "at most" in problems[0].why
    assert "power" in problems[1].why
    assert "unit is missing" in problems[2].why
    assert list(pd.DataFrame(problems).columns) == ["column", "rows", "text", "why"]
    for other in (BAD, pl.Series(BAD, dtype=pl.Object), np.array(BAD, object)):
        assert [problem.rows for problem in ev.convert(other, "km", errors="report")[1]] == [
            (1,), (2,), (3, 4), (6,),
        ]  # fmt: skip
    frame, unread = ev.figures(BAD, "km", errors="report")
    assert frame["high"][1] == 5.0
    assert [problem.text for problem in unread] == ["5 kW", "400", 3]


def test_what_is_raised_names_rows_texts_and_what_can_be_done() -> None:
    with pytest.raises(ev.ParseError) as caught:
        ev.convert(pd.Series(["x"] * 5 + ["5 km", "y", "z", "zz", "zzz"]), "km")
    message = str(caught.value)
    assert message.startswith("rows 0, 1, 2 and 2 more: 'x' is not a number")
    assert "row 6: 'y'" in message
    assert "and 2 more texts" in message
    assert "errors='coerce'" in message
    with pytest.raises(ev.ParseError, match="row 11: 'x'"):
        ev.convert(pd.Series(["5 km", "x"], index=[10, 11]), "km")
    with pytest.raises(ev.UnitError, match="row 1: cannot convert 'kW'"):
        ev.convert(["5 km", "5 kW"], "km")


def test_a_caller_says_what_is_missing_and_which_mark_is_the_decimal_one() -> None:
    assert ev.convert(["?", "77,4 kWh"], "kWh", missing=["?"], decimal=",") == [None, 77.4]
    with pytest.raises(ev.ParseError, match="row 0"):
        ev.convert(["n/a", "5 km"], "km", missing=[])


@pytest.mark.parametrize(
    ("arguments", "options", "says"),
    [
        ((pd.Series([1.5, 2.5]), "km"), {}, "needs two units"),
        (([1, 2], "km"), {}, "two units"),
        ((pl.Series([1, 2]), "km"), {}, "two units"),
        ((pd.Series(pd.to_datetime(["2026-01-01"])), "km"), {}, "not one of Timestamp"),
        ((None, "km"), {}, "not NoneType"),
        (([5], {"a": "mi"}, "km"), {}, "for a DataFrame, not for list"),
        (({"a": "5 km"}, "km"), {}, "not dict"),
        ((["5 km"], "km"), {"missing": "n/a"}, "missing is a list"),
        (("5 km", "km"), {"errors": "coerce"}, "for columns"),
        ((pl.col("a"), "km"), {"errors": "report"}, "no rows yet"),
    ],
)
def test_a_wrong_type_is_told(arguments: Any, options: Any, says: str) -> None:
    with pytest.raises(ev.WrongType, match=says):
        ev.convert(*arguments, **options)


def test_an_unknown_way_with_errors_is_told() -> None:
    with pytest.raises(ev.EvspecError, match="raise, coerce, report"):
        ev.convert(["5 km"], "km", errors="ignore")  # type: ignore[call-overload]


DATA = {"range": ["319 mi", "x"], "power": ["150 kW", "204 PS"], "fe": [10.0, 20.0], "unit": ["mi", "km"]}
FRAMES: list[Callable[[Any], Any]] = [pd.DataFrame, pl.DataFrame, pl.LazyFrame, pa.table]


@pytest.mark.parametrize("make", FRAMES, ids=["pandas", "polars", "lazy", "pyarrow"])
def test_a_frame_has_a_unit_for_each_column(make: Callable[[Any], Any]) -> None:
    frame = make(DATA)
    found: Any = ev.convert(frame, {"range": "km", "power": "kW"}, errors="coerce")
    assert type(found) is type(frame)
    numbers: Any = ev.convert(frame, {"fe": "mi"}, {"fe": "km"})
    if isinstance(found, pl.LazyFrame):
        found, numbers = found.collect(), numbers.collect()
    assert list(found.column_names if isinstance(found, pa.Table) else found.columns) == list(DATA)
    assert plain(found["range"]) == [513.380736, None]
    assert plain(found["power"])[0] == 150.0
    assert plain(found["fe"]) == [10.0, 20.0]
    assert plain(numbers["fe"]) == pytest.approx([16.09344, 32.18688])
    assert plain(numbers["range"]) == DATA["range"]


@pytest.mark.parametrize("make", [pd.DataFrame, pl.DataFrame, pa.table], ids=["pandas", "polars", "pyarrow"])
def test_a_column_of_units_says_what_each_row_is_in(make: Callable[[Any], Any]) -> None:
    frame = make(DATA)
    found = ev.convert(frame["fe"], frame["unit"], "km")
    assert type(found) is type(frame["fe"])
    assert plain(found) == pytest.approx([16.09344, 20.0])
    assert plain(ev.convert(frame, {"fe": frame["unit"]}, "km")["fe"]) == pytest.approx([16.09344, 20.0])


def test_a_row_without_a_unit_is_told() -> None:
    numbers = pd.Series([1.0, 2.0, 3.0, None])
    units = pd.Series(["mi", None, "furlongs", None])
    converted, problems = ev.convert(numbers, units, "km", errors="report")
    assert plain(converted) == [1.609344, None, None, None]
    assert [problem.rows for problem in problems] == [(1,), (2,)]
    assert "no unit" in problems[0].why
    assert "furlongs" in problems[1].why
    with pytest.raises(ev.WrongType, match="2 units for 4 rows"):
        ev.convert(numbers, units[:2], "km")
    with pytest.raises(ev.WrongType, match="another index"):
        ev.convert(numbers, units.set_axis([4, 5, 6, 7]), "km")


def test_a_frame_of_one_unit() -> None:
    frame = pd.DataFrame({"a": [1.0], "b": [2.0]}, index=["x"])
    found = ev.convert(frame, "km", "m")
    assert found.to_dict("list") == {"a": [1000.0], "b": [2000.0]}
    assert list(found.index) == ["x"]
    assert frame.loc["x", "a"] == 1.0


def test_what_is_wrong_in_a_frame_is_told_of_all_columns_by_name() -> None:
    frame = pd.DataFrame(DATA)
    with pytest.raises(ev.ParseError) as caught:
        ev.convert(frame, {"range": "km", "power": "km"})
    message = str(caught.value)
    assert "column 'range', row 1: 'x'" in message
    assert "column 'power', row 0: cannot convert 'kW'" in message
    assert message.count("errors='coerce'") == 1
    with pytest.raises(ev.EvspecError, match="no column 'rnage'; did you mean 'range'"):
        ev.convert(frame, {"rnage": "km"})
    with pytest.raises(ev.EvspecError, match="there is 'range', 'power', 'fe', 'unit'"):
        ev.convert(frame, {"zzz": "km"})
    with pytest.raises(ev.WrongType, match="column 'fe': a number needs two units"):
        ev.convert(frame, {"fe": "km"})
    with pytest.raises(ev.UnitError, match="column 'range': unknown unit"):
        ev.convert(frame, {"range": "kmm"})
    with pytest.raises(ev.EvspecError, match="column 'range' has one unit"):
        ev.convert(frame, {"fe": "mi", "range": "mi"}, {"fe": "km"})
    twice = pd.DataFrame([["5 km", "6 km"]], columns=["a", "a"])
    with pytest.raises(ev.EvspecError, match="several columns are called 'a'"):
        ev.convert(twice, {"a": "km"})
    _, problems = ev.convert(frame, {"range": "km", "power": "km"}, errors="report")
    assert [(problem.column, problem.rows) for problem in problems] == [
        ("range", (1,)), ("power", (0,)), ("power", (1,)),
    ]  # fmt: skip


def test_the_story_of_a_column() -> None:
    df = pd.DataFrame({"range": ["319 mi", "514 km WLTP", "n/a", math.nan]})
    df["km"] = ev.convert(df["range"], "km", errors="coerce")
    df[["low", "high", "bound", "cycle"]] = ev.figures(df["range"], "km")
    assert plain(df["km"].round()) == [513.0, 514.0, None, None]
    assert plain(df["cycle"]) == [None, "WLTP", None, None]


#: "514 km" names a unit and keeps it; the other texts are in the unit that is told.
BARE = ["319", "514 km", "n/a", None, "319", "unknown"]
BARE_COLUMNS: dict[str, Any] = {
    **{f"pandas {dtype}": pd.Series(BARE, dtype=dtype) for dtype, _ in PANDAS_TYPES},
    "pandas index": pd.Index(BARE),
    "pandas array": pd.array(BARE, dtype="string"),
    "polars": pl.Series("range", BARE),
    "polars categories": pl.Series("range", BARE, dtype=pl.Categorical),
    "polars objects": pl.Series("range", BARE, dtype=pl.Object),
    "pyarrow": pa.array(BARE),
    "pyarrow dictionary": pa.array(BARE).dictionary_encode(),
    "pyarrow chunks": pa.chunked_array([BARE[:2], BARE[2:]]),
    "numpy": np.array(BARE, dtype=object),
    "list": BARE,
    "tuple": tuple(BARE),
}


def listed(values: Any) -> list[object]:
    return list(values) if isinstance(values, list | tuple) else plain(values)


@pytest.mark.parametrize("name", BARE_COLUMNS)
def test_texts_without_a_unit_are_read_in_the_one_that_is_told(name: str) -> None:
    column = BARE_COLUMNS[name]
    converted = ev.convert(column, "mi", "km")
    assert type(converted).__module__.split(".")[0] == type(column).__module__.split(".")[0]
    assert listed(converted) == KILOMETERS
    assert listed(ev.convert(column, "mi", "km", errors="coerce")) == KILOMETERS
    converted, problems = ev.convert(column, "mi", "km", errors="report")
    assert (listed(converted), problems) == (KILOMETERS, ())


def test_of_texts_without_a_unit_what_is_no_single_number_in_it_is_told() -> None:
    bad = ["319", "5 kW", "up to 400", "many", "1.500", "", 3]
    assert ev.convert(bad, "mi", "km", errors="coerce") == [513.380736, *[None] * 5, 3 * 1.609344]
    _, problems = ev.convert(pd.Series(bad), "mi", "km", errors="report")
    assert [problem.text for problem in problems] == ["5 kW", "up to 400", "many", "1.500"]
    assert "power" in problems[0].why
    assert "at most" in problems[1].why
    assert "1,500" in problems[3].why
    with pytest.raises(ev.ParseError, match="and 1 more texts"):
        ev.convert(pl.Series(["1", "5 kW", "a", "b", "c"]), "mi", "km")
    assert ev.convert(["0,5"], "mi", "km", decimal=",") == [0.804672]
    assert ev.convert(["0.5"], "", "") == [0.5]


@pytest.mark.parametrize("make", FRAMES, ids=["pandas", "polars", "lazy", "pyarrow"])
def test_a_frame_has_columns_of_texts_without_units(make: Callable[[Any], Any]) -> None:
    frame = make({"range": ["319", "514 km", "x"], "power": [204.0, 1.0, None], "name": ["a", "b", "c"]})
    found = ev.convert(frame, {"range": "mi", "power": "PS"}, {"range": "km", "power": "kW"}, errors="coerce")
    if isinstance(found, pl.LazyFrame):
        found = found.collect()
    assert plain(found["range"]) == [513.380736, 514.0, None]
    assert plain(found["power"])[0] == pytest.approx(150.04, abs=0.01)
    assert plain(found["name"]) == ["a", "b", "c"]


def test_each_row_of_texts_has_the_unit_of_its_row() -> None:
    texts, units = pd.Series(["319", "514", "5 m", "n/a"]), pd.Series(["mi", "km", "mi", "mi"])
    assert plain(ev.convert(texts, units, "km")) == [513.380736, 514.0, 0.005, None]


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("319", "319 mi"), ("up to 319", "up to 319 mi"), ("319 EPA", "319 mi EPA"),
        ("319+", "at least 319 mi"), ("EPA: 319", "319 mi EPA"), ("300-319", "300–319 mi"),
        ("514 km", "319 mi"),
    ],
)  # fmt: skip
def test_a_text_without_a_unit_keeps_its_other_words(text: str, read: str) -> None:
    assert str(ev.convert(text, "mi", "mi")) == read


CAR = ev.Variant.of("Comet", range="514 km WLTP", power="150 kW", heat_pump=True)
SPAN = ev.catalog["bmw/ix1/u11"].range.value


def test_whatever_has_a_figure_is_converted_as_one() -> None:
    twice = ev.measure("200-250 mi") * 2
    assert ev.convert(CAR.range, "mi") == ev.measure("514 km WLTP")
    assert str(ev.convert(SPAN, "mi")) == str(SPAN.to("mi"))
    found: Any = ev.convert(twice, "km")
    assert (found.low, found.high) == (643.7376, 804.672)
    assert ev.convert([CAR.range, "5 km", None], "m") == [514_000.0, 5000.0, None]
    assert ev.figures([CAR.range, SPAN, twice], "km")["high"] == [514.0, SPAN.to("km").high, 804.672]
    assert ev.convert([CAR.range, SPAN, twice], "km", errors="coerce") == [514.0, None, None]
    with pytest.raises(ev.WrongType, match="own unit"):
        ev.convert(CAR.range.value, "km", "mi")
    with pytest.raises(ev.UnitError, match="power"):
        ev.convert(CAR.power, "km")
    with pytest.raises(ev.WrongType, match="Claim"):
        ev.convert(CAR.heat_pump, "km")


def test_an_array_of_pint_stays_one() -> None:
    pint = pytest.importorskip("pint")
    for registry in (pint.get_application_registry(), pint.UnitRegistry()):
        for unit, wanted, expected in [("mile", "km", 160.9344), ("kW * h", "kWh", 100), ("degC", "°F", 212)]:
            quantity = registry.Quantity(np.array([100.0, np.nan]), unit)
            found: Any = ev.convert(quantity, wanted)
            assert found._REGISTRY is quantity._REGISTRY
            assert found.magnitude[0] == pytest.approx(expected)
            assert np.isnan(found.magnitude[1])
            assert str(ev.convert(found[0], wanted)) == str(ev.Measure.of(found[0], wanted))
            assert quantity.magnitude[0] == 100
        ends = ev.figures(registry.Quantity(np.array([100.0, np.nan]), "mile"), "km")
        assert ends["low"] == [160.9344, None]
    with pytest.raises(ev.UnitError, match="length"):
        ev.convert(pint.get_application_registry().Quantity(np.array([1.0]), "mile"), "kW")
