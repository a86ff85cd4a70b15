"""The built-in mappings over the files that they are for: extracts of a few rows, and the whole ones."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import evspec as ev

if TYPE_CHECKING:
    from evspec.datasets import ReadCatalog

EXTRACTS = Path(__file__).parent / "extracts"

#: Mapping and file of each data set that may lie beside the checkout, and how many rows it has, then those
#: read, left out and refused.
WHOLE = {
    "nrcan-bev-2012-2023.csv": ("nrcan-bev", 470, 470, 0, 0),
    "nrcan-phev-2012-2023.csv": ("nrcan-phev", 252, 251, 0, 1),
    "epa-fe-guide-2025-ev.csv": ("epa-fe-guide", 666, 666, 0, 0),
    "vca-uk-2022.csv": ("vca-uk", 6334, 6334, 0, 0),
    "vca-uk-2025.csv": ("vca-uk", 3943, 3943, 0, 0),
    "ademe-car-labelling.csv": ("ademe", 7679, 7679, 0, 0),
    "kilowatt-open-ev-data-2025.json": ("open-ev-data", 1321, 1320, 0, 1),
    "chargeprice-open-ev-data-2021.json": ("open-ev-data", 293, 293, 0, 0),
    "open-ev-data-layers.jsonl": ("open-ev-data-layers", 1189, 1185, 0, 4),
    "fastsim-veh-db.csv": ("fastsim", 68, 25, 43, 0),
    "emobpy-evspecs.json": ("emobpy", 200, 179, 21, 0),
}


@pytest.fixture(params=["extract", "whole"])
def data(request: pytest.FixtureRequest) -> dict[str, Path]:
    """The files by their mapping: extracts, and the whole ones where they lie beside the checkout."""
    if request.param == "extract":
        names = {file.stem: file for file in EXTRACTS.iterdir() if file.suffix != ".md"}
        return names | {"vca-uk": names["vca-uk-2022"]}
    folder = request.getfixturevalue("shared") / "data"
    return {
        "nrcan-bev": folder / "nrcan-bev-2012-2023.csv", "nrcan-phev": folder / "nrcan-phev-2012-2023.csv",
        "epa-fe-guide": folder / "epa-fe-guide-2025-ev.csv", "vca-uk": folder / "vca-uk-2022.csv",
        "vca-uk-2025": folder / "vca-uk-2025.csv",
        "open-ev-data": folder / "kilowatt-open-ev-data-2025.json",
        "open-ev-data-layers": folder / "open-ev-data-layers.jsonl",
        "fastsim": folder / "fastsim-veh-db.csv", "emobpy": folder / "emobpy-evspecs.json",
    }  # fmt: skip


def doubts(cars: ReadCatalog) -> list[str]:
    return [str(doubt) for doubt in cars.report.doubts]


@pytest.mark.parametrize("file", WHOLE)
def test_every_row_is_accounted_for(shared: Path, file: str) -> None:
    mapping, rows, read, left_out, refused = WHOLE[file]
    report = ev.read(mapping, shared / "data" / file).report
    assert (report.rows, report.read, report.left_out, len(report.refused)) == (rows, read, left_out, refused)
    assert report.values == ()
    assert report.absent in {(), ("charging_voltage",)}


def test_epa_s_guide_names_the_g_580_first_and_every_vehicle_once(data: dict[str, Path]) -> None:
    cars = ev.read("epa-fe-guide", data["epa-fe-guide"])
    told = doubts(cars)
    assert "g-580-with-eq-technology" in told[0]
    assert "41 kWh/100 mi and 62 MPGe are printed as one figure and differ by 33 %" in told[0]
    charger = [doubt for doubt in told if "charger-daytona" in doubt and "printed as one figure" in doubt]
    assert charger == told[1:5]
    ids = [car.id for car in cars.variants]
    assert len(ids) == len(set(ids))
    per_100_mi = [claim for car in cars.variants for claim in car.claims("consumption") if not claim.doubt]
    assert {claim.value.unit for claim in per_100_mi if "phase" not in claim.qualifiers} == {"kWh/100 mi"}  # type: ignore[union-attr]


def test_vca_s_table_names_what_ps_and_kilowatts_and_far_ranges_tell(data: dict[str, Path]) -> None:
    cars = ev.read("vca-uk", data["vca-uk"])
    told = doubts(cars)
    fiats = [doubt for doubt in told if "FIAT New 500" in doubt and ": power: " in doubt]
    assert len(fiats) == 7
    assert "24 kW and 70 PS" in fiats[0]
    ranges = [doubt for doubt in told if "the electric range of a plug-in hybrid" in doubt]
    assert any("jeep/renegade" in doubt and "436 km" in doubt for doubt in ranges)
    assert any("toyota/rav4" in doubt and "199 km" in doubt for doubt in ranges)
    assert any(car.make == "RENAULT" and "Mégane" in car.model for car in cars.variants)


def test_of_vca_s_table_16_rows_of_10_battery_cars_disagree(shared: Path) -> None:
    told = doubts(ev.read("vca-uk", shared / "data" / "vca-uk-2022.csv"))
    powers = [doubt for doubt in told if ": power: " in doubt and "printed as one figure" in doubt]
    assert len(powers) == 10
    assert sum(2 if doubt.endswith("(in 2 rows)") else 1 for doubt in powers) == 16


def test_vca_s_table_of_2025_is_read_by_the_same_mapping(data: dict[str, Path]) -> None:
    cars = ev.read("vca-uk", data["vca-uk-2025"])
    date = cars.report.source.date
    assert date is not None
    assert date.first is not None
    assert date.first.year == 2025
    assert any("ORA 03" in doubt and "171 kW and 126 PS" in doubt for doubt in doubts(cars))


def test_open_ev_data_names_copied_fields_and_marks_its_guesses(data: dict[str, Path]) -> None:
    cars = ev.read("open-ev-data", data["open-ev-data"])
    told = doubts(cars)
    assert sum("are one number" in doubt for doubt in told) == 16
    assert any("ds/crossback-e-tense" in doubt and "81.1 kWh/100 km" in doubt for doubt in told)
    guessed = [c for car in cars.variants for c in car.claims("charging_curve") if c.status == "estimated"]
    assert cars.report.estimated == len(guessed) > 0


def test_the_layers_of_open_ev_data_lack_four_bases(data: dict[str, Path]) -> None:
    cars = ev.read("open-ev-data-layers", data["open-ev-data-layers"])
    assert len(cars.report.refused) == 4
    assert all("audi/a6_e_tron" in problem.message for problem in cars.report.refused)
    i4 = cars["bmw/i4/2024"]
    assert isinstance(i4, ev.Generation)
    assert [generation.code for generation in i4.lineage] == ["2023", "2024", "2025"]
    m50 = next(car for car in i4.variants if "m50" in car.slug)
    assert (m50.power.value.show(), m50.drivetrain.value.show()) == ("400 kW", "AWD")


def test_leafs_of_canada_are_a_lineage(data: dict[str, Path]) -> None:
    cars = ev.read("nrcan-bev", data["nrcan-bev"])
    found = ev.diff(cars["nissan/leaf/2017"], cars["nissan/leaf/2018"])
    (change,) = [change for change in found.rows if change.row.spec.key == "range"]
    assert change.old is not None
    assert change.new is not None
    assert "172 km" in str(found)
    assert change.words.startswith("longer, +70 km (+41 %)")
    leaf = cars["nissan/leaf/2018"]
    assert isinstance(leaf, ev.Generation)
    merged = ev.compare(*leaf.lineage, specs="range", merge=True).to_table()
    heads = [column.label.removesuffix(", 2023") for column in merged.columns]
    assert heads[:2] == ["LEAF 2012–2013", "LEAF 2014–2015"]
    assert [cell.text for cell in merged.rows[0].cells][:2] == ["117 km", "135 km"]


def test_leafs_of_emobpy_are_one_too(data: dict[str, Path]) -> None:
    leaf = ev.read("emobpy", data["emobpy"])["nissan/leaf-s/2016"]
    assert isinstance(leaf, ev.Generation)
    assert [generation.code for generation in leaf.lineage] == [str(year) for year in range(2013, 2020)]


def test_plug_in_hybrids_have_their_modes(data: dict[str, Path]) -> None:
    cars = ev.read("nrcan-phev", data["nrcan-phev"])
    volt = cars["chevrolet/volt/2012/volt"]
    labels = {claim.row.label for claim in volt.claims()}
    assert {
        "Range, EPA, electric",
        "Range, EPA, battery empty",
        "Fuel consumption, EPA, battery empty",
    } <= labels
    assert volt.powertrain_type.value.show() == "PHEV"
    assert cars["bmw/i3-rex/2015/i3-rex"].powertrain_type.value.show() == "EREV"
    assert volt.engine_displacement.value.show() == "1.4 L"
    without_fuel = cars["volvo/xc90-t8-awd/2020/xc90-t8-awd"].get("range", mode="electric", cycle="EPA")
    assert without_fuel is not None
    assert without_fuel.value.show() == "29 km"


def test_simulated_cars_have_their_maker(data: dict[str, Path]) -> None:
    cars = ev.read("fastsim", data["fastsim"])
    assert "nissan/leaf-24-kwh/2016" in cars.ids
    (volt,) = [car for car in cars.variants if car.model == "Volt"]
    assert volt.get("power") is None
    assert volt.motor_power.row.label == "Motor power"


class TestCarsOfOtherPowertrains:
    """Each prints as a sensible table: figures of one mode beside one another, engines and motors apart."""

    def test_kona_and_niro_of_the_united_kingdom(self, data: dict[str, Path]) -> None:
        cars = ev.read("vca-uk", data["vca-uk-2025"])
        kona = cars["hyundai/kona/vca-uk"].variants  # type: ignore[union-attr]
        niro = cars["kia/niro/vca-uk"].variants  # type: ignore[union-attr]
        by_type = {car.powertrain_type.value.show(): car for car in kona} | {
            f"Niro {car.powertrain_type.value.show()}": car for car in niro
        }
        assert set(by_type) == {"BEV", "combustion", "HEV", "Niro BEV", "Niro HEV", "Niro PHEV"}
        rows = {row.label: row for row in ev.compare(*by_type.values()).to_table().rows}
        assert {"Fuel consumption, WLTP", "CO₂, WLTP", "Consumption, WLTP", "Range, WLTP", "Fuel"} <= set(
            rows
        )
        plug = by_type["Niro PHEV"]
        assert plug.get("co2", mode="weighted", cycle="WLTP") is not None
        assert plug.get("range", cycle="WLTP", mode="electric") is not None
        assert by_type["combustion"].get("power") is None
        assert by_type["combustion"].get("engine_power") is not None

    def test_x1_and_ix1_of_france(self, shared: Path) -> None:
        cars = ev.read("ademe", shared / "data" / "ademe-car-labelling.csv")
        x1 = [car for car in cars.variants if car.make == "BMW" and car.model.upper() in {"X1", "IX1"}]
        types = {car.powertrain_type.value.show() for car in x1}
        assert {"combustion", "HEV"} <= types
        fuels = {car.fuel.value.show() for car in x1 if car.get("fuel") is not None}
        assert {"petrol", "diesel"} <= fuels
        labels = {row.label for row in ev.compare(*x1, "bmw/ix1/u11/edrive20").to_table().rows}
        assert {"Powertrain", "Displacement", "Engine power", "Fuel consumption, WLTP", "CO₂, WLTP"} <= labels
        assert {"xDrive23i", "sDrive18d"} <= {car.short for car in x1}

    def test_a_van_and_a_motorcycle(self, shared: Path) -> None:
        cars = ev.read("open-ev-data", shared / "data" / "kilowatt-open-ev-data-2025.json")
        kinds = {car.vehicle_kind.value.show() for car in cars.variants if car.get("vehicle_kind")}
        assert {"car", "motorcycle", "microcar"} <= kinds
        layers = ev.read("open-ev-data-layers", shared / "data" / "open-ev-data-layers.jsonl")
        assert any(c.vehicle_kind.value.show() == "van" for c in layers.variants if c.get("vehicle_kind"))
