"""Whether a text hedges what a claim says, by the words that the claim has for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from evspec.articles.layout import folded
from evspec.values import Dates

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterator, Sequence

    from evspec.articles.bearing import Told
    from evspec.articles.layout import Article, Sentence
    from evspec.articles.proposals import Proposal
    from evspec.articles.scene import Scene

__all__ = ["hedge_remarks"]

#: What a claim has for what was told to be so.
_BARE: Final = frozenset({"", "reported", "official"})


def hedge_remarks(
    scene: Scene,
    claim: Proposal,
    value: object,
    sentences: Sequence[Sentence],
    quote: tuple[int, int],
    said: dt.date | None,
) -> Iterator[Told]:
    """Yield what speaks against a claim's hedge, or its lack of one.

    Parameters
    ----------
    scene, claim, value
        The text, the claim, and its value as it was read.
    sentences, quote
        The sentences in which its quote stands, and the characters of the quote.
    said
        The day of the text, None if nobody knows.
    """
    article = scene.article
    paragraph = [one for one in article.sentences if one.paragraph == sentences[0].paragraph]
    near = _words(article, (*paragraph, *sentences))
    for part in filter(None, (part.strip() for part in claim.hedge.split(";"))):
        words = folded(part).lower()
        if words in near:
            continue
        number = article.sentence_at(sentences[0].start)
        if words in _words(article, article.sentences[max(0, number - 4) : number]):
            # from the sentences before a hedge may reach over it
            yield "doubt", "hedge", f"{part!r} stands in another sentence"
        else:
            yield "error", "hedge", f"the sentence does not have {part!r}"
    first, last = article.token_at(quote[0]), article.token_at(quote[1]) - 1
    hedge = scene.hedge(sentences[0], first, max(first, last))
    is_of_news = claim.spec == "model_year" and hedge.status == "rumored"
    if claim.spec == "body_style" or is_of_news or claim.hedge or claim.status not in _BARE:
        # which kind of car it is, the words that hedge say nothing of
        return
    if hedge.hit is not None:
        yield "doubt", "hedge", f"the sentence says {hedge.words!r}; add hedge = {hedge.words!r}"
    elif isinstance(value, Dates) and said and value.first and value.first > said:
        yield "doubt", "status", "it lies ahead of the article; write status = 'expected'"


def _words(article: Article, sentences: Sequence[Sentence]) -> str:
    return " ".join(article.plain[one.start : one.end] for one in sentences).lower()
