"""Cars of the record by the words people use: "Kia EV6 2025 Long Range AWD"."""

from __future__ import annotations

import re
import warnings
from itertools import chain
from typing import TYPE_CHECKING, Final, NamedTuple

from evspec.catalogs.record import names_in
from evspec.catalogs.searching import words_in
from evspec.catalogs.wishes import Wish, met, parted
from evspec.errors import DataWarning, UnknownId, levels_above

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence

    from evspec.catalogs.record import Archive
    from evspec.vehicles import Generation, Variant

__all__ = ["called", "respaced"]

_YEAR: Final = re.compile(r"(?:19|20)\d\d")
_LETTERS: Final = re.compile(r"[^\W_]+")
#: Agencies before the United Kingdom's register, which has no ranges of versions, before community data.
_ORDER: Final = ("my", "uk", "od")
#: A year as the names of the record have it; it is asked for as such.
_EXACT: Final = re.compile(r"\((?:uk )?(\d{4})\)\s*$", re.IGNORECASE)
_WHEELS: Final = re.compile(
    r"-?(?:\d\d-and-)?\d\d-?(?:(?:in|inch)-)?wheels?(?=-|$)"
    r"|-?\d\d-(?:in|inch)$|-mt-tires$|^\d{3}-\d\dr\d\d$"
)
_DRIVEN: Final = frozenset({"awd", "fwd", "rwd"})
_NUMBER: Final = re.compile(r"\d.*|kwh|kw|hp|bhp|ps|cv")
#: An agency's year comes before one of community data if it is at most so many years off, and the name fits
#: a generation or a variant in full, or only in part.
_FARTHER: Final = (3, 3, 2, 2)
_MOST: Final = 6


class _Fit(NamedTuple):
    """A vehicle of the record that a name fits.

    Attributes
    ----------
    make, model, key, slug
        The parts of its id.
    name, tokens
        What it is called, with its make only if that is named; as it is written, and its words.
    open, claimed
        What is asked of it and nothing tells; and what is only claimed of it, and no part of its name.
    """

    make: str
    model: str
    key: str
    slug: str
    name: str
    tokens: frozenset[str]
    open: tuple[str, ...] = ()
    claimed: tuple[str, ...] = ()

    @property
    def id(self) -> str:
        return "/".join(filter(None, self[:4]))

    @property
    def year(self) -> int:
        return int(self.key[2:] or 0)

    @property
    def is_of_agency(self) -> bool:
        return self.key[:2] != "od"

    @property
    def car(self) -> tuple[str, ...]:
        """What it is apart from its year, its wheels and its tires."""
        return self.make, _WHEELS.sub("", self.model), _WHEELS.sub("", self.slug)


class _Asked(NamedTuple):
    """What a name asks for: words and years, and what else a car should have."""

    tokens: frozenset[str]
    wishes: Sequence[Wish]

    @property
    def wished(self) -> frozenset[str]:
        """The words that meet what is wished for."""
        return frozenset(chain.from_iterable(wish.tokens for wish in self.wishes))

    def years(self, told: frozenset[str]) -> frozenset[str]:
        """Return the words that are years of what is called something; the 2008 of a Peugeot is none."""
        return frozenset(word for word in self.tokens - told if _YEAR.fullmatch(word))

    def is_in(self, fit: _Fit) -> bool:
        return self.tokens - self.years(fit.tokens) <= fit.tokens

    def is_all(self, fit: _Fit) -> bool:
        """Tell whether a vehicle is called so and nothing else, but for what is wished for."""
        rest = fit.tokens - self.wished
        if "wheels" not in self.tokens:
            rest -= words_in(fit.slug) - words_in(_WHEELS.sub("", fit.slug))
        if any(isinstance(wish.wanted, float) for wish in self.wishes):
            rest = frozenset(word for word in rest if word in self.tokens or not _NUMBER.fullmatch(word))
        return self.tokens - self.years(fit.tokens) == rest

    def year(self, fitting: Sequence[_Fit]) -> int | None:
        """Return the year that is asked for, None for none."""
        told = fitting[0].model if fitting else ""
        return max(
            (int(word) for word in self.tokens if _YEAR.fullmatch(word) and word not in told), default=None
        )


def called(
    text: str,
    archive: Archive,
    read: Callable[[str], Generation | Variant | None],
    *,
    is_of_year: bool = False,
) -> str | None:
    """Return the id of the one vehicle of the record that a name fits, None if it fits none.

    All words of a name have to be among those of make, model and variant; a battery, a power, driven wheels
    or a powertrain may be what is claimed instead. A name in full comes before one in part, a generation
    before its variants. Of several years the one that is asked for counts, else the one nearest to it, and
    the newest if none is asked for; of several agencies those that give figures by model year, then the
    United Kingdom's. Community data stand behind an agency's of some years earlier or later. Of variants that
    differ in their wheels alone it is the one of the smallest, whose figures are those of the car as such.

    Parameters
    ----------
    text
        The name, with makers and years in full.
    archive
        The record.
    read
        Returns a vehicle of it with its claims, by its id.
    is_of_year
        Whether one of another year than the one that is asked for is none, and community data are none.

    Raises
    ------
    UnknownId
        If it fits several equally well, which are listed, newest first; or if what is called so has another
        battery, power, drive or powertrain.

    Warns
    -----
    DataWarning
        If it is of another year than the one that is asked for; of the newest, where none is; if its name
        says more, and that of an older one does not; or if nothing tells whether it has the battery, the
        power, the drive or the powertrain.
    """
    exact = _EXACT.search(text)
    plain = text[: exact.start()] if exact else text
    words, wishes = parted(plain, words_in(plain))
    is_british = "uk" in words or (exact is not None and "uk" in exact[0].lower())
    asked = _Asked(words - {"uk"}, wishes)
    if not any(word[0].isalpha() for word in words_in(plain)):
        return None
    refused: dict[str, str] = {}
    kinds = ("uk",) if is_british else _ORDER
    levels = [
        list(_granted([fit for fit in fits if fit.key[:2] in kinds], asked, read, refused))
        for fits in _levels(asked, archive)
    ]
    if exact:
        levels = [[fit for fit in fits if fit.year == int(exact[1])] for fits in levels]
    if is_of_year:
        levels = [
            [fit for fit in fits if fit.is_of_agency and fit.year == asked.year([fit])] for fits in levels
        ]
    for fits in _tried(levels, asked):
        least = min((len(fit.claimed) for fit in fits), default=0)
        near = [fit for fit in fits if len(fit.claimed) == least]
        if len({fit.car for fit in near}) == 1:
            return _with_warnings(
                text, min(near, key=_plainest), asked, [] if exact else chain.from_iterable(levels)
            )
    best = next(filter(None, (_nearest(fits, asked) for some in _sure_first(levels) for fits in some)), [])
    # of a model that is named, which has not what is asked for, a variant of another one is none
    models = {
        id_: words_in(id_.replace("/", " ", 1).partition("/")[0])
        for id_ in [*refused, *(fit.id for fit in best)]
    }
    named = {id_: told for id_, told in refused.items() if asked.tokens <= models[id_]}
    if best and not (named and not any(asked.tokens <= models[fit.id] for fit in best)):
        plainest = {fit.car: fit.id for fit in sorted(best, key=_plainest, reverse=True)}
        ids = sorted(plainest.values(), key=lambda id_: (-_year_of(id_), id_))
        more = f" or one of {len(ids) - _MOST} more" if len(ids) > _MOST else ""
        raise UnknownId(f"{text!r} may be {' or '.join(map(repr, ids[:_MOST]))}{more}; write its id")
    refused = named or refused
    if refused and not is_of_year:
        id_ = max(refused, key=lambda one: (_year_of(one), one))
        raise UnknownId(f"no vehicle {text!r}; {id_!r} is called so, and is not {refused[id_]!r}")
    return None


def respaced(text: str, archive: Archive) -> str:
    """Return a name with models' blanks and hyphens as the record has them: "Jaguar iPace" is an I-Pace.

    Parameters
    ----------
    text
        The name.
    archive
        The record.
    """
    models = {
        "".join(_LETTERS.findall(name.lower())): name
        for make in archive.makes.values()
        for name, _ in make["models"].values()
    }
    words = text.split()
    for count in range(min(_MOST, len(words)), 0, -1):
        for start in range(len(words) - count + 1):
            run = " ".join(words[start : start + count])
            name = models.get("".join(_LETTERS.findall(run.lower())), run)
            # a number or a letter alone is the name of many a car
            if len(name) > 2 and words_in(name) != words_in(run):
                words[start : start + count] = [name]
    return " ".join(words)


def _plainest(fit: _Fit) -> tuple[int, _Fit]:
    """Return what puts a car on its own tires, and on the smallest wheels, before its like."""
    return len(fit.model), fit


def _year_of(id_: str) -> int:
    return int(id_.split("/")[2][2:] or 0)


def _with_warnings(text: str, found: _Fit, asked: _Asked, fitting: Iterable[_Fit]) -> str:
    """Return the id of what was found; say what of the name it does not meet."""
    year = asked.year([found])
    told = []
    fits = list(fitting)
    others = {fit.key for fit in fits if fit.car == found.car and fit.key != found.key}
    if year is None and others:
        keys = ", ".join(sorted(others, key=lambda key: (key[2:], key[:2] != "od"), reverse=True))
        told.append(f"no year is named; {found.id!r} is the newest called so, beside {keys}")
    if year is not None and found.year not in {year, 0}:
        told.append(f"no car of {year} is called so; {found.id!r} is of the nearest year there is")
    wholes = [fit for fit in fits if fit.slug and asked.is_all(fit)]
    if year is None and wholes and not asked.is_all(found):
        whole = max(wholes, key=lambda fit: fit.year).id
        told.append(f"{found.id!r} is called {found.name!r}, which says more than that; {whole!r} does not")
    if found.open:
        told.append(f"nothing tells whether {found.id!r} is {' or '.join(map(repr, found.open))}")
    for words in told:
        warnings.warn(f"{text!r}: {words}", DataWarning, stacklevel=levels_above())
    return found.id


def _granted(
    fitting: Iterable[_Fit],
    asked: _Asked,
    read: Callable[[str], Generation | Variant | None],
    refused: dict[str, str],
) -> Iterator[_Fit]:
    """Yield the vehicles that have what else is asked, or of which nothing tells; those refused are noted."""
    for fit in fitting:
        left = [wish for wish in asked.wishes if not wish.tokens & fit.tokens]
        vehicle = read(fit.id) if left else None
        claims = () if vehicle is None else vehicle.claims()
        answers = {wish.told: met(wish, fit.name, fit.tokens, claims) for wish in left}
        if "no" in answers.values():
            refused[fit.id] = next(told for told, answer in answers.items() if answer == "no")
        else:
            open_, claimed = (
                tuple(t for t, answer in answers.items() if answer == a) for a in ("open", "stated")
            )
            yield fit._replace(open=open_, claimed=claimed)


def _levels(asked: _Asked, archive: Archive) -> Iterator[list[_Fit]]:
    """Yield the vehicles that a name fits: generations in full, variants in full, then in part."""
    generations = list(_generations(asked, archive))
    variants = [
        fit._replace(slug=slug, name=f"{fit.name} {name}", tokens=fit.tokens | words_in(name))
        for fit in generations
        for slug, name in names_in(archive.line(fit.id)).get("variants", {}).items()
    ]
    # what a version has and its generation has not, the version is asked
    wholes = generations if not asked.wishes else [fit for fit in generations if _has_all(fit, asked)]
    for fits in (asked.is_all, asked.is_in):
        yield list(filter(fits, wholes))
        yield list(filter(fits, variants))


def _has_all(fit: _Fit, asked: _Asked) -> bool:
    return all(met(wish, fit.name, fit.tokens, ()) == "named" for wish in asked.wishes)


def _generations(asked: _Asked, archive: Archive) -> Iterator[_Fit]:
    """Yield every year of each model of which a name has a word."""
    # of an e-208 the model may be called 208
    wanted = asked.tokens | asked.wished | {word[1:] for word in asked.tokens if re.fullmatch(r"e\d+", word)}
    makes = {make: words_in(told["name"]) for make, told in archive.makes.items()}
    # of "Opel/Vauxhall" one is enough
    parts = {make: [words_in(part) for part in archive.makes[make]["name"].split("/")] for make in makes}
    named = [make for make in makes if any(part <= wanted for part in parts[make])]
    for make in named or makes:
        own = makes[make] & wanted
        for model, (name, keys) in archive.makes[make]["models"].items():
            words = words_in(name)
            # without a make, a model whose name is not whole would have half of all files read
            if words & (wanted - own) if named else words - _DRIVEN <= wanted:
                for key in keys:
                    yield _Fit(make, model, key, "", name, words | own if named else words)


def _sure_first(levels: Sequence[Sequence[_Fit]]) -> Iterator[Sequence[Sequence[_Fit]]]:
    """Yield the vehicles that surely have what is asked for, then all."""
    yield [[fit for fit in fits if not fit.open] for fits in levels]
    yield levels


def _tried(levels: Sequence[Sequence[_Fit]], asked: _Asked) -> Iterator[list[_Fit]]:
    """Yield what may be meant, the likeliest first."""
    has_year = any(asked.year(fits) is not None for fits in levels)
    for some in _sure_first(levels) if has_year else ():
        # what agencies have of the very year, then of one near to it, before what others have of that year
        for offs in ((0,) * len(_FARTHER), _FARTHER):
            for off, fits in zip(offs, some, strict=True):
                yield _nearest([fit for fit in _within(fits, off, asked) if fit.is_of_agency], asked)
        for fits in some if some is not levels and asked.wishes else ():
            yield _nearest(_within(fits, 0, asked), asked)
    for some in _sure_first(levels):
        for few in (some[:2], some[2:]):
            for fits in few if not has_year else ():
                yield _nearest([fit for fit in fits if fit.is_of_agency], asked)
            for fits in few:
                yield _nearest(fits, asked)


def _within(fitting: Sequence[_Fit], off: int, asked: _Asked) -> list[_Fit]:
    """Return the vehicles that are at most so many years off the one that is asked for."""
    year = asked.year(fitting) or 0
    return [fit for fit in fitting if abs(fit.year - year) <= off]


def _nearest(fitting: Sequence[_Fit], asked: _Asked) -> list[_Fit]:
    """Return the vehicles of the year that is asked for, or of the one nearest to it, or the newest."""
    year = asked.year(fitting)
    return _of_best(fitting, max((fit.year for fit in fitting), default=0) if year is None else year)


def _of_best(fitting: Sequence[_Fit], year: int) -> list[_Fit]:
    """Return the vehicles nearest to a year, of the first of the agencies that have one, the newer of two."""
    places = {fit: (abs(fit.year - year), _ORDER.index(fit.key[:2]), -fit.year) for fit in fitting}
    best = min(places.values(), default=None)
    return [fit for fit in fitting if places[fit] == best]
