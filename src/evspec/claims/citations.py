"""How sources are named in notes: publisher, dates, and the words with which they hedge."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from evspec.claims.source import Source, show_date
from evspec.table import Span
from evspec.values import Relation

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from evspec.claims.claim import Claim

__all__ = ["cite_claims", "cite_sources", "merged"]


def cite_sources(sources: Iterable[Source]) -> list[Span]:
    """Return "BMWBLOG, 24 Feb and 11 Mar 2026; Vezess, 5 Sep 2023", each date a link."""
    spans: list[Span] = []
    for listed in _by_publisher(sources):
        spans += [*([Span("; ")] if spans else []), *_dates(listed)]
    return spans


def cite_claims(claims: Sequence[Claim]) -> list[Span]:
    """Cite the sources of claims, with their hedges and whom they quote.

    "BMWBLOG, 24 Feb 2026, “will” in the summary, “believed” in the body; electrive, 5 Sep 2023".
    """
    phrases = {source: _phrases([c for c in claims if c.source == source]) for source in _sources(claims)}
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
    """Join neighboring spans that are no links."""
    for href, run in groupby(spans, key=lambda span: span.href):
        if href is None:
            yield Span("".join(span.text for span in run))
        else:
            yield from run


def _sources(claims: Sequence[Claim]) -> list[Source]:
    # a copy comes after what it repeats
    return sorted(dict.fromkeys(claim.source for claim in claims), key=lambda source: bool(source.copies))


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
        return [Span(source.publisher)]
    return [Span(lead + show_date(source.date), source.address or None)]


def _dates(listed: Sequence[Source]) -> list[Span]:
    """Return one publisher with its dates: "BMWBLOG, 24 Feb and 11 Mar 2026"."""
    if all(source.date is None for source in listed):
        # several undated pages of one publisher are told apart by their links alone
        return (
            [Span(f"{listed[0].publisher}, undated", listed[0].address or None)]
            if listed[0].kind != "code"
            else [Span(listed[0].publisher)]
        )
    spans: list[Span] = []
    for n, source in enumerate(listed):
        text = show_date(source.date)
        following = listed[n + 1].date if n + 1 < len(listed) else None
        if source.date is not None and following is not None and text[-5:] == show_date(following)[-5:]:
            text = text[:-5] or text
        lead = f"{source.publisher}, " if n == 0 else ""
        spans += [Span(" and " if n == len(listed) - 1 else ", ")] if n else []
        spans.append(Span(lead + text, source.address or None))
    return spans


def _phrases(claims: Sequence[Claim]) -> str:
    """Return how one source words it: its hedges with their places, and where it does not hedge."""
    hedged: dict[tuple[str, str], list[str]] = {}
    plain: list[str] = []
    for claim in claims:
        words = claim.hedge or (claim.printed if isinstance(claim.value, Relation) else "")
        phrase = (f"“{words}”" if words else "", f"citing {claim.via}" if claim.via else "")
        if any(phrase):
            hedged.setdefault(phrase, []).append(claim.where)
        elif claim.where not in plain:
            plain.append(claim.where)
    several = len({claim.where for claim in claims}) > 1
    phrases = []
    for (words, via), places in hedged.items():
        place = f"in the {_listed(places)}" if several and any(places) else ""
        phrases.append(", ".join(filter(None, (" ".join(filter(None, (words, place))), via))))
    if hedged and any(plain):
        phrases.append(f"unhedged in the {_listed(plain)}")
    return ", ".join(phrases)


def _listed(words: Sequence[str]) -> str:
    unlike = list(dict.fromkeys(filter(None, words)))
    return " and ".join([", ".join(unlike[:-1]), unlike[-1]]) if len(unlike) > 1 else "".join(unlike)
