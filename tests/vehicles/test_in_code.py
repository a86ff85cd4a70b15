"""What a program says of a car is what a line of a data file can say."""

from __future__ import annotations

import datetime as dt
import pickle
import warnings
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest

import evspec as ev
from evspec.errors import DataError, EvspecError, WrongType

if TYPE_CHECKING:
    from collections.abc import Callable

SOURCE = ev.Source(
    publisher="Gazette", title="The Comet returns", address="https://example.org/c", date="2026-03-02"
)


def mistakes(**said: object) -> dict[str, str]:
    """Return the mistakes of a car by their places."""
    with pytest.raises(DataError) as caught:
        ev.Variant.of("Comet", **said)  # type: ignore[arg-type]
    return {problem.path: problem.message for problem in caught.value.problems}


class TestSources:
    @pytest.mark.parametrize(
        "date", ["2026-03-02", dt.date(2026, 3, 2), dt.datetime(2026, 3, 2, 9, tzinfo=dt.UTC)]
    )
    def test_take_their_date_in_each_form(self, date: Any) -> None:
        source = ev.Source(publisher="Gazette", date=date)
        assert (source.cite(), source.id) == ("Gazette, 2 Mar 2026", "gazette-2026-03-02")
        assert source == ev.Source(source.id, "Gazette", date=SOURCE.date)
        assert ev.Source(publisher="Gazette", date=2026).cite() == "Gazette, 2026"

    def test_are_their_address_or_publisher_alone(self) -> None:
        car = ev.Variant.of("Comet", source="https://www.example.org/c?x", power="150 kW")
        assert (car.power.source.publisher, car.power.source.address) == (
            "example.org", "https://www.example.org/c?x",
        )  # fmt: skip
        assert (
            ev.Variant.of("Comet", source="Gazette", power="150 kW").power.source.cite() == "Gazette, undated"
        )

    @pytest.mark.parametrize(
        ("given", "words"),
        [
            ({}, "without its publisher"),
            ({"id": "gazette"}, "without its publisher"),
            ({"publisher": "G", "date": "soon"}, "the date of a source: "),
            (
                {"publisher": "G", "kind": "blog"},
                "is not one of maker, regulator, press, dataset, forum, code",
            ),
            ({"publisher": "G", "tier": 5}, "is not one of 1, 2, 3, 4"),
            ({"publisher": 5}, "the publisher of a source is a text, not int"),
            ({"publisher": "G", "address": None}, "the address of a source is a text"),
        ],
        ids=str,
    )
    def test_mistakes(self, given: dict[str, Any], words: str) -> None:
        with pytest.raises(ev.EvspecError, match=words):
            ev.Source(**given)


class TestClaims:
    def test_may_be_several_each_with_what_stands_beside_it(self) -> None:
        car = ev.Variant.of(
            "Comet",
            source=SOURCE,
            range=[
                "514 km WLTP",
                {"value": "291 mi EPA", "status": "expected", "hedge": "should", "via": "a dealer"},
                {"value": "500 km WLTP", "source": "Volt", "doubt": "a slip"},
            ],
        )
        wltp, epa, doubted = car.claims("range")
        assert (wltp.status, wltp.source, str(wltp.value)) == ("reported", SOURCE, "514 km WLTP")
        assert (epa.status, epa.hedge, epa.via, epa.source) == ("expected", "should", "a dealer", SOURCE)
        assert (doubted.doubt, doubted.source.publisher) == ("a slip", "Volt")
        assert car.range == car.get("range", cycle="WLTP")

    def test_say_what_a_file_says(self, tmp_path: Path) -> None:
        line = 'b.dc_time = [{ value = "29 min", soc = "10-80 %", note = "cold", status = "measured" }]\n'
        line += 'b.ac_power = "11 kW (22 optional)"\nb.length = { value = 4582, unit = "mm" }\n'
        head = 'make = "A"\nmodel = "B"\nid = "a/b/c"\nvariants = { b = "B" }\n'
        source = '[sources.x]\npublisher = "X"\ntitle = ""\naddress = ""\n'
        (tmp_path / "c.toml").write_text(f'{head}{source}[[said]]\nsource = "x"\n{line}', encoding="utf-8")
        read = ev.load(tmp_path / "c.toml")["a/b/c/b"].claims()
        said = ev.Variant.of(
            "B",
            source=ev.Source("x", "X"),
            dc_time=({"value": "29 min", "soc": "10-80 %", "note": "cold", "status": "measured"},),
            ac_power="11 kW (22 optional)",
            length={"value": 4582, "unit": "mm"},
        ).claims()
        assert [claim.but(about="") for claim in said] == [claim.but(about="") for claim in read]

    @pytest.mark.parametrize(
        ("value", "unit", "shown"),
        [
            (4582, "mm", "4582 mm"),
            (4582.0, "mm", "4582 mm"),
            (4.58, "m", "4.58 m"),
            ("4.580", "m", "4.580 m"),
            (1.234, "km", "1.234 km"),
            ("up to 4582", "mm", "up to 4582 mm"),
            (np.float64(4.5), "m", "4.5 m"),
            (np.int64(4582), "mm", "4582 mm"),
        ],
    )
    def test_have_number_and_unit_apart(self, value: object, unit: str, shown: str) -> None:
        given = {"value": value, "unit": unit}
        assert ev.Variant.of("Comet", length=given).length.value.show() == shown
        if not isinstance(value, str):
            assert ev.Variant.of("Comet", decimal=",", length=given).length.value.show() == shown

    def test_of_another_car_are_taken_as_they_are(self) -> None:
        other = ev.catalog["bmw/ix1/u11/edrive20"]
        car = ev.Variant.of("Comet", range=other.range, drivetrain=other.drivetrain)
        assert car.range.value == other.range.value
        assert car.range.source == other.range.source
        again = ev.Variant.of("Comet", drivetrain=other.drivetrain.value, power=other.power.value)
        assert again.drivetrain.value == other.drivetrain.value

    def test_of_editions(self) -> None:
        car = ev.Variant.of(
            "Comet", editions=["2022", "2026"],
            range=["400 km WLTP", {"value": "514 km WLTP", "edition": "2026"}],
        )  # fmt: skip
        assert str(car.range.value) == "514 km WLTP"
        assert str(car.at("2022").range.value) == "400 km WLTP"

    def test_what_holds_for_all_stands_beside_them(self) -> None:
        car = ev.Variant.of("Comet", status="rumored", hedge="may", power="150 kW", torque="300 N·m")
        assert {(claim.status, claim.hedge) for claim in car.claims()} == {("rumored", "may")}

    def test_mistakes_all_at_once_each_with_its_place(self) -> None:
        found = mistakes(
            rnage="514 km", range=["514 km WLTP", {"value": "500 km WLTP", "staus": "expected"}],
            power={"value": "5 kW", "status": "sure"}, length={"value": 4582, "unit": "kg"},
            width={"value": True, "unit": "mm"}, seats={"value": 5, "unit": "mm"}, height={"unit": "mm"},
            torque={"value": "5 N·m", "source": 5}, doors=ev.Variant.of("x", seats=5).seats,
            wheelbase={"value": 5, "unit": 7}, drivetrain=[], plant={"value": "X", "edition": "2022"},
        )  # fmt: skip
        expected = {
            "rnage": "did you mean 'range'", "range[2].staus": "did you mean 'status'",
            "power.status": "is not one of official, measured", "length": "found mass",
            "width": "found beside its unit; write a number", "seats": "seats has no unit, found 'mm'",
            "height": "height has no value", "torque.source": "a source is a Source, its address",
            "doors": "a claim on seats is none on doors", "wheelbase": "the unit of wheelbase is 7",
            "plant.edition": 'edition "2022"',
        }  # fmt: skip
        for path, words in expected.items():
            assert words in found[path], path
        assert len(found) == len(expected)

    def test_what_is_missing_is_not_stated(self) -> None:
        told = {"value": None, "unit": "mm"}
        car = ev.Variant.of("Comet", power=None, torque="n/a", seats=float("nan"), length=told, range=["-"])
        assert not car.claims()
        (claim,) = ev.Variant.of("Comet", plant="?", body_style="n/a", missing=["?"]).claims()
        assert claim.spec.key == "body_style"

    def test_nonsense(self) -> None:
        for given in ({"make": 5}, {"editions": "2022"}, {"editions": [2022]}, {"source": 5}):
            with pytest.raises(WrongType):
                ev.Variant.of("Comet", power="5 kW", **given)


class TestBut:
    def test_changes_the_rows_that_it_says_and_no_others(self) -> None:
        car = ev.Variant.of("Comet", range=["514 km WLTP", "291 mi EPA"], power="150 kW", torque="300 N·m")
        other = car.but(range="600 km WLTP", torque=None)
        assert [str(claim.value) for claim in other.claims("range")] == ["291 mi EPA", "600 km WLTP"]
        assert [str(claim.value) for claim in car.claims("range")] == ["514 km WLTP", "291 mi EPA"]
        assert other.get("torque") is None
        assert other.power == car.power

    def test_of_a_car_of_the_catalog_stands_beside_it(self) -> None:
        car = ev.catalog["bmw/ix1/u11/edrive20"]
        assert isinstance(car, ev.Variant)
        other = car.but(
            name="On sale", price={"value": 39900, "unit": "EUR", "market": "Germany"}, plant=None
        )
        assert (other.name, other.code, other.edition) == ("BMW iX1 On sale", "U11", car.edition)
        assert other.get("plant") is None
        assert other.range.value == car.range.value
        assert other not in ev.catalog
        assert car.price.value.show() == "47900 EUR"
        assert pickle.loads(pickle.dumps(other)) == other
        change = next(c for c in ev.diff(car, other).changes if c.spec.key == "price")
        assert change.words.startswith("cheaper, −8,000 EUR")
        # what it leans on is still found
        assert ev.derive(other).but(power="200 kW").power.value.show() == "200 kW"

    def test_of_a_generation_takes_the_place_of_what_its_variants_say(self) -> None:
        u11 = ev.catalog["bmw/ix1/u11"]
        assert isinstance(u11, ev.Generation)
        other = u11.but(name="iX1 next", range="500 km WLTP", plant=None)
        assert other.name == "BMW iX1 next U11"
        assert other.range.value.show() == "500 km"
        assert [str(car.range.value) for car in other.variants] == ["500 km WLTP"] * len(u11.variants)
        assert [car.power for car in other.variants if car.get("power")] == [
            claim.but(about=claim.about.rpartition("/")[2])
            for claim in (car.power for car in u11.variants if car.get("power"))
        ]
        assert other.get("plant") is None
        assert pickle.loads(pickle.dumps(other)) == other
        assert ev.Catalog.of(other).ids == ("bmw/ix1-next/own",)

    def test_of_an_edition_says_it_of_that_edition(self) -> None:
        old = ev.catalog["bmw/ix1/u11/edrive20@2022"]
        assert isinstance(old, ev.Variant)
        assert str(old.but(range="440 km WLTP").range.value) == "440 km WLTP"
        new = ev.catalog["bmw/ix1/u11/edrive20"]
        assert isinstance(new, ev.Variant)
        assert str(new.but(range="440 km WLTP").range.value) == "440 km WLTP"

    def test_mistakes(self) -> None:
        with pytest.raises(DataError, match=r"^Comet: range: range '5 km' without its cycle"):
            ev.Variant.of("Comet").but(range="5 km")
        with pytest.raises(ev.EvspecError, match="needs a name"):
            ev.Variant.of("Comet").but(name=" ")


class TestGenerations:
    def test_are_made_with_their_variants(self) -> None:
        comet = ev.Generation.of(
            "Comet", make="Acme", code="C2", source=SOURCE, platform="M1",
            variants={
                "Base": {"range": "400 km WLTP"}, "Long Range": {"range": ["514 km WLTP", "291 mi EPA"]},
            },
        )  # fmt: skip
        assert comet.id == "acme/comet/c2"
        assert comet.name == "Acme Comet C2"
        assert [car.id for car in comet.variants] == ["acme/comet/c2/base", "acme/comet/c2/long-range"]
        assert comet.range.value.show() == "400–514 km"
        assert comet.variant("base").platform.value.show() == "M1"
        assert comet.platform.source == SOURCE
        assert pickle.loads(pickle.dumps(comet)) == comet

    def test_mistakes_all_at_once(self) -> None:
        with pytest.raises(DataError) as caught:
            ev.Generation.of(
                "Comet", power="5 km", variants={"Base": {"rnage": "x"}, "Long": {"range": "5 km"}}
            )
        assert [problem.path for problem in caught.value.problems] == ["power", "Base.rnage", "Long.range"]
        with pytest.raises(ev.EvspecError, match="differ in no letter"):
            ev.Generation.of("Comet", variants={"A": {}, "a!": {}})
        with pytest.raises(WrongType, match="variants is a dict of names"):
            ev.Generation.of("Comet", variants=["A"])  # type: ignore[arg-type]


def test_a_misspelled_spec_is_not_taken_out_in_silence() -> None:
    car = ev.Variant.of("Comet", range="514 km WLTP", power="150 kW")
    assert car.but(power=None).get("power") is None
    with pytest.raises(DataError, match='"rnage" is no spec'):
        car.but(rnage=None)


def worked_out() -> list[tuple[Any, str]]:
    m = ev.measure
    return [
        (m("150 kW") + "80 kW", "230 kW"),
        (m("150-160 kW") * 2, "300-320 kW"),
        (m("up to 150 kW") * 2, "up to 300 kW"),
        (m("more than 150 kW") * 2, "more than 300 kW"),
        (m("300 kW") - "70 kW", "230 kW"),
        (m("2.5 kW") * 100, "250 kW"),
        (ev.Span.over([m("150 kW"), m("230 kW")]), "150-230 kW"),
        (ev.Span.around(m("150 kW")), "150 kW"),
    ]


class TestWhatWasWorkedOut:
    @pytest.mark.parametrize(("given", "said"), worked_out())
    def test_is_a_figure_if_one_says_it_exactly(self, given: Any, said: str) -> None:
        car = ev.Variant.of("Comet", power=given)
        assert car.power.value == ev.Variant.of("Comet", power=said).power.value
        assert car.power.value.show() == ev.measure(said).show()
        assert ev.Variant.of("Comet", power="1 kW").but(power=given).power.value == car.power.value

    def test_keeps_its_cycle_and_its_conditions(self) -> None:
        far = ev.measure("514 km WLTP")
        assert str(ev.Variant.of("Comet", range=far * 2).range.value) == "1028 km WLTP"
        paid = ev.measure("47,900 EUR") - "5,000 EUR"
        assert (
            ev.Variant.of("Comet", price={"value": paid, "market": "Germany"}).price.value.show()
            == "42900 EUR"
        )

    def test_is_refused_in_one_line_if_no_figure_says_it(self) -> None:
        m = ev.measure
        refused = {
            "battery_net": (m("15.6 kWh/100 km") * "320 km", "good to fewer digits; write '49.9 kWh'"),
            "price": (m("47,900 EUR") / "514 km", "'EUR/km' is put together"),
            "power": (m("150 kW") - "300 kW", "power is above 0"),
            "range": (m("up to 514 km") - m("up to 466 km"), "ends are open"),
        }
        found = mistakes(**{key: given for key, (given, _) in refused.items()})
        assert found.keys() == refused.keys()
        for key, (_, words) in refused.items():
            assert words in found[key]


class TestNumbers:
    def test_are_figures_where_a_spec_has_no_unit(self) -> None:
        for key, spec in ev.specs.SPECS.items():
            if spec.kind not in {"number", "count"}:
                continue
            for number in (3, 3.0, np.int64(3), np.float64(3), Decimal(3), Fraction(3)):
                said: dict[str, Any] = {key: number}
                car = ev.Variant.of("Comet", **said)
                assert car[key].value == ev.Variant.of("Comet", **{**said, key: "3"})[key].value

    @pytest.mark.parametrize(
        ("number", "shown"),
        [(0.28, "0.28"), (np.float32(0.28), "0.28"), (Decimal("0.280"), "0.280"), (Fraction(7, 25), "0.28"),
         ("0.280", "0.280"), (1, "1")],
    )  # fmt: skip
    def test_have_the_digits_of_their_shortest_form(self, number: Any, shown: str) -> None:
        assert ev.Variant.of("Comet", drag_coefficient=number).drag_coefficient.value.show() == shown

    def test_are_refused_where_a_spec_has_a_unit_or_takes_whole_ones(self) -> None:
        found = mistakes(power=150, range=514.0, seats=4.5, drag_coefficient=True, price=47900)
        assert found.keys() == {"power", "range", "seats", "drag_coefficient", "price"}
        assert "100 kW" in found["power"]
        assert "whole number" in found["seats"]
        assert "0.24" in found["drag_coefficient"]
        assert "inf" in mistakes(drag_coefficient=float("inf"))["drag_coefficient"]


IMPLAUSIBLE: list[tuple[str, Callable[[], object]]] = [
    ("Comet: range: ", lambda: ev.Variant.of("Comet", range="51400 km WLTP")),
    ("Comet: range[2]: ", lambda: ev.Variant.of("Comet", range=["514 km WLTP", "51400 km EPA"])),
    ("Comet: length: ", lambda: ev.Variant.of("Comet", power="1 kW").but(length="45 m")),
    (
        "Line: long.curb_weight: ",
        lambda: ev.Generation.of("Line", variants={"long": {"curb_weight": "20 kg"}}),
    ),
    ("Car 1: range: ", lambda: ev.compare({"range": "51400 km WLTP"}, {"range": "400 km WLTP"})),
]


class TestWhatCanHardlyBeRight:
    @pytest.mark.parametrize(("place", "make"), IMPLAUSIBLE, ids=[place for place, _ in IMPLAUSIBLE])
    def test_is_warned_of_once_with_its_place(self, place: str, make: Callable[[], object]) -> None:
        with pytest.warns(ev.DataWarning) as caught:
            make()
        [warning] = [one for one in caught if str(one.message).startswith(place)]
        assert warning.filename == __file__
        assert isinstance(warning.message, ev.DataWarning)
        assert warning.message.problem.code.is_doubt

    def test_is_what_load_warns_of(self, tmp_path: Path) -> None:
        head = 'id = "a/b/c"\nmake = "A"\nmodel = "B"\nname = "C"\n'
        head += '[sources.x]\npublisher = "X"\ntitle = ""\naddress = ""\n'
        said = {"range": "514 km WLTP", "battery_net": "6.47 kWh", "consumption": "15 kWh/100 km WLTP"}
        lines = "".join(f'{key} = "{value}"\n' for key, value in said.items())
        (tmp_path / "c.toml").write_text(f'{head}[[said]]\nsource = "x"\n{lines}', encoding="utf-8")
        with pytest.warns(ev.DataWarning) as loaded:
            ev.load(tmp_path / "c.toml")
        with pytest.warns(ev.DataWarning) as made:
            ev.Variant.of("Comet", **said)
        told = [[one.message.problem.message for one in each] for each in (loaded, made)]  # type: ignore[union-attr]
        assert told[0] == told[1] != []

    def test_is_settled_by_a_doubt_or_a_note(self) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("error")
            ev.Variant.of("Comet", range={"value": "51400 km WLTP", "note": "checked: a tanker"})
            ev.Variant.of("Comet", range={"value": "51400 km WLTP", "doubt": "a slip"})
            ev.Variant.of("Comet", range="514 km WLTP", power="150 kW")


@pytest.mark.parametrize("name", [5, None, b"x", ["a"], 1.5, "", "  ", np.int64(5)])
def test_a_name_is_a_text(name: Any) -> None:
    ways: list[Callable[[], object]] = [lambda: ev.Variant.of(name), lambda: ev.Generation.of(name)]
    if not isinstance(name, list):
        ways.append(lambda: ev.Generation.of("Comet", variants={name: {}}))
    for make in ways:
        with pytest.raises(EvspecError, match="needs a name, a text such as") as caught:
            make()
        assert isinstance(caught.value, TypeError) is not isinstance(name, str)


def test_a_whole_number_as_text_is_one_that_people_write() -> None:
    for key, spec in ev.specs.SPECS.items():
        if spec.kind != "text":
            continue
        said: dict[str, Any] = {key: 2024}
        assert str(ev.Variant.of("Comet", **said)[key].value) == "2024"
        for number in (-1, 10**30, 10**5000):
            said[key] = number
            with pytest.raises(DataError, match=key):
                ev.Variant.of("Comet", **said)
