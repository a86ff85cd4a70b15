"""The command line: data on standard output, messages on standard error.

Exit codes: 0 done, 1 a mistake in the data or the units, told in one clear line, 2 wrong usage.
"""

from __future__ import annotations

import argparse
import os
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, NoReturn, TypeAlias

import evspec as ev
from evspec.errors import EvspecError

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

    from evspec.catalogs import Catalog
    from evspec.model import Generation, Vehicle
    from evspec.table import Tabular

    _Commands: TypeAlias = argparse._SubParsersAction[argparse.ArgumentParser]

__all__ = ["main"]

_FORMATS = ("text", "markdown", "html", "latex", "csv", "json")
_INTERRUPTED = 130


class _Parser(argparse.ArgumentParser):
    def error(self, message: str) -> NoReturn:
        self.print_usage(sys.stderr)
        self.exit(2, f"evspec: {message}; '{self.prog} --help' tells more\n")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command line and return its exit code.

    Parameters
    ----------
    arguments
        The words after the program's name; those of the process by default.
    """
    try:
        try:
            options = _parser().parse_args(arguments)
            code: int = options.run(options)
        finally:
            sys.stdout.flush()
    except EvspecError as error:
        return _fail(str(error))
    except BrokenPipeError:
        _abandon_output()
        return 0
    except OSError as error:
        _abandon_output()
        return _fail(f"the output cannot be written: {error.strerror or error}")
    except KeyboardInterrupt:
        return _INTERRUPTED
    return code


def _fail(message: str) -> int:
    print(f"evspec: {message}", file=sys.stderr)
    return 1


def _abandon_output() -> None:
    """Keep the interpreter from writing, when it ends, what nobody can take."""
    with suppress(OSError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _parser() -> argparse.ArgumentParser:
    parser: argparse.ArgumentParser = _Parser(
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
    listing.add_argument("query", metavar="QUERY", nargs="*", help="words that the id or the name contains")
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
    commands: _Commands, name: str, run: Callable[[argparse.Namespace], int], purpose: str
) -> argparse.ArgumentParser:
    command = commands.add_parser(name, help=purpose, description=f"{purpose[0].upper()}{purpose[1:]}.")
    command.set_defaults(run=run)
    return command


def _table_options(command: argparse.ArgumentParser, *, rows: bool = True) -> None:
    formats = f"{', '.join(_FORMATS[:-1])} or {_FORMATS[-1]}"
    command.add_argument(
        "--format", metavar="FORMAT", choices=_FORMATS, default="text", help=f"{formats} (text by default)"
    )
    command.add_argument(
        "--units",
        metavar="SYSTEM",
        choices=("metric", "us", "uk"),
        default="metric",
        help="metric, us or uk (metric by default)",
    )
    command.add_argument(
        "--as-of", metavar="DATE", type=_date, help="leave out sources later than this day, and undated ones"
    )
    if rows:
        command.add_argument(
            "--only-differences", action="store_true", help="leave out rows that are the same"
        )
        command.add_argument(
            "--rows", metavar="all", choices=("all",), help="also show the rows that only one side states"
        )
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
    except ValueError:
        raise argparse.ArgumentTypeError(f"{text!r} is no day; write one like 2026-03-01") from None


def _catalog(options: argparse.Namespace) -> Catalog:
    return ev.load(options.catalog) if options.catalog else ev.catalog


def _write(options: argparse.Namespace, text: str) -> int:
    if options.output:
        from evspec.catalogs.files import save

        save({options.output: f"{text}\n"})
    else:
        _print(text)
    return 0


def _print(text: str) -> None:
    """Write text, with escapes for what the encoding of the output cannot hold."""
    encoding = sys.stdout.encoding or "utf-8"
    print(text.encode(encoding, "backslashreplace").decode(encoding))


def _render(options: argparse.Namespace, table: Tabular) -> int:
    text: str = getattr(table, f"to_{options.format}")()
    return _write(options, text)


def _diff(options: argparse.Namespace) -> int:
    catalog = _catalog(options)
    old, new = catalog.look_up(options.old), catalog.look_up(options.new)
    return _render(options, ev.diff(
        old, new, units=options.units, rows=options.rows or "new",
        only_differences=options.only_differences, as_of=options.as_of,
    ))  # fmt: skip


def _compare(options: argparse.Namespace) -> int:
    catalog = _catalog(options)
    return _render(options, ev.compare(
        *map(catalog.look_up, options.ids), units=options.units, rows=options.rows or "shared",
        only_differences=options.only_differences, as_of=options.as_of,
    ))  # fmt: skip


def _show(options: argparse.Namespace) -> int:
    vehicle = _catalog(options).look_up(options.id).as_of(options.as_of)
    return _render(options, vehicle.to_table(units=options.units))


def _list(options: argparse.Namespace) -> int:
    words = " ".join(options.query).lower().split()
    found = [
        vehicle
        for vehicle in _vehicles(_catalog(options))
        if all(word in f"{vehicle.id} {vehicle.name}".lower() for word in words)
    ]
    if not found:
        asked = " ".join(words)
        raise EvspecError(f"no vehicle has {asked!r} in its id or name; 'evspec list' shows all")
    width = max(len(vehicle.id) for vehicle in found)
    return _write(options, "\n".join(f"{vehicle.id:{width}}  {vehicle.name}" for vehicle in found))


def _vehicles(catalog: Catalog) -> Iterator[Vehicle]:
    """Yield every generation with its variants, those of the built-in catalog among them, by id."""
    generations: dict[str, Generation] = {g.id: g for every in (ev.catalog, catalog) for g in every}
    for id_ in sorted(generations):
        yield generations[id_]
        yield from generations[id_].variants


def _convert(options: argparse.Namespace) -> int:
    _print(str(ev.convert(options.figure, options.unit)))
    return 0


def _validate(options: argparse.Namespace) -> int:
    from evspec.catalogs import validate

    catalog, problems = validate(options.files)
    if problems:
        for problem in problems:
            print(problem, file=sys.stderr)
        return _fail(_count(len(problems), "mistake"))
    claims = sum(len(generation.claims()) for generation in catalog)
    counts = (
        _count(len(catalog), "generation"),
        _count(len(catalog.variants), "variant"),
        _count(claims, "claim"),
    )
    _print(f"{', '.join(counts)}: no mistake")
    return 0


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
