"""What the how-to pages tell to do is done to a copy of the package, and works.

A page has blocks of five kinds: a diff of a file, a whole new file (Python with its path in the first
line), a script of the checkout that is run, claims that a car's file then holds, and a program with what
it prints.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import evspec

BLOCK = re.compile(r"^```(diff|sh|toml|py)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
PRINTED = re.compile(r"^print\(.*\)  # (.*)$", re.MULTILINE)
PLACE = "# src/evspec/"
RUN = "python docs/"

CAR = """\
id = "acme/comet/c2"
make = "Acme"
model = "Comet"
code = "C2"
variants = { base = "Base", long = "Long Range" }

[sources.volt]
publisher = "Volt"
title = "[on the Comet]"
address = "https://volt.example/comet"
date = "2026-02-24"

[[said]]
source = "volt"
base.roof_load = "75 kg"
long.roof_load = "100 kg"
"""

#: What every unit has to pass.
UNIT = """
from evspec.units import KINDS, unit
from tests.units.test_pint import test_every_pair_is_pints

assert len(KINDS[unit("yd").kind]) > 2
test_every_pair_is_pints(unit("yd").kind)
"""

#: What every condition, spec and value has to pass; `key` is the spec.
CLAIMS = """
import tomllib
from jsonschema import Draft202012Validator
from evspec.files.schema import schema

cars = ev.load("comet.toml")
car = cars["acme/comet/c2"]
base, long = car.variants

shown = base.get(key).value.show()
assert shown in car.to_table().to_html()
for table in (base.to_table(), ev.compare(base, long, rows="all").to_table()):
    for text in (table.to_text(), table.to_html(), table.to_markdown(), table.to_latex(), table.to_csv()):
        assert shown in text.replace("\\\\", "")
    assert table.to_json()
diff = ev.diff(base, long, rows="all", units="us")
assert key in {change.spec.key for change in diff.changes}
assert diff.to_text()
assert diff.summary()
assert ev.diff(long, base).to_text()

for file in ("dumped.toml", "dumped.json"):
    ev.dump(cars, file)
    again = ev.load(file)["acme/comet/c2"]
    assert again.claims() == car.claims()
with open("comet.toml", "rb") as written:
    document = tomllib.load(written)
assert key in schema()["$defs"]["variant"]["properties"]
assert Draft202012Validator(schema()).is_valid(document)
document["said"][0]["base"][key] = True
assert not Draft202012Validator(schema()).is_valid(document)

assert ev.plot.changes(diff).get_yticklabels()
if key == "range":
    assert len(ev.plot.ranges(base, long).patches) > 1
"""


def apply(change: str, package: Path) -> None:
    """Change a file as a diff says, whose lines stand in one place of it."""
    head, *lines = change.splitlines(keepends=True)
    file = package.parent / head.removeprefix("--- src/").strip()
    before, after = ("".join(line[1:] for line in lines if line[0] in kept) for kept in (" -", " +"))
    text = file.read_text(encoding="utf-8")
    assert text.count(before) == 1, f"{file.name} has this {text.count(before)} times:\n{before}"
    file.write_text(text.replace(before, after), encoding="utf-8")


def program(page: str, folder: Path, root: Path) -> str:
    """Do to a copy of the package in a folder what a page says; return the program that it shows."""
    assert evspec.__file__ is not None
    # with what Python has compiled of the files, which it looks at by their times and sizes
    package = shutil.copytree(Path(evspec.__file__).parent, folder / "evspec")
    shown = ""
    for kind, text in BLOCK.findall(page):
        if kind == "diff":
            apply(text, package)
        elif kind == "sh":
            assert text.startswith(RUN)
            script = root / "docs" / text.removeprefix(RUN).strip()
            subprocess.run(
                [sys.executable, script], env={**os.environ, "PYTHONPATH": str(folder)}, check=True
            )
        elif kind == "toml":
            (folder / "comet.toml").write_text(CAR + text, encoding="utf-8")
        elif text.startswith(PLACE):
            place, _, rest = text.partition("\n")
            (package / place.removeprefix(PLACE)).write_text(rest, encoding="utf-8")
        else:
            shown += text
    return shown


@pytest.mark.parametrize(
    ("name", "key", "checks"),
    [
        ("unit", "", UNIT),
        ("qualifier", "range", CLAIMS),
        ("cycle", "range", CLAIMS),
        ("spec", "v2h_power", CLAIMS),
        ("value-type", "weight_split", CLAIMS),
    ],
    ids=["a unit", "a qualifier", "a cycle", "a spec", "a type of value"],
)
def test_a_page_does_what_it_says(name: str, key: str, checks: str, root: Path, tmp_path: Path) -> None:
    page = (root / "docs" / "how-to" / f"add-a-{name}.md").read_text(encoding="utf-8")
    shown = program(page, tmp_path, root)
    done = subprocess.run(
        [sys.executable, "-c", f"{shown}\nkey = {key!r}\n{checks}"],
        cwd=tmp_path,
        env={
            **os.environ,
            "MPLBACKEND": "Agg",
            "PYTHONDONTWRITEBYTECODE": "1",
            "PYTHONPATH": os.pathsep.join((str(tmp_path), str(root))),
        },
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    if "```sh" in page:
        stated = tmp_path / "evspec" / "vehicles" / "stated.py"
        assert f"        {key}: " in stated.read_text(encoding="utf-8")
    assert done.stdout.splitlines() == PRINTED.findall(shown)
    assert len(PRINTED.findall(shown)) == shown.count("print(") > 0
