"""What there is to say of a cell: who says it, how surely, who says otherwise, and under which conditions.

Each fact is worded once. How sources are cited behind it is another's choice: with their names, where a
cell stands alone, or with their numbers below a table.
"""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Literal, NamedTuple, Protocol

from evspec.claims import FIRM, Claim, cite_claims, cite_sources, left_out, merged
from evspec.languages.speech import enumerated, quoted, say, speech, word
from evspec.measures import Measure
from evspec.table import Span
from evspec.values import Dates, Relation, agree, holds
from evspec.wording.cells import (
    FEW,
    bare_name,
    in_words,
    name_with_figure,
    planned,
    relation_in_words,
    share_of,
)
from evspec.wording.remarks import (
    by_citation,
    by_words,
    by_year,
    conditions_of,
    grouped,
    is_joined,
    listed,
    not_stated,
    printings_of,
    remarks_of,
)  # fmt: skip

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from evspec.claims import Entry, QualifiedSpec, Selection
    from evspec.specs import UnitChoice
    from evspec.table.document import Kind

__all__ = ["Cited", "Fact", "Facts", "capital", "leaned_on"]


class Cited(Protocol):
    """Words who says something, as it stands behind that, with a remark on it."""

    def __call__(self, claims: Sequence[Claim], remark: str = "", lead: str = "; ") -> Sequence[Span]:
        """Return " (Volt, 1 Feb 2026; remark)", where the remark follows its lead."""


class Fact(NamedTuple):
    """One thing to say of a cell.

    Attributes
    ----------
    kind
        What it tells of the cell; "said" of who states the figure, "beside" of what changes nothing of its
        meaning: the forms in which it is printed, what each variant states, what held for other editions.
    lead
        Why it is told: "2022 edition", "also"; "" where nothing need be said.
    spans
        Its words, without a full stop.
    plain
        Whether its kind says as much as its lead.
    row
        The row of which it speaks, where that is another one of the same spec.
    of_some
        Whether it holds for some of the variants only for which the figure speaks.
    apart
        Whether its lead is a heading of its words, not the first of them.
    """

    kind: Kind | Literal["said", "beside"]
    lead: str
    spans: Sequence[Span]
    plain: bool = False
    row: QualifiedSpec | None = None
    of_some: bool = False
    apart: bool = False

    @property
    def opening(self) -> str:
        """Its lead as it stands before its words: "2022 edition: ", "also "; "" without one."""
        return f"{self.lead}{': ' if self.apart else ' '}" if self.lead else ""


def leaned_on(entry: Entry) -> tuple[Claim, ...]:
    """Return the claims of another vehicle on which what a cell says by comparison leans."""
    return () if not isinstance(entry.value, Relation) else _leaned_on(entry, entry.value)[1]


def _leaned_on(entry: Entry, relation: Relation) -> tuple[str, tuple[Claim, ...]]:
    """Return the variant whose figure a relation leans on, "" for the vehicle as a whole, and its claims."""
    related = entry.related[relation]
    target, figure = related.target, related.figure
    if target is None or target.selection is None or figure is None:
        return "", ()
    parts = [(n, s) for n, s in target.selection.parts if s.value is not None and agree(s.value, figure)]
    name, source = parts[0] if parts else ("", target.selection)
    return name, source.supporting


class _Reason(NamedTuple):
    """Why a claim is in the note and not in the cell: its place among the reasons, its words and its kind.

    `once` is true where each vehicle tells its first choice only: the rest is in a table of its own.
    `plain` is true where the kind says as much as the words, `apart` where these head the figures.
    """

    place: int
    words: str
    kind: Kind | Literal["beside"] = "also"
    once: bool = False
    plain: bool = False
    apart: bool = True


class Facts:
    """Words the facts of one cell, each once.

    Parameters
    ----------
    entry, units
        The cell and the units of its table.
    cited
        How sources are cited.
    beside
        How they are cited behind what changes nothing of the cell's meaning; without it nobody is told that.
    """

    def __init__(self, entry: Entry, units: UnitChoice, cited: Cited, beside: Cited | None) -> None:
        self._entry = entry
        self._units = units
        self._cited = cited
        self._beside = beside

    def every(self) -> Iterator[Fact]:
        """Yield what there is to say, nothing for a plain figure from plain sources."""
        entry, selection = self._entry, self._entry.selection
        if selection is None:
            yield from self._others(entry.others)
            return
        beside = self._beside or self._cited
        lead, others = list(self._lead(selection, beside)), list(self._others(selection.others))
        remarks = [] if is_joined(selection) else remarks_of(selection)
        if entry.is_of_any:
            remarks.insert(0, self._open_condition(selection))
        if others or remarks:
            lead = lead or [Fact("said", "", cite_claims(selection.supporting))]
        yield from lead
        yield from (Fact("condition", "", [Span(capital(remark))]) for remark in remarks)
        yield from self._around(selection, others)

    def around(self) -> Iterator[Fact]:
        """Yield what there is to say besides who states the figure."""
        selection = self._entry.selection
        if selection is None:
            yield from self._others(self._entry.others)
            return
        yield from self._conditions(selection)
        if self._beside is not None:
            yield from (fact for fact in self._lead(selection, self._beside) if fact.kind == "beside")
        around = self._around(selection, self._others(selection.others))
        yield from (fact for fact in around if fact.kind != "said")

    def _around(self, selection: Selection, others: Iterable[Fact]) -> Iterator[Fact]:
        if self._is_new(selection):
            since = say("since the {edition} edition", edition=selection.supporting[0].edition)
            yield Fact("edition", "", [Span(since)])
        yield from others
        if self._entry.optional is not None:
            yield from self._optional(self._entry.optional)

    def _conditions(self, selection: Selection) -> Iterator[Fact]:
        """Yield under which conditions the figure holds and of whom, variants of one condition together."""
        entry = self._entry
        if selection.value is None:
            return
        if entry.is_of_any:
            yield Fact("condition", "", [Span(self._open_condition(selection))])
        if isinstance(selection.value, Dates) and selection.value.counted:
            words = say("“{words}”", words=selection.value.text)
            yield Fact("condition", say("Counted from"), [Span(words)])
        whose: dict[str, list[str]] = {}
        names, parts = selection.partial or tuple(name for name, _ in selection.parts), dict(selection.parts)
        for name in names:
            for remark in remarks_of(parts[name]):
                whose.setdefault(remark, []).append(name)
        if not is_joined(selection):
            # what is said of the vehicle as a whole holds for each of them
            whose = {remark: [*names] for remark in remarks_of(selection)} | whose
        if whose:
            of = by_year({remark: share_of(of, names) for remark, of in whose.items()}, entry.row.label)
            yield from (Fact("condition", "", [Span(words)], of_some=some) for words, some in of)
        if len(entry.partial) > FEW >= len(entry.subject.variants) - len(entry.partial):
            stating = set(entry.partial)
            rest = [bare_name(name) for _, name in entry.subject.variants if name not in stating]
            yield Fact("scope", "", [Span(say("all but the {names}", names=enumerated(rest)))])

    def _open_condition(self, selection: Selection) -> str:
        """Say what is left open of the condition that the row names."""
        return not_stated([name for name, _ in set(self._entry.row.splits) - set(selection.row.splits)])

    def _optional(self, optional: Entry) -> Iterator[Fact]:
        """Say who states what costs extra, unless it is plainly who states the figure itself."""
        supporting = optional.supporting
        notes = [] if optional.selection is None else remarks_of(optional.selection)
        is_plain = not (notes or optional.selection is None or any(c.hedge or c.via for c in supporting))
        facts = Facts(optional, self._units, self._cited, self._beside)
        if not is_plain or not set(optional.sources) <= set(self._entry.sources):
            said = facts._told(supporting[0])
            head = Span(say("Optional {figure}", figure=said))
            yield Fact("also" if notes else "said", "", [head, *self._cited(supporting, "; ".join(notes))])
        yield from facts._others(optional.others)

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

    def _lead(self, selection: Selection, cited: Cited) -> Iterator[Fact]:
        """Say who states the figure, where that takes more than a name."""
        value, supporting = selection.value, selection.supporting
        if is_joined(selection):
            yield from self._parts(selection, cited)
        elif isinstance(value, Relation):
            yield Fact("said", "", cite_claims(supporting))
            yield from self._leans_on(value)
        elif isinstance(value, Dates) and value.counted:
            quoted = Span(f": {say('“{words}”', words=value.text)}")
            yield Fact("said", say("Counted from"), [*cite_claims(supporting), quoted])
        else:
            yield from self._printed(supporting)

    @staticmethod
    def _printed(supporting: Sequence[Claim]) -> Iterator[Fact]:
        """Tell the printings of one figure, and apart from them the bounds within which it merely lies."""
        first, *rest = supporting
        same, wider = [first], list[Claim]()
        for claim in rest:
            (same if agree(first.value, claim.value) else wider).append(claim)
        forms = printings_of(same)
        if len(forms) > 1:
            yield Fact("beside", "", [Span(say("Printed as") + " "), *listed(forms)])
        elif any(c.hedge or c.via for c in supporting) or wider:
            yield Fact("said", "", cite_claims(same))
        if wider:
            forms = printings_of(wider) or by_words(wider)
            yield Fact("beside", "", [Span(capital(say("also")) + " "), *listed(forms)])

    def _parts(self, selection: Selection, cited_by: Cited) -> Iterator[Fact]:
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
            cited = (*merged(cited_by(part.supporting, "; ".join(remarks_of(part)))),)
            words = sentences.setdefault(cited, [])
            whose = name
            if selection.partial:
                whose = say("{names} only", names=name) if words else say("{name} only", name=name)
            words.append(f"{whose}: {self._told(part.claim, part.supporting)}{weak}")
        # variants of one source are told together
        for cited, words in sentences.items():
            yield Fact("beside", "", [Span("; ".join(words)), *cited])
        if own := [c for c in selection.supporting if c.about == subject.generation]:
            words_of_own = Span(f"{subject.brief or subject.called}: {self._told(own[0])}")
            yield Fact("beside", "", [words_of_own, *cited_by(own)])

    def _leans_on(self, relation: Relation) -> Iterator[Fact]:
        """Say whose figure a relation leans on, and where that comes from."""
        related = self._entry.related[relation]
        name, claims = _leaned_on(self._entry, relation)
        if related.target is not None and claims:
            whose = f"{related.target.subject.called} {name}".strip()
            told = Span(f"{in_words(related.target, related.figure, self._units)}: {whose} (")
            yield Fact("beside", "", [told, *cite_sources(c.source for c in claims), Span(")")])

    def _others(self, others: Sequence[Claim]) -> Iterator[Fact]:
        """Say what else is claimed, by the reason why it is not shown."""
        reasons: dict[_Reason, list[Claim]] = {}
        for claim in others:
            if not self._says_nothing_new(claim):
                reasons.setdefault(self._reason(claim), []).append(claim)
        shown = in_words(self._entry, self._entry.value, self._units) if reasons else ""
        for reason in sorted(reasons):
            cite = self._beside if reason.kind == "beside" else self._cited
            if cite is None:
                continue  # nobody is cited for what is not told
            groups = grouped(reasons[reason])
            if reason.once:
                groups = list({group[0].about: group for group in reversed(groups)}.values())[::-1]
            sentence: list[Span] = []
            cited = [(*cite(group, quoted(group[0].doubt), ": "),) for group in groups]
            groups, cited = by_citation(groups, cited)
            for n, group in enumerate(groups):
                first = group[0]
                words = self._told(first, group)
                if words == shown and isinstance(first.value, Measure):
                    # a conflict within the rounding of the table's unit is told as it was printed
                    words = first.value.printings[0].show(grouped=True, speech=speech())
                sentence.append(Span(f"{'; ' if n else ''}{self._of_variant(first, words)}"))
                # what one source says of several variants is told together
                sentence += () if [cited[n]] == cited[n + 1 : n + 2] else cited[n]
            yield Fact(reason.kind, reason.words, sentence, plain=reason.plain, apart=reason.apart)

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
            return _Reason(5, say("Doubted"), "doubt", plain=True)
        subject, selection = self._entry.subject, self._entry.selection
        first = selection.supporting[0] if selection is not None else None
        edition = first.edition if first is not None else ""
        if claim.edition != edition and claim.edition in subject.editions:
            lead = say("{edition} edition", edition=claim.edition)
            if claim.qualifiers.get("equipment") == "worst":
                lead = say("{edition} edition, worst-case equipment", edition=claim.edition)
            return _Reason(4, lead, "beside", once=True)
        conditions = conditions_of(claim)
        if conditions and (first is None or conditions != conditions_of(first)):
            return _Reason(4, ", ".join(conditions))
        silent = [] if first is None else [name for name in left_out(claim) if name not in left_out(first)]
        if silent:
            return _Reason(4, not_stated(silent))
        if first is not None and first.about != subject.generation and claim.about == subject.generation:
            code = subject.brief if subject.id == subject.generation or not subject.period else ""
            return _Reason(4, say("of the {code}", code=code) if code else say("of the generation"))
        if selection is not None and selection.status in FIRM and claim.status not in FIRM:
            # of a schedule that has passed the words say that it was one
            is_past = claim.status == "expected" and self._entry.has_passed(claim)
            lead = say("also") if is_past else word(claim.status)
            return _Reason(_WEAK.get(claim.status, 4), lead, "conflict", plain=is_past, apart=not is_past)
        if claim.is_option:
            return _Reason(0, say("also optional"), apart=False)
        return _Reason(0, say("also"), "conflict", plain=True, apart=False)

    def _is_new(self, selection: Selection) -> bool:
        """Return whether the figure came with a later edition and the earlier one had another."""
        ages = {name: age for age, name in enumerate(self._entry.subject.editions)}
        age = ages.get(selection.supporting[0].edition, 0)
        return not selection.parts and any(
            ages.get(c.edition, 0) < age and not self._says_nothing_new(c) and not c.doubt
            for c in selection.others
        )

    def _of_variant(self, claim: Claim, words: str) -> str:
        """Return what a claim in a generation's note says, with the variant of which it says so."""
        subject = self._entry.subject
        if subject.id != subject.generation or claim.about == subject.generation:
            return words
        return name_with_figure(subject.variant(claim.about), words)


#: Where weak claims stand among the reasons, behind what is firm.
_WEAK = {"measured": 1, "expected": 2, "rumored": 3}


def capital(words: str) -> str:
    """Return words as a sentence begins with them."""
    return f"{words[:1].upper()}{words[1:]}"
