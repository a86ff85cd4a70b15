"""A text as an article: words, sentences, paragraphs and their places, of a text that is never altered."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter, defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Final

from attrs import field, frozen

from evspec.articles.words import Hit, Words, language_of, tokens, words_of
from evspec.cycles import cycles_in
from evspec.errors import EvspecError, WrongType

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from evspec.articles.words import Token

__all__ = ["LONGEST", "MOST_WORDS", "Article", "Sentence", "folded", "place_of"]

#: Texts of more characters are no articles.
LONGEST: Final = 5_000_000
_FOLDS: Final = str.maketrans({
    **dict.fromkeys("\u2018\u2019\u201a\u201b\u2032`\u00b4", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u00ab\u00bb\u2033", '"'),
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2212", "-"),
    **dict.fromkeys("\u00a0\u2007\u2009\u202f\t", " "),
    **dict.fromkeys("\u00ad\u200b\u200c\u200d\u200e\u200f\ufeff", "\u200b"),
})  # fmt: skip
_LINE: Final = re.compile(r"[^\r\n]+")
_END: Final = re.compile(r"[.!?…][\"')]?(?=\s)")
_LAST_WORD: Final = re.compile(r"[^\W\d_.]+(?:\.[^\W\d_]+)*$")
_CLAUSE: Final = re.compile(r"[,;.!?:](?=\s)|\n")
_PARENTHESIS: Final = re.compile(r"[()]")
#: The most words of a quote.
MOST_WORDS: Final = 12
_WORD: Final = re.compile(r"\S+")
#: A quote is one line.
_BREAKS: Final = re.compile(r"\s*[\n\r\t]\s*")
_LONGEST_SENTENCE: Final = 800
#: A heading has at most so many words and no point at its end.
_HEADING: Final = 14
#: A line of so many words does not stand twice by chance.
_LONG: Final = 6
#: An article of fewer paragraphs has no closing of its own.
_FEW: Final = 7


def folded(text: str) -> str:
    """Return a text of the same length with plain quotes, dashes and spaces."""
    return text.translate(_FOLDS)


def place_of(text: str, at: int) -> str:
    """Return a place in a text in words: "line 3, column 14"."""
    line = text.count("\n", 0, at)
    return f"line {line + 1}, column {at - text.rfind(chr(10), 0, at)}"


@frozen
class Sentence:
    """One sentence: where it stands, its tokens from `first` up to but without `last`, its paragraph."""

    start: int
    end: int
    first: int
    last: int
    paragraph: int
    where: str


def _cuts(found: Sequence[Token], plain: str) -> frozenset[int]:
    """Return the words behind which a parenthesis opens or closes, and so no phrase goes on."""
    ends = [token.end for token in found]
    return frozenset(bisect_right(ends, one.start()) - 1 for one in _PARENTHESIS.finditer(plain))


def _without_passives(hits: Sequence[Hit], found: Sequence[Token], plain: str) -> list[Hit]:
    """Return the phrases without the words for a future that make a passive: "wird ... angetrieben".

    A participle makes it one, unless "werden" stands behind it again: "wird ... angetrieben werden".
    """
    ends = [hit.last for hit in hits if hit.table == "participle"]
    again = {hit.first for hit in hits if (hit.table, hit.meaning) == ("status", "passive")}
    kept = []
    for hit in hits:
        if (hit.table, hit.meaning) != ("status", "passive"):
            kept.append(hit)
            continue
        at = bisect_right(ends, hit.last)
        behind = ends[at] if at < len(ends) else None
        is_led = hit.first - 1 in ends[max(0, at - 3) : at]
        stop = _CLAUSE.search(plain, found[hit.last].end)
        is_near = behind is not None and (stop is None or found[behind].start < stop.start())
        if not (is_led or (is_near and behind is not None and behind + 1 not in again)):
            kept.append(hit._replace(meaning="expected"))
    return kept


@frozen(eq=False)
class Article:
    """A text with what its words are for.

    Attributes
    ----------
    text, plain
        As it was passed in, and folded, both of one length.
    words
        The words of its language.
    tokens, hits
        Its words, and the phrases that mean something.
    """

    text: str
    plain: str
    words: Words
    tokens: Sequence[Token]
    hits: Sequence[Hit]
    _firsts: Sequence[int] = field(init=False, repr=False)
    _starts: Sequence[int] = field(init=False, repr=False)

    @_firsts.default
    def _find_firsts(self) -> Sequence[int]:
        return [hit.first for hit in self.hits]

    @_starts.default
    def _find_starts(self) -> Sequence[int]:
        return [token.start for token in self.tokens]

    @classmethod
    def of(cls, text: object, language: str | None = None) -> Article:
        """Make one of a text.

        Raises
        ------
        WrongType
            If it is no text.
        EvspecError
            If it is far too long, or its language is not known.
        """
        if not isinstance(text, str):
            raise WrongType(f"an article is text, not {type(text).__name__}; decode bytes first")
        if len(text) > LONGEST:
            raise EvspecError(f"a text of {len(text):,} characters is no article; the most is {LONGEST:,}")
        plain = folded(text)
        found = tokens(plain)
        words = language_of(found) if language is None else words_of(language)
        hits = words.hits(found, _cuts(found, plain))
        return cls(text, plain, words, found, _without_passives(hits, found, plain))

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """Its sentences; a line without a point at its end is one too."""
        found: list[Sentence] = []
        is_summary = False
        lines = [line for line in _LINE.finditer(self.plain) if not line[0].isspace()]
        seen: set[str] = set()
        for number, line in enumerate(lines):
            pieces = self._pieces(line[0], line.start())
            starts = [hit for hit in self._in_span(line.start(), line.end()) if hit.table == "summary"]
            if starts and number < _FEW and self.tokens[starts[0].first].start - line.start() < 40:
                is_summary = True
            elif is_summary and len(pieces) > 1:
                is_summary = False
            last = line[0].rstrip()[-1:]
            if is_summary:
                where = "summary"
            elif last not in '.!?…"' and len(line[0].split()) <= _HEADING and "|" not in line[0]:
                where = "heading"
            else:
                where = "closing" if number == len(lines) - 1 and number >= _FEW else "body"
            if len(line[0].split()) >= _LONG and line[0] in seen:
                # what a page prints twice, such as the heading below a picture, is said once
                where = "repeated"
            seen.add(line[0])
            for start, end in pieces:
                first, past = bisect_left(self._starts, start), bisect_left(self._starts, end)
                found.append(Sentence(start, end, first, past, number, where))
        return tuple(found)

    def _pieces(self, line: str, offset: int) -> list[tuple[int, int]]:
        """Return where the sentences of a line start and end."""
        pieces, start = [], 0
        for mark in _END.finditer(line):
            before = _LAST_WORD.search(line[max(0, mark.start() - 20) : mark.start()])
            word = before[0].lower() if before else ""
            if mark[0][0] == "." and (
                word in self.words.abbreviations or (len(word) == 1 and word.isalpha())
            ):
                continue
            rest = line[mark.end() : mark.end() + 3].lstrip()
            if rest[:1].islower():
                continue
            pieces.append((offset + start, offset + mark.end()))
            start = mark.end()
        if line[start:].strip():
            pieces.append((offset + start, offset + len(line)))
        # what is far longer than any sentence is looked at in parts, so that time grows with length
        return [
            (first, min(first + _LONGEST_SENTENCE, end))
            for begin, end in pieces
            for first in range(begin, end, _LONGEST_SENTENCE)
        ]

    def _in_span(self, start: int, end: int) -> Sequence[Hit]:
        first, past = bisect_left(self._starts, start), bisect_left(self._starts, end)
        return self.hits_in(first, past)

    @cached_property
    def _by_table(self) -> Mapping[str, tuple[list[int], list[int]]]:
        """The phrases of each table: the places of their first words, and which of all phrases they are."""
        found: dict[str, tuple[list[int], list[int]]] = defaultdict(lambda: ([], []))
        for n, hit in enumerate(self.hits):
            firsts, numbers = found[hit.table]
            firsts.append(hit.first)
            numbers.append(n)
        return dict(found)

    def hits_in(self, first: int, past: int, *tables: str) -> list[Hit]:
        """Return the phrases that lie between two tokens, of some tables or of all."""
        hits = self.hits
        if not tables:
            here = hits[bisect_left(self._firsts, first) : bisect_left(self._firsts, past)]
            return [hit for hit in here if hit.last < past]
        own: list[int] = []
        for table in tables:
            if table in self._by_table:
                firsts, numbers = self._by_table[table]
                at = bisect_left(firsts, first)
                while at < len(firsts) and firsts[at] < past:
                    own.append(numbers[at])
                    at += 1
        if len(tables) > 1:
            own.sort()
        return [hits[n] for n in own if hits[n].last < past]

    @cached_property
    def cycles(self) -> Sequence[tuple[int, str]]:
        """Where test cycles are named: the token and the cycle."""
        called = [(hit.first, hit.meaning) for hit in self.hits if hit.table == "cycles"]
        named = sorted([*called, *cycles_in([token.word for token in self.tokens])])
        # "that is official, not real-world"
        return [one for one in named if not self.hits_in(one[0] - 1, one[0], "negation")]

    @cached_property
    def counts(self) -> Mapping[str, int]:
        """How often each of its words stands in it."""
        return Counter(token.word for token in self.tokens)

    @cached_property
    def meanings(self) -> frozenset[str]:
        """What its phrases mean."""
        return frozenset(hit.meaning for hit in self.hits)

    def token_at(self, start: int) -> int:
        """Return the place of the token that starts at a character or behind it."""
        return bisect_left(self._starts, start)

    def sentence_at(self, start: int) -> int:
        """Return the number of the sentence in which a character stands."""
        return max(0, bisect_right(self._sentence_starts, start) - 1)

    @cached_property
    def _sentence_starts(self) -> Sequence[int]:
        return [one.start for one in self.sentences]

    def span(self, hit: Hit) -> tuple[int, int]:
        """Return the characters of a phrase."""
        return self.tokens[hit.first].start, self.tokens[hit.last].end

    def quote(self, sentence: Sentence, start: int, end: int) -> str:
        """Return at most twelve words of a sentence around a span, literally."""
        text = self.text
        words = [(w.start(), w.end()) for w in _WORD.finditer(text, sentence.start, sentence.end)]
        inside = [n for n, (s, e) in enumerate(words) if e > start and s < end]
        if not inside:
            return text[start:end]
        low, high = inside[0], inside[-1]
        high = min(high, low + MOST_WORDS - 1)
        for _ in range(3):
            if low > 0 and high - low + 1 < MOST_WORDS:
                low -= 1
            if high < len(words) - 1 and high - low + 1 < MOST_WORDS:
                high += 1
        return _BREAKS.sub(" ", text[words[low][0] : words[high][1]]).strip(" ,;")
