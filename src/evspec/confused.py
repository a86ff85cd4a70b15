"""What people call things, and what they take for one another: the one table that messages advise from.

What is spelled nearly right is found by its letters, among things of its own kind; this table has what
letters do not tell: a trunk is a cargo volume, and "2WD" is no all-wheel drive.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Mapping

__all__ = ["AMBIGUOUS", "CALLED", "CATEGORIES", "HINTS", "advised"]


def _each(rows: Mapping[str, str]) -> dict[str, str]:
    """Return every word of rows that have several with one meaning, " | " between them."""
    return {word: meaning for words, meaning in rows.items() for word in words.split(" | ")}


#: Spellings that say too little to be a unit, with what to write instead.
AMBIGUOUS: Final[Mapping[str, str]] = _each({
    "$ | dollar | dollars | Dollar | Dollars | dollari | dólares": "write 'USD', 'CAD' or 'AUD'",
    "kr | Kr | kroner | Kroner | kronor | Kronor | Kronen | kronen | crowns | couronnes | corone | coronas":
        "write 'NOK', 'SEK' or 'DKK'",
    "c/kWh | cent/kWh | cents/kWh | Cent/kWh | Cents/kWh | cents per kWh | cent per kWh":
        "write 'ct/kWh' for cents of a euro, or the price in its currency: '0.15 USD/kWh'",
    "Cent/km | cent/km | cents/km | cents per km | Cent pro km | c/km | cents/mile | cents per mile":
        "write the amount in its currency: '0.25 EUR/km'",
    "ct": "write the amount in its currency, '0.30 EUR', or the price of something, '30 ct/kWh'",
    "¥": "write 'CNY' or 'JPY'",
    "peso | pesos": "write 'MXN', 'PHP' or another code of ISO 4217",
    "franc | francs": "write 'CHF' or another code of ISO 4217",
    "C": "write 'C-rate' for charging or '°C' for a temperature",
    "F": "write '°F' for a temperature",
    "KM": "write 'km' for kilometers or 'PS' for Polish horsepower",
    "M": "write 'm' for meters or 'mi' for miles",
    "G": "write 'g' for grams",
    "T": "write 't' for metric tons",
    "a": "write 'A' for amperes or 'yr' for years",
    "v": "write 'V' for volts",
    "w": "write 'W' for watts",
    "j": "write 'J' for joules",
    "k": "write 'K' for kelvin",
    "H": "write 'h' for hours",
    "S": "write 's' for seconds",
    "ton | tons": "write 't' for metric tons or give it in lb",
    "gal | gallon": "write 'US gal' or 'UK gal'",
    "gallons": "write 'US gallons' or 'UK gallons'",
    "mpg | MPG | Mpg | miles per gallon": "write 'mpg (US)', 'mpg (UK)' or 'MPGe'",
    "PS (hp)": "write 'PS' for metric or 'hp' for mechanical horsepower",
    "ps": "write 'PS' for metric horsepower or 's' for seconds",
    "Le": "write 'Le/100 km'",
    "m/kWh": "write 'mi/kWh' for miles",
    "mpkWh": "write 'mi/kWh'",
    "kW/h | kw/h | KW/h": "write 'kW' for power or 'kWh' for energy",
    "kW/100 km | kW/100km": "write 'kWh/100 km'",
    "newton | newtons | Newton": "write 'N·m' for torque",
    "horse | horses | ponies": "write 'hp' for mechanical or 'PS' for metric horsepower",
})  # fmt: skip

_NEARLY: Final = "write 'about' or 'less than'"
#: Words around a number that hint at a bound without saying which, with what to write instead.
HINTS: Final[Mapping[str, str]] = _each({
    "almost | nearly | close": _NEARLY,
    "just": "write 'more than', 'less than' or 'about'",
    "well": "write 'more than' or 'less than'",
    "a": "write 'more than', 'less than' or 'about'",
    "between": "write both ends: 'between 431 and 473 km'",
    "and": "two figures are two texts",
    "plus": "write 'or more'",
    "from": "write 'at least', or both ends: 'from 431 to 473 km'",
})  # fmt: skip

_AC: Final = "it is for alternating current; write it as ac_connector"
_DC: Final = "it is for direct current; write it as dc_connector"
#: By spec, what is none of its categories, with what to write instead.
CATEGORIES: Final[Mapping[str, Mapping[str, str]]] = {
    "drivetrain": _each({
        "2WD | 4x2 | two-wheel drive": "write 'FWD' or 'RWD', by the axle that is driven",
        "automatic | manual | single-speed": "which wheels are driven is meant: 'FWD', 'RWD' or 'AWD'",
    }),
    "powertrain_type": _each({
        "electric hybrid | electrified": "write 'BEV', 'PHEV', 'EREV', 'HEV' or 'MHEV'",
        "xEV | NEV": "it may be a BEV, a PHEV, an EREV or an FCEV; write which",
    }),
    "dc_connector": _each({
        "J1772 | SAE J1772 | Type 1 | Type 2 | Mennekes | Type 3 | Schuko | AC | AC only": _AC,
        "Combo": "write 'CCS1' or 'CCS2'",
    }),
    "ac_connector": _each({"CCS | CCS1 | CCS2 | CHAdeMO | DC": _DC}),
    "battery_chemistry": _each({
        "lithium | lithium-ion | Li-ion | lithium ion | Li-Ion": "write which: 'NMC', 'LFP', 'NCA' …",
        "solid state | solid-state": "the state of the electrolyte is no chemistry; write 'NMC', 'LFP' …",
    }),
}  # fmt: skip

#: What people call a spec, as keys are written, with the keys that may be meant.
CALLED: Final[Mapping[str, tuple[str, ...]]] = {
    name.replace(" ", "_"): tuple(keys.split())
    for name, keys in _each({
        "weight | mass | kerb weight | kerbweight | unladen weight | empty weight": "curb_weight",
        "gvw | gvwr | gross vehicle weight | total weight | max weight | maximum weight": "gross_weight",
        "trunk | boot | luggage | cargo | trunk volume | boot volume | boot space | trunk space"
        " | boot capacity | luggage volume | luggage capacity | luggage space | cargo space": "cargo_volume",
        "front trunk | froot | front boot": "frunk_volume",
        "efficiency | economy | energy consumption | energy use | electricity use": "consumption",
        "mpg | fuel economy | fuel use": "fuel_consumption",
        "emissions | emission | co2 emissions": "co2",
        "charging power | charge power | fast charging power | dc charging power | peak charging power"
        " | max charging power | charging speed | fast charging": "dc_power",
        "ac charging power | onboard charger | on board charger | obc | home charging": "ac_power",
        "charger": "ac_power dc_power",
        "charging time | charge time | dc charging time | fast charging time": "dc_time",
        "ac charging time": "ac_time",
        "connector | plug | port | socket | inlet | charge port | charging port": "dc_connector ac_connector",
        "capacity | battery capacity | battery size | pack | energy": "battery battery_net battery_gross",
        "usable capacity | net capacity | usable battery | usable energy": "battery_net",
        "gross capacity | total capacity | nominal capacity": "battery_gross",
        "chemistry | cell chemistry": "battery_chemistry",
        "cells": "cell_count",
        "voltage | system voltage": "battery_voltage voltage_class",
        "acceleration | sprint | 0 100 | 0 100 kmh | 0 62 mph": "accel_0_100_kmh accel_0_60_mph",
        "0 60 | 0 60 mph": "accel_0_60_mph",
        "speed | vmax | max speed | maximum speed": "top_speed",
        "horsepower | hp | output | peak power | system power | engine power": "power",
        "electric range | driving range | wltp range | epa range | autonomy": "range",
        "total range": "range_total",
        "drive | traction | driven wheels | wheel drive | awd": "drivetrain",
        "fuel | fuel type | powertrain | propulsion | engine": "powertrain_type",
        "msrp | cost | base price | list price | rrp | uvp": "price",
        "towing | tow | towing capacity | tow rating | trailer": "towing_braked",
        "load | max load": "payload",
        "launch | release | on sale | availability": "market_launch",
        "sop | start of production | production": "production_start",
        "eop | end of production": "production_end",
        "debut | unveiling | reveal | world debut": "premiere",
        "body | body type | bodywork": "body_style",
        "year | my": "model_year",
        "wheels | rims | wheel": "wheel_size tires",
        "tyres | tyre | tire | tyre size | tire size": "tires",
        "guarantee | warranties": "warranty battery_warranty",
        "cd | cw | cx | drag": "drag_coefficient",
        "cda | cwa": "drag_area",
        "turning radius": "turning_circle",
        "clearance | ride height": "ground_clearance",
        "passengers | seating | seat count": "seats",
        "v2l | bidirectional | bidirectional charging": "v2l_power",
        "curve | charge curve": "charging_curve",
        "screen | touchscreen | display": "center_display",
        "recuperation | regen": "regen_power",
        "maker | brand | manufacturer": "make",
    }).items()
}  # fmt: skip


def advised(table: Mapping[str, str], word: str) -> str:
    """Return what a table advises for a word, whatever its capitals; "" if nothing.

    One letter is another one with other capitals, and is looked up as it is.
    """
    found = table.get(word)
    if found is None and len(word) > 1:
        folded = word.casefold()
        found = next((meaning for name, meaning in table.items() if name.casefold() == folded), None)
    return found or ""
