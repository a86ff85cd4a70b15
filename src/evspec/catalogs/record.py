"""The official record: cars of agencies and open projects, a make's file read when it is asked for."""

from __future__ import annotations

import json
import os
from collections import defaultdict
from functools import cache, cached_property
from hashlib import sha256
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, Self

from evspec.catalogs.catalog import Catalog
from evspec.catalogs.store import Store
from evspec.claims import Record
from evspec.disk import reading
from evspec.errors import DataError, Problem, ProblemCode
from evspec.files.blocks import BLOCK_KEYS
from evspec.files.generation import read_generation
from evspec.files.problems import Problems
from evspec.files.sources import read_sources
from evspec.files.text import read_text
from evspec.packaged import packaged

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Mapping
    from importlib.resources.abc import Traversable

    from evspec.claims import Source
    from evspec.files.blocks import Texts

__all__ = [
    "FORMAT", "INDEX", "NUMBERS", "Archive", "Waiting", "added_folder", "archive", "line_of", "names_in",
    "official", "read_line",
]  # fmt: skip

#: The version of the form of the record's files.
FORMAT: Final = 1
#: The file that names the makes, their models and whose years there are of each.
INDEX: Final = "index.jsonl"
#: That of what all cars are called, and of their numbers.
NUMBERS: Final = "numbers.jsonl"
#: What follows the names in the line of a generation.
_CLAIMS: Final = ',"said":'
_REMEDY: Final = "install evspec again, or build the record anew"
_POWERTRAIN: Final = "powertrain_type"


class Waiting(Record):
    """A generation of which the names are read, and the claims when they are first asked for."""

    @classmethod
    def of(cls, id_: str, names: Mapping[str, Any], read: Callable[[], Record]) -> Self:
        """Return a generation by its names as its line has them."""
        waiting = cls.__new__(cls)
        links = ([names[key]] if key in names else [] for key in ("predecessor", "successor"))
        before, after = (tuple(one) for one in links)
        first, last = names.get("years", (None, None))
        vars(waiting).update(
            id=id_, make=names["make"], model=names["model"], code=names.get("code", ""), title="",
            editions=(), predecessors=before, successors=after,
            variants=tuple(names.get("variants", {}).items()), replacements=(), years=(first, last),
            _read_all=read,
        )  # fmt: skip
        return waiting

    def __getattr__(self, name: str) -> Any:
        if name != "claims" or "_read_all" not in vars(self):
            raise AttributeError(name)
        # read twice by two threads it is the same
        claims = vars(self)["claims"] = vars(self)["_read_all"]().claims
        return claims


class Archive:
    """The record in a folder, as `evspec record build` writes it.

    Parameters
    ----------
    folder
        With the index and a file for each make: a line of JSON for each generation, sorted by id.
    name
        What messages call it.
    remedy
        What helps if it is damaged.
    """

    def __init__(self, folder: Traversable, name: str = "record", remedy: str = _REMEDY) -> None:
        self._folder = folder
        self._name = name
        self._remedy = remedy
        self._lines: dict[str, Mapping[str, str]] = {}
        self._texts: Texts = defaultdict(dict)

    @cached_property
    def _index(self) -> tuple[Mapping[str, Any], Mapping[str, Mapping[str, Any]]]:
        """What holds for the whole record, and its makes."""
        text = read_text(self._folder.joinpath(INDEX), INDEX)
        try:
            head, *makes = map(json.loads, text.splitlines())
            version = head["format"]
        except (ValueError, KeyError, TypeError):
            raise self._damaged(INDEX, "not the index of a record") from None
        if version != FORMAT:
            newer = "; update evspec" if isinstance(version, int) and version > FORMAT else ""
            raise self._damaged(INDEX, f"format {version!r} is not what this evspec reads, {FORMAT}{newer}")
        return head, {make["make"]: make for make in makes}

    @property
    def makes(self) -> Mapping[str, Mapping[str, Any]]:
        """What the index says of each make: its "name", and its "models" with their names and years."""
        return self._index[1]

    @property
    def head(self) -> Mapping[str, Any]:
        """What the index says of the whole: "digest", "inputs" and "sources"."""
        return self._index[0]

    def lines(self, make: str) -> Mapping[str, str]:
        """Return a line of JSON for each generation of a make, by id.

        Raises
        ------
        DataError
            If the file is missing, or is not the one that the index was written with.
        """
        if make not in self._lines:
            text = self._text(f"{make}.jsonl", self.makes[make]["sha256"])
            ids = (f"{make}/{model}/{key}" for model, key in self._keys(make))
            self._lines[make] = dict(zip(sorted(ids), text.splitlines(), strict=True))
        return self._lines[make]

    def _keys(self, make: str) -> list[tuple[str, str]]:
        models = self.makes[make]["models"]
        return [(model, key) for model, (_, keys) in models.items() for key in keys]

    def ids(self) -> tuple[str, ...]:
        """Return the id of every generation, sorted."""
        return tuple(sorted(f"{m}/{model}/{key}" for m in self.makes for model, key in self._keys(m)))

    def sources(self) -> Mapping[str, Source]:
        """Return every source by its id."""
        problems = Problems(INDEX, lambda _place: 0)
        found = read_sources(self.head["sources"], {}, problems)
        if problems.found:
            raise DataError(problems.found)
        return found

    def record(self, id_: str, sources: Mapping[str, Source]) -> Waiting:
        """Return one generation, whose claims are read when they are first asked for."""
        return self.named(id_, names_in(self.line(id_)), sources)

    def named(self, id_: str, names: Mapping[str, Any], sources: Mapping[str, Source]) -> Waiting:
        """Return one generation by its names, as its line or the index of numbers has them."""
        return Waiting.of(id_, names, lambda: read_line(self.line(id_), id_, sources, self._texts))

    def line(self, id_: str) -> str:
        """Return the line of a generation."""
        return self.lines(id_.partition("/")[0])[id_]

    @property
    def added(self) -> Collection[str]:
        """The generations of which the index of numbers does not have everything: what was added."""
        return ()

    def numbers(self) -> str:
        """Return the index of numbers: a text of its own, which one module reads.

        Raises
        ------
        DataError
            If the file is missing, or is not the one that the index was written with.
        """
        return self._text(NUMBERS, str(self.head.get("numbers")))

    def _text(self, name: str, digest: str) -> str:
        text = read_text(self._folder.joinpath(name), name)
        if sha256(text.encode()).hexdigest() != digest:
            raise self._damaged(name, f"not what {INDEX} was written with")
        return text

    def stating(
        self, id_: str, key: str, words: str, sources: Mapping[str, Source], only: str = ""
    ) -> Record | None:
        """Return one generation with what is claimed of one spec alone, None if that is nothing.

        Parameters
        ----------
        id_
            The generation's.
        key
            The key of the spec.
        words
            What stands in the line of a generation that has such a claim.
        sources
            Every source by its id.
        only
            The slug of the one variant whose claims are wanted beside the generation's, all by default.
        """
        line = self.line(id_)
        if f'"{key}":' not in line or words not in line:
            return None
        document = json.loads(line)
        # what a car runs on opens the mode of driving of its figures
        kept = {*BLOCK_KEYS, _POWERTRAIN, key}
        variants = document.get("variants", {})
        for block in document["said"]:
            for name in [*block]:
                if name in variants and (name == only or not only):
                    block[name] = {k: value for k, value in block[name].items() if k in kept}
                elif name not in kept:
                    del block[name]
        return _read(document, id_, sources, self._texts)

    def _damaged(self, file: str, words: str) -> DataError:
        message = f"{words}; {self._remedy}"
        return DataError([Problem(f"{self._name}/{file}", 0, "", message, ProblemCode.UNREADABLE)])

    def catalog(self) -> Catalog:
        """Return the catalog of all of it."""
        return Catalog(Store(self.ids(), self.record, self.sources, rebuild=official))


class Joined(Archive):
    """The record that comes with evspec, and what its user has added to it.

    What several of them say of one generation is said of it together, and each is linked with the years
    beside it, whichever has them.

    Parameters
    ----------
    own
        What comes with evspec.
    added
        What was added, in the order in which it counts.
    """

    def __init__(self, own: Archive, added: Iterable[Archive]) -> None:
        super().__init__(own._folder)
        self._parts = (own, *added)

    @cached_property
    def added(self) -> Collection[str]:
        """The generations of which the index of numbers does not have everything: what was added."""
        # an added year has other years of its model beside it, which are linked with it
        models = {
            (make, model)
            for part in self._parts[1:]
            for make in part.makes
            for model in part.makes[make]["models"]
        }
        return frozenset(
            f"{make}/{model}/{key}" for make, model in models for key in self.makes[make]["models"][model][1]
        )

    @cached_property
    def makes(self) -> Mapping[str, Mapping[str, Any]]:
        """What the indexes say of each make."""
        found: dict[str, dict[str, Any]] = {}
        for part in self._parts:
            for make, told in part.makes.items():
                models = found.setdefault(make, {**told, "models": {}})["models"]
                for model, (name, keys) in told["models"].items():
                    every = models.setdefault(model, [name, []])[1]
                    every += [key for key in keys if key not in every]
        return found

    def lines(self, make: str) -> Mapping[str, str]:
        """Return a line of JSON for each generation of a make, by id; what is said twice is joined."""
        if make not in self._lines:
            found: dict[str, str] = {}
            parts = [part for part in self._parts if make in part.makes]
            for part in parts:
                for id_, line in part.lines(make).items():
                    found[id_] = _joined(found[id_], line) if id_ in found else line
            for model in {
                model for part in parts if part is not self._parts[0] for model in part.makes[make]["models"]
            }:
                _link(found, f"{make}/{model}", self.makes[make]["models"][model][1])
            self._lines[make] = found
        return self._lines[make]

    def sources(self) -> Mapping[str, Source]:
        """Return every source by its id."""
        return {id_: source for part in self._parts for id_, source in part.sources().items()}


def names_in(line: str) -> Mapping[str, Any]:
    """Return what stands in the line of a generation before its claims."""
    found: Mapping[str, Any] = json.loads(f"{line.partition(_CLAIMS)[0]}}}")
    return found


def read_line(line: str, id_: str, sources: Mapping[str, Source], texts: Texts) -> Record:
    """Return a generation by its line; `texts` is what was read from the texts of others so far."""
    return _read(json.loads(line), id_, sources, texts)


def _read(document: object, id_: str, sources: Mapping[str, Source], texts: Texts) -> Record:
    problems = Problems(f"{id_.partition('/')[0]}.jsonl", lambda _place: 0)
    read = read_generation(document, id_, sources, problems, texts)
    if problems.found:
        raise DataError(problems.found)
    return read.record


def line_of(document: Mapping[str, Any]) -> str:
    """Return the line of a generation, or of an index."""
    return json.dumps(document, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _joined(first: str, second: str) -> str:
    """Return the line of one generation of which two say something; variants of one slug are one."""
    one, other = json.loads(first), json.loads(second)
    said = [*one.pop("said"), *other.pop("said")]
    variants = {**other.get("variants", {}), **one.get("variants", {})}
    return line_of({**one, **({"variants": variants} if variants else {}), "said": said})


def _link(lines: dict[str, str], model: str, keys: Iterable[str]) -> None:
    """Link each year of a model with those of its kind beside it."""
    for kind, of_kind in groupby(sorted(key for key in keys if key[2:]), lambda key: key[:2]):
        ids = [f"{model}/{key}" for key in of_kind if key.startswith(kind)]
        for before, id_, after in zip(["", *ids], ids, [*ids[1:], ""], strict=False):
            document = json.loads(lines[id_])
            said = document.pop("said")
            links = {"predecessor": before, "successor": after}
            document = {key: told for key, told in document.items() if key not in links}
            told = {key: other for key, other in links.items() if other}
            lines[id_] = line_of({**document, **told, "said": said})


def added_folder() -> Path:
    """Return the folder of what was added: that of EVSPEC_RECORD, else of the XDG data folder."""
    asked = os.environ.get("EVSPEC_RECORD")
    home = Path(os.environ.get("XDG_DATA_HOME") or "")
    # one that is not whole does not count, says the XDG specification
    home = home if home.is_absolute() else Path("~/.local/share").expanduser()
    return Path(asked) if asked else home / "evspec" / "record"


def _added(folder: Path) -> list[Archive]:
    with reading(folder):
        within = sorted(folder.iterdir()) if folder.is_dir() else []
        within = [one for one in within if one.is_dir() and not one.name.startswith(".")]
    return [Archive(one, str(one), "remove its folder, and add the file again") for one in within]


@cache
def archive() -> Archive:
    """Return the record that comes with evspec, with what its user has added."""
    own = Archive(packaged("data").joinpath("record"))
    added = _added(added_folder())
    return Joined(own, added) if added else own


@cache
def official() -> Catalog:
    """Return the catalog of the record."""
    return archive().catalog()
