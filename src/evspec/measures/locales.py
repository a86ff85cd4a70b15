"""A figure in the marks and words of a locale, by Babel."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evspec.errors import EvspecError
from evspec.measures.figures import Figure, bound_in
from evspec.measures.printing import compose, number
from evspec.measures.words import spoken

if TYPE_CHECKING:
    from babel import Locale

    from evspec.units import Unit

__all__ = ["in_locale"]

#: The languages whose words for bounds are another one's.
_SAME: dict[str, str] = {"no": "nb", "nn": "nb"}


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
    try:
        from babel import Locale, UnknownLocaleError
    except ImportError:
        raise EvspecError("to write for a locale takes Babel: pip install 'evspec[locale]'") from None
    try:
        locale = Locale.parse(name.replace("-", "_"))
    except (UnknownLocaleError, ValueError, TypeError) as error:
        raise EvspecError(f"unknown locale {name!r}; a locale reads like 'de' or 'de_CH'") from error
    words = spoken(bound_in(figure, unit), _SAME.get(locale.language, locale.language))
    low, high = (number(figure, unit, end) for end in ("low", "high"))
    text = compose(words, _marked(low, locale), _marked(high, locale), f" {unit.symbol}")
    return f"{text} {figure.cycle}" if figure.cycle else text


def _marked(digits: str | None, locale: Locale) -> str | None:
    """Return digits with a locale's marks; every digit stays, which Babel alone would not see to."""
    from babel.numbers import format_decimal, get_decimal_symbol

    if digits is None or ":" in digits:
        return digits
    whole, point, fraction = digits.removeprefix("-").partition(".")
    marked = (
        format_decimal(int(whole), locale=locale) + (get_decimal_symbol(locale) if point else "") + fraction
    )
    return f"-{marked}" if digits.startswith("-") else marked
