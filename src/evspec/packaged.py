"""Where the files are that come with the package, be it in a folder or in a zip file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["packaged"]


def packaged(name: str) -> Traversable:
    """Return a file or folder of the package by its path below it."""
    found = Path(__file__).parent / name
    if found.exists():
        return found
    # from a zip file; importlib.resources takes too long to import where nobody needs it
    from importlib.resources import files

    return files("evspec").joinpath(*name.split("/"))
