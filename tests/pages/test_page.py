"""The document of a page: one file whose data are the tables', and which nothing in them can break."""

from __future__ import annotations

import base64
import json
import re
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import html5lib
import pytest
from attrs import evolve

import evspec as ev
from evspec.errors import EvspecError, WrongType
from evspec.pages.content import MOST, content
from evspec.table.safety import visible
from tests.hostile import TAKEN, given, loaded

if TYPE_CHECKING:
    from pathlib import Path

    from evspec.comparison.side_by_side import Comparison

SYSTEMS = ("metric", "us", "uk")
DATA = re.compile('<script type="application/json" id="data">(.*)</script>', re.DOTALL)


def data_in(page: ev.Page) -> Any:
    """Return the data of a page as its script reads them."""
    found = DATA.search(page.to_html())
    assert found is not None
    return json.loads(found[1])


def pick(told: Any, system: int) -> Any:
    """Return what is said in one system of units, as the script does."""
    return told[""][system] if isinstance(told, dict) else told


@pytest.fixture(scope="module")
def three() -> Comparison:
    return ev.compare("bmw/ix1/u11", "bmw/ix1/nb5", "bmw/ix3/na5")


def test_a_page_is_in_the_language_that_is_asked_for() -> None:
    catalog = ev.Catalog.of(ev.catalog["bmw/ix1/u11"])
    german = ev.page(catalog, locale="de")
    assert german.compared.title == "2 Fahrzeuge"
    assert "Die Daten dieser Datei sind nicht lesbar" in german.to_html()
    assert ev.page(ev.Catalog.of(ev.Generation.of("Mine"))).compared.title == "1 vehicle"
    one = ev.compare("bmw/ix1/nb5", "bmw/ix3/na5")
    assert ev.page(one, locale="de").to_html() == ev.page(evolve(one, locale="de")).to_html()
    with pytest.raises(EvspecError, match="xx"):
        ev.page(one, locale="xx")


class TestData:
    @pytest.mark.parametrize("system", range(3))
    def test_are_the_tables_of_all_systems_of_units(self, three: Comparison, system: int) -> None:
        data: Any = content(three)
        table = ev.compare(*three, units=SYSTEMS[system], rows="all").to_table()  # type: ignore[arg-type]
        assert data["units"][system] == [SYSTEMS[system], table.subtitle]
        assert [row["key"] for row in data["rows"]] == [row.key for row in table.rows]
        for row, shown in zip(data["rows"], table.rows, strict=True):
            assert row["label"] == shown.label
            for cell, wanted in zip(row["cells"], shown.cells, strict=True):
                if not cell:
                    assert (wanted.text, wanted.notes) == ("–", ())
                    continue
                assert data["texts"][pick(cell[0], system)] == wanted.text
                notes = [data["notes"][at] for at in pick(cell[1], system)]
                words = [
                    "".join(data["texts"][s[0] if isinstance(s, list) else s] for s in note) for note in notes
                ]
                assert bool(words) >= bool(wanted.notes or (wanted.text != "–" and shown.notes))

    def test_have_the_whole_note_of_a_cell(self, three: Comparison) -> None:
        data: Any = content(three)
        cell = next(row for row in data["rows"] if row["key"] == "platform")["cells"][0]
        note = next(data["notes"][at] for at in pick(cell[1], 0))
        words = "".join(data["texts"][s[0] if isinstance(s, list) else s] for s in note)
        said = "NewsBytes, 25 Jan 2024, citing Automobilwoche."
        assert words == f"{said} Also FAAR (Bike-EV, undated); UKL (Sasatimes, undated)."

    def test_have_each_source_that_a_figure_has(self, three: Comparison) -> None:
        data: Any = content(three)
        cell = next(row for row in data["rows"] if row["key"] == "dc_power")["cells"][0]
        sources = [data["sources"][at] for at in cell[4]]
        claims = ev.catalog["bmw/ix1/u11"].dc_power.source
        assert [claims.publisher, claims.title] in [source[:2] for source in sources]

    @pytest.mark.parametrize("system", range(3))
    def test_tell_what_comes_of_each_against_each(self, three: Comparison, system: int) -> None:
        data: Any = content(three)
        seen = 0
        for old, new in ((0, 1), (1, 0), (0, 2), (2, 1)):
            changes = ev.diff(three.vehicles[old], three.vehicles[new], units=SYSTEMS[system]).rows  # type: ignore[arg-type]
            words = {change.row.key: change for change in changes}
            for row in data["rows"]:
                cell = row["cells"][new]
                if cell and str(old) in cell[9]:
                    told, mark, *pairs = cell[9][str(old)]
                    assert data["texts"][pick(told, system)] == words[row["key"]].words
                    assert mark == words[row["key"]].mark
                    assert bool(pairs) == (len(words[row["key"]].pairs) > 1)
                    seen += 1
        assert seen > 50

    def test_of_a_diff_have_its_pairs(self) -> None:
        found = ev.diff("porsche/taycan/j1", "porsche/taycan/j1-2", specs=["range", "dc_power"])
        data: Any = content(found)
        change = next(one for one in found.rows if len(one.pairs) > 1)
        row = next(row for row in data["rows"] if row["key"] == change.row.key)
        _, _, pairs = row["cells"][1][9]["0"]
        assert [data["texts"][at] for at in pick(pairs, 0)] == list(change.told_by_pair)
        assert data["base"] == 0
        assert data["bases"] == [0]

    def test_say_where_a_figure_lies_in_each_unit(self) -> None:
        cars = [
            ev.Variant.of("A", range="up to 500 km WLTP"),
            ev.Variant.of("B", range="about 400 km WLTP"),
            ev.Variant.of("C", range="300-350 km WLTP"),
        ]
        data: Any = content(ev.compare(*cars))
        (row,) = [row for row in data["rows"] if row["key"] == "range[cycle=WLTP]"]
        metric = [pick(cell[6], 0) for cell in row["cells"]]
        assert [(data["texts"][unit], low, high, cycle) for unit, low, high, cycle in metric] == [
            ("km", None, 500, "WLTP"), ("km", 360, 440, "WLTP"), ("km", 300, 350, "WLTP"),
        ]  # fmt: skip
        unit, low, high, _ = pick(row["cells"][2][6], 1)
        assert data["texts"][unit] == "mi"
        assert (low, high) == pytest.approx((186.4, 217.5), abs=0.05)

    def test_say_which_rows_have_bars(self) -> None:
        cars = [
            ev.Variant.of("A", range="500 km WLTP", curb_weight="1.8 t"),
            ev.Variant.of("B", range="400 km WLTP", curb_weight="1.9 t"),
        ]
        compared = ev.compare(*cars)
        assert content(compared)["bars"] is False
        data: Any = content(compared, bars=True)
        assert data["bars"] is True
        assert {row["key"]: row.get("apart", 0) for row in data["rows"]} == {
            "range[cycle=WLTP]": 0, "curb_weight": 1,
        }  # fmt: skip
        assert "<svg" not in ev.page(compared).to_html().partition("<main>")[2]
        assert ev.page(compared, bars=True).to_html().partition("<main>")[2].count("<svg") == 2


class TestFile:
    def test_fetches_nothing_and_runs_its_own_script_alone(self, three: Comparison) -> None:
        html = ev.page(three).to_html()
        policy = re.search('http-equiv="Content-Security-Policy" content="([^"]*)"', html)
        assert policy is not None
        assert policy[1].startswith("default-src 'none'; ")
        for tag in ("script", "style"):
            (inside,) = re.findall(f"<{tag}>(.*?)</{tag}>", html, re.DOTALL)
            digest = base64.b64encode(sha256(inside.encode()).digest()).decode()
            assert f"{tag}-src 'sha256-{digest}'" in policy[1]
        assert " style=" not in html
        assert not re.search(r"""<(link|img|iframe|object|base)\b|\bsrc=|url\(|@import""", html)

    def test_is_small_beside_its_data(self, three: Comparison) -> None:
        html = ev.page(three).to_html()
        found = DATA.search(html)
        assert found is not None
        static = re.sub(' style="[^"]*"|<style>[^<]*</style>\n', "", three.to_html())
        assert static in html
        assert len(html.encode()) - len(found[1].encode()) - len(static.encode()) < 60_000

    def test_is_the_same_each_time(self, three: Comparison) -> None:
        again = ev.compare("bmw/ix1/u11", "bmw/ix1/nb5", "bmw/ix3/na5")
        assert ev.page(three).to_html() == ev.page(again).to_html()

    # the others are those of a site's tests
    @pytest.mark.parametrize("hostile", [*TAKEN[1::3], *TAKEN[2::3]])
    def test_holds_any_text_as_text(self, hostile: str, tmp_path: Path) -> None:
        first, second = list(loaded(hostile, tmp_path))
        html = ev.page(ev.compare(*first.variants, second, *given(hostile), title=hostile)).to_html()
        document = html5lib.HTMLParser(namespaceHTMLElements=False).parse(html)
        assert len(document.findall(".//script")) == 2
        assert len(document.findall(".//style")) == 1
        assert visible(hostile) in json.loads(document.find(".//script[@id='data']").text)["texts"] or (
            data_in(ev.page(ev.compare(first, second, title=hostile)))["title"] == visible(hostile)
        )

    def test_takes_fields_of_a_hundred_kilobytes(self) -> None:
        long = "x" * 100_000
        data = data_in(ev.page(ev.compare(ev.Variant.of(long, range="400 km WLTP"), title=long)))
        assert data["title"] == long


class TestSaving:
    def test_writes_the_document(self, three: Comparison, tmp_path: Path) -> None:
        ev.page(three).save(tmp_path / "page.html")
        assert (tmp_path / "page.html").read_text("utf-8") == ev.page(three).to_html()

    def test_refuses_what_is_no_html(self, three: Comparison, tmp_path: Path) -> None:
        with pytest.raises(EvspecError, match=r"has the suffix '\.md', and a page is HTML; write \.html"):
            ev.page(three).save(tmp_path / "page.md")
        assert not list(tmp_path.iterdir())


class TestRefusals:
    def test_names_what_can_be_a_page(self) -> None:
        with pytest.raises(WrongType, match=r"of a comparison, a diff or a catalog, not str"):
            ev.page("bmw/ix1/u11")  # type: ignore[arg-type]

    def test_an_empty_catalog_has_no_page(self) -> None:
        with pytest.raises(EvspecError, match="a page of a catalog in which there is no vehicle"):
            ev.page(ev.Catalog.of())

    def test_too_many_vehicles_are_told_what_to_do(self) -> None:
        car = ev.Variant.of("A", range="400 km WLTP")
        with pytest.raises(EvspecError, match=r"1,000 vehicles at most, these are 1,001; choose some"):
            ev.page(ev.compare(*[car] * (MOST + 1))).to_html()

    def test_two_that_do_not_differ_are_a_page(self) -> None:
        car = ev.Variant.of("A", range="400 km WLTP")
        assert "What is stated is the same." in ev.page(ev.diff(car, car, only_differences=True)).to_html()


def test_a_catalog_has_a_line_for_each_variant(tmp_path: Path) -> None:
    made = ev.page(loaded("x", tmp_path))
    data = data_in(made)
    assert data["lines"] is True
    assert [key for key, _ in data["vehicles"]] == [
        variant.id for generation in loaded("x", tmp_path) for variant in generation.variants
    ]


def test_a_notebook_shows_it_in_a_frame(three: Comparison) -> None:
    html = three.interactive()._repr_html_()
    frame = html5lib.HTMLParser(namespaceHTMLElements=False).parse(html).find(".//iframe")
    assert frame.get("srcdoc") == ev.page(three).to_html()
    assert frame.get("sandbox").split()[0] == "allow-scripts"
    assert "allow-same-origin" not in frame.get("sandbox")
    assert frame.get("title") == three.title
