"""The grammar: from a text that a person wrote to what it states, or a refusal.

::

    text     = [cycle [":"]] figure {"," cycle | "(" item {"," item} ")" | "/" printing | cycle}
    figure   = [bound] printing [bound] | "between" number "and" number unit
    printing = [number (dash | "to")] number unit | currency number [dash number]
             | hours ":" minutes unit | hours "h" minutes ["min"]
    item     = printing [cycle] | cycle

Whatever does not fit is refused with the column and with what would be right; nothing is guessed
and nothing is computed.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final, NamedTuple, NoReturn

from evspec.measures.figures import RECIPROCAL, SWAPPED
from evspec.measures.tokens import (
    DASHES,
    LETTERS,
    NUMBER,
    bound_after,
    bound_before,
    cycle_at,
    plain,
    read_number,
    refuse,
)
from evspec.measures.words import HINTS, JOINERS, SPANS, TO
from evspec.units import AMBIGUOUS, KINDS, SPELLINGS, Unit, find, refusal
from evspec.units import unit as find_unit

__all__ = ["Printing", "Stated", "read"]

_MONEY: Final = [unit for kind, units in KINDS.items() if kind.startswith("money ") for unit in units]
_CODES: Final = "|".join(unit.symbol for unit in _MONEY)
# "$" stands for none of them, which is said where it is read.
_MARKS: Final = [mark for unit in _MONEY for mark in unit.spellings if not mark[-1].isalnum()] + ["$"]

_SPACES: Final = re.compile(" *")
_SIGN: Final = re.compile("[-+\u2212](?=[0-9.,])")
_DASH: Final = re.compile(rf" *(?:[{DASHES}]|\b(?:{'|'.join(JOINERS)})\b) *")
_PLUS: Final = re.compile(r"\+")
_CLOCK: Final = re.compile(r"([0-9]{1,6}):([0-9]{2})(?![0-9:])")
_HOURS: Final = re.compile(r"([0-9]{1,3}) *h *([0-9]{2})(?= *(?:$|[(),;]))")
_CURRENCY: Final = rf"({'|'.join(map(re.escape, _MARKS))}|(?:{_CODES})\b) *(?=[0-9])"
_PREFIX: Final = re.compile(_CURRENCY)
# What is neither a letter nor a digit, and may be all of a unit or its beginning.
_SIGNS: Final = "".join(sorted({sign for sign in "".join(SPELLINGS) if not sign.isalnum()} - {*" ()/^.-·"}))
# What stands in parentheses behind a unit and belongs to it, such as "(US)"; and as "MPG(E)" has it.
_ASIDES: Final = {"(E)", *(aside for spelling in SPELLINGS for aside in re.findall(r"\(.*?\)", spelling))}
# A run of characters in which a unit may stand, and where in it the unit may end.
_RUN: Final = re.compile(
    rf"(?=[A-Za-z{LETTERS}{_SIGNS}])(?:[A-Za-z{LETTERS}0-9²³{_SIGNS}·⋅*^./-]"
    rf"|{'|'.join(map(re.escape, sorted(_ASIDES)))}| +(?=[A-Za-z0-9/·⋅*(°])){{1,60}}"
)
_STOP: Final = re.compile(rf"[A-Za-z{LETTERS}0-9²³]+|[){_SIGNS}]")
_HYPHEN: Final = re.compile("-(?=[A-Za-z])| *")
_MINUTES: Final = re.compile(" *(?=[0-9])")
_WORD: Final = re.compile(r"[^\W\d_]+[.]?|\S")
_OPEN: Final = re.compile(r" *\( *")
_CLOSE: Final = re.compile(r" *\)")
_NEXT: Final = re.compile(" *[,;/] *")
_SLASH: Final = re.compile(" */ *(?=[0-9])")
_COMMA: Final = re.compile(" *,? *")
_COLON: Final = re.compile(" *:? *")
_SPAN: Final = re.compile(rf"({'|'.join(SPANS)}) +(?=[-+\u2212]?[0-9.]|{_CURRENCY})", re.IGNORECASE)


class Printing(NamedTuple):
    """One number or range with its unit, as it stands in a text.

    Attributes
    ----------
    low, high
        The ends, equal if it is one number.
    bound
        What it says of the true value.
    unit
        Its unit.
    clock
        The unit in which it was written as on a clock.
    at
        Where in the text it starts.
    """

    low: Decimal
    high: Decimal
    bound: str
    unit: Unit
    clock: Unit | None
    at: int


class Stated(NamedTuple):
    """What a text states.

    Attributes
    ----------
    printings
        The figure as it is printed, once or several times.
    cycle
        The test cycle, which is that of every printing.
    numbers
        The numbers as they stand in the text, with their signs; a clock's are not among them.
    """

    printings: list[Printing]
    cycle: str | None
    numbers: list[str]


def read(text: str, decimal: str = ".") -> Stated:
    """Return what a text states.

    Parameters
    ----------
    text
        At most 200 characters.
    decimal
        The decimal mark, "." or ",".

    Raises
    ------
    evspec.errors.ParseError
        If the text is not one figure, or only doubtfully.
    """
    return _Reader(text, decimal).read()


class _Reader:
    """One pass over one text."""

    def __init__(self, text: str, decimal: str) -> None:
        self.written = text
        # as long as it was written, so that places in it are places in that
        self.text = plain(text)
        self.decimal = decimal
        self.at = 0
        self.cycle: str | None = None
        self.bound: str | None = None
        self.numbers: list[str] = []

    def read(self) -> Stated:
        self.take(_SPACES)
        if self.read_cycle():
            self.take(_COLON)
        self.bound, self.at = bound_before(self.text, self.at)
        if self.read_cycle():
            self.take(_SPACES)
        printings = [self.printing()]
        self.take(_SPACES)
        trail, self.at = bound_after(self.text, self.at)
        if trail is not None:
            self.bind(trail)
        while self.take(_SPACES) and self.at < len(self.text):
            self.rest(printings)
        main = printings[0].unit
        return Stated([self.bounded(each, main) for each in printings], self.cycle, self.numbers)

    def rest(self, printings: list[Printing]) -> None:
        """Read what may follow the figure: other printings of it and the cycle."""
        if self.take(_OPEN):
            while True:
                if not self.read_cycle():
                    printings.append(self.printing())
                    self.take(_SPACES)
                    self.read_cycle()
                if not self.take(_NEXT):
                    break
            if not self.take(_CLOSE):
                self.fail("the parenthesis is not closed here")
        elif self.take(_SLASH):
            printings.append(self.printing())
        else:
            start = self.at
            self.take(_COMMA)
            if not self.read_cycle():
                self.at = start
                self.fail_rest()

    def printing(self) -> Printing:
        """Read a number or a range with its unit."""
        span = self.take(_SPAN)
        at = self.at
        if (clock := self.take(_CLOCK)) is not None:
            return self.clock(clock, at)
        if (clock := self.take(_HOURS)) is not None:
            return self.timed(clock, find_unit("h"), at)
        currency = self.take(_PREFIX)
        first = self.number()
        if currency is not None:
            second = self.second(span, currency[1])
            return self.made(first, first if second is None else second, self.currency(currency), at)
        if (second := self.second(span)) is not None:
            return self.range(first, second, None, at)
        if self.take(_PLUS):
            self.bind("at least")
        own = self.unit()
        if (timed := self.smaller(first, own, at)) is not None:
            return timed
        if (second := self.second(span)) is not None:
            return self.range(first, second, own, at)
        if span is not None:
            self.fail(f"{span[1]!r} needs a second number", at)
        return self.made(first, first, own, at)

    def range(self, first: Decimal, second: Decimal, own: Unit | None, at: int) -> Printing:
        """Read the unit of a range, whose first number may have brought its own."""
        self.take(_HYPHEN)
        there = self.at
        shared = self.unit()
        if own is not None and own is not shared:
            self.fail(
                f"the ends are in {own.symbol!r} and in {shared.symbol!r}; write both in one unit", there
            )
        if first == second:
            self.fail("both ends are the same number; write it once", at)
        return self.made(first, second, shared, at)

    def second(self, span: re.Match[str] | None, currency: str = "") -> Decimal | None:
        """Read the second number of a range, if one follows."""
        start = self.at
        found = self.take(_DASH)
        if currency and self.text.startswith(currency, self.at):
            self.at += len(currency)
        if found is None or not (_SIGN.match(self.text, self.at) or NUMBER.match(self.text, self.at)):
            self.at = start
            return None
        word = found[0].strip(" ")
        if span is not None:
            wanted = SPANS[span[1].lower()]
            if word not in wanted:
                right = " or ".join(map(repr, wanted))
                self.fail(f"{span[1]!r} wants {right} before the second number", start)
        elif word.isalpha() and word not in TO:
            self.fail(
                f"{word!r} joins two figures, not the ends of one; write 'between' in front or '-'", start
            )
        return self.number(after_dash=found[0])

    def number(self, after_dash: str | None = None) -> Decimal:
        """Read one number with its sign."""
        start = self.at
        sign = self.take(_SIGN)
        if sign is not None and after_dash is not None and after_dash[-1] != " ":
            self.fail("a sign after a dash is doubtful; write 'to' between the numbers", start)
        run = self.take(NUMBER)
        if run is None:
            self.fail_number()
        self.numbers.append(self.text[start : self.at])
        negative = sign is not None and sign[0] != "+"
        return read_number(run[0], self.decimal, self.written, run.start(), negative=negative)

    def clock(self, clock: re.Match[str], at: int) -> Printing:
        """Read hours and minutes with a colon between; they are kept as minutes."""
        self.take(_HYPHEN)
        there = self.at
        own = self.unit()
        if own.symbol not in {"h", "min"}:
            self.fail(f"{clock[0]!r} reads like a time, but {own.symbol!r} is no unit of it", there)
        return self.timed(clock, own, at)

    def timed(self, clock: re.Match[str], own: Unit, at: int) -> Printing:
        """Return what a clock says, in sixtieths of its unit."""
        large, small = int(clock[1]), int(clock[2])
        if small > 59:
            self.fail(f"{clock[0]!r} has more than 59 sixtieths", at)
        return _sixtieths(large, small, own, at)

    def smaller(self, first: Decimal, own: Unit, at: int) -> Printing | None:
        """Read the minutes that follow hours ("1 h 20 min"), or the seconds that follow minutes."""
        if own.symbol not in {"h", "min"} or self.take(_MINUTES) is None:
            return None
        start = self.at
        second = self.number()
        self.take(_HYPHEN)
        there = self.at
        part = _part(own)
        if self.unit() is not part:
            self.fail(f"after {own.symbol!r} only {part.symbol!r} can follow", there)
        whole = int(first)
        if first != whole or int(second) != second or not 0 <= second < 60 or not 0 <= whole < 10**6:
            self.fail("minutes and seconds are whole numbers below 60, hours whole ones", start)
        return _sixtieths(whole, int(second), own, at)

    def currency(self, prefix: re.Match[str]) -> Unit:
        """Return the currency that stood in front of a number."""
        if prefix[1] in AMBIGUOUS:
            self.fail(refusal(prefix[1]), prefix.start())
        return SPELLINGS[prefix[1]]

    def unit(self) -> Unit:
        """Read the longest unit that starts here."""
        self.take(_HYPHEN)
        run = _RUN.match(self.text, self.at)
        if run is None:
            self.fail_unit("")
        words = run[0].rstrip(" ")
        stops = [len(words), *(stop.end() for stop in _STOP.finditer(words))]
        found = None
        while found is None:
            if not stops:
                self.fail_unit(words)
            length = stops.pop()
            if words[:length] in AMBIGUOUS:
                self.fail_unit(words[:length])
            found = find(words[:length])
        self.at += length
        # An abbreviation may keep its dot.
        if self.text.startswith(".", self.at) and words[length - 1].isalpha():
            self.at += 1
        return found

    def read_cycle(self) -> bool:
        """Read the name of a test cycle, if one stands here."""
        cycle, end = cycle_at(self.text, self.at)
        if cycle is None:
            return False
        if self.cycle not in {None, cycle}:
            self.fail(f"a second cycle beside {self.cycle}; a figure has one")
        self.cycle, self.at = cycle, end
        return True

    def bounded(self, printing: Printing, main: Unit) -> Printing:
        """Return a printing with the bound that was stated of the first, and so of all."""
        if self.bound is None:
            return printing
        if printing.bound == "between":
            message = f"a range is not {self.bound!r} as well; write one of the two"
            self.fail(message, printing.at)
        # The words stood in front of the first printing; upside down they read the other way.
        turned = printing.unit.inverted != main.inverted
        return printing._replace(bound=SWAPPED[self.bound] if turned else self.bound)

    def bind(self, bound: str) -> None:
        if self.bound is not None:
            self.fail(f"a second bound beside {self.bound!r}; a figure has one")
        self.bound = bound

    def made(self, first: Decimal, second: Decimal, shown: Unit, at: int) -> Printing:
        """Return the printing, unless it has no reciprocal and needs one."""
        low, high = (first, second) if first <= second else (second, first)
        if low <= 0 and shown.kind in RECIPROCAL:
            self.fail(f"a {shown.kind} is more than 0", at)
        return Printing(low, high, "exact" if low == high else "between", shown, None, at)

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Step over a pattern if it matches here."""
        found = pattern.match(self.text, self.at)
        if found is not None:
            self.at = found.end()
        return found

    def fail(self, message: str, at: int | None = None) -> NoReturn:
        refuse(message, self.written, self.at if at is None else at)

    def fail_number(self) -> NoReturn:
        if self.at >= len(self.text):
            self.fail("a number is missing at the end; a figure reads like '514 km'")
        word = _WORD.match(self.text, self.at)
        found = word[0] if word else ""
        if found in AMBIGUOUS:
            self.fail(refusal(found))
        hint = HINTS.get(found.lower(), "a figure starts with a number or a bound, such as 'up to'")
        self.fail(f"{found!r} is not a number; {hint}")

    def fail_unit(self, words: str) -> NoReturn:
        if not words:
            rest = self.written[self.at :].strip()
            place = f"before {rest!r}" if rest else "at the end"
            self.fail(f"a unit is missing {place}; a figure is one number and its unit, like '514 km'")
        spelling = words if words in AMBIGUOUS else words.split(" ", maxsplit=1)[0]
        self.fail(refusal(spelling))

    def fail_rest(self) -> NoReturn:
        rest = self.written[self.at :].strip()
        word = _WORD.match(rest.lstrip(", "))
        hint = HINTS.get(word[0].lower() if word else "", "a figure ends with its unit or its cycle")
        self.fail(f"cannot read {rest!r}; {hint}")


def _part(own: Unit) -> Unit:
    """Return the unit of the sixtieth part."""
    return find_unit("min" if own.symbol == "h" else "s")


def _sixtieths(large: int, small: int, own: Unit, at: int) -> Printing:
    value = Decimal(large * 60 + small)
    return Printing(value, value, "exact", _part(own), own, at)
