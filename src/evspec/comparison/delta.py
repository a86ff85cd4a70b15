"""How far apart two figures are, as an interval with as many digits as the figures have."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from attrs import frozen

from evspec.measures import Measure

if TYPE_CHECKING:
    from evspec.values import Span

__all__ = ["Delta", "difference"]


@frozen
class Delta:
    """A signed difference as an interval.

    Attributes
    ----------
    low, high
        The ends, None where open. Equal for a difference between two definite figures.
    unit
        Their unit: a unit symbol, "%" or "months".
    decimals
        How many decimals are worth showing.
    """

    low: float | None
    high: float | None
    unit: str
    decimals: int = 0

    @property
    def is_open(self) -> bool:
        """Whether neither end is known."""
        return self.low is None and self.high is None

    @property
    def is_definite(self) -> bool:
        """Whether both ends are known."""
        return self.low is not None and self.high is not None

    @property
    def has_still_end(self) -> bool:
        """Whether one end did not move while the other did."""
        step = 10.0**-self.decimals / 2
        ends = [abs(end) < step for end in (self.low, self.high) if end is not None]
        return any(ends) and not all(ends)

    def show(self) -> str:
        """Return "+270 kW", "at most +270 kW", "−48 to +39 km"."""
        if self.is_open:
            return "size open"
        ends = [self._signed(end) for end in (self.low, self.high) if end is not None]
        bound = "" if self.is_definite else ("at least " if self.high is None else "at most ")
        return f"{bound}{' to '.join(dict.fromkeys(ends))} {self.unit}".strip()

    def _signed(self, value: float) -> str:
        digits = f"{abs(value):,.{self.decimals}f}"
        if not digits.strip("0.,"):
            return f"±{digits}"
        return f"{'−' if value < 0 else '+'}{digits}"


def difference(old: Measure | Span, new: Measure | Span) -> tuple[Delta, Delta]:
    """Subtract the old figure from the new one, in the new one's unit and in percent of the old.

    Two definite figures are subtracted end from end. Where one is a bound, what is left is how far
    apart they are at least, or at most; an end of zero is left open, since it says no more than the
    direction does.
    """
    unit = new.unit if isinstance(new, Measure) else new.lowest.unit
    old = old.to(unit) if unit else old
    decimals = max(0, -max(_exponent(old), _exponent(new)))
    if None not in {old.low, old.high, new.low, new.high}:
        pairs = ((new.low, old.low), (new.high, old.high))
        ends = sorted(new - old for new, old in pairs if new is not None and old is not None)
        # 4 h to 5.8 h is +1.8 h, not +2
        while decimals < 3 and any(abs(round(end, decimals) - end) > abs(end) / 10 for end in ends):
            decimals += 1
        shares = sorted(_percent(new, old) for new, old in pairs if new is not None and old is not None)
        return Delta(ends[0], ends[1], unit, decimals), Delta(shares[0], shares[1], "%")
    least, most = (new.low, old.high), (new.high, old.low)
    tellings = [_told(*pair, step=10.0**-decimals) for pair in (least, most)]
    (low, low_share), (high, high_share) = tellings
    return Delta(low, high, unit, decimals), Delta(low_share, high_share, "%")


def _told(new: float | None, old: float | None, *, step: float) -> tuple[float | None, float | None]:
    """Return one end of a bounded difference and its share, nothing if it is open or about zero."""
    if new is None or old is None or abs(new - old) < step / 2:
        return None, None
    return new - old, _percent(new, old)


def _percent(new: float, old: float) -> float:
    return (new - old) / abs(old) * 100 if old else math.copysign(math.inf, new)


def _exponent(value: Measure | Span) -> int:
    """Return the power of ten of the coarser end's last digit."""
    steps = (value.step,) if isinstance(value, Measure) else (value.lowest.step, value.highest.step)
    return max(round(math.log10(step)) for step in steps)
