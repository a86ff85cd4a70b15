"""Where a text names a version of a car, or describes it: "the dual-motor car", "the base model"."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from typing import TYPE_CHECKING, Final

from evspec.articles.mentions import UNNAMED, Mention, model_of
from evspec.articles.unknown import trims

if TYPE_CHECKING:
    from collections.abc import Container, Iterable, Iterator, Mapping, Sequence

    from evspec.articles.garage import Garage
    from evspec.articles.layout import Article
    from evspec.articles.words import Hit

__all__ = ["described_versions", "is_described", "named_versions", "of_the_unknown"]

#: What ends the name of a version that is named by its battery: "the 64 kWh version".
_UNITS: Final = frozenset({"kwh", "ah"})
#: How many motors words for a version tell, and how the catalog's names say the same.
_MOTORS: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "single-motor": ("1", ("rwd", "fwd")), "dual-motor": ("2", ("awd",)), "tri-motor": ("3", ()),
}  # fmt: skip
#: Of a car with versions of one and of two motors, which one has which drive.
_BY_MOTORS: Final[Mapping[str, str]] = {"awd": "dual-motor", "rwd": "single-motor", "fwd": "single-motor"}
_DRIVES: Final = "values.drivetrain"
#: The tables of words that may describe a version.
_DESCRIBING: Final = frozenset({_DRIVES, "values.motor_count", "versions", "versions_in_full", "grades"})


def named_versions(article: Article, garage: Garage, models: Iterable[str]) -> list[Mention]:
    """Return where versions of some models stand."""
    found: list[Mention] = []
    words = [token.word for token in article.tokens]
    by_first: dict[str, list[tuple[tuple[str, ...], str]]] = defaultdict(list)
    for model in models:
        for spelled, id_ in garage.versions(model):
            by_first[spelled[0]].append((spelled, id_))
    nouns = {hit.first for hit in article.hits if (hit.table, hit.meaning) == ("nouns", "car")}
    # "the base model with 45 kWh"
    graded = {hit.last + n for hit in article.hits if hit.table == "grades" for n in (1, 2, 3)}
    past = 0
    for place, word in enumerate(words):
        if place < past or word not in by_first:
            continue
        fits = [
            (len(spelled), id_)
            for spelled, id_ in by_first[word]
            if tuple(words[place : place + len(spelled)]) == spelled
            and (spelled[-1] not in _UNITS or place + len(spelled) in nouns or place in graded)
        ]
        if fits:
            longest = max(length for length, _ in fits)
            ids = [id_ for length, id_ in fits if length == longest]
            found.append(Mention(" ".join(ids), place, place + longest - 1, len(ids) == 1, "version"))
            past = place + longest
    return found


def of_the_unknown(
    article: Article, garage: Garage, topic: str, versions: Sequence[Mention], named: Sequence[Mention]
) -> list[Mention]:
    """Return versions, those behind an unknown car of the same maker as that car's: "the i5 eDrive40"."""
    models = [one for one in named if one.kind == "model" and one.id]
    models.sort(key=lambda one: one.first)
    firsts = [one.first for one in models]
    found = []
    for one in versions:
        make, _, _ = model_of(one.id).partition("/")
        before = models[bisect_left(firsts, one.first) - 1] if models and firsts[0] < one.first else None
        car = garage.newest(model_of(before.id)) if before and model_of(one.id) != topic else ""
        words = "-".join(token.word for token in article.tokens[one.first : one.last + 1])
        is_its = car.startswith(f"?{make}/")
        found.append(one._replace(id=_version(car, words), sure=False) if is_its else one)
    return found


def described_versions(
    article: Article, garage: Garage, topic: str, named: Sequence[Mention], taken: set[int]
) -> list[Mention]:
    """Return where versions of the car that a text is about are described, and the trims of an unknown one.

    Parameters
    ----------
    article, garage
        The text, and the names of cars.
    topic
        The model that it is about.
    named
        Where models are named.
    taken
        The words that are names already.
    """
    newest = garage.newest(topic)
    found = list(_trimmed(article, garage, topic, named, taken))
    taken = taken | {place for one in found for place in range(one.first, one.last + 1)}
    models = {one.first for one in named if not one.id.startswith("?")}
    told = [one for one in _told(article, models) if one[0].first not in taken]
    by_motors = len({slug for _, slug in told if slug in _MOTORS}) > 1
    last: Hit | None = None
    slugs: tuple[str, ...] = ()
    for hit, word in told:
        slug = _BY_MOTORS.get(word, word) if newest.startswith("?") and by_motors else word
        goes_on = last is not None and hit.first == last.last + 1
        slugs = tuple(dict.fromkeys((*slugs, slug))) if goes_on else (slug,)
        if newest.startswith("?") and _BY_MOTORS.get(slugs[-1]) in slugs:
            # "the single-motor, rear-wheel-drive car" is the single-motor one
            slugs = slugs[:-1]
        id_, is_sure = _id_of(article, garage, newest, hit, slugs)
        if goes_on and found and last is not None and found[-1].last == last.last and id_:
            found[-1] = found[-1]._replace(id=id_, last=hit.last, sure=is_sure)
        elif id_:
            found.append(Mention(id_, hit.first, hit.last, is_sure, "version"))
        last = hit
    return found


def _told(article: Article, models: Container[int]) -> list[tuple[Hit, str]]:
    """Return the words that describe a version, and what is described."""
    nouns = {hit.first for hit in article.hits if (hit.table, hit.meaning) == ("nouns", "car")}
    withs, versions = (
        {hit.first for hit in article.hits if (hit.table, hit.meaning) == ("nouns", meaning)}
        for meaning in ("with", "version")
    )
    told = {hit.last + 1 for hit in article.hits if hit.table == "versions"}
    motors = {hit.meaning for hit in article.hits if hit.table == "versions" and hit.meaning in _MOTORS}
    found = []
    for hit in article.hits:
        if hit.table not in _DESCRIBING:
            continue
        beside = not nouns.isdisjoint((hit.last + 1, hit.first - 2, hit.first - 1))
        joined = [
            one
            for one in article.hits_in(hit.last + 1, hit.last + 5, "versions", _DRIVES)
            if one.first == hit.last + 1
        ]
        beside = beside or any(one.last + 1 in nouns for one in joined)
        # "the version with rear-wheel drive"
        is_with = hit.first - 1 in withs and hit.first - 2 in versions - told
        if hit.table == _DRIVES and (hit.last + 1 in nouns or is_with):
            found.append((hit, hit.meaning.lower()))
        elif (
            hit.table == "values.motor_count"
            and beside
            and not any(one.table == "versions" for one in article.hits_in(hit.first, hit.last + 1))
        ):
            found += [(hit, slug) for slug, (count, _) in _MOTORS.items() if count == hit.meaning]
        elif hit.table == "versions" and (beside or (hit.meaning in _MOTORS and len(motors) > 1) or joined):
            found.append((hit, hit.meaning))
        elif hit.table in {"grades", "versions_in_full"}:
            # "the base iX1 today" is of the generation that is named
            found += [(hit, hit.meaning)] if hit.last + 1 not in models else []
    # "the rear-wheel drive version" is told once
    return list({hit.first: (hit, slug) for hit, slug in found}.values())


def _id_of(
    article: Article, garage: Garage, newest: str, hit: Hit, slugs: tuple[str, ...]
) -> tuple[str, bool]:
    """Return the version that words describe, "" if the car has none such, and whether it is sure."""
    if newest.startswith("?"):
        return _version(newest, "-".join(slugs)), False
    if slugs[0] in {"entry", "middle", "top"}:
        # "the base model with rear-wheel drive"
        drives = article.hits_in(hit.last + 1, hit.last + 6, _DRIVES)
        slugs = (drives[0].meaning.lower(),) if drives else slugs
    own: list[str] = []
    for slug in slugs[-1:]:
        count, drives_of = _MOTORS.get(slug, ("", ()))
        if count:
            own = garage.described(
                newest, article.words, hit._replace(table="values.motor_count", meaning=count)
            )
            own = own or next(filter(None, (garage.with_words(newest, [one]) for one in drives_of)), [])
        else:
            own = garage.with_words(newest, slug.split("-"))
    return (own[0], len(own) == 1) if own else ("", False)


def _trimmed(
    article: Article, garage: Garage, topic: str, named: Sequence[Mention], taken: set[int]
) -> Iterator[Mention]:
    """Yield where trims of unknown cars are named: "EV6 GT", and then "the GT"; "the AMG version"."""
    cars = {one.first: garage.newest(model_of(one.id)) for one in named if one.kind == "model" and one.id}
    own = [one for one in named if cars.get(one.first, "").startswith("?")]
    known: dict[str, str] = {}
    past = set(taken)
    for one, last, slug in trims(article, own):
        known[slug] = _version(cars[one.first], slug)
        past |= {*range(one.first, last + 1)}
        yield Mention(known[slug], one.first, last, sure=False, kind="version")
    nouns = {hit.first for hit in article.hits if (hit.table, hit.meaning) == ("nouns", "version")}
    main = garage.newest(topic)
    if not main.startswith("?"):
        nouns = set()
    yield from _capitals(article, main, nouns, past)
    for place, token in enumerate(article.tokens if known or nouns else ()):
        written = article.text[token.start : token.end]
        if place in past or not written.isupper() or written.isdigit():
            continue
        if token.word in known:
            yield Mention(known[token.word], place, place, sure=False, kind="version")
        elif place + 1 in nouns and not article.hits_in(place, place + 1, "no_name"):
            yield Mention(_version(main, token.word), place, place, sure=False, kind="version")


def _capitals(article: Article, main: str, nouns: set[int], past: set[int]) -> Iterator[Mention]:
    """Yield the names of versions in capitals before a noun for one: "the Grand Touring trim"."""
    for noun in sorted(nouns) if not article.words.capitals else ():
        first = noun
        while noun - first < 2 and _is_title(article, first - 1, past):
            first -= 1
        if first < noun and not article.hits_in(first, noun, "no_name", "generation"):
            words = "-".join(token.word for token in article.tokens[first:noun])
            past |= {*range(first, noun)}
            yield Mention(_version(main, words), first, noun - 1, sure=False, kind="version")


def _is_title(article: Article, place: int, past: Container[int]) -> bool:
    """Tell whether a word has a capital within a sentence, and a blank behind it."""
    if place in past or place <= 0:
        return False
    token, behind, before = (article.tokens[place + n] for n in (0, 1, -1))
    written = article.text[token.start : token.end]
    gap = article.plain[before.end : token.start]
    is_within = gap == " " and article.plain[token.end : behind.start] == " "
    return is_within and written[0].isupper() and written[1:].islower() and len(written) > 2


def _version(newest: str, slug: str) -> str:
    """Return the id of a version of a car that no catalog has."""
    return f"{newest if newest.count('/') > 1 else f'{newest}/{UNNAMED}'}/{slug}"


def is_described(garage: Garage, one: Mention) -> bool:
    """Tell whether a version has no name yet and is only described: "dual-motor"."""
    record = garage.record(one.generation) if one.kind == "version" else None
    return record is not None and record.names.get(one.id.rpartition("/")[2], "").startswith("(")
