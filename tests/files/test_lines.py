"""Every key and list entry of any TOML 1.1 text is found on the line on which it was written."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, TypeAlias

import tomli
from hypothesis import given
from hypothesis import strategies as st

from evspec.files.lines import Lines

if TYPE_CHECKING:
    from collections.abc import Iterator

Path: TypeAlias = "tuple[str | int, ...]"

NAMES = st.sampled_from(["a", "b", "said", "1", "-", ""]) | st.text("a'\"\\[]{}=.,# \té😀", max_size=4)
TEXTS = st.text("a'\"\\[]{}=.,# \n\té😀", max_size=6)
PLAIN = st.sampled_from(
    ["1", "-1.5e3", "0xff", "true", "nan", "2026-03-11", "2026-03-11 07:32", "07:32:00.5"]
)
VALUES = st.recursive(
    TEXTS | PLAIN.map(lambda words: (words,)),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(NAMES, inner, max_size=3),
    max_leaves=8,
)
TABLES = st.dictionaries(NAMES, VALUES | st.lists(st.dictionaries(NAMES, VALUES, max_size=3), min_size=1))
SPACE = st.sampled_from(["", " ", "\t"])
#: What may stand between the parts of a list or an inline table.
GAP = st.sampled_from(["", "", " ", "\n", "\r\n", " # c = 1, ] } \" '''\n", '\n#"""\n'])
END = st.sampled_from(["\n", "\r\n", " # [[a]]\n", "\n\n"])


class Writer:
    """Writes tables in one spelling of many, and keeps the line of each path."""

    def __init__(self, data: st.DataObject) -> None:
        self.text = ""
        self.lines: dict[Path, int] = {}
        self._draw = data.draw

    def write(self, *parts: str | st.SearchStrategy[str]) -> None:
        for part in parts:
            self.text += part if isinstance(part, str) else self._draw(part)

    def note(self, path: Path) -> None:
        self.lines.setdefault(path, self.text.count("\n") + 1)

    def table(self, table: dict[str, Any], path: Path) -> None:
        """Write a table: its values, then the tables and blocks below it."""
        below = {
            key: value for key, value in table.items() if _has_header(value) and self._draw(st.booleans())
        }
        for key, value in table.items():
            if key not in below:
                self.write(SPACE)
                self.entry(key, value, path)
                self.write(END)
        for key, value in below.items():
            many = isinstance(value, list)
            for place, inner in enumerate(value if many else [value]):
                header: Path = ()
                for part in (*path, key):
                    header += (part,)
                    self.note(header)
                at = (*header, place) if many else header
                self.note(at)
                self.write(SPACE, "[[" if many else "[", self.dotted(header), "]]" if many else "]", END)
                self.table(inner, at)

    def entry(self, key: str, value: Any, path: Path) -> None:
        """Write a key and its value; tables of one key may be dots."""
        keys = [key]
        while isinstance(value, dict) and len(value) == 1 and self._draw(st.booleans()):
            ((key, value),) = value.items()
            keys.append(key)
        for n in range(1, len(keys) + 1):
            self.note((*path, *keys[:n]))
        self.write(self.dotted(tuple(keys)), "=", SPACE)
        self.value(value, (*path, *keys))

    def dotted(self, path: Path) -> str:
        spelled = [_spellings(key) for key in path if isinstance(key, str)]
        return "".join(f"{self._draw(SPACE)}{self._draw(word)}{self._draw(SPACE)}." for word in spelled)[:-1]

    def value(self, value: Any, path: Path) -> None:
        if isinstance(value, tuple):
            self.write(*value)
        elif isinstance(value, str):
            self.write(_texts(value))
        else:
            opening, closing = "[]" if isinstance(value, list) else "{}"
            self.write(opening, GAP)
            for n, inner in enumerate(value):
                if isinstance(value, list):
                    self.note((*path, n))
                    self.value(inner, (*path, n))
                else:
                    self.entry(inner, value[inner], path)
                last = n == len(value) - 1
                self.write(GAP, st.sampled_from(["", ","]) if last else ",", GAP)
            self.write(closing)


def _has_header(value: Any) -> bool:
    if isinstance(value, list):
        return bool(value) and all(isinstance(inner, dict) for inner in value)
    return isinstance(value, dict)


def _spellings(key: str) -> st.SearchStrategy[str]:
    spellings = [*_quoted(key)]
    if key and key.replace("-", "a").isalnum() and key.isascii():
        spellings.append(key)
    return st.sampled_from(spellings)


def _quoted(text: str) -> Iterator[str]:
    yield json.dumps(text, ensure_ascii=False)
    for form in ("U{:08x}", "u{:04x}", "x{:02x}"):
        yield '"' + "".join(f"\\{form.format(ord(c))}" if ord(c) < 256 else c for c in text) + '"'
    if "'" not in text and "\n" not in text:
        yield f"'{text}'"


def _texts(text: str) -> st.SearchStrategy[str]:
    spellings = [*_quoted(text)]
    escaped = text.replace("\\", "\\\\").replace('"""', '""\\"')
    spellings += [f'"""{escaped}"""', f'"""\n{escaped}"""'] if not escaped.endswith('"') else []
    spellings += [f"'''{text}'''", f"'''\r\n{text}'''"] if "'''" not in text and text[-1:] != "'" else []
    return st.sampled_from(spellings)


def _paths(value: Any, path: Path = ()) -> Iterator[Path]:
    for key in value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ():
        yield (*path, key)
        yield from _paths(value[key], (*path, key))


@given(TABLES, st.data())
def test_any_toml(table: dict[str, Any], data: st.DataObject) -> None:
    writer = Writer(data)
    writer.table(table, ())
    lines = Lines(writer.text, is_json=False)
    for path in _paths(tomli.loads(writer.text)):
        assert lines.find(path) == writer.lines[path]
