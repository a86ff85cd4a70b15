"""Verdicts in words: the one place where a change is put into words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evspec.comparison.facts import Reason
from evspec.languages.speech import marked, say, speech, with_and, with_or, word
from evspec.measures.figures import RECIPROCAL
from evspec.specs import QUALIFIERS
from evspec.specs.figures import parted_kind
from evspec.units import unit
from evspec.wording.cells import FEW, bare_name

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evspec.claims import Subject
    from evspec.comparison.facts import Verdict
    from evspec.comparison.pair_verdicts import PairVerdict
    from evspec.measures import Interval, Order
    from evspec.specs import Spec

__all__ = [
    "compared_by", "difference_in_words", "in_words", "pairs_in_words", "reason_in_words", "word_of",
]  # fmt: skip


def in_words(
    verdict: Verdict, spec: Spec, old: Subject, new: Subject, *, silent: Subject | None = None
) -> str:
    """Return a verdict in words: "longer, +114 km (+28 %)", "shorter by at least 133 km (21 %)".

    Parameters
    ----------
    verdict
        The verdict.
    spec
        The spec of its row, which has the words for more and less.
    old, new
        The vehicles.
    silent
        The one that states nothing in the row, None if both do.
    """
    if verdict.reason is Reason.ONE_SOURCE:
        alone = in_words(verdict._replace(reason=None, names=()), spec, old, new)
        return f"{alone}, {compared_by(verdict)}"
    kind = verdict.kind
    if verdict.reason is Reason.NOT_YET_STATED and silent is old:
        return say("first stated")
    if kind in {"changed", "bounded"} or (kind == "undecided" and verdict.delta is not None):
        return size_in_words(verdict, spec)
    if verdict.reason is Reason.SAME_FOR:
        names = ", ".join(map(bare_name, verdict.names))
        if len(verdict.names) <= FEW:
            return say("{verdict} for {names}", verdict=word(kind), names=names)
        return f"{word(kind)}, {say('of those that state it')}"
    if verdict.reason is None:
        return word(kind)
    speaking = old if silent is new else new
    reason = reason_in_words(verdict, silent, speaking)
    return reason if kind == "one-sided" else say("{verdict}: {reason}", verdict=word(kind), reason=reason)


def pairs_in_words(verdict: Verdict, spec: Spec, pairs: Sequence[PairVerdict], count: int) -> str:
    """Return what pairs of variants come to: "longer in all 10 pairs that state it, +51 to +148 km".

    Parameters
    ----------
    verdict
        What they come to together.
    spec
        The spec of the row.
    pairs
        The pairs that state it.
    count
        How many pairs there are.
    """
    first = pairs[0]
    if len(pairs) == 1:
        words = in_words(verdict, spec, *(entry.subject for entry in first.entries))
        # of generations with a single version each there is nothing to name
        alone = all(len(entry.subject.variants) == 1 for entry in first.entries)
        return words if alone else say("{words}, of the {name}", words=words, name=first.name)
    lead, *rest = _tally(verdict, spec, pairs, count)
    if verdict.is_sure and verdict.delta is None and verdict.kind == "bounded":
        words = ", ".join([lead, say("size open"), *rest])
    elif verdict.is_sure and (bound := _bound_in_words(verdict)):
        # of those that are led by the word, and of no others
        words = ", ".join([f"{lead} {bound}", *rest])
    else:
        words = f"{', '.join([lead, *rest])}{_size_of_pairs(verdict, spec)}"
    return ", ".join(filter(None, (words, compared_by(verdict))))


def compared_by(verdict: Verdict) -> str:
    """Return who alone compares two figures, "as PushEVs compares them"; "" where they compare anyway."""
    if verdict.reason is not Reason.ONE_SOURCE:
        return ""
    return say("as {publisher} compares them", publisher=verdict.names[0])


def _tally(verdict: Verdict, spec: Spec, pairs: Sequence[PairVerdict], count: int) -> list[str]:
    """Return how the pairs stand: "longer in 4 of 6 pairs" and "2 open", "shorter in both pairs"."""
    stand: dict[str, list[str]] = {}
    for pair in pairs:
        stand.setdefault(pair.standing, []).append(pair.name)
    number = len(pairs)
    leads = {
        "greater": word(spec.words[0], spec.key), "less": word(spec.words[1], spec.key),
        "changed": say("changed"), "same": say("same"), "close": say("nearly the same"),
    }  # fmt: skip
    if len(stand) == 1:
        standing = next(iter(stand))
        if standing in {"open", "changed"}:
            is_set = verdict.lost or verdict.gained
            words = size_in_words(verdict, spec) if is_set else word(verdict.kind)
            reason = reason_in_words(verdict) if verdict.reason is not None else ""
            lead = say("open") if verdict.kind == "undecided" and not reason else words
            every = _in_every_pair(lead, number, stated=number == count)
            return [say("{verdict}: {reason}", verdict=every, reason=reason) if reason else every]
        return [_in_every_pair(leads[standing], number, stated=number == count)]
    parts = []
    for standing, names in sorted(stand.items(), key=lambda item: (_ORDER[item[0]], -len(item[1]))):
        if standing == "open":
            parts.append(say("{count} open", count=len(names)))
            continue
        # one that stands alone is told by name, and those that most do not share
        few = len(names) < 3 if parts else len(names) == 1
        told = f" ({', '.join(names)})" if few and standing != "same" else ""
        lead = leads[standing]
        if parts:
            words = say("{verdict} in {count}", verdict=lead, count=len(names))
        else:
            words = say("{verdict} in {count} of {total} pairs", verdict=lead, count=len(names), total=number)
        parts.append(f"{words}{told}")
    return parts


def _in_every_pair(verdict: str, number: int, *, stated: bool) -> str:
    """Return "longer in both pairs", "longer in all 10 pairs that state it"."""
    if number == 2:
        return (
            say("{verdict} in both pairs", verdict=verdict)
            if stated
            else say("{verdict} in both pairs that state it", verdict=verdict)
        )
    return (
        say("{verdict} in all {count} pairs", verdict=verdict, count=number)
        if stated
        else say("{verdict} in all {count} pairs that state it", verdict=verdict, count=number)
    )


#: In which order a sentence tells how pairs stand.
_ORDER = {"greater": 0, "less": 0, "changed": 0, "same": 1, "close": 1, "open": 2}


def _size_of_pairs(verdict: Verdict, spec: Spec) -> str:
    delta = verdict.delta
    if delta is None:
        return f", {say('size open')}" if verdict.kind == "bounded" else ""
    if verdict.kind == "undecided":
        return f": {_reach(verdict, spec)}"
    # of pairs that go both ways one end says how far any goes that way
    is_closed = delta.low is not None and delta.high is not None
    return f", {_signed_size(verdict) if is_closed else _reach(verdict, spec)}"


def reason_in_words(verdict: Verdict, silent: Subject | None = None, speaking: Subject | None = None) -> str:
    """Return why two entries have no verdict: "gross or net not stated", "U11 states EPA"."""
    named = [word(QUALIFIERS[name].title) for name in verdict.names if name in QUALIFIERS]
    titles = with_and(named) if named else ""
    match verdict.reason:
        case Reason.NOT_STATED:
            return say("{side} not stated", side=_side(silent, speaking))
        case Reason.NOT_YET_STATED:
            return say("not yet stated")
        case Reason.UNDATED_SOURCES:
            return say("undated sources only")
        case Reason.OTHER_CONDITIONS:
            conditions = with_and(name or say("it unqualified") for name in verdict.names)
            return say("{side} states {conditions}", side=_side(silent, speaking), conditions=conditions)
        case Reason.CONDITION_NOT_STATED:
            return say("{conditions} not stated", conditions=titles)
        case Reason.UNLIKE_CONDITIONS:
            return say("unlike {conditions}", conditions=titles)
        case Reason.UNLIKE_KINDS | Reason.UNLIKE_FUELS:
            return with_and(word(parted_kind(name)[1] or name) for name in verdict.names)
        case Reason.COARSE:
            return say("one is rounded to {step}", step=speech().figures(*verdict.names))
        case Reason.OTHER_VARIANTS | Reason.NOT_ALL_VARIANTS:
            is_other = verdict.reason is Reason.OTHER_VARIANTS
            return say("stated of other variants") if is_other else say("not stated of all variants")
        case _:
            return word(verdict.kind)


def difference_in_words(delta: Interval) -> str:
    """Return a signed difference: "+270 kW", "at least +270 kW", "about +182 km", "−48 to +39 km".

    Of a bound the word is about the size: what falls by 133 km or more falls by "at least −133 km".
    """
    if delta.is_open:
        return say("size open")
    ends = [_signed(end, delta.power) for end in (delta.low, delta.high) if end is not None]
    bound = "about" if delta.about else ""
    bound = bound if delta.low is not None and delta.high is not None else _bound(delta)
    return f"{word(bound)} {_from_to(ends)} {word(delta.unit)}".strip()


def _from_to(ends: Sequence[str]) -> str:
    """Return "−48 to +39", of two ends that read alike one."""
    return ends[0] if ends[0] == ends[-1] else say("{low} to {high}", low=ends[0], high=ends[-1])


def percent_in_words(verdict: Verdict) -> str:
    """Return a difference in percent, "+208 %", without the "at most" of the difference beside it."""
    percent = verdict.percent
    if percent is None:
        return ""
    ends = [_signed(end, 0) for end in (percent.low, percent.high) if end is not None]
    return f"{_from_to(ends)} %"


def _bound(delta: Interval) -> str:
    """Return how a size is bounded by the one end that is known: "at least", "less than"."""
    end = delta.lower or delta.upper
    if end is None:
        return ""
    # from the end onward away from zero, or back toward it
    away = (delta.lower is not None) == (end.value[0] > 0)
    if end.strict:
        return "more than" if away else "less than"
    return "at least" if away else "at most"


def _signed(value: float, power: int) -> str:
    digits = _unsigned(value, power)
    if not f"{abs(value):.{max(0, -power)}f}".strip("0."):
        return f"±{digits}"
    return f"{'−' if value < 0 else '+'}{digits}"


def _unsigned(value: float, power: int) -> str:
    return marked(f"{abs(value):.{max(0, -power)}f}")


def size_in_words(verdict: Verdict, spec: Spec) -> str:
    """Return a change: "longer, +114 km (+28 %)", "more, size open", "−FWD +RWD", "5 years later"."""
    delta = verdict.delta
    if verdict.lost or verdict.gained:
        lost, gained = map(word, verdict.lost), map(word, verdict.gained)
        return " ".join([*(f"−{name}" for name in lost), *(f"+{name}" for name in gained)])
    if verdict.reason is Reason.NARROWED or verdict.reason is Reason.WIDENED:
        return say("narrowed") if verdict.reason is Reason.NARROWED else say("widened")
    if delta is not None and delta.unit in {"days", "months"}:
        return _lapse(delta, verdict.order)
    some = f", {say('of those that state it')}" if verdict.reason is Reason.VARIANTS_THAT_STATE_IT else ""
    if verdict.kind == "undecided":
        return f"{say('open')}: {_reach(verdict, spec)}{some}"
    lead = word_of(verdict, spec)
    if delta is None:
        size = say("size open") if verdict.kind == "bounded" else "" if lead else word(verdict.kind)
        return f"{', '.join(filter(None, (lead, size)))}{some}"
    if lead and (bound := _bound_in_words(verdict)):
        return f"{lead} {bound}{some}"
    return f"{', '.join(filter(None, (lead, _signed_size(verdict))))}{some}"


def word_of(verdict: Verdict, spec: Spec) -> str:
    """Return the spec's word for a sure order: "longer", "cheaper"; "" where it is not sure."""
    if not verdict.is_sure or verdict.order not in {"greater", "less"}:
        return ""
    return word(spec.words[0 if verdict.order == "greater" else 1], spec.key)


def _signed_size(verdict: Verdict) -> str:
    """Return "+114 km (+28 %)", without a share that rounds to nothing."""
    if verdict.delta is None:
        return ""
    share = percent_in_words(verdict)
    words = difference_in_words(verdict.delta)
    return f"{words} ({share})" if share and share != _NOTHING else words


_NOTHING = "±0 %"


def _bound_in_words(verdict: Verdict) -> str:
    """Return the size of a sure change that is only bounded, "by at least 133 km (21 %)"; "" of others."""
    delta, percent = verdict.delta, verdict.percent
    if delta is None or (delta.low is not None and delta.high is not None):
        return ""
    end = delta.low if delta.low is not None else delta.high
    if end is None:
        return ""
    share = percent.low if percent is not None and percent.low is not None else None
    share = percent.high if percent is not None and share is None else share
    told = f" ({_unsigned(share, 0)} %)" if share is not None and round(share) else ""
    size = f"{word(_bound(delta))} {_unsigned(end, delta.power)} {word(delta.unit)}".rstrip()
    return say("by {size}", size=size) + told


def _reach(verdict: Verdict, spec: Spec) -> str:
    """Return how far an open change may go either way: "at most 194 km longer (40 %)"."""
    delta, percent = verdict.delta, verdict.percent
    if delta is None:
        return ""
    shares = (None, None) if percent is None else (percent.low, percent.high)
    is_closed = delta.low is not None and delta.high is not None
    parts = []
    for end, share in zip((delta.low, delta.high), shares, strict=True):
        if end is not None:
            way = word(spec.words[0 if (end > 0) != _is_turned(delta, spec) else 1], spec.key)
            told = f" ({_unsigned(share, 0)} %)" if share is not None and round(share) else ""
            bound = word("up to" if is_closed else _bound(delta))
            parts.append(
                f"{bound} {_unsigned(end, delta.power)} {word(delta.unit)}".rstrip() + f" {way}{told}"
            )
    return with_or(parts)


def _is_turned(delta: Interval, spec: Spec) -> bool:
    """Return whether more of a difference's unit is less of the spec, as of mi/kWh against kWh/100 km."""
    return spec.kind in RECIPROCAL and unit(delta.unit, spec.kind).inverted


def _lapse(delta: Interval, order: Order | None) -> str:
    """Return "5 or 6 years later", "about 8 years later", "7 months earlier", "3 days later"."""
    low, high = sorted(abs(round(end)) for end in (delta.low or 0, delta.high or 0))
    unit, is_about = delta.unit.removesuffix("s"), False
    if unit == "month":
        if low % 12 or high % 12:
            years = {round(low / 12), round(high / 12)}
            if low > 24 and len(years) == 1:
                low = high = 12 * years.pop()
                is_about = True
        if low % 12 == 0 and high % 12 == 0:
            low, high, unit = low // 12, high // 12, "year"
    span = str(low)
    if low != high:
        ends = {"first": str(low), "last": str(high)}
        span = say("{first} or {last}", **ends) if high == low + 1 else say("{first} to {last}", **ends)
    told = {"span": span, "count": low if low == high else max(2, high)}
    if unit == "day":
        lapse = say("{span} day", "{span} days", **told)
    elif unit == "month":
        lapse = say("{span} month", "{span} months", **told)
    else:
        lapse = say("{span} year", "{span} years", **told)
    lapse = say("about {lapse}", lapse=lapse) if is_about else lapse
    return say("{lapse} later", lapse=lapse) if order == "greater" else say("{lapse} earlier", lapse=lapse)


def _side(silent: Subject | None, speaking: Subject | None) -> str:
    """Return what the silent side is called beside the other: its code where that tells them apart."""
    if silent is None or speaking is None:
        return ""
    # a bare year would read as a date
    short = silent.model == speaking.model and silent.code != speaking.code and not silent.code.isdigit()
    return (silent.brief if short else silent.called) or silent.name
