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

    from evspec import plot
    from evspec.catalogs import Catalog, load
    from evspec.catalogs.dumping import dump
    from evspec.claims import Claim, Source
    from evspec.comparison import Change, Comparison, Diff, compare, diff
    from evspec.derivation.derived import derive, energy_cost
    from evspec.derivation.estimates import estimate
    from evspec.errors import (
        DataError,
        EvspecError,
        MissingClaim,
        ParseError,
        UnitError,
        UnknownId,
        UnknownSpec,
    )
    from evspec.measures import Measure, convert, measure
    from evspec.table import Table
    from evspec.units import define_units
    from evspec.vehicles import Generation, Variant

    catalog: Catalog

__version__ = "0.1.0"

__all__ = [
    "Catalog",
    "Change",
    "Claim",
    "Comparison",
    "DataError",
    "Diff",
    "EvspecError",
    "Generation",
    "Measure",
    "MissingClaim",
    "ParseError",
    "Source",
    "Table",
    "UnitError",
    "UnknownId",
    "UnknownSpec",
    "Variant",
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
]

_HOMES = {
    "evspec.catalogs": ("Catalog", "load"),
    "evspec.catalogs.dumping": ("dump",),
    "evspec.comparison": ("Change", "Comparison", "Diff", "compare", "diff"),
    "evspec.derivation.estimates": ("estimate",),
    "evspec.derivation.derived": ("derive", "energy_cost"),
    "evspec.errors": (
        "DataError", "EvspecError", "MissingClaim", "ParseError", "UnitError", "UnknownId", "UnknownSpec",
    ),
    "evspec.measures": ("Measure", "convert", "measure"),
    "evspec.claims": ("Claim", "Source"),
    "evspec.vehicles": ("Generation", "Variant"),
    "evspec.table": ("Table",),
    "evspec.units": ("define_units",),
}  # fmt: skip


def __getattr__(name: str) -> Any:
    """Load a public name on first use and keep it, so that the next use costs nothing."""
    from importlib import import_module

    found: Any
    if name == "catalog":
        found = import_module("evspec.catalogs").builtin()
    elif name == "plot":
        found = import_module("evspec.plot")
    else:
        home = next((home for home, names in _HOMES.items() if name in names), None)
        if home is None:
            raise AttributeError(f"module 'evspec' has no attribute {name!r}")
        found = getattr(import_module(home), name)
    globals()[name] = found
    return found


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
