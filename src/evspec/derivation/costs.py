"""What is used and what is paid over a distance: energy or fuel × distance × price."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import Final, NamedTuple, TypeAlias

from attrs import evolve

from evspec.claims import Claim
from evspec.derivation.given import vehicle_or_figure
from evspec.derivation.results import Given, Result, Told, figure_of, reason, worked_out
from evspec.errors import EvspecError, MissingClaim, ParseError, check_type
from evspec.languages.speech import Phrase
from evspec.measures import EXACT, Interval, Measure, measure
from evspec.units import PERIODS
from evspec.units import unit as find_unit
from evspec.vehicles import Vehicle

__all__ = ["energy_cost", "trip_energy"]

#: What uses energy or fuel: a car, or how much it uses.
Consumer: TypeAlias = Vehicle | Given


class _Sort(NamedTuple):
    """What a car runs on: how its use is counted, the unit that is paid for, and how both are written."""

    unit: str
    sold: str
    priced: str
    use: str
    price: str


_SORTS: Final = {
    "consumption": _Sort("kWh/100 km", "kWh", "energy", "'18.1 kWh/100 km'", "'0.30 EUR/kWh'"),
    "fuel consumption": _Sort("L/100 km", "L", "volume", "'6.2 L/100 km'", "'1.90 EUR/L'"),
}
_ELECTRIC: Final = _SORTS["consumption"]
_WANTED: Final = "car.consumption or '18.1 kWh/100 km'"
_PAID: Final = "'0.30 EUR/kWh', or '1.90 EUR/L' for fuel"
_DISTANCES: Final = "write a distance such as '100 km' or '100 mi', or one in a time such as '15,000 km/year'"
_PER: Final = re.compile(rf"(.+?) ?(?:/|(?<= )(?:per|a|each|every) ) ?({'|'.join(PERIODS)})")


def energy_cost(
    consumption: Consumer | Sequence[Consumer],
    price: Given | Sequence[Given],
    per: str = "100 km",
    *,
    fee: Given | None = None,
    decimal: str | None = None,
) -> Result:
    """Return what the energy, or the fuel, for a distance costs.

    It is consumption × price × distance. What is paid for is drawn at the wall, so take a consumption that
    is measured there; one of the battery leaves the charging loss out, and `why` says so. Bounds of
    anything pass through; the digits of the price count as exact.

    Parameters
    ----------
    consumption
        A consumption or an economy, of electricity or of fuel: a claim, a Measure or its text; or a car, its
        id or name, of which it is taken. For a car that takes both, one of each.
    price
        The price of what is consumed: "0.30 EUR/kWh", "30 ct/kWh", "0.30-0.45 EUR/kWh", "1.90 EUR/L",
        "3.50 USD/US gal". An amount alone is the price of 1 kWh. One of each for a car that takes both.
    per
        The distance that the cost is for, "100 km", "100 mi", "1 km", "15,000 km", and the result is in
        EUR/100 km and so on; or a distance in a time, "15,000 km/year" or "1,200 km/month", and the
        result is in EUR/year or EUR/month.
    fee
        What is paid however far the car goes, "9.90 EUR/month": only where the cost is that of a time.
    decimal
        The decimal mark of what is given as text, "." or ","; see `measure`.

    Returns
    -------
    Result
        A figure of the price's currency per distance or time, with the formula and the inputs in `why`.

    Raises
    ------
    EvspecError
        If the one is no figure of a consumption, or one weighted with driving on fuel, whose cost it
        leaves out, or the other no price above 0; if electricity is paid by the liter or fuel by the
        kWh; if currencies differ; if `per` is neither a distance nor one in a time; or if bounds leave
        the result open at both ends.
    WrongType
        If the one is no claim, figure or text, or the other no figure or text.

    Examples
    --------
    >>> print(energy_cost("18.1 kWh/100 km", "0.30 EUR/kWh"))
    5.43 EUR/100 km
    >>> print(energy_cost("15.4-18.1 kWh/100 km", "30 ct/kWh", per="100 mi"))
    7.43–8.74 EUR/100 mi
    >>> print(energy_cost("31 mpg (US)", "3.50 USD/US gal", per="12,000 mi/year"))
    1400 USD/year
    >>> month = energy_cost("18.1 kWh/100 km", "up to 0.30 EUR/kWh", "1,200 km/month", fee="9.90 EUR/month")
    >>> print(month)
    up to 75.1 EUR/month
    >>> month.why
    'consumption × price × distance + fee: 18.1 kWh/100 km, up to 0.30 EUR/kWh, 1,200 km, 9.90 EUR/month'
    """
    uses = _uses(consumption, decimal)
    prices = [_paid(one, decimal) for one in _each(price)]
    code = _one_currency(prices)
    unit, distance, driven = _driven(per, code, decimal)
    parts = [(use, _price_of(use, prices)) for use in uses]
    if len(prices) > len(uses):
        raise EvspecError(f"{len(prices)} prices are given for {len(uses)} consumption; give one for each")
    costs = [use.interval * paid.interval * distance for use, paid in parts]
    # the amount for the distance is one per distance or time
    cost = evolve(sum(costs[1:], costs[0]), unit=unit, kind=find_unit(unit).kind)
    formula = Phrase("consumption × price × distance")
    if len(parts) > 1:
        formula = Phrase("(consumption × price + consumption × price) × distance")
    inputs = [words for use, paid in parts for words in (use.words, paid.words)] + [driven]
    if fee is not None:
        due = _fee(fee, unit, per, decimal)
        cost += evolve(due.interval(unit), digits=EXACT)
        formula, inputs = Phrase("{formula} + fee", formula=formula), [*inputs, Told(due)]
    return worked_out(cost, unit, reason(formula, inputs, _caveats(uses)))


def trip_energy(consumption: Consumer, distance: Given, *, decimal: str | None = None) -> Result:
    """Return the energy, or the fuel, that a trip takes: consumption × distance.

    Parameters
    ----------
    consumption
        A consumption or an economy, of electricity or of fuel: a claim, a Measure or its text; or a car, its
        id or name, of which it is taken.
    distance
        The length of the trip: "320 km", "up to 200 mi".
    decimal
        The decimal mark of what is given as text, "." or ","; see `measure`.

    Returns
    -------
    Result
        Energy in kWh or fuel in L, with the formula and the inputs in `why`.

    Raises
    ------
    EvspecError
        If the one is no figure of a consumption, or the other none of a distance, or bounds leave the
        result open at both ends.
    WrongType
        If one of them is no claim, figure or text.

    Examples
    --------
    >>> print(trip_energy("15.6 kWh/100 km", "320 km"), trip_energy("up to 6.2 L/100 km", "320 km"), sep=", ")
    49.9 kWh, up to 20 L
    """
    use, *others = _uses(consumption, decimal)
    if others:
        told = " and ".join(repr(str(one.words)) for one in (use, *others))
        raise EvspecError(f"{told} are of electricity and of fuel; give one of them")
    far = figure_of(distance, "distance", "'320 km'", decimal)
    if far.kind != "length" or any(end is not None and end < 0 for end in far.interval().ends):
        raise EvspecError(f"{far.show()!r} is no distance; give one such as '320 km'")
    inputs = use.words, Told(far, grouped=True)
    why = reason(Phrase("consumption × distance"), inputs, _caveats([use]))
    return worked_out(use.interval * far.printed_in("km").interval(), use.sort.sold, why)


class _Used(NamedTuple):
    """A consumption that was given: of what, how much, in words, and what it leaves out."""

    sort: _Sort
    interval: Interval
    words: Told
    mode: str
    caveat: Phrase | None


def _each(given: object) -> list[object]:
    return list(given) if isinstance(given, list | tuple) else [given]


def _uses(given: object, decimal: str | None) -> list[_Used]:
    """Return one consumption, or one of electricity and one of fuel under the same driving."""
    uses = [_used(one, decimal) for each in _each(given) for one in _consumptions(each, decimal)]
    if len({use.sort for use in uses}) != len(uses) or not uses:
        raise EvspecError(
            f"{', '.join(str(use.words) for use in uses) or 'nothing'} is not one consumption, nor one of "
            "electricity and one of fuel"
        )
    if len(uses) == 1 and uses[0].mode == "weighted":
        other = "electricity" if uses[0].sort is not _ELECTRIC else "fuel"
        raise EvspecError(
            f"{str(uses[0].words)!r} is weighted with driving on {other}, which it leaves out; give both: "
            "energy_cost([electricity, fuel], ['0.30 EUR/kWh', '1.90 EUR/L'])"
        )
    if len({use.mode for use in uses}) > 1:
        raise EvspecError(
            f"{' and '.join(repr(str(use.words)) for use in uses)} are of unlike driving and have no sum"
        )
    return sorted(uses, key=lambda use: use.sort is not _ELECTRIC)


def _consumptions(given: object, decimal: str | None) -> list[object]:
    """Return what a car is stated to use, of electricity and of fuel; all else as it is.

    Raises
    ------
    MissingClaim
        If no source states either.
    """
    car = vehicle_or_figure(given, decimal)
    if not isinstance(car, Vehicle):
        return [given]
    claims = [car.get("consumption"), car.get("fuel_consumption")]
    found: list[object] = [claim for claim in claims if claim is not None]
    if not found:
        raise MissingClaim(
            f"no source states the consumption of {car.id}; give it in place of the car: {_WANTED}"
        )
    return found


def _used(given: object, decimal: str | None) -> _Used:
    figure = figure_of(given, "consumption", _WANTED, decimal)
    sort = _SORTS.get(figure.kind)
    if sort is None:
        raise EvspecError(f"{figure.show()!r} is no consumption; give one such as {_WANTED}")
    words, mode, caveat = Told(figure), "", None
    if isinstance(given, Claim):
        words = Told(figure, given.row)
        mode = given.qualifiers.get("mode", "")
        if given.qualifiers.get("side") == "battery":
            caveat = Phrase("counted at the battery, so that charging losses are left out")
    return _Used(sort, figure.printed_in(sort.unit).interval(), words, mode, caveat)


class _Paid(NamedTuple):
    """A price that was given: of what, its currency, how much for a kWh or a liter, and in words."""

    sort: _Sort
    currency: str
    interval: Interval
    words: Told


def _paid(given: object, decimal: str | None) -> _Paid:
    """Return a price above 0; an amount alone is that of 1 kWh."""
    figure = figure_of(given, "price", _PAID, decimal)
    if not isinstance(figure, Measure) or not figure.kind.startswith(("price ", "money ")):
        raise EvspecError(f"{figure.show()!r} is no price of energy; write one like {_PAID}")
    sort, code = _ELECTRIC, figure.kind.removeprefix("money ")
    unit = code
    if figure.kind.startswith("price "):
        _, code, _, priced = figure.kind.split(" ", 3)
        found = next((sort for sort in _SORTS.values() if sort.priced == priced), None)
        if found is None:
            raise EvspecError(f"{figure.show()!r} is a price of no energy; write one like {_PAID}")
        sort, unit = found, f"{code}/{found.sold}"
    due = f"{code}/{sort.sold}"
    rate = evolve(figure.interval(unit), unit=due, kind=find_unit(due).kind)
    if any(end is not None and end <= 0 for end in rate.ends):
        raise EvspecError(
            f"{figure.show()!r} is no price of energy, which is above 0; write one like {_PAID}"
        )
    words = Told(figure, behind="" if unit != code else "/kWh")
    return _Paid(sort, code, evolve(rate, digits=EXACT), words)


def _one_currency(prices: list[_Paid]) -> str:
    """Return the currency of all prices."""
    if not prices:
        raise EvspecError(f"no price is given; write one like {_PAID}")
    first = prices[0]
    for other in prices[1:]:
        if other.currency != first.currency:
            raise EvspecError(
                f"{str(other.words)!r} is not in {first.currency} as {str(first.words)!r} is; "
                "no currency is converted"
            )
    return first.currency


def _price_of(use: _Used, prices: list[_Paid]) -> _Paid:
    """Return the price of what is used: a kWh is paid for electricity, a liter for fuel."""
    fitting = [paid for paid in prices if paid.sort is use.sort]
    if len(fitting) != 1:
        found = " and ".join(repr(str(paid.words)) for paid in fitting or prices)
        what = "are two prices" if fitting else "is no price"
        raise EvspecError(
            f"{found} {what} of {str(use.words)!r}; give one price per {use.sort.sold}, like {use.sort.price}"
        )
    return fitting[0]


def _driven(per: str, code: str, decimal: str | None) -> tuple[str, Interval, Told]:
    """Return the unit of a cost, the distance in km that it is for, and that distance in words."""
    check_type("per", per, str, "a distance such as '100 km', or one in a time such as '15,000 km/year'")
    timed = _PER.fullmatch(per.strip())
    told = timed[1] if timed else per.strip()
    if told in PERIODS:
        raise ParseError(
            f"per {per!r}: how far is driven in a {told} is not said; write it like '15,000 km/{told}'", per
        )
    try:
        far = measure(told if told[:1].isdigit() or timed else f"1 {told}", decimal=decimal)
    except ParseError as error:
        raise ParseError(f"per {per!r}: {error.message}; {_DISTANCES}", per) from None
    size = far.magnitude
    if far.kind != "length" or (not timed and (far.bound != "exact" or size is None or size % 1)):
        raise ParseError(f"per {per!r}: {far.show()!r} is no whole distance; {_DISTANCES}", per)
    due = timed[2] if timed else f"{size:.0f} {far.unit}"
    unit = find_unit(f"{code}/{due}").symbol
    return unit, evolve(far.interval("km"), digits=EXACT), Told(far, grouped=True)


def _fee(given: object, unit: str, per: str, decimal: str | None) -> Measure:
    """Return what is paid besides, in a time as the cost is."""
    wanted = find_unit(unit)
    figure = figure_of(given, "fee", "'9.90 EUR/month'", decimal)
    if not wanted.kind.endswith(" per time"):
        raise EvspecError(
            f"a fee is paid by the month or year, and per {per!r} names no time; "
            "write it like '1,200 km/month'"
        )
    if not isinstance(figure, Measure) or figure.kind != wanted.kind:
        raise EvspecError(f"{figure.show()!r} is no fee in {unit}; write one like '9.90 {unit}'")
    return figure


def _caveats(uses: Iterable[_Used]) -> list[Phrase]:
    return [use.caveat for use in uses if use.caveat is not None]
