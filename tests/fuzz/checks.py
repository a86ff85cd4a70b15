"""What must hold for any text at all, and what a fuzzer starts from."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import suppress
from datetime import date
from time import process_time
from typing import Final, TypeVar

from evspec.cycles import CYCLES
from evspec.errors import EvspecError
from evspec.measures import Measure, measure
from evspec.measures.lexicon import CORE, lexicons
from evspec.specs import NOT_STATED, SPECS, Spec
from evspec.units import KINDS, SPELLINGS
from evspec.values import Dates, Value, read_dates

T = TypeVar("T")

#: The longest that one text may take, in seconds of the processor.
LONGEST: Final = 0.05

#: One text of each sort that the grammar reads, and some that it refuses.
SEEDS: Final = (
    "514 km",
    "514 km (319 mi) WLTP",
    "WLTP: 514 km",
    "290 miles (EPA est.)",
    "18.1-16.8 kWh/100 km",
    "up to 400 kW",
    "more than 440 km WLTP",
    "at least 4.0 mi/kWh",
    "between 431 and 473 km",
    "from 431 to 473 km",
    "500+ km",
    "500 km or more",
    "282 hp (286 PS, 210 kW)",
    "about 300 miles (480 km)",
    "319 miles (600 km)",
    "1,234 km",
    "1 234 km",
    "1’234 km",
    "1\u202f234 km",
    "77,4 kWh",
    "1.234,5 km",
    "1.5e3 kW",
    "\u221220 °C",
    "-20 to 40 °C",
    "3:45 h",
    "1h 20min",
    "17.9-inch",
    "10-80 %",
    "150 kW / 204 PS",
    "27,000 EUR",
    "€ 27,000",
    "430 N m",
    "5 m³",
    "89 MPGe",
    "319 mi (514 km)",
    "bis zu 790 Kilometer (WLTP kombiniert)",
    "2,1 kWh/mil",
    "16,9 kWh pro 100 km",
    "unter 40 000 Franken",
    "10490000 ISK",
    "437 km MIDC",
    "8 years / 160,000 km",
    "18 min (10-80%)",
    "5-80% in 22.5 minutes",
    "77 kWh usable",
    "CCS2, CHAdeMO",
    "not FWD",
    "5-7",
    "second half of 2028",
    "14 to 16 months from now",
    "ab Mai 2009",
    "30 November 2018",
)


def check(text: str, decimal: str | None = None) -> Measure | None:
    """Check one text; return the figure that it states, if it states one.

    Raises
    ------
    AssertionError
        If the text takes too long, does not read back as printed, or in another unit prints as
        what no longer agrees with it.
    """
    found = _read(lambda: measure(text, decimal=decimal))
    if found is None:
        return None
    back = measure(str(found), decimal=".")
    assert back == found, f"{found!r} reads back as {back!r}"
    assert hash(back) == hash(found)
    assert str(back) == str(found), f"{found!r} prints as {back!r} when read back"
    # what is paid for something is made as it is asked for
    for unit in KINDS.get(found.kind, (found.unit_definition,)):
        there = found.to(unit)
        assert there == found
        assert there.to(found.unit_definition).show() == found.show()
        again = measure(str(there), decimal=".")
        assert again.agrees_with(found), f"{found!r} is {there!r} in {unit}, which does not agree"
    return found


def check_spec(text: str, spec: Spec, decimal: str | None = None) -> Value | None:
    """Check what one spec makes of a text; return the value, if it has one.

    Raises
    ------
    AssertionError
        If the text takes too long, or what it is written as does not read back.
    """
    beside = {name: NOT_STATED for name, mode in spec.qualifiers.items() if mode == "required"}
    read = _read(lambda: spec.read(text, beside, said=SAID, decimal=decimal))
    if read is None:
        return None
    value, _ = read
    value.data()
    assert value.show()
    if isinstance(value, Measure):
        return value
    again, _ = spec.read(value.written(), beside, said=SAID)
    assert again == value, f"{value!r} reads back as {again!r}"
    return value


def check_date(text: str) -> Dates | None:
    """Check one text as a date; return the window that it states, if it states one.

    Raises
    ------
    AssertionError
        If it takes too long, or does not read back as shown.
    """
    found = _read(lambda: read_dates(text, SAID))
    if found is not None and not found.counted:
        again = read_dates(found.show(), SAID)
        assert again == found, f"{found!r} shows as {found.show()!r}, which is {again!r}"
    return found


#: The day on which texts are said to have appeared.
SAID: Final = date(2026, 2, 24)


def spec_at(number: int) -> Spec:
    """Return a spec by any number."""
    return [*SPECS.values()][number % len(SPECS)]


def dictionary() -> list[str]:
    """Return the words of the grammar, for a fuzzer to put together."""
    marks = ["\u00a0", "\u2009", "\u202f", "\u2212", "–", "-", "'", "’", "e", "+", "(", ")", ":", "/", "~"]
    words = [
        "2028",
        "Q3",
        "spring",
        "by",
        "not",
        "only",
        "CCS2",
        "10-80 %",
        "to",
        "and",
        "between",
        "from",
        "or more",
        "or less",
        "combined",
        "est.",
        "max.",
    ]
    lexicon = (*CORE.before, *CORE.numbers, *CORE.multipliers, *CORE.starting, "sub-", "ft", "₹", ",-", "*")
    abroad = [word for one in lexicons() for word in (*one.before, *one.language.meanings("units"))]
    dates = [word for one in lexicons() for word in one.language.meanings("dates")]
    return [word for word in (*SPELLINGS, *lexicon, *abroad, *dates, *CYCLES, *marks, *words) if word]


def _read(reading: Callable[[], T]) -> T | None:
    """Return what a reading returns, None if it is refused; no three in a row may take too long."""
    start = process_time()
    try:
        found: T | None = reading()
    except EvspecError:
        found = None
    if process_time() - start > LONGEST:
        times = []
        for _ in range(3):
            start = process_time()
            with suppress(EvspecError):
                reading()
            times.append(process_time() - start)
        assert min(times) <= LONGEST, "too slow"
    return found
