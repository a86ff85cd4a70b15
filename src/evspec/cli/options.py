"""The words that the command line takes."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn, TypeAlias

import evspec as ev
from evspec.cli import commands as run
from evspec.errors import EvspecError, UnknownSpec, in_one_line

if TYPE_CHECKING:
    from collections.abc import Callable

    _Commands: TypeAlias = argparse._SubParsersAction[argparse.ArgumentParser]

__all__ = ["FORMATS", "parser"]

FORMATS = ("text", "markdown", "html", "latex", "csv", "json")
_AS_OF = "leave out sources later than this day, and undated ones"


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        run.tell(self.format_usage().rstrip("\n"))
        run.tell(in_one_line(f"evspec: {message}; '{self.prog} --help' tells more"))
        self.exit(2)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Refuse what is left over here, where the usage is that of the command."""
        found, left = super().parse_known_args(args, namespace)
        if left:
            self.error(f"unrecognized arguments: {' '.join(left)}")
        return found, left


def parser() -> argparse.ArgumentParser:
    """Return the parser; the command that it finds is in `run`."""
    made: argparse.ArgumentParser = _Parser(
        "evspec", description="Compare electric vehicles by figures that keep unit, cycle, bound and source."
    )
    made.add_argument("--version", action="version", version=f"evspec {ev.__version__}")
    commands = made.add_subparsers(metavar="COMMAND", required=True)
    _tables(commands)
    _lineage(commands)
    _pages(commands)
    _figures(commands)
    _files(commands)
    return made


def _tables(commands: _Commands) -> None:
    """Add what compares and shows vehicles."""
    diff = _command(commands, "diff", run.diff, "what one vehicle changes against another")
    diff.add_argument("old", metavar="OLD", help="id or name of a generation or variant, such as bmw/ix1/u11")
    diff.add_argument("new", metavar="NEW", help="id or name of the one that came after it")
    _table_options(diff)
    _rows_options(diff)
    _words_options(diff)
    diff.add_argument("--summary", action="store_true", help="one paragraph in place of the table")
    diff.add_argument(
        "--variants", action="store_true", help="a table for each pair of variants in place of one for all"
    )
    diff.add_argument(
        "--pair", metavar="OLD=NEW", action="append", default=[], type=_pair,
        help="two variants to pair, such as edrive20=entry; may be repeated",
    )  # fmt: skip
    diff.add_argument(
        "--pairs", action="store_true", help="a row for each pair of variants below the row that they decide"
    )
    _better_option(diff)

    compare = _command(commands, "compare", run.compare, "vehicles side by side")
    compare.add_argument("ids", metavar="ID", nargs="+", help="id or name of a generation or variant")
    _table_options(compare)
    _rows_options(compare)
    _words_options(compare)
    _compare_options(compare)
    compare.add_argument(
        "--estimate", action="store_true", help="estimate ranges in test cycles that only others state"
    )

    show = _command(commands, "show", run.show, "all that is stated of one vehicle")
    show.add_argument("id", metavar="ID", help="id or name of a vehicle; ID@EDITION for an edition")
    _table_options(show, rows=False)
    _words_options(show, labels=False)
    _specs_option(show)
    for command in (diff, compare, show):
        _notes_option(command)
        _derived_option(command)
        _house_option(command)

    conflicts = _command(commands, "conflicts", run.conflicts, "claims on one quantity that disagree")
    conflicts.add_argument("id", metavar="ID", nargs="?", help="id or name of a vehicle; all by default")
    _table_options(conflicts, rows=False)

    audit = _command(commands, "audit", run.audit, "shown figures to look up before signing, worst first")
    audit.add_argument("ids", metavar="ID", nargs="*", help="ids or names of vehicles; all by default")
    _table_options(audit, rows=False)

    coverage = _command(commands, "coverage", run.coverage, "how many claims there are of what")
    coverage.add_argument("query", metavar="QUERY", nargs="*", help="words that the id or the name contains")
    coverage.add_argument(
        "--by",
        metavar="WHAT",
        choices=("group", "spec"),
        default="group",
        help="group or spec: what the claims are counted by (groups of specs by default)",
    )
    _locale_option(coverage)
    coverage.add_argument("--as-of", metavar="DATE", type=_date, help=_AS_OF)
    _format_option(coverage)
    _catalog_option(coverage)
    _output_option(coverage)

    _names(commands)


def _names(commands: _Commands) -> None:
    """Add what tells which vehicles there are."""
    listing = _command(commands, "list", run.list_, "ids and names in the catalog")
    listing.add_argument("query", metavar="QUERY", nargs="*", help="words that the id or the name contains")
    listing.add_argument("--all", action="store_true", help="also the cars of the official record")
    _catalog_option(listing)
    _output_option(listing)

    match = _command(commands, "match", run.match, "which curated car a car of the record may be, and why")
    match.add_argument("query", metavar="QUERY", nargs="+", help="words that the id or the name contains")
    _format_option(match)
    _output_option(match)

    find = _command(commands, "find", run.find, "the cars whose names have most words of a search")
    find.add_argument("words", metavar="WORD", nargs="+", help="make, model, version and year, in any order")
    find.add_argument(
        "--count", metavar="NUMBER", type=_count, default=20, help="how many at most (20 by default)"
    )
    _catalog_option(find)
    _output_option(find)


def _lineage(commands: _Commands) -> None:
    """Add what shows a whole line of generations."""
    line = _command(commands, "lineage", run.lineage, "a line of generations, equal neighbors as one")
    line.add_argument("id", metavar="ID", help="id or name of any vehicle of the line")
    _table_options(line)
    _rows_options(line)
    _house_option(line)
    _notes_option(line)


def _pages(commands: _Commands) -> None:
    """Add what makes a page to play with."""
    page = _command(commands, "page", run.page, "an HTML page to sort, filter and copy from")
    page.add_argument("ids", metavar="ID", nargs="*", help="ids or names of vehicles; all by default")
    _units_option(page)
    _derived_option(page)
    _rows_options(page)
    page.add_argument("--baseline", metavar="ID", help="add the difference to this one of the vehicles")
    _better_option(page)
    page.add_argument("--title", metavar="TEXT", help="the title of the page")
    _house_option(page)
    page.add_argument("--bars", action="store_true", help="a bar beneath each figure")
    _catalog_option(page)
    page.add_argument(
        "-o", "--output", metavar="FILE", type=_path, help="write to a file .html instead of standard output"
    )

    card = _command(commands, "card", run.card, "a picture of a car or a diff in three figures")
    card.add_argument(
        "ids", metavar="ID", nargs="+", help="id or name of a vehicle; or of an old and a new one"
    )
    _units_option(card)
    _locale_option(card)
    card.add_argument(
        "--specs",
        metavar="SPEC,...",
        type=_listed,
        help="its figures, three at most: keys such as range,dc_power",
    )
    card.add_argument(
        "--scheme", metavar="COLORS", choices=("auto", "light", "dark"), default="auto",
        help="light, dark, or auto for those of whoever looks at it (auto by default)",
    )  # fmt: skip
    _catalog_option(card)
    card.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        type=_path,
        help="write to a file .svg or .png instead of standard output",
    )

    site = _command(commands, "site", run.site, "a catalog as a folder of pages with an index")
    site.add_argument(
        "source", metavar="CATALOG", nargs="?", type=_path,
        help="a file or folder of vehicles; the built-in ones by default",
    )  # fmt: skip
    _units_option(site)
    site.add_argument("--title", metavar="TEXT", default="Electric vehicles", help="the title of the index")
    site.add_argument(
        "--address", metavar="URL", default="",
        help="where the site is going to stand, for a sitemap.xml: https://example.org/cars/",
    )  # fmt: skip
    site.add_argument(
        "-o", "--output", metavar="FOLDER", type=_path, required=True, help="the folder to write to"
    )


def _figures(commands: _Commands) -> None:
    """Add what needs no vehicle."""
    convert = _command(commands, "convert", run.convert, "a published figure in another unit")
    convert.add_argument("figure", metavar="FIGURE", help='a figure with its unit, such as "319 mi"')
    convert.add_argument("unit", metavar="UNIT", help="the unit to show it in")
    convert.add_argument(
        "--decimal", metavar="MARK", choices=(".", ","), help="the decimal mark of the figure, . or ,"
    )


def _files(commands: _Commands) -> None:
    """Add what helps with data files."""
    new = _command(commands, "new", run.new, "a commented file to start a new car from")
    new.add_argument("id", metavar="ID", help="make/model/generation, such as bmw/ix4/na7")
    new.add_argument(
        "-o", "--output", metavar="FILE", type=_path, help="the file, ID.toml in this folder by default"
    )

    schema = _command(commands, "schema", run.schema, "the JSON Schema of data files, tables or mappings")
    schema.add_argument(
        "what", metavar="WHAT", nargs="?", choices=("data", "table", "mapping"), default="data",
        help="data for the files of vehicles, table for what --format json writes, mapping for what tells of "
        "the columns of a data set (data by default)",
    )  # fmt: skip
    schema.set_defaults(format="json")
    _catalog_option(schema)
    _output_option(schema)

    read = _command(commands, "read", run.read, "read a data set by a mapping, and tell what came of it")
    read.add_argument(
        "mapping", metavar="DATASET", help="a built-in mapping, such as nrcan-bev, or the path of one in TOML"
    )
    read.add_argument("files", metavar="FILE", nargs="+", type=_path, help="CSV, JSON or Parquet file")
    read.add_argument("--date", metavar="DATE", help="the date of the source, in place of the mapping's")
    read.add_argument("--strict", action="store_true", help="refuse what can hardly be right or be read")
    _format_option(read)
    read.add_argument(
        "-o", "--output", metavar="FILE", type=_path,
        help="also write the vehicles: .toml, .json or a folder; or numbers: .parquet, .csv or .duckdb",
    )  # fmt: skip

    _record(commands)
    sketched = _command(commands, "sketch", run.sketch, "a first mapping of a file, guessed from its columns")
    sketched.add_argument("file", metavar="FILE", type=_path, help="CSV or JSON file")
    _output_option(sketched)

    _articles(commands)
    check = _command(commands, "validate", run.validate, "check data files and report every mistake")
    check.add_argument(
        "files", metavar="FILE", nargs="+", type=_path, help="TOML or JSON file, or a folder of them"
    )
    check.add_argument(
        "--strict", action="store_true", help="refuse figures that can hardly be right, not only warn of them"
    )


def _record(commands: _Commands) -> None:
    """Add what builds the official record, and what adds newer files to it."""
    record = _command(commands, "record", run.record, "build the official record, or add a newer file to it")
    whats = record.add_subparsers(dest="what", metavar="build|add", required=True)
    build = whats.add_parser("build", help="build it from its input files")
    build.add_argument("folder", metavar="FOLDER", type=_path, help="the folder of its input files")
    add = whats.add_parser("add", help="add the cars of a newer file, in a folder of your own")
    add.add_argument("dataset", metavar="DATASET", help="a data set of the record, such as epa-fe-guide")
    add.add_argument("file", metavar="FILE", type=_path, help="the file that was downloaded")
    for one, where in ((build, "the package's own"), (add, "EVSPEC_RECORD or the XDG data folder")):
        one.add_argument(
            "--into", metavar="FOLDER", type=_path, help=f"where to write it, in place of {where}"
        )


def _articles(commands: _Commands) -> None:
    """Add what reads articles."""
    draft = _command(commands, "draft", run.draft, "a draft of the claims that an article makes")
    draft.add_argument(
        "article", metavar="ARTICLE", type=_path, help="the text, a paragraph a line; of FILE.html the page"
    )
    draft.add_argument("--publisher", metavar="NAME", default="", help="who published it")
    draft.add_argument("--date", metavar="DATE", type=_date, help="the day on which it appeared")
    draft.add_argument(
        "--about", metavar="ID", action="append", default=[],
        help="the car that it is about; repeated for several, the newest first",
    )  # fmt: skip
    draft.add_argument("--title", metavar="TEXT", default="", help="its heading")
    draft.add_argument("--address", metavar="URL", default="", help="where it is found")
    draft.add_argument("--language", metavar="CODE", help="en or de; told by its words by default")
    draft.add_argument(
        "--diff", action="store_true", help="show what it says against the predecessor instead of the draft"
    )
    draft.add_argument("--unsure", action="store_true", help="with --diff: add what is unsure too")
    _format_option(draft)
    _catalog_option(draft)
    _output_option(draft)

    check = _command(commands, "check", run.check, "whether an article bears out the claims of a draft")
    check.add_argument("draft", metavar="DRAFT", type=_path, help="a draft; with --source, a data folder")
    check.add_argument("--text", metavar="ARTICLE", type=_path, required=True, help="the article's text")
    check.add_argument("--source", metavar="ID", help="check the claims of this source in data files")
    _catalog_option(check)

    accept = _command(commands, "accept", run.accept, "the accepted claims of a draft into data files")
    accept.add_argument("draft", metavar="DRAFT", type=_path, help="a draft, as you edited it")
    accept.add_argument(
        "--into", metavar="FOLDER", type=_path, required=True, help="the folder of the data files"
    )
    accept.add_argument(
        "--text", metavar="ARTICLE", type=_path, help="the article's text, which has to bear out the claims"
    )
    _catalog_option(accept)


def _command(
    commands: _Commands, name: str, function: Callable[[argparse.Namespace], int], purpose: str
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=purpose, description=f"{purpose[0].upper()}{purpose[1:]}.")
    command.set_defaults(run=function)
    return command


def _table_options(command: argparse.ArgumentParser, *, rows: bool = True) -> None:
    _format_option(command)
    _units_option(command)
    _locale_option(command)
    if rows:
        command.add_argument(
            "--only-differences", action="store_true", help="leave out rows that are the same"
        )
        command.add_argument(
            "--rows", metavar="all", choices=("all",), help="also show the rows that only one side states"
        )
    _catalog_option(command)
    _output_option(command)


def _units_option(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--units",
        metavar="SYSTEM",
        type=_units,
        default="metric",
        help="metric, us or uk (metric by default); us,torque=Nm for another unit of some",
    )
    command.add_argument("--as-of", metavar="DATE", type=_date, help=_AS_OF)


def _rows_options(command: argparse.ArgumentParser) -> None:
    _specs_option(command)
    command.add_argument("--cycle", metavar="CYCLE", help="the one test cycle to show where it is stated")


def _specs_option(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--specs",
        metavar="SPEC,...",
        type=_listed,
        help="show these only, in this order: panel for what most desks print, or keys, groups, patterns and "
        "presets, such as range,charging,'battery*'",
    )


def _listed(text: str) -> list[str]:
    """Return the specs that are named; a comma in brackets parts conditions: range[cycle=EPA,phase=city]."""
    return [part.strip() for part in re.split(r",(?![^\[]*\])", text)]


def _words_options(command: argparse.ArgumentParser, *, labels: bool = True) -> None:
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


def _compare_options(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--sort-by", metavar="SPEC", help="order by this figure; --sort-by=-SPEC puts the largest first"
    )
    command.add_argument("--baseline", metavar="ID", help="add the difference to this one of the vehicles")
    _better_option(command)
    command.add_argument("--no-best", action="store_true", help="do not mark the best of each row")
    command.add_argument("--transpose", action="store_true", help="a row for each vehicle")
    command.add_argument(
        "--merge", action="store_true", help="show neighbors of one model that state the same as one column"
    )


def _notes_option(command: argparse.ArgumentParser) -> None:
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


def _derived_option(command: argparse.ArgumentParser) -> None:
    command.add_argument("--derived", action="store_true", help="also show what follows from the figures")


def _format_option(command: argparse.ArgumentParser) -> None:
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
        default="plain",
        help="plain; pretty for HTML with a style sheet; siunitx for LaTeX with aligned numbers",
    )


def _house_option(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--house",
        metavar="STYLE",
        help="the house style: evspec, us-press or a TOML file, with units, spellings, dates and heads",
    )
    # those of the house, if none are named
    command.set_defaults(units=None)


def _locale_option(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--locale", metavar="LOCALE", type=_locale, default="",
        help="the locale of words, numbers and dates, such as de or de_CH (English by default)",
    )  # fmt: skip


def _locale(text: str) -> str:
    """Return a locale by its canonical name."""
    from evspec.languages.speech import checked_locale

    try:
        return checked_locale(text)
    except EvspecError as error:
        raise argparse.ArgumentTypeError(str(error).rstrip("?")) from None


def _catalog_option(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--catalog",
        metavar="PATH",
        type=_path,
        help="a file or folder of vehicles to use beside the built-in ones",
    )
    command.add_argument(
        "--record", action="store_true", help="also what agencies state of the same cars, by the record"
    )


def _output_option(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "-o",
        "--output",
        metavar="FILE",
        type=_path,
        help="write to a file instead of standard output; a table in the format of its suffix: "
        "html, md, txt, tex, csv, json, xlsx, pdf or png",
    )


def _path(text: str) -> Path:
    if not text:
        raise argparse.ArgumentTypeError("the path is empty; write . for the current folder")
    return Path(text)


def _count(text: str) -> int:
    if not (text.isdecimal() and int(text)):
        raise argparse.ArgumentTypeError(f"{text!r} is no number of vehicles; write 1 or more")
    return int(text)


def _pair(text: str) -> tuple[str, str]:
    old, equals, new = text.partition("=")
    if not (old and equals and new):
        raise argparse.ArgumentTypeError(f"{text!r} is no pair; write two variants like edrive20=entry")
    return old, new


def _better_option(command: argparse.ArgumentParser) -> None:
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


def _date(text: str) -> str:
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write one like 2026-03-01") from None
