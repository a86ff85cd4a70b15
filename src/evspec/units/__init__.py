"""The vocabulary of EV units: symbols, spellings, kinds and exact factors.

Examples
--------
>>> from evspec.units import conversion, unit
>>> unit("lb-ft").symbol, unit("cv").symbol
('lb·ft', 'PS')
>>> round(conversion(unit("kW"), unit("hp")).apply(150), 3)
201.153
"""

from evspec.units.columns import as_column, convert_column, is_missing_value, library_of, plain_scalar
from evspec.units.compounds import Compound, combined, is_alike, unit_named
from evspec.units.conversion import Conversion, conversion
from evspec.units.currencies import CENTS, PERIODS
from evspec.units.own import OWN_UNITS, OwnUnit, add
from evspec.units.pint_border import (
    QuantityLike,
    converted_quantity,
    define_units,
    from_quantity,
    is_quantity,
    registry,
    to_quantity,
)
from evspec.units.table import KINDS, SIBLINGS, SPELLINGS, UNITS, Unit, by_symbol
from evspec.units.vocabulary import find, find_in, refusal, unit

__all__ = [
    "CENTS",
    "KINDS",
    "OWN_UNITS",
    "PERIODS",
    "SIBLINGS",
    "SPELLINGS",
    "UNITS",
    "Compound",
    "Conversion",
    "OwnUnit",
    "QuantityLike",
    "Unit",
    "add",
    "as_column",
    "by_symbol",
    "combined",
    "conversion",
    "convert_column",
    "converted_quantity",
    "define_units",
    "find",
    "find_in",
    "from_quantity",
    "is_alike",
    "is_missing_value",
    "is_quantity",
    "library_of",
    "plain_scalar",
    "refusal",
    "registry",
    "to_quantity",
    "unit",
    "unit_named",
]
