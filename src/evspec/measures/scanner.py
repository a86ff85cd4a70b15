"""One pass over one text, piece by piece: numbers, units, bounds, cycles; what fits nowhere is refused."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import TYPE_CHECKING, Final, NoReturn

from evspec.confused import AMBIGUOUS, HINTS
from evspec.cycles import CYCLES
from evspec.errors import did_you_mean
from evspec.measures.lexicon import FOOTNOTES, Lexicon
from evspec.measures.tokens import DOUBTFUL, INDIAN, NUMBER, plain, read_number, refuse
from evspec.units import CENTS, PERIODS, SIBLINGS, SPELLINGS, Unit, find, refusal

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["SIGN", "Scanner"]

#: The sign of a number.
SIGN: Final = re.compile("[-+\u2212](?=[0-9.,])|minus +(?=[0-9])", re.IGNORECASE)
_DIGITS: Final = re.compile(r"[-+\u2212]?[0-9.]")
_SIGNS: Final = re.compile("([<>]=?|≤|≥|~|≈) *")
#: "sub-3.0 sec", "sub-five-second".
_SUB: Final = re.compile("sub(?:-| ?(?=[0-9]))", re.IGNORECASE)
_PHRASE: Final = re.compile(r"([^\W\d_](?:[^\W\d_]|['’.-](?=[^\W\d_]))*\.?) *")
# What is neither a letter nor a digit, and may be all of a unit or its beginning.
_MARKS: Final = "".join(
    sorted({sign for sign in "".join((*SPELLINGS, *CENTS)) if not sign.isalnum()} - {*" ()/^.-·"})
)
# What stands in parentheses behind a unit and belongs to it, such as "(US)"; and as "MPG(E)" has it.
_ASIDES: Final = {"(E)", *(aside for spelling in SPELLINGS for aside in re.findall(r"\(.*?\)", spelling))}
# A run of characters in which a unit may stand, and where in it the unit may end.
_RUN: Final = re.compile(
    rf"(?=[^\W\d_²³]|[{_MARKS}])(?:[^\W_²³]|[²³{_MARKS}·⋅*^./’-]|,(?=[0-9]{{3}}[, ])|(?<=/1),(?=000)"
    rf"|{'|'.join(map(re.escape, sorted(_ASIDES)))}| +(?=[^\W_]|[/·⋅*(°])){{1,60}}"
)
_STOP: Final = re.compile(rf"(?:[^\W_]|[²³])+|[){_MARKS}]")
#: What is said of an amount per something that has no price.
_NO_PRICE: Final = (
    "cannot read {!r}; an amount is per kWh, L, US gal, UK gal, a distance, month or year, "
    "like '0.30 EUR/kWh'"
)
_HYPHEN: Final = re.compile(r"-(?=[^\W\d_])| *")
_PERIOD: Final = re.compile(rf"(?:{'|'.join(PERIODS)})(?![^\W_])")
_WORD: Final = re.compile(r"[^\W\d_]+[.]?|\S")
#: The codes of the currencies that a sign may stand for, where one follows the number.
_CODES: Final = {
    sign: re.compile(rf" ?\(?({codes})\)?(?![^\W_])")
    for sign, codes in {
        "$": "USD|CAD|AUD|NZD|SGD|HKD|MXN", "¥": "CNY|JPY", "kr": "NOK|SEK|DKK|ISK", "Kr": "NOK|SEK|DKK|ISK",
    }.items()
}  # fmt: skip
#: The marks of a footnote behind a word, a unit or a bracket, and "[1]".
_NOTE: Final = re.compile(
    rf"(?:(?<=[\w)%°€£″”.\"])[*†‡]{{1,3}}|(?<=[^\W\d_]|[)%°€.])[{FOOTNOTES}]+|(?<=[^\W\d_]|[)%])\[[0-9]{{1,2}}\])(?![\w*†‡])"
)
_MILLION: Final = re.compile(r"(?<=[0-9])m(?:n|io)?\.?(?![^\W_])", re.IGNORECASE)
#: What stands in front of a unit: "600 WLTP-Kilometer".
_CYCLED: Final = re.compile(r"([A-Z0-9]+)-(?=[^\W\d_])")
#: What stands for cents that are none: "6.000,- EUR", "9090.–".
_EVEN: Final = re.compile(r"(?<=[0-9])(?:[,.][-–—]{1,2}|:-)(?=$|[ )*]|[^\w.,])")


class Scanner:
    """Where in a text the reading is, and what was met so far.

    Attributes
    ----------
    written
        The text as it was written.
    text
        The same with plain spaces, and without what says nothing; as long as it was written, so that
        places in it are places in that.
    at
        The place that is read next.
    cycle, bound
        What was stated of them.
    numbers
        The numbers as they stand in the text, with their signs.
    is_hinted
        Whether what it was refused with is advice for the very word that stands there.
    """

    def __init__(self, text: str, decimal: str | None, kind: str | None, lexicon: Lexicon) -> None:
        self.written = text
        self.lexicon = lexicon
        spaced = _NOTE.sub(_blank, plain(text, lexicon.known))
        self.text = _EVEN.sub(_blank, spaced)
        self.is_even = self.text != spaced
        self.decimal = decimal or "."
        self.is_sure = decimal is not None
        self.kind = kind
        self.siblings: Mapping[str, Unit] = SIBLINGS.get(kind or "", {})
        self.at = 0
        self.cycle: str | None = None
        self.bound: str | None = None
        self.numbers: list[str] = []
        self.is_hinted = False
        #: Whether no other language can read what was refused.
        self.is_final = False
        #: Whether the sign of a currency stood in front of the number.
        self.is_money = False
        #: Whether the words hold of numbers that rise alone.
        self.rises = False
        #: The numbers of a printing that have one mark before three digits, and where they start.
        self.doubtful: list[tuple[str, int]] = []
        #: What each number of a printing is to be multiplied with: 1000 of "thousand".
        self.multipliers: list[int] = []
        #: Where capitals stood that are kilometers only where a cycle was named, a plus in front of a
        #: number, a number that is grouped as in India, and a word between the ends of a state of charge.
        self.capitals: int | None = None
        self.plus: int | None = None
        self.indian: int | None = None
        self.window: int | None = None

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Step over a pattern if it matches here."""
        found = pattern.match(self.text, self.at)
        if found is not None:
            self.at = found.end()
        return found

    def take_before_number(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Step over a pattern if it matches here and a number follows, be it with its currency."""
        start = self.at
        found = self.take(pattern)
        if found is not None and not self.is_number():
            self.at, found = start, None
        return found

    def is_number(self) -> bool:
        """Return whether a number stands here, be it with its sign or its currency."""
        lexicon = self.lexicon
        return any(
            (_DIGITS.match(self.text, self.at), lexicon.number.match(self.text, self.at), self.money_ahead())
        )

    def money_ahead(self) -> re.Match[str] | None:
        """Return the currency that stands here in front of a number; None if none does."""
        return self.lexicon.money_ahead(self.text, self.at)

    def number(self, *, is_second: bool = False) -> Decimal:
        """Read one number with its sign, in digits or as a word up to twelve."""
        start = self.at
        sign = self.take(SIGN)
        if sign is not None and is_second and self.text[start - 1] != " ":
            self.fail("a sign after a dash is doubtful; write 'to' between the numbers", start)
        run = self.take(NUMBER)
        if run is None:
            word = self.take(self.lexicon.number)
            if word is None:
                self.fail_number()
            self.numbers.append(word[0])
            self.multipliers.append(1)
            spelled = word[0].lower()
            return Decimal(self.lexicon.numbers.get(spelled) or self.lexicon.further[spelled])
        self.numbers.append(self.text[start : self.at])
        spelled = run[0]
        if self.decimal == "." and INDIAN.fullmatch(spelled):
            self.indian = run.start()
            spelled = spelled.replace(",", "")
        elif not self.is_sure and DOUBTFUL.fullmatch(spelled):
            self.doubtful.append((spelled, run.start()))
        if sign is not None and sign[0] == "+":
            self.plus = start
        negative = sign is not None and sign[0] != "+"
        self.is_final = True
        number = read_number(spelled, self.decimal, self.written, run.start(), negative=negative)
        self.is_final = False
        size = self.take(self.lexicon.multiplier)
        many = 1 if size is None else self.lexicon.multipliers[(size[1] or size[0].strip()).lower()]
        if size is None and self.is_money and self.take(_MILLION):
            # "€1.2m", which is no length
            many = 10**6
        if many > 1 and not number:
            self.fail("a 0 has no thousands; write it without", start)
        self.multipliers.append(many)
        return number

    def unit(self) -> tuple[Unit, int]:
        """Read the longest unit that starts here, and return how many of it that is: "mil" are 10 km."""
        self.take(_HYPHEN)
        run = _RUN.match(self.text, self.at)
        if run is None:
            self.fail_unit("")
        words = run[0].rstrip(" ")
        stops = [len(words), *(stop.end() for stop in _STOP.finditer(words))]
        found = None
        while found is None:
            if not stops:
                led = _CYCLED.match(words)
                if self.cycle is None and led and led[1].lower() in self.lexicon.cycles:
                    # "600 WLTP-Kilometer"
                    self.cycle, self.at = self.lexicon.cycle_named(led[1]), self.at + led.end()
                    return self.unit()
                if self.cycle is None and self.read_cycle():
                    return self.unit()
                self.fail_unit(words)
            length = stops.pop()
            spelling = words[:length]
            if spelling in self.siblings:
                found = self.siblings[spelling], 1
            elif spelling == "KM":
                self.capitals, found = self.at, (find("km") or SPELLINGS["km"], 1)
            elif spelling in AMBIGUOUS and not self.is_metric_ton(spelling):
                self.fail_unit(spelling)
            else:
                found = self.lexicon.find(spelling)
        self.at += length
        # An abbreviation may keep its dot.
        if self.text.startswith(".", self.at) and words[length - 1].isalpha():
            self.at += 1
        return found

    def is_metric_ton(self, spelling: str) -> bool:
        """Tell whether "ton" is the metric one: where decimals have a comma, no other is meant."""
        return (
            self.decimal == "," and spelling == "ton" and "ton" in self.lexicon.language.words("units", "t")
        )

    def currency(self, prefix: re.Match[str]) -> Unit:
        """Return the currency that stood in front of a number, with what it is paid for if that follows."""
        name = prefix[1].removesuffix(".")
        if name in _CODES and (code := _CODES[name].match(self.text, self.at)):
            # "$41,350 USD"
            name, self.at = code[1], code.end()
        if name in AMBIGUOUS:
            self.fail(refusal(name), prefix.start())
        found = self.lexicon.find(name)
        if found is None:
            self.fail(refusal(name), prefix.start())
        start = self.at
        if self.take(self.lexicon.per) is None:
            return found[0]
        # "€0.30/kWh"
        period = self.take(_PERIOD)
        due = period[0] if period else self.unit()[0].symbol
        price = self.lexicon.find(f"{found[0].symbol}/{due}")
        if price is None:
            self.fail(_NO_PRICE.format(self.written[start : self.at].strip()), start)
        return price[0]

    def read_cycle(self) -> bool:
        """Read the name of a test cycle, if one stands here."""
        found = self.lexicon.cycle.match(self.text, self.at)
        if found is None:
            return False
        cycle = self.lexicon.cycle_named(found[1])
        if self.cycle not in {None, cycle}:
            self.fail(f"a second cycle beside {self.cycle}; a figure has one")
        self.cycle, self.at = cycle, found.end()
        return True

    def read_bound(self) -> str | None:
        """Read the words of a bound in front of a number, if some stand here."""
        sign = self.take(_SIGNS)
        if sign is not None:
            return self.lexicon.before[sign[1]]
        if self.take(_SUB):
            return "less than"
        bound = self._phrase(self.lexicon.before)
        if bound is not None:
            self.take(self.lexicon.articles)
        return bound

    def read_bound_behind(self) -> str | None:
        """Read the words of a bound behind a unit, if some stand here."""
        return self._phrase(self.lexicon.behind)

    def _phrase(self, phrases: Mapping[str, str]) -> str | None:
        """Read the longest phrase that starts here, and return what it means."""
        at, words, meaning = self.at, "", None
        for _ in range(self.lexicon.longest):
            word = _PHRASE.match(self.text, at)
            if word is None:
                break
            at = word.end()
            words = f"{words} {word[1]}".lstrip().lower().replace("’", "'")
            found = phrases.get(words)
            if found is not None:
                meaning, self.at = found, at
        return meaning

    def fail(self, message: str, at: int | None = None) -> NoReturn:
        """Refuse what stands at a place, or here."""
        refuse(message, self.written, self.at if at is None else at)

    def fail_number(self) -> NoReturn:
        """Refuse what stands here where a number should."""
        if self.at >= len(self.text):
            self.fail("a number is missing at the end; a figure reads like '514 km'")
        word = _WORD.match(self.text, self.at)
        found = word[0] if word else ""
        if found in AMBIGUOUS and not found.isalpha():
            self.fail(refusal(found))
        if self.text[self.at + len(found) :].lstrip(" ").startswith(":"):
            self.fail(f"{found!r} names what is told; leave it out of the figure")
        hint = self._hint(found, "a figure starts with a number or a bound, such as 'up to'")
        self.fail(f"{found!r} is not a number; {hint}")

    def fail_unit(self, words: str) -> NoReturn:
        """Refuse words that stand here where a unit should, or that none stand."""
        if not words:
            rest = self.written[self.at :].strip()
            if re.match(r"[/|] *[0-9]", rest):
                self.fail(f"a unit is missing before a second figure, {rest!r}; two figures are two texts")
            place = f"before {rest!r}" if rest else "at the end"
            self.fail(f"a unit is missing {place}; a figure is one number and its unit, like '514 km'")
        spelling = words if words in AMBIGUOUS else words.split(" ", maxsplit=1)[0]
        self.is_hinted = spelling in AMBIGUOUS
        self.fail(refusal(spelling, self.kind))

    def fail_rest(self, main: Unit) -> NoReturn:
        """Refuse what stands behind a figure and is no part of it."""
        rest = self.written[self.at :].strip()
        if main.kind.startswith("money ") and self.lexicon.per.match(self.text, self.at):
            self.fail(_NO_PRICE.format(rest))
        word = _WORD.match(rest.lstrip(", "))
        last = word[0] if word else ""
        folded = {name.lower(): name for name in CYCLES}
        # what is in capitals is the name of a cycle rather than a word
        near = did_you_mean(last.lower(), folded, cutoff=0.7 if last.isupper() else 0.75, names=folded)
        # "fast charging" is not the German "fast", which stands in front of a number
        hint = self._hint(last, "a figure ends with its unit or its cycle", HINTS)
        if near and not self.is_hinted:
            hint = f"the cycles are {', '.join(CYCLES)}{near}"
        self.fail(f"cannot read {rest!r}; {hint}")

    def _hint(self, word: str, otherwise: str, hints: Mapping[str, str] | None = None) -> str:
        hint = (self.lexicon.hints if hints is None else hints).get(word.lower())
        self.is_hinted = hint is not None
        return hint or otherwise


def _blank(found: re.Match[str]) -> str:
    """Return as many spaces, unless a superscript is that of a square or a cube."""
    is_power = found[0] in {"²", "³"} and found.string[found.start() - 1] in "mt"
    return found[0] if is_power else " " * len(found[0])
