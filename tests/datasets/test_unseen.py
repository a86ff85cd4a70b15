"""Files of kinds that no mapping was made for: what `sketch` writes of them, and what a few lines read."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pyarrow as pa  # type: ignore[import-untyped]  # it has none
import pyarrow.parquet as pq  # type: ignore[import-untyped]
import pytest
import tomli

import evspec as ev
from evspec.datasets.encodings import fitting
from evspec.datasets.sheets import without_marks

if TYPE_CHECKING:
    from pathlib import Path

POLISH = """Marka;Model;Rok;Moc [KM];Zasięg WLTP [km];Długość [cm];Masa własna [kg];Cena [zł];Napęd
Acme;Comet;2023;229;528;469,5;1 985;217 900;tylny
Acme;Star;2023;45;b.d.;373,4;970;91 900;przedni
"""
JAPANESE = """メーカー,車名,一充電走行距離(WLTCモード)(km),総電力量(kWh),価格(万円)
日産,リーフ,322,40,408.1
"""
CHINESE = """厂商,车型,CLTC纯电续航里程(km),电池能量(kWh),电动机总功率(kW)
比亚迪,海豚,420,44.9,70
"""
EXPORT = """Fleet 2024;;;;;
;;;;;
;;Battery;;Range;
Brand;Model;Gross;Net;WLTP;City
;;kWh;kWh;km;km
Acme;Comet;83,9;80,7;590;
Acme;Star;82,0;76,6;524;678
"""
NOTES = """# my notes, updated 2024-02-11
Car,Usable battery (kWh),WLTP range (mi),0-62mph (s),10-80% (min),Price (£),Notes
Acme Comet LR,74,328,7.3,18,"£45,245",nice
Bolt Moon,61.7,281,7.9,~28,?,
"""
NORWEGIAN = """Merke;Modell;Årsmodell;Forbruk (kWh/mil);Pris fra (kr)
Acme;Comet;2024;1,57;499 990,-
Acme;Star;2024;1,72;449 500 kr
"""
WIDE = """Make,Model,Range 2018 (mi),Range 2019 (mi),MSRP 2018,MSRP 2019
Acme,Comet,151,150,"$29,990","$31,600"
Bolt,Moon,,238,,"$36,620"
"""
LONG = """Make,Model,Figure,2018,2019
Acme,Comet,EPA range (mi),151,150
Acme,Comet,Power (hp),147,147
"""
CURVE = """vehicle,soc_pct,power_kw,temperature
Acme Comet,10,100,25
Acme Comet,80,40,31
Bolt Moon,10,,25
Acme Comet,50,100,28
"""
DATABASE = """Brand,Model,Useable Battery (kWh),Range (km),WLTP Range (km),Total Power (kW),Total Power (PS),\
Fastcharge Power Max (kW DC),Onboard Charger (kW AC),Towing Weight Unbraked (kg),Towing Weight Braked (kg),\
Cargo Volume (L),Cargo Volume Frunk (L),Weight Unladen (EU) (kg),Price DE (EUR),Price UK (GBP)
Acme,Comet,64.7,365,440,230,313,130,11,750,1200,490,20,2085,55000,49500
"""
REGISTER = """HSN;TSN;Hersteller;Handelsname;Leistung in kW;Hubraum in cm³;Anzahl
0005;DGA;Acme;Comet;230;-;4.512
"""
MONITORING = """ID,Mk,Cn,m (kg),Enedc (g/km),Ewltp (g/km),W (mm),ec (cm3),\
ep (KW),z (Wh/km),year,Electric range (km)
1,ACME,COMET,1997,,18,2890,1499,220,157,2023,80
"""
DUTCH = """Merk,Handelsbenaming,Lengte,Massa rijklaar,Aantal zitplaatsen,Catalogusprijs
ACME,COMET,472,1835,5,47990
"""
TRADE = """Marque;Modèle;Batterie utile (kWh);Consommation (kWh/100km);0 à 100 km/h (s);\
Prix TTC (€);Transmission
Acme;Comète;73;15,8–17,9;8,8;44.990,00 €;Traction
Acme;Étoile;87;16,3;8,4;46.990,00;Propulsion
"""
FOOTNOTES = (
    "Make\tModel\tRange, km¹\tDC peak\n"
    "Acme\tComet[b]\t407–463 km*\t225 kW\nAcme\tStar\tup to 600 km\t270 kW[a]\n"
)


LONG_FRAME = pa.table(
    {"Make": ["Acme"] * 2, "Model": ["Comet"] * 2, "Figure": ["EPA range (mi)", "Power (hp)"],
     "2018": [151, 147], "2019": [150, 147]}
)  # fmt: skip


def written(folder: Path, text: str, name: str = "mine.csv", encoding: str = "utf-8") -> Path:
    file = folder / name
    file.write_bytes(text.encode(encoding))
    return file


def read(mapping: Any, data: Any) -> Any:
    return ev.read(mapping, data)


class TestEncodings:
    @pytest.mark.parametrize(
        ("text", "encoding", "told"),
        [
            (POLISH, "cp1250", "cp1250"), (JAPANESE, "cp932", "cp932"), (CHINESE, "gbk", "gb18030"),
            (POLISH.translate(str.maketrans("łęść", "léss")), "cp1252", "cp1252"),
        ],
    )  # fmt: skip
    def test_is_the_one_in_which_most_columns_are_known(
        self, tmp_path: Path, text: str, encoding: str, told: str
    ) -> None:
        assert tomli.loads(ev.sketch(written(tmp_path, text, encoding=encoding)))["encoding"] == told

    def test_of_signs_of_two_bytes_is_told_where_another_one_was_asked_for(self, tmp_path: Path) -> None:
        file = written(tmp_path, JAPANESE, encoding="cp932")
        mine = {"make": "{メーカー}", "model": "{車名}", "said": {"battery": "{総電力量(kWh)} kWh, net"}}
        with pytest.raises(ev.DataError, match='should say encoding = "cp932"'):
            read(mine, file)
        assert fitting(written(tmp_path, CHINESE, encoding="gbk"))[0] == "gb18030"


def test_a_polish_table_in_centimeters_and_horsepower(tmp_path: Path) -> None:
    file = written(tmp_path, POLISH, encoding="cp1250")
    sketch = ev.sketch(file)
    said = tomli.loads(sketch)["said"]
    assert said["power"] == "{Moc [KM]} PS"
    assert said["price"] == {"value": "{Cena [zł]} PLN", "market": "not stated"}
    words = '\n[words]\ndrivetrain = { tylny = "RWD", przedni = "FWD" }\n'
    cars = read(sketch.replace("[said]", '[said]\ndrivetrain = "{Napęd}"') + words, file)
    comet, star = cars.variants
    assert (comet.power.value.show(), comet.length.value.show()) == ("229 PS", "469.5 cm")
    assert (comet.curb_weight.value.show(), comet.drivetrain.value.show()) == ("1985 kg", "RWD")
    assert star.get("range") is None
    assert not cars.report.values


class TestHeaders:
    @pytest.fixture
    def export(self, tmp_path: Path) -> Path:
        return written(tmp_path, EXPORT)

    def test_of_several_lines_are_joined(self, export: Path) -> None:
        found = tomli.loads(ev.sketch(export))
        assert found["header"] == [3, 4, 5]
        assert found["said"]["battery_gross"] == "{Battery Gross kWh} kWh"
        cars = read(ev.sketch(export).replace("cycle not stated", "WLTP"), export)
        assert [variant.range.value.show() for variant in cars.variants] == ["590 km", "524 km"]
        assert (cars.report.rows, cars.report.read) == (2, 2)

    def test_are_those_of_a_scan_too(self, export: Path) -> None:
        mine = ev.sketch(export)
        assert ev.scan(mine, export).project("battery_net_kwh").fetchall() == [(80.7,), (76.6,)]
        latin = written(export.parent, EXPORT.replace("Acme", "Älm"), "latin.csv", "cp1252")
        found = ev.scan(f'encoding = "cp1252"\n{mine}', latin).project("make, battery_net_kwh").fetchall()
        assert found == [("Älm", 80.7), ("Älm", 76.6)]

    def test_below_a_title_are_found(self, tmp_path: Path) -> None:
        file = written(tmp_path, NOTES)
        sketch = ev.sketch(file)
        assert "header = 2" in sketch
        cars = read(sketch, file)
        assert cars.ids == ("acme/comet-lr/read", "bolt/moon/read")
        assert cars.variants[1].get("dc_time", soc="10-80 %").value.show() == "about 28 min"
        plain = "\n".join(line for line in sketch.splitlines() if not line.startswith("header"))
        with pytest.raises(ev.DataError, match=r"mine.csv:2: line 1 names none .* should say header = 2"):
            read(plain, file)

    @pytest.mark.parametrize("header", [0, [], [3, 2], "2", True])
    def test_are_numbers_of_lines(self, header: object) -> None:
        with pytest.raises(ev.DataError, match="write the number of the line that names the columns"):
            ev.mapping({"make": "A", "model": "{m}", "header": header, "said": {"seats": "{s}"}})


def test_a_norwegian_list_per_10_km_and_in_kroner(tmp_path: Path) -> None:
    file = written(tmp_path, NORWEGIAN)
    sketch = ev.sketch(file)
    assert tomli.loads(sketch)["said"] == {"consumption": "{Forbruk (kWh/mil)} kWh/mil, cycle not stated"}
    price = 'price = { value = "{Pris fra (kr)} NOK", market = "Norway" }'
    cars = read(sketch.replace("[said]", f"[said]\n{price}"), file)
    assert [variant.price.value.show() for variant in cars.variants] == ["499990 NOK", "449500 NOK"]
    assert cars.variants[0].get("consumption").value.to("kWh/100 km").show() == "15.7 kWh/100 km"
    with pytest.raises(ev.DataError, match="'kr' is not clear as a unit: write 'NOK', 'SEK' or 'DKK'"):
        ev.mapping(sketch.replace("[said]", f"[said]\n{price.replace('NOK', 'kr')}"))


class TestColumnsOfYears:
    def test_become_rows(self, tmp_path: Path) -> None:
        file = written(tmp_path, WIDE)
        price = 'price = { value = "{MSRP} USD", market = "United States" }'
        sketch = ev.sketch(file).replace("cycle not stated", "EPA").replace("[said]", f"[said]\n{price}")
        cars = read(sketch, file)
        assert cars.ids == ("acme/comet/2018", "acme/comet/2019", "bolt/moon/2019")
        assert [one.range.value.show() for one in cars.variants] == ["151 mi", "150 mi", "238 mi"]
        assert cars["acme/comet/2019"].price.value.show() == "31600 USD"
        assert [one.id for one in cars["acme/comet/2018"].lineage] == ["acme/comet/2018", "acme/comet/2019"]
        assert (cars.report.rows, cars.report.unmapped) == (3, ())

    def test_may_be_all_that_their_names_say(self, tmp_path: Path) -> None:
        said = {
            "range": {"value": "{value} mi EPA", "when": {"Figure": "EPA range (mi)"}},
            "power": {"value": "{value} hp", "when": {"Figure": "Power (hp)"}},
        }
        mine = {
            "make": "{Make}", "model": "{Model}", "year": "{y}", "across": "(?P<y>20[0-9]{2})", "said": said,
        }  # fmt: skip
        cars = read(mine, written(tmp_path, LONG))
        assert [len(one.claims()) for one in cars.variants] == [2, 2]
        assert read(mine, LONG_FRAME).ids == cars.ids
        with pytest.raises(ev.EvspecError, match=r"which evspec\.read does and a frame cannot"):
            ev.frames.normalize(LONG_FRAME, mine)

    def test_that_are_none_are_told(self, tmp_path: Path) -> None:
        mine = {
            "make": "{Make}",
            "model": "{Model}",
            "across": "(?P<y>19[0-9]{2})",
            "said": {"seats": "{value}"},
        }
        with pytest.raises(ev.DataError, match="no column fits across"):
            read(mine, written(tmp_path, LONG))
        with pytest.raises(ev.DataError, match="names no group"):
            ev.mapping(mine | {"across": "20"})


class TestPointsOfACurve:
    def test_are_put_together(self, tmp_path: Path) -> None:
        file = written(tmp_path, CURVE)
        sketch = ev.sketch(file)
        assert tomli.loads(sketch)["said"] == {"charging_curve": "[[{soc_pct}, {power_kw}]]"}
        cars = read(sketch, file)
        assert cars["acme/comet/read"].charging_curve.value.points == ((10, 100), (50, 100), (80, 40))
        assert cars["bolt/moon/read"].get("charging_curve") is None
        report = cars.report
        assert (report.rows, report.read, report.merged, report.claims) == (4, 4, 0, 1)

    def test_that_make_no_curve_are_told(self) -> None:
        rows = [
            {"s": 10, "p": 100.0, "n": "cold"},
            {"s": 10, "p": 90.0, "n": "cold"},
            {"s": "x", "p": 1.0, "n": ""},
        ]
        said = {"charging_curve": {"value": "[[{s}, {p}]]", "note": "{n}"}}
        report = read({"make": "A", "model": "B", "said": said}, rows).report
        assert len(report.values) == 2
        assert report.claims == 0

    def test_of_two_curves_stand_apart_by_what_is_beside_them(self) -> None:
        rows = [{"s": soc, "p": 100.0 - soc, "n": note} for note in ("cold", "warm") for soc in (10, 80)]
        said = {"charging_curve": {"value": "[[{s}, {p}]]", "note": "{n}"}}
        car = read({"make": "A", "model": "B", "said": said}, rows).variants[0]
        assert [claim.attribution.note for claim in car.claims()] == ["cold", "warm"]

    def test_may_be_of_one_column_and_beside_empty_cells(self) -> None:
        rows = [{"s": "", "p": ""}, {"s": "10", "p": "1"}, {"s": "80", "p": "2"}]
        [claim] = (
            read({"make": "A", "model": "B", "said": {"charging_curve": "[[{s}, {s}]]"}}, rows)
            .variants[0]
            .claims()
        )
        assert [list(point) for point in claim.value.points] == [[10, 10], [80, 80]]

    def test_may_be_lists_of_a_row(self, tmp_path: Path) -> None:
        file = written(tmp_path, json.dumps([{"s": [80, 10], "p": [30, 90]}]), "mine.json")
        said = {"charging_curve": "[[{s[]}, {p[]}]]"}
        [claim] = read({"make": "A", "model": "B", "said": said}, file).variants[0].claims()
        assert [list(point) for point in claim.value.points] == [[10, 90], [80, 30]]


def test_marks_of_footnotes_are_no_part_of_a_cell(tmp_path: Path) -> None:
    file = written(tmp_path, FOOTNOTES, "mine.tsv")
    cars = read(ev.sketch(file).replace("{Range, km¹}, cycle not stated", "{Range, km¹} WLTP"), file)
    comet, star = cars.variants
    assert comet.id == "acme/comet/read/comet"
    assert (comet.range.value.show(), star.range.value.show()) == ("407–463 km", "up to 600 km")
    assert star.dc_power.value.show() == "270 kW"
    assert not cars.report.values


@pytest.mark.parametrize("cell", ["[10]", "[[10, 20], [30, 40]]", "a [1] b", "x [abc]"])
def test_other_brackets_stay(cell: str) -> None:
    assert without_marks(cell) == cell


def test_a_cycle_stands_behind_cells_that_have_their_unit() -> None:
    mine = {"make": "A", "model": "B", "said": {"range": "{r} WLTP"}}
    assert read(mine, [{"r": "514 km"}]).variants[0].range.value.show() == "514 km"
    report = read(mine, [{"r": "514"}]).report
    assert "a unit is missing" in report.values[0].problem.message


def test_a_unit_that_some_cells_have_again_is_read_once(tmp_path: Path) -> None:
    price = {"value": "{e} EUR", "market": "Germany"}
    mine = {"make": "A", "model": "B", "variant": "{v}", "said": {"range": "{r} km WLTP", "price": price}}
    rows = [{"v": "x", "r": "514", "e": "47,900"}, {"v": "y", "r": "514 km", "e": "€47,900"}]
    one, other = read(mine, rows).variants
    assert [claim.statement for claim in one.claims()] == [claim.statement for claim in other.claims()]
    # another unit than that of the line is a mistake of the line or of the cell
    report = read(mine, [{"v": "z", "r": "319 mi", "e": "45,000 GBP"}]).report
    assert [str(value).split(": ")[2] for value in report.values] == ["range", "price"]


class TestSketches:
    def test_of_json_go_down_to_the_records(self, tmp_path: Path) -> None:
        record = {
            "manufacturer": {"name": "Acme"}, "model": {"name": "Comet", "year": 2022},
            "specs": {"performance": {"power": {"kw": 160.0}, "topSpeed": {"kmh": 185}}, "curve": []},
        }  # fmt: skip
        file = written(tmp_path, json.dumps({"meta": {"page": 1}, "result": {"items": [record]}}), "a.json")
        found = tomli.loads(ev.sketch(file))
        assert found["records"] == "result.items"
        said = {
            "power": "{specs.performance.power.kw} kW", "top_speed": "{specs.performance.topSpeed.kmh} km/h",
        }  # fmt: skip
        assert found["said"] == said
        mine = found | {"said": said | {"charging_curve": "{specs.curve}"}}
        report = read(mine, file).report
        assert (report.claims, report.values) == (2, ())

    def test_of_parquet_are_guessed_too(self, tmp_path: Path) -> None:
        file = tmp_path / "registry.parquet"
        columns = {"make_code": ["VW"], "trade_name": ["ID.3"], "net_max_power_kw": [150.0], "seats": [5]}
        pq.write_table(pa.table(columns), file)
        cars = read(ev.sketch(file), file)
        assert cars.variants[0].power.value.show() == "150 kW"
        pq.write_table(pa.table(columns).slice(0, 0), file)
        with pytest.raises(ev.DataError, match="no row in it"):
            ev.sketch(file)

    def test_of_an_export_part_what_is_alike(self, tmp_path: Path) -> None:
        file = written(tmp_path, DATABASE)
        found = tomli.loads(ev.sketch(file))["said"]
        assert found["range"] == ["{Range (km)} km, cycle not stated", "{WLTP Range (km)} km WLTP"]
        assert found["power"] == ["{Total Power (kW)} kW", "{Total Power (PS)} PS"]
        assert [price["market"] for price in found["price"]] == ["Germany", "UK"]
        (car,) = read(ev.sketch(file), file).variants
        figures = {
            "dc_power": "130 kW", "ac_power": "11 kW", "towing_unbraked": "750 kg",
            "towing_braked": "1200 kg", "cargo_volume": "490 L", "frunk_volume": "20 L",
            "curb_weight": "2085 kg", "battery_net": "64.7 kWh",
        }  # fmt: skip
        assert {key: car[key].value.show() for key in figures} == figures

    def test_of_registers_know_their_names(self, tmp_path: Path) -> None:
        found = tomli.loads(ev.sketch(written(tmp_path, REGISTER)))
        assert (found["model"], found["decimal"], found["missing"]) == ("{Handelsname}", ",", ["", "-"])
        assert found["said"].keys() == {"power", "engine_displacement"}
        found = tomli.loads(ev.sketch(written(tmp_path, MONITORING)))
        assert (found["make"], found["model"], found["year"]) == ("{Mk}", "{Cn}", "{year}")
        assert found["said"]["co2"] == ["{Enedc (g/km)} g/km NEDC", "{Ewltp (g/km)} g/km WLTP"]
        assert found["said"]["wheelbase"] == "{W (mm)} mm"

    def test_ask_for_units_that_are_not_told(self, tmp_path: Path) -> None:
        text = ev.sketch(written(tmp_path, DUTCH))
        assert tomli.loads(text)["said"] == {"seats": "{Aantal zitplaatsen}"}
        for column, spec in (
            ("Lengte", "length"),
            ("Massa rijklaar", "curb_weight"),
            ("Catalogusprijs", "price"),
        ):
            assert f'# "{column}", such as' in text
            assert f": {spec}, in which unit?" in text

    def test_of_the_trade_abroad_read_what_is_beside_figures(self, tmp_path: Path) -> None:
        file = written(tmp_path, TRADE)
        found = tomli.loads(ev.sketch(file))["said"]
        assert found["price"] == {"value": "{Prix TTC (€)} EUR", "market": "not stated"}
        assert found["drivetrain"] == "{Transmission}"
        (one, other) = read(ev.sketch(file), file).variants
        assert (one.price.value.show(), other.price.value.show()) == ("44990.00 EUR", "46990.00 EUR")
        assert one.battery_net.value.show() == "73 kWh"
        assert one["consumption"].value.show() == "15.8–17.9 kWh/100 km"
        assert one.accel_0_100_kmh.value.show() == "8.8 s"
