"""What each command does; it imports what it needs when it runs, so that none waits for the others."""

from __future__ import annotations

import sys
import warnings
from contextlib import suppress
from typing import TYPE_CHECKING, TypeVar

from attrs import evolve

import evspec as ev
from evspec.errors import EvspecError, in_one_line
from evspec.languages.speech import say, speaking, told

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence
    from pathlib import Path

    from evspec.catalogs import Catalog
    from evspec.comparison import Diff
    from evspec.comparison.pairing import Pair
    from evspec.table import Tabular
    from evspec.vehicles import Vehicle

    _V = TypeVar("_V", bound=Vehicle)

__all__ = [
    "accept",
    "audit",
    "card",
    "check",
    "compare",
    "conflicts",
    "convert",
    "coverage",
    "diff",
    "draft",
    "find",
    "lineage",
    "list_",
    "match",
    "new",
    "page",
    "read",
    "record",
    "schema",
    "show",
    "site",
    "sketch",
    "tell",
    "validate",
]


def _catalog(options: Namespace) -> Catalog:
    """Return the built-in catalog, with the files that were named in place of and beside it."""
    built_in = ev.catalog.with_record() if options.record else ev.catalog
    if not options.catalog:
        return built_in
    return built_in | _loaded(options.catalog)


def _loaded(path: Path) -> Catalog:
    """Return the catalog of a file or folder, and tell what is doubtful in it."""
    with warnings.catch_warnings(record=True) as doubts:
        warnings.simplefilter("always", ev.DataWarning)
        loaded = ev.load(path)
    for doubt in doubts:
        tell(f"evspec: doubtful: {doubt.message}")
    return loaded


def _write(options: Namespace, text: str) -> int:
    if options.output:
        from evspec.disk import write_file

        write_file(options.output, f"{text}\n")
    elif getattr(options, "format", None) in {None, "text"}:
        _print(text)
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


def _print(text: str) -> None:
    """Write text, with escapes for what the encoding of the output cannot hold."""
    encoding = sys.stdout.encoding or "utf-8"
    print(text.encode(encoding, "backslashreplace").decode(encoding))


def _render(options: Namespace, shown: Tabular) -> int:
    table = shown.to_table()
    form = _format(options)
    if options.output is None:
        text = _written(options, table)
        return _write(options, _page(table.title, text, table.locale) if form == "html" else text)
    from evspec.disk import write_file
    from evspec.table.saving import content

    write_file(options.output, content(table, form, options.style))
    return 0


def _format(options: Namespace) -> str:
    """Return the format asked for: by its name, by the suffix of the file, or text."""
    found: str = options.format or "text"
    if options.format is None and options.output is not None and options.output.suffix:
        from evspec.table.saving import format_of

        found = format_of(options.output)
    if options.style != "plain" and found not in {"html", "latex"}:
        raise EvspecError(f"--style {options.style} is of HTML or LaTeX, not of {found}")
    return found


def _written(options: Namespace, table: Tabular) -> str:
    given = {"style": options.style} if options.style != "plain" else {}
    text: str = getattr(table, f"to_{_format(options)}")(**given)
    return text


def _page(title: str, figures: str, locale: str) -> str:
    from evspec.table.html import page

    return page(title, figures, locale)


def diff(options: Namespace) -> int:
    """Show what one vehicle changes against another."""
    catalog = _catalog(options)
    old, new = catalog[options.old], catalog[options.new]
    found = ev.diff(
        old, new, units=options.units, locale=options.locale, rows=options.rows or "new",
        only_differences=options.only_differences, as_of=options.as_of, derived=options.derived,
        specs=options.specs, cycle=options.cycle, notes=options.notes, pairs=_pairs(options),
        better=options.better, each_pair=options.pairs, title=options.title, caption=options.caption,
        labels=options.label, footer=options.footer, number=options.number, house=options.house,
    )  # fmt: skip
    if options.summary:
        if options.format not in {None, "text"} or options.style != "plain":
            raise EvspecError("--summary is plain text; leave --format and --style out")
        several = _of_pairs(found).values() if options.variants else [found]
        return _write(options, "\n\n".join(one.summary() for one in several))
    if not options.variants:
        return _render(options, found)
    form = _format(options)
    if form not in _JOINED:
        raise EvspecError(f"--variants takes --format {', '.join(_JOINED)}, not {form}")
    written = []
    for pair, one in _of_pairs(found).items():
        table = one.to_table()
        with speaking(options.locale, found.house):
            why = say("paired by: {reason}", reason=told(pair.why))
        table = evolve(table, subtitle=f"{table.subtitle}; {why}")
        written.append(_written(options, table))
    text = _JOINED[form].join(written)
    return _write(options, _page(found.title, text, options.locale) if form == "html" else text)


def _pairs(options: Namespace) -> dict[str, str]:
    """Return the pairs of variants that were asked for."""
    asked: dict[str, str] = dict(options.pair)
    if len(asked) < len(options.pair):
        raise EvspecError("--pair names an old variant twice; each has one counterpart")
    return asked


def _of_pairs(found: Diff) -> dict[Pair, Diff]:
    """Return the diff of each pair of variants."""
    pairs = [pair for pair in found.pairs if pair.old is not None and pair.new is not None]
    if not pairs:
        raise EvspecError(f"no variant of {found.new.id} has a counterpart in {found.old.id}")
    return dict(zip(pairs, found.paired(), strict=True))


_JOINED = {"text": "\n\n\n", "markdown": "\n\n---\n\n", "html": "\n", "latex": "\n\n"}


def compare(options: Namespace) -> int:
    """Show vehicles side by side."""
    catalog = _catalog(options)
    return _render(options, ev.compare(
        *(catalog[id_] for id_ in options.ids), units=options.units, locale=options.locale,
        rows=options.rows or "shared", only_differences=options.only_differences,
        as_of=options.as_of, estimate=options.estimate,
        derived=options.derived, specs=options.specs, cycle=options.cycle, sort_by=options.sort_by,
        baseline=None if options.baseline is None else catalog[options.baseline],
        best=not options.no_best, better=options.better, transpose=options.transpose, notes=options.notes,
        title=options.title, caption=options.caption, labels=options.label, footer=options.footer,
        number=options.number, merge=options.merge, house=options.house,
    ))  # fmt: skip


def lineage(options: Namespace) -> int:
    """Show the generations of a line, neighbors that say the same as one column."""
    from evspec.vehicles import Variant

    vehicle = _catalog(options)[options.id]
    line = (vehicle.generation if isinstance(vehicle, Variant) else vehicle).lineage
    return _render(options, ev.compare(
        *line, units=options.units, rows=options.rows or "shared", as_of=options.as_of, specs=options.specs,
        cycle=options.cycle, only_differences=options.only_differences, notes=options.notes, merge=True,
        house=options.house,
    ))  # fmt: skip


def page(options: Namespace) -> int:
    """Write a page to sort, filter and copy from."""
    from evspec.pages.document import checked, vehicles_of

    if options.output:
        checked(options.output)
    catalog = _catalog(options)
    compared = ev.compare(
        *([catalog[id_] for id_ in options.ids] or vehicles_of(catalog)),
        units=options.units, as_of=options.as_of, derived=options.derived, specs=options.specs,
        cycle=options.cycle, title=options.title, better=options.better, transpose=not options.ids,
        house=options.house,
        baseline=None if options.baseline is None else catalog[options.baseline],
    )  # fmt: skip
    options.format = "html"
    return _write(options, ev.page(compared, bars=options.bars).to_html())


def card(options: Namespace) -> int:
    """Write a picture of a car or a diff in three figures."""
    catalog = _catalog(options)
    vehicles = [catalog[id_] for id_ in options.ids]
    if len(vehicles) > 2:
        raise EvspecError(f"a card is of one vehicle, or of an old and a new one; {len(vehicles)} are named")
    vehicles = [vehicle.as_of(options.as_of) for vehicle in vehicles]
    shown = vehicles[0] if len(vehicles) == 1 else ev.diff(vehicles[0], vehicles[1])
    made = ev.card(
        shown, specs=options.specs, units=options.units, locale=options.locale, scheme=options.scheme
    )
    if options.output:
        made.save(options.output)
        return 0
    return _write(options, made.to_svg().removesuffix("\n"))


def site(options: Namespace) -> int:
    """Write a folder of pages."""
    import gc

    catalog = _loaded(options.source) if options.source else ev.catalog
    made = ev.site(
        catalog.as_of(options.as_of), units=options.units, title=options.title, address=options.address
    )
    # one vehicle is made after another, and let go
    gc.enable()
    count = made.save(options.output)
    tell(in_one_line(f"evspec: wrote {_count(count, 'file')} to {options.output}"))
    return 0


def show(options: Namespace) -> int:
    """Show all that is stated of one vehicle."""
    vehicle = _catalog(options)[options.id].as_of(options.as_of)
    vehicle = ev.derive(vehicle) if options.derived else vehicle
    table = vehicle.to_table(
        units=options.units,
        notes=options.notes,
        locale=options.locale,
        specs=options.specs,
        house=options.house,
    )
    asked = {"title": options.title, "subtitle": options.caption}
    own = {name: text for name, text in asked.items() if text is not None}
    return _render(options, evolve(table, footer=(*table.footer, *options.footer), **own))


def conflicts(options: Namespace) -> int:
    """Show the claims that disagree."""
    found = _catalog(options).as_of(options.as_of).conflicts(options.id, locale=options.locale)
    return _render(options, evolve(found, units=options.units))


def audit(options: Namespace) -> int:
    """Show the cells that should be looked up before they are signed."""
    catalog = _catalog(options).as_of(options.as_of)
    asked = tuple(catalog[id_] for id_ in options.ids) or (catalog,)
    return _render(options, ev.audit(*asked, units=options.units, locale=options.locale))


def coverage(options: Namespace) -> int:
    """Show how many claims there are of what."""
    from evspec.catalogs.coverage import coverage as table_of

    every = [vehicle.as_of(options.as_of) for vehicle in _catalog(options)]
    return _render(options, table_of(_named(every, options.query), options.by, options.locale))


def list_(options: Namespace) -> int:
    """Show ids and names."""
    parts = (_catalog(options), *([ev.catalog.record] if options.all else []))
    every = [v for part in parts for generation in part for v in (generation, *generation.variants)]
    return _write(options, _listed(_named(every, options.query)))


def find(options: Namespace) -> int:
    """Show the ids and names that a search finds."""
    search = _catalog(options).search
    found = search(" ".join(options.words), count=options.count)
    if not found:
        raise EvspecError(found.why)
    return _write(options, _listed(found))


def match(options: Namespace) -> int:
    """Show which curated car each car of the record may be."""
    propose = ev.match
    return _render(options, propose(_named(ev.catalog.record.vehicles, options.query), ev.catalog.curated))


def _listed(vehicles: Sequence[Vehicle]) -> str:
    width = max(len(vehicle.id) for vehicle in vehicles)
    return "\n".join(f"{vehicle.id:{width}}  {vehicle.name}" for vehicle in vehicles)


def _named(vehicles: Sequence[_V], query: Sequence[str]) -> list[_V]:
    """Return the vehicles whose id or name contains all words of a query."""
    words = " ".join(query).lower().split()
    found = [v for v in vehicles if all(word in f"{v.id} {v.name}".lower() for word in words)]
    if not found:
        asked = " ".join(words)
        raise EvspecError(f"no vehicle has {asked!r} in its id or name; 'evspec list' shows all")
    return found


def convert(options: Namespace) -> int:
    """Show a figure in another unit."""
    said = {} if options.decimal is None else {"decimal": options.decimal}
    _print(str(ev.convert(options.figure, options.unit, **said)))
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

        return _write(options, mapping_schema())
    if options.what == "table":
        from evspec.table.json_ import table_schema

        return _write(options, table_schema())
    from evspec.files.schema import schema_text

    # whose own specs it has too
    _catalog(options)
    return _write(options, schema_text())


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
    return _render(options, found.report)


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
    return _write(options, ev.sketch(options.file).removesuffix("\n"))


def validate(options: Namespace) -> int:
    """Check data files."""
    from evspec.catalogs import validate as check

    catalog, problems, doubts = check(options.files)
    for problem in problems:
        tell(str(problem))
    for doubt in doubts:
        tell(str(doubt) if options.strict else f"doubtful: {doubt}")
    counted = [
        _count(len(found), noun) for found, noun in ((problems, "mistake"), (doubts, "doubt")) if found
    ]
    if problems or (options.strict and doubts):
        raise EvspecError(", ".join(counted))
    claims = sum(len(generation.claims()) for generation in catalog)
    counts = (
        _count(len(catalog), "generation"),
        _count(len(catalog.variants), "variant"),
        _count(claims, "claim"),
    )
    _print(f"{', '.join(counts)}: no mistake{''.join(f', {doubt}' for doubt in counted)}")
    return 0


def _count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def draft(options: Namespace) -> int:
    """Read an article into a draft of claims, or show at once what it says against the predecessor."""
    asked = {
        "--unsure": options.unsure, f"--style {options.style}": options.style != "plain",
        f"--format {options.format}": options.format not in {None, "text", "html"},
    }  # fmt: skip
    if any(asked.values()) and not options.diff:
        named = next(filter(asked.get, asked))
        raise EvspecError(
            f"{named} is of the table of --diff; a draft is a file of claims, or a page in html"
        )
    catalog = _catalog(options)
    is_page = _is_page(options.article)
    found = ev.read_article(
        "" if is_page else _article(options.article), html=_bytes(options.article) if is_page else None,
        publisher=options.publisher, date=options.date, about=options.about, title=options.title,
        address=options.address, language=options.language, catalog=catalog,
    )  # fmt: skip
    if not options.diff:
        if options.format is None and options.output and options.output.suffix:
            found.save(options.output)
            return 0
        return _write(
            options, (found.to_html() if options.format == "html" else found.to_toml()).rstrip("\n")
        )
    from evspec.vehicles import record_of

    if not options.about:
        raise EvspecError("--diff compares the car that --about names with its predecessor; name it")
    new = catalog[options.about[0]]
    before = record_of(new).predecessors
    if not before:
        raise EvspecError(f"{new.id} has no predecessor in the catalog to compare with")
    return _render(options, ev.diff(catalog[before[0]], new, draft=found, unsure=options.unsure))


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
        found = ev.load_draft(options.draft, catalog=_catalog(options))
    else:
        from evspec.articles import draft_of

        found = draft_of(ev.load(options.draft), options.source)
    remarks = found.check(text)
    for remark in remarks:
        tell(str(remark))
    errors = sum(remark.level == "error" for remark in remarks)
    counts = f"{_count(errors, 'error')}, {_count(len(remarks) - errors, 'doubt')}"
    if errors:
        raise EvspecError(counts)
    _print(f"{_count(len(found.proposals), 'claim')}: {counts}")
    return 0


def accept(options: Namespace) -> int:
    """Add the accepted claims of a draft to the data files of a folder."""
    text = None if options.text is None else _article(options.text)
    found = ev.accept(options.draft, options.into, text=text, catalog=_catalog(options))
    for doubt in found.doubts:
        tell(str(doubt))
    for file in found.files:
        tell(in_one_line(f"evspec: wrote {file}"))
    unchecked = "" if text is not None else "; the text was not checked, --text ARTICLE does it"
    _print(f"{_count(len(found.added), 'claim')} added, {len(found.there)} there before{unchecked}")
    return 0
