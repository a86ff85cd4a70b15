"""Charts of figures that keep their meaning; needs the extra `plot` (matplotlib).

Each function takes the axes to draw on as ``ax=`` and returns them. Bounds are drawn open, test
cycles stand apart, and every chart can be read in greyscale and names its sources.
"""

from evspec.plot.bars import ranges
from evspec.plot.canvas import save
from evspec.plot.charging import curves
from evspec.plot.dumbbells import changes
from evspec.plot.lifetimes import timeline
from evspec.plot.points import scatter

__all__ = ["changes", "curves", "ranges", "save", "scatter", "timeline"]


def __dir__() -> list[str]:
    return list(__all__)
