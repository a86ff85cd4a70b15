"""How rows look in tables: worked out once, and never from another catalog or for another table."""

from __future__ import annotations

import copy
import json
import pickle
from concurrent.futures import ThreadPoolExecutor

import pytest
from attrs import evolve

from evspec.claims import in_code
from evspec.claims.bibliography import Bibliography
from evspec.comparison import compare
from evspec.vehicles import Variant
from evspec.wording.faces import face_of
from tests.vehicles.garage import car, catalog, generation, record, row, says


class TestAFace:
    def test_is_the_same_for_equal_vehicles(self) -> None:
        whole = generation(says("volt-feb", "base.power", "150 kW"))
        base, again = whole.variant("base"), whole.variant("base")
        assert base is not again
        assert face_of(base, row(base, "power"), "us") is face_of(again, row(again, "power"), "us")

    def test_has_its_own_for_each_day_and_unit(self) -> None:
        base = car(says("volt-feb", "base.power", "150 kW"), says("maker-jan", "base.power", "152 kW"))
        of = row(base, "power")
        told = [face_of(base.as_of(day), of, "metric").text for day in ("2026-01-31", "2025-01-01", None)]
        assert told == ["152 kW", "–", "152 kW"]
        assert [face_of(base, of, units).text for units in ("us", "metric")] == ["204 hp", "152 kW"]

    def test_follows_the_catalog_that_is_asked(self) -> None:
        leaning = record(
            says("volt-feb", "base.power", "less than acme/one/b"),
            says("volt-feb", "platform_shared_with", "acme/one/b"),
        )
        rivals = [
            record(says("volt-feb", "power", "200 kW"), id_="acme/one/b", code="B1"),
            record(says("volt-feb", "power", "300 kW"), id_="acme/one/b", code="B2"),
        ]
        both = [catalog(leaning, rival)["acme/one/a/base"] for rival in rivals]
        for _ in range(2):
            told = [
                [face_of(v, row(v, k), "metric").text for k in ("power", "platform_shared_with")]
                for v in both
            ]
            assert told == [["less than B1's 200 kW", "One B1"], ["less than B2's 300 kW", "One B2"]]

    def test_tells_the_rows_aside_that_this_table_leaves_out(self) -> None:
        base = car(says("volt-feb", "base.range", "500 km WLTP"), says("amp-feb", "base.range", "300 mi EPA"))
        wltp, epa = (r for r in base.rows if r.spec.key == "range")
        face = face_of(base, wltp, "metric")
        assert face.note() is None
        noted = face.note((epa,))
        assert noted is not None
        assert noted.text.endswith("EPA: 483 km (Amp, 1 Feb 2026).")
        assert face.note() is None

    def test_shares_data_that_nobody_can_change(self) -> None:
        base = car(says("volt-feb", "base.power", "150 kW"))
        face = face_of(base, row(base, "power"), "metric")
        data = face.data(Bibliography())
        assert data is face.data(Bibliography())
        assert data == {**data, "magnitude": 150.0, "unit": "kW", "sources": ["volt-feb"]}
        assert isinstance(data, dict)
        with pytest.raises(TypeError, match="fixed; change a copy"):
            data["unit"] = "PS"
        for change in (data.clear, data.popitem, data.update):
            with pytest.raises(TypeError, match="fixed; change a copy"):
                change()
        for twin in (copy.deepcopy(data), pickle.loads(pickle.dumps(data)), dict(data)):
            assert twin == data
            twin["unit"] = "PS"
        assert json.loads(json.dumps(data)) == data

    def test_stays_out_of_pickles(self) -> None:
        mine = Variant.of("Mine", power="150 kW")
        before = pickle.dumps(mine)
        compare(mine).to_table()
        assert pickle.dumps(mine) == before


def test_threads_make_the_same_table() -> None:
    cars = [Variant.of(f"Car {n}", power=f"{100 + n} kW", range=f"{400 + n} km WLTP") for n in range(20)]
    alone = compare(*[evolve(one) for one in cars]).to_table()
    with ThreadPoolExecutor(8) as pool:
        tables = list(pool.map(lambda _: compare(*cars).to_table(), range(16)))
    assert all(table == alone for table in tables)


def test_unlike_sources_of_one_id_stay_apart_in_every_table() -> None:
    sources = [evolve(in_code(), id="mine", publisher=name, kind="press") for name in ("Volt", "Amp")]
    cars = [Variant.of(s.publisher, source=s, power="150 kW") for s in sources]
    for order, names in ((cars, ["Volt", "Amp"]), (cars[::-1], ["Amp", "Volt"])):
        table = compare(*order).to_table()
        told = [cell.data["sources"] for cell in table.rows[0].cells]
        assert told == [["mine"], ["mine (2)"]]
        listed = table.data["sources"]
        assert isinstance(listed, dict)
        assert [entry["publisher"] for entry in listed.values() if isinstance(entry, dict)] == names
