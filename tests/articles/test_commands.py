"""`evspec draft` and `evspec check`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from evspec.cli import main

if TYPE_CHECKING:
    from pathlib import Path

TEXT = "The current iX1 tops out at 130 kW. The next iX1 should have a battery of 80 kWh."
NAMED = ("--publisher", "Gazette", "--date", "2026-03-02", "--about", "bmw/ix1/nb5")


@pytest.fixture
def article(tmp_path: Path) -> Path:
    path = tmp_path / "article.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def test_a_draft_is_written_and_holds(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = tmp_path / "draft.toml"
    assert main(["draft", str(article), *NAMED, "-o", str(draft)]) == 0
    assert main(["check", str(draft), "--text", str(article)]) == 0
    assert "2 claims: 0 errors, 0 doubts" in capsys.readouterr().out


def test_what_the_text_does_not_have_is_an_error_with_its_line(
    article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    draft = tmp_path / "draft.toml"
    main(["draft", str(article), *NAMED, "-o", str(draft)])
    text = draft.read_text(encoding="utf-8").replace("130 kW", "230 kW", 1)
    draft.write_text(text, encoding="utf-8")
    assert main(["check", str(draft), "--text", str(article)]) == 1
    told = capsys.readouterr().err
    line, row = next((n, row) for n, row in enumerate(text.splitlines(), 1) if "230 kW" in row)
    column = row.index('"230 kW"') + 1
    assert f"line {line}, column {column}: error: bmw/ix1/u11 dc_power, value" in told
    assert "evspec: 1 error, 0 doubts" in told


def test_a_remark_on_data_names_the_file_and_the_line(
    article: Path, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = root / "src" / "evspec" / "data" / "bmw" / "ix1"
    assert main(["check", str(folder), "--text", str(article), "--source", "bmwblog-2026-03-11"]) == 1
    told = capsys.readouterr().err.splitlines()
    file = folder / "nb5.toml"
    row = next(row for row in told if "Built on the Neue Klasse platform" in row)
    lines = file.read_text(encoding="utf-8").splitlines()
    line = next(n for n, one in enumerate(lines, 1) if "Built on the Neue Klasse platform" in one)
    assert row.startswith(f"{file}:{line}:")


def test_a_car_is_named_by_its_name(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft", str(article), *NAMED[:-1], "BMW iX1", "--diff"]) == 0
    assert "Gazette" in capsys.readouterr().out


def test_the_table_is_printed_at_once(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft", str(article), *NAMED, "--diff"]) == 0
    assert "Gazette" in capsys.readouterr().out


def test_a_table_needs_the_car(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft", str(article), "--diff"]) == 1
    assert "--about" in capsys.readouterr().err


def test_a_car_without_predecessor_has_no_table(article: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["draft", str(article), "--about", "bmw/i3/na0", "--diff"]) == 1
    assert "no predecessor" in capsys.readouterr().err


def test_a_source_that_no_file_names_is_refused(
    article: Path, root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = str(root / "src" / "evspec" / "data" / "bmw" / "ix1")
    assert main(["check", folder, "--text", str(article), "--source", "bmwblog-2026-03-12"]) == 1
    assert "no claim from 'bmwblog-2026-03-12'" in capsys.readouterr().err


@pytest.mark.parametrize(
    "command", ["draft {}", "draft {} --format html", "draft {} --about bmw/ix1/nb5 --diff"]
)
def test_what_is_read_is_not_written_over(
    command: str, article: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "link.toml").symlink_to(article)
    for output in (article, tmp_path / "link.toml"):
        assert main([*command.format(article).split(), "-o", str(output)]) == 1
        assert f"{output} is what is read; write to another file" in capsys.readouterr().err
        assert article.read_text(encoding="utf-8") == TEXT


@pytest.mark.parametrize(
    "options",
    [["-o", "draft.csv"], ["-o", "draft.png"], ["--format", "csv"], ["--unsure"], ["--style", "pretty"]],
)
def test_a_draft_is_no_table(
    options: list[str], article: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(article.parent)
    assert main(["draft", str(article), *options]) == 1
    told = capsys.readouterr().err
    assert options[-1] in told
    assert [path.name for path in article.parent.iterdir()] == [article.name]
