r"""How a figure is written on request: in a format, which is a small language, or in a locale.

::

    spec   = [align width] [","] ["." count ("f" | "g")] [style] [unit]
    align  = "<" left | ">" right | "^" centered
    style  = "P" pretty | "L" LaTeX (siunitx) | "H" HTML

Each part may be left out; what is left out is as in `str`: the digits that the source's precision
allows, plain text, the unit that is shown. "f" counts decimals and "g" significant digits. A unit
whose spelling could be read as one of the other parts stands behind a space: ``" L"`` is liters.
"""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Final, NamedTuple

from evspec.errors import check_type
from evspec.languages.locales import babel_locale
from evspec.languages.speech import speech_of
from evspec.measures.figures import Figure, bound_in
from evspec.measures.printing import Rounding, compose, decimals, number, significant, worked_out_parts
from evspec.measures.words import spoken
from evspec.units import unit_named

if TYPE_CHECKING:
    from collections.abc import Callable

    from evspec.measures.reach import Reach
    from evspec.units import Unit

__all__ = ["Format", "in_locale", "read_format", "worked_out", "written"]

_SPEC: Final = re.compile(
    r"([<>^][0-9]{1,4})?(,)?(?:\.([0-9]{1,2})([fg]))?(?:([PLH])(?![^ ]))?(.*)", re.DOTALL
)
_THOUSANDS: Final = re.compile(r"(?<=[0-9])(?=(?:[0-9]{3})+(?![0-9]))")
#: The space that belongs between a number and its unit: narrow, and no line ends at it.
_NARROW: Final = "\u202f"
#: The languages whose words for bounds are another one's.
_SAME: Final = {"no": "nb", "nn": "nb"}


class Format(NamedTuple):
    """A format that was read.

    Attributes
    ----------
    grouped
        Whether thousands are set off.
    rounding
        What to round to; None for the source's precision.
    style
        "", "P", "L" or "H".
    unit
        The spelling of the unit to show, "" for the one that is shown.
    aligned
        How it stands among how many characters, "" for as it is: ">12".
    """

    grouped: bool
    rounding: Rounding | None
    style: str
    unit: str
    aligned: str = ""


def read_format(spec: str) -> Format:
    """Read a format.

    Raises
    ------
    ValueError
        If a number of digits cannot be meant.
    """
    found = _SPEC.fullmatch(spec)
    aligned, comma, count, way, style, unit = found.groups() if found else (None,) * 6
    rounding = None
    if count is not None:
        if way == "g" and int(count) == 0:
            raise ValueError(f"{spec!r} asks for no significant digit; '.3g' asks for three")
        rounding = decimals(int(count)) if way == "f" else significant(int(count))
    return Format(comma is not None, rounding, style or "", (unit or "").strip(), aligned or "")


def written(figure: Figure, unit: Unit, form: Format) -> str:
    """Return a figure in a format, with its cycle."""
    low = number(figure, unit, "low", rounding=form.rounding)
    high = number(figure, unit, "high", rounding=form.rounding)
    words = spoken(bound_in(figure, unit), "en")
    symbol = unit.latex if form.style == "L" and unit.latex else unit.symbol
    text = _STYLES[form.style](words, low, high, symbol, form.grouped)
    return format(f"{text} {figure.cycle}" if figure.cycle else text, form.aligned)


def worked_out(interval: Reach, form: Format) -> str:
    """Return in a format what was worked out, in its own unit, with its cycle."""
    words, low, high = worked_out_parts(
        interval.lower, interval.upper, interval.power, is_signed=interval.signed, rounding=form.rounding
    )
    if low is None and high is None:
        return format(interval.show(), form.aligned)
    unit, style = unit_named(interval.unit), _STYLES[form.style]
    symbol = unit.symbol
    if form.style == "L":
        symbol = getattr(unit, "latex", "") or symbol
        # signs as siunitx reads them
        low, high = (end and end.replace("\u2212", "-").replace("±", "") for end in (low, high))
    if interval.signed and low and high and low != high:
        # a dash between signs reads as another one
        first = style("", low, low, "", form.grouped).rstrip()
        text = f"{first} to {style('', high, high, symbol, form.grouped)}"
    else:
        text = style(words, low, high, symbol, form.grouped).rstrip()
    text = f"{text} {interval.cycle}" if interval.cycle and not interval.signed else text
    return format(text, form.aligned)


def in_locale(figure: Figure, unit: Unit, name: str) -> str:
    """Return a figure as it is written in a locale: decimal mark, groups, the words of its bound.

    Parameters
    ----------
    figure
        The figure.
    unit
        A unit of its kind.
    name
        The locale, such as "de", "fr_CH" or "nb-NO".

    Raises
    ------
    evspec.errors.EvspecError
        If Babel is not installed or does not know the locale.
    """
    check_type("a locale", name, str, "a text such as 'de_CH'")
    locale = babel_locale(name)
    speech = speech_of(str(locale))
    words = spoken(bound_in(figure, unit), _SAME.get(locale.language, locale.language))
    low, high = (end and speech.marked(end) for end in (number(figure, unit, end) for end in ("low", "high")))
    text = compose(words, low, high, f" {speech.unit(unit.symbol)}")
    return f"{text} {figure.cycle}" if figure.cycle else text


def _grouped(digits: str | None, mark: str) -> str | None:
    """Return digits with a mark between thousands, left of the point only."""
    if digits is None:
        return None
    whole, point, fraction = digits.partition(".")
    return _THOUSANDS.sub(mark, whole) + point + fraction


def _plain(words: str, low: str | None, high: str | None, symbol: str, commas: bool) -> str:
    mark = "," if commas else ""
    return compose(words, _grouped(low, mark), _grouped(high, mark), f" {symbol}")


def _pretty(words: str, low: str | None, high: str | None, symbol: str, commas: bool) -> str:
    """Set thousands and the unit off with narrow spaces, and write minus as one."""
    low, high = (end and end.replace("-", "\u2212") for end in (low, high))
    # Four digits read well without.
    mark = _NARROW if commas or any(len((end or "").partition(".")[0]) > 4 for end in (low, high)) else ""
    return compose(words, _grouped(low, mark), _grouped(high, mark), _NARROW + symbol if symbol else "")


def _html(words: str, low: str | None, high: str | None, symbol: str, commas: bool) -> str:
    pretty = _pretty(words, low, high, symbol.replace(" ", "\u00a0"), commas)
    return escape(pretty).replace(_NARROW, "&#8239;").replace("\u00a0", "&nbsp;").replace("\u2212", "&minus;")


def _latex(words: str, low: str | None, high: str | None, symbol: str, commas: bool) -> str:
    """Write what siunitx reads; it sets thousands off and rounds nothing."""
    unit = symbol.translate(_LATEX)
    first, last = low or high or "", high or low or ""
    if ":" in first + last:
        # A clock is no number to siunitx.
        figure = compose("", low, high, "").replace("–", "--") + rf"\,\unit{{{unit}}}"
    elif not unit:
        figure = rf"\num{{{first}}}" if first == last else rf"\numrange{{{first}}}{{{last}}}"
    elif first == last:
        figure = rf"\qty{{{first}}}{{{unit}}}"
    else:
        figure = rf"\qtyrange{{{first}}}{{{last}}}{{{unit}}}"
    if commas:
        # Without a comma the user's own setup of siunitx decides.
        figure = re.sub(r"^(\\[a-z]+)", r"\1[group-separator={,},group-minimum-digits=4]", figure)
    return f"{words} {figure}".strip()


#: What a character of a unit is in the argument of a siunitx command.
_LATEX: Final = str.maketrans({"·": ".", "²": "^2", "³": "^3", " ": r"\,"})
_STYLES: Final[dict[str, Callable[[str, str | None, str | None, str, bool], str]]] = {
    "": _plain,
    "P": _pretty,
    "L": _latex,
    "H": _html,
}
