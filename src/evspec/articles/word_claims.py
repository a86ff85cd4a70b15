"""What the words of a text say without a figure: categories, names, yes and no, comparisons, dates."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING, Final

from evspec.articles.date_claims import date_claims, model_years
from evspec.articles.makers import makers_of
from evspec.articles.plants import made, plants_in
from evspec.articles.platforms import platforms_in
from evspec.articles.proposals import Doubt
from evspec.languages.speech import Phrase
from evspec.measures.lexicon import CORE
from evspec.specs import SPECS

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from evspec.articles.figure_claims import Found
    from evspec.articles.layout import Sentence
    from evspec.articles.mentions import Mention
    from evspec.articles.scene import Scene
    from evspec.articles.words import Hit

__all__ = ["TRAITS", "word_claims"]

_NAMED: Final = Doubt("value", Phrase("that it is named does not say that the car has it"))
_SMALL: Final = re.compile(r"[1-9][0-9]{0,2}")
_RATIO: Final = re.compile(r"(?<![0-9.,])0[.,][0-9]{2,3}(?![0-9])")
#: Where words tell which car is meant rather than what it is.
TRAITS: Final[frozenset[str]] = frozenset({"drivetrain", "motor_count", "body_style", "powertrain_type"})
#: Of these a car has several in turn, so that "no prismatic cells" says something.
_DENIABLE: Final = frozenset({"cell_format", "battery_chemistry", "motor_type", "battery_cooling"})
#: What a text names again to speak of it, and not to say it again.
_KNOWN: Final = frozenset({"battery_chemistry", "cell_format", "plant", "platform"})
#: How many words may stand between "more" and what there is more of.
_NEAR: Final = 1
#: How many words back a text may have said with what a platform is shared.
_LONG_AGO: Final = 600


def word_claims(scene: Scene, said: dt.date | None, until: dt.date | None = None) -> list[Found]:
    """Return what words alone say, in the order of the text.

    Parameters
    ----------
    scene
        The text.
    said
        The day of the text, None if it is not known to the day.
    until
        The last day on which it may have appeared.
    """
    found: list[Found] = []
    for sentence in scene.article.sentences:
        hits = scene.article.hits_in(sentence.first, sentence.last)
        if sentence.where == "repeated" or _is_of_other(scene, sentence, hits):
            continue
        found += _categories(scene, sentence, hits)
        found += _counted(scene, sentence, hits)
        found += plants_in(scene, sentence, hits)
        found += platforms_in(scene, sentence, hits)
        found += _relations(scene, sentence, hits)
        found += _shared(scene, sentence, hits)
        found += date_claims(scene, sentence, hits, said, said or until)
        found += model_years(scene, sentence)
        found += _lineup(scene, sentence, hits)
    return _told_anew(scene, found)


def _told_anew(scene: Scene, found: Sequence[Found]) -> list[Found]:
    """Return claims without names that stand behind "the" a second time: "The LFP battery costs less"."""
    kept: list[Found] = []
    told: set[tuple[str, str]] = set()
    for one in found:
        key = one.spec, str(one.value)
        before = scene.article.hits_in(max(0, one.first - 1), one.first, "nouns")
        is_known = key in told and any(hit.meaning == "the" for hit in before) and one.spec in _KNOWN
        if one.spec == "model_year":
            # with its year a car is named again, and the year is not said again
            key = one.spec, f"{one.value} {one.vehicles}"
            is_known = key in told
        if not is_known:
            kept.append(one)
        told.add(key)
    return kept


def _is_of_other(scene: Scene, sentence: Sentence, hits: Sequence[Hit]) -> bool:
    """Tell whether a sentence starts with a platform or the market, and names no car before that."""
    other = next((hit for hit in hits if (hit.table, hit.meaning) == ("nouns", "other")), None)
    if other is None or other.first - sentence.first > 5:
        return False
    return not scene.mentions_between(sentence.first, other.first)


def _categories(scene: Scene, sentence: Sentence, hits: Sequence[Hit]) -> Iterator[Found]:
    """Yield what is of a category, or is said not to be; and what there is or is not."""
    for hit in hits:
        table, _, key = hit.table.partition(".")
        if table not in {"values", "flags", "names"}:
            continue
        denied = scene.negation(sentence, hit.first)
        cues = [denied] if denied else []
        if table == "flags":
            unsure = () if denied else (_NAMED,)
            yield made(scene, sentence, hit, hit.meaning, denied is None, cues, doubts=unsure)
        elif table == "names":
            if key == "platform" and _is_topic(scene, sentence, hit):
                continue
            if denied is None and not (key == "platform" and _is_style(scene, hit)):
                old = _is_of_old(scene, sentence, hit)
                doubts = _style_doubts(scene, hit, key)
                yield made(scene, sentence, hit, key, hit.meaning, doubts=doubts, old=old)
        elif _is_aside(scene, sentence, hit, key) or _is_half(scene, hit, key):
            continue
        elif (value := _category(scene, hit, key, is_denied=denied is not None)) is not None:
            old = key not in TRAITS and _is_of_old(scene, sentence, hit)
            yield made(scene, sentence, hit, key, value, cues, is_trait=key in TRAITS, old=old)


def _is_topic(scene: Scene, sentence: Sentence, hit: Hit) -> bool:
    """Tell whether a sentence is on a platform and not on a car: "The PPE has space for ..."."""
    led = [token.word for token in scene.article.tokens[sentence.first : hit.first]]
    behind = scene.article.hits_in(hit.last + 1, hit.last + 3, "nouns", "verbs")
    return (
        len(led) <= 1
        and sentence.where == "body"
        and any(one.table == "verbs" and one.first <= hit.last + 2 for one in behind)
        and not scene.mentions_between(sentence.first, hit.first)
    )


def _is_of_old(scene: Scene, sentence: Sentence, hit: Hit) -> bool:
    """Tell whether "current" or "old" stands before a category, and no car is named with it."""
    near = scene.article.hits_in(max(sentence.first, hit.first - 5), hit.first, "generation", "old")
    return any(
        (one.meaning == "current" and one.last == hit.first - 1) or one.meaning == "left" for one in near
    )


def _is_aside(scene: Scene, sentence: Sentence, hit: Hit, key: str) -> bool:
    """Tell whether a category is no claim: it tells which car is meant, or what is compared with."""
    if any(one.meaning == "than" for one in scene.article.hits_in(hit.first - 3, hit.first, "compare")):
        return True
    if key == "powertrain_type" and _is_of_other_make(scene, sentence, hit):
        return True
    if key in {"drivetrain", "motor_count"} and any(
        one.kind == "version" and one.first <= hit.first and hit.last <= one.last and one.id.startswith("?")
        for one in scene.mentions_between(hit.first - 8, hit.last + 1)
    ):
        # "the dual-motor version": which car is meant, and not what it is
        return True
    drives = {
        one.meaning for one in scene.article.hits_in(sentence.first, sentence.last, "values.drivetrain")
    }
    if key == "drivetrain" and {"FWD", "RWD"} <= drives and _is_axle(hit):
        # a motor on each axle
        return True
    return key == "body_style" and not _is_said(scene, sentence, hit)


def _is_of_other_make(scene: Scene, sentence: Sentence, hit: Hit) -> bool:
    """Tell whether another maker stands behind a category: "a gas-powered Buick crossover"."""
    makers = makers_of()
    ids = scene.subject(sentence, hit.last, is_trait=True).ids
    behind = {token.word for token in scene.article.tokens[hit.last + 1 : hit.last + 3]} & makers.keys()
    return any(id_.lstrip("?").partition("/")[0] != makers[word][0] for word in behind for id_ in ids)


def _is_half(scene: Scene, hit: Hit, key: str) -> bool:
    """Tell whether "petrol-powered" is said of a plug-in hybrid."""
    behind = scene.article.hits_in(hit.last + 1, hit.last + 4, "values.powertrain_type")
    return key == "powertrain_type" and hit.meaning == "combustion" and bool(behind)


def _is_axle(hit: Hit) -> bool:
    """Tell whether words name an axle and not a drive: "at the rear axle"."""
    return hit.last - hit.first > 1


def _is_said(scene: Scene, sentence: Sentence, hit: Hit) -> bool:
    """Tell whether a body is said of a car, "the EX30 is a small SUV", and does not only name it."""
    led = scene.article.hits_in(max(sentence.first, hit.first - 6), hit.first, "nouns")
    is_a = next((one for one in reversed(led) if one.meaning == "is_a"), None)
    return is_a is not None and bool(scene.mentions_between(sentence.first, is_a.first))


def _category(scene: Scene, hit: Hit, key: str, *, is_denied: bool) -> str | int | None:
    """Return a category as a claim has it: "FWD", "not FWD", "RWD only", 2; None if it says nothing."""
    kind = SPECS[key].kind
    if kind == "count":
        return None if is_denied else int(hit.meaning)
    if is_denied:
        return f"not {hit.meaning}" if "set" in kind or key in _DENIABLE else None
    return f"{hit.meaning} only" if key == "drivetrain" and _is_only(scene, hit) else hit.meaning


def _counted(scene: Scene, sentence: Sentence, hits: Sequence[Hit]) -> Iterator[Found]:
    """Yield numbers without a unit: "two doors", "a drag coefficient of 0.23"."""
    tokens, plain = scene.article.tokens, scene.article.plain
    for hit in hits:
        kind = SPECS[hit.meaning].kind if hit.table == "specs" and hit.meaning in SPECS else ""
        if kind == "count" and hit.first > sentence.first and hit.meaning != "motor_count":
            token = tokens[hit.first - 1]
            number = CORE.numbers.get(token.word) or (int(token.word) if _SMALL.fullmatch(token.word) else 0)
            if number:
                whole = hit._replace(first=hit.first - 1)
                yield made(scene, sentence, whole, hit.meaning, number)
        elif kind == "number":
            end = tokens[min(hit.last + 9, sentence.last) - 1].end
            found = list(_RATIO.finditer(plain, tokens[hit.last].end, end))[:2]
            for one in found:
                last = scene.article.token_at(one.end()) - 1
                old = len(found) == 2 and one is found[0]
                ratio = one[0].replace(",", ".")
                yield made(scene, sentence, hit._replace(last=last), hit.meaning, ratio, old=old)


def _is_only(scene: Scene, hit: Hit) -> bool:
    near = scene.article.hits_in(max(0, hit.first - 2), hit.last + 5, "negation")
    return any(
        one.meaning == "only" and (one.first == hit.last + 1 or one.last == hit.first - 1) for one in near
    )


def _is_style(scene: Scene, hit: Hit) -> bool:
    """Tell whether the name of a platform is that of a style or a technology."""
    near = scene.article.hits_in(hit.last + 1, hit.last + 4, "named")
    return any(one.meaning == "other" and one.first == hit.last + 1 for one in near)


def _style_doubts(scene: Scene, hit: Hit, key: str) -> tuple[Doubt, ...]:
    """Return a doubt where the name of a platform is that of a style or of something else."""
    if key != "platform":
        return ()
    behind = scene.article.tokens[hit.last + 1 : hit.last + 2]
    nouns = scene.article.hits_in(hit.last + 1, hit.last + 4, "named", "nouns")
    if nouns and nouns[0].first <= hit.last + 2:
        return ()
    return (Doubt("value", Phrase("no platform is named beside it")),) if behind else ()


def _relations(scene: Scene, sentence: Sentence, hits: Sequence[Hit]) -> Iterator[Found]:
    """Yield what is told by comparing: "more range", "slightly less powerful than the iX3"."""
    for hit in hits:
        is_more = hit.table in {"compare", "gain"} and hit.meaning in {"more", "less"}
        if not (is_more or hit.table == "relations"):
            continue
        if _is_of_part(scene, hit) or _is_beside_cars(scene, sentence, hit):
            continue
        if hit.table == "relations":
            direction, _, key = hit.meaning.partition(" ")
            yield from _relation(scene, sentence, hit, direction, key)
        else:
            behind = [
                one for one in hits if one.table == "specs" and hit.last < one.first <= hit.last + 1 + _NEAR
            ]
            keys = [one for one in behind if SPECS[one.meaning].kind not in {"duration", "count"}]
            denied = [one for one in hits if one.table == "negation" and one.first <= hit.first <= one.last]
            if not keys or denied or _has_number(scene, hit.first):
                continue
            first = min(keys, key=lambda one: (one.first, -one.last))
            if _is_of_part(scene, first) or _is_of_part(scene, first._replace(last=first.last + 1)):
                continue
            yield from _relation(scene, sentence, hit, hit.meaning, first.meaning, first)
            # "less power and range"
            for one in hits:
                beside = one.first - first.last
                if (
                    one.table == "specs"
                    and beside == 2
                    and scene.article.tokens[first.last + 1].word in {"and", "und"}
                    and not _has_number(scene, one.last + 5)
                ):
                    yield from _relation(scene, sentence, hit, hit.meaning, one.meaning, one)


def _is_of_part(scene: Scene, hit: Hit) -> bool:
    """Tell whether a figure follows at once: "a more powerful 230 kW rear motor" is of a part."""
    parts = scene.article.hits_in(hit.last + 1, hit.last + 2, "specs")
    return any(one.meaning == "motor_count" for one in parts) or any(
        token.word.isdigit() for token in scene.article.tokens[hit.last + 1 : hit.last + 2]
    )


def _is_beside_cars(scene: Scene, sentence: Sentence, hit: Hit) -> bool:
    """Tell whether something is compared with what is no car that is named: "than its main rival"."""
    others = scene.article.hits_in(hit.last + 1, sentence.last, "compare", "old")
    for one in others:
        if one.meaning == "than" or (one.table == "old" and one.meaning == "before"):
            behind = scene.mentions_between(one.last + 1, min(one.last + 8, sentence.last))
            # "more range and power than the iX3" has its target; a figure has a claim of its own
            numbers = any(
                token.word[0].isdigit() for token in scene.article.tokens[one.last + 1 : one.last + 4]
            )
            return not behind and not numbers
    return False


def _has_number(scene: Scene, place: int) -> bool:
    """Tell whether figures stand in front: "60 kW more power" is a difference."""
    tokens, plain = scene.article.tokens, scene.article.plain
    return any(
        token.word.isdigit() and not plain[token.end : token.end + 4].lstrip().startswith(("%", "per"))
        for token in tokens[max(0, place - 3) : place]
    )


def _relation(
    scene: Scene, sentence: Sentence, hit: Hit, direction: str, key: str, cue: Hit | None = None
) -> Iterator[Found]:
    target, named = _target(scene, sentence, hit.last if cue is None else cue.last)
    told = {"more": "more than", "less": "less than", "like": "like"}[direction]
    # the target is filled in when the subject is known
    value = f"{told} {target}"
    doubts = () if named else (Doubt("value", Phrase("with what it is compared is not said")),)
    yield made(scene, sentence, hit, key, value, [cue] if cue else [], doubts=doubts)


def _target(scene: Scene, sentence: Sentence, last: int) -> tuple[str, bool]:
    """Return the vehicle that something is compared with, "" for the predecessor, and whether it is named."""
    hits = scene.article.hits_in(sentence.first, sentence.last, "compare", "like")
    others = scene.article.hits_in(last + 1, sentence.last, "compare", "relations")
    for hit in hits:
        if hit.meaning not in {"than", "baby"}:
            continue
        if hit.meaning == "than" and any(one.first < hit.first and one.meaning != "than" for one in others):
            # "with its smaller battery it is slower than …": the other one is compared
            break
        for one in scene.mentions_between(hit.last + 1, min(hit.last + 5, sentence.last)):
            if hit.meaning == "baby" or hit.first > last:
                return one.id, one.sure
    words = scene.article.hits_in(sentence.first, sentence.last, "generation")
    is_old = any(hit.meaning == "predecessor" for hit in words)
    for hit in hits if not is_old else ():
        # "lighter than the Ioniq 5, but less powerful"
        named = scene.mentions_between(hit.last + 1, min(hit.last + 5, sentence.last))
        if hit.meaning == "than" and hit.first < last and named:
            return named[0].id, False
    return "", is_old


def _shared(scene: Scene, sentence: Sentence, hits: Sequence[Hit]) -> Iterator[Found]:
    """Yield the vehicle whose platform is shared, or is not."""
    for hit in hits:
        if hit.table != "shared" or hit.meaning not in {"platform", "nothing"}:
            continue
        behind = scene.mentions_between(hit.last + 1, sentence.last)
        ids: tuple[str, ...] = ()
        if hit.meaning == "nothing":
            # "a different approach with the next one": different from what was shared before
            ids = tuple(one.id for one in behind[:1] if one.first - hit.last <= _NEAR + 3)
            behind = _shared_before(scene, hit)
        if behind and not behind[0].id.startswith("?"):
            denied = hit.meaning == "nothing" or scene.negation(sentence, hit.first)
            value = f"{'not ' if denied else ''}{behind[0].generation}"
            yield made(scene, sentence, hit, "platform_shared_with", value, vehicles=ids)


def _shared_before(scene: Scene, hit: Hit) -> list[Mention]:
    """Return the car with which the text said before that a platform is shared."""
    first = max(0, hit.first - _LONG_AGO)
    earlier = [one for one in scene.article.hits_in(first, hit.first, "shared") if one.meaning == "platform"]
    return scene.mentions_between(earlier[-1].last + 1, earlier[-1].last + 6) if earlier else []


def _lineup(scene: Scene, sentence: Sentence, hits: Sequence[Hit]) -> Iterator[Found]:
    """Yield the versions that are announced: "will include four variants: 40, 50 and M60"."""
    hit = next((one for one in hits if one.table == "lineup"), None)
    if hit is None or not scene.hedge(sentence, hit.first, hit.last).status:
        return
    for one in scene.mentions_between(hit.last + 1, sentence.last):
        if one.id.count("/") == 3:
            whole = hit._replace(first=one.first, last=one.last)
            yield made(
                scene,
                sentence,
                whole,
                "program_status",
                "expected",
                [hit],
                vehicles=(one.id,),
                status="expected",
            )
