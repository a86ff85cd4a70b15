"""What is found among all built-in cars, those kept by hand and those of the record, each once."""

from __future__ import annotations

import json
import pickle
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest
from attrs import asdict

import evspec as ev
from evspec.catalogs.accepted import accepted
from evspec.catalogs.record import archive
from evspec.cli import main
from evspec.files.generation import read_generation
from evspec.files.problems import Problems

if TYPE_CHECKING:
    from pathlib import Path

TAKEN = {id_ for one in accepted().values() for id_ in one.every}


def of_the_record() -> list[ev.Generation | ev.Variant]:
    return [car for car in ev.catalog.record.vehicles if car.id not in TAKEN]


class TestVehicles:
    def test_are_those_of_both_parts(self) -> None:
        vehicles = ev.catalog.vehicles
        curated = ev.catalog.curated.vehicles
        assert vehicles[: len(curated)] == curated
        assert [car.id for car in vehicles[len(curated) :]] == [car.id for car in of_the_record()]
        assert len(set(vehicles)) == len(vehicles)

    def test_count_as_the_curated_part(self) -> None:
        assert len(ev.catalog) == len(list(ev.catalog)) == len(ev.catalog.curated)

    def test_have_their_siblings(self) -> None:
        car = ev.catalog.find(make="Kia", model="EV6")[0]
        assert isinstance(car, ev.Variant)
        assert car == ev.catalog[car.id]
        assert car.generation.variants == ev.catalog[car.generation.id].variants  # type: ignore[union-attr]


class TestFinding:
    @pytest.mark.parametrize(
        "wanted",
        [
            {"range": ">500 km WLTP"},
            {"range": {"value": ">80 km EPA", "mode": "electric"}},
            {"consumption": "<15 kWh/100 km WLTP", "power": ">150 kW"},
            {"drivetrain": ["RWD", "AWD"], "make": ["Tesla", "BMW"]},
            {"battery_net": ">90 kWh"},
            {"model": "Leaf"},
            {},
        ],
    )
    def test_is_that_of_both_parts(self, wanted: dict[str, object]) -> None:
        own = {car.id for car in ev.catalog.curated.find(**wanted)}  # type: ignore[arg-type]
        others = {car.id for car in ev.catalog.record.find(**wanted)} - TAKEN  # type: ignore[arg-type]
        assert others
        found = ev.catalog.find(**wanted)  # type: ignore[arg-type]
        assert {car.id for car in found} == own | others
        assert len(found) == len(own) + len(others)

    def test_is_as_of_a_day(self) -> None:
        before = {car.id for car in ev.catalog.as_of("2024-01-01").find(range=">500 km WLTP")}
        assert before == {
            car.id
            for part in (ev.catalog.curated, ev.catalog.record)
            for car in part.as_of("2024-01-01").find(range=">500 km WLTP")
            if car.id not in TAKEN
        }

    def test_says_of_how_many_there_are_none(self) -> None:
        found = ev.catalog.find(range=">5,000 km WLTP")
        assert f"of {len(ev.catalog.vehicles)} vehicles" in found.why

    def test_has_a_line_for_each_car(self) -> None:
        ids = list(ev.catalog.to_dataframe("polars")["id"])
        assert ids == [car.id for car in ev.catalog.vehicles]

    def test_lists_no_claim_twice(self) -> None:
        tidy = ev.catalog.to_dataframe("polars", tidy=True)
        curated = sum(len(whole.claims()) for whole in ev.catalog.curated)
        wholes = ev.catalog.record
        left = sum(claim.about not in TAKEN for whole in wholes for claim in whole.claims())
        assert len(tidy) == curated + left


class TestSearching:
    @pytest.mark.parametrize(
        ("text", "id_"),
        [
            ("kia ev6 2025 long range awd", "kia/ev6/my2025/long-range-awd-19-wheels"),
            ("EV6 4wd long range KIA 2025", "kia/ev6/my2025/long-range-awd-19-wheels"),
            # a misspelled word, and the car kept by hand before the community's
            ("ix1 edriv20", "bmw/ix1/u11/edrive20"),
            ("nissan leaf 62 kwh", "nissan/leaf/ze1/e-plus"),
            ("bmw ix 2023 m60 22 wheels", "bmw/ix/my2023/m60-22-wheels"),
            # what the name leads to, whatever else has as many of its words
            ("Kia EV6 RWD SR MY25", "kia/ev6/my2025/standard-range-rwd"),
            # a rare word counts for more than a common one, and a power is no name
            ("Ioniq 5 RWD long range", "hyundai/ioniq-5/od2021/long-range-2wd"),
            ("Leaf 2018 150 hp", "nissan/leaf/ze1/40-kwh"),
            ("Kona EV 2020", "hyundai/kona-electric/os/39-kwh"),
            ("Chevy Volt 2017", "chevrolet/volt/my2017/volt"),
            # the newest
            ("RAV4 Prime", "toyota/rav4-prime/my2023/rav4-prime"),
            # the nearest year
            ("rivian r1t 2020", "rivian/r1t/my2022/r1t"),
            # no year
            ("peugeot 2008 hybrid 136", "peugeot/2008/uk2025/hybrid-136-e-dsc6-a6"),
        ],
    )
    def test_finds_first(self, text: str, id_: str) -> None:
        found = ev.catalog.search(text)
        assert found[0].id == id_ or id_ in TAKEN
        assert found[0].id == ev.catalog[found[0].id].id

    def test_has_no_more_than_asked_for(self) -> None:
        assert len(ev.catalog.search("tesla model 3", count=3)) == 3
        none = ev.catalog.search("tesla", count=0)
        assert none == ()
        assert "at most 0 vehicles are asked for" in repr(none)

    def test_says_that_nothing_is_called_so(self) -> None:
        found = ev.catalog.search("zonk 9000")
        assert repr(found) == "<nothing found: no vehicle has most of the words of 'zonk 9000' in its name>"

    @pytest.mark.parametrize("given", [{"text": 3}, {"text": "kia", "count": "3"}])
    def test_refuses_what_is_no_text(self, given: dict[str, object]) -> None:
        with pytest.raises(ev.WrongType):
            ev.catalog.search(**given)  # type: ignore[arg-type]

    def test_is_a_command(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["find", "kia", "ev6", "2025", "long", "range", "awd"]) == 0
        first = capsys.readouterr().out.splitlines()[0]
        assert first.split()[0] == "kia/ev6/my2025/long-range-awd-19-wheels"
        for count in ("0", "-2", "two"):
            with pytest.raises(SystemExit):
                main(["find", "kia", "--count", count])
            assert "is no number of vehicles; write 1 or more" in capsys.readouterr().err
        assert main(["find", "zonk"]) == 1
        assert "no vehicle has most of the words of 'zonk'" in capsys.readouterr().err

    def test_is_a_command_that_takes_conditions(self, capsys: pytest.CaptureFixture[str]) -> None:
        asked = {"range": ">600 km WLTP", "make": "BMW"}
        found = {car.id for car in ev.catalog.find(**asked)}  # type: ignore[arg-type]
        for words in (["range >600 km WLTP", "make=BMW"], ["bmw", "range", ">600 km WLTP"]):
            assert main(["find", "--count", "500", *words]) == 0
            assert {line.split()[0] for line in capsys.readouterr().out.splitlines()} == found

    @pytest.mark.parametrize(
        ("words", "told"),
        [
            (["range >500 kn WLTP"], "unknown unit 'kn'"),
            (["kia", "rnge > 500 km WLTP"], "no spec 'rnge'; did you mean 'range'?"),
            (["dc power > 250 kW", "make=Hyundia"], "no vehicle of make 'Hyundia'; did you mean 'Hyundai'"),
            (["range > 5000 km WLTP"], "rules out"),
            (["kia", "range > 700 km WLTP"], "called 'kia' none surely has what else is asked for"),
            ([">500 km"], "'>500 km' names no spec; write it like 'range >500 km WLTP'"),
            (["range >"], "'range >' asks for no value; write it like 'range >500 km WLTP'"),
            (["make=BMW", "make=Kia"], "make is asked for twice; ask for it once"),
        ],
    )
    def test_tells_what_is_wrong_with_a_condition(
        self, words: list[str], told: str, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["find", *words]) == 1
        assert told in capsys.readouterr().err


class TestJoined:
    OWN = ev.Catalog.of(ev.Variant.of("Comet", make="Acme", range="1,514 km WLTP"))

    @pytest.mark.parametrize("both", [ev.catalog | OWN, OWN | ev.catalog])
    def test_holds_the_record_too(self, both: ev.Catalog) -> None:
        assert len(both.vehicles) == len(ev.catalog.vehicles) + 1
        assert [car.id for car in both.find(range=">1,500 km WLTP")] == ["acme/comet/own/comet"]
        assert {car.id for car in both.find(range=">600 km WLTP")} - {"acme/comet/own/comet"} == {
            car.id for car in ev.catalog.find(range=">600 km WLTP")
        }
        assert both.search("acme comet")[0].id == "acme/comet/own/comet"
        assert both.search("kia ev6 2025 long range awd")[0].id == "kia/ev6/my2025/long-range-awd-19-wheels"
        assert len(both) == len(ev.catalog) + 1
        assert pickle.loads(pickle.dumps(both)) == both
        assert isinstance(both, type(ev.catalog))
        assert both.curated == both
        assert both.record == ev.catalog.record

    def test_holds_a_year_of_the_record_once(self) -> None:
        year = ev.catalog.record["kia/ev6/uk2025"]
        both = ev.catalog | ev.Catalog.of(year)
        ids = [car.id for car in both.vehicles]
        assert len(ids) == len(set(ids)) == len(ev.catalog.vehicles)

    def test_is_what_the_command_searches(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        ev.dump(self.OWN, tmp_path / "own.json")
        file = str(tmp_path / "own.json")
        assert main(["find", "acme", "comet", "--catalog", file]) == 0
        assert capsys.readouterr().out.startswith("acme/comet/own/comet ")
        assert main(["find", "rivian", "r1t", "2022", "--catalog", file]) == 0
        assert capsys.readouterr().out.startswith("rivian/r1t/my2022/r1t ")


def test_ids_and_names_are_offered_between_the_brackets() -> None:
    offered = ev.catalog._ipython_key_completions_()
    assert {"bmw/ix1/u11", "bmw/ix1/u11/edrive20", "Kia EV6", "Peugeot 208"} <= set(offered)
    assert len(offered) < len(ev.catalog.vehicles)


class TestWaiting:
    @pytest.mark.parametrize("make", ["nissan", "kia", "volvo"])
    def test_is_what_is_read_at_once(self, make: str) -> None:
        sources = ev.catalog.record.sources
        for id_, line in archive().lines(make).items():
            waiting = archive().record(id_, sources)
            read = read_generation(
                json.loads(line), id_, sources, Problems("", lambda _: 0), defaultdict(dict)
            )
            assert asdict(waiting, recurse=False) == asdict(read.record, recurse=False)
            again = pickle.loads(pickle.dumps(archive().record(id_, sources)))
            assert again == waiting
            assert hash(again) == hash(waiting)

    def test_reads_no_claim_before_one_is_asked_for(self) -> None:
        waiting = archive().record("kia/ev6/uk2025", ev.catalog.record.sources)
        assert waiting.names
        assert "claims" not in vars(waiting)
        assert waiting.claims
        with pytest.raises(AttributeError):
            _ = waiting.claim
