"""Text as LaTeX that shows it literally, with pdflatex and its standard fonts."""

from __future__ import annotations

import re
import unicodedata

__all__ = ["latex"]

_COMMANDS = {
    # Put between characters that would melt into another one.
    "\0": "{}",
    # What has a meaning in LaTeX. Brackets and stars have one behind a line break.
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "%": r"\%",
    "_": r"\_",
    "^": r"\textasciicircum{}",
    "~": r"\textasciitilde{}",
    "[": "{[}",
    "]": "{]}",
    "*": "{*}",
    # What the fonts show as something else, alone or doubled.
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    "|": r"\textbar{}",
    '"': r"\textquotedbl{}",
    "`": r"\textasciigrave{}",
    # What figures and units are written with.
    "–": r"\textendash{}",
    "—": r"\textemdash{}",
    "\u2011": "-",
    "−": "$-$",
    "±": r"$\pm$",
    "×": r"$\times$",
    "·": r"$\cdot$",
    "≈": r"$\approx$",
    "≤": r"$\leq$",
    "≥": r"$\geq$",
    "≠": r"$\neq$",
    "→": r"$\rightarrow$",
    "←": r"$\leftarrow$",
    "↑": r"$\uparrow$",
    "↓": r"$\downarrow$",
    "▲": r"$\blacktriangle$",
    "▼": r"$\blacktriangledown$",
    "△": r"$\triangle$",
    "▽": r"$\triangledown$",
    "°": r"\textdegree{}",
    "²": r"\textsuperscript{2}",
    "³": r"\textsuperscript{3}",
    "¹": r"\textsuperscript{1}",
    "₂": r"\textsubscript{2}",
    "½": r"\textonehalf{}",
    "µ": r"\textmu{}",
    "μ": r"\textmu{}",
    "Ω": r"$\Omega$",
    "Δ": r"$\Delta$",
    "…": r"\ldots{}",
    "•": r"\textbullet{}",
    "†": r"\dag{}",
    "§": r"\S{}",
    "©": r"\textcopyright{}",
    "®": r"\textregistered{}",
    "™": r"\texttrademark{}",
    "€": r"\texteuro{}",
    "£": r"\pounds{}",
    "¥": r"\textyen{}",
    "“": r"\textquotedblleft{}",
    "”": r"\textquotedblright{}",
    "„": r"\quotedblbase{}",
    "‘": r"\textquoteleft{}",
    "’": r"\textquoteright{}",
    "\u201a": r"\quotesinglbase{}",
    "«": r"\guillemotleft{}",
    "»": r"\guillemotright{}",
    "¡": r"\textexclamdown{}",
    "¿": r"\textquestiondown{}",
    "\xa0": "~",
    "\u202f": r"\,",
    "\u2009": r"\,",
    # Letters that are no base letter with an accent.
    "ß": r"\ss{}",
    "Æ": r"\AE{}",
    "æ": r"\ae{}",
    "Œ": r"\OE{}",
    "œ": r"\oe{}",
    "Ø": r"\O{}",
    "ø": r"\o{}",
    "Ł": r"\L{}",
    "ł": r"\l{}",
    "Đ": r"\DJ{}",
    "đ": r"\dj{}",
    "Þ": r"\TH{}",
    "þ": r"\th{}",
    "ð": r"\dh{}",
    "\u0131": r"\i{}",
}
_ACCENTS = {
    "\u0300": "`",
    "\u0301": "'",
    "\u0302": "^",
    "\u0303": "~",
    "\u0304": "=",
    "\u0306": "u",
    "\u0307": ".",
    "\u0308": '"',
    "\u030a": "r",
    "\u030b": "H",
    "\u030c": "v",
    "\u0323": "d",
    "\u0327": "c",
    "\u0328": "k",
}
_LIGATURES = re.compile(r"(?<=-)(?=-)|(?<=')(?=')|(?<=,)(?=,)")
_SPECIAL = re.compile(rf"[^ -~]|[{re.escape(''.join(c for c in _COMMANDS if c.isascii()))}]")


def latex(text: str) -> str:
    r"""Return text as LaTeX shows it literally.

    Parameters
    ----------
    text
        One line, without control characters.

    Returns
    -------
    str
        ASCII only. A character that the standard fonts lack stands there by its code point.

    Examples
    --------
    >>> print(latex("~50 % & 2 m²"))
    \textasciitilde{}50 \% \& 2 m\textsuperscript{2}
    >>> print(latex("Škoda 電"))
    \v{S}koda \texttt{U+96FB}
    """
    text = _LIGATURES.sub("\0", unicodedata.normalize("NFC", text))
    return _SPECIAL.sub(_command, text)


def _command(match: re.Match[str]) -> str:
    character = match[0]
    if character in _COMMANDS:
        return _COMMANDS[character]
    parts = unicodedata.normalize("NFD", character)
    base, accent = parts[0], _ACCENTS.get(parts[1:])
    if accent and base.isascii() and base.isalpha():
        # An accent above takes the place of the dot.
        base = f"\\{base}" if base in "ij" and accent not in "dck" else base
        return f"\\{accent}{{{base}}}"
    return f"\\texttt{{U+{ord(character):04X}}}"
