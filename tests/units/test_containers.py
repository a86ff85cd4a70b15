"""One table: every container, with every type of number, through every operation, gives the same or refuses.

`tests/units/test_columns.py` has what one library does in its own way.
"""

from __future__ import annotations

from contextlib import ExitStack, suppress
from decimal import Decimal
from fractions import Fraction
from functools import cache
from math import isclose, isfinite, isinf
from typing import TYPE_CHECKING, Any, NamedTuple

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evspec.errors import EvspecError, UnitError, WrongType
from evspec.measures import Measure, convert
from evspec.units import conversion, unit
from tests.each import each

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

np: Any = pytest.importorskip("numpy")
pd: Any = pytest.importorskip("pandas")
pl: Any = pytest.importorskip("polars")
pa: Any = pytest.importorskip("pyarrow")
duckdb: Any = pytest.importorskip("duckdb")

Numbers = list[float | None]


class Container(NamedTuple):
    """How numbers are put into a container, and what is read of the one that comes back.

    `digits` is how many digits its floats hold, `missing` whether it has a place for no number, and
    `largest` what fits in.
    """

    name: str
    put: Callable[[Numbers], Any]
    read: Callable[[Any], tuple[object, Sequence[Any]]]
    digits: int
    missing: bool = True
    largest: float = 1e9
    is_whole: bool = False


DIGITS = {"float16": 3, "float32": 6, "float64": 14, "halffloat": 3, "float": 6, "double": 14}
LARGEST = {"float16": 6e4, "halffloat": 6e4, "int8": 127, "uint16": 6e4, "uint8": 255}


def _python() -> list[Container]:
    def of(kind: type, container: type) -> Container:
        return Container(
            f"{container.__name__} of {kind.__name__}",
            lambda numbers: container(None if n is None else kind(n) for n in numbers),
            lambda out: (type(out), out),
            14,
            is_whole=kind is int,
        )

    return [of(kind, box) for kind in (int, float, Decimal, Fraction) for box in (list, tuple)]


def _numpy() -> list[Container]:
    def of(dtype: str, masked: bool) -> Container:
        def put(numbers: Numbers) -> Any:
            plain = np.array([1 if n is None else n for n in numbers]).astype(dtype)
            return np.ma.array(plain, mask=[n is None for n in numbers]) if masked else plain

        def read(out: Any) -> tuple[object, Sequence[Any]]:
            kept = out.dtype == (dtype if "float" in dtype else "float64")
            return (type(out), kept), out.tolist()

        whole = "int" in dtype
        name = f"{'masked ' if masked else ''}array of {dtype}"
        return Container(name, put, read, DIGITS.get(dtype, 14), masked, LARGEST.get(dtype, 1e9), whole)

    types = ("float16", "float32", "float64", "longdouble", "int8", "uint16", "int64")
    boxes = [of(dtype, masked) for dtype in types for masked in (False, True) if dtype != "longdouble"]
    objects = Container(
        "array of objects",
        lambda numbers: np.array([None if n is None else Decimal(repr(n)) for n in numbers], dtype=object),
        lambda out: (type(out), list(out)),
        14,
    )
    return [*boxes, objects]


def _pandas() -> list[Container]:
    def of(dtype: str, as_index: bool) -> Container:
        def put(numbers: Numbers) -> Any:
            given: Any = numbers
            if dtype == "object":
                given = [None if n is None else Fraction(n) for n in numbers]
            series = pd.Series(given, name="n", dtype=dtype)
            return pd.Index(series, name="n") if as_index else series

        def read(out: Any) -> tuple[object, Sequence[Any]]:
            floats = {"Int64": "Float64", "int16": "float64", "int64[pyarrow]": "double[pyarrow]",
                      "object": "float64"}  # fmt: skip
            items = [None if pd.isna(item) else float(item) for item in out]
            return (type(out), out.name, out.dtype == floats.get(dtype, dtype)), items

        name = f"{'Index' if as_index else 'Series'} of {dtype}"
        plain = dtype.removesuffix("[pyarrow]").lower()
        whole = "int" in dtype.lower()
        return Container(
            name, put, read, DIGITS.get(plain, 14), dtype != "int16", LARGEST.get(plain, 3e4), whole
        )

    types = ("float32", "float64", "int16", "Int64", "Float32", "Float64", "object", "float[pyarrow]",
             "double[pyarrow]", "int64[pyarrow]", "halffloat[pyarrow]")  # fmt: skip
    return [*(of(dtype, as_index) for dtype in types for as_index in (False, True)), of("float16", False)]


def _polars() -> list[Container]:
    def of(dtype: Any, form: str) -> Container:
        kept = dtype if dtype.is_float() else pl.Float64

        def put(numbers: Numbers) -> Any:
            return pl.Series("n", numbers, dtype=pl.Float64).cast(dtype)

        def read(out: Any) -> tuple[object, Sequence[Any]]:
            return (type(out), out.name, out.dtype == kept), out.to_list()

        name = f"{form} of polars' {dtype}"
        whole = dtype.is_integer() or dtype.is_decimal()
        largest = {"Int8": 127.0, "Float16": 6e4}.get(str(dtype), 1e9)
        return Container(name, put, read, DIGITS.get(str(dtype).lower(), 14), True, largest, whole)

    types = [pl.Float32, pl.Float64, pl.Int8, pl.UInt32, pl.Int64, pl.Decimal(20, 2)]
    types += [pl.Float16] if hasattr(pl, "Float16") else []
    return [of(dtype, "Series") for dtype in types]


def _pyarrow() -> list[Container]:
    def of(own: Any, chunked: bool) -> Container:
        kept = own if pa.types.is_floating(own) else pa.float64()

        def put(numbers: Numbers) -> Any:
            array = pa.array(numbers, pa.float64()).cast(own)
            return pa.chunked_array([array]) if chunked else array

        def read(out: Any) -> tuple[object, Sequence[Any]]:
            kind = out.type == kept and isinstance(out, pa.ChunkedArray if chunked else pa.Array)
            return kind, [None if item is None else float(item) for item in out.to_pylist()]

        name = f"{'ChunkedArray' if chunked else 'Array'} of {own}"
        whole = not pa.types.is_floating(own)
        return Container(name, put, read, DIGITS.get(str(own), 14), True, LARGEST.get(str(own), 1e9), whole)

    types = (pa.float16(), pa.float32(), pa.float64(), pa.int64(), pa.uint8(), pa.decimal128(20, 2))
    return [of(own, chunked) for own in types for chunked in (False, True)]


CONTAINERS = [*_python(), *_numpy(), *_pandas(), *_polars(), *_pyarrow()]
#: A factor, one that few floats of 16 bits hold, the reciprocal and the shift.
OPERATIONS = [("mi", "km"), ("J", "kWh"), ("kWh/100 km", "mi/kWh"), ("°F", "°C"), ("km", "m")]

sizes = st.one_of(
    st.integers(1, 120).map(float), st.floats(0.25, 30_000, width=16), st.floats(0.25, 1e9, width=32)
)


@cache
def exact(source: str, target: str) -> Callable[[Fraction], Fraction]:
    """Return the conversion in exact arithmetic, from the table's factors."""
    own, wanted = unit(source), unit(target)

    def converted(number: Fraction) -> Fraction:
        base = own.factor / number if own.inverted else own.factor * number + own.offset
        return wanted.factor / base if wanted.inverted else (base - wanted.offset) / wanted.factor

    return converted


@each("box", CONTAINERS, ids=lambda box: box.name)
@given(st.sampled_from(OPERATIONS), st.lists(st.one_of(sizes, st.none()), min_size=1, max_size=4))
def test_the_table(box: Container, pair: tuple[str, str], drawn: Numbers) -> None:
    source, target = pair
    numbers = [
        n if n is None or not box.is_whole else float(int(n) or 1)
        for n in drawn
        if (n is None or n <= box.largest) and (n is not None or box.missing)
    ]
    given = box.put(numbers)
    before = numbers if box.is_whole else box.read(given)[1]
    with ExitStack() as stack:
        if box.digits == 3:
            # only floats of 16 bits are so small that these numbers can be beyond them
            stack.enter_context(suppress(UnitError))
        check_converted(box, given, before, source, target)


def check_converted(box: Container, given: Any, before: Sequence[Any], source: str, target: str) -> None:
    """Fail if a container converted is not of the same kind, or its numbers are not the right ones."""
    kind = None if box.is_whole else box.read(given)[0]
    out = convert(given, source, target)
    found, after = box.read(out)
    if kind is not None and "object" not in box.name:
        assert found == kind
    assert len(after) == len(before)
    for number, converted in zip(before, after, strict=True):
        if number is None:
            assert converted is None
            continue
        expected = float(exact(source, target)(Fraction(number)))
        # a difference of two numbers has their digits and not its own
        slack = abs(float(number)) + 32 if source == "°F" else 0.0
        assert isclose(
            float(converted), expected, rel_tol=10.0**-box.digits, abs_tol=slack * 10.0**-box.digits
        )


@each("box", CONTAINERS, ids=lambda box: box.name)
def test_no_container_is_changed_itself(box: Container) -> None:
    given = box.put([50.0, 60.0])
    before = box.read(given)[1] if not box.is_whole else str(given)
    convert(given, "kWh/100 km", "mi/kWh")
    convert(given, "°F", "°C")
    assert (box.read(given)[1] if not box.is_whole else str(given)) == before


BIG = 3e38


@pytest.mark.parametrize(
    "values",
    [
        np.array([BIG], "float32"), np.float32(BIG), np.array([60000], "float16"), np.array([1.7e308]),
        np.ma.array([BIG], dtype="float32"), pd.Series([BIG], dtype="float32"),
        pd.Series([BIG], dtype="Float32"),
        pd.Series([BIG], dtype="float[pyarrow]"), pd.Series([60000], dtype="float16"),
        pd.Series([Decimal("1e400")], dtype=object), pd.Index([BIG], dtype="float32"),
        pl.Series([BIG], dtype=pl.Float32), pa.array([BIG], pa.float32()), pa.scalar(BIG, pa.float32()),
        pa.array([60000], pa.float32()).cast(pa.float16()), np.array([Fraction(10**400)], dtype=object),
        1.7e308, 10**400, Decimal("1e400"), Decimal("1e-400"), Decimal("-1e400"), Fraction(10**400),
        Fraction(1, 10**400), [1.7e308], (Fraction(-1, 10**400),),
    ],
)  # fmt: skip
def test_what_no_float_holds_is_refused(values: Any) -> None:
    with pytest.raises(UnitError, match="is beyond what the floats of the result hold in km"):
        convert(values, "mi", "km")


def test_what_was_infinite_stays_so_and_what_is_masked_may_be_anything() -> None:
    for column in (
        np.array([np.inf, 1]),
        pd.Series([np.inf, 1]),
        pl.Series([np.inf, 1]),
        pa.array([np.inf, 1]),
    ):
        first: Any = convert(column, "mi", "km")[0]
        assert isinf(getattr(first, "as_py", lambda one=first: one)())
    assert convert(float("inf"), "kWh/100 km", "mi/kWh") == 0
    masked = convert(np.ma.array([BIG, 1], mask=[True, False], dtype="float32"), "mi", "km")
    assert masked.tolist() == [None, pytest.approx(1.609344)]


@pytest.mark.parametrize(("source", "target"), OPERATIONS, ids=" to ".join)
def test_a_masked_value_stays_masked_without_dimensions_too(source: str, target: str) -> None:
    one = convert(np.ma.array(5.0, mask=True), source, target)
    assert one.shape == ()
    assert bool(one.mask)
    assert convert(np.ma.masked, source, target) is np.ma.masked
    objects: Any = np.ma.array([5, 6], mask=[False, True], dtype=object)
    assert convert(objects, source, target).mask.tolist() == [False, True]
    plain = convert(np.ma.array(5.0), source, target)
    assert (type(plain), plain.shape, bool(plain.mask)) == (np.ma.MaskedArray, (), False)


class TestUnitsOfTheirOwn:
    """An array that has a unit would come back with the old one on the new numbers."""

    @pytest.mark.parametrize("inside", ["itself", "list", "tuple"])
    def test_subclasses_of_other_libraries_are_refused(self, inside: str) -> None:
        class Labeled(np.ndarray):  # type: ignore[misc]
            unit = "mi"

        class Column(pd.Series):  # type: ignore[misc]
            _metadata = ("unit",)

        for one in (np.array([5.0]).view(Labeled), np.array(5.0).view(Labeled), Column([5.0])):
            with pytest.raises(WrongType, match="may have a unit of its own"):
                convert({"itself": one, "list": [one], "tuple": (one, None)}[inside], "mi", "km")
            with pytest.raises(WrongType, match="one number is needed"):
                Measure.of(one, "km")

    def test_astropy(self) -> None:
        units = pytest.importorskip("astropy.units")
        for one in (5 * units.km, [5, 6] * units.km):
            with pytest.raises(WrongType):
                convert(one, "km", "mi")
        with pytest.raises(WrongType, match="one number is needed"):
            Measure.of(units.Quantity([5, 6], "km"), "km")
        assert str(Measure.of(5 * units.km, "m")) == "5000 m"

    def test_unyt(self) -> None:
        unyt = pytest.importorskip("unyt")
        for one in (unyt.unyt_quantity(5, "km"), unyt.unyt_array([5, 6], "km")):
            for use in (lambda one=one: convert(one, "km", "mi"), lambda one=one: Measure.of(one, "km")):
                with pytest.raises(WrongType):
                    use()

    def test_pint(self) -> None:
        pint = pytest.importorskip("pint")
        for one in (pint.Quantity(5, "km"), pint.Quantity(np.array([5.0]), "km")):
            for values in (one, [one], (None, one)):
                with pytest.raises(WrongType, match="unit of its own"):
                    convert(values, "km", "mi")

    def test_a_dtype_of_another_library_is_refused(self) -> None:
        class Miles(pd.api.extensions.ExtensionDtype):  # type: ignore[misc]
            name = "miles"
            type = float
            _is_numeric = True

            @classmethod
            def construct_array_type(cls) -> Any:
                return MileArray

        class MileArray(pd.api.extensions.ExtensionArray):  # type: ignore[misc]
            dtype = Miles()

            def __len__(self) -> int:
                return 1

            def __getitem__(self, item: Any) -> Any:
                return self if isinstance(item, slice) else 5.0

            def copy(self) -> Any:
                return self

        with pytest.raises(WrongType, match="may have a unit of its own"):
            convert(MileArray(), "mi", "km")
        with pytest.raises(WrongType, match="a Series of"):
            convert(pd.Series(MileArray(), copy=False), "mi", "km")

    @pytest.mark.parametrize("dtype", ["float32", "Float64", "object", "float[pyarrow]", "float16"])
    def test_what_is_noted_of_a_series_loses_the_old_unit(self, dtype: str) -> None:
        series = pd.Series([5.0], dtype=dtype)
        series.attrs = {"unit": "mi", "units": "mi", "source": "maker"}
        assert convert(series, "mi", "km").attrs == {"source": "maker"}
        assert series.attrs["unit"] == "mi"


class TestNames:
    """An expression keeps its name in every engine: what a frame is told to replace is replaced."""

    POLARS = (
        pl.col("eff"), pl.col("eff", "new"), pl.exclude("none"), pl.col("eff").alias("other"),
        pl.nth(0), pl.col("^e.*$"),
        pl.col("eff") + pl.col("new"), pl.col("new").name.suffix("_x"), pl.col("none"),
    )  # fmt: skip

    @pytest.mark.parametrize(("source", "target"), OPERATIONS, ids=" to ".join)
    @pytest.mark.parametrize("expression", POLARS, ids=str)
    def test_polars(self, expression: Any, source: str, target: str) -> None:
        frame = pl.DataFrame(
            {"eff": [4.0, 0.0, None], "new": [3, 2, 1], "none": [None] * 3},
            schema_overrides={"eff": pl.Float32},
        )
        before = frame.lazy().select(expression).collect()
        after = frame.lazy().select(convert(expression, source, target)).collect()
        assert after.columns == before.columns
        for name in before.columns:
            one = convert(before[name], source, target)
            assert (after[name].dtype, after[name].is_null().to_list()) == (
                one.dtype,
                one.is_null().to_list(),
            )
            assert after[name].drop_nulls().to_list() == pytest.approx(one.drop_nulls().to_list(), rel=1e-6)
        assert frame.with_columns(convert(pl.col("eff"), source, target)).columns == frame.columns

    @pytest.mark.parametrize(("source", "target"), OPERATIONS, ids=" to ".join)
    @pytest.mark.parametrize("name", ["eff", "a b", "select"])
    def test_duckdb(self, name: str, source: str, target: str) -> None:
        relation = duckdb.from_arrow(pa.table({name: [4.0, 5.0]}))
        column = duckdb.ColumnExpression(name)
        expected = [float(exact(source, target)(Fraction(n))) for n in (4, 5)]
        for out in (convert(relation, source, target), relation.select(convert(column, source, target))):
            assert out.columns == [name]
            assert [row[0] for row in out.fetchall()] == pytest.approx(expected)
        assert relation.select(convert(column.alias("other"), source, target)).columns == ["other"]

    @pytest.mark.parametrize(("source", "target"), OPERATIONS, ids=" to ".join)
    def test_pandas(self, source: str, target: str) -> None:
        frame = pd.DataFrame({"eff": [4.0, 5.0]})
        for dtype in ("float32", "Float64", "object", "Int64", "double[pyarrow]", "float16"):
            series = frame["eff"].astype(dtype)
            if dtype != "float16" or source != "J":
                assert convert(series, source, target).name == "eff"


class TestOneNumber:
    """A figure made of a number of another library has that number's digits."""

    @given(
        st.decimals("0.001", "60000", places=3),
        st.sampled_from(["float16", "float32", "float64", "longdouble"]),
    )
    def test_has_the_digits_of_its_own_width(self, number: Decimal, dtype: str) -> None:
        one = np.dtype(dtype).type(str(number))
        shown = Measure.of(one, "km").show().removesuffix(" km")
        assert Decimal(shown) == Decimal(str(one))
        for form in (np.array(one), np.array([one]), np.ma.array([one])):
            assert Measure.of(form, "km").show() == f"{shown} km"

    def test_is_asked_for_once_and_unmasked(self) -> None:
        assert Measure.of(np.float32(0.1), "km").show() == "0.1 km"
        complex_number: Any = 5j
        for one in (np.ma.masked, np.ma.array([5], mask=True), np.array([5, 6]), np.bool_(True), pd.NA,
                    pa.scalar(5),
                    pl.Series([5]), np.array([]), complex_number, np.datetime64("2026-01-01")):  # fmt: skip
            with pytest.raises(WrongType, match="one number is needed"):
                Measure.of(one, "km")
        for number in (np.float32("nan"), np.float16("inf")):
            with pytest.raises(EvspecError, match="not a finite number"):
                Measure.of(number, "km")


@given(st.one_of(st.floats(), st.integers(), st.fractions(), st.decimals()), st.sampled_from(OPERATIONS))
def test_a_single_number_is_finite_or_was_not(number: Any, pair: tuple[str, str]) -> None:
    try:
        out = convert(number, *pair)
    except EvspecError:
        return
    was_finite = isinstance(number, Fraction) or isfinite(number)
    assert isfinite(out) == was_finite or conversion(unit(pair[0]), unit(pair[1])).reciprocal
    assert out or not number or not was_finite or pair[0] == "°F"
