"""The [[said]] blocks of a file: one source, one edition, one line per claim."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, TypeAlias

from evspec.claims import STATUSES, Attribution, Claim, Qualifiers, Statement, as_source
from evspec.errors import EvspecError, ProblemCode, did_you_mean, in_list
from evspec.files.problems import shown
from evspec.measures import MISSING, is_missing
from evspec.specs import LIST, SPECS, near_spec
from evspec.specs.figures import joined
from evspec.values import Relation

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evspec.claims import Source
    from evspec.files.problems import Path, Problems
    from evspec.files.text import Document
    from evspec.specs import Spec

__all__ = ["BLOCK_KEYS", "DETAILS", "BlockReader", "Texts", "read_mark"]

#: Spec key to text to what it says.
Texts: TypeAlias = "defaultdict[str, dict[str, Statement]]"
#: What may stand beside a value, apart from the qualifiers of its spec.
DETAILS = ("where", "printed", "hedge", "via", "doubt", "note")
_BESIDE = ("edition", "status", *DETAILS)
_DEFAULTS = ("edition", "status", "where", "hedge", "via", "note")
#: What is no claim in a block: its source, and what holds for every claim of it.
BLOCK_KEYS = ("source", *_DEFAULTS)
#: What is said of the generation as a whole, above all blocks.
_ABOVE = {"make", "model", "code", "name", "variants", "editions", "years", "predecessor", "successor"}


class BlockReader:
    """Reads the blocks of one file, and collects their claims.

    Parameters
    ----------
    id_
        The generation's.
    editions
        The editions that a claim may be of, oldest first.
    variants
        Slug to name.
    sources
        Every source that a block may name.
    texts
        Spec to what was read from its texts so far, in this file and in others: the press repeats
        itself. Dates are not among them, which may depend on who says them, nor is what names
        other vehicles.
    decimal
        The decimal mark of the figures, if the file names one.
    missing
        The texts that stand for nothing. In code what is one of them, None or NaN is not stated.

    Attributes
    ----------
    claims
        What was read so far, in the order of the file.
    links
        The numbers of the claims that name other vehicles.
    named
        The sources that were named so far, by their ids.
    made
        What was said here for the first time: every claim says one of these, or what another file said.
    """

    def __init__(
        self,
        id_: str,
        editions: tuple[str, ...],
        variants: Mapping[str, str],
        sources: Mapping[str, Source],
        texts: Texts,
        decimal: str | None = None,
        missing: Iterable[str] = MISSING,
    ) -> None:
        self._id = id_
        self._missing = missing
        self._editions = editions
        self._variants = variants
        self._sources = sources
        # what was read without a mark may read otherwise with one
        self._texts = texts if decimal is None else defaultdict(dict)
        self._decimal = decimal
        self.claims: list[Claim] = []
        self.links: list[int] = []
        self.named: dict[str, Source] = {}
        self.made: list[Statement] = []
        # where claims stand: the path of one, and the number of the first of a table of plain ones
        self._places: dict[int, Path] = {}
        self._tables: list[tuple[int, Path, Document]] = []

    def read(self, block: object, problems: Problems) -> None:
        """Read one block."""
        if not isinstance(block, Mapping):
            words = f"found {shown(block)}; write [[said]] and one claim a line below it"
            problems.add(ProblemCode.WRONG_TYPE, (), words)
            return
        head = self._head(block, problems)
        for key, value in block.items():
            if key in BLOCK_KEYS:
                continue
            if key not in self._variants:
                self._read_claims(self._id, {key: value}, head, problems)
            elif isinstance(value, Mapping):
                self._read_claims(f"{self._id}/{key}", value, head, problems.at(key))
            else:
                words = f"{key} is a variant, not a claim; write {key}.range = … and the like"
                problems.add(ProblemCode.WRONG_TYPE, (key,), words)

    def read_stated(
        self,
        about: str,
        said: Mapping[str, object],
        source: Source,
        problems: Problems,
        edition: str = "",
    ) -> None:
        """Read what a program says of one vehicle.

        That is a block of one vehicle, in which a claim may have a ``source`` of its own beside its
        value, a list may be a tuple, and a claim or a value that was read before is taken as it is.

        Parameters
        ----------
        about
            The vehicle's id.
        said
            Spec key, or key of a block, to what stands behind it.
        source
            Where the claims come from that do not say.
        problems
            Where mistakes go.
        edition
            The edition of the claims that do not say; the first by default.
        """
        # which a file does not need
        from evspec.files.entries import entries_of, line_of

        given = {key: said[key] for key in _DEFAULTS if key in said}
        details = self._checked(given, problems) if given else {}
        for key, value in said.items():
            spec = SPECS.get(key)
            if key in _DEFAULTS:
                continue
            if spec is None:
                words = f"{shown(key)} is no spec{in_list(near_spec(key, _DEFAULTS), LIST)}"
                problems.add(ProblemCode.UNKNOWN_SPEC, (key,), words)
                continue
            for path, entry in entries_of(key, value, spec):
                if isinstance(entry, Claim):
                    self._take(about, spec, entry, problems.at(*path))
                    continue
                said_of_it = entry.get("value", "x") if isinstance(entry, Mapping) else entry
                if is_missing(said_of_it, self._missing):
                    continue
                line = line_of(spec, entry)
                own = _source_of(line, source, problems.at(*path))
                self._read_claim(about, spec, line, self._attributed(own, details, edition), problems, path)

    def _take(self, about: str, spec: Spec, claim: Claim, problems: Problems) -> None:
        """Take a claim that was made before, which may be of another vehicle."""
        if claim.spec is not spec:
            problems.add(ProblemCode.BAD_VALUE, (), f"a claim on {claim.spec.key} is none on {spec.key}")
        elif not isinstance(claim.value, spec.types):
            words = f"{claim.value.show()} is what several variants state; give a claim of one"
            problems.add(ProblemCode.BAD_VALUE, (), words)
        else:
            edition = claim.edition if claim.edition in self._editions else (*self._editions, "")[0]
            self._add(claim.but(about=about, edition=edition), problems.below)

    def _head(self, block: Document, problems: Problems) -> Attribution | None:
        """Return what holds for every claim of a block, None if nobody says where they come from."""
        source = self._source(block, problems)
        given = {key: block[key] for key in _DEFAULTS if key in block}
        details = self._checked(given, problems) if given else {}
        return None if source is None else self._attributed(source, details)

    def _attributed(self, source: Source, details: Mapping[str, str], edition: str = "") -> Attribution:
        self.named[source.id] = source
        first = edition or (self._editions[0] if self._editions else "")
        head = Attribution(source, source.default_status, first)
        return _attribution(head, details) if details else head

    def _source(self, block: Document, problems: Problems) -> Source | None:
        name = block.get("source")
        if "source" not in block:
            words = 'claims without a source; write source = "…" with an id from the sources'
            problems.add(ProblemCode.MISSING_SOURCE, (), words)
        elif not isinstance(name, str) or name not in self._sources:
            near = did_you_mean(str(name), self._sources) or "; add it to the sources"
            words = f"source {shown(name)} is not among the sources{near}"
            problems.add(ProblemCode.UNKNOWN_SOURCE, ("source",), words)
        else:
            return self._sources[name]
        return None

    def _checked(self, given: Mapping[str, object], problems: Problems) -> dict[str, str]:
        """Return what stands beside a value, without what is wrong in it."""
        right = {}
        for key, value in given.items():
            if not isinstance(value, str) or not value:
                problems.add(ProblemCode.WRONG_TYPE, (key,), f"{key} is {shown(value)}; write text in quotes")
            elif key == "edition" and value not in self._editions:
                known = f"it is one of {', '.join(self._editions)}" if self._editions else "the file has none"
                words = f"edition {shown(value)}, but {known}; add it to editions"
                problems.add(ProblemCode.UNKNOWN_EDITION, (key,), words)
            elif key == "status" and value not in STATUSES:
                problems.add_not_listed(key, value, STATUSES)
            else:
                right[key] = value
        return right

    def _read_claims(self, about: str, said: Document, head: Attribution | None, problems: Problems) -> None:
        """Read what is said of one vehicle."""
        texts = self._texts
        try:
            known = [texts[key].get(given) for key, given in said.items()]
        except TypeError:
            # lists and tables are no texts
            known = [None] * len(said)
        if head is not None and all(known):
            self._tables.append((len(self.claims), problems.below, said))
            self.claims.extend([Claim(about, statement, head) for statement in known if statement])
            return
        for (key, given), statement in zip(said.items(), known, strict=True):
            spec = SPECS.get(key)
            if statement is not None and head is not None:
                self._add(Claim(about, statement, head), (*problems.below, key))
            elif spec is None:
                self._refuse_key(about, key, problems)
            elif isinstance(given, list) and not (spec.value_type and spec.value_type.is_one(given)):
                if not given:
                    words = f'{key} is an empty list; write {key} = "…"'
                    problems.add(ProblemCode.MISSING_VALUE, (key,), words)
                for place, entry in enumerate(given):
                    self._read_claim(about, spec, entry, head, problems, (key, place))
            else:
                self._read_claim(about, spec, given, head, problems, (key,))

    def _refuse_key(self, about: str, key: str, problems: Problems) -> None:
        """Note a key that is no spec."""
        if key == "replaces":
            right = 'to the variants: long = { name = "Long Range", replaces = "64-kwh", source = "…" }'
            problems.add(ProblemCode.MISPLACED_KEY, (key,), f"replaces inside a block; move it {right}")
        elif about != self._id:
            words = f"{shown(key)} is no spec{in_list(near_spec(key), LIST)}"
            problems.add(ProblemCode.UNKNOWN_SPEC, (key,), words)
        elif key in _ABOVE:
            words = f"{key} inside a block; move it above the first [[said]]"
            problems.add(ProblemCode.MISPLACED_KEY, (key,), words)
        else:
            near = near_spec(key, [*self._variants, *BLOCK_KEYS])
            words = f"{shown(key)} is no spec, no variant and no key of a block{in_list(near, LIST)}"
            problems.add(ProblemCode.UNKNOWN_SPEC, (key,), words)

    def _read_claim(
        self,
        about: str,
        spec: Spec,
        given: object,
        head: Attribution | None,
        problems: Problems,
        path: Path,
    ) -> None:
        """Read one claim, unless something is wrong with its value or with what stands beside it."""
        before = len(problems.found)
        details: Mapping[str, str] = {}
        conditions: Mapping[str, object] = {}
        decimal, unit = self._decimal, None
        if isinstance(given, Mapping):
            if "decimal" in given and spec.value_type is None:
                decimal = read_mark(given["decimal"], problems.at(*path))
            details, conditions = self._beside(spec, given, problems.at(*path))
            if "value" not in given:
                words = f'{spec.key} has no value; write {spec.key} = {{ value = "…" }}'
                problems.add(ProblemCode.MISSING_VALUE, path, words)
                return
            unit = given.get("unit")
            given = given["value"]
        try:
            if unit is not None:
                # a number has a point, whatever the mark of the file
                decimal = decimal if isinstance(given, str) else "."
                given = joined(given, unit, spec)
            statements = self._statements(spec, given, conditions, head, decimal)
        except EvspecError as error:
            problems.add_unread(path, error)
            return
        if head is None or len(problems.found) > before:
            return
        attribution = _attribution(head, details) if details else head
        for statement in statements:
            if _names_others(statement):
                self.links.append(len(self.claims))
            self._add(Claim(about, statement, attribution), problems.below + path)

    def _add(self, claim: Claim, place: Path) -> None:
        self._places[len(self.claims)] = place
        self.claims.append(claim)

    def _beside(
        self, spec: Spec, entry: Document, problems: Problems
    ) -> tuple[Mapping[str, str], Mapping[str, object]]:
        """Return what stands beside a value: what is told of the claim, and the conditions of the spec."""
        details, conditions = {}, {}
        parts = ("value",) if spec.value_type is not None else ("value", "unit", "decimal")
        for key, value in entry.items():
            if key in _BESIDE:
                details[key] = value
            elif key in spec.qualifiers:
                conditions[key] = value
            elif key not in parts:
                problems.add_unknown_key(key, f"a {spec.key}", (*parts, *spec.qualifiers, *_BESIDE))
        return self._checked(details, problems), conditions

    def _statements(
        self,
        spec: Spec,
        written: object,
        beside: Mapping[str, object],
        head: Attribution | None,
        decimal: str | None,
    ) -> list[Statement]:
        """Return what is said, which may be a standard figure and an optional one."""
        is_plain = isinstance(written, str) and not beside and decimal == self._decimal
        known = self._texts[spec.key] if is_plain else {}
        if isinstance(written, str) and written in known:
            return [known[written]]
        when = head.source.date if head is not None else None
        # the day from which "14 to 16 months from now" counts
        day = when.first if when is not None and when.first == when.last else None
        read = spec.read_all(written, beside, said=day, decimal=decimal, missing=self._missing)
        statements = [Statement(spec, value, Qualifiers.of(stated)) for value, stated in read]
        self.made += statements
        lasting = spec.value_type is None or not spec.value_type.counts_from_a_day
        if isinstance(written, str) and lasting and len(statements) == 1 and not _names_others(statements[0]):
            known[written] = statements[0]
        return statements

    def place(self, number: int) -> Path:
        """Return where a claim stands in the file."""
        if number in self._places:
            return self._places[number]
        first, below, said = next(table for table in reversed(self._tables) if table[0] <= number)
        return (*below, list(said)[number - first])


def _source_of(line: object, otherwise: Source, problems: Problems) -> Source:
    """Take from the line of a claim in code the source that it names, and return that, else another one."""
    if isinstance(line, dict) and "source" in line:
        try:
            return as_source(line.pop("source"))
        except EvspecError as error:
            problems.add_unread(("source",), error)
    return otherwise


def read_mark(given: object, problems: Problems) -> str | None:
    """Return the decimal mark that a file or a claim names; None if it names none, or no mark."""
    if given is None or (isinstance(given, str) and given in {".", ","}):
        return given
    problems.add(ProblemCode.NOT_LISTED, ("decimal",), f"decimal is {shown(given)}; write '.' or ','")
    return None


def _names_others(statement: Statement) -> bool:
    """Tell whether other vehicles are named, which have to exist."""
    return isinstance(statement.value, Relation) or statement.spec.kind == "vehicle set"


def _attribution(head: Attribution, details: Mapping[str, Any]) -> Attribution:
    """Return what holds for a block, but for what stands beside a value."""
    beside = details.get
    return Attribution(
        head.source,
        beside("status", head.status),
        beside("edition", head.edition),
        beside("where", head.where),
        beside("printed", head.printed),
        beside("hedge", head.hedge),
        beside("via", head.via),
        beside("doubt", head.doubt),
        beside("note", head.note),
    )
