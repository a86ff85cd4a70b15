"""Which variant of a new generation takes the place of which of the old one."""

from __future__ import annotations

from itertools import product
from math import inf, log
from typing import TYPE_CHECKING, TypeAlias

from attrs import frozen

from evspec.errors import EvspecError, UnknownId, did_you_mean
from evspec.measures import Measure
from evspec.values import Categories
from evspec.vehicles import Generation, Variant

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from evspec.vehicles import Vehicle

__all__ = ["Pair", "paired"]


@frozen
class Pair:
    """A variant and the one that takes its place.

    Attributes
    ----------
    old, new
        The variants; one of them is None if the other has no counterpart.
    why
        What they have in common, such as "same drivetrain".
    """

    old: Variant | None
    new: Variant | None
    why: str


def paired(old: Vehicle, new: Vehicle, chosen: Mapping[str, str]) -> tuple[Pair, ...]:
    """Pair the variants of two generations by their role, each once.

    What is chosen comes first; then variants of the same name; then those of the same drivetrain,
    the nearest in power first; then the only or the entry versions; then whatever is left that is
    near in battery or in power. A variant of which too little is stated stays alone. The same pairs
    come out from new to old.

    Parameters
    ----------
    old, new
        The generations. A single variant stands for itself.
    chosen
        Pairs that are given: slug or id of an old variant to that of a new one.

    Returns
    -------
    tuple of Pair
        In the order of the old generation, those without an old variant last.

    Raises
    ------
    UnknownId
        If there is no variant of a chosen name.
    EvspecError
        If a variant is chosen twice.
    """
    taken = _chosen(old, new, chosen)
    olds, news = _variants(old), _variants(new)
    for why, distance in _RULES:
        candidates = [
            (far, sorted((a.slug, b.slug)), a, b)
            for a, b in product(olds, news)
            if (far := distance(a, b, (olds, news))) is not None
        ]
        for _, _, a, b in sorted(candidates, key=lambda candidate: candidate[:2]):
            if not any(a.id == x.id or b.id == y.id for x, y, _ in taken):
                taken.append((a, b, why))
    partners = {a.id: Pair(a, b, why) for a, b, why in taken}
    followed = {b.id for _, b, _ in taken}
    alone = [Pair(None, b, "no counterpart") for b in news if b.id not in followed]
    return (*(partners.get(a.id) or Pair(a, None, "no counterpart") for a in olds), *alone)


_Sides: TypeAlias = "tuple[tuple[Variant, ...], tuple[Variant, ...]]"


def _variants(vehicle: Vehicle) -> tuple[Variant, ...]:
    if isinstance(vehicle, Variant):
        return (vehicle,)
    return vehicle.variants if isinstance(vehicle, Generation) else ()


def _chosen(old: Vehicle, new: Vehicle, chosen: Mapping[str, str]) -> list[tuple[Variant, Variant, str]]:
    pairs = [(_find(old, a), _find(new, b), "chosen") for a, b in chosen.items()]
    for side in (0, 1):
        ids = [pair[side].id for pair in pairs]  # type: ignore[union-attr]  # a side is a variant
        twice = next((id_ for id_ in ids if ids.count(id_) > 1), None)
        if twice is not None:
            raise EvspecError(f"{twice} is paired twice; each variant has one counterpart")
    return pairs


def _find(vehicle: Vehicle, name: str) -> Variant:
    for variant in _variants(vehicle):
        if name in {variant.slug, variant.id}:
            return variant
    name = str(name)
    slugs = [variant.slug for variant in _variants(vehicle)]
    known = ", ".join(slugs) or "none"
    raise UnknownId(f"{vehicle.id} has no variant {name!r}; it has {known}{did_you_mean(name, slugs)}")


def _named(old: Variant, new: Variant, _: _Sides) -> float | None:
    return 0.0 if old.slug == new.slug or old.short == new.short else None


def _driven(old: Variant, new: Variant, _: _Sides) -> float | None:
    a, b = _wheels(old), _wheels(new)
    return _apart(old, new, "power") if a is not None and a == b else None


def _only(_old: Variant, _new: Variant, sides: _Sides) -> float | None:
    return 0.0 if all(len(side) == 1 for side in sides) else None


def _entry(old: Variant, new: Variant, sides: _Sides) -> float | None:
    """Pair the entry versions, if each side has one that can be told."""
    return 0.0 if tuple(map(_entry_of, sides)) == (old.id, new.id) else None


def _charged(old: Variant, new: Variant, _: _Sides) -> float | None:
    distances = (_apart(old, new, key) for key in ("battery_net", "battery_gross", "battery"))
    return _near(next((far for far in distances if far < inf), inf))


def _powered(old: Variant, new: Variant, _: _Sides) -> float | None:
    return _near(_apart(old, new, "power"))


#: How alike variants must be to be paired by size alone: within a third.
_NEAR = log(4 / 3)
#: The rules in order: each pairs what those before it left, the nearest first.
_RULES: tuple[tuple[str, Callable[[Variant, Variant, _Sides], float | None]], ...] = (
    ("same name", _named),
    ("same drivetrain", _driven),
    ("only version", _only),
    ("entry version", _entry),
    ("nearest battery", _charged),
    ("nearest power", _powered),
)


def _near(far: float) -> float | None:
    return far if far <= _NEAR else None


def _wheels(variant: Variant) -> tuple[str, ...] | None:
    claim = variant.get("drivetrain")
    value = claim.value if claim is not None else None
    return value.includes if isinstance(value, Categories) and len(value.includes) == 1 else None


def _entry_of(variants: tuple[Variant, ...]) -> str | None:
    """Return the id of the variant that is called so, or has the least power of all."""
    called = [v.id for v in variants if v.slug.startswith("entry")]
    powers = sorted((_size(v, "power") or 0.0, v.id) for v in variants)
    told = called or [id_ for power, id_ in powers if power and power == powers[0][0]]
    return told[0] if len(told) == 1 else None


def _size(variant: Variant, key: str) -> float | None:
    """Return a definite figure in its metric unit."""
    claim = variant.get(key)
    if claim is None or not isinstance(claim.value, Measure):
        return None
    lies = claim.value.interval(claim.spec.metric)
    return lies.low if lies.low == lies.high else None


def _apart(old: Variant, new: Variant, key: str) -> float:
    """Return how far apart two variants are in one figure, as the logarithm of the ratio."""
    a, b = _size(old, key), _size(new, key)
    return abs(log(a) - log(b)) if a and b else inf
