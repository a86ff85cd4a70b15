"""What a reader can do on a page: by mouse and keyboard, in a narrow window, without script, under attack."""

from __future__ import annotations

import json
import re
import time
from typing import TYPE_CHECKING, Any

import pytest

import evspec as ev
from tests.hostile import TAKEN, given, loaded
from tests.languages.messages import english_in, quoted_in

if TYPE_CHECKING:
    from pathlib import Path

    from tests.browser.chromium import Browser

pytestmark = pytest.mark.browser


def cars() -> tuple[str | ev.Vehicle, ...]:
    """Three cars of the catalog and two of one's own."""
    mine = ev.Variant.of("Mine", range="500 km WLTP", dc_power="up to 400 kW", power="150 kW", seats="5")
    other = ev.Variant.of("Other", range="about 520 km WLTP", dc_power="110 kW", power="150 kW", seats="5")
    return ("bmw/ix1/u11/edrive20", "bmw/ix1/nb5", "bmw/ix3/na5", mine, other)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    made = tmp_path_factory.mktemp("page") / "page.html"
    ev.page(ev.compare(*cars())).save(made)
    return made


@pytest.fixture
def opened(browser: Browser, path: Path) -> Browser:
    browser.call("Page.navigate", url="about:blank")
    browser.open(path, width=1280)
    return browser


def text(browser: Browser, selector: str) -> str:
    found: str = browser.evaluate(f"document.querySelector({json.dumps(selector)}).textContent")
    return found.replace("\u00a0", " ")


def heads(browser: Browser) -> list[str]:
    found: list[str] = browser.evaluate(
        "[...document.querySelectorAll('#app table .name')].map(head => head.textContent.trim())"
    )
    return [head.replace("\u00a0", " ") for head in found]


def row(browser: Browser, label: str) -> list[str] | None:
    """Return what the cells of a row say, None if the row is not shown."""
    found: list[str] | None = browser.evaluate(
        "[...document.querySelectorAll('#app tbody tr')]"
        ".map(row => [...row.cells].map(cell => cell.textContent.replaceAll('\u00a0', ' ')))"
        f".find(([head]) => head.replace(/ [↓↑]$/, '') === {json.dumps(label)})?.slice(1)"
    )
    return found


def click(browser: Browser, selector: str) -> None:
    browser.evaluate(f"document.querySelector({json.dumps(selector)}).click()")


def choose(browser: Browser, label: str, option: str) -> None:
    """Choose an option of a field by the words on both."""
    browser.evaluate(
        f"(() => {{ const field = [...document.querySelectorAll('.tools label.field')].find(label =>"
        f" label.firstChild.textContent === {json.dumps(label)}).querySelector('select');"
        f" field.value = [...field.options].find(one => one.textContent === {json.dumps(option)}).value;"
        " field.dispatchEvent(new Event('change')); })()"
    )


def write(browser: Browser, label: str, words: str) -> None:
    """Type into a field and press Enter."""
    browser.evaluate(
        f"[...document.querySelectorAll('.tools label.field')].find(label => label.firstChild.textContent"
        f" === {json.dumps(label)}).querySelector('input').select()"
    )
    browser.call("Input.insertText", text=words)
    press(browser, "Enter")


def press(browser: Browser, key: str) -> None:
    codes = {"Enter": 13, "Tab": 9, "Escape": 27, " ": 32}
    told: dict[str, Any] = {"key": key, "windowsVirtualKeyCode": codes[key]}
    if key in {"Enter", " "}:
        told["text"] = "\r" if key == "Enter" else " "
    browser.call("Input.dispatchKeyEvent", type="keyDown", **told)
    browser.call("Input.dispatchKeyEvent", type="keyUp", **told)


def test_the_figures_are_those_of_the_tables(opened: Browser) -> None:
    for option, units in (("metric (km)", "metric"), ("US (mi)", "us"), ("UK (mi)", "uk")):
        choose(opened, "Units", option)
        table = ev.compare(*cars(), units=units, rows="all", notes=False).to_table()  # type: ignore[arg-type]
        for key in ("range[cycle=WLTP]", "dc_power", "power"):
            wanted = next(one for one in table.rows if one.key == key)
            shown = row(opened, wanted.label)
            assert shown is not None
            assert [one.rstrip("*") for one in shown] == [cell.text for cell in wanted.cells]


def test_a_row_sorts_and_says_what_is_not_decided(opened: Browser) -> None:
    click(opened, "[data-id='sort dc_power']")
    names = heads(opened)
    # "up to 400 kW" may be anything below that, so that it may come before or behind the others
    assert names == ["iX1 NB5 ≈", "iX3 NA5", "Mine ≈", "iX1 U11 eDrive20, 2026 edition", "Other"]
    status = text(opened, ".status")
    assert status.startswith("Sorted by DC peak power, largest first.")
    assert "The figures leave open the place of " in status
    click(opened, "[data-id='sort dc_power']")
    assert "smallest first" in text(opened, ".status")
    assert opened.evaluate("document.querySelector('[aria-sort]').getAttribute('aria-sort')") == "ascending"


def test_a_condition_keeps_what_meets_it_and_what_may(opened: Browser) -> None:
    write(opened, "Only vehicles with", "> 500 km WLTP")
    assert heads(opened) == ["iX1 U11 eDrive20, 2026 edition", "iX1 NB5", "iX3 NA5", "Other ?"]
    assert text(opened, "#asked").startswith("Range, WLTP > 500 km: ")
    # the same in a unit that another system shows
    write(opened, "Only vehicles with", "range over 400 mi")
    assert " mi: " in text(opened, "#asked")
    write(opened, "Only vehicles with", "> 500 parsec")
    assert text(opened, "#asked").startswith("No row has figures in “parsec”")
    assert len(heads(opened)) == 5


def test_rows_are_hidden_that_are_equal_or_have_gaps(opened: Browser) -> None:
    for name in ("iX1 NB5", "iX3 NA5"):
        click(opened, f"[aria-label='Remove {name}']")
    assert row(opened, "Power") == ["150 kW"] * 3
    opened.evaluate(
        "[...document.querySelectorAll('.checks label')].find(l => /equal/.test(l.textContent)).click()"
    )
    assert row(opened, "Power") is None
    choose(opened, "Rows", "without gaps")
    gaps = opened.evaluate(
        "[...document.querySelectorAll('#app tbody td')].filter(c => c.textContent === '–').length"
    )
    assert gaps == 0


def test_rows_are_found_by_their_words(opened: Browser) -> None:
    write(opened, "Find rows with", "peak power")
    labels = opened.evaluate(
        "[...document.querySelectorAll('#app tbody th[scope=row]')].map(t => t.textContent)"
    )
    assert labels == ["DC peak power"]
    write(opened, "Find rows with", "rumored")
    found = opened.evaluate(
        "[...document.querySelectorAll('#app tbody tr:not(.group)')].map(row => row.textContent)"
    )
    seen = [one for one in found if "rumored" in one]
    assert len(seen) > 3
    assert len(found) > len(seen)
    assert f"In {len(found) - len(seen)} of the rows it stands in a note (ⓘ)." in text(opened, ".status")
    for one in set(found) - set(seen):
        told = opened.evaluate(
            f"[...[...document.querySelectorAll('#app tbody tr')].find(row => row.textContent ==="
            f" {json.dumps(one)}).querySelectorAll('.noted')].map(figure => {{ figure.focus();"
            " return document.getElementById('pop').textContent; }).join(' ')"
        )
        assert "rumored" in told.lower()
    # a word of a note alone is found where nothing else has it
    write(opened, "Find rows with", "NewsBytes")
    assert text(opened, "#app tbody th[scope=row]") == "Platform"


def test_a_baseline_stands_first_and_tells_differences(opened: Browser) -> None:
    click(opened, "[aria-label='Compare with Mine']")
    assert heads(opened)[0] == "Mine"
    found = row(opened, "Range, WLTP")
    assert found is not None
    change = ev.diff(cars()[3], cars()[0]).rows
    words = next(one.words for one in change if one.row.key == "range[cycle=WLTP]")
    assert any(one.endswith(words) for one in found)


def test_vehicles_leave_come_back_and_move(opened: Browser) -> None:
    first = heads(opened)
    click(opened, "[aria-label='Remove Mine']")
    assert heads(opened) == [name for name in first if name != "Mine"]
    click(opened, ".tools details summary")
    opened.evaluate(
        "[...document.querySelectorAll('.list label')].find(l => l.textContent === ' Mine').click()"
    )
    assert heads(opened)[-1] == "Mine"
    click(opened, "[aria-label='Move back Mine']")
    assert heads(opened)[-2:] == ["Mine", "Other"]
    click(opened, ".tools details[open] .checks button + button")
    assert "No vehicle is chosen" in text(opened, ".status")


def test_the_state_is_in_the_link(opened: Browser, path: Path) -> None:
    choose(opened, "Units", "US (mi)")
    click(opened, "[data-id='sort dc_power']")
    write(opened, "Find rows with", "power")
    click(opened, "[aria-label='Remove Other']")
    link = opened.evaluate("location.href")
    shown = text(opened, "#app table"), heads(opened)
    opened.call("Page.navigate", url="about:blank")
    opened.call("Page.navigate", url=link)
    opened.call(
        "Runtime.evaluate", expression="new Promise(done => setTimeout(done, 300))", awaitPromise=True
    )
    assert (text(opened, "#app table"), heads(opened)) == shown
    opened.evaluate("location.hash = '#cars=bmw/ix3/na5,tesla/none&units=old'")
    opened.call(
        "Runtime.evaluate", expression="new Promise(done => setTimeout(done, 100))", awaitPromise=True
    )
    assert heads(opened) == ["iX3 NA5"]
    assert text(opened, ".status").startswith("The link names what this page has not: tesla/none, old.")


def test_a_figure_tells_its_source_to_the_keyboard(opened: Browser) -> None:
    opened.evaluate("document.querySelector('.region').focus()")
    for _ in range(400):
        press(opened, "Tab")
        if (opened.evaluate("document.activeElement.dataset.id") or "").startswith("cell dc_power "):
            break
    pop = text(opened, "#pop")
    assert "DC peak power" in pop
    assert "Printed: 130 kW" in pop
    assert "electrive" in pop
    press(opened, "Enter")
    assert opened.evaluate("document.activeElement.getAttribute('aria-expanded')") == "true"
    press(opened, "Tab")
    assert opened.evaluate("document.activeElement.matches('#pop a')")
    press(opened, "Escape")
    assert opened.evaluate("document.getElementById('pop').hidden")
    assert opened.evaluate("document.activeElement.matches('button.figure')")


#: All that a reader of a page may see or hear of it, but for what vehicles and data are called.
WORDS = """
[document.body.innerText,
  ...[...document.querySelectorAll('[title], [placeholder], [aria-label], option, textarea')]
  .flatMap(one => [one.title, one.placeholder, one.ariaLabel, one.tagName === 'OPTION' && one.textContent,
    one.tagName === 'TEXTAREA' && one.value])
].filter(Boolean).join(' ')
"""


def test_a_german_page_has_no_english_word_of_its_own(browser: Browser, tmp_path: Path) -> None:
    ids = ("bmw/ix1/u11/edrive20", "bmw/ix1/nb5", "bmw/ix3/na5")
    shown = ev.compare(*ids, locale="de", baseline=ids[0])
    ev.page(shown, bars=True).save(tmp_path / "seite.html")
    browser.open(tmp_path / "seite.html", width=1280)
    assert browser.evaluate("document.documentElement.lang") == "de"
    seen = [browser.evaluate(WORDS)]
    browser.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    steps = (
        "document.querySelector('button.sort').click()",
        "document.querySelector('[data-id^=\"sort dc_power\"]').click()",
        "document.querySelector('[data-id^=\"Move on\"]').click()",
        "document.querySelector('[data-id^=\"cell dc_power\"]').click()",
        "document.querySelectorAll('.checks button')[2].click()",
        "document.querySelector('[data-id^=\"Remove\"]').click()",
        "location.hash = 'units=none&cars=nobody'",
        "location.hash = 'lines=vehicles&sort=-power'",
    )
    for step in steps:
        browser.evaluate(step)
        seen.append(browser.evaluate(WORDS))
    for asked in (
        "mindestens 400 km WLTP",
        "> 8,5,5 km",
        "unsinnig",
        "über 3 Elle",
        "Leistung über 1.500 kW",
    ):
        write(browser, "Nur Fahrzeuge mit", asked)
        seen.append(browser.evaluate(WORDS))
    assert "Sortiert nach" in "".join(seen)
    assert "Leistung > 1.500 kW: 0 sicher" in seen[-1]
    wholes = [ev.catalog["/".join(id_.split("/")[:3])] for id_ in ids]
    claims = [claim for whole in wholes for one in (whole, *whole.variants) for claim in one.claims()]  # type: ignore[union-attr]
    publishers = [source.publisher for source in ev.catalog.sources.values()]
    names = [name for id_ in ids for name in (id_, *ev.catalog[id_].name.split())]
    assert english_in("\n".join(seen), *names, *quoted_in(claims), *publishers, "Markdown CSV") == set()


def test_all_that_a_page_says_itself_is_a_message(browser: Browser, tmp_path: Path) -> None:
    ids = ("bmw/ix1/u11/edrive20", "bmw/ix3/na5")
    text = ev.page(ev.compare(*ids, locale="de", baseline=ids[0])).to_html()
    before, start, rest = text.partition('<script type="application/json" id="data">')
    told, end, after = rest.partition("</script>")
    data: Any = json.loads(told)
    # each message is said as a mark and what is put into it
    data["words"] = {name: "¤ " + " ".join(re.findall(r"\{\w+\}", name)) for name in data["words"]}
    path = tmp_path / "page.html"
    path.write_text(f"{before}{start}{json.dumps(data)}{end}{after}", encoding="utf-8")
    browser.open(path, width=1280)
    browser.evaluate("document.querySelectorAll('details').forEach(one => { one.open = true; })")
    click(browser, "[data-id^='sort dc_power']")
    click(browser, "[data-id^='cell dc_power']")
    browser.evaluate("document.querySelectorAll('.checks button')[2].click()")
    texts: list[str] = browser.evaluate(
        "(() => { const found = [], walk = document.createTreeWalker(document.getElementById('app'), 4);"
        " while (walk.nextNode()) if (!walk.currentNode.parentElement.closest('td, #pop :not(p:nth-child(3)),"
        " h1, svg')) found.push(walk.currentNode.data);"
        " for (const one of document.querySelectorAll('#app :not(svg)'))"
        " found.push(one.title, one.placeholder, one.ariaLabel); return found.filter(Boolean); })()"
    )
    known = {row["label"] for row in data["rows"]} | {name for _, name in data["vehicles"]}
    known |= {
        *data["texts"],
        *(caption for _, caption in data["units"]),
        "Markdown",
        "CSV",
        "US (mi)",
        "UK (mi)",
        "metrisch (km)",
    }
    known |= {"> 500 km WLTP", data["title"], "Text"}
    own = {text.replace("\u00a0", " ").strip() for text in texts if "¤" not in text}
    left = own - {text.replace("\u00a0", " ") for text in known}
    assert {text for text in left if any(map(str.isalpha, text))} == set()
    assert len(texts) > 150


def test_words_alone_keep_what_states_them_and_what_may(opened: Browser) -> None:
    write(opened, "Only vehicles with", "RWD")
    said = text(opened, ".asked")
    assert said.startswith("Drivetrain RWD: ")
    assert "iX1 NB5 ?" in heads(opened)
    write(opened, "Only vehicles with", "sunshine")
    assert text(opened, ".asked").startswith("“sunshine” is no condition and stands in no row")


def test_a_table_for_an_email_is_copied_as_one_without_notes_if_so_asked(opened: Browser) -> None:
    names = opened.evaluate("[...document.querySelectorAll('.panel .checks button')].map(b => b.textContent)")
    assert "Table for an e-mail" in names
    opened.evaluate(
        "(set => { DataTransfer.prototype.setData = function (kind, data) {"
        " if (kind === 'text/html') window.took = data; set.call(this, kind, data); };"
        " })(DataTransfer.prototype.setData)"
    )
    opened.evaluate(
        "[...document.querySelectorAll('.panel label')]"
        ".find(one => one.textContent === ' with notes').click()"
    )
    button = (
        "[...document.querySelectorAll('.panel .checks button')].find(b => b.textContent.startsWith('Table'))"
    )
    opened.call("Runtime.evaluate", expression=f"{button}.click()", userGesture=True)
    assert text(opened, ".copied p") == "Copied as Table for an e-mail."
    told: str = opened.evaluate("document.querySelector('.copied textarea').value")
    assert "[1]" not in told
    assert "Sources: " in told
    assert opened.evaluate("window.took").startswith("<div><p><b>BMW")
    assert opened.evaluate("window.took").count("<tr>") > 20


def test_a_table_is_copied(opened: Browser) -> None:
    for name, start in (
        ("Markdown", "| DC peak power | "),
        ("CSV", "DC peak power,"),
        ("Text", "DC peak power  "),
    ):
        opened.evaluate(
            f"[...document.querySelectorAll('button')].find(b => b.textContent === '{name}').click()"
        )
        copied = opened.evaluate("document.querySelector('.copied textarea').value")
        assert any(line.startswith(start) for line in copied.splitlines())
        assert "BMWBLOG" in copied


def test_a_chart_has_a_bar_for_each_figure(opened: Browser) -> None:
    opened.evaluate("[...document.querySelectorAll('summary')].find(s => s.textContent === 'Chart').click()")
    opened.call(
        "Runtime.evaluate", expression="new Promise(done => setTimeout(done, 100))", awaitPromise=True
    )
    assert "Mine 500 km" in opened.evaluate("document.querySelector('svg').getAttribute('aria-label')")


def test_bars_are_drawn_to_the_scale_of_their_row(browser: Browser, tmp_path: Path) -> None:
    ev.page(ev.compare(*cars(), specs=["range", "dc_power"]), bars=True).save(tmp_path / "bars.html")
    browser.open(tmp_path / "bars.html", width=1280)
    widths = (
        "[...document.querySelectorAll('#app tbody tr')].filter(row => /^Range, WLTP/.test(row.textContent))"
        ".flatMap(row => [...row.querySelectorAll('svg .part')].map(bar => bar.getAttribute('width')))"
    )
    first = [float(width) for width in browser.evaluate(widths)]
    assert max(first) == 86
    click(browser, "[aria-label='Remove iX3 NA5']")
    second = [float(width) for width in browser.evaluate(widths)]
    assert len(second) == len(first) - 1
    assert second[0] > first[0]


def test_charging_curves_are_drawn(browser: Browser, tmp_path: Path) -> None:
    one, two = (
        ev.Variant.of(f"Car {n}", charging_curve=[[10, 150 + n], [50, 120], [80, 60]]) for n in range(2)
    )
    ev.page(ev.compare(one, two)).save(tmp_path / "curves.html")
    browser.open(tmp_path / "curves.html", width=1280)
    browser.evaluate("document.querySelectorAll('details').forEach(details => { details.open = true; })")
    browser.call(
        "Runtime.evaluate", expression="new Promise(done => setTimeout(done, 100))", awaitPromise=True
    )
    # each has its line and one beside its name
    assert browser.evaluate("document.querySelectorAll('svg .curve').length") == 4
    assert "Car 1" in browser.evaluate("document.querySelector('svg').getAttribute('aria-label')")


def test_it_prints_and_reads_as_the_static_table(opened: Browser, path: Path) -> None:
    shown = "['app', 'static'].map(id => !!document.getElementById(id)?.offsetHeight)"
    assert opened.evaluate(shown) == [True, False]
    opened.call("Emulation.setEmulatedMedia", media="print")
    assert opened.evaluate(shown) == [False, True]
    opened.call("Emulation.setEmulatedMedia", media="")
    opened.call("Emulation.setScriptExecutionDisabled", value=True)
    try:
        opened.call("Page.navigate", url=path.as_uri())
        # nothing of the page can tell that it is there
        time.sleep(1)
        nodes = opened.accessible()
    finally:
        opened.call("Emulation.setScriptExecutionDisabled", value=False)
    assert [node["role"]["value"] for node in nodes].count("table") == 1
    assert "combobox" not in {node["role"]["value"] for node in nodes}


@pytest.mark.parametrize("width", [360, 420, 768, 1280])
def test_no_page_scrolls_sideways(browser: Browser, path: Path, width: int) -> None:
    browser.open(path, width=width)
    assert browser.evaluate("document.documentElement.scrollWidth") == width
    assert browser.broken_figures() == []


@pytest.mark.parametrize("width", [360, 420])
def test_without_script_a_narrow_page_has_a_block_for_each_row(
    browser: Browser, tmp_path: Path, width: int
) -> None:
    made = tmp_path / "page.html"
    # a script that the page's policy does not know is none
    page = ev.page(ev.diff("porsche/taycan/j1", "porsche/taycan/j1-2")).to_html()
    made.write_text(page.replace('"use strict";', '"use  strict";', 1), encoding="utf-8")
    browser.open(made, width=width)
    assert browser.evaluate("document.querySelector('#app')") is None
    assert browser.evaluate("document.documentElement.scrollWidth") == width
    rows = "[...document.querySelectorAll('#static tbody tr')].map(row => [...row.cells])"
    box = "cells.map(cell => cell.getBoundingClientRect()).map(box => [box.left, box.top])"
    found = f"{rows}.filter(cells => cells[0].textContent === 'Power').map(cells => {box})[0]"
    label, old, new, change = browser.evaluate(found)
    assert label[1] < old[1] == new[1] < change[1]
    assert label[0] == old[0] == change[0] < new[0]
    assert browser.broken_figures() == []


@pytest.mark.parametrize("width", [360, 1280])
def test_on_a_narrow_screen_the_table_comes_first(browser: Browser, path: Path, width: int) -> None:
    browser.open(path, width=width)
    top = "document.querySelector('#app tbody').getBoundingClientRect().top"
    shown = (
        "[...document.querySelectorAll('.tools select, .tools input')].filter(one => one.checkVisibility())"
    )
    few, most = browser.evaluate(f"{shown}.length"), browser.evaluate(top)
    assert most < 400
    if width == 1280:
        assert not browser.evaluate("document.querySelector('.unfold').checkVisibility()")
        assert few > 6
        return
    assert few == 1
    click(browser, ".unfold")
    assert browser.evaluate(f"{shown}.length") > 6
    assert browser.evaluate("document.querySelector('.unfold').ariaExpanded") == "true"


def test_assistive_programs_are_told_of_the_table(opened: Browser) -> None:
    nodes = opened.accessible()
    roles = [node["role"]["value"] for node in nodes]
    assert roles.count("table") == 1
    named = [
        node["name"]["value"]
        for node in nodes
        if node["role"]["value"] in {"button", "combobox", "searchbox"}
    ]
    assert all(named)
    assert "rowheader" in roles
    assert "columnheader" in roles


def test_data_of_another_version_leaves_the_table(browser: Browser, path: Path, tmp_path: Path) -> None:
    old = tmp_path / "old.html"
    old.write_text(path.read_text("utf-8").replace('{"version":1,', '{"version":0,'), encoding="utf-8")
    browser.open(old, width=1280)
    assert "another version" in browser.evaluate("document.querySelector('[role=alert]').innerText")
    assert browser.evaluate("document.getElementById('static').offsetHeight") > 100


def test_a_title_of_any_length_is_shown_in_part(browser: Browser, tmp_path: Path) -> None:
    # one word of 100 kB would take the browser minutes to break into lines
    ev.page(ev.compare("bmw/ix1/nb5", "bmw/ix3/na5", title="T" * 100_000)).save(tmp_path / "long.html")
    browser.open(tmp_path / "long.html", width=420)
    assert text(browser, "h1") == "T" * 499 + "…"
    assert browser.evaluate("document.documentElement.scrollWidth") == 420


def test_a_hostile_text_does_nothing(browser: Browser, tmp_path: Path) -> None:
    made = []
    for n, hostile in enumerate(TAKEN):
        file = tmp_path / f"{n}.html"
        catalog = loaded(hostile, tmp_path / str(n))
        first, second = list(catalog)
        ev.page(ev.compare(*first.variants, second, *given(hostile), title=hostile, baseline=0)).save(file)
        made.append(file)
    probe = (
        "performance.getEntriesByType('resource').length + "
        "document.querySelectorAll('main script, main img, main style').length + "
        "[...document.links].filter(a => !/^(https?:|file:)/.test(a.href)).length"
    )
    for file in made:
        browser.open(file, width=1280)
        # a dialog would stop this line
        assert browser.evaluate(probe) == 0
        assert browser.evaluate("document.querySelectorAll('#app tbody tr').length") > 5
        for selector in ("button.figure.noted", "button.sort", "[aria-label^='Compare with']"):
            click(browser, selector)
            assert browser.evaluate(probe) == 0
