"""Ranges of one test cycle estimated from another, by ratios that were observed."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Final

from attrs import frozen

from evspec.claims import WORKED_OUT, Claim, QualifiedSpec, Qualifiers, Source
from evspec.claims.qualified import qualified
from evspec.derivation.given import vehicle_or_figure
from evspec.derivation.results import made
from evspec.errors import EvspecError, MissingClaim, WrongType, check_type, quoted
from evspec.languages.speech import Phrase, Speech
from evspec.measures import Interval, Measure
from evspec.specs import NOT_STATED, QUALIFIERS, SPECS
from evspec.values import Span
from evspec.vehicles import Generation, Variant, Vehicle, entry_of, rows_of, with_addition

if TYPE_CHECKING:
    from collections.abc import Sequence

__all__ = ["RATIOS", "Ratio", "estimate", "with_estimates"]


@frozen
class Ratio:
    """How the range in one cycle was seen to relate to the range in another.

    Attributes
    ----------
    of, to
        The cycles: a range in `of` is the ratio times the range in `to`.
    low, high
        What the ratio was seen to lie between; None if only its middle is told.
    middle
        The middle; None if only the ends are told.
    reference
        Who observed it, or that it is an observation without a published study.
    weak
        Whether it rests on little.
    """

    of: str
    to: str
    low: str | None
    middle: str | None
    high: str | None
    reference: str
    weak: bool = False

    def said(self, speech: Speech) -> str:
        """Return it in a language: "EPA/WLTP 0.81–0.92 (middle 0.878)"."""
        name = f"{speech.word(self.of)}/{speech.word(self.to)}"
        low, middle, high = (end and speech.figures(end) for end in (self.low, self.middle, self.high))
        if self.low is None:
            return f"{name} {speech.word('about')} {middle}"
        return f"{name} {low}–{high}" + (f" ({speech.say('middle {ratio}', ratio=middle)})" if middle else "")

    @property
    def interval(self) -> Interval:
        """Where the ratio lies: between its ends if they are told, else about its middle."""
        ends = self.low or self.middle or "", self.high or self.middle or ""
        digits = min(len(end.lstrip("0.").replace(".", "")) for end in ends)
        lower, upper = (Interval.between(Fraction(end), Fraction(end)).lower for end in ends)
        about = self.low is None
        return Interval(
            lower and lower._replace(about=about), upper and upper._replace(about=about), digits=digits
        )


_OBSERVED: Final = Phrase("observed in figures published for the same cars, no study")

# No cycle has an official conversion into another; a pair that is not here is refused.
#: Every ratio there is.
RATIOS: tuple[Ratio, ...] = (
    Ratio("EPA", "WLTP", "0.81", "0.878", "0.92", _OBSERVED),
    Ratio("WLTP", "NEDC", None, "0.85", None, _OBSERVED),
    Ratio("CLTC", "WLTP", "1.15", None, "1.30", _OBSERVED),
    Ratio("JC08", "WLTP", None, "1.3", None, Phrase("{reference}, weak", reference=_OBSERVED), weak=True),
    Ratio("real world", "WLTP", None, "0.86", None, "Sustainability 2024, 16(17):7529, 342 cars"),
)

_SOURCE = Source("estimate", "Estimated", "from another test cycle by an observed ratio", kind="code")


def estimate(claim: Claim | Vehicle | str, cycle: str) -> Claim:
    """Estimate the range in one test cycle from the range in another.

    No cycle has an official conversion into another. An estimate is the figure times a ratio that
    was observed, in either direction, and as wide as what was observed: from the low ratio of the
    low end to the high ratio of the high end, rounded outward to the step of the figure's last
    digit. Where one ratio only is told, it is "about" the product, to the ratio's digits; the ends of
    a range or a bound are then as rough. A bound stays one. Ratios are never chained. What was
    observed is no limit: single cars lie outside it.

    Parameters
    ----------
    claim
        A range with its cycle, over the whole of it (not city or highway); or a car, its id or name, of
        which the range with the firmest ratio is taken.
    cycle
        The cycle wanted: WLTP, EPA, CLTC, NEDC, JC08 or real world.

    Returns
    -------
    Claim
        Of status "estimated", with the formula, the ratio and its reference in `why`. It is part
        of no vehicle, so nothing selects it unless it is asked for.

    Raises
    ------
    EvspecError
        If the claim is no such range or an estimate itself, or no ratio of the two was observed.
    ParseError
        If there is no such cycle.

    Examples
    --------
    >>> import evspec as ev
    >>> car = ev.Variant.of("My car", range="514 km WLTP")
    >>> guess = ev.estimate(car.range, "EPA")
    >>> print(guess.value, guess.status, sep=", ")
    416–473 km EPA, estimated
    >>> print(guess.why)
    514 km WLTP × EPA/WLTP 0.81–0.92 (middle 0.878); observed in figures published for the same cars, no study
    """
    check_type("the cycle wanted", cycle, str, "a text such as 'EPA'")
    wanted = QUALIFIERS["cycle"].read(cycle)
    given = vehicle_or_figure(claim)
    if isinstance(given, Vehicle):
        return _of_vehicle(given, wanted)
    if not isinstance(claim, Claim):
        raise WrongType(f"{quoted(claim)} is no claim; give the range of a vehicle, such as car.range")
    value, own = _checked(claim, wanted)
    ratio, upright = _between(own, wanted)
    sides = Span.around(value)
    # of a figure that was printed in several units the metric one counts
    metric = all(side.was_printed_in(claim.spec.metric) for side in (sides.lowest, sides.highest))
    unit = claim.spec.metric if metric else sides.lowest.unit
    shown = sides.printed_in(unit)
    own_interval = shown.interval()
    step = min(side.step.adjusted() for side in (shown.lowest, shown.highest))
    product = own_interval * ratio.interval if upright else own_interval / ratio.interval
    estimated = made(product, unit, cycle=wanted, step=None if ratio.low is None else step)
    if estimated is None:
        raise EvspecError(f"{value.show()} is open at both ends, so nothing follows from it")
    formula = Phrase(
        "{figure} × {ratio}" if upright else "{figure} ÷ {ratio}", figure=_InCycle(shown, own), ratio=ratio
    )
    qualifiers = Qualifiers.of({**claim.qualifiers, "cycle": wanted})
    return Claim.of(
        claim.about, claim.spec, estimated, qualifiers, _SOURCE, "estimated", edition=claim.edition,
        note=Phrase(
            "{formula}, {reference}, from {source}",
            formula=formula, reference=ratio.reference, source=claim.source,
        ),
        why=Phrase("{formula}; {aside}", formula=formula, aside=ratio.reference),
    )  # fmt: skip


@frozen
class _InCycle:
    """The figure that an estimate starts from, in words: "514 km WLTP"."""

    value: Span
    cycle: str

    def said(self, speech: Speech) -> str:
        """Return it in a language."""
        return f"{self.value.show(speech=speech)} {speech.word(self.cycle)}"


def _of_vehicle(vehicle: Vehicle, wanted: str) -> Claim:
    """Return the range of a vehicle in a cycle, estimated from one that is stated of it.

    Raises
    ------
    EvspecError
        If it is stated in that cycle; a MissingClaim if in none from which it follows.
    """
    row = qualified(SPECS["range"], SPECS["range"].splits({"cycle": wanted}))
    if entry_of(vehicle, row).value is not None:
        raise EvspecError(f"the range of {vehicle.id} is stated in {wanted} already")
    addition = _Estimated((row,), vehicle.slug if isinstance(vehicle, Variant) else "")
    found = entry_of(with_addition(vehicle, addition), row).claim
    if found is None:
        raise MissingClaim(f"no source states a range of {vehicle.id} from which one in {wanted} follows")
    return found


def _checked(claim: Claim, wanted: str) -> tuple[Measure | Span, str]:
    """Return the figure of a claim and its cycle, or refuse to estimate from it."""
    if claim.spec.key != "range":
        raise EvspecError(
            f"only a range is estimated for another cycle; no ratio is known of {claim.spec.key}"
        )
    if claim.status in WORKED_OUT:
        raise EvspecError(f"this range is {claim.status} itself; estimate from one that a source states")
    if not isinstance(claim.value, Measure | Span):
        raise EvspecError(f"{claim.value.show()!r} is no figure, so nothing follows from it")
    phase = claim.qualifiers.get("phase", "combined")
    if phase != "combined":
        raise EvspecError(f"the ratios are of the combined range; this one is of the {phase} phase")
    own = claim.qualifiers.get("cycle", NOT_STATED)
    if own == NOT_STATED:
        raise EvspecError("the source states no cycle, so no ratio applies")
    if own == wanted:
        raise EvspecError(f"the range is in {wanted} already")
    return claim.value, own


def _between(own: str, wanted: str) -> tuple[Ratio, bool]:
    """Return the ratio that leads from a cycle to another, and whether it multiplies."""
    for ratio in RATIOS:
        if (ratio.to, ratio.of) == (own, wanted):
            return ratio, True
        if (ratio.of, ratio.to) == (own, wanted):
            return ratio, False
    known = ", ".join(f"{ratio.of}/{ratio.to}" for ratio in RATIOS)
    raise EvspecError(
        f"no ratio of {own} and {wanted} was observed; there are {known}, in both directions, not chained"
    )


def with_estimates(vehicles: Sequence[Vehicle], cycle: str = "") -> tuple[Vehicle, ...]:
    """Return vehicles with an estimated range in each cycle that another one of them states.

    If one of them states it in a `cycle` that is named, it is estimated in that alone.

    It comes from the firmest ratio to a range that the vehicle states itself, in the order of
    `RATIOS`. A generation of which only some variants state a range gets none.
    """
    every = [row for row in rows_of(*vehicles) if _is_whole(row)]
    rows = tuple(row for row in every if dict(row.splits)["cycle"] == cycle) or tuple(every)
    return tuple(
        with_addition(vehicle, _Estimated(rows, vehicle.slug if isinstance(vehicle, Variant) else ""))
        for vehicle in vehicles
    )


@frozen
class _Estimated:
    """The estimates of a vehicle in rows that others state, of a variant or of the generation itself."""

    rows: tuple[QualifiedSpec, ...]
    slug: str

    def __call__(self, generation: Generation) -> list[Claim]:
        vehicle = generation.variant(self.slug) if self.slug else generation
        # a relation that leaves the cycle open may stand in any row
        rows = sorted({*self.rows, *filter(_is_whole, rows_of(vehicle))}, key=lambda row: row.place)
        own = [entry_of(vehicle, row) for row in rows]
        stated = {entry.row: entry for entry in own if entry.value is not None}
        sources = [
            (entry.claim, entry.editions)
            for entry in stated.values()
            if entry.claim is not None and not entry.partial and isinstance(entry.value, Measure | Span)
        ]
        guesses = (_estimated(vehicle, sources, row) for row in self.rows if row not in stated)
        return [guess for guess in guesses if guess is not None]


def _is_whole(row: QualifiedSpec) -> bool:
    return row.spec.key == "range" and row.closed and not row.unstated and row.matches({"phase": "combined"})


def _estimated(
    vehicle: Vehicle, sources: Sequence[tuple[Claim, tuple[str, ...]]], row: QualifiedSpec
) -> Claim | None:
    """Return the estimate for one row of a vehicle, about that very vehicle.

    The sources are figures with the editions of which they are.
    """
    wanted = dict(row.splits)["cycle"]
    for ratio in sorted(RATIOS, key=lambda ratio: ratio.weak):
        for claim, editions in sources:
            pair = {claim.cycle, wanted}
            if pair == {ratio.of, ratio.to} and claim.status not in WORKED_OUT:
                told = {"edition": editions[-1], "mixes": editions} if len(editions) > 1 else {}
                return estimate(claim, wanted).but(about=vehicle.id, **told)
    return None
