"""The file of a draft: it loads as it stands, after any edit, and mistakes are told with their lines."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

import pytest

import evspec as ev
from tests.articles.scored import texts

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "The current iX1 tops out at 130 kW. The iX1 should have a range of 600 km. "
    "The next iX1 won't be offered with front-wheel drive."
)


@pytest.fixture
def draft() -> ev.Draft:
    return ev.read_article(TEXT, publisher="Gazette", date="2026-03-02", about="bmw/ix1/nb5")


@pytest.fixture
def file(tmp_path: Path, draft: ev.Draft) -> Path:
    path = tmp_path / "draft.toml"
    path.write_text(draft.to_toml(), encoding="utf-8")
    return path


class TestRoundTrip:
    def test_what_is_written_is_read_again(self, file: Path, draft: ev.Draft) -> None:
        assert ev.load_draft(file) == draft
        assert any(not one.is_sure for one in draft.proposals)

    @pytest.mark.parametrize("number", range(len(texts())))
    def test_that_holds_of_every_frozen_sentence(self, tmp_path: Path, number: int) -> None:
        text = texts()[number]
        draft = ev.read_article(text["text"], date="2026-03-02", about=text["about"])
        path = tmp_path / "draft.toml"
        path.write_text(draft.to_toml(), encoding="utf-8")
        assert ev.load_draft(path) == draft

    def test_that_holds_without_a_date(self, tmp_path: Path) -> None:
        draft = ev.read_article("Deliveries of the iX1 begin next year.", about="bmw/ix1/nb5")
        path = tmp_path / "draft.toml"
        path.write_text(draft.to_toml(), encoding="utf-8")
        assert ev.load_draft(path) == draft

    @pytest.mark.parametrize("text", ["", "\n \r\n", "The weather was fine."])
    def test_a_text_that_says_nothing_is_told_to(self, text: str, tmp_path: Path) -> None:
        draft = ev.read_article(text, publisher="Gazette", date="2026-03-02")
        draft.save(tmp_path / "draft.toml")
        assert "# Nothing was read" in draft.to_toml()
        assert ev.load_draft(tmp_path / "draft.toml") == draft

    def test_a_car_that_no_catalog_has_is_told_once(self) -> None:
        draft = ev.read_article("The Polestar 4 has 400 kW. The Polestar 4 goes 635 km.", date="2026-03-02")
        assert [one.text for one in draft.unresolved] == ["Polestar 4", "Polestar 4"]
        assert draft.to_toml().count("# Polestar 4: a vehicle that no catalog has") == 1

    def test_the_text_is_not_written_into_it(self, draft: ev.Draft) -> None:
        assert TEXT not in draft.to_toml()

    def test_tricks_of_an_article_stay_text(self, tmp_path: Path) -> None:
        text = 'The iX1 has "80 kWh" of battery, """]]\\n[source] <script> #? \' \x07 and 130 kW of charging.'
        draft = ev.read_article(
            text, publisher='"]\n[x]', title="a\\b", date="2026-03-02", about="bmw/ix1/nb5"
        )
        path = tmp_path / "draft.toml"
        path.write_text(draft.to_toml(), encoding="utf-8")
        assert [one.spec for one in ev.load_draft(path).proposals] == [one.spec for one in draft.proposals]


class TestEdits:
    def test_deleting_the_mark_accepts_a_claim(self, file: Path, draft: ev.Draft) -> None:
        file.write_text(file.read_text(encoding="utf-8").replace("#? ", ""), encoding="utf-8")
        loaded = ev.load_draft(file)
        assert len(loaded.accepted) == len(draft.proposals) > len(draft.accepted)

    def test_deleting_a_line_strikes_a_claim(self, file: Path, draft: ev.Draft) -> None:
        lines = file.read_text(encoding="utf-8").splitlines()
        kept = [line for line in lines if not line.startswith("dc_power")]
        file.write_text("\n".join(kept), encoding="utf-8")
        assert len(ev.load_draft(file).proposals) == len(draft.proposals) - 1

    def test_what_is_behind_the_mark_and_cannot_be_read_is_a_comment(
        self, file: Path, draft: ev.Draft
    ) -> None:
        text = file.read_text(encoding="utf-8")
        file.write_text(f"{text}\n#? this is nothing\n#? range = \n", encoding="utf-8")
        assert ev.load_draft(file) == draft

    def test_that_holds_of_a_key_that_is_no_spec(self, file: Path, draft: ev.Draft) -> None:
        text = file.read_text(encoding="utf-8")
        head = "[[said]]\nvehicle = 'bmw/ix1/u11'"
        file.write_text(f"{text}\n{head}\n#? rnge = '3 km'\n", encoding="utf-8")
        assert ev.load_draft(file) == draft

    def test_line_ends_of_windows_change_nothing(self, file: Path, draft: ev.Draft) -> None:
        text = re.sub("  # doubtful.*", "", file.read_text(encoding="utf-8"))
        file.write_text(text, encoding="utf-8")
        plain = ev.load_draft(file)
        file.write_bytes(text.replace("\n", "\r\n").encode())
        assert ev.load_draft(file) == plain
        assert len(plain.proposals) == len(draft.proposals) > len(plain.accepted)

    @pytest.mark.parametrize("source", ['[source]\nfoo = 1\npublisher = "G"', '[source]\ndate = "soon"', ""])
    def test_what_is_wrong_in_the_source_hides_no_other_mistake(self, file: Path, source: str) -> None:
        said = "[[said]]\nvehicle = 'bmw/ix1/u11'\nrange = '3 kW'\nmarket_launch = 'next year'\n"
        file.write_text(f"{source}\n{said}", encoding="utf-8")
        with pytest.raises(ev.DataError) as refused:
            ev.load_draft(file)
        lines = file.read_text(encoding="utf-8").splitlines()
        assert [lines[one.line - 1].split()[0] for one in refused.value.problems if one.line > 3] == ["range"]
        assert len(refused.value.problems) == 2

    @pytest.mark.parametrize(
        ("vehicle", "told"),
        [
            ("bmw/ix1/u12", "no vehicle 'bmw/ix1/u12'; did you mean 'bmw/ix1/u11'"),
            ("BMW/iX1/U11", "no vehicle 'BMW/iX1/U11'; did you mean 'bmw/ix1/u11'"),
            ("zork", "no vehicle 'zork'; write '?make/model' of a car that no catalog has"),
            ("bmw/ix1/u11/edrive21", "bmw/ix1/u11 has no variant 'edrive21'; it has edrive20, xdrive30"),
        ],
    )
    def test_a_vehicle_that_there_is_not_is_told_with_what_there_is(
        self, file: Path, vehicle: str, told: str
    ) -> None:
        file.write_text(f"[source]\n[[said]]\nvehicle = '{vehicle}'\npower = '150 kW'\n", encoding="utf-8")
        with pytest.raises(ev.DataError) as refused:
            ev.load_draft(file)
        (problem,) = refused.value.problems
        assert (problem.line, problem.column) == (4, 9)
        assert problem.message.startswith(told)

    def test_a_claim_without_a_value_is_told_to_have_none(self, file: Path) -> None:
        said = "[source]\n[[said]]\nvehicle = 'bmw/ix1/u11'\npower = { printed = '150 kW' }\n"
        file.write_text(said, encoding="utf-8")
        with pytest.raises(ev.DataError, match="value") as refused:
            ev.load_draft(file)
        assert "None" not in str(refused.value)

    @pytest.mark.parametrize("wrong", [0, b"x", "mine"])
    def test_what_is_no_catalog_is_of_the_wrong_type(self, file: Path, wrong: Any, tmp_path: Path) -> None:
        with pytest.raises(ev.WrongType, match="catalog"):
            ev.load_draft(file, catalog=wrong)
        with pytest.raises(ev.WrongType, match="catalog"):
            ev.accept(file, tmp_path / "into", catalog=wrong)
        assert not (tmp_path / "into").exists()

    def test_every_mistake_is_told_with_its_line(self, file: Path) -> None:
        text = file.read_text(encoding="utf-8")
        text = text.replace('"130 kW"', '"130 km"').replace(
            'vehicle = "bmw/ix1/nb5"', 'vehicle = "bmw/ix1/nb9"'
        )
        file.write_text(f"{text}\n[[said]]\nvehicle = 'bmw/ix1/u11'\nrnge = '3 km'\n", encoding="utf-8")
        with pytest.raises(ev.DataError) as refused:
            ev.load_draft(file)
        lines = file.read_text(encoding="utf-8").splitlines()
        found = [
            (lines[problem.line - 1].split()[0], problem.code.value) for problem in refused.value.problems
        ]
        assert ("dc_power", "unit") in found
        assert ("drivetrain", "unknown-id") in found
        assert ("rnge", "unknown-spec") in found

    @pytest.mark.parametrize(
        "text", ["", "[source]\n", "[source]\npublisher = 3\n", "x = ", "[[said]]\n", "said = 3"]
    )
    def test_what_is_no_draft_is_refused(self, tmp_path: Path, text: str) -> None:
        path = tmp_path / "draft.toml"
        path.write_text(text, encoding="utf-8")
        if text == "[source]\n":
            assert ev.load_draft(path).source.publisher == "?"
        else:
            with pytest.raises(ev.DataError):
                ev.load_draft(path)


class TestClaims:
    def test_accepted_claims_stand_beside_the_catalogs(self, draft: ev.Draft) -> None:
        car = ev.catalog["bmw/ix1/u11"]
        more = draft.added_to(car)
        assert len(more.claims("dc_power")) == len(car.claims("dc_power")) + 1
        assert more.claims("dc_power")[-1].source.publisher == "Gazette"
        assert more.claims("dc_power")[-1].edition == "2026"

    def test_unsure_ones_are_added_on_request_and_say_so(self, draft: ev.Draft) -> None:
        car = ev.catalog["bmw/ix1/nb5"]
        sure, every = draft.added_to(car), draft.added_to(car, unsure=True)
        added = {claim.note for claim in every.claims("range")} - {
            claim.note for claim in sure.claims("range")
        }
        assert any("unsure in the draft" in note for note in added)

    def test_a_diff_shows_them(self, draft: ev.Draft) -> None:
        plain = ev.diff("bmw/ix1/u11", "bmw/ix1/nb5").to_text()
        assert "Gazette" not in plain
        assert "Gazette" in ev.diff("bmw/ix1/u11", "bmw/ix1/nb5", draft=draft).to_text()

    def test_a_comparison_shows_them(self, draft: ev.Draft) -> None:
        shown = ev.compare("bmw/ix1/u11", "bmw/ix3/na5", draft=draft, specs="dc_power").to_text()
        assert "Gazette" in shown

    def test_what_is_no_draft_is_of_the_wrong_type(self) -> None:
        with pytest.raises(ev.WrongType, match="read_article"):
            ev.diff("bmw/ix1/u11", "bmw/ix1/nb5", draft="draft.toml")  # type: ignore[arg-type]
