"""The conditions under which figures hold, such as a test cycle or a window of states of charge."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import Factory, field, frozen

from evspec.errors import ParseError, did_you_mean
from evspec.values import read_text

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["NOT_STATED", "QUALIFIERS", "Mode", "Qualifier"]

Mode: TypeAlias = Literal["required", "split", "expected", "remark"]

NOT_STATED = "not stated"


@frozen
class Qualifier:
    """One condition under which a figure holds, such as its test cycle.

    Attributes
    ----------
    name
        The keyword: "cycle", "soc", "rating".
    default
        What a figure that does not say is taken to mean; "" if it is taken to mean nothing.
    values
        The values it may have; empty if any short text will do.
    words
        How the value is written after the figure, "{}" standing for it; "" if it is not written there.
    label
        How the value is shown in a row's label, "{}" standing for it.
    title
        What is not stated where the qualifier is not; the name if left out.
    shape
        For a qualifier without listed values, the pattern of those that may stand after a figure.
    """

    name: str
    default: str
    values: tuple[str, ...]
    words: str
    label: str = "{}"
    title: str = field(default=Factory(lambda self: self.name, takes_self=True))
    shape: str = ""

    def find(self, words: str) -> str | None:
        """Return the canonical value that the words after a figure state, None if they do not."""
        if words.lower() == f"{self.name} {NOT_STATED}":
            return NOT_STATED
        before, hole, after = self.words.partition("{}")
        if after and words.endswith(f"{after}s"):
            words = words.removesuffix("s")
        if not (hole and words.startswith(before) and words.endswith(after)):
            return None
        value = words.removeprefix(before).removesuffix(after)
        known = value in self.values if self.values else re.fullmatch(self.shape, value) is not None
        return self.read(value) if known else None

    def read(self, written: object) -> str:
        """Return the canonical value, or raise ParseError."""
        text = (
            str(written).strip() if isinstance(written, str | int) and not isinstance(written, bool) else ""
        )
        canonical = {value.lower(): value for value in (*self.values, NOT_STATED)}
        if text.lower() in canonical:
            return canonical[text.lower()]
        if self.values:
            known = ", ".join(self.values)
            raise ParseError(
                f"{self.name} {written!r} is not one of {known}{did_you_mean(text, self.values)}", text
            )
        return _window(text) if self.name == "soc" else read_text(text).text


def _window(text: str) -> str:
    """Return a window of states of charge in its canonical form, "10-80 %"."""
    match = _WINDOW.fullmatch(text)
    first, last = map(int, match.groups()) if match else (0, 0)
    if not first < last <= 100:
        raise ParseError(f"{text!r} is no window of states of charge; write '10-80 %'", text)
    return f"{first}-{last} %"


_WINDOW = re.compile(r"(\d{1,3})\s*[-–]\s*(\d{1,3})\s*%", re.ASCII)

# fmt: off
#: The qualifiers, in the order in which labels show them.
QUALIFIERS: Mapping[str, Qualifier] = MappingProxyType({q.name: q for q in (
    Qualifier("cycle", "", ("WLTP", "EPA", "CLTC", "NEDC", "JC08", "real world"), "{}"),
    Qualifier("phase", "combined", ("combined", "city", "highway"), "{}"),
    Qualifier("rating", "peak", ("peak", "without boost", "30-minute"), "{}"),
    Qualifier("fitted", "", ("standard", "option"), "{}"),
    Qualifier("ac_phases", "", ("1", "2", "3"), "{} phase", "{}-phase", "phases"),
    Qualifier("charger", "", (), "{} charger", "at {}", shape="[0-9.]+ kW"),
    Qualifier("soc", "0-100 %", (), "{}", title="SoC", shape=r"[0-9]{1,3}\s*[-–]\s*[0-9]{1,3}\s*%"),
    Qualifier("side", "wall", ("wall", "battery"), "at the {}", "at the {}"),
    Qualifier("rollout", "", ("with rollout", "without rollout"), "{}"),
    Qualifier("equipment", "", ("best", "worst"), "{} equipment", "{} equipment"),
    Qualifier("wheels", "", (), "{} wheels", "{} wheels", shape="[0-9]{2} in"),
    Qualifier("standard", "", ("DIN", "EU", "US", "VDA", "SAE"), "{}"),
    Qualifier("basis", "", ("gross", "net"), "", title="gross or net"),
    Qualifier("market", "", (), ""),
    Qualifier("tax", "gross", ("gross", "net"), "{}", "{} of tax"),
)})
# fmt: on
