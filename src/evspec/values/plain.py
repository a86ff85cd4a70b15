"""Yes or no, words, the stated unknown, and relations to another vehicle."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import field, frozen

from evspec.errors import ParseError

if TYPE_CHECKING:
    from evspec.measures import Order

__all__ = ["Flag", "Plain", "Relation", "Text", "Unknown", "is_id", "read_flag", "read_relation", "read_text"]

_MOST_TEXT = 200
_SPACES = re.compile(r"\s+")
_ID = r"[a-z0-9-]+(?:/[a-z0-9-]+){2,3}(?:@[A-Za-z0-9-]+)?"
_RELATION = re.compile(rf"(more than|less than|at least|at most|like) ({_ID})")


class Plain:
    """What has no size: it agrees with its equal and with nothing else."""

    __slots__ = ()

    def agrees_with(self, other: object) -> bool:
        return self == other

    def contains(self, other: object) -> bool:
        return self == other

    def compare(self, other: object) -> Order:
        return "equal" if self == other else "undecided"


@frozen
class Flag(Plain):
    """A stated yes or a stated no.

    Examples
    --------
    >>> Flag(False).show()
    'no'
    """

    on: bool

    @property
    def text(self) -> str:
        return self.show()

    def show(self) -> str:
        return "yes" if self.on else "no"


@frozen
class Text(Plain):
    """A name or a few words; equal whatever the case and the spacing.

    Examples
    --------
    >>> Text("Neue  Klasse") == Text("neue klasse")
    True
    """

    text: str = field(eq=lambda text: _SPACES.sub(" ", text).casefold().strip())

    def show(self) -> str:
        return self.text


@frozen
class Unknown(Plain):
    """The source itself says that this is not known.

    Not the same as a spec that no source mentions, and not the same as "no".
    """

    @property
    def text(self) -> str:
        return "unknown"

    def show(self) -> str:
        return "unknown"

    def compare(self, other: object) -> Order:
        return "undecided"


@frozen
class Relation(Plain):
    """A figure told only by comparing: "less than the iX3", "more than bmw/ix1/u11".

    Attributes
    ----------
    direction
        "more than", "less than", "at least", "at most" or "like".
    target
        The id of the generation or variant that it is compared with.
    """

    direction: str
    target: str
    text: str = field(default="", eq=False)

    def show(self) -> str:
        return f"{self.direction} {self.target}"

    def compare(self, other: object) -> Order:
        return "undecided"


def read_flag(written: object) -> Flag:
    """Read true, false, "yes" or "no"."""
    if isinstance(written, bool):
        return Flag(written)
    if isinstance(written, str) and written.lower() in {"yes", "no"}:
        return Flag(written.lower() == "yes")
    raise ParseError(f"{written!r} is no yes or no; write true or false", str(written))


def read_text(written: object) -> Text:
    """Read a name or a few words of at most 200 characters."""
    if not isinstance(written, str) or not written.strip():
        raise ParseError(f"{written!r} is no text; write a name or a few words in quotes", str(written))
    if len(written) > _MOST_TEXT:
        raise ParseError(f"text of {len(written)} characters; write at most {_MOST_TEXT}", written)
    odd = next((c for c in written if not c.isprintable()), None)
    if odd is not None:
        raise ParseError(
            f"text with the control character U+{ord(odd):04X}; leave it out", written, written.index(odd) + 1
        )
    return Text(written)


def is_id(name: str) -> bool:
    """Tell whether a name has the form of a vehicle's id: make/model/generation[/variant]."""
    return re.fullmatch(_ID, name) is not None


def read_relation(written: str) -> tuple[Relation, str] | None:
    """Read "more than make/model/generation[/variant]" and return it with the rest of the text.

    Returns
    -------
    tuple of Relation and str, or None
        None if the text does not start like a relation.
    """
    match = _RELATION.match(written)
    if match is None:
        return None
    direction, target = match.groups()
    return Relation(direction, target, written), written[match.end() :]
