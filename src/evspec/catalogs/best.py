"""The best cars of a catalog by one of their figures, each once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from attrs import evolve

from evspec.catalogs.ranked import LeftOut
from evspec.catalogs.ranking import rank
from evspec.catalogs.searching import year_in
from evspec.languages.speech import Phrase
from evspec.vehicles import Variant, record_of, value_of

if TYPE_CHECKING:
    from evspec.catalogs.finding import Finder
    from evspec.catalogs.ranked import End, Ranking
    from evspec.vehicles import Generation

__all__ = ["top"]

_LATER: Final = Phrase("the same figure as a later year of the same car")


def top(
    finder: Finder,
    count: int,
    by: str,
    *,
    cycle: str | None,
    end: End,
    locale: str | None,
    **conditions: str,
) -> Ranking[Generation | Variant]:
    """Return the best cars of those that are found among; see `Catalog.top`."""
    stated = finder.stated(by)
    ranking = _once(rank(stated, by, cycle=cycle, end=end, locale=locale, **conditions))[:count]
    # of what is ranked only this spec may have been read
    places = {one.id: place for place, one in enumerate(stated)}
    left_out = (LeftOut(finder.at(places[one.thing.id]), one.reason) for one in ranking.left_out)
    ranked = tuple([finder.at(places[one.id]) for one in ranking])
    return evolve(ranking, ranked=ranked, left_out=tuple(left_out))


def _once(ranking: Ranking[Generation | Variant]) -> Ranking[Generation | Variant]:
    """Leave out the years of a car of the record that state what a later one does."""
    newest: dict[object, tuple[int, bool]] = {}
    keys = [_key(one, ranking) for one in ranking]
    for key, year in keys:
        newest[key] = max(newest.get(key, year), year)
    ranked, later = [], []
    for one, (key, year) in zip(ranking, keys, strict=True):
        if newest.get(key) == year:
            ranked.append(one)
            # of two alike the first one
            newest[key] = (year[0] + 1, True)
        else:
            later.append(LeftOut(one, _LATER))
    return evolve(ranking, ranked=tuple(ranked), left_out=(*ranking.left_out, *later))


def _key(
    one: Generation | Variant, ranking: Ranking[Generation | Variant]
) -> tuple[object, tuple[int, bool]]:
    """Return what years of a car with one figure have in common, and which year it is, an agency's first."""
    id_ = record_of(one).id
    year = year_in(id_)
    if year is None or ranking.row is None:
        return one.id, (0, True)
    slug = one.slug if isinstance(one, Variant) else ""
    return (id_.rpartition("/")[0], slug, str(value_of(one, ranking.row))), (year[1], year[0] != "od")
