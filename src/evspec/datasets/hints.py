"""What columns are called: words in a header that tell a spec, a vehicle or a unit, for sketches."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Final

from evspec.cycles import CYCLES
from evspec.errors import EvspecError
from evspec.specs import SPECS
from evspec.units import unit

__all__ = ["IDENTITY", "cycle_in", "kind_of", "spec_called", "unit_in", "without_unit"]

#: The key of a mapping to the words of a column that tells it.
IDENTITY: Final = {
    "make": r"make|maker|brand|manufacturer|mfr|marque|marke|hersteller|division|fabricante|marca|merk|marka",
    "model": r"model|modell|modele|modèle|modelo|modello|carline|nameplate",
    "year": r"year|model ?year|my|modelljahr|baujahr|jahr|ann[ée]e|a[ñn]o|rok|release ?year",
    "variant": r"variant|version|trim|description|ausf[üu]hrung|versione|versi[óo]n|wersja|variante",
}
# The first that is found and has a unit of the spec's kind counts.
_SPECS: Final = (
    (r"0 ?- ?60|0 ?to ?60", "accel_0_60_mph"),
    (r"0 ?- ?100|0 ?to ?100|accel|beschleun|acc[ée]l|sprint", "accel_0_100_kmh"),
    (r"top ?speed|max.* speed|vmax|h[öo]chstgeschw|vitesse max|velocidad|pr[ęe]dko", "top_speed"),
    (r"range|reichweite|autonom|zasi[ęe]g|rekkevidde|r[äa]ckvidd|actieradius|bereik", "range"),
    (r"fuel ?(consumption|economy)|spritverbrauch|l/100", "fuel_consumption"),
    (r"consum|verbrauch|conso|zu[żz]ycie|efficiency|economy|kwh ?/? ?100|wh ?/ ?km", "consumption"),
    (r"(dc|fast|rapid|quick|schnell).*(power|charg|lad|leist)|max.*charg", "dc_power"),
    (r"(ac|on-?board|obc).*(power|charg|lad|leist)", "ac_power"),
    (r"(usable|useable|net|netto|nutzbar).*|.*\b(usable|net|netto)\b", "battery_net"),
    (r"(gross|brutto|total).*(batt|capac|akku)|(batt|capac|akku).*(gross|brutto|total)", "battery_gross"),
    (r"batt|akku|capac|kapaz|accu|pojemno", "battery"),
    (r"torque|drehmoment|couple|moment", "torque"),
    (r"power|leistung|puissance|potencia|potenza|\bmoc\b|motor|output|effekt|vermogen", "power"),
    (r"price|preis|prix|precio|prezzo|prijs|\bpris\b|cena|msrp|rrp", "price"),
    (r"wheel ?base|radstand|empattement", "wheelbase"),
    (r"gross.*(weight|mass)|zul.*gewicht", "gross_weight"),
    (r"weight|gewicht|poids|mass|kerb|curb|leer", "curb_weight"),
    (r"length|l[äa]nge|longueur|d[łl]ugo", "length"),
    (r"width|breite|largeur|szeroko", "width"),
    (r"height|h[öo]he|hauteur|wysoko", "height"),
    (r"boot|cargo|trunk|luggage|kofferraum|coffre|baga[żz]", "cargo_volume"),
    (r"tow", "towing_braked"),
    (r"\bco2\b|co₂|emission", "co2"),
    (r"seats|sitze|places|siedze", "seats"),
    (r"doors|t[üu]ren|portes", "doors"),
    (r"drive ?train|drive|antrieb|traction|nap[ęe]d", "drivetrain"),
    (r"power ?train|fuel ?type|energy ?type|energie", "powertrain_type"),
    (r"body|karosserie|carrosserie", "body_style"),
    (r"segment|class", "segment"),
)  # fmt: skip
_BRACKETS: Final = re.compile(r"[\[(]([^\])]+)[\])]")
#: Units as the names of columns write them.
_NAMED: Final = {
    "kwh 100 km": "kWh/100 km", "kwh 100km": "kWh/100 km", "kwh/100km": "kWh/100 km", "wh km": "Wh/km",
    "kwh 100 mi": "kWh/100 mi", "kwh 100mi": "kWh/100 mi", "mi kwh": "mi/kWh", "km h": "km/h", "kmh": "km/h",
    "l 100 km": "L/100 km", "l 100km": "L/100 km", "g km": "g/km", "nm": "N·m", "lb ft": "lb·ft",
    "mpg": "", "km": "km", "mi": "mi", "mm": "mm", "cm": "cm", "kw": "kW", "ps": "PS", "hp": "hp", "kg": "kg",
    "kwh": "kWh", "l": "L", "v": "V", "ah": "Ah", "h": "h", "s": "s", "sec": "s", "min": "min", "mph": "mph",
    "eur": "EUR", "usd": "USD", "gbp": "GBP", "pln": "PLN", "chf": "CHF", "lbs": "lb", "miles": "mi",
}  # fmt: skip


def spec_called(name: str) -> list[str]:
    """Return the keys of the specs that a column may be of, the likeliest first."""
    plain = name.replace("_", " ").lower()
    own = [key for key, spec in SPECS.items() if plain in {key.replace("_", " "), spec.label.lower()}]
    return [*own, *(key for pattern, key in _SPECS if re.search(pattern, plain))]


def unit_in(name: str) -> str:
    """Return the symbol of the unit that a column's name ends with or has in brackets, "" for none.

    Examples
    --------
    >>> unit_in("Range (km)"), unit_in("consumption_kwh_100_km"), unit_in("Seats")
    ('km', 'kWh/100 km', '')
    """
    for match in _BRACKETS.finditer(name):
        if found := _symbol(match[1]):
            return found
    words = _BRACKETS.sub("", name).replace("_per_", "/").replace("_", " ").split()
    for count in (3, 2, 1):
        if len(words) > count and (found := _symbol(" ".join(words[-count:]))):
            return found
    return ""


def _symbol(text: str) -> str:
    words = text.strip()
    named = _NAMED.get(words.lower())
    if named is not None:
        return named
    with suppress(EvspecError):
        return unit(words).symbol
    return ""


def without_unit(name: str) -> str:
    """Return a column's name without its unit, in lower case: "engine power" of "Engine Power (PS)"."""
    words = _BRACKETS.sub("", name).replace("_", " ").split()
    for count in (3, 2, 1):
        if len(words) > count and _symbol(" ".join(words[-count:])):
            words = words[:-count]
            break
    return " ".join(words).lower()


def kind_of(symbol: str) -> str:
    """Return what a unit measures, "" for none; every currency is money."""
    kind = unit(symbol).kind if symbol else ""
    return "money" if kind.startswith("money ") else kind


def cycle_in(name: str) -> str:
    """Return the test cycle that a column's name has, "" for none."""
    words = re.split(r"[^A-Za-z0-9]+", name.upper())
    return next((cycle for cycle in CYCLES if cycle.upper() in words), "")
