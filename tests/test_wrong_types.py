"""An argument of a wrong type is told so, wherever it is given: what is taken, and what was found."""

from __future__ import annotations

import datetime as dt
import inspect
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any

import numpy as np
import pandas as pd
import pint
import pytest

import evspec as ev
from evspec.errors import EvspecError, ParseError
from tests.each import each

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

#: What nobody means; each place takes some of them, and has an error for the others.
NONSENSE: tuple[Any, ...] = (
    None, 3, 3.5, 10**400, True, b"x", "", [], [None], [3], {}, {1, 2}, object(), dt.date(2020, 1, 1),
    float("nan"), Decimal("sNaN"), 3j, range(3), "n/a", {"value": None}, {"value": []},
    np.float32(3), np.float64("nan"), np.int64(3), np.bool_(True), np.str_("5 km"), np.array(5),
    np.array([1.0, 2.0]), np.array([["a"]], dtype=object), np.ma.masked, np.datetime64("NaT", "D"),
    pd.NA, pd.NaT, pd.Timestamp("2026-03-02"), pd.Series([1, None]), pd.Series(["5 km"]),
    pd.DataFrame({"a": [1], "b": [2]}), pint.Quantity(5, "km"), pint.Quantity([5, 6], "km"),
    pint.Quantity(5, "pascal"),
    # Python prints no integer of more than 4,300 digits
    10**5000, [-(10**5000)], {10**5000: 1}, {"value": 10**5000},
)  # fmt: skip
#: How many of these each argument meets at least, counted from the first; the rest take turns.
ALWAYS = 12
TURNS = 4
#: What Python says of itself where nobody looked at an argument.
UNTOLD = (
    "object is not",
    "unhashable",
    "not supported between",
    "has no attribute",
    "__init__()",
    "takes no",
)
#: How the reader of files asks a type of value, and a phrase for its parts; they hand over what they made
#: themselves.
WITHIN = {"read", "united", "is_one", "said"}
#: What tables alone hand over: the language of the moment.
HANDED = {"self", "speech"}

#: Generations of few claims, since every table of them is written hundreds of times.
OLD, NEW, CAR = "renault/zoe/ze40", "renault/zoe/ze50", "renault/zoe/ze40/r110"


@cache
def things() -> Mapping[str, Any]:
    """Return one object of each public class that has methods."""
    whole = ev.catalog[OLD]
    rows = ["range", "power"]
    compared, held = ev.compare(whole, NEW, specs=rows), ev.diff(whole, NEW, specs=rows)
    claim, table = ev.catalog[CAR].range, compared.to_table()
    figure, conflicts = ev.measure("5 km"), ev.catalog.conflicts("mini/cooper-electric/j01")
    made = (
        ev.catalog,
        whole,
        ev.catalog[CAR],
        compared,
        held,
        claim,
        table,
        figure,
        figure.interval(),
        ev.trip_energy("15 kWh/100 km", "320 km"),
        conflicts,
        next(iter(conflicts)),
        claim.source,
        ev.Span.over([figure, ev.measure("6 km")]),
        ev.Flag(True),
        ev.Curve(((0, 1), (50, 2))),
        ev.Text("a"),
        held.changes[0],
        table.columns[0],
        table.rows[0].cells[0],
    )
    return {type(one).__name__: one for one in made}


#: What the other arguments are while one is nonsense.
GIVEN: Mapping[str, Any] = {
    "value": 5,
    "unit": "km",
    "wanted": "mi",
    "text": "5 km",
    "id_": OLD,
    "key": "range",
    "usable_kwh": 60,
    "start": 10,
    "end": 40,
    "energy_kwh": 5,
    "distance_km": 5,
    "consumption": "15 kWh/100 km",
    "soc": 10,
    "socs": 5,
    "cycle": "EPA",
    "vehicles": OLD,
    "old": OLD,
    "new": NEW,
    "path": "/nowhere/x.toml",
    "price": "0.3 EUR/kWh",
    "power_kw": 50,
    "distance": "320 km",
    "car": "64.7 kWh",
    "window": "10-80 %",
    "name": "Mine",
    "spec": "range",
    "locale": "de",
    "slug": "r110",
    "edition": "2022",
    "day": dt.date(2024, 1, 1),
}


@cache
def places() -> Mapping[str, Callable[..., Any]]:
    """Return every public function and method."""
    found: dict[str, Callable[..., Any]] = {}
    for name in ev.__all__:
        one = getattr(ev, name)
        if inspect.isfunction(one):
            found[name] = one
        if not inspect.isclass(one) or issubclass(one, BaseException | str):
            continue
        for method in sorted({*dir(one)} - WITHIN):
            raw = inspect.getattr_static(one, method)
            if method.startswith("_") or not callable(getattr(one, method)):
                continue
            if isinstance(raw, classmethod | staticmethod):
                found[f"{name}.{method}"] = getattr(one, method)
            elif name in things():
                found[f"{name}.{method}"] = getattr(things()[name], method)
    return found


def some(turn: int, request: pytest.FixtureRequest) -> tuple[Any, ...]:
    """Return what one argument of many meets: all of it with --torture."""
    if request.config.getoption("--torture"):
        return NONSENSE
    return (*NONSENSE[:ALWAYS], *NONSENSE[ALWAYS + turn % TURNS :: TURNS])


def calls(
    function: Callable[..., Any], turn: int, request: pytest.FixtureRequest
) -> list[tuple[list[Any], dict[str, Any]]]:
    """Return arguments for a function, each time one of them nonsense."""
    signature = inspect.signature(function)
    parameters = [one for one in signature.parameters.values() if one.name not in HANDED]
    made = []
    for number, wrong in enumerate(parameters):
        for nonsense in some(turn + number, request):
            positional: list[Any] = []
            named: dict[str, Any] = {}
            for one in parameters:
                usual = GIVEN.get(one.name, "?") if one.default is one.empty else one.default
                value = nonsense if one is wrong else usual
                if one.kind in {one.POSITIONAL_ONLY, one.POSITIONAL_OR_KEYWORD}:
                    positional.append(value)
                elif one.kind is one.KEYWORD_ONLY:
                    named[one.name] = value
                elif one.kind is one.VAR_POSITIONAL:
                    positional += [value] if one is wrong else [GIVEN[one.name]] if one.name in GIVEN else []
                elif one is wrong:
                    named["range"] = value
            made.append((positional, named))
    return made


@pytest.mark.law
@pytest.mark.parametrize("name", sorted(places()))
def test_nonsense_is_told(name: str, request: pytest.FixtureRequest) -> None:
    if name in {"dump", "load"} or name.rpartition(".")[2] in {"save", "write"}:
        pytest.skip("paths are tried where files are read and written")
    untold = []
    for positional, named in calls(places()[name], sorted(places()).index(name), request):
        try:
            places()[name](*positional, **named)
        except EvspecError:
            continue
        except TypeError as error:
            if any(words in str(error) for words in UNTOLD):
                untold.append((positional, named, repr(error)))
        except Exception as error:
            untold.append((positional, named, repr(error)))
    assert not untold


@pytest.mark.law
@each("key", ev.specs.SPECS)
def test_no_spec_meets_what_it_does_not_know(key: str, request: pytest.FixtureRequest) -> None:
    untold = []
    met = some([*ev.specs.SPECS].index(key), request)
    for nonsense in (*met, [[10, 100], [80, 50]], {10: 100, 80: 50}, np.array([[10, 100], [80, 50]])):
        for given in (nonsense, {"value": nonsense}, {"value": "5", "market": nonsense, "soc": nonsense}):
            try:
                stated: Any = {key: given}
                assert str(ev.Variant.of("x", **stated))
            except (EvspecError, TypeError) as error:
                if not isinstance(error, EvspecError):
                    untold.append((given, repr(error)))
            except Exception as error:
                untold.append((given, repr(error)))
    assert not untold


@pytest.mark.parametrize("nonsense", [10**5000, [10**5000], {"range": 10**5000}], ids=["", "list", "dict"])
def test_a_number_that_is_too_large_to_print_is_told_so(nonsense: Any) -> None:
    with pytest.raises(ev.WrongType, match="a number too large to print"):
        ev.Catalog.of(nonsense)
    with pytest.raises(EvspecError, match=r"notes <.*a number too large to print> is not one of"):
        ev.catalog["bmw/ix1/u11"].to_table(notes=nonsense)


def test_no_condition_is_a_number_that_is_too_large_to_print() -> None:
    for name, condition in ev.specs.QUALIFIERS.items():
        with pytest.raises(ParseError):
            pytest.fail(f"{name} {condition.read(10**5000)}")


def test_every_kind_of_place_is_tried() -> None:
    assert len(places()) > 100
    assert {"convert", "diff", "Measure.of", "Interval.between", "Table.from_json", "Generation.get"} <= {
        *places()
    }


def test_the_error_is_python_s_and_ours() -> None:
    for use in (
        lambda: ev.measure(5),  # type: ignore[arg-type]
        lambda: ev.energy_cost(18, "0.30 EUR/kWh"),  # type: ignore[arg-type]
        lambda: ev.convert("5 km", 5),  # type: ignore[call-overload]
    ):
        with pytest.raises(ev.WrongType) as caught:
            use()
        assert isinstance(caught.value, TypeError)
        assert isinstance(caught.value, EvspecError)
