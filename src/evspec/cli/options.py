"""The options that several commands take, and what their words mean."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import Any, Final

from evspec.errors import EvspecError, UnknownSpec

__all__ = [
    "CATALOG", "FORMAT", "FORMATS", "ROWS", "TABLE", "UNITS", "WORDS", "add_options", "day_of",
    "house_option", "number_of", "pair_of", "path_of",
]  # fmt: skip

FORMATS = ("text", "markdown", "html", "latex", "csv", "json")


def add_options(command: argparse.ArgumentParser, *names: str, **changed: Any) -> None:
    """Add options that are known by their names.

    Parameters
    ----------
    command
        The command.
    names
        Keys of the table of options, in the order of the command's help.
    changed
        What is otherwise of this command, such as its help.
    """
    for name in names:
        command.add_argument(*name.split(), **_OPTIONS[name] | changed)


def house_option(command: argparse.ArgumentParser) -> None:
    """Add the house style, which decides the units if none are named."""
    add_options(command, "--house")
    command.set_defaults(units=None)


def _listed(text: str) -> list[str]:
    """Return the specs that are named; a comma in brackets parts conditions: range[cycle=EPA,phase=city]."""
    return [part.strip() for part in re.split(r",(?![^\[]*\])", text)]


def _notes(text: str) -> str | bool:
    if text not in {"full", "print", "sources", "none"}:
        raise argparse.ArgumentTypeError(f"{text!r} is not one of full, print, sources, none")
    return text if text != "none" else False


def _locale(text: str) -> str:
    """Return a locale by its canonical name."""
    from evspec.languages.locales import checked_locale

    try:
        return checked_locale(text)
    except EvspecError as error:
        raise argparse.ArgumentTypeError(str(error).rstrip("?")) from None


def path_of(text: str) -> Path:
    """Return the path that a text names."""
    if not text:
        raise argparse.ArgumentTypeError("the path is empty; write . for the current folder")
    return Path(text)


def number_of(text: str) -> int:
    """Return how many are asked for."""
    if not (text.isdecimal() and int(text)):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of vehicles; write 1 or more")
    return int(text)


def pair_of(text: str) -> tuple[str, str]:
    """Return the two variants of "edrive20=entry"."""
    old, equals, new = text.partition("=")
    if not (old and equals and new):
        raise argparse.ArgumentTypeError(f"{text!r} is no pair; write two variants like edrive20=entry")
    return old, new


def _ends(text: str) -> dict[str, str | None]:
    asked: dict[str, str | None] = {}
    for part in text.split(","):
        key, equals, end = (word.strip() for word in part.partition("="))
        if not (key and equals and end):
            raise argparse.ArgumentTypeError(f"{part!r} is no spec with its better end: price=lower")
        if key in asked:
            raise argparse.ArgumentTypeError(f"{key!r} is given two better ends in {text!r}")
        asked[key] = None if end == "none" else end
    return asked


def _numbers(text: str) -> str | dict[str, str]:
    if "=" not in text:
        return f".{text}g" if text.isdecimal() else text
    pairs = (part.partition("=") for part in text.split(","))
    return {key.strip(): digits.strip() for key, _, digits in pairs}


def _units(text: str) -> object:
    """Return the units that "us" or "us,torque=Nm" names."""
    from evspec.specs import SYSTEMS, UnitChoice

    asked: dict[str, str] = {}
    for part in text.split(","):
        key, equals, symbol = part.partition("=")
        if not equals and part.strip() not in SYSTEMS:
            known = ", ".join(SYSTEMS)
            raise argparse.ArgumentTypeError(
                f"{part!r} is not one of {known}, nor a spec with its unit: torque=Nm"
            )
        asked |= {key.strip(): symbol.strip()} if equals else {"system": part.strip()}
    try:
        return UnitChoice.of(asked)
    except UnknownSpec:
        # which the catalog that is named may define
        return asked
    except EvspecError as error:
        raise argparse.ArgumentTypeError(str(error).rstrip("?")) from None


def day_of(text: str) -> str:
    """Return a day by its canonical name."""
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write one like 2026-03-01") from None


#: What every option takes.
_OPTIONS: Final[dict[str, dict[str, Any]]] = {
    "--format": {
        "metavar": "FORMAT",
        "choices": FORMATS,
        "help": f"{', '.join(FORMATS[:-1])} or {FORMATS[-1]} "
        "(text by default, or what the suffix of the file says)",
    },
    "--style": {
        "metavar": "STYLE",
        "choices": ("plain", "pretty", "siunitx"),
        "help": "plain for HTML without a style sheet; siunitx for LaTeX with aligned numbers",
    },
    "--units": {
        "metavar": "SYSTEM",
        "type": _units,
        "default": "metric",
        "help": "metric, us or uk (metric by default); us,torque=Nm for another unit of some",
    },
    "--as-of": {
        "metavar": "DATE",
        "type": day_of,
        "help": "leave out sources later than this day, and undated ones",
    },
    "--locale": {
        "metavar": "LOCALE",
        "type": _locale,
        "default": "",
        "help": "the locale of words, numbers and dates, such as de or de_CH (English by default)",
    },
    "--only-differences": {"action": "store_true", "help": "leave out rows that are the same"},
    "--rows": {
        "metavar": "all",
        "choices": ("all",),
        "help": "also show the rows that only one side states",
    },
    "--catalog": {
        "metavar": "PATH",
        "type": path_of,
        "help": "a file or folder of vehicles to use beside the built-in ones",
    },
    "--record": {
        "action": "store_true",
        "help": "also what agencies state of the same cars, by the record",
    },
    "-o --output": {
        "metavar": "FILE",
        "type": path_of,
        "help": "write to a file instead of standard output; a table in the format of its suffix: "
        "html, md, txt, tex, csv, json, xlsx, pdf or png",
    },
    "--specs": {
        "metavar": "SPEC,...",
        "type": _listed,
        "help": "show these only, in this order: panel for what most desks print, or keys, groups, patterns "
        "and presets, such as range,charging,'battery*'",
    },
    "--cycle": {"metavar": "CYCLE", "help": "the one test cycle to show where it is stated"},
    "--title": {"metavar": "TEXT", "help": "the title of the table"},
    "--caption": {"metavar": "TEXT", "help": "what stands below it, in place of units and dates"},
    "--label": {
        "metavar": "TEXT",
        "action": "append",
        "help": "the label of a vehicle, in the order in which they are named; once for each of them",
    },
    "--number": {
        "metavar": "DIGITS",
        "type": _numbers,
        "help": "how many digits figures have at most: .3g for significant digits, .1f for decimals, "
        "consumption=.1f,price=.3g for some specs",
    },
    "--footer": {
        "metavar": "TEXT",
        "action": "append",
        "default": [],
        "help": "a line below the table; may be repeated",
    },
    "--sort-by": {
        "metavar": "SPEC",
        "help": "order by this figure; --sort-by=-SPEC puts the largest first",
    },
    "--baseline": {"metavar": "ID", "help": "add the difference to this one of the vehicles"},
    "--better": {
        "metavar": "SPEC=END,...",
        "type": _ends,
        "help": "which end is the better one: higher, lower or none, such as price=lower,top_speed=none",
    },
    "--no-best": {"action": "store_true", "help": "do not mark the best of each row"},
    "--transpose": {"action": "store_true", "help": "a row for each vehicle"},
    "--merge": {
        "action": "store_true",
        "help": "show neighbors of one model that state the same as one column",
    },
    "--notes": {
        "metavar": "WHICH",
        "type": _notes,
        "default": "full",
        "help": "full, print for letters and one line of sources, sources for their numbers alone, or none "
        "(full by default)",
    },
    "--derived": {"action": "store_true", "help": "also show what follows from the figures"},
    "--house": {
        "metavar": "STYLE",
        "help": "the house style: evspec, us-press or a TOML file, with units, spellings, dates and heads",
    },
}
#: Options that go together: whose vehicles are meant, in which units and on which day, in which format; what
#: every table takes, what one takes of which rows can be chosen, and a caller's own words.
CATALOG: Final = ("--catalog", "--record")
UNITS: Final = ("--units", "--as-of", "--locale")
FORMAT: Final = ("--format", "--style")
TABLE: Final = (*FORMAT, *UNITS, *CATALOG, "-o --output")
ROWS: Final = (
    *FORMAT, *UNITS, "--only-differences", "--rows", *CATALOG, "-o --output", "--specs", "--cycle",
)  # fmt: skip
WORDS: Final = ("--title", "--caption", "--label", "--number", "--footer")
