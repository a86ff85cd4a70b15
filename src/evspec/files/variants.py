"""The variants of a file: their names, and whose place each takes."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import TYPE_CHECKING, Final, NamedTuple

from evspec.claims import Replacement
from evspec.errors import ProblemCode, did_you_mean
from evspec.files.blocks import BLOCK_KEYS
from evspec.files.problems import shown
from evspec.specs import SPECS

if TYPE_CHECKING:
    from evspec.claims import Source
    from evspec.files.problems import Problems
    from evspec.files.text import Document

__all__ = ["SLUG", "VARIANT_KEYS", "ReadVariants", "read_variants", "slug_of"]

#: One part of an id.
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
#: What may be said of a variant beside its claims, where more than its name is.
VARIANT_KEYS: Final = ("name", "replaces", "source", "reason")


def slug_of(name: str, otherwise: str) -> str:
    """Return one part of an id that is made of a name, or what stands for a name without any letter of it."""
    plain = unicodedata.normalize("NFKD", name.lower()).encode("ascii", "ignore").decode()
    slug = re.sub("[^a-z0-9]+", "-", plain).strip("-") or otherwise
    return f"{slug}-{otherwise}" if slug in SPECS or slug in BLOCK_KEYS else slug


class ReadVariants(NamedTuple):
    """The variants of a file.

    Attributes
    ----------
    names
        Slug to name; with a mistake in them too, so that their claims are read on.
    replacements
        Whose place they take, without those in which there is a mistake.
    """

    names: dict[str, str]
    replacements: list[Replacement]


def read_variants(given: object, sources: Mapping[str, Source], problems: Problems) -> ReadVariants:
    """Read the table of variants.

    Parameters
    ----------
    given
        What stands there: slug to name, or to a table with the name and whose place it takes.
    sources
        Every source that the file may name.
    problems
        Where mistakes go.
    """
    read = ReadVariants({}, [])
    for slug, said in given.items() if isinstance(given, dict) else ():
        at = problems.at("variants", slug)
        if not SLUG.fullmatch(slug):
            words = f"variant {shown(slug)}; write lower-case letters, digits and hyphens"
            at.add(ProblemCode.BAD_SLUG, (), words)
        elif slug in SPECS or slug in BLOCK_KEYS:
            words = f"variant {shown(slug)} is called like a spec or a key; choose another slug"
            at.add(ProblemCode.BAD_SLUG, (), words)
            continue
        name = said.get("name", "") if isinstance(said, Mapping) else said
        if not isinstance(name, str) or not name:
            words = f'variant {shown(slug)} is {shown(said)}; write its name: {slug} = "…"'
            at.add(ProblemCode.WRONG_TYPE, (), words)
        elif name in read.names.values():
            words = f"the variant name {shown(name)} stands twice; each has its own"
            at.add(ProblemCode.DUPLICATE, (), words)
        read.names[slug] = str(name)
        if isinstance(said, Mapping):
            replacement = _replacement(slug, said, sources, at)
            read.replacements.extend([replacement] if replacement is not None else [])
    return read


def _replacement(
    slug: str, said: Document, sources: Mapping[str, Source], problems: Problems
) -> Replacement | None:
    """Return whose place a variant takes, None if nothing is said of that or there is a mistake in it."""
    before = len(problems.found)
    for key in said:
        if key not in VARIANT_KEYS:
            problems.add_unknown_key(key, "a variant", VARIANT_KEYS)
        elif key in {"source", "reason"} and "replaces" not in said:
            words = f'{key} of a variant that replaces none; write replaces = "…", or leave it out'
            problems.add(ProblemCode.MISSING_KEY, (key,), words)
    if "replaces" not in said:
        return None
    replaced = _replaced(said["replaces"], problems)
    source = _source(said, sources, problems)
    reason = said.get("reason", "")
    if not isinstance(reason, str):
        words = f"reason is {shown(reason)}; write text in quotes"
        problems.add(ProblemCode.WRONG_TYPE, ("reason",), words)
    elif not reason and "source" not in said:
        words = 'replaces without the source that says so or a reason; write source = "…" or reason = "…"'
        problems.add(ProblemCode.MISSING_SOURCE, ("replaces",), words)
    found = len(problems.found) > before
    return None if found else Replacement(slug, replaced, source, reason)


def _replaced(given: object, problems: Problems) -> tuple[str, ...]:
    """Return the variants whose place one takes."""
    several = given if isinstance(given, list) else [given]
    if not several or not all(isinstance(one, str) and one for one in several):
        words = f"replaces is {shown(given)}; write the slug of the variant before it, or a list of slugs"
        problems.add(ProblemCode.WRONG_TYPE, ("replaces",), words)
    elif len(set(several)) < len(several):
        words = f"a variant stands twice in {shown(given)}; leave one out"
        problems.add(ProblemCode.DUPLICATE, ("replaces",), words)
    return tuple(several)


def _source(said: Document, sources: Mapping[str, Source], problems: Problems) -> Source | None:
    name = said.get("source")
    source = sources.get(name) if isinstance(name, str) else None
    if "source" in said and source is None:
        near = did_you_mean(str(name), sources) or "; add it to the sources"
        words = f"source {shown(name)} is not among the sources{near}"
        problems.add(ProblemCode.UNKNOWN_SOURCE, ("source",), words)
    return source
