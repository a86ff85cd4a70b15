"""What a program says of vehicles, read as the lines of a data file are."""

from __future__ import annotations

import warnings
from collections import defaultdict
from typing import TYPE_CHECKING

from attrs import evolve

from evspec.claims import as_source
from evspec.claims.fuel import with_modes
from evspec.errors import DataError, DataWarning, ProblemCode, levels_above
from evspec.files.blocks import BlockReader, read_mark
from evspec.files.generation import check_capacities
from evspec.files.problems import Problems
from evspec.measures import MISSING

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from evspec.claims import Record, Source

__all__ = ["with_stated"]


def with_stated(
    record: Record,
    stated: Mapping[str, Mapping[str, object]],
    source: Source | str | None,
    *,
    called: str,
    decimal: str | None = None,
    edition: str = "",
    missing: Iterable[str] = MISSING,
) -> Record:
    """Return a record with what a program says of its vehicles behind the claims that it has.

    Parameters
    ----------
    record
        Names, variants and editions.
    stated
        What is said of each vehicle, by its id: what a block of a data file says of one.
    source
        Where the claims come from that do not say.
    called
        How messages name the vehicles.
    decimal
        The decimal mark of the figures.
    edition
        The edition of the claims that do not say; the first by default.
    missing
        The texts that stand for nothing.

    Raises
    ------
    DataError
        With every mistake, each with its place: ``Comet: range[2].status``.

    Warns
    -----
    DataWarning
        For each figure that can hardly be right, as `load` does.
    """
    problems = Problems(called, lambda _: 0)
    mark = read_mark(decimal, problems)
    reader = BlockReader(record.id, record.editions, record.names, {}, defaultdict(dict), mark, missing)
    origin = as_source(source)
    names = dict(record.variants)
    for about, said in stated.items():
        variant = about.removeprefix(record.id).removeprefix("/")
        # of one variant alone all is said
        at = problems if len(stated) == 1 else problems.at(*filter(None, (names.get(variant),)))
        reader.read_stated(about, said, origin, at, edition)
    fresh = evolve(record, claims=tuple(reader.claims))
    for number, message in check_capacities(fresh):
        problems.add(ProblemCode.CAPACITY, reader.place(number), message)
    if problems.found:
        raise DataError(problems.found)
    _warn(fresh, reader, called)
    return evolve(record, claims=tuple(with_modes(record.claims + fresh.claims)))


def _warn(fresh: Record, reader: BlockReader, called: str) -> None:
    """Warn of what was said just now and can hardly be right."""
    from evspec.plausibility import doubts_in

    doubts = Problems(called, lambda _: 0)
    for doubt in doubts_in(fresh):
        number = next(n for n, claim in enumerate(fresh.claims) if claim is doubt.claim)
        doubts.add(doubt.code, reader.place(number), doubt.message)
    for problem in doubts.found:
        warnings.warn(DataWarning(problem), stacklevel=levels_above())
