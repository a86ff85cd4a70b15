"""The lines of ``[said]``: checked by reading them as a data file's, a figure standing in each hole."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import TYPE_CHECKING, Any, Final

from evspec.claims import STATUSES
from evspec.crosswalks.filemapping import Line
from evspec.crosswalks.parts import read_conditions, texts_of
from evspec.crosswalks.templates import Template
from evspec.errors import EvspecError, ProblemCode, in_list
from evspec.files.problems import shown
from evspec.specs import LIST, NOT_STATED, SPECS, near_spec

if TYPE_CHECKING:
    from evspec.crosswalks.patterns import Words
    from evspec.files.problems import Path, Problems
    from evspec.specs import Spec

__all__ = ["DETAILS", "read_lines"]

#: What may stand beside a value, apart from the qualifiers of its spec.
DETAILS: Final = ("note", "status", "where", "hedge", "via")
_BESIDE: Final = (*DETAILS, "when", "missing")
#: Stands for a column while a line is checked: three digits are no minutes and no year.
_SAMPLE: Final = "111"


def read_lines(
    given: object, words: Mapping[str, Words], decimal: str | None, problems: Problems
) -> tuple[Line, ...]:
    """Return the lines of a mapping, without those in which there is a mistake.

    Parameters
    ----------
    given
        Spec key to a text, a table, or a list of either.
    words
        What the file's words mean.
    decimal
        The decimal mark of the figures.
    problems
        Where mistakes go.
    """
    if not isinstance(given, Mapping) or not given:
        found = "no [said]" if given is None or given == {} else f"said is {shown(given)}"
        problems.add(ProblemCode.MISSING_KEY, (), f'{found}; write [said] and range = "{{column}} km WLTP"')
        return ()
    lines: list[Line] = []
    for key, written in given.items():
        spec = SPECS.get(key)
        if spec is None:
            message = f"{shown(key)} is no spec{in_list(near_spec(str(key)), LIST)}"
            problems.add(ProblemCode.UNKNOWN_SPEC, (str(key),), message)
            continue
        several = isinstance(written, list | tuple)
        for place, one in enumerate(texts_of(written)):
            path: Path = (key, place) if several else (key,)
            before = len(problems.found)
            line = _read(spec, one, path, problems)
            if line is None or len(problems.found) > before:
                continue
            twin = next((other for other in lines if _content(other) == _content(line)), None)
            if twin is not None:
                told = f"{key} says {shown(line.value.text)} twice; leave one line out"
                problems.add(ProblemCode.DUPLICATE, path, told)
                continue
            _try(line, words, decimal, problems.at(*path))
            lines.append(line)
    return tuple(lines)


def _content(line: Line) -> tuple[object, ...]:
    return (line.spec.key, line.value, line.qualifiers, line.when, line.missing)


def _read(spec: Spec, given: object, path: Path, problems: Problems) -> Line | None:
    table: Mapping[str, Any] = given if isinstance(given, Mapping) else {"value": given}
    if "value" not in table:
        words = f'{spec.key} has no value; write {spec.key} = {{ value = "{{column}} …" }}'
        problems.add(ProblemCode.MISSING_VALUE, path, words)
        return None
    for key in table:
        if key not in spec.qualifiers and key not in _BESIDE and key != "value":
            problems.add_unknown_key(key, f"a {spec.key}", ("value", *spec.qualifiers, *_BESIDE), path)
    value = _template(table["value"], problems.at(*path))
    beside = {
        key: _template(written, problems.at(*path, key))
        for key, written in table.items()
        if key in spec.qualifiers or key in DETAILS
    }
    status = beside.get("status")
    if status is not None and not status.holes and status.text not in STATUSES:
        problems.add_not_listed("status", status.text, STATUSES, path)
    missing = table.get("missing")
    whole = ("said", *path)
    return None if value is None else Line(
        spec, value,
        tuple((key, one) for key, one in beside.items() if one is not None and key in spec.qualifiers),
        tuple((key, one) for key, one in beside.items() if one is not None and key in DETAILS),
        read_conditions(table.get("when", {}), problems.at(*path, "when")),
        None if missing is None else frozenset({"", *map(str, texts_of(missing))}),
        whole,
    )  # fmt: skip


def _template(given: object, problems: Problems) -> Template | None:
    if type(given) is int:
        given = str(given)
    if not isinstance(given, str) or not given:
        problems.add(ProblemCode.WRONG_TYPE, (), f"found {shown(given)}; write text in quotes")
        return None
    try:
        return Template(given)
    except EvspecError as error:
        problems.add_unread((), error)
        return None


def _try(line: Line, words: Mapping[str, Words], decimal: str | None, problems: Problems) -> None:
    """Read a line as a data file's, so that a wrong unit, cycle or qualifier is found before any row is."""
    spec, value = line.spec, line.value
    beside: dict[str, object] = {
        name: NOT_STATED if template.holes else template.text for name, template in line.qualifiers
    }
    try:
        if not value.holes:
            spec.read(value.text, beside)
        elif spec.value_type is None and (value.has_own_unit or not spec.metric) and not value.is_plain:
            _try_halves(spec, value, beside, decimal)
        told = words.get(spec.key)
        for _, meaning in told.pairs if told is not None and value.is_plain else ():
            if meaning:
                spec.read(meaning, beside)
    except EvspecError as error:
        problems.add_unread((), error)


def _try_halves(spec: Spec, value: Template, beside: Mapping[str, object], decimal: str | None) -> None:
    """Read a line with a figure in each hole by itself, as far as the others may be empty."""
    count = len(value.holes)
    for at in range(count):
        text = value.fill([_SAMPLE if n == at else "" for n in range(count)])
        try:
            if text:
                spec.read(text, beside, decimal=decimal)
        except EvspecError:
            if count > 1 or not spec.metric:
                raise
            # cells may have their units, and the line the cycle alone: "{Range} WLTP"
            with suppress(EvspecError):
                spec.read(value.fill([f"{_SAMPLE} {spec.metric}"]), beside, decimal=decimal)
                return
            raise
