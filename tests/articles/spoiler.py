"""True claims made false, one field at a time: what a check has to notice."""

from __future__ import annotations

import random
import re
from typing import TYPE_CHECKING, Final

from attrs import evolve

from evspec.articles.garage import Garage
from evspec.articles.layout import Article
from evspec.articles.mentions import model_of
from evspec.articles.scene import Scene
from evspec.catalogs.loading import builtin
from evspec.errors import EvspecError
from evspec.measures import Measure
from evspec.specs import SPECS
from evspec.values import Categories, Flag

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from evspec.articles import Proposal

#: A unit of the same kind in which the same digits are another figure.
OTHER_UNIT: Final = {
    "km": "mi", "mi": "km", "kW": "hp", "hp": "kW", "PS": "kW", "s": "min", "min": "h", "kg": "lb",
    "kWh": "Wh", "N·m": "lb·ft", "mm": "in", "in": "mm", "km/h": "mph",
}  # fmt: skip
#: A spec with which another one of the same kind is easily confused.
CONFUSED: Final = {
    "power": "dc_power", "dc_power": "power", "battery_net": "battery_gross", "battery_gross": "battery_net",
    "length": "width", "curb_weight": "payload", "production_start": "market_launch",
    "market_launch": "premiere", "cargo_volume": "frunk_volume",
}  # fmt: skip


def named_in(text: str, about: str | Sequence[str] = (), language: str | None = None) -> list[str]:
    """The vehicles that a text names, each generation once."""
    main = (about,) if isinstance(about, str) else about
    scene = Scene(Article.of(text, language), Garage(builtin(), main))
    return list(dict.fromkeys(one.generation for one in scene.mentions if one.id))


def spoiled(
    claim: Proposal, said: dt.date | None, named: Sequence[str] = (), seed: int = 0
) -> Iterator[tuple[str, Proposal]]:
    """Yield spoiled copies of a claim, each with the name of what was done to it.

    `named` are the vehicles that its article names; a claim may be hung on another model of them.
    """
    dice = random.Random(f"{seed}{claim.quote}{claim.spec}")
    value, _ = claim.read(said)
    words = claim.quote.split()
    if len(words) > 2:
        yield "quote paraphrased", evolve(claim, quote=" ".join([*words[:-2], "roughly", words[-1]]))
    if not claim.hedge:
        yield (
            "hedge invented",
            evolve(claim, hedge=dice.choice(["allegedly perhaps", "is tipped to"]), status="rumored"),
        )
    else:
        yield "hedge lost", evolve(claim, hedge="", status="reported")
    elsewhere = ["renault/zoe/ze50", "kia/niro-ev/sg2", "chevrolet/bolt/2027"]
    others = [id_ for id_ in elsewhere if id_.split("/")[0] != claim.vehicle.split("/")[0]]
    yield "vehicle from elsewhere", evolve(claim, vehicle=dice.choice(others))
    beside = [id_ for id_ in named if model_of(id_) != model_of(claim.vehicle)]
    if beside:
        yield "another vehicle of the same article", evolve(claim, vehicle=dice.choice(beside))
    if isinstance(value, Measure) and isinstance(claim.value, str):
        yield from _figures(claim, value, dice)
    elif isinstance(value, Categories) and "/" not in str(claim.value):
        yield from _categories(claim, value)
    elif isinstance(value, Flag):
        yield "negation invented or lost", evolve(claim, value=not value.on)
    if claim.spec in CONFUSED:
        other = evolve(claim, spec=CONFUSED[claim.spec])
        if _reads(other, said):
            yield "spec confused", other


def _figures(claim: Proposal, value: Measure, dice: random.Random) -> Iterator[tuple[str, Proposal]]:
    written = str(claim.value)
    places = [found.start() for found in re.finditer("[0-9]", written)]
    if places:
        at = dice.choice(places)
        digit = str((int(written[at]) + dice.randint(1, 8)) % 10)
        changed = evolve(claim, value=f"{written[:at]}{digit}{written[at + 1 :]}")
        if _reads(changed):
            yield "digit changed", changed
    plain = str(value.with_cycle(None))
    if value.bound == "exact" and value.unit:
        yield "bound invented", evolve(claim, value=f"up to {plain}")
        if value.unit in OTHER_UNIT:
            swapped = evolve(claim, value=plain.replace(value.unit, OTHER_UNIT[value.unit]))
            if swapped.value != plain and _reads(swapped):
                yield "unit swapped", swapped
    elif value.bound not in {"exact", "between"}:
        number = value.number("low") or value.number("high")
        dropped = evolve(claim, value=f"{number} {value.unit}")
        if _reads(dropped):
            yield "bound dropped", dropped
    cycle = claim.qualifiers.get("cycle", value.cycle)
    if "cycle" in SPECS[claim.spec].qualifiers:
        other = "EPA" if cycle != "EPA" else "CLTC"
        yield "cycle invented", evolve(claim, value=plain, qualifiers={**claim.qualifiers, "cycle": other})


def _categories(claim: Proposal, value: Categories) -> Iterator[tuple[str, Proposal]]:
    names = dict.fromkeys(SPECS[claim.spec].vocabulary.values())
    others = [name for name in names if name not in {*value.includes, *value.excludes}]
    prefix = "not " if value.excludes else ""
    if others:
        yield "wrong category", evolve(claim, value=f"{prefix}{others[0]}")
    if "set" in SPECS[claim.spec].kind and not value.only:
        flipped = value.includes[0] if value.includes else value.excludes[0]
        yield "negation invented or lost", evolve(claim, value=flipped if prefix else f"not {flipped}")


def _reads(claim: Proposal, said: dt.date | None = None) -> bool:
    try:
        claim.read(said)
    except EvspecError:
        return False
    return True
