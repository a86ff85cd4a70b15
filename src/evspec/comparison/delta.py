"""How far apart two figures are, as an interval with as many digits as the figures have."""

from __future__ import annotations

from typing import TYPE_CHECKING

from attrs import frozen

if TYPE_CHECKING:
    from evspec.values import Printed

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


def difference(old: Printed, new: Printed) -> tuple[Delta, Delta]:
    """Subtract the old figure from the new one, which has the same unit, and in percent of the old one.

    Two definite figures are subtracted end from end. Where one is a bound, what is left is how far
    apart they are at least, or at most; an end of zero is left open, since it says no more than the
    direction does.
    """
    a, b, x, y, unit = old.low, old.high, new.low, new.high, new.unit
    decimals = max(0, -max(old.power, new.power))
    if None not in {a, b, x, y}:
        changes = [
            (now - before, _percent(now, before))
            for now, before in ((x, a), (y, b))
            if now is not None and before is not None
        ]
        # 4 h to 5.8 h is +1.8 h, not +2
        while decimals < 3 and any(abs(round(size, decimals) - size) > abs(size) / 10 for size, _ in changes):
            decimals += 1
        sizes, shares = zip(*changes, strict=True)
        percent = Delta(None, None, "%") if None in shares else Delta(min(shares), max(shares), "%")
        return Delta(min(sizes), max(sizes), unit, decimals), percent
    least, most = (x, b), (y, a)
    (low, low_share), (high, high_share) = (_told(*pair, step=10.0**-decimals) for pair in (least, most))
    return Delta(low, high, unit, decimals), Delta(low_share, high_share, "%")


def _told(new: float | None, old: float | None, *, step: float) -> tuple[float | None, float | None]:
    """Return one end of a bounded difference and its share, nothing if it is open or about zero."""
    if new is None or old is None or abs(new - old) < step / 2:
        return None, None
    return new - old, _percent(new, old)


def _percent(new: float, old: float) -> float | None:
    """Return the difference in percent of the old figure, None where that is 0."""
    return (new - old) / abs(old) * 100 if old else None
