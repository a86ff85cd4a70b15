"""Facts about several vehicles: the diff of two; any number side by side, in `compare` and `side_by_side`."""

from evspec.comparison.arguments import vehicle_of
from evspec.comparison.change import Change
from evspec.comparison.diff import diff
from evspec.comparison.facts import Reason, Verdict
from evspec.comparison.layout import Layout
from evspec.comparison.old_and_new import Diff
from evspec.comparison.pairing import Pair
from evspec.comparison.verdict import verdict

__all__ = [
    "Change",
    "Diff",
    "Layout",
    "Pair",
    "Reason",
    "Verdict",
    "diff",
    "vehicle_of",
    "verdict",
]
