"""Figures of a market, and of none in particular: which stand beside which, and which rows that makes."""

from __future__ import annotations

from typing import TYPE_CHECKING

import evspec as ev
from evspec.vehicles import entry_of, rows_of
from tests.vehicles.garage import car, catalog, generation, record, row, says

if TYPE_CHECKING:
    from evspec.vehicles import Vehicle


def keys(*vehicles: Vehicle) -> list[str]:
    return [one.key for one in rows_of(*vehicles)]


def cells(vehicle: Vehicle, *beside: Vehicle) -> list[str | None]:
    """Return what a vehicle shows in each row that it has beside others."""
    values = (entry_of(vehicle, one).value for one in rows_of(vehicle, *beside))
    return [None if value is None else value.show() for value in values]


PLAIN = car(says("maker-jan", "base.length", "4445 mm"))
JAPAN = car(says("volt-feb", "base.length", "4480 mm", market="Japan"))
BOTH = car(
    says("volt-feb", "base.length", "4350 mm", market="Europe"),
    says("amp-feb", "base.length", "4404 mm", market="North America"),
)


class TestAFigureOfNoMarket:
    def test_goes_with_that_of_any_in_its_row(self) -> None:
        assert keys(PLAIN, JAPAN) == ["length[market=Japan]"]
        assert (cells(PLAIN, JAPAN), cells(JAPAN, PLAIN)) == (["4445 mm"], ["4480 mm"])
        assert keys(PLAIN, BOTH) == ["length[market=North America]", "length[market=Europe]"]
        assert cells(PLAIN, BOTH) == ["4445 mm", "4445 mm"]

    def test_says_so_in_its_note(self) -> None:
        table = ev.compare(PLAIN, JAPAN).to_table()
        assert table.notes[0].text == "Market not stated."

    def test_is_no_answer_to_a_question_for_a_market(self) -> None:
        assert PLAIN.get("length", market="Japan") is None
        assert PLAIN.length.value.show() == "4445 mm"

    def test_keeps_its_row_where_another_has_one_too(self) -> None:
        other = car(
            says("amp-feb", "base.length", "4400 mm"), says("volt-feb", "base.length", "4380 mm, USA")
        )
        assert keys(PLAIN, other) == ["length", "length[market=USA]"]
        assert cells(PLAIN, other) == ["4445 mm", "4445 mm"]

    def test_that_repeats_the_figure_of_a_market_is_that_markets(self) -> None:
        vehicle = car(
            says("volt-feb", "base.length", "4350 mm", market="Europe"),
            says("amp-feb", "base.length", "4.35 m"),
        )
        assert keys(vehicle) == ["length[market=Europe]"]
        assert [r.key for r in vehicle.to_table().rows] == ["length[market=Europe]"]
        assert cells(vehicle, JAPAN) == ["4350 mm", None]
        assert [c.kind for c in ev.diff(JAPAN, vehicle, rows="all").rows] == ["not comparable"] * 2

    def test_may_be_said_to_have_none(self) -> None:
        silent = car(says("maker-jan", "base.length", "4445 mm", market="not stated"))
        assert keys(silent) == ["length"]

    def test_that_is_not_known_yet_leaves_no_row(self) -> None:
        vehicle = car(
            says("maker-jan", "base.length", "4445 mm"), says("amp-mar", "base.length", "4480 mm, Japan")
        )
        early = vehicle.as_of("2026-01-20")
        assert keys(early) == ["length"]
        assert early.get("length", market="Japan") is None
        assert [r.key for r in early.to_table().rows] == ["length"]


class TestTwoMarkets:
    def test_stand_apart(self) -> None:
        assert keys(JAPAN, BOTH) == [
            "length[market=North America]", "length[market=Europe]", "length[market=Japan]",
        ]  # fmt: skip
        assert cells(JAPAN, BOTH) == [None, None, "4480 mm"]

    def test_never_compare(self) -> None:
        changes = ev.diff(JAPAN, BOTH, rows="all").rows
        assert {(change.kind, change.delta, change.better) for change in changes} == {
            ("not comparable", None, None)
        }

    def test_of_flags_sets_and_words_do_neither(self) -> None:
        for key, one, other in (
            ("heat_pump", True, False),
            ("dc_connector", "CCS2", "NACS"),
            ("plant", "A", "B"),
        ):
            found = catalog(
                record(says("maker-jan", key, one, market="Europe")),
                record(says("maker-jan", key, other, market="USA"), id_="acme/one/b"),
            )
            changes = ev.diff(found["acme/one/a"], found["acme/one/b"], rows="all").rows
            assert {change.kind for change in changes} == {"not comparable"}, key

    def test_of_one_vehicle_do_not_conflict(self) -> None:
        whole = generation(
            says("volt-feb", "length", "4350 mm", market="Europe"),
            says("amp-feb", "length", "4404 mm", market="North America"),
        )
        assert not list(ev.Catalog.of_records({whole.id: whole._record}, {}).conflicts())


def test_a_price_needs_its_market() -> None:
    """Prices without one compare with nothing."""
    plain = car(says("maker-jan", "base.price", "40,000 EUR", market="not stated"))
    spain = car(says("maker-jan", "base.price", "30,000 EUR", market="Spain"))
    assert row(plain, "price").opened is None
    assert keys(plain, spain) == ["price[market=Spain]", "price[market=not stated]"]
    assert {change.kind for change in ev.diff(plain, spain, rows="all").rows} == {"not comparable"}


def test_rows_of_two_markets_in_which_nothing_is_chosen_do_not_wait_for_each_other() -> None:
    vehicle = car(
        says("maker-jan", "length", "up to 4445 mm, USA"),
        says("maker-jan", "length", "at least 4300 mm, Japan"),
        says("volt-feb", "base.length", "4400 mm"),
    )
    assert vehicle.length.value.show() == "4400 mm"
    assert set(cells(vehicle)) <= {"4400 mm", None}
