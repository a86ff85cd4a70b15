"""Facts about several vehicles: the diff of two, and any number side by side."""

from evspec.comparison.arguments import vehicle_of
from evspec.comparison.best import best_of
from evspec.comparison.change import Change
from evspec.comparison.compare import compare
from evspec.comparison.diff import diff
from evspec.comparison.facts import Reason, Verdict
from evspec.comparison.layout import Layout
from evspec.comparison.old_and_new import Diff
from evspec.comparison.pairing import Pair
from evspec.comparison.side_by_side import Comparison
from evspec.comparison.verdict import verdict

__all__ = [
    "Change",
    "Comparison",
    "Diff",
    "Layout",
    "Pair",
    "Reason",
    "Verdict",
    "best_of",
    "compare",
    "diff",
    "vehicle_of",
    "verdict",
]
