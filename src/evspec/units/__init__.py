"""The vocabulary of EV units: symbols, spellings, kinds and exact factors.

Examples
--------
>>> from evspec.units import convert, unit
>>> unit("lb-ft").symbol, unit("cv").symbol
('lb·ft', 'PS')
>>> round(convert(150, "kW", "hp"), 3)
201.153
"""

from evspec.units.columns import convert_column
from evspec.units.conversion import Conversion, conversion, convert
from evspec.units.pint_border import QuantityLike, define_units, from_quantity, registry, to_quantity
from evspec.units.rows import AMBIGUOUS
from evspec.units.spelling import find, refusal, unit
from evspec.units.vocabulary import KINDS, SPELLINGS, UNITS, Unit, by_symbol

__all__ = [
    "AMBIGUOUS",
    "KINDS",
    "SPELLINGS",
    "UNITS",
    "Conversion",
    "QuantityLike",
    "Unit",
    "by_symbol",
    "conversion",
    "convert",
    "convert_column",
    "define_units",
    "find",
    "from_quantity",
    "refusal",
    "registry",
    "to_quantity",
    "unit",
]
