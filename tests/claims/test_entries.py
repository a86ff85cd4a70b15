"""What one vehicle states in one row, resolved once."""

from __future__ import annotations

import pytest

from evspec.measures import measure
from evspec.specs import UnitChoice
from evspec.values import Categories, Relation
from evspec.vehicles import entry_of, rows_of, subject_of
from tests.vehicles.garage import SOURCES, car, catalog, entry, generation, record, row, says


class TestWhatIsStated:
    def test_is_the_selected_value_with_all_that_bears_on_it(self) -> None:
        base = car(
            says("maker-jan", "base.power", "150 kW"),
            says("volt-feb", "base.power", "204 PS"),
            says("amp-feb", "base.power", "160 kW"),
        )
        found = entry(base, "power")
        assert (found.value, found.status) == (measure("150 kW"), "official")
        assert [c.source.id for c in found.supporting] == ["maker-jan", "volt-feb"]
        assert [c.source.id for c in found.others] == ["amp-feb"]
        assert found.sources == (SOURCES["maker-jan"], SOURCES["volt-feb"])
        assert found.claim is not None
        assert found.claim.value == found.value
        assert (found.partial, found.unselected, found.elsewhere) == ((), (), ())

    def test_is_nothing_where_all_is_doubted(self) -> None:
        found = entry(car(says("volt-feb", "base.power", "1500 kW", doubt="a digit too many")), "power")
        assert (found.value, found.claim, found.status, found.interval) == (None, None, None, None)
        assert (found.supporting, found.sources) == ((), ())
        assert [c.doubt for c in found.others] == ["a digit too many"]

    def test_is_nothing_where_one_variant_alone_states_what_belongs_to_the_whole(self) -> None:
        found = entry(generation(says("volt-feb", "base.platform", "UKL2")), "platform")
        assert (found.value, found.claim, found.supporting) == (None, None, ())
        assert (found.status, found.partial) == ("reported", ("Base",))

    def test_names_the_rows_in_which_a_silent_vehicle_states_the_spec(self) -> None:
        base = car(
            says("volt-feb", "base.range", "400 km EPA"), says("volt-feb", "base.range", "700 km CLTC")
        )
        wltp = row(car(says("volt-feb", "base.range", "500 km WLTP")), "range")
        assert entry_of(base, wltp).elsewhere == rows_of(base)
        assert all(entry_of(base, of).elsewhere == () for of in rows_of(base))

    def test_has_names_for_the_ids_in_it(self) -> None:
        found = catalog(
            record(says("volt-feb", "platform_shared_with", "acme/one/b, acme/one/z")),
            record(id_="acme/one/b"),
        )
        shared = entry(found["acme/one/a"], "platform_shared_with")
        assert shared.names == {"acme/one/b": "One B1", "acme/one/z": "acme/one/z"}
        assert shared.meant(UnitChoice.of("metric")) == Categories(("One B1", "acme/one/z"))


class TestSchedules:
    """The newest source of the car is of 1 March 2026."""

    @pytest.mark.parametrize(
        ("source", "date", "status", "is_overdue"),
        [
            # what was said to lie ahead, and lies behind
            ("past-2023", "spring 2024", "expected", True),
            ("past-2023", "spring 2024", "rumored", True),
            ("past-2023", "spring 2024", "reported", True),
            ("past-2023", "later this year", "expected", True),
            ("past-2023", "before 2025", "expected", True),
            ("undated", "spring 2024", "expected", True),
            # nobody knows whether it lay ahead
            ("undated", "spring 2024", "reported", False),
            # it came, or may still come
            ("past-2023", "2023", "reported", False),
            ("amp-feb", "spring 2024", "reported", False),
            ("amp-feb", "spring 2024", "rumored", False),
            ("past-2023", "spring 2026", "expected", False),
            ("past-2023", "March 2026", "expected", False),
            ("past-2023", "from 2024", "expected", False),
        ],
    )
    def test_have_passed_by_the_newest_source(
        self, source: str, date: str, status: str, is_overdue: bool
    ) -> None:
        made = says(source, "base.market_launch", date, status=status)
        base = car(made, says("volt-mar", "base.power", "150 kW"))
        assert entry(base, "market_launch").is_overdue is is_overdue

    def test_have_not_on_a_day_before(self) -> None:
        base = car(
            says("past-2023", "base.market_launch", "spring 2024", status="expected"),
            says("volt-mar", "base.power", "150 kW"),
        )
        of = row(base, "market_launch")
        assert [entry_of(base.as_of(day), of).is_overdue for day in ("2026-02-20", "2026-03-20")] == [
            False, True,
        ]  # fmt: skip

    def test_are_none_that_somebody_confirmed(self) -> None:
        base = car(
            says("past-2023", "base.market_launch", "spring 2024", status="reported"),
            says("volt-mar", "base.market_launch", "April 2024"),
        )
        assert not entry(base, "market_launch").is_overdue

    def test_are_dates(self) -> None:
        base = car(
            says("past-2023", "base.power", "150 kW", status="expected"),
            says("volt-mar", "base.torque", "300 Nm"),
        )
        assert not entry(base, "power").is_overdue


class TestInterval:
    @pytest.mark.parametrize(
        ("key", "value", "low", "high", "unit"),
        [
            ("power", "204 PS", 150.04, 150.04, "kW"),
            ("range", "up to 319 mi WLTP", None, 513.38, "km"),
            ("consumption", "4.0-5.0 mi/kWh WLTP", 12.43, 15.53, "kWh/100 km"),
        ],
    )
    def test_is_in_the_metric_unit(
        self, key: str, value: str, low: float | None, high: float | None, unit: str
    ) -> None:
        found = entry(car(says("volt-feb", f"base.{key}", value)), key).interval
        assert found is not None
        assert found.low == (None if low is None else pytest.approx(low, abs=0.01))
        assert found.high == pytest.approx(high, abs=0.01)
        assert found.unit == unit

    def test_of_a_relation_is_the_bound_that_it_comes_to(self) -> None:
        other = record(says("maker-jan", "power", "345 kW"), id_="acme/one/b")
        for direction, ends in (("less than", (None, 345)), ("more than", (345, None)), ("like", None)):
            found = entry(car(says("volt-feb", "power", f"{direction} acme/one/b"), beside=[other]), "power")
            assert isinstance(found.value, Relation)
            lies = found.interval
            assert (None if lies is None else (lies.low, lies.high)) == ends

    def test_of_what_is_no_figure_is_none(self) -> None:
        assert entry(car(says("volt-feb", "base.power", "unknown")), "power").interval is None
        assert entry(car(says("volt-feb", "base.premiere", "2027")), "premiere").interval is None


def test_a_subject_knows_its_generations_variants() -> None:
    subject = subject_of(car(id_="acme/one/a"))
    assert subject.variant("acme/one/a/plus") == "Plus"
    assert subject.variant("acme/one/a/none") == subject.variant("acme/one/b/plus") == ""
