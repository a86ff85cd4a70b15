"""How a vehicle outside any catalog, or beside one, finds others by their ids."""

from __future__ import annotations

from types import MappingProxyType
from typing import TYPE_CHECKING, Generic, NoReturn, TypeVar

from attrs import frozen

from evspec.errors import UnknownId

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from evspec.claims import Source

__all__ = ["Beside", "alone"]

V = TypeVar("V")


def alone(id_: str) -> NoReturn:
    """Find no other vehicle: the lookup of what stands outside any catalog."""
    raise UnknownId(f"no vehicle {id_!r}: this one stands outside any catalog")


@frozen
class Beside(Generic[V]):
    """The lookup of what was made from a vehicle of a catalog, which is not in it but names what is.

    Attributes
    ----------
    lookup
        That of the vehicle that it was made from.
    """

    lookup: Callable[[str], V]

    def __call__(self, id_: str) -> V:
        """Find a vehicle of the catalog."""
        return self.lookup(id_)

    @property
    def sources(self) -> Mapping[str, Source]:
        """Every source of the catalog by its id."""
        known: Mapping[str, Source] = getattr(self.lookup, "sources", MappingProxyType({}))
        return known
