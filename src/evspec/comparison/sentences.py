"""A change as a sentence for copy: the new figure, the old one, the difference, and who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from evspec.claims import FIRM, cite_sources
from evspec.table.safety import one_line
from evspec.wording.cells import text_of

if TYPE_CHECKING:
    from evspec.claims import Entry, QualifiedSpec
    from evspec.specs import UnitChoice

__all__ = ["named", "sentence"]

#: How people say what they quote most; {} is the figure. Of all else "its … is" is said.
_PREDICATES: Final = {
    "range": "has a range of {}",
    "battery_net": "has a usable battery capacity of {}",
    "battery_gross": "has a gross battery capacity of {}",
    "dc_power": "charges at {}",
    "power": "makes {}",
    "accel_0_100_kmh": "goes from 0 to 100 km/h in {}",
    "top_speed": "reaches {}",
    "curb_weight": "weighs {}",
    "price": "costs {}",
}


def sentence(entries: tuple[Entry, Entry], units: UnitChoice, change: str) -> str:
    """Return a change in a sentence, with every hedge that its figures have.

    Parameters
    ----------
    entries
        What the old and the new vehicle state in the row.
    units
        The units of the figures.
    change
        What that comes to, in words.
    """
    old, new = entries
    row = new.row
    if new.value is None:
        lead = f"{_its(old)} is {_figure(old, new, units)}"
        return _ended(f"{lead}; that of the {_name(new)} is not stated", old)
    told, figure = _predicate(row), _figure(new, old, units)
    lead = f"The {_name(new)} {told.format(figure)}" if told else f"{_its(new)} is {figure}"
    if old.value is None:
        return _ended(f"{lead}; that of the {_name(old)} is not stated", new)
    return _ended(f"{lead}, against {_figure(old, new, units)} of the {_name(old)}: {change}", new, old)


def named(row: QualifiedSpec) -> str:
    """Return a row's label as it reads within a sentence: "range (WLTP)", "DC peak power"."""
    label = row.spec.label
    label = label if label[:2].isupper() else f"{label[:1].lower()}{label[1:]}"
    # "AC time at 11 kW" needs no parentheses
    label = " ".join([label, *(words for words, follows in row.spec.conditions(row.splits) if follows)])
    return f"{label} ({aside})" if (aside := _aside(row)) else label


def _aside(row: QualifiedSpec) -> str:
    """Return the conditions of a row that stand in parentheses: "WLTP"."""
    return ", ".join(words for words, follows in row.spec.conditions(row.splits) if not follows)


def _predicate(row: QualifiedSpec) -> str:
    """Return what a vehicle does, with a place for the figure; "" where there are no words of its own."""
    told = _PREDICATES.get(row.spec.key, "")
    return f"{told} ({aside})" if told and (aside := _aside(row)) else told


def _its(entry: Entry) -> str:
    return f"The {_name(entry)}'s {named(entry.row)}"


def _name(entry: Entry) -> str:
    return entry.subject.label


def _figure(entry: Entry, other: Entry, units: UnitChoice) -> str:
    """Return what an entry states, with its status if it is not out: "up to 400 kW, expected"."""
    text = text_of(entry, units, other.subject)
    return text if entry.status in FIRM or entry.is_overdue else f"{text}, {entry.status}"


def _ended(words: str, *entries: Entry) -> str:
    """Add who says so, each source once."""
    cited = cite_sources(dict.fromkeys(source for entry in entries for source in entry.sources))
    return one_line(f"{words} ({''.join(span.text for span in cited)}).")
