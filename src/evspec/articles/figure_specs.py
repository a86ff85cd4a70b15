"""Of which spec a figure is: by the words around it, by its kind, its unit and its size."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from evspec.articles.conditions import cycle_near, window_in
from evspec.articles.proposals import Cue, Doubt, SpecName
from evspec.languages.speech import Phrase
from evspec.specs import NOT_STATED, SPECS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from evspec.articles.figures import Figure
    from evspec.articles.layout import Sentence
    from evspec.articles.scene import Scene
    from evspec.articles.words import Hit
    from evspec.measures import Measure

__all__ = ["NARROW", "NONE", "bare_spec", "fits", "spec_of"]

#: How many words may stand between a figure and what it is of.
_FAR: Final = 14
#: What a figure of a kind is of where nothing says it.
_USUAL: Final[Mapping[str, str]] = {
    "torque": "torque", "energy": "battery", "consumption": "consumption", "voltage": "voltage_class",
}  # fmt: skip
#: The units in which figures of these specs are printed; of others all of their kind.
_UNITS: Final[Mapping[str, frozenset[str]]] = {
    "range": frozenset({"km", "mi"}),
    "dc_range_10min": frozenset({"km", "mi"}),
    "accel_0_100_kmh": frozenset({"s"}),
    "accel_0_60_mph": frozenset({"s"}),
    "dc_time": frozenset({"min", "h"}),
    "ac_time": frozenset({"h", "min"}),
    "center_display": frozenset({"in"}),
    "wheel_size": frozenset({"in"}),
    **{key: frozenset({"mm", "cm", "m", "in", "ft"}) for key in
       ("length", "width", "height", "wheelbase", "ground_clearance", "turning_circle")},
}  # fmt: skip
#: What of a battery or a motor says more than the word for it, and so counts as nearer.
NARROW: Final = frozenset({
    "battery_net", "battery_gross", "motor_power_front", "motor_power_rear", "dc_range_10min",
    "cargo_volume_max", "battery_mass", "range_total",
})  # fmt: skip
#: The least and the most that figures of these specs are, in the unit named.
_SIZES: Final[Mapping[str, tuple[str, float, float]]] = {
    "engine_displacement": ("L", 0.3, 9), "cargo_volume": ("L", 40, 9000),
    "cargo_volume_max": ("L", 40, 20000),
    "frunk_volume": ("L", 5, 500), "center_display": ("in", 4, 60), "wheel_size": ("in", 12, 26),
    "length": ("m", 2, 7), "width": ("m", 1, 3), "height": ("m", 1, 3.5), "wheelbase": ("m", 1.4, 4.5),
    "ground_clearance": ("m", 0.05, 0.6), "top_speed": ("km/h", 40, 500), "accel_0_100_kmh": ("s", 1, 40),
    "accel_0_60_mph": ("s", 1, 40), "curb_weight": ("kg", 300, 5000), "price": ("", 1000, 10_000_000),
    "battery_mass": ("kg", 40, 1500), "torque": ("Nm", 20, 5000), "turning_circle": ("m", 5, 20),
}  # fmt: skip
#: Units in which nothing but the power of a car is printed.
_HORSES: Final = frozenset({"hp", "PS"})
#: How much farther a word is felt to be that stands in or outside of parentheses.
_ASIDE: Final = 6
#: How much nearer a phrase of some words is felt to be that stands right before a figure.
_ADJACENT: Final = 6
#: With its seats folded a car holds so many times what it holds else.
_FOLDED: Final = 1.5
#: A charge that takes longer, in minutes, is one from a wallbox.
_LONGEST_DC: Final = 120.0
_LINKS: Final = re.compile(r" (?:[a-z]{1,3} ){1,2}")
_CLASSES: Final = frozenset({400.0, 800.0})
#: The spec of a figure that words tell to be of none: the time of a quarter mile.
NONE: Final = "none"
_NO_SPEC: Final = "no_spec"
#: How near they stand to it.
_NONE_NEAR: Final = 4
#: Which power the parts of a hybrid have; of other cars "the electric motor" is all there is.
_OF_HYBRIDS: Final[Mapping[str, str]] = {"motor_power": "power", "engine_power": "power"}
#: An amount of money that stands without a word for a price is one from here on.
_DEAR: Final = 10_000.0
_OF_CHARGING: Final = frozenset(
    {"dc_power", "ac_power", "dc_time", "ac_time", "regen_power", "v2l_power", "charger"}
)
_BARE: Final = Doubt("value", Phrase("no word for the power stands near it"))
_UNSAID: Final = Doubt("value", Phrase("no word for a price stands near it"))


def spec_of(
    scene: Scene, sentence: Sentence, figure: Figure, others: Sequence[Figure]
) -> tuple[str | None, Cue | None, tuple[Doubt, ...]]:
    """Return the spec whose words stand nearest to a figure, those words, and what is doubtful.

    The spec is None if no words tell one, and "none" if words tell that it is of something else.
    """
    article = scene.article
    first, past = article.token_at(figure.start), article.token_at(figure.end)
    ranked = sorted(
        (
            (_distance(scene, hit, figure, others), n, hit)
            for n, hit in enumerate(article.hits_in(sentence.first, sentence.last, "specs", _NO_SPEC))
            if fits(hit.meaning, figure) or (hit.table == _NO_SPEC and _is_near(hit, first, past))
        ),
        key=lambda one: one[:2],
    )
    if ranked and ranked[0][0] <= _FAR:
        distance, _, hit = ranked[0]
        cue = Cue("value", *article.span(hit))
        if hit.table == _NO_SPEC:
            return NONE, cue, ()
        rivals = [one for one in ranked[1:] if one[2].meaning != hit.meaning and one[0] - distance <= 1]
        rivals = [one for one in rivals if one[2].table != _NO_SPEC]
        doubts = tuple(
            Doubt("value", Phrase("it may be of {spec}", spec=SpecName(one[2].meaning))) for one in rivals[:1]
        )
        return _meant(scene, hit.meaning, figure, others), cue, doubts
    named = {hit.meaning for _, _, hit in ranked if hit.table != _NO_SPEC}
    if len(named) == 1:
        key = named.pop()
        far = Doubt("value", Phrase("{spec} is named far from it", spec=SpecName(key)))
        return _meant(scene, key, figure, others), None, (far,)
    return _usual(scene, sentence, figure, others)


def _is_near(hit: Hit, first: int, past: int) -> bool:
    return hit.first - past < _NONE_NEAR and first - hit.last <= _NONE_NEAR


def _meant(scene: Scene, key: str, figure: Figure, others: Sequence[Figure]) -> str:
    """Return the spec that words mean for a figure of its size, and in the company of others."""
    place = scene.article.token_at(figure.end)
    if key == "dc_time" and (figure.value.to("min").ends[0] or 0.0) >= _LONGEST_DC:
        return "ac_time"
    if key == "width" and any(
        hit.meaning == "width_mirrors" for hit in scene.article.hits_in(place, place + 6, "specs")
    ):
        # "2,139 mm wide (including mirrors)"
        return "width_mirrors"
    if key == "cargo_volume" and any(
        one.end <= figure.start and one.value.kind == figure.value.kind and _is_less(one, figure)
        for one in others
    ):
        # "585 litres, and up to 1,710"
        return "cargo_volume_max"
    if key in _OF_HYBRIDS and not scene.is_of_hybrid:
        key = _OF_HYBRIDS[key]
    is_charged = key == "power" and figure.value.unit == "kW" and len(figure.value.printings) < 2
    # "its rated power is 50 kW, or 40 minutes from 0 to 80 %"
    return "dc_power" if is_charged and window_in(others) != NOT_STATED else key


def _is_less(one: Figure, other: Figure) -> bool:
    """Tell whether a figure is far less than another."""
    small, large = one.value.ends[0], other.value.to(one.value.unit).ends[-1]
    return bool(small and large and _FOLDED * small <= large)


def _usual(
    scene: Scene, sentence: Sentence, figure: Figure, others: Sequence[Figure]
) -> tuple[str | None, None, tuple[Doubt, ...]]:
    """Return what a figure is of that has no words of its own."""
    kind = figure.value.kind.partition(" ")[0]
    if kind == "duration" and window_in(others) != NOT_STATED and fits("dc_time", figure):
        # "in 30 minutes (from 20 to 80 %)"
        return "dc_time", None, ()
    units = {figure.value.unit, *(one.unit for one in figure.value.printings)}
    used = any(
        hit.meaning == "consumption" for hit in scene.article.hits_in(sentence.first, sentence.last, "specs")
    )
    if kind == "energy" and used:
        # "22 kWh pro hundert Kilometern"
        return None, None, ()
    usual = "power" if not _HORSES.isdisjoint(units) else _USUAL.get(kind)
    if usual and fits(usual, figure):
        return usual, None, _of_slip(scene, sentence, figure, others)
    if kind == "length" and fits("range", figure) and cycle_near(scene, sentence, figure) != NOT_STATED:
        return "range", None, ()
    return None, None, ()


def bare_spec(scene: Scene, sentence: Sentence, figure: Figure) -> tuple[str | None, None, tuple[Doubt, ...]]:
    """Return what a figure may be of that neither words nor the figure before it tell."""
    if "|" in scene.article.plain[sentence.start : sentence.end]:
        # a cell without a label is no sentence
        return None, None, ()
    words = {hit.meaning for hit in scene.article.hits_in(sentence.first, sentence.last, "specs", "nouns")}
    kind = figure.value.kind.partition(" ")[0]
    past = scene.article.token_at(figure.end)
    beside = scene.mentions_between(past, past + 3) or any(
        hit.meaning in {"car", "version"} for hit in scene.article.hits_in(past, past + 3, "nouns")
    )
    if kind == "power" and beside and fits("power", figure) and words.isdisjoint(_OF_CHARGING):
        # "the 150 kW version"
        return "power", None, (_BARE,)
    if kind == "money" and (figure.value.ends[0] or 0.0) >= _DEAR and fits("price", figure):
        return "price", None, (_UNSAID,)
    return None, None, ()


def _of_slip(scene: Scene, sentence: Sentence, figure: Figure, others: Sequence[Figure]) -> tuple[Doubt, ...]:
    """Return a doubt of an energy where the words are of a power that is not told: "charges at 180 kWh"."""
    hits = scene.article.hits_in(sentence.first, sentence.last, "specs")
    powers = [hit.meaning for hit in hits if SPECS[hit.meaning].kind == "power"]
    if figure.value.kind != "energy" or not powers or any(one.value.kind == "power" for one in others):
        return ()
    words = Phrase("the words are of {spec}, and the unit of an energy", spec=SpecName(powers[0]))
    return (Doubt("value", words),)


def fits(key: str, figure: Figure) -> bool:
    """Tell whether a spec may have a figure: its kind, its unit, its size."""
    spec = SPECS.get(key)
    if spec is None or spec.value_type is not None:
        return False
    value = figure.value
    if key == "voltage_class" and not {end for end in value.ends if end} <= _CLASSES:
        return False
    kind = value.kind.partition(" ")[0]
    return spec.kind == kind and value.unit in _UNITS.get(key, {value.unit}) and _is_of_size(key, value)


def _is_of_size(key: str, value: Measure) -> bool:
    unit, least, most = _SIZES.get(key, ("", float("-inf"), float("inf")))
    ends = (value.to(unit) if unit else value).ends
    return all(end is None or least <= end <= most for end in ends)


def _distance(scene: Scene, hit: Hit, figure: Figure, others: Sequence[Figure]) -> float:
    """Return how far apart a figure and a word for a spec are, as a reader would feel it."""
    article = scene.article
    first, past = article.token_at(figure.start), article.token_at(figure.end)
    if hit.last < first:
        gap, start, end = first - hit.last - 1, article.tokens[hit.last].end, figure.start
    elif hit.first >= past:
        gap, start, end = hit.first - past + 1, figure.end, article.tokens[hit.first].start
    else:
        return 0
    between = article.plain[start:end]
    crossed = sum(start <= other.start and other.end <= end for other in others)
    commas = len(re.findall(r"[,;:]| - ", between))
    is_narrow = hit.meaning in NARROW or hit.table == _NO_SPEC
    bonus = 2 * (hit.last - hit.first) + (4 if is_narrow else 0)
    # "a motor on the front axle for a combined 590 hp"
    bonus += _ADJACENT * (hit.last == first - 1 and hit.last > hit.first + 1)
    # of "102 kWh (94 kWh usable)" the word in the parentheses is of the second
    joined = 2 * bool(
        article.hits_in(hit.last + 1, first, "joined") or article.hits_in(past, hit.first, "joined")
    )
    if hit.first >= past and not commas and not crossed and between.strip() and _LINKS.fullmatch(between):
        # "2055 mm in width": the words behind it are its own
        gap = 1
    aside = _ASIDE if between.count("(") != between.count(")") else 0
    return gap + 3 * commas + 3 * crossed + aside + joined - bonus
