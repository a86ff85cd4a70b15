"""House styles by their names, and those of files."""

from __future__ import annotations

import os
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

from evspec.errors import DataError, EvspecError, WrongType, did_you_mean, quoted
from evspec.files.text import parse, read_text
from evspec.packaged import packaged
from evspec.specs import HouseStyle, house_mistakes

if TYPE_CHECKING:
    from importlib.resources.abc import Traversable

__all__ = ["house_of"]

_FOLDER: Final = packaged("houses")
_SUFFIX: Final = ".toml"


def house_of(asked: HouseStyle | str | os.PathLike[str] | None) -> HouseStyle | None:
    """Return a house style, None if none is asked for.

    Parameters
    ----------
    asked
        One, the name of one that comes with evspec ("us-press"), or the path of a TOML file.

    Raises
    ------
    DataError
        With every mistake in a file.
    EvspecError
        If none is called so.
    WrongType
        If it is none of these.

    Examples
    --------
    >>> house_of("us-press").choice.system
    'us'
    """
    if asked is None or isinstance(asked, HouseStyle):
        return asked
    if not isinstance(asked, str | os.PathLike):
        raise WrongType(
            f"house {quoted(asked)} is no HouseStyle, nor the name or path of one, such as 'us-press' "
            "or 'our.toml'"
        )
    named = _files()
    if isinstance(asked, str) and asked in named:
        return _builtin(asked)
    path = Path(asked)
    if path.suffix.lower() != _SUFFIX:
        near = did_you_mean(str(asked), named).rstrip("?")
        raise EvspecError(
            f"no house style {str(asked)!r}{near}; there are {', '.join(named)}; a path ends in .toml"
        )
    return _read(path, str(path), read_text(path, str(path)))


@cache
def _files() -> dict[str, Traversable]:
    named = {file.name.removesuffix(_SUFFIX): file for file in _FOLDER.iterdir()}
    return {name: named[name] for name in sorted(named)}


@cache
def _builtin(name: str) -> HouseStyle:
    file = _files()[name]
    return _read(Path(file.name), file.name, read_text(file, file.name))


def _read(path: Path, name: str, text: str) -> HouseStyle:
    document, problems = parse(path, name, text)
    for place, words, code in house_mistakes(document):
        problems.add(code, place, words)
    if problems.found:
        raise DataError(problems.found)
    told: dict[str, Any] = dict(document)
    return HouseStyle(path.stem, **told)
