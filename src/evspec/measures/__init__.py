"""Numbers as published: text to figure, conversion, agreement, order and print.

Examples
--------
>>> from evspec.measures import measure
>>> measure("282 hp (286 PS, 210 kW)").to("kW")
<Measure 210 kW>
"""

from evspec.measures.conversion import convert, unpadded
from evspec.measures.digits import checked_digits, rounded
from evspec.measures.ends import ABOUT
from evspec.measures.figures import BOUNDS, CYCLED, exact_number, plain_number
from evspec.measures.given import figure_given, operand_given
from evspec.measures.interval import EXACT, Interval, Operand, Order
from evspec.measures.missing import MISSING, is_missing
from evspec.measures.reading import bare, mark_of, measure, measure_of
from evspec.measures.view import Measure
from evspec.measures.words import ENGLISH

__all__ = [
    "ABOUT",
    "BOUNDS",
    "CYCLED",
    "ENGLISH",
    "EXACT",
    "MISSING",
    "Interval",
    "Measure",
    "Operand",
    "Order",
    "bare",
    "checked_digits",
    "convert",
    "exact_number",
    "figure_given",
    "is_missing",
    "mark_of",
    "measure",
    "measure_of",
    "operand_given",
    "plain_number",
    "rounded",
    "unpadded",
]
