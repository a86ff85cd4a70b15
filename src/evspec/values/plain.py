"""Yes or no, words, the stated unknown, and relations to another vehicle."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any, ClassVar, Final

from attrs import field, frozen

from evspec.errors import ParseError, UnlikeFigures, quoted, spelled
from evspec.languages import category
from evspec.languages.speech import ENGLISH, Speech
from evspec.values.value import BaseValue

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from evspec.measures import Order
    from evspec.values.value import Answer, Terms

__all__ = ["Flag", "Relation", "Text", "Unknown", "is_id", "read_flag", "read_relation", "read_text"]

_MOST_TEXT = 200
_MOST_DIGITS = 20
_SPACES = re.compile(r"\s+")
_ID = r"[a-z0-9-]+(?:/[a-z0-9-]+){2,3}(?:@[A-Za-z0-9-]+)?"
_RELATION = re.compile(rf"(more than|less than|at least|at most|like) ({_ID})")

#: How each direction of a relation is said.
_DIRECTIONS = {
    "more than": "more than {whom}", "less than": "less than {whom}", "at least": "at least {whom}",
    "at most": "at most {whom}", "like": "like {whom}",
}  # fmt: skip


@frozen
class Flag(BaseValue):
    """A stated yes or a stated no, or what can be had at extra cost.

    Attributes
    ----------
    on
        Whether the vehicle has it.
    optional
        Whether it has it at extra cost only.

    Examples
    --------
    >>> Flag(False).show(), Flag(True).show(), Flag(True, optional=True).show()
    ('no', 'yes', 'optional')
    """

    schema: ClassVar[Mapping[str, Any]] = {
        "type": ["boolean", "string"],
        "enum": [True, False, "yes", "no", "standard", "optional", "none"],
    }

    on: bool
    optional: bool = False

    def __bool__(self) -> bool:
        """Tell whether the vehicle has it, at extra cost or not."""
        return self.on

    @classmethod
    def read(cls, written: object, terms: Terms, said: date | None, decimal: str | None = None) -> Flag:
        return read_flag(written)

    def show(self, *, speech: Speech = ENGLISH) -> str:
        return speech.say("optional" if self.optional else "yes" if self.on else "no")

    def written(self) -> bool | str:
        return "optional" if self.optional else self.on

    def agrees_with(self, other: object) -> bool:
        """Tell whether both can be true: what one car has may be an option."""
        return isinstance(other, Flag) and self.on == other.on

    def answered_by(self, stated: object, *, is_choice: bool = False) -> Answer:
        if not isinstance(stated, Flag):
            return "no"
        # what may be had is had by some, and by others not
        return "open" if stated.optional != self.optional else "yes" if stated.on == self.on else "no"


@frozen
class Text(BaseValue):
    """A name or a few words; equal whatever the case and the spacing.

    Examples
    --------
    >>> Text("Neue  Klasse") == Text("neue klasse")
    True
    """

    schema: ClassVar[Mapping[str, Any]] = {**BaseValue.schema, "type": ["integer", "string"]}

    text: str = field(eq=lambda text: _SPACES.sub(" ", text).casefold().strip())

    @classmethod
    def read(cls, written: object, terms: Terms, said: date | None, decimal: str | None = None) -> Text:
        return read_text(written)

    def show(self, *, speech: Speech = ENGLISH) -> str:
        return self.text


@frozen
class Unknown(BaseValue):
    """The source itself says that this is not known.

    Not the same as a spec that no source mentions, and not the same as "no".
    """

    @property
    def definiteness(self) -> int:
        return 3

    def show(self, *, speech: Speech = ENGLISH) -> str:
        return speech.say("unknown")

    def compare(self, other: object) -> Order:
        return "undecided"


@frozen
class Relation(BaseValue):
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

    @property
    def definiteness(self) -> int:
        return 2

    @property
    def low(self) -> None:
        """No number: only that of `target` is one."""
        return

    @property
    def high(self) -> None:
        """No number: only that of `target` is one."""
        return

    def __lt__(self, other: object) -> bool:
        raise UnlikeFigures(
            f"{self.show()!r} is told by comparing and has no order with {other}; ev.rank orders figures and "
            "says what is left out, and why"
        )

    __gt__ = __le__ = __ge__ = __lt__

    def show(self, *, speech: Speech = ENGLISH) -> str:
        return self.to(self.target, speech)

    def to(self, whom: str, speech: Speech = ENGLISH) -> str:
        """Return it with what it is compared with in words: "less than iX3's 345 kW"."""
        return speech.say(_DIRECTIONS[self.direction], whom=whom)

    def compare(self, other: object) -> Order:
        return "undecided"


#: What the press writes of equipment.
_FLAGS: Final = {
    "yes": Flag(on=True), "standard": Flag(on=True), "series": Flag(on=True),
    "no": Flag(on=False), "none": Flag(on=False), "not available": Flag(on=False),
    "optional": Flag(on=True, optional=True), "option": Flag(on=True, optional=True),
}  # fmt: skip


def read_flag(written: object) -> Flag:
    """Read true, false, "yes", "no", "standard", "optional" or "none"."""
    if isinstance(written, bool):
        return Flag(written)
    found = None
    if isinstance(written, str):
        word = written.strip().lower()
        found = _FLAGS[word] if word in _FLAGS else _FLAGS.get(category(word))
    if found is None:
        raise ParseError(
            f'{quoted(written)} is no yes or no; write true or false, or "optional" for what costs extra',
            spelled(written),
        )
    return found


def read_text(written: object) -> Text:
    """Read a name or a few words of at most 200 characters; a whole number is its digits."""
    if isinstance(written, int) and not isinstance(written, bool):
        if not 0 <= written < 10**_MOST_DIGITS:
            raise ParseError("a whole number as text is 0 or more, and of few digits; write text in quotes")
        written = str(written)
    if not isinstance(written, str) or not written.strip():
        raise ParseError(
            f"{quoted(written)} is no text; write a name or a few words in quotes", spelled(written)
        )
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
