"""Which locales there are: those of the languages that there are messages in, with all their regions."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Final

from evspec.errors import EvspecError, check_type, did_you_mean
from evspec.packaged import packaged

if TYPE_CHECKING:
    from collections.abc import Iterator

    from babel import Locale

__all__ = ["MESSAGES", "babel_locale", "checked_locale", "documents"]

#: Where the files of messages are; a language is added by adding one.
MESSAGES: Final = packaged("messages")
_SUFFIX: Final = ".toml"


def checked_locale(name: object) -> str:
    """Return a locale by its canonical name, "" for English as evspec writes it.

    Parameters
    ----------
    name
        Such as "de", "de-CH" or "en_GB"; None and "en" for English unasked.

    Raises
    ------
    WrongType
        If it is no text.
    EvspecError
        If there are no messages in its language, if there is no such region, or Babel is not installed.
    """
    if name is None:
        return ""
    check_type("a locale", name, str, "a text such as 'de' or 'de_CH'")
    asked = str(name).replace("-", "_")
    if asked in {"", "en"}:
        return ""
    language = asked.partition("_")[0].lower()
    known = _known()
    hint = f"there are {', '.join(known)}, each with its regions, such as de_CH"
    if language not in known:
        raise EvspecError(f"unknown locale {asked[:40]!r}; {hint}{did_you_mean(language, known)}")
    return str(babel_locale(asked, hint))


def babel_locale(name: str, hint: str = "a locale reads like 'de' or 'de_CH'") -> Locale:
    """Return what Babel knows of a locale.

    Parameters
    ----------
    name
        Its name.
    hint
        What there is, for the error.

    Raises
    ------
    EvspecError
        If Babel is not installed or does not know it.
    """
    try:
        from babel import Locale, UnknownLocaleError
    except ImportError:
        raise EvspecError("to write for a locale takes Babel: pip install 'evspec[locale]'") from None
    try:
        return Locale.parse(name.replace("-", "_"))
    except (UnknownLocaleError, ValueError, TypeError) as error:
        raise EvspecError(f"unknown locale {name[:40]!r}; {hint}") from error


def _known() -> list[str]:
    """Return the codes of all languages that there are messages in."""
    files = [file.name.removesuffix(_SUFFIX) for file in MESSAGES.iterdir() if file.name.endswith(_SUFFIX)]
    return sorted({"en", *(name.partition("_")[0] for name in files)})


def documents(locale: str) -> Iterator[dict[str, Any]]:
    """Yield the files of messages of a locale, the language's before the region's, which says less.

    Parameters
    ----------
    locale
        As `checked_locale` returned it.
    """
    import tomli

    for name in dict.fromkeys((locale.partition("_")[0], locale)):
        file = MESSAGES.joinpath(f"{name}{_SUFFIX}")
        if file.is_file():
            yield tomli.loads(file.read_text(encoding="utf-8"))
