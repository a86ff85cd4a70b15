"""What a caller may name a vehicle by."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evspec.catalogs import builtin
from evspec.errors import EvspecError
from evspec.vehicles import Vehicle

if TYPE_CHECKING:
    import datetime as dt

__all__ = ["vehicle_of"]


def vehicle_of(asked: str | Vehicle, as_of: str | dt.date | None) -> Vehicle:
    """Return a vehicle, found in the built-in catalog if an id is given, as known on a day."""
    if not isinstance(asked, str | Vehicle):
        raise EvspecError(
            f"{asked!r} is no vehicle; name each by its id, or give a Generation or a Variant"
            + (": compare(*these)" if isinstance(asked, list | tuple) else "")
        )
    vehicle = builtin()[asked] if isinstance(asked, str) else asked
    return vehicle if as_of is None else vehicle.as_of(as_of)
