"""Bad files and bad cells: one clear message each, and a bad row never costs the others."""

from __future__ import annotations

import gzip
import json
from typing import TYPE_CHECKING, Any

import pytest

import evspec as ev
from evspec.datasets.encodings import decoding

if TYPE_CHECKING:
    from pathlib import Path

MINE: dict[str, Any] = {"make": "{Make}", "model": "{Model}", "said": {"range": "{Range} km WLTP"}}
HEAD = "Make,Model,Range\n"
GOOD = "Acme,Comet,480\n"


def refusal(data: Any, mapping: dict[str, Any] | None = None) -> str:
    with pytest.raises(ev.DataError) as caught:
        ev.read(mapping or MINE, data)
    (problem,) = caught.value.problems
    return str(problem)


def write(folder: Path, content: str | bytes, name: str = "cars.csv") -> Path:
    file = folder / name
    file.write_bytes(content.encode() if isinstance(content, str) else content)
    return file


FILES: dict[str, tuple[str, bytes, str]] = {
    "empty": ("cars.csv", b"", "cars.csv: is empty"),
    "only a header": ("cars.csv", HEAD.encode(), "only a header and no row below it"),
    "no header": ("cars.csv", b",,\nAcme,Comet,480\n", "no header; its first line should name the columns"),
    "wrong encoding": ("cars.csv", (HEAD + "Citroën,C3,320\n").encode("cp1252"),
                       'byte 0xeb is not utf-8; the mapping should say encoding = "cp1252"'),
    "wrong delimiter": ("cars.csv", b"Make;Model;Range\nAcme;Comet;480\n",
                        "the mapping should say delimiter = ';'"),
    "duplicate headers": ("cars.csv", b"Make,Model,Range,Range\nA,B,1,2\n",
                          "the column 'Range' stands 2 times, as 3 and 4; rename one"),
    "0x00 in the header": ("cars.csv", b"M\0a\0k\0e\0\n", "0x00 in the header; perhaps it is UTF-16"),
    "an Excel file": ("cars.xlsx", b"PK\x03\x04xxxx", "is an Excel or zip file; save the sheet as CSV"),
    "truncated JSON": ("cars.json", b'[{"Make": "Acme", "Mod', "it is cut short"),
    "no list in JSON": ("cars.json", b'{"cars": [{"Make": "A"}]}', 'the mapping should say records = "cars"'),
    "a key twice": ("cars.json", b'[{"Make": "A", "Model": "B", "Make": "C"}]', "'Make' stands twice in one"),
    "a key twice below": ("cars.json", b'[{"Make": "A", "x": {"k": 1, "k": 1}}]', "'k' stands twice in one"),
    "tabs": ("cars.csv", b"Make\tModel\tRange\nA\tB\t5\n", "the mapping should say delimiter = 'tab'"),
    "an empty list": ("cars.json", b"[]", "an empty list of records"),
    "truncated gzip": ("cars.csv.gz", gzip.compress((HEAD + GOOD * 99).encode())[:40], "cannot be unpacked"),
    "a broken Parquet file": ("cars.parquet", b"PAR1xxxx", "cannot be read"),
    "a CSV file called one of Parquet": (
        "cars.parquet", b"Make,Model\n", "no Parquet file, it begins with 'Make,Model'; call a CSV file .csv",
    ),
    "bytes called a Parquet file": ("cars.parquet", b"\0\1\2\3", "is no Parquet file"),
}  # fmt: skip


class TestFiles:
    @pytest.mark.parametrize("name", FILES)
    def test_are_refused_in_one_message(self, name: str, tmp_path: Path) -> None:
        file, content, words = FILES[name]
        told = refusal(write(tmp_path, content, file))
        assert told.startswith(str(tmp_path / file))
        assert words in told

    def test_a_line_of_json_with_a_key_twice_costs_that_line_alone(self, tmp_path: Path) -> None:
        lines = ['{"Make": "A", "Model": "B", "Range": 480}', '{"Make": "A", "Make": "B"}']
        found = ev.read(MINE, write(tmp_path, "\n".join(lines), "cars.jsonl"))
        assert len(found.variants) == 1
        assert ["'Make' stands twice" in str(one) for one in found.report.refused] == [True]

    @pytest.mark.parametrize("number", ["9" * 5000, "-" + "9" * 5000, "1e5000"])
    def test_a_number_that_is_none_costs_its_cell_alone(self, tmp_path: Path, number: str) -> None:
        cars = (
            f'[{{"Make": "A", "Model": "B", "Range": {number}}}, {{"Make": "A", "Model": "C", "Range": 480}}]'
        )
        found = ev.read(MINE, write(tmp_path, cars, "cars.json"))
        assert [len(car.claims()) for car in found.variants] == [0, 1]

    def test_parted_by_tabs_are_read_by_a_mapping_in_a_file(self, tmp_path: Path) -> None:
        rows = write(tmp_path, (HEAD + GOOD).replace(",", "\t"))
        sketch = ev.sketch(rows)
        assert 'delimiter = "tab"' in sketch
        mine = 'delimiter = "tab"\nmake = "{Make}"\nmodel = "{Model}"\n[said]\nrange = "{Range} km WLTP"\n'
        (tmp_path / "mine.toml").write_text(mine, encoding="utf-8")
        for given in (
            tmp_path / "mine.toml",
            mine,
            {**MINE, "delimiter": "tab"},
            {**MINE, "delimiter": "\t"},
        ):
            (car,) = ev.read(given, rows).variants
            assert str(car.range.value) == "480 km WLTP"

    def test_an_error_of_the_disk_is_one_of_the_file(self, tmp_path: Path) -> None:
        file = write(tmp_path, HEAD + GOOD)
        with (
            pytest.raises(ev.DataError, match=r"cars\.csv: cannot be read: Input/output error"),
            decoding(file, "utf-8"),
        ):
            raise OSError(5, "Input/output error")

    def test_that_are_missing(self, tmp_path: Path) -> None:
        assert "cannot be read: No such file" in refusal(tmp_path / "none.csv")

    def test_that_are_folders(self, tmp_path: Path) -> None:
        assert refusal(tmp_path).endswith("is a folder; name the file in it")

    def test_in_other_encodings_are_read_if_the_mapping_says_so(self, tmp_path: Path) -> None:
        mine = {**MINE, "encoding": ["utf-8", "cp1252"]}
        for encoding in ("utf-8", "utf-8-sig", "cp1252", "utf-16"):
            file = write(tmp_path, (HEAD + "Citroën,C3,320\n").encode(encoding))
            (car,) = ev.read(mine, file).variants
            assert (car.make, car.id) == ("Citroën", "citroen/c3/read/c3")

    def test_what_is_no_data_is_a_wrong_type(self) -> None:
        with pytest.raises(ev.WrongType, match="data to read is a path, several paths or a frame, not int"):
            ev.read(MINE, 7)

    @pytest.mark.parametrize("data", [[], {}, {"Make": [], "Model": [], "Range": []}])
    def test_frames_without_rows(self, data: Any) -> None:
        assert refusal(data).startswith("frame: ")

    def test_columns_of_unlike_lengths(self) -> None:
        assert "columns of unlike lengths" in refusal({"Make": ["A"], "Model": [], "Range": [1]})


ROWS: dict[str, tuple[str, str]] = {
    "short": ("Acme,Star\n", "2 cells where the header has 3"),
    "long": ("Acme,Star,480,x\n", "4 cells where the header has 3"),
    "without a make": (",Star,480\n", "no make, so that it is about no vehicle"),
    "0x00 in a name": ("Acme,St\0ar,480\n", "a character that nobody would see"),
    "a name of a thousand characters": (f"Acme,{'x' * 1000},480\n", "1,000 characters"),
    "a large cell": (f"Acme,{'x' * 200_000},480\n", "cannot be read"),
}


class TestRows:
    @pytest.mark.parametrize("name", ROWS)
    def test_that_are_bad_cost_themselves_alone(self, name: str, tmp_path: Path) -> None:
        row, words = ROWS[name]
        cars = ev.read(MINE, write(tmp_path, HEAD + GOOD + row + "Acme,Moon,500\n"))
        assert [car.model for car in cars.variants] == ["Comet", "Moon"]
        (refused,) = cars.report.refused
        assert refused.line == 3
        assert words in refused.message
        assert (cars.report.rows, cars.report.read) == (3, 2)

    def test_that_end_in_empty_cells_are_no_longer(self, tmp_path: Path) -> None:
        cars = ev.read(MINE, write(tmp_path, HEAD + "Acme,Comet,480,,\n\n"))
        assert (len(cars), cars.report.rows) == (1, 1)

    def test_of_json_that_are_none(self, tmp_path: Path) -> None:
        lines = ['{"Make": "Acme", "Model": "Comet", "Range": 480}', "[]", "{", '{"Make": "A"}']
        report = ev.read(MINE, write(tmp_path, "\n".join(lines), "cars.jsonl")).report
        assert [(problem.line, problem.code) for problem in report.refused] == [
            (2, "wrong-type"), (3, "syntax"), (4, "missing-key"),
        ]  # fmt: skip


class TestValues:
    @pytest.mark.parametrize(
        "cell",
        [
            "TBD",
            "12,5",
            "190 and 230",
            "-300",
            "0",
            "2024-05-12",
            "=cmd|' /C calc'!A0",
            "300 mi",
            "x" * 500,
            "NaN",
        ],
    )
    def test_that_are_none_are_refused_and_never_guessed(self, cell: str, tmp_path: Path) -> None:
        cars = ev.read(MINE, [{"Make": "Acme", "Model": "Comet", "Range": cell}])
        (car,) = cars.variants
        assert car.get("range") is None
        (value,) = cars.report.values
        assert value.problem.path == "record 1: range"

    @pytest.mark.parametrize("cell", ["", " ", "\u00a0", "n/a"])
    def test_that_are_missing_are_left_out(self, cell: str) -> None:
        cars = ev.read({**MINE, "missing": "n/a"}, [{"Make": "Acme", "Model": "Comet", "Range": cell}])
        assert cars.variants[0].get("range") is None
        assert cars.report.values == ()

    def test_a_dash_is_missing_only_if_the_mapping_says_so(self) -> None:
        row = [{"Make": "Acme", "Model": "Comet", "Range": "-"}]
        assert len(ev.read(MINE, row).report.values) == 1
        assert ev.read({**MINE, "missing": ["-"]}, row).report.values == ()

    def test_no_break_spaces_group_digits(self) -> None:
        mine = {**MINE, "said": {"price": {"value": "{Range} EUR", "market": "Germany"}}}
        (car,) = ev.read(mine, [{"Make": "Acme", "Model": "Comet", "Range": "39\u00a0990"}]).variants
        assert car.price.value.show() == "39990 EUR"

    def test_json_s_nan_is_no_number(self, tmp_path: Path) -> None:
        text = '[{"Make": "Acme", "Model": "Comet", "Range": NaN}]'
        report = ev.read(MINE, write(tmp_path, text, "cars.json")).report
        assert "NaN" in str(report.values[0])

    def test_equal_ones_are_told_once_with_their_number(self) -> None:
        rows = [{"Make": "Acme", "Model": str(n), "Range": "TBD"} for n in range(5)]
        (value,) = ev.read(MINE, rows).report.values
        assert value.rows == 5
        assert str(value).endswith("(5 rows)")

    def test_formulas_stay_inert_in_every_export(self) -> None:
        cars = ev.read({**MINE, "variant": "{Make}"}, [{"Make": "=1+1", "Model": "Comet", "Range": 480}])
        written = ev.compare(*cars.variants, rows="all").to_csv()
        assert not any(cell.startswith("=") for line in written.splitlines() for cell in line.split(","))


def test_swapped_ps_and_kw_are_doubted(tmp_path: Path) -> None:
    mine = {"make": "A", "model": "B", "said": {"power": "{kw} kW ({ps} PS)"}}
    (doubt,) = ev.read(mine, [{"kw": "171", "ps": "126"}]).report.doubts
    assert "171 kW and 126 PS are printed as one figure and differ by 85 %: 126 PS is 93 kW" in doubt.message


def test_a_cell_of_a_hundred_characters_does_not_keep_a_pattern_busy() -> None:
    mine = {"make": "A", "model": "B", "parts": {"x": "(?P<n>.*a.*b.*)c$"}, "said": {"range": "{n} km WLTP"}}
    assert ev.read(mine, [{"x": "ab" * 100_000}]).report.rows == 1


def test_records_that_repeat_themselves_are_merged() -> None:
    rows = json.loads('[{"Make": "Acme", "Model": "Comet", "Range": 480}]') * 3
    report = ev.read(MINE, rows).report
    assert (report.vehicles, report.claims, report.merged, report.spans) == (1, 1, 2, 0)
