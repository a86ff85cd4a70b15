"""What a caller may ask for: a vehicle or its id, and options with few values."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evspec.catalogs import builtin
from evspec.errors import EvspecError, did_you_mean
from evspec.model import Vehicle

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence


__all__ = ["check_option", "vehicle_of"]


def vehicle_of(asked: str | Vehicle, as_of: str | dt.date | None) -> Vehicle:
    """Return a vehicle, found in the built-in catalog if an id is given, as known on a day."""
    if not isinstance(asked, str | Vehicle):
        raise EvspecError(
            f"{asked!r} is no vehicle; name each by its id, or give a Generation or a Variant"
            + (": compare(*these)" if isinstance(asked, list | tuple) else "")
        )
    vehicle = builtin()[asked] if isinstance(asked, str) else asked
    return vehicle if as_of is None else vehicle.as_of(as_of)


def check_option(name: str, value: object, known: Sequence[object]) -> None:
    """Raise EvspecError if an option has a value that it does not take."""
    if value not in known:
        words = [str(one) for one in known]
        raise EvspecError(
            f"{name} {value!r} is not one of {', '.join(words)}{did_you_mean(str(value), words)}"
        )
