"""What vehicles are called beside one another: in the heads of columns, and in the title of all."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evspec.comparison.verdict import is_twice
from evspec.languages.speech import enumerated, say, speech
from evspec.vehicles import Variant, record_of, subject_of, with_make, without_make
from evspec.wording.sheet import known_in_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evspec.vehicles import Vehicle

__all__ = ["common_name", "heads_of", "names_of", "title_of", "title_of_two"]


def heads_of(vehicles: Sequence[Vehicle], untils: Sequence[str] = ()) -> list[str]:
    """Return the heads of columns: labels, what tells alike ones apart, and how far each column goes."""
    labels = _labels(vehicles, untils)
    told = zip(labels, untils or [""] * len(vehicles), _apart(vehicles, labels), strict=True)
    return [label + until + apart for label, until, apart in told]


def _labels(vehicles: Sequence[Vehicle], untils: Sequence[str] = ()) -> list[str]:
    """Return what vehicles are called: by their codes, or by years where those tell them apart."""
    # where a column stands for several the code of the last goes on from that of the first
    if any(untils) or speech().heads == "code":
        return [vehicle.label for vehicle in vehicles]
    subjects = [subject_of(vehicle) for vehicle in vehicles]
    generations: dict[str, set[str]] = {}
    for subject in subjects:
        generations.setdefault(subject.called, set()).add(subject.generation)
    return [
        subject.called_in_full if len(generations[subject.called]) > 1 else subject.called
        for subject in subjects
    ]


def _apart(vehicles: Sequence[Vehicle], labels: Sequence[str]) -> list[str]:
    """Return what tells vehicles of one label apart: the maker, the day, the model year, a number."""
    told = [""] * len(vehicles)
    for n, tell in enumerate((_day, _make, _model_year)):
        for alike in _alike(labels, told):
            words = {at: tell(vehicles[at]) for at in alike}
            if len(set(words.values())) > 1:
                for at, word in words.items():
                    form = ", {}" if n == 0 else " ({})"
                    told[at] += form.format(word) if word else ""
    for alike in _alike(labels, told):
        numbers: dict[Vehicle, int] = {}
        for at in alike:
            numbers.setdefault(vehicles[at], len(numbers) + 1)
        # one and the same car may well stand there twice
        for at in alike if len(numbers) > 1 else ():
            told[at] += f" ({numbers[vehicles[at]]})"
    return told


def _alike(labels: Sequence[str], told: Sequence[str]) -> list[list[int]]:
    """Return the places of vehicles that would have one head, of each such head."""
    places: dict[str, list[int]] = {}
    for n, label in enumerate(labels):
        places.setdefault(label + told[n], []).append(n)
    return [alike for alike in places.values() if len(alike) > 1]


def _day(vehicle: Vehicle) -> str:
    return known_in_words(subject_of(vehicle))


def _make(vehicle: Vehicle) -> str:
    return vehicle.make


def _model_year(vehicle: Vehicle) -> str:
    claim = vehicle.get("model_year")
    return "" if claim is None else claim.value.show()


def title_of(vehicles: Sequence[Vehicle], untils: Sequence[str]) -> str:
    """Return what is compared: "BMW iX1 U11 and iX3 NA5", each generation and each make once.

    Of more than eight names six are told.
    """
    told_apart = _apart(vehicles, _labels(vehicles, untils))
    columns: list[tuple[Vehicle, Vehicle, str]] = []
    seen = set()
    for vehicle, until, apart in zip(vehicles, untils, told_apart, strict=True):
        id_ = record_of(vehicle).id
        if not id_ or id_ not in seen:
            seen.add(id_)
            columns.append((vehicle, _whole(vehicle), until + ("" if _is_part(vehicle) else apart)))
    labels = _labels([whole for _, whole, _ in columns], untils)
    names: dict[tuple[str, str], str] = {}
    make = ""
    for (vehicle, _, apart), label in zip(columns, labels, strict=True):
        shown = label + apart
        full = shown if vehicle.make == make else with_make(vehicle.make, shown)
        names.setdefault((vehicle.make, shown), full)
        make = vehicle.make or make
    told = list(names.values())
    if len(told) > _MOST:
        more = say("and {count} more", count=len(told) - _TOLD)
        return f"{', '.join(told[:_TOLD])} {more}"
    return enumerated(told)


#: A title with more names than these tells so many of them.
_MOST, _TOLD = 8, 6


def _is_part(vehicle: Vehicle) -> bool:
    """Tell whether a vehicle is a variant of a generation, and not one that was made in code."""
    return isinstance(vehicle, Variant) and bool(record_of(vehicle).id)


def _whole(vehicle: Vehicle) -> Vehicle:
    """Return the generation of a vehicle, or a vehicle that was made in code."""
    whole = vehicle.at("")
    return whole.generation if isinstance(whole, Variant) and _is_part(vehicle) else whole


def title_of_two(old: Vehicle, new: Vehicle, names: tuple[str, str]) -> str:
    """Return what a diff compares: "BMW iX1: U11 → NB5"."""
    shared = common_name(old, new, names)
    if shared:
        return f"{shared}: {' → '.join(names)}"
    # variants of one name are of two generations
    if old.name == new.name:
        full = names
    elif any(subject.period for subject in (subject_of(old), subject_of(new))):
        full = _two_of(old, new)
    else:
        full = without_make(old.make, old.name), without_make(new.make, new.name)
    second = full[1] if old.make == new.make else with_make(new.make, full[1])
    return f"{with_make(old.make, full[0])} → {second}"


def names_of(old: Vehicle, new: Vehicle) -> tuple[str, str]:
    """Return the shortest names that tell two vehicles apart: "U11" and "NB5"."""
    subjects = subject_of(old), subject_of(new)
    if is_twice(*subjects):
        return known_in_words(subjects[0]), known_in_words(subjects[1])
    if old.id == new.id and old.edition != new.edition:
        first, second = (v.edition or v.editions[-1] for v in (old, new))
        return say("{edition} edition", edition=first), say("{edition} edition", edition=second)
    if all(subject.period for subject in subjects) and old.id != new.id:
        return _two_of(old, new)
    called = _called(old), _called(new)
    # a bare year would read as a date
    telling = all(name and not name.isdigit() for name in called)
    if telling and old.model == new.model and old.id != new.id:
        return called
    for names in ((old.label, new.label), (old.name, new.name)):
        if names[0] != names[1]:
            return names
    years = _model_year(old), _model_year(new)
    first, second = years if years[0] != years[1] and all(years) else (say("old"), say("new"))
    return f"{old.label} ({first})", f"{new.label} ({second})"


def _two_of(old: Vehicle, new: Vehicle) -> tuple[str, str]:
    first, second = _labels((old, new))
    return first, second


def common_name(old: Vehicle, new: Vehicle, names: tuple[str, str]) -> str:
    """Return what two vehicles both are, beside their names: "BMW iX1"; "" if they share no name."""
    if old.id == new.id and record_of(old).id:
        return old.at("").name
    own = {old.label, old.name, *_two_of(old, new)}
    is_shared = (old.make, old.model) == (new.make, new.model) and old.model and names[0] not in own
    return with_make(old.make, old.model) if is_shared else ""


def _called(vehicle: Vehicle) -> str:
    """Return what a generation is called within its model: its code, or what its file calls it."""
    record = record_of(vehicle)
    return record.code or record.title if vehicle.id == record.id else ""
