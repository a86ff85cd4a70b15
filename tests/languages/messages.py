"""The messages that the code can ask for, gathered from its syntax and from its tables."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path
from string import Formatter
from typing import TYPE_CHECKING, get_args

import evspec
from evspec.articles.proposals import FIELDS
from evspec.catalogs import auditing, conflicts, coverage
from evspec.catalogs.weaknesses import WEAKNESSES
from evspec.claims import precedence
from evspec.claims.source import STATUSES
from evspec.comparison import sentences
from evspec.comparison.facts import Kind
from evspec.languages.speech import Phrase, speech_of
from evspec.matching.matches import MatchVerdict
from evspec.measures import BOUNDS
from evspec.measures.words import spoken
from evspec.plausibility import units
from evspec.plausibility.rules import RULES
from evspec.plausibility.units import FACTORS
from evspec.specs import GROUPS, QUALIFIERS, SPECS
from evspec.values import date_printing, plain
from evspec.wording import sheet

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from evspec.claims import Claim

SOURCE = Path(evspec.__file__).parent
#: Names that German has too, and so without a message.
NAMES = frozenset((
    "1", "2", "3", "BEV", "PHEV", "EREV", "HEV", "MHEV", "FCEV", "CNG", "LPG", "E85", "WMTC",
    "WLTC", "MIDC", "LMFP",
    "NMC", "NMC 811", "LFP", "NCA", "NCMA", "LMO", "CCS", "CCS1",
    "CCS2", "NACS", "CHAdeMO", "GB/T", "WLTP", "EPA", "CLTC", "NEDC", "JC08", "NRCan", "DIN", "EU", "US",
    "VDA", "SAE",
))  # fmt: skip
#: What says a message that stands there as a literal.
SAYING = {"say", "Phrase", "word"}


def in_syntax() -> Iterator[tuple[str, str]]:
    """Yield each message that a call names, and its plural, "" for none."""
    for path in sorted(SOURCE.rglob("*.py")):
        text = path.read_text("utf-8")
        # most modules say nothing, and need not be parsed
        for node in ast.walk(ast.parse(text)) if any(f"{name}(" in text for name in SAYING) else ():
            if isinstance(node, ast.Call) and name_of(node.func) in SAYING:
                first, *others = [literals(argument) for argument in node.args] or [[]]
                plurals = others[0] if others and name_of(node.func) == "say" else [""]
                yield from ((text, plurals[0]) for text in first)


def in_scripts() -> Iterator[str]:
    """Yield each message that the script of a page says."""
    for path in sorted(SOURCE.rglob("*.js")):
        yield from re.findall(r"\bsay\(\"([^\"]+)\"", path.read_text("utf-8"))


def name_of(function: ast.expr) -> str:
    return function.id if isinstance(function, ast.Name) else getattr(function, "attr", "")


def literals(node: ast.expr) -> list[str]:
    """Return the texts of an argument: a literal, or either side of a choice."""
    if isinstance(node, ast.Constant):
        return [node.value] if isinstance(node.value, str) and node.value else []
    return [*literals(node.body), *literals(node.orelse)] if isinstance(node, ast.IfExp) else []


def in_tables() -> Iterator[str]:
    """Yield the labels, words and names that tables hold, which are asked for by a variable."""
    for spec in SPECS.values():
        yield from (spec.label, *spec.words, *spec.vocabulary.values())
    for group in GROUPS:
        yield from (group, group.capitalize(), coverage._SHORT.get(group, group))
    for one in QUALIFIERS.values():
        yield from (one.title, one.name, *one.values)
        yield from (form.replace("{}", "{value}") for form in (one.label, one.remark) if form != "{}")
    for name in ("cycle", "charger", "agency", "soc", "market"):
        yield f"Without a {QUALIFIERS[name].title}{' window' if name == 'soc' else ''}"
    yield from (word for status in STATUSES for word in (status, status.capitalize()))
    yield from (word for bound in BOUNDS if (word := spoken(bound, "en")))
    yield from (*get_args(Kind), *get_args(MatchVerdict))
    yield from (*WEAKNESSES, *auditing._WORDS.values(), *conflicts.RESOLUTIONS.values())
    yield from sentences._SAID.values()
    yield from (*sheet._SYSTEM_NAMES.values(), *plain._DIRECTIONS.values(), *date_printing.FORMS)
    yield from (rule.words for rule in RULES)
    yield from set(precedence._CRITERIA) - {precedence._WORTH}
    yield from (words for pairs in (*FACTORS.values(), units._TENS) for _, words in pairs)
    yield "PS under hp, or hp under PS"
    yield from ("{condition} n/s", "C-rate", "in", "yr", "year", "month", "Other")
    # what is no publication, and the places in a source that the data name
    yield from ("given in code", "Derived", "Estimated", "body", "heading", "summary", "closing")
    yield from FIELDS


@cache
def every() -> Mapping[str, str]:
    """Return all messages with their plurals, "" for none."""
    others = (*in_tables(), *in_scripts())
    return {**dict.fromkeys(others, ""), **dict(sorted(in_syntax()))}


def fields_of(template: str) -> set[str]:
    """Return the names in braces of a message."""
    return {name for _, name, _, _ in Formatter().parse(template) if name}


def texts_of(found: str | Mapping[str, str]) -> list[str]:
    """Return the forms of a message: one, or one for each plural category."""
    return [found] if isinstance(found, str) else [*found.values()]


def tokens(text: str) -> set[str]:
    """Return the words of three letters and more."""
    return set(re.findall(r"[^\W\d_]{3,}", text.lower()))


@cache
def english_words() -> frozenset[str]:
    """Return the words of English messages that no German message has too."""
    spoken = speech_of("de")
    own = [text for some in spoken.of_specs.values() for found in some.values() for text in texts_of(found)]
    german = [text for found in spoken.messages.values() for text in texts_of(found)] + own
    words = [
        re.sub(r"\{[^}]*\}", " ", text)
        for one, many in every().items()
        if one not in NAMES
        for text in (one, many)
    ]
    return frozenset(set().union(*map(tokens, words)) - set().union(*map(tokens, german)))


def english_in(text: str, *quoted: str) -> set[str]:
    """Return the English words of messages that are left in a text and are none of what is quoted."""
    return tokens(text) & english_words() - set().union(*map(tokens, quoted))


def quoted_in(claims: Iterable[Claim]) -> Iterator[str]:
    """Yield what claims quote: publishers and titles, hedges, remarks, doubts, words and places."""
    for claim in claims:
        yield from (claim.source.publisher, claim.source.title, claim.hedge, claim.via, claim.doubt)
        # a remark of evspec's own is said in German, and no quotation
        yield claim.note if not isinstance(claim.note, Phrase) else ""
        yield from (claim.printed, claim.attribution.where, claim.value.text)
