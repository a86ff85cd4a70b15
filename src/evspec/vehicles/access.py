"""What other packages ask of vehicles, whose workings are private."""

from __future__ import annotations

from sys import intern
from typing import TYPE_CHECKING, TypeVar, cast

from evspec.claims.markets import told_elsewhere
from evspec.vehicles.vehicle import Addition, Vehicle

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from evspec.claims import QualifiedSpec, Record, Selection, Subject
    from evspec.languages.speech import Phrase
    from evspec.values import Value

__all__ = [
    "numbers_of",
    "record_of",
    "rows_of",
    "selections_of",
    "subject_of",
    "value_of",
    "with_addition",
]


def record_of(vehicle: Vehicle) -> Record:
    """Return what the file of a vehicle holds, and what was worked out from it."""
    return vehicle._record


def value_of(vehicle: Vehicle, row: QualifiedSpec) -> Value | None:
    """Return what a vehicle states in a row, and no more than that: `entry_of` looks up what it leans on."""
    selection = vehicle._select(row)
    return None if selection is None or selection.is_option else selection.value


def subject_of(vehicle: Vehicle) -> Subject:
    """Return what a vehicle is called."""
    return vehicle._subject


def rows_of(*vehicles: Vehicle) -> tuple[QualifiedSpec, ...]:
    """Return the rows of several vehicles together, in the order of tables.

    A row that holds only a relation with an open condition is left out where it stands in a row of
    another vehicle instead; so is a row of no market in particular, where all its figures stand beside
    another vehicle's in the row of a market.
    """
    every = {row: None for vehicle in vehicles for row in vehicle._rows}

    def stands_elsewhere(row: QualifiedSpec) -> bool:
        return any(
            other.spec is row.spec and other.closed and vehicle._select(other) is not None
            for vehicle in vehicles
            if row in vehicle._rows
            for other in every
        )

    aside = told_elsewhere(every, [vehicle._select for vehicle in vehicles])
    kept = [row for row in every if row not in aside and (row.closed or not stands_elsewhere(row))]
    return tuple(sorted(kept, key=lambda row: row.place))


def selections_of(
    vehicle: Vehicle, wanted: Callable[[QualifiedSpec], bool] | None = None
) -> Iterator[tuple[QualifiedSpec, Selection]]:
    """Return what a vehicle itself states in each of its rows, where anything of it can be selected.

    Parameters
    ----------
    vehicle
        The vehicle.
    wanted
        Tells of which rows, None for all.
    """
    for row in vehicle._rows if wanted is None else filter(wanted, vehicle._rows):
        selection = vehicle._select(row)
        if selection is not None:
            yield row, selection


End = TypeVar("End", bound=str)


def numbers_of(
    vehicles: Sequence[Vehicle],
    row: QualifiedSpec,
    end: End,
    work_out: Callable[[Vehicle, QualifiedSpec, End], float | Phrase],
) -> list[float | Phrase]:
    """Return one number of each vehicle, which it keeps, so that many are ranked again in a moment.

    Parameters
    ----------
    vehicles
        The vehicles.
    row, end
        Which number.
    work_out
        Returns it, or why there is none.
    """
    # interned, so that it is found by identity
    key = intern(f"{row.key} {end}")
    known = [vehicle._numbers.get(key) for vehicle in vehicles]
    if None in known:
        for place, vehicle in enumerate(vehicles):
            if known[place] is None:
                known[place] = vehicle._numbers[key] = work_out(vehicle, row, end)
    return cast("list[float | Phrase]", known)


V = TypeVar("V", bound=Vehicle)


def with_addition(vehicle: V, addition: Addition) -> V:
    """Return a vehicle with more claims, which are worked out anew for each day and edition.

    What is added is selected, noted and shown as what was there already.

    Parameters
    ----------
    vehicle
        A generation or a variant, which stays as it is.
    addition
        Works claims out from the generation as it is before.
    """
    return (
        vehicle if addition in vehicle._additions else vehicle._but(additions=(*vehicle._additions, addition))
    )
