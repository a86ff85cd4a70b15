"""A file to start a new car from: it is right but for its source, and spelled as the catalog spells."""

from __future__ import annotations

import tomllib
from typing import TYPE_CHECKING

import pytest

import evspec as ev
from evspec import EvspecError
from evspec.catalogs.template import template
from tests.files.drafts import folder, mistakes

if TYPE_CHECKING:
    from pathlib import Path


@pytest.mark.parametrize(
    ("id_", "named"),
    [
        ("bmw/ix4/zz1", ("BMW", "iX4", "ZZ1")),
        ("bmw/ix9/ab1", ("BMW", "Ix9", "AB1")),
        ("acme/comet-two/c-1", ("Acme", "Comet Two", "C 1")),
    ],
)
def test_names_are_spelled_as_in_the_catalog(id_: str, named: tuple[str, str, str]) -> None:
    document = tomllib.loads(template(id_, ev.catalog))
    assert (document["make"], document["model"], document["code"]) == named


def test_only_its_source_is_missing(tmp_path: Path) -> None:
    where = folder(tmp_path, acme_comet_c1=template("acme/comet/c1", ev.catalog))
    (mistake,) = mistakes(where)
    assert 'source "publisher-2026-01-31" is not among the sources' in mistake.message


def test_every_line_that_is_commented_out_is_right(tmp_path: Path) -> None:
    text = template("acme/comet/c1", ev.catalog).replace("publisher-2026-01-31", "volt")
    lines = [line.removeprefix("# ") if " = " in line else line for line in text.splitlines()]
    # a key may stand once, and the links lead nowhere
    plain = ("predecessor", "base.range = {", "variants = { base = {")
    kept = [line for line in lines if not line.startswith(plain)]
    assert mistakes(folder(tmp_path, acme_comet_c1="\n".join(kept))) == []
    others = ('base.range = "', 'variants = { base = "')
    kept = [line.replace("make/model/generation", "acme/comet/c0") for line in lines]
    kept = [line for line in kept if not line.startswith(others)]
    before = 'make = "Acme"\nmodel = "Comet"\nsuccessor = "acme/comet/c1"\nvariants = { entry = "Entry" }\n'
    assert mistakes(folder(tmp_path, acme_comet_c0=before, acme_comet_c1="\n".join(kept))) == []


@pytest.mark.parametrize("id_", ["bmw/ix4", "BMW/iX4/NA7", "bmw/ix4/na7/base", "../../x", ""])
def test_no_id(id_: str) -> None:
    with pytest.raises(EvspecError, match="is no id; write make/model/generation"):
        template(id_, ev.catalog)
