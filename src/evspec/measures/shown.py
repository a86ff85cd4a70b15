"""The numbers of a figure in the unit in which it is shown."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evspec.measures import figures, printing
from evspec.measures.interval import Operand

if TYPE_CHECKING:
    from decimal import Decimal

    from evspec.measures.figures import Figure
    from evspec.measures.plain import Told
    from evspec.units import Unit

__all__ = ["Shown"]


class Shown(Operand):
    """What a `Measure` says in the unit that is shown: ends, bound, kind, digits."""

    __slots__ = ()

    _figure: Figure
    _unit: Unit

    @property
    def unit(self) -> str:
        """The symbol of the unit that is shown."""
        return self._unit.symbol

    @property
    def unit_definition(self) -> Unit:
        """The unit that is shown."""
        return self._unit

    @property
    def kind(self) -> str:
        """What is measured: "length", "power", "consumption"."""
        return self._unit.kind

    @property
    def cycle(self) -> str | None:
        """The test cycle that was named with the figure."""
        return self._figure.cycle

    @property
    def bound(self) -> str:
        """What the figure says of the true value, in the unit that is shown."""
        return figures.bound_in(self._figure, self._unit)

    @property
    def low(self) -> float | None:
        """The lower end in the unit that is shown; None if it is open."""
        return self._size(figures.ends_in(self._figure, self._unit)[0])

    @property
    def high(self) -> float | None:
        """The upper end in the unit that is shown; None if it is open."""
        return self._size(figures.ends_in(self._figure, self._unit)[1])

    @property
    def ends(self) -> tuple[float | None, float | None]:
        """Both ends in the unit that is shown: `low` and `high`."""
        low, high = figures.ends_in(self._figure, self._unit)
        first = self._size(low)
        return first, first if high is low else self._size(high)

    @property
    def magnitude(self) -> float | None:
        """The one number in the unit that is shown; None for a range."""
        figure = self._figure
        if figure.bound == "between":
            return None
        return self._size(figure.low if figure.low is not None else figure.high)

    @property
    def step(self) -> Decimal:
        """The step of the last printed digit in the unit that is shown, a power of ten."""
        return printing.step(self._figure, self._unit)

    @property
    def definiteness(self) -> int:
        """How little it settles: 0 if both ends are told, 1 if one is open."""
        return int(self._figure.low is None or self._figure.high is None)

    def data(self) -> dict[str, str | float | None]:
        """Return it for programs: magnitude, low, high, unit and bound."""
        low, high = self.ends
        one = None if self.bound == "between" else (high if low is None else low)
        return {"magnitude": one, "low": low, "high": high, "unit": self.unit, "bound": self.bound}

    @property
    def _told(self) -> Told:
        """Cycle and basis, which set it apart from its like."""
        return self._figure.cycle, self._figure.basis, False

    def _size(self, value: Decimal | None) -> float | None:
        if value is None:
            return None
        numerator, denominator = figures.ratio(value, self._figure.unit, self._unit)
        return numerator / denominator
