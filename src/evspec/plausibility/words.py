"""How a doubt reads: the figures, the rule, and what most likely happened."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING

from attrs import frozen

from evspec.languages.speech import Phrase, Term
from evspec.measures import Measure
from evspec.plausibility.figures import is_of_size
from evspec.plausibility.order import YEARS
from evspec.plausibility.sizes import CURRENCIES, SIZES
from evspec.plausibility.slips import Plain, likely_causes
from evspec.specs import NOT_STATED
from evspec.values import Curve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from evspec.claims import Claim
    from evspec.languages.speech import Sayable, Speech
    from evspec.plausibility.rules import Rule
    from evspec.specs import Spec

__all__ = ["of_dates", "of_rule", "of_size", "of_units", "of_year"]


def of_size(claim: Claim, siblings: Iterable[Claim], fit: Callable[..., bool]) -> Phrase:
    """Word a figure that no car has: "ac_power 111 kW, where cars have 1.2 to 45 kW; perhaps …".

    Parameters
    ----------
    claim
        The claim.
    siblings
        What the same source says of the same vehicle in specs of the same kind: fields get swapped.
    fit
        Whether claims in place of those on the same specs would go with what else is said.
    """
    key, size, value = claim.spec.key, SIZES[claim.spec.key], claim.value
    unit: str | Phrase = claim.spec.metric
    if key == "price":
        unit = Phrase("{first} or {last}", first=", ".join(CURRENCIES[:-1]), last=CURRENCIES[-1])
    found: Sayable = _Shown(claim)
    if isinstance(value, Curve):
        found = Phrase("the top of the curve, {figure}", figure=_Size(value.peak_kw, "kW"))
    causes: list[Phrase] = []
    if isinstance(value, Measure):
        swapped = [
            other
            for other in siblings
            if isinstance(other.value, Measure)
            and is_of_size(key, other.value)
            and is_of_size(other.spec.key, value)
            and fit(claim.but(value=other.value), other.but(value=value))
        ]
        both = [other for other in swapped if not is_of_size(other.spec.key, other.value)]
        if key == "price" and (value.high or 0) < size.least:
            causes = [Phrase("a monthly rate")]
        elif both:
            causes = _swaps(both)

        def is_right(meant: Measure) -> bool:
            figure = meant.with_cycle(value.cycle)
            return is_of_size(key, figure) and fit(claim.but(value=figure))

        causes = causes or likely_causes(value, is_right) or _swaps(swapped)
    doubt = Phrase(
        "{found}, where cars have {least} to {most}",
        found=found, least=_Size(size.least), most=_Size(size.most, unit),
    )  # fmt: skip
    return _perhaps(doubt, causes)


def _swaps(others: Sequence[Claim]) -> list[Phrase]:
    return [
        Phrase("swapped with {spec} {figure}", spec=_Key(other.spec), figure=Plain(other.value))
        for other in others
    ]


def of_rule(
    rule: Rule, claims: Sequence[Claim], breaks: Callable[[Sequence[Claim]], bool]
) -> tuple[Claim, Phrase]:
    """Return the claim that is most likely wrong among some that do not fit, and the doubt in words.

    Parameters
    ----------
    rule
        The rule that they break.
    claims
        One for each of its terms.
    breaks
        Whether other claims in their place break it too.
    """
    blamed, causes = claims[0], list[Phrase]()
    if len(claims) == 2 and rule.under and claims[0].spec.kind == claims[1].spec.kind:
        swapped = [claims[0].but(value=claims[1].value), claims[1].but(value=claims[0].value)]
        if all(is_of_size(c.spec.key, c.value) for c in swapped) and not breaks(swapped):
            causes.append(Phrase("the two are swapped"))
    for place, claim in enumerate(claims) if not causes else ():
        if not isinstance(claim.value, Measure):
            continue

        def is_right(meant: Measure, place: int = place, claim: Claim = claim) -> bool:
            figure = meant.with_cycle(claim.value.cycle if isinstance(claim.value, Measure) else None)
            others = [*claims[:place], claim.but(value=figure), *claims[place + 1 :]]
            return is_of_size(claim.spec.key, figure) and not breaks(others)

        found = likely_causes(claim.value, is_right, most=1)
        if found and not causes:
            blamed = claim
        causes += [Phrase("{spec}: {cause}", spec=_Key(claim.spec), cause=cause) for cause in found]
    shown: list[Sayable] = [_Shown(claim) for claim in claims]
    if rule.unlike:
        others = reduce(lambda one, other: Phrase("{others} and {last}", others=one, last=other), shown)
        doubt = Phrase(
            "{figures} are one number; perhaps one was copied into the other's field", figures=others
        )
        return claims[0], doubt
    count = len(rule.over)
    over = reduce(lambda one, other: Phrase("{first} x {rest}", first=one, rest=other), shown[:count])
    terms = [over, *shown[count:]]
    quotient = reduce(lambda one, other: Phrase("{first} / {rest}", first=one, rest=other), terms)
    told = {"figures": quotient, "quotient": Term(rule.words), "most": _Size(rule.most)}
    if rule.least:
        doubt = Phrase(
            "{figures} do not fit: {quotient} is {least} to {most}", least=_Size(rule.least), **told
        )
        return blamed, _perhaps(doubt, causes[:3])
    return blamed, _perhaps(Phrase("{figures} do not fit: {quotient} is at most {most}", **told), causes[:3])


def of_units(one: Claim, other: Claim, words: str) -> Phrase:
    """Word two figures that look like one under two units."""
    return Phrase(
        "{one} and {other} ({source}) look like one figure: {cause}",
        one=_Shown(one), other=_Shown(other), source=other.source, cause=Term(words),
    )  # fmt: skip


def of_dates(before: Claim, after: Claim) -> Phrase:
    """Word two dates that are not in order."""
    return Phrase(
        "{spec} {date} is after {other_spec} {other_date}; perhaps they are swapped, or one is of another"
        " plant, market or generation",
        spec=_Key(before.spec), date=Plain(before.value),
        other_spec=_Key(after.spec), other_date=Plain(after.value),
    )  # fmt: skip


def of_year(claim: Claim) -> Phrase:
    """Word a date out of the years of electric cars."""
    first, last = map(str, YEARS)
    return Phrase(
        "{found}, where electric cars are of {first} to {last}; perhaps a digit is wrong",
        found=_Shown(claim), first=first, last=last,
    )  # fmt: skip


@frozen
class _Key:
    """A spec by its key, as files call it; in another language, where that is no word, by its label."""

    spec: Spec

    def said(self, speech: Speech) -> str:
        """Return it in a language."""
        spec = self.spec
        return spec.key if speech.babel is None else speech.word(spec.label, spec.key)


@frozen
class _Shown:
    """A claim in words: "range 514 km WLTP", as the file calls it."""

    claim: Claim

    def said(self, speech: Speech) -> str:
        """Return it in a language."""
        claim, value = self.claim, self.claim.value
        told = {n: speech.word(v) for n, v in claim.qualifiers.items() if n in {"cycle", "soc", "charger"}}
        figure = value.show(speech=speech)
        if isinstance(value, Curve):
            figure = f"{speech.word('up to')} {_Size(value.peak_kw, 'kW').said(speech)}"
        cycle = told.get("cycle", "")
        others = [f", {speech.figures(value)}" for value in told.values() if value != cycle]
        if claim.qualifiers.get("cycle") == NOT_STATED:
            cycle = f"({Phrase('{conditions} not stated', conditions=Term('cycle')).said(speech)})"
        return " ".join(filter(None, [_Key(claim.spec).said(speech), figure, cycle])) + "".join(others)


@frozen
class _Size:
    """A bare number with its unit, if it has one."""

    number: float
    unit: str = ""

    def said(self, speech: Speech) -> str:
        """Return it in a language."""
        digits = f"{self.number:.0f}" if self.number >= 100 else f"{self.number:g}"
        unit = self.unit.said(speech) if isinstance(self.unit, Phrase) else speech.word(self.unit)
        return f"{speech.marked(digits)} {unit}".rstrip()


def _perhaps(doubt: Phrase, causes: Sequence[Phrase]) -> Phrase:
    if not causes:
        return Phrase("{doubt}; compare it with its source", doubt=doubt)
    every = reduce(lambda one, other: Phrase("{first}, or {rest}", first=one, rest=other), causes)
    return Phrase("{doubt}; perhaps {causes}", doubt=doubt, causes=every)
