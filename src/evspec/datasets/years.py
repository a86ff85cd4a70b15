"""Neighboring model years of one car held against one another: at one consumption, one range."""

from __future__ import annotations

from itertools import chain
from math import inf
from typing import TYPE_CHECKING, Final, TypeAlias

from evspec.claims import Qualifiers
from evspec.datasets.agreement import share_apart
from evspec.specs import SPECS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from evspec.claims import Claim, Record

__all__ = ["unlike_years"]

#: A spec and the conditions of a figure.
_Row: TypeAlias = tuple[str, Qualifiers]
#: By which share the ranges of two years may differ at one consumption and one power: of the 262 such pairs
#: of Natural Resources Canada's battery-electric vehicles of 2012–2023 all but one are within 6 %.
_MOST: Final = 0.1
_SPECS: Final = tuple(SPECS[key] for key in ("range", "consumption", "power"))


def unlike_years(records: Mapping[str, Record]) -> Iterator[tuple[Claim, Claim, str, float]]:
    """Yield the ranges of one car in a model year and the next that its consumption does not tell apart.

    Which of the two is wrong the years alone do not say.

    Parameters
    ----------
    records
        By their ids, each linked with the years beside it.

    Yields
    ------
    tuple
        The claims of the older and the newer year, why both are doubted, and by which share they differ.
    """
    known: dict[str, dict[str, dict[_Row, Claim]]] = {}
    for record in records.values():
        for before in filter(None, map(records.get, record.predecessors)):
            if int(record.code) - int(before.code) == 1 and all(spec in record.by_spec for spec in _SPECS):
                # most are older than one and newer than another
                older, newer = (known.get(one.id) or _figures(one) for one in (before, record))
                known |= {before.id: older, record.id: newer}
                for slug in (slug for slug in older if slug in newer):
                    yield from _unlike(older[slug], newer[slug], f"{before.code} and {record.code}")


def _figures(record: Record) -> dict[str, dict[_Row, Claim]]:
    """Return what is claimed of each vehicle's range, consumption and power."""
    found: dict[str, dict[_Row, Claim]] = {}
    for claim in chain.from_iterable(record.by_spec.get(spec, ()) for spec in _SPECS):
        own = found.setdefault(claim.about.removeprefix(record.id), {})
        own[claim.spec.key, claim.statement.qualifiers] = claim
    return found


def _unlike(
    older: Mapping[_Row, Claim], newer: Mapping[_Row, Claim], years: str
) -> Iterator[tuple[Claim, Claim, str, float]]:
    same = {row: claim for row, claim in older.items() if row in newer and newer[row].value == claim.value}
    for row, ours in older.items():
        consumption = same.get(("consumption", row[1]))
        theirs = newer.get(row) if row[0] == "range" else None
        if theirs is None or consumption is None or "power" not in {key for key, _ in same}:
            continue
        apart = share_apart(ours.value, theirs.value)
        if _MOST < apart < inf:
            told = f"{ours.value.show()} and {theirs.value.show()} in {years}"
            at = f"at {consumption.value.show()} in both, differ by {100 * apart:.0f} %"
            yield ours, theirs, f"{told}, {at}; no battery grows by a tenth in a year at one power", apart
