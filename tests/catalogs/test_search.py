"""Which variants are found: those that surely have what is asked for, or those that may."""

from __future__ import annotations

import functools
import pickle
from typing import TYPE_CHECKING, Any

import pytest

import evspec
import evspec as ev
from evspec import Catalog, EvspecError, UnknownSpec, Vehicle, WrongType, load, measure
from evspec.catalogs.search import Column, Query, read_queries, read_query
from tests.files.drafts import draft

if TYPE_CHECKING:
    from pathlib import Path


class TestBuiltIn:
    def test_by_range_and_drivetrain(self) -> None:
        (car,) = evspec.catalog.find(model="ix1", range=">500 km WLTP", drivetrain="FWD")
        assert car.id == "bmw/ix1/u11/edrive20"

    def test_by_names_whatever_the_case(self) -> None:
        assert evspec.catalog.find(make="bmw", model="IX1") == evspec.catalog.find(make="BMW", model="iX1")
        assert evspec.catalog.find(make="Kia", model="iX1") == ()
        assert evspec.catalog.find() == evspec.catalog.vehicles

    @pytest.mark.parametrize(
        ("asked", "words"),
        [
            ({"make": "BWM"}, "no vehicle of make 'BWM'; did you mean 'GWM' or 'BMW'?"),
            ({"model": "Leef"}, "no vehicle of model 'Leef'; did you mean 'Leaf'?"),
            ({"make": 3}, "no vehicle of make 3"),
        ],
    )
    def test_by_names_that_nobody_has(self, asked: dict[str, Any], words: str) -> None:
        with pytest.raises(EvspecError) as info:
            evspec.catalog.find(**asked)
        assert str(info.value) == words


# what the long-range version is said to be, what is asked, and the answer
CASES = [
    ('range = "514 km WLTP"', {"range": ">500 km WLTP"}, "yes"),
    ('range = "514 km WLTP"', {"range": measure(">310 mi WLTP")}, "yes"),
    ('range = "514 km WLTP"', {"range": {"value": ">500 km", "cycle": "WLTP"}}, "yes"),
    ('range = "514 km WLTP"', {"range": ">520 km WLTP"}, "no"),
    ('range = "514 km WLTP"', {"range": ">500 km EPA"}, "open"),
    ('range = "514 km WLTP"', {"range": ">500 km real world"}, "open"),
    ('range = "400 km real world"', {"range": ">390 km real world"}, "yes"),
    ('range = "more than 514 km WLTP"', {"range": ">500 km WLTP"}, "yes"),
    ('range = "up to 514 km WLTP"', {"range": ">500 km WLTP"}, "open"),
    ('range = "up to 514 km WLTP"', {"range": ">520 km WLTP"}, "no"),
    ('range = "more than bmw/ix1/u11 WLTP"', {"range": ">1 km WLTP"}, "open"),
    ('range = { value = "unknown", cycle = "WLTP" }', {"range": ">1 km WLTP"}, "open"),
    ('dc_range_rate = "20 km/min WLTP, 10-80 %"', {"dc_range_rate": ">15 km/min WLTP"}, "yes"),
    ('dc_range_rate = "20 km/min WLTP, 10-80 %"', {"dc_range_rate": ">15 km/min EPA"}, "open"),
    ('price = { value = "47,900 EUR", market = "Germany" }', {"price": "<50,000 EUR"}, "yes"),
    ('drivetrain = "RWD"', {"drivetrain": "RWD"}, "yes"),
    ('drivetrain = "RWD"', {"drivetrain": "AWD"}, "no"),
    ('drivetrain = "RWD"', {"drivetrain": "not FWD"}, "yes"),
    ('drivetrain = "RWD"', {"drivetrain": "not RWD"}, "no"),
    ('drivetrain = "RWD"', {"drivetrain": "RWD, AWD"}, "no"),
    ('drivetrain = "RWD, AWD"', {"drivetrain": "RWD only"}, "no"),
    ('drivetrain = "not FWD"', {"drivetrain": "FWD"}, "no"),
    ('drivetrain = "not FWD"', {"drivetrain": "RWD"}, "open"),
    ('drivetrain = "not FWD"', {"drivetrain": "not FWD"}, "yes"),
    ('drivetrain = "not FWD"', {"drivetrain": "not RWD"}, "open"),
    ('production_start = "2027-11"', {"production_start": "2027"}, "yes"),
    ('production_start = "2027"', {"production_start": "2027-11"}, "open"),
    ('production_start = "2027"', {"production_start": "before 2027"}, "no"),
    ("heat_pump = true", {"heat_pump": True}, "yes"),
    ("heat_pump = false", {"heat_pump": True}, "no"),
    ('platform = "Neue Klasse"', {"platform": "neue klasse"}, "yes"),
    ("seats = 5", {"seats": 5}, "yes"),
    ("seats = 5", {"seats": 7}, "no"),
    ('power = "150 kW"', {"power": ">100 kW", "seats": 5}, "open"),
    ('power = "150 kW"', {"power": ">200 kW", "seats": 5}, "no"),
]


@pytest.mark.parametrize(("line", "wanted", "answer"), CASES, ids=map(str, range(len(CASES))))
def test_answer(line: str, wanted: dict[str, object], answer: str, tmp_path: Path) -> None:
    catalog = load(draft(tmp_path, f'[[said]]\nsource = "volt"\nlong.{line}\n'))
    sure, possible = catalog.find(**wanted), catalog.find(possible=True, **wanted)  # type: ignore[arg-type]
    long = catalog["acme/comet/c1/long"]
    assert (long in sure, long in possible) == (answer == "yes", answer == "open")
    # nothing is said of the other version
    assert [car.id for car in possible if car != long] == ["acme/comet/c1/dual"]


def test_what_a_generation_offers_is_open_for_each_variant(tmp_path: Path) -> None:
    catalog = load(draft(tmp_path, '[[said]]\nsource = "volt"\ndrivetrain = "RWD, AWD"\n'))
    assert catalog.find(drivetrain="RWD") == ()
    assert len(catalog.find(drivetrain="RWD", possible=True)) == 2
    assert catalog.find(drivetrain="FWD", possible=True) == ()


@pytest.mark.parametrize(
    ("wanted", "words"),
    [
        ({"rnage": ">500 km"}, "range"),
        ({"range": ">500 km"}, "without its cycle"),
        ({"range": ">500 kW"}, "power"),
        ({"range": "far"}, "far"),
        ({"range": {"value": ">500 km", "cycle": "WLPT"}}, "WLPT"),
        ({"range": {"cycle": "WLTP"}}, "without a value; write range="),
        ({"drivetrain": "2WD"}, "FWD"),
    ],
)
def test_what_cannot_be_asked(wanted: dict[str, object], words: str) -> None:
    with pytest.raises(EvspecError, match=words):
        evspec.catalog.find(**wanted)  # type: ignore[arg-type]


def test_unknown_spec_is_a_key_error() -> None:
    with pytest.raises(UnknownSpec):
        evspec.catalog.find(colour="red")


def asked_one_by_one(catalog: Catalog, step: int = 1, **wanted: object) -> list[Vehicle]:
    """Ask each vehicle, or every so many-th, by itself, without any column."""
    queries = [read_query(key, value) for key, value in wanted.items()]
    cars = catalog.vehicles[::step]
    return [car for car in cars if all(answered(query, car) == "yes" for query in queries)]


def answered(query: Query, variant: Vehicle) -> str:
    [answer] = query.answers(Column([variant.get(query.spec.key, **query.qualifiers)], [0]))
    return answer


QUERIES: list[dict[str, object]] = [
    {"range": ">450 km WLTP"},
    {"range": ">250 mi EPA"},
    {"range": "<200 km NEDC"},
    {"power": ">150 kW"},
    {"power": {"value": ">80 kW", "rating": "30-minute"}},
    {"battery_net": "<60 kWh"},
    {"dc_time": "<30 min, 10-80 %"},
    {"drivetrain": "AWD"},
    {"drivetrain": "not AWD"},
    {"market_launch": "before 2022"},
    {"heat_pump": True},
    {"seats": 5},
    {"price": "<40,000 EUR"},
    {"platform": "CLAR"},
    {"range": ">400 km WLTP", "drivetrain": "AWD", "power": ">200 kW"},
]


@pytest.mark.parametrize("day", [None, "2021-06-30"])
def test_columns_say_what_each_variant_says(day: str | None, request: pytest.FixtureRequest) -> None:
    catalog = evspec.catalog.as_of(day)
    # asking all of them takes long
    step = 1 if request.config.getoption("--torture") else 29
    some = set(catalog.vehicles[::step])
    for wanted in QUERIES:
        first = catalog.find(**wanted)  # type: ignore[arg-type]
        assert [car for car in first if car in some] == asked_one_by_one(catalog, step, **wanted), wanted
        assert catalog.find(**wanted) == first  # type: ignore[arg-type]


def test_some_queries_find_something() -> None:
    assert sum(bool(evspec.catalog.find(**wanted)) for wanted in QUERIES) > len(QUERIES) / 2  # type: ignore[arg-type]


# of the two versions of a car, each of which states a range or not
SAID = [
    'long.range = "514 km WLTP"',
    'long.range = "514 km WLTP"\ndual.range = "480 km WLTP"',
    'dual.range = "480 km WLTP"\nlong.range = "514 km WLTP"',
    'long.range = ["514 km WLTP", "560 km NEDC"]',
    'long.range = ["514 km WLTP", "470 km WLTP, worst equipment"]',
    'long.range = { value = "514 km WLTP", doubt = "a slip" }',
    'range = "500 km WLTP"\nlong.range = "440 km WLTP"',
    'long.range = "more than bmw/ix1/u11"\ndual.range = "480 km WLTP"',
    'long.range = "514 km, cycle not stated"',
]


@functools.cache
def of_the_record(wanted: str) -> tuple[set[str], list[str]]:
    """Return the ids of some of the vehicles of the record, and which of them have a range as wanted."""
    found = asked_one_by_one(evspec.catalog, step=29, range=wanted)
    return {car.id for car in evspec.catalog.vehicles[::29]}, [car.id for car in found]


@pytest.mark.parametrize("said", SAID, ids=map(str, range(len(SAID))))
def test_whatever_a_file_says(said: str, tmp_path: Path) -> None:
    catalog = load(draft(tmp_path, f'[[said]]\nsource = "volt"\n{said}\n'))
    joined = evspec.catalog | catalog
    for wanted in (">400 km WLTP", ">490 km WLTP", "<500 km WLTP", ">400 km NEDC"):
        found = asked_one_by_one(catalog, range=wanted)
        assert [*catalog.find(range=wanted)] == found, wanted
        asked, built_in = of_the_record(wanted)
        asked_of_both = asked | {car.id for car in catalog.vehicles}
        expected = {*built_in, *(car.id for car in found)}
        assert [car.id for car in joined.find(range=wanted) if car.id in asked_of_both] == [
            car.id for car in joined.vehicles if car.id in expected
        ], wanted


class TestGenerationsWithoutVariants:
    def test_are_vehicles_themselves(self) -> None:
        bare = [whole for whole in evspec.catalog if not whole.variants]
        assert len(bare) > 5
        assert set(bare) <= set(evspec.catalog.find())
        curated = evspec.catalog.curated
        assert len(curated.vehicles) == len(curated.variants) + len(bare)
        assert [car.id for car in evspec.catalog.find(make="BMW", model="iX5")] == ["bmw/ix5/g65"]

    def test_are_found_by_what_they_state(self, tmp_path: Path) -> None:
        text = draft(
            tmp_path, '[[said]]\nsource = "volt"\nrange = "514 km WLTP"\ndrivetrain = "RWD, AWD"\n', BARE
        )
        catalog = load(text)
        assert [car.id for car in catalog.find(range=">500 km WLTP")] == ["acme/comet/c1"]
        assert catalog.find(range=">520 km WLTP") == ()
        # one that is bought has one of them
        assert catalog.find(drivetrain="RWD") == ()
        assert [car.id for car in catalog.find(drivetrain="RWD", possible=True)] == ["acme/comet/c1"]
        assert catalog.find(drivetrain="FWD", possible=True) == ()


BARE = """
id = "acme/comet/c1"
make = "Acme"
model = "Comet"
"""


class TestOneOfSeveral:
    def test_makes_and_models(self) -> None:
        both = evspec.catalog.find(make=["BMW", "kia"])
        assert both == tuple(car for car in evspec.catalog.vehicles if car.make in {"BMW", "Kia"})
        assert evspec.catalog.find(model={"iX1"}) == evspec.catalog.find(model="iX1")
        with pytest.raises(EvspecError, match=r"'BWM'; did you mean 'BMW'.*'Kai'; did you mean 'Kia'"):
            evspec.catalog.curated.find(make=["BWM", "Kai", "BMW"])

    @pytest.mark.parametrize(
        ("key", "each"),
        [
            ("drivetrain", ["RWD", "AWD"]),
            ("range", [">500 km WLTP", ">350 mi EPA"]),
            ("power", [">300 kW", "<60 kW"]),
        ],
    )
    def test_values_of_a_spec(self, key: str, each: list[str]) -> None:
        for possible in (False, True):
            found = evspec.catalog.find(possible=possible, **{key: each})  # type: ignore[arg-type]
            sure = {car for one in each for car in evspec.catalog.find(**{key: one})}  # type: ignore[arg-type]
            open_ = {car for one in each for car in evspec.catalog.find(possible=True, **{key: one})}
            assert set(found) == (open_ - sure if possible else sure)
            assert len(found) == len(set(found)) > 0

    def test_under_conditions(self) -> None:
        one = evspec.catalog.find(price={"value": ["<40,000 EUR"], "market": "Germany"})
        assert one == evspec.catalog.find(price={"value": "<40,000 EUR", "market": "Germany"})
        with pytest.raises(EvspecError, match="empty list"):
            evspec.catalog.find(drivetrain=[])

    def test_the_points_of_a_curve_are_one_value(self) -> None:
        (query,) = read_queries("charging_curve", [[10, 150], [80, 60]])
        assert query.spec.key == "charging_curve"


class TestFunctions:
    def test_say_what_is_found(self) -> None:
        found = evspec.catalog.find(lambda car: car.make == "BMW", range=">450 km WLTP")
        assert found == evspec.catalog.find(make="BMW", range=">450 km WLTP")

    def test_leave_open_what_is_not_stated(self) -> None:
        def is_long(car: Vehicle) -> bool:
            return car.range.value.low > 450  # type: ignore[operator]

        sure, possible = evspec.catalog.find(is_long), evspec.catalog.find(is_long, possible=True)
        assert sure
        assert all(car.range.value.low > 450 for car in sure)  # type: ignore[operator]
        assert {car for car in evspec.catalog.vehicles if car.get("range") is None} <= set(possible)
        assert not set(sure) & set(possible)

    def test_that_nobody_can_answer_have_a_mistake(self) -> None:
        with pytest.raises(AttributeError, match="nmae"):
            evspec.catalog.find(lambda car: car.id.nmae)  # type: ignore[attr-defined]
        with pytest.raises(UnknownSpec, match="rnage"):
            evspec.catalog.find(lambda car: car.get("rnage") is None)

    def test_return_true_or_false(self) -> None:
        with pytest.raises(WrongType, match="returned None for audi"):
            evspec.catalog.find(lambda car: None)
        with pytest.raises(WrongType, match="a function, such as a lambda, not str"):
            evspec.catalog.find("BMW")  # type: ignore[arg-type]


class TestAnEmptyAnswer:
    def test_tells_what_each_condition_rules_out(self, tmp_path: Path) -> None:
        said = '[[said]]\nsource = "volt"\nlong.range = "514 km WLTP"\n'
        catalog = load(draft(tmp_path, said))
        found = catalog.find(range=">520 km WLTP", drivetrain=["RWD", "AWD"], make="Acme")
        assert not found
        assert repr(found) == str(found) == f"<nothing found: {found.why}>"
        assert found.why == (
            "of 2 vehicles range '>520 km WLTP' rules out 1, 1 does not state it; "
            "drivetrain=['RWD', 'AWD'] rules out 0, 2 do not state it; make 'Acme' rules out 0"
        )

    def test_tells_what_is_left_open(self, tmp_path: Path) -> None:
        catalog = load(draft(tmp_path, '[[said]]\nsource = "volt"\nlong.range = "up to 514 km WLTP"\n'))
        assert "rules out 0, 1 does not state it, 1 leaves it open" in catalog.find(range=">500 km WLTP").why

    def test_tells_what_a_function_met(self) -> None:
        # of which nobody states anything
        found = evspec.catalog.find(lambda car: car.tires.value.text == "")
        assert "no source states tires of" in found.why
        assert f"{len(evspec.catalog.vehicles)} do not state it" in found.why

    def test_is_a_tuple_like_any_other(self) -> None:
        found = evspec.catalog.find(range=">5,000 km WLTP")
        again = pickle.loads(pickle.dumps(found))
        assert (again, again.why) == ((), found.why)
        assert (*found, 1) == (1,)
        assert evspec.catalog.find(make="BMW").why == ""


def test_a_number_without_a_unit_is_asked_for_as_one() -> None:
    cars = ev.Catalog.of(
        *[ev.Variant.of(f"Car {n}", drag_coefficient=f"0.2{n}", seats=n) for n in range(1, 6)]
    )
    assert [car.name for car in cars.find(drag_coefficient=0.23)] == ["Car 3"]
    assert [car.name for car in cars.find(drag_coefficient="<0.23")] == ["Car 1", "Car 2"]
    assert [car.name for car in cars.find(seats=">=4")] == ["Car 4", "Car 5"]
    assert [car.name for car in cars.find(seats=[1, 2.0])] == ["Car 1", "Car 2"]
