"""What can be claimed of a vehicle, in which units, and what makes two figures comparable."""

from typing import TypeAlias

from evspec.specs.qualifiers import NOT_STATED, QUALIFIERS, Mode, Qualifier
from evspec.specs.spec import SYSTEMS, Spec, System
from evspec.specs.table import GROUPS, SPECS, spec
from evspec.specs.unit_choice import UnitChoice

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
    "UnitChoice",
    "Units",
    "spec",
    "units_of",
]

# the names that wording and comparison still use
Shown: TypeAlias = UnitChoice | System
Units = UnitChoice
units_of = UnitChoice.of
