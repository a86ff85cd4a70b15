"""What can be claimed of a vehicle, in which units, and what makes two figures comparable."""

from evspec.specs.house import HouseStyle, house_mistakes, units_of
from evspec.specs.named_rows import Preset, add_preset, presets
from evspec.specs.overview import to_table
from evspec.specs.own import OWN_SPECS, OwnSpec, add
from evspec.specs.qualifiers import NOT_STATED, QUALIFIERS, Condition, Mode, Qualifier, listed_conditions
from evspec.specs.spec import SYSTEMS, Better, Spec, System
from evspec.specs.table import GROUPS, LIST, SPECS, near_spec, place_of, spec
from evspec.specs.unit_choice import METRIC, UnitChoice

__all__ = [
    "GROUPS",
    "LIST",
    "METRIC",
    "NOT_STATED",
    "OWN_SPECS",
    "QUALIFIERS",
    "SPECS",
    "SYSTEMS",
    "Better",
    "Condition",
    "HouseStyle",
    "Mode",
    "OwnSpec",
    "Preset",
    "Qualifier",
    "Spec",
    "System",
    "UnitChoice",
    "add",
    "add_preset",
    "house_mistakes",
    "listed_conditions",
    "near_spec",
    "place_of",
    "presets",
    "spec",
    "to_table",
    "units_of",
]


# A notebook asks what it shows for these, a module as any object.
def _repr_html_() -> str:
    return to_table().to_html()


def _repr_markdown_() -> str:
    return to_table().to_markdown()


def __dir__() -> list[str]:
    return list(__all__)
