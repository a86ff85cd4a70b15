"""The words of one language as the grammar looks for them: English with those of another, or alone."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Final

from evspec.confused import HINTS
from evspec.cycles import CYCLES
from evspec.growing import reserves, when_grown
from evspec.languages import Language, every, one_of
from evspec.measures.words import ENGLISH, SIGNS
from evspec.units import KINDS, SPELLINGS, Unit, find, find_in

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Mapping

__all__ = ["CORE", "FOOTNOTES", "Lexicon", "lexicons"]

#: The tables whose words may have letters of their own.
_READ: Final = ("units", "numbers", "further", "multipliers", "cycles", "words", "conditions")
#: Dashes between two numbers: hyphen-minus, hyphen, no-break hyphen, en dash, em dash.
_DASHES: Final = "\\-\u2010\u2011\u2013\u2014"
#: Marks of a footnote; a superscript 2 or 3 may be that of a unit.
FOOTNOTES: Final = "*†‡⁰¹²³⁴⁵⁶⁷⁸⁹⁾"
_MONEY: Final = [unit for kind, units in KINDS.items() if kind.startswith("money ") for unit in units]
_NAMED: Final = [word for unit in _MONEY for word in unit.spellings if word[-1].isalnum()]
_SIGNED: Final = [word for unit in _MONEY for word in unit.spellings if not word[-1].isalnum()]
#: A multiplier that is no word of its own.
_ATTACHED: Final = "(?<=[0-9])k(?![^\\W_])| k(?= ?[€£$])| ?万"
# Besides ASCII: the minus sign, the apostrophe of 1’234, the dot of a product, feet, ten thousands.
_MARKS: Final = "½¼¾\u2010\u2011\u2013\u2014\u2212’⋅\u2032“万¢₂" + FOOTNOTES


@cache
def _currency() -> re.Pattern[str]:
    """Return what finds a currency in front of a number: by its sign, or by its name or code."""
    names = f"(?:{one_of([*_NAMED, 'kr', 'Kr'])})(?![^\\W\\d_])\\.?"
    return re.compile(f"({one_of([*_SIGNED, '$', '¥'])}|{names}) *(?=[0-9])")


def _names(units: Iterable[Unit]) -> list[str]:
    """Return the names of currencies that a program added."""
    return [word for unit in units if unit not in _MONEY for word in unit.spellings]


class Lexicon:
    """The words of a language, with those of English that any text may have.

    Attributes
    ----------
    language
        The language; English stands for itself.
    """

    def __init__(self, language: Language) -> None:
        self.language = language
        self._both = (ENGLISH,) if language is ENGLISH else (ENGLISH, language)
        #: What stands in front of a number or behind a unit, and the bound that it means.
        self.before = self._meanings("before") | SIGNS
        self.behind = self._meanings("behind")
        self.longest = max(phrase.count(" ") + 1 for phrase in (*self.before, *self.behind))
        #: What stands in front of two ends, with what then stands between them.
        between, ranges = self._joined("between"), self._joined("from")
        self.pairs = between.values()
        self.spans = {lead: between.get(lead, ()) + ranges.get(lead, ()) for lead in (*between, *ranges)}
        #: Those of them that tell of a change where the second number is the smaller one.
        self.changes = frozenset(ranges)
        #: What of a price means "at least", and of anything else does not say which end it is.
        self.starting = {word.lower() for one in self._both for word in one.words("starting", "words")}
        #: What stands between two ends with nothing in front, and between those of a state of charge.
        self.to, self.percent = (frozenset(self._words(meaning)) for meaning in ("to", "percent"))
        self.numbers = {word: int(number) for word, number in self._meanings("numbers").items()}
        #: Those beyond twelve, and halves and quarters.
        self.further = self._meanings("further")
        self.multipliers = {word: int(size) for word, size in self._meanings("multipliers").items()}
        self.multipliers |= {"k": 1000, "万": 10_000}
        #: The words that state a condition, such as "netto", and which: "basis net".
        self.conditions = self._meanings("conditions")
        self.hints = dict(HINTS)
        for meaning in ("nearly", "well"):
            self.hints |= dict.fromkeys(language.words("words", meaning), HINTS[meaning])
        every = {name: cycle for cycle, others in CYCLES.items() for name in (cycle, *others)}
        self.cycles = {name.lower().replace("-", " "): cycle for name, cycle in every.items()}
        self.cycles |= {word.replace("-", " "): cycle for word, cycle in self._meanings("cycles").items()}
        letters = "".join((*SPELLINGS, *self.cycles, *self.before, *self.behind, *self.spans, *self.starting))
        letters += "".join(word for one in self._both for table in _READ for word in one.meanings(table))
        #: The characters that are not ASCII and have a place in a figure.
        self.known = frozenset(letters + letters.upper() + _MARKS)
        self._compile()

    @property
    def taken(self) -> Mapping[str, Container[str]]:
        """The words that stand around a number, by what they are there for, in lower case."""
        own = set(self._meanings("words"))
        joiners = {joiner for each in self.spans.values() for joiner in each}
        return {
            "a bound": {*self.before, *self.behind, *self.spans, *self.starting, *self.hints},
            "a number": {*self.numbers, *self.further, *self.multipliers},
            "a unit": {word.lower() for word in self.language.meanings("units")},
            "a word beside a figure": own | joiners | {*self.to, *self.percent},
        }

    def _meanings(self, table: str) -> dict[str, str]:
        return {word.lower(): meaning for one in self._both for word, meaning in one.meanings(table).items()}

    def _words(self, meaning: str) -> list[str]:
        return [word for one in self._both for word in one.words("words", meaning)]

    def _joined(self, table: str) -> dict[str, tuple[str, ...]]:
        return {lead.lower(): joiners for one in self._both for lead, joiners in one.tables[table].items()}

    def _compile(self) -> None:
        """Compile what is looked for."""
        joiners = {*self.to, *self.percent, *(joiner for each in self.spans.values() for joiner in each)}
        hours = one_of(word for word, symbol in self.language.meanings("units").items() if symbol == "h")
        spelled = f"(?:{one_of((*self.numbers, *self.further))})(?:(?<=')|(?=[ -]))"
        # "eine Viertelstunde"
        spelled = f"(?:(?:{one_of(self.further)})(?=(?:{hours})(?![^\\W_]))|{spelled})"
        self.number = re.compile(spelled, re.IGNORECASE)
        #: What follows the unit of a number that is a half more: "une heure et demie".
        self.half = re.compile(rf" (?:{one_of(self._words('half'))})(?![^\W_])", re.IGNORECASE)
        #: An hour and a half without its one: "hora y media".
        self.hour_and_half = re.compile(rf"(?:{hours}){self.half.pattern}", re.IGNORECASE)
        #: What stands in front of how long something takes: "in 3.8 seconds".
        self.during = re.compile(rf"({one_of(self._words('during'))}) +", re.IGNORECASE)
        article = f"(?:(?:{one_of(self._words('articles'))}) +)?"
        # "18- bis 21-Zoll" has a hyphen for what its first number lacks
        self.dash = re.compile(
            rf"(?:(?<=[0-9])-(?= +[^\W\d_]))? *([{_DASHES}]|(?<![^\W\d_])(?:{one_of(joiners)})(?![^\W\d_])) *"
            f"{article}"
        )
        pairs = one_of({joiner for each in self.pairs for joiner in each} - self.to)
        #: What parts minutes from hours: "1 h 20 min", "1 hour and 20 minutes".
        self.sixtieths = re.compile(rf" *(?:({pairs}) +)?(?=[0-9]|{spelled})")
        abroad = self.language.meanings("units")
        money = [word for word, symbol in abroad.items() if f"money {symbol}" in KINDS]
        money += [word for one in KINDS if one.startswith("money ") for word in _names(KINDS[one])]
        named = one_of(money)
        self.currency = re.compile(rf"({named})(?![^\W\d_])\.? *(?=[0-9])")
        self.lead = re.compile(rf"({one_of((*self.spans, *self.starting))}) +{article}", re.IGNORECASE)
        longer = one_of(word for word in self.multipliers if len(word) > 1)
        self.multiplier = re.compile(rf"[ -]?({longer})(?:(?<=')|(?![^\W_]))\.?|{_ATTACHED}", re.IGNORECASE)
        self.articles, self.only, self.again = (
            re.compile(f"{before}(?:{one_of(self._words(meaning))}){behind} +", re.IGNORECASE)
            for before, meaning, behind in (("", "articles", ""), ("", "only", ""), (",? *", "again", ",?"))
        )
        per = one_of(["per", *self._words("per")])
        #: What parts an amount from what it is paid for.
        self.per = re.compile(rf" ?/ ?(?=[^\W\d_])| (?:{per}) (?=[^\W\d_])")
        about, ahead = self._words("cycle"), self._words("cycle of")
        names = one_of(self.cycles).replace("\\ ", "[ -]")
        # a cycle's name, with the words that add nothing to it
        self.cycle = re.compile(
            rf"(?:(?:{one_of((*about, *ahead))})[ -]+){{0,6}}({names})"
            rf"(?:[ -](?:{one_of(about)})(?![^\W_])\.?){{0,4}}(?![\w-])",
            re.IGNORECASE,
        )

    def money_ahead(self, text: str, at: int) -> re.Match[str] | None:
        """Return the currency that stands in front of a number here; None if none does."""
        return _currency().match(text, at) or self.currency.match(text, at)

    def find(self, spelling: str) -> tuple[Unit, int] | None:
        """Return the unit that is spelled so, and how many of it that is; None if there is none."""
        return _find(self, spelling)

    def cycle_named(self, found: str) -> str:
        """Return the cycle of what `cycle` matched."""
        return self.cycles[found.lower().replace("-", " ")]


@lru_cache(maxsize=4096)
def _find(lexicon: Lexicon, spelling: str) -> tuple[Unit, int] | None:
    found = find(spelling)
    if found is not None:
        return found, 1
    return None if lexicon.language is ENGLISH else find_in(lexicon.language, spelling)


#: The words that any text may have. It is another one when there are more units or cycles than before.
CORE = Lexicon(ENGLISH)


@when_grown
def _renew() -> None:
    global CORE  # noqa: PLW0603  the one of the process, replaced whole
    CORE = Lexicon(ENGLISH)


def lexicons() -> tuple[Lexicon, ...]:
    """Return those of the other languages, which are read now if they were not before."""
    return _lexicons(CORE)


@lru_cache(maxsize=1)
def _lexicons(_core: Lexicon) -> tuple[Lexicon, ...]:
    """Return those that belong to one of English: as many units and cycles are known to them."""
    return tuple(map(Lexicon, every()))


@reserves
def _meaning(word: str) -> str:
    """Return what a word means in a figure of any language, "" for nothing."""
    lower, unit = word.lower().replace("-", " "), find(word)
    if unit is not None:
        return f"the unit {unit.symbol!r}"
    for lexicon in (CORE, *lexicons()):
        for meaning, words in lexicon.taken.items():
            if lower in words:
                return f"{meaning} in {lexicon.language.name}"
        if lower in lexicon.conditions:
            return f"the condition {lexicon.conditions[lower].split()[0]!r} in {lexicon.language.name}"
        if lower in lexicon.cycles:
            return f"the test cycle {lexicon.cycles[lower]}"
    return ""
