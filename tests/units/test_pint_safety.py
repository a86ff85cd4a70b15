"""pint beside evspec: replaced registries, threads, tasks and other processes."""

from __future__ import annotations

import asyncio
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from decimal import Decimal
from fractions import Fraction
from threading import Barrier
from typing import Any

import pint
import pytest

from evspec.measures import Measure, measure
from evspec.units import UNITS, define_units, from_quantity, to_quantity, unit

APPLICATION: Any = pint.application_registry
pytestmark = pytest.mark.usefixtures("own")


@pytest.fixture(
    scope="module",
    params=[
        {},
        {"non_int_type": Decimal},
        {"non_int_type": Fraction},
        {"autoconvert_offset_to_baseunit": True},
    ],
    ids=["floats", "Decimals", "Fractions", "lenient"],
)
def any_registry(request: pytest.FixtureRequest) -> Any:
    return pint.UnitRegistry(**request.param)


def run(code: str, given: bytes = b"") -> bytes:
    return subprocess.run([sys.executable, "-c", code], input=given, capture_output=True, check=True).stdout


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("km", "5 km"), ("kilometer", "5 km"), ("mi/kWh", "5 mi/kWh"), ("Wh/km", "5 Wh/km"), ("kW", "5 kW"),
        ("horsepower", "5 hp"), ("metric_horsepower", "5 PS"), ("N*m", "5 N·m"), ("lb", "5 lb"),
        ("ft**3", "5 ft³"), ("m/s", "5 m/s"), ("degC", "5 °C"), ("percent", "5 %"), ("hour", "5 h"),
    ],
)  # fmt: skip
def test_a_quantity_of_any_registry_is_read_by_value_and_unit(
    any_registry: Any, words: str, shown: str
) -> None:
    assert str(Measure.of(any_registry.Quantity(5, words))) == shown


def test_a_registry_is_taught_what_it_lacks_and_nothing_else() -> None:
    mine: Any = pint.UnitRegistry()
    names = {found.pint for found in UNITS if found.pint.isidentifier()}
    lacking = {name for name in names if name not in mine}
    before = {name: mine.Quantity(1, name).to_base_units() for name in names - lacking}
    whole = dict(mine._units)
    define_units(mine)
    assert {name: mine.Quantity(1, name).to_base_units() for name in before} == before
    assert all(mine._units[name] is whole[name] for name in whole)
    assert all(name in mine for name in lacking)
    # Others' registries, and what they mean by PS, are left alone.
    assert "MPGe" not in pint.UnitRegistry()
    assert mine.Quantity(1, "PS").check("[current]**2*[time]**3/[length]**2/[mass]")


def test_the_application_registry_may_be_replaced_at_any_time() -> None:
    m = measure("18.1 kWh/100 km")
    for _ in range(3):
        registry: Any = pint.UnitRegistry()
        APPLICATION.set(registry)
        quantity: Any = m.quantity
        assert quantity._REGISTRY is registry
        assert Measure.of(quantity) == m
        assert quantity.to("kWh/km").magnitude == pytest.approx(0.181)


def test_threads_that_all_come_first_get_one_definition(untaught: Any) -> None:
    together = Barrier(8)

    def quantity(number: int) -> Any:
        together.wait()
        return Measure.of(number, UNITS[number % 4 + 28]).quantity

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(quantity, range(1, 33)))
    assert {one._REGISTRY for one in found} == {untaught}
    assert [float(Measure.of(one).magnitude or 0) for one in found] == list(range(1, 33))


def test_threads_while_the_registry_changes() -> None:
    def there_and_back(number: int) -> bool:
        if number % 10 == 0:
            APPLICATION.set(pint.UnitRegistry())
        m = Measure.of(number, "kWh/100 km")
        return Measure.of(m.quantity) == m

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(there_and_back, range(1, 61)))


def test_tasks() -> None:
    async def there_and_back(number: int) -> bool:
        m = measure(f"up to {number} MPGe")
        await asyncio.sleep(0)
        quantity = await asyncio.to_thread(lambda: m.quantity)
        return Measure.of(quantity, bound="at most") == m

    async def every() -> list[bool]:
        return await asyncio.gather(*map(there_and_back, range(1, 41)))

    assert all(asyncio.run(every()))


def test_measures_from_another_process_need_no_pint() -> None:
    texts = ["514 km (319 mi) WLTP", "18.1 kWh/100 km", "up to 3:45 h", "100 MPGe"]
    written = run(
        "import pickle, sys, evspec as ev\n"
        f"sys.stdout.buffer.write(pickle.dumps([*map(ev.measure, {texts})]))"
    )
    back = pickle.loads(written)
    assert back == [measure(text) for text in texts]
    assert [str(m) for m in back] == [str(measure(text)) for text in texts]
    assert all(m.unit_definition is unit(m.unit) for m in back)
    run(
        "import pickle, sys\n"
        "there = [str(m.to('mi')) for m in pickle.load(sys.stdin.buffer) if m.kind == 'length']\n"
        "assert there == ['319 mi WLTP'] and 'pint' not in sys.modules",
        written,
    )


def test_quantities_from_another_process() -> None:
    texts = ["514 km", "18.1 kWh/100 km", "100 MPGe", "20 °C"]
    written = run(
        "import pickle, sys, evspec as ev\n"
        f"sys.stdout.buffer.write(pickle.dumps([ev.measure(text).quantity for text in {texts}]))"
    )
    # As with every definition of one's own, pint has to know the unit before it unpickles one.
    define_units(APPLICATION.get())
    back = pickle.loads(written)
    assert [str(Measure.of(quantity)) for quantity in back] == texts
    assert back[1].to("kWh/mile").magnitude == pytest.approx(0.181 * 1.609344)


def test_a_quantity_does_not_change_with_the_registry(own: Any) -> None:
    quantity: Any = to_quantity(5.0, unit("MPGe"))
    APPLICATION.set(pint.UnitRegistry())
    assert quantity._REGISTRY is own
    assert from_quantity(quantity) == (5.0, unit("MPGe"))
