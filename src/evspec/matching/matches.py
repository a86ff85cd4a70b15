"""Rows of an agency's file and the variants of a catalog that they are, as a table of proposals."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final, Literal, TypeAlias, get_args

from attrs import frozen

from evspec.catalogs import Catalog
from evspec.catalogs.loading import builtin
from evspec.errors import UnknownSpec, WrongType, did_you_mean, is_several, quoted
from evspec.languages.locales import checked_locale
from evspec.languages.speech import Phrase, said_in_own_locale, say, speech, word
from evspec.matching.identity import Identity, capacities_named, identity_of, words_of, year_named
from evspec.matching.scores import Index, Reason
from evspec.measures import is_missing
from evspec.table import Cell, Column, Row, Table, Tabular
from evspec.vehicles import Generation, Vehicle

if TYPE_CHECKING:
    from collections.abc import Iterator

__all__ = ["Match", "MatchVerdict", "Matches", "match"]

#: How sure a proposal is; "several" where more than one vehicle fits as well.
MatchVerdict: TypeAlias = Literal["sure", "likely", "several", "none"]

# A score of so much is a proposal, of so much a sure one, if the next is so far behind.
_LIKELY: Final = 0.9
_SURE: Final = 4.0
_AHEAD: Final = 0.6
_SURELY_AHEAD: Final = 2.0


@frozen
class Match:
    """A row and what it is proposed to be.

    Attributes
    ----------
    row
        What tells the row: its id in the catalog that was read, or its names.
    ids
        The vehicles of the catalog that it may be; several only if they fit as well as one another.
    score
        How well the first of them fits.
    reasons
        What spoke for and against the first, every figure that was used among it.
    verdict
        "sure", "likely", "several" or "none".
    """

    row: str
    ids: tuple[str, ...]
    score: float
    reasons: tuple[Reason, ...]
    verdict: MatchVerdict


@frozen(repr=False)
class Matches(Tabular):
    """The matches of all rows, in their order, as a table in a locale, "" for English."""

    found: tuple[Match, ...]
    locale: str = ""

    def __len__(self) -> int:
        return len(self.found)

    def __iter__(self) -> Iterator[Match]:
        return iter(self.found)

    def __repr__(self) -> str:
        return f"<Matches of {len(self)} rows: {self._counts}>"

    @property
    def _counts(self) -> str:
        verdicts = [one.verdict for one in self.found]
        return ", ".join(f"{verdicts.count(one)} {word(one)}" for one in get_args(MatchVerdict))

    @said_in_own_locale
    def to_table(self) -> Table:
        """Return the table: a row for each row that was given, with all that spoke for and against."""
        rows = tuple(
            Row(
                str(number),
                one.row,
                "",
                (
                    Cell(", ".join(one.ids) or "–"),
                    Cell(speech().figures(f"{one.score:.1f}") if one.ids else "–"),
                    Cell(word(one.verdict)),
                    Cell("; ".join(map(str, one.reasons))),
                ),
            )
            for number, one in enumerate(self.found)
        )
        names = (
            Column("ids", say("Vehicle")),
            Column("score", say("Score"), "right"),
            Column("verdict", say("Verdict")),
        )
        return Table(
            title=say("{count} row", "{count} rows", count=len(self)),
            subtitle=self._counts,
            columns=(*names, Column("reasons", say("Reasons"))),
            rows=rows,
            locale=self.locale,
        )


def match(
    rows: Catalog | Iterable[Vehicle] | object, catalog: Catalog | None = None, *, locale: str | None = None
) -> Matches:
    """Propose which variant of a catalog each row of an agency's file is.

    Names are held against names word by word, model years against years, capacity, power, drive and range
    against what any claim says. A proposal is sure only where much speaks for it and the next best is far
    behind.

    Parameters
    ----------
    rows
        A catalog, vehicles, or a frame with the columns make and model, and as far as there are any variant,
        year, battery_kwh, power_kw, drivetrain and range_epa_km, range_wltp_km and so on.
    catalog
        That of the vehicles, the built-in one by default.
    locale
        The locale of the table, such as "de"; English if left out.

    Returns
    -------
    Matches
        One match for each row, in their order.

    Raises
    ------
    WrongType
        If it is nothing of that.
    UnknownSpec
        If a frame has no column make or model.

    Examples
    --------
    >>> import evspec as ev
    >>> rows = [{"make": "NISSAN", "model": "LEAF", "variant": "LEAF 62B TEK MY21", "power_kw": 160}]
    >>> [found] = ev.match(rows)
    >>> found.ids, found.verdict
    (('nissan/leaf/ze1/e-plus',), 'sure')
    """
    if catalog is not None and not isinstance(catalog, Catalog):
        raise WrongType(f"match looks in a catalog; found {type(catalog).__name__}")
    spoken = checked_locale(locale)
    index = Index(map(identity_of, _vehicles(builtin() if catalog is None else catalog)))
    return Matches(tuple(_match(row, index) for row in _identities(rows)), spoken)


def _vehicles(catalog: Catalog | Iterable[Vehicle]) -> Iterator[Vehicle]:
    """Yield the variants, and of a generation without any the generation."""
    for vehicle in catalog:
        several = vehicle.variants if isinstance(vehicle, Generation) else ()
        yield from several or (vehicle,)


def _match(row: Identity, index: Index) -> Match:
    scored = index.scored(row)
    if not scored or scored[0].score < _LIKELY:
        reasons = scored[0].reasons if scored else (Reason(0.0, Phrase("no model of this name")),)
        return Match(row.id, (), scored[0].score if scored else 0.0, reasons, "none")
    best, *others = scored
    near = [one for one in others if best.score - one.score < _AHEAD]
    if near:
        return Match(row.id, (best.id, *(one.id for one in near)), best.score, best.reasons, "several")
    ahead = best.score - others[0].score if others else best.score
    is_sure = best.score >= _SURE and ahead >= _SURELY_AHEAD
    return Match(row.id, (best.id,), best.score, best.reasons, "sure" if is_sure else "likely")


def _identities(rows: object) -> Iterator[Identity]:
    if isinstance(rows, Catalog):
        yield from map(identity_of, _vehicles(rows))
        return
    for one in _records(rows):
        if isinstance(one, Vehicle):
            yield from map(identity_of, _vehicles((one,)))
        elif isinstance(one, Mapping):
            yield _identity_of_record(one)
        else:
            raise WrongType(f"match takes a catalog, vehicles or a frame; found {quoted(one)} among the rows")


def _records(rows: object) -> Iterable[object]:
    """Return the rows of a frame of pandas, polars or pyarrow as mappings, and anything else as it is."""
    for name, arguments in (("to_dicts", ()), ("to_pylist", ()), ("to_dict", ("records",))):
        convert = getattr(rows, name, None)
        if convert is not None and not isinstance(rows, Mapping):
            return list(convert(*arguments))
    if not is_several(rows) or isinstance(rows, Mapping):
        raise WrongType(f"match takes a catalog, vehicles or a frame; found {type(rows).__name__}")
    return rows


def _identity_of_record(row: Mapping[Any, Any]) -> Identity:
    """Return what identifies a row of a frame."""
    for name in ("make", "model"):
        if name not in row:
            known = ", ".join(map(str, row))
            raise UnknownSpec(
                f"no column {name!r} to match by; there are {known}{did_you_mean(name, map(str, row))}"
            )
    told = {str(key): value for key, value in row.items() if not is_missing(value)}
    make, model, variant = (str(told.get(name, "")) for name in ("make", "model", "variant"))
    year = told.get("year")
    stated = str(year).removesuffix(".0")
    number = int(stated) if stated.isdigit() else year_named(model, variant)
    drive = str(told.get("drivetrain", told.get("drive", "")))
    ranges = {
        key.removeprefix("range_").removesuffix("_km").upper(): _numbers(told, key)
        for key in told
        if key.startswith("range_") and key.endswith("_km")
    }
    return Identity(
        " ".join(filter(None, (make, model, variant, str(year or "")))),
        words_of(make),
        words_of(model),
        words_of(variant),
        (),
        (number, number),
        (),
        _numbers(told, "battery_kwh"),
        capacities_named(model, variant),
        _numbers(told, "power_kw"),
        frozenset({drive}) if drive else frozenset(),
        ranges,
    )


def _numbers(row: Mapping[str, Any], key: str) -> tuple[tuple[float, float], ...]:
    """Return the number of a column, if it is one."""
    try:
        number = float(row[key])
    except (KeyError, TypeError, ValueError):
        return ()
    return ((number, number),)
