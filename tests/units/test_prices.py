"""Amounts per energy, volume, distance and period: made of the rows of currencies and of units."""

from __future__ import annotations

import pickle
from fractions import Fraction

import pytest

import evspec as ev
from evspec.errors import ParseError, UnitError
from evspec.units import KINDS, find, unit
from evspec.units.currencies import CENTS, PERIODS
from tests.each import each

CURRENCIES = [kind.removeprefix("money ") for kind in KINDS if kind.startswith("money ")]


@each("currency", CURRENCIES)
@each("due", ["kWh", "MWh", "L", "US gal", "km", "100 km", "mi", "15,000 km", "month", "year"])
def test_every_currency_has_its_prices(currency: str, due: str) -> None:
    price = unit(f"{currency}/{due}")
    assert price.symbol == f"{currency}/{due}"
    assert price.kind.startswith(f"price {currency} per ")
    assert unit(f"{currency} per {due}") is price
    assert pickle.loads(pickle.dumps(price)) is price
    assert str(ev.measure(f"1.25 {price.symbol}")) == f"1.25 {price.symbol}"


@pytest.mark.parametrize(
    ("text", "shown", "converted"),
    [
        ("0.30 EUR/kWh", "ct/kWh", "30 ct/kWh"),
        ("30 ct/kWh", "EUR/MWh", "300 EUR/MWh"),
        ("24.5 p/kWh", "GBP/kWh", "0.245 GBP/kWh"),
        ("16.2 ¢/kWh", "USD/kWh", "0.162 USD/kWh"),
        ("1.899 EUR/L", "EUR/US gal", "7.19 EUR/US gal"),
        ("3.50 USD/US gal", "USD/L", "0.925 USD/L"),
        ("9.90 EUR/month", "EUR/year", "118.8 EUR/year"),
        ("5.43 EUR/100 km", "EUR/100 mi", "8.74 EUR/100 mi"),
    ],
)
def test_a_price_converts_within_what_it_is_paid_for(text: str, shown: str, converted: str) -> None:
    assert str(ev.measure(text).to(shown)) == converted


@pytest.mark.parametrize(
    ("text", "read"),
    [
        ("€0.30/kWh", "0.30 EUR/kWh"),
        ("€0.30-0.45 per kWh", "0.30–0.45 EUR/kWh"),
        ("from 0.39 EUR/kWh", "at least 0.39 EUR/kWh"),
        ("0.30 Euro pro Kilowattstunde", "0.30 EUR/kWh"),
        ("€9.99/month", "9.99 EUR/month"),
        ("€9.99/mo", "9.99 EUR/month"),
        ("120 EUR/yr", "120 EUR/year"),
        ("3.50 USD/gal", "3.50 USD/US gal"),
        ("3.50 USD per gallon", "3.50 USD/US gal"),
        ("12 EUR / 100km", "12 EUR/100 km"),
        ("815 EUR/15,000 km", "815 EUR/15,000 km"),
        ("30 ct pro kWh", "30 ct/kWh"),
    ],
)
def test_it_is_read_as_people_write_it(text: str, read: str) -> None:
    assert str(ev.measure(text)) == read


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("3.50 GBP/gal", "an amount is per kWh, L, US gal"),
        ("0.30 EUR/kW", "an amount is per kWh"),
        ("€0.30/kW", "an amount is per kWh"),
        ("30 cents/kWh", "write 'ct/kWh' for cents of a euro"),
        ("30 ct", "'30 ct/kWh'"),
        ("0.30 EUR/kWh WLTP", "of no test cycle"),
        ("1,899 EUR/L", "may mean 1899 or 1.899"),
        ("$0.15/kWh", "write 'USD', 'CAD' or 'AUD'"),
        ("5 EUR/12 kWh", "two figures are two texts"),
    ],
)
def test_what_is_none_is_refused(text: str, words: str) -> None:
    with pytest.raises(ParseError, match=words):
        ev.measure(text)


@pytest.mark.parametrize(
    ("text", "other"), [("0.30 EUR/kWh", "USD/kWh"), ("0.30 EUR/kWh", "EUR/L"), ("0.30 EUR/kWh", "EUR")]
)
def test_unlike_currencies_and_unlike_goods_are_not_converted(text: str, other: str) -> None:
    with pytest.raises(UnitError, match="cannot convert"):
        ev.measure(text).to(other)


@pytest.mark.parametrize("symbol", ["EUR/kWh", "ct/kWh", "USD/US gal", "GBP/100 mi", "CHF/month", "CHF/year"])
def test_a_price_is_as_large_in_pint(symbol: str) -> None:
    price = unit(symbol)
    quantity = ev.measure(f"3.5 {symbol}").quantity
    base = quantity.to_base_units()
    goods = {"energy": "joule", "volume": "meter ** 3", "length": "meter", "time": "month"}
    _, paid, _, kind = price.kind.split(" ", 3)
    whole = base / type(base)(1, f"{paid} / ({goods[kind]})").to_base_units()
    assert whole.dimensionless
    assert whole.magnitude == pytest.approx(3.5 * float(price.factor), rel=1e-12)


def test_the_hundredth_part_is_of_a_currency_that_there_is() -> None:
    for cent, currency in CENTS.items():
        hundredth, price = unit(f"{cent}/kWh"), unit(f"{currency}/kWh")
        assert hundredth.factor * 100 == price.factor
        assert hundredth.kind == price.kind
    assert unit("EUR/year").factor == Fraction(1, PERIODS["year"])
    assert find("EUR/12 month") is None
