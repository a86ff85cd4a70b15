"""How sources are named: with dates, hedges and whom they quote, and by ids for programs."""

from __future__ import annotations

from attrs import evolve

from evspec.claims import SourceList, cite_claims, cite_sources, in_code, merged
from evspec.table import Span
from tests.vehicles.garage import SOURCES, says


def words(spans: list[Span]) -> str:
    return "".join(span.text for span in spans)


class TestCitations:
    def test_gather_the_dates_of_one_publisher(self) -> None:
        found = cite_sources([SOURCES["volt-feb"], SOURCES["amp-feb"], SOURCES["volt-mar"]])
        assert words(found) == "Volt, 1 Feb and 1 Mar 2026; Amp, 1 Feb 2026"

    def test_name_a_source_once(self) -> None:
        assert words(cite_sources([SOURCES["volt-feb"]] * 3)) == "Volt, 1 Feb 2026"

    def test_say_that_a_source_is_undated(self) -> None:
        assert words(cite_sources([SOURCES["undated"]])) == "Undated, undated"
        found = words(cite_sources([SOURCES["maker-undated"], SOURCES["maker-jan"]]))
        assert found == "Acme, 10 Jan 2026 and undated"

    def test_link_each_date(self) -> None:
        found = cite_sources([SOURCES["volt-feb"], SOURCES["volt-mar"]])
        links = [span.href for span in found if span.href]
        assert links == ["https://example.org/volt-feb", "https://example.org/volt-mar"]

    def test_of_code_have_neither_date_nor_link(self) -> None:
        assert cite_sources([in_code()]) == [Span("given in code")]

    def test_of_code_that_is_hedged_say_so(self) -> None:
        claim = says("volt-feb", "base.power", "150 kW", hedge="I think").but(source=in_code())
        assert words(cite_claims([claim])) == "given in code, “I think”"

    def test_quote_the_hedge(self) -> None:
        claim = says("volt-feb", "base.power", "150 kW", hedge="should")
        assert words(cite_claims([claim])) == "Volt, 1 Feb 2026, “should”"

    def test_say_who_is_quoted(self) -> None:
        claim = says("volt-feb", "base.power", "150 kW", via="an insider", hedge="if")
        assert words(cite_claims([claim])) == "Volt, 1 Feb 2026, “if”, citing an insider"

    def test_say_where_one_source_hedges_and_where_not(self) -> None:
        claims = [
            says("volt-feb", "base.power", "150 kW", hedge="should", where="body"),
            says("volt-feb", "base.power", "150 kW", where="summary"),
        ]
        assert words(cite_claims(claims)) == "Volt, 1 Feb 2026, “should” in the body, unhedged in the summary"

    def test_quote_the_words_of_a_relation(self) -> None:
        claim = says("volt-feb", "base.power", "less than acme/one/b", printed="slightly less powerful")
        assert words(cite_claims([claim])) == "Volt, 1 Feb 2026, “slightly less powerful”"

    def test_put_copies_last(self) -> None:
        claims = [says("copy-of-volt", "base.power", "150 kW"), says("volt-feb", "base.power", "150 kW")]
        assert words(cite_claims(claims)) == "Volt, 1 Feb 2026; Copycat, 1 Jun 2026"

    def test_join_neighbors_that_are_no_links(self) -> None:
        spans = [Span("a"), Span("b"), Span("c", "https://example.org/"), Span("d"), Span("e")]
        assert list(merged(spans)) == [Span("ab"), Span("c", "https://example.org/"), Span("de")]


class TestSourceLists:
    def test_give_equal_sources_one_id(self) -> None:
        listed = SourceList()
        assert listed.ids([SOURCES["volt-feb"], SOURCES["amp-feb"]]) == ["volt-feb", "amp-feb"]
        assert listed.ids([evolve(SOURCES["volt-feb"])]) == ["volt-feb"]
        assert list(listed.data) == ["volt-feb", "amp-feb"]

    def test_keep_unlike_sources_of_one_id_apart(self) -> None:
        listed = SourceList()
        volt, amp = (evolve(in_code(), id="mine", publisher=name, kind="press") for name in ("Volt", "Amp"))
        assert listed.ids([volt, amp, volt]) == ["mine", "mine (2)", "mine"]
        assert listed.ids([amp]) == ["mine (2)"]
        publishers = [entry["publisher"] for entry in listed.data.values() if isinstance(entry, dict)]
        assert publishers == ["Volt", "Amp"]

    def test_tell_what_is_known_of_a_source_and_no_more(self) -> None:
        listed = SourceList()
        listed.ids([SOURCES["maker-undated"], in_code()])
        assert listed.data == {
            "maker-undated": {
                "publisher": "Acme", "kind": "maker", "title": "[maker-undated]",
                "address": "https://example.org/maker-undated", "tier": 1,
            },
            "given-in-code": {"publisher": "given in code", "kind": "code"},
        }  # fmt: skip
