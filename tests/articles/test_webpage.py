"""`read_article(html=...)`: the article of a page, its tables, and its structured data."""

from __future__ import annotations

import json
import sys
from contextlib import suppress
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

import evspec as ev
from evspec.articles.webpage import read_page
from evspec.cli import main

IX = "bmw/ix/i20-lci"
NEWS = {
    "@type": "NewsArticle",
    "headline": "The new BMW iX",
    "datePublished": "2025-03-07T10:00:00+01:00",
    "publisher": {"@type": "Organization", "name": "The Gazette"},
    "mainEntityOfPage": "https://example.org/ix",
}
CAR = {
    "@type": "Car",
    "brand": {"@type": "Brand", "name": "BMW"},
    "model": "iX",
    "vehicleConfiguration": "xDrive45",
    "accelerationTime": {"@type": "QuantitativeValue", "name": "0-100 km/h", "value": 5.1, "unitCode": "SEC"},
    "speed": {"@type": "QuantitativeValue", "minValue": 0, "maxValue": 200, "unitCode": "KMH"},
    "vehicleEngine": {
        "@type": "EngineSpecification",
        "enginePower": {"@type": "QuantitativeValue", "value": 300, "unitCode": "KWT"},
        "torque": {"@type": "QuantitativeValue", "value": 700, "unitCode": "NU"},
    },
    "driveWheelConfiguration": "https://schema.org/AllWheelDriveConfiguration",
    "offers": {"@type": "Offer", "price": "81900", "priceCurrency": "EUR"},
    "additionalProperty": [
        {"@type": "PropertyValue", "name": "Range (WLTP)", "value": "602", "unitCode": "KMT"}
    ],
    "numberOfDoors": 5,
    "color": "blue",
}  # fmt: skip
TABLE = """\
<table><caption>The versions of the iX</caption>
<thead><tr><th rowspan="2">Model</th><th colspan="2">iX</th></tr>
<tr><th>xDrive45</th><th>xDrive60<sup>1</sup></th></tr></thead>
<tbody><tr><th>Power</th><td>300 kW</td><td>400 kW</td></tr>
<tr><th>Top speed</th><td colspan="2">200 km/h</td></tr>
<tr><th colspan="3">Range</th></tr>
<tr><th>WLTP range</th><td>602 km<sup>2</sup></td><td>701 km</td></tr></tbody></table>"""
BODY = f"""\
<nav><ul><li><a href="/">Home</a></li><li><a href="/x">The iX3 has 401 kW of power</a></li></ul></nav>
<article><h1>The new BMW iX</h1>
<p>The BMW iX has been given new motors and new batteries, and it goes much further than before, as the maker
says. That is what buyers have asked for since the car came out.</p>
<p>The iX xDrive60 accelerates from a standstill to 100 kph in 4.6 seconds, and it has a range of up to 701
kilometres according to WLTP. Nobody expected that much of a facelift.</p>
<h2>Technical data</h2>{TABLE}<dl><dt>Wheelbase</dt><dd>3,000 mm</dd></dl>
<p>Sales start soon, and the prices are known for all versions of the car by now. More on that will follow
in these pages, so stay with us for a little while.</p></article>
<aside><h3>Related</h3><p>The Volvo EX60 charges at 371 kW and has 502 kW of power.</p></aside>
<div id="comments" class="comments"><p>I think the iX has 999 kW of power.</p></div>"""

PIECES = [
    *("<table>", "<tr>", "<td>", "</td>", "<th colspan=3>", "</table>", "<p>", "</p>"),
    *("<dl><dt>", "<dd>", "</dl>"),
    *("300 kW", "Power", "<sup>1</sup>", "<!--", "]]>", "&nbsp;", "&#0;", "\x00", "<br>", "<title>", "|"),
    *("<script type=application/ld+json>", '{"@type": "Car"}', "</script>"),
]  # fmt: skip


def page(body: str = BODY, *data: dict[str, Any], head: str = "", lang: str = "en-GB") -> str:
    scripts = "".join(
        f'<script type="application/ld+json">{json.dumps({"@graph": [one]})}</script>' for one in data
    )
    return f'<!DOCTYPE html><html lang="{lang}"><head>{head}{scripts}</head><body>{body}</body></html>'


def told(draft: ev.Draft) -> list[tuple[str, str, object]]:
    return [(one.vehicle.removeprefix(f"{IX}/"), one.spec, one.value) for one in draft.proposals]


class TestSource:
    def test_the_page_says_who_published_it(self) -> None:
        source = ev.read_article(html=page(BODY, NEWS), about=IX).source
        assert (source.id, source.publisher, source.title) == (
            "the-gazette-2025-03-07", "The Gazette", "The new BMW iX",
        )  # fmt: skip
        assert source.address == "https://example.org/ix"

    def test_what_is_given_counts_first(self) -> None:
        draft = ev.read_article(html=page(BODY, NEWS), publisher="Times", date="2025-03-08", title="A title")
        assert (draft.source.id, draft.source.title) == ("times-2025-03-08", "A title")

    def test_the_head_of_a_page_says_it_too(self) -> None:
        head = (
            '<title>The new iX</title><meta property="og:site_name" content="Gazette">'
            '<link rel="canonical" href="https://example.org/the-ix">'
            '<meta property="article:published_time" content="2025-03-07">'
        )
        source = ev.read_article(html=page(head=head), about=IX).source
        assert (source.id, source.address) == ("gazette-2025-03-07", "https://example.org/the-ix")

    def test_the_language_is_that_of_the_page(self) -> None:
        body = "<article><p>Der iX</p><p>Batterie: 77,4 kWh</p></article>"
        (one,) = ev.read_article(html=page(body, lang="de"), about=IX).proposals
        assert one.read()[0].show() == "77.4 kWh"


class TestText:
    def test_tables_are_read_with_what_spans_their_cells(self) -> None:
        assert told(ev.read_article(html=page(), about=IX)) == [
            ("xdrive60", "accel_0_100_kmh", "4.6 seconds"),
            ("xdrive60", "range", "up to 701 kilometres"),
            ("xdrive45", "power", "300 kW"),
            ("xdrive60", "power", "400 kW"),
            ("xdrive45", "top_speed", "200 km/h"),
            ("xdrive60", "top_speed", "200 km/h"),
            ("xdrive45", "range", "602 km"),
            ("xdrive60", "range", "701 km"),
            (IX, "wheelbase", "3,000 mm"),
        ]

    def test_what_stands_around_the_article_is_not_read(self) -> None:
        text = ev.read_article(html=page(), about=IX).text
        assert not any(figure in text for figure in ("371", "401", "502", "999", "Related"))

    def test_what_was_read_is_borne_out(self) -> None:
        draft = ev.read_article(html=page(BODY, NEWS, CAR), about=IX)
        assert draft.check(draft.text) == ()

    def test_bytes_are_decoded_as_the_page_says(self) -> None:
        text = page("<article><p>Der iX hat eine Höchstgeschwindigkeit von 200 km/h.</p></article>",
                    head='<meta charset="windows-1252">', lang="de")  # fmt: skip
        draft = ev.read_article(html=text.encode("cp1252"), about=IX)
        assert told(draft) == [(IX, "top_speed", "200 km/h")]

    def test_a_page_of_tables_only_is_read(self) -> None:
        assert len(ev.read_article(html=page(TABLE), about=IX).proposals) == 6


class TestStructuredData:
    def test_a_car_is_proposed(self) -> None:
        draft = ev.read_article(html=page(BODY, NEWS, CAR), about=IX)
        found = [one for one in draft.proposals if one.where == "structured data"]
        assert [(one.vehicle, one.spec, one.value) for one in found] == [
            (f"{IX}/xdrive45", "accel_0_100_kmh", "5.1 s"),
            (f"{IX}/xdrive45", "top_speed", "200 km/h"),
            (f"{IX}/xdrive45", "drivetrain", "AWD"),
            (f"{IX}/xdrive45", "doors", 5),
            (f"{IX}/xdrive45", "power", "300 kW"),
            (f"{IX}/xdrive45", "torque", "700 Nm"),
            (f"{IX}/xdrive45", "range", "602 km"),
            (f"{IX}/xdrive45", "price", "81900 EUR"),
        ]
        assert {one.where for one in draft.proposals if one not in found} == {"body"}

    def test_what_is_no_json_is_left_out(self) -> None:
        broken = page(head='<script type="application/ld+json">{"@type": "Car", </script>')
        assert ev.read_article(html=broken, about=IX) == ev.read_article(html=page(), about=IX)

    @pytest.mark.parametrize(
        "value", ["</script>", "| 9 | kW", "\nkW 9", None, [], {}, True, {"value": {"value": {}}}]
    )
    def test_hostile_data_make_no_rows(self, value: object) -> None:
        car = {"@type": "Car", "name": "BMW iX", "width": value, "vehicleEngine": {"enginePower": value}}
        draft = ev.read_article(html=page(BODY, car).replace('</script>"', '&lt;/script>"'), about=IX)
        assert not [one for one in draft.proposals if one.where == "structured data"]


class TestBadInput:
    def test_text_and_page_are_not_both_given(self) -> None:
        with pytest.raises(ev.EvspecError, match="not both"):
            ev.read_article("text", html="<p>text</p>")

    @pytest.mark.parametrize("html", ["", "  ", b"<p>", "<html></html>", "<!-- nothing -->"])
    def test_an_empty_page_has_no_article(self, html: str | bytes) -> None:
        with pytest.raises(ev.EvspecError, match=r"no article is found|no HTML"):
            ev.read_article(html=html)

    def test_what_is_no_page_is_told(self) -> None:
        with pytest.raises(ev.WrongType, match="html is the text or the bytes of a page, not int"):
            ev.read_article(html=3)  # type: ignore[arg-type]

    def test_a_page_that_is_far_too_long_is_told(self) -> None:
        with pytest.raises(ev.EvspecError, match="no article"):
            ev.read_article(html="x" * 5_000_001)

    def test_without_the_extra_a_sentence_says_what_to_install(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "trafilatura", None)
        with pytest.raises(ev.EvspecError, match=r'pip install "evspec\[articles\]"'):
            ev.read_article(html=page())

    def test_a_cell_that_spans_a_million_columns_is_cut(self) -> None:
        table = '<table><tr><th colspan="999999" rowspan="999999">Power</th><td>300 kW</td></tr></table>'
        assert len(read_page(page(f"<p>The iX.</p>{table}")).text) < 5000

    def test_a_page_that_is_far_too_deep_has_no_article(self) -> None:
        assert read_page(f"{'<div>' * 60}<p>The iX has 300 kW of power.</p>").text
        with pytest.raises(ev.EvspecError, match="no article is found"):
            read_page(f"{'<div>' * 3000}<p>The iX has 300 kW of power.</p>")

    @given(st.lists(st.sampled_from(PIECES), max_size=40))
    def test_no_page_raises_anything_else(self, pieces: list[str]) -> None:
        with suppress(ev.EvspecError):
            ev.read_article(html="".join(pieces), about=IX)


def test_the_command_reads_pages(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    article, draft = tmp_path / "article.html", tmp_path / "draft.toml"
    article.write_text(page(BODY, NEWS), encoding="utf-8")
    assert main(["draft", str(article), "--about", IX, "-o", str(draft)]) == 0
    assert main(["check", str(draft), "--text", str(article)]) == 0
    assert "9 claims: 0 errors, 0 doubts" in capsys.readouterr().out
    assert 'publisher = "The Gazette"' in draft.read_text(encoding="utf-8")
