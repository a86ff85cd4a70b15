"""A draft: every claim that an article seems to make, and what became none."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeVar

from attrs import field, frozen

from evspec.articles.blocks import claims_of, problems_of
from evspec.articles.checking import check, located
from evspec.articles.writing import written
from evspec.disk import as_path, write_file
from evspec.errors import EvspecError
from evspec.languages.locales import checked_locale
from evspec.languages.speech import speaking
from evspec.values import Categories, Flag, Relation
from evspec.vehicles import Vehicle, record_of, with_addition

if TYPE_CHECKING:
    import datetime as dt
    from os import PathLike

    from evspec.articles.checking import Remark
    from evspec.articles.proposals import Proposal, Unresolved, Untaken
    from evspec.articles.providers import Refused
    from evspec.catalogs import Catalog
    from evspec.claims import Claim, Source

__all__ = ["Draft"]

V = TypeVar("V", bound=Vehicle)


@frozen(repr=False)
class Draft:
    """What an article was read to say.

    Attributes
    ----------
    source
        The article as a source; its publisher is "?" if nobody named it.
    proposals
        Every claim that it seems to make, in the order of the text.
    unresolved
        Vehicles that no catalog has. No part of equality, as they are not in a draft's file.
    untaken
        Figures that became no claim, with the reason. No part of equality.
    refused
        What providers said and the text does not bear out. No part of equality.
    text
        The article; "" of a draft that was read from a file. No part of equality.
    """

    source: Source
    proposals: tuple[Proposal, ...] = ()
    unresolved: tuple[Unresolved, ...] = field(default=(), eq=False)
    untaken: tuple[Untaken, ...] = field(default=(), eq=False)
    refused: tuple[Refused, ...] = field(default=(), eq=False, kw_only=True)
    text: str = field(default="", eq=False, kw_only=True)
    _catalog: Catalog | None = field(default=None, eq=False, kw_only=True)

    def __repr__(self) -> str:
        sure = sum(one.is_sure for one in self.proposals)
        return f"<Draft of {self.source.cite()}: {len(self.proposals)} claims, {sure} sure>"

    @property
    def day(self) -> dt.date | None:
        """The day of the article, None if it is not known to the day."""
        when = self.source.date
        return when.first if when is not None and when.first == when.last else None

    @property
    def accepted(self) -> tuple[Proposal, ...]:
        """The proposals that count: the sure ones, and those that a person accepted."""
        return tuple(one for one in self.proposals if one.is_sure)

    def records(self) -> list[dict[str, Any]]:
        """Return every proposal as a plain mapping, for programs and for scoring."""
        return [self._record(one) for one in self.proposals]

    def _record(self, one: Proposal) -> dict[str, Any]:
        make, model, generation, variant, *_ = [*one.vehicle.lstrip("?").split("/"), "", "", ""]
        try:
            value, qualifiers = one.read(self.day)
        except EvspecError:
            # a relative date of an article whose day is not known
            value, qualifiers = None, {}
        negated = (isinstance(value, Categories) and bool(value.excludes)) or (
            isinstance(value, Flag) and not value.on
        )
        return {
            "quote": one.quote, "vehicle": f"{make}/{model}".strip("/"),
            "generation": generation, "variant": variant,
            "spec": one.spec, "value": one.value, "qualifiers": dict(one.qualifiers or qualifiers),
            "status": one.status or self.source.default_status, "hedge": one.hedge, "via": one.via,
            "where": one.where, "negated": negated,
            "relation": value.target if isinstance(value, Relation) else None, "sure": one.is_sure,
        }  # fmt: skip

    def claims(self, *, unsure: bool = False) -> dict[str, list[Claim]]:
        """Return the accepted proposals as claims, by the generation they are of.

        Parameters
        ----------
        unsure
            Whether to return the others too, each with a note that says what is doubted.

        Raises
        ------
        DataError
            With everything that is wrong in a draft that was edited.
        """
        wanted = [
            one
            for one in self.proposals
            if one.is_sure or (unsure and not problems_of([one], self.source, self._catalog, "draft"))
        ]
        return claims_of(wanted, self.source, self._catalog)

    def added_to(self, vehicle: V, *, unsure: bool = False) -> V:
        """Return a vehicle with the accepted claims beside its own, as `diff` and `compare` do it.

        Parameters
        ----------
        vehicle
            A generation or a version, which stays as it is.
        unsure
            Whether to add the others too, each with a note that says what is doubted.
        """
        own = self.claims(unsure=unsure).get(record_of(vehicle).id, ())
        return with_addition(vehicle, _Added(tuple(own))) if own else vehicle

    def check(self, text: str) -> tuple[Remark, ...]:
        """Ask of every proposal whether a text bears it out; see `Remark`.

        Parameters
        ----------
        text
            The article.

        Returns
        -------
        tuple of Remark
            Errors, of what the text does not have, and doubts, of what it has against a claim.
        """
        return check(self.proposals, text, self._catalog, self.day, self.source.title)

    def to_toml(self) -> str:
        """Return the draft as a file: a source, then a line a claim; what is unsure stands behind "#? "."""
        return written(self.source, self.proposals, self.untaken, self.unresolved, self.refused)

    def to_html(self, text: str = "", *, locale: str | None = None) -> str:
        """Return a page to review the draft on: the article with the words of each claim marked.

        Beside it stand the claims, by vehicle, with what is doubted and why they were read so. Nothing in
        the page is fetched; without script and on paper, links and numbers tie words and claims.

        Parameters
        ----------
        text
            The article of a draft that was read from a file; without it there are only the claims.
        locale
            The locale of its words, numbers and dates, such as "de"; English by default. What providers
            say, and why that is refused, is told as they say it.
        """
        from evspec.articles.review import review
        from evspec.catalogs.loading import builtin

        catalog = builtin() if self._catalog is None else self._catalog
        proposals, untaken = self.proposals, self.untaken
        if text and text != self.text:
            proposals, untaken = located(proposals, text, catalog), ()
        spoken = checked_locale(locale)
        with speaking(spoken):
            return review(
                self.source, self.day, proposals, untaken, self.unresolved, self.refused,
                text or self.text, catalog, spoken,
            )  # fmt: skip

    def save(self, path: str | PathLike[str], *, locale: str | None = None) -> None:
        """Write the draft to a file, whole or not at all.

        Parameters
        ----------
        path
            Where to: a name that ends in .toml for the draft's file, in .html for the page to review it on.
        locale
            The locale of that page, as of `to_html`.

        Raises
        ------
        DataError
            If the file cannot be written.
        EvspecError
            If the suffix is of another format.
        """
        target = as_path(path)
        suffix = target.suffix.lower()
        if suffix not in {".toml", ".html", ".htm"}:
            raise EvspecError(f"{path} is neither a draft's file nor a page; write .toml or .html")
        write_file(target, self.to_toml() if suffix == ".toml" else self.to_html(locale=locale))


@frozen
class _Added:
    """Adds claims to a vehicle that were worked out before."""

    claims: tuple[Claim, ...]

    def __call__(self, _vehicle: Vehicle) -> tuple[Claim, ...]:
        return self.claims
