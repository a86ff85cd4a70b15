"""Which cars of the record are which curated cars, and what agencies state in the rows of those."""

from __future__ import annotations

import pickle
import subprocess
import sys
from collections import Counter

import pytest

import evspec as ev
from evspec.catalogs.accepted import accepted
from evspec.cli import main
from evspec.errors import UnknownId
from evspec.specs import SPECS
from evspec.values import Categories
from tests.each import each

MATCHED = [(car, one) for car, one in accepted().items() if one.agencies]


class TestTheList:
    def test_has_every_variant_with_a_reason(self) -> None:
        assert sorted(accepted()) == sorted(car.id for car in ev.catalog.curated.variants)
        assert all(one.reason for one in accepted().values())

    def test_names_each_car_of_the_record_once(self) -> None:
        named = Counter(id_ for one in accepted().values() for id_ in one.every)
        assert max(named.values()) == 1
        known = {car.id for car in ev.catalog.record.vehicles}
        assert set(named) <= known

    def test_tells_agencies_from_community_data(self) -> None:
        for one in accepted().values():
            kinds = [
                {claim.source.kind for id_ in ids for claim in ev.catalog.record[id_].claims()}
                for ids in (one.agencies, one.community)
            ]
            assert kinds[0] <= {"regulator"}
            assert kinds[1] <= {"dataset"}

    def test_names_what_decided_by_the_keys_of_specs(self) -> None:
        for car, one in accepted().items():
            assert set(one.by) <= set(SPECS), car
            assert one.agencies or not one.by, car

    @each("car", [car for car, _ in MATCHED])
    def test_has_electric_cars_of_the_same_maker_and_drive(self, car: str) -> None:
        own = ev.catalog.curated[car].get("drivetrain")
        for id_ in accepted()[car].agencies:
            other = ev.catalog.record[id_]
            assert other.make == ev.catalog.curated[car].make
            powertrain = other["powertrain_type"].value
            assert isinstance(powertrain, Categories)
            assert powertrain.includes == ("BEV",)
            drive = other.get("drivetrain")
            if own is not None and drive is not None:
                assert drive.value == own.value, id_


class TestWithRecord:
    def test_has_what_agencies_state(self) -> None:
        car = ev.catalog.with_record()["kia/niro-ev/sg2/65-kwh"]
        range_ = car.get("range", cycle="WLTP")
        assert range_ is not None
        assert range_.value == ev.measure("460 km WLTP")
        assert range_.status == "official"
        assert range_.source.publisher == "UK Vehicle Certification Agency (third-party copy)"
        assert range_.note == "on sale in the United Kingdom in 2025"
        assert len(ev.catalog.with_record()) == len(ev.catalog)

    def test_leaves_out_what_decided_and_community_data(self) -> None:
        joined = ev.catalog.with_record()
        for car, one in MATCHED:
            more = [c for c in joined[car].claims() if c.source.id.startswith("record-")]
            assert more
            assert {c.source.kind for c in more} == {"regulator"}
            assert {c.spec.key for c in more}.isdisjoint(one.by)

    def test_keeps_what_sources_of_the_car_say(self) -> None:
        joined = ev.catalog.with_record()
        for whole in ev.catalog.curated:
            claims = joined[whole.id].claims()
            assert [c for c in claims if not c.source.id.startswith("record-")] == list(whole.claims())

    def test_gives_the_range_of_an_agency_to_all_that_were_matched(self) -> None:
        joined = ev.catalog.with_record()
        without = [
            car
            for car, one in MATCHED
            if "range" not in one.by
            and not any(claim.source.kind == "regulator" for claim in joined[car].claims("range"))
        ]
        assert without == []

    def test_is_of_the_edition_of_its_year(self) -> None:
        leaf = ev.catalog.with_record()["nissan/leaf/ze1/s-plus"]
        years = {
            (claim.note, claim.edition)
            for claim in leaf.claims("range")
            if claim.source.id == "record-nrcan-bev-2023"
        }
        assert ("model year 2019", "2019") in years
        assert ("model year 2022", "2020") in years

    def test_can_be_pickled(self) -> None:
        joined = ev.catalog.with_record()
        assert pickle.loads(pickle.dumps(joined))["kia/niro-ev/sg2"] == joined["kia/niro-ev/sg2"]

    def test_is_an_option_of_commands(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["show", "kia/niro-ev/de/39-kwh"]) == 0
        before = capsys.readouterr().out
        assert main(["show", "kia/niro-ev/de/39-kwh", "--record"]) == 0
        after = capsys.readouterr().out
        assert "UK Vehicle Certification Agency" in after
        assert "UK Vehicle Certification Agency" not in before


def test_a_command_proposes_pairs(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["match", "bmw/i4/my2023", "--format", "csv"]) == 0
    lines = capsys.readouterr().out.splitlines()
    assert len([line for line in lines if ",bmw/i4/my2023/" in line]) == 6
    assert any("bmw/i4/g26/m50" in line and "sure" in line for line in lines)


class TestYears:
    def test_are_those_of_the_variants(self) -> None:
        ids = [year.id for year in ev.catalog.model_years("nissan/leaf/ze1")]
        assert ids[:2] == ["nissan/leaf/my2018", "nissan/leaf/my2019"]
        assert ids[-1] == "nissan/leaf/uk2025"
        assert ev.catalog.model_years("bmw/ix1/u11") == ()

    def test_know_their_generation(self) -> None:
        for whole in ev.catalog.curated:
            for year in ev.catalog.model_years(whole.id):
                assert whole in ev.catalog.curated_of(year.id)
        assert ev.catalog.curated_of("rivian/r1t/my2022") == ()
        # a year of both batteries, of one generation
        assert [one.id for one in ev.catalog.curated_of("nissan/leaf/my2016")] == ["nissan/leaf/ze0"]

    def test_of_nothing_are_refused(self) -> None:
        with pytest.raises(UnknownId):
            ev.catalog.model_years("bmw/ix1/u12")


def test_a_diff_of_curated_cars_reads_nothing_of_the_record() -> None:
    code = (
        "import sys, evspec as ev; ev.diff('bmw/ix1/u11', 'bmw/ix1/nb5').to_text(); "
        "print([name for name in sys.modules if name in "
        "('evspec.catalogs.record', 'evspec.catalogs.accepted', 'evspec.catalogs.everything')])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"
