r"""What keeps data from acting on the program that shows it.

Titles, names and notes come from elsewhere: in a terminal a control character moves the cursor, a
bidi override swaps digits, a link may hold a script.
"""

from __future__ import annotations

import re

__all__ = ["encodable", "one_line", "safe_link", "visible"]

# Control, line and paragraph separators, bidi and invisible format characters, surrogates, tags,
# and what is no character, which XML does not take.
# The zero-width joiner and non-joiner stay: Persian words and emoji need them.
UNSAFE = (
    "\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e007f\ufdd0-\ufdef"
    + "".join([chr(plane + last) for plane in range(0, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)])
)
_UNSAFE = f"[{UNSAFE}]"
# Not the no-break space, which is there for a reason.
_SPACES = re.compile("[ \n]+")
_IN_LINKS = f"[\\s{UNSAFE}]"
_LINK = r"(?i)(https?):(//[0-9a-z][0-9a-z.\-]*(?::[0-9]+)?)((?:[/?#].*)?)"
_NO_URL_CHARACTER = r"[^A-Za-z0-9\-._~:/?#@!$&*+,;=%]"


def visible(text: str) -> str:
    r"""Return a text with control and bidi characters as escapes; line breaks stay.

    Examples
    --------
    >>> print(visible("red \x1b[31m and \u202eback"))
    red \x1b[31m and \u202eback
    """
    if text.isprintable():
        return text
    return re.sub(_UNSAFE, _escape, text.replace("\r\n", "\n").replace("\t", " "))


def encodable(text: str) -> str:
    r"""Return a text with escapes for lone surrogates, which neither a file nor a frame can hold.

    Examples
    --------
    >>> print(encodable("caf\xe9 \ud800"))
    café \ud800
    """
    return text.encode("utf-8", "backslashreplace").decode("utf-8")


def one_line(text: str) -> str:
    """Return a text with escapes as in `visible`, on one line, without doubled or outer spaces."""
    return _SPACES.sub(" ", visible(text)).strip(" ")


def safe_link(href: str | None) -> str | None:
    r"""Return an address that may become a link, or None.

    White space and control characters are dropped first, since browsers drop some of them too.
    What remains must be http or https with an ASCII host name and no user name; all other
    characters than those of a URL are percent-encoded.

    Examples
    --------
    >>> safe_link("https://example.org/a b(c)")
    'https://example.org/ab%28c%29'
    >>> safe_link("java\tscript:alert(1)")
    """
    match = re.fullmatch(_LINK, re.sub(_IN_LINKS, "", href or ""))
    if match is None:
        return None
    scheme, host, rest = match.groups()
    return f"{scheme.lower()}:{host}{re.sub(_NO_URL_CHARACTER, _percent, rest)}"


def _escape(match: re.Match[str]) -> str:
    code = ord(match[0])
    if code < 0x100:
        return f"\\x{code:02x}"
    return f"\\u{code:04x}" if code < 0x10000 else f"\\U{code:08x}"


def _percent(match: re.Match[str]) -> str:
    return "".join(f"%{byte:02X}" for byte in match[0].encode())
