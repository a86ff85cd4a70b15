"""What is refused in data files: with file, line, path, what was found, and what would be right."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from evspec import DataError, catalog, load
from evspec.catalogs import validate
from tests.files.drafts import HEAD, SOURCES, draft, folder, line_of, mistakes

if TYPE_CHECKING:
    from pathlib import Path

SAID = '[[said]]\nsource = "volt"\n'

# what is written below the head of a file, the path of the mistake, words of the message, the code
IN_BLOCKS = [
    ('range = "514 kW" # here', "said[1].range", ["range", "length", "power", "514 kW", "km"], "unit"),
    (
        'range = "514 km" # here',
        "said[1].range",
        ["514 km", "cycle", "514 km WLTP", "not stated"],
        "missing-condition",
    ),
    ('range = "514 km WLPT" # here', "said[1].range", ["WLPT", "cycle"], "bad-value"),
    (
        'range = { value = "514 km", cycle = "WLPT" } # here',
        "said[1].range",
        ["cycle", "WLPT", "WLTP"],
        "bad-value",
    ),
    ("range = 514 # here", "said[1].range", ["514", "unit", "WLTP"], "bad-value"),
    ('long.range = "514 kW" # here', "said[1].long.range", ["power"], "unit"),
    ('"long"."range" = "514 kW" # here', "said[1].long.range", ["power"], "unit"),
    ('long . range = "514 kW" # here', "said[1].long.range", ["power"], "unit"),
    ('long = { range = "514 kW" } # here', "said[1].long.range", ["power"], "unit"),
    (
        'rnage = "514 km WLTP" # here',
        "said[1].rnage",
        ["rnage", "spec", "did you mean", "range"],
        "unknown-spec",
    ),
    ('long.rnage = "514 km WLTP" # here', "said[1].long.rnage", ["no spec", "range"], "unknown-spec"),
    ('lnog.range = "514 km WLTP" # here', "said[1].lnog", ["variant", "did you mean 'long'"], "unknown-spec"),
    ('long = "514 km WLTP" # here', "said[1].long", ["variant", "long.range"], "wrong-type"),
    ('variants = { a = "A" } # here', "said[1].variants", ["above the first [[said]]"], "misplaced-key"),
    ('long.replaces = "64-kwh" # here', "said[1].long.replaces", ["to the variants"], "misplaced-key"),
    ('status = "rumoured" # here', "said[1].status", ["rumoured", "rumored"], "not-listed"),
    ('edition = "2027" # here', "said[1].edition", ["2027", "2026, 2028"], "unknown-edition"),
    ("hedge = 1 # here", "said[1].hedge", ["hedge is 1", "quotes"], "wrong-type"),
    (
        'power = { value = "150 kW", status = "sure" } # here',
        "said[1].power.status",
        ["sure", "official"],
        "not-listed",
    ),
    (
        'power = { value = "150 kW", printd = "x" } # here',
        "said[1].power.printd",
        ["printd", "'printed'"],
        "unknown-key",
    ),
    (
        'power = { value = "150 kW", cycle = "WLTP" } # here',
        "said[1].power.cycle",
        ["cycle", "rating"],
        "unknown-key",
    ),
    (
        'power = { value = "150 kW", note = "" } # here',
        "said[1].power.note",
        ["note", "quotes"],
        "wrong-type",
    ),
    ('power = { hedge = "should" } # here', "said[1].power", ["no value", "value ="], "missing-value"),
    ("power = {} # here", "said[1].power", ["no value"], "missing-value"),
    ("power = [] # here", "said[1].power", ["empty"], "missing-value"),
    ("power = true # here", "said[1].power", ["no figure", "100 kW"], "bad-value"),
    (
        'production_start = "before 0001" # here',
        "said[1].production_start",
        ["calendar", "0001-01-01 to 9999-12-31"],
        "bad-value",
    ),
    ('premiere = "99999 years from now" # here', "said[1].premiere", ["calendar"], "bad-value"),
    ('long.market_launch = "after 9999" # here', "said[1].long.market_launch", ["calendar"], "bad-value"),
    ('power = ["150 kW",\n "150 km", # here\n "140 kW"]', "said[1].power[2]", ["length"], "unit"),
    (
        'power = ["150 kW", { value = "9", rating = "30-minute" }] # here',
        "said[1].power[2]",
        ["unit"],
        "bad-value",
    ),
    (
        'production_start = "2026-13" # here',
        "said[1].production_start",
        ["2026-13", "month 13", "01 to 12"],
        "bad-value",
    ),
    ('premiere = "soon" # here', "said[1].premiere", ["soon", "2027-11"], "bad-value"),
    ('drivetrain = "2WD" # here', "said[1].drivetrain", ["2WD", "FWD", "RWD", "AWD"], "bad-value"),
    ('heat_pump = "maybe" # here', "said[1].heat_pump", ["maybe", "true or false"], "bad-value"),
    ('seats = "4.5" # here', "said[1].seats", ["whole number"], "bad-value"),
    ('price = "47,900 EUR" # here', "said[1].price", ["market"], "missing-condition"),
    ('dc_time = "29 min" # here', "said[1].dc_time", ["soc", "10-80 %"], "missing-condition"),
    ("charging_curve = [[10, 150], [5, 60]] # here", "said[1].charging_curve", ["rise"], "bad-value"),
    ("charging_curve = [[10, 150], [138, 60]] # here", "said[1].charging_curve", ["138", "100"], "bad-value"),
    ('power = "more than acme/comet" # here', "said[1].power", ["acme/comet"], "bad-value"),
]

IN_FILES = [
    ('range = "514 km WLTP" # here\n', "range", ["without a source", "[[said]]"], "missing-source"),
    ('source = "volt" # here\n', "source", ["outside a block"], "misplaced-key"),
    ('colour = "red" # here\n', "colour", ["unknown key", "code"], "unknown-key"),
    ('modle = "Comet" # here\n', "modle", ["unknown key", "did you mean 'model'"], "unknown-key"),
    (
        'predecessor = "acme/comet/c0" # here\n',
        "predecessor",
        ["acme/comet/c0", "does not exist"],
        "unknown-id",
    ),
    ("predecessor = 7 # here\n", "predecessor", ["7", "quotes"], "wrong-type"),
    ('successor = ["acme/comet/c1"] # here\n', "successor", ["itself"], "self-reference"),
    ('successor = ["bmw/ix1/u11",\n 7] # here\n', "successor[2]", ["7", "quotes"], "wrong-type"),
    ('said = "514 km" # here\n', "said", ["[[said]]"], "wrong-type"),
    ("[said] # here\n", "said", ["[[said]]"], "wrong-type"),
    ('said = ["514 km"] # here\n', "said[1]", ["[[said]]"], "wrong-type"),
    ("schema_version = 2 # here\n", "schema_version", ["newer", "1"], "schema-version"),
    ('schema_version = "1" # here\n', "schema_version", ["whole number"], "wrong-type"),
    ("name = true # here\n", "name", ["true", "quotes"], "wrong-type"),
    ('id = "acme/comet/c2" # here\n', "id", ["acme/comet/c2", "acme/comet/c1"], "bad-id"),
    (
        "[[said]] # here\nrange = '514 km WLTP'\n",
        "said[1]",
        ["without a source", "source ="],
        "missing-source",
    ),
    (
        "[[said]]\nsource = 'vlot' # here\nrange = '514 km WLTP'\n",
        "said[1].source",
        ["vlot", "'volt'"],
        "unknown-source",
    ),
    ("[[said]]\nsource = ['volt'] # here\n", "said[1].source", ["volt", "not among"], "unknown-source"),
]

HEADS = [
    ('make = "A"\nmodel = 3 # here\n', "model", ["3", "quotes"], "wrong-type"),
    ('make = "" # here\nmodel = "A"\n', "make", ["no make"], "missing-key"),
    ('make = " " # here\nmodel = "A"\n', "make", ["no make"], "missing-key"),
    ('make = "A"\nmodel = "A"\neditions = "2026" # here\n', "editions", ["list"], "wrong-type"),
    ('make = "A"\nmodel = "A"\neditions = ["1", "1"] # here\n', "editions", ["twice"], "duplicate"),
    ('make = "A"\nmodel = "A"\neditions = [2026] # here\n', "editions[1]", ["2026", "quotes"], "wrong-type"),
    ('make = "A"\nmodel = "A"\nvariants = ["e30"] # here\n', "variants", ["table"], "wrong-type"),
    (
        'make = "A"\nmodel = "A"\nsources = [{ publisher = "P" }] # here\n',
        "sources",
        ["table of sources"],
        "wrong-type",
    ),
    (
        'make = "A"\nmodel = "A"\nvariants = { E30 = "E30" } # here\n',
        "variants.E30",
        ["lower-case"],
        "bad-slug",
    ),
    (
        'make = "A"\nmodel = "A"\nvariants = { range = "R" } # here\n',
        "variants.range",
        ["called like"],
        "bad-slug",
    ),
    ('make = "A"\nmodel = "A"\nvariants = { a = 1 } # here\n', "variants.a", ["its name"], "wrong-type"),
    (
        'make = "A"\nmodel = "A"\nvariants = { a = "A", b = "A" } # here\n',
        "variants.b",
        ["twice"],
        "duplicate",
    ),
    (
        'make = "A"\nmodel = "A"\n[variants]\na = { name = "" } # here\n',
        "variants.a",
        ["its name"],
        "wrong-type",
    ),
    (
        'make = "A"\nmodel = "A"\n[variants]\na = { name = "A", replace = "b" } # here\n',
        "variants.a.replace",
        ["replace", "name, replaces, source, reason", "did you mean 'replaces'"],
        "unknown-key",
    ),
    (
        'make = "A"\nmodel = "A"\n[variants.a]\nname = "A"\nreason = "r" # here\n',
        "variants.a.reason",
        ["replaces none", 'write replaces = "…"'],
        "missing-key",
    ),
    (
        'make = "A"\nmodel = "A"\n[variants.a]\nname = "A"\nreplaces = "b" # here\n',
        "variants.a.replaces",
        ["without the source", 'write source = "…" or reason = "…"'],
        "missing-source",
    ),
    (
        'make = "A"\nmodel = "A"\n[variants.a]\nname = "A"\nreplaces = "b"\nsource = "vlot" # here\n',
        "variants.a.source",
        ["vlot", "not among the sources", "'volt'"],
        "unknown-source",
    ),
    (
        'make = "A"\nmodel = "A"\n[variants.a]\nname = "A"\nreplaces = 3 # here\nreason = "r"\n',
        "variants.a.replaces",
        ["3", "the slug of the variant before it"],
        "wrong-type",
    ),
    (
        'make = "A"\nmodel = "A"\n[variants.a]\nname = "A"\nreplaces = ["b", "b"] # here\nreason = "r"\n',
        "variants.a.replaces",
        ["twice"],
        "duplicate",
    ),
    (
        'make = "A"\nmodel = "A"\n[variants.a]\nname = "A"\nreplaces = "b"\nreason = 3 # here\n',
        "variants.a.reason",
        ["3", "quotes"],
        "wrong-type",
    ),
    (
        'make = "A"\nmodel = "A"\n[variants]\na = "A"\n"B b" = "B" # here\n',
        'variants."B b"',
        ["lower-case"],
        "bad-slug",
    ),
]


def _check(where: Path, path: str, words: list[str], code: str) -> None:
    (problem,) = mistakes(where)
    file = where / "acme/comet/c1.toml"
    assert problem.file == str(file)
    assert (problem.path, problem.code) == (path, code)
    if "# here" in file.read_text(encoding="utf-8"):
        assert problem.line == line_of(file)
    assert all(word in problem.message for word in words), problem.message
    assert str(problem).startswith(f"{file}:{problem.line}: {path}: ")
    with pytest.raises(DataError) as caught:
        load(where)
    assert caught.value.problems == (problem,)


@pytest.mark.parametrize(("line", "path", "words", "code"), IN_BLOCKS, ids=lambda value: str(value)[:40])
class TestClaims:
    def test_in_the_first_block(
        self, line: str, path: str, words: list[str], code: str, tmp_path: Path
    ) -> None:
        _check(draft(tmp_path, SAID + line + "\n"), path, words, code)

    def test_in_the_second_block(
        self, line: str, path: str, words: list[str], code: str, tmp_path: Path
    ) -> None:
        before = SAID + 'note = """[[said]]"""\nrange = "9 km WLTP"\nlong.range = "9 km EPA"\n\n'
        # a list over several lines, and a look-alike of what goes wrong later
        before += '"length" = ["4500 mm",\n  "4510 mm"]\n'
        _check(draft(tmp_path, before + SAID + line + "\n"), path.replace("said[1]", "said[2]"), words, code)


@pytest.mark.parametrize(("body", "path", "words", "code"), IN_FILES, ids=lambda value: str(value)[:40])
def test_mistake_in_a_file(body: str, path: str, words: list[str], code: str, tmp_path: Path) -> None:
    _check(draft(tmp_path, body), path, words, code)


@pytest.mark.parametrize(("head", "path", "words", "code"), HEADS, ids=lambda value: str(value)[-40:])
def test_mistake_in_the_head(head: str, path: str, words: list[str], code: str, tmp_path: Path) -> None:
    _check(draft(tmp_path, "", head), path, words, code)


class TestCapacities:
    NET = '[[said]]\nsource = "volt"\nlong.battery_net = "82 kWh" # here\n'

    @pytest.mark.parametrize("about", ["", "long."])
    def test_net_above_gross_is_refused(self, about: str, tmp_path: Path) -> None:
        where = draft(tmp_path, f'{self.NET}{about}battery_gross = "78 kWh"\n')
        _check(where, "said[1].long.battery_net", ["82 kWh", "78 kWh", "swap", "doubt"], "capacity")

    @pytest.mark.parametrize(
        "gross",
        [
            'long.battery_gross = "82 kWh"',
            'long.battery_gross = ["78 kWh", "83 kWh"]',
            'long.battery_gross = { value = "78 kWh", doubt = "misprint" }',
            'dual.battery_gross = "78 kWh"',
            'long.battery_gross = "unknown"',
            'long.battery_gross = { value = "78 kWh", edition = "2028" }',
            'length = "4500 mm"\n[[said]]\nsource = "maker"\nlong.battery_gross = "78 kWh"',
        ],
    )
    def test_what_may_well_be_true_is_not(self, gross: str, tmp_path: Path) -> None:
        body = f'[[said]]\nsource = "volt"\n{gross}\n{self.NET}'
        assert mistakes(draft(tmp_path, body)) == []


class TestManyMistakes:
    def test_ten_mistakes_are_ten(self, tmp_path: Path) -> None:
        body = """\
predecessor = "acme/comet/c0"
[[said]]
source = "volt"
range = "514 kW"
power = "150"
production_start = "2026-13"
long.range = "514 km"
long.battery_net = "82 kWh"
long.battery_gross = "78 kWh"
rnage = "1 km WLTP"
drivetrain = "2WD"
[[said]]
power = "150 kW"
[[said]]
source = "volt"
status = "sure"
power = "150 kW"
torque = "300 Nm"
length = "4500 mm"
edition = "2028"
"""
        problems = mistakes(draft(tmp_path, body))
        assert [p.path for p in problems] == [
            "predecessor",
            "said[1].range",
            "said[1].power",
            "said[1].production_start",
            "said[1].long.range",
            "said[1].long.battery_net",
            "said[1].rnage",
            "said[1].drivetrain",
            "said[2]",
            "said[3].status",
        ]
        assert [p.line for p in problems] == sorted(p.line for p in problems)


SOURCE_MISTAKES = [
    ('publisher = "A"\ntitle = "T"', "amp", ["no address"], "missing-key"),
    ('publisher = "A"\ntitle = "T"\naddress = 7 # here', "amp.address", ["7", "quotes"], "wrong-type"),
    (
        'publisher = "A"\ntitle = "T"\naddress = "x"\nkind = "blog" # here',
        "amp.kind",
        ["blog", "press"],
        "not-listed",
    ),
    (
        'publisher = "A"\ntitle = "T"\naddress = "x"\ntier = 5 # here',
        "amp.tier",
        ["5", "1, 2, 3, 4"],
        "not-listed",
    ),
    ('publisher = "A"\ntitle = "T"\naddress = "x"\ntier = true # here', "amp.tier", ["true"], "not-listed"),
    ('publisher = "A"\ntitle = "T"\naddress = "x"\ntier = 1.0 # here', "amp.tier", ["1.0"], "not-listed"),
    (
        'publisher = "A"\ntitle = "T"\naddress = "x"\ndate = "2026-13" # here',
        "amp.date",
        ["month 13"],
        "bad-value",
    ),
    (
        'publisher = "A"\ntitle = "T"\naddress = "x"\ndate = "before 0001" # here',
        "amp.date",
        ["calendar"],
        "bad-value",
    ),
    ('publisher = "A"\ntitle = "T"\naddress = "x"\ndate = 0 # here', "amp.date", ["no date"], "bad-value"),
    (
        'publisher = "A"\ntitle = "T"\naddress = "x"\nurl = "y" # here',
        "amp.url",
        ["unknown key", "address"],
        "unknown-key",
    ),
    (
        'publisher = "A"\ntitle = "T"\naddress = "x"\ncopies = "vlot" # here',
        "amp.copies",
        ["'volt'"],
        "unknown-source",
    ),
    (
        'publisher = "A"\ntitle = "T"\naddress = "x"\ncopies = "amp" # here',
        "amp.copies",
        ["copies the source itself"],
        "self-reference",
    ),
]


@pytest.mark.parametrize(
    ("row", "path", "words", "code"), SOURCE_MISTAKES, ids=lambda value: str(value)[-30:]
)
def test_mistake_in_a_source(row: str, path: str, words: list[str], code: str, tmp_path: Path) -> None:
    where = draft(tmp_path, "")
    file = where / "sources.toml"
    file.write_text(f"{SOURCES}\n[amp]\n{row}\n", encoding="utf-8")
    (problem,) = mistakes(where)
    assert (problem.file, problem.path, problem.code) == (str(file), path, code)
    assert problem.line == line_of(file, "# here" if "# here" in row else "[amp]")
    assert all(word in problem.message for word in words), problem.message
    assert mistakes(file) == [problem]


@pytest.mark.parametrize("said_on", ["0001-01-01", "9999-12-31"])
def test_what_is_counted_from_the_ends_of_the_calendar(said_on: str, tmp_path: Path) -> None:
    where = draft(tmp_path, f'{SAID}premiere = "around now" # here\n')
    file = where / "sources.toml"
    file.write_text(SOURCES.replace("2026-02-24", said_on), encoding="utf-8")
    (problem,) = mistakes(where)
    assert problem.line == line_of(where / "acme/comet/c1.toml")
    assert "calendar" in problem.message


def test_a_source_is_a_table(tmp_path: Path) -> None:
    file = tmp_path / "sources.toml"
    file.write_text('volt = "Volt"\n', encoding="utf-8")
    (problem,) = mistakes(file)
    assert (problem.path, problem.line, problem.code) == ("volt", 1, "wrong-type")
    assert "[volt]" in problem.message


class TestSeveralFiles:
    def test_a_source_that_two_files_tell_differently(self, tmp_path: Path) -> None:
        own = '[sources.volt]\npublisher = "Volt"\ntitle = "Another"\naddress = "y"\n'
        (problem,) = mistakes(folder(tmp_path, acme_comet_c1=HEAD + own))
        assert (problem.path, problem.code) == ("sources.volt", "duplicate")
        assert "another" in problem.message

    def test_an_id_that_two_files_have(self, tmp_path: Path) -> None:
        where = draft(tmp_path, "")
        other = tmp_path / "zzz.toml"
        other.write_text(f'id = "acme/comet/c1"\n{HEAD}', encoding="utf-8")
        (problem,) = mistakes(where)
        assert (problem.file, problem.line, problem.path) == (str(other), 1, "id")
        assert problem.code == "duplicate"
        assert "acme/comet/c1.toml" in problem.message

    def test_a_source_that_stands_twice(self, tmp_path: Path) -> None:
        where = draft(tmp_path, "")
        (where / "sources.toml").write_text(SOURCES + SOURCES, encoding="utf-8")
        problem = mistakes(where)[0]
        assert problem.line == SOURCES.count("\n") + 1
        assert "not valid TOML" in problem.message
        assert "volt" in problem.message

    def test_a_file_outside_the_folders_says_its_id(self, tmp_path: Path) -> None:
        loose = folder(tmp_path) / "comet.toml"
        loose.write_text(HEAD, encoding="utf-8")
        (problem,) = mistakes(tmp_path)
        assert (problem.path, problem.line, problem.code) == ("id", 1, "bad-id")
        assert 'id = "make/model/generation"' in problem.message
        loose.write_text(f'id = "acme/comet/c1"\n{HEAD}', encoding="utf-8")
        assert load(tmp_path).ids == ("acme/comet/c1",)
        assert load(loose).ids == ("acme/comet/c1",)

    @pytest.mark.parametrize("id_", ["Acme/Comet/C1", "acme/comet", "acme/comet/c1/long", "acme//c1", ""])
    def test_an_id_has_three_parts_in_lower_case(self, id_: str, tmp_path: Path) -> None:
        loose = tmp_path / "comet.toml"
        loose.write_text(f'\nid = "{id_}"\n{HEAD}', encoding="utf-8")
        (problem,) = mistakes(loose)
        assert (problem.path, problem.line, problem.code) == ("id", 2, "bad-id")
        assert "lower-case" in problem.message

    @pytest.mark.parametrize(
        ("text", "line", "path", "words", "code"),
        [
            ('[generations]\n[sources]\nvolt = "Volt"\n', 3, "sources.volt", ["[volt]"], "wrong-type"),
            ("sources = 7\n[generations]\n", 1, "sources", ["table"], "wrong-type"),
            ('generations = ["acme/comet/c1"]\n', 1, "generations", ["ids as its keys"], "wrong-type"),
            ('make = "A"\n[generations]\n', 1, "make", ["unknown key", "generations"], "unknown-key"),
            (
                '[generations]\n"acme/comet/c1" = 7\n',
                2,
                'generations."acme/comet/c1"',
                ["7", "table"],
                "wrong-type",
            ),
            ("[generations.c1]\nmake = 'A'\nmodel = 'B'\n", 1, "generations.c1.id", ["lower-case"], "bad-id"),
            (
                "[generations.'a/b/c']\nmake='A'\nmodel='B'\n[[generations.'a/b/c'.said]]\nsource = 'x'\n",
                5,
                'generations."a/b/c".said[1].source',
                ["not among"],
                "unknown-source",
            ),
        ],
        ids=range(7),
    )
    def test_a_file_of_several_generations(
        self, text: str, line: int, path: str, words: list[str], code: str, tmp_path: Path
    ) -> None:
        file = tmp_path / "all.toml"
        file.write_text(text, encoding="utf-8")
        (problem,) = mistakes(file)
        assert (problem.line, problem.path, problem.code) == (line, path, code)
        assert all(word in problem.message for word in words), problem.message

    def test_files_given_one_by_one_are_one_catalog(self, tmp_path: Path) -> None:
        where = folder(
            tmp_path,
            acme_comet_c1=HEAD + 'successor = "acme/comet/c2"\n',
            acme_comet_c2=HEAD + 'predecessor = "acme/comet/c1"\n',
        )
        files = [where / "acme/comet/c1.toml", where / "acme/comet/c2.toml"]
        read, problems, _ = validate([*files, files[0]])
        assert problems == []
        assert read.ids == ("acme/comet/c1", "acme/comet/c2")

    def test_a_part_of_a_folder_has_the_ids_of_the_whole(self, tmp_path: Path) -> None:
        where = draft(tmp_path, SAID + 'range = "514 km WLTP"\n')
        assert load(where / "acme").ids == load(where / "acme/comet").ids == ("acme/comet/c1",)

    def test_nothing_is_read_from_an_empty_folder(self, tmp_path: Path) -> None:
        (problem,) = mistakes(tmp_path)
        assert (problem.file, problem.line, problem.code) == (str(tmp_path), 0, "no-data")
        assert "<make>/<model>/<generation>.toml" in problem.message

    def test_hidden_files_and_others_are_no_data(self, tmp_path: Path) -> None:
        where = draft(tmp_path, "")
        (where / ".cache").mkdir()
        for name in (".cache/x.toml", ".x.json", "README.md", "schema.json"):
            (where / name).write_text("?", encoding="utf-8")
        assert mistakes(where) == []

    def test_nothing_is_half_loaded(self, tmp_path: Path) -> None:
        bad = HEAD + SAID + 'range = "514 kW"\n'
        where = folder(tmp_path, acme_comet_c1=bad, acme_comet_c2=HEAD, acme_comet_c3=bad)
        with pytest.raises(DataError, match="2 mistakes") as caught:
            load(where)
        assert len(caught.value.problems) == 2
        assert "acme/comet/c2" not in catalog


@pytest.mark.parametrize("beside", ["", 'long.seats = { value = 5, note = "all" }\n'])
@pytest.mark.parametrize("doors", ['long.doors = "5"\n', ""])
def test_a_place_among_texts_that_were_read_before(beside: str, doors: str, tmp_path: Path) -> None:
    right = 'long.battery_net = "50 kWh"\nlong.battery_gross = "56 kWh"\n'
    more = 'dual.battery_net = "66 kWh"\ndual.battery_gross = "70 kWh"\n'
    wrong = 'long.battery_net = "66 kWh"  # here\nlong.battery_gross = "60 kWh"\n'
    known = SAID + 'long.battery_gross = "60 kWh"\nrange = "400 km WLTP"\n' + doors
    where = draft(
        tmp_path, SAID + right + more + known + SAID + 'range = "400 km WLTP"\n' + doors + beside + wrong
    )
    [found] = mistakes(where)
    assert "swap them" in found.message
    assert (found.path, found.line) == (
        "said[3].long.battery_net",
        line_of(where / "acme" / "comet" / "c1.toml"),
    )
