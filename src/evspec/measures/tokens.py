"""The smallest pieces of a text: its characters, and a number with its digits."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Final, NoReturn

from evspec.errors import ParseError

if TYPE_CHECKING:
    from evspec.units import Unit

__all__ = [
    "DOUBTFUL",
    "INDIAN",
    "LONGEST",
    "MOST",
    "NUMBER",
    "SPACES",
    "doubt",
    "in_inches",
    "is_whole",
    "plain",
    "read_number",
    "refuse",
    "times",
]

#: The longest text that is read.
LONGEST: Final = 200
#: The spaces that are read as a plain one: no-break, thin, narrow no-break.
SPACES: Final = dict.fromkeys(map(ord, "\u00a0\u2009\u202f"), " ")
#: The most digits and the largest power of ten of a number: no vehicle needs more, and the integers
#: behind a Decimal grow with its exponent.
MOST: Final = 30

_PLAIN: Final = frozenset("".join(map(chr, [*range(ord(" "), ord("~") + 1), *SPACES])))

_GROUP: Final = "[,.'’]"
#: Anything that looks like one number, without its sign; `read_number` says whether it is one.
NUMBER: Final = re.compile(rf"[.,]?[0-9]+(?:{_GROUP}[0-9]+| [0-9]{{3}}(?![0-9]))*(?:[eE][-+\u2212]?[0-9]+)?")
#: A number with groups as in India, of lakhs and crores: "1,29,999".
INDIAN: Final = re.compile(r"[1-9][0-9]?(?:,[0-9]{2})+,[0-9]{3}")
# Half of Europe groups thousands with a point, so that "1.500 kg" is 1,500 kg to one reader and 1.5 kg to
# another. What is printed whole is seldom given to a thousandth, and what is printed with decimals seldom
# reaches a thousand: where the mark would say so, neither reading is taken.
#: A number whose one mark may be either: with more digits, or a 0 in front, it cannot group.
DOUBTFUL: Final = re.compile(r"[1-9][0-9]{0,2}[.,][0-9]{3}")
#: The units that are printed whole, besides those of money; all others are printed with decimals.
_WHOLE: Final = frozenset({
    "mm", "cm", "km", "W", "kW", "PS", "hp", "hp (electric)", "Wh", "J", "kJ", "Wh/km", "Wh/mi", "mi",
    "MPGe", "MPGe (33.7)", "N·m", "lb·ft", "km/h", "mph", "g", "kg", "lb", "L", "min", "V", "A",
    "Wh/kg", "Wh/L", "W/kg", "kW/t", "PS/t", "g/km", "g/mi", "kWh/1000 km", "Wh/nmi", "mAh", "rpm", "cm³",
})  # fmt: skip


def plain(text: str, known: frozenset[str]) -> str:
    """Return a text with plain spaces, unless it is empty, too long, or has a character that no figure needs.

    Parameters
    ----------
    text
        The text.
    known
        The characters besides ASCII that it may have.

    Raises
    ------
    ParseError
        With the column of the first such character and its name.
    """
    if len(text) > LONGEST:
        raise ParseError(f"a text of {len(text)} characters is no figure; at most {LONGEST} are read", text)
    spaced = text.translate(SPACES)
    if not spaced.strip(" "):
        raise ParseError("the text is empty; a figure is a number and a unit, such as '514 km'", text)
    if not _PLAIN.issuperset(text) and (foreign := set(text) - _PLAIN - known):
        at = next(at for at, character in enumerate(text) if character in foreign)
        refuse(_named(text[at]), text, at)
    return spaced


def refuse(message: str, text: str, at: int) -> NoReturn:
    """Raise the error for what stands at a place in a text, counted from 0."""
    raise ParseError(f"{message} (in {text!r}, column {at + 1})", text, at + 1)


def read_number(run: str, decimal: str, text: str, at: int, *, negative: bool = False) -> Decimal:
    """Return the number that a run of characters spells.

    Parameters
    ----------
    run
        What `NUMBER` matched.
    decimal
        The decimal mark, "." or ",".
    text, at
        The whole text and where in it the run starts, for the error.
    negative
        Whether a minus sign stood in front.

    Raises
    ------
    evspec.errors.ParseError
        If the run is no number, or only in another convention.
    """
    shape = _shape(decimal).fullmatch(run.translate(SPACES))
    if shape is None or run[:1] in {"", "e", "E"}:
        refuse(_why(run, decimal), text, at)
    whole = re.sub("[^0-9]", "", shape["whole"])
    fraction = shape["fraction"] or ""
    power = int((shape["exponent"] or "0").replace("\u2212", "-"))
    if len(whole) + len(fraction) > MOST or abs(power) > MOST:
        refuse(f"{run!r} is out of reach: at most {MOST} digits, 1e-{MOST} to 1e{MOST}", text, at)
    sign = "-" if negative else ""
    return Decimal(f"{sign}{whole or '0'}.{fraction}E{power}")


@cache
def _shape(decimal: str) -> re.Pattern[str]:
    """Return the pattern of a number whose decimal mark is given: groups of three, one mark only."""
    other = "," if decimal == "." else "."
    whole = rf"0|[1-9][0-9]*|[1-9][0-9]{{0,2}}(?P<mark>[{other}'’ ])[0-9]{{3}}(?:(?P=mark)[0-9]{{3}})*"
    fraction = rf"(?:[{decimal}](?P<fraction>[0-9]+))?"
    exponent = r"(?:[eE](?P<exponent>[-+\u2212]?[0-9]+))?"
    return re.compile(rf"(?P<whole>(?:{whole})?){fraction}{exponent}")


def _why(run: str, decimal: str) -> str:
    """Return why a run of digits and marks is not one number."""
    other = "," if decimal == "." else "."
    if len(run) > 1 and run[0] == "0" and run[1].isdigit():
        return f"{run!r} starts with a 0 that says nothing; write the number without it"
    if _shape(other).fullmatch(run):
        return (
            f"{run!r} is a number only with {other!r} as the decimal mark; "
            f"write {decimal!r}, or name the decimal mark (decimal={other!r})"
        )
    return f"{run!r} mixes or misplaces its marks; group thousands by three and write one decimal mark"


def is_whole(unit: Unit) -> bool:
    """Return whether figures in this unit are printed without decimals as a rule."""
    return unit.symbol in _WHOLE or unit.kind.startswith("money ")


def doubt(run: str, unit: Unit | None) -> str:
    """Return both readings of a number that `DOUBTFUL` matches, "" if its unit settles which is meant.

    Of so many thousands or millions no unit settles it.
    """
    mark = run[-4]
    if unit is not None and (mark == ".") != is_whole(unit):
        return ""
    # either way of writing it is read as what it is
    whole, part = (
        (run.replace(".", ","), f"{run}0") if mark == "." else (run.replace(",", ""), run.replace(",", "."))
    )
    return (
        f"{run!r} may mean {whole} or {part} {unit or 'of them'}; write one of these, or name the "
        'decimal mark (decimal="." or decimal=",")'
    )


def _named(character: str) -> str:
    import unicodedata

    name = unicodedata.name(character, "a control character")
    code = f"U+{ord(character):04X} ({name})"
    category = unicodedata.category(character)
    if category.startswith("N"):
        return f"{code} is not an ASCII digit; write the number with 0 to 9"
    if category in {"Cc", "Cf", "Zl", "Zp"}:
        return f"{code} is invisible and not accepted; delete it"
    if category.startswith("L"):
        return f"{code} is not a letter of any unit; write it with ASCII letters"
    return f"{code} is not accepted in a figure"


def times(number: Decimal, power: int) -> Decimal:
    """Return a number times a power of ten, with the digits that it had."""
    if power == 1:
        return number
    # arithmetic would obey the user's context
    sign, digits, exponent = number.as_tuple()
    return Decimal((sign, digits, int(exponent) + len(str(power)) - 1))


def in_inches(feet: int, inches: str) -> Decimal:
    """Return feet and inches as inches, with the digits of the inches."""
    whole, _, part = inches.partition(".")
    digits = str(12 * feet + int(whole)) + part
    return Decimal((0, tuple(map(int, digits)), -len(part)))
