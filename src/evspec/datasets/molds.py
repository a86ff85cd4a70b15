"""What a text says of a spec, with other numbers in it.

The columns of a file have many numbers in few wordings. What the words about a figure state does not depend
on its number, so that a spec reads one text of each wording, and of the others the figure alone is read.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from attrs import frozen

from evspec.claims import Statement
from evspec.errors import ParseError
from evspec.measures import Measure, measure_of

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evspec.claims import Qualifiers
    from evspec.specs import Spec

__all__ = ["Mold", "words_of"]

#: The kinds of figures that are bare numbers, which are read at once.
_BARE: Final = frozenset({"count", "number"})
#: A number above 0 and its digits.
_NUMBER: Final = re.compile(r"[1-9][0-9]*(?:[.,][0-9]+)?", re.ASCII)


def words_of(text: str) -> list[str]:
    """Return what stands before, between and behind the numbers of a text."""
    return _NUMBER.split(text)


@frozen
class Mold:
    """What the texts of one wording say, but for the number of the figure in front.

    Attributes
    ----------
    spec, qualifiers
        What they say it of, and under which conditions.
    rest
        What stands behind the figure.
    decimal
        The decimal mark.
    sample
        The figure of one of them as it reads without the words about it, and
    cycle, basis
        what these make of it.
    """

    spec: Spec
    qualifiers: Qualifiers
    rest: str
    decimal: str | None
    sample: Measure
    cycle: str | None
    basis: str

    @classmethod
    def of(cls, said: Sequence[Statement], text: str, decimal: str | None) -> Mold | None:
        """Return the mold of what one text says, None if what the like of it say has to be read in full."""
        (statement,) = said if len(said) == 1 else (None,)
        value = None if statement is None else statement.value
        if statement is None or not isinstance(value, Measure) or not text.startswith(value.text):
            return None
        spec = statement.spec
        if spec.kind in _BARE:
            return None
        try:
            sample = measure_of(value.text, decimal, spec.kind, abroad=False)
        except ParseError:
            return None
        rest, basis = text[len(value.text) :], value.interval().basis
        return cls(spec, statement.qualifiers, rest, decimal, sample, value.cycle, basis)

    def filled(self, text: str) -> tuple[Statement, ...] | None:
        """Return what a text of the same wording says, None if it has to be read in full."""
        if not text.endswith(self.rest):
            return None
        try:
            figure = measure_of(text.removesuffix(self.rest), self.decimal, self.spec.kind, abroad=False)
        except ParseError:
            return None
        sample = self.sample
        if (figure.unit, figure.bound, figure.cycle) != (sample.unit, sample.bound, sample.cycle):
            return None
        if figure.cycle != self.cycle:
            figure = figure.with_cycle(self.cycle)
        value = figure.with_basis(self.basis) if self.basis else figure
        return (Statement(self.spec, value, self.qualifiers),)
