"""Write the types of a vehicle's attributes: for each spec what its claim's value is.

Run ``python docs/make_stated.py`` after a change of the specs. With ``--check`` nothing is written: it
fails if the module is not what this script makes.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from evspec.specs import SPECS
from evspec.vehicles import stated

if TYPE_CHECKING:
    from evspec.specs import Spec

MODULE = Path(stated.__file__)

_HEAD = '''\
"""Which specs a vehicle has as attributes, for type checkers; docs/make_stated.py writes it from SPECS."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evspec.claims import Claim
from evspec.specs import SPECS

if TYPE_CHECKING:
    from typing import Generic, Never, TypeVar

{imports}
    V = TypeVar("V", bound=Value)

    class _Stated(Generic[V]):
        """An attribute that can be read and not be set."""

        def __get__(self, vehicle: object, owner: type, /) -> Claim[V]: ...

        def __set__(self, vehicle: object, value: Never, /) -> None: ...


__all__ = ["StatedSpecs"]


class StatedSpecs:
    """What is an attribute of every vehicle: each spec, with the type of what is most often said of it.

    A figure is a Measure of a variant, and of a generation often a Span. Where a source compares with
    another vehicle or says that it does not know, the value is a Relation or Unknown.
    """

    __slots__ = ()

    if TYPE_CHECKING:
'''

_TAIL = """

# IPython asks these what car.range is, where it may not look it up.
StatedSpecs.__annotations__ = dict.fromkeys(SPECS, Claim)
"""


def module() -> str:
    """Return the module."""
    homes = {"evspec.measures": {"Measure"}, "evspec.values": {"Span", "Value"}}
    for one in SPECS.values():
        if one.value_type is not None:
            homes.setdefault(_home(one.value_type), set()).add(one.value_type.__name__)
        if _is_also_a_set(one):
            homes["evspec.values"].add("Categories")
    imports = (
        f"    from {home} import {', '.join(sorted(names))}\n" for home, names in sorted(homes.items())
    )
    attributes = (f"        {one.key}: _Stated[{_value(one)}]\n" for one in SPECS.values())
    return _HEAD.format(imports="".join(imports)) + "".join(attributes) + _TAIL


def _home(value_type: type) -> str:
    """Return the module that a type of value is imported from."""
    package = sys.modules["evspec.values"]
    shared = getattr(package, value_type.__name__, None) is value_type
    return package.__name__ if shared else value_type.__module__


def _value(one: Spec) -> str:
    """Return the type of what is said of a spec."""
    if one.value_type is None:
        return "Measure | Span"
    return one.value_type.__name__ + (" | Categories" if _is_also_a_set(one) else "")


def _is_also_a_set(one: Spec) -> bool:
    """Tell whether a generation's value may be a set of its variants' words."""
    return one.kind == "text" and one.over_variants == "union"


def check() -> int:
    """Return 1, and say so, if the module is not what is made now."""
    if MODULE.read_text(encoding="utf-8") == module():
        return 0
    sys.stderr.write("src/evspec/vehicles/stated.py is not up to date; run: python docs/make_stated.py\n")
    return 1


if __name__ == "__main__":
    if "--check" in sys.argv[1:]:
        sys.exit(check())
    MODULE.write_text(module(), encoding="utf-8")
