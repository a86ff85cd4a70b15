"""A catalog as a folder of pages that lead to one another: vehicles, what changed, where sources disagree."""

from __future__ import annotations

import os
from contextlib import suppress
from html import escape
from pathlib import Path, PurePosixPath
from posixpath import dirname, relpath
from typing import TYPE_CHECKING, Final

from attrs import evolve, field, frozen

from evspec.catalogs import Catalog
from evspec.catalogs.conflicts import Conflicts, conflicts_in
from evspec.comparison import Diff, diff
from evspec.comparison.compare import compare
from evspec.disk import as_path, read_bytes, reading
from evspec.errors import EvspecError, UnknownId, check_type
from evspec.files.generation import is_generation_id
from evspec.files.journal import claimed, replace_all
from evspec.languages.locales import checked_locale
from evspec.languages.speech import say, speaking
from evspec.pages.document import asset, document, main_of, style_of_pages, written
from evspec.pages.listing import INDEX, Listing
from evspec.progress import Progress
from evspec.specs import UnitChoice
from evspec.table.safety import one_line, safe_link
from evspec.vehicles import record_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Mapping
    from os import PathLike

    from evspec.claims import Record, Source
    from evspec.comparison.side_by_side import Comparison
    from evspec.specs import System
    from evspec.vehicles import Generation

__all__ = ["Site", "site"]

#: What every file of a site has near its start.
_MARK: Final = '<meta name="generator" content="evspec site">\n'
_MARK_OF_MAP: Final = "<!-- evspec site -->\n"
_START: Final = 300
#: So many records are kept in memory: those of a line are asked for one after another.
_KEPT: Final = 16


@frozen(repr=False)
class Site:
    """A catalog as a site: static pages with relative links, for a folder, a disk or any server.

    Attributes
    ----------
    catalog
        The vehicles.
    units
        The units in which its pages are at first; each has all systems.
    title
        The title of its index; "" for "Electric vehicles".
    address
        Where it is going to stand, for its map; "" for a site without one.
    locale
        The locale of its words, numbers and dates; "" for English.
    """

    catalog: Catalog
    units: System | Mapping[str, str] = "metric"
    title: str = field(default="", kw_only=True)
    address: str = field(default="", kw_only=True)
    locale: str = field(default="", kw_only=True)

    def __repr__(self) -> str:
        return f"<Site of {self.catalog!r}>"

    def files(self) -> Iterator[tuple[str, str]]:
        """Yield the path of each file within the folder, and its text; the same for the same catalog.

        One vehicle is made after another, so that the memory it takes does not grow with them, but for
        a line of each in the index.
        """
        yield from self._files(lambda _done: None)

    def save(self, folder: str | PathLike[str]) -> int:
        """Write the site into a folder, whole or not at all; what a former site left there goes.

        Parameters
        ----------
        folder
            Where to; it is made if need be.

        Returns
        -------
        int
            How many files were written.

        Raises
        ------
        EvspecError
            If there are files in the folder that no site wrote. Hidden ones are left as they are.
        DataError
            If a file cannot be written; then the folder is as it was.
        """
        target = as_path(folder)
        with claimed(target):
            old = _former(target)
            progress = Progress("site", len(self.catalog))
            try:
                new = dict.fromkeys(old, False)
                replace_all(target, _noted(self._files(progress.tell), new), old=old)
            finally:
                progress.end()
        _prune(target, [name for name, is_new in new.items() if not is_new])
        return sum(new.values())

    def _files(self, tell: Callable[[int], None]) -> Iterator[tuple[str, str]]:
        with speaking(self.locale):
            listing = Listing(self.title or say("Electric vehicles"), self.locale)
        catalog = _forgetful(self.catalog)
        for done, generation in enumerate(catalog):
            tell(done)
            # whoever takes the pages speaks for itself between them
            with speaking(self.locale):
                made = [*self._about(generation, catalog, listing)]
            yield from made
        with speaking(self.locale):
            index = listing.document(_MARK)
        yield INDEX, index
        if self.address:
            yield "sitemap.xml", listing.map(self.address, _MARK_OF_MAP)

    def _about(self, generation: Generation, catalog: Catalog, listing: Listing) -> Iterator[tuple[str, str]]:
        """Yield the pages of one generation: its own, what it changed, and where sources disagree."""
        id_ = generation.id
        own = f"vehicles/{id_}.html"
        record = record_of(generation)
        changes = {}
        for before in record.predecessors:
            with suppress(UnknownId):
                changes[f"changes/{before}/{id_}.html"] = diff(
                    catalog.look_up(before), generation, units=self.units, locale=self.locale
                )
        links = {name: _in_short(found) for name, found in changes.items()}
        conflicts = Conflicts(tuple(conflicts_in(generation)), UnitChoice.of(self.units), locale=self.locale)
        quarrels = f"conflicts/{id_}.html"
        told = say("{count} conflict", "{count} conflicts", count=len(conflicts))
        links |= {quarrels: told} if len(conflicts) else {}
        listing.add(generation.make, generation.name, own, [name for _, name in record.variants], links)

        after = [other for other in record.successors if other in catalog.ids]
        ahead = {f"changes/{id_}/{other}.html": f"→ {catalog[other].label}" for other in after}
        sheet = compare(
            generation, *generation.variants, units=self.units, locale=self.locale, rows="all",
            title=generation.name,
        )  # fmt: skip
        yield own, self._page(sheet, own, links | ahead)
        for name, found in changes.items():
            both = {
                f"vehicles/{one.id}.html": one.name for one in (found.old, found.new) if one.id in catalog.ids
            }
            yield name, self._page(found, name, both)
        if len(conflicts):
            title = say("{name}: where sources disagree", name=generation.name)
            body = _links(quarrels, {own: generation.name}) + main_of(conflicts.to_html(), title)
            style = style_of_pages(asset("site.css"))
            yield quarrels, document(title, body, style=style, mark=_MARK, locale=self.locale)

    def _page(self, compared: Diff | Comparison, name: str, links: Mapping[str, str]) -> str:
        return written(compared, mark=_MARK, before=_links(name, links), style=asset("site.css"))


def site(
    catalog: Catalog,
    *,
    units: System | Mapping[str, str] = "metric",
    title: str = "",
    address: str = "",
    locale: str | None = None,
) -> Site:
    """Make a site of a catalog.

    Parameters
    ----------
    catalog
        The vehicles; each generation has a page of its own with its variants.
    units
        The units that its pages show at first, as of `compare`.
    title
        The title of its index; "Electric vehicles" by default.
    address
        Where it is going to stand, such as "https://example.org/cars/", if it is to have a ``sitemap.xml``.
    locale
        The locale of words, numbers and dates, such as "de"; English by default.

    Returns
    -------
    Site
        With `Site.save` and `Site.files`. It has an index with a search, a page for each generation, one for
        what each changed against its predecessor, and one for the claims on each that disagree.

    Raises
    ------
    WrongType
        If it is no catalog.
    EvspecError
        If it has no vehicle, one has an id that is no path, or the address is none of the web.

    Examples
    --------
    >>> import evspec as ev
    >>> site = ev.site(ev.catalog)
    >>> next(name for name, _ in site.files())
    'vehicles/audi/e-tron/ge.html'
    """
    check_type("a site", catalog, Catalog, "of a catalog, such as evspec.catalog or what load returns")
    check_type("title", title, str, "a text")
    check_type("address", address, str, "a text")
    if not len(catalog):
        raise EvspecError("a site of a catalog in which there is no vehicle; load one with vehicles")
    odd = [id_ for id_ in catalog.ids if not is_generation_id(id_)]
    if odd:
        raise EvspecError(
            f"{', '.join(map(repr, odd[:3]))} can be no path of a page; write an id as "
            "make/model/generation, in lower-case letters, digits and hyphens"
        )
    where = address.strip()
    if (where and safe_link(where) != where) or "?" in where or "#" in where:
        raise EvspecError(f"{address!r} is no address of a site; write one like https://example.org/cars/")
    UnitChoice.of(units)
    return Site(
        catalog,
        units,
        title=title,
        address=where and f"{where.removesuffix('/')}/",
        locale=checked_locale(locale),
    )


class _Few(dict[str, "Record"]):
    """Records by id, of which the oldest goes when there are too many."""

    def __setitem__(self, id_: str, record: Record) -> None:
        super().__setitem__(id_, record)
        if len(self) > _KEPT:
            del self[next(iter(self))]


def _forgetful(catalog: Catalog) -> Catalog:
    """Return a catalog that reads a record again rather than keep it and what was worked out of it."""
    store = catalog.store

    def read(id_: str, sources: Mapping[str, Source]) -> Record:
        # one that is in memory keeps what it is asked: a copy takes that along
        return evolve(store.read(id_, sources))

    few = evolve(store, read=read, read_sources=store.sources, records=_Few())
    return Catalog(few, catalog.as_of_date)


def _in_short(found: Diff) -> str:
    return " → ".join(found.names)


def _links(name: str, links: Mapping[str, str]) -> str:
    """Return what leads from a page to the index and to other pages, as HTML."""
    told = {INDEX: say("All vehicles"), **links}
    items = "".join(
        f'<li><a href="{relpath(other, dirname(name))}"><bdi>{escape(one_line(words))}</bdi></a></li>'
        for other, words in told.items()
    )
    return f'<nav aria-label="{escape(say("Pages of this site"))}"><ul>{items}</ul></nav>\n'


def _noted(files: Iterable[tuple[str, str]], new: dict[str, bool]) -> Iterator[tuple[str, str]]:
    """Yield files, and note that they are written."""
    for name, text in files:
        new[name] = True
        yield name, text


def _former(folder: Path) -> list[str]:
    """Return the files of a former site in a folder.

    Raises
    ------
    EvspecError
        If there are others, which are not hidden.
    """
    own: list[str] = []
    foreign: list[str] = []
    ahead = [folder]
    while ahead:
        with reading(ahead[-1]), os.scandir(ahead.pop()) as found:
            entries = sorted(found, key=lambda entry: entry.name)
        for entry in entries:
            path = Path(entry.path)
            if entry.name.startswith("."):
                continue
            if entry.is_dir(follow_symlinks=False):
                ahead.append(path)
            elif entry.is_file(follow_symlinks=False) and _is_ours(path):
                own.append(path.relative_to(folder).as_posix())
            else:
                foreign.append(str(path))
    if foreign:
        more = f" and {len(foreign) - 3} more" if len(foreign) > 3 else ""
        raise EvspecError(
            f"{folder} holds what evspec.site did not write ({', '.join(sorted(foreign)[:3])}{more}); "
            "choose another folder"
        )
    return own


def _is_ours(file: Path) -> bool:
    with reading(file):
        start = read_bytes(file, _START)
    return _MARK.strip().encode() in start or _MARK_OF_MAP.strip().encode() in start


def _prune(folder: Path, gone: Iterable[str]) -> None:
    """Remove the folders that are empty without the files that went."""
    for name in gone:
        for parent in PurePosixPath(name).parents:
            with suppress(OSError):
                if parent.name:
                    (folder / parent).rmdir()
