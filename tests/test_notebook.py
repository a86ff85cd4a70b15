"""What Jupyter, VS Code, marimo and Quarto show of each object: HTML and Markdown, with data as data."""

from __future__ import annotations

import builtins
from typing import TYPE_CHECKING, Any, Protocol

import html5lib
import pytest
from attrs import evolve
from IPython.core.completer import provisionalcompleter
from IPython.core.interactiveshell import InteractiveShell
from markdown_it import MarkdownIt

import evspec as ev
from evspec.catalogs.coverage import overview
from evspec.notebook import register, table_of, table_of_claims
from evspec.table.html import NARROW
from evspec.table.safety import one_line, visible
from tests.table.samples import HOSTILE, shown
from tests.vehicles import garage

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator


class Shows(Protocol):
    """Whatever a notebook can show."""

    def _repr_html_(self) -> str: ...
    def _repr_markdown_(self) -> str: ...


SHOWN: dict[str, Callable[[], Shows]] = {
    "Measure": lambda: ev.measure("up to 514 km WLTP"),
    "Claim": lambda: ev.catalog["bmw/ix1/u11/edrive20"].range,
    "Variant": lambda: ev.catalog["bmw/ix1/u11/edrive20"],
    "Generation": lambda: ev.catalog["bmw/ix1/nb5"],
    "Diff": lambda: ev.diff("bmw/ix1/u11", "bmw/ix1/nb5"),
    "Comparison": lambda: ev.compare("bmw/ix1/u11/edrive20", "bmw/ix3/na5"),
    "Table": ev.catalog["bmw/ix1/nb5"].to_table,
    "Catalog": lambda: ev.catalog,
    "Audit": lambda: ev.audit("bmw/ix1/u11"),
    "Source": lambda: ev.catalog["bmw/ix1/u11/edrive20"].range.source,
    "Ranking": lambda: ev.rank(ev.catalog.find(model="iX1"), by="power"),
    "Interval": lambda: ev.measure("514 km") - "466 km",
    "Conflicts": lambda: ev.catalog.conflicts("bmw/ix1/u11"),
}


@pytest.mark.parametrize("name", SHOWN)
def test_every_object_shows_itself(name: str) -> None:
    thing = SHOWN[name]()
    assert name in {kind.__name__ for kind in type(thing).__mro__}
    parser = html5lib.HTMLParser(strict=True, namespaceHTMLElements=False)
    parser.parseFragment(thing._repr_html_())
    tokens = MarkdownIt("commonmark").enable("table").parse(thing._repr_markdown_())
    kinds = {token.type for token in tokens}
    assert "paragraph_open" in kinds if name in {"Measure", "Interval"} else "table_open" in kinds


@pytest.mark.parametrize("name", SHOWN)
def test_a_repr_is_one_line(name: str) -> None:
    text = repr(SHOWN[name]())
    assert "\n" not in text
    assert name in text


def test_lists_of_claims_and_changes_can_be_read() -> None:
    claim = ev.catalog["mini/cooper-electric/j01/cooper-e"].claims("battery_net")[0]
    assert repr(claim).startswith(
        "<Claim mini/cooper-electric/j01/cooper-e: Battery usable: 38.5 kWh (reported; "
    )
    [doubted] = [c for c in ev.catalog["bmw/ix1/u11/edrive20"].claims("drivetrain") if c.doubt]
    assert repr(doubted) == (
        "<Claim bmw/ix1/u11/edrive20: Drivetrain: RWD (reported; Bike-EV, undated), doubted>"
    )
    old, new = (ev.Variant.of(name, power=power) for name, power in (("A", "150 kW"), ("B", "204 hp")))
    [change] = ev.diff(old, new).rows
    assert repr(change) == "<Change Power: 150 kW → 204 hp (more, +2 kW (+1 %))>"


def test_a_measure_shows_what_it_prints() -> None:
    measure = ev.measure("up to 514 km WLTP")
    [span] = html5lib.parseFragment(measure._repr_html_(), namespaceHTMLElements=False)
    assert shown(span).replace("\u202f", " ") == measure._repr_markdown_() == "up to 514 km WLTP"


def test_a_claim_shows_why_and_links_its_source() -> None:
    html = ev.catalog["bmw/ix1/u11/edrive20"].range._repr_html_()
    assert "514 km" in html or "319 mi" in html
    assert "a definite figure before a one-sided one" in html
    assert 'href="https://www.bmwblog.com/' in html


def _claim() -> ev.Claim:
    [claim] = garage.car(garage.says("volt-feb", "base.range", "514 km WLTP")).claims("range")
    return claim


@pytest.mark.parametrize("text", HOSTILE)
def test_a_claim_shows_data_as_data(text: str) -> None:
    source = evolve(_claim().source, publisher=text, title=text, address=f"javascript:{text}")
    claim = _claim().but(doubt=text, note=text, why=text, printed=text, source=source)
    page = html5lib.parseFragment(claim._repr_html_(), namespaceHTMLElements=False)
    assert not {element.tag for element in page.iter()} & {"script", "img", "b"}
    assert [sheet.text.strip() for sheet in page.iter("style")] == [NARROW]
    assert all(link.attrib["href"].startswith("#") for link in page.iter("a"))
    cells = [shown(cell) for cell in page.iter("td")]
    assert not text or visible(text) in cells
    rendered = MarkdownIt("commonmark").enable("table").render(claim._repr_markdown_())
    marked = html5lib.parseFragment(rendered, namespaceHTMLElements=False)
    assert not {element.tag for element in marked.iter()} & {"script", "img", "style", "b", "a"}


@pytest.mark.parametrize("text", HOSTILE)
def test_a_catalog_shows_data_as_data(text: str) -> None:
    record = evolve(garage.record(), make=text, model=text)
    catalog = ev.Catalog.of_records({record.id: record}, garage.SOURCES)
    page = html5lib.parseFragment(catalog._repr_html_(), namespaceHTMLElements=False)
    assert not {element.tag for element in page.iter()} & {"script", "img", "b", "a"}
    assert [sheet.text.strip() for sheet in page.iter("style")] == [NARROW]
    assert one_line(text) in one_line(shown(page))
    rendered = MarkdownIt("commonmark").enable("table").render(catalog._repr_markdown_())
    marked = html5lib.parseFragment(rendered, namespaceHTMLElements=False)
    assert not {element.tag for element in marked.iter()} & {"script", "img", "style", "b", "a"}


def test_a_large_catalog_is_cut_short_and_says_so() -> None:
    table = overview(ev.catalog, most=3)
    assert [row.key for row in table.rows] == list(ev.catalog.ids[:3])
    assert table.footer[0][0].text == f"… and {len(ev.catalog) - 3} more."
    assert not overview(ev.catalog, most=len(ev.catalog)).footer


@pytest.fixture
def shell() -> Iterator[Any]:
    """Return an IPython that runs, with a car and the library."""
    made: Any = InteractiveShell.instance()
    register()
    car = ev.catalog["bmw/ix1/u11/edrive20"]
    made.push({"ev": ev, "car": car, "cars": [car, ev.catalog["bmw/ix3/na5"]]})
    yield made
    made.history_manager.end_session()
    InteractiveShell.clear_instance()
    # IPython marks that it runs, and other libraries would believe it for ever
    vars(builtins).pop("__IPYTHON__", None)


def forms(shell: Any, shown: object) -> dict[str, str]:
    """Return what a notebook is given of an object, by its type."""
    found: dict[str, str] = shell.display_formatter.format(shown)[0]
    return found


class TestLists:
    @pytest.mark.parametrize("kind", [list, tuple])
    def test_of_cars_are_tables(self, shell: Any, kind: Callable[..., object]) -> None:
        given = forms(shell, kind(shell.user_ns["cars"]))
        page = html5lib.parseFragment(given["text/html"], namespaceHTMLElements=False)
        heads = [shown(cell) for cell in page.iter("th") if cell.attrib["scope"] == "row"]
        assert heads == ["iX1 U11 eDrive20, 2026 edition", "iX3 NA5"]
        assert "Range, WLTP" in given["text/markdown"]

    def test_that_are_found_are_tables(self, shell: Any) -> None:
        assert "text/html" in forms(shell, ev.catalog.find(make="BMW"))

    @pytest.mark.parametrize("other", [[], (), [1, 2], ["bmw/ix1/u11"]])
    def test_of_anything_else_stay(self, shell: Any, other: object) -> None:
        assert set(forms(shell, other)) == {"text/plain"}
        assert set(forms(shell, [*shell.user_ns["cars"], other])) == {"text/plain"}

    def test_keep_what_showed_them_before(self, shell: Any) -> None:
        formatter = shell.display_formatter.formatters["text/html"]
        formatter.for_type(list, lambda listed: f"<b>{len(listed)}</b>")
        register()
        assert forms(shell, [1, 2])["text/html"] == "<b>2</b>"
        assert "<table" in forms(shell, shell.user_ns["cars"])["text/html"]

    def test_of_claims_show_as_a_table(self, shell: Any) -> None:
        car = ev.catalog["bmw/ix1/u11/edrive20"]
        for claims in (car.claims("range"), list(car.claims()), [car.range]):
            given = forms(shell, claims)
            assert given["text/html"].count("<tr") == min(len(claims), 60) + 1
            assert car.range.source.publisher in given["text/markdown"]
        assert "text/html" not in forms(shell, [car.range, car])
        every = ev.catalog["bmw/ix1/u11"].claims()
        assert table_of_claims(every * 2).footer[-1][0].text == f"… and {2 * len(every) - 60} more."

    def test_that_was_found_shows_as_a_table(self, shell: Any) -> None:
        found = ev.catalog.find(make="BMW", model="iX1")
        for listed in (found, found[:2], ev.catalog[:1][0].variants, ev.catalog[:2]):
            assert "<table" in forms(shell, listed)["text/html"]

    def test_that_are_long_are_cut_and_say_so(self) -> None:
        table = table_of(ev.catalog.variants)
        assert len(table.rows) == 60
        assert table.title == f"{len(ev.catalog.variants)} vehicles"
        assert table.footer[-1][0].text == f"… and {len(ev.catalog.variants) - 60} more."

    def test_are_left_alone_where_no_notebook_runs(self) -> None:
        InteractiveShell.clear_instance()
        register()


def completed(shell: Any, text: str, *, jedi: bool) -> set[str]:
    """Return what the tabulator key offers behind a text."""
    shell.Completer.use_jedi = jedi
    # newer releases ask an object that answers to any name only where that is allowed
    shell.Completer.evaluation = "unsafe"
    with provisionalcompleter():
        found = list(shell.Completer.completions(text, len(text)))
    return {one.text.removeprefix(".") for one in found}


@pytest.mark.parametrize("jedi", [True, False])
class TestCompletion:
    def test_of_a_catalog_offers_ids(self, shell: Any, jedi: bool) -> None:
        offered = completed(shell, 'ev.catalog["bmw/ix1', jedi=jedi)
        assert {"bmw/ix1/u11", "bmw/ix1/u11/edrive20", "bmw/ix1/nb5"} <= offered
        assert all(id_.startswith("bmw/ix1") for id_ in offered)

    def test_of_a_car_offers_what_is_stated(self, shell: Any, jedi: bool) -> None:
        assert completed(shell, 'car["ran', jedi=jedi) == {"range"}
        assert "range" in completed(shell, "car.ran", jedi=jedi)

    def test_of_a_spec_offers_what_a_claim_has(self, shell: Any, jedi: bool) -> None:
        offered = completed(shell, "car.range.", jedi=jedi)
        assert {"value", "source", "status", "why"} <= offered
        assert not any(name.startswith("_") for name in offered)

    @pytest.mark.parametrize("name", ["plot", "specs"])
    def test_of_a_module_offers_the_public_alone(self, shell: Any, jedi: bool, name: str) -> None:
        assert completed(shell, f"ev.{name}.", jedi=jedi) == set(getattr(ev, name).__all__)


def test_what_a_claim_and_a_module_list_is_public() -> None:
    for one in (ev.catalog["bmw/ix1/u11/edrive20"].range, ev.plot, ev.specs):
        assert {"value", "ranges", "SPECS"} & set(dir(one))
        assert not any(name.startswith("_") for name in dir(one))


def test_the_specs_are_a_table_to_look_at(shell: Any) -> None:
    given = forms(shell, ev.specs)
    assert "consumption" in given["text/html"]
    assert "| kWh/100 km" in given["text/markdown"]
    assert {row.key for row in ev.specs.to_table().rows} == set(ev.specs.SPECS)


def test_the_table_of_specs_speaks_german_but_for_what_is_code() -> None:
    english, german = ev.specs.to_table(), ev.specs.to_table(locale="de")
    assert [row.key for row in german.rows] == [row.key for row in english.rows]
    assert [row.cells[1] for row in german.rows] == [row.cells[1] for row in english.rows]
    assert (german.title, german.stub, german.locale) == ("Merkmale", "Schlüssel", "de")
    [own] = [[cell.text for cell in row.cells] for row in german.rows if row.key == "range"]
    assert (own[0], own[-1]) == ("Reichweite", "Zyklus, Phase, Fahrmodus")
