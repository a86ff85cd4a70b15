"""A diff in one paragraph, sentence by sentence."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

import evspec as ev
from evspec.wording.cells import text_of
from tests.vehicles.garage import catalog, record, says

if TYPE_CHECKING:
    from collections.abc import Mapping

PAIRS = [(g.predecessor.id, g.id) for g in ev.catalog if g.predecessor is not None]
NB5 = ev.catalog["bmw/ix1/nb5"]


class TestSummary:
    def test_keeps_bounds_and_statuses(self) -> None:
        told = ev.diff("bmw/ix1/u11", "bmw/ix1/nb5").summary()
        assert "DC peak power 130 kW → up to 400 kW: higher by at most 270 kW (208 %) (expected)" in told
        assert "Undecided: power; price (Germany)." in told

    def test_tells_better_from_worse(self) -> None:
        old, new = (
            ev.Variant.of(name, battery_net=f"{net} kWh", dc_power=f"{dc} kW", power=f"{power} kW")
            for name, net, dc, power in (("Old", "28", 69, 88), ("New", "38.3", 46, 100))
        )
        told = ev.diff(old, new).summary()
        better, worse, different = (told.index(f"{sort}:") for sort in ("Better", "Worse", "Different"))
        assert better < worse < told.index("DC peak power 69 kW → 46 kW") < different
        # a bigger battery is no better one
        assert different < told.index("battery usable 28 kWh → 38.3 kWh: bigger")

    def test_speaks_in_pairs_of_versions(self) -> None:
        told = ev.diff("porsche/taycan/j1", "porsche/taycan/j1-2").summary()
        assert "can be compared in 12 pairs of versions" in told
        assert "range (EPA): longer in all 10 pairs that state it, +51 to +148 km (+14 to +45 %)" in told
        assert "power 560 kW → 700 kW: more, +140 kW (+25 %), of the Turbo S" in told

    @pytest.mark.parametrize(("old", "new"), PAIRS)
    def test_says_only_what_the_rows_carry(self, old: str, new: str) -> None:
        diff = ev.diff(old, new, rows="all")
        told = diff.summary()
        assert "\n" not in told
        assert told.endswith(".")
        pairs = [pair for change in diff.rows for pair in change.pairs]
        cells = [cell.text for row in diff.to_table().rows for cell in row.cells]
        cells += [text_of(entry, diff.units) for pair in pairs for entry in pair.entries]
        cells += [pair.name for pair in pairs]
        for before, after in re.findall(r"([\d.,–]+ [A-Za-z·/³]+) → ([\d.,–]+ [A-Za-z·/³]+)", told):
            assert any(before in cell for cell in cells)
            assert any(after in cell for cell in cells)

    @pytest.mark.parametrize("id_", ["bmw/ix3/g08", "bmw/ix1/u11/edrive20"])
    def test_of_a_vehicle_and_itself_says_that_nothing_changes(self, id_: str) -> None:
        assert "against itself: nothing changes" in ev.diff(id_, id_).summary()

    def test_counts_in_the_singular_and_says_when_nothing_is_stated(self) -> None:
        car = ev.Variant.of("Car", range="400 km WLTP")
        assert (
            "1 quantity can be compared"
            in ev.diff(car, ev.Variant.of("Other", range="500 km WLTP")).summary()
        )
        empty = ev.diff(ev.Variant.of("One"), ev.Variant.of("Two"))
        assert empty.summary() == "Nothing is stated of One or Two by a source that counts."

    def test_of_two_days_tells_what_was_known(self) -> None:
        told = ev.diff(NB5.as_of("2026-02-25"), NB5).summary()
        assert told.startswith(
            "BMW iX1 NB5, from what was known on 25 February 2026 to what is known today: "
        )
        assert told.endswith("Not stated: 9 quantities in what was known on 25 February 2026.")

    def test_of_two_editions_has_their_article(self) -> None:
        told = ev.diff("bmw/ix1/u11/edrive20@2022", "bmw/ix1/u11/edrive20").summary()
        assert told.startswith("BMW iX1 eDrive20, from the 2022 edition to the 2026 edition: ")
        assert "1 quantity of the 2022 edition" in told


def summary(old: Mapping[str, Any], new: Mapping[str, Any]) -> str:
    cars = (ev.Variant.of(name, **stated) for name, stated in (("Old", old), ("New", new)))
    return ev.diff(*cars).summary()


class TestSentences:
    @pytest.mark.parametrize(
        ("old", "new", "told"),
        [
            ({"power": "150 kW"}, {"power": "200 kW"},
             "1 quantity can be compared. Better: power 150 kW → 200 kW: more, +50 kW (+33 %)."),
            ({"power": "150 kW"}, {"power": "150 kW"},
             "nothing changes: what is stated, 1 quantity, is the same."),
            ({"range": "500 km WLTP"}, {"range": "400 km WLTP"},
             ("1 quantity can be compared. "
              "Worse: range (WLTP) 500 km → 400 km: shorter, −100 km (−20 %).")),
            ({"power": "150 kW"}, {"power": "more than 150 kW"},
             "1 quantity can be compared. Better: power 150 kW → more than 150 kW: more, size open."),
            ({"dc_power": "150 kW"}, {"dc_power": "at least 200 kW"},
             ("1 quantity can be compared. "
              "Better: DC peak power 150 kW → at least 200 kW: higher by at least 50 kW (33 %).")),
            ({"length": "4500 mm"}, {"length": "4600 mm"},
             ("1 quantity can be compared. "
              "Different: length 4,500 mm → 4,600 mm: longer, +100 mm (+2 %).")),
            ({"drivetrain": "FWD"}, {"drivetrain": "RWD"},
             "1 quantity can be compared. Different: drivetrain FWD → RWD: −FWD +RWD."),
            ({"plant": "Munich"}, {"plant": "Leipzig"},
             "1 quantity can be compared. Different: plant Munich → Leipzig."),
            ({"instrument_cluster": True}, {"instrument_cluster": False},
             "1 quantity can be compared. Different: instrument cluster yes → no: removed."),
            ({"market_launch": "2022"}, {"market_launch": "2027"},
             "1 quantity can be compared. Different: market launch 2022 → 2027: 5 years later."),
            ({"dc_power": "150 kW"}, {"dc_power": "up to 200 kW"},
             "no quantity can be compared. Undecided: DC peak power."),
            ({"curb_weight": "1900 kg, DIN"}, {"curb_weight": "2000 kg, EU"},
             "no quantity can be compared. Not comparable: curb weight."),
            ({"ac_time": "6 h, 11 kW charger"}, {"ac_time": "5 h, 11 kW charger"},
             "1 quantity can be compared. Different: AC time at 11 kW 6 h → 5 h: shorter, −1 h (−17 %)."),
            ({"power": "150 kW", "torque": "250 Nm"}, {"power": "150 kW"},
             "1 quantity can be compared, and it is the same. Not stated: 1 quantity of New."),
        ],
    )  # fmt: skip
    def test_tell_each_sort_of_change(self, old: dict[str, Any], new: dict[str, Any], told: str) -> None:
        assert summary(old, new) == f"From Old to New, {told}"

    def test_tell_what_is_not_out(self) -> None:
        found = catalog(
            record(says("volt-feb", "power", "150 kW", status="rumored")),
            record(says("volt-feb", "power", "200 kW", status="expected"), id_="acme/one/b"),
        )
        told = ev.diff(found["acme/one/a"], found["acme/one/b"]).summary()
        assert told == (
            "Acme One, from A1 to B1: 1 quantity can be compared. "
            "Better: power 150 kW → 200 kW: more, +50 kW (+33 %) (old figure rumored; expected)."
        )

    def test_tell_four_of_a_sort_and_count_the_rest(self) -> None:
        keys = ("power", "torque", "top_speed", "frunk_volume", "payload", "range")
        units = ("kW", "N·m", "km/h", "L", "kg", "km WLTP")
        old, new = ({k: f"{n} {u}" for k, u in zip(keys, units, strict=True)} for n in (100, 200))
        told = summary(old, new)
        # what readers ask for first stands first
        assert told.index("range (WLTP)") < told.index("power 100 kW")
        assert told.count("→") == 4
        assert told.endswith("; and 2 more.")


def test_a_summary_shows_names_as_data_on_one_line() -> None:
    names = "Evil \x1b[31m\u202e\nsecond", "Other\r\n \x07"
    for stated in ({}, {"power": "150 kW"}):
        old, new = (ev.Variant.of(name, **stated) for name in names)
        told = ev.diff(old, new).summary()
        assert r"Evil \x1b[31m\u202e second" in told
        assert r"Other \x07" in told
        assert told.isprintable()
