"""The layers of open-ev-data: its model's file, its year's upon it, its variant's upon that."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Final

from evspec.datasets.sheets import Refusal
from evspec.errors import ProblemCode

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

__all__ = ["merged"]

#: The file of a model, below all others.
_BASE: Final = "base.json"


def merged(lines: Iterable[tuple[int, Any]]) -> Iterator[tuple[int, Any]]:
    """Yield each vehicle that layers come to, with the line of its own layer.

    A line has the path of a file, ``src/<make>/<model>/base.json`` or, below that folder,
    ``<year>/<vehicle>[_<variant>].json``, and its document. A later layer wins; tables are merged, lists
    replaced. A variant without the file of its vehicle is refused.

    Parameters
    ----------
    lines
        Numbers and contents, in any order: all are needed before the first vehicle is known.
    """
    numbers: dict[str, int] = {}
    layers: dict[str, Mapping[str, Any]] = {}
    for number, line in lines:
        is_layer = isinstance(line, Mapping) and isinstance(line.get("doc"), Mapping) and "path" in line
        if not is_layer:
            words = "no layer; a line has the path of a file and its doc"
            yield number, line if isinstance(line, Refusal) else Refusal(ProblemCode.WRONG_TYPE, words)
            continue
        path = str(line["path"])
        numbers[path], layers[path] = number, line["doc"]
    whole = {path for path, document in layers.items() if "variant" not in document}
    for path, document in layers.items():
        folder, _, file = path.rpartition("/")
        if file == _BASE:
            continue
        model = layers.get(f"{folder.rpartition('/')[0]}/{_BASE}", {})
        if path in whole:
            yield numbers[path], {**_over(model, document), "path": path}
            continue
        below = _below(path, whole)
        if below is None:
            words = f"{path} is a variant, and no file in {folder} is that of its vehicle"
            yield numbers[path], Refusal(ProblemCode.MISSING_KEY, words)
        else:
            yield numbers[path], {**_over(_over(model, layers[below]), document), "path": path}


def _below(path: str, whole: set[str]) -> str | None:
    """Return the file of the vehicle of which another is a variant: its name is how that one begins."""
    folder, _, file = path.rpartition("/")
    words = file.removesuffix(".json").split("_")
    starts = (f"{folder}/{'_'.join(words[:n])}.json" for n in range(len(words) - 1, 0, -1))
    return next((start for start in starts if start in whole), None)


def _over(lower: Mapping[str, Any], upper: Mapping[str, Any]) -> dict[str, Any]:
    """Return two tables as one, the upper one's entries before the lower one's."""
    both = dict(lower)
    for key, value in upper.items():
        below = both.get(key)
        is_table = isinstance(value, Mapping) and isinstance(below, Mapping)
        both[key] = _over(below, value) if is_table and isinstance(below, Mapping) else value
    return both
