"""Figures read, made, converted, compared and computed with; columns of ten million numbers.

No text is read twice before 20,000 others were, and evspec keeps none. What it keeps is wordings, of
which these texts have as few as publications do: the figures built in, 1,264 texts, have 117.
"""

from __future__ import annotations

from functools import partial
from importlib.metadata import PackageNotFoundError, version
from itertools import islice
from typing import TYPE_CHECKING

from benchmarks.harness import Benchmark, call_ratio, growth_ratio

if TYPE_CHECKING:
    from collections.abc import Iterator

#: How many texts are read before one comes again.
TEXTS = 20_000
#: The length of a column.
LENGTH = 10_000_000


def plain_texts() -> list[str]:
    """Return distinct figures that every library here can read: a number and a unit."""
    units = ("km", "kW", "kg", "V")
    return [f"{(10_000 + n) / 10} {units[n % len(units)]}" for n in range(TEXTS)]


def _published() -> Iterator[str]:
    number = 10_000
    while True:
        number += 1
        figure = number / 10
        # One of each shape.
        yield f"up to {figure} kW"
        yield f"{figure}-{figure + 42:.1f} km"
        yield f"{figure} miles ({figure * 1.609344:.1f} km)"
        yield f"more than {figure} km WLTP"
        yield f"WLTP: {figure} km"
        yield f"{figure} km or more"
        yield f"between {figure} and {figure + 42:.1f} km"
        yield f"{figure} miles (EPA est.)"


def published_texts() -> list[str]:
    """Return distinct figures as the press prints them: bounds, ranges, pairs, cycles."""
    return list(islice(_published(), TEXTS))


def _pint(old: float, new: float) -> float:
    """Return the limit for the pint that is installed: 0.26 is faster than 0.25 was."""
    try:
        return old if version("pint").startswith("0.25.") else new
    except PackageNotFoundError:
        return new


_READ = """
from itertools import cycle
from benchmarks.numbers import plain_texts, published_texts
from evspec import measure
ours, theirs = cycle(TEXTS), cycle(TEXTS)
"""
_PLAIN = _READ.replace("TEXTS", "plain_texts()")
_PUBLISHED = _READ.replace("TEXTS", "published_texts()")
# astropy reads no bounds, ranges or pairs: it gets as many plain figures.
_PUBLISHED_AND_PLAIN = _READ.replace("TEXTS", "published_texts()", 1).replace("TEXTS", "plain_texts()")
_ASTROPY = """
from astropy import units
from astropy.units import Quantity, imperial
imperial.enable()
"""
_PINT = "import pint; registry = pint.UnitRegistry()\n"
_UNYT = "from unyt import unyt_quantity\n"
_QUANTULUM = """
import warnings
warnings.simplefilter("ignore")
from quantulum3 import parser
"""
_MANY = """
from itertools import cycle
from evspec import Measure
numbers = [(1000 + n) / 10 for n in range(5000)]
ours = cycle([Measure.of(number, "mi") for number in numbers])
"""

_READING = (
    Benchmark(
        "read plain / astropy",
        0.3,
        partial(call_ratio, _ASTROPY + _PLAIN, "measure(next(ours))", "Quantity(next(theirs))"),
        peer="astropy",
    ),
    Benchmark(
        "read plain / pint",
        _pint(0.03, 0.05),
        partial(call_ratio, _PINT + _PLAIN, "measure(next(ours))", "registry.Quantity(next(theirs))"),
        peer="pint",
    ),
    Benchmark(
        "read plain / unyt",
        1.0,
        partial(call_ratio, _UNYT + _PLAIN, "measure(next(ours))", "unyt_quantity.from_string(next(theirs))"),
        peer="unyt",
    ),
    Benchmark(
        "read as published / astropy, plain",
        0.55,
        partial(call_ratio, _ASTROPY + _PUBLISHED_AND_PLAIN, "measure(next(ours))", "Quantity(next(theirs))"),
        peer="astropy",
    ),
    Benchmark(
        "read as published / quantulum3",
        0.02,
        partial(call_ratio, _QUANTULUM + _PUBLISHED, "measure(next(ours))", "parser.parse(next(theirs))"),
        peer="quantulum3",
    ),
)

_CONVERTING = (
    Benchmark(
        "Measure.to / astropy .to",
        0.09,
        partial(
            call_ratio,
            _ASTROPY + _MANY + "theirs = cycle([n * imperial.mi for n in numbers]); km = units.km",
            "next(ours).to('km')",
            "next(theirs).to(km)",
        ),
        peer="astropy",
    ),
    Benchmark(
        "Measure.to().magnitude / astropy .to().value",
        0.25,
        partial(
            call_ratio,
            _ASTROPY + _MANY + "theirs = cycle([n * imperial.mi for n in numbers]); km = units.km",
            "next(ours).to('km').magnitude",
            "next(theirs).to(km).value",
        ),
        peer="astropy",
    ),
    Benchmark(
        "Measure.to / pint .to",
        _pint(0.01, 0.05),
        partial(
            call_ratio,
            _PINT + _MANY + "theirs = cycle([registry.Quantity(n, 'mile') for n in numbers])",
            "next(ours).to('km')",
            "next(theirs).to('km')",
        ),
        peer="pint",
    ),
    Benchmark(
        "Measure.to / unyt .to",
        1.0,
        partial(
            call_ratio,
            _UNYT + _MANY + "theirs = cycle([unyt_quantity(n, 'mile') for n in numbers])",
            "next(ours).to('km')",
            "next(theirs).to('km')",
        ),
        peer="unyt",
    ),
    Benchmark(
        "Measure.of / pint Quantity",
        0.3,
        partial(
            call_ratio,
            _PINT + _MANY + "ours = cycle(numbers); theirs = cycle(numbers)",
            "Measure.of(next(ours), 'km')",
            "registry.Quantity(next(theirs), 'km')",
        ),
        peer="pint",
    ),
    Benchmark(
        "Measure.of / pint Quantity, units looked up before",
        1.0,
        partial(
            call_ratio,
            _PINT
            + _MANY
            + "from evspec.units import unit; ours = cycle(numbers); theirs = cycle(numbers)\n"
            + "km, other_km = unit('km'), registry.kilometer",
            "Measure.of(next(ours), km)",
            "registry.Quantity(next(theirs), other_km)",
        ),
        peer="pint",
    ),
    Benchmark(
        "Measure == across units / pint ==",
        0.4,
        partial(
            call_ratio,
            _PINT
            + _MANY
            + "theirs = cycle([registry.Quantity(n, 'mile') for n in numbers])\n"
            + "one, other = Measure.of(514, 'km'), registry.Quantity(514, 'km')",
            "next(ours) == one",
            "next(theirs) == other",
        ),
        peer="pint",
    ),
)

_COMPUTED = f"""
{_PINT}
from evspec import measure
range_, other, trip, used = (measure(t) for t in ("514 km", "466 km", "291 mi", "15.6 kWh/100 km"))
texts = ("514.0 km", "466.0 km", "291.0 mile", "0.156 kWh/km")
their_range, their_other, their_trip, their_used = map(registry.Quantity, texts)
"""
_COMPUTING = tuple(
    Benchmark(f"{name} / pint's", 0.5, partial(call_ratio, _COMPUTED, ours, theirs))
    for name, ours, theirs in (
        ("sum", "range_ + other", "their_range + their_other"),
        ("difference of km and mi", "range_ - trip", "their_range - their_trip"),
        ("product of figures", "used * range_", "their_used * their_range"),
        ("quotient by a number", "range_ / 3", "their_range / 3"),
        ("sum of ten", "sum([range_, other] * 5)", "sum([their_range, their_other] * 5)"),
    )
)

_COLUMN = f"""
import numpy as np
from evspec import convert
k = 1 / 1.609344
array = np.random.default_rng(1).uniform(1, 1000, {LENGTH})
"""
#: How each library makes a column of an array, and multiplies it.
_ENGINES = {
    "numpy": ("column = array", "column * k"),
    "polars": ("import polars; column = polars.Series(array)", "column * k"),
    "pandas": ("import pandas; column = pandas.Series(array)", "column * k"),
    "pyarrow": (
        "import pyarrow; import pyarrow.compute as pc; column = pyarrow.array(array); s = pyarrow.scalar(k)",
        "pc.multiply(column, s)",
    ),
}
_COLUMNS = (
    *(
        Benchmark(
            f"convert 10 million, {engine} / its own multiply",
            1.1,
            partial(call_ratio, _COLUMN + make, "convert(column, 'km', 'mi')", multiply),
            peer=engine,
        )
        for engine, (make, multiply) in _ENGINES.items()
    ),
    *(
        Benchmark(
            f"convert 10 million, {engine}, memory / the result",
            1.05,
            # What is used first is loaded before: the result alone is to grow the process.
            partial(
                growth_ratio,
                f"{_COLUMN}{make}; convert(column[:9], 'km', 'mi')",
                "result = convert(column, 'km', 'mi')",
                8 * LENGTH,
            ),
            peer=engine,
        )
        for engine, (make, _) in _ENGINES.items()
    ),
)

_TYPED = """
from random import Random
import pandas
from evspec import convert
texts = [f"{300 + n / 4} km" for n in range(1000)]
column = pandas.Series(Random(1).choices(texts, k=1_000_000), dtype=DTYPE)
ready = {text: float(text.split()[0]) / 1.609344 for text in texts}
"""
_TEXTS = tuple(
    Benchmark(
        f"convert 1 million texts, {dtype} / Series.map over a dict",
        1.2,
        partial(
            call_ratio, _TYPED.replace("DTYPE", repr(dtype)), "convert(column, 'mi')", "column.map(ready)"
        ),
        peer="pandas",
    )
    for dtype in ("object", "str")
)

BENCHMARKS = (*_READING, *_CONVERTING, *_COMPUTING, *_COLUMNS, *_TEXTS)
