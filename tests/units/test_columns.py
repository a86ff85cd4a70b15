"""Columns of every library: same type out, width and missing values kept."""

from __future__ import annotations

import subprocess
import sys
import tracemalloc
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import pytest

from evspec.measures import convert

if TYPE_CHECKING:
    from collections.abc import Callable

KM_PER_MI = 1.609344
#: One unit pair of each sort of arithmetic, with what becomes of 50.
WAYS = [
    pytest.param("mi", "km", 50 * KM_PER_MI, id="factor"),
    pytest.param("kWh/100 km", "km/kWh", 2.0, id="reciprocal"),
    pytest.param("°C", "°F", 122.0, id="shift"),
]


@pytest.mark.parametrize(("source", "target", "expected"), WAYS)
class TestEveryWay:
    def test_list(self, source: str, target: str, expected: float) -> None:
        found = convert([50, 50.0, None, Decimal(50), Fraction(50), float("nan")], source, target)
        assert isinstance(found, list)
        assert found[:2] == found[3:5] == pytest.approx([expected] * 2)
        assert found[2] is None
        assert found[5] != found[5]
        nested: Any = ([50], (50, None))
        assert convert(nested, source, target) == ([found[0]], (found[0], None))

    @pytest.mark.parametrize(
        ("dtype", "kept"),
        [("float16", "float16"), ("float32", "float32"), ("float64", "float64"), ("int8", "float64"),
         ("uint16", "float64"), ("int64", "float64")],
    )  # fmt: skip
    def test_numpy(self, source: str, target: str, expected: float, dtype: str, kept: str) -> None:
        np = pytest.importorskip("numpy")
        before = np.array([[50, 100]], dtype=dtype)
        for values in (before, before[0], before[:, ::2], np.asfortranarray(before), np.array(50, dtype)):
            found = convert(values, source, target)
            assert type(found) is np.ndarray
            assert (found.dtype, found.shape) == (kept, values.shape)
            assert found.flat[0] == pytest.approx(expected, rel=1e-3)
        assert before.tolist() == [[50, 100]]
        one: Any = before.dtype.type(50)
        assert convert(one, source, target).dtype == kept

    def test_numpy_missing(self, source: str, target: str, expected: float) -> None:
        np = pytest.importorskip("numpy")
        floats = convert(np.array([50, np.nan]), source, target)
        assert floats[0] == pytest.approx(expected)
        assert np.isnan(floats[1])
        masked = convert(np.ma.array([50, 60], mask=[False, True]), source, target)
        assert masked[0] == pytest.approx(expected)
        assert masked.mask.tolist() == [False, True]
        objects = convert(np.array([50, None], dtype=object), source, target)
        assert (objects.dtype, objects[0], objects[1]) == (object, pytest.approx(expected), None)

    @pytest.mark.parametrize(
        ("dtype", "kept"),
        [("float32", "float32"), ("float64", "float64"), ("int16", "float64"), ("int64", "float64"),
         ("Float32", "Float32"), ("Int64", "Float64"), ("UInt8", "Float64"), ("object", "float64"),
         ("float[pyarrow]", "float[pyarrow]"), ("int64[pyarrow]", "double[pyarrow]")],
    )  # fmt: skip
    def test_pandas(self, source: str, target: str, expected: float, dtype: str, kept: str) -> None:
        pd = pytest.importorskip("pandas")
        if "pyarrow" in dtype:
            pytest.importorskip("pyarrow")
        before = pd.Series([50, 100], index=["a", "b"], name="n", dtype=dtype)
        found = convert(before, source, target)
        assert type(found) is pd.Series
        assert (found.dtype, found.name, list(found.index)) == (kept, "n", ["a", "b"])
        assert found["a"] == pytest.approx(expected)
        assert before.tolist() == [50, 100]
        index = convert(pd.Index(before, name="i"), source, target)
        assert isinstance(index, pd.Index)
        assert (index.dtype, index.name) == (kept, "i")

    @pytest.mark.parametrize("dtype", ["float32", "Int64", "Float32", "double[pyarrow]", "object"])
    def test_pandas_missing(self, source: str, target: str, expected: float, dtype: str) -> None:
        pd = pytest.importorskip("pandas")
        if "pyarrow" in dtype:
            pytest.importorskip("pyarrow")
        found = convert(pd.Series([50, None], dtype=dtype), source, target)
        assert found[0] == pytest.approx(expected)
        assert found.isna().tolist() == [False, True]

    @pytest.mark.parametrize(
        ("dtype", "kept"),
        [("Float32", "Float32"), ("Float64", "Float64"), ("Int8", "Float64"), ("Int64", "Float64"),
         ("UInt32", "Float64"), ("Decimal", "Float64"), ("Null", "Float64")],
    )  # fmt: skip
    def test_polars(self, source: str, target: str, expected: float, dtype: str, kept: str) -> None:
        pl = pytest.importorskip("polars")
        own = pl.Decimal(10, 2) if dtype == "Decimal" else getattr(pl, dtype)
        first = None if dtype == "Null" else 50
        found = convert(pl.Series("n", [first, None], dtype=own), source, target)
        assert type(found) is pl.Series
        assert (found.dtype, found.name, found.null_count()) == (
            getattr(pl, kept),
            "n",
            2 if first is None else 1,
        )
        if first is not None:
            assert found[0] == pytest.approx(expected)

    def test_polars_expression(self, source: str, target: str, expected: float) -> None:
        pl = pytest.importorskip("polars")
        frame = pl.DataFrame({"n": [50, None]}, schema={"n": pl.Float32})
        found = frame.lazy().select(convert(pl.col("n"), source, target).alias("n")).collect()
        assert found["n"].to_list() == [pytest.approx(expected), None]

    @pytest.mark.parametrize(
        ("dtype", "kept"),
        [("float16", "halffloat"), ("float32", "float"), ("float64", "double"), ("int8", "double"),
         ("int64", "double"), ("decimal128", "double"), ("null", "double")],
    )  # fmt: skip
    def test_pyarrow(self, source: str, target: str, expected: float, dtype: str, kept: str) -> None:
        pa = pytest.importorskip("pyarrow")
        own = pa.decimal128(10, 2) if dtype == "decimal128" else getattr(pa, dtype)()
        first = None if dtype == "null" else 50
        array = pa.array([first, None], own if dtype != "float16" else pa.float32()).cast(own)
        for values in (array, pa.chunked_array([array, array]), array[0]):
            found = convert(values, source, target)
            assert isinstance(found, pa.Scalar) or type(found).__name__ in {
                "ChunkedArray", "DoubleArray", "FloatArray", "HalfFloatArray"
            }  # fmt: skip
            assert str(found.type) == kept
            one = found.as_py() if isinstance(found, pa.Scalar) else found[0].as_py()
            assert one == (None if first is None else pytest.approx(expected, rel=1e-3))
            assert isinstance(found, pa.Scalar) or found[1].as_py() is None

    @pytest.mark.parametrize(
        ("dtype", "kept"),
        [("FLOAT", "FLOAT"), ("DOUBLE", "DOUBLE"), ("INTEGER", "DOUBLE"), ("DECIMAL(5,2)", "DOUBLE")],
    )
    def test_duckdb(self, source: str, target: str, expected: float, dtype: str, kept: str) -> None:
        duckdb = pytest.importorskip("duckdb")
        relation = duckdb.sql(f'SELECT v::{dtype} AS "a b" FROM (VALUES (50), (NULL)) AS t(v)')
        found = convert(relation, source, target)
        assert isinstance(found, duckdb.DuckDBPyRelation)
        assert (found.columns, [str(own) for own in found.types]) == (["a b"], [kept])
        assert found.fetchall() == [(pytest.approx(expected),), (None,)]
        expression = convert(duckdb.ColumnExpression("a b"), source, target)
        assert relation.select(expression).fetchall() == [(pytest.approx(expected),), (None,)]


def _columns() -> list[Any]:
    np, pd, pl = (pytest.importorskip(name) for name in ("numpy", "pandas", "polars"))
    pa = pytest.importorskip("pyarrow")
    zero = [0.0]
    return [np.array(zero), pd.Series(zero), pl.Series(zero), pa.array(zero)]


def test_zero_has_no_reciprocal_but_does_not_stop_a_column() -> None:
    for column in _columns():
        (found,) = convert(column, "kWh/100 km", "mi/kWh")
        assert float(getattr(found, "as_py", lambda one=found: one)()) == float("inf")


def _of_texts() -> list[Callable[[], Any]]:
    def numpy() -> Any:
        np = pytest.importorskip("numpy")
        return [np.array([True]), np.array([1j]), np.array([5, 1j], dtype=object)]

    def pandas() -> Any:
        pd = pytest.importorskip("pandas")
        return [pd.Series([True]), pd.Series([True], dtype="category"), pd.DataFrame({"a": [True]})]

    def polars() -> Any:
        pl = pytest.importorskip("polars")
        return [pl.Series([True]), pl.DataFrame({"a": [True]})]

    def pyarrow() -> Any:
        pa = pytest.importorskip("pyarrow")
        return [pa.array([True]), pa.table({"a": [True]})]

    def duckdb() -> Any:
        duckdb = pytest.importorskip("duckdb")
        return [duckdb.sql("SELECT 1 AS a, 2 AS b")]

    def python() -> Any:
        return [[True], {"a": 5}, {5}, range(5), b"5", None, 5j]

    return [numpy, pandas, polars, pyarrow, duckdb, python]


@pytest.mark.parametrize("make", _of_texts(), ids=lambda make: make.__name__)
def test_what_are_no_numbers_is_refused(make: Callable[[], Any]) -> None:
    for values in make():
        with pytest.raises(TypeError, match="numbers, or a column of numbers"):
            convert(values, "mi", "km")


@pytest.mark.parametrize(("source", "target", "expected"), WAYS)
def test_one_array_is_made_and_nothing_else(source: str, target: str, expected: float) -> None:
    np = pytest.importorskip("numpy")
    values = np.full(1_000_000, 50.0)
    tracemalloc.start()
    try:
        found = convert(values, source, target)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert found[-1] == pytest.approx(expected)
    assert peak < values.nbytes * 1.01


def test_nothing_is_imported_for_a_list() -> None:
    code = (
        "import sys; sys.modules.update(dict.fromkeys(['numpy', 'pandas', 'polars', 'pyarrow', 'duckdb']))\n"
        "import evspec as ev\n"
        "assert ev.convert([1, None], 'mi', 'km') == [1.609344, None]\n"
        "assert str(ev.convert('319 mi', 'km')) == '513 km'\n"
        "assert str(ev.Measure.of(5, 'km')) == '5 km'\n"
        "assert ev.measure('5 km').quantity.magnitude == 5\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
