"""Which variants are found: those that surely have what is asked for, or those that may."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

import evspec
from evspec import Catalog, EvspecError, UnknownSpec, Variant, load, measure
from evspec.catalogs.search import Column, Query, read_query
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
        assert evspec.catalog.find() == evspec.catalog.variants

    @pytest.mark.parametrize(
        ("asked", "words"),
        [
            ({"make": "BWM"}, "no vehicle of make 'BWM'; did you mean 'BMW'?"),
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
    assert [car.slug for car in possible if car != long] == ["dual"]


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


def asked_one_by_one(catalog: Catalog, **wanted: object) -> tuple[Variant, ...]:
    """Ask each variant by itself, without any column."""
    queries = [read_query(key, value) for key, value in wanted.items()]
    return tuple(
        variant for variant in catalog.variants if all(answered(query, variant) == "yes" for query in queries)
    )


def answered(query: Query, variant: Variant) -> str:
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


@pytest.mark.parametrize("wanted", QUERIES, ids=str)
@pytest.mark.parametrize("day", [None, "2021-06-30"])
def test_columns_say_what_each_variant_says(wanted: dict[str, object], day: str | None) -> None:
    catalog = evspec.catalog.as_of(day)
    first = catalog.find(**wanted)  # type: ignore[arg-type]
    assert first == asked_one_by_one(catalog, **wanted)
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


@pytest.mark.parametrize("said", SAID, ids=map(str, range(len(SAID))))
@pytest.mark.parametrize("wanted", [">400 km WLTP", ">490 km WLTP", "<500 km WLTP", ">400 km NEDC"])
def test_whatever_a_file_says(said: str, wanted: str, tmp_path: Path) -> None:
    catalog = load(draft(tmp_path, f'[[said]]\nsource = "volt"\n{said}\n'))
    for searched in (catalog, evspec.catalog | catalog):
        assert searched.find(range=wanted) == asked_one_by_one(searched, range=wanted)
