"""What a caller asks of several vehicles, checked."""

from __future__ import annotations

from itertools import count
from typing import TYPE_CHECKING, Literal

from attrs import evolve

from evspec.claims.asked import checked_specs
from evspec.comparison.arguments import (
    Added,
    checked_cycle,
    checked_ends,
    column_of,
    in_order,
    vehicles_of,
    with_draft,
)  # fmt: skip
from evspec.comparison.layout import Layout, checked_words
from evspec.comparison.merging import merged
from evspec.comparison.side_by_side import Comparison
from evspec.errors import EvspecError, check_option, truth
from evspec.files.houses import house_of
from evspec.languages.locales import checked_locale
from evspec.specs import HouseStyle, System, units_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Mapping, Sequence
    from os import PathLike

    from evspec.vehicles import Vehicle
    from evspec.wording.footnotes import Notes

__all__ = ["compare"]


def compare(
    *vehicles: str | Vehicle | Mapping[str, object],
    units: System | Mapping[str, str] | None = None,
    locale: str | None = None,
    house: HouseStyle | str | PathLike[str] | None = None,
    rows: Literal["shared", "all"] = "shared",
    only_differences: bool = False,
    as_of: str | dt.date | None = None,
    estimate: bool = False,
    derived: bool = False,
    specs: str | Sequence[str] | None = None,
    cycle: str | None = None,
    sort_by: str | None = None,
    baseline: int | str | Vehicle | None = None,
    best: bool = True,
    better: Mapping[str, str | None] | None = None,
    transpose: bool = False,
    notes: Notes = "full",
    title: str | None = None,
    caption: str | None = None,
    labels: Sequence[str] | Mapping[str, str] | None = None,
    footer: str | Sequence[str] = (),
    number: str | int | Mapping[str, str | int] | None = None,
    merge: bool = False,
    draft: Added | None = None,
    unsure: bool = False,
) -> Comparison:
    """Put vehicles side by side.

    Parameters
    ----------
    *vehicles
        Generations and variants, or their ids in the built-in catalog; or dicts of specs to what is said
        of them, as `Variant.of` takes them.
    units
        The system of units, "metric", "us" or "uk"; or a unit for each of some specs, with "system" for
        the rest: ``{"system": "us", "torque": "N·m"}``. Metric if left out, or those of the house.
    locale
        The locale of words, numbers and dates, such as "de" or "de_CH"; English if left out. It needs
        the extra `locale` (Babel).
    house
        The house style: a `HouseStyle`, the name of one ("us-press"), or the path of a TOML file.
    rows
        "shared" shows what two or more of them state; "all" everything.
    only_differences
        Leave out what is the same for all.
    as_of
        The day of knowledge: sources that are later or undated do not count.
    estimate
        Estimate the range of a vehicle in a test cycle that only others state, by a ratio that was
        observed (`evspec.estimate`). It is shown with "≈", and its note has the reference.
    derived
        Show what follows from the figures too (`evspec.derive`), where nothing states it.
    specs
        Show these only, in this order, whoever states them: keys ("range"), groups ("charging"),
        patterns ("battery*"), single rows ("range[cycle=EPA]") or presets ("panel", the rows that most
        desks print). Several with "|" between them are one row: that which most vehicles state, and what
        others state in its place, with the condition named in the cell and compared with nothing.
    cycle
        Of a spec with test cycles, show this one alone where any of the vehicles states it. What
        the others state in other cycles is in the notes.
    sort_by
        The key of a spec by whose figure the vehicles are ordered, with "-" in front of it for the
        largest first; those without a definite figure come last. One test cycle counts: the one asked
        for (``cycle=``, or "range[cycle=EPA]" here), else the one that most of them state.
    baseline
        The vehicle, its id, or its place in the table from 0 against which the others are held: each
        figure is followed by the difference, and marked as better or worse where that is sure.
    best
        Mark the best of each row.
    better
        Which end of a spec is the better one, "higher", "lower" or None for neither, in place of what
        the table of specs says: ``{"price": "lower", "top_speed": None}``.
    transpose
        A row for each vehicle and a column for each quantity.
    notes
        "full": letters for what changes the meaning of a figure, numbers for sources; "print" for letters
        and one line of sources; "sources" for numbers alone; False for none.
    title
        The title of the table, in place of its own.
    caption
        What stands below the title, in place of units and dates.
    labels
        A label for each vehicle, in the order in which they are named; or labels by what they are for:
        a vehicle's id or name, or the key of a spec or of a row, ``{"range": "Reach"}``.
    footer
        A line of your own below the table, or several.
    number
        How many digits figures have at most: 3 or ".3g" for significant digits, ".1f" for decimals, or
        either by spec: ``{"price": 3}``. No figure gets more digits than its source has.
    merge
        Show neighbors of one model that state the same as one column, "LEAF 2014–2015".
    draft
        A draft of an article (`read_article`, `load_draft`), whose accepted claims are added to those of all.
    unsure
        Whether to add the claims of the draft that are unsure too; their notes say what is doubted.

    Returns
    -------
    Comparison

    Raises
    ------
    UnknownId
        If there is no such vehicle.
    UnknownSpec
        If there is no such spec, group or pattern.
    EvspecError
        If none is named, or an option has a value that it does not take.

    Examples
    --------
    >>> import evspec as ev
    >>> mine = ev.Variant.of("Mine", range="480 km WLTP")
    >>> ev.compare("bmw/ix1/u11/edrive20", mine).to_table().rows[0].cells[0].text
    '514 km'
    """
    if not vehicles:
        raise EvspecError("nothing to compare; name one vehicle or more")
    style, spoken = house_of(house), checked_locale(locale)
    shown = units_of(units, style).with_numbers(number)
    asked = checked_specs(specs, shown.system)
    check_option("rows", rows, ("shared", "all"))
    asked_for = vehicles_of(vehicles, (f"Car {n}" for n in count(1)), as_of)
    columns = given = tuple(with_draft(one, draft, unsure=unsure) for one in asked_for)
    preferred = checked_cycle(cycle)
    if truth("derived", derived):
        from evspec.derivation.derived import derive

        columns = tuple(map(derive, columns))
    if truth("estimate", estimate):
        from evspec.derivation.estimates import with_estimates

        columns = with_estimates(columns, preferred)
    order = in_order(columns, sort_by, preferred) if sort_by is not None else range(len(columns))
    words = checked_words(given, title, caption, labels, footer)
    words = evolve(words, labels=tuple(words.labels[n] for n in order if words.labels))
    found = Comparison(
        tuple(columns[n] for n in order),
        shown,
        locale=spoken,
        house=style,
        specs=asked,
        cycle=preferred,
        better=checked_ends(better),
        baseline=column_of(baseline, given, order) if baseline is not None else None,
        layout=Layout(rows, only_differences, notes, best, transpose, words=words),
    )
    return merged(found) if truth("merge", merge) else found
