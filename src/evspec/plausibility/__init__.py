"""What physics and the size of cars say about figures: doubts, each with its rule and its likely cause."""

from evspec.plausibility.doubts import MOST, Doubt
from evspec.plausibility.examiner import Examiner, doubts_in
from evspec.plausibility.rules import RULES, Rule
from evspec.plausibility.sizes import SIZES, Size

__all__ = ["MOST", "RULES", "SIZES", "Doubt", "Examiner", "Rule", "Size", "doubts_in"]
