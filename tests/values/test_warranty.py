"""How long something is warranted."""

from __future__ import annotations

import pytest

import evspec as ev
from evspec.errors import ParseError
from evspec.values.warranty import read_warranty


@pytest.mark.parametrize(
    ("written", "decimal", "shown"),
    [
        ("8 years / 160,000 km", None, "8 years / 160,000 km"),
        ("8 yr/100,000 mi", None, "8 years / 100,000 mi"),
        ("8 years or 100,000 miles, whichever comes first", None, "8 years / 100,000 mi"),
        ("160,000 km (8 years)", None, "8 years / 160,000 km"),
        ("8 Jahre oder 160.000 km", ",", "8 years / 160,000 km"),
        ("8 ans ou 160 000 km", None, "8 years / 160,000 km"),
        ("36 months/36,000 miles", None, "36 months / 36,000 mi"),
        ("3 years, unlimited miles", None, "3 years / unlimited distance"),
        ("5 years", None, "5 years"),
    ],
)
def test_is_read_shown_and_written(written: str, decimal: str | None, shown: str) -> None:
    found = read_warranty(written, decimal)
    assert found.show() == shown
    assert read_warranty(found.written()) == found
    assert read_warranty(shown) == found


@pytest.mark.parametrize(
    ("written", "says"),
    [
        ("8 years / 4 years", "'4 years'"),
        ("8 years / 150 kW", "'150 kW'"),
        ("8 a / 160,000 km", "write 'A' for amperes or 'yr' for years"),
        ("8 years / 160.000 km", "may mean 160,000 or"),
        ("", "write one like '8 years / 160,000 km'"),
        (8, "write one like '8 years / 160,000 km'"),
        ("for life", "'for'"),
    ],
)
def test_is_refused_with_what_would_be_right(written: object, says: str) -> None:
    with pytest.raises(ParseError) as caught:
        read_warranty(written)
    assert says in str(caught.value)


@pytest.mark.parametrize(
    ("one", "order", "other"),
    [
        ("8 years / 160,000 km", "greater", "8 years / 150,000 km"),
        ("96 months / 160,000 km", "equal", "8 years / 160,000 km"),
        ("8 years / 160,000 km", "undecided", "10 years / 150,000 km"),
        ("3 years / unlimited km", "greater", "3 years / 100,000 km"),
        ("3 years / unlimited km", "undecided", "5 years / 100,000 km"),
        ("5 years", "undecided", "3 years / 100,000 km"),
        ("5 years", "greater", "3 years"),
    ],
)
def test_the_order_is_as_sure_as_both_limits(one: str, order: str, other: str) -> None:
    first, second = read_warranty(one), read_warranty(other)
    assert first.compare(second) == order
    turned = {"less": "greater", "greater": "less"}
    assert second.compare(first) == turned.get(order, order)
    assert first.agrees_with(second) == second.agrees_with(first)


def test_a_diff_says_which_is_longer() -> None:
    old, new = (ev.Variant.of("x", warranty=f"{years} years / 100,000 km") for years in (3, 5))
    change = ev.diff(old, new).changes[0]
    assert (change.kind, change.verdict.order) == ("changed", "greater")
