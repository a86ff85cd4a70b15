"""The official record: model years of agencies and open projects, by id and by the words people use."""

from __future__ import annotations

import json
import pickle
import shutil
import warnings
from hashlib import sha256
from pathlib import Path
from runpy import run_path

import pytest

import evspec as ev
from evspec.catalogs.builtin import is_year_key
from evspec.catalogs.record import INDEX, NUMBERS, Archive
from evspec.cli import main
from evspec.datasets.building import texts_of
from evspec.errors import DataError, UnknownId

FOLDER = Path(ev.__file__ or "").parent / "data" / "record"
FILES = sorted(FOLDER.glob("*.jsonl"))


def index() -> tuple[dict[str, object], list[dict[str, str]]]:
    head, *makes = map(json.loads, (FOLDER / INDEX).read_text(encoding="utf-8").splitlines())
    return head, makes


class TestTheFiles:
    def test_are_those_that_the_command_makes_of_the_inputs(self, shared: Path, tmp_path: Path) -> None:
        assert main(["record", "build", str(shared / "data"), "--into", str(tmp_path)]) == 0
        built = {file.name: file.read_bytes() for file in tmp_path.iterdir()}
        assert {file.name: file.read_bytes() for file in FILES} == built

    def test_say_what_the_columns_do(self, shared: Path, capsys: pytest.CaptureFixture[str]) -> None:
        main_ = run_path(str(Path(__file__).parents[2] / "docs" / "check_record.py"))["main"]
        missed = main_([str(shared / "data")])
        lines = capsys.readouterr().out.splitlines()
        assert lines[-1] == f"300 rows, {missed} in no car of the record"
        # which the report of the reading tells too: a version without the file of its car
        without = [lines[n - 2] for n, line in enumerate(lines) if "NOTHING HAS ALL OF THESE" in line]
        assert len(without) == missed
        assert all(" | A6 e-tron " in one for one in without)

    def test_have_the_digests_of_the_index(self) -> None:
        head, makes = index()
        texts = {
            make["make"]: (FOLDER / f"{make['make']}.jsonl").read_text(encoding="utf-8") for make in makes
        }
        assert {f"{make}.jsonl" for make in texts} == {file.name for file in FILES} - {INDEX, NUMBERS}
        for make in makes:
            assert sha256(texts[make["make"]].encode()).hexdigest() == make["sha256"]
        every = "".join(texts[make] for make in sorted(texts, key=lambda make: f"{make}.jsonl"))
        assert sha256(every.encode()).hexdigest() == head["digest"]
        assert sha256((FOLDER / NUMBERS).read_bytes()).hexdigest() == head["numbers"]

    def test_are_of_many_cars(self) -> None:
        record = ev.catalog.record
        lines = [
            line for make in (m["make"] for m in index()[1]) for line in Archive(FOLDER).lines(make).values()
        ]
        assert len(lines) == len(record.ids)
        documents = list(map(json.loads, lines))
        assert sum(len(one.get("variants", {})) for one in documents) >= 1_500
        assert len({id_.split("/")[0] for id_ in record.ids}) >= 40
        assert sum("predecessor" in one or "successor" in one for one in documents) >= 300

    @pytest.mark.parametrize(
        ("id_", "powertrain", "ranges"),
        [
            ("ferrari/sf90-stradale/od2025", "PHEV", ["Range, WLTP, electric: 25 km"]),
            # NEDC by the field beside the figure, Brazil's own test by the note of it
            ("gwm/haval-h6-gt/od2023", "PHEV", ["Range, cycle n/s, electric: 116 km"]),
            ("gwm/ora-03-skin/od2024", "BEV", ["Range, cycle n/s: 232 km"]),
            ("tata-motors/nexon-ev/od2025", "BEV", ["Range, MIDC: 312 km"]),
            ("chery/exeed-sterra-es/od2025", "EREV", ["Range with fuel, CLTC: 1645 km"]),
        ],
    )
    def test_take_no_plug_in_hybrid_for_an_electric_car(
        self, id_: str, powertrain: str, ranges: list[str]
    ) -> None:
        (car,) = ev.catalog.record[id_].variants  # type: ignore[union-attr]
        assert car.powertrain_type.value.show() == powertrain
        claims = [*car.claims("range"), *car.claims("range_total")]
        assert [str(claim).partition(" (")[0] for claim in claims] == ranges

    def test_have_an_id_that_says_whose_year_it_is(self) -> None:
        assert [id_ for id_ in ev.catalog.record.ids if not is_year_key(id_.split("/")[2])] == []
        assert [id_ for id_ in ev.catalog.ids if is_year_key(id_.split("/")[2])] == []

    def test_are_within_a_few_megabytes(self) -> None:
        assert sum(file.stat().st_size for file in FILES) < 5_000_000

    def test_never_call_a_copy_the_official_file(self) -> None:
        for source in ev.catalog.record.sources.values():
            assert ("(third-party copy)" in source.publisher) == (source.kind == "regulator")
            assert "commit " in source.title
            assert source.license

    @pytest.mark.parametrize("make", ["kia", "tesla", "volvo"])
    def test_can_be_read_and_link_both_ways(self, make: str) -> None:
        record = ev.catalog.record
        own = [record[id_] for id_ in record.ids if id_.startswith(f"{make}/")]
        pairs = [(car.predecessor, car) for car in own if isinstance(car, ev.Generation) and car.predecessor]
        assert pairs
        for before, car in pairs:
            assert before is not None
            assert before.successor == car
            assert before.id.split("/")[2][:2] == car.id.split("/")[2][:2]


class TestLookingUp:
    @pytest.mark.parametrize(
        ("asked", "id_"),
        [
            ("kia/ev6/uk2025", "kia/ev6/uk2025"),
            ("nissan/leaf/my2018", "nissan/leaf/my2018"),
            ("nissan/leaf/2018", "nissan/leaf/my2018"),
            ("Nissan Leaf 2018", "nissan/leaf/my2018"),
            ("Kia EV6 Long Range AWD (2023)", "kia/ev6/my2023/long-range-awd-19-wheels"),
            # what the record itself calls it
            ("Kia EV6 UK 2025", "kia/ev6/uk2025"),
            # the curated car has an edition of that year
            ("Nissan LEAF (2018)", "nissan/leaf/ze1"),
            ("kia ev6 2025 long range awd", "kia/ev6/my2025/long-range-awd-19-wheels"),
            ("Tesla Model Y 2025 Long Range AWD", "tesla/model-y/my2025/long-range-awd"),
            # the 2008 is no year; an agency's year that is not far off comes before community data
            ("Peugeot e-2008 2025", "peugeot/e-2008/od2025"),
            ("Kia EV9 2024", "kia/ev9/my2025"),
            ("Kia EV6 (UK 2022)", "kia/ev6/uk2022"),
            # the nearest of the years that there are
            ("Kia EV6 2019", "kia/ev6/my2022"),
            # the curated car comes first
            ("iX1 eDrive20", "bmw/ix1/u11/edrive20"),
        ],
    )
    def test_finds(self, asked: str, id_: str) -> None:
        assert ev.catalog[asked].id == id_

    @pytest.mark.parametrize(("asked", "year"), [("Kia EV6 2019", 2019), ("Kia EV9 2024", 2024)])
    def test_warns_of_another_year_than_the_one_asked_for(self, asked: str, year: int) -> None:
        with pytest.warns(ev.DataWarning, match=f"no car of {year} is called so; 'kia/") as told:
            _ = ev.catalog[asked]
        assert told[0].filename == __file__

    @pytest.mark.parametrize(
        ("asked", "id_", "words"),
        [
            (
                "Kia EV6",
                "kia/ev6/my2025",
                "no year is named; 'kia/ev6/my2025' is the newest called so, beside uk2025",
            ),
            ("Leaf 2018 AWD", "nissan/leaf/my2018/leaf", "nothing tells whether '.*' is 'awd'"),
            ("EV6 Standard Range '22 65 kWh", "kia/ev6/my2022/standard-range", "is '65 kWh'"),
        ],
    )
    def test_warns_of_what_is_not_met(self, asked: str, id_: str, words: str) -> None:
        with pytest.warns(ev.DataWarning, match=words):
            assert ev.catalog[asked].id == id_

    @pytest.mark.parametrize(
        ("asked", "id_"),
        [
            ("Tesla Model 3 LR '21", "tesla/model-3/my2021/long-range-awd"),
            ("Taycan 4S PB+ MY23", "porsche/taycan/my2023/4s-performance-battery-plus"),
            ("Chevy Bolt 2017 200 hp", "chevrolet/bolt-ev/my2017/bolt-ev"),
            ("Toyota bZ4X 2025 FWD 201 hp", "toyota/bz4x/my2025/bz4x"),
            ("Kona EV 2020", "hyundai/kona-electric/my2020"),
            ("Outlander PHEV '23", "mitsubishi/outlander-phev-awd/my2023"),
            ("Mach E Extended Range AWD 2022", "ford/mustang-mach-e/my2022/extended-range-awd"),
            ("Lightning ER 2022", "ford/f-150-lightning/my2022/extended-range"),
            ("EV9 GT-Line S 7 seats", "kia/ev9/uk2025/ev9-gt-line-s-99-8kwh-378bhp-1-speed-auto-7st-awd"),
            # no hybrid with an e-DCT
            ("Vauxhall Mokka-e", "opel-vauxhall/mokka-e/od2021"),
            ("Audi Q4 50 etron quattro 2022", "audi/q4-50-e-tron-quattro/my2022"),
        ],
    )
    def test_knows_what_people_write(self, asked: str, id_: str) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            assert ev.catalog[asked].id == id_

    def test_warns_of_a_version_that_says_more_than_was_asked(self) -> None:
        with pytest.warns(ev.DataWarning, match=r"Extended Range', which says more than that; 'byd/"):
            found = ev.catalog["BYD Dolphin 60.5 kWh"]
        assert found.id.endswith("premium-extended-range")

    @pytest.mark.parametrize("asked", ["Nissan Leaf 2018", "Peugeot e-2008 2025", "Kia EV6 (UK 2022)"])
    def test_warns_of_no_year_that_there_is(self, asked: str) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            _ = ev.catalog[asked]

    @pytest.mark.parametrize(
        ("asked", "words"),
        [
            # pickup and SUV; the tires of either do not count
            ("GMC Hummer EV", "may be 'gmc/hummer-ev-pickup/my2025' or 'gmc/hummer-ev-suv/my2025'; write"),
            # another battery, power, drive or powertrain than all that are called so
            ("Leaf e+ 40 kWh", "-e-plus' is called so, and is not '40 kWh'"),
            ("Ioniq Hybrid 2019", "' is called so, and is not 'hybrid'"),
            ("Kia EV6 (2031)", "no vehicle 'Kia EV6 (2031)'"),
            ("kia/ev6/my2031", "no vehicle 'kia/ev6/my2031'"),
            ("kia/ev6/uk2025/gtx", "has no variant 'gtx'"),
            ("Zonk 5000", "no vehicle 'Zonk 5000'"),
        ],
    )
    def test_refuses_what_fits_none_or_several(self, asked: str, words: str) -> None:
        with pytest.raises(UnknownId) as caught:
            _ = ev.catalog[asked]
        assert words in str(caught.value)

    def test_reads_the_files_of_one_make_only(self) -> None:
        archive = Archive(FOLDER)
        assert archive.record("kia/ev6/uk2025", archive.sources()).make == "Kia"
        assert list(archive._lines) == ["kia"]

    def test_gives_a_table_of_two_names(self) -> None:
        table = ev.compare("Kia EV6 2025 Long Range AWD", "Tesla Model Y 2025 Long Range AWD").to_text()
        assert "Range, EPA" in table
        assert "501 km" in table

    def test_works_beside_vehicles_of_ones_own(self) -> None:
        both = ev.catalog | ev.Catalog.of()
        assert both["kia/ev6/uk2025"].id == "kia/ev6/uk2025"


class TestTheParts:
    def test_are_the_curated_one_that_is_counted_and_the_record(self) -> None:
        assert ev.catalog.curated == ev.catalog
        assert not any(is_year_key(id_.split("/")[2]) for id_ in ev.catalog.curated.ids)
        with pytest.raises(UnknownId):
            _ = ev.catalog.curated["kia/ev6/uk2025"]

    def test_are_of_the_day_that_was_asked_for(self) -> None:
        assert ev.catalog.as_of("2024-01-01").record.as_of_date == ev.catalog.as_of("2024-01-01").as_of_date
        car = ev.catalog.as_of("2024-01-01")["kia/ev6/uk2025/gt-77-4kwh-lithium-ion-577bhp-awd-1-speed-auto"]
        assert isinstance(car, ev.Variant)
        assert car.get("range", cycle="WLTP") is None

    def test_can_be_pickled(self) -> None:
        for part in (ev.catalog, ev.catalog.curated, ev.catalog.record):
            assert pickle.loads(pickle.dumps(part)).ids == part.ids


class TestWhatIsShown:
    def test_has_the_lines_that_the_licenses_ask_for(self) -> None:
        text = ev.compare("kia/ev6/uk2025", "nissan/leaf/my2018").to_text()
        joined = " ".join(text.split())
        assert "Contains public sector information licensed under the Open Government Licence v3.0." in joined
        assert "Contains information licensed under the Open Government Licence - Canada." in joined

    def test_has_no_guess_that_nobody_asked_for(self) -> None:
        car = ev.catalog["kia/ev6/od2021/long-range-2wd"]
        assert [claim.status for claim in car.claims("charging_curve")] == ["estimated"]
        assert car.get("charging_curve") is None


class TestTheList:
    def test_has_the_record_only_if_all_is_asked_for(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["list", "--all", "kia/ev6/uk2025"]) == 0
        assert capsys.readouterr().out.startswith("kia/ev6/uk2025 ")
        assert main(["list", "kia/ev6/uk2025"]) == 1


class TestDamage:
    @pytest.fixture
    def folder(self, tmp_path: Path) -> Path:
        for name in (INDEX, "kia.jsonl"):
            shutil.copy(FOLDER / name, tmp_path / name)
        return tmp_path

    def test_of_a_makes_file_is_named(self, folder: Path) -> None:
        file = folder / "kia.jsonl"
        file.write_text(file.read_text(encoding="utf-8")[:1000], encoding="utf-8")
        with pytest.raises(
            DataError, match=r"record/kia\.jsonl: not what index\.jsonl was written with; install"
        ):
            Archive(folder).catalog().store.record("kia/ev6/uk2025")

    def test_of_another_makes_file_does_no_harm(self, folder: Path) -> None:
        catalog = Archive(folder).catalog()
        assert catalog.store.record("kia/ev6/uk2025").model
        with pytest.raises(DataError, match=r"tesla\.jsonl"):
            catalog.store.record("tesla/model-y/uk2025")

    @pytest.mark.parametrize(
        ("text", "words"),
        [
            ("", "not the index of a record"),
            ("{", "not the index of a record"),
            ('{"format": 2}', "format 2 is not what this evspec reads, 1; update evspec"),
        ],
    )
    def test_of_the_index_is_named(self, folder: Path, text: str, words: str) -> None:
        (folder / INDEX).write_text(text, encoding="utf-8")
        with pytest.raises(DataError, match=words):
            Archive(folder).catalog()

    def test_of_an_input_is_told_before_anything_is_built(self, tmp_path: Path) -> None:
        (tmp_path / "nrcan-bev-2012-2023.csv").write_text("Model year\n", encoding="utf-8")
        with pytest.raises(DataError) as caught:
            texts_of(tmp_path)
        assert len(caught.value.problems) == 7
        assert "the record is built from 6f3cb654" in str(caught.value)
