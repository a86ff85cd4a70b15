"""The command line: exit codes, streams, and one clear line for every mistake."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

import evspec
from evspec.cli import files, main, running
from evspec.cli.options import FORMATS
from tests.files.drafts import HEAD, draft, folder

if TYPE_CHECKING:
    from evspec.table import Tabular

PAIR = ("bmw/ix1/u11", "bmw/ix1/nb5")
SAID = '[[said]]\nsource = "volt"\n'
COMMANDS = (
    "diff",
    "compare",
    "lineage",
    "page",
    "card",
    "site",
    "show",
    "conflicts",
    "audit",
    "coverage",
    "list",
    "convert",
    "new",
    "schema",
    "read",
    "sketch",
    "validate",
)
EXTRACTS = Path(__file__).parent / "datasets" / "extracts"
Capture = pytest.CaptureFixture[str]


def run(*words: str | Path, **environment: str) -> subprocess.CompletedProcess[str]:
    """Run the command in a process of its own."""
    command = [sys.executable, "-m", "evspec", *map(str, words)]
    return subprocess.run(
        command, env=os.environ | environment, capture_output=True, text=True, check=False, encoding="utf-8"
    )


def refused(capsys: Capture, *words: str | Path, code: int = 1) -> str:
    """Run a command that fails, and return the one line that it says."""
    assert main([str(word) for word in words]) == code
    out, err = capsys.readouterr()
    assert out == ""
    (line,) = err.splitlines()
    return line


def in_words(made: Tabular) -> str:
    """Return what the command line prints of it: as the library."""
    return made.to_text() + "\n"


def told(capsys: Capture, *words: str | Path) -> str:
    """Run a command that works and return its output."""
    assert main([str(word) for word in words]) == 0
    out, err = capsys.readouterr()
    assert err == ""
    return out


class TestUsage:
    @pytest.mark.parametrize(
        ("words", "message"),
        [
            ([], "the following arguments are required: COMMAND"),
            (["diff"], "the following arguments are required: OLD, NEW"),
            (["compare"], "required: ID"),
            (["dif"], "'dif'"),
            (["diff", *PAIR, "--format", "xls"], "'xls'"),
            (["diff", *PAIR, "--units", "si"], "'si'"),
            (["diff", *PAIR, "--rows", "some"], "'some'"),
            (["diff", *PAIR, "--as-of", "2026-13"], "'2026-13' is no day; write one like 2026-03-01"),
            (
                ["show", "bmw/ix1/u11", "--rows", "all"],
                "unrecognized arguments: --rows all; 'evspec show --help'",
            ),
            (["convert", "514", "km", "mi"], "unrecognized arguments: mi; 'evspec convert --help'"),
            (["--none", "list"], "unrecognized arguments: --none; 'evspec --help'"),
        ],
    )
    def test_wrong_usage_is_shown_the_right_one(
        self, words: list[str], message: str, capsys: Capture
    ) -> None:
        with pytest.raises(SystemExit) as caught:
            main(words)
        out, err = capsys.readouterr()
        assert (caught.value.code, out) == (2, "")
        assert err.startswith("usage: evspec")
        assert message in err.splitlines()[-1]
        assert err.splitlines()[-1].startswith("evspec: ")
        assert "--help' tells more" in err

    def test_help_and_version_are_data(self, capsys: Capture) -> None:
        for words, start in ((["--help"], "usage: evspec"), (["--version"], f"evspec {evspec.__version__}")):
            with pytest.raises(SystemExit) as caught:
                main(words)
            out, err = capsys.readouterr()
            assert (caught.value.code, err) == (0, "")
            assert out.startswith(start)

    @pytest.mark.parametrize(
        "command",
        ["diff", "compare", "show", "conflicts", "audit", "coverage", "list", "convert", "validate"],
    )
    def test_every_command_has_help(self, command: str, capsys: Capture) -> None:
        with pytest.raises(SystemExit):
            main([command, "--help"])
        assert f"usage: evspec {command}" in capsys.readouterr().out


class TestTables:
    @pytest.mark.parametrize("form", FORMATS)
    @pytest.mark.parametrize(
        "words",
        [("diff", *PAIR), ("compare", *PAIR), ("show", PAIR[0]), ("conflicts", PAIR[0]), ("audit", *PAIR)],
    )
    def test_in_every_format(self, form: str, words: tuple[str, ...], capsys: Capture) -> None:
        out = told(capsys, *words, "--format", form)
        assert "NB5" in out or "iX1" in out
        assert out.endswith("\n")
        assert not out.endswith("\n\n")
        if form == "json":
            json.loads(out)

    def test_are_those_of_the_library(self, capsys: Capture) -> None:
        assert told(capsys, "diff", *PAIR) == in_words(evspec.diff(*PAIR))
        words = ("--units", "us", "--rows", "all", "--as-of", "2026-03-01", "--only-differences")
        expected = evspec.diff(*PAIR, units="us", rows="all", as_of="2026-03-01", only_differences=True)
        assert told(capsys, "diff", *PAIR, *words) == in_words(expected)
        several = evspec.compare(*PAIR, units="uk", rows="all", as_of="2026-03-01", only_differences=True)
        assert told(capsys, "compare", *PAIR, *words, "--units", "uk") == in_words(several)

    def test_in_a_house_style_and_of_a_preset(self, capsys: Capture) -> None:
        styled = evspec.diff(*PAIR, house="us-press", specs="panel")
        asked = ("--house", "us-press", "--specs", "panel")
        assert told(capsys, "diff", *PAIR, *asked) == in_words(styled)
        several = evspec.compare(*PAIR, house="us-press", specs="panel", units="metric")
        assert told(capsys, "compare", *PAIR, *asked, "--units", "metric") == in_words(several)
        sheet = evspec.catalog[PAIR[0]].to_table(house="us-press", specs="panel")
        assert told(capsys, "show", PAIR[0], *asked) == in_words(sheet)
        assert "did you mean 'us-press'" in refused(capsys, "compare", *PAIR, "--house", "us-pres")

    def test_show_what_is_derived_and_estimated_when_asked(self, capsys: Capture) -> None:
        assert told(capsys, "diff", *PAIR, "--derived") == in_words(evspec.diff(*PAIR, derived=True))
        ids = "nissan/leaf/ze0", "bmw/ix3/na5"
        several = in_words(evspec.compare(*ids, derived=True, estimate=True))
        assert told(capsys, "compare", *ids, "--derived", "--estimate") == several
        assert ", derived" in several
        assert "≈ " in several
        sheet = evspec.derive(evspec.catalog[PAIR[0]]).to_table().to_text()
        assert told(capsys, "show", PAIR[0], "--derived") == sheet + "\n"
        assert "Power to weight" in sheet
        assert "Power to weight" not in told(capsys, "show", PAIR[0])

    def test_coverage_of_what_is_named(self, capsys: Capture) -> None:
        out = told(capsys, "coverage", "nissan", "leaf")
        assert "3 generations" in out
        assert "IDENTITY" not in out
        assert "IDENTITY" in told(capsys, "coverage", "leaf", "--by", "spec")
        assert "0 claims" in told(capsys, "coverage", "bmw/ix1/nb5", "--as-of", "2020-01-01")
        assert "no vehicle has 'trabant'" in refused(capsys, "coverage", "Trabant")

    def test_show_an_edition_as_it_was_known(self, capsys: Capture) -> None:
        out = told(capsys, "show", "bmw/ix1/u11/edrive20@2022", "--as-of", "2026-03-01")
        vehicle = evspec.catalog["bmw/ix1/u11/edrive20@2022"].as_of("2026-03-01")
        assert out == in_words(vehicle)

    def test_names_are_as_good_as_ids(self, capsys: Capture) -> None:
        by_id = told(capsys, "diff", "bmw/ix1/u11", "bmw/ix1/nb5")
        assert told(capsys, "diff", "BMW iX1 (U11)", "iX1 NB5") == by_id
        assert "may be 'bmw/ix1/nb5' or 'bmw/ix1/u11'" in refused(capsys, "show", "iX1")
        # all at once, in each command that takes several
        for command in ("diff", "compare", "page", "card", "audit"):
            line = refused(capsys, command, "iX1", "bmw/ix1/u12")
            assert "'iX1' may be" in line
            assert "; no vehicle 'bmw/ix1/u12'" in line

    def test_unknown_ids_are_told_near_misses(self, capsys: Capture) -> None:
        line = refused(capsys, "diff", "bmw/ix1/u12", "bmw/ix1/nb5")
        assert line.startswith("evspec: no vehicle 'bmw/ix1/u12'; did you mean 'bmw/ix1/u11'")
        assert "edrive20" in refused(capsys, "show", "bmw/ix1/u11/edrive30")
        assert "2022, 2026" in refused(capsys, "compare", "bmw/ix1/u11@2030")

    def test_narrow_terminals(self, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
        for width in ("1", "10", "60", "huge"):
            monkeypatch.setenv("COLUMNS", width)
            assert "Neue" in told(capsys, "show", "bmw/ix1/nb5")


class TestNew:
    def test_writes_a_file_and_never_over_another(
        self, capsys: Capture, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.chdir(tmp_path)
        assert main(["new", "bmw/ix4/zz1"]) == 0
        out, err = capsys.readouterr()
        assert (out, "evspec validate bmw/ix4/zz1.toml" in err) == ("", True)
        text = Path("bmw/ix4/zz1.toml").read_text(encoding="utf-8")
        assert text.startswith("#:schema ")
        assert "exists; choose another file with -o" in refused(capsys, "new", "bmw/ix4/zz1")
        assert main(["new", "bmw/ix4/zz1", "-o", "other.toml"]) == 0
        assert Path("other.toml").read_text(encoding="utf-8") == text

    def test_mistakes(self, capsys: Capture, tmp_path: Path) -> None:
        assert "'iX4' is no id" in refused(capsys, "new", "iX4")
        (tmp_path / "file").touch()
        refusal = refused(capsys, "new", "a/b/c", "-o", tmp_path / "file" / "c.toml")
        assert refusal.endswith("c.toml: cannot be written: Not a directory")

    def test_schema_for_editors(self) -> None:
        # for a program, so in UTF-8 whatever the terminal
        done = run("schema", PYTHONIOENCODING="ascii")
        assert json.loads(done.stdout)["title"].startswith("A generation")


class TestOutputFile:
    def test_is_written_whole(self, tmp_path: Path, capsys: Capture) -> None:
        file = tmp_path / "table.md"
        file.write_text("old", encoding="utf-8")
        assert told(capsys, "diff", *PAIR, "--rows", "all", "--format", "markdown", "-o", file) == ""
        assert file.read_text(encoding="utf-8") == evspec.diff(*PAIR, rows="all").to_markdown() + "\n"
        assert list(tmp_path.iterdir()) == [file]

    def test_that_cannot_be_written(self, tmp_path: Path, capsys: Capture) -> None:
        there = tmp_path / "nowhere" / "x"
        assert (
            refused(capsys, "list", "-o", there)
            == f"evspec: {there}: cannot be written: No such file or directory"
        )
        assert refused(capsys, "list", "-o", tmp_path).endswith("cannot be written: Is a directory")


class TestList:
    def test_has_every_vehicle_in_order(self, capsys: Capture) -> None:
        lines = told(capsys, "list").splitlines()
        ids = [line.split()[0] for line in lines]
        assert [id_ for id_ in ids if id_.count("/") == 2] == list(evspec.catalog.ids)
        assert len(ids) == len(evspec.catalog) + len(evspec.catalog.variants)
        width = max(map(len, ids)) + 2
        assert [line[width:] for line in lines] == [evspec.catalog[id_].name for id_ in ids]

    @pytest.mark.parametrize("query", [["ix1 U11"], ["bmw/ix1/u11"], ["BMW", "iX1", "u11"]])
    def test_narrowed_by_words(self, query: list[str], capsys: Capture) -> None:
        ids = [line.split()[0] for line in told(capsys, "list", *query).splitlines()]
        assert ids == ["bmw/ix1/u11", "bmw/ix1/u11/edrive20", "bmw/ix1/u11/xdrive30"]

    def test_of_nothing(self, capsys: Capture) -> None:
        line = refused(capsys, "list", "Flying", "carpet")
        assert line == "evspec: no vehicle has 'flying carpet' in its id or name; 'evspec list' shows all"


class TestConvert:
    def test_figures(self, capsys: Capture) -> None:
        assert told(capsys, "convert", "319 mi WLTP", "km") == "513 km WLTP\n"
        assert told(capsys, "convert", "18.1 kWh/100 km", "mi/kWh") == "3.43 mi/kWh\n"

    @pytest.mark.parametrize(
        ("figure", "unit", "words"),
        [
            ("319 mi", "kW", ["length", "power"]),
            ("319 mi", "parsec", ["unknown unit 'parsec'"]),
            ("319", "mi", ["unit"]),
            ("far", "mi", ["far"]),
            ("", "mi", ["empty"]),
            ("9**9**9 km", "mi", ["9**9**9"]),
        ],
    )
    def test_mistakes(self, figure: str, unit: str, words: list[str], capsys: Capture) -> None:
        line = refused(capsys, "convert", figure, unit)
        assert line.startswith("evspec: ")
        assert all(word in line for word in words), line


class TestOwnCatalog:
    @pytest.fixture
    def own(self, tmp_path: Path) -> Path:
        body = 'predecessor = "bmw/ix1/nb5"\n' + SAID + 'range = "600 km WLTP"\n'
        return draft(tmp_path, body)

    @pytest.mark.parametrize("place", ["", "acme/comet/c1.toml"])
    def test_stands_beside_the_built_in_one(self, own: Path, place: str, capsys: Capture) -> None:
        option = ("--catalog", own / place)
        assert "600 km" in told(capsys, "show", "acme/comet/c1", *option)
        assert "600 km" in told(capsys, "diff", "bmw/ix1/nb5", "acme/comet/c1", *option)
        assert "600 km" in told(capsys, "compare", "acme/comet/c1/long", "bmw/ix1/u11", *option)
        assert "iX1" in told(capsys, "show", "bmw/ix1/u11", *option)
        assert told(capsys, "list", "comet", *option).startswith("acme/comet/c1       Acme Comet C1\n")
        assert "bmw/ix1/u11" in told(capsys, "list", *option)
        assert "did you mean 'acme/comet/c1'" in refused(capsys, "show", "acme/comet/c2", *option)

    def test_with_mistakes(self, tmp_path: Path, capsys: Capture) -> None:
        where = draft(tmp_path, SAID + 'range = "514 kW"\n')
        line = refused(capsys, "list", "--catalog", where)
        assert line.startswith(f"evspec: {where / 'acme/comet/c1.toml'}:8: said[1].range: ")

    def test_that_is_not_there(self, tmp_path: Path, capsys: Capture) -> None:
        line = refused(capsys, "list", "--catalog", tmp_path / "no.toml")
        assert line == f"evspec: {tmp_path / 'no.toml'}: cannot be read: No such file or directory"

    def test_that_is_broken(self, tmp_path: Path, capsys: Capture) -> None:
        file = tmp_path / "c.toml"
        file.write_text("make = \n", encoding="utf-8")
        assert f"{file}:1: not valid TOML" in refused(capsys, "show", "x/y/z", "--catalog", file)


class TestValidate:
    def test_counts(self, tmp_path: Path, capsys: Capture) -> None:
        one = 'make = "A"\nmodel = "B"\nvariants = { a = "A" }\n' + SAID + 'length = "4500 mm"\n'
        where = folder(tmp_path, acme_b_b1=one)
        assert told(capsys, "validate", where) == "1 generation, 1 variant, 1 claim: no mistake\n"
        folder(tmp_path, acme_comet_c1=HEAD)
        files = (where / "acme/b/b1.toml", where / "acme/comet/c1.toml")
        assert told(capsys, "validate", *files) == "2 generations, 3 variants, 1 claim: no mistake\n"

    def test_the_built_in_files_are_right(self, capsys: Capture) -> None:
        data = Path(evspec.__file__).parent / "data"
        assert told(capsys, "validate", data).startswith(f"{len(evspec.catalog)} generations, ")

    def test_says_every_mistake(self, tmp_path: Path, capsys: Capture) -> None:
        where = draft(tmp_path, SAID + 'range = "514 kW"\npower = "1 km"\n')
        assert main(["validate", str(where), str(tmp_path / "no.toml")]) == 1
        out, err = capsys.readouterr()
        file = where / "acme/comet/c1.toml"
        starts = (
            f"{file}:8: said[1].range: ",
            f"{file}:9: said[1].power: ",
            f"{tmp_path}/no.toml: cannot",
            "evspec: 3 mistakes",
        )
        assert out == ""
        assert [line.startswith(start) for line, start in zip(err.splitlines(), starts, strict=True)] == [
            True
        ] * 4

    def test_says_one_mistake(self, tmp_path: Path, capsys: Capture) -> None:
        assert main(["validate", str(tmp_path / "no.toml")]) == 1
        assert capsys.readouterr().err.splitlines()[-1] == "evspec: 1 mistake"


class TestStreams:
    def test_python_m(self) -> None:
        done = run("convert", "319 mi", "km")
        assert (done.returncode, done.stdout, done.stderr) == (0, "513 km\n", "")

    @pytest.mark.parametrize(
        "words", [("list",), ("--help",), ("diff", *PAIR), ("diff", *PAIR, "-o", "/dev/stdout")]
    )
    def test_a_pipe_closed_early_is_no_mistake(self, words: tuple[str, ...]) -> None:
        command = [sys.executable, "-m", "evspec", *words]
        with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
            assert process.stdout is not None
            assert process.stderr is not None
            process.stdout.close()
            assert process.stderr.read() == b""
        assert process.returncode == 0

    @pytest.mark.skipif(not Path("/dev/full").exists(), reason="needs /dev/full")
    def test_a_full_disk_is_one(self) -> None:
        with Path("/dev/full").open("w") as full:
            command = [sys.executable, "-m", "evspec", "list"]
            done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, check=False)
        assert done.returncode == 1
        assert done.stderr == "evspec: the output cannot be written: No space left on device\n"

    def test_an_encoding_without_the_signs_of_tables(self) -> None:
        for words in (("diff", *PAIR), ("validate", "nö.toml")):
            done = run(*words, PYTHONIOENCODING="ascii", PYTHONUTF8="0")
            assert done.returncode == (words[0] == "validate")
            assert "Traceback" not in done.stderr
        assert "\\u2192" in run("diff", *PAIR, PYTHONIOENCODING="ascii").stdout
        assert "→" in run("diff", *PAIR, PYTHONIOENCODING="utf-8").stdout

    def test_control_c_is_quiet(self, capsys: Capture, monkeypatch: pytest.MonkeyPatch) -> None:
        def interrupt(*_args: object) -> None:
            raise KeyboardInterrupt

        monkeypatch.setattr(evspec, "convert", interrupt)
        assert main(["convert", "319 mi", "km"]) == 130
        assert capsys.readouterr() == ("", "")

    @pytest.mark.parametrize(
        "error", [BrokenPipeError(32, "Broken pipe"), OSError(28, "No space left on device")]
    )
    def test_output_that_fails(
        self, error: OSError, capsys: Capture, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fail(*_args: object) -> None:
            raise error

        monkeypatch.setattr(files, "show_text", fail)
        # not the test's own stream
        monkeypatch.setattr(running, "_abandon_output", lambda: None)
        assert main(["convert", "319 mi", "km"]) == (0 if isinstance(error, BrokenPipeError) else 1)
        assert ("No space" in capsys.readouterr().err) == (not isinstance(error, BrokenPipeError))


class TestStyle:
    def test_goes_with_its_format(self, capsys: Capture) -> None:
        latex = told(capsys, "diff", "bmw/ix3/g08", "bmw/ix3/na5", "--format", "latex", "--style", "siunitx")
        assert r"\usepackage{siunitx}" in latex.split("\n")[0]
        assert "S[table-format" in latex
        assert "<style>" in told(capsys, "diff", *PAIR, "--format", "html", "--style", "pretty")
        variants = told(capsys, "diff", *PAIR, "--variants", "--format", "latex", "--style", "siunitx")
        assert variants.count(r"\usepackage{siunitx}") == 2

    @pytest.mark.parametrize(
        ("form", "style", "words"),
        [
            ("latex", "pretty", "style 'pretty' is not one of plain, siunitx"),
            ("html", "siunitx", "style 'siunitx' is not one of plain, pretty"),
            ("text", "pretty", "--style pretty is of HTML or LaTeX, not of text"),
            ("csv", "siunitx", "--style siunitx is of HTML or LaTeX, not of csv"),
        ],
    )
    def test_is_refused_with_another_format(self, capsys: Capture, form: str, style: str, words: str) -> None:
        assert words in refused(capsys, "diff", *PAIR, "--format", form, "--style", style)


@pytest.mark.parametrize("form", ["text", "markdown", "html", "latex", "json"])
def test_a_printed_page_has_no_words_for_who_makes_it(capsys: Capture, form: str) -> None:
    for command in ("diff", "compare"):
        written = told(capsys, command, *PAIR, "--format", form)
        assert "Left out" in written
        assert "--rows" not in written
        assert "rows=" not in written


class TestSpecs:
    def test_are_parted_by_commas_with_or_without_spaces(self, capsys: Capture) -> None:
        given = "range[cycle=WLTP,phase=combined], dc_power"
        document = json.loads(told(capsys, "compare", *PAIR, "--specs", given, "--format", "json"))
        assert [row["key"] for row in document["rows"]] == ["range[cycle=WLTP]", "dc_power"]

    def test_a_baseline_may_be_an_edition_or_from_a_folder(self, capsys: Capture, tmp_path: Path) -> None:
        car = "bmw/ix1/u11/edrive20"
        words = "compare", car, f"{car}@2022", "--specs", "range", "--format", "json"
        document = json.loads(told(capsys, *words, "--baseline", f"{car}@2022"))
        assert "against iX1 U11 eDrive20 (2022)" in document["subtitle"]
        draft(tmp_path, f'{SAID}range = "500 km WLTP"\n')
        own = "compare", car, "acme/comet/c1", "--catalog", tmp_path, "--baseline", "acme/comet/c1"
        assert "against Comet C1" in told(capsys, *own)


class TestUnits:
    def test_of_some_specs_follow_the_system(self, capsys: Capture) -> None:
        for command in (("show", PAIR[0]), ("diff", *PAIR), ("compare", *PAIR)):
            out = told(capsys, *command, "--units", "us,power=PS,torque=Nm")
            assert "(US units, power in PS, torque in N·m; " in out
            assert " mi" in out
            assert " PS" in out
        assert " mm" in told(capsys, "conflicts", PAIR[0], "--units", "uk,height=mm")

    def test_an_audit_is_that_of_the_library(self, capsys: Capture, tmp_path: Path) -> None:
        expected = in_words(evspec.audit(*PAIR, units="us", as_of="2026-03-01"))
        assert told(capsys, "audit", *PAIR, "--units", "us", "--as-of", "2026-03-01") == expected
        assert told(capsys, "audit") == in_words(evspec.audit())
        draft(tmp_path, SAID + 'long.range = "514 km WLTP"\n')
        shown = told(capsys, "audit", "acme/comet/c1", "--catalog", tmp_path)
        assert "of Long Range only; one source [1]" in shown
        assert "(metric, power in PS; " in told(capsys, "show", PAIR[0], "--units", "power=PS")

    @pytest.mark.parametrize(
        ("given", "words"),
        [
            ("si", "'si' is not one of metric, us, uk, nor a spec with its unit: torque=Nm;"),
            ("power=km", "power is power, and 'km' is length"),
            ("", "'' is not one of metric, us, uk"),
        ],
    )
    def test_that_there_are_not_are_refused(self, capsys: Capture, given: str, words: str) -> None:
        with pytest.raises(SystemExit) as caught:
            main(["show", PAIR[0], "--units", given])
        assert caught.value.code == 2
        assert words in capsys.readouterr().err

    def test_of_a_spec_that_no_catalog_has(self, capsys: Capture) -> None:
        assert main(["show", PAIR[0], "--units", "us,powr=PS"]) == 1
        assert "no spec 'powr'; did you mean 'power'" in capsys.readouterr().err


class TestSummaries:
    def test_of_each_pair_of_variants(self, capsys: Capture) -> None:
        pairs = evspec.diff(*PAIR).paired()
        out = told(capsys, "diff", *PAIR, "--summary", "--variants")
        assert out == "\n\n".join(one.summary() for one in pairs) + "\n"

    @pytest.mark.parametrize("option", [("--format", "json"), ("--style", "pretty")])
    def test_have_no_other_format(self, capsys: Capture, option: tuple[str, str]) -> None:
        assert "--summary is plain text" in refused(capsys, "diff", *PAIR, "--summary", *option)


def test_the_name_of_a_file_is_data_on_a_terminal(capsys: Capture, tmp_path: Path) -> None:
    for file in (tmp_path / "gone\x1b[31m\u202e", tmp_path / "there\x1b[31m\u202e"):
        if file.name.startswith("there"):
            file.write_text("make = 3", encoding="utf-8")
        for words in (("validate", file), ("list", "--catalog", file)):
            assert main([str(word) for word in words]) == 1
            out, err = capsys.readouterr()
            assert (out + err).replace("\n", "").isprintable()
            assert r"\x1b[31m\u202e" in err
    with pytest.raises(SystemExit):
        main(["show", "bmw/ix1/u11", "\x1b[31m"])
    assert r"unrecognized arguments: \x1b[31m;" in capsys.readouterr().err


class TestPairs:
    def test_may_be_chosen(self, capsys: Capture) -> None:
        out = told(capsys, "diff", *PAIR, "--variants", "--pair", "xdrive30=entry")
        assert out.startswith("BMW iX1 xDrive30 → iX1 (entry-level)")
        assert "paired by: chosen" in out.replace("\n", " ")

    @pytest.mark.parametrize(
        ("words", "said"),
        [
            (("--variants", "--pair", "a=b", "--pair", "a=c"), "names an old variant twice"),
            (("--variants", "--pair", "xdrive3=entry"), "has no variant 'xdrive3'"),
        ],
    )
    def test_that_are_mistaken_are_refused(self, capsys: Capture, words: tuple[str, ...], said: str) -> None:
        assert said in refused(capsys, "diff", *PAIR, *words)

    def test_are_written_with_an_equals_sign(self, capsys: Capture) -> None:
        with pytest.raises(SystemExit):
            main(["diff", *PAIR, "--variants", "--pair", "edrive20"])
        assert "'edrive20' is no pair; write two variants like edrive20=entry" in capsys.readouterr().err


class TestBetterEnds:
    def test_may_be_chosen(self, capsys: Capture) -> None:
        cars = ("porsche/taycan/j1", "porsche/taycan/j1-2", "--notes", "none")
        asked = ("--better", "power=lower, dc_power=none")
        plain, turned = (" ".join(told(capsys, "diff", *cars, *more).split()) for more in ((), asked))
        assert "▲ more" in plain
        assert "▲ higher" in plain
        assert "▼ more" in turned
        assert "▲ higher" not in turned
        assert "320 kW*" in told(capsys, "compare", *cars)
        assert "320 kW*" not in told(capsys, "compare", *cars, *asked)

    @pytest.mark.parametrize(
        ("asked", "said"),
        [
            ("power=hihger", "power='hihger' is not one of 'higher', 'lower', None; did you mean 'higher'?"),
            ("pwer=lower,platform=higher", "platform: a text has no better end"),
            ("pwer=lower", "did you mean 'power'"),
        ],
    )
    def test_that_are_mistaken_are_refused(self, capsys: Capture, asked: str, said: str) -> None:
        assert said in refused(capsys, "diff", *PAIR, "--better", asked)

    @pytest.mark.parametrize(
        ("asked", "said"),
        [
            ("power", "'power' is no spec with its better end: price=lower"),
            ("power=lower,power=higher", "'power' is given two better ends"),
        ],
    )
    def test_are_written_with_an_equals_sign_and_once(self, capsys: Capture, asked: str, said: str) -> None:
        with pytest.raises(SystemExit):
            main(["diff", *PAIR, "--better", asked])
        assert said in capsys.readouterr().err


class TestOwnWords:
    def test_are_those_of_the_library(self, capsys: Capture) -> None:
        asked = (
            "--title",
            "My choice",
            "--caption",
            "May",
            "--label",
            "A",
            "--label",
            "B",
            "--footer",
            "Ask.",
        )
        for command, made in (("compare", evspec.compare), ("diff", evspec.diff)):
            words = (command, *PAIR, *asked, "--specs", "price,range", "--number", "range=.2g")
            own = made(
                *PAIR, title="My choice", caption="May", labels=["A", "B"], footer="Ask.",
                specs=["price", "range"], number={"range": 2},
            )  # fmt: skip
            assert told(capsys, *words) == in_words(own)

    def test_of_a_sheet(self, capsys: Capture) -> None:
        out = told(capsys, "show", PAIR[0], "--title", "Mine", "--footer", "Ask.")
        assert out.startswith("Mine (metric;")
        assert out.endswith("Ask.\n")

    def test_a_label_too_few_is_refused(self, capsys: Capture) -> None:
        assert "labels: 1 given, 2 wanted" in refused(capsys, "diff", *PAIR, "--label", "A")
        assert "number 'x' is no number of digits" in refused(capsys, "diff", *PAIR, "--number", "x")


class TestSuffix:
    @pytest.mark.parametrize(("suffix", "form"), [("md", "markdown"), ("csv", "csv"), ("json", "json")])
    def test_says_the_format(self, capsys: Capture, tmp_path: Path, suffix: str, form: str) -> None:
        file = tmp_path / f"table.{suffix}"
        assert told(capsys, "diff", *PAIR, "-o", file) == ""
        assert file.read_text(encoding="utf-8") == told(capsys, "diff", *PAIR, "--format", form)

    def test_may_be_of_a_workbook(self, capsys: Capture, tmp_path: Path) -> None:
        pytest.importorskip("openpyxl")
        assert told(capsys, "coverage", "bmw", "-o", tmp_path / "table.xlsx") == ""
        assert (tmp_path / "table.xlsx").read_bytes().startswith(b"PK")

    def test_gives_way_to_a_format_that_is_named(self, capsys: Capture, tmp_path: Path) -> None:
        file = tmp_path / "table.md"
        told(capsys, "diff", *PAIR, "--format", "csv", "-o", file)
        assert file.read_text(encoding="utf-8") == told(capsys, "diff", *PAIR, "--format", "csv")

    def test_that_is_unknown_lists_those_there_are(self, capsys: Capture, tmp_path: Path) -> None:
        line = refused(capsys, "diff", *PAIR, "-o", tmp_path / "table.docx")
        assert "the suffix '.docx', which tells no format of a table; write .html" in line
        assert "dump" not in line
        assert "evspec.dump writes data files" in refused(
            capsys, "diff", *PAIR, "-o", tmp_path / "table.toml"
        )
        assert not list(tmp_path.iterdir())


class TestDataSets:
    def test_read_tells_what_came_of_it(self, capsys: Capture) -> None:
        out = told(capsys, "read", "epa-fe-guide", EXTRACTS / "epa-fe-guide.csv")
        assert out.index("g-580-with-eq-technology") < out.index("charger-daytona")
        assert "License: US government work, public domain." in out

    def test_read_writes_a_catalog_that_a_lineage_is_shown_of(self, capsys: Capture, tmp_path: Path) -> None:
        target = tmp_path / "leafs.json"
        file = EXTRACTS / "nrcan-bev.csv"
        assert main(["read", "nrcan-bev", str(file), "--date", "2024", "-o", str(target)]) == 0
        out, err = capsys.readouterr()
        assert "Resources Canada, 2024)" in " ".join(out.split())
        assert err == f"evspec: wrote {target}\n"
        out = told(capsys, "lineage", "nissan/leaf/2018", "--catalog", target, "--specs", "range")
        assert "LEAF 2012–2013" in out
        one = told(capsys, "lineage", "nissan/leaf/2018/leaf", "--catalog", target, "--specs", "range")
        assert one == out

    def test_read_strictly_refuses_what_is_doubted(self, capsys: Capture) -> None:
        file = EXTRACTS / "epa-fe-guide.csv"
        assert main(["read", "epa-fe-guide", str(file), "--strict"]) == 1
        out, err = capsys.readouterr()
        assert out == ""
        assert err.startswith("evspec: 5 mistakes")

    def test_read_names_a_mapping_that_is_none(self, capsys: Capture) -> None:
        line = refused(capsys, "read", "nrcan", EXTRACTS / "nrcan-bev.csv")
        assert line.startswith("evspec: no mapping 'nrcan'; did you mean 'nrcan-bev' or 'nrcan-phev'?")

    def test_sketch_writes_a_mapping_that_read_takes(self, capsys: Capture, tmp_path: Path) -> None:
        mapping, file = tmp_path / "mine.toml", EXTRACTS / "nrcan-bev.csv"
        told(capsys, "sketch", file, "-o", mapping)
        out = told(capsys, "read", mapping, file)
        assert "Vehicles" in out
        assert "mine: " in out

    def test_schema_of_mappings_is_json(self, capsys: Capture) -> None:
        assert "said" in json.loads(told(capsys, "schema", "mapping"))["properties"]

    def test_compare_merges_where_it_is_asked_to(self, capsys: Capture) -> None:
        out = told(capsys, "compare", "bmw/ix1/u11", "bmw/ix1/nb5", "--merge", "--specs", "range")
        assert out == told(capsys, "compare", "bmw/ix1/u11", "bmw/ix1/nb5", "--specs", "range")
