"""Which variant is nearest to which, in battery and then in power: a search in sorted sizes."""

from __future__ import annotations

from bisect import bisect_left
from itertools import chain
from math import inf
from typing import TYPE_CHECKING, Final

from evspec.comparison.roles import ALIKE, battery_apart, go_together, power_apart

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from evspec.comparison.roles import Role

__all__ = ["are_near", "near_pairs"]

#: By what factor the batteries and the powers of a variant and its counterpart may differ.
_BATTERY: Final = 1.30
_POWER: Final = 1.25
#: How many sizes are looked at on either side of a variant's own: the nearest may be of another power.
_LOOK = 4


def are_near(one: Role, other: Role) -> bool:
    """Tell whether battery and power are near, as far as both are stated of both."""
    battery, power = battery_apart(one, other), power_apart(one, other)
    return (battery is None or battery <= _BATTERY) and (power is None or power <= _POWER)


def near_pairs(olds: Sequence[Role], news: Sequence[Role]) -> list[tuple[Role, Role, bool]]:
    """Return which of several variants are nearest to each other, and whether their power told.

    Each looks for its nearest on the other side. Two are a pair if each is the other's nearest, or if the
    one that the nearest would rather have is of the same battery: the 64 kWh of old is followed by two
    versions that are both of 65 kWh. Power tells where others of about the same battery are left out.
    """
    old_shelf, new_shelf = _Shelf(olds), _Shelf(news)
    near = {id(role): new_shelf.nearest(role) for role in olds}
    near |= {id(role): old_shelf.nearest(role) for role in news}
    partners: dict[int, set[int]] = {}
    pairs: dict[tuple[int, int], tuple[Role, Role]] = {}
    for number, role in chain(((0, role) for role in olds), ((1, role) for role in news)):
        other = next(iter(near[id(role)]), None)
        rival = next(iter(near[id(other)]), None) if other is not None else None
        if other is None or rival is None:
            continue
        if rival is role or (battery_apart(rival, role) or inf) <= ALIKE:
            old, new = (other, role) if number else (role, other)
            pairs[old.place, new.place] = old, new
            partners.setdefault(id(old), set()).add(id(new))
            partners.setdefault(id(new), set()).add(id(old))

    def left_out(role: Role) -> bool:
        return any(id(other) not in partners[id(role)] for other in near[id(role)])

    return [(old, new, left_out(old) or left_out(new)) for _, (old, new) in sorted(pairs.items())]


class _Shelf:
    """The variants of one side by drivetrain and battery, and by drivetrain and power."""

    def __init__(self, roles: Iterable[Role]) -> None:
        batteries: dict[int, dict[float, list[Role]]] = {}
        powers: dict[tuple[int, bool], list[Role]] = {}
        for role in roles:
            if role.battery is not None:
                batteries.setdefault(role.axles, {}).setdefault(role.battery, []).append(role)
            if role.power is not None:
                powers.setdefault((role.axles, role.battery is not None), []).append(role)
        self._batteries = {
            axles: (sorted(sizes), {size: _Powers(sizes[size]) for size in sizes})
            for axles, sizes in batteries.items()
        }
        self._powers = {key: _Powers(several) for key, several in powers.items()}

    def nearest(self, role: Role) -> list[Role]:
        """Return the nearest, in power of those about as near in battery, and then its rivals.

        Rivals are about as near in battery, but may be too far in power. Where none is near there are none.
        """
        found = [(battery_apart(role, other) or 1.0, other) for other in self._by_battery(role)]
        if not any(are_near(role, other) for _, other in found):
            found = [(1.0, other) for other in self._by_power(role) if power_apart(role, other) is not None]
        near = [(apart, other) for apart, other in found if are_near(role, other)]
        if not near:
            return []
        most = min(apart for apart, _ in near) * ALIKE
        tied = [(apart, other) for apart, other in near if apart <= most]
        best = min((power_apart(role, other) or inf, apart, other.place) for apart, other in tied)[-1]
        rivals = [other for apart, other in found if apart <= most]
        return sorted(rivals, key=lambda other: other.place != best)

    def _by_battery(self, role: Role) -> Iterator[Role]:
        if role.battery is None:
            return
        for axles, (sizes, shelves) in self._batteries.items():
            if go_together(role.axles, axles):
                place = bisect_left(sizes, role.battery)
                for size in sizes[max(place - _LOOK, 0) : place + _LOOK]:
                    yield from shelves[size].around(role.power, 1)

    def _by_power(self, role: Role) -> Iterator[Role]:
        if role.power is None:
            return
        for (axles, is_sized), powers in self._powers.items():
            # with a battery on both sides, that has decided already
            if go_together(role.axles, axles) and not (is_sized and role.battery is not None):
                yield from powers.around(role.power, _LOOK)


class _Powers:
    """Variants by their power, and one of those of which none is stated."""

    __slots__ = ("_roles", "_sizes", "_unstated")

    def __init__(self, roles: Iterable[Role]) -> None:
        several = list(roles)
        self._roles = sorted(
            (role for role in several if role.power is not None), key=lambda role: (role.power, role.place)
        )
        self._sizes = [role.power or 0.0 for role in self._roles]
        self._unstated = [role for role in several if role.power is None][:1]

    def around(self, power: float | None, count: int) -> Iterator[Role]:
        """Yield so many on either side of a power; without one, any."""
        yield from self._unstated
        place = 0 if power is None else bisect_left(self._sizes, power)
        yield from self._roles[max(place - count, 0) : place + count]
