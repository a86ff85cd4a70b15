"""How sources are named: in notes, with the words with which they hedge, and for programs."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from evspec.claims.source import Attribution, Source, show_date
from evspec.languages.speech import enumerated, quoted, say, speech, word
from evspec.table import Span

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from evspec.table import JSON

__all__ = ["SourceList", "cite", "cite_sources", "merged", "publisher_of"]


def cite_sources(sources: Iterable[Source]) -> list[Span]:
    """Return "BMWBLOG, 24 Feb and 11 Mar 2026; Vezess, 5 Sep 2023", each date a link."""
    spans: list[Span] = []
    for listed in _by_publisher(sources):
        spans += [*([Span("; ")] if spans else []), *_dates(listed)]
    return spans


def cite(attributions: Sequence[Attribution]) -> list[Span]:
    """Cite sources with their hedges and whom they quote.

    "BMWBLOG, 24 Feb 2026, “will” in the summary, “believed” in the body; electrive, 5 Sep 2023".
    """
    # a copy comes after what it repeats
    sources = sorted(dict.fromkeys(a.source for a in attributions), key=lambda source: bool(source.copies))
    phrases = {source: _phrases([a for a in attributions if a.source == source]) for source in sources}
    spans: list[Span] = []
    for listed in _by_publisher(phrases):
        spans += [Span("; ")] if spans else []
        if not any(phrases[source] for source in listed):
            spans += _dates(listed)
            continue
        for n, source in enumerate(listed):
            spans += [Span("; ")] if n else []
            spans += _named(source, "" if n else f"{source.publisher}, ")
            spans += [Span(f", {phrases[source]}")] if phrases[source] else []
    return spans


def merged(spans: Iterable[Span]) -> Iterator[Span]:
    """Join neighboring spans that are no links and cite nothing."""
    for is_plain, run in groupby(spans, key=lambda span: span.href is None and not span.cites):
        if is_plain:
            yield Span("".join(span.text for span in run))
        else:
            yield from run


def _by_publisher(sources: Iterable[Source]) -> Iterator[list[Source]]:
    groups: dict[str, list[Source]] = {}
    for source in sources:
        listed = groups.setdefault(source.publisher, [])
        if source not in listed:
            listed.append(source)
    for listed in groups.values():
        yield sorted(listed, key=_age)


def _age(source: Source) -> tuple[bool, int]:
    when = source.date.first if source.date is not None else None
    return when is None, when.toordinal() if when is not None else 0


def _named(source: Source, lead: str) -> list[Span]:
    if source.kind == "code":
        return [Span(publisher_of(source))]
    return [Span(lead + show_date(source.date, speech()), source.address or None)]


def publisher_of(source: Source) -> str:
    """Return the publisher; what is no publication is called by a word of evspec's own."""
    return word(source.publisher) if source.kind == "code" else source.publisher


def _dates(pages: Sequence[Source]) -> list[Span]:
    """Return one publisher with its dates: "BMWBLOG, 24 Feb and 11 Mar 2026"."""
    if all(source.date is None for source in pages):
        # several undated pages of one publisher are told apart by their links alone
        return (
            [Span(say("{publisher}, undated", publisher=pages[0].publisher), pages[0].address or None)]
            if pages[0].kind != "code"
            else [Span(publisher_of(pages[0]))]
        )
    spans: list[Span] = []
    for n, source in enumerate(pages):
        text = show_date(source.date, speech())
        following = pages[n + 1].date if n + 1 < len(pages) else None
        if source.date is not None and following is not None and text[-1].isdigit():
            same_year = text[-5:-4] in {"", " "} and text[-5:] == show_date(following, speech())[-5:]
            text = text[:-5].removesuffix(",") or text if same_year else text
        lead = f"{source.publisher}, " if n == 0 else ""
        spans += [Span(f" {say('and')} " if n == len(pages) - 1 else ", ")] if n else []
        spans.append(Span(lead + text, source.address or None))
    return spans


def _phrases(attributions: Sequence[Attribution]) -> str:
    """Return how one source words it: its hedges with their places, and where it does not hedge."""
    hedged: dict[tuple[str, str], list[str]] = {}
    plain: list[str] = []
    for said in attributions:
        via = say("citing {via}", via=quoted(said.via)) if said.via else ""
        phrase = (say("“{words}”", words=said.hedge) if said.hedge else "", via)
        if any(phrase):
            hedged.setdefault(phrase, []).append(said.where)
        elif said.where not in plain:
            plain.append(said.where)
    several = len({said.where for said in attributions}) > 1
    phrases = []
    for (words, via), places in hedged.items():
        place = say("in the {places}", places=_places(places)) if several and any(places) else ""
        phrases.append(", ".join(filter(None, (" ".join(filter(None, (words, place))), via))))
    if hedged and any(plain):
        phrases.append(say("unhedged in the {places}", places=_places(plain)))
    return ", ".join(phrases)


def _places(words: Sequence[str]) -> str:
    return enumerated(map(word, dict.fromkeys(filter(None, words))))


class SourceList:
    """Collects the sources that the cells of one table name, and gives equal sources one id.

    Ids are unique in a catalog. Vehicles of two catalogs, or made in code, may use one id for unlike
    sources: the second one then gets a number behind it, "press (2)".
    """

    def __init__(self) -> None:
        self._sources: dict[str, Source] = {}
        self._known: dict[Source, str] = {}

    def ids(self, sources: Iterable[Source]) -> list[JSON]:
        """Return the ids of sources."""
        return [self._known.get(source) or self._id(source) for source in sources]

    def _id(self, source: Source) -> str:
        id_, number = source.id, 1
        while (known := self._sources.setdefault(id_, source)) is not source and known != source:
            number += 1
            id_ = f"{source.id} ({number})"
        self._known[source] = id_
        return id_

    @property
    def data(self) -> dict[str, JSON]:
        """Each source by its id, with the keys that a file of sources has, as far as they are known."""
        return {id_: _facts_of(source) for id_, source in self._sources.items()}


def _facts_of(source: Source) -> dict[str, JSON]:
    optional: dict[str, JSON] = {
        "title": source.title,
        "address": source.address,
        "date": source.date.text if source.date is not None else "",
        "copies": source.copies,
        "license": source.license,
        "attribution": source.attribution,
        "accessed": "" if source.accessed is None else source.accessed.isoformat(),
        # what a program states itself has no standing among publications
        "tier": source.tier if source.kind != "code" else "",
    }
    told: dict[str, JSON] = {"publisher": source.publisher, "kind": source.kind}
    return told | {key: value for key, value in optional.items() if value != ""}
