"""What a comparison comes to, as facts: kinds of change, reasons, and the verdict that has them."""

from __future__ import annotations

from enum import Enum
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from collections.abc import Mapping

    from evspec.measures import Interval, Order
    from evspec.specs import Better, Spec
    from evspec.table import JSON

__all__ = ["ROUNDED", "SAME", "UNDECIDED", "Kind", "Reason", "Verdict", "is_ahead"]

Kind: TypeAlias = Literal[
    "same", "same within rounding", "changed", "bounded", "not comparable",
    "one-sided", "removed", "added", "undecided",
]  # fmt: skip


class Reason(Enum):
    """Why a verdict is what it is, where its kind leaves that open; `Verdict.names` has the names."""

    #: One side does not state it.
    NOT_STATED = "not stated"
    #: One vehicle on two days: it was not stated then, or only by undated sources.
    NOT_YET_STATED = "not yet stated"
    UNDATED_SOURCES = "undated sources"
    #: One side states it under other conditions, which are named.
    OTHER_CONDITIONS = "other conditions"
    #: A condition, which is named, is not stated, or is another one on either side.
    CONDITION_NOT_STATED = "condition not stated"
    UNLIKE_CONDITIONS = "unlike conditions"
    #: A condition is not stated, but one source, which is named, leaves it open on both sides.
    ONE_SOURCE = "one source"
    #: Amounts of two currencies, which are named.
    UNLIKE_KINDS = "unlike kinds"
    #: Liters of unlike fuels, which are named.
    UNLIKE_FUELS = "unlike fuels"
    #: Both may be one figure, of which one is rounded to a step, which is named, that leaves more open.
    COARSE = "coarse"
    #: Each side states it of some variants, and of unlike ones.
    OTHER_VARIANTS = "other variants"
    #: One side states it of some variants: the rest may matter, or surely does not.
    NOT_ALL_VARIANTS = "not all variants"
    VARIANTS_THAT_STATE_IT = "variants that state it"
    #: One side states it of some variants, which are named, and of these it stays.
    SAME_FOR = "same for"
    #: One vehicle on two days: more is known, or less.
    NARROWED = "narrowed"
    WIDENED = "widened"


class Verdict(NamedTuple):
    """What two entries of a row come to.

    Attributes
    ----------
    kind
        same, same within rounding, changed, bounded (direction sure, size open), not comparable,
        one-sided (only one side states it), removed or added (by a stated no), undecided.
    order
        How the new figure or date is to the old one, in the kind's own direction; None where that is
        not asked.
    better
        Whether the new one is ahead, None where that is not sure or the spec has no better end.
    delta, percent
        New minus old in the table's unit and in percent of the old figure; None where there is no number.
    reason, names
        Why, and of whom or what.
    lost, gained
        What is no longer, and what is newly in a set.
    is_sure
        Whether the order holds whatever the figures leave open, by more than half a percent, so that it
        can be said in a word.
    """

    kind: Kind
    order: Order | None = None
    better: bool | None = None
    delta: Interval | None = None
    percent: Interval | None = None
    reason: Reason | None = None
    names: tuple[str, ...] = ()
    lost: tuple[str, ...] = ()
    gained: tuple[str, ...] = ()
    is_sure: bool = False

    @property
    def is_same(self) -> bool:
        """Whether nothing changes, or nothing beyond rounding."""
        return self.kind in {"same", "same within rounding"}

    @property
    def sizes(self) -> dict[str, JSON]:
        """The difference for programs, "delta" and "percent", as far as there are numbers."""
        sizes = {"delta": self.delta, "percent": self.percent}
        return {
            name: {"low": size.low, "high": size.high, "unit": size.unit}
            for name, size in sizes.items()
            if size is not None
        }


SAME: Final = Verdict("same", "equal")
ROUNDED: Final = Verdict("same within rounding")
UNDECIDED: Final = Verdict("undecided")


def is_ahead(spec: Spec, order: Order | None, better: Mapping[str, Better]) -> bool | None:
    """Return whether the new figure is ahead in an order; None if there is none, or no better end."""
    end = better.get(spec.key, spec.better)
    return (order == "greater") == (end == "higher") if end and order in {"less", "greater"} else None
