"""Before and after: the figures of a diff, each in percent of the old one."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, NamedTuple

from attrs import evolve

from evspec.claims.asked import checked_specs, rows_asked_for
from evspec.comparison import Diff
from evspec.comparison.facts import Reason
from evspec.comparison.words import compared_by, difference_in_words, reason_in_words, word_of
from evspec.errors import EvspecError, WrongType
from evspec.languages.locales import checked_locale
from evspec.languages.speech import say, speaking, word
from evspec.measures import Interval
from evspec.plot.canvas import (
    DARK,
    LIGHT,
    MIDDLE,
    arrow,
    axes_for,
    beside,
    cite,
    label_rows,
    make_room,
    mark_ticks,
    plain_frame,
    title,
)  # fmt: skip
from evspec.plot.drawn import Drawn, drawn
from evspec.table.document import GLYPHS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from matplotlib.axes import Axes
    from matplotlib.text import Annotation

    from evspec.comparison import Change

#: Better or worse: marker and shade.
_LOOKS = {True: ("^", DARK), False: ("v", MIDDLE), None: ("D", "0.55")}
#: How long the arrow of a change of unknown size is, as a share of the longest known one.
_OPEN = 0.3


class _Pair(NamedTuple):
    """One row of the chart: where the new figure lies, in percent of the old one."""

    change: Change
    old: Drawn
    new: Drawn
    low: float | None
    high: float | None
    upward: bool

    @property
    def open(self) -> bool:
        """Whether only a bound of the change is known, or nothing but its direction."""
        return self.low is None or self.high is None


def changes(
    diff: Diff,
    *,
    specs: str | Sequence[str] | None = None,
    locale: str | None = None,
    ax: Axes | None = None,
) -> Axes:
    """Draw what a diff changes: the old figures at 0 %, each new one where it lies from there.

    A triangle points up for better and down for worse; the new figure of a bound is drawn open, with
    an arrow to where it may lie, and what is expected or rumored hollow. Rows without a size in percent
    are named below the chart.

    Parameters
    ----------
    diff
        The diff.
    specs
        The rows to draw, in this order, by key ("range"), group ("charging"), pattern ("battery*") or
        single row ("range[cycle=EPA]"); by default all that differ and have numbers on both sides.
    locale
        The locale of words, numbers and dates, such as "de"; that of the diff if left out. It needs the extra
        `locale` (Babel).
    ax
        The axes to draw on; those of a new figure by default.

    Returns
    -------
    matplotlib.axes.Axes

    Raises
    ------
    EvspecError
        If no row has numbers on both sides, or matplotlib is not installed.

    Examples
    --------
    >>> import evspec as ev
    >>> ax = ev.plot.changes(ev.diff("bmw/ix3/g08", "bmw/ix3/na5"), specs=["dc_power"])
    >>> [text.get_text() for text in ax.texts if text.get_gid() in {"old", "new"}]
    ['150 kW', '400 kW ▲ higher, +167 %']
    """
    if not isinstance(diff, Diff):
        raise WrongType(f"{diff!r} is no diff; give one such as ev.diff('bmw/ix3/g08', 'bmw/ix3/na5')")
    shown = diff if locale is None else evolve(diff, locale=checked_locale(locale))
    with speaking(shown.locale, shown.house):
        return _changes(shown, specs, ax)


def _changes(diff: Diff, specs: str | Sequence[str] | None, ax: Axes | None) -> Axes:
    chosen = _chosen(diff, specs)
    pairs = {change.row: _pair(change, diff) for change in chosen}
    drawn = [pair for pair in pairs.values() if pair is not None]
    if not drawn:
        raise EvspecError(
            f"nothing to plot: no row of {diff.old.id} → {diff.new.id} has comparable numbers on both sides"
        )
    ax = axes_for(ax, 7.6, 1.5 + 0.42 * len(drawn))
    longest = max(
        (abs(end) for pair in drawn for end in (pair.low, pair.high) if end is not None), default=10
    )
    texts = [text for n, pair in enumerate(drawn) for text in _draw(ax, pair, n, longest or 10)]
    ax.axvline(0, color="0.3", linewidth=0.8, zorder=1)
    label_rows(ax, range(len(drawn)), [pair.change.row.label for pair in drawn])
    ax.set_ylim(len(drawn) - 0.4, -0.6)
    plain_frame(ax)
    ax.set_xlabel(say("Change in % of the old figure"))
    mark_ticks(ax.xaxis)
    title(ax, diff.title)
    left_out = [f"{row.label} ({_reason(c)})" for c in chosen for row in [c.row] if pairs[row] is None]
    note = say("Without a size in percent: {rows}", rows=", ".join(left_out)) if left_out else ""
    open_ = any(pair.open for pair in drawn)
    hollow = any(not (pair.old.firm and pair.new.firm) for pair in drawn)
    key = " ".join(filter(None, (
        say("Dashed and open: a bound; the arrow points to where the figure may lie.") if open_ else "",
        say("Hollow: expected, rumored or reckoned.") if hollow else "",
    )))  # fmt: skip
    cite(ax, [s for pair in drawn for s in (*pair.old.sources, *pair.new.sources)], key, note)
    make_room(ax, texts)
    return ax


def _chosen(diff: Diff, specs: str | Sequence[str] | None) -> list[Change]:
    """Return the rows that are asked for, in the order in which they are."""
    numbers = [c for c in diff.rows if _has_numbers(c, diff)]
    words = checked_specs(specs)
    if not words:
        return [change for change in numbers if not change.kind.startswith("same")]
    chosen: dict[Change, None] = {}
    for asked in words:
        rows = rows_asked_for((asked,), [change.row for change in numbers])
        found = [change for change in numbers if change.row in rows]
        if not found:
            raise EvspecError(
                f"{asked} of {diff.old.id} → {diff.new.id} has no numbers on both sides; leave it out"
            )
        chosen |= dict.fromkeys(found)
    return list(chosen)


def _has_numbers(change: Change, diff: Diff) -> bool:
    return change.spec.kind != "date" and None not in {drawn(e, diff.units) for e in change.entries}


def _pair(change: Change, diff: Diff) -> _Pair | None:
    old, new = (drawn(entry, diff.units) for entry in change.entries)
    if old is None or new is None or change.kind in {"not comparable", "undecided"}:
        return None
    if change.verdict.reason is Reason.ONE_SOURCE:
        # a marker would not say who alone compares them
        return None
    if change.kind.startswith("same"):
        return _Pair(change, old, new, 0.0, 0.0, upward=True)
    if change.percent is not None:
        low, high = change.percent.low, change.percent.high
    elif old.is_point and new.is_point and old.low:
        # a diff gives no percent of what is counted
        low = high = (new.middle - old.low) / old.low * 100
    elif change.kind == "bounded":
        low = high = None
    else:
        return None
    upward = _is_upward(old, new, low, high)
    return None if upward is None else _Pair(change, old, new, low, high, upward)


def _is_upward(old: Drawn, new: Drawn, low: float | None, high: float | None) -> bool | None:
    """Tell whether the number grows, None if that cannot be told."""
    if low is not None or high is not None:
        return (low or 0) + (high or 0) >= 0
    if new.low is not None and old.high is not None and new.low >= old.high:
        return True
    if new.high is not None and old.low is not None and new.high <= old.low:
        return False
    return None


def _draw(ax: Axes, pair: _Pair, place: int, longest: float) -> tuple[Annotation, Annotation]:
    """Draw one row: the old figure, the way, the new figure, and both in words."""
    marker, shade = _LOOKS[pair.change.better]
    lead = GLYPHS.get(pair.change.mark, "") + word_of(pair.change.verdict, pair.change.spec)
    known = [end for end in (pair.low, pair.high) if end is not None]
    toward = 1 if pair.upward else -1
    if pair.open:
        end = known[0] if known else toward * _OPEN * longest
        # at most +167 %: it may lie nearer; at least: farther
        nearer = (pair.low is None) == pair.upward and bool(known)
        ax.plot((0, end), (place, place), color=shade, linewidth=1.6, linestyle="--", zorder=2, gid="way")
        head = (end - toward * 0.09 * longest) if nearer else (end + toward * 0.09 * longest)
        arrow(ax, (head, place), (end, place), shade, 1.4, gap=3)
        far = [end, head]
    else:
        ax.plot((0, max(known, key=abs)), (place, place), color=shade, linewidth=2.2, zorder=2, gid="way")
        far = known
    face = LIGHT if pair.old.firm else "white"
    ax.plot(0, place, "o", color=face, markeredgecolor="0.3", markersize=7, zorder=3, gid="old")
    # where the size is open, a marker would show one
    for end in dict.fromkeys(known):
        face = "white" if pair.open or not pair.new.firm else shade
        ax.plot(
            end, place, marker, color=face, markeredgecolor=shade, markeredgewidth=1.6, markersize=8,
            zorder=4, gid="new",
        )  # fmt: skip
    outer = max([*far, 0], key=lambda x: x * toward)
    inner = min([*far, 0], key=lambda x: x * toward)
    if pair.change.kind.startswith("same"):
        lead = "= " + word(pair.change.kind)
    size = _size_of(pair) if any(known) or not known else ""
    new = ", ".join(filter(None, (f"{pair.new.words} {lead}".strip(), size)))
    return (
        beside(ax, inner, place, pair.old.words, right=not pair.upward, gid="old"),
        beside(ax, outer, place, new, right=pair.upward, gid="new"),
    )


def _size_of(pair: _Pair) -> str:
    low, high = (None if end is None else Fraction(end) for end in (pair.low, pair.high))
    return difference_in_words(Interval.between(low, high, "%"))


def _reason(change: Change) -> str:
    told = compared_by(change.verdict)
    return told or (reason_in_words(change.verdict) if change.kind == "not comparable" else word("undecided"))
