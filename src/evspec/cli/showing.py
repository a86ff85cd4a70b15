"""What the commands do that find, show and compare vehicles; each imports what it needs when it runs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, TypeVar

from attrs import evolve

import evspec as ev
from evspec.cli.output import (
    catalog_of,
    counted,
    format_asked,
    in_format,
    loaded,
    page_of,
    render,
    tell,
    write,
)  # fmt: skip
from evspec.errors import EvspecError, all_of, in_one_line
from evspec.languages.speech import say, speaking, told

if TYPE_CHECKING:
    from argparse import Namespace
    from collections.abc import Sequence

    from evspec.comparison import Diff
    from evspec.comparison.pairing import Pair
    from evspec.vehicles import Vehicle

    _V = TypeVar("_V", bound=Vehicle)

__all__ = [
    "audit",
    "card",
    "compare",
    "conflicts",
    "coverage",
    "diff",
    "find",
    "lineage",
    "list_",
    "match",
    "page",
    "show",
    "site",
]


def diff(options: Namespace) -> int:
    """Show what one vehicle changes against another."""
    catalog = catalog_of(options)
    old, new = all_of(catalog.__getitem__, (options.old, options.new))
    found = ev.diff(
        old, new, units=options.units, locale=options.locale, rows=options.rows or "new",
        only_differences=options.only_differences, as_of=options.as_of, derived=options.derived,
        specs=options.specs, cycle=options.cycle, notes=options.notes, pairs=_pairs(options),
        better=options.better, each_pair=options.pairs, title=options.title, caption=options.caption,
        labels=options.label, footer=options.footer, number=options.number, house=options.house,
    )  # fmt: skip
    if options.summary:
        if options.format not in {None, "text"} or options.style is not None:
            raise EvspecError("--summary is plain text; leave --format and --style out")
        several = _of_pairs(found).values() if options.variants else [found]
        return write(options, "\n\n".join(one.summary() for one in several))
    if not options.variants:
        return render(options, found)
    form = format_asked(options)
    if form not in _JOINED:
        raise EvspecError(f"--variants takes --format {', '.join(_JOINED)}, not {form}")
    written = []
    for pair, one in _of_pairs(found).items():
        table = one.to_table()
        with speaking(options.locale, found.house):
            why = say("paired by: {reason}", reason=told(pair.why))
        table = evolve(table, subtitle=f"{table.subtitle}; {why}")
        written.append(in_format(options, table))
    text = _JOINED[form].join(written)
    return write(options, page_of(found.title, text, options.locale) if form == "html" else text)


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


#: A spec and what it should be; "=" is no part of that.
_CONDITION = re.compile(r"\s*(?P<key>[^<>≤≥=]*?)\s*(?:(?P<sign>[<>]=?|[≤≥])|=)\s*(?P<value>.*?)\s*")

_JOINED = {"text": "\n\n\n", "markdown": "\n\n---\n\n", "html": "\n", "latex": "\n\n"}


def compare(options: Namespace) -> int:
    """Show vehicles side by side."""
    catalog = catalog_of(options)
    return render(options, ev.compare(
        *all_of(catalog.__getitem__, options.ids), units=options.units, locale=options.locale,
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

    vehicle = catalog_of(options)[options.id]
    line = (vehicle.generation if isinstance(vehicle, Variant) else vehicle).lineage
    return render(options, ev.compare(
        *line, units=options.units, rows=options.rows or "shared", as_of=options.as_of, specs=options.specs,
        cycle=options.cycle, only_differences=options.only_differences, notes=options.notes, merge=True,
        house=options.house,
    ))  # fmt: skip


def page(options: Namespace) -> int:
    """Write a page to sort, filter and copy from."""
    from evspec.pages.document import checked, title_of, vehicles_of

    if options.output:
        checked(options.output)
    catalog = catalog_of(options)
    vehicles: Sequence[Vehicle] = all_of(catalog.__getitem__, options.ids) or vehicles_of(catalog)
    title = options.title or (None if options.ids else title_of(vehicles, options.locale))
    compared = ev.compare(
        *vehicles,
        units=options.units, as_of=options.as_of, derived=options.derived, specs=options.specs,
        cycle=options.cycle, title=title, better=options.better, transpose=not options.ids,
        house=options.house, locale=options.locale,
        baseline=None if options.baseline is None else catalog[options.baseline],
    )  # fmt: skip
    options.format = "html"
    return write(options, ev.page(compared, bars=options.bars).to_html())


def card(options: Namespace) -> int:
    """Write a picture of a car or a diff in three figures."""
    catalog = catalog_of(options)
    vehicles = all_of(catalog.__getitem__, options.ids)
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
    return write(options, made.to_svg().removesuffix("\n"))


def site(options: Namespace) -> int:
    """Write a folder of pages."""
    import gc

    catalog = loaded(options.source) if options.source else ev.catalog
    made = ev.site(
        catalog.as_of(options.as_of), units=options.units, title=options.title, address=options.address,
        locale=options.locale,
    )  # fmt: skip
    # one vehicle is made after another, and let go
    gc.enable()
    count = made.save(options.output)
    tell(in_one_line(f"evspec: wrote {counted(count, 'file')} to {options.output}"))
    return 0


def show(options: Namespace) -> int:
    """Show all that is stated of one vehicle."""
    vehicle = catalog_of(options)[options.id].as_of(options.as_of)
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
    return render(options, evolve(table, footer=(*table.footer, *options.footer), **own))


def conflicts(options: Namespace) -> int:
    """Show the claims that disagree."""
    found = catalog_of(options).as_of(options.as_of).conflicts(options.id, locale=options.locale)
    return render(options, evolve(found, units=options.units))


def audit(options: Namespace) -> int:
    """Show the cells that should be looked up before they are signed."""
    catalog = catalog_of(options).as_of(options.as_of)
    asked = tuple(all_of(catalog.__getitem__, options.ids)) or (catalog,)
    return render(options, ev.audit(*asked, units=options.units, locale=options.locale))


def coverage(options: Namespace) -> int:
    """Show how many claims there are of what."""
    from evspec.catalogs.coverage import coverage as table_of

    every = [vehicle.as_of(options.as_of) for vehicle in catalog_of(options)]
    return render(options, table_of(_named(every, options.query), options.by, options.locale))


def list_(options: Namespace) -> int:
    """Show ids and names."""
    parts = (catalog_of(options), *([ev.catalog.record] if options.all else []))
    every = [v for part in parts for generation in part for v in (generation, *generation.variants)]
    return write(options, _listed(_named(every, options.query)))


def find(options: Namespace) -> int:
    """Show the ids and names that a search finds, of those that have what else is asked for."""
    catalog = catalog_of(options)
    words, wanted = _asked(options.words)
    having = catalog.find(**wanted) if wanted else None  # type: ignore[arg-type]  # each a text
    if having is not None and not having:
        raise EvspecError(having.why)
    count = options.count if having is None else len(catalog.vehicles)
    search = catalog.search
    found = search(" ".join(words), count=count) if words or having is None else having
    if not found:
        raise EvspecError(found.why)
    ids = {vehicle.id for vehicle in having or found}
    shown = [vehicle for vehicle in found if vehicle.id in ids][: options.count]
    if not shown:
        called = f"of {counted(len(found), 'vehicle')} called {' '.join(words)!r}"
        raise EvspecError(f"{called} none surely has what else is asked for; some may not state it")
    return write(options, _listed(shown))


def _asked(words: Sequence[str]) -> tuple[list[str], dict[str, str]]:
    """Return the words of names, and what else is asked for: "range >500 km WLTP", "drivetrain=AWD"."""
    names: list[str] = []
    wanted: dict[str, str] = {}
    for word in words:
        said = _CONDITION.fullmatch(word)
        if said is None:
            names.append(word)
            continue
        # the spec may be the word before: range ">500 km WLTP"
        key = said["key"] or (names.pop() if names else "")
        if not key or not said["value"]:
            lacking = "asks for no value" if key else "names no spec"
            raise EvspecError(f"{word!r} {lacking}; write it like 'range >500 km WLTP'")
        key = "_".join(key.split())
        if key in wanted:
            raise EvspecError(f"{key} is asked for twice; ask for it once")
        wanted[key] = f"{said['sign'] or ''}{said['value']}"
    return names, wanted


def match(options: Namespace) -> int:
    """Show which curated car each car of the record may be."""
    propose, asked = ev.match, _named(ev.catalog.record.vehicles, options.query)
    return render(options, propose(asked, ev.catalog.curated, locale=options.locale))


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
