"""What a program says of a spec, as the lines of a file say it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from evspec.measures import Measure, exact_number
from evspec.specs.figures import BARE

if TYPE_CHECKING:
    from evspec.files.problems import Path
    from evspec.specs import Spec

__all__ = ["entries_of", "line_of"]


def entries_of(key: str, value: object, spec: Spec) -> list[tuple[Path, object]]:
    """Return each claim that a program says at once, with its place."""
    is_one = spec.value_type is not None and isinstance(value, list | tuple) and spec.value_type.is_one(value)
    if is_one or not isinstance(value, list | tuple):
        # the points of a curve may be a dict of percent to kW
        is_curve = spec.kind == "curve" and isinstance(value, Mapping) and "value" not in value
        return [((key,), {"value": value} if is_curve else value)]
    return [((key, place), entry) for place, entry in enumerate(value)]


def line_of(spec: Spec, entry: object) -> object:
    """Return what a claim in code says as a line of a file says it."""
    if not isinstance(entry, Mapping):
        return _figured(spec, entry)
    if spec.kind == "curve" and "value" not in entry:
        # a curve may be a dict of percent to kW
        return {"value": dict(entry)}
    return {**entry, "value": _figured(spec, entry["value"])} if "value" in entry else dict(entry)


def _figured(spec: Spec, given: object) -> object:
    """Return a number as a figure where a spec has no unit; in a file its digits are text."""
    is_figure = spec.kind in BARE and exact_number(given) is not None
    return Measure.of(given, "") if is_figure else given  # type: ignore[arg-type]  # which is a number
