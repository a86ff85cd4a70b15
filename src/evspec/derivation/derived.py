"""What follows from a vehicle's own figures, by formulas that are named with their inputs."""

from __future__ import annotations

from functools import reduce
from typing import TYPE_CHECKING, TypeVar, overload

from attrs import evolve, frozen

from evspec.claims import FIRM, WORKED_OUT, Claim, Qualifiers, Source
from evspec.claims.fuel import burns_fuel
from evspec.derivation.formulas import FORMULAS, TAKEN, Input
from evspec.derivation.given import vehicle_named
from evspec.errors import WrongType, quoted
from evspec.languages.speech import Phrase, Sayable, Speech
from evspec.measures import Measure
from evspec.specs import METRIC, QUALIFIERS
from evspec.values import Span
from evspec.vehicles import Generation, Variant, Vehicle, entry_of, rows_of, with_addition

if TYPE_CHECKING:
    from collections.abc import Iterator

    from evspec.claims import QualifiedSpec

__all__ = ["derive"]

_SOURCE = Source("derived", "Derived", "from the vehicle's own figures", kind="code")

V = TypeVar("V", bound=Vehicle)


@overload
def derive(vehicle: str) -> Generation | Variant: ...
@overload
def derive(vehicle: V) -> V: ...
def derive(vehicle: V | str) -> V | Generation | Variant:
    """Return a vehicle with what follows from its figures added, as claims of status "derived".

    ==========================  ======================================================================
    ``drag_area``               drag coefficient × frontal area
    ``battery_gross``           charge capacity × nominal voltage
    ``battery_share_usable``    usable / gross energy
    ``battery_energy_density``  gross energy (usable, if gross is not stated) / battery mass
    ``power_to_weight``         peak power / curb weight, whose standard is named
    ``dc_power_mean``           usable energy × window of the DC time / that time
    ``dc_c_rate``               mean power / usable energy, which is window / time of the DC time
    ``dc_range_rate``           range × window of the DC time / that time
    ``dc_range_10min``          the same × 10 min, for times of 10 min or more
    ``consumption``             at the battery: usable energy / range
    ``range_90_10``             0.8 × range
    ``charging_loss``           consumption at the wall / at the battery − 1; if the latter is not
                                stated, consumption at the wall × range / usable energy − 1
    ``price_per_range``         price / range, of each market and test cycle
    ==========================  ======================================================================

    The formulas are definitions (energy is power × time, density is energy / mass); what they
    assume is said with each result: that the state of charge is the share of the usable energy,
    and that the rated range uses the usable energy and no more. Nothing is derived of a row that a
    source states, and nothing from what was worked out itself, so that deriving twice is deriving once.
    Of a generation it is derived for each variant; of figures whose cycle or window is not stated, and
    of city and highway phases, never. A result of figures of two editions says so, and one of figures
    for some equipment or wheels holds for those.

    A car that burns fuel too has a consumption at the battery for driving on electricity alone (usable
    energy / electric range). Nothing is derived from a consumption that is weighted with driving on
    fuel, nor from one of such a car of which that is not told.

    MPGe needs no formula: it is a unit of consumption, ``claim.value.to("MPGe")``.

    Bounds pass through: of "up to 400 kW" follows "up to 160 W/kg". A result has the significant
    digits of its least precise input, two at least; ends are rounded outward.

    Parameters
    ----------
    vehicle
        A generation or a variant, or its id or name. On another day (`as_of`) or in another edition
        (`at`) the result has what follows from what was known, or built, then.

    Returns
    -------
    Generation or Variant
        The same with more claims; formula and inputs stand in `why` and in the notes.

    Examples
    --------
    >>> import evspec as ev
    >>> car = ev.Variant.of(
    ...     "My car", range="514 km WLTP", battery_net="64.7 kWh", dc_time="29 min, 10-80 %"
    ... )
    >>> more = derive(car)
    >>> print(more.dc_power_mean.value, more.dc_power_mean.status)
    94 kW derived
    >>> print(more.dc_power_mean.why)
    usable energy × 70 % / time: 64.7 kWh, 29 min; state of charge taken as the share of the usable energy
    """
    if isinstance(vehicle, str):
        return derive(vehicle_named(vehicle))
    if not isinstance(vehicle, Generation | Variant):
        raise WrongType(
            f"{quoted(vehicle)} is no vehicle; give a Generation or a Variant, such as catalog['bmw/ix1/u11']"
        )
    return with_addition(vehicle, _Derived(vehicle.slug if isinstance(vehicle, Variant) else ""))


@frozen
class _Derived:
    """What follows of one variant of a generation; without a slug, of each: its own figures are spans."""

    slug: str

    def __call__(self, generation: Generation) -> Iterator[Claim]:
        if self.slug:
            yield from _derived(generation.variant(self.slug))
            return
        for vehicle in generation.variants or (generation,):
            yield from _derived(vehicle)


def _derived(vehicle: Generation | Variant) -> Iterator[Claim]:
    """Yield the claims that follow for one vehicle, none in a row that is stated."""
    inputs = tuple(_inputs(vehicle))
    done: set[QualifiedSpec] = set()
    for formula in FORMULAS:
        for result in formula(inputs):
            row, value, head, used, caveat = result
            if value is None or row in done or entry_of(vehicle, row).selection is not None:
                continue
            fits = {fit for one in used for fit in one.fit if fit[0] in row.spec.qualifiers}
            if len(fits) != len(dict(fits)):
                # of figures for unlike equipment there is none that the result would hold for
                continue
            done.add(row)
            figures = reduce(_and, (one.words for one in used))
            told = Phrase("{formula}: {figures}", formula=head, figures=figures)
            known = [name for name in vehicle.editions if any(name in one.editions for one in used)]
            claim = Claim.of(
                vehicle.id, row.spec, value, Qualifiers.of({**result.conditions, **dict(fits)}),
                _SOURCE, "derived", known[-1] if known else "",
                note=Phrase("{formula} ({aside})", formula=told, aside=caveat) if caveat else told,
                why=Phrase("{formula}; {aside}", formula=told, aside=caveat) if caveat else told,
            )  # fmt: skip
            yield claim.but(mixes=tuple(known)) if len(known) > 1 else claim


def _and(first: Sayable, rest: Sayable) -> Phrase:
    return Phrase("{first}, {rest}", first=first, rest=rest)


def _inputs(vehicle: Vehicle) -> Iterator[Input]:
    """Yield the figures that formulas take, under conditions that are stated."""
    # so that a consumption of electricity may be weighted
    has_fuel = any(map(burns_fuel, vehicle.claims()))
    for row in rows_of(vehicle):
        mode = dict(row.splits).get("mode", "electric") or ("" if has_fuel else "electric")
        if mode != "electric":
            continue
        plain = row.matches({"phase": "combined"}) or "phase" not in row.spec.qualifiers
        if row.spec.key not in TAKEN or not plain or row.unstated or not row.closed:
            continue
        entry = entry_of(vehicle, row)
        claim, value = entry.claim, entry.shown(METRIC)
        if claim is None or claim.status in WORKED_OUT or not isinstance(value, Measure | Span):
            continue
        modes = row.spec.qualifiers
        fit = tuple(
            (name, told)
            for name, told in claim.qualifiers.items()
            if modes[name] in {"remark", "expected"} and told != QUALIFIERS[name].default
        )
        words = _Words(value, claim, entry.editions)
        # the formulas know which energy is usable and which is gross
        lies = evolve(value.interval(), basis="")
        yield Input(row, lies, words, fit, entry.editions, has_fuel)


@frozen
class _Words:
    """A figure that a formula takes, in words: "514 km WLTP (19 in wheels, 2026 edition)"."""

    value: Measure | Span
    claim: Claim
    editions: tuple[str, ...]

    def said(self, speech: Speech) -> str:
        """Return it in a language."""
        claim = self.claim
        cycle = dict(claim.row.splits).get("cycle", "")
        aside = []
        if claim.spec.key == "curb_weight":
            standard = claim.qualifiers.get("standard")
            aside.append(standard or speech.say("{condition} n/s", condition=speech.word("standard")))
        for name, told in claim.qualifiers.items():
            if claim.spec.qualifiers[name] == "remark":
                aside.append(QUALIFIERS[name].said(told, spoken=speech))
        if claim.edition:
            names = f" {speech.say('and')} ".join(self.editions or (claim.edition,))
            aside.append(speech.say("{edition} edition", edition=names))
        if claim.status not in FIRM:
            aside.append(speech.word(claim.status))
        words = [self.value.show(grouped=True, speech=speech), speech.word(cycle)]
        words += [f"({', '.join(aside)})"] if aside else []
        return " ".join(filter(None, words))
