"""The notes of a table: who says it, how surely, who says otherwise, and under which conditions."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from evspec.measures import Measure
from evspec.model.claim import FIRM, Claim
from evspec.model.display import show_relation, show_value
from evspec.model.source import Source, show_date
from evspec.specs import NOT_STATED
from evspec.table import Note, Span
from evspec.values import Relation, agree

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from evspec.model.claim import Row
    from evspec.model.selection import Selection
    from evspec.model.vehicle import Vehicle
    from evspec.specs import System

__all__ = ["Notebook", "cite"]


class Notebook:
    """Collects the notes of one table, numbers them, and gives equal notes one number.

    Parameters
    ----------
    system
        The system of units in which the notes show figures.
    """

    def __init__(self, system: System) -> None:
        self._system = system
        self._numbers: dict[tuple[Span, ...], int] = {}
        self._plain: dict[str, dict[Source, None]] = {}

    @property
    def notes(self) -> tuple[Note, ...]:
        """The notes in the order of their numbers."""
        return tuple(map(Note, self._numbers))

    def note(
        self, vehicle: Vehicle, row: Row, selection: Selection | None, *, extra: str = ""
    ) -> tuple[int, ...]:
        """Return the number of the note on a cell, or nothing if there is nothing to say.

        A cell without a note has its sources named below the table, by column.
        """
        sentences = list(_sentences(vehicle, row, selection, self._system))
        if extra:
            sentences.append([Span(extra)])
        if not sentences:
            if selection is not None and selection.value is not None:
                named = self._plain.setdefault(vehicle.label, {})
                named.update(dict.fromkeys(claim.source for claim in selection.figure))
            return ()
        spans: list[Span] = []
        for sentence in sentences:
            spans += ([Span(" ")] if spans else []) + sentence
        key = tuple(_merged(spans))
        return (self._numbers.setdefault(key, len(self._numbers) + 1),)

    def footer(self) -> Iterator[tuple[Span, ...]]:
        """Yield the line that names the sources of cells without a note."""
        if not self._plain:
            return
        line = [Span("Figures without a note. " if self._numbers else "Sources. ")]
        for label, sources in self._plain.items():
            line += [Span(f"{label}: "), *cite(sources, separator="; "), Span(". ")]
        yield tuple(_merged([*line[:-1], Span(".")]))


def cite(sources: Iterable[Source], *, separator: str = "; ") -> list[Span]:
    """Return "BMWBLOG, 24 Feb and 11 Mar 2026; Vezess, 5 Sep 2023" with links."""
    by_publisher: dict[str, list[Source]] = {}
    for source in sources:
        listed = by_publisher.setdefault(source.publisher, [])
        if source not in listed:
            listed.append(source)
    spans: list[Span] = []
    for publisher, listed in by_publisher.items():
        listed.sort(
            key=lambda s: (s.date is None, s.date.first.toordinal() if s.date and s.date.first else 0)
        )
        spans += [Span(separator)] if spans else []
        for n, source in enumerate(listed):
            text = show_date(source.date)
            year = listed[n + 1].date if n + 1 < len(listed) else None
            if year is not None and source.date is not None and text[-4:] == show_date(year)[-4:]:
                text = text[:-5] or text
            lead = f"{publisher}, " if n == 0 else (" and " if n == len(listed) - 1 else ", ")
            spans.append(
                Span(lead + text, source.address or None) if source.kind != "code" else Span(publisher)
            )
    return spans


def _merged(spans: list[Span]) -> Iterator[Span]:
    for href, run in groupby(spans, key=lambda span: span.href):
        if href is None:
            yield Span("".join(span.text for span in run))
        else:
            yield from run


_Sentence = list[Span]


def _sentences(
    vehicle: Vehicle, row: Row, selection: Selection | None, system: System
) -> Iterator[_Sentence]:
    if selection is None:
        doubted = [c for c in vehicle.claims(row.spec.key) if c.doubt and (c.row == row or not c.row.closed)]
        yield from _rest(vehicle, row, doubted, None, system)
        return
    lead = list(_lead(vehicle, row, selection, system))
    rest = list(_rest(vehicle, row, selection.rest, selection, system))
    remarks = _remarks(selection)
    if lead or rest or remarks:
        yield from lead or [[*cite(c.source for c in selection.figure), Span(".")]]
        yield from ([Span(remark)] for remark in remarks)
        yield from rest


def _lead(vehicle: Vehicle, row: Row, selection: Selection, system: System) -> Iterator[_Sentence]:
    """Say who states the figure, where that takes more than a name."""
    if selection.value is None or selection.partial or _differ(selection):
        parts = dict(selection.parts)
        names = selection.partial or tuple(parts)
        only = " only" if selection.partial or selection.value is None else ""
        for name in names:
            part = parts[name]
            told = show_value(part.value, row, system)
            if isinstance(part.value, Relation):
                told = show_relation(vehicle, row, part.value, system)
            yield [Span(f"{name}{only}: {told} ("), *_cited(part.figure), Span(").")]
        own = [c for c in selection.figure if c.about == vehicle.record.id]
        if own and selection.parts:
            yield [
                Span(f"{vehicle.label}: {_told(vehicle, row, own[0], system)} ("),
                *_cited(own),
                Span(")."),
            ]
        return
    value = selection.value
    if isinstance(value, Relation):
        target = vehicle.lookup(value.target).label
        figure = show_relation(vehicle, row, value, system)
        yield [
            *_cited(selection.figure),
            Span(f": {figure}" if target in figure else f": {value.direction} {target}'s."[:None]),
        ]
        return
    forms = _printings(selection)
    if len(forms) > 1:
        yield [Span("Printed as "), *_listed(forms), Span(".")]
    elif any(c.hedge or c.via for c in selection.figure):
        yield [*_cited(selection.figure), Span(".")]


def _differ(selection: Selection) -> bool:
    """Tell whether a generation's value is made of unlike values of its variants."""
    values = [part.value for _, part in selection.parts]
    return any(value != values[0] for value in values) if values else False


def _told(vehicle: Vehicle, row: Row, claim: Claim, system: System) -> str:
    if isinstance(claim.value, Relation):
        return show_relation(vehicle, row, claim.value, system)
    return show_value(claim.value, row, system)


def _printings(selection: Selection) -> dict[str, list[Claim]]:
    """Group the claims of a figure by the form in which they print it."""
    forms: dict[str, list[Claim]] = {}
    for claim in selection.figure:
        value = claim.value
        if not isinstance(value, Measure) or value.with_cycle(None).show() == "":
            continue
        names = [f"“{claim.printed}”"] if _misnamed(claim) else [p.show() for p in value.printings]
        for name in names:
            forms.setdefault(name, []).append(claim)
    return forms


def _misnamed(claim: Claim) -> bool:
    """Tell whether the source printed another unit's name than the one that fits, as hp for PS."""
    return (
        bool(claim.printed)
        and isinstance(claim.value, Measure)
        and claim.value.unit == "PS"
        and "hp" in claim.printed
    )


def _listed(forms: dict[str, list[Claim]]) -> Iterator[Span]:
    items = list(forms.items())
    for n, (form, claims) in enumerate(items):
        lead = "" if n == 0 else (" and " if n == len(items) - 1 else ", ")
        yield Span(f"{lead}{form} (")
        yield from _cited(claims)
        yield Span(")")


def _cited(claims: Sequence[Claim]) -> list[Span]:
    """Cite the sources of claims with where, hedges and who is quoted, as "(summary: “set for”)"."""
    plain = [c for c in claims if not (c.hedge or c.via)]
    spans: list[Span] = []
    told: dict[Source, list[str]] = {}
    for claim in claims:
        words = told.setdefault(claim.source, [])
        if claim.hedge or claim.via:
            hedge = f"“{claim.hedge}”" if claim.hedge else ""
            phrase = ", ".join(filter(None, (hedge, claim.via and f"citing {claim.via}")))
            words += [] if phrase in words else [phrase]
        elif (
            claim in plain and len({c.status for c in claims if c.source == claim.source}) > 1 and claim.where
        ):
            phrase = f"unhedged in the {claim.where}"
            words += [] if phrase in words else [phrase]
    quiet = [source for source, words in told.items() if not words]
    spans += cite(quiet)
    for source, words in told.items():
        if words:
            spans += [*([Span("; ")] if spans else []), *cite([source]), Span(f": {', '.join(words)}")]
    return spans


def _remarks(selection: Selection) -> list[str]:
    """Return what the sources of the figure add, each remark once."""
    notes = dict.fromkeys(claim.note for claim in selection.figure if claim.note)
    return [f"{note[:1].upper()}{note[1:]}." for note in notes]


def _rest(
    vehicle: Vehicle, row: Row, rest: Sequence[Claim], selection: Selection | None, system: System
) -> Iterator[_Sentence]:
    """Say what else is claimed, by the reason why it is not shown."""
    kinds: dict[str, list[Claim]] = {}
    for claim in rest:
        kinds.setdefault(_reason(vehicle, claim, selection), []).append(claim)
    for reason in sorted(kinds, key=_reason_order):
        sentence: _Sentence = [Span(f"{reason} ")]
        for n, group in enumerate(_groups(kinds[reason])):
            about = _variant_name(vehicle, group[0])
            told = _told(vehicle, row, group[0], system)
            doubt = f": {group[0].doubt}" if group[0].doubt else ""
            sentence += [Span(f"{'; ' if n else ''}{about}{told} ("), *_cited(group), Span(f"{doubt})")]
        yield [*sentence, Span(".")]


def _groups(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Put together the claims of one reason that are about the same and print the same."""
    groups: list[list[Claim]] = []
    for claim in claims:
        for group in groups:
            first = group[0]
            if first.about == claim.about and first.doubt == claim.doubt and agree(first.value, claim.value):
                group.append(claim)
                break
        else:
            groups.append([claim])
    return groups


_REASONS = ("Also", "Also told:", "Measured:", "Expected:", "Rumored:")


def _reason_order(reason: str) -> tuple[int, str]:
    return (_REASONS.index(reason) if reason in _REASONS else len(_REASONS) + (reason == "Doubted:"), reason)


def _reason(vehicle: Vehicle, claim: Claim, selection: Selection | None) -> str:
    """Name the reason why a claim is in the notes and not in the cell."""
    if claim.doubt:
        return "Doubted:"
    conditions = [
        f"{value} {name}"
        for name, value in claim.qualifiers.items()
        if claim.spec.qualifiers[name] == "remark" and value != NOT_STATED
    ]
    shown_edition = selection.figure[0].edition if selection is not None else ""
    if claim.edition != shown_edition and claim.edition in vehicle.editions:
        return f"{claim.edition} edition:"
    if conditions:
        return f"With {', '.join(conditions)}:"
    if selection is not None and selection.status in FIRM and claim.status not in FIRM:
        return f"{claim.status.capitalize()}:"
    return "Also"


def _variant_name(vehicle: Vehicle, claim: Claim) -> str:
    """Return the name of the variant of which a claim in a generation's note is said."""
    if vehicle.id != vehicle.record.id or claim.about == vehicle.record.id:
        return ""
    return dict(vehicle.record.variants)[claim.about.rpartition("/")[2]] + " "
