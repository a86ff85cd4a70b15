"""What a shown figure rests on, where that is too little to sign it unseen."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, Final, Literal, TypeAlias, get_args

from attrs import frozen

from evspec.claims import WORKED_OUT
from evspec.wording.editions import other_editions

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from evspec.claims import Claim, Entry

__all__ = ["WEAKNESSES", "Weakness", "WeaknessKind", "rank_of", "weaknesses_of"]

WeaknessKind: TypeAlias = Literal[
    "fails a cross-check", "older edition", "some variants", "charging curve", "undated", "one source",
    "register",
]  # fmt: skip

#: Worst first: what cannot be right as it stands; what may no longer be true of the car; what is true of
#: some variants only; what nobody published as a figure; of which nobody knows when it was true; what
#: nobody confirms; and what is official, but perhaps of another quantity than the brochure's.
WEAKNESSES: Final[tuple[WeaknessKind, ...]] = get_args(WeaknessKind)

_PLACES: Final = {kind: place for place, kind in enumerate(WEAKNESSES)}


@frozen
class Weakness:
    """One reason to look a shown figure up before it is signed.

    Attributes
    ----------
    kind
        One of `WEAKNESSES`.
    variants
        The names of the variants whose figure alone has it; none if it is the whole cell's.
    names
        What is told with it: the older editions, or what a cross-check says.
    optional
        Whether it is a weakness of what costs extra and is shown beside the figure.
    """

    kind: WeaknessKind
    variants: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    optional: bool = False


def rank_of(entry: Entry, weaknesses: Sequence[Weakness]) -> tuple[int, int]:
    """Return how a cell stands among others by its weaknesses; the worst is the greatest.

    Returns
    -------
    tuple of int and int
        A number with a binary digit for each kind, the worst kind first: so the worst weakness decides,
        and of those that share it the next one. Then the tier of the weakest figure's best source.
    """
    kinds = {weakness.kind for weakness in weaknesses}
    digits = sum(1 << (len(WEAKNESSES) - _PLACES[kind]) for kind in kinds)
    tiers = [min(claim.source.tier for claim in claims) for claims in _figures(entry).values()]
    return digits, max(tiers, default=0)


def weaknesses_of(
    entry: Entry, edition: str = "", failing: Mapping[Claim, Sequence[str]] | None = None
) -> tuple[Weakness, ...]:
    """Return the weaknesses of what a cell shows, worst first; none of an empty one.

    What was worked out rests on other figures, which are looked at where they stand.

    Parameters
    ----------
    entry
        What the cell shows.
    edition
        The edition of the cell's column, "" if that is of one only.
    failing
        The claims that fail a cross-check, with what it says of them.
    """
    if entry.value is None:
        return ()
    found = list(_of_figures(entry, failing or {}))
    if entry.optional is not None:
        whole = {weakness.kind for weakness in found if not weakness.variants}
        beside = _of_figures(entry.optional, failing or {}, optional=True)
        found += [weakness for weakness in beside if weakness.names or weakness.kind not in whole]
    older = other_editions(entry, edition)
    found += [Weakness("older edition", names=older)] if older else []
    found += [Weakness("some variants", entry.partial)] if entry.partial else []
    return tuple(sorted(found, key=lambda weakness: _PLACES[weakness.kind]))


def _of_figures(
    entry: Entry, failing: Mapping[Claim, Sequence[str]], *, optional: bool = False
) -> Iterator[Weakness]:
    """Yield the weaknesses that come from the claims behind each figure of a cell."""
    figures = _figures(entry)
    whose: dict[WeaknessKind, list[str]] = defaultdict(list)
    said: dict[str, None] = {}
    for about, claims in figures.items():
        for kind in _kinds(claims, failing):
            whose[kind].append(about)
        said |= dict.fromkeys(words for claim in claims for words in failing.get(claim, ()))
    for kind, abouts in whose.items():
        named = () if len(abouts) == len(figures) else _names(entry, abouts, figures)
        yield Weakness(kind, named, tuple(said) if kind == "fails a cross-check" else (), optional)


def _names(entry: Entry, abouts: Sequence[str], figures: Mapping[str, object]) -> tuple[str, ...]:
    """Return the names of the variants for which some of the figures stand, in the order of the file."""
    subject = entry.subject
    ids = {f"{subject.generation}/{slug}": name for slug, name in subject.variants}
    silent = subject.generation in abouts
    return tuple(name for id_, name in ids.items() if id_ in abouts or (silent and id_ not in figures))


def _figures(entry: Entry) -> dict[str, list[Claim]]:
    """Return the claims behind each figure of a cell: one of each variant, and one of the generation.

    What is said of the generation supports each variant of which it says the same; alone it stands for
    those that say nothing.
    """
    figures: dict[str, list[Claim]] = defaultdict(list)
    for claim in entry.supporting:
        figures[claim.about].append(claim)
    subject = entry.subject
    own = figures.get(subject.generation)
    if own is None or len(figures) == 1:
        return dict(figures)
    for about, claims in figures.items():
        if about != subject.generation:
            claims += [claim for claim in own if claim.agrees_with(claims[0])]
    if len(figures) > len(subject.variants):
        del figures[subject.generation]
    return dict(figures)


def _kinds(claims: Sequence[Claim], failing: Mapping[Claim, Sequence[str]]) -> Iterator[WeaknessKind]:
    """Yield the weaknesses of one figure by the claims that state it."""
    if any(claim in failing for claim in claims):
        yield "fails a cross-check"
    published = [claim for claim in claims if claim.status not in WORKED_OUT]
    if not published:
        return
    # a copy confirms nothing
    originals = [claim for claim in published if not claim.source.copies]
    if all("taken_from" in claim.qualifiers for claim in published):
        yield "charging curve"
    if all(claim.source.date is None and claim.source.kind != "code" for claim in published):
        yield "undated"
    if len({claim.source.publisher for claim in originals} or {c.source.copies for c in published}) == 1:
        yield "one source"
    if all(claim.source.kind == "regulator" for claim in originals or published):
        yield "register"
