"""What is asked of all vehicles of a catalog at once: which have something, and all of it as data."""

from __future__ import annotations

import warnings
from functools import cached_property
from typing import TYPE_CHECKING, Any, Literal, overload

from evspec.claims.asked import checked_specs
from evspec.errors import DataWarning, check_option, check_type
from evspec.lasting import lasting
from evspec.specs import UnitChoice

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pandas as pd
    import polars as pl

    from evspec.catalogs.finding import Asked, Finder, Found
    from evspec.catalogs.frames import Columns
    from evspec.catalogs.ranked import End, Ranking
    from evspec.specs import System
    from evspec.vehicles import Generation, Variant

__all__ = ["Asking"]


class Asking:
    """A mixin: what has generations can be searched, and made a DataFrame of."""

    if TYPE_CHECKING:

        @cached_property
        def generations(self) -> tuple[Generation, ...]:
            """Every generation, sorted by id."""

        def get(self, id_: str) -> Generation | Variant | None:
            """Return a vehicle by id or name, None if there is none or the name fits several."""

    @cached_property
    def variants(self) -> tuple[Variant, ...]:
        """Every variant, by generation and in the order of its file."""
        return tuple([variant for generation in self.generations for variant in generation.variants])

    def _ipython_key_completions_(self) -> list[str]:
        """Return what IPython offers between the brackets: the ids of all generations and variants."""
        vehicles = ((generation, *generation.variants) for generation in self.generations)
        return [vehicle.id for several in vehicles for vehicle in several]

    def find(
        self,
        *asked: Asked,
        make: str | Iterable[str] | None = None,
        model: str | Iterable[str] | None = None,
        possible: bool = False,
        decimal: str | None = None,
        **wanted: object,
    ) -> Found:
        """Return the vehicles that surely have what is asked for: variants, and generations without any.

        Parameters
        ----------
        *asked
            Functions of a vehicle that return True or False; what one has no claim or number for is open.
        make, model
            Names as shown, whatever the case; of a list one will do.
        possible
            Return instead those that may have it: nothing is stated, or what is leaves it open.
        decimal
            The decimal mark of the figures that are asked for, "." or ","; see `measure`.
        **wanted
            Spec key to what a data file would say, or a list of such of which one will do:
            ``range=">500 km WLTP"``, ``drivetrain=["RWD", "AWD"]``. A condition that is not given is
            left open.

        Returns
        -------
        Found
            A tuple. An empty one shows which condition rules out how many, and how many do not state it.

        Raises
        ------
        EvspecError
            If there is no such spec, or it cannot have this value, or no vehicle here is of this
            make or model.

        Examples
        --------
        >>> import evspec as ev
        >>> [car.id for car in ev.catalog.find(model="iX1", range=">500 km WLTP")]
        ['bmw/ix1/u11/edrive20']
        >>> ev.catalog.find(lambda car: car.range.value.to("km").low > 900, make="BMW")
        <nothing found: of ... vehicles make 'BMW' rules out ...; the function ... rules out ...>
        """
        return self._finder.find(
            asked, {"make": make, "model": model}, wanted, possible=possible, decimal=decimal
        )

    def search(self, text: str, *, count: int = 20) -> Found:
        """Return the vehicles whose names have most of the words that somebody would type.

        What the text as a name leads to comes first, then those that are nearest to a year among the words,
        those kept by hand, agencies' and community data, then those whose names say least besides, the newest
        before its like. A word that no name has is taken for the one most like it.

        Parameters
        ----------
        text
            Words of make, model and version, in any order, and a year if need be.
        count
            How many at most.

        Returns
        -------
        Found
            A tuple of variants, and of generations that have none.

        Raises
        ------
        WrongType
            If it is no text, or no whole number of vehicles.

        Examples
        --------
        >>> import evspec as ev
        >>> ev.catalog.search("kia ev6 2025 long range awd")[0].id
        'kia/ev6/my2025/long-range-awd-19-wheels'
        >>> ev.catalog.search("ix1 edriv20")[0].id
        'bmw/ix1/u11/edrive20'
        """
        check_type("what is searched for", text, str, "a text such as 'kia ev6 long range'")
        check_type("how many", count, int, "a whole number")
        return self._finder.search(text, max(count, 0), self._meant(text))

    def _meant(self, text: str) -> str:
        """Return the id of what a text as a name leads to, "" if that is not one vehicle."""
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DataWarning)
            found = self.get(text)
        return "" if found is None else found.id

    @cached_property
    def _finder(self) -> Finder:
        from evspec.catalogs.finding import Finder

        return Finder(self.generations)

    @property
    def vehicles(self) -> tuple[Generation | Variant, ...]:
        """Every variant, and in its place each generation that has none."""
        return self._finder.vehicles

    def top(
        self,
        count: int,
        by: str,
        *,
        cycle: str | None = None,
        end: End = "low",
        locale: str | None = None,
        **conditions: str,
    ) -> Ranking[Generation | Variant]:
        """Return the best cars by one of their figures: variants, and generations without any.

        Of the years of one car in the record that state the same figure the newest stands for all.

        Parameters
        ----------
        count
            How many.
        by, cycle, end, locale, **conditions
            By what, and the language of the table, as `rank` takes it.

        Returns
        -------
        Ranking
            A sequence; what has no such figure is in its ``left_out``, with the reason.

        Examples
        --------
        >>> import evspec as ev
        >>> top = ev.catalog.top(3, "range", cycle="WLTP")
        >>> len(top), top.label, top[0].range.cycle
        (3, 'Range, WLTP', 'WLTP')
        """
        from evspec.catalogs.best import top

        check_type("how many", count, int, "a whole number")
        return top(self._finder, max(count, 0), by, cycle=cycle, end=end, locale=locale, **conditions)

    @overload
    def to_dataframe(
        self,
        engine: Literal["pandas"] = "pandas",
        *,
        shape: Literal["numbers", "tidy"] = "numbers",
        tidy: bool = False,
        units: System | Mapping[str, str] = "metric",
        specs: str | Sequence[str] | None = None,
    ) -> pd.DataFrame: ...
    @overload
    def to_dataframe(
        self,
        engine: Literal["polars"],
        *,
        shape: Literal["numbers", "tidy"] = "numbers",
        tidy: bool = False,
        units: System | Mapping[str, str] = "metric",
        specs: str | Sequence[str] | None = None,
    ) -> pl.DataFrame: ...
    @overload
    def to_dataframe(
        self,
        engine: Literal["pyarrow"],
        *,
        shape: Literal["numbers", "tidy"] = "numbers",
        tidy: bool = False,
        units: System | Mapping[str, str] = "metric",
        specs: str | Sequence[str] | None = None,
    ) -> Any: ...
    def to_dataframe(
        self,
        engine: Literal["pandas", "polars", "pyarrow"] = "pandas",
        *,
        shape: Literal["numbers", "tidy"] = "numbers",
        tidy: bool = False,
        units: System | Mapping[str, str] = "metric",
        specs: str | Sequence[str] | None = None,
    ) -> Any:
        """Make a DataFrame of the catalog.

        Parameters
        ----------
        engine
            "pandas", "polars", or "pyarrow" for a Table.
        shape
            "numbers": one line for each of `vehicles` with id, make, model, generation and variant, the first
            and the last model year of its generation as far as they are known, and for each row of a table
            what it states. Of a figure these are ``range_wltp_km``, the number if it is a single one that
            is out (official, measured or reported); ``range_wltp_km_low`` and ``range_wltp_km_high``, its
            ends, of which an open one is missing; ``range_wltp_km_bound`` and ``range_wltp_km_status``. Of a
            date they are the words, ``market_launch_year`` and the status; of all else the words, or True
            or False, and the status.
            "tidy": one line for each claim, with its figure, conditions, status, source and date.
        tidy
            The same as ``shape="tidy"``.
        units
            The system of units, "metric", "us" or "uk"; or a unit for each of some specs.
        specs
            These rows only, in this order, as `compare` takes them: ["price", "range[cycle=WLTP]"].

        Raises
        ------
        UnknownSpec
            If there is no such spec, group, pattern or preset.
        EvspecError
            If there is no such engine, shape or unit, or the engine is not installed.

        Examples
        --------
        >>> import evspec as ev
        >>> cars = ev.catalog.curated.to_dataframe()
        >>> float(cars.groupby("make")["range_wltp_km_high"].median()["Kia"])
        455.0
        """
        from evspec.catalogs import frames

        check_option("shape", shape, ("numbers", "tidy"))
        check_option("tidy", tidy, (True, False))
        choice, shape = UnitChoice.of(units), "tidy" if tidy else shape
        asked = checked_specs(specs, choice.system)
        key = (shape, choice.system, choice.chosen, asked)
        if key not in self._data:
            columns_of = frames.claims if shape == "tidy" else frames.numbers
            with lasting():
                self._data[key] = columns_of(self.vehicles, choice, asked)
        return self._data[key].frame(engine)

    @cached_property
    def _data(self) -> dict[object, Columns]:
        """What was put together for DataFrames, by shape and units."""
        return {}
