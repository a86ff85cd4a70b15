"""Which generation of a model a whole text is of: by codes, versions and names, and by what is to come."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from evspec.articles.mentions import NEW, Mention, model_of

if TYPE_CHECKING:
    from collections.abc import Container, Mapping, Sequence

    from evspec.articles.garage import Garage
    from evspec.articles.layout import Article
    from evspec.articles.words import Hit

__all__ = ["generations_shown", "mark_of", "marks_in", "most_named"]


def marks_in(article: Article) -> Mapping[int, Hit]:
    """Return where "current" and "next" stand, by their last words."""
    hits = (hit for hit in article.hits if hit.table == "generation")
    return {hit.last: hit for hit in hits if hit.meaning in {"current", "next"}}


def mark_of(article: Article, one: Mention, marks: Mapping[int, Hit], makes: Container[str]) -> Hit | None:
    """Return "current" or "next" beside a name, with the make or a year between them, or within it."""
    within = next((marks[place] for place in range(one.first, one.last) if place in marks), None)
    if within is not None:
        # "Kia's new EV9"
        return within
    for place in range(one.first - 1, max(-1, one.first - 4), -1):
        if place in marks:
            return marks[place]
        word = article.tokens[place].word
        if not (word in makes or word == "s" or word.isdigit()):
            break
    behind = marks.get(one.last + 1)
    return behind if behind is not None and behind.meaning == "current" else None


def _ahead(article: Article, named: Sequence[Mention], topic: str) -> set[str]:
    """Return the models of which a text tells what is to come: its own, and those beside words for that."""
    models = {one.first: model_of(one.id) for one in named if one.kind == "model"}
    found: set[str] = set()
    for hit in article.hits:
        sentence = article.sentences[article.sentence_at(article.tokens[hit.last].start)]
        near = range(hit.last + 1, min(hit.last + 4, sentence.last))
        behind = {models[n] for n in near if n in models}
        if hit.table == "ahead" and (hit.meaning == "next" or behind):
            found |= behind | {topic}
    return found


def _new(article: Article, garage: Garage, named: Sequence[Mention], topic: str) -> set[str]:
    """Return the cars that no catalog has and that a text calls new: "the new EV9", "the new model"."""
    marks = marks_in(article)
    told = ((one, mark_of(article, one, marks, garage.makes)) for one in named if one.id.startswith("?"))
    found = {model_of(one.id) for one, mark in told if mark is not None and mark.meaning == "next"}
    nouns = [hit for hit in article.hits if hit.table == "nouns"]
    cars = {hit.first for hit in nouns if hit.meaning == "car"}
    articles = {hit.last for hit in nouns if hit.meaning in {"the", "of"}}
    if any(
        mark.meaning == "next" and mark.first - 1 in articles and mark.last + 1 in cars
        for mark in marks.values()
    ):
        found.add(topic)
    return {model for model in found if model and not garage.models.get(model)}


def _called(article: Article, garage: Garage, one: Mention) -> str:
    """Return the generation whose name stands around that of its model: "the i3 Neue Klasse", or ""."""
    if one.kind != "model" or not one.id or one.id.startswith("?"):
        return ""
    sentence = article.sentences[article.sentence_at(article.tokens[one.first].start)]
    near = range(max(sentence.first, one.first - 3), min(one.last + 5, sentence.last))
    return garage.called(model_of(one.id), {article.tokens[n].word for n in near})


def generations_shown(
    article: Article, garage: Garage, named: Sequence[Mention], topic: str
) -> dict[str, str]:
    """Return the generations that a text is of by the codes and the versions that it names, of each model.

    Versions say nothing where a text looks ahead: that of the next car names those of the current one. Nor
    does the code of a car that has a successor, which the text may set it against.
    """
    garage.ahead = _ahead(article, named, topic)
    for model in _new(article, garage, named, topic):
        garage.models[model].append(f"?{model}/{NEW}")
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for one in named:
        ids = {"/".join(id_.split("/")[:3]) for id_ in one.id.split(" ")}
        words = [token.word for token in article.tokens[one.first : one.last + 1]]
        is_code = one.kind == "code" and not garage.links(one.id)[1]
        is_version = (
            one.kind == "version"
            and model_of(one.id) not in garage.ahead
            and any(map(str.isdigit, "".join(words)))
        )
        if len(ids) == 1 and (is_code or is_version):
            counts[model_of(one.id)].update(ids)
        behind = article.tokens[one.last + 1 : one.last + 2]
        # "Model Y Juniper"
        counts[model_of(one.id)].update(f"{one.id}/{token.word}" for token in behind if one.kind == "model")
        counts[model_of(one.id)].update(filter(None, [_called(article, garage, one)]))
    known = {
        model: Counter({id_: count for id_, count in found.items() if id_ in garage.models[model]})
        for model, found in counts.items()
    }
    garage.told = {model for model, found in known.items() if len(found) == 1}
    newest = {model: garage.newest_of_all(model) for model in known}
    return {
        model: newest[model] if newest[model] in found else found.most_common(1)[0][0]
        for model, found in known.items()
        if found
    }


def most_named(article: Article, named: Sequence[Mention]) -> str:
    """Return the model that a text names most, one that it names at its beginning before others."""
    early = article.sentences[0].last if article.sentences else 0
    counts = Counter[str]()
    for one in named:
        if one.id:
            counts[model_of(one.id)] += 1 + (one.first < early)
    return counts.most_common(1)[0][0] if counts else ""
