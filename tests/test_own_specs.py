"""Specs and test cycles that a program defines: in tables, diffs, searches, files, charts and pickles."""

from __future__ import annotations

import re

import pytest
from jsonschema import Draft202012Validator

import evspec as ev
from evspec.cycles import CYCLES, OWN_CYCLES
from evspec.files.schema import schema
from evspec.specs import OWN_SPECS, SPECS
from evspec.specs.own import TAKEN
from tests.units.test_own import elsewhere

PAINT = (
    "evspec.specs.add('warranty_paint', label='Paint warranty', kind='duration', unit='yr', better='higher')"
)


def paint(**changes: object) -> object:
    given: dict[str, object] = {
        "label": "Paint warranty", "kind": "duration", "unit": "years", "better": "higher",
    }  # fmt: skip
    return ev.specs.add("warranty_paint", **given | changes)  # type: ignore[arg-type]


class TestSpecs:
    def test_work_as_any_other(self) -> None:
        paint()
        a = ev.Variant.of("A", warranty_paint="3 years", range="400 km WLTP")
        b = ev.Variant.of("B", warranty_paint="144 months", range="500 km WLTP")
        text = ev.compare(a, b).to_text()
        assert re.search(r"^OTHER\n  Paint warranty +3 yr +12\.0 yr\*$", text, re.MULTILINE)
        (change,) = ev.diff(a, b, better={"range": None}).changes[-1:]
        assert (change.spec.key, change.better, change.words) == (
            "warranty_paint", True, "more, +9 yr (+300 %)",
        )  # fmt: skip
        assert ev.Catalog.of(a, b).find(warranty_paint=">10 years")[0].name == "B"
        assert ev.compare(a, b, specs="other").to_dataframe().shape[0] == 1
        assert ev.plot.changes(ev.diff(a, b)).get_yticklabels()
        assert ev.compare(a, b, units={"warranty_paint": "months"}, specs="warranty_paint").rows
        document = {"make": "A", "model": "B", "said": [{"source": "x", "warranty_paint": "3 years"}]}
        assert Draft202012Validator(schema()).is_valid(document)

    def test_stand_behind_all_others_of_their_group(self) -> None:
        ev.specs.add("hum", label="Hum", kind="count", group="battery")
        car = ev.Variant.of("A", hum=3, battery_net="60 kWh", dc_power="100 kW")
        assert [row.key for row in ev.compare(car).rows] == ["battery_net", "hum", "dc_power"]

    def test_the_same_twice_is_fine_and_another_is_not(self) -> None:
        first = paint()
        assert paint(unit="yr", note="") is first
        for changes in ({"label": "Paint"}, {"better": ""}, {"unit": "months"}, {"note": "on new cars"}):
            with pytest.raises(ev.EvspecError, match="'warranty_paint' was defined otherwise: evspec"):
                paint(**changes)

    def test_all_mistakes_at_once(self) -> None:
        with pytest.raises(ev.EvspecError) as caught:
            ev.specs.add("Foo bar", label=" ", kind="lenght", better="up", qualifiers="cylce!")
        told = str(caught.value)
        for words in ("small letters", "no label", "did you mean 'length'", "higher, lower", "mean 'cycle'"):
            assert words in told
        assert not OWN_SPECS

    @pytest.mark.parametrize(
        ("given", "words"),
        [
            ({"key": "range"}, "'range' is a spec already, 'Range'"),
            ({"key": "name"}, "a word of evspec's own"),
            ({"kind": "length"}, "a length needs its unit; write unit='mm'"),
            ({"kind": "length", "unit": "kW"}, "'kW' measures power, not length"),
            ({"unit": "km"}, "a text has no unit, found unit='km'"),
            ({"better": "higher"}, "a text has no better end"),
            ({"kind": "power", "unit": "kW", "qualifiers": "cycle!"}, "a power is of no test cycle"),
            ({"label": 5}, "label of a spec is a text, not int"),
            ({"closed": "yes"}, "closed of a spec is True or False, not str"),
            ({"vocabulary": "red"}, "vocabulary of a spec is a list"),
        ],
        ids=str,
    )
    def test_mistakes(self, given: dict[str, object], words: str) -> None:
        before = list(SPECS)
        with pytest.raises(ev.EvspecError, match=words):
            ev.specs.add(**{"key": "foo", "label": "Foo"} | given)  # type: ignore[arg-type]
        assert list(SPECS) == before

    def test_no_attribute_of_a_vehicle_is_a_key(self) -> None:
        assert {name for name in dir(ev.Generation.of("A")) if not name.startswith("_")} <= TAKEN
        assert {name for name in dir(ev.Variant.of("A")) if not name.startswith("_")} <= TAKEN

    def test_a_pickle_tells_what_is_missing_elsewhere(self) -> None:
        paint()
        claim = ev.Variant.of("A", warranty_paint="3 years")["warranty_paint"]
        told = f"this was made with the spec 'warranty_paint', unknown here; first call {PAINT}"
        assert elsewhere(claim) == told
        assert elsewhere(claim, PAINT).startswith("Paint warranty: 3 yr")
        assert "was defined otherwise" in elsewhere(claim, PAINT.replace("Paint w", "W"))


class TestCycles:
    def test_compare_with_themselves_alone(self) -> None:
        ev.cycles.add("Autobahn 130", spellings=["A130"])
        figure = ev.measure("350 km a130")
        assert (figure.cycle, str(figure)) == ("Autobahn 130", "350 km Autobahn 130")
        assert figure.compare(ev.measure("300 km Autobahn-130")) == "greater"
        for other in ("300 km WLTP", "300 km"):
            assert figure.compare(ev.measure(other)) == "undecided"
        a = ev.Variant.of("A", range=["350 km A130", "400 km WLTP"])
        b = ev.Variant.of("B", range=["300 km Autobahn 130", "280 km, cycle not stated"])
        rows = ev.compare(a, b, rows="all").rows
        assert [row.label for row in rows] == [
            "Range, WLTP", "Range, Autobahn 130", "Range, cycle n/s",
        ]  # fmt: skip
        assert a.get("range", cycle="A130") == a.claims("range", cycle="autobahn 130")[0]
        assert ev.plot.ranges(a, b).patches

    def test_mistakes(self) -> None:
        for name, words in (
            ("WLTP", "the test cycle WLTP"), ("real-world", "the test cycle real world"), ("km", "the unit"),
            ("NEFZ", "the test cycle NEDC"), ("up to", "a bound"), ("5x", "no name of a cycle"),
            ("", "no name of a cycle"), ("not stated", "nothing is stated"), ("TBD", "nothing is stated"),
            ("cycle not stated", "the condition 'cycle'"), ("worst equipment", "the condition 'equipment'"),
            ("Germany", "the condition 'market'"), ("city", "the condition 'phase'"),
        ):  # fmt: skip
            with pytest.raises(ev.EvspecError, match=words):
                ev.cycles.add(name)
        assert not OWN_CYCLES
        ev.cycles.add("A130")
        assert ev.cycles.add("A130") == "A130"
        with pytest.raises(ev.EvspecError, match="'A130' was defined otherwise"):
            ev.cycles.add("A130", spellings=["autobahn"])
        with pytest.raises(ev.EvspecError, match=r"cycle 'A13' is not one of WLTP, .*, A130; did you mean"):
            ev.Measure.of(5, "km", cycle="A13")
        assert list(CYCLES)[-1] == "A130"

    def test_a_pickle_tells_what_is_missing_elsewhere(self) -> None:
        ev.cycles.add("A130")
        for what in (ev.measure("350 km A130"), ev.Variant.of("A", range="350 km A130").range.qualifiers):
            assert elsewhere(what) == (
                "this was made with the cycle 'A130', unknown here; first call evspec.cycles.add('A130')"
            )
        assert elsewhere(ev.measure("350 km A130"), "evspec.cycles.add('A130')") == "350 km A130"
