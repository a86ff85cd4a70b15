"""A diff in one paragraph: what its rows carry, in plain English, and nothing that they do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evspec.claims import FIRM
from evspec.comparison.verdict import is_twice
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
        return one_line(f"Nothing is stated of {names[0]} or {names[1]} by a source that counts.")
    names = _in_words(sides, names)
    changes = [change for change in rows if not change.verdict.is_same]
    if not changes:
        every = _count(len(rows), "quantity", "quantities")
        lead = f"{sides[0].name} against itself:" if sides[0] == sides[1] else _between(model, names)
        return one_line(f"{lead} nothing changes: what is stated, {every}, is the same.")
    sorts = {
        "Better": [c for c in changes if c.better is True],
        "Worse": [c for c in changes if c.better is False],
        "Different": [c for c in changes if c.better is None and c.kind in _TOLD],
    }
    told = [_sentence(lead, some, units) for lead, some in sorts.items() if some]
    same = len(rows) - len(changes)
    comparable = same + sum(map(len, sorts.values()))
    many = _count(comparable, "quantity", "quantities") if comparable else "no quantity"
    opening = f"{_between(model, names)} {many} can be compared"
    if any(change.pairs for change in rows):
        opening += f" in {_count(pairs, 'pair', 'pairs')} of versions"
    alike = "and it is the same" if comparable == 1 else f"{same} of them the same"
    opening += f", {alike}." if same else "."
    return one_line(" ".join([opening, *told, *_open(changes, sides, names)]))


def _in_words(sides: tuple[Subject, Subject], names: tuple[str, str]) -> tuple[str, str]:
    """Return how a sentence calls the sides: "the 2022 edition", "what was known on 1 March 2026"."""
    old, new = names
    first, second = sides
    if is_twice(first, second):
        was, now = ("is" if side.as_of_date is None else "was" for side in sides)
        return f"what {was} {old}", f"what {now} {new}"
    if first.id == second.id and first.edition != second.edition:
        return f"the {old}", f"the {new}"
    return names


def _between(model: str, names: tuple[str, str]) -> str:
    old, new = names
    return f"{model}, from {old} to {new}:" if model else f"From {old} to {new},"


def _sentence(lead: str, changes: Sequence[Change], units: UnitChoice) -> str:
    ordered = sorted(changes, key=_rank)
    parts = [_told(change, units) for change in ordered[:_MOST]]
    more = len(ordered) - len(parts)
    parts += [f"and {more} more"] if more else []
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
        return f"{_named(change)}: {words}"
    first, second = change.pairs[0].entries if change.pairs else change.entries
    old, new = text_of(first, units, second.subject), text_of(second, units, first.subject)
    # what one side alone states is told by a relation to the other; that a text changed is seen from both
    sides = " → ".join(side for side, one in ((old, first), (new, second)) if one.value is not None)
    told = f"{_named(change)} {sides}" + (f": {words}" if words != "changed" else "")
    aside = [
        status.format(entry.status)
        for entry, status in ((first, "old figure {}"), (second, "{}"))
        if entry.claim is not None and entry.status not in FIRM
    ]
    return f"{told} ({'; '.join(aside)})" if aside else told


def _open(changes: Sequence[Change], sides: tuple[Subject, Subject], names: tuple[str, str]) -> list[str]:
    """Say what the figures leave open."""
    sentences = []
    for kind in ("undecided", "not comparable"):
        some = [c for c in changes if c.kind == kind]
        if some:
            labels = [_named(c) for c in sorted(some, key=_rank)[:_MOST]]
            more = len(some) - len(labels)
            labels += [f"and {more} more"] if more else []
            lead = "Undecided" if kind == "undecided" else "Not comparable"
            sentences.append(f"{lead}: {'; '.join(labels)}.")
    silent = [
        (names[0], sum(c.kind == "one-sided" and c.old is None for c in changes)),
        (names[1], sum(c.kind == "one-sided" and c.new is None for c in changes)),
    ]
    of = "in" if is_twice(*sides) else "of"
    parts = [f"{_count(number, 'quantity', 'quantities')} {of} {name}" for name, number in silent if number]
    if parts:
        sentences.append(f"Not stated: {' and '.join(parts)}.")
    return sentences


def _named(change: Change) -> str:
    """Return the row's label as it reads within a sentence: "range (WLTP)", "DC peak power"."""
    label, conditions = change.spec.label, change.spec.conditions(change.row.splits)
    label = label if label[:2].isupper() else f"{label[:1].lower()}{label[1:]}"
    # "AC time at 11 kW" needs no parentheses
    label = " ".join([label, *(words for words, follows in conditions if follows)])
    aside = ", ".join(words for words, follows in conditions if not follows)
    return f"{label} ({aside})" if aside else label


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
