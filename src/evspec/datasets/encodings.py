"""In which encoding a file is, and what it is if it is no text at all."""

from __future__ import annotations

import codecs
import gzip
import io
import re
import zlib
from contextlib import contextmanager
from typing import IO, TYPE_CHECKING, Final, cast

from evspec.datasets.sheets import failure
from evspec.disk import mode_of, reading

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from pathlib import Path

__all__ = ["check_parquet", "decoding", "encoding_of", "fitting", "is_parquet", "opened"]

_PIECE: Final = 1 << 20
_PARQUET: Final = b"PAR1"
#: So much of a file is looked at to tell what it is.
_LOOK: Final = 200
_GZIP: Final = b"\x1f\x8b"
_MARKS: Final = (
    (codecs.BOM_UTF8, "utf-8-sig"), (codecs.BOM_UTF32_LE, "utf-32"), (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16"),
)  # fmt: skip
_OTHERS: Final = ((b"PK\x03\x04", "an Excel or zip file"), (b"\xd0\xcf\x11\xe0", "an Excel file"))
#: Encodings that are tried to tell which one fits; the last takes whatever there is.
_TRIED: Final = ("utf-8", "cp1252", "cp1250", "cp932", "gb18030", "latin-1")
_EUROPEAN: Final = frozenset({"cp1252", "cp1250"})
_LETTERS: Final = re.compile(r"[^\x00-\x7f]+")


def opened(path: Path) -> IO[bytes]:
    """Open a file, packed by gzip or not.

    Raises
    ------
    DataError
        If it is a folder, cannot be read, is empty, or is an Excel file.
    """
    import stat

    if stat.S_ISDIR(mode_of(path)):
        raise failure(str(path), "is a folder; name the file in it")
    with reading(path):
        file = path.open("rb")
    start = file.read(4)
    file.seek(0)
    if not start:
        file.close()
        raise failure(str(path), "is empty")
    for mark, what in _OTHERS:
        if start.startswith(mark):
            file.close()
            raise failure(str(path), f"is {what}; save the sheet as CSV")
    if start.startswith(_GZIP):
        file.close()
        return cast("IO[bytes]", gzip.open(path))
    return file


def is_parquet(path: Path) -> bool:
    """Tell whether a file is one of Parquet."""
    with opened(path) as file, unpacking(path):
        return file.read(4) == _PARQUET


def check_parquet(path: Path) -> None:
    """Refuse a file that is called one of Parquet and is none.

    Raises
    ------
    DataError
        With how it begins.
    """
    with opened(path) as file, unpacking(path):
        start = file.read(_LOOK)
    if start.startswith(_PARQUET):
        return
    line = start.decode("utf-8", "replace").split("\n", 1)[0].strip()
    # what is text begins so that a person can tell what it is
    told = f", it begins with {line[:40]!r}; call a CSV file .csv" if line.isprintable() and line else ""
    raise failure(str(path), f"is no Parquet file{told}")


@contextmanager
def unpacking(path: Path) -> Iterator[None]:
    """Tell a packed file that is cut short as a mistake of that file."""
    try:
        yield
    except (EOFError, zlib.error, gzip.BadGzipFile) as error:
        raise failure(str(path), f"cannot be unpacked: {error}") from None
    except OSError as error:
        # an error of the disk comes while a file is read, too
        with reading(path):
            raise error from None


def encoding_of(path: Path, asked: Sequence[str]) -> str:
    """Return the encoding of a file: that of its mark, else the first of those asked that fits.

    Where one alone is asked for, it is taken without a look; `decoding` tells if it does not fit.
    """
    with opened(path) as file, unpacking(path):
        start = file.read(4)
        for mark, name in _MARKS:
            if start.startswith(mark):
                return name
        if len(asked) == 1:
            return asked[0]
        return next((name for name in asked[:-1] if _fits(path, name)), asked[-1])


def fitting(path: Path) -> list[str]:
    """Return the encodings in which a file can be read, the likeliest first."""
    found = [name for name in _TRIED if _fits(path, name)]
    with opened(path) as file:
        text = file.read(_PIECE).decode("latin-1")
    runs = [len(run) for run in _LETTERS.findall(text)]
    # accents stand among plain letters, and signs of two bytes beside one another
    is_dense = 2 * sum(run for run in runs if run > 2) > sum(runs)
    return sorted(found, key=lambda name: is_dense and name in _EUROPEAN and len(found) > 1)


def _fits(path: Path, name: str) -> bool:
    decoder = codecs.getincrementaldecoder(name)()
    with opened(path) as file:
        try:
            while piece := file.read(_PIECE):
                decoder.decode(piece)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            return False
    return True


@contextmanager
def decoding(path: Path, encoding: str) -> Iterator[IO[str]]:
    """Open a text, and tell an encoding that does not fit, with the one that does."""
    try:
        with unpacking(path), opened(path) as file, io.TextIOWrapper(file, encoding, newline="") as text:
            yield text
    except UnicodeDecodeError as error:
        fits = next(name for name in fitting(path) if name != encoding)
        found = f"byte 0x{error.object[error.start]:02x} is not {encoding}"
        raise failure(str(path), f'{found}; the mapping should say encoding = "{fits}"') from None
