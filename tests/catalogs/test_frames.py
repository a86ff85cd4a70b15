"""The catalog as data: a line per vehicle, a line per claim."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING, Any

import pandas as pd
import polars as pl
import pyarrow as pa  # type: ignore[import-untyped]
import pytest

import evspec as ev
from tests.files.drafts import draft

if TYPE_CHECKING:
    from pathlib import Path

SAID = """
[[said]]
source = "volt"
drivetrain = "RWD"
market_launch = "2027-11"
production_start = "2026 to 2027"
heat_pump = true
long.range = "514 km WLTP"
dual.range = "up to 300 mi EPA"
long.power = { value = "150 kW", status = "rumored" }
dual.power = "141-172 kW"
long.seats = 5
dual.torque = "unknown"
long.price = { value = "47,900 EUR", market = "Germany" }
dual.price = { value = "40,900 GBP", market = "Germany" }
"""


def lines(frame: Any) -> list[dict[str, Any]]:
    """Return the lines of a frame of any engine as dicts, without what is missing."""
    rows = frame.to_pylist() if isinstance(frame, pa.Table) else (
        frame.to_dicts() if isinstance(frame, pl.DataFrame) else frame.astype(object).to_dict("records")
    )  # fmt: skip
    return [
        {
            k: v
            for k, v in row.items()
            if not (v is None or v is pd.NA or (isinstance(v, float) and math.isnan(v)))
        }
        for row in rows
    ]


def figure(name: str, number: float) -> dict[str, Any]:
    """Return the cells of a single number that was reported."""
    told = {"bound": "exact", "status": "reported", "low": number, "high": number}
    return {name: number, **{f"{name}_{suffix}": one for suffix, one in told.items()}}


class TestNumbers:
    @pytest.mark.parametrize("engine", ["pandas", "polars", "pyarrow"])
    def test_a_line_has_what_a_vehicle_states(self, engine: Any, tmp_path: Path) -> None:
        frame = ev.load(draft(tmp_path, SAID)).to_dataframe(engine)
        long, dual = lines(frame)
        assert type(frame).__module__.startswith(engine)
        names = {
            "id": "acme/comet/c1/long", "make": "Acme", "model": "Comet", "generation": "C1",
            "first_year": 2026,
        }  # fmt: skip
        both = {
            "drivetrain": "RWD", "drivetrain_status": "reported",
            "market_launch": "November 2027", "market_launch_year": 2027, "market_launch_status": "reported",
            "production_start": "2026–2027", "production_start_status": "reported",
            "heat_pump": True, "heat_pump_status": "reported",
        }  # fmt: skip
        assert long == {
            **names, "variant": "Long Range", **both,
            **figure("range_wltp_km", 514.0), **figure("seats", 5.0), **figure("price_germany_eur", 47900.0),
            # what is merely rumored is no number that is out
            "power_kw_low": 150.0, "power_kw_high": 150.0, "power_kw_bound": "exact",
            "power_kw_status": "rumored",
        }  # fmt: skip
        assert dual == {
            **names, "id": "acme/comet/c1/dual", "variant": "(dual-motor)", **both,
            "range_epa_km_high": pytest.approx(482.8032),
            "range_epa_km_bound": "at most", "range_epa_km_status": "reported",
            "power_kw_low": 141.0, "power_kw_high": 172.0, "power_kw_bound": "between",
            "power_kw_status": "reported",
            "torque_n_m_bound": "unknown", "torque_n_m_status": "reported",
            **figure("price_germany_gbp", 40900.0),
        }  # fmt: skip

    def test_columns_have_types_also_where_all_is_missing(self, tmp_path: Path) -> None:
        frame = ev.load(draft(tmp_path, SAID)).to_dataframe()
        assert str(frame["range_epa_km_low"].dtype) == "float64"
        assert str(frame["market_launch_year"].dtype) == "Int64"
        assert str(frame["heat_pump"].dtype) == "boolean"

    def test_units_are_those_asked_for(self, tmp_path: Path) -> None:
        catalog = ev.load(draft(tmp_path, SAID))
        us = catalog.to_dataframe(units="us")
        assert us["range_epa_mi_high"][1] == 300.0
        chosen = catalog.to_dataframe(units={"power": "PS"})
        assert chosen["power_ps_low"][0] == pytest.approx(203.9, abs=0.05)
        assert "range_wltp_km" in chosen

    def test_rows_are_those_asked_for_in_that_order(self, tmp_path: Path) -> None:
        catalog = ev.load(draft(tmp_path, SAID))
        cars = catalog.to_dataframe(specs=["price", "range[cycle=WLTP]"])
        numbers = [
            name for name in cars.columns[7:] if not name.endswith(("_low", "_high", "_bound", "_status"))
        ]
        assert numbers == ["price_germany_eur", "price_germany_gbp", "range_wltp_km"]
        assert cars["range_wltp_km"].equals(catalog.to_dataframe()["range_wltp_km"])
        assert set(catalog.to_dataframe(tidy=True, specs="range")["spec"]) == {"range"}
        with pytest.raises(ev.UnknownSpec, match="no spec fits 'rnage'; did you mean 'range'"):
            catalog.to_dataframe(specs="rnage")

    def test_years_are_those_of_the_generation(self) -> None:
        cars = ev.catalog.record.to_dataframe(specs="range").set_index("id")
        leaf = cars.loc[cars.index.str.startswith("nissan/leaf/my2018")].iloc[0]
        assert (leaf["first_year"], leaf["last_year"]) == (2018, 2018)

    def test_of_the_built_in_catalog_each_vehicle_has_a_line(self) -> None:
        cars = ev.catalog.to_dataframe()
        assert list(cars["id"]) == [car.id for car in ev.catalog.vehicles]
        assert cars["variant"].isna().sum() == sum(not whole.variants for whole in ev.catalog)
        assert cars.columns.is_unique
        medians = cars.groupby("make")["range_wltp_km_high"].median()
        assert medians["BMW"] > 300

    def test_what_it_states_is_what_the_vehicle_says(self) -> None:
        """Every WLTP range has its line, with both ends, bounds and spans among them."""
        cars = {line["id"]: line for line in lines(ev.catalog.curated.to_dataframe())}
        stated = 0
        for car in ev.catalog.curated.vehicles:
            claim = car.get("range", cycle="WLTP", phase="combined")
            if claim is None or not isinstance(claim.value, ev.Measure):
                continue
            shown = claim.value.printed_in("km")
            line: dict[str, Any] = cars[car.id]
            low, high, number = (line.get(f"range_wltp_km{end}") for end in ("_low", "_high", ""))
            assert (low, high, line["range_wltp_km_bound"]) == (*shown.ends, shown.bound)
            assert line["range_wltp_km_status"] == claim.status
            is_single = shown.bound == "exact" and claim.status in {"official", "measured", "reported"}
            assert number == (low if is_single else None)
            stated += 1
        assert stated > 60

    def test_it_is_known_as_of_a_day(self) -> None:
        earlier, today = (one.to_dataframe() for one in (ev.catalog.as_of("2020-01-01"), ev.catalog))
        assert len(earlier) == len(today)
        assert earlier["range_wltp_km_status"].count() < today["range_wltp_km_status"].count()

    def test_a_frame_may_be_changed(self) -> None:
        one = ev.catalog.to_dataframe()
        one["range_wltp_km"] = 0.0
        one.loc[0, "make"] = "Nobody"
        again = ev.catalog.to_dataframe()
        assert again["make"][0] != "Nobody"
        assert again["range_wltp_km"].isna().any()


class TestTidy:
    @pytest.mark.parametrize("engine", ["pandas", "polars", "pyarrow"])
    def test_a_line_has_what_a_claim_says(self, engine: Any, tmp_path: Path) -> None:
        catalog = ev.load(draft(tmp_path, SAID))
        found = lines(catalog.to_dataframe(engine, tidy=True))
        assert len(found) == len(catalog["acme/comet/c1"].claims())
        said = {"source": "volt", "publisher": "Volt", "title": "[Comet]", "date": "2026-02-24"}
        (line,) = [one for one in found if one["spec"] == "range" and one["cycle"] == "EPA"]
        assert line == {
            "id": "acme/comet/c1/dual", "make": "Acme", "model": "Comet", "generation": "C1",
            "variant": "(dual-motor)", "spec": "range", "row": "range[cycle=EPA]", "value": "up to 483 km",
            "high": pytest.approx(482.8032), "unit": "km", "bound": "at most", "cycle": "EPA",
            "conditions": "cycle=EPA", "status": "reported", "edition": "2026",
            "address": "https://volt.example/comet", **said,
        }  # fmt: skip
        (line,) = [one for one in found if one["spec"] == "drivetrain"]
        assert (line["id"], "variant" in line, line["value"]) == ("acme/comet/c1", False, "RWD")

    def test_every_claim_has_a_line(self) -> None:
        tidy = ev.catalog.curated.to_dataframe(shape="tidy")
        assert len(tidy) == sum(len(whole.claims()) for whole in ev.catalog)
        assert set(tidy["source"]) <= set(ev.catalog.sources)
        assert tidy["doubt"].notna().any()


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ({"engine": "panda"}, "unknown engine 'panda'; expected 'pandas' or 'polars' or 'pyarrow'"),
        ({"shape": "wide"}, "shape 'wide' is not one of numbers, tidy"),
        ({"tidy": "yes"}, "tidy 'yes' is not one of"),
        ({"units": "imperial"}, "units 'imperial' is not one of"),
    ],
)
def test_what_cannot_be_asked_for(arguments: Any, says: str) -> None:
    with pytest.raises(ev.EvspecError, match=says):
        ev.catalog.to_dataframe(**arguments)


def test_an_engine_that_is_not_installed_is_told(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("evspec.table.dataframe.find_spec", lambda name: None)
    with pytest.raises(ev.EvspecError, match="polars is not installed"):
        ev.catalog.to_dataframe("polars")


class TestAsAMapping:
    def test_keys_are_ids(self) -> None:
        assert list(ev.catalog.keys()) == [whole.id for whole in ev.catalog]
        assert dict(ev.catalog)["bmw/ix1/u11"] == ev.catalog["bmw/ix1/u11"]

    def test_get_returns_none_for_what_is_not_there(self) -> None:
        assert ev.catalog.get("bmw/ix1/u11") == ev.catalog["bmw/ix1/u11"]
        assert ev.catalog.get("iX1 eDrive20") == ev.catalog["iX1 eDrive20"]
        assert ev.catalog.get("acme/comet/c1") is None
        assert ev.catalog.get("BMW") is None

    def test_slices_are_generations(self) -> None:
        every = ev.catalog.generations
        for which in (slice(5), slice(-3, None), slice(None, None, 7), slice(5, 2)):
            assert ev.catalog[which] == every[which]
        with pytest.raises(ev.WrongType, match=r"catalog\[:5\]"):
            ev.catalog["audi":"bmw"]
