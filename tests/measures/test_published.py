"""What publications print is read as a careful reader reads it, or refused in words that help."""

from __future__ import annotations

import pytest

from evspec.errors import EvspecError
from evspec.measures import Measure, measure
from evspec.specs import SPECS
from evspec.values import Dates, Value
from tests.each import each
from tests.measures.published import ROWS, Row


def read(row: Row) -> tuple[Value, dict[str, str]]:
    if not row.spec:
        return measure(row.text, decimal=row.decimal), {}
    spec = SPECS[row.spec]
    beside = {name: "not stated" for name in ("market", "charger") if spec.qualifiers.get(name) == "required"}
    return spec.read(row.text, beside, decimal=row.decimal)


@each("row", [row for row in ROWS if row.bound], ids=lambda row: row.text)
def test_is_read(row: Row) -> None:
    value, stated = read(row)
    if isinstance(value, Dates):
        assert [day and day.isoformat() for day in (value.first, value.last)] == [row.low, row.high]
        assert row.bound == "date"
    else:
        assert isinstance(value, Measure)
        shown = value.to(row.unit)
        assert [shown.low, shown.high] == pytest.approx([row.low, row.high])
        assert (shown.bound, shown.cycle) == (row.bound, row.cycle)
    assert dict(row.beside).items() <= stated.items()


@each("row", [row for row in ROWS if not row.bound], ids=lambda row: row.text)
def test_is_refused(row: Row) -> None:
    with pytest.raises(EvspecError) as caught:
        read(row)
    message = str(caught.value)
    assert message
    assert not row.says or any(words in message for words in row.says)
    assert not any(words in message for words in row.never)
