"""Many values, and which of them agrees with another one: a sorted search in place of asking each."""

from __future__ import annotations

from bisect import bisect_left, insort
from fractions import Fraction
from itertools import accumulate
from typing import TYPE_CHECKING, TypeAlias

from evspec.measures import Measure
from evspec.units import KINDS
from evspec.values.categories import Categories
from evspec.values.dates import Dates
from evspec.values.union import agree
from evspec.values.value import BaseValue

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from evspec.measures.ends import End
    from evspec.units import Unit
    from evspec.values.union import Value

__all__ = ["Crowd", "Neighbors", "Shelf"]

#: Where the number behind an end of a figure may lie, both ends excluded.
Window: TypeAlias = "tuple[Fraction, Fraction]"


def _windows(value: Value) -> tuple[object, tuple[Window, ...]]:
    """Return where the numbers behind a figure may lie: one window, or two of what is between two numbers.

    Figures under one key that have one window agree if their windows overlap. Figures under unlike keys
    never agree. What is no figure has no window.
    """
    if not isinstance(value, Measure):
        return type(value), ()
    # figures that meet in one unit meet in every unit
    lies = value.interval(_common_unit(value.kind))
    sides = lies.lower is None, lies.upper is None
    ends = [lies.lower] if lies.lower is lies.upper else [lies.lower, lies.upper]
    return (value.kind, value.cycle, sides), tuple(_edges(end) for end in ends if end is not None)


def _common_unit(kind: str) -> str | Unit:
    """Return one unit for all figures of a kind; prices have none in the table of units."""
    known = KINDS.get(kind)
    return known[0] if known else f"{kind.split(' ')[1]}/km"


def _edges(end: End) -> Window:
    return Fraction(*end.low), Fraction(*end.high)


class Shelf:
    """Values of which no two agree, each with the place that it was given."""

    def __init__(self) -> None:
        self._equal: dict[Value, int] = {}
        self._single: dict[object, _Sorted] = {}
        self._double: dict[object, tuple[_Sorted, _Sorted]] = {}
        self._others: dict[object, _Others] = {}

    def find(self, value: Value) -> int | None:
        """Return the place of a value that agrees with one, or None; of several the lowest figure."""
        if value in self._equal:
            return self._equal[value]
        key, ends = _windows(value)
        for other, place in self._near(value, key, ends):
            if agree(other, value):
                return place
        return None

    def _near(self, value: Value, key: object, ends: tuple[Window, ...]) -> Iterator[tuple[Value, int]]:
        """Yield the values that may agree with one, by its windows."""
        if not ends:
            if key in self._others:
                yield from self._others[key].near(value)
            return
        if key in self._single:
            yield from self._single[key].overlapping(ends[0])
        if key in self._double:
            several = [
                side.between(end) for side, end in zip(self._double[key], (ends[0], ends[-1]), strict=True)
            ]
            yield from min(several, key=len)

    def add(self, value: Value, place: int) -> None:
        """Put a value there that agrees with none."""
        self._equal[value] = place
        key, ends = _windows(value)
        if len(ends) == 1:
            self._single.setdefault(key, _Sorted()).add(ends[0], value, place)
        elif ends:
            for side, end in zip(self._double.setdefault(key, (_Sorted(), _Sorted())), ends, strict=True):
                side.add(end, value, place)
        elif type(value).agrees_with is not BaseValue.agrees_with:
            # which may agree with one that it does not equal
            self._others.setdefault(key, _Others()).add(value, place)


class Crowd:
    """Values of which many may agree with each other, asked whether any agrees with another one."""

    def __init__(self, values: Iterable[Value]) -> None:
        self._equal = dict.fromkeys(values)
        single: dict[object, list[Window]] = {}
        self._double: dict[object, tuple[_Sorted, _Sorted]] = {}
        self._others: dict[object, _Others] = {}
        for place, value in enumerate(self._equal):
            key, ends = _windows(value)
            if len(ends) == 1:
                single.setdefault(key, []).append(ends[0])
            elif ends:
                for side, end in zip(self._double.setdefault(key, (_Sorted(), _Sorted())), ends, strict=True):
                    side.add(end, value, place)
            else:
                self._others.setdefault(key, _Others()).add(value, place)
        self._single = {key: _reaches(several) for key, several in single.items()}

    def meets(self, value: Value, repeats: Callable[[Value, Value], bool] = agree) -> bool:
        """Tell whether any agrees with a value, or for what is no figure whether any repeats it."""
        if value in self._equal:
            return True
        key, ends = _windows(value)
        if not ends:
            others = self._others[key].near(value) if key in self._others else ()
            return any(repeats(other, value) for other, _ in others)
        starts, reaches = self._single.get(key, ((), ()))
        # the farthest reach of those that start before the end
        before = bisect_left(starts, ends[0][1]) - 1
        if before >= 0 and reaches[before] > ends[0][0] and len(ends) == 1:
            return True
        if len(ends) > 1 and starts and any(agree(one, value) for one in self._equal):
            return True
        sides = zip(self._double.get(key, ()), (ends[0], ends[-1]), strict=False)
        several = min((side.between(end) for side, end in sides), key=len, default=[])
        return any(agree(other, value) for other, _ in several)


def _reaches(windows: list[Window]) -> tuple[list[Fraction], list[Fraction]]:
    """Return the starts of windows in order, and how far those up to each reach."""
    ordered = sorted(windows)
    return [start for start, _ in ordered], list(accumulate((end for _, end in ordered), max))


class _Sorted:
    """Windows in the order of their starts."""

    def __init__(self) -> None:
        self._windows: list[tuple[Fraction, Fraction, int]] = []
        self._values: dict[int, Value] = {}
        self._widest = Fraction(0)

    def add(self, window: Window, value: Value, place: int) -> None:
        insort(self._windows, (*window, place))
        self._values[place] = value
        self._widest = max(self._widest, window[1] - window[0])

    def overlapping(self, window: Window) -> Iterator[tuple[Value, int]]:
        """Yield those that overlap a window, the lowest first, where no two of them overlap."""
        # the last that starts before is then the only one of those that may reach in
        first = max(bisect_left(self._windows, window[:1]) - 1, 0)
        for start, end, place in self._windows[first : first + 1]:
            if start < window[1] and window[0] < end:
                yield self._values[place], place
        for start, _, place in self._windows[first + 1 : first + 2]:
            if start < window[1]:
                yield self._values[place], place

    def between(self, window: Window) -> list[tuple[Value, int]]:
        """Return those that may overlap a window."""
        first = bisect_left(self._windows, (window[0] - self._widest,))
        last = bisect_left(self._windows, (window[1],))
        return [(self._values[place], place) for _, _, place in self._windows[first:last]]


class Neighbors:
    """Values in the order in which they were put there, by where they lie and what they consist of."""

    def __init__(self) -> None:
        self._count = 0
        self._windows = _Sorted()
        self._holding: dict[object, list[int]] = {}
        self._anywhere: list[int] = []

    def add(self, value: Value) -> None:
        lies, parts = _window(value), _parts(value)
        if lies is not None:
            self._windows.add(lies, value, self._count)
        for part in parts:
            self._holding.setdefault(part, []).append(self._count)
        if lies is None and not parts:
            self._anywhere.append(self._count)
        self._count += 1

    def places(self, value: Value) -> Sequence[int]:
        """Return the places of those that may agree with a value, contain it or lie within it, in order."""
        lies, parts = _window(value), _parts(value)
        if lies is None and not parts:
            return range(self._count)
        found = set(self._anywhere)
        if lies is not None:
            found.update(place for _, place in self._windows.between(lies))
        for part in parts:
            found.update(self._holding.get(part, ()))
        return sorted(found)


def _window(value: Value) -> Window | None:
    """Return where the one number of a figure or the days of dates lie, both ends excluded, if known."""
    if isinstance(value, Dates):
        if value.first is None or value.last is None:
            return None
        return Fraction(value.first.toordinal()) - 1, Fraction(value.last.toordinal()) + 1
    if not isinstance(value, Measure) or value.definiteness:
        return None
    _, ends = _windows(value)
    return ends[0] if len(ends) == 1 else None


def _parts(value: Value) -> tuple[object, ...]:
    """Return of what two values must share one thing to go together; empty where that is not known."""
    if isinstance(value, Categories):
        return value.includes
    if isinstance(value, BaseValue) and type(value).agrees_with is BaseValue.agrees_with:
        return (value,)
    return ()


class _Others:
    """Values that are no figures, each with the place that it was given."""

    def __init__(self) -> None:
        self._values: list[tuple[Value, int]] = []
        self._neighbors = Neighbors()

    def add(self, value: Value, place: int) -> None:
        self._values.append((value, place))
        self._neighbors.add(value)

    def near(self, value: Value) -> Iterator[tuple[Value, int]]:
        """Yield those that may agree with a value."""
        return (self._values[place] for place in self._neighbors.places(value))
