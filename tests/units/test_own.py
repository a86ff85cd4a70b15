"""Units that a program defines."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from fractions import Fraction
from typing import Any

import pint
import pytest

import evspec as ev
from evspec.errors import UnitError, WrongType
from evspec.units import KINDS, OWN_UNITS, SPELLINGS, add, unit


def test_is_read_converted_shown_and_taken_back_from_pint() -> None:
    made = add("furlong", "length", "201.168 m", spellings=["fur"])
    assert (made.symbol, made.kind, made.factor) == ("furlong", "length", Fraction("201.168"))
    figure = ev.measure("about 8.00 furlongs WLTP")
    assert str(figure.to("m")) == "about 1609 m WLTP"
    assert ev.measure("1609 m").to("fur").show() == "8.00 furlong"
    assert ev.convert([8.0, None], "fur", "km") == [1.609344, None]
    assert ev.measure("8 FURLONG") == ev.measure("1609.344 m")
    assert ev.Measure.of(ev.measure("8 furlong").quantity, "furlong") == ev.measure("8 furlong")
    assert copy.deepcopy(made) is made
    assert pickle.loads(pickle.dumps(figure)) == figure


@pytest.mark.parametrize("size", ["0.201168 km", "201.168 m", "201.1680 m"])
def test_the_same_twice_is_fine(size: str) -> None:
    first = add("furlong", "length", "201.168 m")
    assert add("furlong", "length", size) is first


def test_what_the_table_has_may_be_defined_as_it_is() -> None:
    assert add("mi", "length", "1609.344 m") is unit("mi")
    assert not OWN_UNITS


def test_two_that_disagree_are_refused() -> None:
    add("furlong", "length", "201.168 m")
    for size, more in (("201.168402 m", ()), ("201.168 m", ["fur"])):
        with pytest.raises(UnitError, match=r"'furlong' was defined otherwise: evspec\.units\.add\('fur"):
            add("furlong", "length", size, spellings=more)


def test_a_kind_of_its_own() -> None:
    add("dB", "noise")
    add("Bel", "noise", "10 dB")
    assert str(ev.measure("6.6 Bel").to("dB")) == "66 dB"
    mine: pint.UnitRegistry[Any] = pint.UnitRegistry()
    ev.define_units(mine)
    # pint's dB is a logarithm
    assert mine.Quantity(1, "evspec_Bel").to("evspec_dB").magnitude == pytest.approx(10)
    assert ev.Measure.of(ev.measure("6 Bel").quantity) == ev.measure("60 dB")
    assert [one.symbol for one in KINDS["noise"]] == ["dB", "Bel"]


def test_the_economy_end_and_a_currency() -> None:
    add("fur/kWh", "consumption", "0.125 mi/kWh")
    assert str(ev.measure("32 fur/kWh").to("mi/kWh")) == "4.0 mi/kWh"
    add("XBT", "money XBT")
    assert ev.measure("XBT 1.5") == ev.measure("1.5 XBT")


@pytest.mark.parametrize(
    ("given", "words"),
    [
        (("mi", "length", "5 m"), r"'mi' is taken \(the unit 'mi'\)"),
        (("MI", "length", "5 m"), "'MI' is taken"),
        (("Kilometer", "length", "5 m"), "'Kilometer' is taken"),
        (("mil", "length", "5 m"), "'mil' is taken"),
        (("gal", "volume", "5 L"), "write 'US gal'"),
        (("to", "length", "5 m"), "'to' is taken"),
        (("oder", "length", "5 m"), "'oder' is taken"),
        (("about", "length", "5 m"), r"'about' is taken \(a bound in English\)"),
        (("million", "length", "5 m"), "'million' is taken"),
        (("epa", "length", "5 m"), "the test cycle EPA"),
        (("kW peak", "power", "1 kW"), "'kW' is taken"),
        (("dB(A)", "noise"), "no name of a unit"),
        (("", "length", "5 m"), "no name of a unit"),
        (("5x", "length", "5 m"), "no name of a unit"),
        (("foo", "lenght", "5 m"), "did you mean 'length'"),
        (("foo", "length"), "without its size; write one such as"),
        (("foo", "length", "0 m"), "found '0 m' as the size"),
        (("foo", "length", "-5 m"), "found '-5 m' as the size"),
        (("foo", "length", "5 kW"), "'kW' measures power, not length"),
        (("foo", "temperature", "2 °C"), "a zero of its own"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_mistakes(given: tuple[str, ...], words: str) -> None:
    before = dict(SPELLINGS)
    with pytest.raises(UnitError, match=words):
        add(*given)
    assert dict(SPELLINGS) == before
    assert not OWN_UNITS


def test_what_is_no_text() -> None:
    for given in ((5, "length", "5 m"), ("foo", None, "5 m"), ("foo", "length", 5)):
        with pytest.raises(WrongType, match="of a unit is a text"):
            add(*given)
    with pytest.raises(WrongType, match=r"evspec\.units\.add defines one of your own"):
        ev.define_units("furlong")  # type: ignore[arg-type]


def test_what_was_refused_before_is_read_after() -> None:
    for text in ("8 furlong", "8 furlongs"):
        with pytest.raises(ev.ParseError, match="furlong"):
            ev.measure(text)
    add("furlong", "length", "201.168 m")
    assert ev.measure("8 furlong") == ev.measure("8 furlongs")


def test_a_pickle_tells_what_is_missing_elsewhere() -> None:
    add("furlong", "length", "201.168 m")
    told = elsewhere(ev.measure("8 furlong"))
    call = "evspec.units.add('furlong', 'length', '201.168 m')"
    assert told == f"this was made with the unit 'furlong', unknown here; first call {call}"
    assert elsewhere(ev.measure("8 furlong"), call) == "8 furlong"
    assert "was defined otherwise" in elsewhere(ev.measure("8 furlong"), call.replace("201", "202"))


def elsewhere(what: object, *calls: str) -> str:
    """Return what another process prints of a pickle, or the error that it gets."""
    lines = [
        "import pickle, evspec",
        *calls,
        f"try: print(pickle.loads({pickle.dumps(what)!r}))",
        "except evspec.EvspecError as error: print(error)",
    ]
    done = subprocess.run(
        [sys.executable, "-c", "\n".join(lines)], capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def test_threads_read_while_others_define() -> None:
    def define(number: int) -> None:
        add(f"unit{number}", "length", f"{number + 1} m")

    def read(number: int) -> None:
        assert ev.measure("514 km WLTP").unit == "km"
        with pytest.raises(ev.ParseError):
            ev.measure(f"5 nothing{number}")
        list(SPELLINGS.items())

    with ThreadPoolExecutor(8) as pool:
        done = [pool.submit(each, number) for number in range(60) for each in (define, read)]
        for one in done:
            one.result()
    assert [ev.measure(f"2 unit{n}").to("m").magnitude for n in range(60)] == [2 * (n + 1) for n in range(60)]
