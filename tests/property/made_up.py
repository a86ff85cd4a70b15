"""Made-up catalogs: lines of generations with editions, currencies, markets, bounds and relations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import evolve
from hypothesis import strategies as st

from evspec.catalogs import Catalog
from evspec.claims import STATUSES, Record, Replacement
from evspec.vehicles import record_of
from tests.vehicles.garage import SOURCES, record, says

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evspec.claims import Claim
    from evspec.vehicles import Vehicle

__all__ = ["DAYS", "catalogs", "shuffled", "vehicles_of"]

#: Days of knowledge between the dates of the sources; None is today, when undated sources count too.
DAYS = (
    "2023-01-01", "2023-12-31", "2026-01-10", "2026-02-15", "2026-03-01", "2026-04-30", "2026-12-31", None,
)  # fmt: skip
EDITIONS = ("2024", "2026", "2028")
IDS = ("acme/one/a", "acme/one/b", "acme/one/c", "bolt/two/d")
SLUGS = (("base", "Base"), ("plus", "Plus AWD"), ("max", "77 kWh"))

#: Few numbers, so that they meet: equal, rounded to each other, and apart.
_NUMBERS = ("100", "100.0", "101", "130", "130.4", "200")
_BOUNDS = ("{}", "{}", "{}", "up to {}", "at least {}", "more than {}", "less than {}", "about {}")
#: A spec's key to what may be said of it, a number in place of "{}".
_FIGURES: dict[str, tuple[str, ...]] = {
    "power": ("{} kW", "1{} PS", "{} kW, registered"),
    "range": (
        "{} km WLTP", "{} mi WLTP", "{} km EPA", "{} km WLTP, worst equipment", "{} km EPA, 19 in wheels",
        "{} km EPA, 20 in wheels", "{} km, cycle not stated", "{} km CLTC",
    ),
    "consumption": ("{} kWh/100 km WLTP", "{} km/kWh WLTP", "{} Wh/km EPA"),
    "dc_power": ("{} kW", "{} kW, from a charging curve"),
    "dc_time": ("{} min, 10-80 %", "{} min, SoC not stated", "{} min, 10-80 %, 50 kW charger"),
    "ac_power": ("{} kW", "{} kW, optional", "{} kW, 2-phase"),
    "battery_net": ("{} kWh",),
    "battery_gross": ("3{} kWh",),
    "battery": ("{} kWh",),
    "battery_mass": ("4{} kg", "1{} lb"),
    "curb_weight": ("2{} kg", "2{} kg, DIN", "2{} kg, EU", "4{} lb"),
    "cargo_volume": ("{} L", "{} L, VDA", "{} ft³, SAE"),
    "length": ("4{} mm", "{} in", "4{} mm, USA", "4{} mm, Japan"),
    "price": (
        "{} EUR, Germany", "{} GBP, Germany", "{} USD, Germany", "{} USD, USA",
        "{} EUR, Germany, after grant",
    ),
    "top_speed": ("{} km/h", "{} mph"),
    "seats": ("5", "4"),
}  # fmt: skip
_WORDS: dict[str, tuple[object, ...]] = {
    "drivetrain": ("FWD", "AWD", "RWD, AWD", "not FWD", "RWD only", "AWD only"),
    "powertrain_type": ("BEV", "PHEV"),
    "premiere": ("2024-03-05", "March 2024", "2024", "Q2 2024", "before 2026", "14 to 16 months from now"),
    "production_start": ("2027", "November 2027", "spring 2027", "2027 or 2028", "from 2026-05"),
    "market_launch": ("2026-02-20", "before 2026-03-01", "second half of 2026"),
    "platform": ("UKL2", "FAAR", "faar"),
    "segment": ("compact", "Compact", "medium"),
    "heat_pump": (True, False, "unknown"),
    "program_status": ("approved", "possible", "not signed off"),
    "dc_connector": ("CCS2", "NACS"),
    "charging_curve": ([[10, 150], [80, 60]], [[10, 150], [50, 100], [80, 60]]),
    "motor_count": ("1", "2"),
    "plant": ("Leipzig", "Berlin, Germany"),
}  # fmt: skip
#: What can be told by comparing with another vehicle, and what stays open then.
_RELATED = ("power", "range", "dc_power", "battery_mass", "top_speed")
_DIRECTIONS = ("more than {}", "less than {}", "at least {}", "at most {}", "like {}")
_DETAILS = ("hedge", "note", "where", "printed", "via")


@st.composite
def _values(draw: st.DrawFn, key: str, ids: Sequence[str]) -> object:
    if key == "platform_shared_with":
        return draw(st.sampled_from(ids))
    if key in _WORDS:
        return draw(st.sampled_from(_WORDS[key]))
    kind = draw(st.integers(0, 11))
    if kind == 0:
        return "unknown"
    if kind == 1 and key in _RELATED and ids:
        target = draw(st.sampled_from(ids))
        cycle = draw(st.sampled_from((" WLTP", ""))) if key == "range" else ""
        return draw(st.sampled_from(_DIRECTIONS)).format(target) + cycle
    form, number = draw(st.sampled_from(_FIGURES[key])), draw(st.sampled_from(_NUMBERS))
    if "{}" not in form:
        return form
    if kind == 2:
        head, tail = form.split("{}")
        return f"{head}100-{head}130{tail}"
    return draw(st.sampled_from(_BOUNDS)).format(form.format(number))


@st.composite
def _claims(draw: st.DrawFn, keys: Sequence[str], ids: Sequence[str], slugs: Sequence[str]) -> Claim:
    key = draw(st.sampled_from(keys))
    about = draw(st.sampled_from(("", *(f"{slug}." for slug in slugs), *(f"{slug}." for slug in slugs))))
    source = draw(st.sampled_from(sorted(SOURCES)))
    value = draw(_values(key, ids))
    said = SOURCES[source].date
    if value == "14 to 16 months from now" and (said is None or said.first != said.last):
        value = "2024"
    details: dict[str, str] = {}
    if not draw(st.integers(0, 3)):
        details["status"] = draw(st.sampled_from([s for s in STATUSES if s not in {"estimated", "derived"}]))
    if not draw(st.integers(0, 9)):
        details["doubt"] = "a misprint"
    if not draw(st.integers(0, 4)):
        details[draw(st.sampled_from(_DETAILS))] = draw(st.sampled_from(("said to", "<b>will</b>", "a | b")))
    if value == "unknown" and key in {"range", "consumption"}:
        details["cycle"] = "WLTP"
    elif value == "unknown" and key == "price":
        details["market"] = "Germany"
    elif value == "unknown" and key == "dc_time":
        details["soc"] = "10-80 %"
    return says(source, f"{about}{key}", value, **details)


@st.composite
def _records(
    draw: st.DrawFn,
    id_: str,
    variants: tuple[tuple[str, str], ...],
    others: Sequence[str],
    before: str,
    most: int,
    keys: Sequence[str],
) -> Record:
    editions = EDITIONS[: draw(st.sampled_from((0, 0, 2, 3)))]
    slugs = [slug for slug, _ in variants]
    claims = draw(st.lists(_claims(keys, others, slugs), min_size=1, max_size=most))
    if editions:
        claims = [claim.but(edition=draw(st.sampled_from(editions))) for claim in claims]
    make, model, _ = id_.split("/")
    return record(
        *claims,
        id_=id_,
        make=make.title(),
        model=model.title(),
        variants=variants,
        editions=editions,
        predecessors=(before,) if before else (),
    )


@st.composite
def catalogs(
    draw: st.DrawFn, least: int = 1, most: int = 3, claims: int = 12, keys: Sequence[str] = ()
) -> Catalog:
    """Return a catalog of so many generations, each with so many claims at most, on some specs or on any."""
    ids = IDS[: draw(st.integers(least, most))]
    # few specs at a time, so that claims meet in rows
    known = {*_FIGURES, *_WORDS, *(("platform_shared_with",) if len(ids) > 1 else ())}
    keys = keys or draw(st.lists(st.sampled_from(sorted(known)), min_size=1, max_size=5, unique=True))
    variants = {id_: SLUGS[: draw(st.integers(0, 3))] for id_ in ids}
    named = [id_ if not slug else f"{id_}/{slug}" for id_ in ids for slug in ("", *dict(variants[id_]))]
    # relations lead one way, since a file with a loop of them is refused
    told = list(draw(st.permutations(ids)))
    records: list[Record] = []
    for n, id_ in enumerate(ids):
        follows = bool(n) and draw(st.booleans())
        before = ids[n - 1] if follows else ""
        others = [one for one in named if one.startswith(tuple(told[: told.index(id_)]))]
        own = keys if others else [key for key in keys if key != "platform_shared_with"] or ["power"]
        made = draw(_records(id_, variants[id_], others, before, claims, own))
        if follows and made.variants and records[-1].variants and draw(st.booleans()):
            old, new = (draw(st.sampled_from(r.variants))[0] for r in (records[-1], made))
            link = Replacement(new, (old,), SOURCES["maker-jan"], draw(st.sampled_from(("", "its place"))))
            made = evolve(made, replacements=(link,))
        if follows:
            records[-1] = evolve(records[-1], successors=(id_,))
        records.append(made)
    return Catalog.of_records({one.id: one for one in records}, SOURCES)


@st.composite
def shuffled(draw: st.DrawFn, found: Catalog) -> Catalog:
    """Return a catalog with its files, and the claims in them, in another order."""
    records = draw(st.permutations([record_of(generation) for generation in found]))
    mixed = [evolve(one, claims=tuple(draw(st.permutations(one.claims)))) for one in records]
    return Catalog.of_records({one.id: one for one in mixed}, SOURCES)


def vehicles_of(found: Catalog) -> list[Vehicle]:
    """Return every vehicle of a catalog, and each in each of its editions."""
    every: list[Vehicle] = []
    for generation in found:
        for vehicle in (generation, *generation.variants):
            every += [vehicle, *(vehicle.at(edition) for edition in vehicle.editions)]
    return every
