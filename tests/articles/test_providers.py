"""Providers: what they say is held against the text; agreement makes surer, disagreement is doubted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any

import pytest

import evspec as ev

TEXT = (
    "The current iX1 tops out at 130 kW. The iX1 NB5 should have a range of 600 km. "
    "It comes with a battery of 80 kWh."
)
DC = {
    "vehicle": "bmw/ix1/u11",
    "spec": "dc_power",
    "value": "130 kW",
    "quote": "The current iX1 tops out at 130 kW.",
}
RANGE = {
    "vehicle": "bmw/ix1/nb5",
    "spec": "range",
    "value": "600 km",
    "qualifiers": {"cycle": "not stated"},
    "quote": "should have a range of 600 km",
    "status": "expected",
    "hedge": "should",
}


def read(*said: object, text: str = TEXT, **given: Any) -> ev.Draft:
    """Read a text with a provider that says some claims."""

    def model(text: str, vehicles: Mapping[str, str], specs: Mapping[str, Any]) -> Iterable[Any]:
        return said

    given = {"publisher": "Gazette", "date": "2026-03-02", "about": "bmw/ix1/nb5", **given}
    return ev.read_article(text, providers=[model], **given)


def one(draft: ev.Draft, spec: str, vehicle: str = "") -> ev.Proposal:
    (found,) = [p for p in draft.proposals if p.spec == spec and vehicle in p.vehicle]
    return found


class TestWhatIsGiven:
    def test_text_vehicles_and_specs(self) -> None:
        seen: list[Any] = []

        def model(text: str, vehicles: Mapping[str, str], specs: Mapping[str, Any]) -> list[Any]:
            seen.extend((text, vehicles, specs))
            return []

        draft = ev.read_article(TEXT, about="bmw/ix1/nb5", providers=[model])
        assert draft == ev.read_article(TEXT, about="bmw/ix1/nb5")
        assert seen[0] == TEXT
        assert seen[1]["bmw/ix1/u11/edrive20"] == "iX1 U11 eDrive20"
        assert "bmw/ix1/nb5" in seen[1]
        assert "porsche/taycan/j1" not in seen[1]
        assert "range" in seen[2]

    def test_the_rules_themselves_can_be_one(self) -> None:
        def rules(text: str, vehicles: Mapping[str, str], specs: Mapping[str, Any]) -> list[Any]:
            return ev.read_article(text, date="2026-03-02", about="bmw/ix1/nb5").records()

        draft = ev.read_article(TEXT, date="2026-03-02", about="bmw/ix1/nb5", providers=[rules])
        assert not draft.refused
        assert len(draft.proposals) == len(ev.read_article(TEXT, about="bmw/ix1/nb5").proposals)
        assert all(p.is_sure for p in draft.proposals)


class TestAgreement:
    def test_it_raises_sureness(self) -> None:
        assert not one(read(), "range").is_sure
        assert one(read(RANGE), "range").is_sure

    def test_another_wording_of_the_same_is_agreement(self) -> None:
        draft = read({**DC, "value": "130kW"})
        assert one(draft, "dc_power").value == "130 kW"
        assert one(draft, "dc_power").is_sure

    def test_a_status_apart_is_a_doubt(self) -> None:
        found = one(read({**RANGE, "status": "reported"}), "range")
        assert [doubt.field for doubt in found.doubts] == ["status"]
        assert "model reads it as reported" in found.doubts[0].words

    def test_two_others_agree_too(self) -> None:
        text = f"{TEXT} Its plant is at Regensburg, they say."
        said = {"spec": "plant", "value": "Regensburg", "quote": "Its plant is at Regensburg"}

        def first(*_: Any) -> list[Any]:
            return [{**said, "vehicle": "bmw/ix1/nb5"}]

        def second(*_: Any) -> list[Any]:
            return first()

        alone = ev.read_article(text, about="bmw/ix1/nb5", providers=[first])
        both = ev.read_article(text, about="bmw/ix1/nb5", providers=[first, second])
        assert [doubt.words for doubt in one(alone, "plant").doubts] == ["only first says so"]
        assert one(both, "plant").is_sure


class TestDisagreement:
    def test_another_value_is_doubted_on_both_sides(self) -> None:
        text = "The range of the iX1 NB5 grows from 410 to 440 km."
        wrong = {**RANGE, "value": "410 km", "quote": "from 410 to 440 km"}
        draft = read({**wrong, "status": "", "hedge": ""}, text=text)
        own = [p for p in draft.proposals if p.vehicle == "bmw/ix1/nb5"]
        assert {p.value for p in own} == {"410 km", "440 km"}
        assert all(any("reads" in doubt.words for doubt in p.doubts) for p in own)
        page = draft.to_html(locale="de")
        assert "liest 440 km als range von bmw/ix1/nb5" in page.replace("\u00a0", " ")
        assert "reads" not in page

    def test_another_vehicle_is_one_of_vehicle(self) -> None:
        draft = read({**DC, "vehicle": "bmw/ix1/nb5"})
        both = [p for p in draft.proposals if p.spec == "dc_power"]
        assert {p.vehicle for p in both} == {"bmw/ix1/u11", "bmw/ix1/nb5"}
        assert all("vehicle" in {doubt.field for doubt in p.doubts} for p in both)

    def test_another_version_is_one_of_version(self) -> None:
        draft = read({**DC, "vehicle": "bmw/ix1/u11/edrive20"})
        assert "version" in {doubt.field for doubt in one(draft, "dc_power", "edrive20").doubts}


class TestRefused:
    @pytest.mark.parametrize(
        ("given", "reason"),
        [
            ({**DC, "value": "150 kW"}, "value"),
            ({**DC, "quote": "up to 130 kW and more"}, "the text does not have"),
            ({**DC, "quote": " ".join(["word"] * 13)}, "13 words"),
            ({**DC, "vehicle": "bmw/ix1/u99"}, "no vehicle 'bmw/ix1/u99'"),
            ({**DC, "vehicle": "porsche/taycan/j1"}, "the text does not name porsche/taycan"),
            ({**DC, "spec": "charge"}, "'charge' is no spec"),
            ({**DC, "value": "130 km"}, "found length"),
            ({**DC, "hedge": "perhaps"}, "the sentence does not have 'perhaps'"),
            ({**DC, "status": "certain"}, 'status "certain"'),
            ({**DC, "qualifiers": {"cycle": "WLTP"}}, ""),
            ({**DC, "qualifiers": "WLTP"}, "qualifiers are no mapping"),
            ({**DC, "quote": 3}, "quote is no text"),
            ({"spec": "range"}, "no vehicle"),
            ({**DC, "spec": {}}, "spec is no text"),
            ({**DC, "qualifiers": []}, "qualifiers are no mapping"),
            ("130 kW", "str is no claim"),
            (None, "NoneType is no claim"),
            ({**DC, "value": ["130 kW", {}]}, ""),
            ({**DC, "value": {"130 kW": 1}}, "value is no text, number or list"),
            ({**DC, "value": float("nan")}, ""),
        ],
    )
    def test_it_is_kept_with_its_reasons(self, given: object, reason: str) -> None:
        draft = read(given)
        (refused,) = draft.refused
        assert refused.provider == "model"
        assert refused.given is given
        assert refused.reasons
        assert reason in ", ".join(refused.reasons)
        assert draft == read()

    def test_file_and_page_tell_it(self, tmp_path: Path) -> None:
        draft = read({**DC, "value": "</script>\n[source]\nx = 1"})
        assert "# Refused:\n# model: bmw/ix1/u11 dc_power </script>" in draft.to_toml()
        draft.save(tmp_path / "draft.toml")
        assert ev.load_draft(tmp_path / "draft.toml") == draft
        assert "<h2>Refused" in draft.to_html()
        assert "&lt;/script&gt; [source]" in draft.to_html()

    def test_what_is_doubted_is_read_again_from_a_file(self, tmp_path: Path) -> None:
        draft = read(
            {**DC, "vehicle": "bmw/ix1/nb5", "note": "\n[source]\x07; value: x  # doubtful: y"},
            {**RANGE, "value": "600 km; 1  # doubtful: x"},
            {**DC, "spec": "infotainment", "value": "\n[source]\n", "quote": "The current iX1"},
            RANGE,
        )
        assert any("only model" in str(doubt) for one in draft.proposals for doubt in one.doubts)
        draft.save(tmp_path / "draft.toml")
        assert ev.load_draft(tmp_path / "draft.toml") == draft

    def test_a_list_of_points_is_read_again_from_a_file(self, tmp_path: Path) -> None:
        curve = {**DC, "spec": "charging_curve", "value": [[10, 130], [80, 60.5]]}
        draft = read(curve)
        assert len(draft.proposals) > len(read().proposals)
        draft.save(tmp_path / "draft.toml")
        assert ev.load_draft(tmp_path / "draft.toml") == draft

    @pytest.mark.parametrize("answer", ["text", {"vehicle": "x"}, 3, None])
    def test_what_returns_no_list_is_of_the_wrong_type(self, answer: Any) -> None:
        def model(*_: Any) -> Any:
            return answer

        with pytest.raises(ev.WrongType, match="model returned"):
            ev.read_article(TEXT, providers=[model])

    @pytest.mark.parametrize("providers", ["model", [3], 3, [None]])
    def test_what_is_no_function_is_of_the_wrong_type(self, providers: Any) -> None:
        with pytest.raises(ev.WrongType):
            ev.read_article(TEXT, providers=providers)


def test_every_value_of_a_provider_stands_in_its_quote() -> None:
    numbers = [{**DC, "value": f"{n} kW"} for n in range(100, 160)]
    assert [p.value for p in read(*numbers).proposals if p.spec == "dc_power"] == ["130 kW"]
