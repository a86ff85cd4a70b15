"""Catalogs of vehicles, however they were made."""

from __future__ import annotations

import pickle
from pathlib import Path

import pytest

import evspec as ev
from evspec.errors import DataError, EvspecError, WrongType


def priced(name: str, price: str, **more: object) -> ev.Variant:
    return ev.Variant.of(name, price={"value": price, "market": "Germany"}, **more)  # type: ignore[arg-type]


@pytest.fixture
def cars() -> ev.Catalog:
    source = ev.Source(publisher="Gazette", address="https://example.org/c", date="2026-03-02")
    a = priced(
        "Comet", "39,900 EUR", source=source, range=["514 km WLTP", {"value": "291 mi EPA", "via": "X"}]
    )
    b = priced("Comet", "69,900 EUR", make="Acme", power="more than bmw/ix1/u11")
    c = ev.Generation.of("Ray", make="Bolt", editions=["2022", "2026"], variants={"Long": {"power": "99 kW"}})
    d = ev.catalog["bmw/ix1/u11/edrive20"]
    assert isinstance(d, ev.Variant)
    return ev.Catalog.of(a, b, c, d, d.but(name="Sale", power="200 kW"), a.but(range="600 km WLTP"))


def test_are_searched(cars: ev.Catalog) -> None:
    assert [car.id for car in cars.find(price="<60,000 EUR")] == [
        "bmw/ix1/own/sale", "bmw/ix1/u11/edrive20", "own/comet/own/comet", "own/comet/own-2/comet",
    ]  # fmt: skip
    assert cars["Acme Comet"].id == "acme/comet/own"
    assert {car.name for car in cars.find(power=">=200 kW")} == {"BMW iX1 Sale"}


@pytest.mark.parametrize("form", ["mine.toml", "mine.json", "mine"])
def test_are_written_and_read_equal(cars: ev.Catalog, form: str, tmp_path: Path) -> None:
    ev.dump(cars, tmp_path / form)
    assert ev.load(tmp_path / form) == cars
    assert pickle.loads(pickle.dumps(cars)) == cars


def test_are_joined_with_others(cars: ev.Catalog) -> None:
    both = ev.catalog | cars
    assert len(both) == len(ev.catalog) + len(cars) - 1
    # of a variant alone the right one's file holds
    assert [car.slug for car in both["bmw/ix1/u11"].variants] == ["edrive20"]  # type: ignore[union-attr]
    assert both["acme/comet/own/comet"] == cars["acme/comet/own/comet"]


def test_say_what_the_vehicles_say(cars: ev.Catalog) -> None:
    car = ev.catalog["bmw/ix1/u11/edrive20"]
    assert cars[car.id].to_text() == car.to_text()
    assert "more than iX1's 150 kW" in cars["Acme Comet"].to_text()
    whole = ev.Catalog.of(*ev.catalog)
    assert whole.ids == ev.catalog.ids
    assert all(whole[id_] == ev.catalog[id_] for id_ in whole.ids)


def test_hold_a_vehicle_once() -> None:
    one = ev.catalog["bmw/ix1/u11"]
    assert isinstance(one, ev.Generation)
    assert len(ev.Catalog.of(one, *one.variants, one)) == 1
    assert ev.Catalog.of(one.variants[0], one) == ev.Catalog.of(one) == ev.Catalog.of(one, one.variants[0])
    assert len(ev.Catalog.of(*one.variants).variants) == len(one.variants)
    assert len(ev.Catalog.of()) == 0
    day = one.as_of("2026-03-01")
    assert ev.Catalog.of(day).as_of_date == day.as_of_date


def test_each_has_an_id_of_its_own(cars: ev.Catalog) -> None:
    again = ev.Catalog.of(*cars, *(priced("Comet", f"{number} EUR") for number in (30_000, 31_000)))
    assert {*again.ids} - {*cars.ids} == {"own/comet/own-3", "own/comet/own-4"}
    assert again["own/comet/own"] == cars["own/comet/own"]


def test_what_makes_none() -> None:
    one = ev.catalog["bmw/ix1/u11"]
    source = ev.Source("x", "X")
    for given, words in (
        ((one, one.as_of("2026-03-01")), "as of 2026-03-01 and today"),
        ((one.at("2022"),), "holds all editions"),
        ((one, ev.derive(one)), "in two forms; make one a car of its own"),
        (
            (
                ev.Variant.of("A", source=source, seats=5),
                ev.Variant.of("B", source=ev.Source("x", "Y"), seats=5),
            ),
            "two sources are called 'x'",
        ),
    ):
        with pytest.raises(EvspecError, match=words):
            ev.Catalog.of(*given)
    for nonsense in ("bmw/ix1/u11", None, [one]):
        with pytest.raises(WrongType, match="made of generations and variants"):
            ev.Catalog.of(nonsense)  # type: ignore[arg-type]


def test_what_was_worked_out_is_not_written(tmp_path: Path) -> None:
    car = ev.derive(ev.Variant.of("A", power="150 kW", curb_weight="2000 kg"))
    with pytest.raises(EvspecError, match="claims that were worked out"):
        ev.dump(ev.Catalog.of(car), tmp_path / "a.toml")
    told = ev.Variant.of("A", power={"value": "150 kW", "status": "estimated"})
    ev.dump(ev.Catalog.of(told), tmp_path / "a.toml")
    assert ev.load(tmp_path / "a.toml") == ev.Catalog.of(told)


@pytest.mark.parametrize("form", ["mine.toml", "mine.json", "mine"])
def test_one_car_is_written_as_a_catalog_of_it(form: str, tmp_path: Path) -> None:
    car = priced("Comet", "39,900 EUR")
    ev.dump(car.generation, tmp_path / form)
    assert ev.load(tmp_path / form) == ev.Catalog.of(car)
    with pytest.raises(WrongType, match="can be written; Catalog"):
        ev.dump(car, tmp_path / form)  # type: ignore[arg-type]


def test_a_maker_may_be_missing_of_ones_own_car_alone(tmp_path: Path) -> None:
    for id_, told in (("own/a/b", ""), ("acme/a/b", "no make")):
        (tmp_path / "a.toml").write_text(f'id = "{id_}"\nmake = ""\nmodel = "A"\n', encoding="utf-8")
        if told:
            with pytest.raises(DataError, match=told):
                ev.load(tmp_path / "a.toml")
        else:
            assert ev.load(tmp_path / "a.toml")[id_].name == "A"
