"""The grammar: from a text that a person wrote to what it states, or a refusal.

::

    text     = [cycle [":"]] ["in"] figure {"," cycle | "(" item {"," item} ")" | "/" printing | cycle}
    figure   = [bound] printing [bound | "+"] | "between" number "and" number unit | "from" price
    printing = [number (dash | "to")] number unit | currency number [dash number]
             | hours ":" minutes unit | hours "h" minutes ["min"] | feet "ft" inches "in"
    item     = ["or"] ["about"] printing [cycle] | cycle | unit
    number   = digits ["thousand" | "million" | …] | "one" … "twelve" | "half an" | "twenty" | …

Whatever does not fit is refused with the column and with what would be right; nothing is guessed
and nothing is computed.
"""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final, NoReturn

from evspec.errors import ParseError
from evspec.measures.figures import RECIPROCAL, SWAPPED, cycle_refusal, is_in_reach
from evspec.measures.scanner import SIGN, Scanner
from evspec.measures.stated import Printing, Stated
from evspec.measures.tokens import MOST, NUMBER, doubt, in_inches, times
from evspec.units import SPELLINGS, Unit, refusal
from evspec.units import unit as find_unit

__all__ = ["Reader"]

_SPACES: Final = re.compile(" *")
_PLUS: Final = re.compile(r"\+|-plus(?= )")
_PLUS_BEHIND: Final = re.compile(r" *\+(?= *(?:$|[(,;/]| [A-Za-z]))|-plus(?![^\W_])")
_CLOCK: Final = re.compile(r"([0-9]{1,6}):([0-9]{2})(?![0-9:])")
_HOURS: Final = re.compile(
    r"([0-9]{1,3})(?: *h *([0-9]{2})(?= *(?:$|[(),;/]))| ?h([0-9]{1,2}) ?m(?:in|n)?\.?(?![^\W_])"
    r"| ?t ([0-9]{1,2}) ?min(?:utt(?:er)?)?\.?(?![^\W_]))"
)
_FEET: Final = re.compile(
    r"([0-9]{1,3})(?: *(?:ft\.?|feet|foot)[ -]*,? *|['’\u2032] ?)([0-9]{1,2}(?:\.[0-9]+)?)"
    r"(?:[ -]*in(?:ch(?:es)?)?\.?(?![^\W_])|''|[\"”″])",
    re.IGNORECASE,
)
_HYPHEN: Final = re.compile("-(?=[A-Za-z])| *")
_M: Final = re.compile(r" *m(?![^\W_])")
_OPEN: Final = re.compile(r" *\( *")
_CLOSE: Final = re.compile(r" *\)")
_NEXT: Final = re.compile(" *[,;/] *")
_SLASH: Final = re.compile(" */ *(?=[0-9])")
_COMMA: Final = re.compile(" *,? *")
_COLON: Final = re.compile(" *:? *")
_LETTER: Final = re.compile(r"[^\W\d_]")
_FIGURE: Final = re.compile(r"[-+\u2212]?[.,]?[0-9]|[~≈<>≤≥]")


class Reader(Scanner):
    """One pass over one text in one language."""

    def read(self) -> Stated:
        """Read the whole text."""
        self.take(_SPACES)
        if self.read_cycle():
            self.take(_COLON)
        self.take_before_number(self.lexicon.only)
        self.bound = self.read_bound()
        start = self.at
        # "en dessous de" is a bound
        during = self.take(self.lexicon.during) if self.bound is None else None
        if during is not None:
            self.take_before_number(self.lexicon.only)
            self.bound = self.read_bound()
        if self.read_cycle():
            self.take(_SPACES)
        printings = [self.printing()]
        if self.take(_PLUS_BEHIND):
            self.bind("at least")
        self.take(_SPACES)
        trail = self.read_bound_behind()
        if trail is not None:
            self.bind(trail)
        while self.take(_SPACES) and self.at < len(self.text):
            self.rest(printings)
        main = printings[0].unit
        if during is not None and main.kind != "duration":
            self.fail(f"{during[1]!r} stands before a time, and {main.symbol!r} is no unit of one", start)
        if self.capitals is not None and self.cycle is None:
            self.fail(refusal("KM"), self.capitals)
        if self.cycle is not None and (words := cycle_refusal(main)):
            self.fail(words, printings[0].at)
        return Stated([self.bounded(each, main) for each in printings], self.cycle, self.numbers, self.rises)

    def rest(self, printings: list[Printing]) -> None:
        """Read what may follow the figure: other printings of it and the cycle."""
        if self.take(_OPEN):
            while True:
                if not self.read_cycle() and not self.repeated(printings[0].unit):
                    printings.append(self.other())
                    self.take(_SPACES)
                    self.read_cycle()
                if not self.take(_NEXT):
                    break
            if not self.take(_CLOSE):
                self.fail_inside()
        elif self.take(_SLASH):
            printings.append(self.printing())
        elif self.again():
            printings.append(self.other())
        else:
            start = self.at
            self.take(_COMMA)
            if not self.read_cycle():
                self.at = start
                self.fail_rest(printings[0].unit)

    def repeated(self, main: Unit) -> bool:
        """Step over the unit of the figure, where it is said again: "660 newtonmeter (Nm)"."""
        start = self.at
        if not _LETTER.match(self.text, self.at):
            return False
        try:
            again, size = self.unit()
        except ParseError:
            again, size = main, 0
        if again is main and size == 1 and _CLOSE.match(self.text, self.at):
            return True
        self.at = start
        return False

    def again(self) -> bool:
        """Step over what stands in front of a second printing: "or", "also", "i.e."."""
        start = self.at
        if self.take(self.lexicon.again) and _FIGURE.match(self.text, self.at):
            return True
        self.at = start
        return False

    def other(self) -> Printing:
        """Read a second printing of the figure."""
        start = self.at
        self.again()
        bound = (
            self.read_bound() if not _FIGURE.match(self.text, self.at) or self.text[self.at] in "~≈" else None
        )
        is_number = _FIGURE.match(self.text, self.at) or self.money_ahead()
        if bound not in {None, "about", self.bound} or not is_number:
            self.at = start
            self.fail_inside()
        printing = self.printing()
        if bound == "about" and printing.bound == "exact":
            return printing._replace(bound=bound)
        return printing

    def fail_inside(self) -> NoReturn:
        """Refuse what stands in parentheses and is neither a printing nor a cycle."""
        rest = self.text.partition(")")[0][self.at :].strip()
        if not rest or ")" not in self.text[self.at :]:
            self.fail("the parenthesis is not closed here")
        self.fail(
            f"{rest!r} in parentheses is a remark; leave it out of the figure, or tell it as a note or hedge"
        )

    def printing(self) -> Printing:
        """Read a number or a range with its unit."""
        self.doubtful, self.multipliers, self.indian, self.window = [], [], None, None
        lead = self.take_before_number(self.lexicon.lead)
        at = self.at
        if (feet := self.take(_FEET)) is not None:
            inches = in_inches(int(feet[1]), feet[2])
            return self.led(lead, Printing(inches, inches, "exact", SPELLINGS["in"], None, at))
        if (clock := self.take(_CLOCK)) is not None:
            return self.led(lead, self.clock(clock, at))
        if (clock := self.take(_HOURS)) is not None:
            minutes = int(clock[2] or clock[3] or clock[4])
            return self.led(lead, self.timed(clock[0], int(clock[1]), minutes, find_unit("h"), at))
        if self.take(self.lexicon.hour_and_half) is not None:
            # "hora y media"
            whole_and_half = Decimal("1.5")
            return self.led(lead, self.made(whole_and_half, whole_and_half, find_unit("h"), at))
        currency = self.money_ahead()
        self.is_money = currency is not None
        self.at = self.at if currency is None else currency.end()
        first = self.number()
        if currency is not None:
            second = self.second(lead, first, currency[1])
            made = self.made(first, first if second is None else second, self.currency(currency), at)
            return made if second is not None else self.led(lead, made)
        if (second := self.second(lead, first)) is not None:
            return self.range(first, second, None, at)
        if self.take(_PLUS):
            self.bind("at least")
        own, size = self.unit()
        if (timed := self.smaller(first, own, at, has_lead=lead is not None)) is not None:
            return self.led(lead, timed)
        if (second := self.second(lead, first)) is not None:
            return self.range(first, second, own, at)
        return self.led(lead, self.made(first, first, own, at, size))

    def led(self, lead: re.Match[str] | None, printing: Printing) -> Printing:
        """Return one number with what "from" in front makes of it: "at least", of money alone."""
        if lead is None:
            return printing
        if lead[1].lower() not in self.lexicon.starting:
            self.fail(f"{lead[1]!r} needs a second number", printing.at)
        if not printing.unit.kind.startswith(("money ", "price ")):
            self.fail(
                f"{lead[1]!r} needs a second number, or a price, of which it is the least; "
                f"{self.lexicon.hints['from']}",
                printing.at,
            )
        self.bind("at least")
        return printing

    def range(self, first: Decimal, second: Decimal, own: Unit | None, at: int) -> Printing:
        """Read the unit of a range, whose first number may have brought its own."""
        self.take(_HYPHEN)
        there = self.at
        shared, size = self.unit()
        if own is not None and own is not shared:
            self.fail(
                f"the ends are in {own.symbol!r} and in {shared.symbol!r}; write both in one unit", there
            )
        if first == second:
            self.fail("both ends are the same number; write it once", at)
        return self.made(first, second, shared, at, size)

    def second(self, lead: re.Match[str] | None, first: Decimal, currency: str = "") -> Decimal | None:
        """Read the second number of a range, if one follows the first."""
        start = self.at
        found = self.take(self.lexicon.dash)
        if currency and self.text.startswith(currency, self.at):
            self.at += len(currency)
        ahead = (SIGN, NUMBER, self.lexicon.number)
        if found is None or not any(pattern.match(self.text, self.at) for pattern in ahead):
            self.at = start
            return None
        word = found[1]
        wanted = None if lead is None else self.lexicon.spans.get(lead[1].lower(), ())
        if word in self.lexicon.percent and word not in (wanted or self.lexicon.to):
            # "von 5 auf 80 Prozent" is a state of charge, and of anything else it is a change
            self.window = start
        elif wanted is not None and lead is not None and word not in wanted and word.isalpha():
            right = " or ".join(map(repr, wanted)) or "no dash or word"
            self.fail(f"{lead[1]!r} wants {right} before the second number", start)
        elif wanted is None and word.isalpha() and word not in self.lexicon.to:
            self.fail(
                f"{word!r} joins two figures, not the ends of one; write 'between' in front or '-'", start
            )
        second = self.number(is_second=True)
        rises = lead is not None and lead[1].lower() in self.lexicon.changes
        self.rises = self.rises or rises
        if lead is not None and rises and second < first:
            self.fail(
                f"{lead[1]!r} and {word!r} tell of a change, from the greater to the lesser; write one "
                "figure, or both ends of a range with a dash",
                lead.start(),
            )
        return second

    def clock(self, clock: re.Match[str], at: int) -> Printing:
        """Read hours and minutes with a colon between; they are kept as minutes."""
        self.take(_HYPHEN)
        there = self.at
        own, _ = self.unit()
        if own.symbol not in {"h", "min"}:
            self.fail(f"{clock[0]!r} reads like a time, but {own.symbol!r} is no unit of it", there)
        return self.timed(clock[0], int(clock[1]), int(clock[2]), own, at)

    def timed(self, written: str, large: int, small: int, own: Unit, at: int) -> Printing:
        """Return what a clock says, in sixtieths of its unit."""
        if small > 59:
            self.fail(f"{written!r} has more than 59 sixtieths", at)
        return _sixtieths(large, small, own, at)

    def smaller(self, first: Decimal, own: Unit, at: int, *, has_lead: bool) -> Printing | None:
        """Read the minutes that follow hours ("1 h 20 min"), or the seconds that follow minutes."""
        if own.symbol not in {"h", "min"}:
            return None
        if first == int(first) and self.take(self.lexicon.half):
            # "une heure et demie"
            whole_and_half = Decimal(f"{first}.5")
            return self.made(whole_and_half, whole_and_half, own, at)
        behind = self.at
        joined = self.take(self.lexicon.sixtieths)
        if joined is None or (joined[1] and has_lead):
            # "between 1 h and 2 h"
            self.at = behind
            return None
        start = self.at
        second = self.number()
        self.take(_HYPHEN)
        there = self.at
        part = _part(own)
        if (own.symbol != "h" or not self.take(_M)) and self.unit()[0] is not part:
            self.fail(f"after {own.symbol!r} only {part.symbol!r} can follow", there)
        whole = int(first)
        if first != whole or int(second) != second or not 0 <= second < 60 or not 0 <= whole < 10**6:
            self.fail("minutes and seconds are whole numbers below 60, hours whole ones", start)
        return _sixtieths(whole, int(second), own, at)

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
        """Take what a bound says, unless another one was stated."""
        if self.bound is not None:
            self.fail(f"a second bound beside {self.bound!r}; a figure has one")
        self.bound = bound

    def made(self, first: Decimal, second: Decimal, shown: Unit, at: int, size: int = 1) -> Printing:
        """Return the printing, unless it has no reciprocal and needs one, or is in doubt."""
        self.check_written(shown, at)
        *before, last = self.multipliers or [1]
        # "15-17 lakh" are lakhs at both ends
        sizes = [each if each > 1 else last for each in before] + [last]
        low, high = sorted((times(first, sizes[0] * size), times(second, sizes[-1] * size)))
        if not (is_in_reach(low, shown) and is_in_reach(high, shown)):
            self.fail(
                f"the number is out of reach: in some unit of {shown.kind} it takes over {MOST} digits", at
            )
        if low <= 0 and shown.kind in RECIPROCAL:
            self.fail(f"a {shown.kind} is more than 0", at)
        return Printing(low, high, "exact" if low == high else "between", shown, None, at)

    def check_written(self, shown: Unit, at: int) -> None:
        """Refuse a way of writing numbers that their unit does not bear."""
        for run, there in self.doubtful:
            words = doubt(run, None if max(self.multipliers) > 1 else shown)
            if words:
                self.is_final = True
                self.fail(words, there)
        even = at if self.is_even else None
        for place, is_borne, words in (
            (self.plus, shown.kind == "temperature",
             "a plus in front tells of a difference, which is no figure; write it without"),
            (self.window, shown.kind == "ratio",
             "it tells of a change; write one figure, or both ends of a range with a dash"),
            (self.indian, shown.symbol == "INR",
             "the number is grouped as in India; group thousands by three"),
            (even, shown.kind.startswith("money "),
             f"a dash for no cents, but {shown.symbol!r} is no currency"),
        ):  # fmt: skip
            if place is not None and not is_borne:
                self.fail(words, place)


def _part(own: Unit) -> Unit:
    """Return the unit of the sixtieth part."""
    return find_unit("min" if own.symbol == "h" else "s")


def _sixtieths(large: int, small: int, own: Unit, at: int) -> Printing:
    value = Decimal(large * 60 + small)
    return Printing(value, value, "exact", _part(own), own, at)
