"""A diff in one paragraph: what its rows carry, in plain words, and nothing that they do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evspec.claims import FIRM
from evspec.comparison.sentences import named
from evspec.comparison.verdict import is_twice
from evspec.languages.speech import say, with_and, word
from evspec.table.safety import one_line
from evspec.wording.cells import text_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evspec.claims import Subject
    from evspec.comparison.change import Change
    from evspec.specs import UnitChoice

__all__ = ["summarize"]

#: What a reader asks for first; everything else follows in the order of tables.
_FIRST = (
    "range", "dc_power", "dc_time", "battery_net", "battery_gross", "power", "drivetrain", "consumption",
    "price", "accel_0_100_kmh", "curb_weight", "length",
)  # fmt: skip
#: How many changes of each sort are told in full; the rest is counted.
_MOST = 4
_TOLD = {"changed", "bounded", "added", "removed"}


def summarize(
    rows: Sequence[Change],
    sides: tuple[Subject, Subject],
    units: UnitChoice,
    model: str,
    names: tuple[str, str],
    pairs: int = 0,
) -> str:
    """Return one paragraph on a diff.

    Parameters
    ----------
    rows
        All its rows.
    sides
        The old and the new vehicle.
    units
        The units of its figures.
    model
        What both sides are, "" if they are of unlike models.
    names
        What the sides are called.
    pairs
        How many pairs of variants there are.
    """
    if not rows:
        old, new = names
        words = say("Nothing is stated of {old} or {new} by a source that counts.", old=old, new=new)
        return one_line(words)
    names = _in_words(sides, names)
    changes = [change for change in rows if not change.verdict.is_same]
    if not changes:
        if sides[0] == sides[1]:
            lead = say("{vehicle} against itself:", vehicle=sides[0].name)
        else:
            lead = _between(model, names)
        words = say(
            "nothing changes: what is stated, {quantities}, is the same.", quantities=_quantities(len(rows))
        )
        return one_line(f"{lead} {words}")
    sorts = {
        say("Better"): [c for c in changes if c.better is True],
        say("Worse"): [c for c in changes if c.better is False],
        say("Different"): [c for c in changes if c.better is None and c.kind in _TOLD],
    }
    told = [_sentence(lead, some, units) for lead, some in sorts.items() if some]
    same = len(rows) - len(changes)
    comparable = same + sum(map(len, sorts.values()))
    parts = [_comparable(comparable, pairs if any(change.pairs for change in rows) else 0)]
    if same:
        one = say("and it is the same")
        parts.append(one if comparable == 1 else say("{count} of them the same", count=same))
    opening = f"{_between(model, names)} {', '.join(parts)}."
    return one_line(" ".join([opening, *told, *_open(changes, sides, names)]))


def _comparable(count: int, pairs: int) -> str:
    """Return how many quantities can be compared, and in how many pairs of versions, if in any."""
    many = _quantities(count) if count else say("no quantity")
    if not pairs:
        return say(
            "{quantities} can be compared", "{quantities} can be compared", quantities=many, count=count or 1
        )
    where = say("{count} pair of versions", "{count} pairs of versions", count=pairs)
    return say(
        "{quantities} can be compared in {pairs}", "{quantities} can be compared in {pairs}",
        quantities=many, pairs=where, count=count or 1,
    )  # fmt: skip


def _in_words(sides: tuple[Subject, Subject], names: tuple[str, str]) -> tuple[str, str]:
    """Return how a sentence calls the sides: "the 2022 edition", "what was known on 1 March 2026"."""
    old, new = names
    first, second = sides
    if is_twice(first, second):
        return (
            say("what is {known}", known=old)
            if first.as_of_date is None
            else say("what was {known}", known=old),
            say("what is {known}", known=new)
            if second.as_of_date is None
            else say("what was {known}", known=new),
        )
    if first.id == second.id and first.edition != second.edition:
        return say("the {edition}", edition=old), say("the {edition}", edition=new)
    return names


def _between(model: str, names: tuple[str, str]) -> str:
    old, new = names
    if model:
        return say("{model}, from {old} to {new}:", model=model, old=old, new=new)
    return say("From {old} to {new},", old=old, new=new)


def _sentence(lead: str, changes: Sequence[Change], units: UnitChoice) -> str:
    ordered = sorted(changes, key=_rank)
    parts = [_told(change, units) for change in ordered[:_MOST]]
    more = len(ordered) - len(parts)
    parts += [say("and {count} more", count=more)] if more else []
    return f"{lead}: {'; '.join(parts)}."


def _rank(change: Change) -> tuple[bool, int]:
    """Put what is out before what is foreseen, and what readers ask for before the rest."""
    firm = all(c is not None and c.status in FIRM for c in (change.old, change.new))
    key = change.spec.key
    return not firm, _FIRST.index(key) if key in _FIRST else len(_FIRST)


def _told(change: Change, units: UnitChoice) -> str:
    """Return "DC peak power 130 kW → up to 400 kW: higher by at most 270 kW (208 %) (expected)".

    What several pairs of variants decide is told by them: "range (EPA): longer in all 10 pairs that
    state it, +51 to +148 km (+14 to +45 %)".
    """
    words = change.words
    if len(change.pairs) > 1:
        return f"{named(change.row)}: {words}"
    first, second = change.pairs[0].entries if change.pairs else change.entries
    old, new = text_of(first, units, second.subject), text_of(second, units, first.subject)
    # what one side alone states is told by a relation to the other; that a text changed is seen from both
    sides = " → ".join(side for side, one in ((old, first), (new, second)) if one.value is not None)
    told = f"{named(change.row)} {sides}" + ("" if words == say("changed") else f": {words}")
    aside = []
    if first.claim is not None and first.status not in FIRM:
        aside.append(say("old figure {status}", status=word(first.status or "")))
    if second.claim is not None and second.status not in FIRM:
        aside.append(word(second.status or ""))
    return f"{told} ({'; '.join(aside)})" if aside else told


def _open(changes: Sequence[Change], sides: tuple[Subject, Subject], names: tuple[str, str]) -> list[str]:
    """Say what the figures leave open."""
    sentences = []
    for kind in ("undecided", "not comparable"):
        some = [c for c in changes if c.kind == kind]
        if some:
            labels = [named(c.row) for c in sorted(some, key=_rank)[:_MOST]]
            more = len(some) - len(labels)
            labels += [say("and {count} more", count=more)] if more else []
            lead = say("Undecided") if kind == "undecided" else say("Not comparable")
            sentences.append(f"{lead}: {'; '.join(labels)}.")
    silent = [
        (names[0], sum(c.kind == "one-sided" and c.old is None for c in changes)),
        (names[1], sum(c.kind == "one-sided" and c.new is None for c in changes)),
    ]
    parts = [
        say("{quantities} in {name}", quantities=_quantities(number), name=name)
        if is_twice(*sides)
        else say("{quantities} of {name}", quantities=_quantities(number), name=name)
        for name, number in silent
        if number
    ]
    if parts:
        sentences.append(say("Not stated: {quantities}.", quantities=with_and(parts)))
    return sentences


def _quantities(count: int) -> str:
    return say("{count} quantity", "{count} quantities", count=count)
