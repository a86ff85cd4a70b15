"""Laws of locales over made-up catalogs: nothing English is left, and no language leaks into another."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

from hypothesis import HealthCheck, given, settings

from evspec import audit, compare, derive, diff
from evspec.table import Table
from tests.languages.messages import english_in, quoted_in
from tests.property.made_up import catalogs, vehicles_of

if TYPE_CHECKING:
    from evspec.catalogs import Catalog

laws = settings(suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


def shown(found: Catalog, locale: str | None) -> list[Table]:
    """Return tables of everything in a catalog."""
    vehicles = vehicles_of(found)[::2]
    old, new = derive(vehicles[0]), derive(vehicles[-1])
    between = diff(old, new, rows="all", each_pair=True, locale=locale)
    side_by_side = compare(*vehicles, rows="all", estimate=True, baseline=0, locale=locale)
    tables = [vehicle.to_table(locale=locale) for vehicle in vehicles]
    tables += [between.to_table(), side_by_side.to_table(), Table(between.summary(), locale=between.locale)]
    return [*tables, found.conflicts(locale=locale).to_table(), audit(*vehicles, locale=locale).to_table()]


@laws
@given(catalogs())
def test_nothing_english_is_left_but_quotations(found: Catalog) -> None:
    names = [part for v in vehicles_of(found) for part in (v.id, v.name, v.label)]
    quoted = [*names, *quoted_in(claim for generation in found for claim in generation.claims())]
    for table in shown(found, "de"):
        left = english_in(table.to_text(), *quoted)
        assert not left, (left, table.to_text())
        assert Table.from_json(table.to_json()) == table


@laws
@given(catalogs())
def test_what_was_shown_in_german_reads_in_english_as_ever(found: Catalog) -> None:
    untouched = pickle.loads(pickle.dumps(found))
    shown(found, "de_CH")
    assert [t.to_text() for t in shown(found, None)] == [t.to_text() for t in shown(untouched, "en")]
