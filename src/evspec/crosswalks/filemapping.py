"""A mapping: what the columns of a file say of which vehicle, as a block of claims with holes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import field, frozen

if TYPE_CHECKING:
    import re
    from collections.abc import Mapping

    from evspec.crosswalks.patterns import Words
    from evspec.crosswalks.templates import Template
    from evspec.errors import Problem, ProblemCode
    from evspec.files.problems import Path
    from evspec.specs import Spec

__all__ = ["Condition", "FileMapping", "Line", "Origin"]


@frozen
class Condition:
    """A column, and the words or shell patterns of which its cell has to be one."""

    column: str
    patterns: tuple[str, ...]


@frozen
class Line:
    """One line of ``[said]``: what some columns say of a spec.

    Attributes
    ----------
    spec
        The spec.
    value
        The text of the claim.
    qualifiers, details
        What stands beside it: conditions of the spec, and ``note``, ``status`` and the like, by their names.
    when
        The conditions under which a row says it.
    missing
        The words of an empty cell, if they are others than the mapping's.
    path
        Where it stands in the mapping.
    """

    spec: Spec
    value: Template
    qualifiers: tuple[tuple[str, Template], ...] = ()
    details: tuple[tuple[str, Template], ...] = ()
    when: tuple[Condition, ...] = ()
    missing: frozenset[str] | None = None
    path: Path = ()

    @property
    def templates(self) -> tuple[Template, ...]:
        """Every text with holes of the line, its value first."""
        return (self.value, *(t for _, t in self.qualifiers), *(t for _, t in self.details))


@frozen
class Origin:
    """Where a mapping was read from, for messages: its name, and its text if it is TOML."""

    name: str
    text: str = field(default="", repr=False)
    is_json: bool = False

    def problem(self, code: ProblemCode, path: Path, message: str) -> Problem:
        """Return a mistake at a path inside the mapping, with its line if it has lines."""
        from evspec.files.lines import Lines
        from evspec.files.problems import Problems

        def locate(place: Path) -> int:
            return Lines(self.text, is_json=self.is_json).find(place) if self.text else 0

        problems = Problems(self.name, locate)
        problems.add(code, path, message)
        return problems.found[0]


@frozen
class FileMapping:
    """What the columns of a file say of which vehicle. `evspec.mapping` makes one and checks it.

    Attributes
    ----------
    name
        What it is called: its file, or "read".
    source
        Who published the file: the keys of a source, of which the date may be texts with holes; empty if
        the file's own name is all that is known.
    encoding
        The encodings that the file may have, the likeliest first.
    delimiter, decimal
        What parts the cells of a CSV file, and the decimal mark of its figures (None for a point).
    header
        The lines of a CSV file that name its columns; what stands above them is passed over.
    missing
        The words of an empty cell.
    records
        Of JSON, the dotted path to the list of vehicles, or "{make}/{model}" for keys that are columns.
    make, model, variant, year
        Which vehicle a row is about; None for what the file does not tell.
    only, leave
        Which rows are read, and which are not.
    ignore
        Columns that are known and not wanted.
    across
        A pattern that finds in the names of some columns what is to be a column of its own, such as the
        year; each row becomes one for each thing that it finds. None if there are no such columns.
    parts
        A column, and patterns whose named groups are columns too.
    words
        What the file's words mean, by the key of a spec or the name of a qualifier; also those of a make,
        model or variant.
    lines
        What is said.
    origin
        Where it was read from.
    """

    name: str
    source: Mapping[str, object] = field(hash=False)
    make: Template
    model: Template
    variant: Template | None
    year: Template | None
    lines: tuple[Line, ...]
    encoding: tuple[str, ...] = ("utf-8",)
    delimiter: str = ","
    header: tuple[int, ...] = (1,)
    decimal: str | None = None
    missing: frozenset[str] = frozenset({""})
    records: str = ""
    only: tuple[Condition, ...] = ()
    leave: tuple[Condition, ...] = ()
    ignore: frozenset[str] = frozenset()
    across: re.Pattern[str] | None = None
    parts: tuple[tuple[str, tuple[re.Pattern[str], ...]], ...] = ()
    words: Mapping[str, Words] = field(factory=dict, hash=False)
    origin: Origin = field(default=Origin("a mapping"), eq=False, repr=False)

    @property
    def identity(self) -> tuple[Template | None, ...]:
        """The texts that say which vehicle a row is about: make, model, year and variant."""
        return (self.make, self.model, self.year, self.variant)

    @property
    def groups(self) -> Mapping[str, str]:
        """Each column that a pattern cuts out, with the column that it is cut from."""
        return {name: column for column, patterns in self.parts for p in patterns for name in p.groupindex}

    def columns(self) -> Mapping[str, Path]:
        """Return every column that the file has to have, with the place that asks for it first."""
        from evspec.crosswalks.templates import Template

        asked: dict[str, Path] = {}
        for name, template in zip(("make", "model", "year", "variant"), self.identity, strict=True):
            asked |= {hole: (name,) for hole in (template.holes if template else ()) if hole not in asked}
        for key, conditions in (("only", self.only), ("leave", self.leave)):
            for condition in conditions:
                asked.setdefault(condition.column, (key, condition.column))
        for line in self.lines:
            for hole in (hole for template in line.templates for hole in template.holes):
                asked.setdefault(hole, line.path)
            for condition in line.when:
                asked.setdefault(condition.column, (*line.path, "when", condition.column))
        for date in self.dates:
            asked |= {hole: ("source", "date") for hole in Template(date).holes if hole not in asked}
        groups = self.groups
        own = {column: path for column, path in asked.items() if column not in groups}
        return own | {column: ("parts", column) for column, _ in self.parts if column not in own}

    @property
    def dates(self) -> tuple[str, ...]:
        """The texts of the source's date, the first that can be read counts."""
        given = self.source.get("date", ())
        return tuple(map(str, given)) if isinstance(given, list | tuple) else (str(given),)
