"""The note on a cell: who says it, how surely, who says otherwise, and under which conditions."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, NamedTuple

from evspec.claims import CHECKED, FIRM, Claim, cite_claims, cite_sources, left_out, merged
from evspec.languages.speech import say, speech, told, with_and, word
from evspec.measures import Measure
from evspec.specs import NOT_STATED, QUALIFIERS
from evspec.table import Note, Span
from evspec.values import Dates, Relation, Shelf, agree, holds
from evspec.values import Span as ValueSpan
from evspec.wording.cells import in_words, planned, relation_in_words

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from evspec.claims import Entry, QualifiedSpec, Selection
    from evspec.specs import UnitChoice

__all__ = ["note_of", "short_note_of"]

#: A run of spans without its full stop.
_Sentence = list[Span]


def note_of(entry: Entry, units: UnitChoice, asides: Sequence[Entry] = ()) -> Note | None:
    """Return the note on a cell, None if there is nothing to say.

    Parameters
    ----------
    entry
        What the cell shows.
    units
        The units of the table.
    asides
        What the vehicle states in rows of the same spec that the table leaves out.
    """
    return _joined((*_Note(entry, units).sentences(), *_aside(asides, units)))


def short_note_of(entry: Entry, units: UnitChoice, asides: Sequence[Entry] = ()) -> Note | None:
    """Return who says the figure; of an empty cell, what is said under other conditions."""
    if entry.supporting:
        return _joined([cite_sources(claim.source for claim in entry.supporting)])
    return _joined(_aside(asides, units))


def _aside(asides: Iterable[Entry], units: UnitChoice) -> Iterator[_Sentence]:
    """Tell the figures of other rows of the same spec: "EPA: about 400 mi, expected (…)"."""
    for entry in asides:
        if entry.value is None or isinstance(entry.value, Relation):
            continue
        weak = "" if entry.status in FIRM else f", {word(entry.status or '')}"
        yield [
            Span(f"{_condition(entry.row)}: {in_words(entry, entry.value, units)}{weak} ("),
            *cite_claims(entry.supporting),
            Span(")"),
        ]


def _condition(row: QualifiedSpec) -> str:
    """Return what sets a row apart, at the start of a sentence: "EPA", "Without a SoC window"."""
    unstated = [name for name, value in row.splits if value == NOT_STATED]
    words = row.condition("{condition}")
    if unstated and words == word(QUALIFIERS[unstated[0]].title):
        return word(f"Without a {QUALIFIERS[unstated[0]].title}{' window' if unstated[0] == 'soc' else ''}")
    return f"{words[:1].upper()}{words[1:]}" or say("Unqualified")


class _Reason(NamedTuple):
    """Why a claim is in the note and not in the cell: its place among the reasons, and its words.

    `once` is true where each vehicle tells its first choice only: the rest is in a table of its own.
    """

    place: int
    words: str
    once: bool = False


class _Note:
    """Words the note on one cell."""

    def __init__(self, entry: Entry, units: UnitChoice) -> None:
        self._entry = entry
        self._units = units

    def sentences(self) -> Iterator[_Sentence]:
        """Yield what there is to say, nothing for a plain figure from plain sources."""
        entry, selection = self._entry, self._entry.selection
        if selection is None:
            yield from self._others(entry.others)
            return
        lead, others = list(self._lead(selection)), list(self._others(selection.others))
        remarks = [] if _is_joined(selection) else _remarks(selection)
        if entry.is_of_any:
            unsaid = [name for name, _ in set(entry.row.splits) - set(selection.row.splits)]
            remarks.insert(0, _not_stated(unsaid))
        if others or remarks:
            lead = lead or [cite_claims(selection.supporting)]
        yield from lead
        yield from ([Span(f"{remark[:1].upper()}{remark[1:]}")] for remark in remarks)
        if self._is_new(selection):
            yield [Span(say("Since the {edition} edition", edition=selection.supporting[0].edition))]
        yield from others
        if self._entry.optional is not None:
            yield from self._optional(self._entry.optional)

    def _optional(self, optional: Entry) -> Iterator[_Sentence]:
        """Say who states what costs extra, unless it is plainly who states the figure itself."""
        supporting = optional.supporting
        notes = [] if optional.selection is None else _remarks(optional.selection)
        is_plain = not (notes or optional.selection is None or any(c.hedge or c.via for c in supporting))
        if not is_plain or not set(optional.sources) <= set(self._entry.sources):
            said = _Note(optional, self._units)._told(supporting[0])
            remarks = "".join(f"; {note}" for note in notes)
            head = say("Optional {figure}", figure=said)
            yield [Span(f"{head} ("), *cite_claims(supporting), Span(f"{remarks})")]
        yield from _Note(optional, self._units)._others(optional.others)

    def _told(self, claim: Claim, group: Sequence[Claim] = ()) -> str:
        """Show what a claim says, as one of those that agree with it printed it in the table's unit."""
        value = claim.value
        if isinstance(value, Relation):
            return relation_in_words(self._entry, value, self._units)
        if isinstance(value, Measure):
            value = value.printed_also(*(c.value for c in group if isinstance(c.value, Measure)))
        if isinstance(value, Dates) and not claim.doubt and self._entry.has_passed(claim, *group):
            return planned(value)
        return in_words(self._entry, value, self._units)

    def _lead(self, selection: Selection) -> Iterator[_Sentence]:
        """Say who states the figure, where that takes more than a name."""
        value, supporting = selection.value, selection.supporting
        if _is_joined(selection):
            yield from self._parts(selection)
        elif isinstance(value, Relation):
            yield cite_claims(supporting)
            yield from self._leans_on(value)
        elif isinstance(value, Dates) and value.counted:
            yield [
                Span(say("Counted from") + " "),
                *cite_claims(supporting),
                Span(f": {say('“{words}”', words=value.text)}"),
            ]
        else:
            yield from self._printed(supporting)

    @staticmethod
    def _printed(supporting: Sequence[Claim]) -> Iterator[_Sentence]:
        """Tell the printings of one figure, and apart from them the bounds within which it merely lies."""
        same, wider = list[Claim](), list[Claim]()
        for claim in supporting:
            (same if agree(supporting[0].value, claim.value) else wider).append(claim)
        forms = _printings(same)
        if len(forms) > 1:
            yield [Span(say("Printed as") + " "), *_listed(forms)]
        elif any(c.hedge or c.via for c in supporting) or wider:
            yield cite_claims(same)
        if wider:
            yield [Span(say("Also") + " "), *_listed(_printings(wider) or _shown(wider))]

    def _parts(self, selection: Selection) -> Iterator[_Sentence]:
        """Tell a generation's value variant by variant."""
        parts, subject = dict(selection.parts), self._entry.subject
        quiet = selection.row.spec.over_variants == "union" and not selection.partial
        if quiet and not any(c.hedge or c.via or c.note for c in selection.supporting):
            return
        sentences: dict[tuple[Span, ...], list[str]] = {}
        for name in selection.partial or tuple(parts):
            part = parts[name]
            is_past = part.status == "expected" and self._entry.has_passed(*part.supporting)
            weak = "" if part.status in FIRM or is_past else f", {word(part.status)}"
            notes = "".join(f"; {note}" for note in _remarks(part))
            cited = (*merged([Span(" ("), *cite_claims(part.supporting), Span(f"{notes})")]),)
            words = sentences.setdefault(cited, [])
            whose = name
            if selection.partial:
                whose = say("{names} only", names=name) if words else say("{name} only", name=name)
            words.append(f"{whose}: {self._told(part.claim, part.supporting)}{weak}")
        # variants of one source are told together
        yield from ([Span("; ".join(words)), *cited] for cited, words in sentences.items())
        own = [c for c in selection.supporting if c.about == subject.generation]
        if own:
            yield [
                Span(f"{subject.brief or subject.called}: {self._told(own[0])} ("),
                *cite_claims(own),
                Span(")"),
            ]

    def _leans_on(self, relation: Relation) -> Iterator[_Sentence]:
        """Say whose figure a relation leans on, and where that comes from."""
        related = self._entry.related[relation]
        target, figure = related.target, related.figure
        if target is None or target.selection is None or figure is None:
            return
        parts = [(n, s) for n, s in target.selection.parts if s.value is not None and agree(s.value, figure)]
        name, source = parts[0] if parts else ("", target.selection)
        words = f"{target.subject.called} {name}".strip()
        cited = cite_sources(c.source for c in source.supporting)
        yield [Span(f"{in_words(target, figure, self._units)}: {words} ("), *cited, Span(")")]

    def _others(self, others: Sequence[Claim]) -> Iterator[_Sentence]:
        """Say what else is claimed, by the reason why it is not shown."""
        reasons: dict[_Reason, list[Claim]] = {}
        for claim in others:
            if not self._says_nothing_new(claim):
                reasons.setdefault(self._reason(claim), []).append(claim)
        for reason in sorted(reasons):
            groups = _grouped(reasons[reason])
            if reason.once:
                groups = list({group[0].about: group for group in reversed(groups)}.values())[::-1]
            sentence: _Sentence = [Span(f"{reason.words} ")]
            for n, group in enumerate(groups):
                first = group[0]
                words = self._told(first, group)
                if words == self._shown() and isinstance(first.value, Measure):
                    # a conflict within the rounding of the table's unit is told as it was printed
                    words = first.value.printings[0].show(grouped=True, speech=speech())
                sentence += [
                    Span(f"{'; ' if n else ''}{self._variant(first)}{words} ("),
                    *cite_claims(group),
                    Span(f": {first.doubt})" if first.doubt else ")"),
                ]
            yield sentence

    def _shown(self) -> str:
        return in_words(self._entry, self._entry.value, self._units)

    def _says_nothing_new(self, claim: Claim) -> bool:
        """Return whether a claim only repeats the figure: weaker, vaguer, or of another edition."""
        selection = self._entry.selection
        if selection is None or claim.doubt or isinstance(claim.value, Relation):
            return False
        subject = self._entry.subject
        if selection.partial and claim.about == subject.generation:
            # what is said of the whole stands beside what is said of some
            return False
        for shown in self._parts_of.get(subject.variant(claim.about)) or [selection]:
            value = shown.value
            if value is not None and (agree(value, claim.value) or holds(claim.value, value)):
                return True
        return False

    @cached_property
    def _parts_of(self) -> Mapping[str, Sequence[Selection]]:
        """What each variant of a generation states, by its name, which two may share."""
        found: dict[str, list[Selection]] = {}
        for name, part in self._entry.selection.parts if self._entry.selection is not None else ():
            found.setdefault(name, []).append(part)
        return found

    def _reason(self, claim: Claim) -> _Reason:
        """Name the reason why a claim is in the note and not in the cell."""
        if claim.doubt:
            return _Reason(5, say("Doubted:"))
        subject, selection = self._entry.subject, self._entry.selection
        first = selection.supporting[0] if selection is not None else None
        if (
            claim.edition != (first.edition if first is not None else "")
            and claim.edition in subject.editions
        ):
            if claim.qualifiers.get("equipment") == "worst":
                lead = say("{edition} edition, worst-case equipment:", edition=claim.edition)
            else:
                lead = say("{edition} edition:", edition=claim.edition)
            return _Reason(4, lead, once=True)
        conditions = _conditions(claim)
        if conditions and (first is None or conditions != _conditions(first)):
            told = ", ".join(conditions)
            return _Reason(4, f"{told[:1].upper()}{told[1:]}:")
        silent = [] if first is None else [name for name in left_out(claim) if name not in left_out(first)]
        if silent:
            open_ = _not_stated(silent)
            return _Reason(4, f"{open_[:1].upper()}{open_[1:]}:")
        if first is not None and first.about != subject.generation and claim.about == subject.generation:
            code = subject.code
            return _Reason(4, say("Of the {code}:", code=code) if code else say("Of the generation:"))
        if selection is not None and selection.status in FIRM and claim.status not in FIRM:
            # of a schedule that has passed the words say that it was one
            is_past = claim.status == "expected" and self._entry.has_passed(claim)
            lead = say("Also") if is_past else f"{word(claim.status.capitalize())}:"
            return _Reason(_WEAK.get(claim.status, 4), lead)
        return _Reason(0, say("Also optional") if claim.is_option else say("Also"))

    def _is_new(self, selection: Selection) -> bool:
        """Return whether the figure came with a later edition and the earlier one had another."""
        ages = {name: age for age, name in enumerate(self._entry.subject.editions)}
        age = ages.get(selection.supporting[0].edition, 0)
        return not selection.parts and any(
            ages.get(c.edition, 0) < age and not self._says_nothing_new(c) and not c.doubt
            for c in selection.others
        )

    def _variant(self, claim: Claim) -> str:
        """Return the name of the variant of which a claim in a generation's note is said."""
        subject = self._entry.subject
        if subject.id != subject.generation or claim.about == subject.generation:
            return ""
        return f"{subject.variant(claim.about)} "


#: Where weak claims stand among the reasons, behind what is firm.
_WEAK = {"measured": 1, "expected": 2, "rumored": 3}


def _joined(sentences: Iterable[_Sentence]) -> Note | None:
    """Put a full stop behind each sentence and make one note of them, None of no sentence."""
    spans: list[Span] = []
    for sentence in sentences:
        spans += [*([Span(" ")] if spans else []), *sentence, Span(".")]
    return Note(tuple(merged(spans))) if spans else None


def _not_stated(names: Iterable[str]) -> str:
    """Return "gross or net not stated"."""
    titles = with_and(word(QUALIFIERS[name].title) for name in names)
    return say("{conditions} not stated", conditions=titles)


def _is_joined(selection: Selection) -> bool:
    """Return whether a value is made of unlike parts, or of some only."""
    values = [part.value for _, part in selection.parts]
    spans = isinstance(selection.value, ValueSpan)
    return bool(selection.partial) or spans or any(value != values[0] for value in values)


def _remarks(selection: Selection) -> list[str]:
    """Return what the sources of the figure add, each remark once."""
    first = selection.supporting[0].value
    notes = [claim.note for claim in selection.supporting if claim.value == first]
    # "checked:" is a word to maintainers: the figure looks wrong and is right
    texts = (told(note).removeprefix(CHECKED).strip() for note in notes)
    remarks = [part for note in texts for part in note.split("; ") if part]
    return list(dict.fromkeys((*_conditions(selection.supporting[0], alone=True), *remarks)))


def _conditions(claim: Claim, *, alone: bool = False) -> list[str]:
    """Return the conditions of a figure that its row does not tell: "with 19 in wheels", "VDA", "USA".

    Standing alone, with no figure behind it, the name of a market would tell nothing.
    """
    modes = claim.spec.qualifiers
    return [
        QUALIFIERS[name].said(value, as_remark=True)
        for name, value in claim.qualifiers.items()
        if modes[name] in {"remark", "told", "expected"}
        if value not in {NOT_STATED, QUALIFIERS[name].default} and name != "fitted"
        if not (alone and name == "market")
    ]


def _printings(claims: Sequence[Claim]) -> dict[str, list[Claim]]:
    """Group the claims of a figure by the forms in which they print it."""
    forms: dict[str, list[Claim]] = {}
    for claim in claims:
        if not isinstance(claim.value, Measure):
            continue
        for printing in claim.value.printings:
            # a source that wrote hp for PS is quoted, not corrected
            misnamed = printing.unit == "PS" and "hp" in claim.printed
            form = say("“{words}”", words=claim.printed) if misnamed else printing.show(speech=speech())
            forms.setdefault(form, []).append(claim)
    return forms


def _shown(claims: Sequence[Claim]) -> dict[str, list[Claim]]:
    """Group claims that are no figures by what they say."""
    forms: dict[str, list[Claim]] = {}
    for claim in claims:
        forms.setdefault(claim.value.show(speech=speech()), []).append(claim)
    return forms


def _listed(forms: dict[str, list[Claim]]) -> Iterator[Span]:
    for n, (form, claims) in enumerate(forms.items()):
        lead = "" if n == 0 else f" {say('and')} " if n == len(forms) - 1 else ", "
        yield Span(f"{lead}{form} (")
        yield from cite_claims(claims)
        yield Span(")")


def _grouped(claims: Iterable[Claim]) -> list[list[Claim]]:
    """Put claims together that are about the same and say the same."""
    groups: list[list[Claim]] = []
    shelves: dict[tuple[str, str], Shelf] = {}
    for claim in claims:
        shelf = shelves.setdefault((claim.about, claim.doubt), Shelf())
        place = shelf.find(claim.value)
        if place is None:
            shelf.add(claim.value, len(groups))
            groups.append([claim])
        else:
            groups[place].append(claim)
    return groups
