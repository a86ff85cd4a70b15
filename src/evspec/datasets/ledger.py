"""What the lines of one mapping have in common: statements, quantities, details."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple, TypeAlias

from evspec.claims import Qualifiers, Statement
from evspec.datasets.molds import Mold, words_of

if TYPE_CHECKING:
    from evspec.crosswalks import FileMapping, Line
    from evspec.datasets.shapes import Apart, Later
    from evspec.errors import EvspecError
    from evspec.specs import Spec

__all__ = ["Details", "Doubted", "Ledger", "Said", "Trouble"]

#: Status, note, place, hedge and who is quoted, "" for what is not told.
Details: TypeAlias = "tuple[str, str, str, str, str]"
#: The number of the quantity, that of the line, what is said, and the number of the details.
Said: TypeAlias = "tuple[int, int, Statement | Later, int]"


class Doubted(NamedTuple):
    """The details of a figure that is printed twice and not alike, with both as they are printed."""

    details: Details
    apart: Apart
    printed: str


#: What is wrong with what cells say: it cannot be read, or is doubted.
Trouble: TypeAlias = "EvspecError | Apart"


class Ledger:
    """What the lines of one mapping have in common: the numbers of quantities and details, and statements.

    Attributes
    ----------
    details
        Every distinct set of details, by its number.
    """

    def __init__(self, mapping: FileMapping) -> None:
        self.mapping = mapping
        self.details: list[Details | Doubted] = []
        self._numbers: dict[Details | Doubted, int] = {}
        self._quantities: dict[tuple[object, ...], int] = {}
        self._statements: dict[tuple[object, ...], tuple[Statement, ...]] = {}
        self._molds: dict[tuple[object, ...], Mold | None] = {}

    def number_of(self, details: Details | Doubted) -> int:
        """Return the number of a set of details."""
        number = self._numbers.setdefault(details, len(self.details))
        if number == len(self.details):
            self.details.append(details)
        return number

    def quantity(self, statement: Statement, note: str) -> int:
        """Return the number of a quantity: a spec under conditions, and what a note sets apart."""
        key = (statement.spec.key, statement.qualifiers.pairs, note)
        return self._quantities.setdefault(key, len(self._quantities))

    def statements(
        self, line: Line, text: str, beside: tuple[tuple[str, str], ...], decimal: str | None
    ) -> tuple[Statement, ...]:
        """Return what a text says; equal texts are read once, whichever line they come from.

        Raises
        ------
        EvspecError
            If it cannot be read.
        """
        spec = line.spec
        key = (spec.key, text, beside, decimal)
        found = self._statements.get(key)
        if found is None:
            found = self._statements[key] = self._by_mold(spec, text, beside, decimal)
        return found

    def has_mold(
        self, line: Line, text: str, beside: tuple[tuple[str, str], ...], decimal: str | None
    ) -> bool:
        """Tell whether what other numbers say in the words of a text is known, once that was read."""
        return self._molds.get((line.spec.key, beside, decimal, *words_of(text))) is not None

    def _by_mold(
        self, spec: Spec, text: str, beside: tuple[tuple[str, str], ...], decimal: str | None
    ) -> tuple[Statement, ...]:
        """Return what a text says, by what another text of the same words does."""
        wording = (spec.key, beside, decimal, *words_of(text)) if spec.value_type is None else ()
        mold = self._molds.get(wording)
        found = None if mold is None else mold.filled(text)
        if found is not None:
            return found
        read = spec.read_all(_written(spec.kind, text), dict(beside), decimal=decimal)
        made = tuple(Statement(spec, value, Qualifiers.of(stated)) for value, stated in read)
        if wording and wording not in self._molds:
            self._molds[wording] = Mold.of(made, text, decimal)
        return made


def _written(kind: str, text: str) -> object:
    """Return a text as a data file has it: a list for a curve, a truth value for a flag."""
    if kind == "curve" and text.startswith("["):
        import json

        return json.loads(text)
    if kind == "flag" and text.lower() in {"true", "false"}:
        return text.lower() == "true"
    return text
