"""Newer files that a user adds to the record, in a folder of their own."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from typing import TYPE_CHECKING

import pytest

import evspec as ev
from evspec.catalogs.record import added_folder, archive, official
from evspec.cli import main
from evspec.datasets.record_files import inputs
from evspec.errors import DataError, UnknownId

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

HEAD = (
    "Model year,Make,Model,Vehicle class,Motor (kW),Transmission,Fuel type,City (kWh/100 km),"
    "Highway (kWh/100 km),Combined (kWh/100 km),City (Le/100 km),Highway (Le/100 km),Combined (Le/100 km),"
    "Range (km),CO2 emissions (g/km),CO2 rating ,Smog rating,Recharge time (h)\n"
)
NEXT = (
    "2024,Kia,EV6 Long Range AWD,Compact,239,A1,B,17.0,21.0,19.0,1.9,2.4,2.1,441,0,10,10,8.4\n"
    "2025,Nissan,Silver,Compact,239,A1,B,17.0,21.0,19.0,1.9,2.4,2.1,500,0,10,10,8.4\n"
)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("EVSPEC_RECORD", str(tmp_path / "own"))
    _forget()
    yield tmp_path / "own"
    monkeypatch.undo()
    _forget()


def _forget() -> None:
    archive.cache_clear()
    official.cache_clear()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "next.csv"
    path.write_text(HEAD + NEXT, encoding="utf-8")
    return path


class TestAdding:
    def test_gives_cars_beside_those_of_the_record(self, folder: Path, file: Path) -> None:
        before = set(ev.catalog.record.ids)
        assert main(["record", "add", "nrcan-bev", str(file)]) == 0
        record = ev.catalog.record
        assert set(record.ids) - before == {"kia/ev6/my2024", "nissan/silver/my2025"}
        assert before <= set(record.ids)
        assert ev.catalog["kia/ev6/my2024/long-range-awd"].get("range", cycle="EPA").value == ev.measure(  # type: ignore[union-attr]
            "441 km EPA"
        )
        assert ev.catalog["Nissan Silver 2025"].id == "nissan/silver/my2025"
        (source,) = {claim.source for claim in ev.catalog["kia/ev6/my2024"].claims()} or {
            claim.source for claim in ev.catalog["kia/ev6/my2024/long-range-awd"].claims()
        }
        assert source.publisher == "Natural Resources Canada"
        assert source.title == "Fuel consumption ratings, battery-electric vehicles 2012-2025 (next.csv)"
        assert source.kind == "regulator"

    def test_links_years_over_both(self, folder: Path, file: Path) -> None:
        main(["record", "add", "nrcan-bev", str(file)])
        car = ev.catalog["kia/ev6/my2024"]
        assert isinstance(car, ev.Generation)
        before, after = car.predecessor, car.successor
        assert before is not None
        assert after is not None
        assert (before.id, after.id) == ("kia/ev6/my2023", "kia/ev6/my2025")
        assert before.successor == after.predecessor == car
        # the British and the community's years have lines of their own
        british = ev.catalog["kia/ev6/uk2025"]
        assert isinstance(british, ev.Generation)
        assert british.predecessor == ev.catalog["kia/ev6/uk2022"]

    def test_says_more_of_a_year_that_there_is(self, folder: Path, tmp_path: Path) -> None:
        path = tmp_path / "more.csv"
        path.write_text(HEAD + NEXT.replace("2024,Kia", "2025,Kia"), encoding="utf-8")
        before = ev.catalog["kia/ev6/my2025"]
        assert isinstance(before, ev.Generation)
        slugs = {car.slug for car in before.variants}
        main(["record", "add", "nrcan-bev", str(path)])
        car = ev.catalog["kia/ev6/my2025"]
        assert isinstance(car, ev.Generation)
        assert {one.slug for one in car.variants} == slugs | {"long-range-awd"}
        assert set(before.claims()) < set(car.claims())

    def test_is_found_once_beside_what_the_index_has(self, folder: Path, tmp_path: Path) -> None:
        before = {car.id for car in ev.catalog.vehicles}
        path = tmp_path / "more.csv"
        path.write_text(HEAD + NEXT + NEXT.replace("2024,Kia", "2025,Kia"), encoding="utf-8")
        main(["record", "add", "nrcan-bev", str(path)])
        every = ev.catalog.as_of(None)
        ids = [car.id for car in every.vehicles]
        assert len(ids) == len(set(ids))
        added = {f"kia/ev6/{year}/long-range-awd" for year in ("my2024", "my2025")}
        assert set(ids) - before == {*added, "nissan/silver/my2025/silver"}
        found = every.find(range=">400 km EPA", model="EV6")
        assert added <= {car.id for car in found}
        (car,) = (one for one in every.find(model="EV6") if one.id == "kia/ev6/my2023/gt-awd")
        assert isinstance(car, ev.Variant)
        assert car.generation.successor == ev.catalog["kia/ev6/my2024"]

    def test_keeps_every_version_of_a_model(self, folder: Path, tmp_path: Path) -> None:
        path = tmp_path / "two.csv"
        rows = [NEXT, NEXT.replace("AWD", "RWD").replace("441", "499").replace("Silver", "Silver Plus")]
        path.write_text(HEAD + "".join(rows), encoding="utf-8")
        main(["record", "add", "nrcan-bev", str(path)])
        for slug, range_ in (("long-range-awd", "441 km EPA"), ("long-range-rwd", "499 km EPA")):
            claim = ev.catalog[f"kia/ev6/my2024/{slug}"].get("range", cycle="EPA")
            assert claim is not None
            assert claim.value == ev.measure(range_)

    def test_tells_of_rows_that_are_cut_short(
        self, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        path = tmp_path / "half.csv"
        path.write_text(HEAD + NEXT + NEXT[:40], encoding="utf-8")
        assert main(["record", "add", "nrcan-bev", str(path)]) == 0
        assert "not read: " in (told := capsys.readouterr().err)
        assert "half.csv:4: " in told
        assert "cells where the header has 18" in told

    def test_is_undone_by_removing_the_folder(self, folder: Path, file: Path) -> None:
        main(["record", "add", "nrcan-bev", str(file)])
        shutil.rmtree(folder)
        _forget()
        with pytest.raises(UnknownId):
            _ = ev.catalog["kia/ev6/my2024"]

    def test_counts_in_a_process_of_its_own(self, folder: Path, file: Path) -> None:
        main(["record", "add", "nrcan-bev", str(file)])
        code = (
            "import evspec as ev; print(ev.catalog.search('nissan silver')[0].id, "
            "[car.id for car in ev.catalog.find(model='Silver')])"
        )
        done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
        assert done.stdout.split()[0] == "nissan/silver/my2025/silver"
        assert "['nissan/silver/my2025/silver']" in done.stdout

    def test_goes_where_it_is_told(self, folder: Path, file: Path, tmp_path: Path) -> None:
        assert main(["record", "add", "nrcan-bev", str(file), "--into", str(tmp_path / "there")]) == 0
        assert not folder.exists()
        assert len(list((tmp_path / "there").iterdir())) == 1

    def test_is_in_the_data_folder_by_default(self, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
        monkeypatch.delenv("EVSPEC_RECORD")
        monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
        assert added_folder() == tmp_path / "evspec" / "record"
        monkeypatch.setenv("XDG_DATA_HOME", "not/whole")
        monkeypatch.setenv("HOME", str(tmp_path))
        assert added_folder() == tmp_path / ".local" / "share" / "evspec" / "record"

    def test_takes_the_year_of_a_file_without_any(self, folder: Path, shared: Path, tmp_path: Path) -> None:
        lines = (shared / "data" / "vca-uk-2025.csv").read_text(encoding="utf-8").splitlines()
        path = tmp_path / "vca.csv"
        rows = [line.replace("17 October 2024", "17 October 2026") for line in lines[:3]]
        path.write_text("\n".join(rows) + "\n", encoding="utf-8")
        assert main(["record", "add", "vca-uk", str(path)]) == 0
        assert [id_ for id_ in ev.catalog.record.ids if id_.endswith("/uk2026")] == ["abarth/500e/uk2026"]


class TestRefusing:
    def test_a_repeat(self, folder: Path, file: Path, capsys: pytest.CaptureFixture[str]) -> None:
        main(["record", "add", "nrcan-bev", str(file)])
        names = sorted(folder.rglob("*"))
        assert main(["record", "add", "nrcan-bev", str(file)]) == 1
        assert "next.csv is in the record already" in capsys.readouterr().err
        assert sorted(folder.rglob("*")) == names

    def test_a_file_of_the_record(
        self, folder: Path, shared: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        one = next(one for one in inputs()[1] if one.mapping == "nrcan-bev")
        assert main(["record", "add", "nrcan-bev", str(shared / "data" / one.file)]) == 1
        assert "is in the record already" in capsys.readouterr().err
        assert not folder.exists()

    @pytest.mark.parametrize(
        ("dataset", "text", "words"),
        [
            ("nrcan-bve", HEAD + NEXT, "the record has no data set 'nrcan-bve'; it has epa-fe-guide"),
            ("nrcan-bev", "a,b\n1,2\n", "next.csv"),
            ("nrcan-bev", "", "next.csv"),
            ("nrcan-bev", HEAD, "only a header and no row below it"),
            ("nrcan-bev", HEAD + "2024" + "," * 17 + "\n", "no row of nrcan-bev in it"),
            ("vca-uk", HEAD + NEXT, "next.csv"),
        ],
    )
    def test_what_is_no_such_data_set(
        self,
        dataset: str,
        text: str,
        words: str,
        folder: Path,
        file: Path,
        capsys: pytest.CaptureFixture[str],
    ) -> None:
        file.write_text(text, encoding="utf-8")
        assert main(["record", "add", dataset, str(file)]) == 1
        assert words in capsys.readouterr().err
        assert not folder.exists()

    def test_a_full_disk(self, folder: Path, file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def full(*_: object) -> None:
            raise OSError(28, os.strerror(28))

        monkeypatch.setattr("evspec.datasets.adding.write_new", full)
        assert main(["record", "add", "nrcan-bev", str(file)]) == 1
        assert not folder.exists()

    def test_damage_names_the_folder(self, folder: Path, file: Path) -> None:
        main(["record", "add", "nrcan-bev", str(file)])
        (own,) = folder.iterdir()
        (own / "index.jsonl").write_text("{", encoding="utf-8")
        _forget()
        with pytest.raises(DataError, match=r"not the index of a record; remove its folder"):
            _ = ev.catalog.record.ids
        assert ev.catalog["bmw/ix1/u11"].id == "bmw/ix1/u11"
