"""Records of what was gathered: those of a model are made when a vehicle of it is asked for."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from attrs import evolve

from evspec.claims import Record
from evspec.claims.fuel import with_modes
from evspec.datasets.identity import slug_of
from evspec.datasets.report import Counts
from evspec.datasets.settling import Disagreement, Settler
from evspec.datasets.years import unlike_years
from evspec.lasting import lasting

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from evspec.claims import Source
    from evspec.datasets.identity import Car
    from evspec.datasets.ledger import Details, Doubted

__all__ = ["Made", "Maker"]


class Made(NamedTuple):
    """The records of one model, and what was found in making them.

    Attributes
    ----------
    records
        The records by their ids, linked with the years beside them.
    twice, years
        The figures that two lines print unlike, and those that do not go with the years beside them.
    """

    records: Mapping[str, Record]
    twice: Sequence[Disagreement]
    years: Sequence[Disagreement]


class Maker:
    """Makes records, those of a model when one of them is asked for, and once.

    Parameters
    ----------
    name
        What a generation without a year is called.
    source
        Whose claims they are.
    details
        What stands beside statements, by number.
    cars
        The vehicles, by the slugs of make and model, year and the slug of the variant.
    """

    def __init__(
        self,
        name: str,
        source: Source,
        details: Sequence[Details | Doubted],
        cars: Mapping[tuple[str, str, str, str], Car],
    ) -> None:
        self._code = slug_of(name)
        self._settler = Settler(source, details)
        self._models: dict[tuple[str, str], dict[str, list[tuple[str, Car]]]] = {}
        for (make, model, year, slug), car in cars.items():
            self._models.setdefault((make, model), {}).setdefault(year, []).append((slug, car))
        self._made: dict[tuple[str, str], Made] = {}

    def ids(self) -> Iterator[str]:
        """Yield the ids of all records."""
        for (make, model), years in self._models.items():
            for year in years:
                yield f"{make}/{model}/{year or self._code}"

    def record(self, id_: str) -> Record:
        """Return one record."""
        make, model, _ = id_.split("/")
        return self._made_of(make, model).records[id_]

    def counts(self) -> Counts:
        """Count the claims of all models."""
        settler = self._settler.anew()
        with lasting():
            cars = (car for years in self._models.values() for own in years.values() for _, car in own)
            statuses = [status for car in cars for status in settler.statuses(car)]
        return Counts(len(statuses), statuses.count("estimated"), settler.spans, settler.merged)

    def everything(self) -> list[Made]:
        """Return what all models come to, in the order of the file."""
        with lasting():
            return [self._made_of(*model) for model in self._models]

    def _made_of(self, make: str, model: str) -> Made:
        made = self._made.get((make, model))
        # two threads may both make it, of which one counts
        return made or self._made.setdefault((make, model), self._make(make, model))

    def _make(self, make: str, model: str) -> Made:
        years, settler = self._models[make, model], self._settler.anew()
        told = sorted(filter(None, years))
        found: dict[str, Record] = {}
        for year, own in years.items():
            at = told.index(year) if year else -1
            before = (f"{make}/{model}/{told[at - 1]}",) if at > 0 else ()
            after = (f"{make}/{model}/{told[at + 1]}",) if year and at + 1 < len(told) else ()
            id_ = f"{make}/{model}/{year or self._code}"
            claims = [claim for slug, car in own for claim in settler.claims(f"{id_}/{slug}", car)]
            first = own[0][1]
            found[id_] = Record(
                id_, first.make, first.model, year, "", (), before, after,
                _named(own), tuple(with_modes(claims)),
                years=(int(year), int(year)) if year else (None, None),
            )  # fmt: skip
        doubts: dict[int, str] = {}
        unlike = []
        for older, newer, words, apart in unlike_years(found):
            unlike.append(Disagreement(newer, words, apart))
            doubts |= {id(older): words, id(newer): words}
        for id_, record in found.items() if doubts else ():
            if any(id(claim) in doubts for claim in record.claims):
                doubted = (c.but(doubt=doubts.get(id(c), c.attribution.doubt)) for c in record.claims)
                found[id_] = evolve(record, claims=tuple(doubted))
        return Made(found, settler.disagreements, unlike)


def _named(own: Iterable[tuple[str, Car]]) -> tuple[tuple[str, str], ...]:
    """Return slug and name of each variant; two of one name but for what a slug leaves out are told apart."""
    names: dict[str, str] = {}
    taken: set[str] = set()
    for slug, car in own:
        name = car.name if car.name not in taken else f"{car.name} ({slug})"
        taken.add(name)
        names[slug] = name
    return tuple(names.items())
