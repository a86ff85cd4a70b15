"""Figures that have no span: what variants cost in unlike currencies."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

from evspec.languages.speech import ENGLISH, Speech
from evspec.measures import Measure, unpadded
from evspec.values.span import Span
from evspec.values.value import BaseValue

if TYPE_CHECKING:
    from collections.abc import Iterable

    from evspec.values.value import Data

__all__ = ["Amounts"]


@frozen
class Amounts(BaseValue):
    """Figures of several kinds side by side, of each kind one figure or a span.

    Attributes
    ----------
    parts
        In alphabetical order of their kinds.

    Examples
    --------
    >>> from evspec.measures import measure
    >>> Amounts.over([measure("45,000 EUR"), measure("40,000 GBP"), measure("47,500 EUR")]).show()
    '45000–47500 EUR, 40000 GBP'
    """

    parts: tuple[Measure | Span, ...]

    @classmethod
    def over(cls, measures: Iterable[Measure]) -> Amounts:
        """Make them of figures of two kinds or more."""
        kinds: dict[str, list[Measure]] = {}
        for measure in measures:
            kinds.setdefault(measure.kind, []).append(measure)
        return cls(
            tuple(
                alike[0] if all(one == alike[0] for one in alike) else Span.over(alike)
                for _, alike in sorted(kinds.items())
            )
        )

    @property
    def kinds(self) -> tuple[str, ...]:
        """What is counted in each part: "money EUR", "money GBP"."""
        return tuple(part.kind for part in self.parts)

    def show(self, *, grouped: bool = False, padded: bool = True, speech: Speech = ENGLISH) -> str:
        """Return the figures in print; see `Span.show`."""
        return ", ".join(
            part.show(grouped=grouped, padded=padded, speech=speech)
            if isinstance(part, Span)
            else (part if padded else unpadded(part)).show(grouped=grouped, speech=speech)
            for part in self.parts
        )

    def data(self) -> Data:
        return {"amounts": [dict(part.data()) for part in self.parts]}

    def agrees_with(self, other: object) -> bool:
        return (
            isinstance(other, Amounts)
            and self.kinds == other.kinds
            and all(
                Span.around(one).agrees_with(Span.around(two))
                for one, two in zip(self.parts, other.parts, strict=True)
            )
        )
