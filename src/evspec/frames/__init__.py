"""Whole tables in the engine that they are in; needs the extra `frames` (narwhals).

Units are converted and files normalized by arithmetic and look-ups of the engine itself; every distinct text
is read once, by `evspec.measure` and the specs. Catalogs and comparisons become frames and files, and back.
"""

from evspec.frames.converting import convert
from evspec.frames.exporting import to_frame, write
from evspec.frames.importing import from_frame
from evspec.frames.normalizing import normalize
from evspec.frames.scanning import scan

__all__ = ["convert", "from_frame", "normalize", "scan", "to_frame", "write"]


def __dir__() -> list[str]:
    return list(__all__)
