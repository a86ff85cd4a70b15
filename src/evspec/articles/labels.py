"""What a label of a table is of: which specs, in which unit, under which conditions."""

from __future__ import annotations

import re
from functools import cache, cached_property, lru_cache
from typing import TYPE_CHECKING, Any, Final

from attrs import field, frozen

from evspec.articles.figure_specs import NARROW
from evspec.articles.layout import folded
from evspec.articles.words import tokens
from evspec.cycles import cycle_of, cycles_in
from evspec.packaged import packaged
from evspec.specs import SPECS
from evspec.units import SPELLINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from evspec.articles.words import Words

__all__ = ["Label", "Labels"]

_ASIDE: Final = re.compile(r"[(\[]([^()\[\]]{1,40})[)\]]")
_IN: Final = re.compile(r",? in ([^\s,;]+(?: ?/ ?100 ?km)?)$")
#: Footnote marks and what else stands behind a label.
_MARKS: Final = re.compile(r"[\s*†‡§¹²³⁴⁵⁶⁷⁸⁹⁰:]+$|\s?\[\d+\]$|\s?\d\)$")
#: The tables of words of which a label may be made.
_OF_LABELS: Final = frozenset({"specs", "labels", "qualifiers", "cycles"})
_WINDOW: Final = re.compile(r"(\d{1,2}) ?(?:%|auf|to|bis|-|->)+ ?(\d{2,3}) ?%")


@frozen
class Label:
    """What a label says.

    Attributes
    ----------
    keys
        The specs that it may be of, the likeliest first.
    unit
        The unit that it names, "" if none.
    qualifiers
        The conditions that it names.
    only_conditions
        Whether it has no word but conditions, so that the heading above it says of what it is.
    """

    keys: tuple[str, ...]
    unit: str = ""
    qualifiers: Mapping[str, str] = field(factory=dict)
    only_conditions: bool = False


@frozen(eq=False)
class Labels:
    """The labels of tables in one language: those of the catalog's specs, and those of the press."""

    words: Words

    @cached_property
    def _exact(self) -> Mapping[tuple[str, ...], str]:
        named = _messages(self.words.code)
        labels = [
            (key, label) for key, spec in SPECS.items() for label in (spec.label, named.get(spec.label))
        ]
        return {_spelled(label): key for key, label in labels if isinstance(label, str)}

    def exactly(self, text: str) -> bool:
        """Tell whether a text is a label and nothing else."""
        if not self.of(text).keys:
            return False
        found = tokens(_bare(text))
        if tuple(token.word for token in found) in self._exact:
            return True
        hits = [hit for hit in self.words.hits(found) if hit.table in _OF_LABELS]
        covered = {place for hit in hits for place in range(hit.first, hit.last + 1)}
        return all(n in covered or cycle_of(token.word) for n, token in enumerate(found))

    @cached_property
    def of(self) -> Callable[[str], Label]:
        """Return what a label says; the labels of a table are asked for again and again."""
        return lru_cache(maxsize=2048)(self._of)

    def _of(self, text: str) -> Label:
        plain = folded(text)
        asides = _ASIDE.findall(plain)
        bare = _bare(plain)
        named_units = (part.strip() for one in asides for part in re.split("[,;]", one))
        unit = next((part for part in named_units if part in SPELLINGS), "")
        named = _IN.search(bare)
        if named and named[1] in SPELLINGS:
            unit, bare = named[1], bare[: named.start()]
        found = tokens(bare)
        hits = self.words.hits(found)
        exact = self._exact.get(tuple(token.word for token in found))
        # a whole label before a part of one, the longer part before the shorter, the later before the earlier
        parts = [hit for hit in self.words.hits(tokens(plain)) if hit.table in {"labels", "specs"}]
        parts = [hit for hit in parts if hit.meaning in SPECS]
        parts.sort(key=lambda hit: (hit.table, hit.meaning not in NARROW, hit.first - hit.last, -hit.last))
        keys = dict.fromkeys([*([exact] if exact else []), *(hit.meaning for hit in parts)])
        covered = {
            place for hit in hits if hit.table in {"qualifiers", "labels"} and hit.meaning not in SPECS
            for place in range(hit.first, hit.last + 1)
        }  # fmt: skip
        is_condition = bool(found) and not keys and len(covered) == len(found)
        return Label(tuple(keys), unit, self._conditions(plain), is_condition)

    def _conditions(self, plain: str) -> dict[str, str]:
        found: dict[str, str] = {}
        spelled = tokens(plain)
        words = [token.word for token in spelled]
        for _, cycle in cycles_in(words):
            found["cycle"] = cycle
        for hit in self.words.hits(spelled):
            if hit.table == "cycles":
                found["cycle"] = hit.meaning
            elif hit.table == "qualifiers":
                name, _, told = hit.meaning.partition(" ")
                found.setdefault(name, told)
        window = _WINDOW.search(plain)
        if window:
            found["soc"] = f"{window[1]}-{window[2]} %"
        return found


def _bare(text: str) -> str:
    """Return a label without what stands in parentheses and behind it."""
    bare, before = _ASIDE.sub(" ", folded(text)), ""
    while bare != before:
        bare, before = _MARKS.sub("", bare).strip(), bare
    return bare


def _spelled(text: str) -> tuple[str, ...]:
    return tuple(token.word for token in tokens(text))


@cache
def _messages(code: str) -> Mapping[str, Any]:
    """Return what the rows of a table are called in a language, nothing in one without messages."""
    file = packaged("messages").joinpath(f"{code}.toml")
    if not file.is_file():
        return {}
    import tomli

    found: Mapping[str, Any] = tomli.loads(file.read_text(encoding="utf-8"))["messages"]
    return found
