"""Nothing grows faster than n log n, counted in lines that run and not in seconds.

Of three sizes n, 2n and 4n the second step is held against the first, so that what is done once does not
count: it is twice as large where work grows with n, and four times where it grows with its square.
"""

from __future__ import annotations

import sys
from contextlib import suppress
from datetime import date, timedelta
from tempfile import TemporaryDirectory
from typing import TYPE_CHECKING, Any

import pytest
from attrs import evolve

from evspec import Source, Table, Variant, compare, derive, diff, dump, load
from evspec.catalogs import Catalog
from evspec.claims import Replacement
from evspec.errors import EvspecError
from evspec.table import Cell, Column, Note, Row, Span
from evspec.vehicles import Generation
from tests.vehicles.garage import SOURCES, car, catalog, generation, record, says

if TYPE_CHECKING:
    from collections.abc import Callable
    from types import FrameType

    from evspec.claims import Claim, Record
    from evspec.table import Tabular

#: By how much more the second step may take than the first: n log n takes 2.2, the square takes 4.
MOST = 2.9


def steps(call: Callable[[], object]) -> int:
    """Return how many lines run in a call; a line that is repeated counts each time."""
    count = 0

    def trace(_frame: FrameType, event: str, _arg: Any) -> Any:
        nonlocal count
        count += event == "line"
        return trace

    before = sys.gettrace()
    sys.settrace(trace)
    try:
        with suppress(EvspecError):
            call()
    finally:
        sys.settrace(before)
    return count


def check_growth(make: Callable[[int], Callable[[], object]], size: int) -> None:
    # what is read once and kept is read before
    steps(make(size // 2))
    first, second, third = (steps(make(size * by)) for by in (1, 2, 4))
    assert third - second <= MOST * max(second - first, size), (first, second, third)


def line_up(count: int, id_: str = "acme/one/a", shift: int = 0) -> Record:
    """Return a generation of so many variants, each of another power."""
    claims: list[Claim] = []
    for n in range(count):
        claims += [
            says("maker-jan", f"v{n}.power", f"{100 + n + shift}.5 kW"),
            says("maker-jan", f"v{n}.battery_net", f"{40 + n % 60} kWh"),
        ]
    return record(*claims, id_=id_, variants=tuple((f"v{n}", f"V{n} Trim") for n in range(count)))


def two(count: int, *, linked: bool = False) -> tuple[Generation, Generation]:
    one, other = line_up(count), line_up(count, "acme/one/b", 3)
    if linked:
        links = tuple(Replacement(f"v{n}", (f"v{count - 1 - n}",), None, "x") for n in range(count))
        one = evolve(one, successors=(other.id,))
        other = evolve(other, predecessors=(one.id,), replacements=links)
    found = catalog(one, other)
    old, new = (found[id_] for id_ in (one.id, other.id))
    assert isinstance(old, Generation)
    assert isinstance(new, Generation)
    return old, new


def shown(what: Tabular) -> list[str]:
    table = what.to_table()
    return [
        table.to_text(),
        table.to_markdown(),
        table.to_html(),
        table.to_latex(),
        table.to_csv(),
        table.to_json(),
    ]


def pairs(count: int) -> Callable[[], object]:
    old, new = two(count)
    return lambda: diff(old, new).pairs


def linked(count: int) -> Callable[[], object]:
    old, new = two(count, linked=True)
    return lambda: diff(old, new).pairs


def chosen(count: int) -> Callable[[], object]:
    old, new = two(count)
    return lambda: diff(old, new, pairs={f"v{n}": f"v{count - 1 - n}" for n in range(count)}).pairs


def each_pair(count: int) -> Callable[[], object]:
    old, new = two(count)
    return lambda: [one.changes for one in diff(old, new).paired()]


def differences(count: int) -> Callable[[], object]:
    old, new = two(count)
    return lambda: (shown(diff(old, new)), diff(old, new).summary())


def a_sheet(count: int) -> Callable[[], object]:
    old, _ = two(count)
    return lambda: shown(old)


def side_by_side(count: int) -> Callable[[], object]:
    old, _ = two(count)
    return lambda: compare(*old.variants, sort_by="power").to_table()


def derived(count: int) -> Callable[[], object]:
    old, _ = two(count)
    return lambda: derive(old).to_table()


def found(count: int) -> Callable[[], object]:
    every = catalog(line_up(count))
    return lambda: every.find(power=">200 kW", battery_net="50 kWh")


def files(count: int) -> Callable[[], object]:
    parts = [line_up(4, f"acme/one/g{n}") for n in range(count // 4)]

    def there_and_back() -> None:
        with TemporaryDirectory() as where:
            dump(catalog(*parts), f"{where}/all.toml")
            load(f"{where}/all.toml")

    return there_and_back


def a_line(count: int) -> Callable[[], object]:
    ids = [f"acme/one/g{n}" for n in range(count)]
    records = {
        id_: record(
            says("maker-jan", "power", "100 kW"), id_=id_,
            predecessors=tuple(ids[n - 1 : n]) if n else (), successors=tuple(ids[n + 1 : n + 2]),
        )
        for n, id_ in enumerate(ids)
    }  # fmt: skip
    found = Catalog.of_records(records, SOURCES)[ids[count // 2]]
    assert isinstance(found, Generation)
    return lambda: found.lineage


#: What so many claims of one row say.
SAYINGS: dict[str, Callable[[int], Claim]] = {
    "figures": lambda n: says("maker-jan", "base.power", f"{100 + n} kW"),
    "figures of several statuses": lambda n: says(
        "maker-jan", "base.power", f"{100 + n} kW", status=("official", "rumored", "reported")[n % 3]
    ),
    "bounds": lambda n: says("volt-feb", "base.power", f"up to {100 + n} kW"),
    "the same with a note": lambda n: says("volt-feb", "base.power", "100 kW", note=f"remark {n}"),
    "hedges": lambda n: says("volt-feb", "base.power", "100 kW", hedge=f"said to {n}"),
    "doubts": lambda n: says("volt-feb", "base.power", f"{100 + n} kW", doubt=f"doubt {n}"),
    "texts": lambda n: says("volt-feb", "base.segment", f"segment {n}"),
    "days": lambda n: says("volt-feb", "base.market_launch", f"{date(2000, 1, 1) + timedelta(5 * n)}"),
    "windows of days": lambda n: says("volt-feb", "base.market_launch", f"Q{n % 4 + 1} {1950 + n // 4}"),
    "sets": lambda n: says("volt-feb", "base.plant", f"City {n}, Town {n}"),
    "spans": lambda n: says("volt-feb", "base.power", f"{100 + n}-{200 + n} kW"),
    "relations": lambda n: says("volt-feb", "base.power", f"more than acme/two/x{n}"),
}  # fmt: skip


def claims_of_a_row(saying: str) -> Callable[[int], Callable[[], object]]:
    def make(count: int) -> Callable[[], object]:
        claims = [SAYINGS[saying](n) for n in range(count)]
        return lambda: (shown(car(*claims)), shown(generation(*claims)))

    return make


def quarrels(saying: str) -> Callable[[int], Callable[[], object]]:
    def make(count: int) -> Callable[[], object]:
        every = catalog(record(*(SAYINGS[saying](n) for n in range(count)), variants=(("base", "Base"),)))
        return lambda: shown(every.conflicts())

    return make


def repeated_keys(count: int) -> Callable[[], object]:
    text = ",".join(f'"k{n}": 1' for n in range(count))
    return lambda: Table.from_json(f'{{{text}, "k{count - 1}": 2}}')


def noted(count: int) -> Callable[[], object]:
    """Show a table in which each row has a note and three sources of its own."""
    rows = tuple(
        Row(f"r{n}", f"Row {n}", "", (Cell(f"{n} kW", (n,), cites=(n, n + 1, n + 2)),))
        for n in range(1, count + 1)
    )
    told = tuple(Note((Span(f"Note {n} "), Span.citing([n, n + 1]))) for n in range(1, count + 1))
    sources = tuple(Note((Span(f"Gazette {n}", "https://example.org"),)) for n in range(count + 2))
    table = Table("Noted", "", (Column("a", "A"),), rows, notes=told, sources=sources)
    return lambda: shown(table)


def sourced(count: int) -> Callable[[], object]:
    """Show vehicles side by side, each of them of a source of its own that hedges and adds a remark."""
    said = {"value": "150 kW", "note": "with a roof rack", "hedge": "should"}
    cars = [
        Variant.of(f"Car {n}", power=said, torque="300 N·m", source=Source(publisher=f"Gazette {n}"))
        for n in range(count)
    ]
    return lambda: shown(compare(*cars))


#: What long cells, notes and names are made of.
LETTERS = {
    "letters": "a",
    "words": "a ",
    "wide": "日",
    "marks": "*_|",
    "dashes": "-",
    "lines": "a\n",
    "links": "www.a ",
}


def long_cells(unit: str) -> Callable[[int], Callable[[], object]]:
    def make(count: int) -> Callable[[], object]:
        text = (LETTERS[unit] * 20 * count)[: 20 * count]
        table = Table(
            title=text,
            columns=(Column("a", text), Column("b", "B", "right")),
            rows=(Row("r", text, "", (Cell(text, (1,)), Cell("1"))),),
            notes=(Note((Span(text),)),),
        )
        return lambda: shown(table)

    return make


WAYS: dict[str, Callable[[int], Callable[[], object]]] = {
    **{
        way.__name__: way
        for way in (
            pairs, linked, chosen, each_pair, differences, a_sheet, side_by_side, derived, found, files,
            a_line, repeated_keys, noted, sourced,
        )
    },
    **{f"claims: {saying}": claims_of_a_row(saying) for saying in SAYINGS},
    **{
        f"quarrels: {saying}": quarrels(saying)
        for saying in ("figures", "days", "windows of days", "texts", "sets")
    },
    **{f"cells of {unit}": long_cells(unit) for unit in LETTERS},
}  # fmt: skip


@pytest.mark.parametrize("way", WAYS)
def test_work_grows_with_the_size_and_hardly_faster(way: str) -> None:
    check_growth(WAYS[way], 16)


@pytest.mark.torture
@pytest.mark.parametrize("way", WAYS)
def test_work_grows_so_up_to_thousands(way: str) -> None:
    check_growth(WAYS[way], 150)
