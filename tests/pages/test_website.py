"""A site: which pages there are, that each link leads to one, and that a folder is the old or the new."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from io import StringIO
from posixpath import dirname, join, normpath
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import html5lib
import pytest

import evspec as ev
from evspec.cli import main
from evspec.errors import DataError, EvspecError, WrongType
from evspec.files import journal
from evspec.languages.speech import say
from evspec.progress import Progress
from tests.hostile import TAKEN, loaded, write
from tests.languages.messages import english_in

if TYPE_CHECKING:
    from pathlib import Path

ONE, TWO = "acme/one/a1", "acme/one/a2"
PAGES = [
    f"vehicles/{ONE}.html",
    f"conflicts/{ONE}.html",
    f"vehicles/{TWO}.html",
    f"changes/{ONE}/{TWO}.html",
    f"conflicts/{TWO}.html",
    "index.html",
]


def parsed(text: str) -> Any:
    return html5lib.HTMLParser(namespaceHTMLElements=False).parse(text)


def links(text: str) -> set[str]:
    return {link.get("href", "") for link in parsed(text).findall(".//a")}


def written(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()
    }


@pytest.fixture
def catalog(tmp_path: Path) -> ev.Catalog:
    return loaded("x", tmp_path / "from")


class TestPages:
    def test_are_those_of_vehicles_of_changes_and_of_conflicts(self, catalog: ev.Catalog) -> None:
        assert [name for name, _ in ev.site(catalog).files()] == PAGES

    def test_of_a_vehicle_have_its_variants(self, catalog: ev.Catalog) -> None:
        text = dict(ev.site(catalog).files())[PAGES[0]]
        generation = catalog[ONE]
        assert isinstance(generation, ev.Generation)
        table = ev.compare(generation, *generation.variants, rows="all", title=generation.name).to_html()
        heads = [head.text for head in parsed(table).findall(".//thead//th")]
        assert [head.text for head in parsed(text).findall(".//thead//th")] == heads
        assert len(heads) == 1 + len(generation.variants)

    def test_of_what_changed_are_the_diff(self, catalog: ev.Catalog) -> None:
        text = dict(ev.site(catalog).files())[PAGES[3]]
        found = ev.diff(catalog[ONE], catalog[TWO])
        assert ev.page(found).to_html().partition("<main>")[2] == text.partition("<main>")[2]

    def test_lead_to_one_another_and_nowhere_else(self, catalog: ev.Catalog) -> None:
        files = dict(ev.site(catalog).files())
        reached = set()
        for name, text in files.items():
            inner = {link for link in links(text) if not link.startswith(("https://example.org/", "#"))}
            led = {normpath(join(dirname(name), link)) for link in inner}
            assert led <= {*files}
            reached |= led - {name}
            if name != "index.html":
                assert "index.html" in led
        assert reached == {*files}

    def test_are_in_the_language_that_is_asked_for(self, catalog: ev.Catalog) -> None:
        made = dict(ev.site(catalog, locale="de").files())
        assert len(made) > 4
        for name, text in made.items():
            assert '<html lang="de">' in text, name
        index = made["index.html"]
        assert "2 von 2 Fahrzeugen" in index
        shown = re.sub(r"<(script|style).*?</\1>|<[^>]*>", " ", index, flags=re.DOTALL)
        names = [name for one in catalog for name in (one.name, *(v.name for v in one.variants))]
        assert english_in(shown, *names) == set()
        # what it is for the moment is no concern of whoever takes the files
        files = ev.site(catalog, locale="de").files()
        next(files)
        assert say("All vehicles") == "All vehicles"

    def test_show_the_units_that_were_asked_for(self, catalog: ev.Catalog) -> None:
        text = dict(ev.site(catalog, units="us").files())[PAGES[0]]
        assert "249 mi" in text.partition('id="data"')[0]

    def test_of_a_line_that_leads_out_of_the_catalog_are_made_all_the_same(self) -> None:
        alone = ev.Catalog.of(ev.catalog["bmw/ix1/nb5"])
        files = dict(ev.site(alone).files())
        text = files["changes/bmw/ix1/u11/bmw/ix1/nb5.html"]
        assert {link for link in links(text) if link.startswith("..")} == {
            "../../../../../../index.html", "../../../../../../vehicles/bmw/ix1/nb5.html",
        }  # fmt: skip

    def test_say_who_made_them(self, catalog: ev.Catalog) -> None:
        for _, text in ev.site(catalog).files():
            assert text.index('content="evspec site"') < text.index("default-src 'none'; ")

    # the others are those of a single page's tests
    @pytest.mark.parametrize("hostile", TAKEN[::3])
    def test_hold_any_text_as_text(self, hostile: str, tmp_path: Path) -> None:
        for name, text in ev.site(loaded(hostile, tmp_path), title=hostile).files():
            document = parsed(text)
            scripts = {"i": 1, "c": 0 if name.startswith("conflicts") else 2, "v": 2}[name[0]]
            assert len(document.findall(".//script")) == scripts
            assert len(document.findall(".//style")) == 1
            assert not document.findall(".//img")


class TestIndex:
    def test_has_a_line_for_each_vehicle_below_its_make(self, catalog: ev.Catalog) -> None:
        document = parsed(dict(ev.site(catalog, title="Our <cars>").files())["index.html"])
        assert "".join(document.find(".//h1").itertext()) == "Our <cars>"
        (make,) = document.findall(".//section")
        assert "".join(make.find("h2").itertext()) == "x"
        lines = make.findall(".//li")
        assert [line.find("a").get("href") for line in lines] == [PAGES[0], PAGES[2]]
        assert ["".join(line.find("span").itertext()) for line in lines] == ["x, x +", "x, x +"]
        assert [a.get("href") for a in lines[1].findall("a")] == [PAGES[2], PAGES[3], PAGES[4]]

    def test_is_a_plain_list_without_script(self, catalog: ev.Catalog) -> None:
        document = parsed(dict(ev.site(catalog).files())["index.html"])
        assert "hidden" in document.find(".//p[@class='search']").attrib
        assert "hidden" not in document.find(".//div[@id='list']").attrib

    def test_is_in_the_map_with_all_pages(self, catalog: ev.Catalog) -> None:
        made = ev.site(catalog, address="https://example.org/cars")
        root = ET.fromstring(dict(made.files())["sitemap.xml"])
        found = [place.text or "" for place in root.iter("{http://www.sitemaps.org/schemas/sitemap/0.9}loc")]
        assert sorted(found) == sorted(f"https://example.org/cars/{name}" for name in PAGES)


class TestFolder:
    def test_holds_the_files(self, catalog: ev.Catalog, tmp_path: Path) -> None:
        made = ev.site(catalog)
        assert made.save(tmp_path / "to" / "site") == len(PAGES)
        found = written(tmp_path / "to" / "site")
        assert found == {name: text.encode() for name, text in made.files()}

    def test_is_the_same_in_two_builds(self, tmp_path: Path) -> None:
        write("x", tmp_path / "from")
        for seed in "12":
            command = [sys.executable, "-m", "evspec", "site", "from", "-o", seed]
            subprocess.run(command, cwd=tmp_path, env=os.environ | {"PYTHONHASHSEED": seed}, check=True)
        assert written(tmp_path / "1") == written(tmp_path / "2")

    def test_loses_what_a_former_site_had(self, catalog: ev.Catalog, tmp_path: Path) -> None:
        target = tmp_path / "site"
        ev.site(catalog, address="https://example.org/").save(target)
        assert (target / "sitemap.xml").exists()
        second = catalog[TWO]
        ev.site(ev.Catalog.of(second)).save(target)
        assert not (target / "sitemap.xml").exists()
        assert not (target / "vehicles" / f"{ONE}.html").exists()
        ev.site(ev.Catalog.of(ev.Variant.of("Comet", range="400 km WLTP"))).save(target)
        assert sorted(path.name for path in target.iterdir()) == ["index.html", "vehicles"]
        assert sorted(path.name for path in (target / "vehicles").iterdir()) == ["own"]

    def test_with_foreign_files_is_refused(self, catalog: ev.Catalog, tmp_path: Path) -> None:
        target = tmp_path / "site"
        ev.site(catalog).save(target)
        before = written(target)
        (target / "vehicles" / "mine.html").write_text("<p>mine", encoding="utf-8")
        (target / "away").symlink_to(tmp_path)
        with pytest.raises(EvspecError, match=r"holds what evspec.site did not write \(") as caught:
            ev.site(catalog).save(target)
        assert str(target / "vehicles" / "mine.html") in str(caught.value)
        assert str(target / "away") in str(caught.value)
        (target / "away").unlink()
        (target / "vehicles" / "mine.html").unlink()
        assert written(target) == before

    def test_is_written_anew_by_a_relative_path(
        self, catalog: ev.Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        assert ev.site(catalog).save("to/site") == ev.site(catalog).save("to/site") == len(PAGES)
        (tmp_path / "to" / "mine.txt").write_text("mine", encoding="utf-8")
        with pytest.raises(EvspecError, match=r"to holds what evspec.site did not write \(to/mine.txt\)"):
            ev.site(catalog).save("to")

    def test_keeps_hidden_files(self, catalog: ev.Catalog, tmp_path: Path) -> None:
        target = tmp_path / "site"
        (target / ".git").mkdir(parents=True)
        (target / ".git" / "config").write_text("mine", encoding="utf-8")
        ev.site(catalog).save(target)
        assert (target / ".git" / "config").read_text("utf-8") == "mine"

    @pytest.mark.parametrize("good", range(0, 40, 5))
    def test_is_the_old_or_the_new(
        self, good: int, catalog: ev.Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        target = tmp_path / "site"
        ev.site(catalog, address="https://example.org/").save(target)
        before = written(target)
        right, left = os.replace, good

        def now(*given: str) -> None:
            nonlocal left
            left -= 1
            if left == -1:
                raise OSError("no room")
            right(*given)

        monkeypatch.setattr(os, "replace", now)
        new = ev.site(catalog, title="New")
        try:
            new.save(target)
        except DataError:
            assert written(target) == before
        else:
            assert left >= 0
            assert written(target) == {name: text.encode() for name, text in new.files()}

    def test_cut_short_is_put_back_by_the_next(
        self, catalog: ev.Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        target = tmp_path / "site"
        ev.site(catalog).save(target)
        before = written(target)

        def stop(*_: object) -> None:
            raise KeyboardInterrupt

        with monkeypatch.context() as patch:
            patch.setattr(journal, "undo", lambda _folder: None)
            patch.setattr(journal, "_set_aside", stop)
            with pytest.raises(KeyboardInterrupt):
                ev.site(catalog, title="New").save(target)
        assert written(target) != before
        (target / "mine.txt").write_text("", encoding="utf-8")
        with pytest.raises(EvspecError, match=r"mine\.txt"):
            ev.site(catalog).save(target)
        (target / "mine.txt").unlink()
        assert written(target) == before

    def test_needs_memory_for_one_vehicle_at_a_time(self, tmp_path: Path) -> None:
        # in a process of its own, where the collector has no other garbage to wait for
        code = (
            "import gc, tracemalloc, evspec as ev\n"
            "def peak(count):\n"
            "    cars = [ev.Variant.of(f'Car {n}', range=f'{300 + n} km WLTP') for n in range(count)]\n"
            "    made = ev.site(ev.Catalog.of(*cars))\n"
            "    gc.collect()\n"
            "    tracemalloc.start()\n"
            "    made.save(str(count))\n"
            "    most = tracemalloc.get_traced_memory()[1]\n"
            "    tracemalloc.stop()\n"
            "    return most\n"
            "peak(1)\n"
            "print(peak(70) - peak(20))\n"
        )
        run = subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, text=True, check=True
        )
        # one page has more than 50 kB
        assert int(run.stdout) < 50 * 10_000


class Terminal(StringIO):
    """A standard error that is one, put there within a test, since pytest puts its own there before."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        super().__init__()
        monkeypatch.setattr(sys, "stderr", self)
        monkeypatch.setattr("evspec.progress._PATIENCE", 0.0)
        monkeypatch.setattr("evspec.progress._BETWEEN", 0.0)

    def isatty(self) -> bool:
        return True


class TestProgress:
    def test_is_a_bar_on_a_terminal(
        self, catalog: ev.Catalog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        terminal = Terminal(monkeypatch)
        ev.site(catalog).save(tmp_path / "site")
        assert terminal.getvalue() == (
            f"\revspec: site: [{'.' * 30}] 0 of 2\revspec: site: [{'#' * 15}{'.' * 15}] 1 of 2\n"
        )

    def test_counts_rows_where_nobody_knows_how_many(self, monkeypatch: pytest.MonkeyPatch) -> None:
        terminal = Terminal(monkeypatch)
        Progress("cars.csv").tell(12_000)
        assert terminal.getvalue() == "\revspec: cars.csv: 12,000 rows"

    def test_is_told_nowhere_else(
        self, catalog: ev.Catalog, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        ev.site(catalog).save(tmp_path / "site")
        assert capsys.readouterr() == ("", "")


class TestCommand:
    def test_writes_a_catalog(self, tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
        write("x", tmp_path / "from")
        words = ["--units", "us", "--title", "Ours", "--address", "https://example.org/"]
        assert main(["site", str(tmp_path / "from"), "-o", str(tmp_path / "site"), *words]) == 0
        assert capsys.readouterr() == ("", f"evspec: wrote 7 files to {tmp_path / 'site'}\n")
        assert sorted(written(tmp_path / "site")) == sorted([*PAGES, "sitemap.xml"])
        assert "<h1><bdi>Ours</bdi></h1>" in (tmp_path / "site" / "index.html").read_text("utf-8")

    def test_tells_what_is_wrong_in_one_line(
        self, tmp_path: Path, capsys: pytest.CaptureFixture[str]
    ) -> None:
        assert main(["site", "-o", str(tmp_path), "--address", "example.org"]) == 1
        told = "'example.org' is no address of a site; write one like https://example.org/cars/"
        assert capsys.readouterr().err == f"evspec: {told}\n"


class TestRefusals:
    def test_of_what_is_no_catalog(self) -> None:
        with pytest.raises(
            WrongType, match=r"a site is of a catalog, such as evspec\.catalog or what load returns, not str"
        ):
            ev.site("bmw")  # type: ignore[arg-type]

    def test_of_an_empty_catalog(self) -> None:
        with pytest.raises(EvspecError, match="a site of a catalog in which there is no vehicle"):
            ev.site(ev.Catalog.of())

    @pytest.mark.parametrize(
        "address", ["cars", "ftp://x.org", "javascript:alert(1)", "https://x.org/?a", "https://x.org/#a"]
    )
    def test_of_what_is_no_address(self, address: str, catalog: ev.Catalog) -> None:
        with pytest.raises(EvspecError, match="is no address of a site"):
            ev.site(catalog, address=address)

    def test_of_an_id_that_is_no_path(self, catalog: ev.Catalog) -> None:
        odd = ev.Catalog.of_records({"../../etc": catalog.store.record(ONE)}, catalog.sources)
        with pytest.raises(EvspecError, match=r"'\.\./\.\./etc' can be no path of a page"):
            ev.site(odd)
