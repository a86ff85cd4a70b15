"""Spellings that say too little to be a unit, with what to write instead."""

from __future__ import annotations

from typing import Final

__all__ = ["AMBIGUOUS"]

#: Spellings that say too little, with what to write instead.
AMBIGUOUS: Final = {
    "$": "write 'USD', 'CAD' or 'AUD'",
    "kr": "write 'NOK', 'SEK' or 'DKK'",
    **dict.fromkeys(
        ("dollar", "dollars", "Dollar", "Dollars", "dollari", "dólares"), "write 'USD', 'CAD' or 'AUD'"
    ),
    **dict.fromkeys(
        (
            "Kr",
            "kroner",
            "Kroner",
            "kronor",
            "Kronor",
            "Kronen",
            "kronen",
            "crowns",
            "couronnes",
            "corone",
            "coronas",
        ),
        "write 'NOK', 'SEK' or 'DKK'",
    ),
    **dict.fromkeys(
        ("c/kWh", "cent/kWh", "cents/kWh", "Cent/kWh", "Cents/kWh", "cents per kWh", "cent per kWh"),
        "write 'ct/kWh' for cents of a euro, or the price in its currency: '0.15 USD/kWh'",
    ),
    "ct": "write the amount in its currency, '0.30 EUR', or the price of something, '30 ct/kWh'",
    "¥": "write 'CNY' or 'JPY'",
    "C": "write 'C-rate' for charging or '°C' for a temperature",
    "F": "write '°F' for a temperature",
    "KM": "write 'km' for kilometers or 'PS' for Polish horsepower",
    "M": "write 'm' for meters or 'mi' for miles",
    "G": "write 'g' for grams",
    "T": "write 't' for metric tons",
    "a": "write 'A' for amperes",
    "v": "write 'V' for volts",
    "w": "write 'W' for watts",
    "j": "write 'J' for joules",
    "k": "write 'K' for kelvin",
    "H": "write 'h' for hours",
    "S": "write 's' for seconds",
    "ton": "write 't' for metric tons or give it in lb",
    "tons": "write 't' for metric tons or give it in lb",
    "gal": "write 'US gal' or 'UK gal'",
    "gallon": "write 'US gallon' or 'UK gallon'",
    "gallons": "write 'US gallons' or 'UK gallons'",
    "mpg": "write 'mpg (US)', 'mpg (UK)' or 'MPGe'",
    "miles per gallon": "write 'mpg (US)', 'mpg (UK)' or 'MPGe'",
    "PS (hp)": "write 'PS' for metric or 'hp' for mechanical horsepower",
    "ps": "write 'PS' for metric horsepower or 's' for seconds",
    "Le": "write 'Le/100 km'",
    "m/kWh": "write 'mi/kWh' for miles",
    "mpkWh": "write 'mi/kWh'",
}
