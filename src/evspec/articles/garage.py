"""The names of a catalog's vehicles: models, codes of generations, versions, what came before what."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import TYPE_CHECKING, Final

from evspec.articles.makers import makers_of
from evspec.articles.mentions import OLD, model_of
from evspec.articles.words import tokens
from evspec.errors import EvspecError, UnknownId, check_type

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Container, Mapping

    from evspec.articles.words import Hit, Words
    from evspec.catalogs import Catalog
    from evspec.claims import Record

__all__ = ["Garage", "ids_of"]

#: The beginning of a version's name that stands for it has so many words.
_SHORT: Final = 2
#: The year of what no year is known of.
_LATE: Final = 9999
#: The month from which the cars of the next model year are sold.
_SUMMER: Final = 7
#: The parts of "xDrive45", which is also printed "xDrive 45".
_PART: Final = re.compile(r"[^\W\d_]+|\d+")
#: Words that are part of a version's name and of any sentence.
_COMMON: Final = frozenset({"one", "new", "base", "the", "a", "plus", "pro", "s", "e", "gt", "sport", "long"})
#: Words of a generation's name that tell only its place among others.
_ORDINARY: Final = frozenset({
    "first", "second", "third", "generation", "phase", "facelift", "refresh", "before", "the", "of", "and",
    "updated", "original",
})  # fmt: skip
#: What is an id, of a vehicle of which no catalog need have any.
_ID: Final = re.compile(r"\??[a-z0-9-]+(?:/[a-z0-9-]+){1,3}")


def ids_of(about: str | Sequence[str], catalog: Catalog) -> tuple[str, ...]:
    """Return the ids of vehicles that are named by id or by name.

    "BMW iX1" is the newest generation of the model; a maker's name with another behind it is a car that the
    catalog lacks.

    Raises
    ------
    WrongType
        If they are no texts.
    EvspecError
        If nothing is called so.
    """
    check_type("about", about, Sequence, "an id such as 'bmw/ix1/nb5', or several")
    return tuple(_id_of(one, catalog) for one in ((about,) if isinstance(about, str) else about))


def _id_of(name: str, catalog: Catalog) -> str:
    check_type("what an article is about", name, str, "an id such as 'bmw/ix1/nb5'")
    if _ID.fullmatch(name):
        return name
    words = [token.word for token in tokens(name)]
    makers = makers_of()
    make = makers[words[0]][0] if words and words[0] in makers else ""
    models = {"/".join(id_.split("/")[:2]) for id_ in catalog.ids}
    whole = "".join([make.replace("-", ""), *words[1:]] if make else words)
    for model in sorted(models):
        spelled = model.replace("/", "").replace("-", "")
        if whole in {spelled, model.partition("/")[2].replace("-", "")}:
            return model
    try:
        found = catalog[name].id
        if make and found.split("/")[1].replace("-", "") not in "".join(words[1:]):
            # a Golf is no e-Golf
            return f"{make}/{'-'.join(words[1:])}"
    except UnknownId as error:
        if make and len(words) > 1:
            return f"{make}/{'-'.join(words[1:])}"
        raise EvspecError(
            f"about {name!r} is no vehicle: {error}; of one that no catalog has write 'make/model'"
        ) from None
    return found if "/".join(found.split("/")[:3]) in catalog.ids else "/".join(found.split("/")[:2])


class Garage:
    """The names of a catalog's vehicles, never their figures.

    Parameters
    ----------
    catalog
        The catalog.
    about
        The ids of what a text is about, newest first; they may be new to the catalog.
    said
        The day of the text, or the last on which it may have appeared; None if nobody knows.
    """

    def __init__(self, catalog: Catalog, about: Sequence[str], said: dt.date | None = None) -> None:
        self._catalog = catalog
        self._said = said
        self._years: dict[str, int] = {}
        self.models: dict[str, list[str]] = defaultdict(list)
        for id_ in catalog.ids:
            self.models["/".join(id_.split("/")[:2])].append(id_)
        self.about = tuple(map(self._known, about))
        for id_ in self.about:
            parts = id_.lstrip("?").split("/")
            model = "/".join(parts[:2])
            if len(parts) > 2 and "/".join(parts[:3]) not in self.models[model]:
                self.models[model].append("/".join([f"?{parts[0]}", *parts[1:3]]))
            self.models[model]
        self.makes = {model.partition("/")[0] for model in self.models}
        #: The generation of a model of which a text names the code or the versions, where nobody says more.
        self.shown: dict[str, str] = {}
        #: The models of which it shows one generation and no other.
        self.told: set[str] = set()
        #: The model that a heading names, of a text of which nobody says what it is about.
        self.lead = ""
        #: The model that a text is about, as far as it has been read for names.
        self.topic = ""
        #: The models of which a text tells what is to come: the newest is meant though it is not sold.
        self.ahead: set[str] = set()

    def _known(self, id_: str) -> str:
        """Return what a text is about as the catalog has it, with "?" in front if it has no such car."""
        plain = id_.lstrip("?")
        parts = plain.split("/")
        if "/".join(parts[:3]) in self._catalog.ids:
            return plain
        ids = self.models.get("/".join(parts[:2]), [])
        return f"?{plain}" if len(parts) > 2 or not ids else self._newest_of(ids)

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
            about = {model_of(id_) for id_ in self.about if id_.startswith("?")}
            # "the Mach-E" of a text on the Mustang Mach-E
            short = (
                spelled[1:] if model in about and len(spelled) > _SHORT and len(spelled[1]) > 1 else spelled
            )
            for words in {spelled, ("".join(spelled),), short}:
                if words[0]:
                    found[words[0]][words[1:], model] = None
            for id_ in ids:
                code = id_.split("/")[2]
                if re.fullmatch(r"[a-z]{1,3}[0-9]{1,3}[a-z]?|[0-9]?[a-z]{2,}[0-9]+", code):
                    found[code][(), id_] = None
        return {word: tuple(names) for word, names in found.items()}

    def newest(self, model: str) -> str:
        """Return the generation that a text means by a model's name, where it does not say which.

        It is what the text is about, or shows by codes and versions; else the newest that was sold on the day
        of the text, and the newest of all where the text looks ahead or nobody knows what was sold.
        """
        if self.about:
            for id_ in self.about:
                if id_.lstrip("?").startswith(f"{model}/"):
                    return "/".join(id_.split("/")[:3])
        return self.shown.get(model) or self._sold(model) or self.newest_of_all(model)

    def called(self, model: str, words: Container[str]) -> str:
        """Return the generation of whose name most words stand among some: "i3 Neue Klasse sedan"; or ""."""
        titles = ((id_, self.record(id_)) for id_ in self.models[model])
        ranked = []
        for id_, record in titles:
            spelled = {token.word for token in tokens(record.title)} - _ORDINARY if record else set()
            told = sum(word in words for word in spelled)
            ranked += [(-told, len(spelled), id_)] if told else []
        return min(ranked)[2] if ranked else ""

    def newest_of_all(self, model: str) -> str:
        """Return the generation of a model that has no successor; the last by its years among several."""
        ids = self.models[model]
        return self._newest_of(ids) if ids else f"?{model}"

    def _sold(self, model: str) -> str:
        if self._said is None or model in self.ahead:
            return ""
        ids = self.models[model]
        # the cars of the next model year are sold from summer on
        year = self._said.year + (self._said.month >= _SUMMER)
        begun = {id_: self._begun(id_) for id_ in ids}
        return max((id_ for id_ in ids if begun[id_] <= year), key=lambda id_: begun[id_], default="")

    def _newest_of(self, ids: Sequence[str]) -> str:
        heads = [id_ for id_ in ids if not self.links(id_)[1]]
        linked = [id_ for id_ in heads if self.links(id_)[0]]
        begun = {id_: self._begun(id_) for id_ in linked or heads or ids}
        return max(begun, key=lambda id_: begun[id_])

    def _begun(self, id_: str) -> int:
        """Return the first model year of a generation, as its file states it; late if it does not."""
        if id_ not in self._years:
            record = self.record(id_)
            years = [record.years[0]] if record else []
            years += [int(one[:4]) for one in (record.editions if record else ()) if one[:4].isdigit()]
            self._years[id_] = min((year for year in years if year), default=_LATE)
        return self._years[id_]

    def current(self, model: str) -> str:
        """Return the generation that the newest one follows; the newest itself if it follows none."""
        newest = self.newest(model)
        before = [one for one in self.links(newest)[0] if model_of(one) == model]
        return before[0] if before else newest

    def predecessor(self, id_: str) -> str:
        """Return the generation before that of a vehicle, "" if none is known."""
        before = self.links("/".join(id_.split("/")[:3]))[0]
        return before[0] if before else ""

    def before(self, id_: str) -> str:
        """Return the generation before that of a vehicle, of a version its version of that name; or ""."""
        earlier = self.predecessor(id_)
        record = self.record(earlier)
        slug = "/".join(id_.split("/")[3:])
        names = record.names if record is not None and slug else ()
        # "Long Range" was what is now "Long Range RWD"
        same = [name for name in names if name == slug or slug.startswith(f"{name}-")]
        return f"{earlier}/{max(same, key=len)}" if same else earlier

    def links(self, id_: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
        """Return the generations before and after one."""
        record = self.record(id_)
        if record is not None:
            return record.predecessors, record.successors
        car, _, generation = id_.rpartition("/")
        is_told = id_.startswith("?") and "/" in car and generation != OLD
        return ((f"{car}/{OLD}",) if is_told else ()), ()

    def with_words(self, id_: str, words: Sequence[str]) -> list[str]:
        """Return the versions of a generation whose names have all of some words, the shortest name first."""
        record = self.record(id_)
        named = (
            ((slug, {token.word for token in tokens(name)}) for slug, name in record.variants)
            if record
            else ()
        )
        own = [(len(spelled), f"{id_}/{slug}") for slug, spelled in named if spelled >= {*words}]
        return [each for _, each in sorted(own, key=lambda one: one[0])]

    def described(self, id_: str, words: Words, hit: Hit) -> list[str]:
        """Return the versions of a generation that have no name yet, and are described as some words do."""
        record = self.record(id_)
        named = record.variants if record is not None else ()
        told = ((slug, words.hits(tokens(name))) for slug, name in named if name.startswith("("))
        return [
            f"{id_}/{slug}"
            for slug, hits in told
            if any((one.table, one.meaning) == (hit.table, hit.meaning) for one in hits)
        ]

    def versions(self, model: str) -> list[tuple[tuple[str, ...], str]]:
        """Return the versions of a model's generations by their words, the longest names first."""
        found = []
        for id_ in self.models[model]:
            record = self.record(id_)
            for slug, name in record.variants if record else ():
                spelled = tuple(token.word for token in tokens(name))
                if "".join(spelled) == model.partition("/")[2].replace("-", ""):
                    continue
                slugged = tuple(slug.split("-"))
                parted = tuple(part for word in spelled for part in _PART.findall(word))
                if parted != spelled and len(parted[0]) > 1:
                    found.append((parted, f"{id_}/{slug}"))
                if len(spelled) > _SHORT and not spelled[0].isdigit():
                    # "Long Range" of "Long Range AWD"
                    found.append((spelled[:_SHORT], f"{id_}/{slug}"))
                if slugged != spelled and any(map(str.isdigit, slug)) and any(map(str.isalpha, slugged[0])):
                    found.append((slugged, f"{id_}/{slug}"))
                if spelled and not (len(spelled) == 1 and (spelled[0] in _COMMON or spelled[0].isdigit())):
                    found.append((spelled, f"{id_}/{slug}"))
                if spelled and spelled[0].isdigit():
                    found.append(((*model.partition("/")[2].split("-"), *spelled), f"{id_}/{slug}"))
        return sorted(found, key=lambda one: -len(one[0]))
