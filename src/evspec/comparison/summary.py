"""A diff in one paragraph: what its rows carry, in plain English, and nothing that they do not."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evspec.claims import FIRM
from evspec.comparison.change import is_twice
from evspec.table.safety import one_line
from evspec.wording.display import show_selection

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evspec.comparison.change import Change
    from evspec.comparison.diffs import Diff

__all__ = ["summarize"]

#: What a reader asks for first; everything else follows in the order of tables.
_FIRST = (
    "range", "dc_power", "dc_time", "battery_net", "battery_gross", "power", "drivetrain", "consumption",
    "price", "accel_0_100_kmh", "curb_weight", "length",
)  # fmt: skip
#: How many changes of each sort are told in full; the rest is counted.
_MOST = 4


def summarize(diff: Diff, model: str, names: tuple[str, str]) -> str:
    """Return one paragraph on a diff.

    Parameters
    ----------
    diff
        The diff.
    model
        What both sides are, "" if they are of unlike models.
    names
        What the sides are called.
    """
    if not diff.rows:
        return one_line(f"Nothing is stated of {names[0]} or {names[1]} by a source that counts.")
    names = _in_words(diff, names)
    if not diff.changes:
        every = _count(len(diff.rows), "quantity", "quantities")
        lead = f"{diff.old.name} against itself:" if diff.old == diff.new else _between(model, names)
        return one_line(f"{lead} nothing changes: what is stated, {every}, is the same.")
    sides = {
        "Better": [c for c in diff.changes if c.better is True],
        "Worse": [c for c in diff.changes if c.better is False],
        "Different": [c for c in diff.changes if c.better is None and c.kind in _TOLD],
    }
    told = [_sentence(diff, lead, changes) for lead, changes in sides.items() if changes]
    same = len(diff.rows) - len(diff.changes)
    opening = f"{_between(model, names)} {_count(len(diff.rows), 'quantity is', 'quantities are')} stated"
    opening += f", {same} of them the same." if same else "."
    return one_line(" ".join([opening, *told, *_open(diff, names)]))


def _in_words(diff: Diff, names: tuple[str, str]) -> tuple[str, str]:
    """Return how a sentence calls the sides: "the 2022 edition", "what was known on 1 March 2026"."""
    old, new = names
    if is_twice(diff.old, diff.new):
        was, now = ("is" if side.known is None else "was" for side in (diff.old, diff.new))
        return f"what {was} {old}", f"what {now} {new}"
    if (diff.old.id, diff.old.known) == (
        diff.new.id,
        diff.new.known,
    ) and diff.old.edition != diff.new.edition:
        return f"the {old}", f"the {new}"
    return names


def _between(model: str, names: tuple[str, str]) -> str:
    old, new = names
    return f"{model}, from {old} to {new}:" if model else f"From {old} to {new},"


_TOLD = {"changed", "bounded", "added", "removed"}


def _sentence(diff: Diff, lead: str, changes: Sequence[Change]) -> str:
    ordered = sorted(changes, key=_rank)
    parts = [_told(diff, change) for change in ordered[:_MOST]]
    more = len(ordered) - len(parts)
    parts += [f"and {more} more"] if more else []
    return f"{lead}: {'; '.join(parts)}."


def _rank(change: Change) -> tuple[bool, int]:
    """Put what is out before what is foreseen, and what readers ask for before the rest."""
    firm = all(c is not None and c.status in FIRM for c in (change.old, change.new))
    key = change.spec.key
    return not firm, _FIRST.index(key) if key in _FIRST else len(_FIRST)


def _told(diff: Diff, change: Change) -> str:
    """Return "DC peak power 130 kW → up to 400 kW (at most +270 kW, +208 %; expected)"."""
    old = show_selection(diff.old, change.old_selection, diff.units, diff.new)
    new = show_selection(diff.new, change.new_selection, diff.units, diff.old)
    words = change.words.removeprefix("better, ").removeprefix("worse, ")
    words = words.replace(" (", ", ").replace(")", "")
    # of a bound that says no more than the direction, the direction has been told
    aside = [words] if words not in {"changed", "size open"} else []
    if words == "size open":
        aside = ["by how much is open"]
    for side, claim in (("old", change.old), ("new", change.new)):
        if claim is not None and claim.status not in FIRM:
            aside.append(claim.status if side == "new" else f"old figure {claim.status}")
    return f"{_named(change)} {old} → {new}" + (f" ({'; '.join(aside)})" if aside else "")


def _open(diff: Diff, names: tuple[str, str]) -> list[str]:
    """Say what the figures leave open."""
    kinds = {kind: [c for c in diff.changes if c.kind == kind] for kind in ("undecided", "not comparable")}
    sentences = []
    for kind, changes in kinds.items():
        if changes:
            labels = [_named(c) for c in sorted(changes, key=_rank)[:_MOST]]
            more = len(changes) - len(labels)
            labels += [f"and {more} more"] if more else []
            lead = "Undecided" if kind == "undecided" else "Not comparable"
            sentences.append(f"{lead}: {'; '.join(labels)}.")
    silent = [
        (names[0], sum(c.kind == "one-sided" and c.old is None for c in diff.changes)),
        (names[1], sum(c.kind == "one-sided" and c.new is None for c in diff.changes)),
    ]
    of = "in" if is_twice(diff.old, diff.new) else "of"
    parts = [f"{_count(number, 'quantity', 'quantities')} {of} {name}" for name, number in silent if number]
    if parts:
        sentences.append(f"Not stated: {' and '.join(parts)}.")
    return sentences


def _named(change: Change) -> str:
    """Return the row's label as it reads within a sentence: "range (WLTP)", "DC peak power"."""
    label, comma, conditions = change.row.label.partition(", ")
    label = label if label[:2].isupper() else f"{label[:1].lower()}{label[1:]}"
    return f"{label} ({conditions})" if comma else label


def _count(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"
