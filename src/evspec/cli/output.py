"""What commands have in common: the catalog that is meant, and where and how to write."""

from __future__ import annotations

import sys
import warnings
from contextlib import suppress
from typing import TYPE_CHECKING

import evspec as ev
from evspec.errors import EvspecError

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

    from evspec.catalogs import Catalog
    from evspec.table import Tabular

__all__ = [
    "catalog_of",
    "counted",
    "format_asked",
    "in_format",
    "loaded",
    "page_of",
    "render",
    "show_text",
    "tell",
    "write",
]


def catalog_of(options: Namespace) -> Catalog:
    """Return the built-in catalog, with the files that were named in place of and beside it."""
    built_in = ev.catalog.with_record() if options.record else ev.catalog
    if not options.catalog:
        return built_in
    return built_in | loaded(options.catalog)


def loaded(path: Path) -> Catalog:
    """Return the catalog of a file or folder, and tell what is doubtful in it."""
    with warnings.catch_warnings(record=True) as doubts:
        warnings.simplefilter("always", ev.DataWarning)
        loaded = ev.load(path)
    for doubt in doubts:
        tell(f"evspec: doubtful: {doubt.message}")
    return loaded


def write(options: Namespace, text: str) -> int:
    """Write text to the file that was named, else to standard output."""
    if options.output:
        from evspec.disk import write_file

        write_file(options.output, f"{text}\n")
    elif getattr(options, "format", None) in {None, "text"}:
        show_text(text)
    else:
        # what a program reads is UTF-8 whatever a terminal here would show
        binary = getattr(sys.stdout, "buffer", None)
        if binary is None:
            print(text)
        else:
            sys.stdout.flush()
            binary.write(f"{text}\n".encode())
    return 0


def tell(message: str) -> None:
    """Write a message; the names of files in it are data on a terminal too."""
    if not message.replace("\n", "").isprintable():
        from evspec.table.safety import visible

        message = visible(message)
    if sys.stderr is None:
        # print would take standard output, which is for data
        return
    with suppress(OSError, ValueError):
        # where nobody can be told, the exit code tells
        print(message, file=sys.stderr, flush=True)


def show_text(text: str) -> None:
    """Write text, with escapes for what the encoding of the output cannot hold."""
    encoding = sys.stdout.encoding or "utf-8"
    print(text.encode(encoding, "backslashreplace").decode(encoding))


def render(options: Namespace, shown: Tabular) -> int:
    """Write a table in the format that was asked for."""
    table = shown.to_table()
    form = format_asked(options)
    if options.output is None:
        text = in_format(options, table)
        return write(options, page_of(table.title, text, table.locale) if form == "html" else text)
    from evspec.disk import write_file
    from evspec.table.saving import content

    write_file(options.output, content(table, form, options.style))
    return 0


def format_asked(options: Namespace) -> str:
    """Return the format asked for: by its name, by the suffix of the file, or text."""
    found: str = options.format or "text"
    if options.format is None and options.output is not None and options.output.suffix:
        from evspec.table.saving import format_of

        found = format_of(options.output)
    if options.style is not None and found not in {"html", "latex"}:
        raise EvspecError(f"--style {options.style} is of HTML or LaTeX, not of {found}")
    return found


def in_format(options: Namespace, table: Tabular) -> str:
    """Return a table in the format that was asked for."""
    form = format_asked(options)
    style = options.style or ("pretty" if form == "html" else None)
    given = {} if style is None else {"style": style}
    text: str = getattr(table, f"to_{form}")(**given)
    return text


def page_of(title: str, figures: str, locale: str) -> str:
    """Return a whole HTML page of tables."""
    from evspec.table.html import page

    return page(title, figures, locale)


def counted(number: int, noun: str) -> str:
    """Return "1 claim" or "2 claims"."""
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"
