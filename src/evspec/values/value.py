"""What a value can do: the methods of every type of value, each with what holds unless a type says otherwise.

A new type of value is one file beside this one and one row of `evspec.values.kinds.VALUE_TYPES`.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, ClassVar, Literal, Protocol, Self, TypeAlias

from evspec.languages.speech import ENGLISH, Speech

if TYPE_CHECKING:
    from datetime import date

    from evspec.measures import Order

__all__ = ["Answer", "BaseValue", "Data", "Terms", "Written"]

Answer: TypeAlias = Literal["yes", "no", "open"]
#: What a table's cell tells programs of a value.
Data: TypeAlias = Mapping[str, "_JSON"]
_JSON: TypeAlias = "str | int | float | bool | list[_JSON] | dict[str, _JSON] | None"
#: What stands in a data file for a value.
Written: TypeAlias = "str | float | bool | list[Written]"


class Terms(Protocol):
    """What a value is told of the spec that it is read for."""

    @property
    def key(self) -> str:
        """The spec's name in files."""

    @property
    def kind(self) -> str:
        """Its kind, such as "category set"."""

    @property
    def vocabulary(self) -> Mapping[str, str]:
        """The names that it knows: spelling in lower case to canonical name."""

    @property
    def closed(self) -> bool:
        """Whether it admits no others."""


class BaseValue:
    """What a source can say of a spec, beside a figure.

    Every type is a frozen class that says how it is shown and read. Whatever else it does not say
    holds as it does of what has no size: it agrees with its equal and with nothing else.
    """

    __slots__ = ()

    #: What a data file may have in its place, as JSON Schema.
    schema: ClassVar[Mapping[str, Any]] = {"type": "string", "minLength": 1, "maxLength": 200}
    #: Whether one text may mean another thing on another day ("14 to 16 months from now").
    counts_from_a_day: ClassVar[bool] = False

    @classmethod
    def read(cls, written: object, terms: Terms, said: date | None, decimal: str | None = None) -> BaseValue:
        """Read what stands in a data file.

        Parameters
        ----------
        written
            It, as TOML has it.
        terms
            The spec.
        said
            The day on which it was said, if known.
        decimal
            The decimal mark of its figures; see `evspec.measures.measure`.

        Raises
        ------
        ParseError
            If it is no such value.
        """
        raise NotImplementedError

    @classmethod
    def is_one(cls, given: Sequence[object]) -> bool:
        """Tell whether a list in a data file is one value; else it is a list of claims."""
        return False

    @classmethod
    def united(cls, values: Sequence[Self]) -> Self | None:
        """Return what unlike values come to that are said of parts of one whole; None if to words alone."""
        return None

    @property
    def text(self) -> str:
        """The words that it was read from. They take no part in equality."""
        return self.show()

    @property
    def definiteness(self) -> int:
        """How little it settles: 0 if definite, 1 if one-sided, 2 if told by something else, 3 if unknown."""
        return 0

    def show(self, *, speech: Speech = ENGLISH) -> str:
        """Return it in words, for a reader, in English or in another language."""
        raise NotImplementedError

    def __str__(self) -> str:
        return self.show()

    def data(self) -> Data:
        """Return it for programs, as far as it is more than words."""
        return {}

    def written(self) -> Written:
        """Return what `read` makes it of."""
        return self.text

    def agrees_with(self, other: object) -> bool:
        """Tell whether both can be true."""
        return isinstance(other, BaseValue) and self == other

    def contains(self, other: object) -> bool:
        """Tell whether it admits everything that the other one admits."""
        return isinstance(other, BaseValue) and self == other

    def compare(self, other: object) -> Order:
        """Tell which is surely the greater."""
        return "equal" if isinstance(other, BaseValue) and self == other else "undecided"

    def answered_by(self, stated: object, *, is_choice: bool = False) -> Answer:
        """Tell whether what is stated is this.

        Parameters
        ----------
        stated
            A value.
        is_choice
            Whether it tells what there is to choose from, and not what is had.
        """
        return "yes" if self.agrees_with(stated) else "no"
