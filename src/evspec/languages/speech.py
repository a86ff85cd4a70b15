"""The language in which tables, charts and summaries are written: its messages, numbers and plurals.

A message is called by its English text, with names in braces for what is put in. `say` says one in the
language of the moment, which whoever renders a table sets with `speaking`; everything below asks for it
with `speech`. English is said without looking anything up. Another language is one file of messages in
the folder `messages`; what a region says otherwise is a second file, `de_CH.toml` beside `de.toml`.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from contextvars import ContextVar
from functools import lru_cache, reduce, wraps
from typing import TYPE_CHECKING, Concatenate, Final, NamedTuple, ParamSpec, Protocol, TypeVar, cast

from attrs import evolve, field, frozen

from evspec.languages.locales import babel_locale, checked_locale, documents

if TYPE_CHECKING:
    from collections.abc import Callable
    from contextvars import Token
    from types import TracebackType

    from babel import Locale

    from evspec.languages.manner import DateForm, Heads, Manner

__all__ = [
    "ENGLISH", "Phrase", "Sayable", "Speech", "Term", "enumerated", "marked", "quoted", "said_in_own_locale",
    "say", "speaking", "speech", "speech_of", "told", "with_and", "with_or", "word",
]  # fmt: skip

_NUMBERS: Final = r"(?<![\w.])[0-9]+(?:\.[0-9]+)?(?![\w.])"
#: A message, or its forms by the plural category that CLDR gives a count ("one", "few", "other").
_Message = str | Mapping[str, str]


@frozen(eq=False)
class Speech:
    """How a locale says what evspec has to say.

    Attributes
    ----------
    locale
        Its name, such as "de_CH"; "" for English as evspec writes it unasked.
    babel
        What Babel knows of it; None for English unasked.
    messages
        English text to what is said.
    of_specs
        Messages of one spec, by its key, that stand before those: a longer range is no longer length.
    capitals
        Whether a name keeps its capital letter within a sentence, as nouns do in German.
    spellings, thousands, dates, heads
        As the house has it; see `Manner`.
    """

    locale: str = ""
    babel: Locale | None = None
    messages: Mapping[str, _Message] = field(factory=dict, repr=False)
    of_specs: Mapping[str, Mapping[str, _Message]] = field(factory=dict, repr=False)
    capitals: bool = False
    spellings: Mapping[str, str] = field(factory=dict, repr=False)
    thousands: str | None = None
    dates: DateForm = "day first"
    heads: Heads = "code"

    def say(self, template: str, plural: str = "", /, **fields: object) -> str:
        """Return a message with its fields filled in.

        Parameters
        ----------
        template
            Its English text: "{count} row".
        plural
            The text where the field ``count`` is not 1; "" for one that has no plural.
        **fields
            What is put in. Whole numbers are written as the locale writes them, phrases said anew.
        """
        if self.babel is None:
            text = plural if plural and fields["count"] != 1 else template
            return text.format(**fields) if fields else text
        found = self.messages.get(template)
        if found is None:
            found = plural if plural and fields["count"] != 1 else template
        elif not isinstance(found, str):
            found = found.get(self.babel.plural_form(cast("int", fields["count"]))) or found["other"]
        return found.format(**{name: self._put_in(value) for name, value in fields.items()})

    def _put_in(self, value: object) -> object:
        if isinstance(value, int):
            return self.marked(str(value))
        return value.said(self) if hasattr(value, "said") else value

    def word(self, text: str, spec: str = "") -> str:
        """Return what a name is called: a label, a status, a condition; one that is not known as it is.

        Parameters
        ----------
        text
            The name in English.
        spec
            The key of the spec of which it is said, "" for any.
        """
        if self.spellings and text in self.spellings:
            return self.spellings[text]
        if self.babel is None or not text:
            return text
        found = self.of_specs.get(spec, {}).get(text) or self.messages.get(text, text)
        return found if isinstance(found, str) else text

    def unit(self, symbol: str) -> str:
        """Return how a unit is written: "in" as "Zoll", "EUR/month" as "EUR/Monat"."""
        written = self.word(symbol)
        if written != symbol or self.babel is None:
            return written
        return "/".join(map(self.word, symbol.split("/")))

    def marked(self, digits: str) -> str:
        """Return digits with the locale's marks: "47900.5" as "47,900.5" or "47.900,5".

        Every digit stays, which Babel alone would not see to.
        """
        if ":" in digits:
            return digits
        minus, digits = digits[: digits.startswith("-")], digits.removeprefix("-")
        whole, point, fraction = digits.partition(".")
        if self.babel is None:
            grouped = f"{int(whole):,}"
            return f"{minus}{grouped.replace(',', self.marks[0])}{point}{fraction}"
        from babel.numbers import format_decimal, get_decimal_symbol, get_group_symbol

        mark = get_decimal_symbol(self.babel) if point else ""
        grouped = format_decimal(int(whole), locale=self.babel)
        if self.thousands is not None:
            grouped = grouped.replace(get_group_symbol(self.babel), self.marks[0])
        return f"{minus}{grouped}{mark}{fraction}"

    @property
    def marks(self) -> tuple[str, str]:
        """What stands between thousands, and before decimals."""
        if self.babel is None:
            return "," if self.thousands is None else self.thousands, "."
        from babel.numbers import get_decimal_symbol, get_group_symbol

        group, decimal = get_group_symbol(self.babel), get_decimal_symbol(self.babel)
        # one mark for both would be read as either
        own = group if self.thousands == decimal else self.thousands
        return group if own is None else own, decimal

    def figures(self, text: str) -> str:
        """Return a text of figures, "7.4 kW", with the locale's marks and units; thousands stay as is."""
        if self.babel is None:
            return text
        number, _, unit = text.rpartition(" ")
        text = f"{number} {self.unit(unit)}" if number[-1:].isdigit() else text
        return re.sub(_NUMBERS, lambda found: self.marked(found[0]) if "." in found[0] else found[0], text)

    def within(self, label: str) -> str:
        """Return a name as it stands within a sentence: "range", "DC peak power"."""
        return label if self.capitals or label[:2].isupper() else f"{label[:1].lower()}{label[1:]}"


#: English as evspec writes it.
ENGLISH: Final = Speech()
_SPOKEN: Final[ContextVar[Speech]] = ContextVar("evspec_speech", default=ENGLISH)


class Sayable(Protocol):
    """What can be said in a language."""

    def said(self, speech: Speech) -> str:
        """Return it in a language."""


class Phrase(str):
    """English that can be said anew: a message that is made before its reader's language is known."""

    __slots__ = ("fields", "template")

    template: str
    fields: Mapping[str, object]

    def __new__(cls, template: str, /, **fields: object) -> Phrase:
        """Make it.

        Parameters
        ----------
        template
            The message.
        **fields
            What is put in: texts, whole numbers, and what can be said itself, such as phrases.
        """
        english = {n: ENGLISH._put_in(v) if hasattr(v, "said") else v for n, v in fields.items()}
        made = super().__new__(cls, ENGLISH.say(template, **english))
        made.template, made.fields = template, fields
        return made

    def said(self, speech: Speech) -> str:
        """Return it in a language."""
        return str(self) if speech.babel is None else speech.say(self.template, **self.fields)

    def to_locale(self, locale: str) -> str:
        """Return it as it is said in a locale, such as "de" or "de_CH"; needs the extra `locale` (Babel).

        Raises
        ------
        EvspecError
            If there are no messages in its language, or Babel is not installed.

        Examples
        --------
        >>> Phrase("state of charge taken as the share of the usable energy").to_locale("de")
        'Ladestand als Anteil der nutzbaren Energie genommen'
        """
        with speaking(checked_locale(locale)):
            return self.said(speech())

    def __reduce__(self) -> tuple[Callable[..., Phrase], tuple[str, Mapping[str, object]]]:
        return _phrase, (self.template, self.fields)


class Term(NamedTuple):
    """A name of evspec's own that is put into a phrase."""

    name: str

    def said(self, speech: Speech) -> str:
        """Return what it is called in a language."""
        return speech.word(self.name)


def _phrase(template: str, fields: Mapping[str, object]) -> Phrase:
    return Phrase(template, **fields)


def speech() -> Speech:
    """Return the language of the moment."""
    return _SPOKEN.get()


def say(template: str, plural: str = "", /, **fields: object) -> str:
    """Say a message in the language of the moment; see `Speech.say`."""
    return _SPOKEN.get().say(template, plural, **fields)


def word(text: str, spec: str = "") -> str:
    """Name something in the language of the moment; see `Speech.word`."""
    return _SPOKEN.get().word(text, spec)


def marked(digits: str) -> str:
    """Write digits in the language of the moment; see `Speech.marked`."""
    return _SPOKEN.get().marked(digits)


def told(text: str) -> str:
    """Return a phrase in the language of the moment, and any other text as it is: a quotation."""
    return text.said(_SPOKEN.get()) if isinstance(text, Phrase) else text


def quoted(text: str) -> str:
    """Return words of the data, which are English: in any other language they are a quotation."""
    babel = _SPOKEN.get().babel
    return text if not text or babel is None or babel.language == "en" else say("“{words}”", words=text)


def enumerated(words: Iterable[str]) -> str:
    """Return "A", "A and B", "A, B and C"."""
    *others, last = list(words) or [""]
    return say("{others} and {last}", others=", ".join(others), last=last) if others else last


def with_and(words: Iterable[str]) -> str:
    """Return "A", "A and B", "A and B and C"."""
    return reduce(lambda one, other: say("{others} and {last}", others=one, last=other), words)


def with_or(words: Iterable[str]) -> str:
    """Return "A", "A or B", "A or B or C"."""
    return reduce(lambda one, other: say("{first} or {last}", first=one, last=other), words)


class speaking:  # noqa: N801
    """Speak a locale within a ``with`` block, one that `checked_locale` returned, as a house has it."""

    def __init__(self, locale: str, house: Manner | None = None) -> None:
        self._speech = speech_of(locale, house)

    def __enter__(self) -> None:
        self._before: Token[Speech] = _SPOKEN.set(self._speech)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        _SPOKEN.reset(self._before)


class _Localized(Protocol):
    """What has a locale of its own."""

    @property
    def locale(self) -> str:
        """Its name, as `checked_locale` returns it."""


_L = TypeVar("_L", bound=_Localized)
_P = ParamSpec("_P")
_T = TypeVar("_T")


def said_in_own_locale(
    method: Callable[Concatenate[_L, _P], _T],
) -> Callable[Concatenate[_L, _P], _T]:
    """Let a method speak the locale of its object, in the manner of its house if it has one."""

    @wraps(method)
    def speaks(self: _L, *args: _P.args, **kwargs: _P.kwargs) -> _T:
        house: Manner | None = getattr(self, "house", None)
        if not self.locale and house is None:
            # nothing was asked for, so that what it is a part of decides
            return method(self, *args, **kwargs)
        with speaking(self.locale, house):
            return method(self, *args, **kwargs)

    return cast("Callable[Concatenate[_L, _P], _T]", speaks)


@lru_cache(maxsize=64)
def speech_of(locale: str, house: Manner | None = None) -> Speech:
    """Return how a locale speaks, in the manner of a house if there is one."""
    if house is not None:
        return evolve(
            speech_of(locale),
            spellings=dict(house.spellings),
            thousands=house.thousands,
            dates=house.dates,
            heads=house.heads,
        )
    if not locale:
        return ENGLISH
    messages: dict[str, _Message] = {}
    of_specs: dict[str, dict[str, _Message]] = {}
    capitals = False
    for found in documents(locale):
        messages |= found.get("messages", {})
        for key, own in found.get("specs", {}).items():
            of_specs.setdefault(key, {}).update(own)
        capitals = found.get("capitals", capitals)
    return Speech(locale, babel_locale(locale), messages, of_specs, capitals)
