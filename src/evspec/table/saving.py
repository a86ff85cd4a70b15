"""Tables as files: what the suffix of a path asks for, and the whole content of such a file."""

from __future__ import annotations

from importlib import import_module
from pathlib import PurePath
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, TypeAlias

from evspec.disk import as_path, write_file
from evspec.errors import EvspecError, check_option

if TYPE_CHECKING:
    from collections.abc import Mapping
    from os import PathLike

    from evspec.table.document import TableData

__all__ = ["STYLES", "SUFFIXES", "Style", "content", "format_of", "save"]

Style: TypeAlias = Literal["plain", "pretty", "siunitx"]

#: What each suffix asks for.
SUFFIXES: Final[Mapping[str, str]] = MappingProxyType({
    ".html": "html", ".htm": "html", ".md": "markdown", ".markdown": "markdown", ".txt": "text",
    ".tex": "latex", ".csv": "csv", ".json": "json", ".xlsx": "xlsx", ".pdf": "pdf", ".png": "png",
})  # fmt: skip
#: The module that writes each format.
_WRITERS: Final = {"csv": "csv_", "json": "json_", "pdf": "printed", "png": "printed"}
#: The styles of the formats that have several.
_STYLED: Final = {"html": ("plain", "pretty"), "latex": ("plain", "siunitx")}
STYLES: Final[tuple[Style, ...]] = ("plain", "pretty", "siunitx")
#: How wide a text is that no terminal shows.
_WIDTH: Final = 118


def format_of(path: str | PathLike[str]) -> str:
    """Return the format that the suffix of a path asks for.

    Raises
    ------
    EvspecError
        If there is no such suffix.
    """
    suffix = PurePath(path).suffix
    found = SUFFIXES.get(suffix.lower())
    if found is None:
        what = f"the suffix {suffix!r}" if suffix else "no suffix"
        *first, last = SUFFIXES
        known = f"{', '.join(first)} or {last}"
        data = "; evspec.dump writes data files" if suffix.lower() == ".toml" else ""
        raise EvspecError(f"{path} has {what}, which tells no format of a table; write {known}{data}")
    return found


def save(table: TableData, path: str | PathLike[str], *, style: Style | None = None) -> None:
    """Write a table to a file, whole or not at all; see `Tabular.save`."""
    target = as_path(path)
    write_file(target, content(table, format_of(target), style))


def content(table: TableData, form: str, style: Style | None = None) -> str | bytes:
    """Return the whole content of a file of a table: text, or bytes of what is none.

    Parameters
    ----------
    table
        What to write.
    form
        One of the formats in `SUFFIXES`.
    style
        "pretty" is of HTML, "siunitx" of LaTeX; a page of HTML is pretty unless "plain" is asked for, since
        its head is ours to write.

    Raises
    ------
    EvspecError
        If the format has no such style, or takes a package that is not there.
    """
    style = ("pretty" if form == "html" else "plain") if style is None else style
    check_option("style", style, STYLES)
    if style not in _STYLED.get(form, ("plain",)):
        whose = next(form for form, styles in _STYLED.items() if style in styles)
        raise EvspecError(f"the style {style!r} is of {whose}, not of {form}; leave it out")
    writer = import_module(f"evspec.table.{_WRITERS.get(form, form)}")
    if form in {"xlsx", "pdf", "png"}:
        made: bytes = getattr(writer, form)(table)
        return made
    given: dict[str, object] = (
        {"style": style} if form in _STYLED else {"width": _WIDTH} if form == "text" else {}
    )
    text: str = writer.write(table, **given)
    return f"{writer.page(table.title, text, table.locale) if form == 'html' else text}\n"
