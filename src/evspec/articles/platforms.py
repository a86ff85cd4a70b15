"""Platforms that a text names and the words of its language do not: "the MMA platform", "the ... (SEA)"."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from evspec.articles.plants import made

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from evspec.articles.figure_claims import Found
    from evspec.articles.layout import Sentence
    from evspec.articles.scene import Scene
    from evspec.articles.words import Hit

__all__ = ["platforms_in"]

_NAME: Final = re.compile(r"[A-Z][A-Z0-9]{2,5}\+?")
_SHORT: Final = re.compile(r" \(([A-Z][A-Z0-9]{2,5}\+?)\)")


def platforms_in(scene: Scene, sentence: Sentence, hits: Sequence[Hit]) -> Iterator[Found]:
    """Yield the platforms whose names in capitals stand beside the word for one, or in parentheses."""
    tokens, text = scene.article.tokens, scene.article.plain
    named = {n for hit in hits if hit.table == "names.platform" for n in range(hit.first, hit.last + 1)}
    for hit in hits:
        if (hit.table, hit.meaning) != ("named", "platform") or hit.first - 1 < sentence.first:
            continue
        behind = _SHORT.match(text, tokens[hit.last].end)
        place = hit.first - 1
        written = text[tokens[place].start : tokens[place].end]
        is_name = bool(_NAME.fullmatch(written)) and place not in named
        is_name = is_name and not scene.article.hits_in(place, place + 1, "no_name", "specs")
        if behind is not None and not named & {*range(hit.last + 1, hit.last + 3)}:
            last = scene.article.token_at(behind.end(1)) - 1
            yield made(scene, sentence, hit._replace(last=last), "platform", behind[1])
        elif is_name:
            yield made(scene, sentence, hit._replace(first=place), "platform", written)
