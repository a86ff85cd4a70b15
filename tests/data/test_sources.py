"""Nothing without a source: who states what, where it is found, and that there is enough of it."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import evspec as ev
from evspec.vehicles import record_of

TABLE = Path(ev.__file__ or "").parent / "data" / "sources.toml"
ADDRESS = re.compile(r"https?://[\w.-]+\.[a-z]{2,}(/\S*)?|repo [\w.-]+/[\w.-]+, .+")
SOURCES = list(ev.catalog.sources.values())
REPLACEMENTS = [link for generation in ev.catalog for link in record_of(generation).replacements]


def test_every_claim_has_a_source_that_can_be_looked_up() -> None:
    for generation in ev.catalog:
        for claim in generation.claims():
            assert ev.catalog.sources[claim.source.id] == claim.source
            assert claim.source.kind != "code"
            assert ADDRESS.fullmatch(claim.source.address), claim


def test_every_replacement_has_its_source_or_its_reason() -> None:
    assert REPLACEMENTS
    for link in REPLACEMENTS:
        assert link.source is not None or link.reason, link


def test_every_source_says_who_and_where() -> None:
    for source in SOURCES:
        assert ADDRESS.fullmatch(source.address), source
        assert source.publisher, source
        assert source.title, source
        assert "memory" not in source.id
        official = source.kind in {"maker", "regulator"}
        assert (source.tier == 1) == official, source
        assert source.tier < 4 or not official, source


def test_copies_rank_behind_what_they_repeat() -> None:
    for source in SOURCES:
        if source.copies:
            assert source.tier >= ev.catalog.sources[source.copies].tier


def test_no_source_is_listed_that_no_vehicle_names() -> None:
    named = {claim.source.id for generation in ev.catalog for claim in generation.claims()}
    named |= {link.source.id for link in REPLACEMENTS if link.source is not None}
    named |= {ev.catalog.sources[id_].copies for id_ in named}
    assert set(ev.catalog.sources) - named == set()


def test_the_table_is_sorted_below_each_heading() -> None:
    for part in re.split(r"(?m)^# .* -{5,}$", TABLE.read_text(encoding="utf-8"))[1:]:
        ids = re.findall(r"(?m)^\[([^\]]+)\]$", part)
        assert ids == sorted(ids)


def test_no_document_stands_twice() -> None:
    addresses = [source.address for source in SOURCES]
    assert len(set(addresses)) == len(addresses)


def test_the_catalog_is_as_large_as_it_is_said_to_be() -> None:
    claims = sum(len(generation.claims()) for generation in ev.catalog)
    assert len(ev.catalog) >= 49
    assert claims >= 2000
    # trims are merged where their figures prove them one, so this number may also fall
    assert len(ev.catalog.variants) >= 130
    makes = {generation.make for generation in ev.catalog}
    assert makes >= {
        "Audi",
        "BMW",
        "Chevrolet",
        "Hyundai",
        "Kia",
        "MINI",
        "Nissan",
        "Porsche",
        "Renault",
        "Tesla",
    }


def test_the_readme_tells_how_many_sources_there_are_of_each_tier() -> None:
    readme = (TABLE.parent / "README.md").read_text(encoding="utf-8")
    told = {int(tier): int(number) for tier, number in re.findall(r"(?m)^\| (\d) \|.*\| (\d+) \|$", readme)}
    assert told == Counter(source.tier for source in SOURCES)
