"""The note on a cell: who says it, how surely, who says otherwise, and under which conditions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evspec.claims.citations import cite_claims, cite_sources, merged
from evspec.claims.claim import FIRM, Claim
from evspec.measures import Measure
from evspec.specs import NOT_STATED, QUALIFIERS
from evspec.table import Note, Span
from evspec.values import Dates, Relation, agree, holds
from evspec.values import Span as ValueSpan
from evspec.vehicles.relations import relate
from evspec.wording.display import show_named, show_relation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from evspec.claims.claim import QualifiedSpec
    from evspec.claims.selection import Selection
    from evspec.specs import Shown
    from evspec.vehicles.vehicle import Vehicle

__all__ = ["short_note", "whole_note"]

_Sentence = list[Span]


def whole_note(
    vehicle: Vehicle,
    row: QualifiedSpec,
    selection: Selection | None,
    system: Shown,
    aside: Sequence[QualifiedSpec] = (),
) -> Note | None:
    """Return the note on a cell, None if there is nothing to say.

    Parameters
    ----------
    vehicle, row, selection
        Whose cell, in which row, and what was selected for it.
    system
        The units in which it shows figures.
    aside
        Rows of the same spec that the table leaves out; the note tells their figures.
    """
    if not aside and _is_quiet(selection):
        return None
    sheet = _Note(vehicle, row, selection, system)
    return _joined((*sheet.sentences(), *(s for other in aside for s in sheet.aside(other))))


def short_note(
    vehicle: Vehicle,
    row: QualifiedSpec,
    selection: Selection | None,
    system: Shown,
    aside: Sequence[QualifiedSpec],
) -> Note | None:
    """Return who says the figure; of an empty cell, what is said under other conditions."""
    if selection is not None and selection.value is not None:
        return _joined([cite_sources(claim.source for claim in selection.figure)])
    sheet = _Note(vehicle, row, selection, system)
    return _joined(sentence for other in aside for sentence in sheet.aside(other))


class _Note:
    """Words the note on one cell; a sentence is a run of spans without its full stop."""

    def __init__(
        self, vehicle: Vehicle, row: QualifiedSpec, selection: Selection | None, system: Shown
    ) -> None:
        self._vehicle = vehicle
        self._row = row
        self._selection = selection
        self._system = system

    def sentences(self) -> Iterator[_Sentence]:
        """Yield what there is to say, nothing for a plain figure from plain sources."""
        selection = self._selection
        if selection is None:
            yield from self._rest(self._vehicle.claims_in(self._row))
            return
        lead, rest = list(self._lead(selection)), list(self._rest(selection.rest))
        remarks = [] if _is_joined(selection) else _remarks(selection)
        if rest or remarks:
            lead = lead or [cite_claims(selection.figure)]
        yield from lead
        yield from ([Span(f"{remark[:1].upper()}{remark[1:]}")] for remark in remarks)
        if self._is_new(selection):
            yield [Span(f"Since the {selection.figure[0].edition} edition")]
        yield from rest

    def aside(self, row: QualifiedSpec) -> Iterator[_Sentence]:
        """Tell the figure of another row of the same spec: "EPA: about 400 mi, expected (…)"."""
        selection = self._vehicle.select(row)
        if selection is None or selection.value is None or isinstance(selection.value, Relation):
            return
        unstated = [name for name, value in row.splits if value == NOT_STATED]
        name = row.label.removeprefix(row.spec.label).strip(" ,").removesuffix(" n/s")
        condition = name[:1].upper() + name[1:]
        if unstated and name == QUALIFIERS[unstated[0]].title:
            condition = f"Without a {name}{' window' if unstated[0] == 'soc' else ''}"
        told = show_named(self._vehicle, selection.value, row, self._system)
        weak = "" if selection.status in FIRM else f", {selection.status}"
        yield [
            Span(f"{condition or 'Unqualified'}: {told}{weak} ("),
            *cite_claims(selection.figure),
            Span(")"),
        ]

    def _told(self, claim: Claim, group: Sequence[Claim] = ()) -> str:
        """Show what a claim says, as one of those that agree with it printed it in the table's unit."""
        value = claim.value
        if isinstance(value, Relation):
            return show_relation(self._vehicle, self._row, value, self._system)
        if isinstance(value, Measure):
            value = value.printed_also(*(c.value for c in group if isinstance(c.value, Measure)))
        return show_named(self._vehicle, value, self._row, self._system)

    def _lead(self, selection: Selection) -> Iterator[_Sentence]:
        """Say who states the figure, where that takes more than a name."""
        value, figure = selection.value, selection.figure
        if _is_joined(selection):
            yield from self._parts(selection)
        elif isinstance(value, Relation):
            yield cite_claims(figure)
            yield from self._leans_on(value)
        elif isinstance(value, Dates) and value.counted:
            yield [Span("Counted from "), *cite_claims(figure), Span(f": “{value.text}”")]
        elif len(forms := _printings(figure)) > 1:
            yield [Span("Printed as "), *_listed(forms)]
        elif any(c.hedge or c.via for c in figure):
            yield cite_claims(figure)

    def _parts(self, selection: Selection) -> Iterator[_Sentence]:
        """Tell a generation's value variant by variant."""
        parts = dict(selection.parts)
        only = " only" if selection.partial else ""
        quiet = selection.row.spec.over_variants == "union" and not only
        if quiet and not any(c.hedge or c.via or c.note for c in selection.figure):
            return
        told: dict[tuple[Span, ...], list[str]] = {}
        for name in selection.partial or tuple(parts):
            part = parts[name]
            weak = "" if part.status in FIRM else f", {part.status}"
            notes = "".join(f"; {note}" for note in _remarks(part))
            cited = (*merged([Span(" ("), *cite_claims(part.figure), Span(f"{notes})")]),)
            told.setdefault(cited, []).append(f"{name}{only}: {self._told(part.claim)}{weak}")
        # variants of one source are told together
        yield from ([Span("; ".join(words)), *cited] for cited, words in told.items())
        own = [c for c in selection.figure if c.about == self._vehicle.record.id]
        if own:
            yield [
                Span(f"{self._vehicle.code or self._vehicle.label}: {self._told(own[0])} ("),
                *cite_claims(own),
                Span(")"),
            ]

    def _leans_on(self, relation: Relation) -> Iterator[_Sentence]:
        """Say whose figure a relation leans on, and where that comes from."""
        related = relate(self._vehicle, self._row, relation)
        if related.target is None or related.figure is None:
            return
        selection = related.target.select(self._row)
        if selection is None:
            return
        parts = [(n, s) for n, s in selection.parts if s.value is not None and agree(s.value, related.figure)]
        name, source = parts[0] if parts else ("", selection)
        words = f"{related.target.label} {name}".strip()
        told = show_named(self._vehicle, related.figure, self._row, self._system)
        yield [Span(f"{told}: {words} ("), *cite_sources(c.source for c in source.figure), Span(")")]

    def _rest(self, rest: Sequence[Claim]) -> Iterator[_Sentence]:
        """Say what else is claimed, by the reason why it is not shown."""
        reasons: dict[str, list[list[Claim]]] = {}
        for claim in rest:
            if not self._says_nothing_new(claim):
                _group(reasons.setdefault(self._reason(claim), []), claim)
        for reason in sorted(reasons, key=_order):
            groups = reasons[reason]
            if " edition" in reason:
                # of another edition only the first choice is told: the rest is in its own table
                groups = list({group[0].about: group for group in reversed(groups)}.values())[::-1]
            sentence: _Sentence = [Span(f"{reason} ")]
            for n, group in enumerate(groups):
                first = group[0]
                told = self._told(first, group)
                if told == self._shown() and isinstance(first.value, Measure):
                    # a conflict within the rounding of the table's unit is told as it was printed
                    told = first.value.printings[0].show(grouped=True)
                lead = f"{'; ' if n else ''}{self._variant(first)}{told} ("
                sentence += [
                    Span(lead),
                    *cite_claims(group),
                    Span(f": {first.doubt})" if first.doubt else ")"),
                ]
            yield sentence

    def _shown(self) -> str:
        value = self._selection.value if self._selection is not None else None
        return show_named(self._vehicle, value, self._row, self._system)

    def _says_nothing_new(self, claim: Claim) -> bool:
        """Tell whether a claim only repeats the figure: weaker, vaguer, or of another edition."""
        selection = self._selection
        if selection is None or claim.doubt or isinstance(claim.value, Relation):
            return False
        names = dict(self._vehicle.record.variants)
        about = names.get(claim.about.rpartition("/")[2], "")
        parts = [part for name, part in selection.parts if name == about]
        for shown in parts or [selection]:
            value = shown.value
            if value is not None and (agree(value, claim.value) or holds(claim.value, value)):
                return True
        return False

    def _reason(self, claim: Claim) -> str:
        """Name the reason why a claim is in the note and not in the cell."""
        if claim.doubt:
            return "Doubted:"
        shown = self._selection.figure[0].edition if self._selection is not None else ""
        if claim.edition != shown and claim.edition in self._vehicle.editions:
            worst = claim.qualifiers.get("equipment") == "worst"
            return f"{claim.edition} edition{', worst-case equipment' if worst else ''}:"
        remarks = {
            n: v
            for n, v in claim.qualifiers.items()
            if claim.spec.qualifiers[n] == "remark" and v != NOT_STATED
        }
        if "market" in remarks:
            return f"{remarks['market']}:"
        if remarks:
            words = {"equipment": "{}-case equipment", "wheels": "{} wheels", "standard": "{} standard"}
            return f"With {', '.join(words[n].format(v) for n, v in remarks.items())}:"
        own = self._selection is not None and self._selection.figure[0].about != self._vehicle.record.id
        if own and claim.about == self._vehicle.record.id:
            return f"Of the {self._vehicle.code or 'generation'}:"
        if self._selection is not None and self._selection.status in FIRM and claim.status not in FIRM:
            return f"{claim.status.capitalize()}:"
        return "Also"

    def _is_new(self, selection: Selection) -> bool:
        """Tell whether the figure came with a later edition and the earlier one had another."""
        ages = {name: age for age, name in enumerate(self._vehicle.editions)}
        age = ages.get(selection.figure[0].edition, 0)
        return not selection.parts and any(
            ages.get(c.edition, 0) < age and not self._says_nothing_new(c) and not c.doubt
            for c in selection.rest
        )

    def _variant(self, claim: Claim) -> str:
        """Return the name of the variant of which a claim in a generation's note is said."""
        if self._vehicle.id != self._vehicle.record.id or claim.about == self._vehicle.record.id:
            return ""
        return dict(self._vehicle.record.variants)[claim.about.rpartition("/")[2]] + " "


def _is_quiet(selection: Selection | None) -> bool:
    """Tell at a glance that there is nothing to say of a cell: one claim, told once and flatly."""
    if selection is None or selection.value is None or selection.rest or selection.parts:
        return False
    first, *others = selection.figure
    value = first.value
    if others or first.hedge or first.via or first.note or isinstance(value, Relation):
        return False
    if isinstance(value, Measure):
        return value.is_printed_once and "hp" not in first.printed
    return not (isinstance(value, Dates) and value.counted)


def _joined(sentences: Iterable[_Sentence]) -> Note | None:
    """Put a full stop behind each sentence and make one note of them, None of no sentence."""
    spans: list[Span] = []
    for sentence in sentences:
        spans += [*([Span(" ")] if spans else []), *sentence, Span(".")]
    return Note(tuple(merged(spans))) if spans else None


def _is_joined(selection: Selection) -> bool:
    """Tell whether a value is made of unlike parts, or of some only."""
    values = [part.value for _, part in selection.parts]
    spans = isinstance(selection.value, ValueSpan)
    return bool(selection.partial) or spans or any(value != values[0] for value in values)


def _remarks(selection: Selection) -> list[str]:
    """Return what the sources of the figure add, each remark once."""
    first = selection.figure[0].value
    notes = [claim.note for claim in selection.figure if claim.value == first]
    # "checked:" is a word to maintainers: the figure looks wrong and is right
    told = (note.removeprefix("checked:").strip() for note in notes)
    return list(dict.fromkeys(part for note in told for part in note.split("; ") if part))


def _printings(claims: Sequence[Claim]) -> dict[str, list[Claim]]:
    """Group the claims of a figure by the forms in which they print it."""
    forms: dict[str, list[Claim]] = {}
    for claim in claims:
        if not isinstance(claim.value, Measure):
            continue
        for printing in claim.value.printings:
            # a source that wrote hp for PS is quoted, not corrected
            misnamed = printing.unit == "PS" and "hp" in claim.printed
            forms.setdefault(f"“{claim.printed}”" if misnamed else printing.show(), []).append(claim)
    return forms


def _listed(forms: dict[str, list[Claim]]) -> Iterator[Span]:
    for n, (form, claims) in enumerate(forms.items()):
        lead = "" if n == 0 else (" and " if n == len(forms) - 1 else ", ")
        yield Span(f"{lead}{form} (")
        yield from cite_claims(claims)
        yield Span(")")


def _group(groups: list[list[Claim]], claim: Claim) -> None:
    """Put a claim to those that are about the same and say the same."""
    for group in groups:
        first = group[0]
        if first.about == claim.about and first.doubt == claim.doubt and agree(first.value, claim.value):
            group.append(claim)
            return
    groups.append([claim])


_FIRST = ("Also", "Measured:", "Expected:", "Rumored:")


def _order(reason: str) -> tuple[int, str]:
    return (_FIRST.index(reason) if reason in _FIRST else len(_FIRST) + (reason == "Doubted:"), reason)
