"""Units, test cycles and specs that a file defines for itself."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

import evspec as ev
from evspec.errors import DataError
from evspec.files.schema import schema

CAR = """\
id = "acme/comet/c1"
make = "Acme"
model = "Comet"
variants = { base = "Base" }

[units.furlong]
kind = "length"
size = "201.168 m"
spellings = ["fur"]

[cycles.A130]
spellings = ["autobahn 130"]

[specs.warranty_paint]
label = "Paint warranty"
kind = "duration"
unit = "years"
better = "higher"

[sources.volt]
publisher = "Volt"
title = "T"
address = "x"

[[said]]
source = "volt"
base.warranty_paint = "12 years"
base.range = "2000 furlongs A130"
"""
FORMS = ("a.toml", "a.json", "folder")


@pytest.fixture
def car(tmp_path: Path) -> ev.Catalog:
    (tmp_path / "c1.toml").write_text(CAR, encoding="utf-8")
    return ev.load(tmp_path / "c1.toml")


def test_hold_for_the_file(car: ev.Catalog) -> None:
    base = car["acme/comet/c1/base"]
    assert str(base["warranty_paint"].value) == "12 yr"
    assert str(base.range.value.to("km")) == "402.3 km A130"
    assert car.find(warranty_paint=">10 years") == (base,)
    assert "furlong" not in ev.diff(base, base).to_text()
    assert ev.specs.spec("warranty_paint").label == "Paint warranty"


@pytest.mark.parametrize("form", FORMS)
def test_are_written_and_read_where_nothing_is_defined(car: ev.Catalog, form: str, tmp_path: Path) -> None:
    ev.dump(car, tmp_path / form)
    assert ev.load(tmp_path / form) == car
    command = ("show", "acme/comet/c1/base", "--catalog", form, "--format", "csv")
    done = subprocess.run(
        [sys.executable, "-m", "evspec", *command], cwd=tmp_path, capture_output=True, text=True, check=True
    )
    assert "Paint warranty" in done.stdout
    assert "A130" in done.stdout


def test_commands_know_those_of_the_catalog_that_they_are_given(car: ev.Catalog, tmp_path: Path) -> None:
    ev.dump(car, tmp_path / "a.toml")

    def told(*command: str) -> str:
        given = (sys.executable, "-m", "evspec", *command, "--catalog", "a.toml")
        done = subprocess.run(given, cwd=tmp_path, capture_output=True, text=True, check=False)
        return done.stdout + done.stderr

    one = "acme/comet/c1/base"
    assert "144 mo" in told("compare", one, one, "--specs", "warranty_paint", "--units", "warranty_paint=mo")
    assert "no spec 'paint'" in told("compare", one, one, "--units", "paint=mo")
    assert "spec-warranty_paint" in told("schema")


def test_of_a_generation_are_written_with_it(car: ev.Catalog, tmp_path: Path) -> None:
    generation = car["acme/comet/c1"]
    assert isinstance(generation, ev.Generation)
    for form in ("one.toml", "one.json"):
        ev.dump(generation, tmp_path / form)
        assert "Paint warranty" in (tmp_path / form).read_text(encoding="utf-8")
        assert ev.load(tmp_path / form) == car


def test_no_file_has_what_it_does_not_need(car: ev.Catalog, tmp_path: Path) -> None:
    assert len(car) == 1
    ev.dump(ev.Catalog.of(ev.Variant.of("Ray", power="5 kW")), tmp_path / "ray.toml")
    text = (tmp_path / "ray.toml").read_text(encoding="utf-8")
    assert not any(word in text for word in ("[units", "[cycles", "[specs"))


def test_of_one_file_of_a_folder_hold_for_all(tmp_path: Path) -> None:
    head, _, said = CAR.partition("[units")
    other = head.replace("c1", "a0") + '[[said]]\nsource = "volt"\n'
    other += 'base.warranty_paint = "8 years"\n'
    where = tmp_path / "acme" / "comet"
    where.mkdir(parents=True)
    (where / "a0.toml").write_text(other, encoding="utf-8")
    (where / "c1.toml").write_text(f"{head}[units{said}", encoding="utf-8")
    source = '[volt]\npublisher = "Volt"\ntitle = "T"\naddress = "x"\n'
    (tmp_path / "sources.toml").write_text(source, encoding="utf-8")
    assert str(ev.load(tmp_path)["acme/comet/a0/base"]["warranty_paint"].value) == "8 yr"


MISTAKES = [
    ("[units]\nfurlong = 5\n", "units.furlong", "write a table with kind, size, spellings"),
    ('[units.furlong]\nsize = "5 m"\n', "units.furlong", 'has no kind; write kind = "…"'),
    ('[units.furlong]\nkind = "length"\nsise = "5 m"\n', "units.furlong.sise", "did you mean 'size'"),
    ('[units.mi]\nkind = "length"\nsize = "5 m"\n', "units.mi", "'mi' is taken"),
    ('[cycles."WLTP"]\n', "cycles.WLTP", "is taken"),
    ('[specs.foo]\nkind = "text"\n', "specs.foo", "has no label"),
    ('[specs.foo]\nlabel = "Foo"\nkind = "txet"\n', "specs.foo", "did you mean 'text'"),
    ('[specs.foo]\nlabel = "Foo"\nclosed = "no"\n', "specs.foo", "closed of a spec is True or False"),
    ('[specs.range]\nlabel = "Reach"\n', "specs.range", "'range' is a spec already"),
]


@pytest.mark.parametrize("several", [False, True])
@pytest.mark.parametrize(("lines", "path", "words"), MISTAKES, ids=lambda value: str(value)[:30])
def test_mistakes(lines: str, path: str, words: str, several: bool, tmp_path: Path) -> None:
    head = 'id = "acme/comet/c1"\nmake = "Acme"\nmodel = "Comet"\n'
    text = f"{lines}\n[generations]\n" if several else head + lines
    (tmp_path / "a.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DataError) as caught:
        ev.load(tmp_path / "a.toml")
    (problem,) = caught.value.problems
    assert problem.path == path
    assert words in problem.message
    assert (
        problem.line == text.splitlines().index(next(li for li in text.splitlines() if _at(path) in li)) + 1
    )


def _at(path: str) -> str:
    """Return what stands in the line of a path."""
    return path.rpartition(".")[2]


@pytest.mark.parametrize("several", [False, True])
def test_what_is_no_table(several: bool, tmp_path: Path) -> None:
    head = "" if several else 'id = "acme/comet/c1"\nmake = "Acme"\nmodel = "Comet"\n'
    (tmp_path / "a.toml").write_text(f"{head}specs = 5\n{'[generations]' * several}", encoding="utf-8")
    with pytest.raises(DataError, match=r"specs: specs is 5; write tables such as \[specs\.x\]"):
        ev.load(tmp_path / "a.toml")


def test_two_files_that_disagree_are_refused(car: ev.Catalog, tmp_path: Path) -> None:
    assert len(car) == 1
    (tmp_path / "c2.toml").write_text(CAR.replace("Paint w", "W").replace("c1", "c2"), encoding="utf-8")
    with pytest.raises(DataError, match="'warranty_paint' was defined otherwise"):
        ev.load(tmp_path / "c2.toml")


def test_editors_know_them(car: ev.Catalog) -> None:
    import tomllib

    assert len(car) == 1
    valid = Draft202012Validator(schema())
    assert valid.is_valid(tomllib.loads(CAR))
    assert not valid.is_valid(tomllib.loads(CAR.replace("better", "beter")))
    assert not valid.is_valid(tomllib.loads(CAR.replace('label = "Paint warranty"\n', "")))
