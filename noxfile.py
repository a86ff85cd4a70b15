#!/usr/bin/env python3
# /// script
# dependencies = ["nox"]
# ///
"""The tasks of the project: `nox -l` lists them, `nox` runs those that a change must pass."""

from __future__ import annotations

import nox

nox.needs_version = ">=2025.2"
nox.options.default_venv_backend = "venv"

PROJECT = nox.project.load_toml("pyproject.toml")
PYTHONS = nox.project.python_versions(PROJECT)
# The packages that a wrong figure could come from: each of them is covered to 95 %, branches included.
COVERED = [name.removeprefix("evspec.") for name in PROJECT["tool"]["coverage"]["run"]["source_pkgs"]]
# The tests that have to do so, which mirror these packages, and those of what they all rest on. The sweeps
# and laws of tests/property pass through nothing new.
COVERING = (
    *(f"tests/{package}" for package in COVERED), *(f"src/evspec/{package}" for package in COVERED),
    "tests/values", "tests/test_specs.py",
)  # fmt: skip
# The oldest release of each dependency that pyproject.toml admits.
OLDEST = ("attrs==23.2.0", "pint==0.25", "tabulate==0.9.0", "tomli==2.4.0")


def group(name: str) -> list[str]:
    """Return the requirements of a dependency group."""
    return list(nox.project.dependency_groups(PROJECT, name))


@nox.session(python=PYTHONS)
@nox.parametrize("dependencies", [nox.param((), id="newest"), nox.param(OLDEST, id="oldest")])
def tests(session: nox.Session, dependencies: tuple[str, ...]) -> None:
    """Run the tests on the newest or the oldest dependencies, those of `COVERED` with branch coverage."""
    session.install("-e", ".[test]", *dependencies)
    if session.posargs:
        session.run("pytest", "-n", "auto", *session.posargs)
    else:
        # tracing takes twice as long, and shows nothing new where other tests pass through
        left_out = [f"--ignore={path}" for path in COVERING]
        session.run("pytest", "-n", "auto", *left_out)
        session.run("pytest", "-n", "auto", "--cov", "--cov-report=", *COVERING)
        for package in COVERED:
            session.run("coverage", "report", f"--include=*/evspec/{package}/*", "--fail-under=95")


@nox.session
def check(session: nox.Session) -> None:
    """Check the code's rules and format, which module may import which, and the types, a user's too."""
    session.install("-e", ".[test]", "nox", *group("lint"))
    session.run("ruff", "check")
    session.run("ruff", "format", "--check")
    session.run("lint-imports")
    session.run("mypy")
    session.run("python", "docs/make_stated.py", "--check")
    session.run("pytest", "-n", "auto", "tests/typing")


@nox.session
def docs(session: nox.Session) -> None:
    """Compare the pages that scripts write, and build the documentation; warnings are errors."""
    session.install("-e", ".[docs]")
    for script in ("make_gallery", "make_coverage", "make_specs", "make_record"):
        session.run("python", f"docs/{script}.py", "--check")
    session.run(
        "sphinx-build", "-W", "--keep-going", "-b", "html", "docs", "docs/_build/html", *session.posargs
    )


# The oldest releases that pyproject.toml admits of narwhals and of the engines of every check.
OLDEST_ENGINES = ("narwhals==2.12.0", "pandas==2.2.0", "polars==1.0.0", "pyarrow==18.0.0", "duckdb==1.1.0")


@nox.session(python=PYTHONS[0], default=False)
@nox.parametrize("releases", [nox.param((), id="newest"), nox.param(OLDEST_ENGINES, id="oldest")])
def engines(session: nox.Session, releases: tuple[str, ...]) -> None:
    """Test frames with Dask, Ibis and PySpark, which needs Java, or with the oldest of the other engines."""
    if releases:
        needed = (one for one in group("test") if one.startswith(("frictionless", "hypothesis", "pytest")))
        session.install("-e", ".", *needed, *releases)
        session.run("pytest", "-n", "auto", "--engines", "tests/frames", *session.posargs)
    else:
        session.install("-e", ".[test]", *group("engines"))
        session.run("pytest", "-n", "auto", "--engines", "-m", "engines", "tests/frames", *session.posargs)


# Between them changed what great_tables escapes, and how it reads labels.
GREAT_TABLES = ("0.13.0", "0.20.0", "0.24.0", "1.0.0")


@nox.session(default=False)
@nox.parametrize("version", GREAT_TABLES)
def great_tables(session: nox.Session, version: str) -> None:
    """Test the tables of great_tables with older releases of it."""
    session.install("-e", ".[test]", f"great-tables=={version}")
    tests = ("tests/table", "tests/test_hostile.py", "-k", "GreatTables or given")
    # what an old release warns of is not ours
    session.run("pytest", "-W", "ignore", *tests, *session.posargs)


@nox.session(default=False)
def torture(session: nox.Session) -> None:
    """Hold all laws over fifty times the examples, and make every attack, in at most half an hour."""
    session.install("-e", ".[test]")
    session.run(
        "pytest", "-n", "auto", "tests", "-m", "law or torture", "--torture",
        "--hypothesis-profile", "torture", *session.posargs,
    )  # fmt: skip


@nox.session(default=False)
def benchmarks(session: nox.Session) -> None:
    """Print speed and memory as ratios to known libraries: `nox -s benchmarks -- spine`."""
    session.install(".", *group("bench"))
    session.run("python", "-m", "benchmarks", *session.posargs)


@nox.session(default=False)
def repo_review(session: nox.Session) -> None:
    """Hold the repository against the Scientific Python guide."""
    session.install("repo-review[cli]", "sp-repo-review[cli]")
    session.run("repo-review", ".", "--ignore", "GH,PC,RTD,SEC")


if __name__ == "__main__":
    nox.main()
