"""How a doubt reads: the figures, the rule, and what most likely happened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from evspec.measures import Measure
from evspec.plausibility.figures import is_of_size
from evspec.plausibility.order import YEARS
from evspec.plausibility.sizes import CURRENCIES, SIZES
from evspec.plausibility.slips import likely_causes
from evspec.specs import NOT_STATED
from evspec.values import Curve

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from evspec.claims import Claim
    from evspec.plausibility.rules import Rule

__all__ = ["of_dates", "of_rule", "of_size", "of_units", "of_year"]


def of_size(claim: Claim, siblings: Iterable[Claim], fit: Callable[..., bool]) -> str:
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
    unit = f"{', '.join(CURRENCIES[:-1])} or {CURRENCIES[-1]}" if key == "price" else claim.spec.metric
    bounds = " to ".join(f"{end:,.0f}" if end >= 100 else f"{end:g}" for end in (size.least, size.most))
    found = f"the top of the curve, {value.peak_kw:g} kW" if isinstance(value, Curve) else _shown(claim)
    causes = []
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
            causes = ["a monthly rate"]
        elif both:
            causes = _swaps(both)

        def is_right(meant: Measure) -> bool:
            figure = meant.with_cycle(value.cycle)
            return is_of_size(key, figure) and fit(claim.but(value=figure))

        causes = causes or likely_causes(value, is_right) or _swaps(swapped)
    return f"{found}, where cars have {bounds} {unit}".rstrip() + _perhaps(causes)


def _swaps(others: Sequence[Claim]) -> list[str]:
    return [f"swapped with {other.spec.key} {other.value.show()}" for other in others]


def of_rule(
    rule: Rule, claims: Sequence[Claim], breaks: Callable[[Sequence[Claim]], bool]
) -> tuple[Claim, str]:
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
    blamed, causes = claims[0], []
    if len(claims) == 2 and rule.under and claims[0].spec.kind == claims[1].spec.kind:
        swapped = [claims[0].but(value=claims[1].value), claims[1].but(value=claims[0].value)]
        if all(is_of_size(c.spec.key, c.value) for c in swapped) and not breaks(swapped):
            causes.append("the two are swapped")
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
        causes += [f"{claim.spec.key}: {words}" for words in found]
    if rule.unlike:
        told = " and ".join(map(_shown, claims))
        return claims[0], f"{told} are one number; perhaps one was copied into the other's field"
    over = " x ".join(_shown(claim) for claim in claims[: len(rule.over)])
    words = " / ".join([over, *(_shown(claim) for claim in claims[len(rule.over) :])])
    bounds = f"at most {rule.most:g}" if not rule.least else f"{rule.least:g} to {rule.most:g}"
    return blamed, f"{words} do not fit: {rule.words} is {bounds}{_perhaps(causes[:3])}"


def of_units(one: Claim, other: Claim, words: str) -> str:
    """Word two figures that look like one under two units."""
    return f"{_shown(one)} and {_shown(other)} ({other.source.cite()}) look like one figure: {words}"


def of_dates(before: Claim, after: Claim) -> str:
    """Word two dates that are not in order."""
    told = f"{before.spec.key} {before.value.show()} is after {after.spec.key} {after.value.show()}"
    return f"{told}; perhaps they are swapped, or one is of another plant, market or generation"


def of_year(claim: Claim) -> str:
    """Word a date out of the years of electric cars."""
    return f"{_shown(claim)}, where electric cars are of {YEARS[0]} to {YEARS[1]}; perhaps a digit is wrong"


def _shown(claim: Claim) -> str:
    """Return "range 514 km WLTP": what was found, as the file calls it."""
    conditions = [value for name, value in claim.qualifiers.items() if name in {"cycle", "soc", "charger"}]
    value = claim.value
    figure = f"up to {value.peak_kw:g} kW" if isinstance(value, Curve) else value.show()
    cycle = claim.qualifiers.get("cycle", "")
    others = [f", {value}" for value in conditions if value != cycle]
    told = f"(cycle {cycle})" if cycle == NOT_STATED else cycle
    return " ".join(filter(None, [claim.spec.key, figure, told])) + "".join(others)


def _perhaps(causes: Sequence[str]) -> str:
    return f"; perhaps {', or '.join(causes)}" if causes else "; compare it with its source"
