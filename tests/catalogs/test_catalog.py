"""The catalog as a value: what it reads and when, what it finds, and what it says of what is not there."""

from __future__ import annotations

import copy
import pickle
import re
import tomllib
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest

import evspec
from evspec import DataError, Generation, ParseError, UnknownId, Variant, load
from evspec.catalogs import Catalog, builtin, loading
from evspec.files import text as files
from evspec.vehicles import record_of
from tests.files.drafts import HEAD, draft, folder

DATA = Path(evspec.__file__).parent / "data"
SAID = '[[said]]\nsource = "volt"\n'


@pytest.fixture
def parsed(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """Count the files that a fresh built-in catalog reads."""
    counted: Counter[str] = Counter()

    def count(path: Path, name: str) -> str:
        counted[name] += 1
        return files.read_text(path, name)

    monkeypatch.setattr(loading, "read_text", count)
    monkeypatch.setattr(loading, "_BUILTIN", loading._stock())
    return counted


class TestReading:
    def test_one_generation_reads_one_file_and_the_sources(self, parsed: Counter[str]) -> None:
        catalog = builtin()
        assert "bmw/ix3/na5" in catalog.ids
        assert len(catalog) > 10
        assert not parsed
        for _ in range(2):
            assert catalog["bmw/ix1/u11/edrive20@2022"].name
        assert parsed == {"bmw/ix1/u11.toml": 1, "sources.toml": 1}

    def test_the_sources_are_read_alone(self, parsed: Counter[str]) -> None:
        sources = builtin().sources
        assert sources["bmwblog-2026-03-11"].publisher == "BMWBLOG"
        assert len(sources) > 200
        assert parsed == {"sources.toml": 1}

    def test_other_times_share_what_is_read(self, parsed: Counter[str]) -> None:
        catalog = builtin()
        assert catalog["bmw/ix1/u11"] != catalog.as_of("2026-01-01")["bmw/ix1/u11"]
        assert parsed["bmw/ix1/u11.toml"] == 1

    def test_threads_share_what_is_read(self, parsed: Counter[str]) -> None:
        catalog, together = builtin(), Barrier(8)

        def read(_: int) -> list[str]:
            together.wait()
            return [generation.name for generation in catalog]

        with ThreadPoolExecutor(8) as pool:
            names = list(pool.map(read, range(8)))
        assert all(found == names[0] for found in names)
        assert set(parsed.values()) == {1}

    @pytest.mark.parametrize("bad", ["sources.toml", "acme/comet/c1.toml"])
    def test_mistakes_in_the_built_in_files_are_errors(
        self, bad: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        where = draft(tmp_path, "")
        text = (where / bad).read_text(encoding="utf-8")
        (where / bad).write_text(
            text.replace("publisher", "printer").replace("make", "maker"), encoding="utf-8"
        )
        monkeypatch.setattr(loading, "_DATA", where)
        with pytest.raises(DataError) as caught:
            [loading._stock()["acme/comet/c1"], *loading._stock().sources.values()]
        assert caught.value.problems[0].file == bad


class TestAsAMapping:
    def test_ids_lead_to_vehicles(self) -> None:
        u11, car = evspec.catalog["bmw/ix1/u11"], evspec.catalog["bmw/ix1/u11/edrive20@2022"]
        assert isinstance(u11, Generation)
        assert isinstance(car, Variant)
        assert (u11.id, car.id, car.edition) == ("bmw/ix1/u11", "bmw/ix1/u11/edrive20", "2022")

    def test_iteration_is_sorted_by_id(self) -> None:
        ids = [generation.id for generation in evspec.catalog]
        assert ids == sorted(ids) == list(evspec.catalog.ids)
        assert [g.id for g in evspec.catalog.generations] == ids
        assert len(evspec.catalog) == len(ids)
        slugs = [v.slug for v in evspec.catalog.variants if v.generation.id == "bmw/ix1/u11"]
        assert slugs == ["edrive20", "xdrive30"]

    @pytest.mark.parametrize("id_", ["bmw/ix1/u11", "bmw/ix1/u11/edrive20", "bmw/ix1/u11@2026"])
    def test_has(self, id_: str) -> None:
        assert id_ in evspec.catalog

    @pytest.mark.parametrize("id_", ["ix1", "bmw/ix1/u12", "bmw/ix1/u11/e", "bmw/ix1/u11@1", "", 7, None])
    def test_has_not(self, id_: object) -> None:
        assert id_ not in evspec.catalog

    def test_has_the_vehicles_that_it_gives(self) -> None:
        one = evspec.catalog["bmw/ix1/u11"]
        assert one in evspec.catalog
        assert evspec.catalog["bmw/ix1/u11/edrive20"] in evspec.catalog
        assert one.as_of("2025-01-01") not in evspec.catalog
        assert evspec.Variant.of("My car", range="400 km WLTP") not in evspec.catalog

    def test_sources_cannot_be_changed(self) -> None:
        with pytest.raises(TypeError):
            evspec.catalog.sources["x"] = None  # type: ignore[index]

    def test_repr(self, tmp_path: Path) -> None:
        catalog = load(draft(tmp_path, ""))
        assert repr(catalog) == "<Catalog of 1 generation>"
        assert (
            repr(Catalog.of_records({}, {}).as_of("2026-03-01"))
            == "<Catalog of 0 generations as of 2026-03-01>"
        )


@pytest.mark.parametrize(
    ("id_", "words"),
    [
        ("ix1", ["'bmw/ix1/nb5'", "'bmw/ix1/u11'"]),
        ("BMW iX1", ["'bmw/ix1/nb5'", "'bmw/ix1/u11'"]),
        ("BMW iX1 (U12)", ["did you mean", "'bmw/ix1/u11'", "'bmw/ix1/nb5'"]),
        ("BMW/iX1/U11", ["did you mean 'bmw/ix1/u11'?"]),
        ("bmw/ix1/u12", ["did you mean 'bmw/ix1/u11' or 'bmw/ix1/nb5'?"]),
        ("bmv/1x1/u11", ["'bmw/ix1/u11'"]),
        ("bmw/ix1/u11/edrive30", ["no variant 'edrive30'", "edrive20, xdrive30", "did you mean"]),
        ("bmw/ix1/u11/", ["no variant ''", "edrive20, xdrive30"]),
        ("bmw/ix1/u11@2030", ["no edition '2030'", "2022, 2026"]),
        ("bmw/ix1/u11/edrive20/awd", ["did you mean 'bmw/ix1/u11'?"]),
        ("", ["'evspec list' shows all ids"]),
        ("qqq", ["'evspec list' shows all ids"]),
    ],
)
def test_near_misses(id_: str, words: list[str]) -> None:
    for ask in (evspec.catalog.__getitem__, evspec.catalog.look_up):
        with pytest.raises(UnknownId) as caught:
            ask(id_)
        assert all(word in str(caught.value) for word in words), str(caught.value)


class TestTime:
    def test_as_of_is_that_of_every_vehicle(self) -> None:
        catalog = evspec.catalog.as_of("2026-03-01")
        assert catalog.as_of_date == date(2026, 3, 1)
        assert {generation.as_of_date for generation in catalog} == {date(2026, 3, 1)}
        nb5 = catalog["bmw/ix1/nb5"]
        assert isinstance(nb5, Generation)
        assert nb5.predecessor is not None
        assert nb5.predecessor.as_of_date == date(2026, 3, 1)
        assert catalog.as_of(None) == evspec.catalog
        assert catalog.as_of(date(2026, 3, 1)) == catalog

    @pytest.mark.parametrize("day", ["2026-13", "2026-02-30", "yesterday", ""])
    def test_as_of_no_day(self, day: str) -> None:
        with pytest.raises(ParseError, match="is no day; write one like 2026-03-01"):
            evspec.catalog.as_of(day)


class TestPickling:
    def test_a_built_in_vehicle_is_its_name(self) -> None:
        car = evspec.catalog.as_of("2026-03-01")["bmw/ix1/u11/edrive20@2022"]
        stored = pickle.dumps(car)
        assert len(stored) < 500
        assert pickle.loads(stored) == car
        assert record_of(pickle.loads(stored)) is record_of(car)

    def test_the_built_in_catalog_is_its_name(self) -> None:
        stored = pickle.dumps(evspec.catalog.as_of("2026-03-01"))
        assert len(stored) < 200
        assert pickle.loads(stored).store is evspec.catalog.store

    def test_own_vehicles_come_with_what_they_lean_on(self, tmp_path: Path) -> None:
        body = 'predecessor = "bmw/ix1/nb5"\n' + SAID + 'long.range = "600 km WLTP"\n'
        catalog = load(draft(tmp_path, body))
        (comet,) = pickle.loads(pickle.dumps(catalog))
        assert [comet] == list(catalog)
        assert comet.predecessor == evspec.catalog["bmw/ix1/nb5"]
        car = pickle.loads(pickle.dumps(catalog["acme/comet/c1/long"]))
        assert car == catalog["acme/comet/c1/long"]
        assert car.generation.predecessor == evspec.catalog["bmw/ix1/nb5"]

    def test_vehicles_outside_a_catalog(self) -> None:
        car = Variant.of("My car", range="514 km WLTP")
        assert pickle.loads(pickle.dumps(car)) == copy.deepcopy(car) == copy.copy(car) == car

    def test_copies_are_equal(self) -> None:
        car = evspec.catalog["bmw/ix1/u11/edrive20"]
        assert copy.copy(car) == copy.deepcopy(car) == car


class TestOwnVehicles:
    @pytest.fixture
    def own(self, tmp_path: Path) -> Catalog:
        body = 'predecessor = "bmw/ix1/nb5"\n' + SAID + 'range = "600 km WLTP"\n'
        return load(folder(tmp_path, acme_comet_c1=HEAD + body, bmw_ix1_u11=HEAD))

    def test_are_found_before_built_in_ones(self, own: Catalog) -> None:
        assert own.look_up("bmw/ix1/u11").make == "Acme"
        assert own.look_up("acme/comet/c1/long").name == "Acme Comet Long Range"
        assert own.look_up("bmw/ix3/na5").make == "BMW"
        assert "bmw/ix3/na5" not in own

    def test_are_suggested_with_built_in_ones(self, own: Catalog) -> None:
        with pytest.raises(UnknownId, match="'acme/comet/c1'"):
            own.look_up("acme/comet/c2")
        with pytest.raises(UnknownId, match="'bmw/ix3/na5'"):
            own.look_up("bmw/ix3/na6")

    def test_are_found_by_name_with_built_in_ones(self, own: Catalog) -> None:
        # bmw/ix1/u11 is called Acme Comet C1 here
        for name, id_ in [("iX3 NA5", "bmw/ix3/na5"), ("iX1 NB5", "bmw/ix1/nb5")]:
            assert own.look_up(name).id == id_
        with pytest.raises(UnknownId, match="'acme/comet/c1/long' or 'bmw/ix1/u11/long'"):
            own.look_up("Comet Long Range")
        # the built-in car of that name is replaced, so that only the record behind it has one
        assert own.look_up("iX1 eDrive20 2024").id == "bmw/ix1-edrive20/od2023"
        with pytest.raises(UnknownId, match="no vehicle 'iX1 eDrive2000'"):
            own.look_up("iX1 eDrive2000")

    def test_may_be_compared_with_built_in_ones(self, own: Catalog) -> None:
        assert "600 km" in evspec.diff("bmw/ix1/u11", own["acme/comet/c1"]).to_text()

    def test_keep_the_time_of_their_catalog(self, own: Catalog) -> None:
        assert own.as_of("2026-03-01").look_up("bmw/ix3/na5").as_of_date == date(2026, 3, 1)

    @pytest.mark.parametrize("asked", [5, ("bmw", "ix1"), evspec.catalog["bmw/ix1/u11"]])
    def test_are_asked_for_in_text(self, asked: Any) -> None:
        for find in (evspec.catalog.__getitem__, evspec.catalog.look_up, evspec.catalog.conflicts):
            with pytest.raises(UnknownId, match=re.escape(f"{asked!r} is no id")):
                find(asked)

    def test_may_stand_alone(self) -> None:
        with pytest.raises(UnknownId, match="list"):
            Catalog.of_records({}, {}).look_up("bmw/ix3/na5")


def test_sources_are_as_written() -> None:
    document = tomllib.loads((DATA / "sources.toml").read_text(encoding="utf-8"))
    assert list(document) == list(builtin().sources)
    for id_, row in document.items():
        source = builtin().sources[id_]
        shown = (source.publisher, source.title, source.address, source.kind, source.tier, source.copies)
        assert shown == (
            *(row[key] for key in ("publisher", "title", "address")),
            *(row.get("kind", "press"), row.get("tier", 3), row.get("copies", "")),
        )
