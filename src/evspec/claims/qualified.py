"""Conditions, and the quantities that they set apart: WLTP range and EPA range are two."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import TypeVar, overload

from attrs import frozen

from evspec.cycles import OWN_CYCLES, OwnCycle, check_known
from evspec.errors import UnknownSpec
from evspec.specs import NOT_STATED, QUALIFIERS, Spec, UnitChoice, listed_conditions, place_of

D = TypeVar("D")

__all__ = [
    "QualifiedSpec", "Qualifiers", "apart_and_beside", "asked_conditions", "qualified", "qualified_by",
]  # fmt: skip


@frozen(repr=False)
class Qualifiers(Mapping[str, str]):
    """The conditions that a source states for a figure: an immutable, hashable mapping."""

    pairs: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, stated: Mapping[str, str]) -> Qualifiers:
        """Make it from a mapping; the order is that of `evspec.specs.QUALIFIERS`."""
        return cls(tuple((name, stated[name]) for name in QUALIFIERS if name in stated))

    def __getitem__(self, name: str) -> str:
        for key, value in self.pairs:
            if key == name:
                return value
        raise KeyError(name)

    @overload
    def get(self, name: str, /) -> str | None: ...
    @overload
    def get(self, name: str, /, default: D) -> str | D: ...
    def get(self, name: str, /, default: D | None = None) -> str | D | None:
        """Return the value of a condition; most are not stated, and an error for each takes long."""
        for key, value in self.pairs:
            if key == name:
                return value
        return default

    def __iter__(self) -> Iterator[str]:
        return (name for name, _ in self.pairs)

    def __len__(self) -> int:
        return len(self.pairs)

    def __reduce__(self) -> tuple[object, ...]:
        return _qualifiers, (self.pairs, OWN_CYCLES.get(self.get("cycle", "")))

    def __repr__(self) -> str:
        return f"Qualifiers({dict(self.pairs)!r})"


def _qualifiers(pairs: tuple[tuple[str, str], ...], own: OwnCycle | None) -> Qualifiers:
    if own is not None:
        # which another process has defined
        check_known(own)
    return Qualifiers(pairs)


#: Where what is none of the listed values stands: behind all of them.
_BEHIND = 1_000_000


@frozen(cache_hash=True)
class QualifiedSpec:
    """One comparable quantity: a spec, and the qualifiers that set it apart from its like.

    WLTP range and EPA range are two rows.
    """

    spec: Spec
    splits: tuple[tuple[str, str], ...] = ()

    @property
    def label(self) -> str:
        """The row's name in a table: "Range, WLTP"."""
        return self.spec.row_label(self.splits)

    def condition(self, unstated: str = "{condition} n/s") -> str:
        """Return what the label says beside the spec's own: "WLTP", "10–80 %", "" for nothing.

        Parameters
        ----------
        unstated
            How a condition that is not stated is told, "{condition}" standing for its title.
        """
        conditions = self.spec.conditions(self.splits, unstated)
        return listed_conditions(conditions) if conditions else ""

    def unit(self, units: UnitChoice) -> str:
        """Return the unit in which a table shows the row, "" for one without units."""
        return units.unit_of(self.spec, self.splits)

    @property
    def closed(self) -> bool:
        """Whether every required qualifier has a value; a relation may leave one open."""
        # a loop, since it is asked of every claim
        for name, value in self.splits:
            if not value and self.spec.qualifiers[name] == "required":
                return False
        return True

    @property
    def unstated(self) -> bool:
        """Whether a condition is "not stated", so that the figures of the row compare with nothing."""
        return bool(self.splits) and any(value == NOT_STATED for _, value in self.splits)

    @property
    def opened(self) -> QualifiedSpec | None:
        """The row whose figures go with this one's, since they leave open what it names: the market.

        None if it names nothing that may be left open.
        """
        splits = self.spec.opened(self.splits)
        return None if splits == self.splits else qualified(self.spec, splits)

    @property
    def key(self) -> str:
        """A name for programs: "range", "range[cycle=EPA]"."""
        told = ",".join(f"{name}={value}" for name, value in self.splits if value != QUALIFIERS[name].default)
        return f"{self.spec.key}[{told}]" if told else self.spec.key

    @property
    def place(self) -> tuple[int, int, tuple[tuple[int, float, str], ...]]:
        """Sort key: group, spec, then WLTP before EPA, each default before the rest, 11 kW before 22."""
        return _place(self.spec, self.splits)

    def matches(self, asked: Mapping[str, str]) -> bool:
        """Tell whether every qualifier that was asked for is this row's."""
        splits = dict(self.splits)
        return all(splits.get(name) == value for name, value in asked.items())


@lru_cache(maxsize=1024)
def qualified(spec: Spec, splits: tuple[tuple[str, str], ...]) -> QualifiedSpec:
    """Return a row; equal ones are one object, which finds them faster."""
    return QualifiedSpec(spec, splits)


@lru_cache(maxsize=1024)
def qualified_by(spec: Spec, stated: tuple[tuple[str, str], ...]) -> QualifiedSpec:
    """Return the row in which a figure of a spec stands under the conditions that are stated."""
    return qualified(spec, spec.splits(dict(stated)))


@lru_cache(maxsize=1024)
def _place(
    spec: Spec, splits: tuple[tuple[str, str], ...]
) -> tuple[int, int, tuple[tuple[int, float, str], ...]]:
    ranks = []
    for name, value in splits:
        qualifier = QUALIFIERS[name]
        known = (qualifier.default, *qualifier.values)
        number = re.match(r"[0-9.]+", value)
        # what a program adds to the cycles stands between these
        rank = known.index(value) if value in known else _BEHIND + (value == NOT_STATED)
        ranks.append((rank, float(number.group()) if number else 0.0, value))
    return *place_of(spec), tuple(ranks)


def asked_conditions(of: Spec | None, qualifiers: Mapping[str, str]) -> dict[str, str]:
    """Return the canonical values of the qualifiers that were asked for, of a spec or of any."""
    known = QUALIFIERS if of is None else of.qualifiers
    for name in qualifiers:
        if name not in known:
            whose = "a spec" if of is None else of.key
            raise UnknownSpec(f"{whose} has no qualifier {name!r}; it has {', '.join(known) or 'none'}")
    return {name: QUALIFIERS[name].read(value) for name, value in qualifiers.items()}


def apart_and_beside(of: Spec, asked: Mapping[str, str]) -> tuple[dict[str, str], dict[str, str]]:
    """Return of conditions those that set rows of a spec apart, and those that set no row apart."""
    rows = dict(of.splits({}))
    apart = {name: value for name, value in asked.items() if name in rows}
    return apart, {name: value for name, value in asked.items() if name not in rows}
