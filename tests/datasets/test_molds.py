"""What a text says by its mold is what its spec reads in it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evspec.claims import Qualifiers, Statement
from evspec.crosswalks import Line, Template, mapping
from evspec.datasets.ledger import Ledger
from evspec.datasets.said import LineReader
from evspec.errors import EvspecError
from evspec.specs import Spec, spec

_MAPPING = mapping({"make": "A", "model": "B", "said": {"range": "{r} km WLTP"}})
#: Spec, what stands beside, and texts with a place for each number.
_WORDINGS: tuple[tuple[str, dict[str, str], str], ...] = (
    ("range", {}, "{} km WLTP"),
    ("range", {"wheels": "19 in"}, "{}-{} km WLTP, city"),
    ("range", {"cycle": "EPA"}, "up to {} mi"),
    ("range", {}, "{} mi ({} km) EPA"),
    ("consumption", {}, "{} kWh/100 km EPA, highway"),
    ("consumption", {}, "{} kWh/100 km ({} Le/100 km) EPA"),
    ("battery", {"basis": "net"}, "{} kWh"),
    ("dc_time", {}, "{} min, {}-{} %"),
    ("ac_power", {}, "{} kW three-phase"),
    ("ac_power", {}, "{} kW ({} optional)"),
    ("ac_time", {"charger": "240 V"}, "{}:{} h"),
    ("motor_count", {}, "{}"),
    ("price", {"market": "Germany"}, "{} EUR"),
)
_NUMBERS = st.one_of(
    st.integers(0, 1000).map(str),
    st.decimals(0, 1000, places=1).map(str),
    st.decimals(0, 10, places=3).map(str),
    st.sampled_from(["1.500", "1,5", "0.50", "-12", "007", "1e3", "12 345", "10", "80", "100"]),
)


def _read(key: str, text: str, beside: dict[str, str], decimal: str | None) -> object:
    try:
        read = spec(key).read_all(text, beside, decimal=decimal)
    except EvspecError as error:
        return str(error)
    made = [Statement(spec(key), value, Qualifiers.of(told)) for value, told in read]
    return [(one, one.value.show(), getattr(one.value, "text", "")) for one in made]


def _by_mold(ledger: Ledger, key: str, text: str, beside: dict[str, str], decimal: str | None) -> object:
    try:
        made = ledger.statements(Line(spec(key), Template("{x}")), text, tuple(beside.items()), decimal)
    except EvspecError as error:
        return str(error)
    return [(one, one.value.show(), getattr(one.value, "text", "")) for one in made]


@given(
    st.sampled_from(_WORDINGS),
    st.lists(st.tuples(_NUMBERS, _NUMBERS, _NUMBERS), min_size=2, max_size=8),
    st.sampled_from([None, ".", ","]),
)
def test_other_numbers_say_what_their_text_says(
    wording: tuple[str, dict[str, str], str], numbers: list[tuple[str, str, str]], decimal: str | None
) -> None:
    key, beside, text = wording
    ledger = Ledger(_MAPPING)
    for own in numbers:
        written = text.format(*own)
        assert _by_mold(ledger, key, written, beside, decimal) == _read(key, written, beside, decimal)


@pytest.mark.parametrize(("key", "beside", "text"), _WORDINGS[:4])
def test_words_about_a_figure_are_read_once(
    key: str, beside: dict[str, str], text: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked = []
    whole = Spec.read_all

    def counted(own: Spec, *given: Any, **named: Any) -> object:
        asked.append(given)
        return whole(own, *given, **named)

    monkeypatch.setattr(Spec, "read_all", counted)
    ledger, line = Ledger(_MAPPING), Line(spec(key), Template("{x}"))
    for miles in range(200, 260):
        written = text.format(miles, round(miles * 1.609344))
        ledger.statements(line, written, tuple(beside.items()), ".")
    assert len(asked) == 1


_PAIRS = (
    ("range", "{a} km ({b} mi) WLTP", 0.6213711922),
    ("power", "{a} kW ({b} PS)", 1.3596216173),
    ("fuel_consumption", "{a} L/100 km ({b} mpg (UK)) WLTP", None),
    ("consumption", "{a} kWh/100 km ({b} Le/100 km) EPA", 0.1123595506),
)


def _outcome(said: Any, trouble: Any) -> object:
    """Return what is said and what is wrong with it, made and worded."""
    made = [getattr(one[2], "statement", one[2]) for one in said]
    shown = [(one, one.value.show(), one.value.text, [str(p) for p in one.value.printings]) for one in made]
    if trouble is None or isinstance(trouble, EvspecError):
        return shown, str(trouble)
    return shown, (trouble.words, trouble.share)


@given(
    st.sampled_from(_PAIRS),
    st.lists(
        st.tuples(
            st.decimals(1, 900, places=1), st.integers(0, 3), st.sampled_from([1, 1, 1.004, 1.006, 1.02, 2])
        ),
        min_size=2,
        max_size=8,
    ),
)
def test_pairs_of_numbers_are_weighed_as_the_grammar_does(
    pair: tuple[str, str, float | None], numbers: list[tuple[Any, int, float]]
) -> None:
    key, text, factor = pair
    line = Line(spec(key), Template(text))
    known = LineReader(0, line, {"a": 0, "b": 1}, Ledger(_MAPPING))
    for number, digits, off in numbers:
        first = float(number)
        second = off * (282.481 / first if factor is None else first * factor)
        cells = (str(number), f"{second:.{digits}f}")
        said, troubles = known.read(cells), known.troubles.get(cells, (None,))
        alone = LineReader(0, line, {"a": 0, "b": 1}, Ledger(_MAPPING))
        given = alone.given(cells)
        assert given is not None
        assert _outcome(said, troubles[0]) == _outcome(*alone.read_given(given, None))
