"""Dates in an article as its day tells them, and the bounds and prices that the press prints beside them."""

from __future__ import annotations

import pytest

import evspec as ev

DAY = "2026-03-11"


def only(text: str) -> ev.Proposal:
    draft = ev.read_article(text, date=DAY, about="bmw/ix1/nb5")
    (one,) = draft.proposals
    assert not draft.check(text)
    return one


@pytest.mark.parametrize(
    ("text", "spec", "value", "shown"),
    [
        ("Production of the iX1 NB5 starts in November.", "production_start", "November", "November 2026"),
        ("The iX1 NB5 was unveiled in May.", "premiere", "May", "May 2026"),
        ("The iX1 NB5 was unveiled earlier this month.", "premiere", "earlier this month",
         "earlier in March 2026"),
        ("The iX1 NB5 will go on sale this summer.", "market_launch", "this summer", "summer 2026"),
        ("Production of the iX1 NB5 won't begin until sometime next year.", "production_start",
         "sometime next year", "2027"),
        ("The iX1 NB5 launches at the end of next year.", "market_launch", "the end of next year",
         "end of 2027"),
        ("Series production of the iX1 NB5 starts late next year or early 2028.", "production_start",
         "late next year or early 2028", "late 2027 or early 2028"),
        ("Deliveries of the iX1 NB5 begin before the end of 2026.", "market_launch",
         "before the end of 2026", "before the end of 2026"),
        ("Series production of the iX1 NB5 begins about a year from now.", "production_start",
         "about a year from now", "2027"),
        ("Series production of the iX1 NB5 begins in about a year or so.", "production_start",
         "in about a year", "2027"),
        ("Die Produktion des iX1 NB5 beginnt im November.", "production_start", "November", "November 2026"),
        ("Der iX1 NB5 kommt Ende nächsten Jahres auf den Markt.", "market_launch", "Ende nächsten Jahres",
         "end of 2027"),
        ("The iX1 NB5 consumes between 19.8 to 23.0 kWh/100 km.", "consumption",
         "between 19.8 to 23.0 kWh/100 km", "19.8–23.0 kWh/100 km"),
        ("The iX1 NB5 has over 440 kW (600 PS).", "power", "over 440 kW (600 PS)", "more than 440 kW"),
        ("Der iX1 NB5 kostet rund 41.500 Euro.", "price", "about 41500 EUR", "about 41500 EUR"),
        ("Der iX1 NB5 kostet 69.000 Franken.", "price", "69000 CHF", "69000 CHF"),
    ],
)  # fmt: skip
def test_what_articles_print_is_read(text: str, spec: str, value: str, shown: str) -> None:
    one = only(text)
    assert (one.spec, one.value) == (spec, value)
    assert one.read(ev.read_article("", date=DAY).day)[0].show() == shown


def test_a_month_without_a_year_is_unsure() -> None:
    assert not only("Production of the iX1 NB5 starts in November.").sure["value"]
    assert only("The iX1 NB5 will go on sale this summer.").sure["value"]


def test_a_verb_is_no_month() -> None:
    assert not ev.read_article("The iX1 may launch with a new battery.", date=DAY).proposals


def test_a_day_that_is_not_known_is_named() -> None:
    draft = ev.read_article("The iX1 NB5 will go on sale this summer.", about="bmw/ix1/nb5")
    assert any("give its date" in doubt.words for doubt in draft.proposals[0].doubts)
