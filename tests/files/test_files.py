"""What is refused before a file's contents are looked at, and how files are written."""

from __future__ import annotations

import json
import os
import stat
import time
import tomllib
from math import inf, isnan
from pathlib import Path

import pytest

from evspec import DataError, EvspecError
from evspec.disk import write_file
from evspec.errors import ProblemCode
from evspec.files import text as files
from evspec.files.lines import Lines
from evspec.files.text import parse


def refusal(path: Path) -> list[tuple[int, str, str]]:
    with pytest.raises(DataError) as caught:
        parse(path)
    assert all(problem.file == str(path) for problem in caught.value.problems)
    return [(p.line, p.path, p.message) for p in caught.value.problems]


@pytest.fixture
def toml(tmp_path: Path) -> Path:
    return tmp_path / "c1.toml"


@pytest.fixture
def as_json(tmp_path: Path) -> Path:
    return tmp_path / "c1.json"


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"a = '\xe9'", "unreadable"),
        (b"a = ", "syntax"),
        (b"a = [[[[[[[[[[[[[]]]]]]]]]]]]]", "syntax"),
        (b"a." * 40 + b"b = 1", "syntax"),
        (b"a = 1" + b"0" * 5000, "syntax"),
        (b"a = '" + b"x" * 30_000 + b"'", "syntax"),
    ],
)
def test_what_is_read_no_further_has_a_code(content: bytes, code: str, toml: Path) -> None:
    toml.write_bytes(content)
    with pytest.raises(DataError) as caught:
        parse(toml)
    assert [problem.code for problem in caught.value.problems] == [code]


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ('{"a\u200b": 1}', "invisible-character"),
        ('{"a": "x\u200by"}', "invisible-character"),
        ('{"a": 1, "a": 2}', "duplicate"),
    ],
)
def test_what_is_read_on_has_a_code(text: str, code: str, as_json: Path) -> None:
    as_json.write_text(text, encoding="utf-8")
    assert [problem.code for problem in parse(as_json)[1].found] == [code]


class TestText:
    def test_byte_order_mark_and_windows_lines_are_read(self, toml: Path) -> None:
        toml.write_bytes(b'\xef\xbb\xbfmake = "A"\r\nmodel = "B"\r\n')
        assert parse(toml)[0] == {"make": "A", "model": "B"}

    def test_latin_1_is_refused_with_its_line(self, toml: Path) -> None:
        toml.write_bytes('make = "A"\nmodel = "Zoé"\n'.encode("latin-1"))
        assert refusal(toml) == [(2, "", "byte 0xe9 is not UTF-8; save the file as UTF-8")]

    def test_missing_file(self, toml: Path) -> None:
        assert refusal(toml) == [(0, "", "cannot be read: No such file or directory")]

    def test_file_that_may_not_be_read(self, toml: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        def refuse(*_args: object) -> None:
            raise PermissionError(13, "Permission denied")

        toml.write_text("", encoding="utf-8")
        monkeypatch.setattr(os, "open", refuse)
        assert refusal(toml) == [(0, "", "cannot be read: Permission denied")]

    def test_huge_file(self, toml: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(files, "LARGEST", 100)
        toml.write_bytes(b"#" * 100)
        assert parse(toml)[0] == {}
        toml.write_bytes(b"#" * 101)
        assert refusal(toml) == [(0, "", "more than 100 bytes; split it")]

    @pytest.mark.skipif(not Path("/dev/zero").exists(), reason="needs /dev/zero")
    def test_endless_file(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(files, "LARGEST", 1000)
        endless = tmp_path / "c1.toml"
        endless.symlink_to("/dev/zero")
        assert "a device; data are read from regular files" in refusal(endless)[0][2]


class TestToml:
    @pytest.mark.parametrize(
        ("text", "line", "words"),
        [
            ('make = "A"\nmodel = \n', 2, "not valid TOML: Invalid value, column 9"),
            ('make = "A"\nmodel = "B', 2, "at the end of the file"),
            ("date = 2026-13\n", 1, "not valid TOML"),
            ('make = "A"\nmake = "B"\n', 2, "the key stands twice, leave one out"),
            ("a = 1\nb = " + "1" * 5000, 2, "a whole number of more than 4,000 digits"),
        ],
    )
    def test_broken(self, text: str, line: int, words: str, toml: Path) -> None:
        toml.write_text(text, encoding="utf-8")
        ((found, path, message),) = refusal(toml)
        assert (found, path) == (line, "")
        assert words in message

    def test_inline_tables_may_go_over_lines(self, toml: Path) -> None:
        # since TOML 1.1
        toml.write_text('a = {\n  b = 1,  # that is c = 1\n  c = "\\u0007",\n}\n', encoding="utf-8")
        document, problems = parse(toml)
        assert document == {"a": {"b": 1, "c": " "}}
        assert [(problem.line, problem.path) for problem in problems.found] == [(3, "a.c")]

    @pytest.mark.parametrize("key", ["a", '"a"', "'a'", '"\\""', "a "])
    @pytest.mark.parametrize("form", ["{} = 1", "[{}]", "[[{}]]", "x = {{ {} = 1 }}"])
    def test_keys_of_many_parts_are_refused_at_once(self, key: str, form: str, toml: Path) -> None:
        toml.write_text("x1 = 1\n" + form.format(".".join([key] * 4000)), encoding="utf-8")
        start = time.perf_counter()
        ((line, _, message),) = refusal(toml)
        assert time.perf_counter() - start < 2
        assert line == 2
        assert "parts" in message or "characters" in message

    def test_long_lines_are_refused(self, toml: Path) -> None:
        toml.write_text("\n# " + "\\\"'" * 20_000, encoding="utf-8")
        assert refusal(toml)[0][0] == 2

    def test_addresses_and_curves_are_no_such_keys(self, toml: Path) -> None:
        curve = [[n + 0.5, 100.5] for n in range(60)]
        toml.write_text(f'a = "https://{"a." * 20}example"\nb = {curve}', encoding="utf-8")
        assert parse(toml)[0]["b"] == curve

    @pytest.mark.parametrize("depth", [13, 500, 100_000])
    @pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ("{a=", "}")])
    def test_deep_values_are_refused(self, depth: int, opening: str, closing: str, toml: Path) -> None:
        lines = "\n" if opening == "[" and depth > 500 else ""
        toml.write_text(f"a = {(opening + lines) * depth}1{closing * depth}", encoding="utf-8")
        ((_, _, message),) = refusal(toml)
        assert "more than 12 deep" in message or "characters" in message

    def test_dates_without_quotes_are_text(self, toml: Path) -> None:
        toml.write_text("a = 2026-03-11\nb = [2026-03-11]", encoding="utf-8")
        assert parse(toml)[0] == {"a": "2026-03-11", "b": ["2026-03-11"]}

    @pytest.mark.parametrize(
        ("value", "code", "read"),
        [
            ('"a\\tb"', "U+0009", "a b"),
            ('"""a\nb"""', "U+000A", "a b"),
            ('"a\\u202eb\\u0007"', "U+202E", "a b "),
        ],
    )
    def test_invisible_characters_are_told_and_taken_out(
        self, value: str, code: str, read: str, toml: Path
    ) -> None:
        toml.write_text(f"x = 1\ny = [1,\n {value}]", encoding="utf-8")
        document, problems = parse(toml)
        assert document == {"x": 1, "y": [1, read]}
        assert [(p.line, p.path) for p in problems.found] == [(3, "y[2]")]
        assert code in problems.found[0].message

    def test_invisible_characters_in_keys(self, toml: Path) -> None:
        toml.write_text('x = 1\n[t]\n"a\\u0007" = 1', encoding="utf-8")
        document, problems = parse(toml)
        assert document == {"x": 1, "t": {}}
        assert [(p.line, p.path) for p in problems.found] == [(2, "t")]
        assert "invisible" in problems.found[0].message

    @pytest.mark.parametrize(
        ("value", "read"),
        [
            ("2026-03-11 07:00:00", "2026-03-11T07:00:00"),
            ("07:00:00", "07:00:00"),
            ("inf", inf),
            ("1e999", inf),
            ("0x" + "f" * 5000, inf),
            ("999_999_999_999_999_999", 999999999999999999),
        ],
    )
    def test_values_that_are_refused_where_they_stand(self, value: str, read: object, toml: Path) -> None:
        toml.write_text(f"x = {value}", encoding="utf-8")
        assert parse(toml)[0] == {"x": read}


class TestJson:
    @pytest.mark.parametrize(
        ("text", "line", "path", "words"),
        [
            ('{"make": "A",\n"model": }', 2, "", "not valid JSON: Expecting value, column 10"),
            ("", 1, "", "not valid JSON"),
            ("[1]", 1, "", "found [1]; a data file is a table of keys"),
            ('{"a": ' + "[" * 13 + "]" * 13 + "}", 0, "", "more than 12 deep"),
            ('{"a": ' + "[" * 100_000 + "]" * 100_000 + "}", 0, "", "more than 12 deep"),
            # whose line has to be looked for in what is deep
            ('{"a": "\\u0007", "b": ' + "[" * 700 + "]" * 700 + "}", 0, "", "more than 12 deep"),
        ],
        ids=range(6),
    )
    def test_broken(self, text: str, line: int, path: str, words: str, as_json: Path) -> None:
        as_json.write_text(text, encoding="utf-8")
        ((found, where, message),) = refusal(as_json)
        assert (found, where) == (line, path)
        assert words in message

    def test_keys_that_stand_twice(self, as_json: Path) -> None:
        as_json.write_text('{"a": 1,\n"b": {"c": 1,\n"c": 2}}', encoding="utf-8")
        _, problems = parse(as_json)
        assert [(p.line, p.path) for p in problems.found] == [(2, "b.c")]
        assert '"c" stands twice' in problems.found[0].message

    @pytest.mark.parametrize(
        ("text", "read"), [("NaN", None), ("1e999", inf), ("1" * 5000, inf), ("1" * 18, 111111111111111111)]
    )
    def test_numbers_out_of_reach(self, text: str, read: float | None, as_json: Path) -> None:
        as_json.write_text(f'{{"a": {text}}}', encoding="utf-8")
        value = parse(as_json)[0]["a"]
        assert value == read if read is not None else isnan(value)

    def test_lines_are_found(self, as_json: Path) -> None:
        as_json.write_text(json.dumps({"said": [{"a": 1}, {"b \\ c": [1, 2]}]}, indent=1), encoding="utf-8")
        _, problems = parse(as_json)
        problems.add(ProblemCode.SYNTAX, ("said", 1, "b \\ c", 1), "x")
        problems.add(ProblemCode.SYNTAX, ("said", 7), "y")
        assert [(p.line, p.path) for p in problems.found] == [(9, 'said[2]."b \\\\ c"[2]'), (2, "said[8]")]


TOML = '''\
a.b.c = 1
"q.q" . 'r' = """
[said]
x = "1\\"""""   # a comment with " and [
lit = \'\'\'
'x' \'\'\'
[t]
d = 1979-05-27 07:32:00
inline = { p = [1, { q = 2 }], "r\\u0020s" = 3 }
"\\U0001F600" = 1
[[said]]
x = 1
[said.sub]
y = [
  "a", # one
  # two
  "b", ]
[[said]]
x = 2
[[said.deep]]
z = 1
[[said.deep]]
z = 2
'''


@pytest.mark.parametrize(
    ("path", "line"),
    [
        (("a",), 1),
        (("a", "b", "c"), 1),
        (("q.q", "r"), 2),
        (("lit",), 5),
        (("t",), 7),
        (("t", "d"), 8),
        (("t", "inline", "p", 1, "q"), 9),
        (("t", "inline", "r s"), 9),
        (("said",), 11),
        (("said", 0, "x"), 12),
        (("said", 0, "sub"), 13),
        (("said", 0, "sub", "y", 0), 15),
        (("said", 0, "sub", "y", 1), 17),
        (("said", 1), 18),
        (("said", 1, "x"), 19),
        (("said", 1, "deep", 0, "z"), 21),
        (("said", 1, "deep", 1), 22),
        (("said", 1, "deep", 1, "z"), 23),
        (("said", 1, "nothing"), 18),
        (("nothing",), 1),
        ((), 1),
    ],
)
def test_lines_in_toml(path: tuple[str | int, ...], line: int) -> None:
    tomllib.loads(TOML)
    assert Lines(TOML, is_json=False).find(path) == line


class TestSave:
    def test_new_files_have_the_usual_rights(self, tmp_path: Path) -> None:
        write_file(tmp_path / "a", "ä\n")
        (tmp_path / "b").write_text("x", encoding="utf-8")
        assert (tmp_path / "a").read_bytes() == b"\xc3\xa4\n"
        assert (tmp_path / "a").stat().st_mode == (tmp_path / "b").stat().st_mode

    def test_old_files_keep_theirs(self, tmp_path: Path) -> None:
        old = tmp_path / "a"
        old.write_text("old", encoding="utf-8")
        old.chmod(0o640)
        write_file(old, "new")
        assert old.read_text(encoding="utf-8") == "new"
        assert stat.S_IMODE(old.stat().st_mode) == 0o640

    def test_links_are_followed(self, tmp_path: Path) -> None:
        real, link = tmp_path / "real", tmp_path / "link"
        real.write_text("old", encoding="utf-8")
        link.symlink_to(real)
        write_file(link, "new")
        assert link.is_symlink()
        assert real.read_text(encoding="utf-8") == "new"

    @pytest.mark.parametrize("fault", ["fsync", "replace", "chmod", "open"])
    @pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
    def test_on_any_fault_the_old_file_stays(
        self, fault: str, error: BaseException, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        old = tmp_path / "a"
        old.write_text("old", encoding="utf-8")

        def fail(*_args: object, **_options: object) -> None:
            raise error

        with monkeypatch.context() as patch:
            patch.setattr(os, fault, fail)
            with pytest.raises((EvspecError, KeyboardInterrupt)) as caught:
                write_file(old, "new")
        if isinstance(caught.value, EvspecError):
            assert str(caught.value) == f"{old}: cannot be written: No space left on device"
        assert {file: file.read_text(encoding="utf-8") for file in tmp_path.iterdir()} == {old: "old"}

    def test_what_is_no_file_is_not_replaced(self, tmp_path: Path) -> None:
        pipe = tmp_path / "pipe"
        os.mkfifo(pipe)
        reader = os.open(pipe, os.O_RDONLY | os.O_NONBLOCK)
        try:
            write_file(pipe, "through")
            assert os.read(reader, 100) == b"through"
        finally:
            os.close(reader)
        assert pipe.is_fifo()
        with pytest.raises(EvspecError, match="Is a directory"):
            write_file(tmp_path, "x")
