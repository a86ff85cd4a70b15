"""A card: which figures it has, how they read and are drawn, and that any text in it is text."""

from __future__ import annotations

import base64
import re
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import html5lib
import pytest

import evspec as ev
from evspec.cli import main
from evspec.errors import EvspecError, UnknownId, UnknownSpec, WrongType
from evspec.table.bars import legend
from evspec.table.safety import UNSAFE, visible
from tests.hostile import TAKEN, given, loaded

if TYPE_CHECKING:
    from pathlib import Path

SVG = "{http://www.w3.org/2000/svg}"
OLD = ev.Variant.of("Old", range="400 km WLTP", dc_power="130 kW", power="150 kW", seats="5")
NEW = ev.Variant.of("New", range="514 km WLTP", dc_power="at least 200 kW", power="150 kW", seats="7")


def texts(card: ev.Card) -> list[str]:
    return [text.text or "" for text in ET.fromstring(card.to_svg()).iter(f"{SVG}text")]


class TestFigures:
    def test_of_a_car_are_three_that_people_ask_first(self) -> None:
        car = ev.Variant.of("Mine", seats="5", power="150 kW", range="480 km WLTP", torque="300 Nm")
        told = texts(ev.card(car))
        assert told[:7] == ["Mine", "Range, WLTP", "480 km", "Power", "150 kW", "Torque", "300 N·m"]

    def test_of_a_diff_are_what_changes_before_what_stays(self) -> None:
        told = texts(ev.card(ev.diff(OLD, NEW)))
        assert told[:2] == ["Old → New", "Range, WLTP"]
        assert told[2:6] == ["400 km → 514 km", "longer, +114 km (+28 %)", "Old", "New"]
        assert told[6:9] == ["DC peak power", "130 kW → at least 200 kW", "higher by at least 70 kW (54 %)"]
        assert "Seats" in told
        assert "Power" not in told

    def test_of_one_spec_is_one_unless_rows_are_named(self) -> None:
        car = ev.Variant.of(
            "Mine", range=["480 km WLTP", "400 km EPA", "500 km, cycle not stated"], power="150 kW"
        )
        assert texts(ev.card(car, specs=["range", "power"]))[1::2][:2] == ["Range, WLTP", "Power"]
        named = ["range[cycle=EPA]", "range[cycle=WLTP]"]
        assert texts(ev.card(car, specs=named))[1::2][:2] == ["Range, EPA", "Range, WLTP"]

    def test_are_those_asked_for_in_that_order(self) -> None:
        told = texts(ev.card(ev.diff(OLD, NEW), specs=["power", "range"]))
        assert [label for label in told if label in {"Power", "Range, WLTP", "DC peak power"}] == [
            "Power", "Range, WLTP",
        ]  # fmt: skip

    def test_keep_status_and_variants(self) -> None:
        told = " ".join(texts(ev.card(ev.diff("bmw/ix1/u11", "bmw/ix1/nb5"))))
        assert "466–514 km → more than 514 km, expected" in told

    def test_are_in_the_units_and_the_language_asked_for(self) -> None:
        pytest.importorskip("babel")
        told = texts(ev.card(ev.diff(OLD, NEW), units="us", locale="de"))
        assert told[1:3] == ["Reichweite (WLTP)", "249 mi → 319 mi"]
        assert texts(ev.card(ev.diff(OLD, NEW, units="us")))[2] == "249 mi → 319 mi"

    def test_have_sources_and_a_date(self) -> None:
        told = texts(ev.card("bmw/ix1/u11/edrive20", specs=["range"]))
        assert told[0] == "BMW iX1 eDrive20"
        assert told[3].startswith("BMWBLOG, 24 Feb and 11 Mar 2026; ")
        assert told[-1] == "Sources up to 11 March 2026"

    def test_of_many_sources_name_publishers(self, monkeypatch: pytest.MonkeyPatch) -> None:
        made = ev.card("bmw/ix1/u11/edrive20")
        whole = " ".join(texts(made))
        assert "BMWBLOG, 24 Feb and 11 Mar 2026; gagadget, undated; " in whole
        monkeypatch.setattr("evspec.pages.cards._SHORT", 20)
        assert "BMWBLOG, gagadget and 2 more" in texts(made)


class TestBars:
    def drawn(self, card: ev.Card) -> list[list[str]]:
        groups = ET.fromstring(card.to_svg()).iter(f"{SVG}g")
        return [[part.tag.removeprefix(SVG) for part in group] for group in groups]

    def test_are_open_where_bounds_are(self) -> None:
        assert self.drawn(ev.card(ev.diff(OLD, NEW), specs=["range", "dc_power"])) == [
            ["rect"], ["rect"], ["rect"], ["rect", "path"],
        ]  # fmt: skip

    def test_are_told_of_where_they_are(self) -> None:
        assert legend("") in " ".join(texts(ev.card(ev.diff(OLD, NEW))))
        assert legend("") not in " ".join(texts(ev.card(OLD)))

    def test_of_unlike_figures_are_none(self) -> None:
        one, two = ev.Variant.of("A", curb_weight="1.8 t, DIN"), ev.Variant.of("B", curb_weight="1.9 t")
        made = ev.card(ev.diff(one, two), specs=["curb_weight"])
        assert self.drawn(made) == []
        assert "1.8 t → 1.9 t" in texts(made)


class TestPicture:
    def test_is_six_hundred_pixels_wide_and_as_high_as_it_takes(self) -> None:
        one, three = (
            ET.fromstring(ev.card(OLD, specs=specs).to_svg())
            for specs in ("range", ["range", "power", "dc_power"])
        )
        assert one.get("width") == three.get("width") == "600"
        assert float(one.get("height", "")) < float(three.get("height", ""))

    def test_has_what_it_says_as_words(self) -> None:
        root = ET.fromstring(ev.card(OLD, specs="range").to_svg())
        assert root.get("role") == "img"
        assert [(part.tag, part.text) for part in root][:2] == [
            (f"{SVG}title", "Old"), (f"{SVG}desc", "Range, WLTP: 400 km"),
        ]  # fmt: skip

    def test_is_dark_for_those_who_want_it_dark(self) -> None:
        auto, light, dark = (ev.card(OLD, scheme=scheme).to_svg() for scheme in ("auto", "light", "dark"))
        assert "prefers-color-scheme:dark" in auto
        assert "<style" not in light + dark
        assert "#ffffff" in light
        assert "#ffffff" not in dark

    def test_is_the_same_each_time(self) -> None:
        assert ev.card(ev.diff(OLD, NEW)).to_svg() == ev.card(ev.diff(OLD, NEW)).to_svg()

    @pytest.mark.parametrize("hostile", TAKEN, ids=range(len(TAKEN)))
    def test_holds_any_text_as_text(self, hostile: str, tmp_path: Path) -> None:
        old, new = loaded(hostile, tmp_path)
        for made in (
            ev.card(old), ev.card(ev.diff(old, new)), ev.card(ev.diff(*given(hostile))),
            ev.card(ev.diff(old, new), specs=["platform", "infotainment"]),
        ):  # fmt: skip
            text = made.to_svg()
            assert not re.search(f"[{UNSAFE}]", text)
            root = ET.fromstring(text)
            assert {part.tag.removeprefix(SVG) for part in root.iter()} <= {
                "svg", "title", "desc", "style", "rect", "text", "g", "path",
            }  # fmt: skip
            assert not any(
                name.startswith("on") or "href" in name for part in root.iter() for name in part.attrib
            )
        page = html5lib.parseFragment(ev.card(old)._repr_html_(), namespaceHTMLElements=False)
        assert [one.tag for one in page.iter()] == ["DOCUMENT_FRAGMENT", "img"]
        assert visible(hostile.split(maxsplit=1)[0]) in "".join(root.itertext())

    def test_cuts_what_is_too_long(self) -> None:
        made = ev.card(ev.Variant.of("x " * 50_000, range="400 km WLTP", platform="y" * 199))
        assert len(made.to_svg()) < 10_000
        assert any(text.endswith("…") for text in texts(made))


class TestSaving:
    def test_as_svg(self, tmp_path: Path) -> None:
        ev.card(OLD).save(tmp_path / "card.svg")
        assert (tmp_path / "card.svg").read_text("utf-8") == ev.card(OLD).to_svg()

    @pytest.mark.parametrize("scheme", ["auto", "dark"])
    def test_as_png(self, scheme: str, tmp_path: Path) -> None:
        pytest.importorskip("weasyprint")
        pytest.importorskip("pypdfium2")
        image = pytest.importorskip("PIL.Image")
        made = ev.card(ev.diff(OLD, NEW), scheme=scheme)  # type: ignore[arg-type]
        made.save(tmp_path / "card.png")
        with image.open(tmp_path / "card.png") as picture:
            height = float(ET.fromstring(made.to_svg()).get("height", ""))
            assert picture.size == (1200, 2 * height)
            corner = picture.convert("RGB").getpixel((3, 3))
            # text and bars are drawn too
            assert len(picture.convert("L").getcolors()) > 20
        assert corner == ((255, 255, 255) if scheme == "auto" else (0x16, 0x19, 0x1D))

    def test_as_anything_else_is_refused(self, tmp_path: Path) -> None:
        with pytest.raises(
            EvspecError, match=r"has the suffix '\.jpg', and a card is a picture; write \.svg or"
        ):
            ev.card(OLD).save(tmp_path / "card.jpg")
        assert not list(tmp_path.iterdir())


class TestCommand:
    def test_writes_a_card(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        file = tmp_path / "card.svg"
        assert main(["card", "bmw/ix1/u11", "bmw/ix1/nb5", "--specs", "range,dc_power", "-o", str(file)]) == 0
        made = ev.card(ev.diff("bmw/ix1/u11", "bmw/ix1/nb5"), specs=["range", "dc_power"])
        assert file.read_text("utf-8") == made.to_svg()
        assert main(["card", "bmw/ix1/u11", "--scheme", "dark"]) == 0
        assert capsys.readouterr().out == ev.card("bmw/ix1/u11", scheme="dark").to_svg()

    def test_takes_two_at_most(self, capsys: pytest.CaptureFixture[str]) -> None:
        assert main(["card", *["bmw/ix1/u11"] * 3]) == 1
        assert "of one vehicle, or of an old and a new one; 3 are named" in capsys.readouterr().err


class TestRefusals:
    def test_of_what_is_no_car(self) -> None:
        with pytest.raises(WrongType, match="a card is of a vehicle, its id or a diff, not Comparison"):
            ev.card(ev.compare(OLD))  # type: ignore[arg-type]
        with pytest.raises(UnknownId):
            ev.card("bmw/none")

    def test_of_more_than_three_figures(self) -> None:
        with pytest.raises(EvspecError, match="room for 3 figures, these are 4: range, power, price, seats"):
            ev.card(OLD, specs=["range", "power", "price", "seats"])
        with pytest.raises(UnknownSpec):
            ev.card(OLD, specs=["rnage"])

    def test_of_colors_that_it_has_not(self) -> None:
        with pytest.raises(EvspecError, match="scheme"):
            ev.card(OLD, scheme="blue")  # type: ignore[arg-type]

    def test_of_a_car_of_which_nothing_is_stated(self) -> None:
        with pytest.raises(EvspecError, match="nothing is stated of bare that a card could show"):
            ev.card(ev.Variant.of("Bare")).to_svg()


def test_a_notebook_shows_an_image() -> None:
    page = html5lib.parseFragment(ev.card(OLD)._repr_html_(), namespaceHTMLElements=False)
    (image,) = page.iter("img")
    assert image.get("alt") == "Old"
    coded = image.get("src").removeprefix("data:image/svg+xml;base64,")
    assert base64.b64decode(coded).decode() == ev.card(OLD).to_svg()
