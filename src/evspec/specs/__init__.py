"""What can be claimed of a vehicle, in which units, and what makes two figures comparable."""

from evspec.specs.qualifiers import NOT_STATED, QUALIFIERS, Mode, Qualifier
from evspec.specs.spec import SYSTEMS, Better, Spec, System
from evspec.specs.table import GROUPS, SPECS, spec
from evspec.specs.unit_choice import METRIC, UnitChoice

__all__ = [
    "GROUPS",
    "METRIC",
    "NOT_STATED",
    "QUALIFIERS",
    "SPECS",
    "SYSTEMS",
    "Better",
    "Mode",
    "Qualifier",
    "Spec",
    "System",
    "UnitChoice",
    "spec",
]
