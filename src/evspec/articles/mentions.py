"""A place at which a text names a vehicle."""

from __future__ import annotations

from typing import NamedTuple

__all__ = ["NEW", "OLD", "UNNAMED", "Mention", "model_of"]

#: What stands in place of the generation of a car that no catalog has, where a version of it is named, and
#: in place of a car that a list of data leaves unnamed.
UNNAMED = "?"
#: What stands there where the words tell no more than that it is the new car, or the one before it.
NEW = "new"
OLD = "old"


class Mention(NamedTuple):
    """A place at which a text names a vehicle.

    Attributes
    ----------
    id
        "" for the cars of a make ("MINIs"); "make/model/generation", with "/variant" if a version is
        named; "?make/model" if no catalog has it, "?make/model/new" where the text calls it so.
    first, last
        Its first and last token.
    sure
        Whether the words say which generation it is.
    kind
        "model", "code", "version", "make" or "word" ("its predecessor").
    """

    id: str
    first: int
    last: int
    sure: bool
    kind: str

    @property
    def generation(self) -> str:
        """The id without the version."""
        return "/".join(self.id.split("/")[:3]).removesuffix(f"/{UNNAMED}")


def model_of(id_: str) -> str:
    """Return make and model of an id, without the mark of an unknown car."""
    return "/".join(id_.lstrip("?").split("/")[:2])
