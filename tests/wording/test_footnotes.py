"""The notes of a table, collected and numbered, and the line below for cells without one."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from evspec.specs import UnitChoice
from evspec.vehicles import entry_of, rows_of
from evspec.wording.footnotes import Footnotes
from tests.vehicles.garage import car, entry, generation, row, says

if TYPE_CHECKING:
    from evspec.claims import Claim
    from evspec.table import Span


def words(spans: list[Span]) -> str:
    return "".join(span.text for span in spans)


class TestAPlainFigure:
    def test_has_no_note_and_its_source_below_the_table(self) -> None:
        base = car(says("volt-feb", "base.power", "150 kW"))
        book = Footnotes("full", UnitChoice.of("metric"))
        assert book.add(entry(base, "power")) == ()
        assert [words(list(line)) for line in book.footer()] == ["Sources. One A1 Base: Volt, 1 Feb 2026."]

    def test_that_is_not_there_has_nothing(self) -> None:
        base = car(says("volt-feb", "plus.power", "150 kW"))
        book = Footnotes("full", UnitChoice.of("metric"))
        assert book.add(entry_of(base, row(base.generation, "power"))) == ()
        assert list(book.footer()) == []


class TestNumbers:
    CLAIMS: tuple[Claim, ...] = (
        says("maker-jan", "platform", "UKL2"),
        says("volt-feb", "platform", "FAAR"),
        says("maker-jan", "power", "150 kW"),
        says("volt-feb", "power", "160 kW"),
    )

    def test_are_given_in_the_order_of_the_cells(self) -> None:
        base = car(*self.CLAIMS)
        book = Footnotes("full", UnitChoice.of("metric"))
        numbers = [book.add(entry_of(base, r)) for r in rows_of(base)]
        assert numbers == [(1,), (2,)]

    def test_are_shared_by_equal_notes(self) -> None:
        whole = generation(*self.CLAIMS)
        book = Footnotes("full", UnitChoice.of("metric"))
        numbers = {book.add(entry(v, "power")) for v in whole.variants}
        assert numbers == {(1,)}
        assert len(book.notes) == 1

    def test_leave_the_other_sources_to_the_footer(self) -> None:
        base = car(*self.CLAIMS, says("ohm-april", "length", "4500 mm"))
        table = base.to_table()
        assert table.footer[0][0].text.startswith("Figures without a note. One A1 Base: ")


class TestWhatIsAskedFor:
    BASE = car(
        says("maker-jan", "base.power", "150 kW"),
        says("volt-feb", "base.power", "160 kW"),
        says("volt-feb", "base.torque", "250 Nm"),
    )

    def test_none_are_no_notes_and_no_line_of_sources(self) -> None:
        book = Footnotes(False, UnitChoice.of("metric"))
        assert [book.add(entry_of(self.BASE, r)) for r in rows_of(self.BASE)] == [(), ()]
        assert (book.notes, list(book.footer())) == ((), [])

    def test_short_ones_are_on_every_cell(self) -> None:
        book = Footnotes("short", UnitChoice.of("metric"))
        assert [book.add(entry_of(self.BASE, r)) for r in rows_of(self.BASE)] == [(1,), (2,)]
        assert list(book.footer()) == []

    @pytest.mark.parametrize(("key", "numbers"), [("power", (1,)), ("torque", ())])
    def test_full_ones_are_where_there_is_something_to_say(self, key: str, numbers: tuple[int, ...]) -> None:
        book = Footnotes("full", UnitChoice.of("metric"))
        assert book.add(entry(self.BASE, key)) == numbers
