"""`Draft.check`: what the text does not have is an error, what speaks against a claim is a doubt."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

import evspec as ev
from tests.articles.scored import texts
from tests.articles.spoiler import named_in, spoiled

if TYPE_CHECKING:
    from pathlib import Path

TEXT = """\
Gazette, 2 March 2026

The iX3 charges at up to 400 kW and travels 805 km (500 miles) in the WLTP cycle. Its battery holds 108.7 kWh.

The next iX1 won't be offered with front-wheel drive. \
Production should start in November 2027 at the Regensburg plant.
The current iX1 eDrive20 has 150 kW of power and no heat pump.
"""


def claim(vehicle: str, spec: str, value: object, quote: str, **more: object) -> ev.Proposal:
    return ev.Proposal(vehicle, spec, value, quote, **more)  # type: ignore[arg-type]


def remarks(*claims: ev.Proposal, text: str = TEXT) -> list[tuple[str, str]]:
    draft = evolve(ev.read_article("", publisher="Gazette", date="2026-03-02"), proposals=claims)
    return [(one.level, one.field) for one in draft.check(text)]


TRUE = [
    claim("bmw/ix3/na5", "dc_power", "up to 400 kW", "The iX3 charges at up to 400 kW"),
    claim("bmw/ix3/na5", "range", "805 km (500 mi) WLTP", "travels 805 km (500 miles) in the WLTP cycle"),
    claim("bmw/ix3/na5", "battery", "108.7 kWh", "Its battery holds 108.7 kWh"),
    claim("bmw/ix1/nb5", "drivetrain", "not FWD", "won’t be offered with front-wheel drive"),
    claim("bmw/ix1/nb5", "production_start", "November 2027", "Production should start in November 2027",
          status="expected", hedge="should"),
    claim("bmw/ix1/nb5", "plant", "Regensburg", "at the Regensburg plant", status="expected", hedge="should"),
    claim("bmw/ix1/u11/edrive20", "power", "150 kW", "has 150 kW of power"),
    claim("bmw/ix1/u11/edrive20", "heat_pump", False, "and no heat pump"),
]  # fmt: skip


@pytest.mark.parametrize("one", TRUE, ids=lambda one: one.spec)
def test_a_true_claim_has_no_remark(one: ev.Proposal) -> None:
    assert remarks(one) == []


@pytest.mark.parametrize(
    ("number", "changes", "expected"),
    [
        (0, {"quote": "the iX3 charges with up to 400 kW"}, ("error", "quote")),
        (0, {"quote": " ".join(["iX3"] * 13)}, ("error", "quote")),
        (0, {"quote": ""}, ("doubt", "quote")),
        (0, {"value": "up to 410 kW"}, ("error", "value")),
        (0, {"value": "400 kW"}, ("error", "bound")),
        (0, {"spec": "power"}, ("doubt", "spec")),
        (0, {"hedge": "allegedly"}, ("error", "hedge")),
        (0, {"vehicle": "renault/zoe/ze50"}, ("error", "vehicle")),
        (0, {"vehicle": "bmw/ix1/nb5"}, ("doubt", "vehicle")),
        (1, {"value": "805 km (501 mi) WLTP"}, ("error", "value")),
        (1, {"value": "805 km EPA"}, ("error", "cycle")),
        (1, {"value": "805 km, cycle not stated"}, ("doubt", "cycle")),
        (2, {"value": "108.7 km"}, ("error", "value")),
        (2, {"value": "about 108.7 kWh"}, ("error", "bound")),
        (3, {"value": "FWD"}, ("error", "negation")),
        (3, {"value": "not AWD"}, ("error", "value")),
        (4, {"value": "November 2028"}, ("error", "value")),
        (4, {"spec": "market_launch"}, ("doubt", "spec")),
        (4, {"hedge": "", "status": "reported"}, ("doubt", "hedge")),
        (5, {"value": "Munich"}, ("error", "value")),
        (6, {"vehicle": "bmw/ix1/u11"}, ("doubt", "version")),
        (6, {"vehicle": "bmw/ix1/u11/xdrive30"}, ("doubt", "version")),
        (7, {"value": True}, ("error", "negation")),
    ],
)
def test_a_false_one_is_caught(number: int, changes: dict[str, Any], expected: tuple[str, str]) -> None:
    assert expected in remarks(evolve(TRUE[number], **changes))


def test_what_lies_ahead_is_no_report() -> None:
    one = claim("bmw/ix1/nb5", "market_launch", "November 2027", "It arrives in November 2027")
    text = "The next iX1 is here. It arrives in November 2027."
    assert remarks(one, text=text) == [("doubt", "status")]
    assert remarks(evolve(one, status="expected"), text=text) == []


def test_what_no_word_is_of_is_not_denied_by_none() -> None:
    one = claim("bmw/ix1/nb5", "drivetrain", "not RWD", "The next iX1 makes the same switch")
    text = "The next iX1 makes the same switch."
    assert ("error", "negation") in remarks(one, text=text)
    assert ("error", "negation") not in remarks(evolve(one, value="RWD"), text=text)


def test_a_window_may_be_told_in_words_of_the_language() -> None:
    text = "Der BMW iX1 (NB5) lädt schnell: Von fünf auf 80 Prozent vergehen beim Laden 25 Minuten."
    draft = ev.read_article(text, date="2026-03-02", language="de")
    assert [(one.spec, dict(one.qualifiers)) for one in draft.proposals] == [("dc_time", {"soc": "5-80 %"})]
    assert [one for one in draft.check(text) if one.level == "error"] == []


def test_quotes_dashes_and_spaces_are_folded() -> None:
    text = "The iX3 “charges\n at up\u00a0to 400\u00a0kW”."
    assert (
        remarks(claim("bmw/ix3/na5", "dc_power", "up to 400 kW", '"charges at up to 400 kW"'), text=text)
        == []
    )


def test_a_remark_has_its_place_and_what_would_be_right() -> None:
    draft = evolve(ev.read_article("", date="2026-03-02"), proposals=(evolve(TRUE[0], value="400 kW"),))
    (remark,) = draft.check(TEXT)
    assert remark.place == "line 3, column 1"
    assert "write 'up to 400 kW'" in remark.words
    assert str(remark).startswith("error: bmw/ix3/na5 dc_power, bound:")


def test_what_the_reader_proposes_of_the_frozen_sentences_stands_in_them() -> None:
    for text in texts():
        draft = ev.read_article(
            text["text"], date="2026-03-02", about=text["about"], language=text.get("language")
        )
        assert [str(one) for one in draft.check(text["text"]) if one.level == "error"] == []


RELATED = "The iX1 U11 charges faster than its predecessor, and the iX1 U11 eDrive20 faster than the iX1 U11."


@pytest.mark.parametrize(
    ("vehicle", "target", "told"),
    [
        ("bmw/ix1/u11", "bmw/ix1/u11", "leads back to bmw/ix1/u11"),
        ("bmw/ix1/u11", "bmw/ix1/u11@2022", "leads back to bmw/ix1/u11"),
        ("bmw/ix1/u11", "bmw/ix1/u11/edrive20", "leads back to bmw/ix1/u11"),
        ("bmw/ix1/u11/edrive20", "bmw/ix1/u11", "leads back to bmw/ix1/u11/edrive20"),
        ("bmw/ix1/u11", "bmw/ix1/u12", "did you mean 'bmw/ix1/u11'"),
        ("bmw/ix1/u11", "bmw/ix1/u11/edrive21", "has no variant 'edrive21'"),
    ],
)
def test_a_relation_of_a_car_to_itself_or_to_none_is_an_error(
    vehicle: str, target: str, told: str, tmp_path: Path
) -> None:
    one = claim(vehicle, "dc_power", f"more than {target}", "charges faster than its predecessor")
    for each in (one, evolve(one, quote="")):
        draft = evolve(ev.read_article("", publisher="Gazette", date="2026-03-02"), proposals=(each,))
        (remark,) = draft.check(RELATED)
        assert (remark.level, remark.field) == ("error", "value")
        assert told in remark.words
        draft.save(tmp_path / "draft.toml")
        with pytest.raises(ev.DataError, match=re.escape(told)) as refused:
            ev.load_draft(tmp_path / "draft.toml")
        assert refused.value.problems[0].line


def test_the_reader_relates_no_car_to_itself() -> None:
    for one in ev.read_article(RELATED, about="bmw/ix1/u11").proposals:
        assert "bmw/ix1/u11" not in str(one.value)


def test_versions_of_a_car_are_compared() -> None:
    one = claim(
        "bmw/ix1/u11/xdrive30", "dc_power", "more than bmw/ix1/u11/edrive20",
        "The iX1 U11 xDrive30 charges faster than the eDrive20",
    )  # fmt: skip
    assert remarks(one, text="The iX1 U11 xDrive30 charges faster than the eDrive20.") == []


#: How many of the spoiled copies of true claims a check has to notice.
CAUGHT = {
    "digit changed": 0.99, "quote paraphrased": 1.0, "hedge invented": 1.0, "hedge lost": 0.85,
    "bound invented": 0.95, "bound dropped": 0.9, "unit swapped": 0.95, "cycle invented": 0.95,
    "wrong category": 0.98, "negation invented or lost": 0.95, "vehicle from elsewhere": 0.95,
    "spec confused": 0.7, "another vehicle of the same article": 0.5,
}  # fmt: skip


def test_spoiled_copies_are_caught() -> None:
    made: Counter[str] = Counter()
    caught: Counter[str] = Counter()
    missed = []
    for text in texts():
        draft = ev.read_article(
            text["text"], date="2026-03-02", about=text["about"], language=text.get("language")
        )
        named = named_in(text["text"], text["about"], text.get("language"))
        for one in draft.proposals:
            before = {remark[2:] for remark in evolve(draft, proposals=(one,)).check(text["text"])}
            for name, bad in spoiled(one, draft.day, named):
                made[name] += 1
                after = evolve(draft, proposals=(bad,)).check(text["text"])
                if any(remark[2:] not in before for remark in after):
                    caught[name] += 1
                else:
                    missed.append((name, bad.spec, bad.value, bad.quote))
    assert set(made) == set(CAUGHT)
    assert {name for name in CAUGHT if caught[name] < CAUGHT[name] * made[name]} == set(), missed
