"""The conditions under which figures hold, such as a test cycle or a window of states of charge."""

from __future__ import annotations

import re
from types import MappingProxyType
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from attrs import Factory, field, frozen

from evspec.cycles import CYCLES
from evspec.errors import ParseError, did_you_mean, quoted
from evspec.growing import Growing, reserves, when_grown
from evspec.languages.speech import Speech, speech
from evspec.measures import MISSING, measure
from evspec.specs.vocabularies import AGENCIES, MARKETS, TERMS
from evspec.values import read_text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping, Sequence

__all__ = ["NOT_STATED", "QUALIFIERS", "Condition", "Mode", "Qualifier", "listed_conditions"]

Mode: TypeAlias = Literal["required", "split", "expected", "remark", "told"]

NOT_STATED: Final = "not stated"


def _words(text: str) -> str:
    return read_text(text).text


def _window(text: str) -> str:
    """Return a window of states of charge in its canonical form, "10-80 %"."""
    match = _WINDOW.fullmatch(text)
    first, last = map(int, match.groups()) if match else (0, 0)
    if 100 >= first > last >= 0 and match:
        told = f"{text!r} goes down, and charging fills; write '{last}-{first} %'"
        raise ParseError(told, text)
    if not first < last <= 100:
        raise ParseError(f"{text!r} is no window of states of charge; write '10-80 %'", text)
    return f"{first}-{last} %"


def _charger(text: str) -> str:
    """Return the power or the voltage of a charger in its canonical form, "50 kW"; or other words."""
    match = _CHARGER.fullmatch(text)
    return f"{float(match[1]):g} {match[2]}" if match else _words(text)


def _figure(text: str) -> str:
    """Return a figure as it is written, if it is one."""
    return text if _NUMBER.fullmatch(text) else measure(text).text


_CHARGER = re.compile(r"([0-9]{1,4}(?:\.[0-9]{1,2})?)\s*(kW|V)", re.ASCII)
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?", re.ASCII)
_WINDOW = re.compile(r"([0-9]{1,3})\s*[-–]\s*([0-9]{1,3})\s*%", re.ASCII)
_RANGE = re.compile(r"(?<=\d)-(?=\d)")
#: The letters of a market's code.
_CODE: Final = 2
#: Below this a whole number may be a condition: "3" phases, 2026, wheels of 20 inches.
_MOST = 10**9


class Condition(NamedTuple):
    """How a row's label tells one thing that sets the row apart, and whether without a comma."""

    words: str
    follows: bool


def listed_conditions(conditions: Iterable[Condition]) -> str:
    """Return conditions as a label tells them: "WLTP, city", "at 11 kW, NRCan"."""
    first, *others = conditions
    return first.words + "".join(f" {words}" if follows else f", {words}" for words, follows in others)


@frozen
class Qualifier:
    """One condition under which a figure holds, such as its test cycle.

    How a spec uses it, whether it must be stated and whether it parts rows, stands with the spec.

    Attributes
    ----------
    name
        The keyword: "cycle", "soc", "rating".
    values
        The values it may have; empty if any short text will do.
    default
        What a figure that does not say is taken to mean; "" if it is taken to mean nothing.
    example
        A value, for messages that say what to write.
    words
        How the value is written after the figure, "{}" standing for it; "" if it is not written there.
        A listed value is written as it is, if left out.
    otherwise
        In which other ways it is written after the figure: "{}-phase" besides "{} phase".
    shape
        For a qualifier without listed values, the pattern of those that may stand after a figure.
    canonical
        For a qualifier without listed values, returns a value in its canonical form, or raises
        ParseError.
    title
        What is not stated where the qualifier is not; the name if left out.
    label
        How the value is shown in a row's label, "{}" standing for it.
    follows
        Whether the label goes on with it, without a comma: "AC time at 11 kW".
    remark
        How it is told in a note, "{}" standing for the value: "With 19 in wheels: 431 km", "Germany: March
        2027". With value and name if left out.
    apart
        Whether figures under unlike values of it are both right, so that they do not conflict.
    open
        Whether a figure that does not state it goes with one under any of its values.
    aliases
        What else its values are called: "optional" for option, "Deutschland" for Germany.
    """

    name: str
    values: tuple[str, ...] = ()
    default: str = ""
    example: str = field(default=Factory(lambda self: next(iter(self.values), "…"), takes_self=True))
    words: str = field(default=Factory(lambda self: "{}" if self.values else "", takes_self=True))
    otherwise: Sequence[str] = ()
    shape: str = ""
    canonical: Callable[[str], str] = _words
    title: str = field(default=Factory(lambda self: self.name, takes_self=True))
    label: str = "{}"
    follows: bool = False
    remark: str = field(default=Factory(lambda self: f"with {{}} {self.name}", takes_self=True))
    apart: bool = True
    open: bool = False
    aliases: Mapping[str, Sequence[str]] = field(factory=dict, repr=False)
    _names: Mapping[str, str] = field(init=False, eq=False, repr=False)

    @_names.default
    def _find_names(self) -> Mapping[str, str]:
        """Return each value by everything that it is called, in lower case."""
        called = ((value, (value, *self.aliases.get(value, ()))) for value in (*self.values, NOT_STATED))
        return MappingProxyType({name.lower(): value for value, names in called for name in names})

    def find(self, words: str) -> str | None:
        """Return the canonical value that the words after a figure state, None if they do not."""
        if words.lower() in {f"{self.name} {NOT_STATED}", f"{self.title.lower()} {NOT_STATED}"}:
            return NOT_STATED
        values = (self._value_in(words, form) for form in (self.words, *self.otherwise))
        return next((value for value in values if value is not None), None)

    def _value_in(self, words: str, form: str) -> str | None:
        """Return the canonical value in words of one form, "{} phase"; None if they have another."""
        before, hole, after = form.partition("{}")
        if after and words.endswith(f"{after}s"):
            words = words.removesuffix("s")
        if not (hole and words.startswith(before) and words.endswith(after)):
            return None
        value = words.removeprefix(before).removesuffix(after)
        if self.values:
            named = self._names.get(value.lower())
            # two letters are a code in capitals, and else a word: "de 33 700 EUR", "735 000 SEK kr"
            return named if len(value) != _CODE or value.isupper() else None
        return self.read(value) if re.fullmatch(self.shape, value) else None

    def read(self, written: object) -> str:
        """Return the canonical value, or raise ParseError."""
        is_whole = isinstance(written, int) and not isinstance(written, bool) and abs(written) < _MOST
        text = str(written).strip() if isinstance(written, str) or is_whole else ""
        if text.lower() in self._names:
            return self._names[text.lower()]
        if self.values:
            raise ParseError(
                f"{self.name} {quoted(written)} is not one of {', '.join(self.values)}{self.near(text)}", text
            )
        return self.canonical(text)

    def near(self, text: str) -> str:
        """Suggest values for one that is none, whatever they are called: "Deutchland" is near to Germany."""
        called = {name.lower(): value for value, names in self.aliases.items() for name in names}
        called |= {value.lower(): value for value in self.values}
        return did_you_mean(text.lower(), called, names=called)

    def in_label(self, value: str) -> Condition:
        """Return how a value is shown in a row's label: "at 11 kW", "10–80 %"."""
        return Condition(self.said(value), self.follows)

    def said(self, value: str, *, as_remark: bool = False, spoken: Speech | None = None) -> str:
        """Return how a value is told in a label, or in a note: "19 in wheels", "with 19 in wheels"."""
        spoken = speech() if spoken is None else spoken
        form = self.remark if as_remark else self.label
        shown = spoken.figures(spoken.word(value if as_remark else _RANGE.sub("–", value)))
        return shown if form == "{}" else spoken.say(form.replace("{}", "{value}"), value=shown)


def _cycle() -> Qualifier:
    return Qualifier("cycle", values=tuple(CYCLES), aliases=CYCLES)


# fmt: off
_qualifiers: Final[Growing[str, Qualifier]] = Growing({q.name: q for q in (
    _cycle(),
    Qualifier("phase", values=("combined", "city", "highway"), default="combined"),
    Qualifier("motor", values=("weaker", "stronger"), words="{} of two", label="{} of two"),
    Qualifier("mode", values=("electric", "weighted", "battery empty", "blended"),
              aliases={"electric": ("all-electric", "on electricity", "charge-depleting"),
                       "weighted": ("weighted combined",),
                       "battery empty": ("discharged battery", "charge-sustaining")}),
    Qualifier("rating", values=("peak", "without boost", "30-minute", "registered"), default="peak",
              aliases={"30-minute": ("continuous",), "registered": ("as registered",)}),
    Qualifier("fitted", values=("standard", "option"), default="standard", title="standard or option",
              remark="{}",
              aliases={"standard": ("as standard",), "option": ("optional", "optionally", "as an option")}),
    Qualifier("option", example="22 kW", words="{} optional", shape="[0-9]+(?:[.][0-9]+)?(?: ?kW)?",
              otherwise=("{} option", "{} as an option", "optional {}", "optional: {}", "optionally {}",
                         "option {}", "option: {}"),
              canonical=_figure, title="optional figure"),
    Qualifier("ac_phases", values=("1", "2", "3"), words="{} phase", label="{}-phase", title="phases",
              remark="{}-phase charging",
              otherwise=("{}-phase", "on {} phase", "{} phase AC", "{}-phase AC"),
              aliases={"1": ("one", "single"), "2": ("two",), "3": ("three",)}),
    Qualifier("charger", example="11 kW", words="{} charger", shape="[0-9.]+ (kW|V)", canonical=_charger,
              label="at {}", follows=True, remark="at a {} charger"),
    Qualifier("agency", values=tuple(AGENCIES), aliases=AGENCIES),
    Qualifier("soc", default="0-100 %", example="10-80 %", words="{}", shape=_WINDOW.pattern,
              canonical=_window, title="SoC"),
    Qualifier("side", values=("wall", "battery"), default="wall", words="at the {}", label="at the {}",
              follows=True),
    Qualifier("rollout", values=("with rollout", "without rollout")),
    Qualifier("equipment", values=("best", "worst"), default="best", words="{} equipment",
              label="{} equipment", remark="with {}-case equipment", apart=False),
    Qualifier("wheels", example="19 in", words="{} wheels", shape="[0-9]{2} in", label="{} wheels",
              open=True),
    Qualifier("standard", values=("DIN", "EU", "US", "VDA", "SAE"), remark="{}"),
    Qualifier("basis", values=("gross", "net"), words="", title="gross or net"),
    Qualifier("taken_from", values=("charging curve",), words="from a {}", remark="the top of a stored {}",
              open=True),
    Qualifier("market", values=tuple(MARKETS), example="Germany", remark="{}", open=True, aliases=MARKETS),
    Qualifier("terms", values=tuple(TERMS), default="list", aliases=TERMS),
    Qualifier("tax", values=("gross", "net"), default="gross", label="{} of tax"),
)})
# fmt: on
#: The qualifiers, in the order in which labels show them.
QUALIFIERS: Final[Mapping[str, Qualifier]] = MappingProxyType(_qualifiers)


@reserves
def _meaning(word: str) -> str:
    """Return which condition a word states, "" for none."""
    told = word.lower()
    if told in {NOT_STATED, *MISSING, "unknown"}:
        return "it says that nothing is stated"
    found = (name for name, one in QUALIFIERS.items() if name != "cycle" and one.find(told) is not None)
    is_cycle = told == f"cycle {NOT_STATED}"
    name = "cycle" if is_cycle else next(found, "")
    return f"the condition {name!r} of a figure" if name else ""


@when_grown
def _renew() -> None:
    _qualifiers["cycle"] = _cycle()
