"""What to look up before a table is signed: the weak cells of vehicles, worst first, as a table."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from evspec.catalogs.catalog import Catalog
from evspec.catalogs.loading import builtin
from evspec.catalogs.weaknesses import WEAKNESSES, Weakness, WeaknessKind, rank_of, weaknesses_of
from evspec.claims import SourceList, cite_claims
from evspec.errors import WrongType, all_of, quoted
from evspec.languages.locales import checked_locale
from evspec.languages.speech import said_in_own_locale, say, told, with_and, word
from evspec.plausibility import doubts_in
from evspec.specs import METRIC, UnitChoice
from evspec.table import Cell, Column, Note, Row, Span, Table, Tabular
from evspec.vehicles import Vehicle, entry_of, record_of, rows_of, subject_of
from evspec.wording.cells import bare_name, cell_of, label_of
from evspec.wording.editions import edition_shown

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Mapping

    from evspec.claims import Claim, Entry, Record
    from evspec.specs import System
    from evspec.table import JSON

__all__ = ["Audit", "Finding", "audit"]


@frozen
class Finding:
    """One cell that should be looked up before a table with it is signed.

    Attributes
    ----------
    vehicle
        The generation or variant.
    entry
        What the cell shows, with the claims behind it.
    weaknesses
        Why, worst first.
    """

    vehicle: Vehicle
    entry: Entry
    weaknesses: tuple[Weakness, ...]


@frozen(repr=False)
class Audit(Tabular):
    """The weak cells of some vehicles, worst first, as a table.

    Attributes
    ----------
    vehicles
        Those that were looked through.
    found
        The cells with a weakness. The worst weakness decides where one stands, then the next one, then the
        tier of its source; equal ones are in the order of the vehicles and of the rows of a table.
    shown
        How many cells there are, with those that have none.
    units
        The units of its figures.
    locale
        The locale of its words, numbers and dates, such as "de"; "" for English.
    """

    vehicles: tuple[Vehicle, ...]
    found: tuple[Finding, ...]
    shown: int
    units: UnitChoice = field(default=METRIC)
    locale: str = ""

    def __len__(self) -> int:
        return len(self.found)

    def __iter__(self) -> Iterator[Finding]:
        return iter(self.found)

    def __repr__(self) -> str:
        return f"<Audit of {self._of_whom}: {len(self)} of {self.shown} cells>"

    @property
    def _of_whom(self) -> str:
        few = len(self.vehicles) <= _FEW
        return (
            ", ".join(v.label for v in self.vehicles)
            if few
            else say("{count} vehicles", count=len(self.vehicles))
        )

    @said_in_own_locale
    def to_table(self) -> Table:
        """Return the table: a row for each weak cell, with all that is weak about it."""
        sources, numbers = SourceList(), dict[Note, int]()
        rows = []
        for finding in self.found:
            vehicle, entry = finding.vehicle, finding.entry
            beside = entry.optional.supporting if entry.optional is not None else ()
            note = Note((*cite_claims((*entry.supporting, *beside)), Span(".")))
            cites = (numbers.setdefault(note, len(numbers) + 1),)
            cells = (
                cell_of(entry, self.units, sources),
                Cell("; ".join(map(_in_words, finding.weaknesses)), cites=cites, data=_data(finding)),
            )
            label = label_of(entry.row, [entry])
            label = f"{vehicle.label}: {label}" if len(self.vehicles) > 1 else label
            rows.append(Row(f"{vehicle.id} {entry.row.key}", label, "", cells))
        found = say(
            "{weak} of {count} cell to look up", "{weak} of {count} cells to look up",
            weak=len(self), count=self.shown,
        )  # fmt: skip
        worst = say("worst first: {weaknesses}", weaknesses=", ".join(map(word, WEAKNESSES)))
        return Table(
            title=say("Audit of {vehicles}", vehicles=self._of_whom),
            subtitle=f"{found}; {worst}",
            columns=(Column("figure", say("Figure")), Column("weaknesses", say("To look up"))),
            rows=tuple(rows),
            sources=tuple(numbers),
            data={"vehicles": [vehicle.id for vehicle in self.vehicles], "sources": sources.data},
            locale=self.locale,
        )


#: As many vehicles are told by name.
_FEW = 3
#: As many variants are.
_NAMED = 2

_WORDS: Final[Mapping[WeaknessKind, str]] = {
    "charging curve": "the top of a stored charging curve",
    "undated": "undated",
    "one source": "one source",
    "register": "a register's figure",
}


def _in_words(weakness: Weakness) -> str:
    """Return "one source (Turbo S, Turbo GT)", "of the 2022 edition", "of 4 variants only"."""
    names = list(map(bare_name, weakness.variants))
    whose = names if len(names) <= _NAMED else [say("{count} variants", count=len(names))]
    if weakness.kind == "some variants":
        return say("of {variants} only", variants=with_and(whose))
    if weakness.kind == "older edition":
        editions = {"names": with_and(weakness.names), "count": len(weakness.names)}
        words = say("of the {names} edition", "of the {names} editions", **editions)
    elif weakness.kind == "fails a cross-check":
        words = f"{word(weakness.kind)}: {'; '.join(map(told, weakness.names))}"
    else:
        words = word(_WORDS[weakness.kind])
    aside = [*([say("optional")] if weakness.optional else []), *whose]
    return f"{words} ({', '.join(aside)})" if aside else words


def _data(finding: Finding) -> dict[str, JSON]:
    listed: list[JSON] = []
    for weakness in finding.weaknesses:
        one: dict[str, JSON] = {"kind": weakness.kind, "text": _in_words(weakness)}
        if weakness.variants:
            one["variants"] = list(weakness.variants)
        if weakness.optional:
            one["fitted"] = "option"
        listed.append(one)
    return {"weaknesses": listed}


def audit(
    *vehicles: str | Vehicle | Catalog,
    units: System | Mapping[str, str] | UnitChoice = "metric",
    locale: str | None = None,
    as_of: str | dt.date | None = None,
) -> Audit:
    """List the shown cells that should be looked up before they are signed, worst first.

    A cell is listed if it rests, as a whole or for some variant, on one source, on undated ones, on a
    regulator's register or on a stored charging curve; if it is of some variants or of an older edition
    only; or if a figure behind it fails a cross-check of physics or size. A copy of a source confirms
    nothing, nor does another page of the same publisher.

    Parameters
    ----------
    *vehicles
        Generations and variants, their ids in the built-in catalog, or a catalog for each of its
        generations; the built-in catalog by default. A generation's cells speak for its variants.
    units
        The system of units, or a unit for each of some specs, as of `compare`.
    locale
        The locale of words, numbers and dates, as of `compare`.
    as_of
        The day of knowledge: sources that are later or undated do not count.

    Returns
    -------
    Audit

    Raises
    ------
    UnknownId
        If there is no such vehicle.
    EvspecError
        If something else is given, or an option has a value that it does not take.

    Examples
    --------
    >>> import evspec as ev
    >>> worst = ev.audit("bmw/ix1/u11").found[0]
    >>> worst.entry.row.label, [weakness.kind for weakness in worst.weaknesses]
    ('Battery gross', ['older edition', 'some variants', 'undated', 'one source'])
    """
    shown_in, spoken = UnitChoice.of(units), checked_locale(locale)
    every = tuple(one if as_of is None else one.as_of(as_of) for one in _listed(vehicles or (builtin(),)))
    checked: dict[int, Mapping[Claim, list[str]]] = {}
    weak: list[tuple[tuple[int, int], Finding]] = []
    shown = 0
    for vehicle in every:
        record = record_of(vehicle)
        if id(record) not in checked:
            checked[id(record)] = _failing(record, subject_of(vehicle).as_of_date)
        entries = [entry for row in rows_of(vehicle) if (entry := entry_of(vehicle, row)).value is not None]
        edition = edition_shown(entries)
        shown += len(entries)
        for entry in entries:
            weaknesses = weaknesses_of(entry, edition, checked[id(record)])
            if weaknesses:
                weak.append((rank_of(entry, weaknesses), Finding(vehicle, entry, weaknesses)))
    # which keeps the order of those that rank the same
    weak.sort(key=lambda ranked: ranked[0], reverse=True)
    return Audit(every, tuple(finding for _, finding in weak), shown, shown_in, spoken)


def _listed(asked: tuple[str | Vehicle | Catalog, ...]) -> Iterator[Vehicle]:
    named = iter(all_of(builtin().__getitem__, (one for one in asked if isinstance(one, str))))
    for one in asked:
        if isinstance(one, Catalog):
            yield from one
        elif isinstance(one, str | Vehicle):
            yield next(named) if isinstance(one, str) else one
        else:
            raise WrongType(
                f"{quoted(one)} is no vehicle; name each by its id, or give a vehicle or a catalog"
            )


def _failing(record: Record, day: dt.date | None) -> Mapping[Claim, list[str]]:
    """Return the claims of a record that fail a cross-check on a day, with what it says of them."""
    found: dict[Claim, list[str]] = {}
    for doubt in doubts_in(record):
        claims = (doubt.claim, *doubt.beside)
        if day is None or all(claim.source.known_at(day) for claim in claims):
            for claim in claims:
                found.setdefault(claim, []).append(doubt.message)
    return found
