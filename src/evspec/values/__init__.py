"""What a claim can say, beside a `evspec.measures.Measure`.

Every type can do the same: `show()` (for a reader), `data()` (for programs), `written()` (for a data
file), `agrees_with(other)`, `contains(other)`, `compare(other)`, and tell its `definiteness` and its
`text`, the words it was read from, which take no part in equality. `BaseValue` says what that is unless
a type says otherwise; `VALUE_TYPES` has the type of each kind of spec.
"""

from evspec.measures import Interval, Order
from evspec.values.amounts import Amounts
from evspec.values.categories import Categories, may_be, read_categories
from evspec.values.curve import Curve, read_curve
from evspec.values.date_printing import date_in
from evspec.values.dates import MONTHS, Dates, read_dates
from evspec.values.days import read_day
from evspec.values.kinds import VALUE_TYPES
from evspec.values.plain import Flag, Relation, Text, Unknown, is_id, read_flag, read_relation, read_text
from evspec.values.shelf import Crowd, Neighbors, Shelf
from evspec.values.span import Span
from evspec.values.union import Value, agree, holds, joined
from evspec.values.value import Answer, BaseValue, Data, Terms, Written
from evspec.values.warranty import Warranty

__all__ = [
    "MONTHS",
    "VALUE_TYPES",
    "Amounts",
    "Answer",
    "BaseValue",
    "Categories",
    "Crowd",
    "Curve",
    "Data",
    "Dates",
    "Flag",
    "Interval",
    "Neighbors",
    "Order",
    "Relation",
    "Shelf",
    "Span",
    "Terms",
    "Text",
    "Unknown",
    "Value",
    "Warranty",
    "Written",
    "agree",
    "date_in",
    "holds",
    "is_id",
    "joined",
    "may_be",
    "read_categories",
    "read_curve",
    "read_dates",
    "read_day",
    "read_flag",
    "read_relation",
    "read_text",
]
