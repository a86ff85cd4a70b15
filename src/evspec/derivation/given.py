"""Vehicles as callers give them: themselves, by their ids, or by names."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, TypeVar, cast

from evspec.errors import ParseError, UnknownId
from evspec.measures import measure

if TYPE_CHECKING:
    from evspec.vehicles import Generation, Variant, Vehicle

__all__ = ["vehicle_named", "vehicle_or_figure"]

T = TypeVar("T")


def vehicle_named(asked: str) -> Generation | Variant:
    """Return a vehicle of the built-in catalog by its id or name.

    Raises
    ------
    UnknownId
        If there is none, or the name fits several.
    """
    # the catalog, which is made of vehicles, is found by name as a pickle finds it
    found = import_module("evspec.catalogs").builtin()[asked]
    return cast("Generation | Variant", found)


def vehicle_or_figure(given: T | Vehicle | str, decimal: str | None = None) -> T | Generation | Variant | str:
    """Return the vehicle that a text names; a text that is or begins like a figure, and all else, as it is.

    Raises
    ------
    UnknownId
        If it is no figure, nor the id or the name of a vehicle.
    """
    if not isinstance(given, str):
        return cast("T | Generation | Variant", given)
    try:
        measure(given, decimal=decimal)
    except ParseError as refused:
        try:
            return vehicle_named(given)
        except UnknownId:
            is_id = "/" in given and " " not in given
            # what went wrong behind its beginning is a figure that was mistyped
            if is_id or (refused.column == 1 and given.strip() and not given.lstrip()[0].isdigit()):
                raise
    return given
