"""What is shipped: the public names, what importing them costs, and the wheel."""

from __future__ import annotations

import ast
import importlib.metadata
import inspect
import os
import pickle
import re
import subprocess
import sys
import tarfile
import tomllib
import zipfile
from typing import TYPE_CHECKING

import pytest

import evspec

if TYPE_CHECKING:
    from pathlib import Path

PUBLIC = {
    "Accepted",
    "Audit",
    "Card",
    "Catalog",
    "Categories",
    "Cell",
    "Change",
    "Claim",
    "Column",
    "Comparison",
    "Conflict",
    "Conflicts",
    "Curve",
    "DataError",
    "DataWarning",
    "Dates",
    "Diff",
    "Draft",
    "Entry",
    "EvspecError",
    "FileMapping",
    "Finding",
    "Flag",
    "Found",
    "Generation",
    "HouseStyle",
    "Interval",
    "Match",
    "Matches",
    "Measure",
    "MissingClaim",
    "Page",
    "Pair",
    "ParseError",
    "Problem",
    "ProblemCode",
    "Proposal",
    "Provider",
    "Ranking",
    "Relation",
    "Refused",
    "Remark",
    "Report",
    "Result",
    "Selection",
    "Site",
    "Source",
    "Span",
    "Table",
    "Text",
    "UnitChoice",
    "UnitError",
    "Unknown",
    "UnknownId",
    "UnknownSpec",
    "Unread",
    "UnlikeFigures",
    "WrongType",
    "Warranty",
    "Variant",
    "Vehicle",
    "Verdict",
    "Weakness",
    "__version__",
    "accept",
    "audit",
    "card",
    "catalog",
    "charge_time",
    "compare",
    "convert",
    "cycles",
    "define_units",
    "derive",
    "diff",
    "dump",
    "energy_cost",
    "estimate",
    "figures",
    "frames",
    "load",
    "load_draft",
    "mapping",
    "mappings",
    "match",
    "measure",
    "page",
    "plot",
    "rank",
    "read",
    "read_article",
    "scan",
    "site",
    "sketch",
    "specs",
    "trip_energy",
    "units",
}


def python(code: str, **environment: str) -> str:
    """Run code in a fresh interpreter and return what it prints."""
    run = subprocess.run(
        [sys.executable, "-c", code], env=os.environ | environment, capture_output=True, text=True, check=True
    )
    return run.stdout


class TestPublicNames:
    def test_are_these_and_no_others(self) -> None:
        assert set(evspec.__all__) == PUBLIC
        assert len(evspec.__all__) == len(PUBLIC)

    def test_are_what_type_checkers_are_told(self, root: Path) -> None:
        tree = ast.parse((root / "src" / "evspec" / "__init__.py").read_text(encoding="utf-8"))
        told = {
            alias.asname: node.module if node.module != "evspec" else f"evspec.{alias.name}"
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
            for alias in node.names
            if alias.asname == alias.name
        }
        assert told == {name: home for name, home in evspec._HOMES.items() if name != "catalog"}

    def test_are_there_on_first_use(self) -> None:
        # Those of each home are the first that a fresh evspec is asked for; what evspec needs of others
        # stays imported.
        homes: dict[str, list[str]] = {}
        for name in sorted(PUBLIC):
            homes.setdefault(evspec._HOMES.get(name, ""), []).append(name)
        code = (
            "import importlib, sys\n"
            f"for names in {list(homes.values())}:\n"
            "    for module in [m for m in sys.modules if m.partition('.')[0] == 'evspec']:\n"
            "        del sys.modules[module]\n"
            "    fresh = importlib.import_module('evspec')\n"
            "    assert all(getattr(fresh, name) is not None for name in names), names\n"
            "print('all')"
        )
        assert python(code) == "all\n"

    def test_are_what_dir_lists(self) -> None:
        assert set(dir(evspec)) == PUBLIC

    def test_come_with_a_star(self) -> None:
        names = python("from evspec import *; print(*sorted(set(dir()) - {'__builtins__'}))").split()
        assert set(names) >= PUBLIC - {"__version__"}

    def test_others_are_attribute_errors(self) -> None:
        with pytest.raises(AttributeError, match="mesure"):
            _ = evspec.mesure  # type: ignore[attr-defined]  # which is the mistake

    def test_say_which_module_they_are_from(self) -> None:
        # Classes pickle by that name.
        for name in PUBLIC:
            value = getattr(evspec, name)
            if isinstance(value, type):
                assert pickle.loads(pickle.dumps(value)) is value

    def test_show_their_signature(self) -> None:
        assert str(inspect.signature(evspec.measure)).startswith("(text: ")
        given = inspect.signature(evspec.convert).parameters.values()
        by_name = [one.name for one in given if one.kind is not inspect.Parameter.POSITIONAL_ONLY]
        assert by_name == ["decimal", "errors", "missing"]

    def test_have_docstrings(self) -> None:
        bare = [n for n in PUBLIC - {"__version__", "catalog"} if not getattr(evspec, n).__doc__]
        assert not bare


class TestImport:
    def test_is_light(self) -> None:
        heavy = {"attrs", "attr", "pint", "tabulate", "numpy", "pandas", "polars", "decimal", "tomli"}
        loaded = set(python("import sys, evspec; print(*sys.modules)").split())
        assert not loaded & heavy

    def test_a_name_is_looked_up_once(self) -> None:
        # The second access must find it in the module, without __getattr__.
        assert python("import evspec; evspec.measure; print('measure' in vars(evspec))") == "True\n"

    def test_a_diff_needs_no_pint(self) -> None:
        code = (
            "import sys, evspec; str(evspec.diff('bmw/ix1/u11', 'bmw/ix1/nb5')); print('pint' in sys.modules)"
        )
        assert python(code) == "False\n"


class TestMetadata:
    def test_the_version_is_the_distribution_s(self) -> None:
        assert importlib.metadata.version("evspec") == evspec.__version__

    @pytest.mark.parametrize("name", ["test", "docs"])
    def test_the_group_mirrors_the_extra(self, name: str, root: Path) -> None:
        project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))
        assert project["dependency-groups"][name] == project["project"]["optional-dependencies"][name]

    def test_extras_are_what_the_code_imports(self, root: Path) -> None:
        project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        extras = {
            extra: _packages(needed)
            for extra, needed in project["optional-dependencies"].items()
            if extra not in {"all", "docs", "test"}
        }
        code = root / "src" / "evspec"
        imported = {
            str(file.relative_to(code)): _imports(file) - sys.stdlib_module_names - {"evspec"}
            for file in code.rglob("*.py")
        }
        base = _packages(project["dependencies"])
        used = {package for packages in imported.values() for package in packages}
        # an array that `convert` is given came with its package; type checkers bring their own
        given = {"duckdb", "numpy", "pyarrow", "typing_extensions"}
        assert used - given == base.union(*extras.values())
        assert imported["table/great_tables_.py"] - base == extras["great-tables"]
        assert imported["plot/canvas.py"] - base == extras["plot"]
        (every,) = project["optional-dependencies"]["all"]
        assert set(every.removeprefix("evspec[").removesuffix("]").split(",")) == set(extras)

    def test_messages_name_extras_that_there_are(self, root: Path) -> None:
        project = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
        named = {
            extra
            for file in (root / "src").rglob("*.py")
            for extra in re.findall(r"evspec\[([a-z-]+)\]", file.read_text(encoding="utf-8"))
        }
        assert named
        assert named <= set(project["optional-dependencies"])

    def test_the_changelog_speaks_of_the_next_release(self, root: Path) -> None:
        assert "## [Unreleased]" in (root / "CHANGELOG.md").read_text(encoding="utf-8")


def _packages(requirements: list[str]) -> set[str]:
    """Return what requirements are imported as."""
    names = {re.split(r"[<>=!~\[; ]", requirement)[0] for requirement in requirements}
    return {"babel" if name == "Babel" else name.replace("-", "_") for name in names}


def _imports(file: Path) -> set[str]:
    """Return the packages that a module imports when it runs or is checked."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name.partition(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module.partition(".")[0])
    return found


def _build(root: Path, target: str, folder: Path) -> Path:
    """Build a distribution of the checkout, by the backend itself: pip would fetch one."""
    build = [sys.executable, "-m", "hatchling", "build", "-t", target, "-d", str(folder)]
    subprocess.run(build, cwd=root, check=True, capture_output=True)
    (built,) = folder.iterdir()
    return built


@pytest.fixture(scope="module")
def wheel(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a wheel built from the checkout."""
    return _build(root, "wheel", tmp_path_factory.mktemp("wheel"))


def test_the_sdist_has_every_file_of_the_checkout(root: Path, tmp_path: Path) -> None:
    if not (root / ".git").exists():
        pytest.skip("needs a checkout")
    listed = subprocess.run(["git", "ls-files"], cwd=root, capture_output=True, text=True, check=True)
    tracked = {name for name in listed.stdout.splitlines() if (root / name).is_file()}
    top = f"evspec-{evspec.__version__}/"
    with tarfile.open(_build(root, "sdist", tmp_path)) as archive:
        packed = {name.removeprefix(top) for name in archive.getnames()}
    assert {"CITATION.cff", "LICENSE", "src/evspec/data/LICENSE", "tests/test_package.py"} <= tracked
    assert tracked <= packed


class TestWheel:
    def test_has_every_file_of_the_package(self, wheel: Path, root: Path) -> None:
        source = root / "src"
        files = {str(f.relative_to(source)) for f in source.rglob("*") if f.is_file()}
        files = {f for f in files if "__pycache__" not in f and ".egg-info" not in f}
        # written for editors in a checkout, and in no release
        files.discard("evspec/data/schema.json")
        assert {"evspec/py.typed", "evspec/data/sources.toml", "evspec/data/bmw/ix1/u11.toml"} <= files
        assert files <= set(zipfile.ZipFile(wheel).namelist())

    def test_has_nothing_else_but_its_metadata(self, wheel: Path) -> None:
        tops = {name.split("/")[0] for name in zipfile.ZipFile(wheel).namelist()}
        assert tops == {"evspec", f"evspec-{evspec.__version__}.dist-info"}

    def test_names_every_license_and_every_extra(self, wheel: Path) -> None:
        with zipfile.ZipFile(wheel) as archive:
            info = f"evspec-{evspec.__version__}.dist-info"
            metadata = archive.read(f"{info}/METADATA").decode()
            licenses = [n for n in archive.namelist() if n.startswith(f"{info}/licenses/")]
        terms = ("MIT", "CC-BY-4.0", "OGL-UK-3.0", "OGL-Canada-2.0", "CDLA-Permissive-2.0")
        assert f"License-Expression: {' AND '.join(terms)}\n" in metadata
        # the code's, the data's, the record's and the four texts of the latter
        assert len(licenses) == 7
        for extra in ("all", "docs", "great-tables", "locale", "pandas", "plot", "polars", "test"):
            assert f"Provides-Extra: {extra}\n" in metadata

    def test_works_from_where_it_is_installed(self, wheel: Path, tmp_path: Path) -> None:
        with zipfile.ZipFile(wheel) as archive:
            archive.extractall(tmp_path)
        where = python(
            "import evspec; print(evspec.__file__); print(evspec.catalog['bmw/ix1/u11'])",
            PYTHONPATH=str(tmp_path),
        )
        assert where.startswith(str(tmp_path))
        assert "iX1" in where
