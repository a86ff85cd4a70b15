"""The page to review a draft on: what it holds, and that nothing of an article is markup in it."""

from __future__ import annotations

import re
from html.parser import HTMLParser
from typing import TYPE_CHECKING

import pytest

import evspec as ev
from evspec.cli import main
from tests.articles.scored import texts
from tests.languages.messages import english_in
from tests.table.samples import HOSTILE

if TYPE_CHECKING:
    from pathlib import Path

TEXT = (
    "The next iX1\n\nThe current iX1 tops out at 130 kW. The iX1 should have a range of 600 km.\r\n"
    "It has 20 kW more. The Volvo EX60 has a battery of 80 kWh."
)


class Page(HTMLParser):
    """What a page says: its ids, the targets of its links, and the text of its article without numbers."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[str] = []
        self.article = ""
        self._is_in = [""]
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.tags.append(tag)
        self.ids += [told["id"] or ""] if "id" in told else []
        self.links += [told["href"] or ""] if "href" in told else []
        if tag in {"article", "sup"}:
            self._is_in.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in {"article", "sup"}:
            self._is_in.pop()

    def handle_data(self, data: str) -> None:
        if self._is_in[-1] == "article":
            self.article += data


@pytest.fixture
def draft() -> ev.Draft:
    return ev.read_article(TEXT, publisher="Gazette", date="2026-03-02", about="bmw/ix1/nb5")


def test_words_and_claims_lead_to_each_other(draft: ev.Draft) -> None:
    page = Page(draft.to_html())
    assert len(page.ids) == len(set(page.ids))
    inner = [link.removeprefix("#") for link in page.links if link.startswith("#")]
    assert set(inner) <= set(page.ids)
    for number in range(1, len(draft.proposals) + 1):
        assert {f"c{number}", f"w-c{number}"} <= set(inner)
    for number in range(1, len(draft.untaken) + 1):
        assert {f"u{number}", f"w-u{number}"} <= set(inner)


@pytest.mark.parametrize("text", [text["text"] for text in texts()][::5])
def test_the_article_stands_in_it_as_it_is(text: str) -> None:
    page = Page(ev.read_article(text).to_html())
    assert page.article.split() == text.split()


def test_words_of_several_claims_are_marked_once(draft: ev.Draft) -> None:
    both = ev.read_article("Both the iX1 eDrive20 and the iX1 xDrive30 have a range of 500 km WLTP.")
    assert len(both.proposals) > 1
    page = Page(both.to_html())
    assert page.article.split() == both.text.split()
    assert 'data-of="c1 c2"' in both.to_html()


def test_a_claim_tells_value_doubt_and_why(draft: ev.Draft) -> None:
    html = draft.to_html()
    assert "<b>Range, cycle n/s</b> 600 km" in html
    assert '<p class="doubt"><b>Doubtful:</b> value: no cycle is named</p>' in html
    assert "<q>should have a range of 600 km.</q>" in html
    assert "Because of" in html
    assert "expected, “should”, body" in html


def test_its_own_words_are_in_the_language_that_is_asked_for(draft: ev.Draft, tmp_path: Path) -> None:
    html = draft.to_html(locale="de")
    assert '<html lang="de">' in html
    assert "Anhaltspunkte: " in html
    assert "Fahrzeug „" in html
    assert "Zweifelhaft:</b> Wert: kein Zyklus genannt<" in html
    # the article and what is quoted of it are as they are
    quoted = r"<(article|q|style|script|small).*?</\1>|„[^“]*“"
    shown = re.sub(r"<[^>]*>", " ", re.sub(quoted, " ", html, flags=re.DOTALL))
    names = [draft.source.publisher, draft.source.title]
    assert english_in(shown, *names, "iX1 xDrive") == set()
    draft.save(tmp_path / "review.html", locale="de")
    assert (tmp_path / "review.html").read_text(encoding="utf-8") == html


def test_what_became_no_claim_has_its_reason(draft: ev.Draft) -> None:
    html = draft.to_html()
    assert all(one.reason in html for one in draft.untaken)
    assert draft.untaken
    assert "<h2>Other cars" in html


def test_a_draft_of_a_file_is_marked_where_its_quotes_stand(draft: ev.Draft, tmp_path: Path) -> None:
    path = tmp_path / "draft.toml"
    draft.save(path)
    loaded = ev.load_draft(path)
    assert "<article" not in loaded.to_html()
    assert "<mark" not in loaded.to_html()
    page = Page(loaded.to_html(TEXT))
    assert {f"w-c{n}" for n in range(1, len(loaded.proposals) + 1)} <= set(page.ids)
    assert "w-c1" not in Page(loaded.to_html("The iX1 is here.")).ids


def test_a_relative_date_without_a_day_is_shown_as_written() -> None:
    draft = ev.read_article("Deliveries of the iX1 begin next year.", about="bmw/ix1/nb5")
    assert "next year</b>" not in draft.to_html()
    assert "next year" in draft.to_html()


@pytest.mark.parametrize("hostile", HOSTILE)
def test_nothing_of_an_article_is_markup(hostile: str) -> None:
    text = f"The iX1 {hostile} has 130 kW of charging {hostile}.\n{hostile}"
    plain = Page(ev.read_article("The iX1 x has 130 kW of charging x.\nx").to_html())
    draft = ev.read_article(text, publisher=hostile, title=hostile, address=hostile, about="bmw/ix1/nb5")
    page = Page(draft.to_html())
    assert set(page.tags) <= {*plain.tags, "mark", "sup", "a", "span", "q", "small", "b", "p"}
    assert page.tags.count("script") == plain.tags.count("script") == 1
    assert not any(re.match(r"\s*(javascript|data):", link, re.IGNORECASE) for link in page.links)


def test_only_its_own_style_and_script_run(draft: ev.Draft) -> None:
    html = draft.to_html()
    assert "default-src 'none'; script-src 'sha256-" in html
    assert " style=" not in html
    assert "onclick" not in html
    assert not re.findall(r'(?:src|action)="', html)


def test_it_is_saved_by_its_suffix(draft: ev.Draft, tmp_path: Path) -> None:
    draft.save(tmp_path / "r.html")
    assert (tmp_path / "r.html").read_text(encoding="utf-8") == draft.to_html()
    with pytest.raises(ev.EvspecError, match=r"write \.toml or \.html"):
        draft.save(tmp_path / "r.pdf")


def test_the_command_writes_it(tmp_path: Path) -> None:
    article, page = tmp_path / "article.txt", tmp_path / "review.html"
    article.write_bytes(TEXT.encode())
    assert main(["draft", str(article), "--about", "bmw/ix1/nb5", "-o", str(page)]) == 0
    assert "<article" in page.read_text(encoding="utf-8")
