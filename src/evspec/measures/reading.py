"""`measure`: from a text that a person wrote to a Measure."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Final

from evspec.errors import ParseError
from evspec.measures.figures import Figure, opened
from evspec.measures.lexicon import CORE, lexicons
from evspec.measures.tokens import DOUBTFUL, doubt, read_number
from evspec.measures.view import Measure
from evspec.measures.wordings import figure_in
from evspec.units import SPELLINGS, Unit
from evspec.units import unit as find_unit

__all__ = ["bare", "mark_of", "measure", "measure_in", "measure_of"]

#: Two numbers without a unit: "5-7", "0.23 to 0.25".
_ENDS: Final = re.compile(r"([0-9.,]+) *(?:[-\u2013\u2014]|(?<= )to(?= )) *([0-9.,]+)", re.ASCII)

#: A number without a unit behind the words or the sign of a bound: "up to 0.26", "<0.26".
_BOUNDED: Final = re.compile(r"([^0-9+\-\u2212]+)([0-9].*)", re.ASCII)


def measure(text: str, *, decimal: str | None = None) -> Measure:
    """Read one published figure.

    Parameters
    ----------
    text
        A number or a range with its unit, at most 200 characters, with the bound, the cycle and
        other printings of the same figure where they were published with it.
    decimal
        The decimal mark, "." or ",". Without one it is the point, and a figure is refused whose mark
        may as well be that of thousands: "1.500 kg", "4,901 m".

    Returns
    -------
    Measure
        The figure, shown in the unit in which it was published.

    Raises
    ------
    ParseError
        If the text is not one figure, or only doubtfully: with its column and what would be right.

    Examples
    --------
    >>> measure("319 miles (514 km) WLTP")
    <Measure 319 mi WLTP>
    >>> measure("77,4 kWh", decimal=",")
    <Measure 77.4 kWh>
    >>> measure("319 miles (600 km)")
    Traceback (most recent call last):
    ...
    evspec.errors.ParseError: the figure in 'km' is not the one in 'mi' (in '319 miles (600 km)', column 12)
    """
    figure = figure_in(text, decimal)
    return Measure(figure, figure.clock or figure.unit)


def measure_of(
    text: str, decimal: str | None = None, kind: str | None = None, *, abroad: bool = True
) -> Measure:
    """Read one published figure of which it may be known what it measures, or that it is in English."""
    figure = figure_in(text, decimal, kind, abroad=abroad)
    return Measure(figure, figure.clock or figure.unit)


def measure_in(unit: str | Unit, text: str, decimal: str | None = None) -> Measure:
    """Read one published figure that is in a unit if its text names none.

    Parameters
    ----------
    unit
        The unit of a text without one.
    text, decimal
        As of `measure`.

    Examples
    --------
    >>> measure_in("mi", "up to 319"), measure_in("mi", "514 km"), measure_in("mi", "319 EPA")
    (<Measure up to 319 mi>, <Measure 514 km>, <Measure 319 mi EPA>)
    """
    own = find_unit(unit)
    if not own.symbol:
        return bare(text, decimal)
    try:
        return measure(text, decimal=decimal)
    except ParseError as refused:
        # where the unit stands in other texts
        at = len(text) if refused.column is None else refused.column - 1
        front, rest = text[:at].rstrip(), text[at:].lstrip()
        try:
            return measure(f"{front} {own.symbol} {rest}".strip(), decimal=decimal)
        except ParseError as error:
            raise (refused if rest[:1].isalpha() else error) from None


def mark_of(figure: Measure) -> str | None:
    """Return the decimal mark without which the text of a figure is not read as the figure.

    None if it needs none to be said: "514 km", but not "4,901 m".

    Examples
    --------
    >>> mark_of(measure("77,4 kWh", decimal=",")), mark_of(measure("77.4 kWh"))
    (',', None)
    """
    plain = figure.with_cycle(None)
    for mark in (None, ".", ","):
        try:
            again = measure_of(figure.text, mark, figure.kind) if figure.unit else bare(figure.text, mark)
        except ParseError:
            continue
        if again.with_cycle(None) == plain:
            return mark
    return None


def _bound_of(words: str) -> str:
    """Return the bound that words in front of a number mean, "exact" for "just", "" for none."""
    spoken = words.strip().lower()
    if spoken in CORE.before:
        return CORE.before[spoken]
    for lexicon in (CORE, *lexicons()):
        if spoken in lexicon.before:
            return lexicon.before[spoken]
        if lexicon.only.fullmatch(f"{spoken} "):
            return "exact"
    return ""


def bare(text: str, decimal: str | None = None) -> Measure:
    """Read a number without a unit, such as a drag coefficient.

    Parameters
    ----------
    text
        The number alone: "0.24"; with a bound in front: "<0.26", "up to 0.26"; or the two ends of a range:
        "5-7".
    decimal
        The decimal mark; see `measure`.

    Raises
    ------
    ParseError
        If the text is no number, or only doubtfully.
    """
    unit = SPELLINGS[""]
    ends = _ENDS.fullmatch(text)
    if ends is not None:
        low, high = (bare(end, decimal)._figure.low for end in ends.groups())
        if low is None or high is None or not low < high:
            raise ParseError(f"{text!r} is no range from a smaller number to a greater one", text)
        return Measure(Figure(low, high, "between", unit, text), unit)
    if (bounded := _BOUNDED.fullmatch(text)) and (bound := _bound_of(bounded[1])):
        figure = bare(bounded[2], decimal)._figure
        if bound == "exact":
            return Measure(figure._replace(text=text), unit)
        if figure.low is not None and figure.bound == "exact":
            low, high = opened(figure.low, figure.low, bound)
            return Measure(figure._replace(low=low, high=high, bound=bound, text=text), unit)
    if decimal is None and DOUBTFUL.fullmatch(text) and (words := doubt(text, unit)):
        raise ParseError(words, text)
    if text[:1] == "+":
        raise ParseError(f"{text!r} has a plus in front, which tells of a difference; write it without", text)
    if len(text) > 1 and (word := CORE.numbers.get(text.lower())):
        return Measure(Figure(Decimal(word), Decimal(word), "exact", unit, text), unit)
    sign = text[:1] == "-"
    number = read_number(text[sign:], decimal or ".", text, int(sign), negative=sign)
    return Measure(Figure(number, number, "exact", unit, text), unit)
