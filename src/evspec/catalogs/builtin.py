"""The catalog that comes with evspec: its curated part, and the official record behind it."""

from __future__ import annotations

import re
from functools import cached_property, partial
from typing import TYPE_CHECKING, Final

from attrs import evolve, frozen

from evspec.catalogs.catalog import Catalog
from evspec.vehicles import record_of

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from evspec.catalogs.finding import Finder
    from evspec.vehicles import Generation, Variant

__all__ = ["Builtin", "find_in_record", "is_year_key"]

#: Model year, year of sale in the United Kingdom, release year of community data.
_YEAR_KEY: Final = re.compile(r"(?:my|uk)\d{4}|od(?:\d{4})?")
_PLAIN_YEAR: Final = re.compile(r"\d{4}")


def is_year_key(key: str) -> bool:
    """Tell whether the last part of a generation's id says whose year it is, as those of the record do.

    Examples
    --------
    >>> is_year_key("my2018"), is_year_key("uk2025"), is_year_key("od"), is_year_key("2018")
    (True, True, True, False)
    """
    return _YEAR_KEY.fullmatch(key) is not None


def find_in_record(asked: str, is_of_year: bool) -> Generation | Variant | None:
    """Return a vehicle of the record by its id or by a name, None if there is none.

    Parameters
    ----------
    asked
        The id or the name.
    is_of_year
        Whether one of another year than a name has is none, and community data are none.

    Raises
    ------
    UnknownId
        If a generation has no such variant, or a name fits several.
    """
    from evspec.catalogs.called import called, respaced
    from evspec.catalogs.record import archive, official

    if "/" in asked and " " not in asked:
        parts = asked.split("/")
        key = parts[2] if len(parts) > 2 else ""
        if _PLAIN_YEAR.fullmatch(key):
            # of a curated generation of that name, such as "2018", nobody would come here
            asked = "/".join([*parts[:2], f"my{key}", *parts[3:]])
        elif not is_year_key(key):
            return None
        return official()._by_id(asked)
    found = called(asked, archive(), official()._by_id, is_of_year=is_of_year)
    if found is None and (other := respaced(asked, archive())) != asked:
        found = called(other, archive(), official()._by_id, is_of_year=is_of_year)
    return None if found is None else official()._by_id(found)


@frozen(eq=False, repr=False)
class Builtin(Catalog):
    """What comes with evspec: the curated catalog, and the official record behind it.

    An id or a name is looked up in both, the curated part first, and both are searched: `vehicles`, `find`,
    `search`, `top` and `to_dataframe` have every car once, what is in both as the curated one. Whatever else
    counts or lists, iteration and `len` among it, speaks of the curated part. Joined with another catalog the
    curated part is both, and the record stands behind them.
    """

    @cached_property
    def curated(self) -> Catalog:
        """The generations that people keep by hand, with every claim that sources make."""
        rebuild = partial(_curated_part, self.store.rebuild)  # type: ignore[arg-type]  # its own kind
        return Catalog(evolve(self.store, rebuild=rebuild, beyond=None), self.as_of_date)

    @property
    def record(self) -> Catalog:
        """The model years of agencies and open projects: ``nissan/leaf/my2018``, ``kia/ev6/uk2025``."""
        from evspec.catalogs.record import official

        return official().as_of(self.as_of_date)

    def with_record(self) -> Catalog:
        """Return the curated catalog with what agencies state of its cars in their rows.

        That are the claims on the vehicles of agencies that a person has accepted as the same car, each of
        the edition of its year. A figure by which they were told to be the same is left out, since it would
        seem to confirm itself; so is community data.

        Examples
        --------
        >>> import evspec as ev
        >>> car = ev.catalog.with_record()["kia/niro-ev/sg2/65-kwh"]
        >>> print(car.get("range", cycle="WLTP").value, ev.catalog[car.id].get("range", cycle="EPA").value)
        460 km WLTP 253 mi EPA
        """
        from evspec.catalogs.accepted import with_agencies

        rebuild = partial(_with_record, self.store.rebuild)  # type: ignore[arg-type]  # its own kind
        return with_agencies(Catalog(self.store, self.as_of_date), rebuild)

    def model_years(self, id_: str) -> tuple[Generation, ...]:
        """Return the years of agencies that a curated generation is, by the variants that were accepted.

        Examples
        --------
        >>> import evspec as ev
        >>> [year.id for year in ev.catalog.model_years("bmw/i4/g26")]
        ['bmw/i4/my2022', 'bmw/i4/my2023']
        """
        from evspec.catalogs.accepted import years_of

        return tuple([self.record[one] for one in years_of(record_of(self[id_]).id)])  # type: ignore[misc]

    def curated_of(self, id_: str) -> tuple[Generation, ...]:
        """Return the curated generations whose cars a year of the record has: mostly one, or none.

        Examples
        --------
        >>> import evspec as ev
        >>> [whole.id for whole in ev.catalog.curated_of("nissan/leaf/my2018")]
        ['nissan/leaf/ze1']
        """
        from evspec.catalogs.accepted import curated_of

        return tuple([self[one] for one in curated_of(record_of(self[id_]).id)])  # type: ignore[misc]

    @cached_property
    def _finder(self) -> Finder:
        from evspec.catalogs.everything import finder

        return finder(self.curated)

    def _ipython_key_completions_(self) -> list[str]:
        """Return what IPython offers between the brackets: curated ids, and models of the record."""
        from evspec.catalogs.record import archive

        makes = archive().makes.values()
        named = (f"{make['name']} {name}" for make in makes for name, _ in make["models"].values())
        return [*self.curated._ipython_key_completions_(), *named]

    def _beyond_ids(self) -> Sequence[str]:
        return self.record.ids


def _curated_part(rebuild: Callable[[], Builtin]) -> Catalog:
    return rebuild().curated


def _with_record(rebuild: Callable[[], Builtin]) -> Catalog:
    return rebuild().with_record()
