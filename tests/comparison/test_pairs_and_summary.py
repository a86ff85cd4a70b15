"""Which variants take each other's place, and a diff in one paragraph."""

from __future__ import annotations

import re
from typing import Any

import pytest

import evspec as ev
from evspec.errors import EvspecError, UnknownId

PAIRS = [(g.predecessor.id, g.id) for g in ev.catalog if g.predecessor is not None]


def ids(diff: ev.Diff) -> set[tuple[str | None, str | None, str]]:
    return {
        (p.old.slug if p.old is not None else None, p.new.slug if p.new is not None else None, p.why)
        for p in diff.pairs
    }


class TestPairs:
    def test_by_name_drivetrain_and_role(self) -> None:
        assert ids(ev.diff("bmw/ix1/u11", "bmw/ix1/nb5")) == {
            ("edrive20", "entry", "entry version"),
            ("xdrive30", "dual-motor", "same drivetrain"),
        }
        assert ("m50", "m50", "same name") in ids(ev.diff("bmw/i4/g26", "bmw/i4/g26-lci"))

    def test_by_battery_and_power(self) -> None:
        kona = ids(ev.diff("hyundai/kona-electric/os", "hyundai/kona-electric/sx2"))
        assert {
            ("39-kwh", "48-kwh", "nearest battery"),
            ("64-kwh", "long-range", "nearest power"),
            (None, "65-kwh", "no counterpart"),
        } <= kona

    @pytest.mark.parametrize(("old", "new"), PAIRS)
    def test_are_the_same_from_new_to_old_and_use_each_variant_once(self, old: str, new: str) -> None:
        there, back = ids(ev.diff(old, new)), ids(ev.diff(new, old))
        assert there == {(a, b, why) for b, a, why in back}
        for side, vehicle in ((0, ev.catalog[old]), (1, ev.catalog[new])):
            assert isinstance(vehicle, ev.Generation)
            slugs = sorted(str(pair[side]) for pair in there if pair[side])
            assert slugs == sorted(v.slug for v in vehicle.variants)

    def test_can_be_chosen(self) -> None:
        diff = ev.diff("bmw/ix1/u11", "bmw/ix1/nb5", pairs={"xdrive30": "bmw/ix1/nb5/entry"})
        assert ("xdrive30", "entry", "chosen") in ids(diff)
        (one,) = diff.paired()
        assert (one.old.id, one.new.id) == ("bmw/ix1/u11/xdrive30", "bmw/ix1/nb5/entry")

    def test_that_are_mistaken_are_refused_at_once(self) -> None:
        with pytest.raises(UnknownId, match="did you mean 'edrive20'"):
            ev.diff("bmw/ix1/u11", "bmw/ix1/nb5", pairs={"edrive2": "entry"})
        with pytest.raises(EvspecError, match="entry is paired twice"):
            ev.diff("bmw/ix1/u11", "bmw/ix1/nb5", pairs={"edrive20": "entry", "xdrive30": "entry"})


class TestSummary:
    def test_keeps_bounds_and_statuses(self) -> None:
        told = ev.diff("bmw/ix1/u11", "bmw/ix1/nb5").summary()
        assert "DC peak power 130 kW → up to 400 kW (at most +270 kW, +208 %; expected)" in told
        assert "Undecided: power; price (Germany)." in told

    def test_tells_better_from_worse(self) -> None:
        told = ev.diff("hyundai/ioniq-electric/ae", "hyundai/ioniq-electric/ae-pe").summary()
        better, worse = told.index("Better:"), told.index("Worse:")
        assert better < told.index("battery usable 28 kWh → 38.3 kWh") < worse
        assert worse < told.index("DC peak power 69 kW → 46 kW")

    @pytest.mark.parametrize(("old", "new"), PAIRS)
    def test_says_only_what_the_rows_carry(self, old: str, new: str) -> None:
        diff = ev.diff(old, new, rows="all")
        told = diff.summary()
        assert "\n" not in told
        assert told.endswith(".")
        cells = [cell.text for row in diff.to_table().rows for cell in row.cells]
        for before, after in re.findall(r"([\d.,–]+ [A-Za-z·/³]+) → ([\d.,–]+ [A-Za-z·/³]+)", told):
            assert any(before in cell for cell in cells)
            assert any(after in cell for cell in cells)

    @pytest.mark.parametrize("id_", ["bmw/ix3/g08", "bmw/ix1/u11/edrive20"])
    def test_of_a_vehicle_and_itself_says_that_nothing_changes(self, id_: str) -> None:
        assert "against itself: nothing changes" in ev.diff(id_, id_).summary()

    def test_counts_in_the_singular_and_says_when_nothing_is_stated(self) -> None:
        car = ev.Variant.of("Car", range="400 km WLTP")
        assert "1 quantity is stated" in ev.diff(car, ev.Variant.of("Other", range="500 km WLTP")).summary()
        empty = ev.diff(ev.Variant.of("One"), ev.Variant.of("Two"))
        assert empty.summary() == "Nothing is stated of One or Two by a source that counts."


@pytest.mark.parametrize(
    ("pairs", "words"),
    [
        ([("edrive20", "entry")], "is no dict of old to new"),
        ("edrive20", "is no dict of old to new"),
        ({"edrive20": None}, "has no variant 'None'"),
        ({3: "entry"}, "has no variant '3'"),
    ],
)
def test_pairs_of_another_kind_are_refused(pairs: Any, words: str) -> None:
    with pytest.raises(EvspecError, match=words):
        ev.diff("bmw/ix1/u11", "bmw/ix1/nb5", pairs=pairs)


def test_a_summary_shows_names_as_data_on_one_line() -> None:
    names = "Evil \x1b[31m\u202e\nsecond", "Other\r\n \x07"
    for stated in ({}, {"power": "150 kW"}):
        old, new = (ev.Variant.of(name, **stated) for name in names)  # type: ignore[arg-type]
        told = ev.diff(old, new).summary()
        assert r"Evil \x1b[31m\u202e second" in told
        assert r"Other \x07" in told
        assert told.isprintable()
