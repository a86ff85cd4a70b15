"""What can be claimed of a vehicle, in which units, and what makes two figures comparable."""

from evspec.specs.qualifiers import NOT_STATED, QUALIFIERS, Mode, Qualifier
from evspec.specs.rows import GROUPS
from evspec.specs.shown import units_of
from evspec.specs.table import SPECS, SYSTEMS, Shown, Spec, System, Units, spec

__all__ = [
    "GROUPS",
    "NOT_STATED",
    "QUALIFIERS",
    "SPECS",
    "SYSTEMS",
    "Mode",
    "Qualifier",
    "Shown",
    "Spec",
    "System",
    "Units",
    "spec",
    "units_of",
]
