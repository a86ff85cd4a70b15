"""Electric-vehicle figures that keep their meaning, from the page to the table.

>>> import evspec as ev
>>> print(ev.measure("514 km WLTP").to("mi"))
319 mi WLTP
"""

from __future__ import annotations

# typing itself would cost a tenth of `import pint`; type checkers know the name.
TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    from evspec import plot, specs
    from evspec.catalogs import Catalog, load
    from evspec.catalogs.conflicts import Conflict, Conflicts
    from evspec.catalogs.dumping import dump
    from evspec.claims import Claim, Entry, Selection, Source
    from evspec.comparison import Change, Comparison, Diff, Pair, Verdict, compare, diff
    from evspec.derivation.derived import derive, energy_cost
    from evspec.derivation.estimates import estimate
    from evspec.errors import (
        DataError,
        EvspecError,
        MissingClaim,
        ParseError,
        Problem,
        ProblemCode,
        UnitError,
        UnknownId,
        UnknownSpec,
    )
    from evspec.measures import Interval, Measure, convert, measure
    from evspec.specs import UnitChoice
    from evspec.table import Cell, Column, Table
    from evspec.units import define_units
    from evspec.values import Categories, Curve, Dates, Flag, Relation, Span, Text, Unknown
    from evspec.vehicles import Generation, Variant, Vehicle

    catalog: Catalog

__version__ = "0.1.0"

__all__ = [
    "Catalog",
    "Categories",
    "Cell",
    "Change",
    "Claim",
    "Column",
    "Comparison",
    "Conflict",
    "Conflicts",
    "Curve",
    "DataError",
    "Dates",
    "Diff",
    "Entry",
    "EvspecError",
    "Flag",
    "Generation",
    "Interval",
    "Measure",
    "MissingClaim",
    "Pair",
    "ParseError",
    "Problem",
    "ProblemCode",
    "Relation",
    "Selection",
    "Source",
    "Span",
    "Table",
    "Text",
    "UnitChoice",
    "UnitError",
    "Unknown",
    "UnknownId",
    "UnknownSpec",
    "Variant",
    "Vehicle",
    "Verdict",
    "__version__",
    "catalog",
    "compare",
    "convert",
    "define_units",
    "derive",
    "diff",
    "dump",
    "energy_cost",
    "estimate",
    "load",
    "measure",
    "plot",
    "specs",
]

#: Where each public name is found on first use.
_HOMES = {
    "evspec.catalogs": (
        "Catalog",
        "load",
    ),
    "evspec.catalogs.conflicts": (
        "Conflict",
        "Conflicts",
    ),
    "evspec.catalogs.dumping": ("dump",),
    "evspec.claims": (
        "Claim",
        "Entry",
        "Selection",
        "Source",
    ),
    "evspec.comparison": (
        "Change",
        "Comparison",
        "Diff",
        "Pair",
        "Verdict",
        "compare",
        "diff",
    ),
    "evspec.derivation.derived": (
        "derive",
        "energy_cost",
    ),
    "evspec.derivation.estimates": ("estimate",),
    "evspec.errors": (
        "DataError",
        "EvspecError",
        "MissingClaim",
        "ParseError",
        "Problem",
        "ProblemCode",
        "UnitError",
        "UnknownId",
        "UnknownSpec",
    ),
    "evspec.measures": (
        "Interval",
        "Measure",
        "convert",
        "measure",
    ),
    "evspec.specs": ("UnitChoice",),
    "evspec.table": (
        "Cell",
        "Column",
        "Table",
    ),
    "evspec.units": ("define_units",),
    "evspec.values": (
        "Categories",
        "Curve",
        "Dates",
        "Flag",
        "Relation",
        "Span",
        "Text",
        "Unknown",
    ),
    "evspec.vehicles": (
        "Generation",
        "Variant",
        "Vehicle",
    ),
}


if not TYPE_CHECKING:  # which then find a misspelled name

    def __getattr__(name: str) -> Any:
        """Load a public name on first use and keep it, so that the next use costs nothing."""
        from importlib import import_module

        found: Any
        if name == "catalog":
            found = import_module("evspec.catalogs").builtin()
        elif name in {"plot", "specs"}:
            found = import_module(f"evspec.{name}")
        else:
            home = next((home for home, names in _HOMES.items() if name in names), None)
            if home is None:
                raise AttributeError(f"module 'evspec' has no attribute {name!r}")
            found = getattr(import_module(home), name)
        globals()[name] = found
        return found


def __dir__() -> list[str]:
    return sorted(__all__)
