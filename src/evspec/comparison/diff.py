"""What a caller asks of two vehicles, checked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from evspec.claims.asked import checked_specs
from evspec.comparison.arguments import (
    Added,
    checked_cycle,
    checked_ends,
    vehicles_of,
    with_draft,
)  # fmt: skip
from evspec.comparison.layout import Layout, checked_words
from evspec.comparison.old_and_new import Diff
from evspec.errors import EvspecError, WrongType, check_option, check_type, quoted, truth
from evspec.files.houses import house_of
from evspec.languages.locales import checked_locale
from evspec.specs import HouseStyle, System, units_of

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Sequence
    from os import PathLike

    from evspec.vehicles import Vehicle
    from evspec.wording.footnotes import Notes

__all__ = ["diff"]


def diff(
    old: str | Vehicle | Mapping[str, object],
    new: str | Vehicle | Mapping[str, object],
    *,
    names: Sequence[str | None] = (None, None),
    units: System | Mapping[str, str] | None = None,
    locale: str | None = None,
    house: HouseStyle | str | PathLike[str] | None = None,
    rows: Literal["new", "all"] = "new",
    only_differences: bool = False,
    as_of: str | dt.date | None = None,
    derived: bool = False,
    specs: str | Sequence[str] | None = None,
    cycle: str | None = None,
    notes: Notes = "full",
    pairs: Mapping[str, str] | None = None,
    better: Mapping[str, str | None] | None = None,
    each_pair: bool = False,
    title: str | None = None,
    caption: str | None = None,
    labels: Sequence[str] | Mapping[str, str] | None = None,
    footer: str | Sequence[str] = (),
    number: str | int | Mapping[str, str | int] | None = None,
    draft: Added | None = None,
    unsure: bool = False,
) -> Diff:
    """Compare a vehicle with the one that came before it.

    Parameters
    ----------
    old, new
        Generations or variants, or their ids in the built-in catalog; or dicts of specs to what is said of
        them, as `Variant.of` takes them.
    names
        What the dicts among them are called, "old" and "new" by default; None for a vehicle, which has a
        name.
    units
        The system of units, "metric", "us" or "uk"; or a unit for each of some specs, with "system" for
        the rest: ``{"system": "us", "torque": "N·m"}``. Metric if left out, or those of the house.
    locale
        The locale of words, numbers and dates, such as "de" or "de_CH"; English if left out. It needs
        the extra `locale` (Babel).
    house
        The house style: a `HouseStyle`, the name of one ("us-press"), or the path of a TOML file.
    rows
        "new" leaves out of the table what only the old vehicle states; "all" keeps it.
    only_differences
        Leave out of the table what is the same.
    as_of
        The day of knowledge: sources that are later or undated do not count.
    derived
        Compare what follows from the figures too (`evspec.derive`), where nothing states it.
    specs
        Compare these only, in this order, whichever side states them: keys ("range"), groups
        ("charging"), patterns ("battery*"), single rows ("range[cycle=EPA]") or presets ("panel", the rows
        that most desks print). Several with "|" between them are one row: that which both state, else the
        first that either does; what the other states in its place is named in its cell, and no change.
    cycle
        Of a spec with test cycles, show this one alone where either side states it. What is stated in
        other cycles is in the notes.
    notes
        "full": letters for what changes the meaning of a figure, numbers for sources; "print" for letters
        and one line of sources; "sources" for numbers alone; False for none.
    pairs
        Which variants to pair, whatever their role: ``{"edrive20": "entry"}``, slugs or ids.
    better
        Which end of a spec is the better one, "higher", "lower" or None for neither, in place of what
        the table of specs says: ``{"price": "lower", "top_speed": None}``.
    each_pair
        Show a row for each pair of variants below the row that they decide.
    title
        The title of the table, in place of its own.
    caption
        What stands below the title, in place of units and dates.
    labels
        What the two sides are called, old and new; or labels by what they are for: a vehicle's id or
        name, or the key of a spec or of a row, ``{"range": "Reach"}``.
    footer
        A line of your own below the table, or several.
    number
        How many digits figures have at most: 3 or ".3g" for significant digits, ".1f" for decimals, or
        either by spec: ``{"price": 3}``. No figure gets more digits than its source has.
    draft
        A draft of an article (`read_article`), whose accepted claims are added to those of both.
    unsure
        Whether to add the claims of the draft that are unsure too; their notes say what is doubted.

    Returns
    -------
    Diff
        Its ``rows`` are everything, its ``changes`` what is not the same.

    Raises
    ------
    UnknownId
        If there is no such vehicle.
    EvspecError
        If an option has a value that it does not take.

    Examples
    --------
    >>> import evspec as ev
    >>> d = ev.diff("bmw/ix1/u11", "bmw/ix1/nb5")
    >>> next(c.words for c in d.changes if c.spec.key == "drivetrain")
    '−FWD +RWD'
    """
    style, spoken = house_of(house), checked_locale(locale)
    shown = units_of(units, style).with_numbers(number)
    asked, preferred = checked_specs(specs, shown.system), checked_cycle(cycle)
    check_option("rows", rows, ("new", "all"))
    before, after = vehicles_of((old, new), _names(names, old, new), as_of)
    before, after = (with_draft(one, draft, unsure=unsure) for one in (before, after))
    if truth("derived", derived):
        from evspec.derivation.derived import derive

        before, after = derive(before), derive(after)
    if pairs is not None and not isinstance(pairs, Mapping):
        raise WrongType(f"pairs {quoted(pairs)} is no dict of old to new, such as {{'edrive20': 'entry'}}")
    words = checked_words((before, after), title, caption, labels, footer)
    layout = Layout(rows, only_differences, notes, each_pair=each_pair, words=words)
    ends = checked_ends(better)
    made = Diff(
        before, after, shown, locale=spoken, house=style, better=ends, specs=asked, cycle=preferred,
        layout=layout, pairs=tuple((pairs or {}).items()),
    )  # fmt: skip
    if pairs:
        # a mistake in them is told now and not when the pairs are first looked at
        _ = made.pairs
    return made


def _names(asked: Sequence[str | None], *sides: object) -> Sequence[str]:
    """Return what the dicts among two sides are called."""
    check_type("names", asked, (list, tuple), "a pair of names, such as ('old', 'new')")
    if len(asked) != len(sides):
        raise WrongType(f"names {quoted(asked)} is no pair of names, such as ('old', 'new')")
    for name, side in zip(asked, sides, strict=True):
        if name is not None and not isinstance(side, Mapping):
            raise EvspecError(f"names are those of dicts, and {side!r} has a name; write None for {name!r}")
    return [default if name is None else name for name, default in zip(asked, ("old", "new"), strict=True)]
