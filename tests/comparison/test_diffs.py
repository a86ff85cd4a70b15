"""The diff of two vehicles as a whole: its rows, its table, and the diff the other way round."""

from __future__ import annotations

import copy
import pickle
from typing import TYPE_CHECKING

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import evspec as ev
from evspec.comparison import Diff, diff
from evspec.comparison.facts import Reason
from evspec.errors import EvspecError, UnknownId
from evspec.specs import SYSTEMS, System
from evspec.vehicles import Generation, Vehicle
from tests.comparison.mirror import check_mirrored
from tests.each import each
from tests.vehicles.garage import car, catalog, record, says

if TYPE_CHECKING:
    from evspec.claims import Claim

IDS = ev.catalog.ids


def vehicles(id_: str) -> list[Vehicle]:
    """Return a built-in generation, its variants and its older editions."""
    whole = ev.catalog[id_]
    assert isinstance(whole, Generation)
    return [whole, *whole.variants, *(whole.at(edition) for edition in whole.editions)]


def test_a_diff_is_copied_and_pickled() -> None:
    found = diff("bmw/ix1/u11", "bmw/ix1/nb5")
    for other in (copy.deepcopy(found), pickle.loads(pickle.dumps(found))):
        assert (other, other.rows, other.summary()) == (found, found.rows, found.summary())


@each("id_", IDS)
def test_a_diff_with_itself_has_no_changes(id_: str) -> None:
    for vehicle in vehicles(id_):
        found = diff(vehicle, vehicle)
        assert found.changes == ()
        assert {change.kind for change in found.rows} <= {"same"}
    for units in ("us", "uk"):
        assert diff(id_, id_, units=units).changes == ()


@given(st.sampled_from(IDS), st.sampled_from(IDS), st.sampled_from(SYSTEMS))
@example("bmw/ix1/u11", "bmw/ix1/nb5", "metric")
@example("bmw/ix1/nb5", "bmw/ix3/na5", "uk")
def test_a_diff_the_other_way_round_turns_every_change_round(a: str, b: str, units: System) -> None:
    there, back = diff(a, b, units=units), diff(b, a, units=units)
    assert [c.row for c in there.rows] == [c.row for c in back.rows]
    for one, other in zip(there.rows, back.rows, strict=True):
        assert (other.old, other.new) == (one.new, one.old)
        check_mirrored(one.verdict, other.verdict)


@given(st.sampled_from(IDS), st.sampled_from(IDS))
def test_a_diff_of_any_two_is_a_table(a: str, b: str) -> None:
    found = diff(a, b, rows="all", units="us")
    table = found.to_table()
    assert [row.key for row in table.rows] == [change.row.key for change in found.rows]
    assert ev.Table.from_json(table.to_json()) == table


class TestTheTable:
    def test_of_the_new_side_leaves_out_what_only_the_old_states(self) -> None:
        shown = {row.key for row in diff("bmw/ix1/u11", "bmw/ix1/nb5").to_table().rows}
        every = {row.key for row in diff("bmw/ix1/u11", "bmw/ix1/nb5", rows="all").to_table().rows}
        assert "torque" not in shown
        assert "torque" in every
        assert shown < every

    def test_counts_what_it_left_out(self) -> None:
        found = diff("bmw/ix1/u11", "bmw/ix1/nb5")
        keys = {row.key for row in found.to_table().rows}
        count = sum(change.new is None and change.row.key not in keys for change in found.rows)
        assert f" {count} rows " in footer(found)[-1]
        every = diff("bmw/ix1/u11", "bmw/ix1/nb5", rows="all")
        assert not any(f" {count} rows " in line for line in footer(every))

    def test_may_leave_out_what_is_the_same(self) -> None:
        keys = {row.key for row in diff("bmw/ix1/u11", "bmw/ix1/nb5", only_differences=True).to_table().rows}
        assert "plant" not in keys
        assert "power" in keys

    def test_marks_the_better_the_worse_and_the_changed(self) -> None:
        old = record(
            says("maker-jan", "power", "150 kW"),
            says("maker-jan", "torque", "250 Nm"),
            says("maker-jan", "length", "4500 mm"),
            says("maker-jan", "platform", "UKL2"),
            says("maker-jan", "plant", "Regensburg"),
        )
        new = record(
            says("maker-jan", "power", "200 kW"),
            says("maker-jan", "torque", "200 Nm"),
            says("maker-jan", "length", "4600 mm"),
            says("maker-jan", "platform", "UKL2"),
            says("maker-jan", "plant", "Leipzig"),
            id_="acme/one/b",
        )
        found = catalog(old, new)
        table = diff(found["acme/one/a"], found["acme/one/b"]).to_table()
        marks = {row.key: row.cells[-1].mark for row in table.rows}
        assert marks == {
            "platform": "", "plant": "changed", "power": "better", "torque": "worse", "length": "changed",
        }  # fmt: skip

    def test_has_the_facts_for_programs(self) -> None:
        table = diff("bmw/ix1/u11", "bmw/ix1/nb5").to_table()
        data = next(row for row in table.rows if row.key == "dc_power").cells[-1].data
        assert (data["kind"], data["better"]) == ("bounded", True)
        assert data["delta"] == {"low": None, "high": 270.0, "unit": "kW"}
        assert (table.data["old"], table.data["new"]) == ("bmw/ix1/u11", "bmw/ix1/nb5")

    @pytest.mark.parametrize(
        ("old", "new", "title", "names"),
        [
            ("bmw/ix1/u11", "bmw/ix1/nb5", "BMW iX1: U11 → NB5", ["U11, 2026 edition", "NB5"]),
            ("bmw/ix1/u11/edrive20", "bmw/ix1/u11/xdrive30", "BMW iX1 eDrive20 → iX1 xDrive30",
             ["iX1 U11 eDrive20, 2026 edition", "iX1 U11 xDrive30, 2026 edition"]),
            ("porsche/taycan/j1/gts", "porsche/taycan/j1-2/gts",
             "Porsche Taycan J1 GTS → Taycan J1.2 GTS",
             ["Taycan J1 GTS", "Taycan J1.2 GTS"]),
            ("bmw/ix1/u11", "bmw/ix3/na5", "BMW iX1 U11 → iX3 NA5", ["iX1 U11, 2026 edition", "iX3 NA5"]),
            ("bmw/ix1/u11@2022", "bmw/ix1/u11", "BMW iX1 U11: 2022 edition → 2026 edition",
             ["2022 edition", "2026 edition"]),
            ("bmw/ix1/u11/edrive20@2022", "bmw/ix1/u11/edrive20",
             "BMW iX1 eDrive20: 2022 edition → 2026 edition", ["2022 edition", "2026 edition"]),
        ],
    )  # fmt: skip
    def test_is_headed_by_names_that_tell_the_sides_apart(
        self, old: str, new: str, title: str, names: list[str]
    ) -> None:
        table = diff(old, new).to_table()
        assert table.title == title
        heads = [column.label for column in table.columns]
        assert (heads[:2], heads[-1]) == (names, "Change")

    def test_tells_a_generation_from_itself(self) -> None:
        names = diff("bmw/ix1/u11", "bmw/ix1/u11").names
        assert names[0] != names[1]

    def test_tells_two_cars_of_one_name_apart(self) -> None:
        mine = ev.Variant.of("Mine", power="150 kW")
        better = ev.Variant.of("Mine", power="160 kW")
        assert [c.label for c in diff(mine, better).to_table().columns][:2] == ["Mine (old)", "Mine (new)"]


class TestAskedFor:
    def test_an_edition_against_the_newest_tells_the_update(self) -> None:
        found = diff("bmw/ix1/u11/edrive20@2022", "bmw/ix1/u11/edrive20")
        reach = next(change for change in found.changes if change.row.label == "Range, WLTP")
        assert (reach.kind, reach.better) == ("changed", True)
        assert {change.spec.key for change in found.changes} & {"power", "drivetrain"} == set()

    def test_a_day_of_knowledge_leaves_out_later_sources(self) -> None:
        found = diff("bmw/ix1/u11", "bmw/ix1/nb5", as_of="2026-02-25")
        dates = [
            c.source.date
            for r in found.rows
            for entry in r.entries
            for c in (*entry.supporting, *entry.others)
        ]
        assert all(d is not None and d.last is not None and d.last.isoformat() <= "2026-02-25" for d in dates)
        assert diff("bmw/ix1/u11", "bmw/ix1/nb5", as_of="1990-01-01").rows == ()

    def test_an_unknown_id_is_told_its_near_misses(self) -> None:
        with pytest.raises(UnknownId, match=r"'iX1' may be .*; no vehicle 'bmw/ix1/u12'; did you mean"):
            ev.diff("iX1", "bmw/ix1/u12")
        with pytest.raises(UnknownId, match="did you mean 'bmw/ix1/u11'"):
            diff("bmw/ix1/u12", "bmw/ix1/nb5")

    @pytest.mark.parametrize(
        ("options", "told"),
        [({"units": "si"}, "units 'si' is not one of"), ({"rows": "shared"}, "not one of new, all")],
    )
    def test_an_unknown_option_is_refused(self, options: dict[str, str], told: str) -> None:
        with pytest.raises(EvspecError, match=told):
            diff("bmw/ix1/u11", "bmw/ix1/nb5", **options)  # type: ignore[arg-type]

    def test_a_diff_tells_itself(self) -> None:
        found = diff("bmw/ix1/u11", "bmw/ix1/nb5")
        assert repr(found).startswith("<Diff bmw/ix1/u11 → bmw/ix1/nb5: ")
        assert str(found) == found.to_text()
        assert isinstance(found, Diff)

    @pytest.mark.parametrize("units", SYSTEMS)
    def test_a_diff_is_the_same_facts_in_every_system(self, units: System) -> None:
        facts = [(c.row, c.kind, c.better) for c in diff("bmw/ix1/u11", "bmw/ix3/na5").rows]
        assert [
            (c.row, c.kind, c.better) for c in diff("bmw/ix1/u11", "bmw/ix3/na5", units=units).rows
        ] == facts


def reasons(found: Diff) -> dict[str, Reason | None]:
    return {change.spec.key: change.verdict.reason for change in found.rows}


def footer(found: Diff) -> list[str]:
    return ["".join(span.text for span in line) for line in found.to_table().footer]


def two_days(*claims: Claim, first: str = "2026-02-15", second: str | None = "2026-05-15") -> Diff:
    """Return the diff of one car as known on two days."""
    base = car(*claims)
    return diff(base.as_of(first), base.as_of(second), rows="all")


class TestMarks:
    @pytest.mark.parametrize(
        ("old", "new", "power", "mark"),
        [
            ("reported", "reported", "200 kW", "better"),
            ("reported", "expected", "200 kW", "better"),
            # a rumor is told, and earns no solid mark
            ("reported", "rumored", "200 kW", "maybe-better"),
            ("rumored", "reported", "200 kW", "maybe-better"),
            ("rumored", "rumored", "100 kW", "maybe-worse"),
            ("reported", "rumored", "at least 200 kW", "maybe-better"),
            ("reported", "rumored", "150 kW", ""),
        ],
    )
    def test_are_hollow_by_a_rumor(self, old: str, new: str, power: str, mark: str) -> None:
        first = car(says("volt-feb", "base.power", "150 kW", status=old))
        second = car(says("volt-feb", "base.power", power, status=new), id_="acme/one/b")
        table = diff(first, second).to_table()
        assert table.rows[0].cells[-1].mark == mark
        assert ("only rumored" in table.legend) == mark.startswith("maybe")

    def test_of_what_has_no_better_end_say_that_it_changed(self) -> None:
        first = car(says("volt-feb", "base.length", "4500 mm"))
        second = car(says("volt-feb", "base.length", "4600 mm", status="rumored"), id_="acme/one/b")
        assert diff(first, second).to_table().rows[0].cells[-1].mark == "changed"


class TestOneVehicleOnTwoDays:
    def test_says_that_something_was_not_yet_stated(self) -> None:
        claims = says("volt-feb", "base.power", "150 kW"), says("volt-mar", "base.torque", "250 Nm")
        there = two_days(*claims)
        assert reasons(there) == {"power": None, "torque": Reason.NOT_YET_STATED}
        back = two_days(*claims, first="2026-05-15", second="2026-02-15")
        assert reasons(back) == reasons(there)
        assert [next(c.words for c in found.changes) for found in (there, back)] == [
            "first stated", "not yet stated",
        ]  # fmt: skip
        assert [c.spec.key for c in back.changes] == ["torque"]

    def test_says_it_though_the_spec_was_stated_under_another_condition(self) -> None:
        found = two_days(
            says("volt-feb", "base.range", "500 km WLTP"), says("volt-mar", "base.range", "300 mi EPA")
        )
        assert [(c.row.label, c.kind, c.verdict.reason) for c in found.rows] == [
            ("Range, WLTP", "same", None),
            ("Range, EPA", "one-sided", Reason.NOT_YET_STATED),
        ]

    def test_does_not_say_it_of_what_an_undated_source_states(self) -> None:
        found = two_days(
            says("undated", "base.power", "150 kW"), says("volt-mar", "base.torque", "250 Nm"), second=None
        )
        assert reasons(found) == {"power": Reason.UNDATED_SOURCES, "torque": Reason.NOT_YET_STATED}


def test_what_follows_from_new_figures_was_not_yet_stated() -> None:
    found = diff(
        car(says("volt-feb", "base.power", "150 kW")).as_of("2026-02-15"),
        car(says("volt-feb", "base.power", "150 kW"), says("volt-mar", "base.range", "500 km WLTP")).as_of(
            "2026-05-15"
        ),
        derived=True,
    )
    told = {c.spec.key: c.verdict.reason for c in found.changes}
    assert told == {"range": Reason.NOT_YET_STATED, "range_90_10": Reason.NOT_YET_STATED}


def test_a_row_of_a_diff_is_asked_for_by_its_key() -> None:
    old = ev.Variant.of("Old", range=["400 km WLTP", "300 km EPA"], power="150 kW")
    new = ev.Variant.of("New", range=["514 km WLTP", "350 km EPA"], power="150 kW")
    diff = ev.diff(old, new)
    for change in diff.rows:
        assert diff[change.row.key] is change
        assert diff[change.spec.key] is next(one for one in diff.rows if one.spec is change.spec)
    with pytest.raises(ev.UnknownSpec, match="did you mean 'range'"):
        diff["rnge"]
    with pytest.raises(ev.MissingClaim, match="no row 'torque'"):
        diff["torque"]
    with pytest.raises(ev.WrongType, match=r"\.rows has all"):
        diff[0]  # type: ignore[index]
    with pytest.raises(TypeError):
        iter(diff)  # type: ignore[call-overload]
