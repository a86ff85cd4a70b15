"""What others read from a text, such as a language model: held against the text, then against the rules."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING, Any, Final, NamedTuple, Protocol

from attrs import evolve

from evspec.articles.blocks import problems_of
from evspec.articles.checking import Remark, check, located
from evspec.articles.proposals import FIELDS, Doubt, Proposal
from evspec.errors import EvspecError, WrongType, quoted
from evspec.languages.speech import Phrase, Term
from evspec.measures import Measure
from evspec.specs import SPECS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Callable, Iterator, Sequence

    from evspec.articles.scene import Scene
    from evspec.catalogs import Catalog
    from evspec.claims import Source
    from evspec.specs import Spec

__all__ = ["Provider", "Refused", "joined_with"]

_NEEDED: Final = ("vehicle", "spec", "value", "quote")
_TEXTS: Final = ("generation", "variant", "quote", "status", "hedge", "via", "where", "edition", "note")
#: No doubt is longer, in characters.
_LONGEST: Final = 400
#: Nor is one of its parts.
_PART: Final = 90


class Provider(Protocol):
    """What reads claims from a text: a function, or anything that is called like one."""

    def __call__(
        self, text: str, vehicles: Mapping[str, str], specs: Mapping[str, Spec], /
    ) -> Iterable[Mapping[str, Any]]:
        """Return claims as `Draft.records` has them.

        Parameters
        ----------
        text
            The article.
        vehicles
            The ids of what it may speak of, to their names.
        specs
            The keys of what may be said, to what each is.

        Returns
        -------
        iterable of mapping
            Each with ``vehicle`` (an id), ``spec``, ``value`` and ``quote`` (at most twelve literal words);
            ``qualifiers``, ``status``, ``hedge``, ``via``, ``where`` and ``edition`` if need be.
        """


class Refused(NamedTuple):
    """What a provider said and a text does not bear out, with every reason."""

    provider: str
    given: object
    reasons: tuple[str, ...]

    @property
    def words(self) -> str:
        """What was said, in short."""
        if not isinstance(self.given, Mapping):
            return type(self.given).__name__
        return " ".join(str(self.given.get(key, ""))[:60] for key in ("vehicle", "spec", "value"))

    def __str__(self) -> str:
        return f"{self.provider}: {self.words}: {', '.join(self.reasons)}"


def joined_with(
    providers: Iterable[Provider],
    proposals: Sequence[Proposal],
    scene: Scene,
    source: Source,
    said: dt.date | None,
    catalog: Catalog,
    edition: Callable[[str], str],
) -> tuple[list[Proposal], list[Refused]]:
    """Return the proposals of the rules joined with those of others, and what of these was refused.

    What two say alike is as sure as the text lets it be. What they say differently is doubted on both sides,
    and so is what only one says that is not the rules.

    Parameters
    ----------
    providers
        Who else reads the text.
    proposals
        What the rules read.
    scene, source, said
        The text, the article as a source, and its day.
    catalog
        Whose vehicles are known.
    edition
        Returns the edition of a vehicle that was sold at that time.

    Raises
    ------
    WrongType
        If one of them cannot be called, or does not return mappings to go through.
    """
    names = _names(scene, catalog)
    every, refused = list(proposals), list[Refused]()
    for provide in providers:
        if not callable(provide):
            raise WrongType(f"{quoted(provide)} is no provider; give a function of text, vehicles and specs")
        name = _worded(getattr(provide, "__name__", type(provide).__name__))
        told = provide(scene.article.text, names, SPECS)
        if isinstance(told, str | Mapping) or not isinstance(told, Iterable):
            raise WrongType(f"{name} returned {type(told).__name__}; return a list of mappings, one a claim")
        given = [(one, *_proposal(one)) for one in told]
        formed = [evolve(one, edition=one.edition or edition(one.vehicle)) for _, one, _ in given if one]
        held = iter(_held(formed, scene, source, said, catalog))
        more: list[Proposal] = []
        for raw, one, wrong in given:
            right, reasons = next(held) if one is not None else (None, wrong)
            if right is None or reasons:
                refused.append(Refused(name, raw, tuple(reasons)))
            else:
                more.append(right)
        every = _joined(every, more, name, source, said)
    return sorted(every, key=lambda one: (one.start, one.end)), refused


def _names(scene: Scene, catalog: Catalog) -> dict[str, str]:
    """Return the generations of the models that a text names, and their versions, to what they are called."""
    models = {"/".join(id_.lstrip("?").split("/")[:2]) for id_ in scene.garage.about}
    models |= {"/".join(one.id.lstrip("?").split("/")[:2]) for one in scene.mentions if one.id}
    ids = [
        id_ for model in sorted(models) for id_ in scene.garage.models.get(model, ()) if id_ in catalog.ids
    ]
    cars = [catalog[id_] for id_ in ids]
    return {one.id: one.label for car in cars for one in (car, *getattr(car, "variants", ()))}


def _proposal(given: object) -> tuple[Proposal | None, list[str]]:
    """Return what a provider said as a proposal, or what is wrong with its form."""
    if not isinstance(given, Mapping):
        return None, [f"{type(given).__name__} is no claim; return mappings with {', '.join(_NEEDED)}"]
    wrong = [f"no {key}" for key in _NEEDED if given.get(key) is None or given[key] == ""]
    texts = ("vehicle", "spec", *_TEXTS)
    wrong += [f"{key} is no text" for key in texts if not isinstance(given.get(key), str | None)]
    qualifiers = {} if given.get("qualifiers") is None else given["qualifiers"]
    if not isinstance(qualifiers, Mapping) or not all(isinstance(one, str) for one in qualifiers.values()):
        wrong.append("qualifiers are no mapping of texts")
    if not isinstance(given.get("value"), str | int | float | list | None):
        wrong.append("value is no text, number or list")
    if not wrong and given["spec"] not in SPECS:
        wrong.append(f"{given['spec']!r} is no spec")
    if wrong:
        return None, wrong
    parts = (given["vehicle"], given.get("generation"), given.get("variant"))
    told: dict[str, Any] = {key: _on_one_line(given.get(key) or "") for key in _TEXTS[2:]}
    value = _on_one_line(given["value"]) if isinstance(given["value"], str) else given["value"]
    vehicle = "/".join(filter(None, parts))
    return Proposal(vehicle, given["spec"], value, qualifiers=qualifiers, **told), []


def _on_one_line(text: str) -> str:
    """Return a text as a line of a file can have it: with spaces for what nobody would see."""
    return " ".join("".join(one if one.isprintable() else " " for one in text).split())


def _held(
    proposals: Sequence[Proposal], scene: Scene, source: Source, said: dt.date | None, catalog: Catalog
) -> Iterator[tuple[Proposal, list[str]]]:
    """Yield proposals with their places and what the text has against them, and why any is refused."""
    article = scene.article
    placed = located(proposals, article.text, catalog)
    against = defaultdict[int, list[Remark]](list)
    number = {id(one): n for n, one in enumerate(placed)}
    for remark in check(placed, article.text, catalog, said, about=scene.garage.about):
        against[number[id(remark.claim)]].append(remark)
    for n, one in enumerate(placed):
        reasons = [problem.message for problem in problems_of([one], source, catalog, "provider")]
        if not reasons:
            reasons = [f"{remark.field}: {remark.words}" for remark in against[n] if remark.level == "error"]
        doubts = tuple(Doubt(_field(remark.field), _worded(remark.words)) for remark in against[n])
        where = one.where
        if one.start >= 0:
            where = where or article.sentences[article.sentence_at(one.start)].where
        yield evolve(one, doubts=doubts, where=where), reasons


def _field(name: str) -> str:
    """Return which field of a proposal a part of a claim belongs to."""
    return "status" if name == "hedge" else name if name in FIELDS else "value"


def _worded(words: str, most: int = _LONGEST) -> str:
    """Return words as a doubt in a file can have them: on one line, and no two doubts."""
    return _on_one_line(words).replace("; ", ", ")[:most].strip()


def _joined(
    own: Sequence[Proposal], others: Sequence[Proposal], name: str, source: Source, said: dt.date | None
) -> list[Proposal]:
    """Return the proposals so far with those of another provider."""
    joined = sorted(own, key=lambda one: one.start)
    starts = [one.start for one in joined]
    longest = max((one.end - one.start for one in joined), default=0)
    more: list[Proposal] = []
    for other in others:
        around = range(bisect_left(starts, other.start - longest), bisect_left(starts, other.end))
        near = [n for n in around if joined[n].end > other.start >= 0]
        alike = [n for n in near if (joined[n].vehicle, joined[n].spec) == (other.vehicle, other.spec)]
        same = next((n for n in alike if _is_same(joined[n], other, said)), None)
        if same is not None:
            joined[same] = _agreed(joined[same], other, name, source)
            continue
        doubts = [Doubt("value", Phrase("only {name} says so", name=name))]
        for n in near:
            apart = _apart(joined[n], other, said)
            if apart is not None:
                read = Phrase("{name} reads {claim}", name=_worded(name, _PART), claim=_shortly(other))
                doubt = Doubt(apart, read)
                joined[n] = evolve(joined[n], doubts=(*joined[n].doubts, doubt))
                doubts.append(Doubt(apart, Phrase("another reads {claim}", claim=_shortly(joined[n]))))
        more.append(evolve(other, doubts=(*doubts, *other.doubts)))
    return [*joined, *more]


def _shortly(one: Proposal) -> Phrase:
    value, spec, vehicle = (_worded(str(part), _PART) for part in (one.value, one.spec, one.vehicle))
    return Phrase("{value} as {spec} of {vehicle}", value=value, spec=spec, vehicle=vehicle)


def _agreed(one: Proposal, other: Proposal, name: str, source: Source) -> Proposal:
    """Return a proposal that another provider makes too: only what the text has against it is doubted."""
    told, read = (p.status or source.default_status for p in (one, other))
    unlike = (
        (Doubt("status", Phrase("{name} reads it as {status}", name=name, status=Term(read))),)
        if told != read
        else ()
    )
    # the hedge that stays is that of the first
    rest = tuple(doubt for doubt in other.doubts if doubt.field != "status")
    return evolve(one, doubts=(*rest, *unlike))


def _apart(one: Proposal, other: Proposal, said: dt.date | None) -> str | None:
    """Return in which field two readings of the same words differ, None if they are of different things."""
    if one.spec == other.spec and one.vehicle == other.vehicle:
        return "value"
    if not _is_same(one, other, said):
        return None
    if one.spec == other.spec:
        generations = {"/".join(p.vehicle.split("/")[:3]) for p in (one, other)}
        return "version" if len(generations) == 1 else "vehicle"
    return "value" if one.vehicle == other.vehicle else None


def _is_same(one: Proposal, other: Proposal, said: dt.date | None) -> bool:
    """Tell whether two say the same under the same conditions, in whichever words."""
    try:
        (a, under), (b, beside) = one.read(said), other.read(said)
    except EvspecError:
        return False
    if one.spec == other.spec and under != beside:
        return False
    if isinstance(a, Measure) and isinstance(b, Measure):
        return (a.kind, a.bound) == (b.kind, b.bound) and a.agrees_with(b)
    return a == b
