"""The options that several commands take, and what their words mean."""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from evspec.errors import EvspecError, UnknownSpec

__all__ = [
    "AS_OF",
    "FORMATS",
    "better_option",
    "catalog_option",
    "compare_options",
    "day_of",
    "derived_option",
    "format_option",
    "house_option",
    "listed",
    "locale_option",
    "notes_option",
    "number_of",
    "output_option",
    "pair_of",
    "path_of",
    "rows_options",
    "specs_option",
    "table_options",
    "units_option",
    "words_options",
]

FORMATS = ("text", "markdown", "html", "latex", "csv", "json")
AS_OF = "leave out sources later than this day, and undated ones"


def table_options(command: argparse.ArgumentParser, *, rows: bool = True) -> None:
    """Add what every table takes."""
    format_option(command)
    units_option(command)
    locale_option(command)
    if rows:
        command.add_argument(
            "--only-differences", action="store_true", help="leave out rows that are the same"
        )
        command.add_argument(
            "--rows", metavar="all", choices=("all",), help="also show the rows that only one side states"
        )
    catalog_option(command)
    output_option(command)


def units_option(command: argparse.ArgumentParser) -> None:
    """Add units, and the day of knowledge."""
    command.add_argument(
        "--units",
        metavar="SYSTEM",
        type=_units,
        default="metric",
        help="metric, us or uk (metric by default); us,torque=Nm for another unit of some",
    )
    command.add_argument("--as-of", metavar="DATE", type=day_of, help=AS_OF)


def rows_options(command: argparse.ArgumentParser) -> None:
    """Add what says which rows are shown."""
    specs_option(command)
    command.add_argument("--cycle", metavar="CYCLE", help="the one test cycle to show where it is stated")


def specs_option(command: argparse.ArgumentParser) -> None:
    """Add what says which specs are shown."""
    command.add_argument(
        "--specs",
        metavar="SPEC,...",
        type=listed,
        help="show these only, in this order: panel for what most desks print, or keys, groups, patterns and "
        "presets, such as range,charging,'battery*'",
    )


def listed(text: str) -> list[str]:
    """Return the specs that are named; a comma in brackets parts conditions: range[cycle=EPA,phase=city]."""
    return [part.strip() for part in re.split(r",(?![^\[]*\])", text)]


def words_options(command: argparse.ArgumentParser, *, labels: bool = True) -> None:
    """Add a caller's own words."""
    command.add_argument("--title", metavar="TEXT", help="the title of the table")
    command.add_argument(
        "--caption", metavar="TEXT", help="what stands below it, in place of units and dates"
    )
    if labels:
        command.add_argument(
            "--label",
            metavar="TEXT",
            action="append",
            help="the label of a vehicle, in the order in which they are named; once for each of them",
        )
        command.add_argument(
            "--number",
            metavar="DIGITS",
            type=_numbers,
            help="how many digits figures have at most: .3g for significant digits, .1f for decimals, "
            "consumption=.1f,price=.3g for some specs",
        )
    command.add_argument(
        "--footer",
        metavar="TEXT",
        action="append",
        default=[],
        help="a line below the table; may be repeated",
    )


def compare_options(command: argparse.ArgumentParser) -> None:
    """Add what is asked of vehicles side by side alone."""
    command.add_argument(
        "--sort-by", metavar="SPEC", help="order by this figure; --sort-by=-SPEC puts the largest first"
    )
    command.add_argument("--baseline", metavar="ID", help="add the difference to this one of the vehicles")
    better_option(command)
    command.add_argument("--no-best", action="store_true", help="do not mark the best of each row")
    command.add_argument("--transpose", action="store_true", help="a row for each vehicle")
    command.add_argument(
        "--merge", action="store_true", help="show neighbors of one model that state the same as one column"
    )


def notes_option(command: argparse.ArgumentParser) -> None:
    """Add which notes are shown."""
    command.add_argument(
        "--notes",
        metavar="WHICH",
        type=_notes,
        default="full",
        help="full, print for letters and one line of sources, sources for their numbers alone, or none "
        "(full by default)",
    )


def _notes(text: str) -> str | bool:
    if text not in {"full", "print", "sources", "none"}:
        raise argparse.ArgumentTypeError(f"{text!r} is not one of full, print, sources, none")
    return text if text != "none" else False


def derived_option(command: argparse.ArgumentParser) -> None:
    """Add whether what follows is shown."""
    command.add_argument("--derived", action="store_true", help="also show what follows from the figures")


def format_option(command: argparse.ArgumentParser) -> None:
    """Add the format of a table, and its style."""
    known = f"{', '.join(FORMATS[:-1])} or {FORMATS[-1]}"
    command.add_argument(
        "--format",
        metavar="FORMAT",
        choices=FORMATS,
        help=f"{known} (text by default, or what the suffix of the file says)",
    )
    command.add_argument(
        "--style",
        metavar="STYLE",
        choices=("plain", "pretty", "siunitx"),
        help="plain for HTML without a style sheet; siunitx for LaTeX with aligned numbers",
    )


def house_option(command: argparse.ArgumentParser) -> None:
    """Add the house style, which may decide the units."""
    command.add_argument(
        "--house",
        metavar="STYLE",
        help="the house style: evspec, us-press or a TOML file, with units, spellings, dates and heads",
    )
    # those of the house, if none are named
    command.set_defaults(units=None)


def locale_option(command: argparse.ArgumentParser) -> None:
    """Add the locale."""
    command.add_argument(
        "--locale", metavar="LOCALE", type=_locale, default="",
        help="the locale of words, numbers and dates, such as de or de_CH (English by default)",
    )  # fmt: skip


def _locale(text: str) -> str:
    """Return a locale by its canonical name."""
    from evspec.languages.locales import checked_locale

    try:
        return checked_locale(text)
    except EvspecError as error:
        raise argparse.ArgumentTypeError(str(error).rstrip("?")) from None


def catalog_option(command: argparse.ArgumentParser) -> None:
    """Add whose vehicles are meant."""
    command.add_argument(
        "--catalog",
        metavar="PATH",
        type=path_of,
        help="a file or folder of vehicles to use beside the built-in ones",
    )
    command.add_argument(
        "--record", action="store_true", help="also what agencies state of the same cars, by the record"
    )


def output_option(command: argparse.ArgumentParser) -> None:
    """Add where to write."""
    command.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        type=path_of,
        help="write to a file instead of standard output; a table in the format of its suffix: "
        "html, md, txt, tex, csv, json, xlsx, pdf or png",
    )


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


def better_option(command: argparse.ArgumentParser) -> None:
    """Add which end is the better one."""
    command.add_argument(
        "--better",
        metavar="SPEC=END,...",
        type=_ends,
        help="which end is the better one: higher, lower or none, such as price=lower,top_speed=none",
    )


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
