"""Which type of value a kind of spec has."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING

from evspec.values.categories import Categories
from evspec.values.curve import Curve
from evspec.values.dates import Dates
from evspec.values.plain import Flag, Text
from evspec.values.warranty import Warranty

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evspec.values.value import BaseValue

__all__ = ["VALUE_TYPES"]

#: The kinds that are no figures, each with the type that reads it.
VALUE_TYPES: Mapping[str, type[BaseValue]] = MappingProxyType({
    "category": Categories,
    "category set": Categories,
    "curve": Curve,
    "date": Dates,
    "flag": Flag,
    "text": Text,
    "vehicle set": Categories,
    "warranty": Warranty,
})  # fmt: skip
