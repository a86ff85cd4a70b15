"""Two catalogs as one: which of two files holds, whose sources count, and what is refused."""

from __future__ import annotations

import pickle
from typing import TYPE_CHECKING

import pytest

import evspec as ev
from evspec import EvspecError, Generation
from evspec.catalogs import Catalog, builtin, loading
from tests.catalogs.test_catalog import parsed  # noqa: F401
from tests.files.drafts import HEAD, SOURCES, folder

if TYPE_CHECKING:
    from collections import Counter
    from pathlib import Path

SAID = '[[said]]\nsource = "volt"\n'


@pytest.fixture
def mine(tmp_path: Path) -> Catalog:
    """A new car, and an iX1 in place of the built-in one."""
    ix1 = 'make = "BMW"\nmodel = "iX1"\nsuccessor = "bmw/ix1/nb5"\nvariants = { edrive20 = "eDrive20" }\n'
    said = SAID + 'edrive20.range = "500 km WLTP"\n'
    return ev.load(
        folder(
            tmp_path, acme_comet_c1=HEAD + SAID + 'range = "more than bmw/ix3/na5"\n', bmw_ix1_u11=ix1 + said
        )
    )


def test_the_right_one_holds_as_a_whole(mine: Catalog) -> None:
    both = ev.catalog | mine
    assert len(both) == len(ev.catalog) + 1
    assert list(both.ids) == sorted(both.ids)
    car = both["bmw/ix1/u11/edrive20"]
    assert [claim.value.show() for claim in car.claims("range")] == ["500 km"]
    assert "bmw/ix1/u11/xdrive30" not in both
    assert (mine | ev.catalog)["bmw/ix1/u11/edrive20"] == ev.catalog["bmw/ix1/u11/edrive20"]
    assert both["bmw/ix3/na5"] == ev.catalog["bmw/ix3/na5"]


def test_links_and_names_lead_through_both(mine: Catalog) -> None:
    both = ev.catalog | mine
    nb5, comet = both["bmw/ix1/nb5"], both["Comet C1"]
    assert isinstance(nb5, Generation)
    assert nb5.predecessor == mine["bmw/ix1/u11"]
    assert both.look_up("bmw/ix3/na5") is not None
    assert "iX3" in ev.compare(comet, nb5, rows="all").to_text()
    assert {variant.id for variant in both.find(model="Comet")} >= {"acme/comet/c1/long"}


def test_sources_of_both_are_kept(mine: Catalog) -> None:
    both = ev.catalog | mine
    assert set(both.sources) == {*ev.catalog.sources, *mine.sources}
    assert len(both.sources) == len(list(both.sources))
    assert both.sources["volt"].publisher == "Volt"
    assert both.sources["bmwblog-2026-03-11"] == ev.catalog.sources["bmwblog-2026-03-11"]
    assert "nowhere" not in both.sources


def test_joining_twice_or_with_itself_changes_nothing(mine: Catalog) -> None:
    both = ev.catalog | mine
    assert both | mine == both
    assert mine | mine == mine
    assert ev.catalog | ev.catalog == ev.catalog


def test_unlike_sources_of_one_id_are_refused(mine: Catalog, tmp_path: Path) -> None:
    other = tmp_path / "other"
    other.mkdir()
    folder(other, acme_comet_c2=HEAD + SAID + 'length = "4500 mm"\n')
    (other / "sources.toml").write_text(SOURCES.replace('"Volt"', '"Watt"'), encoding="utf-8")
    with pytest.raises(EvspecError, match="both catalogs have 'volt' among their sources, in unlike words"):
        mine | ev.load(other)


def test_unlike_days_are_refused(mine: Catalog) -> None:
    with pytest.raises(EvspecError, match="as of 2026-03-01 and today cannot be joined"):
        ev.catalog.as_of("2026-03-01") | mine
    day = "2026-03-01"
    both = ev.catalog.as_of(day) | mine.as_of(day)
    assert both == (ev.catalog | mine).as_of(day)
    assert both["bmw/ix1/u11"].as_of_date == both.as_of_date


def test_only_catalogs_can_be_joined(mine: Catalog) -> None:
    with pytest.raises(TypeError):
        mine | {}


def test_no_vehicle_is_read_for_it(mine: Catalog, parsed: Counter[str]) -> None:  # noqa: F811
    both = builtin() | mine
    assert len(both) > 50
    assert set(parsed) <= {"sources.toml"}
    assert both["bmw/ix3/na5"].name
    assert set(parsed) == {"sources.toml", "bmw/ix3/na5.toml"}
    assert loading._BUILTIN.ids


def test_pickles(mine: Catalog) -> None:
    both = (ev.catalog | mine).as_of("2026-03-01")
    data = pickle.dumps(both)
    assert pickle.loads(data) == both
    # the built-in one goes as its name
    assert len(data) < 20_000


@pytest.mark.parametrize("form", ["cars.json", "cars.toml", "cars"])
def test_can_be_written(form: str, mine: Catalog, tmp_path: Path) -> None:
    both = ev.catalog | mine
    ev.dump(both, tmp_path / form)
    assert ev.load(tmp_path / form).ids == both.ids
