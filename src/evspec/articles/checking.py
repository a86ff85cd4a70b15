"""Whether a text bears claims out, whoever wrote them: a reader, a person, a language model."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from typing import TYPE_CHECKING, Final, Literal, NamedTuple, TypeAlias

from attrs import evolve, frozen

from evspec.articles.bearing import value_remarks
from evspec.articles.blocks import relation_words
from evspec.articles.figures import figures_in
from evspec.articles.garage import Garage
from evspec.articles.hedges import hedge_remarks
from evspec.articles.layout import MOST_WORDS, Article, folded, place_of
from evspec.articles.scene import Scene
from evspec.articles.table_claims import Tables, tables_of
from evspec.articles.word_claims import TRAITS
from evspec.articles.words import tokens
from evspec.errors import EvspecError, ParseError
from evspec.measures import Measure
from evspec.specs import NOT_STATED, SPECS

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from evspec.articles.figures import Figure
    from evspec.articles.layout import Sentence
    from evspec.articles.proposals import Proposal
    from evspec.catalogs import Catalog
    from evspec.values import Value

__all__ = ["Remark", "check", "located"]

Level: TypeAlias = Literal["error", "doubt"]
_ID: Final = re.compile(r"\??[a-z0-9-]+(?:/[a-z0-9-]+){1,2}")
_SPACE: Final = re.compile(r"[\s\u200b]+")


#: What a table calls "battery" may be either.
_BATTERIES: Final = frozenset({"battery", "battery_net", "battery_gross"})


class Remark(NamedTuple):
    """What a text has to say to a claim.

    Attributes
    ----------
    level
        "error" if the text does not have it, "doubt" if the text has something that speaks against it.
    claim
        The claim.
    field
        Which part of it: quote, value, bound, cycle, spec, negation, hedge, vehicle, version ...
    words
        What was found, and what would be right.
    place
        Where in the text: "line 3, column 14"; "" where it has no place there.
    """

    level: Level
    claim: Proposal
    field: str
    words: str
    place: str

    @property
    def key(self) -> str:
        """What the part of the claim is called in a file."""
        return "printed" if self.field == "quote" else self.field

    def __str__(self) -> str:
        at = self.claim.column(self.key)
        column = f", column {at}" if at else ""
        line = f"line {self.claim.line}{column}: " if self.claim.line else ""
        if self.claim.file:
            # of several files it is told as the mistakes of data files are
            line = f"{self.claim.file}:{self.claim.line}{f':{at}' if at else ''}: "
        place = f" (text, {self.place})" if self.place else ""
        return (
            f"{line}{self.level}: {self.claim.vehicle} {self.claim.spec}, {self.field}: {self.words}{place}"
        )


def check(
    proposals: Iterable[Proposal],
    text: str,
    catalog: Catalog | None,
    said: dt.date | None,
    title: str = "",
    about: Sequence[str] = (),
) -> tuple[Remark, ...]:
    """Ask of every claim whether a text bears it out; see `Draft.check`.

    `about` is what the text is about, by default what most claims are of.
    """
    if catalog is None:
        from evspec.catalogs.loading import builtin

        catalog = builtin()
    claims = tuple(proposals)
    whole = Checked(Article.of(text), catalog, tuple(about) or _about(claims, catalog), said, title)
    return tuple(remark for claim in claims for remark in _remarks(whole, claim, said))


def located(proposals: Iterable[Proposal], text: str, catalog: Catalog) -> tuple[Proposal, ...]:
    """Return proposals with the first place of their quotes in a text, without one if it has them not."""
    whole = Checked(Article.of(text), catalog, (), None, "")
    places = ((one, next(iter(whole.places(one.quote)), (-1, -1))) for one in proposals)
    return tuple(evolve(one, start=start, end=end, why=()) for one, (start, end) in places)


def _about(claims: Sequence[Proposal], catalog: Catalog) -> tuple[str, ...]:
    """Return the generation that most claims are of, after those that followed it."""
    counts = Counter("/".join(claim.vehicle.split("/")[:3]) for claim in claims)
    ids = [id_ for id_, _ in counts.most_common() if _ID.fullmatch(id_)]
    if not ids:
        return ()
    own = [id_ for id_ in ids if _model(id_) == _model(ids[0])]
    before = {
        earlier for id_ in own if id_ in catalog.ids for earlier in catalog.store.record(id_).predecessors
    }
    return tuple(sorted(own, key=lambda id_: id_ in before))


@frozen(eq=False)
class Checked:
    """A text that claims are held against."""

    article: Article
    catalog: Catalog
    about: tuple[str, ...]
    said: dt.date | None
    title: str

    @cached_property
    def tables(self) -> Tables:
        """What its tables say."""
        every = [one for number in sorted(self.figures) for one in self.figures[number]]
        return tables_of(self.scene, every, self.said)

    @cached_property
    def scene(self) -> Scene:
        """The vehicles that it names."""
        return Scene(self.article, Garage(self.catalog, self.about))

    @cached_property
    def figures(self) -> Mapping[int, Sequence[Figure]]:
        """Its figures, by the number of their sentence."""
        found: dict[int, list[Figure]] = {}
        for figure in figures_in(self.article):
            found.setdefault(self.article.sentence_at(figure.start), []).append(figure)
        return found

    @cached_property
    def _squeezed(self) -> tuple[str, Sequence[int]]:
        """The text with single spaces, and where each of its characters stands in the text."""
        pieces: list[str] = []
        places: list[int] = []
        at = 0
        for gap in _SPACE.finditer(self.article.plain):
            pieces.append(self.article.plain[at : gap.start()])
            places += range(at, gap.start())
            if gap[0].strip("\u200b"):
                pieces.append(" ")
                places.append(gap.start())
            at = gap.end()
        pieces.append(self.article.plain[at:])
        places += range(at, len(self.article.plain))
        return "".join(pieces), places

    def places(self, quote: str) -> list[tuple[int, int]]:
        """Return where a quote stands, whitespace, quotes and dashes folded; the first few places."""
        text, places = self._squeezed
        wanted = _SPACE.sub(" ", folded(quote)).strip()
        found: list[tuple[int, int]] = []
        at = text.find(wanted) if wanted else -1
        while at >= 0 and len(found) < 5:
            found.append((places[at], places[at + len(wanted) - 1] + 1))
            at = text.find(wanted, at + 1)
        return found

    @cached_property
    def told_by_code(self) -> frozenset[str]:
        """The generations that the text names by their codes."""
        return frozenset(one.generation for one in self.scene.mentions if one.kind == "code")

    def models(self) -> frozenset[str]:
        """Return the models that the text names."""
        return self._models

    @cached_property
    def _models(self) -> frozenset[str]:
        return frozenset(
            _model(one.id) for one in self.scene.mentions if one.kind in {"model", "code", "version"}
        )


def _generation(id_: str) -> str:
    return "/".join(id_.split("/")[:3])


def _model(id_: str) -> str:
    return "/".join(id_.lstrip("?").split("/")[:2])


def _remarks(whole: Checked, claim: Proposal, said: dt.date | None) -> list[Remark]:
    """Return what speaks against a claim, at the place of its quote where least does."""
    if claim.spec not in SPECS:
        return [Remark("error", claim, "spec", f"{claim.spec!r} is no spec", "")]
    if fault := relation_words(claim, said, whole.catalog):
        return [Remark("error", claim, "value", fault, "")]
    if not claim.quote:
        return [Remark("doubt", claim, "quote", "it has none; give the words it was read from", ""),
                *_of_vehicle_at_all(whole, claim)]  # fmt: skip
    count = sum(any(map(str.isalnum, word)) for word in claim.quote.split())
    if count > MOST_WORDS:
        words = f"{count} words; quote at most {MOST_WORDS}"
        return [Remark("error", claim, "quote", words, "")]
    places = whole.places(claim.quote)
    if not places:
        return [Remark("error", claim, "quote", f"the text does not have {claim.quote!r}", "")]
    tried = [_at(whole, claim, start, end, said) for start, end in places]
    least = min(tried, key=lambda one: (sum(r.level == "error" for r in one), len(one)))
    return [*least, *_of_vehicle_at_all(whole, claim)]


def _of_vehicle_at_all(whole: Checked, claim: Proposal) -> list[Remark]:
    if _model(claim.vehicle) in whole.models():
        return []
    slug = _model(claim.vehicle).partition("/")[2]
    spelled = {token.word for token in (*whole.article.tokens, *tokens(whole.title))}
    if {*slug.split("-")} <= spelled:
        return []
    named = ", ".join(sorted(whole.models())[:4])
    words = f"the text does not name {_model(claim.vehicle)}; it names {named or 'no vehicle'}"
    # a list of figures stands below a title that names the car
    return [Remark("error" if named else "doubt", claim, "vehicle", words, "")]


def _at(whole: Checked, claim: Proposal, start: int, end: int, said: dt.date | None) -> list[Remark]:
    """Return what speaks against a claim whose quote stands at a place."""
    article = whole.article
    number, last = article.sentence_at(start), article.sentence_at(max(start, end - 1))
    place = place_of(article.text, start)
    try:
        value, qualifiers = claim.read(said)
    except ParseError as error:
        if said is None and SPECS[claim.spec].kind == "date":
            return [Remark("doubt", claim, "value", str(error), place)]
        return [Remark("error", claim, "value", str(error), place)]
    except EvspecError as error:
        return [Remark("error", claim, "value", str(error), place)]
    if whole.tables.has(start):
        of_table = _of_table(whole, claim, value, qualifiers, start, end)
        if of_table is not None:
            return [Remark(level, claim, name, words, place) for level, name, words in of_table]
    sentences = article.sentences[number : last + 1]
    figures = [one for n in range(number, last + 1) for one in whole.figures.get(n, ())]
    told: list[tuple[Level, str, str]] = list(
        value_remarks(whole.scene, claim, value, qualifiers, sentences, (start, end), figures, said)
    )
    told += hedge_remarks(whole.scene, claim, value, sentences, (start, end), said)
    of_others = list(_of_subject(whole, claim, sentences[0], start, end))
    if any(name == "vehicle" for _, name, _ in of_others):
        # what is denied of the new car may be told of the old one
        told = [("doubt" if name == "negation" else level, name, words) for level, name, words in told]
    told += of_others
    return [Remark(level, claim, name, words, place) for level, name, words in told]


def _of_table(
    whole: Checked, claim: Proposal, value: Value, qualifiers: Mapping[str, str], start: int, end: int
) -> list[tuple[Level, str, str]] | None:
    """Return what the cells of a quote have against a claim, None if none of them says such a thing."""
    cells = [one for one in whole.tables.found if one.start < end and one.end > start]
    read = [(one, *SPECS[one.spec].read(one.value, one.qualifiers, said=whole.said)) for one in cells]
    own = [one for one in read if one[0].spec == claim.spec]
    same = [one for one in own if _is_same(one[1], value)]
    if not same:
        others = [one for one in read if _is_same(one[1], value)]
        if others:
            near = {claim.spec, others[0][0].spec} <= _BATTERIES
            return [("doubt" if near else "error", "spec", f"the table has it as {others[0][0].spec}")]
        if own:
            right = ", ".join(dict.fromkeys(str(one[0].value) for one in own))
            return [("error", "value", f"the table has {right} there")]
        return None
    told: list[tuple[Level, str, str]] = []
    cycles = {one[2].get("cycle", "") for one in same}
    if qualifiers.get("cycle", "") not in cycles:
        named = {cycle for _, cycle in whole.article.cycles}
        level: Level = "doubt" if qualifiers["cycle"] in named | {NOT_STATED} else "error"
        told.append((level, "cycle", f"the table has {' or '.join(sorted(cycles))}"))
    columns = {id_ for one, *_ in same for id_ in one.vehicles}
    if columns and claim.vehicle not in columns:
        name = "version" if {*map(_generation, columns)} == {_generation(claim.vehicle)} else "vehicle"
        told.append(("doubt", name, f"the column or row is of {', '.join(sorted(columns))}"))
    words = folded(claim.hedge).lower()
    if words and words not in whole.article.plain.lower():
        told.append(("error", "hedge", f"the text does not have {claim.hedge!r}"))
    return told


def _is_same(one: object, other: object) -> bool:
    if isinstance(one, Measure) and isinstance(other, Measure):
        one, other = one.with_cycle(None), other.with_cycle(None)
        return one.kind == other.kind and one.bound == other.bound and one.agrees_with(other)
    return one == other


def _of_subject(
    whole: Checked, claim: Proposal, sentence: Sentence, start: int, end: int
) -> Iterator[tuple[Level, str, str]]:
    article = whole.article
    first = article.token_at(start)
    last = max(first, article.token_at(end) - 1)
    subject = whole.scene.subject(sentence, last, is_trait=claim.spec in TRAITS)
    inside = {one.id for one in whole.scene.mentions_between(first, last + 1) if one.id}
    if subject.cue is None or claim.spec == "facelift":
        # no name stands near, or what is said of the old car is told of the new one
        return
    named = {*subject.ids, *inside}
    own = _generation(claim.vehicle)
    if named and own not in {*map(_generation, named)} and not _may_be_meant(whole, claim, sentence, named):
        ids = " or ".join(sorted(named))
        if (
            _model(own) not in {_model(id_) for id_ in named}
            or len(whole.scene.garage.models[_model(own)]) > 1
        ):
            yield "doubt", "vehicle", f"the sentence seems to speak of {ids}"
    variant = claim.vehicle.split("/")[3:]
    other = sorted(id_ for id_ in named if id_.count("/") == 3 and id_.startswith(f"{own}/"))
    here = whole.scene.mentions_between(sentence.first, sentence.last)
    if any(one.id in other and not one.sure for one in here):
        return
    if variant and other and claim.vehicle not in named:
        yield "doubt", "version", f"the sentence names {', '.join(other)}"
    elif not variant and other and claim.vehicle not in named:
        yield "doubt", "version", f"the sentence names {', '.join(other)}; write the version"


def _may_be_meant(whole: Checked, claim: Proposal, sentence: Sentence, named: set[str]) -> bool:
    """Tell whether a sentence that names other vehicles may speak of a claim's all the same."""
    scene = whole.scene
    own = _generation(claim.vehicle)
    if any(scene.garage.predecessor(id_) == own for id_ in named):
        # what it was before stands beside what it is
        told = scene.article.hits_in(sentence.first, sentence.last, "old", "generation")
        if any(hit.table == "old" or hit.meaning in {"current", "predecessor"} for hit in told):
            return True
    if claim.spec == "body_style":
        paragraph = [one for one in scene.article.sentences if one.paragraph == sentence.paragraph]
        near = scene.mentions_between(paragraph[0].first, paragraph[-1].last)
        return any(one.generation == own for one in near)
    here = [
        one for one in scene.mentions_between(sentence.first, sentence.last) if _model(one.id) == _model(own)
    ]
    is_open = here and all(
        one.kind == "model" and not scene.article.hits_in(max(0, one.first - 3), one.first, "generation")
        for one in here
    )
    # the model alone may be of any generation that the text tells apart by its code, or is not about
    return bool(is_open) and (own in whole.told_by_code or _model(scene.main) != _model(own))
