"""What the commands do that read and write files: data, data sets, articles; and the one that needs none."""

from __future__ import annotations

import warnings
from typing import TYPE_CHECKING

import evspec as ev
from evspec.cli.output import catalog_of, counted, render, show_text, tell, write
from evspec.errors import EvspecError, in_one_line

if TYPE_CHECKING:
    from argparse import Namespace
    from pathlib import Path

__all__ = [
    "accept",
    "check",
    "convert",
    "draft",
    "new",
    "read",
    "record",
    "schema",
    "sketch",
    "validate",
]


def convert(options: Namespace) -> int:
    """Show a figure in another unit."""
    said = {} if options.decimal is None else {"decimal": options.decimal}
    show_text(str(ev.convert(options.figure, options.unit, **said)))
    return 0


def new(options: Namespace) -> int:
    """Write a commented file to start from, and never over another."""
    from pathlib import Path

    from evspec.catalogs.template import template
    from evspec.disk import is_there, made_folder, placed, write_file

    text = template(options.id, ev.catalog)
    file = options.output or Path(f"{options.id}.toml")
    placed(file)
    if is_there(file):
        raise EvspecError(f"{file} exists; choose another file with -o")
    with made_folder(file.parent):
        write_file(file, text)
    tell(in_one_line(f"evspec: wrote {file}; fill it in, then run: evspec validate {file}"))
    return 0


def schema(options: Namespace) -> int:
    """Show the JSON Schema of data files, of tables or of mappings."""
    if options.what == "mapping":
        from evspec.crosswalks.schema import mapping_schema

        return write(options, mapping_schema())
    if options.what == "table":
        from evspec.table.json_ import table_schema

        return write(options, table_schema())
    from evspec.files.schema import schema_text

    # whose own specs it has too
    catalog_of(options)
    return write(options, schema_text())


def read(options: Namespace) -> int:
    """Read a data set by a mapping, and tell what came of it."""
    files = options.files if len(options.files) > 1 else options.files[0]
    found = ev.read(options.mapping, files, strict=options.strict, date=options.date)
    if options.output:
        if options.output.suffix.lower() in {".parquet", ".csv", ".duckdb"}:
            ev.frames.write(found, options.output)
        else:
            ev.dump(found, options.output)
        tell(in_one_line(f"evspec: wrote {options.output}"))
    options.output = None
    return render(options, found.report)


def record(options: Namespace) -> int:
    """Build the official record, or add a newer file to it."""
    from pathlib import Path

    from evspec.packaged import packaged

    if options.what == "build":
        from evspec.datasets.building import build

        target = options.into or Path(str(packaged("data/record")))
        build(options.folder, target)
    else:
        from evspec.datasets.adding import add

        with warnings.catch_warnings(record=True) as refused:
            warnings.simplefilter("always", ev.DataWarning)
            target = add(options.dataset, options.file, options.into)
        for one in refused:
            tell(f"evspec: not read: {one.message}")
    tell(in_one_line(f"evspec: wrote {target}"))
    return 0


def sketch(options: Namespace) -> int:
    """Write a first mapping of a file."""
    return write(options, ev.sketch(options.file).removesuffix("\n"))


def validate(options: Namespace) -> int:
    """Check data files."""
    from evspec.catalogs import validate as check

    catalog, problems, doubts = check(options.files)
    for problem in problems:
        tell(str(problem))
    for doubt in doubts:
        tell(str(doubt) if options.strict else f"doubtful: {doubt}")
    summed = [
        counted(len(found), noun) for found, noun in ((problems, "mistake"), (doubts, "doubt")) if found
    ]
    if problems or (options.strict and doubts):
        raise EvspecError(", ".join(summed))
    claims = sum(len(generation.claims()) for generation in catalog)
    counts = (
        counted(len(catalog), "generation"),
        counted(len(catalog.variants), "variant"),
        counted(claims, "claim"),
    )
    show_text(f"{', '.join(counts)}: no mistake{''.join(f', {doubt}' for doubt in summed)}")
    return 0


def draft(options: Namespace) -> int:
    """Read an article into a draft of claims, or show at once what it says against the predecessor."""
    asked = {
        "--unsure": options.unsure, f"--style {options.style}": options.style is not None,
        f"--format {options.format}": options.format not in {None, "text", "html"},
    }  # fmt: skip
    if any(asked.values()) and not options.diff:
        named = next(filter(asked.get, asked))
        raise EvspecError(
            f"{named} is of the table of --diff; a draft is a file of claims, or a page in html"
        )
    catalog = catalog_of(options)
    is_page = _is_page(options.article)
    found = ev.read_article(
        "" if is_page else _article(options.article), html=_bytes(options.article) if is_page else None,
        publisher=options.publisher, date=options.date, about=options.about, title=options.title,
        address=options.address, language=options.language, catalog=catalog,
    )  # fmt: skip
    if not options.diff:
        if options.format is None and options.output and options.output.suffix:
            found.save(options.output, locale=options.locale)
            return 0
        is_html = options.format == "html"
        text = found.to_html(locale=options.locale) if is_html else found.to_toml()
        return write(options, text.rstrip("\n"))
    from evspec.vehicles import record_of

    if not options.about:
        raise EvspecError("--diff compares the car that --about names with its predecessor; name it")
    from evspec.articles.garage import Garage, ids_of

    new = catalog[Garage(catalog, ids_of(options.about, catalog)).about[0].lstrip("?")]
    before = record_of(new).predecessors
    if not before:
        raise EvspecError(f"{new.id} has no predecessor in the catalog to compare with")
    return render(options, ev.diff(catalog[before[0]], new, draft=found, unsure=options.unsure))


def _bytes(path: Path) -> bytes:
    """Return what is in a page's file; of one that is too long enough to tell so."""
    from evspec.articles.layout import LONGEST
    from evspec.disk import read_bytes, reading

    with reading(path):
        return read_bytes(path, LONGEST + 1)


def _is_page(path: Path) -> bool:
    return path.suffix.lower() in {".html", ".htm"}


def _article(path: Path) -> str:
    """Return the text of an article's file, of a page that of the article in it."""
    from evspec.files.text import read_text

    if _is_page(path):
        from evspec.articles.webpage import read_page

        return read_page(_bytes(path)).text
    return read_text(path, str(path))


def check(options: Namespace) -> int:
    """Ask of the claims of a draft, or of a source in data files, whether an article bears them out."""
    text = _article(options.text)
    if options.source is None:
        found = ev.load_draft(options.draft, catalog=catalog_of(options))
    else:
        from evspec.articles import draft_of

        found = draft_of(ev.load(options.draft), options.source, options.draft)
    remarks = found.check(text)
    for remark in remarks:
        tell(str(remark))
    errors = sum(remark.level == "error" for remark in remarks)
    counts = f"{counted(errors, 'error')}, {counted(len(remarks) - errors, 'doubt')}"
    if errors:
        raise EvspecError(counts)
    show_text(f"{counted(len(found.proposals), 'claim')}: {counts}")
    return 0


def accept(options: Namespace) -> int:
    """Add the accepted claims of a draft to the data files of a folder."""
    text = None if options.text is None else _article(options.text)
    found = ev.accept(options.draft, options.into, text=text, catalog=catalog_of(options))
    for doubt in found.doubts:
        tell(str(doubt))
    for file in found.files:
        tell(in_one_line(f"evspec: wrote {file}"))
    unchecked = "" if text is not None else "; the text was not checked, --text ARTICLE does it"
    show_text(f"{counted(len(found.added), 'claim')} added, {len(found.there)} there before{unchecked}")
    return 0
