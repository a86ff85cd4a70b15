"""Vehicles as values: specs as attributes, equality, copies, and vehicles made in code."""

from __future__ import annotations

import copy
import datetime as dt
import inspect
import pickle
import re
from typing import Any

import pytest
from attrs.exceptions import FrozenInstanceError

import evspec as ev
from evspec.claims import SOURCE_KINDS, Claim, QualifiedSpec, Qualifiers, Source, in_code, show_date
from evspec.errors import DataError, EvspecError, MissingClaim, UnknownSpec
from evspec.measures import Measure, measure
from evspec.specs import SPECS, spec
from evspec.values import Categories, Relation, read_dates
from evspec.vehicles import Generation, Variant, Vehicle, entry_of, rows_of
from tests.each import each
from tests.vehicles.garage import SOURCES, car, entry, generation, record, row, says, selected

FULL = (
    says("maker-jan", "base.range", "514 km WLTP"),
    says("volt-feb", "base.range", "300 mi EPA"),
    says("volt-feb", "base.range", "500 km WLTP"),
    says("maker-jan", "base.drivetrain", "FWD"),
    says("maker-jan", "length", "4500 mm"),
)


class TestSpecsAsAttributes:
    def test_are_the_selected_claims(self) -> None:
        base = car(*FULL)
        assert base.range.value == measure("514 km WLTP")
        assert (base.range.cycle, base.range.status) == ("WLTP", "official")
        assert base.range.source is SOURCES["maker-jan"]
        assert base.range.date == read_dates("2026-01-10")
        assert base.range.why == selected(base, "range").why != ""
        assert base["range"] == base.range == base.get("range")

    def test_of_the_generation_are_there_too(self) -> None:
        assert car(*FULL).length.value == measure("4500 mm")
        assert generation(*FULL).length.value == measure("4500 mm")

    def test_that_no_source_states_are_missing(self) -> None:
        base = car(*FULL)
        assert not hasattr(base, "torque")
        assert getattr(base, "torque", None) is None
        assert base.get("torque") is None
        for error in (MissingClaim, AttributeError, EvspecError):
            with pytest.raises(error, match="no source states torque of acme/one/a/base"):
                _ = base.torque
            with pytest.raises(error, match="no source states torque"):
                base["torque"]
        with pytest.raises(KeyError):
            base["torque"]

    def test_of_which_no_claim_is_chosen_say_so(self) -> None:
        base = car(says("volt-feb", "base.range", "514 km WLTP", doubt="a slip"))
        with pytest.raises(
            MissingClaim, match=r"no claim on range of acme/one/a/base is chosen; claims\('range'\)"
        ):
            _ = base.range

    def test_that_no_source_states_yet_are_not_offered(self) -> None:
        base = car(*FULL).as_of("1990-01-01")
        assert "range" not in dir(base)
        with pytest.raises(MissingClaim, match=r"no source states range of acme/one/a/base$"):
            _ = base.range

    def test_are_no_items_of_a_sequence(self) -> None:
        base: Any = car(*FULL)
        for read in (iter, list, lambda vehicle: "range" in vehicle):
            with pytest.raises(TypeError, match=r"not iterable|not a container"):
                read(base)

    @pytest.mark.parametrize("key", [5, None, ("range",)])
    def test_have_text_for_a_key(self, key: Any) -> None:
        for read in (car(*FULL).get, car(*FULL).__getitem__):
            with pytest.raises(UnknownSpec, match=re.escape(f"no spec {key!r}")):
                read(key)

    def test_that_are_none_are_told_their_near_misses(self) -> None:
        base = car(*FULL)
        with pytest.raises(AttributeError, match="'rnge' is no spec; did you mean 'range'"):
            _ = base.rnge  # type: ignore[attr-defined]  # which is the mistake
        with pytest.raises(UnknownSpec, match="did you mean 'range'"):
            base["rnge"]
        with pytest.raises(UnknownSpec):
            base.get("rnge")
        with pytest.raises(UnknownSpec):
            base.claims("rnge")

    def test_never_have_an_underscore_in_front(self) -> None:
        base = car(*FULL)
        for name in ("_repr_latex_", "__array__", "_ipython_canary_method_should_not_exist_"):
            assert not hasattr(base, name)
            with pytest.raises(AttributeError) as caught:
                getattr(base, name)
            assert not isinstance(caught.value, EvspecError)

    def test_are_offered_for_completion_where_they_are_stated(self) -> None:
        offered = dir(car(*FULL))
        assert {"range", "drivetrain", "length", "claims", "to_text"} <= set(offered)
        assert "torque" not in offered
        assert offered == sorted(offered)

    def test_refuse_a_condition_that_the_spec_does_not_know(self) -> None:
        with pytest.raises(UnknownSpec, match="range has no qualifier 'soc'; it has cycle"):
            car(*FULL).get("range", soc="10-80 %")
        with pytest.raises(UnknownSpec, match="length has no qualifier 'cycle'; it has market"):
            car(*FULL).claims("length", cycle="EPA")
        with pytest.raises(UnknownSpec, match="a spec has no qualifier 'cylce'; it has cycle"):
            car(*FULL).claims(cylce="EPA")
        with pytest.raises(EvspecError, match="did you mean 'NEDC'"):
            car(*FULL).get("range", cycle="NEDX")

    def test_are_listed_with_all_their_claims(self) -> None:
        base = car(*FULL)
        assert len(base.claims()) == 5
        assert len(base.claims("range")) == 3
        assert [c.value.show() for c in base.claims("range", cycle="EPA")] == ["300 mi"]
        assert [c.value.show() for c in base.claims(cycle="epa")] == ["300 mi"]
        assert len(car(*FULL, slug="plus").claims()) == 1
        assert len(generation(*FULL).claims()) == 5

    @each("key", list(SPECS))
    def test_share_no_name_with_a_method(self, key: str) -> None:
        assert not hasattr(Variant, key)


class TestVehiclesAreValues:
    def test_equal_if_they_say_the_same_of_the_same(self) -> None:
        assert car(*FULL) == car(*FULL)
        assert hash(car(*FULL)) == hash(car(*FULL))
        assert car(*FULL) != car(*FULL, slug="plus")
        assert car(*FULL) != car(*FULL[1:])
        assert car(*FULL) != car(*FULL).as_of("2026-02-01")
        assert len({car(*FULL), car(*FULL), generation(*FULL)}) == 2

    def test_whatever_catalog_they_came_from(self) -> None:
        beside = [record(says("maker-jan", "length", "1 m"), id_="acme/one/b")]
        assert car(*FULL) == car(*FULL, beside=beside)

    def test_may_be_copied_and_pickled(self) -> None:
        base = car(*FULL).as_of("2026-02-01")
        for twin in (copy.copy(base), copy.deepcopy(base), pickle.loads(pickle.dumps(base))):
            assert twin == base
            assert hash(twin) == hash(base)
            assert twin.range == base.range

    def test_stay_linked_to_their_catalog_when_pickled(self) -> None:
        whole = generation(predecessors=("acme/one/b",), beside=[record(id_="acme/one/b")])
        twin = pickle.loads(pickle.dumps(whole))
        assert twin.predecessor == whole.predecessor

    def test_cannot_be_changed(self) -> None:
        base = car(*FULL)
        for name in ("edition", "record", "range", "anything"):
            with pytest.raises((FrozenInstanceError, AttributeError)):
                setattr(base, name, None)
        with pytest.raises(FrozenInstanceError):
            base.range.status = "official"  # type: ignore[misc]

    def test_are_known_as_of_a_day_given_as_text_or_date(self) -> None:
        assert car(*FULL).as_of("2026-02-01") == car(*FULL).as_of(dt.date(2026, 2, 1))
        assert car(*FULL).as_of("2026-02-01").as_of(None) == car(*FULL)

    def test_are_abstract_in_general(self) -> None:
        assert inspect.isabstract(Vehicle)

    @each("id_", ev.catalog.ids)
    def test_of_the_catalog_survive_pickling(self, id_: str) -> None:
        whole = ev.catalog[id_]
        assert isinstance(whole, Generation)
        for vehicle in (whole, *whole.variants):
            twin = pickle.loads(pickle.dumps(vehicle))
            assert twin == vehicle == copy.deepcopy(vehicle)
            assert rows_of(twin) == rows_of(vehicle)
            assert hash(twin) == hash(vehicle)


class TestMadeInCode:
    def test_in_one_line(self) -> None:
        mine = Variant.of("My car", make="Mine", range="514 km WLTP", power="150 kW", drivetrain="FWD")
        assert (mine.id, mine.slug, mine.name, mine.label) == ("my-car", "my-car", "Mine My car", "My car")
        assert mine.range.value == measure("514 km WLTP")
        assert mine.range.status == "reported"
        assert mine.range.source.cite() == "given in code"
        assert mine.drivetrain.value == Categories(("FWD",))
        assert len(mine.claims()) == 3
        assert mine == Variant.of(
            "My car", make="Mine", range="514 km WLTP", power="150 kW", drivetrain="FWD"
        )

    def test_from_measures_numbers_flags_and_dicts(self) -> None:
        mine = Variant.of(
            "My car",
            power=Measure.of(150, "kW"),
            motor_count=2,
            heat_pump=True,
            dc_time={"value": "29 min", "soc": "10-80 %"},
            price={"value": "47,900 EUR", "market": "Germany"},
            charging_curve=[[10, 150], [80, 60]],
        )
        assert [r.label for r in rows_of(mine)] == [
            "Motors", "Power", "DC time, 10–80 %", "Charging curve", "Heat pump", "Price, Germany",
        ]  # fmt: skip

    def test_with_all_the_mistakes_at_once(self) -> None:
        with pytest.raises(DataError) as caught:
            Variant.of("My car", rnge="514 km", power="150 kWh", range="514 km", seats=5)
        first, *told = str(caught.value).splitlines()
        assert first == "3 mistakes"
        expected = ("My car: rnge: ", "My car: power: power takes power", "My car: range: range '514 km'")
        for line, start in zip(told, expected, strict=True):
            assert line.startswith(start)
        assert [problem.path for problem in caught.value.problems] == ["rnge", "power", "range"]

    def test_refuses_unknown_qualifiers_and_a_missing_value(self) -> None:
        with pytest.raises(EvspecError, match=r"power\.cycle: unknown key .* it has value, unit"):
            Variant.of("My car", power={"value": "150 kW", "cycle": "WLTP"})
        with pytest.raises(EvspecError, match="power: power has no value"):
            Variant.of("My car", power={"rating": "peak"})

    def test_from_a_source_of_ones_own(self) -> None:
        mine = Variant.of("My car", source=SOURCES["maker-jan"], power="150 kW")
        assert mine.power.status == "official"
        assert mine.power.source.publisher == "Acme"

    def test_may_be_called_anything(self) -> None:
        assert Variant.of("Ünïcode!").id == "unicode"
        assert Variant.of("日本").id == "car"

    def test_stands_outside_any_catalog(self) -> None:
        mine = Variant.of("My car", power="more than acme/one/b")
        assert entry(mine, "power").related[Relation("more than", "acme/one/b")].target is None
        assert "more than acme/one/b" in mine.to_text()
        assert mine.generation.variants == (mine,)
        assert mine.generation.predecessor is None

    def test_is_a_value_too(self) -> None:
        mine = Variant.of("My car", power="150 kW")
        before = pickle.dumps(mine)
        assert pickle.loads(before) == mine
        # what was worked out for a table is worked out again
        assert mine.to_text()
        assert pickle.dumps(mine) == before


class TestClaims:
    def test_tell_themselves_in_one_line(self) -> None:
        claim = says("volt-feb", "range", "514 km WLTP", status="expected")
        assert str(claim) == "Range, WLTP: 514 km (expected; Volt, 1 Feb 2026)"

    def test_agree_within_rounding_in_the_same_row(self) -> None:
        km, mi = says("volt-feb", "range", "514 km WLTP"), says("amp-feb", "range", "319 mi WLTP")
        assert km.agrees_with(mi)
        assert not km.agrees_with(says("amp-feb", "range", "319 mi EPA"))
        assert not km.agrees_with(says("amp-feb", "range", "300 mi WLTP"))

    def test_know_their_cycle_and_date(self) -> None:
        assert says("undated", "power", "150 kW").cycle is None
        assert says("undated", "power", "150 kW").date is None
        assert says("volt-feb", "range", "514 km, cycle not stated").cycle == "not stated"

    def test_equal_whatever_the_reason_for_which_they_were_selected(self) -> None:
        claim = car(says("volt-feb", "base.power", "150 kW")).power
        assert claim.why
        assert claim == car(says("volt-feb", "base.power", "150 kW")).claims("power")[0]
        assert pickle.loads(pickle.dumps(claim)) == claim
        assert isinstance(claim, Claim)


class TestQualifiers:
    def test_are_a_mapping_in_the_order_of_labels(self) -> None:
        stated = Qualifiers.of({"phase": "city", "cycle": "WLTP"})
        assert dict(stated) == {"cycle": "WLTP", "phase": "city"}
        assert list(stated) == ["cycle", "phase"]
        assert len(stated) == 2
        assert stated["phase"] == "city"
        assert stated.get("soc") is None
        assert repr(stated) == "Qualifiers({'cycle': 'WLTP', 'phase': 'city'})"
        with pytest.raises(KeyError):
            stated["soc"]

    def test_are_a_value(self) -> None:
        one, other = Qualifiers.of({"cycle": "WLTP"}), Qualifiers.of({"cycle": "WLTP"})
        assert one == other
        assert hash(one) == hash(other)
        assert pickle.loads(pickle.dumps(one)) == one
        assert not Qualifiers()


class TestRows:
    @pytest.mark.parametrize(
        ("key", "value", "name"),
        [
            ("range", "514 km WLTP", "range[cycle=WLTP]"),
            ("range", "514 km EPA, city", "range[cycle=EPA,phase=city]"),
            ("power", "150 kW", "power"),
            ("power", "94 kW, 30-minute", "power[rating=30-minute]"),
        ],
    )
    def test_have_a_name_for_programs(self, key: str, value: str, name: str) -> None:
        assert says("volt-feb", key, value).row.key == name

    def test_stand_in_the_order_of_groups_specs_cycles_and_chargers(self) -> None:
        claims = [
            says("volt-feb", key, value)
            for key, value in [
                ("platform", "UKL2"),
                ("power", "150 kW"),
                ("power", "120 kW, without boost"),
                ("power", "94 kW, 30-minute"),
                ("dc_time", "20 min, 20-80 %"),
                ("ac_time", "14 h, 7.4 kW charger"),
                ("ac_time", "6.5 h, 11 kW charger"),
                ("ac_time", "3.75 h, 22 kW charger"),
                ("range", "1 km WLTP"),
                ("range", "1 km WLTP, city"),
                ("range", "1 km EPA"),
                ("range", "1 km real world"),
                ("range", "1 km, cycle not stated"),
            ]
        ]
        assert list(rows_of(generation(*reversed(claims)))) == [claim.row for claim in claims]

    def test_with_an_open_condition_are_told_apart(self) -> None:
        assert not says("volt-feb", "range", "more than acme/one/b").row.closed
        assert says("volt-feb", "range", "more than acme/one/b WLTP").row.closed
        assert says("volt-feb", "range", "514 km, cycle not stated").row.unstated
        assert not says("volt-feb", "range", "514 km WLTP").row.unstated

    def test_match_what_is_asked(self) -> None:
        wltp = says("volt-feb", "range", "514 km WLTP").row
        assert wltp.matches({"cycle": "WLTP"})
        assert wltp.matches({})
        assert not wltp.matches({"cycle": "EPA"})
        splits = (("cycle", "WLTP"), ("phase", "combined"), ("mode", ""))
        assert wltp == QualifiedSpec(spec("range"), splits)

    def test_that_are_asked_of_a_vehicle_without_them_have_nothing(self) -> None:
        assert entry_of(car(), row(car(*FULL), "range")).selection is None


class TestSources:
    @pytest.mark.parametrize(
        ("date", "shown"),
        [
            ("2026-02-24", "24 Feb 2026"),
            ("2022-06", "Jun 2022"),
            ("2024", "2024"),
            ("spring 2026", "spring 2026"),
            (None, "undated"),
        ],
    )
    def test_are_cited_with_publisher_and_date(self, date: str | None, shown: str) -> None:
        when = read_dates(date) if date else None
        assert show_date(when) == shown
        assert Source("x", "Volt", date=when).cite() == f"Volt, {shown}"

    def test_of_code_have_no_date(self) -> None:
        assert in_code().cite() == "given in code"
        assert in_code().default_status == "reported"

    def test_are_official_if_they_are_a_makers_or_a_regulators(self) -> None:
        official = [kind for kind in SOURCE_KINDS if Source("x", "X", kind=kind).official]
        assert official == ["maker", "regulator"]
        assert SOURCES["maker-jan"].default_status == "official"
        assert SOURCES["volt-feb"].default_status == "reported"

    def test_are_known_from_the_last_day_on_which_they_may_have_appeared(self) -> None:
        assert not SOURCES["ohm-april"].known_at(dt.date(2026, 4, 29))
        assert SOURCES["ohm-april"].known_at(dt.date(2026, 4, 30))
        assert not SOURCES["undated"].known_at(dt.date.max)
        assert not Source("x", "X", date=read_dates("after 2020")).known_at(dt.date.max)


class TestTheSheet:
    def test_takes_the_units_and_notes_that_a_comparison_takes(self) -> None:
        whole = ev.catalog["bmw/ix1/u11"]
        table = whole.to_table(units={"system": "us", "power": "PS"})
        assert next(row for row in table.rows if row.key == "power").cells[0].text == "204–313 PS"

    @pytest.mark.parametrize(
        ("options", "words"),
        [
            ({"units": "si"}, "units 'si' is not one of metric, us, uk"),
            ({"units": 5}, "units 5 is not one of"),
            ({"units": {"power": "km"}}, "power is power, and 'km' is length"),
            ({"units": {"power": None}}, "unknown unit 'None'"),
            ({"units": {3: "km"}}, "no spec '3'"),
            ({"notes": "long"}, "notes 'long' is not one of full, print, sources, False"),
        ],
    )
    def test_refuses_others(self, options: dict[str, Any], words: str) -> None:
        with pytest.raises(EvspecError, match=words):
            ev.catalog["bmw/ix1/u11"].to_table(**options)
