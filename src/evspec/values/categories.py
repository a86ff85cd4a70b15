"""Sets of named kinds: driven wheels, cell formats, connectors."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from evspec.confused import CATEGORIES, advised
from evspec.errors import ParseError, did_you_mean, quoted, spelled
from evspec.languages import category
from evspec.languages.speech import ENGLISH, Speech
from evspec.values.plain import is_id, read_text
from evspec.values.value import BaseValue

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping, Sequence
    from datetime import date

    from evspec.measures import Order
    from evspec.values.value import Answer, Terms

__all__ = ["Categories", "may_be", "read_categories"]

#: The names that leave open which of several is meant.
BROADER: Final = {
    "CCS": ("CCS1", "CCS2"),
    "NMC": ("NMC 811",),
    "combustion": ("petrol", "diesel"),
}
#: What parts the names of a set; in one that may be open-worded, "and" belongs to a name.
_PARTS: Final = {False: re.compile(","), True: re.compile(r",|;| \+ | & | and ")}
#: What makes no other name: "CCS 2", "ccs-2".
_TWICE: Final = re.compile(r"([^()]+) \(([^()]+)\)")
_FILLING: Final = re.compile(r"[\s._-]")


def may_be(one: str, other: str) -> bool:
    """Tell whether two names may mean one thing, since one of them leaves open which: CCS, and CCS2."""
    return one != other and (other in BROADER.get(one, ()) or one in BROADER.get(other, ()))


def _fits(name: str, names: Collection[str]) -> bool:
    return name in names or any(may_be(name, other) for other in names)


def _with_broader(names: Collection[str]) -> set[str]:
    """Return names with those that they are a kind of: what has CCS2 has CCS."""
    return {*names, *(broad for broad, kinds in BROADER.items() if not {*kinds}.isdisjoint(names))}


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
    def read(cls, written: object, terms: Terms, said: date | None, decimal: str | None = None) -> Categories:
        value = read_categories(
            written,
            terms.vocabulary,
            several=terms.kind != "category",
            closed=terms.closed,
            confused=CATEGORIES.get(terms.key, {}),
        )
        odd = [name for name in (*value.includes, *value.excludes) if not is_id(name)]
        if terms.kind == "vehicle set" and odd:
            raise ParseError(f"{odd[0]!r} is no vehicle's id, such as 'bmw/x1/u11'", spelled(written))
        return value

    @classmethod
    def united(cls, values: Sequence[Categories]) -> Categories:
        includes = tuple(dict.fromkeys(name for value in values for name in value.includes))
        others = (name for value in values for name in value.excludes if name not in includes)
        excludes = tuple(dict.fromkeys(others))
        return cls(includes, excludes, text=", ".join([*includes, *(f"not {name}" for name in excludes)]))

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
        mine_fit, theirs_fit = (
            all(_fits(name, others) for name in names) for names, others in ((mine, theirs), (theirs, mine))
        )
        if (self.only and not theirs_fit) or (other.only and not mine_fit):
            return False
        return not mine or not theirs or mine_fit or theirs_fit

    def contains(self, other: object) -> bool:
        if not isinstance(other, Categories):
            return False
        mine = set(self.includes)
        return all(name in mine or _with_broader((name,)) & mine for name in other.includes)

    def compare(self, other: object) -> Order:
        same = isinstance(other, Categories) and set(self.includes) == set(other.includes)
        return "equal" if same else "undecided"

    def answered_by(self, stated: object, *, is_choice: bool = False) -> Answer:
        if not isinstance(stated, Categories):
            return "no"
        has, lacks = _with_broader(stated.includes), set(stated.excludes)
        asked, unwanted = set(self.includes), set(self.excludes)
        is_open = any(may_be(one, other) for one in asked - has for other in stated.includes)
        if asked & lacks or (asked and has and not asked & has and not is_open):
            return "no"
        if is_open or (is_choice and len(stated.includes) > 1):
            return "open"
        if asked:
            fits = asked <= has and not (self.only and has - _with_broader(asked))
            return "yes" if fits else "no" if has else "open"
        if unwanted & has:
            return "no"
        return "yes" if has or unwanted <= lacks else "open"


def read_categories(
    written: object,
    vocabulary: Mapping[str, str],
    *,
    several: bool,
    closed: bool,
    confused: Mapping[str, str] = MappingProxyType({}),
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
    confused
        What is none of the names though people take it for one, with what to write instead.
    """
    if not isinstance(written, str) or not written.strip():
        raise ParseError(f"{quoted(written)} is no category; write its name in quotes", spelled(written))
    text = read_text(written.strip()).text
    only = text.endswith(" only")
    includes: list[str] = []
    excludes: list[str] = []
    for part in _PARTS[several].split(text.removesuffix(" only")):
        name = part.strip()
        # "not signed off" is a status of its own, "not FWD" denies one
        denied = name.startswith("not ") and name.lower() not in vocabulary
        name = name.removeprefix("not ").strip() if denied else name
        canonical = _known(name, vocabulary)
        if canonical is None:
            _refuse_confused(name, vocabulary, confused, text)
            abroad = vocabulary.get(category(name).lower()) if vocabulary else None
            canonical = abroad if closed else abroad or name
        if not canonical:
            known = ", ".join(dict.fromkeys(vocabulary.values()))
            hint = did_you_mean(name.lower(), vocabulary, names=vocabulary)
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


def _known(name: str, vocabulary: Mapping[str, str]) -> str | None:
    """Return the canonical name, None if it is not known in any case and with any hyphens."""
    found = vocabulary.get(name.lower())
    if found is None:
        if twice := _TWICE.fullmatch(name):
            # "all-wheel drive (AWD)"
            one, other = (_known(word, vocabulary) for word in twice.groups())
            return one if one == other else None
        bare = _FILLING.sub("", name.lower())
        found = next((one for called, one in vocabulary.items() if _FILLING.sub("", called) == bare), None)
    return found


def _refuse_confused(
    name: str, vocabulary: Mapping[str, str], confused: Mapping[str, str], text: str
) -> None:
    """Refuse what people take for a category that it is not, be it with a remark in parentheses."""
    for words in (name, *re.split(r"[()]", name)):
        advice = advised(confused, words.strip())
        if advice:
            known = ", ".join(dict.fromkeys(vocabulary.values()))
            raise ParseError(f"{name!r} is not one of {known}: {advice}", text, text.find(name) + 1)
