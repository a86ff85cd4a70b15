"""What all tests share: how long hypothesis looks, and which tests run only when they are asked for."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import settings

ROOT = Path(__file__).parents[1]

# A shared machine's pauses are no failures. In CI the quick profile tries the same examples each time, so
# that a failure is the change's; the thorough one tries new ones wherever it runs.
settings.register_profile(
    "quick", deadline=None, max_examples=10, derandomize="CI" in os.environ, print_blob=True
)
# A week's worth in one command, `nox -s torture`: fifty times the examples of the quick profile.
settings.register_profile("torture", deadline=None, max_examples=500, derandomize=False, print_blob=True)
settings.register_profile("thorough", deadline=None, max_examples=200, derandomize=False, print_blob=True)
# `--hypothesis-profile thorough` comes after this line.
settings.load_profile("quick")

#: The tests that run only when asked for: each is a marker and an option, with what it runs.
ASKED = {
    "browser": "the tests that open what is written as HTML in a Chromium",
    "torture": "the attacks that take minutes, which `nox -s torture` makes together with all laws",
    "engines": "the tests that need dataframe engines besides pandas and polars, which are large",
}


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add an option for each kind of tests that must be asked for."""
    for name, what in ASKED.items():
        parser.addoption(f"--{name}", action="store_true", help=f"run {what} too")


def pytest_configure(config: pytest.Config) -> None:
    """Tell pytest the markers, and xdist to keep neighbors together: they share what is made once."""
    if config.getoption("dist", "no") == "load":
        config.option.dist = "worksteal"
    for name, what in ASKED.items():
        config.addinivalue_line("markers", f"{name}: {what}; run with --{name}")
    config.addinivalue_line(
        "markers", "law: what holds for every input; of each test in tests/property and of others"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip what was not asked for, and start with what takes longest, for which all would wait at the end."""
    items.sort(key=lambda item: not item.nodeid.startswith("tests/typing/"))
    for item in items:
        if item.nodeid.startswith("tests/property/"):
            item.add_marker("law")
    for name in ASKED:
        if not config.getoption(f"--{name}"):
            skipped = pytest.mark.skip(reason=f"runs only with --{name}")
            for item in items:
                if item.get_closest_marker(name) is not None:
                    item.add_marker(skipped)


@pytest.fixture(scope="session")
def root() -> Path:
    """The folder of the checkout."""
    return ROOT


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of facts and public data sets that may lie beside the checkout."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs the folder 'shared' beside the checkout")
    return folder
