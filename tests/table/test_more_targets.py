"""The published schema, frames of numbers, the pretty style and great_tables."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from typing import TYPE_CHECKING

import html5lib
import jsonschema
import pytest

import evspec as ev
from evspec.claims import Source
from evspec.errors import EvspecError
from evspec.table import Cell, Column, Note, Row, Span, Table
from evspec.table.json_ import table_schema
from evspec.values import read_dates
from tests.table.samples import HOSTILE

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from evspec.table import Tabular

# A few of the pairs: `tests/property/test_every_pair.py` holds every pair against the schema.
PAIRS = [(g.predecessor.id, g.id) for g in ev.catalog if g.predecessor is not None][::6]
SCHEMA = json.loads(table_schema())


def hostile() -> Table:
    """Return a table that has every hostile text everywhere."""
    return Table(
        HOSTILE[0],
        HOSTILE[1],
        columns=(Column("a", HOSTILE[2]),),
        rows=tuple(
            Row(str(n), text, HOSTILE[3], (Cell(text, (1,), "best"),)) for n, text in enumerate(HOSTILE)
        ),
        notes=(Note((Span(HOSTILE[0], "javascript:alert(1)"),)),),
        footer=((Span(HOSTILE[1]),),),
    )


class TestSchema:
    def test_is_one(self) -> None:
        jsonschema.Draft202012Validator.check_schema(SCHEMA)

    @pytest.mark.parametrize(("old", "new"), PAIRS)
    def test_fits_what_is_written(self, old: str, new: str) -> None:
        validator = jsonschema.Draft202012Validator(SCHEMA)
        for made in (ev.diff(old, new, rows="all"), ev.compare(old, new, baseline=0, derived=True)):
            document = json.loads(made.to_json())
            validator.validate(document)
            assert Table.from_json(made.to_json()) == made.to_table()

    def test_fits_no_other(self) -> None:
        document = json.loads(ev.diff(*PAIRS[0]).to_json())
        validator = jsonschema.Draft202012Validator(SCHEMA)
        for broken in (
            document | {"schema_version": 1},
            document | {"extra": 1},
            {key: value for key, value in document.items() if key != "notes"},
            document | {"rows": [{**document["rows"][0], "cells": [{"text": 1}]}]},
        ):
            assert not validator.is_valid(broken)

    def test_names_the_statuses_and_marks_that_there_are(self) -> None:
        from evspec.claims import SOURCE_KINDS, STATUSES
        from evspec.table.document import MARKS

        assert SCHEMA["$defs"]["cell_data"]["properties"]["status"]["enum"] == list(STATUSES)
        assert SCHEMA["$defs"]["cell"]["properties"]["mark"]["enum"] == list(MARKS)
        assert SCHEMA["$defs"]["source"]["properties"]["kind"]["enum"] == list(SOURCE_KINDS)


class TestNumbers:
    CARS = (
        ev.Variant.of("One", range="514 km WLTP", dc_power="up to 130 kW", dc_time="29 min, 10-80 %"),
        ev.Variant.of(
            "Two", range="300 mi EPA", dc_power="400 kW", price={"value": "47900 EUR", "market": "Germany"}
        ),
    )

    @pytest.mark.parametrize("engine", ["pandas", "polars"])
    def test_have_their_units_in_their_names(self, engine: str) -> None:
        frame = ev.compare(*self.CARS, rows="all").to_dataframe(engine, shape="numbers")  # type: ignore[call-overload]
        assert list(frame.columns) == [
            "label", "dc_power_kw", "dc_time_10_80_min", "range_wltp_km", "range_epa_km", "price_germany_eur",
        ]  # fmt: skip
        assert list(frame["label"]) == ["One", "Two"]
        assert frame["range_wltp_km"][0] == 514.0

    def test_leave_out_what_is_no_single_number_that_is_out(self) -> None:
        frame = ev.compare(*self.CARS, rows="all").to_dataframe("pandas", shape="numbers")
        assert frame["dc_power_kw"].isna().tolist() == [True, False]
        assert frame["range_wltp_km"].isna().tolist() == [False, True]
        rumored = ev.compare("bmw/ix3/na5/50-xdrive", rows="all").to_dataframe("pandas", shape="numbers")
        assert "dc_power_kw" in rumored.columns
        assert "battery_net_kwh" not in rumored.columns

    def test_of_another_shape_are_refused(self) -> None:
        with pytest.raises(EvspecError, match="'wide', 'tidy', 'numbers'"):
            ev.compare(*self.CARS).to_dataframe("pandas", shape="long")  # type: ignore[call-overload]


class TestPretty:
    def test_has_a_style_sheet_of_its_own_and_no_script(self) -> None:
        made = ev.diff(*PAIRS[0])
        plain, pretty = made.to_html(), made.to_html(style="pretty")
        for figure in (plain, pretty):
            assert figure.count("<style>") == 1
        # a plain one takes the looks of the page it stands in, and both lie alike in a narrow window
        assert ["font:" in figure for figure in (plain, pretty)] == [False, True]
        sheets = [figure.partition("<style>\n")[2].partition("</style>")[0] for figure in (plain, pretty)]
        assert sheets[0].startswith("@media screen and (max-width:500px){")
        assert sheets[1].endswith(sheets[0])
        tree = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False).parseFragment(pretty)
        (sheet,) = tree.iter("style")
        name = tree.find("figure").get("class").split()[1]
        rules = [line for line in sheet.text.splitlines() if "{" in line and not line.startswith("@media")]
        assert all(f".{name}" in rule or ".evspec-table" in rule for rule in rules)
        assert not list(tree.iter("script"))

    def test_holds_the_same_table(self) -> None:
        made = ev.diff(*PAIRS[0])
        texts = []
        for style in ("plain", "pretty"):
            text = made.to_html(style=style)
            tree = html5lib.parseFragment(text, namespaceHTMLElements=False)
            texts.append(["".join(cell.itertext()) for cell in tree.iter("td")])
        assert texts[0] == texts[1]

    def test_of_another_name_is_refused(self) -> None:
        with pytest.raises(EvspecError, match="did you mean 'pretty'"):
            ev.diff(*PAIRS[0]).to_html(style="prety")  # type: ignore[arg-type]


class TestGreatTables:
    def test_shows_what_the_table_says(self) -> None:
        pytest.importorskip("great_tables")
        table = ev.compare("bmw/ix1/u11/edrive20", "bmw/ix3/na5/50-xdrive").to_table()
        tree = html5lib.parseFragment(table.to_great_tables().as_raw_html(), namespaceHTMLElements=False)
        texts = ["".join(cell.itertext()) for cell in tree.iter("td")]
        for row in table.rows:
            for cell in row.cells:
                assert any(text.startswith(cell.text) for text in texts)
        assert any(text.startswith("[1] ") for text in texts)

    def test_shows_hostile_texts_literally(self) -> None:
        pytest.importorskip("great_tables")
        text = hostile().to_great_tables().as_raw_html()
        tree = html5lib.parseFragment(text, namespaceHTMLElements=False)
        for tag in ("script", "img"):
            assert not list(tree.iter(tag))
        assert all(link.get("href").startswith("#evspec-") for link in tree.iter("a"))
        shown = "".join(tree.itertext())
        assert "<script>alert(1)</script>" in shown
        assert "\u202e" not in shown

    def test_keeps_the_links_of_notes_and_sources(self) -> None:
        pytest.importorskip("great_tables")
        table = ev.compare("bmw/ix1/u11/edrive20", "bmw/ix3/na5/50-xdrive").to_table()
        written, made = (
            html5lib.parseFragment(text, namespaceHTMLElements=False)
            for text in (table.to_html(), table.to_great_tables().as_raw_html())
        )
        ids = {one.get("id") for one in made.iter() if one.get("id")}
        links = {link.get("href") for link in made.iter("a")}
        assert links == {link.get("href") for link in written.iter("a")}
        inner = {link for link in links if link.startswith("#")}
        assert len(inner) > 10
        assert {link[1:] for link in inner} <= ids

    def test_writes_text_where_there_are_no_links(self) -> None:
        pytest.importorskip("great_tables")
        table = ev.compare("bmw/ix1/u11/edrive20", "bmw/ix3/na5/50-xdrive", best=False).to_table()
        latex = table.to_great_tables(bars=True).as_latex()
        assert "<" not in latex
        assert "href" not in latex

    def test_says_what_is_missing(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setitem(sys.modules, "great_tables", None)
        with pytest.raises(EvspecError, match=r"pip install .evspec\[great-tables\]"):
            ev.diff(*PAIRS[0]).to_great_tables()


def test_the_same_input_gives_the_same_bytes() -> None:
    code = (
        "import evspec as ev, sys\n"
        "d = ev.diff('bmw/ix3/g08', 'bmw/ix3/na5', rows='all')\n"
        "for f in ('text', 'markdown', 'html', 'latex', 'csv', 'json'):\n"
        "    sys.stdout.buffer.write(getattr(d, f'to_{f}')().encode())\n"
    )
    written = set()
    for seed, locale, zone in (
        ("0", "C", "UTC"),
        ("1", "C.UTF-8", "Asia/Tokyo"),
        ("random", "C", "America/Lima"),
    ):
        environment = os.environ | {
            "PYTHONHASHSEED": seed, "LC_ALL": locale, "TZ": zone, "COLUMNS": "100",
        }  # fmt: skip
        run = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, check=True)
        written.add(run.stdout)
    assert len(written) == 1


def _named_sources(data: object) -> Iterator[str]:
    """Yield every id that the data of cells name as a source, at any depth."""
    if isinstance(data, dict):
        for key, value in data.items():
            yield from value if key == "sources" and isinstance(value, list) else _named_sources(value)
    elif isinstance(data, list):
        for value in data:
            yield from _named_sources(value)


class TestLinesOfNumbers:
    IDS = "bmw/ix1/u11/edrive20", "bmw/ix3/na5"

    def test_are_the_same_however_the_table_lies(self) -> None:
        upright, across = (
            ev.compare(*self.IDS, specs=["range", "dc_power"], transpose=turned).to_dataframe(
                "polars", shape="numbers"
            )
            for turned in (False, True)
        )
        assert across.equals(upright)
        assert upright.columns == ["label", "range_wltp_km", "range_cycle_not_stated_km", "dc_power_kw"]
        table = ev.compare(*self.IDS, transpose=True).to_table()
        assert table.data["transposed"] is True
        assert "transposed" not in table.transposed().data

    def test_are_of_vehicles_alone(self) -> None:
        frame = ev.diff("bmw/ix3/g08", "bmw/ix3/na5").to_dataframe("polars", shape="numbers")
        assert list(frame["label"]) == ["G08", "NA5"]
        assert list(ev.catalog[self.IDS[0]].to_dataframe("polars", shape="numbers")["label"]) == [
            "iX1 U11 eDrive20, 2026 edition"
        ]
        bare = ev.compare(ev.Variant.of("Bare"), ev.Variant.of("Driven", drivetrain="FWD"), self.IDS[0])
        assert list(bare.to_dataframe("polars", shape="numbers")["label"]) == [
            "Bare", "Driven", "iX1 U11 eDrive20",
        ]  # fmt: skip


class TestSources:
    def test_say_of_each_id_who_published_what_and_when(self) -> None:
        table = ev.diff("bmw/ix1/u11", "bmw/ix1/nb5").to_table()
        told = table.data["sources"]
        assert isinstance(told, dict)
        named = _named_sources([dict(cell.data) for row in table.rows for cell in row.cells])
        assert list(dict.fromkeys(named)) == list(told)
        for id_, source in told.items():
            known = ev.catalog.sources[id_]
            assert source == {
                "publisher": known.publisher,
                "kind": known.kind,
                "title": known.title,
                "address": known.address,
                **({"date": known.date.text} if known.date is not None else {}),
                **({"copies": known.copies} if known.copies else {}),
                "tier": known.tier,
            }

    @pytest.mark.parametrize(
        "make",
        [
            lambda: ev.compare("bmw/ix1/u11", "bmw/ix3/na5", transpose=True),
            lambda: ev.diff("bmw/ix3/g08", "bmw/ix3/na5", notes=False),
            lambda: ev.catalog["bmw/ix1/u11"],
            ev.catalog.conflicts,
            lambda: ev.audit("bmw/ix1/u11", "bmw/ix3/na5"),
        ],
        ids=["comparison", "diff", "sheet", "conflicts", "audit"],
    )
    def test_leave_no_id_untold_and_come_back(self, make: Callable[[], Tabular]) -> None:
        text = make().to_json()
        document = json.loads(text)
        jsonschema.Draft202012Validator(SCHEMA).validate(document)
        assert set(_named_sources(document["rows"])) == set(document["data"]["sources"]) != set()
        assert Table.from_json(text).data == document["data"]

    def test_unlike_ones_of_one_id_are_told_apart(self) -> None:
        ours = Source("press", "One Press", date=read_dates("2026-03"), tier=2)
        theirs = Source("press", "Another Press", "A test", "https://example.org/test")
        mine = ev.Variant.of("Mine", range="400 km WLTP", source=ours)
        yours = ev.Variant.of("Yours", range="410 km WLTP", source=theirs)
        bare = ev.Variant.of("Bare", range="420 km WLTP")
        table = ev.compare(mine, yours, mine, bare).to_table()
        assert [cell.data["sources"] for cell in table.rows[0].cells] == [
            ["press"], ["press (2)"], ["press"], ["given-in-code"],
        ]  # fmt: skip
        assert table.data["sources"] == {
            "press": {"publisher": "One Press", "kind": "press", "date": "2026-03", "tier": 2},
            "press (2)": {
                "publisher": "Another Press", "kind": "press", "title": "A test",
                "address": "https://example.org/test", "tier": 3,
            },
            "given-in-code": {"publisher": "given in code", "kind": "code"},
        }  # fmt: skip
