"""Rows become vehicles: names, years, spans, doubts and the report's counts."""

from __future__ import annotations

import gc
import gzip
import json
import pickle
from pathlib import Path
from typing import TYPE_CHECKING, Any, ClassVar

import pandas as pd
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]  # it has none
import pytest

import evspec as ev
from evspec.claims import Claim
from evspec.datasets.agreement import are_one

if TYPE_CHECKING:
    from evspec.datasets import ReadCatalog

SHEET = {
    "make": "{Marke}",
    "model": "{Modell}",
    "said": {"range": "{Reichweite (km)} km WLTP", "price": {"value": "{Preis} EUR", "market": "Germany"}},
}
COLUMNS: dict[str, list[Any]] = {
    "Marke": ["Acme", "Acme"], "Modell": ["Comet", "Star"], "Reichweite (km)": [480.0, None],
    "Preis": [39990, 45000],
}  # fmt: skip


def one(rows: list[dict[str, Any]], **said: Any) -> ReadCatalog:
    return ev.read({"make": "Acme", "model": "{m}", "year": "{y}", "variant": "{v}", "said": said}, rows)


class TestASheetOfOnesOwn:
    @pytest.mark.parametrize(
        "frame",
        [
            COLUMNS,
            [dict(zip(COLUMNS, row, strict=True)) for row in zip(*COLUMNS.values(), strict=True)],
            pd.DataFrame(COLUMNS),
            pd.DataFrame(COLUMNS).convert_dtypes(),
            pd.DataFrame(COLUMNS).convert_dtypes(dtype_backend="pyarrow"),
            pl.DataFrame(COLUMNS),
            pl.LazyFrame(COLUMNS),
            pa.table(COLUMNS),
        ],
        ids=["dict", "records", "pandas", "nullable", "pyarrow-backed", "polars", "lazy", "arrow"],
    )
    def test_takes_one_call(self, frame: object) -> None:
        cars = ev.read(SHEET, frame)
        comet, star = cars.variants
        assert (comet.id, star.id) == ("acme/comet/read/comet", "acme/star/read/star")
        assert comet.range.value.show() == "480 km"
        assert star.get("range") is None
        assert star.price.value.show() == "45000 EUR"
        assert comet.range.source.publisher == "frame"
        assert (comet.range.status, comet.range.date) == ("reported", None)

    def test_is_read_from_a_relation_of_duckdb(self) -> None:
        duckdb = pytest.importorskip("duckdb")
        relation = duckdb.from_arrow(pa.table(COLUMNS))
        assert [car.price.value.show() for car in ev.read(SHEET, relation).variants] == [
            "39990 EUR",
            "45000 EUR",
        ]

    def test_cites_its_file(self, tmp_path: Path) -> None:
        file = tmp_path / "preise.csv"
        file.write_text("Marke,Modell,Reichweite (km),Preis\nAcme,Comet,480,39990\n", encoding="utf-8")
        (car,) = ev.read(SHEET, file).variants
        assert car.range.source.cite() == "preise.csv, undated"
        assert car.range.source.accessed is not None

    @pytest.mark.parametrize("written", ["csv.gz", "parquet", "json", "jsonl"])
    def test_is_read_from_other_files(self, tmp_path: Path, written: str) -> None:
        frame, file = pd.DataFrame(COLUMNS), tmp_path / f"cars.{written}"
        if written == "parquet":
            frame.to_parquet(file)
        elif written == "csv.gz":
            frame.to_csv(file, index=False)
            with gzip.open(file) as packed:
                assert packed.readline()
        else:
            frame.to_json(file, orient="records", lines=written == "jsonl")
        cars = ev.read(SHEET, str(file))
        assert [car.price.value.show() for car in cars.variants] == ["39990 EUR", "45000 EUR"]

    def test_of_several_files_is_one_catalog(self, tmp_path: Path) -> None:
        files = []
        for name in ("Comet", "Star"):
            file = tmp_path / f"{name}.csv"
            file.write_text(f"Marke,Modell,Reichweite (km),Preis\nAcme,{name},480,39990\n", encoding="utf-8")
            files.append(file)
        cars = ev.read(SHEET, files)
        assert cars.ids == ("acme/comet/read", "acme/star/read")
        assert cars.report.rows == 2
        assert cars.report.files == tuple(map(str, files))

    def test_is_compared_dumped_and_pickled_like_any_other(self, tmp_path: Path) -> None:
        cars = ev.read(SHEET, COLUMNS)
        assert "480 km" in str(ev.compare(*cars.variants, rows="all"))
        target = tmp_path / "cars.toml"
        ev.dump(cars, target)
        assert ev.load(target) == cars
        again = pickle.loads(pickle.dumps(cars))
        assert again == cars
        assert again.report == cars.report
        assert (ev.catalog | cars)["acme/comet/read"].make == "Acme"


class TestYears:
    ROWS: ClassVar = [
        {"m": "Comet", "y": year, "v": "Base", "km": km}
        for year, km in [(2019, 300), (2017, 250), (2018, 250)]
    ]

    def test_each_is_a_generation_linked_with_its_neighbors(self) -> None:
        cars = one(self.ROWS, range="{km} km WLTP")
        assert cars.ids == ("acme/comet/2017", "acme/comet/2018", "acme/comet/2019")
        middle = cars["acme/comet/2018"]
        assert isinstance(middle, ev.Generation)
        assert [generation.code for generation in middle.lineage] == ["2017", "2018", "2019"]
        assert middle.years == (2018, 2018)
        (change,) = [c for c in ev.diff(middle, cars["acme/comet/2019"]).rows if c.row.spec.key == "range"]
        assert change.words.startswith("longer, +50 km")

    def test_may_be_the_mapping_s_or_none_s(self) -> None:
        mine = {"make": "A", "model": "{m}", "said": {"range": "{km} km WLTP"}}
        rows = [{"m": "B", "km": 1000}]
        assert ev.read({**mine, "year": "2024"}, rows).ids == ("a/b/2024",)
        assert ev.read({**mine, "name": "My list"}, rows).ids == ("a/b/my-list",)

    def test_one_that_is_none_costs_its_row_alone(self) -> None:
        cars = one([*self.ROWS, {"m": "Comet", "y": "TBD", "v": "Base", "km": 1}], range="{km} km WLTP")
        assert len(cars) == 3
        (refused,) = cars.report.refused
        assert str(refused) == "frame: record 4: year 'TBD' is none of four digits"


class TestSeveralRowsOfOneVehicle:
    def test_are_several_labels_and_become_a_span(self) -> None:
        rows = [{"m": "Comet", "y": 2024, "v": "Base", "c": c} for c in ("159", "150", "150")]
        cars = one(rows, consumption="{c} Wh/km WLTP")
        (car,) = cars.variants
        assert car.consumption.value.show() == "150–159 Wh/km"
        assert (cars.report.spans, cars.report.merged, cars.report.vehicles) == (1, 1, 1)

    def test_keep_what_has_no_span(self) -> None:
        rows = [{"m": "Comet", "y": 2024, "v": "Base", "d": d} for d in ("FWD", "AWD")]
        (car,) = one(rows, drivetrain="{d}").variants
        assert car.drivetrain.value.show() == "FWD, AWD"


class TestTwoLinesOnOneQuantity:
    LINES: ClassVar = ["{k} kWh/100 mi EPA", "{m2} MPGe EPA"]

    def car(self, per_100_mi: str, mpge: str) -> ev.Variant:
        row = {"m": "Comet", "y": 2025, "v": "Base", "k": per_100_mi, "m2": mpge}
        (car,) = one([row], consumption=self.LINES).variants
        return car

    def test_are_one_figure_printed_twice(self) -> None:
        (claim,) = self.car("31.0", "108.7").claims("consumption")
        assert (claim.value.show(), claim.doubt) == ("31.0 kWh/100 mi", "")

    def test_that_disagree_are_both_doubted(self) -> None:
        car = self.car("41", "62")
        first, second = car.claims("consumption")
        assert first.doubt == second.doubt
        assert "differ by 33 %: 62 MPGe is 54.4 kWh/100 mi" in first.doubt
        assert car.get("consumption") is None

    @pytest.mark.parametrize(("one", "other"), [("-20 °C", "20 °C"), ("-20 °C", "-10 °C")])
    def test_below_zero_are_unlike_too(self, one: str, other: str) -> None:
        assert not are_one(ev.measure(one), ev.measure(other))

    def test_come_first_in_the_report_the_furthest_apart_before_the_rest(self) -> None:
        rows = [
            {"m": name, "y": 2025, "v": name, "k": "41", "m2": mpge}
            for name, mpge in [("A", "70"), ("B", "62")]
        ]
        doubts = one(rows, consumption=self.LINES).report.doubts
        assert [doubt.path.partition("/2025")[0] for doubt in doubts] == ["acme/b", "acme/a"]
        assert {doubt.code for doubt in doubts} == {"implausible-together"}

    def test_a_pair_that_disagrees_keeps_its_first_printing_as_a_doubted_claim(self) -> None:
        row = {"m": "500", "y": 2022, "v": "Action", "kw": "24", "ps": "70"}
        cars = one([row], power="{kw} kW ({ps} PS)")
        (claim,) = cars.variants[0].claims("power")
        assert claim.value.show() == "24 kW"
        assert claim.printed == "24 kW (70 PS)"
        assert claim.doubt.endswith("differ by 115 %: 70 PS is 51 kW")
        assert len(cars.report.doubts) == 1


class TestNumbersWithoutPrintedDigits:
    @pytest.mark.parametrize(
        ("number", "decimal", "shown"),
        [(80.0, None, "80 kWh"), (80, None, "80 kWh"), (77.4, ",", "77.4 kWh"), (83.893, None, "83.893 kWh")],
    )
    def test_are_read_as_their_shortest_form(self, number: float, decimal: str | None, shown: str) -> None:
        keys = {} if decimal is None else {"decimal": decimal}
        mine = {"make": "A", "model": "B", "said": {"battery_net": "{n} kWh"}, **keys}
        (car,) = ev.read(mine, [{"n": number}]).variants
        assert car.battery_net.value.show() == shown

    def test_those_of_a_csv_file_keep_theirs(self, tmp_path: Path) -> None:
        file = tmp_path / "a.csv"
        file.write_text("n\n80.0\n", encoding="utf-8")
        (car,) = ev.read({"make": "A", "model": "B", "said": {"battery_net": "{n} kWh"}}, file).variants
        assert car.battery_net.value.show() == "80.0 kWh"


class TestWordsPartsAndConditions:
    def test_a_word_may_say_nothing(self) -> None:
        mine = {
            "make": "{b}", "model": "m",
            "words": {"drivetrain": {"A": "AWD", "?": ""}, "make": {"ACME*": "Acme"}},
            "said": {"drivetrain": "{d}", "powertrain_type": "BEV"},
        }  # fmt: skip
        cars = ev.read(mine, [{"b": "ACME Ltd.", "d": "A"}, {"b": "Other", "d": "x"}])
        assert [(car.make, car.get("drivetrain") is None) for car in cars.variants] == [
            ("Acme", False),
            ("Other", True),
        ]

    def test_named_groups_are_columns(self) -> None:
        mine = {
            "make": "A", "model": "{name}", "variant": "{M}",
            "parts": {"M": [r"^(?P<name>[^(]+?)\s*(?:\(|$)", r"\((?P<pack>[\d.]+) kWh\)"]},
            "said": {"battery": {"value": "{pack} kWh", "basis": "not stated"}},
        }  # fmt: skip
        leaf, plus = ev.read(mine, [{"M": "LEAF"}, {"M": "LEAF (40 kWh)"}]).variants
        assert leaf.model == plus.model == "LEAF"
        assert plus.battery.value.show() == "40 kWh"
        assert leaf.get("battery") is None

    def test_rows_are_chosen_and_counted(self) -> None:
        mine = {
            "make": "A", "model": "{m}", "only": {"p": ["BEV", "Plug*"]}, "leave": {"m": "X*"},
            "said": {"powertrain_type": "BEV"},
        }  # fmt: skip
        rows = [{"m": m, "p": p} for m, p in [("B", "BEV"), ("C", "Plug-in"), ("D", "ICE"), ("X1", "BEV")]]
        report = ev.read(mine, rows).report
        assert (report.rows, report.read, report.left_out, len(report.refused)) == (4, 2, 2, 0)

    def test_a_line_holds_when_a_cell_says_so(self) -> None:
        said = {
            "range": [
                {"value": "{n} km WLTP", "when": {"u": "km"}},
                {"value": "{n} mi WLTP", "when": {"u": ["mi", "mile*"]}},
            ]
        }
        rows = [{"m": u, "n": 300, "u": u} for u in ("km", "miles", "furlong")]
        cars = ev.read({"make": "A", "model": "{m}", "said": said}, rows)
        shown = {car.model: car.get("range") for car in cars.variants}
        assert [None if claim is None else claim.value.show() for claim in shown.values()] == [
            None,
            "300 km",
            "300 mi",
        ]

    @pytest.mark.parametrize("kinds", [("EV", "electric"), (["EV"], ["EV", "new"])])
    def test_each_row_says_what_its_own_cells_say_whichever_word_meets_a_condition(
        self, kinds: tuple[object, object]
    ) -> None:
        column = "k[]" if isinstance(kinds[0], list) else "k"
        said = {"range": {"value": "{n} km WLTP", "when": {column: ["EV", "electric"]}}}
        # words that come to the same, by turns
        rows = [{"m": f"M{n}", "n": n, "k": kinds[n % 2]} for n in range(100, 140)]
        cars = ev.read({"make": "A", "model": "{m}", "said": said}, rows)
        assert {car.model: car.range.value.show() for car in cars.variants} == {
            f"M{n}": f"{n} km" for n in range(100, 140)
        }

    def test_qualifiers_notes_and_status_have_holes_too(self) -> None:
        line = {"value": "{n} km", "cycle": "{c}", "note": "{t}", "status": "{s}", "wheels": "{w} in"}
        rows = [{"n": 300, "c": "wltp", "t": "with wipers", "s": "expected", "w": ""}]
        mine = {"make": "A", "model": "B", "words": {"cycle": {"wltp": "WLTP"}}, "said": {"range": line}}
        (car,) = ev.read(mine, rows).variants
        claim = car.range
        assert (claim.cycle, claim.note, claim.status) == ("WLTP", "with wipers", "expected")
        assert "wheels" not in claim.qualifiers


class TestJson:
    def test_dots_go_down_and_brackets_over_lists(self, tmp_path: Path) -> None:
        file = tmp_path / "cars.json"
        ranges = [{"cycle": "wltp", "km": 480}, {"cycle": "epa", "km": 400.0}]
        records = [
            {
                "make": {"name": "Acme"},
                "ranges": ranges,
                "curve": [{"soc": 0, "kw": 50}, {"soc": 80, "kw": 20}],
            }
        ]
        file.write_text(json.dumps({"list": {"cars": records}}), encoding="utf-8")
        mine = {
            "records": "list.cars", "make": "{make.name}", "model": "Comet",
            "words": {"cycle": {"wltp": "WLTP", "epa": "EPA"}},
            "said": {
                "range": {"value": "{ranges[].km} km", "cycle": "{ranges[].cycle}"},
                "charging_curve": "{curve}",
            },
        }  # fmt: skip
        cars = ev.read(mine, file)
        (car,) = cars.variants
        assert car.get("range", cycle="WLTP").value.show() == "480 km"  # type: ignore[union-attr]
        assert car.get("range", cycle="EPA").value.show() == "400 km"  # type: ignore[union-attr]
        assert car.charging_curve.value.points == ((0.0, 50.0), (80.0, 20.0))

    def test_keys_may_be_columns_and_absent_ones_are_told(self, tmp_path: Path) -> None:
        file = tmp_path / "cars.json"
        file.write_text(
            json.dumps({"Acme": {"Comet": {"2020": {"km": 300, "color": "red"}}}}), encoding="utf-8"
        )
        mine = {
            "records": "{make}/{model}/{year}", "make": "{make}", "model": "{model}", "year": "{year}",
            "said": {"range": "{km} km WLTP", "power": "{kw} kW"},
        }  # fmt: skip
        cars = ev.read(mine, file)
        assert cars.ids == ("acme/comet/2020",)
        assert cars.report.absent == ("kw",)
        assert cars.report.unmapped == ("color",)


class TestTheReport:
    def report(self) -> ev.Report:
        rows = [
            {"m": "Comet", "y": 2024, "v": "A", "km": "480", "x": 1},
            {"m": "", "y": 2024, "v": "B", "km": "480", "x": 1},
            {"m": "Star", "y": 2024, "v": "C", "km": "far", "x": 1},
        ]
        return one(rows, range="{km} km WLTP").report

    def test_counts_and_names_what_it_did_not_believe(self) -> None:
        report = self.report()
        assert (report.rows, report.read, len(report.refused), report.vehicles) == (3, 2, 1, 2)
        assert report.unmapped == ("x",)
        assert "no model" in str(report.refused[0])
        assert str(report.values[0]).startswith("frame: record 3: range: ")
        text = str(report)
        for words in ("Rows", "far", "no model", "Columns never mapped"):
            assert words in text

    def test_is_told_as_an_error_by_strict(self) -> None:
        mine = {"make": "A", "model": "{m}", "said": {"range": "{km} km WLTP"}}
        rows = [{"m": "", "km": 480}, {"m": "B", "km": "TBD"}, {"m": "C", "km": 5000}]
        with pytest.raises(ev.DataError) as caught:
            ev.read(mine, rows, strict=True)
        assert [problem.code for problem in caught.value.problems] == [
            "missing-key",
            "bad-value",
            "implausible-size",
        ]

    def test_of_good_data_is_no_error(self) -> None:
        rows = [{"m": "B", "km": 480}]
        ev.read({"make": "A", "model": "{m}", "said": {"range": "{km} km WLTP"}}, rows, strict=True)


def test_the_source_s_date_is_asked_given_or_the_latest_of_a_column() -> None:
    rows = [{"d": day} for day in ("17 October 2024", "2 March 2025", "soon")]
    mine = {
        "make": "A",
        "model": "B",
        "source": {"publisher": "P", "date": "{d}"},
        "said": {"powertrain_type": "BEV"},
    }
    assert ev.read(mine, rows).report.source.cite() == "P, 2 Mar 2025"
    assert ev.read(mine, rows, date="2026").report.source.cite() == "P, 2026"


def test_license_and_attribution_travel_with_the_source(tmp_path: Path) -> None:
    source = {"publisher": "P", "license": "MIT", "attribution": "(c) P"}
    cars = ev.read(
        {"make": "A", "model": "B", "source": source, "said": {"powertrain_type": "BEV"}}, [{"x": 1}]
    )
    target = tmp_path / "cars.json"
    ev.dump(cars, target)
    (again,) = ev.load(target).sources.values()
    assert (again.license, again.attribution) == ("MIT", "(c) P")
    assert again.accessed == cars.report.source.accessed
    assert "(c) P" in str(cars.report)


def test_two_columns_of_one_name_in_a_frame_are_told() -> None:
    mapping = {"make": "{Make}", "model": "{Model}", "said": {"range": "{R} km WLTP"}}
    frame = pd.DataFrame([["A", "B", 400, 500]], columns=["Make", "Model", "R", "R"])
    with pytest.raises(ev.DataError, match="the column 'R' stands 2 times"):
        ev.read(mapping, frame)
    # of those that are not asked for there may be several
    frame = pd.DataFrame([["A", "B", 400, 1, 2]], columns=["Make", "Model", "R", "x", "x"])
    assert len(ev.read(mapping, frame)) == 1


@pytest.mark.parametrize("encoding", ["rot13", "zlib", "hex", "no such"])
def test_an_encoding_that_is_none_of_text_is_told(encoding: str) -> None:
    mapping = {"make": "{Make}", "model": "{Model}", "said": {"range": "{R} km"}, "encoding": encoding}
    with pytest.raises(ev.DataError, match="no encoding"):
        ev.mapping(mapping)


EXTRACTS = Path(__file__).parent / "extracts"


class TestWhatIsDoneWhen:
    def test_claims_are_made_of_the_model_that_is_asked_for(self, monkeypatch: pytest.MonkeyPatch) -> None:
        made = []

        def counted(about: str, *given: Any) -> Claim:
            made.append(about)
            return Claim(about, *given)

        monkeypatch.setattr("evspec.datasets.settling.Claim", counted)
        rows = [
            {"m": m, "y": y, "v": "LR", "r": 400 + y % 7} for m in ("Comet", "Star") for y in (2022, 2023)
        ]
        cars = one(rows, range="{r} km WLTP")
        assert (cars.report.rows, cars.report.vehicles, cars.report.values) == (4, 4, ())
        assert not made
        assert cars["acme/star/2023/lr"].range.value.show() == "400 km"
        assert made == ["acme/star/2022/lr", "acme/star/2023/lr"]
        assert cars.report.claims == 4

    @pytest.mark.parametrize("file", sorted(EXTRACTS.glob("*.[cj]*")), ids=lambda file: file.name)
    def test_the_report_counts_the_claims_that_there_are(self, file: Path) -> None:
        mapping = file.name.split(".")[0]
        name = "vca-uk" if mapping.startswith("vca-uk") else mapping
        counted = ev.read(name, file).report
        told = counted.claims, counted.estimated, counted.spans, counted.merged
        cars = ev.read(name, file)
        claims = [claim for car in cars for claim in cars.store.record(car.id).claims]
        # in whichever order it is asked, and once all is made
        assert told[:2] == (len(claims), sum(claim.status == "estimated" for claim in claims))
        assert cars.report.doubts == counted.doubts
        report = cars.report
        assert (report.claims, report.estimated, report.spans, report.merged) == told

    def test_what_a_program_has_frozen_stays_so(self) -> None:
        gc.freeze()
        try:
            one([{"m": "Comet", "y": 2022, "v": "LR", "r": 400}], range="{r} km WLTP")
            assert gc.get_freeze_count()
            assert gc.isenabled()
        finally:
            gc.unfreeze()
