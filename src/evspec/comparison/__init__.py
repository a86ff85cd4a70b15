"""Facts about several vehicles: the diff of two, and any number side by side."""

from evspec.comparison.change import Change
from evspec.comparison.delta import Delta
from evspec.comparison.diffs import Diff, diff
from evspec.comparison.side_by_side import Comparison, compare

__all__ = ["Change", "Comparison", "Delta", "Diff", "compare", "diff"]
