"""Which vehicles a text names, and where: models and codes of the catalog, versions, "its predecessor"."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from evspec.articles.generations import generations_shown, mark_of, marks_in, most_named
from evspec.articles.makers import makers_of
from evspec.articles.mentions import Mention, model_of
from evspec.articles.unknown import unknown_models
from evspec.articles.versions import (
    described_versions,
    is_described,
    named_versions,
    of_the_unknown,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from evspec.articles.garage import Garage
    from evspec.articles.layout import Article
    from evspec.articles.words import Hit

__all__ = ["mentions_in"]

#: What never stands within one name.
_PARTED: Final = re.compile(r"[|\n\t]")
_STOPS: Final = re.compile(r"[,;:|.\n\t]")


def mentions_in(article: Article, garage: Garage) -> list[Mention]:
    """Return the places at which vehicles are named, in the order of the text."""
    named = _models(article, garage)
    models = dict.fromkeys(
        [model_of(one.id) for one in named if one.id] + [model_of(id_) for id_ in garage.about]
    )
    taken = {place for one in named for place in range(one.first, one.last + 1)}
    named += unknown_models(article, garage, taken)
    named += [
        _of_make(article, garage, place)
        for place, token in enumerate(article.tokens)
        if token.word[-1:] == "s" and token.word[:-1] in garage.makes and place not in taken
    ]
    starts = {one.first: one for one in named if one.kind == "model"}
    versions = []
    for one in named_versions(article, garage, tuple(models)):
        model = starts.get(one.first)
        if model is not None and one.last > model.last:
            # "i3 40" is more than "i3"
            named.remove(model)
        elif one.first in taken:
            continue
        versions.append(one)
    versions = _with_models(article, versions, named, models)
    topic = model_of(garage.about[0]) if garage.about else garage.lead or most_named(article, named)
    # of a car that is named with its version only
    topic = topic or most_named(article, versions)
    garage.topic = topic
    versions = of_the_unknown(article, garage, topic, versions, named)
    garage.shown = {} if garage.about else generations_shown(article, garage, [*named, *versions], topic)
    if topic:
        taken |= {place for one in versions for place in range(one.first, one.last + 1)}
        versions += described_versions(article, garage, topic, named, taken)
    named += _by_maker(article, garage, named, taken)
    told = {one.first for one in versions}
    named = [one for one in named if one.kind != "model" or one.first not in told]
    every = sorted((*named, *versions), key=lambda one: (one.first, -one.last))
    return _settled(article, garage, _one_name(article, every), topic)


def _of_make(article: Article, garage: Garage, place: int) -> Mention:
    """Return the cars of a make, which may be a model to come: "future electric MINIs"."""
    make = article.tokens[place].word[:-1]
    led = {token.word for token in article.tokens[max(0, place - 3) : place]}
    slugs = {
        model: model.partition("/")[2].split("-") for model in garage.models if model.startswith(f"{make}/")
    }
    own = [model for model, words in slugs.items() if len(words) > 1 and words[0] in led]
    return (
        Mention(own[0], place, place, sure=False, kind="model")
        if len(own) == 1
        else Mention("", place, place, sure=True, kind="make")
    )


def _with_models(
    article: Article, versions: Sequence[Mention], named: Sequence[Mention], models: Mapping[str, None]
) -> list[Mention]:
    """Return versions without those that any car may have, "RWD", and that stand beside another model."""
    if len(models) < 2:
        return list(versions)
    beside: dict[int, set[str]] = defaultdict(set)
    for each in named:
        if each.kind == "model":
            beside[article.sentence_at(article.tokens[each.first].start)].add(model_of(each.id))
    kept = []
    for one in versions:
        others = beside.get(article.sentence_at(article.tokens[one.first].start), set())
        own = {model_of(id_) for id_ in one.id.split(" ")}
        if any(map(str.isdigit, one.id.rpartition("/")[2])) or not others or not others.isdisjoint(own):
            kept.append(one)
    return kept


def _by_maker(
    article: Article, garage: Garage, named: Sequence[Mention], taken: set[int]
) -> Iterator[Mention]:
    """Yield where a maker's name stands for the only car of it in a text: "the Tesla is longer"."""
    models: dict[str, set[str]] = defaultdict(set)
    for one in named:
        if one.kind == "model" and one.id:
            models[model_of(one.id).partition("/")[0]].add(model_of(one.id))
    makers = makers_of()
    articles = {hit.last for hit in article.hits if (hit.table, hit.meaning) == ("nouns", "the")}
    for place, token in enumerate(article.tokens):
        make = makers[token.word][0] if token.word in makers else token.word
        own = models.get(make, set())
        if len(own) != 1 or place in taken or article.text[token.start : token.end].islower():
            continue
        # "54,880 euros (Skoda)"
        is_alone = (
            article.plain[token.start - 1 : token.start] + article.plain[token.end : token.end + 1] == "()"
        )
        if is_alone or (place - 1 in articles and _stands_for_a_car(article, place)):
            model = next(iter(own))
            id_ = model if garage.models.get(model) else f"?{model}"
            yield Mention(id_, place, place, sure=False, kind="model")


def _stands_for_a_car(article: Article, place: int) -> bool:
    """Tell whether a maker's name has no noun behind it: "the Tesla is", and not "the Tesla plant"."""
    if place + 1 >= len(article.tokens):
        return False
    start = article.tokens[place + 1].start
    near = article.hits_in(place + 1, place + 2, "nouns", "named", "places", "no_name", "events", "verbs")
    is_verb = any(hit.table == "verbs" for hit in near)
    is_noun = any(hit.table != "verbs" and not (is_verb and hit.meaning == "any") for hit in near)
    gap = article.plain[article.tokens[place].end : start]
    return gap == " " and article.text[start].islower() and not is_noun


def _one_name(article: Article, every: Sequence[Mention]) -> list[Mention]:
    """Return a version and the model that follows it as one mention: "the dual-motor version of the 4"."""
    found: list[Mention] = []
    for one in every:
        before = found[-1] if found else None
        if (
            before is not None
            and before.kind == "version"
            and one.kind == "model"
            and not _parted(article, before, one)
        ):
            if model_of(before.id.split(" ")[0]) == model_of(one.id):
                found[-1] = before._replace(last=one.last)
                continue
        elif (
            before is not None
            and before.kind == one.kind == "version"
            and one.id.startswith("?")
            and (one.first == before.last + 1 and one.last > one.first)
        ):
            # "the dual-motor EV6 GT"
            found[-1] = one._replace(first=before.first)
            continue
        found.append(one)
    return found


def _parted(article: Article, before: Mention, one: Mention) -> bool:
    """Tell whether more than a noun, "of" and "the" stands between two mentions."""
    told = {
        place
        for hit in article.hits_in(before.last + 1, one.first, "nouns")
        if hit.meaning in {"car", "of", "the"}
        for place in range(hit.first, hit.last + 1)
    }
    gap = article.text[article.tokens[before.last].end : article.tokens[one.first].start]
    makers = makers_of()
    words = [
        n for n in range(before.last + 1, one.first) if n not in told and article.tokens[n].word not in makers
    ]
    return bool(_STOPS.search(gap)) or bool(words)


def _models(article: Article, garage: Garage) -> list[Mention]:
    """Return where models and codes of generations stand."""
    found: list[Mention] = []
    words = [token.word for token in article.tokens]
    makes = garage.makes & set(words)
    past = 0
    for place, word in enumerate(words):
        if place < past or word not in garage.named:
            continue
        fits = [
            (len(rest), name)
            for rest, name in garage.named[word]
            if tuple(words[place + 1 : place + 1 + len(rest)]) == rest
            and _is_name(article, place, len(rest), name, garage, makes)
        ]
        if not fits:
            continue
        longest = max(length for length, _ in fits)
        names = [name for length, name in fits if length == longest]
        name = next((one for one in names if one.split("/")[0] in makes), names[0])
        kind = "code" if name.count("/") == 2 else "model"
        found.append(Mention(name, place, place + longest, kind == "code", kind))
        past = place + longest + 1
    return found


def _is_name(
    article: Article, place: int, length: int, name: str, garage: Garage, makes: Iterable[str]
) -> bool:
    """Tell whether a word is a name and not the same word in a sentence."""
    token, last = article.tokens[place], article.tokens[place + length]
    written = article.plain[token.start : last.end]
    make = name.split("/", maxsplit=1)[0]
    has_digit = any(map(str.isdigit, written))
    if written.islower() and not has_digit:
        return False
    if length > 0:
        return True
    if written.isdigit() or len(written) < 2:
        return make in [one.word for one in article.tokens[max(0, place - 2) : place]]
    if name.count("/") == 2:
        return has_digit
    if has_digit or make in makes or any(one.lstrip("?").startswith(make) for one in garage.about):
        return True
    # "the Leaf": a capital within a sentence, in a language in which only names have one
    before = article.tokens[place - 1] if place else None
    return bool(
        before and not article.words.capitals and article.plain[before.start : token.start - 1].islower()
    )


def _settled(article: Article, garage: Garage, named: Sequence[Mention], topic: str) -> list[Mention]:
    """Return the mentions with the generation that each is of, and the words that stand for one."""
    found: list[Mention] = []
    hits = [hit for hit in article.hits if hit.table in {"generation", "nouns"}]
    marks = marks_in(article)
    nouns = {hit.first for hit in hits if hit.table == "nouns" and hit.meaning == "car"}
    used: set[int] = set()
    for at, one in enumerate(named):
        mark = mark_of(article, one, marks, garage.makes)
        used |= {mark.last} if mark is not None else set()
        before = found[-1] if found and found[-1].id else None
        if before is not None and not _is_one_name(article, before, one):
            before = None
        if one.kind == "make":
            found.append(one)
            continue
        words = [token.word for token in article.tokens[one.first : one.last + 1]]
        behind = named[at + 1] if at + 1 < len(named) else None
        goes_on = _goes_on(article, one) and (behind is None or behind.first > one.last + 1)
        placed = _placed(one, words, mark.meaning if mark else "", garage, topic, before, is_named_on=goes_on)
        if before is not None and placed.id.startswith(f"{model_of(before.id)}/") and one.kind != "model":
            # "iX1 (U11)", "iX1 eDrive20": one name
            found[-1] = placed._replace(first=before.first)
        elif not (is_described(garage, placed) and behind is not None and behind.first - one.last <= 5):
            found.append(placed)
    found += [
        Mention(id_, hit.first, hit.last, sure=True, kind="word")
        for hit in hits
        if hit.table == "generation" and topic and (id_ := _meant(hit, garage, topic, nouns, used))
    ]
    return sorted(found, key=lambda one: (one.first, -one.last))


def _goes_on(article: Article, one: Mention) -> bool:
    """Tell whether letters and digits stand behind a name at once, as of a version: "i3 M60L"."""
    if one.last + 1 >= len(article.tokens):
        return False
    token = article.tokens[one.last + 1]
    written = article.plain[article.tokens[one.last].end : token.end]
    return written[0] == " " and written[1].isupper() and any(map(str.isdigit, written))


def _is_one_name(article: Article, before: Mention, one: Mention) -> bool:
    """Tell whether two names are one: "iX1 (U11)" is, "xDrive40 and xDrive50" and two cells are not."""
    gap = article.plain[article.tokens[before.last].end : article.tokens[one.first].start]
    if one.first - before.last > 2 or _PARTED.search(gap):
        return False
    return not (before.kind == one.kind == "version" and gap.strip())


def _meant(hit: Hit, garage: Garage, topic: str, nouns: set[int], used: set[int]) -> str:
    """Return the generation for which words such as "its predecessor" or "the next one" stand, or ""."""
    if hit.meaning == "predecessor":
        return garage.predecessor(garage.newest(topic))
    if hit.meaning == "successor":
        return garage.newest(topic)
    if hit.last in used or not any(place in nouns for place in (hit.last + 1, hit.last + 2)):
        return ""
    return garage.current(topic) if hit.meaning == "current" else garage.newest(topic)


def _of_generation(ids: Sequence[str], generations: Iterable[str]) -> list[str]:
    """Return the versions of the first of some generations that has any."""
    own = ([id_ for id_ in ids if id_.startswith(f"{one}/")] for one in generations)
    return next(filter(None, own), [])


def _placed(
    one: Mention,
    words: Sequence[str],
    mark: str,
    garage: Garage,
    topic: str,
    before: Mention | None,
    *,
    is_named_on: bool,
) -> Mention:
    """Return a mention with its generation."""
    wanted = {"current": garage.current, "next": garage.newest}.get(mark)
    if one.id.startswith("?") and garage.models[model_of(one.id)]:
        model, version = model_of(one.id), "/".join(one.id.split("/")[3:])
        car = (wanted or garage.newest)(model)
        return one._replace(id=f"{car}/{version}" if version else car)
    if one.kind == "code" or one.id.startswith("?"):
        return one
    if one.kind == "version":
        ids = one.id.split(" ")
        own = [id_ for id_ in ids if model_of(id_) == (model_of(before.id) if before else topic)]
        one = one._replace(sure=one.sure or len(own) == 1)
        ids = own or ids
        tried = [before.generation] if before is not None else []
        tried += [wanted(model_of(ids[0]))] if wanted else []
        main = garage.about[0] if garage.about else garage.newest(topic) if topic else ""
        fitting = _of_generation(ids, [*tried, main])
        if not fitting and not tried and model_of(main) in map(model_of, ids):
            # a version of an older car; what the text is about may have one that is called so in short
            loose = garage.with_words(main, words)
            if loose or (garage.about and not any(map(str.isdigit, "".join(words)))):
                return one._replace(id=loose[0] if loose else main, sure=False)
        fitting = fitting or _of_generation(
            ids, [*garage.about, *(garage.newest(model_of(id_)) for id_ in ids)]
        )
        if len(fitting) > 1:
            return one._replace(id=fitting[0], sure=False)
        return one._replace(id=(fitting or ids)[0], sure=one.sure or bool(tried))
    model = one.id
    if not garage.models[model]:
        return one._replace(id=f"?{model}", sure=False)
    if wanted is not None:
        return one._replace(id=wanted(model), sure=True)
    if is_named_on:
        # "i3 M60L", a version that nobody knows
        return one._replace(id=garage.newest(model), sure=False)
    is_only = len(garage.models[model]) == 1 or model in garage.told
    return one._replace(id=garage.newest(model), sure=is_only or bool(garage.about and model == topic))
