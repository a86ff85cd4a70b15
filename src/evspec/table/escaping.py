"""Data as HTML: inert, its lines stay lines, and none ends within a figure."""

from __future__ import annotations

import re
from html import escape
from typing import TYPE_CHECKING, Final

from evspec.table.safety import visible

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["Escaped", "lines_of", "text_of"]

_TOGETHER: Final = '<span style="white-space:nowrap">'
#: Words of which none but the last may end a line: a number with its unit or the rest of its digits, a sign
#: with its number; "iX1 U11" is a name. It begins where a word does and gives nothing back, so that a long
#: text takes no longer.
_TIGHT: Final = re.compile(
    r"(?<!\S)(\S++(?: (?:(?<=[0-9] )(?=[^\W\d_]|[°%]|[0-9]{3}(?![0-9]))"
    r"(?<![^\W\d_][0-9] )(?<![^\W\d_][0-9]{2} )(?<![^\W\d_][0-9]{3} )|(?<=[≈≥≤±] )(?=[0-9]))\S++)+)"
)
#: All digits as one, since no line ends in a text or in another because of them.
_DIGITS: Final = bytes.maketrans(b"123456789", b"000000000")


class Escaped(dict[str, str]):
    """Texts as HTML; a table repeats itself, and no text is escaped twice."""

    def __init__(self, texts: Iterable[str]) -> None:
        # all of them at once, one to a line, take hardly longer than each of them alone
        lines = list(dict.fromkeys(texts))
        if not "".join(lines).isprintable():
            lines = list(filter(str.isprintable, lines))
        told = escape("\n".join(lines))
        # a table has thousands of figures, and few that are unlike in more than their digits
        alike = told.encode().translate(_DIGITS).split(b"\n")
        tight = {shape for shape in set(alike) if _TIGHT.fullmatch(shape.decode())}
        made = [
            f"{_TOGETHER}{words}</span>" if shape in tight else _unbroken(words)
            for words, shape in zip(told.split("\n"), alike, strict=True)
        ]
        self.update(zip(lines, made, strict=False))

    def __missing__(self, text: str) -> str:
        self[text] = made = lines_of(text)
        return made


def text_of(text: str) -> str:
    """Return data as text that is also safe inside a quoted attribute."""
    return escape(visible(text))


def lines_of(text: str) -> str:
    """Return data as HTML: its lines stay lines, and none ends within a figure."""
    return _unbroken(text_of(text)).replace("\n", "<br>")


def _unbroken(text: str) -> str:
    """Return HTML in which no line ends within a figure."""
    parts = _TIGHT.split(text)
    parts[1::2] = [f"{_TOGETHER}{words}</span>" for words in parts[1::2]]
    return "".join(parts)
