"""Which variant of a new generation takes the place of which of the old one."""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import reduce
from itertools import chain
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from evspec.comparison.nearest import are_near, near_pairs
from evspec.comparison.roles import ALIKE, battery_apart, go_together, power_apart, roles_of
from evspec.errors import EvspecError, UnknownId, did_you_mean, spelled
from evspec.languages.speech import Phrase
from evspec.vehicles import Generation, Variant, replacements

if TYPE_CHECKING:
    from collections.abc import Callable, Hashable, Iterable, Iterator, Mapping, Sequence
    from typing import TypeAlias

    from evspec.claims import Replacement
    from evspec.comparison.roles import Role
    from evspec.vehicles import Vehicle

    #: Two variants, and why they are a pair.
    _Found: TypeAlias = tuple[Role, Role, str]
    #: Variants of the old side and of the new one.
    _Sides: TypeAlias = tuple[list[Role], list[Role]]

__all__ = ["Pair", "paired"]

K = TypeVar("K", bound="Hashable")


class Pair(NamedTuple):
    """A variant and the one that takes its place.

    Attributes
    ----------
    old, new
        The variants; one of them is None if the other has no counterpart.
    why
        What decided among those that could have been paired: "same drivetrain, nearest battery".
    """

    old: Variant | None
    new: Variant | None
    why: str


def paired(old: Vehicle, new: Vehicle, chosen: Mapping[str, str]) -> tuple[Pair, ...]:
    """Pair the variants of two generations as a product planner would.

    What is chosen comes first; then what the data link (``replaces``), over generations between too; then
    variants of the same name; then those of the same trim, and last those of any: the only ones of a
    drivetrain, and the nearest in battery and power; then the only ones that are left on either side, if
    nothing speaks against it. What one rule pairs takes no part in the next. A link, and batteries of one
    size, may give a variant several counterparts. Names of unlike markets are never paired. The same pairs
    come out from new to old.

    Parameters
    ----------
    old, new
        The generations, neighbors or not. A single variant stands for itself; two are each other's
        counterpart.
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
    given = _chosen(old, new, chosen)
    if isinstance(old, Variant) and isinstance(new, Variant):
        return (Pair(old, new, Phrase("chosen")),)
    left = _Left(*roles_of(_variants(old), _variants(new)))
    left.take(left.at((a, b, Phrase("chosen")) for a, b in given))
    links = [*replacements(old, new), *((a, b, link) for b, a, link in replacements(new, old))]
    left.take(left.at((a, b, _linked(link)) for a, b, link in links))
    for rule in (_named, _alike, _likely, _last):
        left.take(rule(left))
    return left.paired()


class _Left:
    """The variants of which no rule has said yet whose place they take, and the pairs so far."""

    def __init__(self, olds: Sequence[Role], news: Sequence[Role]) -> None:
        self._every = olds, news
        self._pairs: dict[tuple[int, int], str] = {}
        self.olds, self.news = list(olds), list(news)

    def at(self, found: Iterable[tuple[str, str, str]]) -> list[_Found]:
        """Return pairs of ids as pairs of roles, as far as both are left."""
        olds, news = ({role.variant.id: role for role in side} for side in (self.olds, self.news))
        return [(olds[old], news[new], why) for old, new, why in found if old in olds and new in news]

    def take(self, found: Iterable[_Found]) -> None:
        """Take the pairs that a rule has found, and leave their variants out of the next."""
        olds, news = set[int](), set[int]()
        for old, new, why in list(found):
            self._pairs.setdefault((old.place, new.place), why)
            olds.add(old.place)
            news.add(new.place)
        self.olds = [role for role in self.olds if role.place not in olds]
        self.news = [role for role in self.news if role.place not in news]

    def paired(self) -> tuple[Pair, ...]:
        """Return every pair, and those that are left."""
        olds, news = self._every
        by_old: defaultdict[int, list[Pair]] = defaultdict(list)
        for (old, new), why in sorted(self._pairs.items()):
            by_old[old].append(Pair(olds[old].variant, news[new].variant, why))
        for role in self.olds:
            by_old[role.place].append(Pair(role.variant, None, _ALONE))
        alone = [Pair(None, role.variant, _ALONE) for role in self.news]
        return (*chain.from_iterable(by_old[role.place] for role in olds), *alone)


_ALONE = Phrase("no counterpart")


def _variants(vehicle: Vehicle) -> tuple[Variant, ...]:
    if isinstance(vehicle, Variant):
        return (vehicle,)
    return vehicle.variants if isinstance(vehicle, Generation) else ()


def _chosen(old: Vehicle, new: Vehicle, chosen: Mapping[str, str]) -> list[tuple[str, str]]:
    olds, news = map(_by_name, (old, new))
    pairs = [(_find(old, olds, a).id, _find(new, news, b).id) for a, b in chosen.items()]
    for side in zip(*pairs, strict=True):
        twice = next((id_ for id_, count in Counter(side).items() if count > 1), None)
        if twice is not None:
            raise EvspecError(f"{twice} is paired twice; each variant has one counterpart")
    return pairs


def _by_name(vehicle: Vehicle) -> dict[str, Variant]:
    """Return the variants by slug and by id."""
    variants = _variants(vehicle)
    # of two the first by its slug or id, as they stand
    return {name: one for one in reversed(variants) for name in (one.slug, one.id)}


def _find(vehicle: Vehicle, named: Mapping[str, Variant], name: str) -> Variant:
    name = spelled(name)
    if name in named:
        return named[name]
    slugs = [variant.slug for variant in _variants(vehicle)]
    known = ", ".join(slugs) or "none"
    raise UnknownId(f"{vehicle.id} has no variant {name!r}; it has {known}{did_you_mean(name, slugs)}")


def _linked(link: Replacement) -> str:
    """Return why the data link two variants: the reason that they give, or who says so."""
    if link.reason or link.source is None:
        return Phrase("replaced: {reason}", reason=link.reason)
    return Phrase("replaced, says {publisher}", publisher=link.source.publisher)


def _named(left: _Left) -> Iterator[_Found]:
    """Pair variants of the same name or slug."""
    by_name = {(role.market, role.variant.short): role for role in left.news}
    by_slug = {(role.market, role.variant.slug): role for role in left.news}
    found = [(old, by_name.get((old.market, old.variant.short))) for old in left.olds]
    taken = {new.place for _, new in found if new is not None}
    for old, named in found:
        new = named or by_slug.get((old.market, old.variant.slug))
        if new is not None and (named is not None or new.place not in taken):
            yield old, new, Phrase("same name")


def _alike(left: _Left) -> Iterator[_Found]:
    """Pair those of the same trim by drivetrain, battery and power."""
    groups = _grouped(left, lambda role: (role.market, role.trim))
    trims = Counter(market for market, _ in groups)
    for (market, trim), sides in groups.items():
        olds, news = sides
        told = trims[market] > 1
        if trim and len(olds) == len(news) == 1 and _may_be(olds[0], news[0]):
            yield olds[0], news[0], _Group(sides).why(olds[0], news[0], same_trim=told)
        else:
            yield from _matched(sides, same_trim=told)


def _likely(left: _Left) -> Iterator[_Found]:
    """Pair those of any trim likewise, but for what is a plain variant and its special trim."""
    for sides in _grouped(left, lambda role: role.market).values():
        olds, news = ([role for role in side if not role.is_special] for side in sides)
        yield from _matched((olds, news), same_trim=False)


def _last(left: _Left) -> Iterator[_Found]:
    """Pair the only variants that are left on either side, if nothing speaks against it."""
    if len(left.olds) == len(left.news) == 1:
        (old,), (new,) = left.olds, left.news
        named = (frozenset(map(_letters, role.trim)) - {""} for role in (old, new))
        unlike_names = len({words for words in named if words}) > 1
        is_special = old.is_special or new.is_special
        if old.market == new.market and _may_be(old, new) and not unlike_names and not is_special:
            yield old, new, Phrase("the only ones left")


def _letters(word: str) -> str:
    return "".join(letter for letter in word if letter.isalpha())


def _grouped(left: _Left, key: Callable[[Role], K]) -> dict[K, _Sides]:
    """Return the variants that are left, by what they have in common."""
    groups: dict[K, _Sides] = {}
    for number, side in enumerate((left.olds, left.news)):
        for role in side:
            groups.setdefault(key(role), ([], []))[number].append(role)
    return groups


def _matched(sides: _Sides, *, same_trim: bool) -> Iterator[_Found]:
    """Pair the only ones of a drivetrain, and of the rest the nearest in battery and power."""
    group = _Group(sides)
    only = [(old, new, False) for old, new in _only_of_drivetrain(sides) if are_near(old, new)]
    settled = {id(role) for old, new, _ in only for role in (old, new)}
    olds, news = ([role for role in side if id(role) not in settled] for side in sides)
    for old, new, by_power in (*only, *near_pairs(olds, news)):
        yield old, new, group.why(old, new, same_trim=same_trim, by_power=by_power)


def _only_of_drivetrain(sides: _Sides) -> Iterator[tuple[Role, Role]]:
    """Yield those that alone of their side have so many driven axles, where others have more or fewer."""
    by_axles: list[dict[int, list[Role]]] = [{}, {}]
    for found, side in zip(by_axles, sides, strict=True):
        for role in side:
            found.setdefault(role.axles, []).append(role)
    known = {*by_axles[0], *by_axles[1]}
    if 0 in known or len(known) == 1:
        return
    for axles in sorted(known):
        olds, news = (found.get(axles, []) for found in by_axles)
        if len(olds) == len(news) == 1:
            yield olds[0], news[0]


def _may_be(old: Role, new: Role) -> bool:
    """Tell whether neither drivetrain nor battery nor power speaks against a pair."""
    return go_together(old.axles, new.axles) and are_near(old, new)


class _Group:
    """The variants that a rule could pair, for telling what decided among them."""

    def __init__(self, sides: _Sides) -> None:
        self._axles = {role.axles for side in sides for role in side} - {0}
        self._batteries = [_ends(side) for side in sides]

    def why(self, old: Role, new: Role, *, same_trim: bool, by_power: bool = False) -> str:
        """Return what tells a pair from others that could have been: nothing that all have in common."""
        both = old.axles and new.axles and len(self._axles) > 1
        same_wheels = both and old.wheels == new.wheels
        parts = []
        if same_wheels and same_trim:
            parts.append(Phrase("same drivetrain and trim"))
        elif same_wheels or same_trim:
            parts.append(Phrase("same drivetrain") if same_wheels else Phrase("same trim"))
        if both and not same_wheels:
            parts.append(Phrase("one driven axle"))
        near_battery = battery_apart(old, new) is not None and self._differ(old, new)
        near_power = by_power and power_apart(old, new) is not None
        if near_battery and near_power:
            parts.append(Phrase("nearest battery and power"))
        elif near_battery or near_power:
            parts.append(Phrase("nearest battery") if near_battery else Phrase("nearest power"))
        if not parts:
            return Phrase("the only candidate")
        return reduce(lambda one, other: Phrase("{first}, {rest}", first=one, rest=other), parts)

    def _differ(self, old: Role, new: Role) -> bool:
        """Tell whether on either side one of the same drivetrain has another battery."""
        return any(
            role.battery is not None
            and go_together(role.axles, axles)
            and max(high / role.battery, role.battery / low) > ALIKE
            for role, ends in zip((old, new), self._batteries, strict=True)
            for axles, (low, high) in ends.items()
        )


def _ends(side: Iterable[Role]) -> dict[int, tuple[float, float]]:
    """Return the smallest and the largest battery by driven axles."""
    ends: dict[int, tuple[float, float]] = {}
    for role in side:
        if role.battery is not None:
            low, high = ends.get(role.axles, (role.battery, role.battery))
            ends[role.axles] = min(low, role.battery), max(high, role.battery)
    return ends
