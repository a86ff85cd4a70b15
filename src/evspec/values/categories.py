"""Sets of named kinds: driven wheels, cell formats, connectors."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

from evspec.errors import ParseError, did_you_mean
from evspec.languages.speech import ENGLISH, Speech
from evspec.values.plain import is_id, read_text
from evspec.values.value import BaseValue

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from evspec.measures import Order
    from evspec.values.value import Answer, Terms

__all__ = ["Categories", "read_categories"]


@frozen
class Categories(BaseValue):
    """What is in, what is said not to be in, and whether that is all.

    Attributes
    ----------
    includes
        The categories that are stated, in the order of the vocabulary.
    excludes
        The categories that are stated not to be there ("not FWD").
    only
        True if the source says that there is nothing else ("RWD only").

    Examples
    --------
    >>> Categories(includes=("RWD", "AWD")).show()
    'RWD, AWD'
    >>> Categories(excludes=("FWD",)).agrees_with(Categories(includes=("FWD",)))
    False
    """

    includes: tuple[str, ...] = ()
    excludes: tuple[str, ...] = ()
    only: bool = False
    text: str = field(default="", eq=False)

    @classmethod
    def read(cls, written: object, terms: Terms, said: date | None) -> Categories:
        value = read_categories(
            written, terms.vocabulary, several=terms.kind != "category", closed=terms.closed
        )
        odd = [name for name in (*value.includes, *value.excludes) if not is_id(name)]
        if terms.kind == "vehicle set" and odd:
            raise ParseError(f"{odd[0]!r} is no vehicle's id, such as 'bmw/x1/u11'", str(written))
        return value

    @classmethod
    def united(cls, values: Sequence[Categories]) -> Categories:
        includes = tuple(dict.fromkeys(name for value in values for name in value.includes))
        excludes = (name for value in values for name in value.excludes if name not in includes)
        return cls(includes, tuple(dict.fromkeys(excludes)))

    @property
    def definiteness(self) -> int:
        return int(not self.includes)

    def show(self, *, speech: Speech = ENGLISH) -> str:
        if not self.includes:
            return ", ".join(speech.say("not {name}", name=speech.word(name)) for name in self.excludes)
        names = ", ".join(map(speech.word, self.includes))
        return speech.say("{names} only", names=names) if self.only else names

    def agrees_with(self, other: object) -> bool:
        """Tell whether both can be true: one set lies within the other and nothing stated is denied."""
        if not isinstance(other, Categories):
            return False
        mine, theirs = set(self.includes), set(other.includes)
        if mine & set(other.excludes) or theirs & set(self.excludes):
            return False
        if (self.only and theirs - mine) or (other.only and mine - theirs):
            return False
        return not mine or not theirs or mine <= theirs or theirs <= mine

    def contains(self, other: object) -> bool:
        return isinstance(other, Categories) and set(other.includes) <= set(self.includes)

    def compare(self, other: object) -> Order:
        same = isinstance(other, Categories) and set(self.includes) == set(other.includes)
        return "equal" if same else "undecided"

    def answered_by(self, stated: object, *, is_choice: bool = False) -> Answer:
        if not isinstance(stated, Categories):
            return "no"
        has, lacks = set(stated.includes), set(stated.excludes)
        asked, unwanted = set(self.includes), set(self.excludes)
        if asked & lacks or (asked and has and not asked & has):
            return "no"
        if is_choice and len(has) > 1:
            return "open"
        if asked:
            fits = asked <= has and not (self.only and has - asked)
            return "yes" if fits else "no" if has else "open"
        if unwanted & has:
            return "no"
        return "yes" if has or unwanted <= lacks else "open"


def read_categories(
    written: object, vocabulary: Mapping[str, str], *, several: bool, closed: bool
) -> Categories:
    """Read "FWD", "RWD, AWD", "not FWD" or "RWD only".

    Parameters
    ----------
    written
        The text.
    vocabulary
        Accepted spelling, in lower case, to canonical name.
    several
        Whether more than one name may be given.
    closed
        Whether a name outside the vocabulary is an error.
    """
    if not isinstance(written, str) or not written.strip():
        raise ParseError(f"{written!r} is no category; write its name in quotes", str(written))
    text = read_text(written.strip()).text
    only = text.endswith(" only")
    includes: list[str] = []
    excludes: list[str] = []
    for part in text.removesuffix(" only").split(","):
        name = part.strip()
        # "not signed off" is a status of its own, "not FWD" denies one
        denied = name.startswith("not ") and name.lower() not in vocabulary
        name = name.removeprefix("not ").strip() if denied else name
        canonical = vocabulary.get(name.lower(), None if closed else name)
        if not canonical:
            known = ", ".join(dict.fromkeys(vocabulary.values()))
            hint = did_you_mean(name.lower(), vocabulary)
            raise ParseError(f"{name!r} is not one of {known}{hint}", text, text.find(name) + 1)
        (excludes if denied else includes).append(canonical)
    if len(includes) > 1 and not several:
        raise ParseError(f"{text!r} names {len(includes)} categories where one is meant", text)
    if only and not includes:
        raise ParseError(f"{text!r} says only what is not there; leave out 'only'", text)
    order = {name: place for place, name in enumerate(dict.fromkeys(vocabulary.values()))}
    return Categories(
        tuple(sorted(dict.fromkeys(includes), key=lambda name: order.get(name, len(order)))),
        tuple(sorted(dict.fromkeys(excludes), key=lambda name: order.get(name, len(order)))),
        only,
        text,
    )
