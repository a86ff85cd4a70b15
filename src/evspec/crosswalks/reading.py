"""A mapping from TOML or a dict: every mistake in it is collected, and told with its line."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from evspec.crosswalks.filemapping import Condition, FileMapping, Origin
from evspec.crosswalks.lines import read_lines
from evspec.crosswalks.parts import KEYS, NAMED, TAB, read_conditions, read_source, read_texts, texts_of
from evspec.crosswalks.patterns import Words, checked_pattern
from evspec.crosswalks.templates import Template
from evspec.errors import DataError, EvspecError, ProblemCode, WrongType, did_you_mean
from evspec.files.problems import Problems, shown
from evspec.files.text import parse, read_text
from evspec.packaged import packaged
from evspec.specs import QUALIFIERS, SPECS

if TYPE_CHECKING:
    import re
    from importlib.resources.abc import Traversable

__all__ = ["Mappings", "mapping", "mappings"]

_FOLDER: Final = packaged("crosswalks")
_FIRST_YEAR, _LAST_YEAR = 1880, 2100


def mapping(given: object) -> FileMapping:
    """Return a mapping, checked.

    Parameters
    ----------
    given
        The name of a built-in mapping ("nrcan-bev"), the path of a TOML file, its text, or a dict with the
        same keys.

    Raises
    ------
    DataError
        With every mistake in it.
    WrongType
        If it is none of these.

    Examples
    --------
    >>> mine = mapping({"make": "{Make}", "model": "{Model}", "said": {"range": "{Range (km)} km WLTP"}})
    >>> list(mine.columns())
    ['Make', 'Model', 'Range (km)']
    """
    if isinstance(given, FileMapping):
        return given
    if isinstance(given, Mapping):
        name = given.get("name", "read")
        problems = Problems("mapping", lambda _: 0)
        return _read(given, str(name), problems, Origin("mapping"))
    if isinstance(given, str) and given in mappings:
        return mappings[given]
    if isinstance(given, str) and ("\n" in given or "=" in given):
        return _parsed(Path("mapping.toml"), "mapping", given)
    if not isinstance(given, str | os.PathLike):
        raise WrongType(
            f"a mapping is a name, a path, a text or a dict, not {type(given).__name__}; "
            f"built in are {', '.join(mappings)}"
        )
    path = Path(given)
    if path.suffix.lower() not in {".toml", ".json"}:
        near = did_you_mean(str(given), mappings)
        raise EvspecError(
            f"no mapping {str(given)!r}{near}; built in are {', '.join(mappings)}; a path ends in .toml"
        )
    return _parsed(path, str(path), read_text(path, str(path)))


class Mappings(Mapping[str, FileMapping]):
    """The built-in mappings by their names; one is read when it is asked for."""

    def __getitem__(self, name: str) -> FileMapping:
        if name not in _files():
            raise KeyError(name)
        return _builtin(name)

    def __iter__(self) -> Iterator[str]:
        return iter(_files())

    def __len__(self) -> int:
        return len(_files())

    def __repr__(self) -> str:
        return f"<Mappings: {', '.join(self)}>"


#: The mappings that come with evspec.
mappings: Final = Mappings()


@cache
def _files() -> Mapping[str, Traversable]:
    found = [file for file in _FOLDER.iterdir() if file.name.endswith(".toml")]
    named = {file.name.removesuffix(".toml"): file for file in found}
    return {name: named[name] for name in sorted(named)}


@cache
def _builtin(name: str) -> FileMapping:
    file = f"{name}.toml"
    return _parsed(Path(file), file, read_text(_files()[name], file))


def _parsed(path: Path, name: str, text: str) -> FileMapping:
    document, problems = parse(path, name, text)
    own = str(document.get("name", path.stem if name != "mapping" else "read"))
    return _read(document, own, problems, Origin(name, text, path.suffix.lower() == ".json"))


def _read(document: Mapping[str, Any], name: str, problems: Problems, origin: Origin) -> FileMapping:
    for key in document:
        if key not in KEYS:
            if key in SPECS:
                words = f"{key} outside of [said]; move it there"
                problems.add(ProblemCode.MISPLACED_KEY, (key,), words)
                continue
            problems.add_unknown_key(key, "a mapping", KEYS)
    identity = {key: _template(document, key, problems) for key in ("make", "model", "variant", "year")}
    _check_year(identity["year"], problems)
    decimal = document.get("decimal")
    if decimal not in {None, ".", ","}:
        words = f"decimal is {shown(decimal)}; write '.' or ','"
        problems.add(ProblemCode.NOT_LISTED, ("decimal",), words)
        decimal = None
    meanings = _words(document, problems)
    lines = read_lines(document.get("said"), meanings, decimal, problems.at("said"))
    source = read_source(document.get("source", {}), problems.at("source"))
    encoding = read_texts(document, "encoding", problems) or ("utf-8",)
    for place, one in enumerate(encoding):
        _check_encoding(one, place, problems)
    missing = read_texts(document, "missing", problems)
    made: dict[str, Any] = {
        "encoding": encoding,
        "delimiter": _delimiter(document, problems),
        "header": _header(document, problems),
        "decimal": decimal,
        "missing": frozenset({"", *missing}),
        "records": _text(document, "records", problems),
        "only": _conditions(document, "only", problems),
        "leave": _conditions(document, "leave", problems),
        "ignore": frozenset(read_texts(document, "ignore", problems)),
        "across": _pattern(document["across"], ("across",), problems) if "across" in document else None,
        "parts": _parts(document, problems),
    }
    if problems.found:
        raise DataError(sorted(problems.found, key=lambda problem: problem.line))
    make, model = identity["make"], identity["model"]
    assert make is not None, "what is missing has been refused"  # noqa: S101
    assert model is not None, "what is missing has been refused"  # noqa: S101
    return FileMapping(
        name, source, make, model, identity["variant"], identity["year"], lines, words=meanings,
        origin=origin, **made,
    )  # fmt: skip


def _template(document: Mapping[str, Any], key: str, problems: Problems) -> Template | None:
    text = _text(document, key, problems)
    if not text:
        if key in {"make", "model"} and key not in document:
            words = f'no {key}; write {key} = "{{column}}" or its name'
            problems.add(ProblemCode.MISSING_KEY, (key,), words)
        return None
    try:
        return Template(text)
    except EvspecError as error:
        problems.add_unread((key,), error)
        return None


def _text(document: Mapping[str, Any], key: str, problems: Problems) -> str:
    given = document.get(key, "")
    if type(given) is int and key == "year":
        return str(given)
    if isinstance(given, str) and (given or key not in document):
        return given
    problems.add(ProblemCode.WRONG_TYPE, (key,), f"{key} is {shown(given)}; write text in quotes")
    return ""


def _check_year(year: Template | None, problems: Problems) -> None:
    if year is not None and not year.holes and not is_year(year.text):
        words = f"year is {shown(year.text)}; write one of four digits, or the column that has it"
        problems.add(ProblemCode.BAD_VALUE, ("year",), words)


def is_year(text: str) -> bool:
    """Tell whether a text is a model year: four digits of the time of cars."""
    return len(text) == 4 and text.isascii() and text.isdigit() and _FIRST_YEAR <= int(text) <= _LAST_YEAR


def _check_encoding(name: str, place: int, problems: Problems) -> None:
    import codecs

    try:
        # rot13 and the like make texts of texts
        is_of_text = codecs.lookup(name)._is_text_encoding
    except (LookupError, ValueError):
        is_of_text = False
    if not is_of_text:
        words = f"no encoding {shown(name)}; write utf-8, cp1252 or the like"
        problems.add(ProblemCode.NOT_LISTED, ("encoding", place), words)


def _header(document: Mapping[str, Any], problems: Problems) -> tuple[int, ...]:
    given = texts_of(document.get("header", 1))
    if not given or any(type(line) is not int or line < 1 for line in given) or given != sorted({*given}):
        found = f"header is {shown(document['header'])}"
        words = f"{found}; write the number of the line that names the columns, or of several: [3, 4]"
        problems.add(ProblemCode.BAD_VALUE, ("header",), words)
        return (1,)
    return tuple(given)


def _delimiter(document: Mapping[str, Any], problems: Problems) -> str:
    given = document.get("delimiter", ",")
    if given == TAB:
        return "\t"
    if isinstance(given, str) and len(given) == 1 and given not in '\r\n"':
        return given
    words = f"delimiter is {shown(given)}; write one character, such as ',' or ';', or {TAB!r}"
    problems.add(ProblemCode.NOT_LISTED, ("delimiter",), words)
    return ","


def _conditions(document: Mapping[str, Any], key: str, problems: Problems) -> tuple[Condition, ...]:
    return read_conditions(document.get(key, {}), problems.at(key))


def _parts(document: Mapping[str, Any], problems: Problems) -> tuple[Any, ...]:
    given = document.get("parts", {})
    if not isinstance(given, Mapping):
        words = f"parts is {shown(given)}; write a table of columns and patterns"
        problems.add(ProblemCode.WRONG_TYPE, ("parts",), words)
        return ()
    parts = []
    for column, written in given.items():
        several = isinstance(written, list)
        patterns = (
            _pattern(text, ("parts", column, place) if several else ("parts", column), problems)
            for place, text in enumerate(texts_of(written))
        )
        parts.append((column, tuple(one for one in patterns if one is not None)))
    return tuple(parts)


def _pattern(text: object, path: tuple[str | int, ...], problems: Problems) -> re.Pattern[str] | None:
    if not isinstance(text, str):
        problems.add(ProblemCode.WRONG_TYPE, path, f"the pattern {shown(text)}; write text in quotes")
        return None
    try:
        return checked_pattern(text)
    except EvspecError as error:
        problems.add_unread(path, error)
        return None


def _words(document: Mapping[str, Any], problems: Problems) -> dict[str, Words]:
    given = document.get("words", {})
    known = [*SPECS, *QUALIFIERS, *NAMED]
    if not isinstance(given, Mapping):
        words = f"words is {shown(given)}; write a table for each spec or qualifier"
        problems.add(ProblemCode.WRONG_TYPE, ("words",), words)
        return {}
    found = {}
    for key, pairs in given.items():
        if key not in known:
            words = f"{shown(key)} is no spec, qualifier or name of a vehicle{did_you_mean(str(key), known)}"
            problems.add(ProblemCode.UNKNOWN_SPEC, ("words", key), words)
        elif not isinstance(pairs, Mapping) or not all(isinstance(v, str) for v in pairs.values()):
            words = f'{key} is {shown(pairs)}; write the file\'s words and theirs: {{ A = "AWD" }}'
            problems.add(ProblemCode.WRONG_TYPE, ("words", key), words)
        else:
            found[key] = Words(tuple((str(word), meaning) for word, meaning in pairs.items()))
            for meaning in filter(None, pairs.values()) if key in QUALIFIERS else ():
                try:
                    QUALIFIERS[key].read(meaning)
                except EvspecError as error:
                    problems.add_unread(("words", key), error)
    return found
