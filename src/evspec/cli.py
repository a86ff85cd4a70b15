"""The command line: data on standard output, messages on standard error.

Exit codes: 0 done, 1 a mistake in the data or the units, told in one clear line, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TextIO

import evspec as ev
from evspec.errors import EvspecError

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from evspec.catalogs import Catalog
    from evspec.model import Vehicle
    from evspec.table import Tabular

__all__ = ["main"]

_FORMATS: dict[str, Callable[[Tabular], str]] = {
    "text": lambda table: table.to_text(),
    "markdown": lambda table: table.to_markdown(),
    "html": lambda table: table.to_html(),
    "latex": lambda table: table.to_latex(),
    "csv": lambda table: table.to_csv(),
    "json": lambda table: table.to_json(),
}


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.exit(2, f"evspec: {message}; see '{self.prog} --help'\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code.

    Parameters
    ----------
    arguments
        The words after the program's name; those of the process by default.
    """
    options = _parser().parse_args(arguments)
    try:
        code: int = options.run(options)
        sys.stdout.flush()
    except EvspecError as error:
        _say(str(error))
        return 1
    except BrokenPipeError:
        # the reader has gone; keep the interpreter from complaining when it closes the stream
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 0
    except OSError as error:
        _say(f"{error.filename}: {error.strerror}" if error.filename else str(error))
        return 1
    return code


def _say(message: str) -> None:
    print(f"evspec: {message}", file=sys.stderr)


def _parser() -> argparse.ArgumentParser:
    parser = _Parser(
        "evspec", description="Compare electric vehicles by figures that keep unit, cycle, bound and source."
    )
    parser.add_argument("--version", action="version", version=f"evspec {ev.__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)

    diff = _command(commands, "diff", _diff, "what one vehicle changes against another")
    diff.add_argument("old", metavar="OLD", help="id of a generation or variant, such as bmw/ix1/u11")
    diff.add_argument("new", metavar="NEW", help="id of the one that came after it")
    _table_options(diff)

    compare = _command(commands, "compare", _compare, "vehicles side by side")
    compare.add_argument("ids", metavar="ID", nargs="+", help="id of a generation or variant")
    _table_options(compare)

    show = _command(commands, "show", _show, "all that is stated of one vehicle")
    show.add_argument("id", metavar="ID", help="id of a generation or variant; ID@EDITION for an edition")
    _table_options(show, rows=False)

    listing = _command(commands, "list", _list, "ids and names in the catalog")
    listing.add_argument(
        "query", metavar="QUERY", nargs="?", default="", help="words that id or name must contain"
    )
    _catalog_option(listing)
    _output_option(listing)

    convert = _command(commands, "convert", _convert, "a published figure in another unit")
    convert.add_argument("figure", metavar="FIGURE", help='a figure with its unit, such as "319 mi"')
    convert.add_argument("unit", metavar="UNIT", help="the unit to show it in")

    check = _command(commands, "validate", _validate, "check data files and report every mistake")
    check.add_argument(
        "files", metavar="FILE", nargs="+", type=Path, help="TOML or JSON file, or a folder of them"
    )
    return parser


def _command(
    commands: argparse._SubParsersAction[argparse.ArgumentParser], name: str,
    run: Callable[[argparse.Namespace], int], purpose: str,
) -> argparse.ArgumentParser:  # fmt: skip
    command = commands.add_parser(name, help=purpose, description=f"{purpose[0].upper()}{purpose[1:]}.")
    command.set_defaults(run=run)
    return command


def _table_options(command: argparse.ArgumentParser, *, rows: bool = True) -> None:
    command.add_argument(
        "--format",
        choices=_FORMATS,
        default="text",
        help="text (default), markdown, html, latex, csv or json",
    )
    command.add_argument(
        "--units", choices=("metric", "us", "uk"), default="metric", help="system of units (metric)"
    )
    command.add_argument(
        "--as-of", metavar="DATE", type=_date, help="leave out sources later than this day, and undated ones"
    )
    if rows:
        command.add_argument(
            "--only-differences", action="store_true", help="leave out rows that are the same"
        )
        command.add_argument("--rows", choices=("all",), help="also show the rows that only one side states")
    _catalog_option(command)
    _output_option(command)


def _catalog_option(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "--catalog",
        metavar="PATH",
        type=Path,
        help="a file or folder of vehicles to use beside the built-in ones",
    )


def _output_option(command: argparse.ArgumentParser) -> None:
    command.add_argument(
        "-o", "--output", metavar="FILE", type=Path, help="write to a file instead of standard output"
    )


def _date(text: str) -> str:
    from datetime import date

    try:
        return date.fromisoformat(text).isoformat()
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"{text!r} is no date ({error}); write 2026-03-01") from None


def _vehicle(options: argparse.Namespace, id_: str) -> Vehicle:
    own: Catalog | None = ev.load(options.catalog) if options.catalog else None
    return own[id_] if own is not None and id_ in own else ev.catalog[id_]


def _write(options: argparse.Namespace, text: str) -> int:
    text = text if text.endswith("\n") else f"{text}\n"
    if options.output:
        from evspec.catalogs.files import save

        save({options.output: text})
    else:
        _print(text, sys.stdout)
    return 0


def _print(text: str, stream: TextIO) -> None:
    """Write text, with escapes for what the stream's encoding cannot hold."""
    encoding = stream.encoding or "utf-8"
    stream.write(text.encode(encoding, "backslashreplace").decode(encoding))


def _render(options: argparse.Namespace, table: Tabular) -> int:
    return _write(options, _FORMATS[options.format](table))


def _diff(options: argparse.Namespace) -> int:
    old, new = (_vehicle(options, id_) for id_ in (options.old, options.new))
    return _render(options, ev.diff(
        old, new, units=options.units, rows=options.rows or "new",
        only_differences=options.only_differences, as_of=options.as_of,
    ))  # fmt: skip


def _compare(options: argparse.Namespace) -> int:
    vehicles = [_vehicle(options, id_) for id_ in options.ids]
    return _render(options, ev.compare(
        *vehicles, units=options.units, rows=options.rows or "shared",
        only_differences=options.only_differences, as_of=options.as_of,
    ))  # fmt: skip


def _show(options: argparse.Namespace) -> int:
    vehicle = _vehicle(options, options.id).as_of(options.as_of)
    return _render(options, vehicle.to_table(units=options.units))


def _list(options: argparse.Namespace) -> int:
    catalog = ev.load(options.catalog) if options.catalog else ev.catalog
    words = options.query.lower().split()
    lines = [
        f"{vehicle.id}  {vehicle.name}"
        for generation in catalog
        for vehicle in (generation, *generation.variants)
        if all(word in f"{vehicle.id} {vehicle.name}".lower() for word in words)
    ]
    if not lines:
        raise EvspecError(
            f"nothing in the catalog has {options.query!r} in its id or name; 'evspec list' shows all"
        )
    width = max(line.index("  ") for line in lines)
    return _write(
        options, "\n".join(f"{line[: line.index('  ')]:{width}}{line[line.index('  ') :]}" for line in lines)
    )


def _convert(options: argparse.Namespace) -> int:
    _print(f"{ev.convert(options.figure, options.unit)}\n", sys.stdout)
    return 0


def _validate(options: argparse.Namespace) -> int:
    from evspec.catalogs import validate

    catalog, problems = validate(options.files)
    for problem in problems:
        print(problem, file=sys.stderr)
    if problems:
        _say(f"{len(problems)} mistake{'s' if len(problems) > 1 else ''}")
        return 1
    claims = sum(len(generation.claims()) for generation in catalog)
    _print(
        f"{len(catalog)} generations, {len(catalog.variants)} variants, {claims} claims: no mistake\n",
        sys.stdout,
    )
    return 0
