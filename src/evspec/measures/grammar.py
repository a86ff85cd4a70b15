"""The grammar: from a text that a person wrote to one published figure, or a refusal.

::

    text     = [cycle [":"]] figure {"," cycle | "(" item {"," item} ")" | "/" printing | cycle}
    figure   = [bound] printing [bound] | "between" number "and" number unit
    printing = [number (dash | "to") ] number unit | hours ":" minutes unit | hours "h" minutes "min"
    item     = printing | cycle

Whatever does not fit is refused with the column and with what would be right; nothing is guessed
and nothing is computed.
"""

from __future__ import annotations

import re
from decimal import Decimal
from functools import lru_cache
from typing import Final, NamedTuple, NoReturn

from evspec.measures.characters import DASHES, SPACE, check, refuse
from evspec.measures.figures import RECIPROCAL, SWAPPED, Figure, opened
from evspec.measures.numerals import NUMBER, read_number
from evspec.measures.order import agree
from evspec.measures.quick import quick
from evspec.measures.words import CYCLE, HINTS, after, before, cycle_of
from evspec.units import AMBIGUOUS, SPELLINGS, Unit, find, refusal, unit

__all__ = ["read"]

_SPACES: Final = re.compile(f"[{SPACE}]*")
_SIGN: Final = re.compile("[-+\u2212](?=[0-9.,])")
_DASH: Final = re.compile(f"[{SPACE}]*(?:[{DASHES}]|\\b(?:to|and)\\b)[{SPACE}]*")
_PLUS: Final = re.compile(r"\+")
_CLOCK: Final = re.compile(r"([0-9]{1,3}):([0-9]{2})(?![0-9:])")
# A run of characters in which a unit may stand, up to a word that belongs to no unit.
_RUN: Final = re.compile(
    rf"""(?=[A-Za-z°%"€£$])(?:(?!(?<![A-Za-z])(?:to|and|or|max|maximum|minimum|WLTP|EPA|NEDC|CLTC|JC08|real|combined)\b)
          (?:[A-Za-z0-9²³°%"€£$·⋅*^./-]|\((?:US|UK|imperial|metric|electric|E|e|33\.7)\)
             |[{SPACE}]+(?=[A-Za-z0-9/·⋅*(°]))){{1,60}}""",
    re.VERBOSE | re.IGNORECASE,
)
_STOP: Final = re.compile(r'[A-Za-z0-9²³]+|[)°%"€£$]')
_HYPHEN: Final = re.compile(f"-(?=[A-Za-z])|[{SPACE}]*")
_MINUTES: Final = re.compile(f"[{SPACE}]*(?=[0-9])")
_WORD: Final = re.compile(r"[A-Za-z.]+|\S")
_OPEN: Final = re.compile(rf"[{SPACE}]*\([{SPACE}]*")
_CLOSE: Final = re.compile(rf"[{SPACE}]*\)")
_NEXT: Final = re.compile(rf"[{SPACE}]*[,;/][{SPACE}]*")
_SLASH: Final = re.compile(rf"[{SPACE}]*/[{SPACE}]*(?=[0-9])")
_COMMA: Final = re.compile(rf"[{SPACE}]*,?[{SPACE}]*")
_COLON: Final = re.compile(rf"[{SPACE}]*:?[{SPACE}]*")
_BETWEEN: Final = re.compile(rf"(between|from)[{SPACE}]+(?=[-+\u2212]?[0-9.])", re.IGNORECASE)

#: How far "about" reaches between two printings of one figure: "about 300 miles (480 km)".
_NEAR: Final = 40


@lru_cache(maxsize=8192)
def read(text: str, decimal: str = ".") -> Figure:
    """Return the one figure that a text states.

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
    if decimal == "." and (figure := quick(text)) is not None:
        return figure
    check(text)
    return _Reader(text, decimal).read()


class _Printing(NamedTuple):
    """One number or range with its unit, as it stands in the text."""

    low: Decimal
    high: Decimal
    unit: Unit
    clock: Unit | None
    at: int


class _Reader:
    """One pass over one text."""

    def __init__(self, text: str, decimal: str) -> None:
        self.text = text
        self.decimal = decimal
        self.at = 0
        self.cycle: str | None = None
        self.bound: str | None = None

    def read(self) -> Figure:
        self.take(_SPACES)
        if self.read_cycle():
            self.take(_COLON)
        self.bound, self.at = before(self.text, self.at)
        printings = [self.printing()]
        trail, self.at = after(self.text, self.at)
        if trail is not None:
            self.bind(trail)
        while self.take(_SPACES) and self.at < len(self.text):
            self.rest(printings)
        return self.figure(printings)

    def rest(self, printings: list[_Printing]) -> None:
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

    def printing(self) -> _Printing:
        """Read a number or a range with its unit."""
        between = self.take(_BETWEEN)
        at = self.at
        clock = self.take(_CLOCK)
        if clock is not None:
            return self.clock(clock, at)
        first = self.number()
        if (second := self.second(between)) is not None:
            return self.range(first, second, None, at)
        if self.take(_PLUS):
            self.bind("at least")
        own = self.unit()
        if (timed := self.smaller(first, own, at)) is not None:
            return timed
        if (second := self.second(between)) is not None:
            return self.range(first, second, own, at)
        if between is not None:
            self.fail(f"{between[1]!r} needs a second number", at)
        return self.checked(first, first, own, at)

    def range(self, first: Decimal, second: Decimal, own: Unit | None, at: int) -> _Printing:
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
        return self.checked(min(first, second), max(first, second), shared, at)

    def second(self, between: re.Match[str] | None) -> Decimal | None:
        """Read the second number of a range, if one follows."""
        dash = self.range_dash(between)
        return None if dash is None else self.number(after_dash=dash)

    def range_dash(self, between: re.Match[str] | None) -> str | None:
        """Return the dash or word between two numbers, if one follows."""
        start = self.at
        found = self.take(_DASH)
        if found is None or (_SIGN.match(self.text, self.at) is None and not self.digits_follow()):
            self.at = start
            return None
        word = found[0].strip(SPACE)
        if between is not None:
            wanted = "and" if between[1].lower() == "between" else "to"
            if word != wanted:
                self.fail(f"{between[1]!r} wants {wanted!r} before the second number", start)
        elif word == "and":
            self.fail("'and' joins two figures, not the ends of one; write 'between' in front or '-'", start)
        return found[0]

    def digits_follow(self) -> bool:
        return NUMBER.match(self.text, self.at) is not None

    def number(self, after_dash: str | None = None) -> Decimal:
        """Read one number with its sign."""
        start = self.at
        sign = self.take(_SIGN)
        if sign is not None and after_dash is not None and after_dash[-1] not in SPACE:
            self.fail("a sign after a dash is doubtful; write 'to' between the numbers", start)
        run = self.take(NUMBER)
        if run is None:
            self.fail_number()
        return read_number(
            run[0],
            self.decimal,
            self.text,
            run.start(),
            negative=sign is not None and sign[0] != "+",
        )

    def clock(self, clock: re.Match[str], at: int) -> _Printing:
        """Read hours and minutes with a colon between; they are kept as minutes."""
        large, small = int(clock[1]), int(clock[2])
        self.take(_HYPHEN)
        there = self.at
        own = self.unit()
        part = {"h": "min", "min": "s"}.get(own.symbol)
        if part is None:
            self.fail(f"{clock[0]!r} reads like a time, but {own.symbol!r} is no unit of it", there)
        if small > 59:
            self.fail(f"{clock[0]!r} has more than 59 behind the colon", at)
        value = Decimal(large * 60 + small)
        return _Printing(value, value, unit(part), own, at)

    def smaller(self, first: Decimal, own: Unit, at: int) -> _Printing | None:
        """Read the minutes that follow hours ("1 h 20 min"), or the seconds that follow minutes."""
        part = {"h": "min", "min": "s"}.get(own.symbol)
        if part is None or self.take(_MINUTES) is None:
            return None
        start = self.at
        second = self.number()
        self.take(_HYPHEN)
        there = self.at
        if self.unit() is not unit(part):
            self.fail(f"after {own.symbol!r} only {part!r} can follow", there)
        whole = int(first)
        if first != whole or int(second) != second or not 0 <= second < 60 or first < 0:
            self.fail("hours, minutes and seconds are whole numbers below 60", start)
        value = Decimal(whole * 60 + int(second))
        return _Printing(value, value, unit(part), own, at)

    def unit(self) -> Unit:
        """Read the longest unit that starts here."""
        self.take(_HYPHEN)
        run = _RUN.match(self.text, self.at)
        if run is None:
            self.fail_unit("")
        words = run[0].rstrip(SPACE)
        if words in AMBIGUOUS:
            self.fail_unit(words)
        found, length = SPELLINGS.get(words), len(words)
        stops = [] if found else [stop.end() for stop in _STOP.finditer(words)]
        while found is None:
            if not stops:
                self.fail_unit(words)
            length = stops.pop()
            found = find(words[:length])
        self.at += length
        # An abbreviation may keep its dot.
        if self.text.startswith(".", self.at) and words[length - 1].isalpha():
            self.at += 1
        return found

    def read_cycle(self) -> bool:
        """Read the name of a test cycle, if one stands here."""
        start = self.at
        found = self.take(CYCLE)
        if found is None:
            return False
        cycle = cycle_of(found["name"])
        if self.cycle not in {None, cycle}:
            self.fail(f"a second cycle beside {self.cycle}; a figure has one", start)
        self.cycle = cycle
        return True

    def bind(self, bound: str) -> None:
        if self.bound is not None:
            self.fail(f"a second bound beside {self.bound!r}; a figure has one")
        self.bound = bound

    def checked(self, low: Decimal, high: Decimal, shown: Unit, at: int) -> _Printing:
        """Refuse what has no reciprocal."""
        if low <= 0 and shown.kind in RECIPROCAL:
            self.fail(f"a {shown.kind} is more than 0", at)
        return _Printing(low, high, shown, None, at)

    def figure(self, printings: list[_Printing]) -> Figure:
        """Return the first printing as the figure, having checked the others against it."""
        figures: list[Figure] = []
        for low, high, shown, clock, at in printings:
            if low != high and self.bound is not None:
                self.fail(f"a range is not {self.bound!r} as well; write one of the two", at)
            bound = "between" if low != high else self.bound or "exact"
            # The words stood in front of the first printing; upside down they read the other way.
            if figures and shown.inverted != figures[0].unit.inverted:
                bound = SWAPPED[bound]
            ends = opened(low, high, bound)
            made = Figure(*ends, bound, shown, self.text, self.cycle, clock)
            for earlier in figures:
                self.check_pair(earlier, made, at)
            figures.append(made)
        return figures[0]._replace(also=tuple(figures[1:])) if figures[1:] else figures[0]

    def check_pair(self, first: Figure, second: Figure, at: int) -> None:
        """Refuse a printing that is not the same figure as the one before it."""
        if first.unit.kind != second.unit.kind:
            self.fail(
                f"{second.unit.symbol!r} measures {second.unit.kind}, not {first.unit.kind}; "
                "two figures are two texts",
                at,
            )
        if first.unit is second.unit:
            self.fail(f"a second figure in {second.unit.symbol!r}; two figures are two texts", at)
        if not agree(first, second, about=_NEAR):
            # The European press prints "hp" for metric horsepower: said, but never mended.
            metric = [
                f._replace(unit=SPELLINGS["PS"]) if f.unit is SPELLINGS["hp"] else f for f in (first, second)
            ]
            hint = "; with 'PS' for 'hp' it would be" if agree(*metric, about=_NEAR) else ""
            self.fail(
                f"the figure in {second.unit.symbol!r} is not the one in {first.unit.symbol!r}{hint}", at
            )

    def take(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """Step over a pattern if it matches here."""
        found = pattern.match(self.text, self.at)
        if found is not None:
            self.at = found.end()
        return found

    def fail(self, message: str, at: int | None = None) -> NoReturn:
        refuse(message, self.text, self.at if at is None else at)

    def fail_number(self) -> NoReturn:
        if self.at >= len(self.text):
            self.fail("a number is missing at the end; a figure reads like '514 km'")
        word = _WORD.match(self.text, self.at)
        found = word[0] if word else ""
        hint = HINTS.get(found.lower(), "a figure starts with a number or a bound, such as 'up to'")
        self.fail(f"{found!r} is not a number; {hint}")

    def fail_unit(self, words: str) -> NoReturn:
        if not words:
            rest = self.text[self.at :].strip(SPACE)
            place = f"before {rest!r}" if rest else "at the end"
            self.fail(f"a unit is missing {place}; a figure is one number and its unit, like '514 km'")
        spelling = words if words in AMBIGUOUS else re.split(f"[{SPACE}]", words)[0]
        self.fail(refusal(spelling))

    def fail_rest(self) -> NoReturn:
        rest = self.text[self.at :].strip(SPACE)
        word = _WORD.match(rest.lstrip(", "))
        hint = HINTS.get(word[0].lower() if word else "", "a figure ends with its unit or its cycle")
        self.fail(f"cannot read {rest!r}; {hint}")
