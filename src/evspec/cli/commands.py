"""The commands of the command line, and the words that each takes."""

from __future__ import annotations

import argparse
from typing import Any, NoReturn

import evspec as ev
from evspec.cli.options import (
    CATALOG,
    FORMAT,
    ROWS,
    TABLE,
    UNITS,
    WORDS,
    add_options,
    day_of,
    house_option,
    number_of,
    pair_of,
    path_of,
)
from evspec.cli.output import tell
from evspec.errors import in_one_line

__all__ = ["parser"]


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        tell(self.format_usage().rstrip("\n"))
        tell(in_one_line(f"evspec: {message}; '{self.prog} --help' tells more"))
        self.exit(2)

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> Any:
        """Refuse what is left over here, where the usage is that of the command."""
        found, left = super().parse_known_args(args, namespace)
        if left:
            self.error(f"unrecognized arguments: {' '.join(left)}")
        return found, left


class _Unasked(argparse.ArgumentParser):
    """A command that is not asked for, of which nobody will read the options."""

    def __init__(self) -> None:
        """Make it without what argparse makes."""

    def _left_out(self, *_names: Any, **_options: Any) -> Any:
        return self

    add_argument = add_subparsers = add_parser = set_defaults = _left_out


class _Commands:
    """The commands, of which one may be asked for: the options of all take longer to make than to read."""

    def __init__(self, made: argparse.ArgumentParser, asked: str | None) -> None:
        self.asked = asked
        self.parsers = made.add_subparsers(metavar="COMMAND", required=True)

    def add(self, name: str, function: str, purpose: str) -> argparse.ArgumentParser:
        """Add a command."""
        if self.asked not in {None, name}:
            return _Unasked()
        command: argparse.ArgumentParser = self.parsers.add_parser(
            name, help=purpose, description=f"{purpose[0].upper()}{purpose[1:]}."
        )
        # where it is, so that no command waits for the others to be imported
        command.set_defaults(run=function)
        return command


def parser(asked: str | None = None) -> argparse.ArgumentParser:
    """Return the parser; the command that it finds is in `run`, as "module:function" of this package.

    Parameters
    ----------
    asked
        The only command that is asked for; all of them if it is none.
    """
    made: argparse.ArgumentParser = _Parser(
        "evspec", description="Compare electric vehicles by figures that keep unit, cycle, bound and source."
    )
    made.add_argument("--version", action="version", version=f"evspec {ev.__version__}")
    commands = _Commands(made, asked)
    for add in (_tables, _lineage, _pages, _figures, _files):
        add(commands)
    return made if commands.parsers.choices else parser()


def _tables(commands: _Commands) -> None:
    """Add what compares and shows vehicles."""
    diff = commands.add("diff", "showing:diff", "what one vehicle changes against another")
    diff.add_argument("old", metavar="OLD", help="id or name of a generation or variant, such as bmw/ix1/u11")
    diff.add_argument("new", metavar="NEW", help="id or name of the one that came after it")
    add_options(diff, *ROWS, *WORDS)
    diff.add_argument("--summary", action="store_true", help="one paragraph in place of the table")
    diff.add_argument(
        "--variants", action="store_true", help="a table for each pair of variants in place of one for all"
    )
    diff.add_argument(
        "--pair", metavar="OLD=NEW", action="append", default=[], type=pair_of,
        help="two variants to pair, such as edrive20=entry; may be repeated",
    )  # fmt: skip
    diff.add_argument(
        "--pairs", action="store_true", help="a row for each pair of variants below the row that they decide"
    )
    add_options(diff, "--better")

    compare = commands.add("compare", "showing:compare", "vehicles side by side")
    compare.add_argument("ids", metavar="ID", nargs="+", help="id or name of a generation or variant")
    add_options(
        compare, *ROWS, *WORDS, "--sort-by", "--baseline", "--better", "--no-best", "--transpose", "--merge"
    )
    compare.add_argument(
        "--estimate", action="store_true", help="estimate ranges in test cycles that only others state"
    )

    show = commands.add("show", "showing:show", "all that is stated of one vehicle")
    show.add_argument("id", metavar="ID", help="id or name of a vehicle; ID@EDITION for an edition")
    add_options(show, *TABLE, "--title", "--caption", "--footer", "--specs")
    for command in (diff, compare, show):
        add_options(command, "--notes", "--derived")
        house_option(command)

    _checks(commands)
    _names(commands)


def _checks(commands: _Commands) -> None:
    """Add what tells how well things are known."""
    conflicts = commands.add("conflicts", "showing:conflicts", "claims on one quantity that disagree")
    conflicts.add_argument("id", metavar="ID", nargs="?", help="id or name of a vehicle; all by default")
    add_options(conflicts, *TABLE)

    audit = commands.add("audit", "showing:audit", "shown figures to look up before signing, worst first")
    audit.add_argument("ids", metavar="ID", nargs="*", help="ids or names of vehicles; all by default")
    add_options(audit, *TABLE)

    coverage = commands.add("coverage", "showing:coverage", "how many claims there are of what")
    coverage.add_argument("query", metavar="QUERY", nargs="*", help="words that the id or the name contains")
    coverage.add_argument(
        "--by",
        metavar="WHAT",
        choices=("group", "spec"),
        default="group",
        help="group or spec: what the claims are counted by (groups of specs by default)",
    )
    add_options(coverage, "--locale", "--as-of", *FORMAT, *CATALOG, "-o --output")


def _names(commands: _Commands) -> None:
    """Add what tells which vehicles there are."""
    listing = commands.add("list", "showing:list_", "ids and names in the catalog")
    listing.add_argument("query", metavar="QUERY", nargs="*", help="words that the id or the name contains")
    listing.add_argument("--all", action="store_true", help="also the cars of the official record")
    add_options(listing, *CATALOG, "-o --output")

    match = commands.add("match", "showing:match", "which curated car a car of the record may be, and why")
    match.add_argument("query", metavar="QUERY", nargs="+", help="words that the id or the name contains")
    add_options(match, "--locale", *FORMAT, "-o --output")

    find = commands.add("find", "showing:find", "the cars that have most words of a search, or some figures")
    find.add_argument(
        "words", metavar="WORD", nargs="+",
        help="make, model, version and year, in any order; or what a car should have, in quotes: "
        "'range >500 km WLTP', drivetrain=AWD",
    )  # fmt: skip
    find.add_argument(
        "--count", metavar="NUMBER", type=number_of, default=20, help="how many at most (20 by default)"
    )
    add_options(find, *CATALOG, "-o --output")


def _lineage(commands: _Commands) -> None:
    """Add what shows a whole line of generations."""
    line = commands.add("lineage", "showing:lineage", "a line of generations, equal neighbors as one")
    line.add_argument("id", metavar="ID", help="id or name of any vehicle of the line")
    add_options(line, *ROWS)
    house_option(line)
    add_options(line, "--notes")


def _pages(commands: _Commands) -> None:
    """Add what makes a page to play with."""
    page = commands.add("page", "showing:page", "an HTML page to sort, filter and copy from")
    page.add_argument("ids", metavar="ID", nargs="*", help="ids or names of vehicles; all by default")
    add_options(page, *UNITS, "--derived", "--specs", "--cycle", "--baseline", "--better")
    add_options(page, "--title", help="the title of the page")
    house_option(page)
    page.add_argument("--bars", action="store_true", help="a bar beneath each figure")
    add_options(page, *CATALOG)
    add_options(page, "-o --output", help="write to a file .html instead of standard output")

    card = commands.add("card", "showing:card", "a picture of a car or a diff in three figures")
    card.add_argument(
        "ids", metavar="ID", nargs="+", help="id or name of a vehicle; or of an old and a new one"
    )
    add_options(card, *UNITS)
    add_options(card, "--specs", help="its figures, three at most: keys such as range,dc_power")
    card.add_argument(
        "--scheme", metavar="COLORS", choices=("auto", "light", "dark"), default="auto",
        help="light, dark, or auto for those of whoever looks at it (auto by default)",
    )  # fmt: skip
    add_options(card, *CATALOG)
    add_options(card, "-o --output", help="write to a file .svg or .png instead of standard output")

    site = commands.add("site", "showing:site", "a catalog as a folder of pages with an index")
    site.add_argument(
        "source", metavar="CATALOG", nargs="?", type=path_of,
        help="a file or folder of vehicles; the built-in ones by default",
    )  # fmt: skip
    add_options(site, *UNITS)
    add_options(site, "--title", default="", help="the title of the index")
    site.add_argument(
        "--address", metavar="URL", default="",
        help="where the site is going to stand, for a sitemap.xml: https://example.org/cars/",
    )  # fmt: skip
    add_options(site, "-o --output", metavar="FOLDER", required=True, help="the folder to write to")


def _figures(commands: _Commands) -> None:
    """Add what needs no vehicle."""
    convert = commands.add("convert", "files:convert", "a published figure in another unit")
    convert.add_argument("figure", metavar="FIGURE", help='a figure with its unit, such as "319 mi"')
    convert.add_argument("unit", metavar="UNIT", help="the unit to show it in")
    convert.add_argument(
        "--decimal", metavar="MARK", choices=(".", ","), help="the decimal mark of the figure, . or ,"
    )


def _files(commands: _Commands) -> None:
    """Add what helps with data files."""
    new = commands.add("new", "files:new", "a commented file to start a new car from")
    new.add_argument("id", metavar="ID", help="make/model/generation, such as bmw/ix4/na7")
    add_options(new, "-o --output", help="the file, ID.toml in this folder by default")

    schema = commands.add("schema", "files:schema", "the JSON Schema of data files, tables or mappings")
    schema.add_argument(
        "what", metavar="WHAT", nargs="?", choices=("data", "table", "mapping"), default="data",
        help="data for the files of vehicles, table for what --format json writes, mapping for what tells of "
        "the columns of a data set (data by default)",
    )  # fmt: skip
    schema.set_defaults(format="json")
    add_options(schema, *CATALOG, "-o --output")

    read = commands.add("read", "files:read", "read a data set by a mapping, and tell what came of it")
    read.add_argument(
        "mapping", metavar="DATASET", help="a built-in mapping, such as nrcan-bev, or the path of one in TOML"
    )
    read.add_argument("files", metavar="FILE", nargs="+", type=path_of, help="CSV, JSON or Parquet file")
    read.add_argument("--date", metavar="DATE", help="the date of the source, in place of the mapping's")
    read.add_argument("--strict", action="store_true", help="refuse what can hardly be right or be read")
    add_options(read, *FORMAT)
    add_options(
        read, "-o --output",
        help="also write the vehicles: .toml, .json or a folder; or numbers: .parquet, .csv or .duckdb",
    )  # fmt: skip

    _record(commands)
    sketched = commands.add("sketch", "files:sketch", "a first mapping of a file, guessed from its columns")
    sketched.add_argument("file", metavar="FILE", type=path_of, help="CSV or JSON file")
    add_options(sketched, "-o --output")

    _articles(commands)
    check = commands.add("validate", "files:validate", "check data files and report every mistake")
    check.add_argument(
        "files", metavar="FILE", nargs="+", type=path_of, help="TOML or JSON file, or a folder of them"
    )
    check.add_argument(
        "--strict", action="store_true", help="refuse figures that can hardly be right, not only warn of them"
    )


def _record(commands: _Commands) -> None:
    """Add what builds the official record, and what adds newer files to it."""
    record = commands.add("record", "files:record", "build the official record, or add a newer file to it")
    whats = record.add_subparsers(dest="what", metavar="build|add", required=True)
    build = whats.add_parser("build", help="build it from its input files")
    build.add_argument("folder", metavar="FOLDER", type=path_of, help="the folder of its input files")
    add = whats.add_parser("add", help="add the cars of a newer file, in a folder of your own")
    add.add_argument("dataset", metavar="DATASET", help="a data set of the record, such as epa-fe-guide")
    add.add_argument("file", metavar="FILE", type=path_of, help="the file that was downloaded")
    for one, where in ((build, "the package's own"), (add, "EVSPEC_RECORD or the XDG data folder")):
        one.add_argument(
            "--into", metavar="FOLDER", type=path_of, help=f"where to write it, in place of {where}"
        )


def _articles(commands: _Commands) -> None:
    """Add what reads articles."""
    draft = commands.add("draft", "files:draft", "a draft of the claims that an article makes")
    draft.add_argument(
        "article", metavar="ARTICLE", type=path_of, help="the text, a paragraph a line; of FILE.html the page"
    )
    draft.add_argument("--publisher", metavar="NAME", default="", help="who published it")
    draft.add_argument("--date", metavar="DATE", type=day_of, help="the day on which it appeared")
    draft.add_argument(
        "--about", metavar="CAR", action="append", default=[],
        help="the car that it is about, its id or its name; repeated for several, the newest first",
    )  # fmt: skip
    add_options(draft, "--title", default="", help="its heading")
    draft.add_argument("--address", metavar="URL", default="", help="where it is found")
    draft.add_argument("--language", metavar="CODE", help="en or de; told by its words by default")
    draft.add_argument(
        "--diff", action="store_true", help="show what it says against the predecessor instead of the draft"
    )
    draft.add_argument("--unsure", action="store_true", help="with --diff: add what is unsure too")
    add_options(draft, *FORMAT, "--locale", *CATALOG, "-o --output")

    check = commands.add("check", "files:check", "whether an article bears out the claims of a draft")
    check.add_argument("draft", metavar="DRAFT", type=path_of, help="a draft; with --source, a data folder")
    check.add_argument("--text", metavar="ARTICLE", type=path_of, required=True, help="the article's text")
    check.add_argument("--source", metavar="ID", help="check the claims of this source in data files")
    add_options(check, *CATALOG)

    accept = commands.add("accept", "files:accept", "the accepted claims of a draft into data files")
    accept.add_argument("draft", metavar="DRAFT", type=path_of, help="a draft, as you edited it")
    accept.add_argument(
        "--into", metavar="FOLDER", type=path_of, required=True, help="the folder of the data files"
    )
    accept.add_argument(
        "--text", metavar="ARTICLE", type=path_of, help="the article's text, which has to bear out the claims"
    )
    add_options(accept, *CATALOG)
