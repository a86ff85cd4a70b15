"""Which vehicles a text names, and where: models and codes of the catalog, versions, "its predecessor"."""

from __future__ import annotations

import re
from collections import defaultdict
from functools import cached_property
from typing import TYPE_CHECKING, Final, NamedTuple

from evspec.articles.words import tokens

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from evspec.articles.layout import Article
    from evspec.catalogs import Catalog
    from evspec.claims import Record

__all__ = ["Garage", "Mention", "mentions_in"]

#: Words that are part of a version's name and of any sentence.
_COMMON: Final = frozenset({"one", "new", "base", "the", "a", "plus", "pro", "s", "e", "gt", "sport", "long"})
_MAKERS_ALSO: Final = {"volkswagen": ("vw",), "mercedes-benz": ("mercedes",)}


class Mention(NamedTuple):
    """A place at which a text names a vehicle.

    Attributes
    ----------
    id
        "make/model/generation", with "/variant" if a version is named; "?make/model" if no catalog has it.
    first, last
        Its first and last token.
    sure
        Whether the words say which generation it is.
    kind
        "model", "code", "version" or "word" ("its predecessor").
    """

    id: str
    first: int
    last: int
    sure: bool
    kind: str

    @property
    def generation(self) -> str:
        """The id without the version."""
        return "/".join(self.id.split("/")[:3])


class Garage:
    """The names of a catalog's vehicles, never their figures.

    Parameters
    ----------
    catalog
        The catalog.
    about
        The ids of what a text is about, newest first; they may be new to the catalog.
    """

    def __init__(self, catalog: Catalog, about: Sequence[str]) -> None:
        self._catalog = catalog
        self.about = about
        self.models: dict[str, list[str]] = defaultdict(list)
        for id_ in catalog.ids:
            self.models["/".join(id_.split("/")[:2])].append(id_)
        for id_ in about:
            parts = id_.lstrip("?").split("/")
            model = "/".join(parts[:2])
            if len(parts) > 2 and id_ not in self.models[model]:
                self.models[model].append("/".join(parts[:3]))
            self.models[model]
        self.makes = {model.partition("/")[0] for model in self.models}

    def record(self, id_: str) -> Record | None:
        """Return what a catalog has of a generation, None if it has none."""
        return self._catalog.store.record(id_) if id_ in self._catalog.ids else None

    @cached_property
    def named(self) -> Mapping[str, Sequence[tuple[tuple[str, ...], str]]]:
        """First word of a model's or a code's name to the others and its model or generation."""
        found: dict[str, dict[tuple[tuple[str, ...], str], None]] = defaultdict(dict)
        for model, ids in self.models.items():
            slug = model.partition("/")[2]
            spelled = tuple(slug.split("-"))
            for words in {spelled, ("".join(spelled),)}:
                if words[0]:
                    found[words[0]][words[1:], model] = None
            for id_ in ids:
                code = id_.split("/")[2]
                if re.fullmatch(r"[a-z]{1,3}[0-9]{1,3}[a-z]?|[0-9]?[a-z]{2,}[0-9]+", code):
                    found[code][(), id_] = None
        return {word: tuple(names) for word, names in found.items()}

    def newest(self, model: str) -> str:
        """Return the generation of a model that has no successor; the last by its id among several."""
        if self.about:
            for id_ in self.about:
                if id_.startswith(f"{model}/"):
                    return "/".join(id_.split("/")[:3])
        ids = self.models[model]
        heads = [id_ for id_ in ids if not self.links(id_)[1]]
        linked = [id_ for id_ in heads if self.links(id_)[0]]
        return (linked or heads or ids or [f"?{model}"])[0]

    def current(self, model: str) -> str:
        """Return the generation that the newest one follows; the newest itself if it follows none."""
        newest = self.newest(model)
        before = [one for one in self.links(newest)[0] if one.startswith(f"{model}/")]
        return before[0] if before else newest

    def predecessor(self, id_: str) -> str:
        """Return the generation before that of a vehicle, "" if none is known."""
        before = self.links("/".join(id_.split("/")[:3]))[0]
        return before[0] if before else ""

    def links(self, id_: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the generations before and after one."""
        record = self.record(id_)
        return (record.predecessors, record.successors) if record else ((), ())

    def versions(self, model: str) -> list[tuple[tuple[str, ...], str]]:
        """Return the versions of a model's generations by their words, the longest names first."""
        found = []
        for id_ in self.models[model]:
            record = self.record(id_)
            for slug, name in record.variants if record else ():
                spelled = tuple(token.word for token in tokens(name))
                if spelled and not (len(spelled) == 1 and (spelled[0] in _COMMON or spelled[0].isdigit())):
                    found.append((spelled, f"{id_}/{slug}"))
                elif len(spelled) == 1 and spelled[0].isdigit():
                    found.append(((model.partition("/")[2], *spelled), f"{id_}/{slug}"))
        return sorted(found, key=lambda one: -len(one[0]))


def mentions_in(article: Article, garage: Garage) -> list[Mention]:
    """Return the places at which vehicles are named, in the order of the text."""
    named = _models(article, garage)
    models = list(dict.fromkeys(["/".join(one.id.lstrip("?").split("/")[:2]) for one in named]))
    models += ["/".join(id_.lstrip("?").split("/")[:2]) for id_ in garage.about]
    taken = {place for one in named for place in range(one.first, one.last + 1)}
    versions = _versions(article, garage, list(dict.fromkeys(models)), taken)
    return _settled(article, garage, sorted((*named, *versions), key=lambda one: (one.first, -one.last)))


def _models(article: Article, garage: Garage) -> list[Mention]:
    found: list[Mention] = []
    words = [token.word for token in article.tokens]
    makes = {make: at for at, make in enumerate(words) if make in garage.makes}
    past = 0
    for place, word in enumerate(words):
        if place < past or word not in garage.named:
            continue
        fits = [
            (len(rest), name)
            for rest, name in garage.named[word]
            if tuple(words[place + 1 : place + 1 + len(rest)]) == rest
        ]
        fits = [fit for fit in fits if _is_name(article, place, fit[1], garage, makes)]
        if not fits:
            continue
        longest = max(length for length, _ in fits)
        names = [name for length, name in fits if length == longest]
        name = next((one for one in names if one.split("/")[0] in makes), names[0])
        kind = "code" if name.count("/") == 2 else "model"
        found.append(Mention(name, place, place + longest, kind == "code", kind))
        past = place + longest + 1
    return found


def _is_name(article: Article, place: int, name: str, garage: Garage, makes: Mapping[str, int]) -> bool:
    """Tell whether a word is a name and not the same word in a sentence."""
    token = article.tokens[place]
    written = article.plain[token.start : token.end]
    make = name.split("/")[0]
    if written.islower() and not any(character.isdigit() for character in written):
        return False
    if written.isdigit() or (len(written) < 2):
        near = [one.word for one in article.tokens[max(0, place - 2) : place]]
        return make in near
    if name.count("/") == 2:
        return any(character.isdigit() for character in written)
    is_plain_word = written.isalpha()
    return not is_plain_word or make in makes or any(one.startswith(make) for one in garage.about)


def _versions(article: Article, garage: Garage, models: Iterable[str], taken: set[int]) -> list[Mention]:
    found: list[Mention] = []
    words = [token.word for token in article.tokens]
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for model in models:
        for spelled, id_ in garage.versions(model):
            by_first[spelled[0]].append((spelled, id_))
    past = 0
    for place, word in enumerate(words):
        if place < past or word not in by_first:
            continue
        fits = [
            (spelled, id_)
            for spelled, id_ in by_first[word]
            if tuple(words[place : place + len(spelled)]) == spelled
        ]
        if not fits:
            continue
        longest = len(fits[0][0])
        ids = [id_ for spelled, id_ in fits if len(spelled) == longest]
        found.append(Mention(" ".join(ids), place, place + longest - 1, len(ids) == 1, "version"))
        past = place + longest
    return found


def _settled(article: Article, garage: Garage, named: Sequence[Mention]) -> list[Mention]:
    """Return the mentions with the generation that each is of, and the words that stand for one."""
    found: list[Mention] = []
    topic = "/".join(garage.about[0].lstrip("?").split("/")[:2]) if garage.about else ""
    if not topic and named:
        counts: dict[str, int] = defaultdict(int)
        for one in named:
            if one.kind != "version":
                counts["/".join(one.id.split("/")[:2])] += 1
        topic = max(counts, key=lambda model: counts[model], default="")
    hits = [hit for hit in article.hits if hit.table in {"generation", "nouns"}]
    marks = {
        hit.last: hit for hit in hits if hit.table == "generation" and hit.meaning in {"current", "next"}
    }
    nouns = {hit.first for hit in hits if hit.table == "nouns" and hit.meaning == "car"}
    used: set[int] = set()
    makes = garage.makes
    for one in named:
        mark = _mark_before(article, one, marks, makes)
        if mark is not None:
            used.add(mark.last)
        found += _placed(article, one, mark.meaning if mark else "", garage, topic)
    for hit in hits:
        if hit.table != "generation":
            continue
        if hit.meaning in {"predecessor", "successor"}:
            id_ = (
                garage.predecessor(garage.newest(topic))
                if hit.meaning == "predecessor"
                else garage.newest(topic)
            )
        elif hit.last in used or not any(place in nouns for place in (hit.last + 1, hit.last + 2)):
            continue
        else:
            id_ = garage.current(topic) if hit.meaning == "current" else garage.newest(topic)
        if topic and id_:
            found.append(Mention(id_, hit.first, hit.last, sure=True, kind="word"))
    return sorted(found, key=lambda one: (one.first, -one.last))


def _mark_before(article: Article, one: Mention, marks: Mapping[int, object], makes: Iterable[str]) -> object:
    """Return "current" or "next" in front of a name, with the make or a year between them."""
    for place in range(one.first - 1, max(-1, one.first - 4), -1):
        if place in marks:
            return marks[place]
        word = article.tokens[place].word
        if not (word in makes or word == "s" or word.isdigit()):
            return None
    behind = one.last + 1
    if behind < len(article.tokens) and article.tokens[behind].word in {"today"} and behind in marks:
        return marks[behind]
    return None


def _placed(article: Article, one: Mention, mark: str, garage: Garage, topic: str) -> list[Mention]:
    """Return a mention with its generation."""
    if one.kind == "version":
        ids = one.id.split(" ")
        wanted = {"current": garage.current, "next": garage.newest}.get(mark)
        fitting = [
            id_ for id_ in ids if wanted and id_.startswith(f"{wanted('/'.join(id_.split('/')[:2]))}/")
        ]
        if not fitting and garage.about:
            fitting = [id_ for id_ in ids for about in garage.about if id_.startswith(f"{about}/")]
        fitting = fitting or [
            id_ for id_ in ids if id_.startswith(f"{garage.newest('/'.join(id_.split('/')[:2]))}/")
        ]
        return [one._replace(id=(fitting or ids)[0], sure=one.sure or bool(mark))]
    if one.kind == "code":
        return [one]
    model = one.id
    if not garage.models[model]:
        return [one._replace(id=f"?{model}", sure=False)]
    if mark == "current":
        return [one._replace(id=garage.current(model), sure=True)]
    newest = garage.newest(model)
    is_only = len(garage.models[model]) == 1
    return [one._replace(id=newest, sure=is_only or mark == "next" or bool(garage.about and model == topic))]
