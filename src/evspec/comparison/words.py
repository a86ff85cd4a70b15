"""Verdicts in words: the one place where a change is put into English."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evspec.comparison.verdict import Reason
from evspec.specs import QUALIFIERS

if TYPE_CHECKING:
    from evspec.claims import Subject
    from evspec.comparison.verdict import Verdict
    from evspec.measures import Interval, Order

__all__ = [
    "OF_SOME", "difference_in_words", "in_words", "percent_in_words", "reason_in_words", "size_in_words",
]  # fmt: skip

#: Beside a size that holds of the variants that state it only.
OF_SOME = "of those that state it"


def in_words(verdict: Verdict, old: Subject, new: Subject, *, silent: Subject | None = None) -> str:
    """Return a verdict in words: "better, at most +270 kW (+208 %)", "U11 not stated".

    Parameters
    ----------
    verdict
        The verdict.
    old, new
        The vehicles.
    silent
        The one that states nothing in the row, None if both do.
    """
    kind = verdict.kind
    if verdict.reason is Reason.NOT_YET_STATED and silent is old:
        return "first stated"
    if kind in {"changed", "bounded"}:
        return ", ".join(filter(None, (_praise(verdict), size_in_words(verdict))))
    if kind == "same":
        return f"same for {', '.join(verdict.names)}" if verdict.reason is Reason.SAME_FOR else kind
    if verdict.reason is None:
        return kind
    speaking = old if silent is new else new
    reason = reason_in_words(verdict, silent, speaking)
    return reason if kind == "one-sided" else f"{kind}: {reason}"


def reason_in_words(verdict: Verdict, silent: Subject | None = None, speaking: Subject | None = None) -> str:
    """Return why two entries have no verdict: "gross or net not stated", "U11 states EPA"."""
    titles = " and ".join(QUALIFIERS[name].title for name in verdict.names if name in QUALIFIERS)
    match verdict.reason:
        case Reason.NOT_STATED:
            return f"{_side(silent, speaking)} not stated"
        case Reason.NOT_YET_STATED:
            return "not yet stated"
        case Reason.UNDATED_SOURCES:
            return "undated sources only"
        case Reason.OTHER_CONDITIONS:
            listed = " and ".join(name or "it unqualified" for name in verdict.names)
            return f"{_side(silent, speaking)} states {listed}"
        case Reason.CONDITION_NOT_STATED:
            return f"{titles} not stated"
        case Reason.UNLIKE_CONDITIONS:
            return f"unlike {titles}"
        case Reason.UNLIKE_KINDS:
            return " and ".join(name.removeprefix("money ") for name in verdict.names)
        case Reason.OTHER_VARIANTS:
            return "stated of other variants"
        case Reason.NOT_ALL_VARIANTS:
            return "not stated of all variants"
        case _:
            return verdict.kind


def difference_in_words(delta: Interval) -> str:
    """Return a signed difference: "+270 kW", "at most +270 kW", "−48 to +39 km"."""
    if delta.is_open:
        return "size open"
    ends = [_signed(end, delta.power) for end in (delta.low, delta.high) if end is not None]
    bound = "" if delta.low is not None and delta.high is not None else _bound(delta)
    return f"{bound}{' to '.join(dict.fromkeys(ends))} {delta.unit}".strip()


def percent_in_words(verdict: Verdict) -> str:
    """Return a difference in percent, "+208 %", without the "at most" of the difference beside it."""
    percent = verdict.percent
    if percent is None:
        return ""
    ends = [_signed(end, 0) for end in (percent.low, percent.high) if end is not None]
    return f"{' to '.join(dict.fromkeys(ends))} %"


def _bound(delta: Interval) -> str:
    return "at least " if delta.high is None else "at most "


def _signed(value: float, power: int) -> str:
    digits = f"{abs(value):,.{max(0, -power)}f}"
    if not digits.strip("0.,"):
        return f"±{digits}"
    return f"{'−' if value < 0 else '+'}{digits}"


def _praise(verdict: Verdict) -> str:
    """Return "better" or "worse"; "more" or "less" where a bound has no better end."""
    if verdict.better is not None:
        return "better" if verdict.better else "worse"
    if verdict.reason is not None or not _is_bound(verdict):
        return ""
    return "more" if verdict.order == "greater" else "less"


def _is_bound(verdict: Verdict) -> bool:
    delta = verdict.delta
    return verdict.kind == "bounded" and (delta is None or None in {delta.low, delta.high})


def size_in_words(verdict: Verdict) -> str:
    """Return a change without its judgment: "+114 km (+28 %)", "size open", "−FWD +RWD", "5 years later"."""
    delta = verdict.delta
    if verdict.lost or verdict.gained:
        return " ".join([*(f"−{name}" for name in verdict.lost), *(f"+{name}" for name in verdict.gained)])
    if verdict.reason is Reason.NARROWED or verdict.reason is Reason.WIDENED:
        return "narrowed" if verdict.reason is Reason.NARROWED else "widened"
    words: str = "size open" if verdict.kind == "bounded" else verdict.kind
    if delta is None:
        pass
    elif delta.unit in {"days", "months"}:
        return _lapse(delta, verdict.order)
    else:
        words = difference_in_words(delta)
        share = percent_in_words(verdict)
        words = f"{words} ({share})" if share else words
    if verdict.reason is Reason.VARIANTS_THAT_STATE_IT:
        return f"{words}, {OF_SOME}"
    return words


def _lapse(delta: Interval, order: Order | None) -> str:
    """Return "5 or 6 years later", "about 8 years later", "7 months earlier", "3 days later"."""
    low, high = sorted(abs(round(end)) for end in (delta.low or 0, delta.high or 0))
    unit, about = delta.unit.removesuffix("s"), ""
    if unit == "month":
        if low % 12 or high % 12:
            years = {round(low / 12), round(high / 12)}
            if low > 24 and len(years) == 1:
                low = high = 12 * years.pop()
                about = "about "
        if low % 12 == 0 and high % 12 == 0:
            low, high, unit = low // 12, high // 12, "year"
    count = str(low) if low == high else f"{low} {'or' if high == low + 1 else 'to'} {high}"
    plural = "" if count == "1" else "s"
    return f"{about}{count} {unit}{plural} {'later' if order == 'greater' else 'earlier'}"


def _side(silent: Subject | None, speaking: Subject | None) -> str:
    """Return what the silent side is called beside the other: its code where that tells them apart."""
    if silent is None or speaking is None:
        return ""
    # a bare year would read as a date
    short = silent.model == speaking.model and silent.code != speaking.code and not silent.code.isdigit()
    return (silent.code if short else silent.label) or silent.name
