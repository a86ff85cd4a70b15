"""What is computed from figures: its number, unit, bounds and digits, and what has no sum or product."""

from __future__ import annotations

import pickle
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

import evspec as ev
from evspec.errors import EvspecError, UnitError, UnlikeFigures, WrongType
from evspec.measures import Interval, Measure, measure
from evspec.units import KINDS, Unit
from tests.each import each


def computed(words: str) -> Any:
    """Return what an expression comes to in which figures stand in quotes: "'5 km' + '6 km'"."""
    parts = words.split("'")
    names = {f"f{n}": measure(text) for n, text in enumerate(parts[1::2])}
    code = "".join(part if n % 2 == 0 else f"f{n // 2}" for n, part in enumerate(parts))
    return eval(code, TEXTS, names)


#: Texts that are no figures.
TEXTS: dict[str, Any] = {
    "PERCENT": "%", "EUR_100_KM": "EUR/100 km", "MI_KWH": "mi/kWh", "KM": "km", "FURLONG": "furlong",
    "NAN": "nan",
}  # fmt: skip


@each(
    ("words", "shown"),
    [
        # sums are as fine as the coarser one, differences have their sign
        ("'150 kW' + '80 kW'", "230 kW"),
        ("'150.5 kW' + '80 kW'", "231 kW"),
        ("'514 km WLTP' - '466 km WLTP'", "+48 km"),
        ("'466 km WLTP' - '514 km WLTP'", "−48 km"),
        ("'514 km' - '514 km'", "±0 km"),
        ("'514 km' - '291 mi'", "+46 km"),
        ("'150 kW' + '204 PS'", "300 kW"),
        ("'500 km WLTP' + '14 km WLTP'", "514 km WLTP"),
        ("'500 km WLTP' + ('514 km WLTP' - '500 km WLTP')", "514 km WLTP"),
        ("('514 km' - '500 km') + ('3 km' - '1 km')", "+16 km"),
        ("-('514 km' - '500 km')", "−14 km"),
        ("'20 °C' - '5 °C'", "+15 °C"),
        # bounds pass on, two ends are rounded outward
        ("'up to 320 kW' + '250 kW'", "up to 570 kW"),
        ("'up to 320 kW' - '250 kW'", "at most +70 kW"),
        ("'320 kW' - 'up to 250 kW'", "at least +70 kW"),
        ("'more than 320 kW' + '250 kW'", "more than 570 kW"),
        ("'less than 300 kW' * 2", "less than 600 kW"),
        ("'431-473 km' + '20 km'", "451–493 km"),
        ("'431-473 km' - '450 km'", "−19 to +23 km"),
        ("'up to 5 km' - 'up to 4 km'", "open km"),
        ("'about 500 km' + '20 km'", "about 520 km"),
        ("'about 500 km' - '480 km'", "−30 to +70 km"),
        # products have the digits of the less precise, two at least
        ("'15.6 kWh/100 km' * '320 km'", "49.9 kWh"),
        ("'15.6-15.7 kWh/100 km' * '320 km'", "49.9–50.3 kWh"),
        ("'60 kWh' / '11 kW'", "5.5 h"),
        ("'8 kWh' / '3 h'", "2.7 kW"),
        ("'4 mi/kWh' * '60 kWh'", "240 mi"),
        ("'60 kWh' * '4 mi/kWh'", "240 mi"),
        ("'100 MPGe' * '50 kWh'", "240 km"),
        ("'514 km WLTP' / '64.7 kWh'", "7.94 km/kWh WLTP"),
        ("'64.7 kWh' / '514 km WLTP'", "0.126 kWh/km WLTP"),
        ("'15.6 kWh/100 km WLTP' * '320 km'", "49.9 kWh"),
        ("'180 km/h' * '30 min'", "90 km"),
        ("'400 V' * '160 Ah'", "64000 Wh"),
        ("'11 kW' * '3:45 h'", "41 kWh"),
        ("'80 %' * '64.7 kWh'", "52 kWh"),
        ("'514 km' / '466 km'", "1.10"),
        ("('514 km' / '466 km' - 1).to(PERCENT)", "+10 %"),
        ("'5 L/100 km' * '200 km'", "10 L"),
        ("'120 g/km' * '100 km'", "12000 g"),
        # of no unit that there is, one is put together
        ("'47,900 EUR' / '514 km'", "93.2 EUR/km"),
        ("('47,900 EUR' / '514 km').to(EUR_100_KM)", "9320 EUR/100 km"),
        ("('20.0 EUR' / '64.7 kWh') * '15.6 kWh/100 km'", "4.82 EUR/100 km"),
        ("('20.0 EUR' / '64.7 kWh') * '10.0 kWh'", "3.09 EUR"),
        ("'47,900 EUR' / '64.7 kWh' / '8 h'", "93 EUR/(kWh·h)"),
        # times a number
        ("'150 kW' * 3", "450 kW"),
        ("2 * '5 km'", "10 km"),
        ("'5 km' * 3", "15 km"),
        ("-'5 km'", "-5 km"),
        ("'150 kW' * 0.8", "120 kW"),
        ("'300 kW' / 7", "42.9 kW"),
        ("'10-20 km' * -1", "-20 to -10 km"),
        ("1 / '4 mi/kWh'", "0.25 kWh/mi"),
        ("('514 km' - '500 km') * '0.30 EUR'", "+4.2 km·EUR"),
        # sums and means of lists
        ("sum(['514 km', '466 km', '500 km'])", "1480 km"),
        ("sum(['514 km', '466 km', '500 km']) / 3", "493 km"),
        ("sum(['514 km WLTP', '466-500 km WLTP']) / 2", "490–507 km WLTP"),
    ],
)
def test_a_result_in_print(words: str, shown: str) -> None:
    result = computed(words)
    assert isinstance(result, Interval)
    assert str(result) == shown
    assert pickle.loads(pickle.dumps(result)) == result


def test_texts_are_figures_on_either_side() -> None:
    assert measure("514 km") - "466 km" == "514 km" - measure("466 km") == computed("'514 km' - '466 km'")
    assert measure("15.6 kWh/100 km") * "320 km" == "320 km" * measure("15.6 kWh/100 km")
    assert "60 kWh" / measure("11 kW") == computed("'60 kWh' / '11 kW'")
    with pytest.raises(ev.ParseError, match="unknown unit"):
        measure("5 km") + "5 kmm"


@pytest.mark.parametrize("number", [3, 3.0, Decimal(3), Fraction(3)])
def test_numbers_of_any_type_are_factors(number: Any) -> None:
    assert (measure("5 km") * number, number * measure("5 km")) == (computed("'5 km' * 3"),) * 2
    assert measure("up to 6 km") / number == computed("'up to 6 km' / 3")


class TestParts:
    def test_are_those_of_a_figure(self) -> None:
        total = measure("150 kW") + "80 kW"
        assert (total.low, total.high, total.magnitude, total.unit, total.kind) == (
            230,
            230,
            230,
            "kW",
            "power",
        )
        assert (total.bound, total.to("hp").show()) == ("exact", "308 hp")
        assert total.quantity.to("watt").magnitude == 230_000

    @pytest.mark.parametrize("other", ["up to 80 kW", "about 80 kW", "80-90 kW", "more than 80 kW"])
    def test_have_one_number_only_where_all_that_went_in_was_exact(self, other: str) -> None:
        total = measure("150 kW") + other
        assert total.magnitude is None
        with pytest.raises(UnitError, match="no single quantity"):
            _ = total.quantity

    def test_are_pints_of_a_unit_that_was_put_together_too(self) -> None:
        price = computed("('47,900 EUR' / '514 km').to(EUR_100_KM)")
        assert price.quantity.to("EUR / kilometer").magnitude == pytest.approx(47900 / 514)

    def test_turn_round_between_consumption_and_economy(self) -> None:
        economy = computed("('60-64 kWh' / '400 km').to(MI_KWH)")
        assert economy.low == pytest.approx(400 / 64 / 1.609344)
        with pytest.raises(UnitError, match="difference"):
            computed("('18 kWh/100 km' - '15 kWh/100 km').to(MI_KWH)")

    def test_obey_no_decimal_context(self) -> None:
        import decimal

        with decimal.localcontext(prec=2):
            assert str(computed("'123456.789 km' + '0.211 km'")) == "123457.000 km"


@pytest.mark.parametrize(
    ("words", "error", "told"),
    [
        ("'514 km WLTP' - '291 mi EPA'", UnlikeFigures, "514 km WLTP and 291 mi EPA .*of WLTP.*of EPA"),
        ("'514 km WLTP' + '400 km'", UnlikeFigures, "of no cycle"),
        ("'514 km WLTP' / '291 mi EPA'", UnlikeFigures, "no product or quotient"),
        ("'15 kWh/100 km EPA' * '514 km WLTP'", UnlikeFigures, "of EPA"),
        ("sum(['514 km WLTP', '291 mi EPA'])", UnlikeFigures, "of EPA"),
        ("('514 km WLTP' - '466 km WLTP') + '291 mi EPA'", UnlikeFigures, "of EPA"),
        ("'5 EUR' + '5 USD'", UnitError, "money EUR and money USD"),
        ("'5 EUR' / '5 USD'", UnitError, "EUR and USD are never converted"),
        ("('5 EUR' / '5 kWh') * '5 USD'", UnitError, "EUR and USD are never converted"),
        ("'5 kW' + '5 km'", UnitError, "power and length"),
        ("'5 kW' - 5", UnitError, "the number 5"),
        ("5 - '5 kW'", UnitError, "power"),
        ("'5 kW' + None", WrongType, "NoneType"),
        ("'5 kW' * [2]", WrongType, "list"),
        ("'5 kW' * True", WrongType, "bool"),
        ("'5 kW' * float(NAN)", WrongType, "float"),
        ("'5 kW' / 0", EvspecError, "divisor that is or may be 0"),
        ("'5 kW' / ('6 h' - '6 h')", EvspecError, "divisor that is or may be 0"),
        ("'5 kW' / ('6 h' - '5-7 h')", EvspecError, "divisor that is or may be 0"),
        ("'20 °C' + '5 °C'", UnitError, "zero of its own"),
        ("'20 °C' * 2", UnitError, "zero of its own"),
        ("('5 kW' + '5 kW').to(KM)", UnitError, "cannot convert 'kW'"),
        ("('5 kW' * '5 EUR').to(FURLONG)", UnitError, "furlong"),
    ],
)
def test_what_has_no_result(words: str, error: type[Exception], told: str) -> None:
    with pytest.raises(error, match=told) as caught:
        computed(words)
    assert isinstance(caught.value, EvspecError)


def test_gross_and_net_are_never_mixed() -> None:
    german = {"market": "Germany"}
    car = ev.Variant.of(
        "Car", battery_net="64 kWh", battery_gross="68 kWh", price={"value": "40,000 EUR", **german}
    )
    other = ev.Variant.of(
        "Other", battery="60 kWh gross", price={"value": "33,000 EUR", "tax": "net", **german}
    )
    assert str(car.battery_gross.value - other.battery.value) == "+8 kWh"
    assert str(car.battery_net.value - "10 kWh") == "+54 kWh"
    for one, two in (
        (car.battery_gross, car.battery_net),
        (car.battery_net, other.battery),
        (car.price, other.price),
    ):
        for operate in ("__add__", "__sub__", "__mul__", "__truediv__", "__lt__", "__ge__"):
            with pytest.raises(UnlikeFigures, match=r"gross, the other net|net, the other gross"):
                getattr(one.value, operate)(two.value)
        assert one.value != two.value
    assert str(ev.derive(car).battery_share_usable.value) == "94 %"


def test_spans_of_generations_are_computed_with() -> None:
    new, old = ev.catalog["bmw/ix1/nb5"], ev.catalog["bmw/ix1/u11"]
    assert str(old.range.value - "466 km WLTP") == "±0 to +48 km"
    assert (old.range.value * 2).magnitude is None
    with pytest.raises(WrongType, match="Relation"):
        old.range.value - new.range.value


def test_columns_compute_with_figures_one_by_one() -> None:
    np, pd = pytest.importorskip("numpy"), pytest.importorskip("pandas")
    figures = [measure("514 km WLTP"), measure("466 km WLTP")]
    assert str(np.mean(figures)) == "490 km WLTP"
    assert list(map(str, pd.Series(figures) - measure("400 km WLTP"))) == ["+114 km", "+66 km"]
    assert list(map(str, measure("600 km WLTP") - pd.Series(figures))) == ["+86 km", "+134 km"]
    assert list(map(str, measure("5 kW") * np.array([1.0, 2.0]))) == ["5 kW", "10 kW"]
    assert str(pd.Series(figures).sum()) == "980 km WLTP"
    assert str(measure("5 kW") * np.float64(2)) == "10 kW"


def test_equality_never_raises() -> None:
    total = measure("150 kW") + "80 kW"
    for other in (measure("5 km"), measure("5 km WLTP"), total, None, "5 km", 5, object()):
        assert (measure("5 kW") == other) is False
        assert (total == other) is (other is total)
    assert len({total, measure("130 kW") + "100 kW", Measure.of(1, "km")}) == 2


def test_a_difference_of_temperatures_is_no_temperature() -> None:
    found = measure("5 °C") - "2 °C"
    assert found.magnitude == 3
    with pytest.raises(UnitError, match="is a difference"):
        _ = found.quantity


@each("text", ["514 km WLTP", "up to 400 kW", "431-473 km", "about 4,580 mm", "-10 °C", "0.24 EUR/kWh"])
@each("form", ["", ".0f", ".2f", ".3g", ",", ",.1fP", "P", "L", "H", ",L"])
def test_an_interval_is_formatted_as_the_figure_is(text: str, form: str) -> None:
    figure = ev.measure(text)
    assert format(figure.interval(), form) == format(figure, form)


def test_a_format_turns_what_was_worked_out_into_another_unit() -> None:
    more = ev.measure("514 km WLTP") - "466 km WLTP"
    assert f"{more:.1f mi}" == "+29.8 mi"
    assert f"{-more:L}" == r"\qty{-48}{km}"
    assert f"{-more:H}" == "&minus;48&#8239;km"
    assert f"{ev.measure('430-470 km') - '450 km':.1f}" == "−20.0 to +20.0 km"
    # two ends are rounded outward, so that they still hold
    assert f"{ev.measure('431-473 km') * 1:.2g}" == "430–480 km"
    assert f"{ev.measure('47,900 EUR') / '514 km':.3f}" == "93.191 EUR/km"
    assert f"{ev.measure('47,900 EUR') * 2:,}" == "95,800 EUR"
    with pytest.raises(ev.UnitError, match="cannot convert"):
        format(more, "kW")


@pytest.mark.parametrize(
    ("text", "size"),
    [
        ("514 km", "48 km"), ("418 km", "48 km"), ("460-470 km", "0–6 km"), ("466 km", "0 km"),
        ("up to 470 km", "at least 0 km"), ("up to 400 km", "at least 66 km"), ("470-480 km", "4–14 km"),
    ],
)  # fmt: skip
def test_how_far_two_figures_lie_apart_has_no_sign(text: str, size: str) -> None:
    one, other = ev.measure(text), ev.measure("466 km")
    assert str(abs(one - other)) == size
    assert abs(one - other) == abs(other - one)
    assert abs(abs(one - other)) == abs(one - other)
    assert str(abs(other)) == "466 km"


def test_an_interval_is_shown_in_a_notebook() -> None:
    twice = ev.measure("5 km") * 2
    assert twice._repr_html_() == "<span>10&#8239;km</span>"
    assert twice._repr_markdown_() == "10 km"


TEMPERATURES = ["5 °C", "5.0 °C", "2 K", "300.15 K", "41 °F", "-10 °C"]


@each("first", TEMPERATURES)
@each("second", TEMPERATURES)
def test_a_difference_of_temperatures_is_good_to_the_coarser_of_both(first: str, second: str) -> None:
    one, other = ev.measure(first), ev.measure(second)
    difference = one - other
    # degrees of both scales are worth about as much, and the zero of a scale is worth no digit
    assert difference.power == max(one.step.adjusted(), other.step.adjusted())
    exact = (one.to("K").low or 0) - (other.to("K").low or 0)
    size = 1.8 if one.unit == "°F" else 1.0
    assert difference.low == pytest.approx(exact * size)


MADE_OF = {
    "area": ("514 km {}", "5 km"), "energy": ("15.6 kWh/100 km {}", "320 km"),
    "money": ("514 km {}", "0.1 EUR/km"),
    "compound": ("514 km {}", "30 EUR"),
}  # fmt: skip


@pytest.mark.parametrize(("whole", "by"), MADE_OF.values(), ids=MADE_OF)
def test_what_was_made_of_one_cycle_is_never_one_of_another(whole: str, by: str) -> None:
    product = ev.measure(whole.format("WLTP")) * by
    assert product.cycle is None
    for further in (
        product,
        product * 2,
        product / 3,
        product + product,
        product.to(product.unit),
    ):
        assert "WLTP" in {(further / by).cycle, (further / by).origin}
        for other in ("5 km EPA", "15 kWh/100 km EPA"):
            with pytest.raises(ev.UnlikeFigures, match="one is of WLTP, the other of EPA"):
                further / other
            with pytest.raises(ev.UnlikeFigures):
                ev.measure(other) * further
    with pytest.raises(ev.UnlikeFigures, match="of WLTP"):
        product + ev.measure(whole.format("EPA")) * by
    assert "WLTP" in {(product / "5 km WLTP").cycle, (product / "5 km WLTP").origin}


def test_an_area_by_a_length_is_a_length_in_its_unit() -> None:
    assert str(ev.measure("514 km WLTP") * "5 km" / "5 km") == "510 km WLTP"
    assert str(ev.measure("4.5 m") * "2.0 m" / "20 cm") == "4500 cm"


ENDS = [unit for kind in ("consumption", "fuel consumption") for unit in KINDS[kind]]


@pytest.mark.parametrize("unit", ENDS, ids=lambda unit: unit.symbol)
def test_1_by_a_consumption_is_its_economy_in_every_unit(unit: Unit) -> None:
    figure = ev.measure(f"15.0 {unit.symbol}")
    economy = 1 / figure
    for other in KINDS[unit.kind]:
        assert economy.to(other.symbol).low == pytest.approx(figure.to(other.symbol).low)
    assert (1 / economy).to(unit.symbol).low == pytest.approx(15)


def test_a_number_beyond_floats_is_told_where_one_is_asked_for() -> None:
    for far in (
        ev.measure("5 km") * 10**400,
        ev.measure("4-5 km") * 10**5000,
        ev.measure("5 km") * -(10**400),
    ):
        for name in ("low", "high"):
            with pytest.raises(ev.UnitError, match=r"e\+\d+ is beyond what a float holds"):
                getattr(far, name)
        assert "e+" in repr(far)
        assert len(str(far)) > 400
    assert (ev.measure("5 km") / 10**400).low == 0.0
