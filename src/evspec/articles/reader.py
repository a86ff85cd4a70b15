"""`read_article`: from a text to a draft of sourced claims."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import TYPE_CHECKING, Final

from attrs import evolve

from evspec.articles.draft import Draft
from evspec.articles.figure_claims import figure_claims
from evspec.articles.figures import figures_in
from evspec.articles.garage import Garage, ids_of
from evspec.articles.layout import Article
from evspec.articles.mentions import UNNAMED, model_of
from evspec.articles.proposals import Cue, Doubt, Proposal, Unresolved, Untaken
from evspec.articles.providers import Refused, joined_with
from evspec.articles.scene import Hedge, Scene
from evspec.articles.table_claims import tables_of
from evspec.articles.word_claims import word_claims
from evspec.articles.words import known_codes
from evspec.catalogs import Catalog
from evspec.catalogs.links import are_kin
from evspec.claims import Source
from evspec.errors import EvspecError, WrongType, check_type
from evspec.languages.speech import Phrase
from evspec.specs import SPECS
from evspec.values import Dates, read_dates

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evspec.articles.figure_claims import Found
    from evspec.articles.providers import Provider
    from evspec.articles.webpage import WebPage

__all__ = ["read_article", "source_of"]

#: What stands where nobody said it.
_UNKNOWN: Final = "?"
#: How many slashes the id of a generation has.
_GENERATION: Final = 2
#: Where a claim stands that no sentence makes.
_STRUCTURED: Final = "structured data"
_BARE: Final = Doubt("status", Phrase("most of what the text says of this car is hedged"))
#: What a claim has for what was told to be so, or to be done.
_BARE_STATUS: Final = {"reported": "", "done": ""}
#: Of so few claims none tells how surely the others are said.
_FEW: Final = 3
_NOT_IN_IDS: Final = re.compile(r"[^a-z0-9]+")


def read_article(
    text: str = "",
    *,
    html: str | bytes | None = None,
    publisher: str = "",
    date: str | dt.date | None = None,
    about: str | Sequence[str] = (),
    title: str = "",
    address: str = "",
    language: str | None = None,
    catalog: Catalog | None = None,
    providers: Sequence[Provider] = (),
) -> Draft:
    """Read what an article says of vehicles, as claims that a person then accepts or strikes.

    Parameters
    ----------
    text
        The article, one paragraph a line; it is never altered.
    html
        The page that it stands in, in place of the text; needs the extra `articles`. Navigation, comments
        and related articles are not read; what the page says of its title, date, publisher and address
        counts where nobody else says it, and what it says of cars as structured data is proposed too. The
        draft's `text` has what was read.
    publisher, title, address
        Where it appeared.
    date
        When: a day is needed to read "next year".
    about
        The vehicle that it is about, or several, the newest first: an id, or a name such as "BMW iX1" or
        "iX1 (NB5)"; "make/model" of one that no catalog has.
    language
        "en" or "de"; by default that of its most common words.
    catalog
        Whose vehicles are known by name; the built-in one by default. Its figures are never looked at.
    providers
        Who else reads the text, such as a language model: functions of the text, the vehicles and the specs
        that return claims as `Draft.records` has them. Each is held against the text. What it says as the
        rules do is surer; what it says otherwise, or alone, is doubted; what the text does not bear out is
        refused.

    Returns
    -------
    Draft
        Every claim with its words, what is unsure of it and why; and the figures that became none.

    Raises
    ------
    WrongType
        If the text is no text, or a provider no function that returns mappings.
    EvspecError
        If its language is not known, it is too long, or `date` or `about` cannot be read.

    Examples
    --------
    >>> import evspec as ev
    >>> draft = ev.read_article("The current iX1 tops out at 130 kW.", publisher="BMWBLOG", date="2026-03-11")
    >>> [(one.vehicle, one.spec, one.value) for one in draft.proposals]
    [('bmw/ix1/u11', 'dc_power', '130 kW')]
    """
    if catalog is None:
        from evspec.catalogs.loading import builtin

        catalog = builtin()
    check_type("catalog", catalog, Catalog, "a catalog such as evspec.catalog")
    if language is not None:
        check_type("language", language, str, "a code such as 'de'")
    page = None
    if html is not None:
        page = _page(text, html)
        text = page.text
        publisher, title, address = publisher or page.publisher, title or page.title, address or page.address
        date, language = date or _day(page.date), language or _code(page.language)
    article = Article.of(text, language)
    source = _known(source_of(publisher, date, title, address), catalog)
    said = source.date.first if source.date is not None and source.date.first == source.date.last else None
    until = source.date.last if source.date is not None else None
    garage = Garage(catalog, ids_of(about, catalog), until)
    garage.lead = "" if about else _lead(source.title, Garage(catalog, (), until), article.words.code)
    scene = Scene(article, garage)
    every = figures_in(article)
    tables = tables_of(scene, every, said)
    figures, untaken = figure_claims(scene, [one for one in every if not tables.has(one.start)])
    untaken += tables.untaken
    words = [one for one in word_claims(scene, said, until) if not tables.has(one.start)]
    proposals: list[Proposal] = []
    places = {(one.start, one.end) for one in figures}
    for found in sorted((*tables.found, *figures, *words), key=lambda one: (one.start, one.end)):
        # a list of data of a car that only its heading names, which is not at hand
        is_of_nobody = not scene.main and not found.vehicles and tables.has(found.start)
        one = found._replace(vehicles=(UNNAMED,)) if is_of_nobody else found
        made = list(_proposals(scene, one, said))
        proposals += made
        if not made and (one.start, one.end) in places:
            untaken.append(Untaken(text[one.start : one.end], one.start, one.end, Phrase("no vehicle")))
    if page is not None:
        proposals = [
            evolve(one, where=_STRUCTURED) if one.start >= page.structured else one for one in proposals
        ]
    proposals = list(_settled(proposals))
    joined, refused = list(_once(proposals)), list[Refused]()
    check_type("providers", providers, Sequence, "a list of functions")
    if len(providers):
        sold = partial(_edition, scene, said=said)
        joined, refused = joined_with(providers, joined, scene, source, said, catalog, sold)
    return Draft(
        source, tuple(joined), _unresolved(scene),
        tuple(sorted(untaken, key=lambda one: one.start)), refused=tuple(refused), text=text,
        catalog=catalog,
    )  # fmt: skip


def _lead(title: str, garage: Garage, language: str) -> str:
    """Return the model that a heading names, "" if it names none or several."""
    models = {model_of(one.id) for one in Scene(Article.of(title, language), garage).mentions if one.id}
    return next(iter(models)) if len(models) == 1 else ""


def _page(text: object, html: object) -> WebPage:
    """Return the article of a page."""
    if text:
        raise EvspecError("give the text of an article or its page as html, not both")
    from evspec.articles.webpage import read_page

    return read_page(html)


def _day(date: str) -> str | None:
    """Return the date that a page has for itself, None if it is none."""
    try:
        read_dates(date)
    except EvspecError:
        return None
    return date


def _code(language: str) -> str | None:
    """Return the language that a page has for itself, None if there are no words of it."""
    return language if language in known_codes() else None


def _known(source: Source, catalog: Catalog) -> Source:
    """Return the catalog's own source in place of the same article without a title."""
    known = catalog.sources.get(source.id)
    if known is None or _UNKNOWN not in {source.title, source.address}:
        return source
    return known if known.publisher == source.publisher and known.date == source.date else source


def source_of(publisher: str, date: str | dt.date | None, title: str = "", address: str = "") -> Source:
    """Return an article as a source, with "?" for what nobody said."""
    for name, given in (("publisher", publisher), ("title", title), ("address", address)):
        if not isinstance(given, str):
            raise WrongType(f"{name} is text, not {type(given).__name__}")
    when: Dates | None = None
    if isinstance(date, dt.date):
        date = date.isoformat()
    if date is not None and not isinstance(date, str):
        raise WrongType(f"date is a day such as '2026-03-02', not {type(date).__name__}")
    if date:
        when = read_dates(date)
    slug = _NOT_IN_IDS.sub("-", publisher.lower()).strip("-") or "article"
    day = f"-{when.text}" if when is not None and re.fullmatch(r"[0-9-]{4,10}", when.text) else ""
    return Source(f"{slug}{day}", publisher or _UNKNOWN, title or _UNKNOWN, address or _UNKNOWN, when)


def _proposals(scene: Scene, one: Found, said: dt.date | None) -> Iterator[Proposal]:
    subject = scene.subject(one.sentence, one.last, is_trait=one.is_trait)
    ids = one.vehicles or subject.ids
    hedge = _hedge_of(scene, one)
    doubts = [*one.doubts, *(_of_mentions(scene, one) if one.vehicles else subject.doubts)]
    if one.spec == "facelift":
        ids = tuple(scene.garage.predecessor(id_) or id_ for id_ in ids)
    for id_ in ids:
        vehicle = scene.garage.before(id_) if one.old else id_
        value = _related(scene, one.value, vehicle) if vehicle else None
        if value is None:
            continue
        hedged = scene.article.span(hedge.hit) if hedge.hit else None
        cues = [*one.cues, *([subject.cue] if subject.cue else [])]
        cues += [Cue("status", *hedged)] if hedged else []
        proposal = Proposal(
            vehicle, one.spec, value, scene.article.quote(one.sentence, one.start, one.end), one.qualifiers,
            status=hedge.status or _BARE_STATUS.get(one.status, one.status), hedge=hedge.words, via=hedge.via,
            where=one.sentence.where, edition=_edition(scene, vehicle, said),
            doubts=tuple(dict.fromkeys([*doubts, *_more_doubts(scene, one, vehicle, hedge)])),
            start=one.start, end=one.end, sentence=(one.sentence.start, one.sentence.end), why=tuple(cues),
        )  # fmt: skip
        try:
            proposal.read(said)
        except EvspecError:
            if said is not None or SPECS[one.spec].kind != "date":
                continue
            undated = Doubt("value", Phrase("the day of the article is not known, give its date"))
            proposal = evolve(proposal, doubts=(*proposal.doubts, undated))
        yield proposal


def _hedge_of(scene: Scene, one: Found) -> Hedge:
    """Return how surely something is said; the words may hedge what else the sentence says."""
    hedge = scene.hedge(one.sentence, one.first, one.last)
    is_behind = hedge.hit is not None and hedge.hit.first > one.last
    # "images of the 2026 iX3 emerged through a leak"
    is_of_news = one.spec == "model_year" and hedge.status == "rumored" and is_behind
    # "it may mimic the iX3's 17.9-inch panel"
    owner = scene.mentions_between(one.first - 3, one.first)
    is_owned = any(
        each.last < one.first - 1
        and scene.article.tokens[each.last + 1].word == "s"
        and each.first > one.sentence.first
        for each in owner
    )
    # what is past is expected no more: "would be short-lived, as it debuted in 2022"
    is_over = one.status == "done" and hedge.status == "expected"
    is_known = one.status == "reported" or is_over or is_of_news or (is_owned and not is_behind)
    return Hedge("", "", hedge.via, None) if is_known else hedge


def _more_doubts(scene: Scene, one: Found, vehicle: str, hedge: Hedge) -> Iterator[Doubt]:
    """Yield what is doubtful in the car of which words are, its version, and how surely it is said."""
    if one.old:
        yield Doubt("vehicle", Phrase("the car before it is meant"))
    if vehicle.count("/") == _GENERATION and _is_of_version(scene, one):
        yield Doubt("version", Phrase("it speaks of a version that it does not name"))
    hits = scene.article.hits_in(one.sentence.first, one.sentence.last, "status")
    hits = [hit for hit in hits if hit.meaning != "none"]
    if hedge.status and not one.status and len(hits) > 1:
        yield Doubt("status", Phrase("the sentence hedges more than once"))


def _is_of_version(scene: Scene, one: Found) -> bool:
    """Tell whether a sentence speaks of "the base model" before words, or of "all-wheel-drive versions"."""
    hits = scene.article.hits_in(one.sentence.first, one.last + 3, "grades", "nouns")
    return any(
        (hit.table == "grades" and hit.first <= one.last)
        or (one.is_trait and hit.meaning == "car" and hit.first == one.last + 1)
        for hit in hits
    )


def _of_mentions(scene: Scene, one: Found) -> Iterator[Doubt]:
    """Yield what is doubtful in the vehicles that words name themselves, or in that none is named."""
    if one.vehicles == (UNNAMED,):
        yield Doubt("vehicle", Phrase("the text names no car; say with `about` which it is"))
    named = scene.mentions_between(one.sentence.first, one.sentence.last)
    if any(each.id in one.vehicles and not each.sure for each in named):
        yield Doubt("vehicle", Phrase("the text does not say which generation"))


def _related(scene: Scene, value: object, vehicle: str) -> object:
    """Return a value, of a relation without a target that to the predecessor; None if there is none."""
    if not isinstance(value, str):
        return value
    if value.endswith(" "):
        value = f"{value}{scene.garage.predecessor(vehicle)}"
    is_named = value[-1:].strip() and "?" not in value
    return value if is_named and not are_kin(vehicle, value.split()[-1]) else None


def _edition(scene: Scene, vehicle: str, said: dt.date | None) -> str:
    """Return the edition that was sold when the article appeared, "" of a vehicle without editions."""
    record = scene.garage.record("/".join(vehicle.split("/")[:3]))
    if record is None or not record.editions:
        return ""
    begun = [
        one for one in record.editions if said is None or not one[:4].isdigit() or int(one[:4]) <= said.year
    ]
    return (begun or record.editions)[-1]


def _settled(proposals: Sequence[Proposal]) -> Iterator[Proposal]:
    """Yield the proposals, unsure of a bare one on a car of which the text hedges most of what it says."""
    hedged, every = Counter[str](), Counter[str]()
    for one in proposals:
        car = "/".join(one.vehicle.split("/")[:3])
        every[car] += 1
        hedged[car] += bool(one.status)
    for one in proposals:
        car = "/".join(one.vehicle.split("/")[:3])
        is_bare = not one.status and 2 * hedged[car] >= every[car] and every[car] > _FEW
        yield evolve(one, doubts=(*one.doubts, _BARE)) if is_bare else one


def _once(proposals: Sequence[Proposal]) -> Iterator[Proposal]:
    """Yield what is said, once a sentence."""
    seen: set[tuple[object, ...]] = set()
    for one in proposals:
        key = (one.vehicle, one.spec, str(one.value), one.sentence)
        if key not in seen:
            seen.add(key)
            yield one


def _unresolved(scene: Scene) -> tuple[Unresolved, ...]:
    text, tokens = scene.article.text, scene.article.tokens
    return tuple(
        Unresolved(
            one.id,
            text[tokens[one.first].start : tokens[one.last].end],
            tokens[one.first].start,
            tokens[one.last].end,
        )
        for one in scene.mentions
        if one.id.startswith("?")
    )
