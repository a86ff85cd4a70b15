"""A change as a sentence for copy: the new figure, the old one, the difference, and who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from evspec.claims import FIRM, cite_sources
from evspec.languages.speech import say, speech, word
from evspec.table.safety import one_line
from evspec.wording.cells import text_of

if TYPE_CHECKING:
    from evspec.claims import Entry, QualifiedSpec
    from evspec.specs import UnitChoice

__all__ = ["figure", "named", "sentence"]

#: How people say what they quote most. Of all else a car's figure "is" said.
_SAID: Final = {
    "range": "The {car} has a range of {figure}",
    "battery_net": "The {car} has a usable battery capacity of {figure}",
    "battery_gross": "The {car} has a gross battery capacity of {figure}",
    "dc_power": "The {car} charges at {figure}",
    "power": "The {car} makes {figure}",
    "accel_0_100_kmh": "The {car} goes from 0 to 100 km/h in {figure}",
    "top_speed": "The {car} reaches {figure}",
    "curb_weight": "The {car} weighs {figure}",
    "price": "The {car} costs {figure}",
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
    if old.value is None or new.value is None:
        told, silent = (old, new) if new.value is None else (new, old)
        ending = say("that of the {car} is not stated", car=silent.subject.called)
        return _ended(f"{_lead(told, silent, units)}; {ending}", told)
    against = say("against {figure} of the {car}", figure=figure(old, new, units), car=old.subject.called)
    return _ended(f"{_lead(new, old, units)}, {against}: {change}", new, old)


def _lead(entry: Entry, other: Entry, units: UnitChoice) -> str:
    """Return "The iX1 NB5 charges at up to 400 kW, expected"."""
    row, car, stated = entry.row, entry.subject.called, figure(entry, other, units)
    template = _SAID.get(row.spec.key)
    if template is None:
        return say("The {car}'s {label} is {figure}", car=car, label=named(row), figure=stated)
    aside = _aside(row)
    return say(template, car=car, figure=f"{stated} ({aside})" if aside else stated)


def named(row: QualifiedSpec) -> str:
    """Return a row's label as it reads within a sentence: "range (WLTP)", "DC peak power"."""
    label = speech().within(word(row.spec.label, row.spec.key))
    # "AC time at 11 kW" needs no parentheses
    label = " ".join([label, *(words for words, follows in row.spec.conditions(row.splits) if follows)])
    return f"{label} ({aside})" if (aside := _aside(row)) else label


def _aside(row: QualifiedSpec) -> str:
    """Return the conditions of a row that stand in parentheses: "WLTP"."""
    return ", ".join(words for words, follows in row.spec.conditions(row.splits) if not follows)


def figure(entry: Entry, other: Entry, units: UnitChoice) -> str:
    """Return what an entry states, with its status if it is not out: "up to 400 kW, expected"."""
    text = text_of(entry, units, other.subject)
    is_out = entry.status in FIRM or entry.is_overdue
    return text if is_out else f"{text}, {word(entry.status or '')}"


def _ended(words: str, *entries: Entry) -> str:
    """Add who says so, each source once."""
    cited = cite_sources(dict.fromkeys(source for entry in entries for source in entry.sources))
    return one_line(f"{words} ({''.join(span.text for span in cited)}).")
