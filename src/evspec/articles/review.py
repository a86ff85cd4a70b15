"""The page to review a draft on: the article with its claims marked, the claims beside it, tied by links."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from html import escape
from itertools import pairwise
from typing import TYPE_CHECKING, Final, NamedTuple

from evspec.articles.writing import UNKNOWN_PUBLISHER
from evspec.claims import Qualifiers, Statement
from evspec.errors import EvspecError
from evspec.languages.speech import Phrase, say, speech, word
from evspec.pages.document import asset, document
from evspec.specs import SPECS
from evspec.table.safety import one_line, safe_link, visible

if TYPE_CHECKING:
    import datetime as dt
    from collections.abc import Container, Iterable, Iterator, Sequence

    from evspec.articles.proposals import Doubt, Proposal, Unresolved, Untaken
    from evspec.articles.providers import Refused
    from evspec.catalogs import Catalog
    from evspec.claims import Source

__all__ = ["review"]

_LINE: Final = re.compile(r"\r\n|[\r\n]")
_EMPTY: Final = re.compile(r"<p>\s*</p>\n")


class _Mark(NamedTuple):
    """Words that a line beside the article is about: the line's id, its number and kind, their places."""

    id: str
    number: str
    kind: str
    spans: tuple[tuple[int, int], ...]


def review(
    source: Source,
    day: dt.date | None,
    proposals: Sequence[Proposal],
    untaken: Sequence[Untaken],
    unresolved: Sequence[Unresolved],
    refused: Sequence[Refused],
    text: str,
    catalog: Catalog,
    locale: str,
) -> str:
    """Return the page in the language of the moment; see `Draft.to_html`.

    Parameters
    ----------
    source, day, proposals, untaken, unresolved, refused
        The article, its day if it is known, and what was read, with its places in the text.
    text
        The article, "" if it is not at hand.
    catalog
        Where vehicles have their names.
    locale
        The locale of the moment.
    """
    shown_as = {
        "all": say("All"), "sure": say("Sure"), "unsure": say("Unsure"), "untaken": say("Not taken"),
    }  # fmt: skip
    marks = [one for one in _marks(proposals, untaken) if one.spans[0][1] <= len(text)]
    sure = sum(one.is_sure for one in proposals)
    counts = {
        "all": len(proposals), "sure": sure, "unsure": len(proposals) - sure, "untaken": len(untaken),
    }  # fmt: skip
    cited, link = one_line(source.cite()), safe_link(source.address)
    title = cited if source.title == UNKNOWN_PUBLISHER else one_line(source.title)
    if link:
        below = f'<p class="soft"><a href="{escape(link)}">{escape(cited)}</a></p>\n'
    else:
        below = "" if title == cited else f'<p class="soft">{escape(cited)}</p>\n'
    shown = "".join(
        f'<label><input type="radio" name="show" id="show-{kind}"{" checked" if kind == "all" else ""}> '
        f"{escape(words)} <small>{counts[kind]}</small></label>\n"
        for kind, words in shown_as.items()
    )
    placed = {mark.id for mark in marks}
    claims = [
        (one.vehicle, _item(f"c{n}", str(n), _kind(one), placed, _claim(one, source, day, text)))
        for n, one in enumerate(proposals, start=1)
    ]
    article = f'<article lang="">\n{_marked(text, marks)}</article>\n' if text else ""
    body = f"""\
<main>
<header>
<h1>{escape(title)}</h1>
{below}<fieldset><legend>{escape(say("Show"))}</legend>
{shown}</fieldset>
</header>
<div class="{"both" if text else "one"}">
{article}<section id="claims" aria-label="{escape(say("Claims"))}" tabindex="-1">
{"".join((*_groups(claims, catalog), *_others(untaken, unresolved, refused, placed)))}</section>
</div>
</main>
"""
    style, script = asset("review.css"), asset("review.js")
    title = say("Draft: {title}", title=title)
    return document(title, body, style=style, script=script, locale=locale)


def _marks(proposals: Sequence[Proposal], untaken: Sequence[Untaken]) -> Iterator[_Mark]:
    """Yield what is marked in a text: first the words of a claim, then those that decided."""
    for number, one in enumerate(proposals, start=1):
        if 0 <= one.start < one.end:
            why = [(cue.start, cue.end) for cue in one.why]
            yield _Mark(f"c{number}", str(number), _kind(one), ((one.start, one.end), *why))
    for number, other in enumerate(untaken, start=1):
        yield _Mark(f"u{number}", f"n{number}", "untaken", ((other.start, other.end),))


def _marked(text: str, marks: Iterable[_Mark]) -> str:
    """Return a text as paragraphs, cut wherever a mark starts or ends."""
    starts, ends = defaultdict[int, list[tuple[_Mark, bool]]](list), defaultdict[int, list[_Mark]](list)
    stops = defaultdict[int, list[tuple[_Mark, bool]]](list)
    for mark in marks:
        for place, (start, end) in enumerate(mark.spans):
            starts[start].append((mark, place == 0))
            stops[end].append((mark, place == 0))
        ends[mark.spans[0][1]].append(mark)
    cuts = sorted({0, len(text), *starts, *stops})
    pieces, own, why = ["<p>"], Counter[_Mark](), Counter[_Mark]()
    for start, end in pairwise(cuts):
        for mark, is_own in stops[start]:
            (own if is_own else why)[mark] -= 1
        own, why = +own, +why
        pieces.append(_links(ends[start]))
        for mark, is_own in starts[start]:
            (own if is_own else why)[mark] += 1
        for number, line in enumerate(_LINE.split(text[start:end])):
            pieces += ["</p>\n<p>"] if number else []
            pieces.append(_piece(line, own, why))
    pieces += [_links(ends[len(text)]), "</p>\n"]
    return _EMPTY.sub("", "".join(pieces))


def _piece(text: str, own: Iterable[_Mark], why: Iterable[_Mark]) -> str:
    """Return words within one line that are all part of the same marks."""
    words, decided = escape(visible(text)), " ".join(mark.id for mark in why)
    of = " ".join(mark.id for mark in own)
    told = f' data-why="{decided}"' if decided else ""
    if not words:
        return ""
    if of:
        kinds = " ".join(sorted({mark.kind for mark in own}))
        return f'<mark class="{kinds}" data-of="{of}"{told}>{words}</mark>'
    return f"<span{told}>{words}</span>" if told else words


def _links(marks: Sequence[_Mark]) -> str:
    """Return links from the words of some claims to their lines."""
    links = " ".join(f'<a id="w-{one.id}" href="#{one.id}">{one.number}</a>' for one in marks)
    return f"<sup>{links}</sup>" if links else ""


def _groups(claims: Sequence[tuple[str, str]], catalog: Catalog) -> Iterator[str]:
    """Yield the claims of each vehicle, which are given with it, a generation before its versions."""
    groups: dict[str, dict[str, list[str]]] = {}
    for vehicle, line in claims:
        versions = groups.setdefault("/".join(vehicle.split("/")[:3]), {})
        versions.setdefault(vehicle, []).append(line)
    for versions in groups.values():
        for vehicle in sorted(versions):
            yield _group(_name(vehicle, catalog), vehicle, versions[vehicle])


def _others(
    untaken: Sequence[Untaken],
    unresolved: Sequence[Unresolved],
    refused: Sequence[Refused],
    placed: Container[str],
) -> Iterator[str]:
    """Yield what became no claim."""
    figures = [
        _item(f"u{n}", f"n{n}", "untaken", placed, f"<q>{_text(one.text)}</q>: {_text(_said(one.reason))}")
        for n, one in enumerate(untaken, start=1)
    ]
    if figures:
        yield _group(say("Not taken"), say("figures that became no claim"), figures)
    named = dict.fromkeys((one.text, one.vehicle) for one in unresolved)
    cars = [f"<li><q>{_text(words)}</q> <small>{_text(id_)}</small></li>\n" for words, id_ in named]
    if cars:
        yield _group(say("Other cars"), say("vehicles that no catalog has"), cars)
    said = [f"<li>{_text(str(one))}</li>\n" for one in refused]
    if said:
        yield _group(say("Refused"), say("what the text does not bear out"), said)


def _group(heading: str, beside: str, items: Iterable[str]) -> str:
    return (
        f'<section class="group">\n<h2>{_text(heading)} <small>{_text(beside)}</small></h2>\n'
        f"<ol>\n{''.join(items)}</ol>\n</section>\n"
    )


def _item(id_: str, number: str, kind: str, placed: Container[str], words: str) -> str:
    back = (
        f'<a class="back" href="#w-{id_}">{number}</a>' if id_ in placed else f'<b class="back">{number}</b>'
    )
    return f'<li id="{id_}" class="{kind}" tabindex="0">{back} {words}</li>\n'


def _kind(one: Proposal) -> str:
    return "sure" if one.is_sure else "unsure"


def _claim(one: Proposal, source: Source, day: dt.date | None, text: str) -> str:
    """Return what is told of a claim."""
    label = word(SPECS[one.spec].label, one.spec) if one.spec in SPECS else one.spec
    value = str(one.value)
    try:
        read, qualifiers = one.read(day)
        label = Statement(SPECS[one.spec], read, Qualifiers.of(qualifiers)).row.label
        value = read.show(speech=speech())
    except EvspecError:
        # what cannot be read yet, such as a date without the article's, is told among the doubts
        pass
    told = [word(one.status or source.default_status)]
    told += [say("“{words}”", words=one.hedge)] if one.hedge else []
    told += [say("via {name}", name=one.via)] if one.via else []
    told += [word(one.where), say("{edition} edition", edition=one.edition) if one.edition else ""]
    words = f"<b>{_text(label)}</b> {_text(value)}"
    words += "" if one.is_sure else f' <span class="tag">{escape(say("unsure"))}</span>'
    words += f'<p class="soft">{_text(", ".join(filter(None, told)))}</p>'
    words += f"<p><q>{_text(one.quote)}</q></p>" if one.quote else ""
    doubtful = f"<b>{escape(say('Doubtful:'))}</b>"
    words += "".join(f'<p class="doubt">{doubtful} {_text(words)}</p>' for words in map(_doubt, one.doubts))
    why = [
        say("{field} “{words}”", field=word(cue.field), words=text[cue.start : cue.end])
        for cue in one.why
        if text
    ]
    because = say("Because of {words}", words=", ".join(dict.fromkeys(why)))
    words += f'<p class="soft">{_text(because)}</p>' if why else ""
    return words


def _doubt(doubt: Doubt) -> str:
    return say("{field}: {words}", field=word(doubt.field), words=_said(doubt.words))


def _said(words: str) -> str:
    """Return words of a reader or of a draft's file, which has them in English."""
    return words.said(speech()) if isinstance(words, Phrase) else word(words)


def _name(vehicle: str, catalog: Catalog) -> str:
    """Return what a vehicle is called; its id without the mark if no catalog has it."""
    try:
        return vehicle.removeprefix("?") if vehicle.startswith("?") else catalog[vehicle].label
    except EvspecError:
        return vehicle


def _text(words: str) -> str:
    return escape(one_line(words))
