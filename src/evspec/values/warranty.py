"""How long something is warranted: for a time, up to a distance, whichever comes first."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from evspec.errors import ParseError, quoted, spelled
from evspec.languages.speech import ENGLISH, Speech
from evspec.measures import Measure, measure_of
from evspec.values.plain import read_text
from evspec.values.value import BaseValue

if TYPE_CHECKING:
    from datetime import date

    from evspec.measures import Order
    from evspec.values.value import Data, Terms

__all__ = ["Warranty", "read_warranty"]

#: What parts the time from the distance: "8 years / 160,000 km", "8 years, 100,000 miles".
_PARTS: Final = (
    r"(?i) */ *| +(?:or|oder|ou|o|of|eller|and|und) +|[,;] +|(?<=[^\W\d_])/(?=[0-9])"
    r"| +(?:(?:with|mit|avec|a|med) +)?(?=(?:without|unlimited|ohne|unbegrenzte?|sans|kilométrage|senza"
    r"|chilometraggio|sin|kilometraje|zonder|onbeperkt|uten|uden|utan|ubegrenset|ubegrænset|obegränsad)\b)"
)
#: What adds nothing to the two.
_WHICHEVER: Final = (
    r"(?i)[,; (]*(?:whichever|je nachdem|selon|depending|au premier|a seconda|lo que|wat het"
    r"|den som|det som|what(?:ever)? comes|was zuerst|first).*$"
)
#: That the distance has no end; "no more than 160,000 km" has one, and "no warranty" is none.
_UNLIMITED: Final = (
    r"(?i)(?:(?:unlimited|unbegrenzt|illimité|illimitat|ilimitad|onbeperkt|ubegrenset"
    r"|ubegrænset|obegränsad)[^0-9]*"
    r"|(?:without|no|any|ohne|sans|senza|sin|zonder|uten|uden|utan) "
    r"(?=[^0-9]*(?:mile|km|kilom|chilom|limit|límit|milb))[^0-9]*"
    r"|(?:kilométrage|chilometraggio|kilometraje) (?:illimité|illimitato|ilimitado))"
)


@frozen
class Warranty(BaseValue):
    """A time and a distance, of which the first that is reached ends a warranty.

    Attributes
    ----------
    time
        How long, None if that is not stated.
    distance
        How far, None if that is not stated or without an end.
    is_unlimited
        Whether it is stated that the distance has no end.

    Examples
    --------
    >>> found = read_warranty("8 years / 160,000 km")
    >>> found.show(), found.compare(read_warranty("96 months or 150,000 miles"))
    ('8 years / 160,000 km', 'less')
    """

    time: Measure | None
    distance: Measure | None
    is_unlimited: bool = False
    text: str = field(default="", eq=False)

    @classmethod
    def read(cls, written: object, terms: Terms, said: date | None, decimal: str | None = None) -> Warranty:
        return read_warranty(written, decimal)

    def show(self, *, speech: Speech = ENGLISH) -> str:
        time = "" if self.time is None else _spelled_out(self.time, speech)
        far = speech.say("unlimited distance") if self.is_unlimited else ""
        if self.distance is not None:
            far = self.distance.show(grouped=True, speech=speech)
        return " / ".join(filter(None, (time, far)))

    def data(self) -> Data:
        """Return both for programs."""
        limits = {"time": self.time, "distance": self.distance}
        return {
            **{name: None if limit is None else dict(limit.data()) for name, limit in limits.items()},
            "unlimited": self.is_unlimited,
        }

    def written(self) -> str:
        # a text with marks of its own, such as "160.000 km", is read with its decimal mark only
        try:
            return self.text if read_warranty(self.text) == self else self.show()
        except ParseError:
            return self.show()

    def agrees_with(self, other: object) -> bool:
        """Tell whether both can be true: what one does not state leaves it open."""
        if not isinstance(other, Warranty):
            return False
        pairs = ((self.time, other.time), (self.distance, other.distance))
        if any(one is not None and two is not None and not one.agrees_with(two) for one, two in pairs):
            return False
        return not (self.is_unlimited and other.distance) and not (other.is_unlimited and self.distance)

    def compare(self, other: object) -> Order:
        """Tell which is surely the longer one: in time and distance, or in one while the other is equal."""
        if not isinstance(other, Warranty):
            return "undecided"
        if self == other:
            return "equal"
        orders = {_order(self.time, other.time), self._order_of_distance(other)} - {"equal"}
        return orders.pop() if len(orders) == 1 else "undecided"

    def _order_of_distance(self, other: Warranty) -> Order:
        if self.is_unlimited or other.is_unlimited:
            if self.is_unlimited and other.is_unlimited:
                return "equal"
            longer: Order = "greater" if self.is_unlimited else "less"
            return longer if self.distance or other.distance else "undecided"
        return _order(self.distance, other.distance)


def _spelled_out(time: Measure, speech: Speech) -> str:
    """Return a time with its unit as a word: "8 years"."""
    number = time.number("low", speech=speech) if time.bound == "exact" else None
    if number is None or time.unit not in {"yr", "mo"}:
        return time.show(speech=speech)
    if time.unit == "yr":
        return speech.say("{number} years", number=number)
    return speech.say("{number} months", number=number)


def _order(one: Measure | None, other: Measure | None) -> Order:
    """Compare two limits; what is not stated on one side leaves open which is longer."""
    if one is None or other is None:
        return "equal" if one is other else "undecided"
    return one.compare(other)


def read_warranty(written: object, decimal: str | None = None) -> Warranty:
    """Read "8 years / 160,000 km", "3 years, unlimited miles" or "5 years".

    Raises
    ------
    ParseError
        If it is neither a time nor a distance, or more than one of each.
    """
    if not isinstance(written, str) or not written.strip():
        raise ParseError(
            f"{quoted(written)} is no warranty; write one like '8 years / 160,000 km'", spelled(written)
        )
    limits: dict[str, Measure | None] = {}
    words = re.sub(_WHICHEVER, "", read_text(written).text).replace("(", "/ ").replace(")", "")
    for part in re.split(_PARTS, words):
        limit = None if re.fullmatch(_UNLIMITED, part) else measure_of(part, decimal)
        kind = "length" if limit is None else limit.kind
        if kind not in {"duration", "length"} or kind in limits:
            raise ParseError(
                f"{part!r} in {written!r} is no limit of a warranty, which has one time and one distance; "
                "write it like '8 years / 160,000 km'",
                written,
            )
        limits[kind] = limit
    unlimited = "length" in limits and limits["length"] is None
    return Warranty(limits.get("duration"), limits.get("length"), unlimited, written)
