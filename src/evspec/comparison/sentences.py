"""A change as a sentence for copy: the new figure, the old one, the difference, and who says so."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from evspec.claims import FIRM, cite_sources
from evspec.languages.speech import say, speech, word
from evspec.table.safety import one_line
from evspec.values import Flag
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
    "dc_time": "The {car} charges in {figure}",
    "power": "The {car} makes {figure}",
    "accel_0_100_kmh": "The {car} goes from 0 to 100 km/h in {figure}",
    "top_speed": "The {car} reaches {figure}",
    "curb_weight": "The {car} weighs {figure}",
    "motor_count": "The {car}'s number of motors is {figure}",
    "seats": "The {car}'s number of seats is {figure}",
    "doors": "The {car}'s number of doors is {figure}",
    "cargo_volume": "The {car}'s cargo volume is {figure}",
    "cargo_volume_max": "The {car}'s cargo volume with folded seats is {figure}",
    "frunk_volume": "The {car}'s frunk volume is {figure}",
    "towing_braked": "The {car} tows {figure}, braked",
    "towing_unbraked": "The {car} tows {figure}, unbraked",
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
        ending = say("for the {car} it is not stated", car=silent.subject.called)
        return _ended(f"{_lead(told, silent, units)}; {ending}", told)
    against = _against(old, new, units)
    return _ended(f"{_lead(new, old, units)}, {against}: {change}", new, old)


def _lead(entry: Entry, other: Entry, units: UnitChoice) -> str:
    """Return "The iX1 NB5 charges at up to 400 kW, expected"."""
    row, car = entry.row, entry.subject.called
    has, label = _has(entry), named(row)
    if has is False:
        return f"{say('The {car} has no {label}', car=car, label=label)}{_hedge(entry)}"
    if has:
        if label[0] in "aeiou":
            return f"{say('The {car} has an {label}', car=car, label=label)}{_hedge(entry)}"
        return f"{say('The {car} has a {label}', car=car, label=label)}{_hedge(entry)}"
    template = _SAID.get(row.spec.key)
    if template is None:
        stated = figure(entry, other, units)
        return say("The {car}'s {label} is {figure}", car=car, label=label, figure=stated)
    aside = f" ({told})" if (told := _aside(row)) else ""
    stated = f"{text_of(entry, units, other.subject)}{aside}{_hedge(entry)}"
    return say(template, car=car, figure=stated)


def _against(entry: Entry, other: Entry, units: UnitChoice) -> str:
    """Return "against 130 kW of the iX1 U11"."""
    car, has = entry.subject.called, _has(entry)
    if has is None or _has(other) is None:
        return say("against {figure} of the {car}", figure=figure(entry, other, units), car=car)
    words = say("which the {car} has", car=car) if has else say("which the {car} has not", car=car)
    return f"{words}{_hedge(entry)}"


def _has(entry: Entry) -> bool | None:
    """Return whether a vehicle has what is told by yes and no, None of any other entry."""
    return {"yes": True, "no": False}.get(entry.value.show()) if isinstance(entry.value, Flag) else None


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
    return f"{text_of(entry, units, other.subject)}{_hedge(entry)}"


def _hedge(entry: Entry) -> str:
    """Return the status of an entry that is not out: ", expected"."""
    is_out = entry.status in FIRM or entry.is_overdue
    return "" if is_out else f", {word(entry.status or '')}"


def _ended(words: str, *entries: Entry) -> str:
    """Add who says so, each source once."""
    cited = cite_sources(dict.fromkeys(source for entry in entries for source in entry.sources))
    return one_line(f"{words} ({''.join(span.text for span in cited)}).")
