"""Cars that no catalog has: the names behind those of makers, and what their versions are called."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from typing import TYPE_CHECKING, Final

from evspec.articles.makers import OTHER_NAMES, TRIMS, makers_of, models_by_word
from evspec.articles.mentions import Mention

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from evspec.articles.garage import Garage
    from evspec.articles.layout import Article
    from evspec.articles.words import Token

__all__ = ["trims", "unknown_models"]

#: What a catalog has behind the name of a car that is also sold with an engine.
_ELECTRIC: Final = ("electric", "ev")
_SHORT: Final = re.compile(r"[A-Z]{2,4}")
_MIXED: Final = re.compile(r"(?=\w*[A-Za-zÄÖÜäöü])(?=\w*[0-9])[A-Za-z]{0,4}[0-9]{1,3}[A-Za-z]{0,4}")
_CODE: Final = re.compile(r"[A-Z]{2}[0-9]{1,2}")
_CAMEL: Final = re.compile(r"[a-z]?[A-Z]+[a-z]+[A-Z]+\w*|[a-z][A-Z]\w+|[A-Z]{5}")
_WORD: Final = re.compile(r"[A-ZÄÖÜ][a-zäöüéèß]{2,}")
#: A trim behind a model's name: "GT", "GTX", "250+", "Pro S".
_TRIM: Final = re.compile(
    r"[A-Z]{1,4}[0-9]{0,3}|[0-9]{2,3}[a-z]?|[A-Z][0-9]{2,3}[a-z]?|[a-z]Drive(?:[0-9]{2})?"
    r"|[a-z][A-Z](?:[0-9]{2,3}[A-Za-z]?)?"
)
#: A name of more words is told by all but the first.
_SHORT_OF: Final = 2
#: A word of the record has more letters, to be a name without its maker.
_FEW_LETTERS: Final = 3
#: What tells one car of a name from another.
_KINDS: Final = frozenset({"EV", "SUV"})
_YEAR: Final = re.compile(r"(?:19|20)[0-9]{2}")


def unknown_models(article: Article, garage: Garage, taken: set[int]) -> list[Mention]:
    """Return where cars are named that no catalog has.

    Behind a maker's name stands a name with digits or capitals, or one that the record has of the maker; what
    was named so once is named later without the maker.
    """
    makers = makers_of()
    found: list[Mention] = []
    named: dict[tuple[str, ...], Counter[str]] = defaultdict(Counter)
    places = [n for n, token in enumerate(article.tokens) if token.word in makers and _is_maker(article, n)]
    makes = {makers[article.tokens[n].word][0] for n in places}
    for place in places:
        make, models = makers[article.tokens[place].word]
        first = _behind(article, place, make, garage)
        last = None if first in taken else _name_at(article, first, models, is_beside=first == place + 1)
        if last is not None:
            spelled = tuple(token.word for token in article.tokens[first : last + 1])
            id_ = f"?{make}/{'-'.join(spelled)}"
            # "Hyundai Kona" in a text on electric cars may be the Kona Electric
            known = [f"{id_[1:]}-{word}" for word in _ELECTRIC if f"{id_[1:]}-{word}" in garage.models]
            if known:
                id_ = known[0]
            if known or id_[1:] not in garage.models:
                found.append(Mention(id_, place, last, sure=False, kind="model"))
                taken |= {*range(place, last + 1)}
                named[spelled][id_] += 1
                if len(spelled) > _SHORT_OF:
                    # "the Mach-E" of a text on the Mustang Mach-E
                    named[spelled[1:]][id_] += 1
    found += _alone(article, garage, taken, named, makes)
    return found


def _is_maker(article: Article, place: int) -> bool:
    """Tell whether a maker's name is written as one; "smart" and "mini" are words as well."""
    token = article.tokens[place]
    if article.text[token.start : token.end].islower():
        return False
    second = makers_of()[token.word][0].partition("-")[2]
    behind = article.tokens[place + 1].word if place + 1 < len(article.tokens) else ""
    return not second or token.word in OTHER_NAMES or behind == second


def _behind(article: Article, place: int, make: str, garage: Garage) -> int:
    """Return where the name behind a maker's stands: behind "'s", "-Benz", a year, "new"."""
    skipped = {hit.first for hit in article.hits_in(place, place + 5, "generation") if hit.first == hit.last}
    second = make.partition("-")[2]
    at = place + 1
    while at < len(article.tokens) - 1 and at <= place + 4:
        word = article.tokens[at].word
        if not (word in {"s", second} or _YEAR.fullmatch(word) or at in skipped or word in garage.makes):
            break
        at += 1
    return at


def _name_at(
    article: Article, first: int, models: frozenset[str], *, is_beside: bool, is_named: bool = True
) -> int | None:
    """Return the last word of a model's name that starts at a word, None if none does."""
    if first >= len(article.tokens):
        return None
    token = article.tokens[first]
    written = article.text[token.start : token.end]
    before = article.plain[article.tokens[first - 1].end : token.start] if first else ""
    if is_named and before.strip("' -"):
        return None
    pair = _pair_at(article, first, models)
    if pair >= 0:
        return _grown(article, pair, models)
    if article.hits_in(first, first + 1, "no_name"):
        return None
    known = {slug.partition("-")[0] for slug in models}
    is_known = token.word in known and not written.islower() and not written.isdigit()
    is_shaped = bool(_MIXED.fullmatch(written) or _SHORT.fullmatch(written) or _CAMEL.fullmatch(written))
    is_number = written.isdigit() and len(written) == 1 and written in known and not _counts(article, first)
    is_word = bool(_WORD.fullmatch(written)) and is_beside and not article.words.capitals
    is_word = is_word and article.counts[token.word] > 1
    if not (is_known or is_shaped or is_number or is_word):
        return None
    return _grown(article, first, models)


def _pair_at(article: Article, first: int, models: frozenset[str]) -> int:
    """Return the last word of a name that the record has: "Ioniq 6", "ID.7", "E-5008"; -1 if none stands.

    It has a last word of one letter, or a number; others are versions.
    """
    for last in (first + 2, first + 1):
        slug = "-".join(token.word for token in article.tokens[first : last + 1])
        if slug in models and last < len(article.tokens) and _is_written(article, first, last):
            return last
    return -1


def _is_written(article: Article, first: int, last: int) -> bool:
    left, right = article.tokens[first], article.tokens[last]
    begin, end = article.text[left.start : left.end], article.text[right.start : right.end]
    gaps = {article.plain[article.tokens[n].end : article.tokens[n + 1].start] for n in range(first, last)}
    is_number = right.word.isdigit() and last == first + 1
    is_short = is_number or end in _KINDS or (len(end) == 1 and end.isupper())
    return (
        (len(begin) == 1 or not begin.islower())
        and left.word not in makers_of()
        and left.word not in TRIMS
        and gaps <= {" ", "-", "."}
        and is_short
        and not (right.word.isdigit() and _measures(article, last))
    )


def _counts(article: Article, place: int) -> bool:
    """Tell whether a number counts what stands behind it: "3 years"."""
    behind = article.tokens[place + 1] if place + 1 < len(article.tokens) else None
    if behind is None:
        return False
    gap = article.plain[article.tokens[place].end : behind.start]
    return gap[:1] in {".", ",", "-"} and behind.word[0].isdigit()


def _grown(article: Article, first: int, models: frozenset[str]) -> int:
    """Return the last word of a name: of "Q6 e-tron", "ZS EV", "EQE SUV"."""
    last = first
    while last + 1 < len(article.tokens) and last < first + 2:
        left, token = article.tokens[last], article.tokens[last + 1]
        gap, written = article.plain[left.end : token.start], article.text[token.start : token.end]
        # "e-tron", "e-208" and "ID.4" are one word to a reader
        is_half = (len(left.word) == 1 or left.word == "id") and gap in {"-", "."}
        begins = gap == " " and written.islower() and len(written) == 1
        begins = begins and article.plain[token.end : token.end + 1] == "-"
        is_kind = last == first and _pair_at(article, first, models) == last + 1
        is_class = gap == "-" and token.word in {"class", "klasse", "cross", "hr"}
        if not (is_half or begins or is_kind or is_class):
            break
        last += 1
    return last


def _alone(
    article: Article,
    garage: Garage,
    taken: set[int],
    named: Mapping[tuple[str, ...], Counter[str]],
    makes: set[str],
) -> Iterator[Mention]:
    """Yield where such a car is named without its maker: "Mit dem EX30 hat Volvo", "the EV6"."""
    by_first: dict[str, list[tuple[str, ...]]] = defaultdict(list)
    for spelled in named:
        by_first[spelled[0]].append(spelled)
    for place, token in enumerate(article.tokens):
        written = article.text[token.start : token.end]
        if place in taken or token.word.isdigit() or (written.islower() and not _MIXED.fullmatch(written)):
            continue
        fits = [one for one in by_first.get(token.word, ()) if _spells(article.tokens, place, one)]
        own = (
            one for one in models_by_word().get(token.word, ()) if one[0] in makes or one[0] in garage.makes
        )
        make, models = next(own, ("", frozenset()))
        if fits and _grown(article, place, models) < place + len(max(fits, key=len)):
            spelled = max(fits, key=len)
            last = place + len(spelled) - 1
            yield Mention(named[spelled].most_common(1)[0][0], place, last, sure=False, kind="model")
            continue
        if not make and len(makes) == 1 and article.counts[token.word] > 1 and _CODE.fullmatch(written):
            # of the one maker that a text names: "Volvo will show the EX60"
            make = next(iter(makes))
            if article.hits_in(place, place + 1):
                continue
        is_word = token.word in models and make in makes and len(token.word) > _FEW_LETTERS
        is_word = is_word and not article.hits_in(place, place + 1)
        is_pair = _pair_at(article, place, models) >= 0
        if make and (is_pair or is_word or _MIXED.fullmatch(written) or _SHORT.fullmatch(written)):
            ending = _name_at(article, place, models, is_beside=False, is_named=False)
            slug = "-".join(one.word for one in article.tokens[place : (ending or place) + 1])
            if ending is not None and f"{make}/{slug}" not in garage.models:
                yield Mention(f"?{make}/{slug}", place, ending, sure=False, kind="model")


def _spells(tokens: Sequence[Token], place: int, spelled: tuple[str, ...]) -> bool:
    return tuple(token.word for token in tokens[place : place + len(spelled)]) == spelled


def trims(article: Article, models: Sequence[Mention]) -> Iterator[tuple[Mention, int, str]]:
    """Yield the trims that stand behind the names of unknown cars: the name, its last word, and its slug."""
    for one in models:
        last, words = one.last, list[str]()
        while last + 1 < len(article.tokens) and len(words) < 2:
            left, token = article.tokens[last], article.tokens[last + 1]
            gap, written = article.plain[left.end : token.start], article.text[token.start : token.end]
            is_unit = bool(article.hits_in(last + 1, last + 2, "no_name")) or _YEAR.fullmatch(written)
            if gap not in {" ", "-"} or is_unit or not _TRIM.fullmatch(written):
                break
            if written.isdigit() and _measures(article, last + 1):
                break
            words.append(token.word)
            last += 1
        if words:
            yield one, last, "-".join(words)


def _measures(article: Article, place: int) -> bool:
    """Tell whether a unit follows a number at once: "CLA 250 kW"."""
    end = article.tokens[place].end
    return bool(
        re.match(
            r"[ -]?(?:kW|kWh|km|PS|hp|mi|mm|V|Nm|%|€|Euro|miles)\b|[.,][0-9]", article.plain[end : end + 8]
        )
    )
