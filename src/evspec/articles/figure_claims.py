"""Which spec a figure is of, and under which conditions: by the words around it."""

from __future__ import annotations

import re
from collections import defaultdict
from typing import TYPE_CHECKING, Final, NamedTuple

from evspec.articles.conditions import conditions_of, cycle_near, window_in
from evspec.articles.figure_specs import NONE, bare_spec, fits, spec_of
from evspec.articles.figures import bound_before
from evspec.articles.proposals import Cue, Doubt, SpecName, Untaken
from evspec.errors import EvspecError
from evspec.languages.speech import Phrase
from evspec.measures import Measure
from evspec.specs import NOT_STATED, SPECS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from evspec.articles.figures import Figure
    from evspec.articles.layout import Sentence
    from evspec.articles.scene import Scene

__all__ = ["Found", "figure_claims"]

#: How many words may stand between a figure and what it is shared with.
_FAR: Final = 14
_NUMBER_BEFORE: Final = re.compile(r"(?<![\w.,])(\d+(?:[.,]\d+)?) $")
_NUMBER_BEHIND: Final = re.compile(r" (\d+(?:[.,]\d+)?)(?=[\s,.;)])")
#: So many blanks stand before the second printing of a figure.
_ASIDE: Final = 3
#: What parts two figures that do not belong together.
_APART: Final = re.compile(r"[,;:]")
_ADDED: Final = frozenset({"km", "mi", "min", "h"})
_LIKE_BEFORE: Final = Doubt(
    "value", Phrase("it has no words of its own, and is taken as the figure before it")
)


class Found(NamedTuple):
    """A claim before it has a vehicle: what is said, where it stands, and what decided.

    Attributes
    ----------
    first, last
        The tokens on which it hangs.
    old
        Whether it is said of the predecessor.
    target
        Whether what was said of it is a relation to a vehicle that is named.
    """

    spec: str
    value: object
    qualifiers: Mapping[str, str]
    start: int
    end: int
    first: int
    last: int
    sentence: Sentence
    cues: tuple[Cue, ...] = ()
    doubts: tuple[Doubt, ...] = ()
    old: bool = False
    is_trait: bool = False
    vehicles: tuple[str, ...] = ()
    status: str = ""


def figure_claims(scene: Scene, figures: Sequence[Figure]) -> tuple[list[Found], list[Untaken]]:
    """Return what the figures of a text say, and those that say nothing of a car, with the reason."""
    found: list[Found] = []
    untaken: list[Untaken] = []
    by_sentence: dict[int, list[Figure]] = defaultdict(list)
    for figure in figures:
        by_sentence[scene.article.sentence_at(figure.start)].append(figure)
    for number, own in by_sentence.items():
        sentence = scene.article.sentences[number]
        if sentence.where == "repeated":
            reason = Phrase("the line stands above already")
            untaken += [Untaken(one.text, one.start, one.end, reason) for one in own]
            continue
        before = len(found)
        for figure in own:
            taken = list(_claims_of(scene, sentence, figure, own, found))
            found += [one for one in taken if isinstance(one, Found)]
            untaken += [one for one in taken if isinstance(one, Untaken)]
        found += _shared(scene, sentence, found[before:])
    return found, untaken


def _shared(scene: Scene, sentence: Sentence, own: Sequence[Found]) -> Iterator[Found]:
    """Yield the figure before "shared with the xDrive40" or "the same as in the iX3" as that car's too."""
    for hit in scene.article.hits_in(sentence.first, sentence.last, "shared"):
        behind = scene.mentions_between(hit.last + 1, min(hit.last + 4, sentence.last))
        before = [one for one in own if one.last < hit.first <= one.last + _FAR // 2]
        if hit.meaning == "figure" and behind and before:
            one = before[-1]
            end = scene.article.tokens[behind[0].last].end
            if len(scene.article.text[one.start : end].split()) > 12:
                end = one.end
            cue = Cue("vehicle", *scene.article.span(hit))
            yield one._replace(end=end, vehicles=(behind[0].id,), cues=(*one.cues, cue), status="reported")


def _claims_of(
    scene: Scene,
    sentence: Sentence,
    figure: Figure,
    others: Sequence[Figure],
    earlier: Sequence[Found],
) -> Iterator[Found | Untaken]:
    article = scene.article
    first, past = article.token_at(figure.start), article.token_at(figure.end)
    reason = _no_claim(scene, sentence, figure, others)
    if reason:
        yield Untaken(figure.text, figure.start, figure.end, reason)
        return
    spec, cue, doubts = spec_of(scene, sentence, figure, others)
    if spec is None:
        spec, doubts = _as_before(scene, figure, earlier), (_LIKE_BEFORE,)
    if spec is None:
        spec, cue, doubts = bare_spec(scene, sentence, figure)
    if spec is None or spec == NONE:
        yield Untaken(figure.text, figure.start, figure.end, Phrase("no spec"))
        return
    yield from _bare(scene, sentence, spec, figure, others, cue)
    is_old = _is_old(scene, sentence, first, past)
    parts = _transition(scene, sentence, figure)
    for n, text in enumerate(parts or (figure.text,)):
        old = n == 0 if parts else is_old
        value, qualifiers, more = _written(scene, sentence, spec, text, figure, others)
        if value is None:
            reason = Phrase("not read as {spec}", spec=SpecName(spec))
            yield Untaken(figure.text, figure.start, figure.end, reason)
            continue
        start = min(figure.start, cue.start) if cue else figure.start
        end = max(figure.end, cue.end) if cue else figure.end
        if len(article.text[start:end].split()) > 12:
            start, end = figure.start, figure.end
        yield Found(
            spec, value, qualifiers, start, end, first, past - 1, sentence,
            (cue,) if cue else (), (*doubts, *more), old=old,
        )  # fmt: skip


def _bare(
    scene: Scene, sentence: Sentence, spec: str, figure: Figure, others: Sequence[Figure], cue: Cue | None
) -> Iterator[Found]:
    """Yield the number without a unit beside a figure: "5.1 instead of 6.1 s", "421 miles, before 394"."""
    article = scene.article
    first, past = article.token_at(figure.start), article.token_at(figure.end)
    for hit in article.hits_in(max(sentence.first, first - 4), min(past + 4, sentence.last), "old"):
        start, end = article.span(hit)
        before = _NUMBER_BEFORE.search(article.plain, max(sentence.start, start - 12), start)
        behind = _NUMBER_BEHIND.match(article.plain, end, sentence.end)
        is_new = hit.meaning == "before" and hit.last == first - 1 and before is not None
        is_old = hit.meaning == "before" and hit.first == past and behind is not None
        number = before if is_new else behind if is_old else None
        if number is None or any(one.start <= number.start(1) < one.end for one in others):
            continue
        bound = bound_before(article, number.start(1))
        text = f"{bound} {number[1]} {figure.value.unit}".lstrip()
        value, qualifiers, doubts = _written(scene, sentence, spec, text, figure, others)
        if value is not None:
            start = number.start(1) - (len(bound) + 1 if bound else 0)
            span = min(figure.start, start), max(figure.end, number.end(1))
            yield Found(
                spec, value, qualifiers, *span, first, past - 1, sentence, (cue,) if cue else (), doubts,
                old=is_old,
            )  # fmt: skip


def _no_claim(scene: Scene, sentence: Sentence, figure: Figure, others: Sequence[Figure]) -> str:
    """Return why a figure says nothing of a car, "" if it may say something."""
    article = scene.article
    first, past = article.token_at(figure.start), article.token_at(figure.end)
    per = article.hits_in(past, past + 2, "nouns")
    if figure.value.kind == "ratio" or any(hit.meaning == "per" and hit.first == past for hit in per):
        charged = any(other.value.kind == "duration" for other in others)
        if charged and figure.value.bound == "between":
            return Phrase("a window of charging")
        return Phrase("no spec has it")
    if _is_aside(scene, sentence, first):
        return Phrase("it is of no car")
    if _is_printing(scene, figure, others):
        return Phrase("another printing of the figure before it")
    if _is_chargers(scene, figure, past, others):
        return Phrase("a charger's power and not the car's")
    if _is_run(scene, sentence, figure, first, past):
        return Phrase("it says from where to where a run goes")
    if _is_difference(scene, sentence, first, past):
        return Phrase("a difference")
    if _lasts(scene, figure, first):
        return Phrase("how long it lasts")
    if _is_added(scene, sentence, figure, others):
        return Phrase("what a charge adds in a time")
    before = article.hits_in(max(sentence.first, first - 3), first, "compare")
    return Phrase("something is compared with it") if any(hit.meaning == "beyond" for hit in before) else ""


def _is_aside(scene: Scene, sentence: Sentence, first: int) -> bool:
    """Tell whether a sentence is led by what is no car, and names none before the figure."""
    led = scene.article.hits_in(sentence.first, min(sentence.first + 4, first), "nouns")
    return any(hit.meaning == "topic" for hit in led) and not scene.mentions_between(sentence.first, first)


def _is_chargers(scene: Scene, figure: Figure, past: int, others: Sequence[Figure]) -> bool:
    """Tell whether a power is that of the charger named behind it: "at a 350 kW DC public charger"."""
    if figure.value.kind != "power" or not any(other.value.kind == "duration" for other in others):
        return False
    article = scene.article
    chargers = (hit for hit in article.hits_in(past, past + 4, "nouns") if hit.meaning == "charger")
    charger = next(chargers, None)
    return charger is not None and not _APART.search(
        article.plain[figure.end : article.tokens[charger.first].start]
    )


def _is_printing(scene: Scene, figure: Figure, others: Sequence[Figure]) -> bool:
    """Tell whether a figure stands in parentheses behind one of its kind, with which it does not agree.

    One with words of its own in the parentheses is another: "102 kWh (94 kWh usable)".
    """
    plain = scene.article.plain
    if plain[figure.start - 1 : figure.start] != "(":
        return False
    gaps = (
        plain[one.end : figure.start]
        for one in others
        if one.end < figure.start and one.value.kind == figure.value.kind
    )
    # "4,855 mm (191 inches)", and "4,855 mm in length (191 inches)"
    if not any(gap.count(" ") <= _ASIDE and "(" not in gap[:-1] for gap in gaps):
        return False
    close = plain.find(")", figure.end, figure.end + 40)
    words = scene.article.hits_in(
        scene.article.token_at(figure.end), scene.article.token_at(max(close, figure.end)), "specs"
    )
    return not any(fits(hit.meaning, figure) for hit in words)


def _as_before(scene: Scene, figure: Figure, earlier: Sequence[Found]) -> str | None:
    """Return the spec of the last figure, if it is near, of one kind with this one, and this has no words."""
    if not earlier or not fits(earlier[-1].spec, figure):
        return None
    number = scene.article.sentence_at(figure.start)
    near = scene.article.sentences[max(0, number - 1) : number + 1]
    now, last = near[-1], earlier[-1].sentence
    return earlier[-1].spec if last in near and last.paragraph == now.paragraph else None


def _is_run(scene: Scene, sentence: Sentence, figure: Figure, first: int, past: int) -> bool:
    """Tell whether a figure is part of the words for a sprint: "from 0 to 100 km/h"."""
    hits = scene.article.hits_in(max(sentence.first, first - 4), sentence.last, "specs")
    return figure.value.kind == "speed" and any(
        hit.meaning.startswith("accel")
        and hit.first < past
        and (hit.last >= past - 2 or hit.first <= first <= hit.last)
        and (hit.last > hit.first or hit.first >= first)
        for hit in hits
    )


def _lasts(scene: Scene, figure: Figure, first: int) -> bool:
    """Tell whether a time is how long something lasts: "300 kW for up to five minutes"."""
    led = scene.article.hits_in(first - 1, first, "nouns")
    return figure.value.kind == "duration" and any(hit.meaning == "for" for hit in led)


def _is_added(scene: Scene, sentence: Sentence, figure: Figure, others: Sequence[Figure]) -> bool:
    """Tell whether a figure is what a charge adds, or in what time: "100 km in five minutes"."""
    kinds = {"length": "duration", "duration": "length"}
    article = scene.article
    tens = article.hits_in(sentence.first, sentence.last, "specs")
    tens = [hit for hit in tens if hit.meaning == "dc_range_10min"]
    first = article.token_at(figure.start)
    if figure.value.kind == "duration" and any(hit.first <= first <= hit.last for hit in tens):
        return True
    if tens or kinds.get(figure.value.kind) is None or window_in(others) != NOT_STATED:
        return False
    charged = article.hits_in(sentence.first, sentence.last, "specs", "nouns")
    if not any(hit.meaning in {"dc_time", "dc_power", "charger"} for hit in charged):
        return False
    for one in others:
        left, right = sorted((one, figure), key=lambda each: each.start)
        gap = article.plain[left.end : right.start]
        words = article.hits_in(article.token_at(left.end), article.token_at(right.start), "specs", "clause")
        if one.value.kind == kinds[figure.value.kind] and one.value.unit in _ADDED and not (
            _APART.search(gap) or len(gap.split()) > _FAR // 2 or any(hit.table == "clause" for hit in words)
        ):  # fmt: skip
            return True
    return False


def _is_difference(scene: Scene, sentence: Sentence, first: int, past: int) -> bool:
    article = scene.article
    behind = article.hits_in(past, min(past + 3, sentence.last), "difference")
    tokens, plain = article.tokens, article.plain
    # "523 bhp (more than the other)" is a figure and then a difference
    behind = [one for one in behind if "(" not in plain[tokens[past - 1].end : tokens[one.first].start]]
    if any(hit.meaning == "behind" and hit.first <= past for hit in behind):
        return True
    if any(hit.meaning == "beyond" for hit in article.hits_in(past, past + 1, "compare")):
        return True
    mentions = scene.mentions_between(past, min(past + 4, sentence.last))
    than = article.hits_in(past, min(past + 2, sentence.last), "compare")
    if mentions and any(hit.meaning in {"than", "beyond"} for hit in than):
        return True
    before = article.hits_in(max(sentence.first, first - 4), first, "difference")
    return any(hit.meaning == "before" and hit.last == first - 1 for hit in before)


def _is_old(scene: Scene, sentence: Sentence, first: int, past: int) -> bool:
    """Tell whether a figure is the predecessor's: "instead of 6.1 seconds", "394 previously"."""
    article = scene.article
    before = article.hits_in(max(sentence.first, first - 4), first, "old")
    behind = article.hits_in(past, min(past + 3, sentence.last), "old")
    tokens, plain = article.tokens, article.plain
    return any(
        hit.meaning == "before"
        and first - hit.last <= 2
        and "," not in plain[tokens[hit.last].end : tokens[first].start]
        for hit in before
    ) or any(
        # of "84 kWh (previously 77)" the first is no old one
        hit.meaning == "behind"
        and hit.first - past <= 1
        and "(" not in plain[tokens[past - 1].end : tokens[hit.first].start]
        for hit in behind
    )


def _transition(scene: Scene, sentence: Sentence, figure: Figure) -> tuple[str, str] | None:
    """Return the two figures of "grows from 410 to 440 km", None if it is a range."""
    if figure.was:
        return figure.was, figure.text
    if figure.value.bound != "between" or len(figure.value.printings) > 1:
        return None
    hits = scene.article.hits_in(sentence.first, sentence.last, "old")
    if not any(hit.meaning == "change" for hit in hits):
        return None
    numbers = re.findall(r"[0-9]+(?:[.,][0-9]+)*", figure.text)
    return (
        (f"{numbers[0]} {figure.value.unit}", f"{numbers[1]} {figure.value.unit}")
        if len(numbers) == 2
        else None
    )


def _written(
    scene: Scene, sentence: Sentence, key: str, text: str, figure: Figure, others: Sequence[Figure]
) -> tuple[str | None, dict[str, str], tuple[Doubt, ...]]:
    """Return a figure and its conditions as `Spec.read` takes them, and what is doubtful."""
    spec = SPECS[key]
    qualifiers: dict[str, str] = {}
    doubts: list[Doubt] = []
    if "cycle" in spec.qualifiers:
        qualifiers["cycle"] = figure.value.cycle or cycle_near(scene, sentence, figure)
        if qualifiers["cycle"] == NOT_STATED and spec.qualifiers["cycle"] == "required":
            doubts.append(Doubt("value", Phrase("no cycle is named")))
    if figure.slip:
        doubts.append(Doubt("value", figure.slip))
    qualifiers |= conditions_of(scene, sentence, key, figure, others)
    printed = [text, str(figure.value.with_cycle(None))] if text == figure.text else [text]
    for value in printed:
        try:
            read, _ = spec.read(value, qualifiers)
        except EvspecError:
            continue
        same = isinstance(read, Measure) and read.agrees_with(figure.value.with_cycle(read.cycle))
        if text != figure.text or same:
            return value, qualifiers, tuple(doubts)
    return None, {}, ()
