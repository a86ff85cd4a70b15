"""What becomes of the texts of a column that are no figures, and what is told of them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from typing import Final, Literal, NamedTuple, TypeAlias

from attrs import frozen

from evspec.errors import EvspecError, ParseError, UnitError, WrongType, check_option, is_several
from evspec.measures.missing import MISSING

__all__ = ["HINT", "IN_COLUMNS", "Errors", "Options", "Unread", "error_of"]

#: What to do with a text that is no figure.
Errors: TypeAlias = Literal["raise", "coerce", "report"]
#: What stands for nothing in a column: also that somebody wrote that it is not known.
IN_COLUMNS: Final = (*MISSING, "unknown")
#: What an error says of what a caller can do about texts that are no figures.
HINT: Final = " (errors='coerce' leaves out what cannot be read, errors='report' lists it)"
#: How many texts that cannot be read an error tells, and how many rows of each.
_TOLD: Final = 3


class Unread(NamedTuple):
    """A text of a column that is no figure, and why.

    Attributes
    ----------
    column
        The name of the column in its frame, None for one that was given by itself.
    rows
        The rows in which it stands: labels of the index in pandas, elsewhere counted from 0.
    text
        What stands there.
    why
        What was found and what would be right.
    """

    column: object
    rows: tuple[object, ...]
    text: object
    why: str

    def __str__(self) -> str:
        shown = ", ".join(map(repr, self.rows[:_TOLD]))
        more = f" and {len(self.rows) - _TOLD} more" if len(self.rows) > _TOLD else ""
        place = f"row{'s' * (len(self.rows) > 1)} {shown}{more}"
        place = place if self.column is None else f"column {self.column!r}, {place}"
        return f"{place}: {self.why}"


@frozen
class Options:
    """How the texts of a column are read.

    Attributes
    ----------
    decimal
        The decimal mark; see `measure`.
    errors
        What becomes of what cannot be read.
    missing
        The texts that stand for nothing.
    """

    decimal: str | None = None
    errors: Errors = "raise"
    missing: Sequence[str] = IN_COLUMNS

    @classmethod
    def of(cls, decimal: str | None, errors: str, missing: Iterable[str] | None) -> Options:
        """Return the options that a caller gave, None for the words of a column."""
        check_option("errors", errors, ("raise", "coerce", "report"))
        words = IN_COLUMNS if missing is None else missing
        if not is_several(words):
            raise WrongType(f"missing is a list of texts that stand for nothing, not {type(words).__name__}")
        words = tuple(words)
        if not all(isinstance(word, str) for word in words):
            raise WrongType("missing is a list of texts that stand for nothing; None and NaN always do")
        return cls(decimal, errors, words)  # type: ignore[arg-type]  # which was checked


def error_of(problems: Sequence[Unread], kinds: Collection[type[EvspecError]]) -> EvspecError:
    """Return one error that tells of all problems: the first ones, and how many there are."""
    told = "; ".join(map(str, problems[:_TOLD]))
    more = f"; and {len(problems) - _TOLD} more texts" if len(problems) > _TOLD else ""
    kind = UnitError if all(issubclass(one, UnitError) for one in kinds) else ParseError
    return kind(f"{told}{more}{HINT}")
