"""The figures that stand in a text: the longest words around each number that `measure` reads."""

from __future__ import annotations

import re
from collections import deque
from functools import cache
from typing import TYPE_CHECKING, Final

from attrs import frozen

from evspec.confused import AMBIGUOUS, HINTS
from evspec.errors import EvspecError
from evspec.languages import every, one_of
from evspec.languages.speech import Phrase
from evspec.measures import Measure, measure_of
from evspec.measures.lexicon import CORE, Lexicon
from evspec.units import SPELLINGS

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

    from evspec.articles.layout import Article
    from evspec.articles.words import Words

__all__ = ["Figure", "bound_before", "figures_in", "numbers_of", "reader_of"]

#: One number with its marks; what is longer is none.
_NUMBER: Final = r"[0-9]{1,7}(?:[.,'][0-9]{1,4}){0,3}(?: [0-9]{3}(?![0-9])){0,2}"
_HORSES: Final = re.compile(r"\bb?hp\b|\bhorsepower\b")
_DIGIT: Final = re.compile(r"[0-9]")
_ASIDE: Final = re.compile(r" ?\(([^()\n]{1,60})\)")
#: How far behind a figure its verb may stand.
_CLAUSE: Final = 6
_TURNED: Final = Phrase("it says hp, and agrees with the kilowatts as PS only")
_NEARLY: Final = Phrase("the text has nearly so much, which is about or less")
_WHOSE: Final = Phrase("whose dollars they are is told elsewhere in the text")
#: The dollars of the markets that a text names.
_DOLLARS: Final[Mapping[str, str]] = {"market USA": "US$", "market Canada": "C$", "market Australia": "AU$"}
#: The second of two printings, "200 kW/272 PS" and "379 miles or 609 km".
_OTHER: Final = re.compile(rf" ?/ ?{_NUMBER} ?[^\W\d_]+| [^\W\d_]+ {_NUMBER} ?[^\W\d_]+")
#: A unit of which more follows: "Nm/deg".
_PER_ELSE: Final = re.compile(r"/[^\W\d_]")
#: A number that shares the unit of the next one: "533 und 513 Kilometern".
_SHARES: Final = re.compile(rf"(?<![\w.,/-])({_NUMBER}) ([^\W\d_]+\.?) $")
#: A figure that follows a change is at most so many times the first one.
_CHANGED: Final = 5
#: Letters that are a unit only where a person says so, and a word or a part of a name in a text.
_LETTERS: Final = frozenset({"", "M", "G", "T", "a", "v", "w", "j", "k", "H", "S", "C", "F", "K", "A", "J"})
_LEADING: Final = re.compile(r"((?:[^\W\d_]+[. -]{1,2}){0,4})$")
_WORD: Final = re.compile(_NUMBER)
_LATER: Final = re.compile(rf" ([^\W\d_]+) ({_NUMBER})(?= ?[,.;)]|$)")
_FROM: Final = re.compile(r"[^\W\d_]+ $")
_LAST: Final = re.compile(r"[^\W\d_]+(?= *$)")
_BEHIND: Final = re.compile(r"-plus\b|\+| or more\b| or so\b")


@frozen
class Figure:
    """One figure in a text.

    Attributes
    ----------
    start, end
        Where it stands.
    text
        As `measure` takes it.
    value
        As `measure` reads it.
    was
        The figure before a change, "240 kW" of "from 240 to 300 kW", "" if none is told.
    slip
        What the text leaves open or gets wrong, where it was read nevertheless.
    """

    start: int
    end: int
    text: str
    value: Measure
    was: str = ""
    slip: str = ""


@cache
def _patterns(code: str) -> tuple[Lexicon, re.Pattern[str], re.Pattern[str]]:
    """Return what finds numbers in a language: its lexicon, a figure, and a currency in front of one."""
    lexicon = CORE if code == "en" else next((Lexicon(one) for one in every() if one.code == code), CORE)
    abroad = [] if lexicon is CORE else list(lexicon.language.meanings("units"))
    spelled = [(one, unit.symbol) for one, unit in SPELLINGS.items()]
    spelled += lexicon.language.meanings("units").items()
    spellings = [one for one in (*SPELLINGS, *AMBIGUOUS, *abroad) if one not in _LETTERS]
    pers = ("per", *lexicon.language.words("words", "per"))
    energies, lengths = ([one for one, unit in spelled if unit == symbol] for symbol in ("kWh", "km"))
    spellings += [f"{energy} {per} 100 {length}" for energy in energies for per in pers for length in lengths]
    units = "|".join(re.escape(one).replace(r"\ ", " ") for one in sorted(spellings, key=len, reverse=True))
    one = rf"(?:{_NUMBER}|(?:{one_of(lexicon.numbers)})(?=[ -]))"
    joiners = {joiner for each in lexicon.spans.values() for joiner in each}
    joined = "|".join(sorted({*lexicon.to, *lexicon.percent, *joiners} - {"-"}))
    many = one_of(word for word in lexicon.multipliers if len(word) > 1)
    unit = rf"(?=[ -]?[^\s\d(),.;:|-])(?:[ -]?(?:{many}))?[ -]?(?:{units})(?![^\W\d_])"
    figure = re.compile(
        rf"(?<![\w.,/])(?:{one}(?:{unit})?(?: ?- ?| (?:{joined}) ))?{one}{unit}", re.IGNORECASE
    )
    money = re.compile(rf"(?:US\$|€|£|EUR |USD |GBP |CHF |C\$|\$) ?{_NUMBER}")
    return lexicon, figure, money


def figures_in(article: Article) -> list[Figure]:
    """Return the figures of a text, in its order."""
    code = article.words.code
    lexicon, pattern, money = _patterns(code)
    read = reader_of(article.words)
    found: list[Figure] = []
    last = 0
    candidates = deque(sorted((*_matches(pattern, article.plain), *_matches(money, article.plain))))
    while candidates:
        start, end = candidates.popleft()
        if start < last or _PER_ELSE.match(article.plain, end):
            continue
        figure = _grown(article.plain, start, end, lexicon, read) or _in_dollars(article, start, end, read)
        if figure is None:
            continue
        figure = _without_particle(article, _nearly(article.plain, figure, lexicon, read), read)
        earlier = _sharing(article, figure, read) if figure.start > last else None
        found += [earlier, figure] if earlier is not None and earlier.start >= last else [figure]
        last = figure.end
        # of "509 bhp and 910 Nm" the second stands in what was taken for a range
        rest = _matches(pattern, article.plain, last, end) if last < end else ()
        candidates.extendleft(reversed(list(rest)))
    return found


def _nearly(text: str, figure: Figure, lexicon: Lexicon, read: Callable[[str], Measure | None]) -> Figure:
    """Return "nearly 600 km" as about 600 km, and any other figure as it is."""
    word = _LAST.search(text, max(0, figure.start - 12), figure.start)
    if word is None or lexicon.hints.get(word[0].lower()) != HINTS["nearly"]:
        return figure
    about = f"about {figure.text}"
    value = read(about)
    if value is None or figure.was:
        return figure
    return Figure(word.start(), figure.end, about, value, slip=_NEARLY)


def _without_particle(article: Article, figure: Figure, read: Callable[[str], Measure | None]) -> Figure:
    """Return the figure of "der über 400-Volt-Technik verfügt", which has no bound; any other as it is."""
    first = article.token_at(figure.end)
    word, _, rest = figure.text.partition(" ")
    if figure.value.bound != "more than" or not article.hits_in(first, first + _CLAUSE, "over_of_a_verb"):
        return figure
    value = read(rest)
    return figure if value is None else Figure(figure.start + len(word) + 1, figure.end, rest, value)


def _in_dollars(
    article: Article, start: int, end: int, read: Callable[[str], Measure | None]
) -> Figure | None:
    """Return an amount of dollars, if the text names one of the countries that have some."""
    if article.plain[start] != "$":
        return None
    told = {_DOLLARS[meaning] for meaning in article.meanings & _DOLLARS.keys()}
    text = f"{min(told)}{article.plain[start + 1 : end]}" if len(told) == 1 else ""
    value = read(text) if text else None
    return None if value is None else Figure(start, end, text, value, slip=_WHOSE)


def _sharing(article: Article, figure: Figure, read: Callable[[str], Measure | None]) -> Figure | None:
    """Return the figure of a number that shares the unit of the next one: "533 and 513 km"."""
    before = _SHARES.search(article.plain, max(0, figure.start - 24), figure.start)
    if before is None or figure.value.bound == "between":
        return None
    joined = article.hits_in(article.token_at(before.start(2)), article.token_at(figure.start), "joined")
    text = f"{before[1]} {figure.value.unit}"
    value = read(text) if joined and _DIGIT.match(figure.text) else None
    return Figure(before.start(1), before.end(1), text, value) if value is not None else None


def _matches(
    pattern: re.Pattern[str], text: str, start: int = 0, end: int | None = None
) -> Iterator[tuple[int, int]]:
    found = pattern.finditer(text, start, len(text) if end is None else end)
    return ((one.start(), one.end()) for one in found)


def reader_of(words: Words) -> Callable[[str], Measure | None]:
    """Return what reads a figure in a language, as None what is none."""
    marks = (None, ".") if words.decimal == "." else (words.decimal, None)
    abroad = _patterns(words.code)[0] is not CORE

    def read(text: str) -> Measure | None:
        for mark in marks:
            try:
                return measure_of(text, mark, abroad=abroad)
            except EvspecError:
                continue
        return None

    return read


def _grown(
    text: str, start: int, end: int, lexicon: Lexicon, read: Callable[[str], Measure | None]
) -> Figure | None:
    """Return the figure at a number with what belongs to it on both sides; None if it is none."""
    was = ""
    value = read(text[start:end])
    if value is None:
        # "between 400 and 500 km" is read as a whole, or not at all
        start, value = _with_bound(text, start, end, lexicon, read)
    if value is None:
        end, value = _first(text, start, end, read)
    if value is None:
        start, value, was = _second(text, start, end, lexicon, read)
    if value is None:
        return None
    for more in (_ASIDE.match(text, end), _BEHIND.match(text, end)):
        if more is not None and (more.re is _BEHIND or _DIGIT.search(more[0])):
            wider = read(text[start : more.end()])
            if wider is None and _HORSES.search(more[0]):
                # what the press of Europe calls "hp" is often PS, and agrees with the kilowatts as that only
                printed = _HORSES.sub("PS", text[start : more.end()])
                wider = read(printed)
                if wider is not None:
                    return Figure(start, more.end(), printed, wider, slip=_TURNED)
            end, value = (more.end(), wider) if wider is not None else (end, value)
    end, value = _printed_twice(text, start, end, value, read)
    first, wider = _with_bound(text, start, end, lexicon, read)
    if wider is not None:
        start, value = first, wider
        # a bound may be rounded in each of two units: "over 440 kW (600 PS)"
        aside = _ASIDE.match(text, end)
        both = read(text[start : aside.end()]) if aside and _DIGIT.search(aside[0]) else None
        end, value = (aside.end(), both) if aside and both is not None else (end, value)
    return _later(text, Figure(start, end, text[start:end], value, was), lexicon, read)


def _printed_twice(
    text: str, start: int, end: int, value: Measure, read: Callable[[str], Measure | None]
) -> tuple[int, Measure]:
    """Return a figure with its second printing, "200 kW/272 PS", and where it ends."""
    other = _OTHER.match(text, end)
    both = read(text[start : other.end()]) if other is not None else None
    if other is None or both is None or both.kind != value.kind or len(both.printings) < 2:
        return end, value
    return other.end(), both


def _first(
    text: str, start: int, end: int, read: Callable[[str], Measure | None]
) -> tuple[int, Measure | None]:
    """Return the first of two figures of different kinds, "5,1 Sekunden" of "5,1 Sekunden auf 100 km/h"."""
    inner = re.search(rf" [^\W\d_]+ ({_NUMBER}[^0-9]*)$", text[start:end])
    if inner is None:
        return end, None
    one, other = read(text[start : start + inner.start()]), read(inner[1])
    if one is None or other is None or one.kind == other.kind:
        return end, None
    return start + inner.start(), one


def _second(
    text: str, start: int, end: int, lexicon: Lexicon, read: Callable[[str], Measure | None]
) -> tuple[int, Measure | None, str]:
    """Return the second of two numbers that are no range: its start, its figure, and what was before."""
    inner = re.search(rf"{_NUMBER}[^0-9]*$", text[start:end])
    if inner is None or inner.start() == 0:
        return start, None, ""
    before = text[start : start + inner.start()]
    earlier, joiner = _WORD.search(before), _LAST.search(before)
    value = read(text[start + inner.start() : end])
    changed = value is not None and earlier and joiner and joiner[0] in lexicon.percent
    return start + inner.start(), value, f"{earlier[0]} {value.unit}" if changed and earlier and value else ""


def _later(text: str, figure: Figure, lexicon: Lexicon, read: Callable[[str], Measure | None]) -> Figure:
    """Return the second figure of "from 305 miles to 344", which leaves out its unit; else the figure."""
    later = _LATER.match(text, figure.end)
    if later is None or figure.was or later[1] not in lexicon.percent | lexicon.to:
        return figure
    if not _FROM.search(text[max(0, figure.start - 8) : figure.start]):
        return figure
    after = f"{later[2]} {figure.value.unit}"
    value = read(after)
    if value is None or not _is_change(figure.value, value):
        return figure
    return Figure(figure.start, later.end(), after, value, figure.text)


def _is_change(one: Measure, other: Measure) -> bool:
    """Tell whether one figure may have become the other: 3.6 s do not become 100 s."""
    before, after = one.ends[0], other.ends[0]
    return bool(before and after and 1 / _CHANGED <= after / before <= _CHANGED)


def numbers_of(code: str) -> Mapping[str, int]:
    """Return the numbers that a language has as words."""
    return _patterns(code)[0].numbers


def bound_before(article: Article, start: int) -> str:
    """Return the words of a bound in front of a number, "up to" of "up to 320 instead of 270 kW", or ""."""
    lexicon = _patterns(article.words.code)[0]
    lead = _LEADING.search(article.plain[max(0, start - 40) : start])
    words = lead[0].split() if lead else []
    phrases = (" ".join(words[n:]).lower() for n in range(len(words)))
    return next((phrase for phrase in phrases if phrase in lexicon.before), "")


def _with_bound(
    text: str, start: int, end: int, lexicon: Lexicon, read: Callable[[str], Measure | None]
) -> tuple[int, Measure | None]:
    """Return where the words of a bound in front of a figure start, and the figure with them."""
    lead = _LEADING.search(text[max(0, start - 40) : start])
    words = list(re.finditer(r"[^\W\d_]+\.?", lead[0])) if lead else []
    for word in words:
        phrase = lead[0][word.start() :].strip(" -").lower() if lead else ""
        if phrase in lexicon.before or phrase in lexicon.spans or phrase in lexicon.starting:
            first = start - len(lead[0]) + word.start() if lead else start
            wider = read(text[first:end])
            if wider is not None:
                return first, wider
    return start, None
