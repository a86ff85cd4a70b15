"""What a caller may ask of a comparison: vehicles, rows and columns, and their order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import chain
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from evspec.catalogs import builtin
from evspec.claims.asked import checked_specs
from evspec.errors import (
    DataError,
    EvspecError,
    UnknownId,
    UnknownSpec,
    WrongType,
    all_of,
    did_you_mean,
    quoted,
    spelled,
)
from evspec.specs import QUALIFIERS, spec
from evspec.values import Relation
from evspec.vehicles import Variant, Vehicle, entry_of, rows_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence

    from evspec.claims import QualifiedSpec
    from evspec.errors import Problem
    from evspec.specs import Better, Spec

V = TypeVar("V", bound=Vehicle)

__all__ = [
    "Added", "checked_cycle", "checked_ends", "column_of", "in_order", "vehicle_of", "vehicles_of",
    "with_draft",
]  # fmt: skip


def vehicle_of(
    asked: str | Vehicle | Mapping[str, object], as_of: str | dt.date | None = None, name: str = "A car"
) -> Vehicle:
    """Return a vehicle, found in the built-in catalog if an id is given, as known on a day.

    A mapping of specs becomes a vehicle of this name, as by `Variant.of`.
    """
    if isinstance(asked, Mapping):
        if not all(isinstance(key, str) for key in asked):
            raise WrongType(
                f"{name}: {quoted(asked)} is no dict of specs by their keys, such as {{'range': '…'}}"
            )
        told: dict[str, Any] = dict(asked)
        asked = Variant.of(name, **told)
    if not isinstance(asked, str | Vehicle):
        raise WrongType(
            f"{quoted(asked)} is no vehicle; name each by its id, or give a Generation, a Variant or a dict "
            "of specs" + (": compare(*these)" if isinstance(asked, list | tuple) else "")
        )
    vehicle = builtin()[asked] if isinstance(asked, str) else asked
    return vehicle if as_of is None else vehicle.as_of(as_of)


def vehicles_of(
    asked: Iterable[str | Vehicle | Mapping[str, object]],
    names: Iterable[str],
    as_of: str | dt.date | None,
) -> tuple[Vehicle, ...]:
    """Return several vehicles as `vehicle_of` does, and tell the mistakes of all dicts, or names, at once."""
    problems: list[Problem] = []

    def looked_up(one: tuple[str | Vehicle | Mapping[str, object], str]) -> list[Vehicle]:
        try:
            return [vehicle_of(one[0], as_of, one[1])]
        except DataError as error:
            problems.extend(error.problems)
            return []

    found = all_of(looked_up, zip(asked, names, strict=False))
    if problems:
        raise DataError(problems)
    return tuple(chain.from_iterable(found))


class Added(Protocol):
    """A draft of claims that a comparison adds to those of its vehicles."""

    def added_to(self, vehicle: V, *, unsure: bool = False) -> V:
        """Return a vehicle with the claims on it beside its own."""


def with_draft(vehicle: V, draft: Added | None, *, unsure: bool) -> V:
    """Return a vehicle with the claims of a draft beside its own; as it is without one.

    Raises
    ------
    WrongType
        If what was given is no draft.
    """
    if draft is None:
        return vehicle
    if not hasattr(draft, "added_to"):
        raise WrongType(f"draft is what read_article or load_draft returns, not {type(draft).__name__}")
    return draft.added_to(vehicle, unsure=unsure)


def checked_ends(asked: Mapping[str, str | None] | None) -> tuple[tuple[str, Better], ...]:
    """Return which ends of specs are the better ones, by the specs' keys.

    Raises
    ------
    UnknownSpec
        If there is no such spec.
    EvspecError
        If an end is none of "higher", "lower" and None, or a spec is no figure. All mistakes at once.
    """
    if asked is None:
        return ()
    if not isinstance(asked, Mapping):
        raise WrongType(f"better {quoted(asked)} is no dict of specs to ends, such as {{'price': 'lower'}}")
    mistakes: list[EvspecError] = []
    ends: list[tuple[str, Better]] = []
    for key, end in asked.items():
        try:
            ends.append((spec(key).key, _checked_end(spec(key), end)))
        except EvspecError as error:
            mistakes.append(error)
    if len(mistakes) == 1:
        raise mistakes[0]
    if mistakes:
        raise EvspecError("; ".join(map(str, mistakes)))
    return tuple(ends)


def _checked_end(one: Spec, end: str | None) -> Better:
    if end not in _ENDS:
        near = did_you_mean(str(end), ("higher", "lower"))
        raise EvspecError(f"better {one.key}={end!r} is not one of 'higher', 'lower', None{near}")
    if one.value_type is not None:
        raise EvspecError(f"better {one.key}: a {one.kind} has no better end")
    return _ENDS[end]


_ENDS: Mapping[object, Better] = {"higher": "higher", "lower": "lower", None: "", "": ""}


def checked_cycle(asked: str | None) -> str:
    """Return a test cycle by its canonical name, "" for none."""
    return QUALIFIERS["cycle"].read(asked) if asked is not None else ""


def in_order(vehicles: Sequence[Vehicle], asked: str, cycle: str) -> tuple[int, ...]:
    """Return the places of vehicles by the size of one of their figures.

    Figures under unlike conditions or in unlike currencies have no order. Of a spec with several rows
    that row counts of which the most vehicles have a figure, and the first of those.

    Parameters
    ----------
    vehicles
        In any order, which those keep that tie.
    asked
        The key of a spec, or of one row of it, with "-" in front of it for the largest first. A span
        counts by its better end. Vehicles without a definite figure come last.
    cycle
        The test cycle whose figures count, if any vehicle has one.

    Raises
    ------
    UnknownSpec
        If there is no such spec.
    """
    name = spelled(asked).removeprefix("-")
    if not name:
        raise UnknownSpec(
            f"sort_by {asked!r} is no spec; write a key such as 'range', or '-range' for the largest first"
        )
    (word,) = checked_specs(name) if "[" in name else (spec(name).key,)
    turned = -1 if asked.startswith("-") else 1
    rows = [row for row in rows_of(*vehicles) if word in {row.key, row.spec.key}]
    sizes = {row: _sizes(vehicles, row) for row in rows}
    told = [row for row in rows if sizes[row]]
    told = [row for row in told if dict(row.splits).get("cycle") == cycle] or told
    counted = sizes[max(told, key=lambda row: len(sizes[row]))] if told else {}

    def place(n: int) -> tuple[bool, float]:
        return n not in counted, turned * counted.get(n, 0.0)

    return tuple(sorted(range(len(vehicles)), key=place))


def _sizes(vehicles: Sequence[Vehicle], row: QualifiedSpec) -> dict[int, float]:
    """Return a row's definite figures by the vehicles' places, of one kind: amounts are not converted."""
    by_kind: dict[str, dict[int, float]] = {}
    for n, vehicle in enumerate(vehicles):
        entry = entry_of(vehicle, row)
        is_open = isinstance(entry.value, Relation) or (
            entry.selection is not None and entry.selection.is_option
        )
        lies = None if is_open else entry.interval
        if lies is not None and lies.low is not None and lies.high is not None:
            by_kind.setdefault(lies.kind, {})[n] = lies.low if row.spec.is_led_by_lowest else lies.high
    return max(by_kind.values(), key=len, default={})


def column_of(asked: int | str | Vehicle, given: Sequence[Vehicle], order: Sequence[int]) -> int:
    """Return the place of the column that others are held against.

    Parameters
    ----------
    asked
        A place in the table, counted from 0, or one of the vehicles, its id or its name.
    given
        The vehicles as they were named, and in that order.
    order
        Which of them is in which column.

    Raises
    ------
    EvspecError
        If there is no such column; UnknownId if no vehicle is called so.
    """
    if isinstance(asked, int):
        if isinstance(asked, bool) or not -len(given) <= asked < len(given):
            raise EvspecError(
                f"baseline {spelled(asked)} is no column; there are {len(given)}, counted from 0"
            )
        return asked % len(given)
    ids = [(vehicle.id, vehicle.edition) for vehicle in given]
    if isinstance(asked, str):
        id_, _, edition = asked.partition("@")
        if (id_, edition) in ids:
            return order.index(ids.index((id_, edition)))
    listed = ", ".join(vehicle.id for vehicle in given)
    try:
        wanted = _called(asked, given) or vehicle_of(asked)
    except UnknownId:
        raise UnknownId(
            f"baseline {quoted(asked)} is none of the vehicles that are compared: {listed}"
        ) from None
    for alike in (
        [n for n, vehicle in enumerate(given) if vehicle == wanted],
        [n for n, one in enumerate(ids) if one == (wanted.id, wanted.edition)],
        [n for n, one in enumerate(ids) if one[0] == wanted.id],
    ):
        if alike:
            return order.index(alike[0])
    raise EvspecError(f"baseline {wanted.id!r} is none of the vehicles that are compared: {listed}")


def _called(asked: str | Vehicle, given: Sequence[Vehicle]) -> Vehicle | None:
    """Return the one vehicle among those given that has a name or a label, None if there are none or more."""
    if not isinstance(asked, str):
        return None
    found = [vehicle for vehicle in given if asked in (vehicle.name, vehicle.label)]
    return found[0] if len(found) == 1 else None
