"""Whatever a document holds, it becomes a record or problems, and never another error."""

from __future__ import annotations

import json
from collections import defaultdict
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evspec import DataError, load
from evspec.catalogs import builtin, validate
from evspec.files.generation import read_generation
from evspec.files.problems import Problems
from evspec.files.sources import read_sources
from evspec.specs import QUALIFIERS, SPECS

if TYPE_CHECKING:
    from pathlib import Path

KEYS = """
source edition status where printed hedge via doubt note value make model code name id predecessor successor
editions variants said sources generations schema_version written_by publisher title address date kind tier
copies replaces reason a 2022 acme/comet/c1 bmw/ix1/u11 unknown FWD 2026-03-11 official bmwblog-2026-03-11 NaN
"""
VALUES = ["514 km WLTP", "150 kW", "more than bmw/ix1/u11"]
WORDS = st.sampled_from([*SPECS, *QUALIFIERS, *KEYS.split(), *VALUES])
PLAIN = st.none() | st.booleans() | st.integers() | st.floats() | WORDS | st.text(max_size=8)
ANY = st.recursive(
    PLAIN,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(WORDS | st.text(max_size=4), inner),
    max_leaves=20,
)
CLAIMS = st.dictionaries(st.sampled_from(list(SPECS)) | st.just("a"), ANY, max_size=4)
BLOCK = st.fixed_dictionaries(
    {"source": st.just("bmwblog-2026-03-11") | ANY},
    optional={"edition": ANY, "status": ANY, "note": ANY, "a": CLAIMS | ANY},
)
BLOCKS = st.lists(st.builds(lambda head, claims: head | claims, BLOCK, CLAIMS) | ANY, max_size=3) | ANY
VARIANT = st.fixed_dictionaries(
    {"name": st.just("A") | ANY}, optional=dict.fromkeys(("replaces", "source", "reason"), WORDS | ANY)
)
FILE = st.fixed_dictionaries(
    {"make": st.just("A") | ANY, "model": st.just("B") | ANY, "said": BLOCKS},
    optional={
        key: st.just({"a": "A"})
        | st.just({"a": {"name": "A"}})
        | st.dictionaries(st.just("a"), VARIANT)
        | ANY
        for key in (
            "id",
            "code",
            "name",
            "editions",
            "variants",
            "predecessor",
            "successor",
            "schema_version",
        )
    },
)


@given(ANY | FILE)
def test_any_generation(document: object) -> None:
    problems = Problems("c1.toml", lambda _: 1)
    read = read_generation(document, "acme/comet/c1", builtin().sources, problems, defaultdict(dict))
    assert read.whole == (not problems.found)
    assert all(number < len(read.record.claims) for number in read.links)
    assert all(str(problem) for problem in problems.found)


@given(st.dictionaries(WORDS | st.text(), ANY))
def test_any_sources(document: dict[str, object]) -> None:
    problems = Problems("sources.toml", lambda _: 1)
    sources = read_sources(document, {}, problems)
    assert problems.found or len(sources) == len(document)


@given(
    document=ANY
    | FILE
    | st.fixed_dictionaries({"generations": st.dictionaries(WORDS, FILE)}, optional={"sources": ANY})
)
def test_any_json_file(document: object, tmp_path_factory: pytest.TempPathFactory) -> None:
    file = tmp_path_factory.mktemp("any") / "c1.json"
    text = json.dumps(document)
    file.write_text(text, encoding="utf-8")
    catalog, problems, _ = validate([file])
    assert all(1 <= problem.line <= text.count("\n") + 1 or "deep" in problem.message for problem in problems)
    if problems:
        with pytest.raises(DataError):
            load(file)
    else:
        assert load(file) == catalog


@given(
    content=st.binary(max_size=60) | st.text(max_size=60).map(str.encode),
    form=st.sampled_from(["toml", "json"]),
)
def test_any_bytes(content: bytes, form: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    file: Path = tmp_path_factory.mktemp("any") / f"c1.{form}"
    file.write_bytes(content)
    with pytest.raises(DataError):
        load(file)
