"""Generations and their variants."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from functools import cached_property
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Self

from attrs import evolve, field, frozen

from evspec.errors import UnknownId, check_type, did_you_mean
from evspec.files.variants import slug_of
from evspec.measures import MISSING
from evspec.vehicles.line import InLine
from evspec.vehicles.lookups import Beside, alone
from evspec.vehicles.naming import in_words, with_make, without_make
from evspec.vehicles.vehicle import Vehicle
from evspec.vehicles.weighing import select, select_alone, select_of_whole

if TYPE_CHECKING:
    import datetime as dt

    from evspec.claims import Claim, QualifiedSpec, Record, Selection, Source
    from evspec.vehicles.vehicle import Addition, Lookup

__all__ = ["Generation", "Variant"]


@frozen(repr=False)
class Generation(InLine):
    """One generation of a model. It speaks for its variants unless one says otherwise.

    Attributes
    ----------
    record
        What the file holds.
    as_of_date, edition
        The day of knowledge, None for today's; the edition asked for, "" for the newest.
    """

    _stored: Record = field(repr=False, alias="record")
    as_of_date: dt.date | None = field(default=None, kw_only=True)
    edition: str = field(default="", kw_only=True)
    _lookup: Lookup = field(default=alone, eq=False, repr=False, kw_only=True)
    _additions: tuple[Addition, ...] = field(default=(), repr=False, kw_only=True)

    @classmethod
    def of(
        cls,
        model: str,
        /,
        *,
        make: str = "",
        code: str = "",
        title: str = "",
        editions: Sequence[str] = (),
        variants: Mapping[str, Mapping[str, object]] = MappingProxyType({}),
        source: Source | str | None = None,
        decimal: str | None = None,
        missing: Iterable[str] = MISSING,
        **specs: object,
    ) -> Generation:
        """Make a generation with its variants.

        Parameters
        ----------
        model
            What the model is called.
        make, code, title
            The maker; the maker's code of the generation, and what it is called besides.
        editions
            Its running changes or model years, oldest first.
        variants
            The name of each version to what is said of it, as of `Variant.of`.
        source, decimal, missing, **specs
            As of `Variant.of`; what is said holds of all variants that say nothing else.

        Raises
        ------
        DataError
            With every mistake, each with its place.

        Examples
        --------
        >>> comet = Generation.of(
        ...     "Comet",
        ...     make="Acme",
        ...     code="C2",
        ...     drivetrain="RWD",
        ...     variants={"Base": {"range": "400 km WLTP"}, "Long": {"range": "514 km WLTP"}},
        ... )
        >>> comet.id, comet.range.value.show(), comet.variant("long").drivetrain.value.show()
        ('acme/comet/c2', '400–514 km', 'RWD')
        """
        from evspec.vehicles.making import generation_said

        return cls(generation_said(
            model, variants, specs, source,
            make=make, code=code, title=title, editions=editions, decimal=decimal, missing=missing,
        ))  # fmt: skip

    def but(
        self,
        *,
        name: str | None = None,
        source: Source | str | None = None,
        decimal: str | None = None,
        missing: Iterable[str] = MISSING,
        **specs: object,
    ) -> Generation:
        """Return a generation that is like this one but for some figures, and is in no catalog.

        What is said takes the place of what was said in the same row, of it and of its variants.

        Parameters
        ----------
        name
            What the model is called, if not like this one.
        source, decimal, missing, **specs
            As of `Variant.but`.

        Raises
        ------
        DataError
            With every mistake, each with its place.
        """
        from evspec.vehicles.making import checked_name, otherwise

        record = self._stored
        model = record.model if name is None else checked_name(name, "a model", "Comet")
        abouts = {record.id: ""} | {f"{record.id}/{slug}".strip("/"): slug for slug, _ in record.variants}
        made = otherwise(
            evolve(record, model=model), abouts, "", specs, source,
            called=model, decimal=decimal, missing=missing, edition=self.edition,
        )  # fmt: skip
        return self._beside(made)

    def _beside(self, record: Record) -> Self:
        """Return a vehicle of another record, which names the vehicles of the same catalog."""
        lookup = self._lookup if self._lookup is alone else Beside(self._lookup)
        return evolve(self, record=record, lookup=lookup)

    def _but(self, **changes: Any) -> Self:
        return evolve(self, **changes)

    @cached_property
    def _record(self) -> Record:
        if not self._additions:
            return self._stored
        *earlier, last = self._additions
        before = self._but(additions=tuple(earlier))
        added = tuple(last(before))
        return evolve(before._record, claims=before._record.claims + added) if added else before._record

    @property
    def id(self) -> str:
        return self._record.id

    @property
    def name(self) -> str:
        return with_make(self.make, self.label)

    @property
    def label(self) -> str:
        words = in_words(self.model, self._called, self.edition and f"({self.edition})")
        return without_make(self.make, words)

    @property
    def _stem(self) -> str:
        return without_make(self.make, self.model)

    @property
    def _called(self) -> str:
        """The code, or in its place what the file calls the generation."""
        return self.code or (f"({self._record.title})" if self._record.title else "")

    @property
    def variants(self) -> tuple[Variant, ...]:
        """Its versions, in the order of the file."""
        return tuple([Variant(self, slug) for slug, _ in self._record.variants])

    def variant(self, slug: str) -> Variant:
        """Return one version by the last part of its id.

        Raises
        ------
        UnknownId
            If there is none.
        """
        check_type("a variant", slug, str, "named by the last part of its id")
        slugs = self._record.names
        if slug not in slugs:
            known = ", ".join(slugs) or "none"
            raise UnknownId(f"{self.id} has no variant {slug!r}; it has {known}{did_you_mean(slug, slugs)}")
        return Variant(self, slug)

    @cached_property
    def _abouts(self) -> tuple[str, ...]:
        return self.id, *(f"{self.id}/{slug}" for slug, _ in self._record.variants)

    @cached_property
    def _said(self) -> dict[str, tuple[str, Mapping[QualifiedSpec, tuple[Claim, ...]]]]:
        """The id of each variant and what the file says of it by row, by its name."""
        record = self._record
        named = zip(self._abouts[1:], record.variants, strict=True)
        return {name: (about, record.index.get(about, {})) for about, (_, name) in named}

    def _weigh(self, row: QualifiedSpec, asked: Mapping[str, str] | None = None) -> Selection | None:
        return select_of_whole(self, row, self._said, asked)


@frozen(repr=False)
class Variant(Vehicle):
    """One version of a generation: its own claims first, then what is said of the generation.

    Attributes
    ----------
    generation
        The generation, at the same time and edition.
    slug
        The last part of its id.
    """

    generation: Generation = field(repr=False)
    slug: str

    @classmethod
    def of(
        cls,
        name: str,
        /,
        *,
        make: str = "",
        model: str = "",
        editions: Sequence[str] = (),
        source: Source | str | None = None,
        decimal: str | None = None,
        missing: Iterable[str] = MISSING,
        **specs: object,
    ) -> Variant:
        """Make a vehicle in one line.

        Parameters
        ----------
        name
            What it is called.
        make, model
            The maker, and the model that it is a version of; neither need be known.
        editions
            Its running changes or model years, oldest first, if a claim names one.
        source
            Where the figures come from: a Source, its address, or who published it; "given in code" by
            default.
        decimal
            The decimal mark of the figures, "." or ","; see `measure`. A dict may name another one.
        missing
            The texts that stand for nothing, such as "-" and "n/a". What is one of them, None, NaN, NaT or
            NA is not stated; "unknown" says that the source does not know.
        **specs
            Spec key to what a line of a data file can say: text as published ("514 km WLTP"), a Measure,
            a whole number, True or False; a dict with ``value``, and beside it ``unit`` for a number,
            qualifiers, ``decimal``, ``status``, ``hedge``, ``via``, ``note``, ``doubt``, ``edition``,
            ``where``, ``printed`` or a ``source`` of its own; a Claim of another vehicle; or a list of
            these. ``status``, ``hedge``, ``via``, ``note``, ``edition`` and ``where`` hold for all.

        Raises
        ------
        DataError
            With every mistake, each with its place.

        Examples
        --------
        >>> car = Variant.of("My car", range="514 km WLTP", power="150 kW", drivetrain="FWD")
        >>> print(car.range.value, car.range.source.publisher, sep=" | ")
        514 km WLTP | given in code
        >>> comet = Variant.of(
        ...     "Comet",
        ...     source="Gazette",
        ...     range=["514 km WLTP", {"value": "291 mi EPA", "status": "expected", "hedge": "should"}],
        ...     length={"value": 4582, "unit": "mm"},
        ... )
        >>> print(comet.get("range", cycle="EPA").status, comet.length.value, sep=" | ")
        expected | 4582 mm
        """
        from evspec.vehicles.making import variant_said

        record = variant_said(
            name, specs, source,
            make=make, model=model, editions=editions, decimal=decimal, missing=missing,
        )  # fmt: skip
        return cls(Generation(record), record.variants[0][0])

    def but(
        self,
        *,
        name: str | None = None,
        source: Source | str | None = None,
        decimal: str | None = None,
        missing: Iterable[str] = MISSING,
        **specs: object,
    ) -> Variant:
        """Return a vehicle that is like this one but for some figures, and is in no catalog.

        What is said takes the place of what was said in the same row: a WLTP range leaves the EPA range
        as it is. The vehicle itself stays as it is.

        Parameters
        ----------
        name
            What it is called, if not like this one.
        source, decimal, missing, **specs
            As of `Variant.of`; None for a spec of which nothing is to be said.

        Raises
        ------
        DataError
            With every mistake, each with its place.

        Examples
        --------
        >>> import evspec as ev
        >>> car = ev.catalog["bmw/ix1/u11/edrive20"].but(price={"value": "39,900 EUR", "market": "Germany"})
        >>> print(car.price.value, car.range.value, sep=" | ")
        39900 EUR | 319 mi WLTP
        """
        from evspec.vehicles.making import checked_name, otherwise

        name = self.short if name is None else checked_name(name, "a vehicle", "My car")
        slug, record = slug_of(name, "car"), self.generation._stored
        made = otherwise(
            evolve(record, variants=((slug, name),)), {self.id: slug, record.id: ""}, slug, specs, source,
            called=name, decimal=decimal, missing=missing, edition=self.edition,
        )  # fmt: skip
        return evolve(self, generation=self.generation._beside(made), slug=slug)

    @property
    def as_of_date(self) -> dt.date | None:
        return self.generation.as_of_date

    @property
    def edition(self) -> str:
        return self.generation.edition

    @property
    def _record(self) -> Record:
        return self.generation._record

    @property
    def _lookup(self) -> Lookup:
        return self.generation._lookup

    @property
    def _additions(self) -> tuple[Addition, ...]:
        return self.generation._additions

    def _but(self, **changes: object) -> Self:
        return evolve(self, generation=self.generation._but(**changes))

    @property
    def id(self) -> str:
        return f"{self._record.id}/{self.slug}" if self._record.id else self.slug

    @property
    def short(self) -> str:
        """The variant's own name: "eDrive20"."""
        return self._record.names[self.slug]

    @property
    def name(self) -> str:
        return with_make(self.make, in_words(*self._called(), self.edition and f"({self.edition})"))

    @property
    def label(self) -> str:
        words = in_words(*self._called(self.code), self.edition and f"({self.edition})")
        return without_make(self.make, words)

    @property
    def _stem(self) -> str:
        return without_make(self.make, in_words(*self._called()))

    def _years(self) -> tuple[int | None, int | None]:
        return self.generation._years()

    def _called(self, *between: str) -> tuple[str, ...]:
        """Return model and variant, once if a model's only variant is called like the model."""
        return (self.model, *between, *((self.short,) if self.short != self.model else ()))

    @property
    def _abouts(self) -> tuple[str, ...]:
        return self.id, self._record.id

    def _weigh(self, row: QualifiedSpec, asked: Mapping[str, str] | None = None) -> Selection | None:
        whole, record = self.generation, self._record
        own, inherited = record.claims_on(self.id, row), record.claims_on(record.id, row)
        if asked or bool(own) == bool(inherited):
            return select(self, row, own + inherited, asked, of_variant=True)
        # what is said of one alone was weighed for the other, or is for its siblings
        return select_alone(whole, self.id if own else whole.id, row, None, of_variant=not own)
