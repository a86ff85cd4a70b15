"""What lies between two entries, as facts: one table of cases, covering every kind and every reason.

How a verdict is worded is tested in `test_words`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple, TypeAlias, get_args

import pytest

from evspec.comparison import diff
from evspec.comparison.compare import compare
from evspec.comparison.facts import Kind, Reason, Verdict
from evspec.comparison.verdict import is_twice, verdict
from evspec.specs import UnitChoice
from evspec.vehicles import Generation, entry_of, rows_of, subject_of
from tests.comparison.mirror import best, check_mirrored
from tests.each import each
from tests.vehicles.garage import car, catalog, generation, record, says

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evspec.claims import Claim, Entry
    from evspec.measures import Interval, Order
    from evspec.specs import System

#: A value, said of the generation; with details; of variants by their slugs; None for silence.
Side: TypeAlias = "object"
Ends: TypeAlias = "tuple[float | None, float | None] | None"


class Case(NamedTuple):
    """What two sides say of a spec, and what that comes to."""

    spec: str
    old: Side
    new: Side
    kind: Kind
    order: Order | None = None
    better: bool | None = None
    delta: Ends = None
    reason: Reason | None = None
    names: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    gained: tuple[str, ...] = ()

    def __str__(self) -> str:
        return f"{self.spec}: {self.old} → {self.new}"


class Said(NamedTuple):
    """A value with what is said beside it."""

    value: object
    details: dict[str, str]

    def __str__(self) -> str:
        return f"{self.value} {' '.join(self.details.values())}"


def said(value: object, **details: str) -> Said:
    return Said(value, details)


GERMANY = {"market": "Germany"}
VOLT = {"source": "volt-feb"}
SAME: Final = "same"
ROUNDED: Final = "same within rounding"
CHANGED: Final = "changed"
BOUNDED: Final = "bounded"
APART: Final = "not comparable"
ONE_SIDED: Final = "one-sided"
REMOVED: Final = "removed"
ADDED: Final = "added"
UNDECIDED: Final = "undecided"

FIGURES = (
    Case("power", "150 kW", "150 kW", SAME, "equal"),
    Case("power", "150 kW", "150.0 kW", SAME, "equal"),
    Case("range", "514 km WLTP", "319 mi WLTP", ROUNDED),
    Case("power", "150 kW", "204 PS", ROUNDED),
    Case("power", "150 kW", "200 kW", CHANGED, "greater", True, (50, 50)),
    Case("power", "200 kW", "150 kW", CHANGED, "less", False, (-50, -50)),
    # statuses decide which can win, not which is ahead
    # a change of which an end rounds to 0 % is none that is worth a verdict
    Case("range", "466 km WLTP", "468 km WLTP", CHANGED, "greater", None, (2, 2)),
    Case("range", "466-514 km WLTP", "520-600 km WLTP", CHANGED, "greater", True, (54, 86)),
    Case(
        "range",
        {"base": "466 km WLTP", "plus": "514 km WLTP"},
        "515 km WLTP",
        CHANGED,
        "greater",
        None,
        (1, 49),
    ),
    Case("power", "150 kW", said("200 kW", status="rumored"), CHANGED, "greater", True, (50, 50)),
    Case("dc_time", "29 min, 10-80 %", "21 min, 10-80 %", CHANGED, "less", True, (-8, -8)),
    Case("length", "4500 mm", "4600 mm", CHANGED, "greater", None, (100, 100)),
    Case("accel_0_100_kmh", "5.6 s", "4.9 s", CHANGED, "less", True, (-0.7, -0.7)),
    Case("drag_coefficient", "0.26", "0.24", CHANGED, "less", True, (-0.02, -0.02)),
    Case("seats", 5, 7, CHANGED, "greater", None, (2, 2)),
    Case("curb_weight", "2085 kg, DIN", "1865 kg, DIN", CHANGED, "less", True, (-220, -220)),
    Case("ac_time", "4 h, 11 kW charger", "5.8 h, 11 kW charger", CHANGED, "greater", None, (2, 2)),
    # less consumption is better whichever end the sources count from
    Case("consumption", "18.1 kWh/100 km WLTP", "15.6 kWh/100 km WLTP", CHANGED, "less", True, (-2.5, -2.5)),
    Case("consumption", "4.0 mi/kWh EPA", "5.0 mi/kWh EPA", CHANGED, "less", True, (-3.1, -3.1)),
    Case("consumption", "15.5 kWh/100 km EPA", "5.0 mi/kWh EPA", CHANGED, "less", True, (-3.1, -3.1)),
    Case("consumption", "4.0 mi/kWh EPA", "12.4 kWh/100 km EPA", CHANGED, "less", True, (-3.1, -3.1)),
    Case("dc_power", "about 130 kW", "about 200 kW", CHANGED, "greater", True, (70, 70)),
    Case("dc_power", "about 130 kW", "about 140 kW", ROUNDED),
    Case("dc_power", "about 130 kW", "about 130 kW", SAME, "equal"),
    Case("range", "514 km WLTP", "513-515 km WLTP", UNDECIDED),
    # what is rounded much more coarsely than the other leaves open whether they are one
    Case("length", "3 m", "2700 mm", UNDECIDED, reason=Reason.COARSE, names=("1 m",)),
    Case("accel_0_100_kmh", "5.4 s", "5 s", UNDECIDED, reason=Reason.COARSE, names=("1 s",)),
    Case("consumption", "16 kWh/100 km WLTP", "15.6 kWh/100 km WLTP", UNDECIDED, reason=Reason.COARSE,
         names=("1 kWh/100 km",)),
    Case("curb_weight", "2.0 t, DIN", "2040 kg, DIN", UNDECIDED, reason=Reason.COARSE, names=("0.1 t",)),
    # unless their numbers are within half a percent, or their steps are alike
    Case("length", "4.6 m", "4582 mm", ROUNDED),
    Case("cargo_volume", "66 cu ft, SAE", "1870 L, SAE", ROUNDED),
    Case("consumption", "25 kWh/100 km WLTP", "2.5 mi/kWh WLTP", ROUNDED),
)  # fmt: skip
BOUNDS = (
    Case("dc_power", "130 kW", "at least 400 kW", BOUNDED, "greater", True, (270, None)),
    Case("dc_power", "up to 100 kW", "400 kW", BOUNDED, "greater", True, (300, None)),
    Case("dc_power", "400 kW", "up to 130 kW", BOUNDED, "less", False, (None, -270)),
    Case("dc_power", "up to 100 kW", "at least 400 kW", BOUNDED, "greater", True, (300, None)),
    # the same number is meant, whatever its rounding; how far beyond it is open
    Case("dc_power", "514 kW", "more than 514 kW", BOUNDED, "greater", True),
    Case("dc_power", "514 kW", "less than 514 kW", BOUNDED, "less", False),
    Case("dc_power", "more than 514 kW", "514 kW", BOUNDED, "less", False),
    # how far it may go either way is known
    Case("dc_power", "130 kW", "up to 400 kW", UNDECIDED, delta=(None, 270)),
    Case("dc_power", "up to 400 kW", "130 kW", UNDECIDED, delta=(-270, None)),
    Case("dc_power", "up to 130 kW", "up to 130 kW", UNDECIDED),
    Case("dc_power", "at least 130 kW", "at least 130 kW", UNDECIDED),
    Case("dc_power", "more than 100 kW", "130 kW", UNDECIDED, delta=(None, 30)),
    Case("dc_power", "130 kW", "at least 130 kW", UNDECIDED),
    Case("length", "4500 mm", "at least 4600 mm", BOUNDED, "greater", None, (100, None)),
)
SPANS = (
    # the ends are those of unlike variants, and are never subtracted from one another
    Case(
        "range", {"base": "466 km WLTP", "plus": "514 km WLTP"},
        {"base": "500 km WLTP", "plus": "600 km WLTP"}, UNDECIDED,
    ),
    Case(
        "range", {"base": "466 km WLTP", "plus": "514 km WLTP"},
        {"base": "520 km WLTP", "plus": "600 km WLTP"}, CHANGED, "greater", True, (6, 134),
    ),
    Case(
        "range", {"base": "466 km WLTP", "plus": "514 km WLTP"},
        {"base": "400 km WLTP", "plus": "600 km WLTP"}, UNDECIDED,
    ),
    Case(
        "range", {"base": "466 km WLTP", "plus": "514 km WLTP"},
        {"base": "466 km WLTP", "plus": "600 km WLTP"}, UNDECIDED,
    ),
    Case(
        "range", {"base": "466 km WLTP", "plus": "514 km WLTP"},
        {"base": "466 km WLTP", "plus": "514 km WLTP"}, SAME, "equal",
    ),
    Case(
        "range", {"base": "466 km WLTP", "plus": "514 km WLTP"},
        {"base": "290 mi WLTP", "plus": "319 mi WLTP"}, ROUNDED,
    ),
    Case("range", "466-514 km WLTP", "500-600 km WLTP", CHANGED, "greater", None, (34, 86)),
    Case(
        "power", {"base": "150 kW", "plus": "230 kW"}, "more than 230 kW", BOUNDED, "greater", True,
    ),
    Case("power", {"base": "150 kW", "plus": "230 kW"}, "up to 140 kW", BOUNDED, "less", False, (None, -10)),
    Case("power", {"base": "150 kW", "plus": "230 kW"}, "200 kW", UNDECIDED),
    # a bound at one end of a span is one
    Case(
        "dc_time", {"base": "31 min, 10-80 %", "plus": "less than 40 min, 10-80 %"}, "21 min, 10-80 %",
        BOUNDED, "less", True, (-19, -10),
    ),
    Case(
        "dc_time", {"base": "31 min, 10-80 %", "plus": "less than 40 min, 10-80 %"}, "40 min, 10-80 %",
        BOUNDED, "greater", False, (None, 9),
    ),
)  # fmt: skip
DATES = (
    Case("market_launch", "2022", "2027 or 2028", CHANGED, "greater", None, (60, 72)),
    Case("market_launch", "2022", "2027", CHANGED, "greater", None, (60, 60)),
    Case("market_launch", "2027", "2022", CHANGED, "less", None, (-60, -60)),
    Case("market_launch", "2022-11", "2022-12", CHANGED, "greater", None, (1, 1)),
    Case("market_launch", "2022-11", "2023-10", CHANGED, "greater", None, (11, 11)),
    Case("market_launch", "2022-11", "2024", CHANGED, "greater", None, (14, 25)),
    Case("premiere", "2026-03-01", "2026-03-20", CHANGED, "greater", None, (19, 19)),
    Case("premiere", "2027-11", "November 2027", SAME, "equal"),
    Case("premiere", "2027-11", "2027", UNDECIDED),
    Case("premiere", "2027-11", "from 2027", UNDECIDED),
    Case("premiere", "2022", "after 2027", UNDECIDED),
    Case("premiere", "shortly before production_start", "2027", UNDECIDED),
)
SETS = (
    Case("drivetrain", "FWD, AWD", "RWD, AWD", CHANGED, lost=("FWD",), gained=("RWD",)),
    Case("drivetrain", "FWD", "FWD, AWD", CHANGED, gained=("AWD",)),
    Case("drivetrain", "FWD, AWD", "AWD", CHANGED, lost=("FWD",)),
    Case("drivetrain", "FWD, AWD", "AWD, FWD", SAME, "equal"),
    Case("drivetrain", "RWD", "RWD only", SAME, "equal"),
    Case("drivetrain", "FWD, AWD", "not FWD", CHANGED, lost=("FWD",)),
    Case("drivetrain", "not FWD", "FWD", CHANGED, gained=("FWD",)),
    Case("drivetrain", "not FWD", "RWD", UNDECIDED),
    Case("platform_shared_with", "acme/one/c", "not acme/one/c", CHANGED, lost=("One C1",)),
    Case("cell_format", "prismatic", "cylindrical", CHANGED),
    Case("motor_count", 1, 2, CHANGED),
    Case("motor_count", 2, 2, SAME, "equal"),
    Case("platform", "UKL2", "Neue Klasse", CHANGED),
    Case("platform", "Neue Klasse", "neue  klasse", SAME, "equal"),
    Case("charging_curve", [[10, 150], [80, 60]], [[10, 150], [80, 60]], SAME, "equal"),
    Case("charging_curve", [[10, 150], [80, 60]], [[10, 200], [80, 60]], CHANGED),
    Case("instrument_cluster", True, False, REMOVED),
    Case("instrument_cluster", False, True, ADDED),
    Case("instrument_cluster", False, False, SAME, "equal"),
    # what one side does not mention is neither added nor removed
    Case("heat_pump", None, True, ONE_SIDED, reason=Reason.NOT_STATED),
    Case("heat_pump", None, False, ONE_SIDED, reason=Reason.NOT_STATED),
)
UNKNOWN = (
    Case("power", "150 kW", "unknown", UNDECIDED),
    Case("platform", "unknown", "unknown", UNDECIDED),
    Case("power", None, "150 kW", ONE_SIDED, reason=Reason.NOT_STATED),
    Case("power", "150 kW", None, ONE_SIDED, reason=Reason.NOT_STATED),
)
CONDITIONS = (
    Case("price", said("47,900 EUR", **GERMANY), said("49,900 EUR", **GERMANY), CHANGED, "greater", None,
         (2000, 2000)),
    Case("price", said("47,900 EUR", **GERMANY), said("60,000 USD", **GERMANY), APART,
         reason=Reason.UNLIKE_KINDS, names=("money EUR", "money USD")),
    Case("range", "500 km WLTP", "300 mi EPA", APART, reason=Reason.OTHER_CONDITIONS, names=("EPA",)),
    Case("power", "94 kW, 30-minute", "200 kW", APART, reason=Reason.OTHER_CONDITIONS, names=("30-minute",)),
    Case("range", "500 km, cycle not stated", said("500 km, cycle not stated", **VOLT), APART,
         reason=Reason.CONDITION_NOT_STATED, names=("cycle",)),
    Case("curb_weight", "2085 kg", said("1865 kg", **VOLT), APART, reason=Reason.CONDITION_NOT_STATED,
         names=("standard",)),
    # of one source they are of one kind, whatever that is
    Case("range", "500 km, cycle not stated", "500 km, cycle not stated", SAME, "equal",
         reason=Reason.ONE_SOURCE, names=("Acme",)),
    Case("curb_weight", "2085 kg", "1865 kg", CHANGED, "less", True, (-220, -220), Reason.ONE_SOURCE,
         ("Acme",)),
    Case("cargo_volume", "490 L", "520 L", CHANGED, "greater", True, (30, 30), Reason.ONE_SOURCE, ("Acme",)),
    Case("dc_time", "54 min, SoC not stated", "23 min, SoC not stated", CHANGED, "less", True, (-31, -31),
         Reason.ONE_SOURCE, ("Acme",)),
    Case("dc_time", "54 min, SoC not stated, 50 kW charger", "23 min, SoC not stated, 150 kW charger", APART,
         reason=Reason.CONDITION_NOT_STATED, names=("soc",)),
    Case("dc_time", "54 min, SoC not stated", "up to 60 min, SoC not stated", APART,
         reason=Reason.CONDITION_NOT_STATED, names=("soc",)),
    Case("cargo_volume", "490 L, VDA", "520 L", APART, reason=Reason.CONDITION_NOT_STATED,
         names=("standard",)),
    Case("cargo_volume", "490 L, VDA", "520 L, SAE", APART, reason=Reason.UNLIKE_CONDITIONS,
         names=("standard",)),
    Case("cargo_volume", "490 L, VDA", "520 L, VDA", CHANGED, "greater", True, (30, 30)),
    Case("dc_time", "30 min, 10-80 %, 150 kW charger", "20 min, 10-80 %, 350 kW charger", APART,
         reason=Reason.UNLIKE_CONDITIONS, names=("charger",)),
    Case("dc_time", "30 min, 10-80 %", "20 min, 10-80 %, 350 kW charger", APART,
         reason=Reason.UNLIKE_CONDITIONS, names=("charger",)),
    Case("dc_time", "30 min, 10-80 %, 350 kW charger", "20 min, 10-80 %, 350 kW charger", CHANGED, "less",
         True, (-10, -10)),
    Case("dc_power", "130 kW", "150 kW, from a charging curve", CHANGED, "greater", True, (20, 20)),
    Case("power", "150 kW", "180 kW, registered", APART, reason=Reason.OTHER_CONDITIONS,
         names=("registered",)),
    Case("power", "150 kW, registered", "180 kW, registered", CHANGED, "greater", True, (30, 30)),
    Case("ac_time", "9 h, 240 V charger, EPA", "8 h, 240 V charger, NRCan", APART,
         reason=Reason.OTHER_CONDITIONS, names=("at 240 V, NRCan",)),
    Case("price", said("30,000 GBP", market="UK"), said("25,000 GBP", market="UK", terms="after grant"),
         APART, reason=Reason.OTHER_CONDITIONS, names=("UK, after grant",)),
    Case("price", said("30,000 EUR", market="Germany"), said("25,000 EUR", market="Spain"), APART,
         reason=Reason.OTHER_CONDITIONS, names=("Spain",)),
    Case("length", said("4480 mm", market="Japan"), said("4350 mm", market="Europe"), APART,
         reason=Reason.OTHER_CONDITIONS, names=("Japan",)),
    Case("length", "4445 mm", said("4480 mm", market="Japan"), CHANGED, "greater", None, (35, 35)),
    Case("dc_connector", "CCS1", said("NACS", market="USA"), CHANGED, lost=("CCS1",), gained=("NACS",)),
    Case("heat_pump", said(True, market="USA"), said(False, market="Europe"), APART,
         reason=Reason.OTHER_CONDITIONS, names=("Europe",)),
    Case("curb_weight", "2085 kg, DIN", "1865 kg", APART, reason=Reason.CONDITION_NOT_STATED,
         names=("standard",)),
    Case("curb_weight", "2085 kg, DIN", "1865 kg, EU", APART, reason=Reason.UNLIKE_CONDITIONS,
         names=("standard",)),
    Case("range", "514 km WLTP", "400 km WLTP, worst equipment", APART, reason=Reason.UNLIKE_CONDITIONS,
         names=("equipment",)),
    Case("range", "461 km WLTP, worst equipment", "400 km WLTP, worst equipment", CHANGED, "less", False,
         (-61, -61)),
    # best equipment is what a figure without a word is taken for, and a car as such may stand beside wheels
    Case("range", "461 km WLTP", "400 km WLTP, best equipment", CHANGED, "less", False, (-61, -61)),
    Case("range", "461 km WLTP", "400 km WLTP, 19 in wheels", CHANGED, "less", False, (-61, -61)),
    Case("range", "461 km WLTP, 18 in wheels", "400 km WLTP, 19 in wheels", APART,
         reason=Reason.UNLIKE_CONDITIONS, names=("wheels",)),
)  # fmt: skip
PARTS = (
    # the rest may lie beyond
    Case("power", {"base": "150 kW", "plus": "230 kW"}, {"plus": "300 kW"}, CHANGED, "greater", None,
         (70, 150), Reason.VARIANTS_THAT_STATE_IT),
    Case("power", "150 kW", {"plus": "300 kW"}, CHANGED, "greater", None, (150, 150),
         Reason.VARIANTS_THAT_STATE_IT),
    Case("power", {"base": "150 kW", "plus": "230 kW"}, {"base": "up to 160 kW", "plus": "240 kW"},
         UNDECIDED),
    Case("power", {"base": "150 kW", "plus": "230 kW"}, {"plus": "200 kW"}, UNDECIDED,
         reason=Reason.NOT_ALL_VARIANTS),
    Case("power", {"base": "200-300 kW"}, "250-350 kW", UNDECIDED, reason=Reason.NOT_ALL_VARIANTS),
    Case("power", {"base": "150 kW"}, {"plus": "300 kW"}, UNDECIDED, reason=Reason.OTHER_VARIANTS),
    Case("power", {"base": "150 kW"}, {"base": "300 kW"}, CHANGED, "greater", True, (150, 150)),
    Case("power", {"base": "150 kW"}, {"base": "150 kW"}, SAME, "equal"),
    Case("motor_count", {"base": 1, "plus": 2}, {"plus": 2}, SAME, reason=Reason.SAME_FOR, names=("Plus",)),
    Case("drivetrain", {"base": "FWD", "plus": "AWD"}, {"plus": "AWD"}, SAME, reason=Reason.SAME_FOR,
         names=("Plus",)),
    Case("drivetrain", "FWD", {"plus": "AWD"}, CHANGED, gained=("AWD",)),
    # what belongs to the whole is not said of it by one variant alone
    Case("platform", "UKL2", {"plus": "Neue Klasse"}, ONE_SIDED, reason=Reason.NOT_STATED),
)  # fmt: skip
RELATIONS = (
    Case("cell_energy_density", None, "more than acme/one/a", BOUNDED, "greater", True),
    # what is told by a relation holds though no figure follows from it
    Case("dc_power", "up to 400 kW", "more than acme/one/a", BOUNDED, "greater", True),
    Case("dc_power", "unknown", "more than acme/one/a", UNDECIDED),
    Case("cell_energy_density", None, "less than acme/one/a", BOUNDED, "less", False),
    Case("length", None, "more than acme/one/a", BOUNDED, "greater"),
    Case("dc_power", "more than acme/one/b", "130 kW", BOUNDED, "less", False),
    Case("dc_power", "130 kW", "more than acme/one/a", BOUNDED, "greater", True),
    Case("power", "150 kW", "less than acme/one/c", UNDECIDED, delta=(None, 195)),
    Case("power", "400 kW", "less than acme/one/c", BOUNDED, "less", False, (None, -55)),
    Case("power", "more than acme/one/c", "200 kW", BOUNDED, "less", False, (None, -145)),
    Case("torque", "250 Nm", "less than acme/one/c", UNDECIDED),
    Case("center_display", "17.9 in", "like acme/one/a", UNDECIDED),
    Case("power", "less than acme/one/c", "less than acme/one/c", UNDECIDED),
    Case("torque", "less than acme/one/c", "less than acme/one/c", SAME, "equal"),
    Case("power", {"base": "150 kW", "plus": "230 kW"}, "more than acme/one/a", BOUNDED, "greater", True),
    Case("power", {"base": "150 kW", "plus": "230 kW"}, "less than acme/one/a/plus", UNDECIDED),
)
TABLES = (FIGURES, BOUNDS, SPANS, DATES, SETS, UNKNOWN, CONDITIONS, PARTS, RELATIONS)
CASES = [case for table in TABLES for case in table]


def claims_of(key: str, side: Side) -> Iterator[Claim]:
    parts: dict[str, object] = side if isinstance(side, dict) else {"": side}
    for slug, value in parts.items():
        what = f"{slug}.{key}".removeprefix(".")
        if isinstance(value, Said):
            details = dict(value.details)
            yield says(details.pop("source", "maker-jan"), what, value.value, **details)
        elif value is not None:
            yield says("maker-jan", what, value)


#: What the cars are compared with besides, in its own catalog with them.
THIRD = record(says("maker-jan", "power", "345 kW"), id_="acme/one/c")


def generations(old: list[Claim], new: list[Claim], **head: object) -> tuple[Generation, Generation]:
    """Make "acme/one/a" and "acme/one/b", which find each other and "acme/one/c"."""
    found = catalog(record(*old, **head), record(*new, id_="acme/one/b", **head), THIRD)  # type: ignore[arg-type]
    a, b = found["acme/one/a"], found["acme/one/b"]
    assert isinstance(a, Generation)
    assert isinstance(b, Generation)
    return a, b


def entries(key: str, old: Side, new: Side) -> tuple[Entry, Entry]:
    """Return what both state in the first row of a spec."""
    a, b = generations(list(claims_of(key, old)), list(claims_of(key, new)))
    of = rows_of(a, b)[0]
    return entry_of(a, of), entry_of(b, of)


def ends(size: Interval | None) -> tuple[float | None, float | None] | None:
    """Return a size with its ends to three digits."""
    if size is None:
        return None
    low, high = (None if end is None else round(end, 3) for end in (size.low, size.high))
    return low, high


every_case = each("case", CASES, ids=str)


class TestEveryCase:
    @every_case
    def test_comes_to_one_verdict(self, case: Case) -> None:
        found = verdict(*entries(case.spec, case.old, case.new), UnitChoice.of("metric"))
        assert (found.kind, found.order, found.better) == (case.kind, case.order, case.better)
        assert (found.reason, found.names) == (case.reason, case.names)
        assert (found.lost, found.gained) == (case.lost, case.gained)
        assert ends(found.delta) == case.delta

    @every_case
    def test_holds_the_other_way_round(self, case: Case) -> None:
        old, new = entries(case.spec, case.old, case.new)
        check_mirrored(verdict(old, new, UnitChoice.of("metric")), verdict(new, old, UnitChoice.of("metric")))

    @every_case
    @each("units", ["metric", "us", "uk"])
    def test_is_the_same_in_every_system_but_for_its_size(self, case: Case, units: System) -> None:
        sides = entries(case.spec, case.old, case.new)
        there, here = (
            v._replace(delta=None, percent=None)
            for v in (verdict(*sides), verdict(*sides, UnitChoice.of(units)))
        )
        assert here == there

    @every_case
    def test_decides_which_is_best(self, case: Case) -> None:
        old, new = entries(case.spec, case.old, case.new)
        starred = best({0: old, 1: new})
        out = [entry.status in {"official", "measured", "reported"} for entry in (old, new)]
        assert starred == {0 if case.better is False else 1 for _ in "b" if case.better is not None} & {
            n for n in (0, 1) if out[n] and (old.value is None) == (new.value is None)
        }


class TestTwoDays:
    """One vehicle, as known on 15 February and on 15 May 2026, then from late to early."""

    CASES = (
        Case("power", None, "150 kW", ONE_SIDED, reason=Reason.NOT_YET_STATED),
        Case("power", "150 kW", "150 kW", SAME, "equal"),
        Case("power", "150 kW", "160 kW", CHANGED, "greater", True, (10, 10)),
        Case("dc_power", "up to 400 kW", "350 kW", CHANGED, reason=Reason.NARROWED),
        Case("dc_power", "up to 400 kW", "up to 400 kW", SAME, "equal"),
        Case("drivetrain", "not FWD", "RWD", CHANGED, reason=Reason.NARROWED),
        Case("production_start", "2027", "November 2027", CHANGED, reason=Reason.NARROWED),
        Case("production_start", "2026 or 2027", "2027 or 2028", UNDECIDED),
        Case("platform", "unknown", "unknown", UNDECIDED),
    )

    @pytest.mark.parametrize("case", CASES, ids=map(str, CASES))
    def test_tell_whether_more_is_known(self, case: Case) -> None:
        early = [says("volt-feb", f"base.{case.spec}", case.old)] if case.old is not None else []
        base = car(*early, says("amp-mar", f"base.{case.spec}", case.new))
        (of,) = rows_of(base)
        before, after = (entry_of(base.as_of(day), of) for day in ("2026-02-15", "2026-05-15"))
        assert is_twice(before.subject, after.subject)
        found = verdict(before, after, UnitChoice.of("metric"))
        assert (found.kind, found.order, found.better) == (case.kind, case.order, case.better)
        assert (found.reason, ends(found.delta)) == (case.reason, case.delta)
        back = verdict(after, before, UnitChoice.of("metric"))
        assert back.kind == case.kind
        turned = {Reason.NARROWED: Reason.WIDENED}
        assert back.reason == (None if case.reason is None else turned.get(case.reason, case.reason))

    @pytest.mark.parametrize("case", CASES, ids=map(str, CASES))
    def test_of_two_vehicles_tell_nothing_of_what_is_known(self, case: Case) -> None:
        old, new = entries(case.spec, case.old, case.new)
        told = {Reason.NARROWED, Reason.WIDENED, Reason.NOT_YET_STATED}
        assert verdict(old, new, UnitChoice.of("metric")).reason not in told

    def test_are_not_told_apart_by_undated_sources(self) -> None:
        base = car(says("undated", "base.power", "150 kW"))
        (of,) = rows_of(base)
        found = verdict(entry_of(base.as_of("2026-02-15"), of), entry_of(base, of))
        assert found == Verdict("one-sided", reason=Reason.UNDATED_SOURCES)

    def test_count_what_a_program_states_as_dated(self) -> None:
        base = car(says("volt-mar", "base.power", "150 kW"))
        (of,) = rows_of(base)
        late = entry_of(base, of)
        assert verdict(entry_of(base.as_of("2026-02-15"), of), late).reason is Reason.NOT_YET_STATED

    def test_do_not_tell_of_another_condition(self) -> None:
        base = car(
            says("volt-feb", "base.range", "500 km WLTP"), says("volt-mar", "base.range", "300 mi EPA")
        )
        wltp, epa = rows_of(base)
        early, late = base.as_of("2026-02-15"), base.as_of("2026-05-15")
        assert verdict(entry_of(early, wltp), entry_of(late, wltp)) == Verdict("same", "equal")
        found = verdict(entry_of(early, epa), entry_of(late, epa))
        assert found == Verdict("one-sided", reason=Reason.NOT_YET_STATED)


class TestEditions:
    BASE = car(
        says("volt-feb", "base.range", "431 km WLTP"),
        says("volt-mar", "base.range", "514 km WLTP", edition="2026"),
        says("volt-feb", "base.power", "150 kW"),
        says("volt-mar", "base.market_launch", "March 2026", edition="2026"),
        editions=("2022", "2026"),
    )

    def test_are_compared_as_two_vehicles_are(self) -> None:
        old, new = self.BASE.at("2022"), self.BASE
        found = {
            of.spec.key: verdict(entry_of(old, of), entry_of(new, of), UnitChoice.of("metric"))
            for of in rows_of(old, new)
        }
        assert not is_twice(subject_of(old), subject_of(new))
        changed = found["range"]
        assert (changed.kind, changed.better, ends(changed.delta)) == ("changed", True, (83, 83))
        assert found["power"] == Verdict("same", "equal")

    def test_are_the_targets_of_relations(self) -> None:
        """A relation to an edition is one to that edition, and to no other."""
        told = [says("volt-feb", "power", "more than acme/one/a@2022")]
        a, b = generations([], told, editions=("2022", "2026"))
        (of,) = rows_of(b)
        found = verdict(entry_of(a.at("2022"), of), entry_of(b, of))
        assert (found.kind, found.better) == ("bounded", True)
        assert verdict(entry_of(a, of), entry_of(b, of)).kind == "one-sided"


class TestSizes:
    @pytest.mark.parametrize(
        ("key", "old", "new", "units", "delta", "percent"),
        [
            ("power", "150 kW", "200 kW", "metric", (50, 50, "kW"), (33.333, 33.333)),
            ("dc_time", "29 min, 10-80 %", "21 min, 10-80 %", "us", (-8, -8, "min"), (-27.586, -27.586)),
            ("range", "466 km (290 mi) WLTP", "514 km (319 mi) WLTP", "metric", (48, 48, "km"), (10.3, 10.3)),
            ("range", "466 km (290 mi) WLTP", "514 km (319 mi) WLTP", "us", (29, 29, "mi"), (10, 10)),
            ("dc_power", "130 kW", "at least 400 kW", "metric", (270, None, "kW"), (207.692, None)),
            ("dc_power", "up to 100 kW", "400 kW", "metric", (300, None, "kW"), (300, None)),
            ("dc_power", "400 kW", "up to 130 kW", "metric", (None, -270, "kW"), (None, -67.5)),
            ("range", "466-514 km WLTP", "500-600 km WLTP", "metric", (34, 86, "km"), (7.296, 16.732)),
            # a share in tens that is one is never rounded to none
            ("dc_power", "20-22 kW", "23-9000 kW", "metric", (3, 8978, "kW"), (20, 40810)),
            ("market_launch", "2022", "2027", "metric", (60, 60, "months"), None),
            ("premiere", "2026-03-01", "2026-03-20", "metric", (19, 19, "days"), None),
            ("drag_coefficient", "0.26", "0.24", "metric", (-0.02, -0.02, ""), (-7.692, -7.692)),
        ],
    )
    def test_are_new_minus_old_and_in_percent_of_the_old(
        self,
        key: str,
        old: str,
        new: str,
        units: System,
        delta: tuple[float | None, float | None, str],
        percent: Ends,
    ) -> None:
        found = verdict(*entries(key, old, new), UnitChoice.of(units))
        assert found.delta is not None
        assert (*(ends(found.delta) or ()), found.delta.unit) == delta
        told = ends(found.percent)
        assert told == (
            None if percent is None else tuple(end and pytest.approx(end, abs=0.05) for end in percent)
        )

    @pytest.mark.parametrize(
        ("units", "unit", "sign"),
        [("metric", "kWh/100 km", -1), ("us", "kWh/100 mi", -1), ("uk", "mi/kWh", 1)],
    )
    def test_have_the_direction_of_the_unit(self, units: System, unit: str, sign: int) -> None:
        sides = entries("consumption", "18.1 kWh/100 km WLTP", "15.6 kWh/100 km WLTP")
        found = verdict(*sides, UnitChoice.of(units))
        assert found.better is True
        assert found.delta is not None
        assert found.delta.low is not None
        assert found.delta.unit == unit
        assert found.delta.low * sign > 0

    @pytest.mark.parametrize(
        ("spec", "old", "new", "delta", "percent"),
        [
            ("wheelbase", "2864 mm", "2.89 m", (30, 30), (0.9, 0.9)),
            ("wheelbase", "2.864 m", "2890 mm", (26, 26), (0.9, 0.9)),
            ("length", "4470-4480 mm", "4.6 m", (100, 100), (2.7, 2.9)),
            ("ac_time", "4.0 h, 11 kW charger", "5.8 h, 11 kW charger", (1.8, 1.8), (45, 45)),
            ("ac_time", "4 h, 11 kW charger", "5.8 h, 11 kW charger", (2, 2), (45, 45)),
            # rounding alone moves 2 to 4 by 75 %
            ("ac_time", "2 h, 11 kW charger", "4 h, 11 kW charger", (2, 2), (100, 100)),
            ("ac_time", "3 h, 11 kW charger", "5 h, 11 kW charger", (2, 2), (70, 70)),
            # a bound is rounded to the safe side, and open where nothing is left
            ("length", "4470 mm", "at least 4.6 m", (100, None), (2.2, None)),
            ("length", "4.6 m", "up to 4470 mm", (None, -100), (None, -2.2)),
            ("accel_0_100_kmh", "5.6 s", "less than 5 s", None, None),
            ("accel_0_100_kmh", "6.0 s", "less than 5.0 s", (None, -1), (None, -16.7)),
        ],
    )
    def test_are_never_finer_than_the_figures(
        self, spec: str, old: str, new: str, delta: Ends, percent: Ends
    ) -> None:
        found = verdict(*entries(spec, old, new), UnitChoice.of("metric"))
        assert found.order in {"less", "greater"}
        assert ends(found.delta) == delta
        told = ends(found.percent)
        assert told == (
            None if percent is None else tuple(end and pytest.approx(end, abs=0.05) for end in percent)
        )

    def test_do_not_vanish_where_a_unit_took_more_than_the_source_left_open(self) -> None:
        found = verdict(*entries("wheelbase", "2700 mm", "2.69 m"), UnitChoice.of("us"))
        assert ends(found.delta) == (-0.3, -0.3)


class TestRelationsBesideOtherClaims:
    def told(self, *claims: Claim) -> Verdict:
        a, b = generations([says("maker-jan", "dc_power", "130 kW")], list(claims))
        (of,) = rows_of(a, b)
        return verdict(entry_of(a, of), entry_of(b, of), UnitChoice.of("metric"))

    def test_decide_what_a_ceiling_leaves_open(self) -> None:
        found = self.told(
            says("volt-feb", "dc_power", "up to 400 kW"), says("volt-mar", "dc_power", "more than acme/one/a")
        )
        assert (found.kind, found.order, found.better) == ("bounded", "greater", True)
        assert ends(found.delta) == (None, 270)

    def test_decide_nothing_if_they_are_doubted(self) -> None:
        found = self.told(
            says("volt-feb", "dc_power", "up to 400 kW"),
            says("volt-mar", "dc_power", "more than acme/one/a", doubt="said of another car"),
        )
        assert (found.kind, found.order, found.better) == ("undecided", None, None)

    def test_to_the_better_end_of_a_generation_tell_nothing_of_its_lesser_variant(self) -> None:
        old = [says("maker-jan", "base.power", "150 kW"), says("maker-jan", "plus.power", "230 kW")]
        a, b = generations(old, [says("maker-jan", "power", "less than acme/one/a")])
        (of,) = rows_of(a, b)
        found = {v.slug: verdict(entry_of(v, of), entry_of(b, of)) for v in a.variants}
        assert found["base"].kind == "undecided"
        assert (found["plus"].kind, found["plus"].better) == ("bounded", False)

    def test_above_the_better_end_of_a_generation_hold_against_all_its_variants(self) -> None:
        old = [says("maker-jan", "base.power", "150 kW"), says("maker-jan", "plus.power", "230 kW")]
        a, b = generations(old, [says("maker-jan", "power", "more than acme/one/a")])
        (of,) = rows_of(a, b)
        for side in (a, *a.variants):
            found = verdict(entry_of(side, of), entry_of(b, of))
            assert (found.kind, found.better) == ("bounded", True)


class TestPartsOfUnlikeCars:
    def test_of_one_name_are_not_the_same_variants(self) -> None:
        found = catalog(
            record(says("maker-jan", "base.power", "150 kW")),
            record(says("maker-jan", "base.power", "300 kW"), id_="peak/two/b", make="Peak", model="Two"),
            record(
                says("maker-jan", "base.power", "300 kW"), id_="acme/two/b", model="Two",
                predecessors=("acme/one/a",),
            ),
        )  # fmt: skip
        old, other, heir = (found[id_] for id_ in ("acme/one/a", "peak/two/b", "acme/two/b"))
        (of,) = rows_of(old)
        alien = verdict(entry_of(old, of), entry_of(other, of))
        assert alien == Verdict("undecided", reason=Reason.OTHER_VARIANTS)
        # along a lineage pairs decide, and the one of that name is one
        assert [diff(*sides).rows[0].better for sides in ((old, heir), (heir, old))] == [True, False]
        assert diff(old, other).rows[0].verdict == alien

    def test_no_figure_of_some_variants_wins(self) -> None:
        old, new = entries("power", "150 kW", {"plus": "300 kW"})
        assert best({0: old, 1: new}) == frozenset()


class TestLitersOfFuel:
    @staticmethod
    def said(liters: str, **told: object) -> list[Claim]:
        return [
            says("maker-jan", key, value)
            for key, value in {"fuel_consumption": f"{liters} L/100 km WLTP", **told}.items()
        ]

    @pytest.mark.parametrize(
        ("old", "new", "names"),
        [
            ({"fuel": "petrol"}, {"fuel": "diesel"}, ("diesel", "petrol")),
            ({"powertrain_type": "petrol"}, {"powertrain_type": "diesel"}, ("diesel", "petrol")),
            ({"fuel": "petrol", "powertrain_type": "HEV"}, {"fuel": "petrol, LPG"}, ("LPG", "petrol")),
            ({"fuel": "petrol"}, {"powertrain_type": "petrol"}, None),
            # of which fuel it is, is not stated
            ({"fuel": "petrol"}, {"powertrain_type": "combustion"}, None),
            ({}, {}, None),
        ],
    )
    @pytest.mark.parametrize("liters", ["5.2", "6.2"])
    def test_are_compared_with_those_of_the_same_fuel(
        self, old: dict[str, str], new: dict[str, str], names: tuple[str, ...] | None, liters: str
    ) -> None:
        sides = generations(self.said("6.2", **old), self.said(liters, **new))
        of = next(row for row in rows_of(*sides) if row.spec.key == "fuel_consumption")
        found, back = (verdict(entry_of(a, of), entry_of(b, of)) for a, b in (sides, sides[::-1]))
        check_mirrored(found, back)
        apart = Verdict("not comparable", reason=Reason.UNLIKE_FUELS, names=names or ())
        assert (found == apart) == (names is not None)
        assert found.better is (True if liters == "5.2" and names is None else None)
        assert compare(*sides, rows="all").best(of) == (False, found.better is True)

    def test_of_one_number_are_no_tie(self) -> None:
        sides = [
            generation(*self.said(liters, fuel=fuel), id_=f"acme/one/{n}")
            for n, (liters, fuel) in enumerate((("5.2", "petrol"), ("5.2", "diesel"), ("6.2", "petrol")))
        ]
        of = next(row for row in rows_of(*sides) if row.spec.key == "fuel_consumption")
        assert compare(*sides, rows="all").best(of) == (False, False, False)


def test_every_kind_and_every_reason_is_among_the_cases() -> None:
    every = [*CASES, *TestTwoDays.CASES]
    assert {case.kind for case in every} == set(get_args(Kind))
    elsewhere = {Reason.UNDATED_SOURCES, Reason.WIDENED, Reason.UNLIKE_FUELS}
    assert {case.reason for case in every} | elsewhere == {None, *Reason}


def test_the_very_same_claims_are_the_same_whatever_they_leave_open() -> None:
    a, _ = generations(
        [says("maker-jan", "power", "unknown"), says("maker-jan", "range", "up to 5 km WLTP")], []
    )
    for of in rows_of(a):
        assert verdict(entry_of(a, of), entry_of(a, of)) == Verdict("same", "equal")


class TestAmountsOfSeveralCurrencies:
    BASE = says("maker-jan", "base.price", "45,000 EUR", market="Germany")
    PLUS = says("maker-jan", "plus.price", "40,000 GBP", market="Germany")
    BEYOND = says("maker-jan", "plus.price", "47,500 EUR", market="Germany")

    def test_stand_in_one_cell(self) -> None:
        for claims in ((self.BASE, self.PLUS), (self.PLUS, self.BASE)):
            cell = generation(*claims).to_table().rows[0].cells[0]
            assert cell.text == "45,000 EUR, 40,000 GBP"
            amounts = cell.data["amounts"]
            assert isinstance(amounts, list)
            assert [(a["low"], a["unit"]) for a in amounts if isinstance(a, dict)] == [
                (45000.0, "EUR"),
                (40000.0, "GBP"),
            ]

    def test_compare_with_themselves_alone(self) -> None:
        both, one = generation(self.BASE, self.PLUS), generation(self.BASE, self.BEYOND, id_="acme/one/b")
        same = generation(self.PLUS, self.BASE, id_="acme/one/c")
        (found,) = diff(both, one).rows
        assert (found.kind, found.words) == ("not comparable", "not comparable: EUR and GBP")
        assert [change.kind for change in diff(both, same).rows] == ["same"]
        assert compare(both, one, same).best(found.row) == (False, False, False)
        for table in (diff(both, one), compare(both, one, rows="all")):
            assert "45,000 EUR, 40,000 GBP" in table.to_table().to_text(118)

    def test_of_three_variants_make_spans(self) -> None:
        three = generation(
            self.BASE,
            self.BEYOND,
            says("maker-jan", "max.price", "40,000 GBP", market="Germany"),
            variants=(("base", "Base"), ("plus", "Plus"), ("max", "Max")),
        )
        assert three.to_table().rows[0].cells[0].text == "45,000–47,500 EUR, 40,000 GBP"
