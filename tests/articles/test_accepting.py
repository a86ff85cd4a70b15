"""`accept`: the claims of a draft get into data files whole or not at all, and what stands there stays."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import evspec as ev
from evspec.cli import main

TEXT = (
    "The current iX1 tops out at 130 kW. The iX1 should have a range of 600 km WLTP. "
    "The next iX1 won't be offered with front-wheel drive. The iX1 eDrive20 costs 47,000 euros."
)
COMET = """\
# The comet.
make = "Acme"
model = "Comet"
code = "C2"

# Volt on the range.

[[said]]
source = "volt"
range = "500 km WLTP"   # good

# Gazette.

[[said]]
source = "gazette-2026-03-02"
power = "150 kW"

# Volt again.

[[said]]
source = "volt"
seats = "5"
"""
SOURCES = """\
# Ours.
[gazette-2026-03-02]
publisher = "Gazette"
title = "The Comet"
address = "https://gazette.example/comet"
date = "2026-03-02"

[volt]
publisher = "Volt"
title = "Comet"
address = "https://volt.example/comet"
"""
SAID = """\
[source]
id = "gazette-2026-03-02"
publisher = "Gazette"
date = "2026-03-02"

[[said]]
vehicle = "acme/comet/c2"
dc_power = { value = "200 kW", printed = "at 200 kW" }
power = "150 kW"
#? range = { value = "1 km WLTP" }
"""


@pytest.fixture
def draft() -> ev.Draft:
    return ev.read_article(TEXT, publisher="Gazette", date="2026-03-02", about="bmw/ix1/nb5")


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    folder = tmp_path / "data"
    (folder / "acme" / "comet").mkdir(parents=True)
    (folder / "acme" / "comet" / "c2.toml").write_text(COMET, encoding="utf-8")
    (folder / "sources.toml").write_text(SOURCES, encoding="utf-8")
    return folder


def said(tmp_path: Path, text: str = SAID) -> Path:
    path = tmp_path / "draft.toml"
    path.write_text(text, encoding="utf-8")
    return path


def texts(folder: Path) -> dict[str, bytes]:
    return {str(file): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


class TestNewFolder:
    def test_what_is_accepted_is_there_and_shown(self, draft: ev.Draft, tmp_path: Path) -> None:
        found = ev.accept(draft, tmp_path / "data", text=TEXT)
        assert [one.name for one in found.files] == ["sources.toml", "u11.toml", "nb5.toml"]
        assert found.added == draft.accepted
        mine = ev.load(tmp_path / "data")
        assert "Gazette" in ev.diff(mine["bmw/ix1/u11"], mine["bmw/ix1/nb5"]).to_text()
        assert mine["bmw/ix1/u11/edrive20"].claims("price")[-1].source.publisher == "Gazette"

    def test_a_generation_keeps_what_the_catalog_has_of_it(self, draft: ev.Draft, tmp_path: Path) -> None:
        ev.accept(draft, tmp_path / "data")
        mine = ev.load(tmp_path / "data")
        new = {claim for claim in mine["bmw/ix1/u11"].claims() if claim.source.publisher == "Gazette"}
        assert len(new) == 2
        assert {*mine["bmw/ix1/u11"].claims()} - new == {*ev.catalog["bmw/ix1/u11"].claims()}

    def test_what_is_unsure_is_left_out(self, draft: ev.Draft, tmp_path: Path) -> None:
        text = draft.to_toml().replace("range =", "#? range =")
        ev.accept(said(tmp_path, text), tmp_path / "data")
        written = ev.load(tmp_path / "data")["bmw/ix1/nb5"].claims("range")
        assert all(claim.source.publisher != "Gazette" for claim in written)

    def test_nothing_is_added_twice(self, draft: ev.Draft, tmp_path: Path) -> None:
        ev.accept(draft, tmp_path / "data")
        before = texts(tmp_path / "data")
        found = ev.accept(draft, tmp_path / "data")
        assert (found.files, found.added, found.there) == ((), (), draft.accepted)
        assert texts(tmp_path / "data") == before


class TestMerging:
    def test_comments_and_order_stay(self, folder: Path, tmp_path: Path) -> None:
        found = ev.accept(said(tmp_path), folder)
        assert [one.spec for one in found.added] == ["dc_power"]
        assert [one.spec for one in found.there] == ["power"]
        added = (
            '\n[[said]]\nsource = "gazette-2026-03-02"\n'
            'dc_power = { value = "200 kW", printed = "at 200 kW" }\n'
        )
        text = (folder / "acme" / "comet" / "c2.toml").read_text(encoding="utf-8")
        assert text == COMET.replace('power = "150 kW"\n', f'power = "150 kW"\n{added}')
        assert (folder / "sources.toml").read_text(encoding="utf-8") == SOURCES

    def test_a_new_source_stands_at_the_end(self, folder: Path, tmp_path: Path) -> None:
        text = SAID.replace("gazette-2026-03-02", "gazette-2").replace(
            "[[said]]", 'title = "a \\" b"\n\n[[said]]'
        )
        ev.accept(said(tmp_path, text), folder)
        written = (folder / "sources.toml").read_text(encoding="utf-8")
        assert written.startswith(f"{SOURCES}\n[gazette-2]\n")
        assert ev.load(folder).sources["gazette-2"].title == 'a " b'
        assert (folder / "acme" / "comet" / "c2.toml").read_text(encoding="utf-8").startswith(COMET)

    def test_an_article_that_is_there_under_another_id_is_that_source(
        self, folder: Path, tmp_path: Path
    ) -> None:
        text = SAID.replace('id = "gazette-2026-03-02"', 'address = "https://gazette.example/comet"')
        found = ev.accept(said(tmp_path, text), folder)
        assert [file.name for file in found.files] == ["c2.toml"]

    def test_the_ends_of_lines_stay(self, folder: Path, tmp_path: Path) -> None:
        file = folder / "acme" / "comet" / "c2.toml"
        file.write_bytes(COMET.rstrip().replace("\n", "\r\n").encode())
        ev.accept(said(tmp_path, SAID.replace("gazette-2026-03-02", "gazette-2")), folder)
        assert file.read_bytes().replace(b"\r\n", b"").count(b"\n") == 0
        assert len(ev.load(folder)["acme/comet/c2"].claims("dc_power")) == 1

    def test_several_of_one_spec_are_several_blocks(self, folder: Path, tmp_path: Path) -> None:
        text = SAID.replace('power = "150 kW"\n', 'power = ["150 kW", "160 kW", "170 kW"]\n')
        ev.accept(said(tmp_path, text), folder)
        assert len(ev.load(folder)["acme/comet/c2"].claims("power")) == 3


class TestRefused:
    def refused(self, draft: Path, folder: Path, text: str | None = None) -> list[ev.Problem]:
        before = texts(folder)
        with pytest.raises(ev.DataError) as refused:
            ev.accept(draft, folder, text=text)
        assert texts(folder) == before
        return list(refused.value.problems)

    def test_every_mistake_is_told_at_its_place(self, folder: Path, tmp_path: Path) -> None:
        text = SAID.replace('publisher = "Gazette"\n', "").replace('"150 kW"', '"150 km"') + (
            'rnge = "3 km"\nseats = "7"\n\n[[said]]\nvehicle = "?acme/meteor"\nseats = "7"\n'
            '\n[[said]]\nvehicle = "acme/comet/c9"\nseats = "7"\n'
        )
        draft = said(tmp_path, text)
        found = self.refused(draft, folder, "The Comet charges at 210 kW.")
        rows = text.splitlines()
        told = {(one.line, one.column, str(one.code)) for one in found}
        by = {row: n for n, row in enumerate(rows, 1)}
        line = by['power = "150 km"']
        assert told >= {
            (0, 0, "missing-source"),
            (line, 9, "unit"),
            (by['rnge = "3 km"'], 8, "unknown-spec"),
            (by['dc_power = { value = "200 kW", printed = "at 200 kW" }'], 42, "not-in-text"),
            (by['vehicle = "?acme/meteor"'] + 1, 9, "unknown-id"),
            (by['vehicle = "acme/comet/c9"'] + 1, 9, "unknown-id"),
        }
        assert any(str(one).startswith(f"{draft}:{line}:9: ") for one in found)

    def test_an_unknown_publisher_is_asked_for(self, folder: Path, tmp_path: Path) -> None:
        (one,) = self.refused(said(tmp_path, SAID.replace('publisher = "Gazette"\n', "")), folder)
        assert "write publisher" in one.message

    def test_a_car_of_no_catalog_needs_a_file(self, folder: Path, tmp_path: Path) -> None:
        (one,) = self.refused(said(tmp_path, SAID.replace("acme/comet/c2", "?acme/meteor")), folder)[:1]
        assert f"evspec new acme/meteor/generation -o {folder}" in one.message

    def test_a_model_without_generation_is_told_which_there_are(self, folder: Path, tmp_path: Path) -> None:
        (one,) = self.refused(said(tmp_path, SAID.replace("acme/comet/c2", "?acme/comet")), folder)[:1]
        assert "acme/comet/c2" in one.message

    def test_two_sources_of_one_id_are_told_apart(self, folder: Path, tmp_path: Path) -> None:
        (one,) = self.refused(said(tmp_path, SAID.replace('"Gazette"', '"Other"')), folder)
        assert "of another publisher" in one.message

    def test_a_folder_with_mistakes_is_left_alone(self, folder: Path, tmp_path: Path) -> None:
        (folder / "acme" / "comet" / "c2.toml").write_text(f"{COMET}rnge = '3'\n", encoding="utf-8")
        assert any(one.path.endswith("rnge") for one in self.refused(said(tmp_path), folder))

    def test_a_file_of_several_generations_is_not_written(self, tmp_path: Path) -> None:
        folder = tmp_path / "many"
        folder.mkdir()
        text = '[sources.volt]\npublisher = "V"\ntitle = ""\naddress = ""\n[generations."acme/comet/c2"]\n'
        (folder / "all.toml").write_text(f'{text}make = "Acme"\nmodel = "Comet"\n', encoding="utf-8")
        (one,) = self.refused(said(tmp_path), folder)
        assert "has to stand in acme/comet/c2.toml" in one.message

    def test_a_mark_that_would_turn_a_figure_is_found(self, folder: Path, tmp_path: Path) -> None:
        file = folder / "acme" / "comet" / "c2.toml"
        file.write_text(f'decimal = ","\n{COMET}', encoding="utf-8")
        text = SAID.replace('power = "150 kW"\n', 'curb_weight = "1.500 kg"\n')
        assert self.refused(said(tmp_path, text), folder)

    def test_a_folder_inside_the_data_is_refused(self, folder: Path, tmp_path: Path) -> None:
        (one,) = [p for p in self.refused(said(tmp_path), folder / "acme") if p.code == "bad-id"]
        assert str(folder) in one.message

    def test_a_fault_in_writing_leaves_the_folder(
        self, draft: ev.Draft, folder: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before, put = texts(folder), os.replace

        def fail(old: Path, new: Path) -> None:
            if Path(new).name == "nb5.toml":
                raise OSError("full")
            put(old, new)

        monkeypatch.setattr(os, "replace", fail)
        with pytest.raises(ev.DataError, match="full"):
            ev.accept(draft, folder)
        assert texts(folder) == before

    def test_what_is_no_path_is_of_the_wrong_type(self, draft: ev.Draft) -> None:
        with pytest.raises(ev.WrongType):
            ev.accept(draft, 3)  # type: ignore[arg-type]
        with pytest.raises(ev.WrongType):
            ev.accept(3, "data")  # type: ignore[arg-type]


class TestCommand:
    def test_it_tells_what_it_wrote_and_what_it_did_not_ask(
        self, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["accept", str(said(tmp_path)), "--into", str(folder)]) == 0
        told = capsys.readouterr()
        assert told.out.startswith("1 claim added, 1 there before; the text was not checked")
        assert f"evspec: wrote {folder}" in told.err

    def test_it_refuses_what_check_calls_an_error(
        self, draft: ev.Draft, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        article = tmp_path / "article.txt"
        article.write_text(TEXT.replace("130 kW", "150 kW"), encoding="utf-8")
        file, folder = said(tmp_path, draft.to_toml()), tmp_path / "data"
        assert main(["accept", str(file), "--into", str(folder), "--text", str(article)]) == 1
        assert "the text does not have 'The current iX1 tops out at 130 kW.'" in capsys.readouterr().err
        assert not folder.exists()
