"""What a claim can say, beside a `evspec.measures.Measure`.

Every type has the same four methods: `show()` (for a reader), `agrees_with(other)`,
`contains(other)` and `compare(other)`; and `text`, the words it was read from, which take no part
in equality. `Value` is the union of all of them.
"""

from evspec.measures import Interval, Order
from evspec.values.categories import Categories, read_categories
from evspec.values.curve import Curve, read_curve
from evspec.values.dates import MONTHS, Dates, read_dates, read_day
from evspec.values.plain import Flag, Relation, Text, Unknown, is_id, read_flag, read_relation, read_text
from evspec.values.span import Span
from evspec.values.union import Value, agree, definiteness, holds

__all__ = [
    "MONTHS",
    "Categories",
    "Curve",
    "Dates",
    "Flag",
    "Interval",
    "Order",
    "Relation",
    "Span",
    "Text",
    "Unknown",
    "Value",
    "agree",
    "definiteness",
    "holds",
    "is_id",
    "read_categories",
    "read_curve",
    "read_dates",
    "read_day",
    "read_flag",
    "read_relation",
    "read_text",
]
