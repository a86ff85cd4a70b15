"""The conditions under which figures hold, such as a test cycle or a window of states of charge."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Literal, TypeAlias

from attrs import frozen

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
        How the value is written after the figure, as a pattern whose first group is the value.
    label
        How the value is shown in a row's label, "{}" standing for it; "" to show it alone.
    """

    name: str
    default: str
    values: tuple[str, ...]
    words: str
    label: str = "{}"

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

#: The qualifiers, in the order in which labels show them.
QUALIFIERS: Mapping[str, Qualifier] = MappingProxyType(
    {
        q.name: q
        for q in (
            Qualifier(
                "cycle", "", ("WLTP", "EPA", "CLTC", "NEDC", "JC08", "real world"), r"cycle (not stated)"
            ),
            Qualifier("phase", "combined", ("combined", "city", "highway"), r"(combined|city|highway)"),
            Qualifier(
                "rating", "peak", ("peak", "without boost", "30-minute"), r"(peak|without boost|30-minute)"
            ),
            Qualifier("fitted", "", ("standard", "option"), r"(standard|option)"),
            Qualifier("ac_phases", "", ("1", "2", "3"), r"([123]) phases?", "{}-phase"),
            Qualifier("charger", "", (), r"([0-9.]+ kW) charger", "at {}"),
            Qualifier("soc", "0-100 %", (), r"([0-9]{1,3}\s*[-–]\s*[0-9]{1,3}\s*%|SoC not stated)"),
            Qualifier("side", "wall", ("wall", "battery"), r"at the (wall|battery)", "at the {}"),
            Qualifier("rollout", "", ("with rollout", "without rollout"), r"(with rollout|without rollout)"),
            Qualifier("equipment", "", ("best", "worst"), r"(best|worst) equipment", "{} equipment"),
            Qualifier("wheels", "", (), r"([0-9]{2} in) wheels", "{} wheels"),
            Qualifier("standard", "", ("DIN", "EU", "US", "VDA", "SAE"), r"(DIN|EU|US|VDA|SAE)"),
            Qualifier("market", "", (), r"market (not stated)"),
            Qualifier("tax", "gross", ("gross", "net"), r"(gross|net)", "{} of tax"),
        )
    }
)
