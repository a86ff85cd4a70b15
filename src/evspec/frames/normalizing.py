"""`normalize`: a table by a mapping, in the engine that it is in; each distinct text is read once."""

from __future__ import annotations

import warnings
from functools import reduce
from operator import and_
from typing import TYPE_CHECKING, Any, Final, TypeAlias

from evspec.crosswalks import mapping as find_mapping
from evspec.datasets.sheets import Refusal
from evspec.errors import DataWarning, EvspecError
from evspec.frames.converting import is_half
from evspec.frames.engines import asking, check_columns, columns_of, narwhals, opened
from evspec.frames.figures import Figures
from evspec.frames.lookups import OWN, Lookups
from evspec.frames.outcomes import Outcomes
from evspec.specs import UnitChoice

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from os import PathLike

    from evspec.crosswalks import FileMapping
    from evspec.datasets.said import LineReader
    from evspec.frames.lookups import Cells
    from evspec.specs import System

__all__ = ["normalize"]

_IDENTITY: Final = ("make", "model", "year", "variant")
#: What tells each part of the name of a vehicle: columns, and their values with what these say.
_Told: TypeAlias = "dict[str, tuple[tuple[str, ...], dict[Cells, Any]]]"
#: How many texts that could not be read are told.
_TOLD: Final = 3


def normalize(
    frame: Any,
    mapping: str | PathLike[str] | Mapping[str, Any] | FileMapping,
    *,
    units: System | Mapping[str, str] = "metric",
    keep: Iterable[str] = (),
) -> Any:
    """Bring a frame of any engine into the columns of `Catalog.to_dataframe`, by a mapping.

    Parameters
    ----------
    frame
        A frame of pandas, polars (eager or lazy), pyarrow, DuckDB, Dask, PySpark or Ibis, or of narwhals.
    mapping
        What its columns say, as `evspec.read` takes it.
    units
        The system of units, "metric", "us" or "uk"; or a unit for each of some specs.
    keep
        Columns of the frame that are carried along as they are.

    Returns
    -------
    frame
        A frame of the same type, a line for each row that the mapping wants; what was lazy is lazy still,
        only the distinct texts of a column are asked for at once. It has make, model, year and variant as
        far as the mapping tells them, and a column for each row and unit (``range_wltp_km``): the number
        if it is a single one that is out. ``_low`` and ``_high`` are beside it where some are no single
        numbers; what a source says besides has a column of its own (``range_epa_wheels``), and so have
        words. Of two lines on one quantity the first that says something counts.

    Raises
    ------
    DataError
        If the mapping has a mistake.
    EvspecError
        If a column is not there, or holds more different texts than can be read one by one; if narwhals is
        not installed or the engine is too old.
    WrongType
        If it is no frame.

    Warns
    -----
    DataWarning
        Of texts that cannot be read, which are missing then, and of lines that a frame cannot tell, such as
        those over the lists of a record.

    Examples
    --------
    >>> import polars as pl
    >>> cars = pl.DataFrame({"Marke": ["Acme"], "Modell": ["Comet"], "Reichweite": ["480"]})
    >>> mine = {"make": "{Marke}", "model": "{Modell}", "said": {"range": "{Reichweite} km WLTP"}}
    >>> normalize(cars, mine).to_dicts()
    [{'make': 'Acme', 'model': 'Comet', 'range_wltp_km': 480.0}]
    """
    found, choice, kept = find_mapping(mapping), UnitChoice.of(units), list(keep)
    nw, (own, back) = narwhals(), opened(frame)
    kinds = columns_of(own.collect_schema())
    if found.across is not None:
        raise EvspecError(
            "frame: across makes several rows of one, which evspec.read does and a frame cannot"
        )
    outcomes = Outcomes(found, choice)
    # what goes over the lists of a record is no column of a frame
    objects_only = [name for name in outcomes.columns if "[]" in name or kinds.get(name) == "list"]
    asked = [*(name for name in outcomes.columns if name not in objects_only), *kept]
    check_columns(asked, kinds)
    if asked:
        # the others may have names that their engine stumbles over
        half = {name for name, dtype in own.collect_schema().items() if is_half(dtype)} - {*kept}
        # which some engines cannot look up
        wanted = ((nw.col(name), name in half) for name in dict.fromkeys(asked))
        own = own.select(*(one.cast(nw.Float64) if is_short else one for one, is_short in wanted))
    own = _wanted(own, kinds, outcomes)
    lookups = Lookups(own, kinds)
    readers = [one for one in outcomes.plan.readers if not {*objects_only} & {*outcomes.sources([one])}]
    left = [one for one in outcomes.plan.readers if one not in readers]
    _warn_of_lines([*left, *outcomes.plan.points.readers])
    columns = _identity(outcomes, lookups) | Figures(outcomes, lookups).columns(readers)
    twice = [name for name in kept if name in columns]
    if twice:
        raise EvspecError(f"frame: the column {twice[0]!r} that is kept would be called as one that is made")
    # own names first: engines of SQL take "Model" and "model" for one column
    names = {f"{OWN}{number}": name for number, name in enumerate(columns)}
    with asking(own):
        made = lookups.prepared(own).with_columns(
            *(one.alias(name) for name, one in zip(names, columns.values(), strict=True))
        )
        told = made.select(*map(nw.col, kept), *(nw.col(own).alias(name) for own, name in names.items()))
    _warn_of_texts(outcomes)
    return back(told)


def _wanted(own: Any, kinds: Mapping[str, Any], outcomes: Outcomes) -> Any:
    """Return the rows that a mapping wants."""
    lookups = Lookups(own, kinds)
    found = []
    for place, passes, wanted in outcomes.plan.filters:
        name = outcomes.columns[place]
        told = lookups.cells((name,))
        fit = [cells for cells in told if passes(outcomes.row({name: cells[0]})[place]) is wanted]
        found.append(lookups.holds((name,), fit))
    conditions = [one for one in found if one is not None]
    return own.filter(reduce(and_, conditions)) if conditions else own


def _identity(outcomes: Outcomes, lookups: Lookups) -> dict[str, Any]:
    """Return the columns that say which vehicle a row is about."""
    nw = narwhals()
    templates, groups = outcomes.mapping.identity, outcomes.mapping.groups
    sources = {
        what: tuple(dict.fromkeys(groups.get(hole, hole) for hole in template.holes))
        for what, template in zip(_IDENTITY, templates, strict=True) if template is not None
    }  # fmt: skip
    told = _told_apart(outcomes, lookups, sources) or _told_together(outcomes, lookups, sources)
    columns = {}
    for what, template in zip(_IDENTITY, templates, strict=True):
        if template is None or what not in told:
            continue
        names, words = told[what]
        if len(names) == 1 and names == template.holes and _is_itself(words, lookups.cells(names)):
            columns[what] = nw.col(names[0])
        else:
            columns[what] = lookups.found(names, words)
    return columns


def _told_apart(outcomes: Outcomes, lookups: Lookups, sources: Mapping[str, tuple[str, ...]]) -> _Told | None:
    """Return what columns of its own tell, None if some row is about no vehicle or a name needs its model."""
    asked = [name for names in sources.values() for name in names]
    if "variant" in sources or len({*asked}) < len(asked):
        return None
    identity = outcomes.plan.identity
    if not all(lookups.cells((name,)) for name in asked):
        return None
    some = {name: max(lookups.cells((name,)), key=lambda cells: bool(cells[0]))[0] for name in asked}
    found: _Told = {}
    for place, what in enumerate(_IDENTITY):
        names = sources.get(what, ())
        words: dict[Cells, Any] = {}
        for cells in lookups.cells(names):
            given = some | dict(zip(names, cells, strict=True))
            (who,) = identity.told([identity.key(outcomes.row(given))])
            if isinstance(who, Refusal):
                return None
            words |= _word(what, cells, who[place])
        if words:
            found[what] = (names, words)
    return found


def _told_together(outcomes: Outcomes, lookups: Lookups, sources: Mapping[str, tuple[str, ...]]) -> _Told:
    """Return what all of their columns together tell."""
    names = tuple(dict.fromkeys(name for own in sources.values() for name in own))
    told: dict[str, dict[Cells, Any]] = {what: {} for what in _IDENTITY}
    identity = outcomes.plan.identity
    every = [*lookups.cells(names)]
    rows = [outcomes.row(dict(zip(names, cells, strict=True))) for cells in every]
    for cells, who in zip(every, identity.told(map(identity.key, rows)), strict=True):
        if not isinstance(who, Refusal):
            for what, text in zip(_IDENTITY, who, strict=True):
                told[what] |= _word(what, cells, text)
    found: _Told = {}
    for what, words in told.items():
        # most depend on a column of their own, whatever else decides that there is a vehicle
        own = sources.get(what, ())
        by_own = lookups.narrowed(names, words, own)
        if words:
            found[what] = (names, words) if by_own is None else (own, by_own)
    return found


def _word(what: str, cells: Cells, text: str) -> dict[Cells, Any]:
    return {cells: int(text) if what == "year" else text} if text else {}


def _is_itself(told: Mapping[Cells, Any], every: Sequence[Cells]) -> bool:
    """Tell whether what is told is what stands in the one column, in every row."""
    return all(
        len(cells) == 1 and cells in told and type(told[cells]) is type(cells[0]) and told[cells] == cells[0]
        for cells in every
    )


def _warn_of_lines(readers: Sequence[LineReader]) -> None:
    if readers:
        told = ", ".join(dict.fromkeys(reader.line.spec.key for reader in readers))
        words = f"frame: left out, since they take lists or several rows: {told}; evspec.read has them"
        warnings.warn(words, DataWarning, stacklevel=3)


def _warn_of_texts(outcomes: Outcomes) -> None:
    refused = outcomes.refused
    if refused:
        told = "; ".join(f"{key}: {message}" for key, message in list(refused)[:_TOLD])
        more = f"; and {len(refused) - _TOLD} more" if len(refused) > _TOLD else ""
        words = f"frame: what cannot be read is missing: {told}{more}"
        warnings.warn(words, DataWarning, stacklevel=3)
