"""The [[said]] blocks of a file: one source, one edition, one line per claim."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from typing import TYPE_CHECKING, TypeAlias

from attrs import frozen

from evspec.catalogs.problems import shown
from evspec.errors import EvspecError, did_you_mean
from evspec.model import STATUSES, Claim, Qualifiers
from evspec.specs import SPECS

if TYPE_CHECKING:
    from evspec.catalogs.files import Document
    from evspec.catalogs.problems import Path, Problems
    from evspec.model import Source
    from evspec.specs import Spec

__all__ = ["BLOCK_KEYS", "DETAILS", "Blocks", "PlacedClaim"]

PlacedClaim: TypeAlias = "tuple[Claim, Path]"

#: What may stand beside a value, apart from the qualifiers of its spec.
DETAILS = ("where", "printed", "hedge", "via", "doubt", "note")
_BESIDE = ("edition", "status", *DETAILS)
_DEFAULTS = ("edition", "status", "where", "hedge", "via", "note")
#: What is no claim in a block: its source, and what holds for every claim of it.
BLOCK_KEYS = ("source", *_DEFAULTS)


@frozen
class _Block:
    """What holds for every claim of a block."""

    source: Source | None
    defaults: Mapping[str, str]

    @property
    def day(self) -> date | None:
        """The day from which "14 to 16 months from now" counts."""
        when = self.source.date if self.source is not None else None
        return when.first if when is not None and when.first == when.last else None


@frozen
class Blocks:
    """Reads the blocks of one file.

    Attributes
    ----------
    id
        The generation's.
    editions
        The editions that a claim may be of, oldest first.
    variants
        Slug to name.
    sources
        Every source that a block may name.
    """

    id: str
    editions: tuple[str, ...]
    variants: Mapping[str, str]
    sources: Mapping[str, Source]

    def read(self, block: object, problems: Problems) -> Iterator[PlacedClaim]:
        """Yield each claim of one block with its place."""
        if not isinstance(block, Mapping):
            problems.add((), f"found {shown(block)}; write [[said]] and one claim a line below it")
            return
        source = self._source(block, problems)
        given = {key: block[key] for key in _DEFAULTS if key in block}
        head = _Block(source, self._checked(given, problems))
        for key, value in block.items():
            if key in BLOCK_KEYS:
                continue
            if key not in self.variants:
                yield from self._claims(self.id, key, value, head, problems.at(key))
            elif isinstance(value, Mapping):
                for name, inner in value.items():
                    yield from self._claims(f"{self.id}/{key}", name, inner, head, problems.at(key, name))
            else:
                problems.add((key,), f"{key} is a variant, not a claim; write {key}.range = … and the like")

    def _source(self, block: Document, problems: Problems) -> Source | None:
        name = block.get("source")
        if "source" not in block:
            problems.add((), 'claims without a source; write source = "…" with an id from the sources')
        elif not isinstance(name, str) or name not in self.sources:
            near = did_you_mean(str(name), self.sources) or "; add it to the sources"
            problems.add(("source",), f"source {shown(name)} is not among the sources{near}")
        else:
            return self.sources[name]
        return None

    def _checked(self, given: Mapping[str, object], problems: Problems) -> dict[str, str]:
        """Return what stands beside a value, without what is wrong in it."""
        right = {}
        for key, value in given.items():
            if not isinstance(value, str) or not value:
                problems.add((key,), f"{key} is {shown(value)}; write text in quotes")
            elif key == "edition" and value not in self.editions:
                known = f"it is one of {', '.join(self.editions)}" if self.editions else "the file has none"
                problems.add((key,), f"edition {shown(value)}, but {known}; add it to editions")
            elif key == "status" and value not in STATUSES:
                near = did_you_mean(value, STATUSES)
                problems.add((key,), f"status {shown(value)} is not one of {', '.join(STATUSES)}{near}")
            else:
                right[key] = value
        return right

    def _claims(
        self, about: str, key: str, given: object, head: _Block, problems: Problems
    ) -> Iterator[PlacedClaim]:
        spec = SPECS.get(key)
        if spec is None:
            problems.add((), self._unknown(about, key))
        elif isinstance(given, list) and not (spec.kind == "curve" and _is_curve(given)):
            if not given:
                problems.add((), f'{key} is an empty list; write {key} = "…"')
            for place, entry in enumerate(given):
                yield from self._claim(about, spec, entry, head, problems.at(place))
        else:
            yield from self._claim(about, spec, given, head, problems)

    def _unknown(self, about: str, key: str) -> str:
        if about != self.id:
            return f"{shown(key)} is no spec{did_you_mean(key, SPECS)}"
        if key in {"make", "model", "code", "name", "variants", "editions", "predecessor", "successor"}:
            return f"{key} inside a block; move it above the first [[said]]"
        known = [*self.variants, *SPECS, *BLOCK_KEYS]
        return f"{shown(key)} is no spec, no variant and no key of a block{did_you_mean(key, known)}"

    def _claim(
        self, about: str, spec: Spec, given: object, head: _Block, problems: Problems
    ) -> Iterator[PlacedClaim]:
        before = len(problems.found)
        entry = dict(given) if isinstance(given, Mapping) else {"value": given}
        own = {key: entry.pop(key) for key in _BESIDE if key in entry}
        details = {**head.defaults, **self._checked(own, problems)}
        for key in [key for key in entry if key != "value" and key not in spec.qualifiers]:
            known = ("value", *spec.qualifiers, *_BESIDE)
            near = did_you_mean(key, known)
            words = f"unknown key {shown(key)} of a {spec.key}; it has {', '.join(known)}{near}"
            problems.add((key,), words)
            del entry[key]
        if "value" not in entry:
            problems.add((), f'{spec.key} has no value; write {spec.key} = {{ value = "…" }}')
            return
        try:
            value, qualifiers = spec.read(entry.pop("value"), entry, said=head.day)
        except EvspecError as error:
            problems.add((), str(error))
            return
        if head.source is None or len(problems.found) > before:
            return
        status = details.pop("status", "official" if head.source.official else "reported")
        edition = details.pop("edition", self.editions[0] if self.editions else "")
        conditions = Qualifiers.of(qualifiers)
        claim = Claim(about, spec, value, conditions, head.source, status, edition, **details)  # type: ignore[arg-type]
        yield claim, problems.below


def _is_curve(given: list[object]) -> bool:
    """Tell one curve, a list of pairs, from a list of curves or of tables."""
    return all(isinstance(pair, list) and not any(isinstance(n, list) for n in pair) for pair in given)
