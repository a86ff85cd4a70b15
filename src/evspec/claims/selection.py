"""Which of several claims is shown, and why: one rule for every vehicle and every row."""

from __future__ import annotations

from functools import cached_property, partial
from typing import TYPE_CHECKING, NamedTuple

from attrs import field, frozen

from evspec.claims.precedence import (
    criterion,
    in_order,
    is_guess,
    is_of_a_curve,
    is_worst_case,
    left_out,
    listed,
)
from evspec.claims.source import FIRM, STATUSES, Status
from evspec.languages.speech import Phrase
from evspec.measures import Measure
from evspec.measures.figures import ONE_SIDED
from evspec.specs import QUALIFIERS
from evspec.values import Crowd, Dates, Relation, Unknown, Value, agree, holds

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence
    from datetime import date

    from evspec.claims.claim import Claim
    from evspec.claims.qualified import QualifiedSpec
    from evspec.languages.speech import Speech

__all__ = ["Selection", "select", "unlike", "unstated"]


class _Rival(NamedTuple):
    """The claim that comes next, in words: "up to 461 km, Bike-EV, undated"."""

    claim: Claim

    def said(self, speech: Speech) -> str:
        """Return it in a language."""
        return f"{self.claim.value.show(speech=speech)}, {self.claim.source.cite(speech)}"


@frozen
class Selection:
    """The outcome for one row of one vehicle.

    Attributes
    ----------
    row
        The row.
    value
        What is shown; None if only some variants of a generation state it and it cannot be said
        of the whole.
    status
        How surely. Agreeing claims of one publisher count once, at their weakest.
    supporting
        The claims that form the value, the selected one first.
    others
        What else is said in the row: conflicts, older editions, other conditions, doubted claims.
    parts
        For a generation whose value comes from its variants: name of a variant to its selection.
    partial
        The names of the variants that state it, where others do not.
    optional
        What is shown beside the figure, of what costs extra; None if no such thing is stated.
    """

    row: QualifiedSpec
    value: Value | None
    status: Status
    supporting: tuple[Claim, ...]
    others: tuple[Claim, ...] = ()
    parts: tuple[tuple[str, Selection], ...] = ()
    partial: tuple[str, ...] = ()
    optional: Selection | None = None
    _decided: Callable[[], Phrase] | None = field(default=None, eq=False, repr=False)

    @property
    def why(self) -> Phrase:
        """Why this one: the criterion that decided and against whom, "" for what variants come to."""
        return Phrase("") if self._decided is None else self._decided()

    @cached_property
    def claim(self) -> Claim:
        """The selected claim, with the value and the status of the row and the reason in `why`."""
        first = self.supporting[0]
        return first.but(value=self.value or first.value, status=self.status, why=first.why or self.why)

    @cached_property
    def relations(self) -> tuple[Claim, ...]:
        """The claims that compare with another vehicle, doubted ones left out."""
        return tuple(c for c in self.claims if isinstance(c.value, Relation) and not c.doubt)

    @property
    def claims(self) -> tuple[Claim, ...]:
        """Every claim of the row."""
        return self.supporting + self.others + (self.optional.claims if self.optional is not None else ())

    @property
    def is_single(self) -> bool:
        """Whether it is one claim, beside which nothing else is said."""
        beside = self.others or self.parts or self.partial or self.optional is not None
        return len(self.supporting) == 1 and not beside

    @property
    def is_option(self) -> bool:
        """Whether the value itself is of what costs extra, since nothing else is stated."""
        return self.supporting[0].is_option


def unstated(selections: Sequence[Selection | None]) -> list[str]:
    """Return the qualifiers that should be stated, but that some figure of a spec leaves out."""
    claims = _first_claims(selections)
    if not claims or "expected" not in claims[0].spec.qualifiers.values():
        return []
    return list(dict.fromkeys(name for claim in claims for name in left_out(claim)))


def _first_claims(selections: Sequence[Selection | None]) -> list[Claim]:
    return [s.supporting[0] for s in selections if s is not None and s.value is not None]


def unlike(row: QualifiedSpec, selections: Sequence[Selection | None]) -> list[str]:
    """Return the conditions on which the figures of a row differ, such as DIN weight against EU weight.

    A figure without a word has the qualifier's default: best equipment. One that is open (wheels,
    market) counts only where both state it: a figure for the car as such may stand beside one for 19 in.
    """
    names = [name for name, mode in row.spec.qualifiers.items() if mode in {"remark", "expected"}]
    claims = _first_claims(selections) if names else []
    if all(claim.qualifiers.pairs == claims[0].qualifiers.pairs for claim in claims):
        return []
    found = []
    for name in names:
        qualifier = QUALIFIERS[name]
        values = {claim.qualifiers.get(name, qualifier.default) for claim in claims}
        if len(values - {""} if qualifier.open else values) > 1:
            found.append(name)
    return found


def select(
    row: QualifiedSpec,
    claims: Sequence[Claim],
    *,
    generation_id: str,
    editions: Sequence[str] = (),
    edition: str = "",
    as_of_date: date | None = None,
    of_variant: bool = False,
) -> Selection | None:
    """Select among the claims of one row.

    "Up to 678 km", said of a generation, is a figure of none of its variants.

    Parameters
    ----------
    row
        The row.
    claims
        The claims of that row on a variant and its generation, in any order.
    generation_id
        Which of them are said of the generation: those stand behind the variant's own.
    editions
        The generation's editions, oldest first.
    edition
        The edition that was asked for, "" for the newest.
    as_of_date
        The day of knowledge; sources that had not appeared by then, or are undated, do not count.
    of_variant
        Whether they are asked for a variant.

    Returns
    -------
    Selection or None
        None if nothing can be selected.
    """
    heard = claims if as_of_date is None else [c for c in claims if c.source.known_at(as_of_date)]
    is_date = row.spec.kind == "date"
    trusted = [
        c for c in heard
        if not (c.doubt or is_guess(c) or (of_variant and _bounds_the_whole(c, generation_id)))
    ]  # fmt: skip
    if len(trusted) == len(heard) == 1 and not (editions and (edition or is_date)):
        # so it is in most rows of most vehicles, and there is nothing to weigh
        only = trusted[0]
        return Selection(row, only.value, only.status, (only,), decided=partial(_unrivaled, only, 1, 0))
    ages = {name: age for age, name in enumerate(editions)}
    candidates = _counted(trusted, ages, edition, is_date=is_date)
    own = [c for c in candidates if c.about != generation_id]
    candidates = own or candidates
    if ages and not is_date:
        candidates = _of_edition(candidates, ages)
    if not candidates:
        return None
    statuses = _statuses(candidates)
    ranked = in_order(candidates, lambda c: statuses[id(c)])
    first = ranked[0]
    status = statuses[id(first)]
    supporting = [c for c in ranked if c is first or _joins(c, first, status)]
    chosen = set(map(id, supporting))
    others = [c for c in ranked if id(c) not in chosen]
    decided = partial(_unrivaled, first, len(ranked), len(heard) - len(ranked))
    if others:
        decided = partial(_against, first, status, others[0], statuses[id(others[0])])
    weighed = set(map(id, ranked))
    others += listed((c for c in heard if id(c) not in weighed), lambda c: -ages.get(c.edition, 0))
    counted = [c for c in supporting if not c.source.copies] or supporting
    status = min((statuses[id(c)] for c in counted), key=STATUSES.index)
    value = first.value
    if isinstance(value, Measure):
        # which agree with it, as they would not support it else
        rest = (c.value for c in supporting[1:])
        value = value.printed_also(*(v for v in rest if isinstance(v, Measure) and v.bound == value.bound))
    return Selection(row, value, status, tuple(supporting), tuple(others), decided=decided)


def _against(first: Claim, status: Status, rival: Claim, weaker: Status) -> Phrase:
    """Word what decided against the claim that comes next."""
    if first.attribution.why:
        # a figure that was worked out brings its formula
        return first.why
    words = criterion(first, status, rival, weaker)
    return Phrase("{criterion} ({rival})", criterion=words, rival=_Rival(rival))


def _unrivaled(first: Claim, ranked: int, others: int) -> Phrase:
    """Word why there was nothing to decide between the claims that counted."""
    if first.attribution.why:
        return first.why
    alone = _ALONE if ranked == 1 else Phrase("all {count} claims agree", count=ranked)
    if not others:
        return alone
    return Phrase(
        "{alone}; {others} older, doubted, unknown or of the generation as a whole",
        alone=alone,
        others=others,
    )


_ALONE = Phrase("the only claim")


def _counted(trusted: list[Claim], ages: dict[str, int], edition: str, *, is_date: bool) -> list[Claim]:
    """Return the claims of the edition that was asked for, or of those up to it.

    A date is that of the edition itself: unasked, the first edition's, since that is when the vehicle
    came out.
    """
    if is_date and ages:
        wanted = ages.get(edition, 0)
        found = [c for c in trusted if ages.get(c.edition, 0) == wanted]
    else:
        limit = ages.get(edition, len(ages))
        found = [c for c in trusted if ages.get(c.edition, 0) <= limit]
    # who says that it is not known does not gainsay who knows
    return [c for c in found if not isinstance(c.value, Unknown)] or found


def _bounds_the_whole(claim: Claim, generation_id: str) -> bool:
    """Return whether a claim is a one-sided figure of the generation, such as "from 86,500 GBP"."""
    value = claim.value
    return claim.about == generation_id and isinstance(value, Measure) and value.bound in ONE_SIDED


def _joins(claim: Claim, first: Claim, status: Status) -> bool:
    """Tell whether a claim supports the first one: it says the same, or a bound that holds for it.

    What is merely expected or rumored does not support a figure that is out.
    """
    if status in FIRM and claim.status not in FIRM:
        return False
    return agree(first.value, claim.value) or holds(claim.value, first.value)


def _of_edition(candidates: list[Claim], ages: dict[str, int]) -> list[Claim]:
    """Keep the newest edition that has a claim, and what older ones say that agrees with it."""
    if not candidates:
        return candidates
    # the worst case of a new edition, or the top of a curve, does not take the place of an older plain figure
    plain = [c for c in candidates if not (is_worst_case(c) or is_of_a_curve(c))] or candidates
    newest = max(ages.get(c.edition, 0) for c in plain)
    current = [c for c in candidates if ages.get(c.edition, 0) == newest]
    if len(current) == len(candidates):
        return current
    statuses = _statuses(current)
    first = current[0]
    if len(current) > 1:
        first = in_order(current, lambda c: statuses[id(c)])[0]
    return [c for c in candidates if ages.get(c.edition, 0) == newest or agree(first.value, c.value)]


def _statuses(claims: Sequence[Claim]) -> dict[int, Status]:
    """Return for each claim the weakest status at which its publisher says the same.

    Hardening wording is not evidence: a date that is "reportedly" in one article and stated
    flatly in the next, by the same publisher, stays as weak as it was.
    """
    if len({c.attribution.status for c in claims}) == 1:
        return dict.fromkeys(map(id, claims), claims[0].status)
    publishers: dict[str, list[Claim]] = {}
    for claim in claims:
        publishers.setdefault(claim.source.publisher, []).append(claim)
    found: dict[int, Status] = {}
    for own in publishers.values():
        if len({c.status for c in own}) == 1:
            found |= dict.fromkeys(map(id, own), own[0].status)
            continue
        weakest_first = sorted({c.status for c in own}, key=STATUSES.index, reverse=True)
        crowds = [(status, Crowd(c.value for c in own if c.status == status)) for status in weakest_first]
        for claim in own:
            found[id(claim)] = next(status for status, crowd in crowds if crowd.meets(claim.value, _repeats))
    return found


def _repeats(weaker: Value, value: Value) -> bool:
    """Tell whether a publisher says the same again: a wider window of days is not the same, a finer is."""
    return value.contains(weaker) if isinstance(value, Dates) else agree(weaker, value)
