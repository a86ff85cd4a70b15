"""What stands in a cell, in words and for programs."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from attrs import evolve

from evspec.claims import FIRM, unlike, unstated
from evspec.claims.entry import in_units
from evspec.languages.speech import say, speech, with_or, word
from evspec.measures import Measure, unpadded
from evspec.specs import NOT_STATED, QUALIFIERS, SPECS, Condition, listed_conditions
from evspec.table import Cell
from evspec.table.deferred import Deferred
from evspec.values import Amounts, Categories, Dates, Relation, Span, date_in

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from evspec.claims import Entry, QualifiedSpec, SourceList, Subject
    from evspec.specs import UnitChoice
    from evspec.table import JSON
    from evspec.table.document import Mark
    from evspec.values import Value

__all__ = [
    "ABSENT", "FEW", "apart", "bare_name", "cell_of", "condition_beside", "data_beside", "data_of",
    "in_words", "label_of", "name_with_figure", "planned", "relation_in_words", "share_of",
    "stated", "status_of", "text_of", "unlike_in", "whom_of",
]  # fmt: skip

ABSENT = "–"


def label_of(row: QualifiedSpec, entries: Iterable[Entry], own: str = "") -> str:
    """Return the label of a row, with the conditions that some figure of it should state and does not.

    A caller may have an own word for the spec.
    """
    missing = unstated([entry.selection for entry in entries])
    label = row.spec.row_label(row.splits, own) if own else row.label
    if not missing:
        return label
    told = ", ".join(say("{condition} n/s", condition=word(QUALIFIERS[name].title)) for name in missing)
    return say("{label}, {conditions}", label=label, conditions=told)


def text_of(
    entry: Entry, units: UnitChoice, other: Subject | None = None, *, whom: bool = True, under: str = ""
) -> str:
    """Return what an entry says, without its status.

    Parameters
    ----------
    entry
        The entry.
    units
        The units of the table.
    other
        The vehicle on the other side of a diff: a relation to it needs no name.
    whom
        Whether to say for which variants a figure of some speaks.
    under
        Under what it stands, if that is not what its row says: "EPA".
    """
    value = entry.value
    if value is None:
        return ABSENT
    if entry.is_plain and not under:
        return in_words(entry, value, units)
    if isinstance(value, Relation):
        text = relation_in_words(entry, value, units, other)
        return f"{text} ({under})" if under else text
    text = planned(value) if isinstance(value, Dates) and entry.is_overdue else in_words(entry, value, units)
    text = _with_conditions(entry, text)
    if entry.optional is not None:
        beside = _beside(entry, entry.optional, units)
        named = ", ".join(map(bare_name, entry.partial)) if whom and len(entry.partial) <= FEW else ""
        text = f"{text} ({named}; {beside})" if named else f"{text} ({beside})"
        whom = whom and not named
    if not under:
        return f"{text}{whom_of(entry) if whom else ''}"
    if whom and 0 < len(entry.partial) <= FEW:
        return f"{text} ({under}; {', '.join(map(bare_name, entry.partial))})"
    return f"{text} ({under}){whom_of(entry) if whom else ''}"


def _with_conditions(entry: Entry, text: str, besides: Entry | None = None) -> str:
    """Put what is told with a figure behind it: "7.2 kW, 2-phase"; "22 kW optional" if it is no standard one.

    What is told of another figure besides is not told again.
    """
    if entry.selection is not None and entry.selection.is_option:
        text = say("{figure} optional", figure=text)
    for name in entry.row.spec.told:
        told = entry.told(name)
        if told and (besides is None or told != besides.told(name)):
            text = f"{text}, {with_or(map(QUALIFIERS[name].said, told))}"
    return text


def _beside(entry: Entry, optional: Entry, units: UnitChoice) -> str:
    """Return an optional figure, without the unit if the standard one has it too: "22 optional"."""
    own, figure = entry.shown(units), optional.shown(units)
    is_bare = isinstance(own, Measure) and isinstance(figure, Measure) and own.unit == figure.unit
    words = in_words(optional, optional.value, units)
    if is_bare and isinstance(figure, Measure) and figure.bound == "exact":
        figure = units.rounded(optional.row.spec, figure)
        words = figure.number("low", grouped=True, speech=speech()) or words
    words = _with_conditions(optional, words, besides=entry)
    if optional.status not in FIRM:
        words = f"{words}, {word(optional.status or '')}"
    # it is said of those of whom the figure itself is, unless others are named
    whose = optional.partial if set(optional.partial) != set(entry.partial) else ()
    return f"{words}: {', '.join(map(bare_name, whose))}" if whose else words


def whom_of(entry: Entry) -> str:
    """Return for which variants a figure of some speaks: " (Turbo S, Turbo GT)", ", 4 of 12 variants"."""
    names = entry.partial
    if not names:
        return ""
    if len(names) > FEW:
        return say(", {count} of {total} variants", count=len(names), total=len(entry.subject.variants))
    return f" ({', '.join(map(bare_name, names))})"


def share_of(names: Sequence[str], every: Sequence[str]) -> str:
    """Return which of several variants something is said of: "Turbo", "all but the Turbo GT" or "7 of 13".

    "" of all of them.
    """
    rest = set(every).difference(names)
    if len(names) == len(every):
        return ""
    if len(rest) == 1 < len(names):
        return say("all but the {names}", names=bare_name(*rest))
    if len(names) > 1:
        return say("{count} of {total}", count=len(names), total=len(every))
    return bare_name(names[0])


def bare_name(name: str) -> str:
    """Return a variant's name; one without a name is called by what sets it apart: "(dual-motor)"."""
    # the parentheses of "RWD (China)" are of its name
    return name[1:-1] if name.startswith("(") and name.endswith(")") else name


def name_with_figure(name: str, figure: str) -> str:
    """Return what a variant has: "Turbo 500 km"; and "70 kW (e+ 62 kWh)" of a name that reads as a figure."""
    return f"{figure} ({name})" if _LIKE_FIGURE.search(name) else f"{name} {figure}"


_LIKE_FIGURE = re.compile(r"[0-9] ?[^\W\d_]+$")

#: As many variants are told by name.
FEW = 2


def planned(value: Dates) -> str:
    """Return "planned for March 2024" of a schedule that has passed and that nobody has confirmed."""
    # with an open start its words begin with "before", "by" or "until"
    if value.first is None:
        return say("planned {date}", date=value.show(speech=speech()))
    return say("planned for {date}", date=date_in(speech(), value.calendar))


def in_words(entry: Entry, value: Value | None, units: UnitChoice) -> str:
    """Return a value of an entry's row in words: in the table's unit, with names in place of ids.

    With the unit that is asked for beside it: "514 km (319 mi)".
    """
    if entry.names and isinstance(value, Categories):
        value = entry.named(value)
    shown = in_units(value, entry.row, units)
    if shown is None:
        return ABSENT
    if isinstance(shown, (Measure, Span)):
        words, beside = _figure_in_words(shown, entry, units), units.unit_beside(entry.row.spec)
        if not beside or not isinstance(value, (Measure, Span)):
            return words
        return f"{words} ({_figure_in_words(value.printed_in(beside), entry, units)})"
    if isinstance(shown, Amounts):
        return ", ".join(_figure_in_words(part, entry, units) for part in shown.parts)
    if isinstance(shown, Dates) and shown.event:
        shown = evolve(shown, event=word(SPECS[shown.event].label, shown.event))
    return shown.show(speech=speech())


def _figure_in_words(figure: Measure | Span, entry: Entry, units: UnitChoice) -> str:
    """Return a figure or a span with the digits that the table has."""
    spec = entry.row.spec
    if isinstance(figure, Measure):
        return units.rounded(spec, unpadded(figure)).show(grouped=True, speech=speech())
    ends = (units.rounded(spec, end) for end in (figure.lowest, figure.highest))
    return Span(*ends).show(grouped=True, padded=False, speech=speech())


def relation_in_words(
    entry: Entry, relation: Relation, units: UnitChoice, other: Subject | None = None
) -> str:
    """Return "less than iX3's 345 kW", "more than U11's", or "more than 514 km" of the other side."""
    related = entry.related[relation]
    if related.target is None:
        return relation.show(speech=speech())
    target = related.target.subject
    figure = in_words(related.target, related.figure, units) if related.figure is not None else ""
    if other is not None and target.generation == other.generation and figure:
        return relation.to(figure, speech())
    name = (target.brief if target.model == entry.subject.model else target.model) or target.called
    whom = say("{name}'s {figure}", name=name, figure=figure) if figure else say("{name}'s", name=name)
    return relation.to(whom, speech())


def stated(entry: Entry, units: UnitChoice, under: str = "") -> str:
    """Return what an entry says, with its status if it is not out: "≈ 437 km, estimated".

    What it stands under, if that is not what its row says, is told too: "400 mi (EPA), expected".
    """
    status, text = entry.status, text_of(entry, units, under=under)
    if status is None or entry.value is None or status in FIRM:
        return text
    if status == "expected" and entry.is_overdue:
        # "planned for" says so already
        return text
    if status != "estimated":
        return f"{text}, {word(status)}"
    value = entry.shown(units)
    if isinstance(value, Measure) and value.bound == "about":
        # the sign says so already
        value = units.rounded(entry.row.spec, unpadded(value))
        told = f" ({under})" if under else ""
        number = value.number("low", grouped=True, speech=speech())
        return f"≈ {number} {word(value.unit)}{told}, {word(status)}"
    return f"≈ {text}, {word(status)}"


def status_of(entry: Entry) -> str:
    """Return the status of a figure in a column of its own: "" of what is plainly out."""
    return "" if entry.status is None or entry.status in FIRM else word(entry.status)


def cell_of(
    entry: Entry,
    units: UnitChoice,
    sources: SourceList,
    mark: Mark = "",
    row: QualifiedSpec | None = None,
) -> Cell:
    """Return the cell of a table in which statuses have no column of their own.

    In another row than its own the entry says under which condition it stands.
    """
    data = data_of(entry, units, sources)
    if row is None or entry.row == row:
        return Cell(stated(entry, units), mark=mark, data=data)
    beside = condition_beside(entry, row)
    return Cell(stated(entry, units, beside), mark=mark, data=data_beside(entry.row, data))


def data_beside(row: QualifiedSpec, data: Mapping[str, JSON]) -> dict[str, JSON]:
    """Return what a cell has for programs that shows a figure of another row: no number of its own."""
    return {"instead": {"row": row.key, **data}}


def condition_beside(entry: Entry, shown: QualifiedSpec) -> str:
    """Return what tells a figure from the row in which it stands: "EPA", "5–80 %", "battery gross"."""
    row = entry.row
    if row.spec is not shown.spec:
        return speech().within(label_of(row, [entry]))
    others = dict(shown.splits)
    unlike = tuple((name, value) for name, value in row.splits if value != others[name])
    told = [
        QUALIFIERS[name].in_label(value)
        if value and value != NOT_STATED
        else Condition(say("{condition} n/s", condition=word(QUALIFIERS[name].title)), follows=False)
        for name, value in unlike
    ]
    return listed_conditions(told)


def apart(row: QualifiedSpec, entries: Iterable[Entry], cells: Iterable[Cell]) -> tuple[Cell, ...]:
    """Return the cells of a row, whose data name the conditions that keep its figures from being compared."""
    told: list[JSON] = [*unlike_in(row, entries)]
    if not told:
        return tuple(cells)
    return tuple(evolve(cell, data=Deferred(_with, cell.data, told)) if cell.data else cell for cell in cells)


def _with(data: Mapping[str, JSON], unlike: list[JSON]) -> dict[str, JSON]:
    return {**data, "unlike": unlike}


def unlike_in(row: QualifiedSpec, entries: Iterable[Entry]) -> list[str]:
    """Return the conditions that the figures of a row do not share, or leave out."""
    selections = [entry.selection for entry in entries]
    left_out = [name for name, value in row.splits if value == NOT_STATED]
    return list(dict.fromkeys([*left_out, *unstated(selections), *unlike(row, selections)]))


def data_of(entry: Entry, units: UnitChoice, sources: SourceList) -> Mapping[str, JSON]:
    """Return the value for programs: numbers, unit, bound, what was printed, status, sources' ids."""
    if entry.value is None:
        return {}
    ids, optional = sources.ids(entry.sources), None if entry.is_plain else entry.optional
    beside = data_of(optional, units, sources) if optional is not None else None
    return Deferred(_data, entry, units, ids, speech().spellings, beside)


def _data(
    entry: Entry,
    units: UnitChoice,
    sources: list[JSON],
    spellings: Mapping[str, str],
    optional: Mapping[str, JSON] | None,
) -> dict[str, JSON]:
    value = entry.shown(units)
    data: dict[str, JSON] = {**value.data()} if value is not None else {}
    unit = data.get("unit")
    if isinstance(unit, str) and (spelled := spellings.get(unit)) is not None:
        data["spelled"] = spelled
    first = entry.supporting[0]
    # what sums up several versions is printed nowhere
    if entry.value == first.value:
        data["printed"] = first.printed or first.value.text
    data["status"] = entry.status
    data["sources"] = sources
    data["firm"] = entry.status in FIRM and not entry.is_overdue
    if entry.partial:
        data["variants"] = list(entry.partial)
        data["variant_count"] = len(entry.subject.variants)
    if editions := entry.editions:
        data["editions"] = list(editions)
    for name in entry.row.spec.told:
        if told := entry.told(name):
            data[name] = list(told)
    if entry.selection is not None and entry.selection.is_option:
        data["fitted"] = "option"
    if optional is not None:
        data["optional"] = dict(optional)
    return data
