"""What is said of the claims of one figure: its conditions, its printed forms, who says the same."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from evspec.claims import CHECKED, Claim, cite_claims
from evspec.languages.speech import Phrase, enumerated, quoted, say, speech, told, with_and, word
from evspec.measures import Measure
from evspec.specs import NOT_STATED, QUALIFIERS
from evspec.table import Span
from evspec.values import Shelf
from evspec.values import Span as ValueSpan

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from evspec.claims import Selection

__all__ = [
    "by_citation", "by_words", "by_year", "conditions_of", "grouped", "is_joined", "listed", "not_stated",
    "printings_of", "remarks_of",
]  # fmt: skip


#: A remark that ends in a year or several, as one on labels of those model years does.
_YEAR = re.compile(
    r"(?:(.*\bmodel year)s?|(.*\D)) ((?:19|20)\d{2}(?:(?:, | and )(?:19|20)\d{2})*)", re.ASCII | re.DOTALL
)
#: What the label of a row tells in short.
_AGENCY = "Canadian label (NRCan), "


def not_stated(names: Iterable[str]) -> str:
    """Return "gross or net not stated"."""
    titles = with_and(word(QUALIFIERS[name].title) for name in names)
    return say("{conditions} not stated", conditions=titles)


def is_joined(selection: Selection) -> bool:
    """Return whether a value is made of unlike parts, or of some only."""
    if selection.partial or isinstance(selection.value, ValueSpan):
        return True
    values = [part.value for _, part in selection.parts]
    return any(value != values[0] for value in values)


def remarks_of(selection: Selection) -> list[str]:
    """Return what the sources of the figure add, each remark once."""
    first = selection.supporting[0].value
    notes = [claim.note for claim in selection.supporting if claim.note and claim.value == first]
    conditions = conditions_of(selection.supporting[0], alone=True)
    if not notes:
        return conditions
    # "checked:" is a word to maintainers: the figure looks wrong and is right
    texts = ((note, told(note).removeprefix(CHECKED).strip()) for note in notes)
    # a remark of evspec's own is said in German, and no quotation
    remarks = [
        part if isinstance(note, Phrase) else quoted(part)
        for note, text in texts
        for part in text.split("; ")
        if part
    ]
    return list(dict.fromkeys((*conditions, *remarks)))


def conditions_of(claim: Claim, *, alone: bool = False) -> list[str]:
    """Return the conditions of a figure that its row does not tell: "with 19 in wheels", "VDA", "USA".

    Standing alone, with no figure behind it, the name of a market would tell nothing.
    """
    said = claim.statement
    if not said.qualifiers.pairs:
        return []
    modes = said.spec.qualifiers
    return [
        QUALIFIERS[name].said(value, as_remark=True)
        for name, value in said.qualifiers.pairs
        if modes[name] in {"remark", "told", "expected"}
        if value not in {NOT_STATED, QUALIFIERS[name].default} and name != "fitted"
        if not (alone and name == "market")
    ]


def by_year(of: Mapping[str, str], label: str) -> Iterator[tuple[str, bool]]:
    """Yield each remark, and whether it is on some only; those that differ in their year are told as one.

    "Model year 2020 (2 of 10), 2021 (8 of 10)". What the row is called is no remark: "nominal" on a nominal
    voltage.

    Parameters
    ----------
    of
        Each remark with whom it holds for, in words; "" for all.
    label
        What the row is called.
    """
    own = set(label.casefold().split())
    stems: dict[tuple[str, bool], dict[str, str]] = {}
    for remark, whom in of.items():
        if remark.casefold() in own:
            continue
        told = remark.removeprefix(_AGENCY) if "nrcan" in own else remark
        found = _YEAR.fullmatch(told)
        stem, year = (found[1] or found[2], found[3]) if found else (told, "")
        stems.setdefault((stem, bool(found)), {})[year] = whom
    for (stem, is_dated), years in stems.items():
        named = [f"{year} ({years[year]})" if years[year] else year for year in sorted(years)]
        of_some = any(years.values())
        is_several = len(years) > 1 or any(" " in year for year in years)
        lead = f"{stem}{'s' if is_several and stem.endswith('model year') else ''} " if is_dated else stem
        yield f"{lead}{', '.join(named) if of_some else enumerated(named)}", of_some


def printings_of(claims: Sequence[Claim]) -> dict[str, list[Claim]]:
    """Group the claims of a figure by the forms in which they print it."""
    forms: dict[str, list[Claim]] = {}
    for claim in claims:
        if not isinstance(claim.value, Measure):
            continue
        for printing in claim.value.printings:
            # a source that wrote hp for PS is quoted, not corrected
            misnamed = printing.unit == "PS" and "hp" in claim.printed
            form = say("“{words}”", words=claim.printed) if misnamed else printing.show(speech=speech())
            forms.setdefault(form, []).append(claim)
    return forms


def by_words(claims: Sequence[Claim]) -> dict[str, list[Claim]]:
    """Group claims that are no figures by what they say."""
    forms: dict[str, list[Claim]] = {}
    for claim in claims:
        forms.setdefault(claim.value.show(speech=speech()), []).append(claim)
    return forms


def listed(forms: dict[str, list[Claim]]) -> Iterator[Span]:
    """Yield the forms, each with those who print it: "21 min (Volt, 1 Feb 2026) and 0.35 h (Amp, …)"."""
    for n, (form, claims) in enumerate(forms.items()):
        lead = "" if n == 0 else f" {say('and')} " if n == len(forms) - 1 else ", "
        yield Span(f"{lead}{form} (")
        yield from cite_claims(claims)
        yield Span(")")


def by_citation(
    groups: Sequence[list[Claim]], cited: Sequence[tuple[Span, ...]]
) -> tuple[list[list[Claim]], list[tuple[Span, ...]]]:
    """Put claims next to one another that are cited alike, which is then done once."""
    first: dict[tuple[Span, ...], int] = {}
    for n, words in enumerate(cited):
        first.setdefault(words, n)
    order = sorted(range(len(groups)), key=lambda n: first[cited[n]])
    return [groups[n] for n in order], [cited[n] for n in order]


def grouped(claims: Sequence[Claim]) -> list[list[Claim]]:
    """Put claims together that are about the same and say the same."""
    if len(claims) < 2:
        return [[*claims]]
    groups: list[list[Claim]] = []
    shelves: dict[tuple[str, str], Shelf] = {}
    for claim in claims:
        shelf = shelves.setdefault((claim.about, claim.doubt), Shelf())
        place = shelf.find(claim.value)
        if place is None:
            shelf.add(claim.value, len(groups))
            groups.append([claim])
        else:
            groups[place].append(claim)
    return groups
