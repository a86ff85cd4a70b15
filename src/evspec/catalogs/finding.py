"""`find`: what a caller asks for, put to the columns of a catalog; an empty answer says why it is one."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from functools import cached_property
from typing import Final, TypeAlias

from attrs import frozen

from evspec.catalogs.makers import with_makers
from evspec.catalogs.search import Column, Condition, Query, column_of, combined, read_queries, search
from evspec.catalogs.searching import Names
from evspec.claims import Claim
from evspec.errors import (
    EvspecError,
    MissingClaim,
    UnknownSpec,
    WrongType,
    did_you_mean,
    in_one_line,
    is_several,
)
from evspec.lasting import lasting
from evspec.measures import Measure
from evspec.vehicles import Generation, Variant, Vehicle, record_of

__all__ = ["Asked", "Finder", "Found"]

_Vehicle: TypeAlias = Generation | Variant
#: What a caller asks a vehicle: True or False.
Asked: TypeAlias = Callable[[_Vehicle], object]
#: The place of the answer "open" among those to a function, behind those of False and True.
_OPEN: Final = 2


class Found(tuple[_Vehicle, ...]):
    """The vehicles that were found. If there are none, it shows itself as the reason.

    Attributes
    ----------
    why
        Of an empty answer, how many vehicles each condition rules out and how many do not state what it
        asks for; else "".

    Examples
    --------
    >>> import evspec as ev
    >>> ev.catalog.find(range=">5,000 km WLTP")
    <nothing found: of ... vehicles range '>5,000 km WLTP' rules out ..., ... do not state it>
    """

    why: str = ""

    def __repr__(self) -> str:
        return super().__repr__() if self else f"<nothing found: {self.why}>"


@frozen(slots=False, eq=False)
class Finder:
    """What is found among generations.

    Attributes
    ----------
    generations
        All of them, at least with their names and variants.
    column
        Returns what their vehicles state of a query's spec; by default that is read of them all.
    whole
        Returns one with all that is stated of it; its variants may be more.
    stating
        Returns them, in the same order, with all that is stated of a spec; by default they are those.
    """

    generations: tuple[Generation, ...]
    column: Callable[[Query], Column] | None = None
    whole: Callable[[Generation], Generation] | None = None
    stating: Callable[[str], Iterable[Generation]] | None = None

    @cached_property
    def vehicles(self) -> tuple[_Vehicle, ...]:
        """Every variant, and in its place each generation that has none."""
        return tuple([one for some in self.generations for one in self._whole(some)])

    @cached_property
    def _places(self) -> Sequence[tuple[Generation, int]]:
        """For each of the vehicles its generation, and its number among the variants of that."""
        return [
            (some, number)
            for some in self.generations
            for number in range(len(record_of(some).variants) or 1)
        ]

    def _whole(self, some: Generation) -> tuple[_Vehicle, ...]:
        """Return the vehicles of a generation with all that is stated of them."""
        if some.id not in self._read:
            if self.whole is None:
                self._read[some.id] = some.variants or (some,)
            else:
                read, slugs = self.whole(some), record_of(some).names
                self._read[some.id] = tuple([read.variant(slug) for slug in slugs]) or (read,)
        return self._read[some.id]

    @cached_property
    def _read(self) -> dict[str, tuple[_Vehicle, ...]]:
        return {}

    def find(
        self,
        functions: Sequence[Asked],
        names: dict[str, str | Iterable[str] | None],
        wanted: dict[str, object],
        *,
        possible: bool,
        decimal: str | None,
    ) -> Found:
        """Return the vehicles that have what is asked for; see `Catalog.find`."""
        with lasting():
            conditions = [
                combined(
                    _words(key, asked), [(q, self._column(q)) for q in read_queries(key, asked, decimal)]
                )
                for key, asked in wanted.items()
            ]
        conditions += [self._named(key, asked) for key, asked in names.items() if asked is not None]
        # a function is the slowest to ask
        conditions += [self._answered(function) for function in functions]
        found = Found(map(self.at, search(range(len(self._places)), conditions, possible=possible)))
        if not found:
            among, told = len(self._places), "; ".join(map(str, conditions))
            found.why = in_one_line(f"of {among} vehicles {told}" if among else "there are no vehicles")
        return found

    def stated(self, key: str) -> Sequence[_Vehicle]:
        """Return the vehicles, each at least with all that is stated of it of a spec."""
        if self.stating is None:
            return self.vehicles
        if key not in self._stated:
            self._stated[key] = [one for some in self.stating(key) for one in some.variants or (some,)]
        return self._stated[key]

    @cached_property
    def _stated(self) -> dict[str, Sequence[_Vehicle]]:
        return {}

    def search(self, text: str, count: int, meant: str) -> Found:
        """Return the vehicles whose names have most words of a text; see `Catalog.search`.

        Those with the id that is meant, or of the generation with it, come first.
        """
        places = self._names.search(text)
        if meant:
            places.sort(key=lambda place: not f"{self._id_at(place)}/".startswith(f"{meant}/"))
        found = Found(map(self.at, places[:count]))
        if not found:
            none = f"no vehicle has most of the words of {text!r} in its name"
            found.why = in_one_line(none if count else "at most 0 vehicles are asked for")
        return found

    @cached_property
    def _names(self) -> Names:
        return Names.of(self.generations)

    def _id_at(self, place: int) -> str:
        some, number = self._places[place]
        variants = record_of(some).variants
        return f"{some.id}/{variants[number][0]}" if variants else some.id

    def at(self, place: int) -> _Vehicle:
        """Return one of the vehicles, whose claims are read when they are asked for."""
        some, number = self._places[place]
        return self._whole(some)[number]

    def _column(self, query: Query) -> Column:
        """Return what the vehicles state of a query's spec, which is put together once."""
        key = (query.spec.key, *query.qualifiers.items())
        if key not in self._columns:
            read = self.column
            self._columns[key] = column_of(self.generations, query) if read is None else read(query)
        return self._columns[key]

    @cached_property
    def _columns(self) -> dict[tuple[object, ...], Column]:
        return {}

    def _named(self, key: str, asked: object) -> Condition:
        """Return the condition that a vehicle is of one of some makes or models."""
        known = {getattr(generation, key) for generation in self.generations}
        one_by_one = list(asked) if is_several(asked) else [asked]
        if key == "make":
            one_by_one = [with_makers(name) if isinstance(name, str) else name for name in one_by_one]
        folded = {name.casefold() for name in known}
        unknown = [name for name in one_by_one if str(name).casefold() not in folded]
        if unknown and known:
            told = [f"no vehicle of {key} {n!r}{did_you_mean(str(n), sorted(known))}" for n in unknown]
            raise EvspecError("; ".join(told))
        names = {str(name).casefold() for name in one_by_one}
        places = [
            int(getattr(generation, key).casefold() in names)
            for generation in self.generations
            for _ in range(len(record_of(generation).variants) or 1)
        ]
        return Condition(_words(key, asked), ("no", "yes"), places)

    def _answered(self, function: Asked) -> Condition:
        """Return what each vehicle answers to a function.

        Whatever has no such claim, or a figure with an open end where a number is compared, leaves it
        open; a function that no vehicle can answer has a mistake, unless nobody states what it asks for.
        """
        if not callable(function):
            raise WrongType(f"a car is asked by a function, such as a lambda, not {type(function).__name__}")
        places: list[int] = []
        met: Exception | None = None
        for vehicle in self.vehicles:
            try:
                answer = function(vehicle)
            except (TypeError, AttributeError, LookupError) as error:
                if _is_mistaken(error):
                    raise
                met = met or error
                places.append(_OPEN)
                continue
            # also a bool of NumPy; what is neither may be a verdict, which is always true
            if type(answer).__name__ not in {"bool", "bool_"}:
                raise WrongType(f"the function returned {answer!r} for {vehicle.id}, not True or False")
            places.append(int(bool(answer)))
        if met is not None and places.count(_OPEN) == len(places) and not isinstance(met, MissingClaim):
            raise met
        words = f"the function (which met: {met})" if met is not None else "the function"
        return Condition(words, ("no", "yes", "open"), places, (_OPEN,))


def _is_mistaken(error: Exception) -> bool:
    """Tell whether a function asks for what no vehicle, claim or figure has, such as a misspelled spec."""
    if isinstance(error, UnknownSpec):
        return True
    asked = getattr(error, "obj", None)
    return not isinstance(error, MissingClaim) and isinstance(asked, Vehicle | Claim | Measure)


def _words(key: str, asked: object) -> str:
    """Return a condition as it was asked."""
    return f"{key} {asked!r}" if isinstance(asked, str) else f"{key}={asked!r}"
