"""What governs a claim in a text: the vehicle that it hangs on, its hedge, its negation, its quote."""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from attrs import frozen

from evspec.articles.mentions import model_of
from evspec.articles.proposals import Cue, Doubt
from evspec.articles.vehicles import mentions_in
from evspec.languages.speech import Phrase

if TYPE_CHECKING:
    from collections.abc import Sequence

    from evspec.articles.garage import Garage
    from evspec.articles.layout import Article, Sentence
    from evspec.articles.mentions import Mention
    from evspec.articles.words import Hit

__all__ = ["Hedge", "Scene", "Subject"]

#: How many words may stand between a negation and what it denies.
_SCOPE: Final = 4
#: A name so many words behind others is of another clause.
_FAR: Final = 8
#: How many slashes the id of a version has.
_VERSION: Final = 3
_BREAK: Final = re.compile(r"[;:,()]| - ")
_JOINER: Final = re.compile(r"[\s,/&()]*")
#: What ends the scope of a negation: "without CHAdeMO and relies on NACS".
_ENDS: Final = frozenset({"and", "und", "but", "sondern"})
_AND: Final = frozenset({"and", "or", "und", "oder", "the", "a", "an", "s", "as", "well", "also"})


class Subject(NamedTuple):
    """The vehicles that a claim is of, the words that say so, and what is doubtful in that."""

    ids: tuple[str, ...]
    cue: Cue | None
    doubts: tuple[Doubt, ...]


class Hedge(NamedTuple):
    """How surely something is said, by which words, and who is quoted."""

    status: str
    words: str
    via: str
    hit: Hit | None


@frozen(eq=False)
class Scene:
    """An article with the vehicles that it names."""

    article: Article
    garage: Garage

    @cached_property
    def mentions(self) -> Sequence[Mention]:
        """The places at which vehicles are named."""
        return mentions_in(self.article, self.garage)

    @cached_property
    def _firsts(self) -> Sequence[int]:
        return [one.first for one in self.mentions]

    def mentions_between(self, first: int, past: int) -> list[Mention]:
        """Return the mentions that start between two tokens."""
        return list(self.mentions[bisect_left(self._firsts, first) : bisect_left(self._firsts, past)])

    @cached_property
    def is_of_hybrid(self) -> bool:
        """Whether it speaks of a car with an engine beside its motor."""
        return any(
            hit.table == "values.powertrain_type" and hit.meaning != "combustion" for hit in self.article.hits
        )

    @cached_property
    def main(self) -> str:
        """The vehicle that the text is about: what was named so, or else what it names most often."""
        topic = self.garage.topic if self.mentions else self.garage.lead
        return self.garage.about[0] if self.garage.about else self.garage.newest(topic) if topic else ""

    def subject(self, sentence: Sentence, last: int, *, is_trait: bool = False) -> Subject:
        """Return the vehicles on which words hang.

        Parameters
        ----------
        sentence
            Where they stand.
        last
            Their last token.
        is_trait
            Whether they may stand in front of a name: "the single-motor, front-wheel-drive eDrive20".
        """
        here = self.mentions_between(sentence.first, sentence.last)
        if is_trait:
            behind = [
                one for one in here if last < one.first <= last + 3 and not self._breaks(last, one.first)
            ]
            if behind:
                return self._of(self._joined(here, behind[0]), sure=True)
        owner = self._owner(sentence, here, last)
        if owner is not None:
            return self._of(self._joined(here, owner), sure=True)
        # what is compared with is no subject, nor what stands in parentheses of what stands outside
        own = [one for one in here if not self._is_target(one, sentence) and not self._is_aside(one, last)]
        before = [one for one in own if one.first <= last]
        shared = self._shared_by(sentence, last, before)
        if shared:
            return shared
        if before:
            nearest = max(before, key=lambda one: (one.first, one.id.count("/")))
            return self._of(self._joined(own, nearest), sure=True)
        if own and not self._goes_before(sentence, last, own[0]):
            joined = self._joined(own, own[0])
            is_near = own[0].first - last <= _SCOPE
            if not is_near:
                # a version that is named far behind is another one
                joined = [one._replace(id=one.generation) for one in joined]
            return self._of(joined, sure=is_near)
        return self._carried(sentence)

    def _is_aside(self, one: Mention, last: int) -> bool:
        """Tell whether a name stands in parentheses, and words do not: "422 km (the old Bolt had 417)"."""
        left, right = sorted((self.article.tokens[one.first].start, self.article.tokens[last].end))
        between = self.article.plain[left:right]
        opened = between.count("(") - between.count(")")
        return one.kind == "model" and (opened > 0 if one.first > last else opened < 0)

    def _is_enclosed(self, one: Mention, sentence: Sentence) -> bool:
        """Tell whether a name stands in parentheses."""
        led = self.article.plain[sentence.start : self.article.tokens[one.first].start]
        return one.kind == "model" and led.count("(") > led.count(")")

    def _owner(self, sentence: Sentence, here: Sequence[Mention], last: int) -> Mention | None:
        """Return the car that follows words at once: "the 150 kW GTX", "350 miles for the dual-motor car"."""
        one = next((one for one in here if one.first > last), None)
        if (
            one is None
            or one.first > last + _SCOPE + 2
            or one.kind == "make"
            or self._is_target(one, sentence)
        ):
            return None
        gap = self.article.plain[self.article.tokens[last].end : self.article.tokens[one.first].start]
        if gap == " (" and self.article.plain.startswith(")", self.article.tokens[one.last].end):
            # "54,880 euros (Skoda)"
            return one
        if _BREAK.search(gap) or any(map(str.isdigit, gap)):
            return None
        between = self.article.hits_in(last + 1, one.first, "nouns", "specs")
        if any(
            hit.meaning == "for" or (hit.meaning == "within" and one.kind == "version") for hit in between
        ):
            return one
        own = {n for hit in between if hit.meaning in {"of", "the"} for n in range(hit.first, hit.last + 1)}
        if last + 1 in own and own >= {*range(last + 1, one.first)}:
            # "the 1,020 hp of the Tesla Model S"
            return one
        told = {place for hit in between for place in range(hit.first, hit.last + 1) if hit.table == "specs"}
        return one if told >= {*range(last + 1, one.first)} and one.kind == "version" else None

    def _goes_before(self, sentence: Sentence, last: int, one: Mention) -> bool:
        """Tell whether a car is named behind words in another clause, and that before them goes on."""
        tokens, plain = self.article.tokens, self.article.plain
        number = self.article.sentence_at(sentence.start)
        led = self.article.sentences[max(0, number - 1) : number]
        is_paragraph = bool(led) and led[0].paragraph == sentence.paragraph
        goes_on = is_paragraph or model_of(one.id) != model_of(self.main)
        return (
            goes_on and one.first - last > _FAR and "," in plain[tokens[last].end : tokens[one.first].start]
        )

    def _shared_by(self, sentence: Sentence, last: int, before: Sequence[Mention]) -> Subject | None:
        """Return the versions that "both" or "these two variants" stands for, None without such words."""
        hits = self.article.hits_in(sentence.first, last + 1, "nouns")
        both = next((hit for hit in reversed(hits) if hit.meaning in {"both", "all"}), None)
        if both is None or any(one.first > both.last for one in before):
            return None
        number = self.article.sentence_at(sentence.start)
        first = next(
            one.first
            for one in self.article.sentences[max(0, number - 4) : number + 1]
            if one.paragraph == sentence.paragraph
        )
        named = [one for one in self.mentions_between(first, both.first) if one.id.count("/") == _VERSION]
        versions = list({one.id: one for one in named}.values())
        if len(versions) < 2:
            return None
        if versions[-1].id.startswith("?"):
            # nobody knows whether it has more of them
            versions = [versions[-1]._replace(id=versions[-1].generation)]
        return self._of(versions[-2:] if both.meaning == "both" else versions, sure=len(versions) == 2)

    def _carried(self, sentence: Sentence) -> Subject:
        """Return the subject of the sentences before, in the same paragraph; else what the text is about."""
        number = self.article.sentence_at(sentence.start)
        nouns = self.article.hits_in(sentence.first, min(sentence.first + 4, sentence.last), "nouns")
        goes_on = any(hit.meaning == "this" for hit in nouns) or any(
            hit.meaning == "it" and hit.first == sentence.first for hit in nouns
        )
        for earlier in reversed(self.article.sentences[max(0, number - 4) : number]):
            if earlier.paragraph != sentence.paragraph and not goes_on:
                break
            if earlier.where == "repeated":
                continue
            own = [
                one
                for one in self.mentions_between(earlier.first, earlier.last)
                if not self._is_target(one, earlier) and not self._is_enclosed(one, earlier)
            ]
            if not goes_on and own and all(one.kind == "word" for one in own):
                # "Its predecessor had 461 km. It charges …" goes on with the car before that
                continue
            if own:
                others = {one.generation for one in own}
                start = self._main_clause(earlier)
                first = next((one for one in own if one.first >= start), own[0])
                if first.id.startswith("?"):
                    # "the top model" is that of its sentence
                    own = [one._replace(id=one.generation) for one in own]
                    first = next(one for one in own if one.first == first.first)
                return self._of(self._joined(own, first), sure=len(others) == 1)
        if not self.main:
            return Subject((), None, ())
        told = Doubt("vehicle", Phrase("no name stands in the paragraph"))
        is_only = len(self._models) == 1 and not self.main.startswith("?")
        return Subject((self.main,), None, () if is_only else (told,))

    def _main_clause(self, sentence: Sentence) -> int:
        """Return the token at which the main clause starts: behind the comma of "While the X1 stays, ..."."""
        breaks = self.article.hits_in(sentence.first, sentence.first + 1, "clause")
        comma = self.article.plain.find(",", sentence.start, sentence.end) if breaks else -1
        return self.article.token_at(comma) if comma >= 0 else sentence.first

    @cached_property
    def _models(self) -> frozenset[str]:
        return frozenset(one.generation for one in self.mentions if one.id)

    def _of(self, mentions: Sequence[Mention], *, sure: bool) -> Subject:
        ids = tuple(dict.fromkeys(one.id for one in mentions if one.id))
        if not ids:
            return Subject((), None, ())
        one = mentions[0]
        cue = Cue("vehicle", self.article.tokens[one.first].start, self.article.tokens[one.last].end)
        doubts = []
        if any(id_.startswith("?") for id_ in ids):
            doubts.append(Doubt("vehicle", Phrase("the catalog has no such car")))
        elif not all(each.sure for each in mentions):
            doubts.append(Doubt("vehicle", Phrase("the text does not say which generation")))
        elif not sure:
            doubts.append(Doubt("vehicle", Phrase("another car may be meant")))
        return Subject(ids, cue, tuple(doubts))

    def _joined(self, here: Sequence[Mention], one: Mention) -> list[Mention]:
        """Return a mention with those that are named in one breath with it: "iX5, iX6 and iX7"."""
        at = here.index(one)
        group = [one]
        for step in (-1, 1):
            place = at
            while 0 <= place + step < len(here):
                left, right = sorted((here[place], here[place + step]), key=lambda each: each.first)
                between = range(left.last + 1, right.first)
                if right.first <= left.last or len(between) > 3 or left.kind == "word":
                    break
                nouns = {hit.first for hit in self.article.hits_in(left.last, right.first, "nouns")}
                words = {self.article.tokens[n].word for n in between if n not in nouns}
                gap = self.article.plain[
                    self.article.tokens[left.last].end : self.article.tokens[right.first].start
                ]
                if not (words <= _AND) or not (words or "," in gap or "/" in gap) or "(" in gap:
                    break
                place += step
                group.append(here[place])
        return sorted(group, key=lambda each: each.first)

    def _is_target(self, one: Mention, sentence: Sentence) -> bool:
        """Tell whether something is compared with a vehicle: "than the iX3", "the iX3's panel"."""
        first = max(sentence.first, one.first - 2 * _SCOPE)
        behind = self.article.hits_in(one.last + 1, min(one.last + 3, sentence.last), "like")
        if any(hit.meaning == "behind" and hit.first == one.last + 1 for hit in behind):
            # "the Model 3 rival"
            return True
        for hit in self.article.hits_in(first, one.first, "compare", "like", "shared", "old", "relations"):
            # "rivals such as the ID.3 and the Elroq"
            near = one.first - hit.last <= (2 * _SCOPE if hit.meaning == "like" else _SCOPE)
            if hit.table == "relations" and not (near and hit.meaning.startswith("like ")):
                continue
            if hit.table == "relations":
                return True
            if hit.table == "shared" or (
                near and (hit.meaning in {"than", "beyond", "baby", "like"} or hit.table == "old")
            ):
                return True
        return False

    def _breaks(self, last: int, first: int) -> bool:
        tokens = self.article.tokens
        return bool(re.search(r"[,.;:()]", self.article.plain[tokens[last].end : tokens[first].start]))

    def hedge(self, sentence: Sentence, first: int, last: int) -> Hedge:
        """Return how surely the words from one token to another are said."""
        hits = [
            hit
            for hit in self.article.hits_in(sentence.first, sentence.last, "status")
            if hit.meaning != "none"
        ]
        breaks = self.article.hits_in(sentence.first, sentence.last, "clause")
        via = self._via(sentence)
        # in "it could look alike, despite other underpinnings" only the first half is hedged
        before = [hit for hit in hits if hit.first <= last and not self._parted(hit.last, first, breaks)]
        behind = [
            hit for hit in hits
            if last < hit.first <= last + _SCOPE + 2 and not self._breaks(last, hit.first)
            and not any(token.word in _ENDS for token in self.article.tokens[last + 1 : hit.first])
        ]  # fmt: skip
        hit = before[-1] if before else behind[0] if behind else None
        rumored = next((one for one in hits if one.meaning == "rumored"), None)
        if hit is None:
            return Hedge("", "", via, None)
        is_rumored = bool(via) or rumored is hit or any(one.meaning == "rumored" for one in before)
        if rumored is not None and is_rumored:
            hit = rumored if rumored in before else hit
        words = self.article.text[slice(*self.article.span(hit))]
        return Hedge("rumored" if is_rumored else hit.meaning, words, via, hit)

    def _parted(self, last: int, first: int, breaks: Sequence[Hit]) -> bool:
        """Tell whether another clause starts between two tokens: at a comma and "while", at a semicolon."""
        if first <= last:
            return False
        tokens = self.article.tokens
        if re.search(r";| - |: ", self.article.plain[tokens[last].end : tokens[first].start]):
            return True
        return any(
            last < hit.first <= first
            and (
                hit.meaning == "always"
                or "," in self.article.plain[tokens[hit.first - 1].end : tokens[hit.first].start]
            )
            for hit in breaks
        )

    def _via(self, sentence: Sentence) -> str:
        hits = self.article.hits_in(sentence.first, sentence.last, "via")
        named = next((hit for hit in hits if hit.meaning == "sources"), None)
        return self.article.text[slice(*self.article.span(named))] if named else ""

    def negation(self, sentence: Sentence, first: int) -> Hit | None:
        """Return the negation in whose scope a token stands, None if none is."""
        tokens = self.article.tokens
        for hit in self.article.hits_in(first + 1, min(first + 3 + _SCOPE, sentence.last), "negation"):
            gap = self.article.plain[tokens[first].end : tokens[hit.first].start]
            if hit.meaning == "behind" and not _BREAK.search(gap):
                return hit
        hits = self.article.hits_in(max(sentence.first, first - _SCOPE - 3), first, "negation")
        for hit in reversed(hits):
            gap = self.article.plain[tokens[hit.last].end : tokens[first].start]
            joined = any(token.word in _ENDS for token in tokens[hit.last + 1 : first])
            if (
                hit.meaning == "before"
                and not joined
                and first - hit.last - 1 <= _SCOPE
                and not _BREAK.search(gap)
            ):
                return hit
        return None

    def sentence_of(self, token: int) -> Sentence:
        """Return the sentence in which a token stands."""
        return self.article.sentences[self.article.sentence_at(self.article.tokens[token].start)]
