"""A card: a car or a diff in three figures, with bounds, who says so and when; for an article or a post."""

from __future__ import annotations

import base64
from html import escape
from typing import TYPE_CHECKING, Final, TypeAlias

from attrs import evolve, frozen

from evspec.claims import cite_sources
from evspec.claims.asked import checked_specs
from evspec.comparison import Diff
from evspec.comparison.arguments import vehicle_of
from evspec.comparison.compare import compare
from evspec.comparison.grid import Grid
from evspec.comparison.layout import kept_changes, of_cycle
from evspec.comparison.sentences import figure
from evspec.comparison.side_by_side import Comparison
from evspec.disk import as_path, write_file
from evspec.errors import EvspecError, WrongType, check_option
from evspec.languages.locales import checked_locale
from evspec.languages.speech import say, speaking
from evspec.measures import Measure
from evspec.pages.drawing import WIDTH, Figure, drawn
from evspec.specs import UnitChoice
from evspec.table.bars import Reach, bars_of, legend
from evspec.table.printed import picture
from evspec.table.safety import one_line
from evspec.values import Span
from evspec.vehicles import Vehicle, subject_of
from evspec.wording.cells import stated, unlike_in
from evspec.wording.facts import capital
from evspec.wording.sheet import latest

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from os import PathLike

    from evspec.claims import Entry, QualifiedSpec, Source
    from evspec.pages.drawing import Scheme
    from evspec.specs import System

__all__ = ["Card", "card"]

SCHEMES: Final[tuple[Scheme, ...]] = ("auto", "light", "dark")

#: As many figures a card has.
_MOST: Final = 3
#: What people ask first, in this order; the rest follows in the order of tables.
_FIRST: Final = (
    "range", "dc_power", "dc_time", "battery_net", "power", "accel_0_100_kmh", "price", "consumption",
    "battery_gross", "battery", "torque", "curb_weight", "cargo_volume", "length", "top_speed",
)  # fmt: skip

#: What of a diff can be said in two figures.
_COMPARED: Final = frozenset({"same", "same within rounding", "changed", "bounded", "added", "removed"})
#: As many characters of sources are told with their dates.
_SHORT: Final = 230


@frozen(repr=False)
class Card:
    """A car or a diff in three figures, as a picture 600 pixels wide.

    Attributes
    ----------
    compared
        Two vehicles, or one.
    scheme
        Its colors: "light", "dark", or "auto" for those of whoever looks at it.
    """

    compared: Diff | Comparison
    scheme: Scheme = "auto"

    def __repr__(self) -> str:
        return f"<Card of {self.compared!r}>"

    def to_svg(self) -> str:
        """Return the card as SVG; the same for the same input, and nothing in it is fetched or runs.

        Raises
        ------
        EvspecError
            If nothing is stated that it could show.
        """
        return self._drawn(self.scheme)[0]

    def save(self, path: str | PathLike[str]) -> None:
        """Write the card to a file, whole or not at all.

        Parameters
        ----------
        path
            Where to: .svg, or .png (1,200 pixels wide, light unless it is dark; needs the extra ``pdf``).

        Raises
        ------
        DataError
            If the file cannot be written.
        EvspecError
            If the suffix is of another format, nothing is stated, or a package is missing.
        """
        target = as_path(path)
        suffix = target.suffix.lower()
        if suffix not in {".svg", ".png"}:
            found = f"the suffix {target.suffix!r}" if target.suffix else "no suffix"
            raise EvspecError(f"{path} has {found}, and a card is a picture; write .svg or .png")
        if suffix == ".svg":
            write_file(target, self.to_svg())
            return
        text, height = self._drawn("dark" if self.scheme == "dark" else "light")
        write_file(target, picture(text, WIDTH, height))

    def _repr_html_(self) -> str:
        # in an image nothing runs, whatever it holds
        coded = base64.b64encode(self.to_svg().encode()).decode()
        title = escape(one_line(self.compared.title))
        return f'<img width="{WIDTH}" alt="{title}" src="data:image/svg+xml;base64,{coded}">'

    def _drawn(self, scheme: Scheme) -> tuple[str, int]:
        """Return the SVG and its height."""
        compared = self.compared
        with speaking(compared.locale, compared.house):
            shown = _of_diff(compared) if isinstance(compared, Diff) else _of_car(compared)
            if not shown:
                names = " or ".join(vehicle.id or vehicle.name for vehicle in _vehicles(compared))
                raise EvspecError(f"nothing is stated of {names} that a card could show")
            figures = [figure for figure, _ in shown]
            sources = dict.fromkeys(source for _, listed in shown for source in listed)
            has_bars = any(any(bars_of(figure.reaches)) for figure in figures)
            below = [
                _cited(sources),
                capital(latest([subject_of(vehicle) for vehicle in _vehicles(compared)])),
                legend(compared.locale) if has_bars else "",
            ]
            names_of = compared.names if isinstance(compared, Diff) else ()
            return drawn(compared.title, figures, names_of, [*filter(None, below)], scheme)


def card(
    what: Diff | Vehicle | str,
    *,
    specs: str | Sequence[str] | None = None,
    units: System | Mapping[str, str] | None = None,
    locale: str | None = None,
    scheme: Scheme = "auto",
) -> Card:
    """Make a card of a car or of a diff: three figures, with their bounds, sources and date.

    Parameters
    ----------
    what
        A vehicle, its id in the built-in catalog, or a diff.
    specs
        Its figures, three at most, as `compare` takes them; by default what people ask first of what is
        stated, of a diff on both sides.
    units
        The system of units, as of `compare`; by default that of the diff, or metric.
    locale
        The locale of words, numbers and dates; that of the diff by default, or English.
    scheme
        "light", "dark", or "auto" for the colors of whoever looks at it.

    Returns
    -------
    Card
        With `Card.to_svg` and `Card.save`.

    Raises
    ------
    WrongType
        If it is none of these.
    UnknownId, UnknownSpec
        If there is no such vehicle or spec.
    EvspecError
        If more than three figures are named, or an option has a value that it does not take.

    Examples
    --------
    >>> import evspec as ev
    >>> ev.card(ev.diff("bmw/ix3/g08", "bmw/ix3/na5"))
    <Card of <Diff bmw/ix3/g08 → bmw/ix3/na5: 48 changes in 49 rows>>
    """
    check_option("scheme", scheme, SCHEMES)
    if not isinstance(what, Diff | Vehicle | str):
        raise WrongType(
            f"a card is of a vehicle, its id or a diff, not {type(what).__name__}; write card(diff(…))"
        )
    asked = checked_specs(specs)
    if len(asked) > _MOST:
        raise EvspecError(f"a card has room for {_MOST} figures, these are {len(asked)}: {', '.join(asked)}")
    if not isinstance(what, Diff):
        car = vehicle_of(what)
        shown = compare(
            car,
            specs=specs,
            units="metric" if units is None else units,
            locale=locale,
            rows="all",
            title=car.name,
        )
        return Card(shown, scheme)
    found = what if units is None else evolve(what, units=UnitChoice.of(units))
    found = found if locale is None else evolve(found, locale=checked_locale(locale))
    return Card(evolve(found, specs=asked) if asked else found, scheme)


def _vehicles(compared: Diff | Comparison) -> tuple[Vehicle, ...]:
    return compared.vehicles if isinstance(compared, Comparison) else (compared.old, compared.new)


#: A figure, and who says so.
_Shown: TypeAlias = "tuple[Figure, tuple[Source, ...]]"


def _of_car(compared: Comparison) -> list[_Shown]:
    """Return the figures of one vehicle."""
    grid = Grid(compared.vehicles, compared.rows, compared.cycle)
    rows = grid.rows("all", whole=True)
    entries = {row: grid.entries[row][0] for row in rows if 0 in grid.entries[row]}
    known = {row: entry for row, entry in entries.items() if entry.value is not None}
    label_of, units = compared.layout.words.label_of, compared.units
    return [
        (Figure(label_of(row, [known[row]]), stated(known[row], units)), known[row].sources)
        for row in _chosen(known, (), compared.specs)
    ]


def _of_diff(found: Diff) -> list[_Shown]:
    """Return the figures of a diff: what changes before what stays."""
    whole, units = bool(found.specs), found.units
    every = kept_changes(of_cycle(found.rows, found.cycle), found.layout, whole=whole)
    known = {c.row: c for c in every if whole or c.kind in _COMPARED} or {c.row: c for c in every}
    same = {row for row, change in known.items() if change.verdict.is_same}
    shown: list[_Shown] = []
    for row in _chosen(known, same, found.specs):
        old, new = entries = known[row].entries
        words = f"{figure(old, new, units)} → {figure(new, old, units)}"
        reaches = () if unlike_in(row, entries) else (_reach(old, units), _reach(new, units))
        label = found.layout.words.label_of(row, entries)
        shown.append((Figure(label, words, known[row].words, reaches), (*new.sources, *old.sources)))
    return shown


def _chosen(
    rows: Iterable[QualifiedSpec], late: Collection[QualifiedSpec], asked: Collection[str]
) -> list[QualifiedSpec]:
    """Return the rows of a card, one of each spec: as they were asked for, or what people ask first."""
    places = {} if asked else {key: n for n, key in enumerate(_FIRST)}
    order = {
        row: (not asked and row.unstated, not asked and row in late, places.get(row.spec.key, len(places)))
        for row in rows
    }
    first: dict[str, QualifiedSpec] = {}
    for row in sorted(order, key=order.__getitem__):
        own = row.key if row.key in asked else row.spec.key
        if own not in first or (first[own].unstated and not row.unstated):
            first[own] = row
    return [*first.values()][:_MOST]


def _cited(sources: Iterable[Source]) -> str:
    """Return who says so, with dates as long as that is short."""
    listed = [*sources]
    text = "".join(span.text for span in cite_sources(listed))
    if len(text) <= _SHORT:
        return text
    names = [*dict.fromkeys(source.publisher for source in listed)]
    told = [*names]
    while len(told) > 1 and len(", ".join(told)) > _SHORT:
        told.pop()
    more = len(names) - len(told)
    return " ".join([", ".join(told), *([say("and {count} more", count=more)] if more else [])])


def _reach(entry: Entry, units: UnitChoice) -> Reach | None:
    value = entry.meant(units)
    if not isinstance(value, Measure | Span):
        return None
    lies = value.interval()
    return Reach(lies.low, lies.high, lies.unit, lies.about)
