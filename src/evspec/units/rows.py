"""The table of units: one line per unit, in the order in which a kind lists them.

The factors are exact. A unit's value times its factor is the value in its kind's base; for the
economy end of consumption (``per``), the factor divided by the value is.

References
----------
.. [SI] BIPM, The International System of Units, 9th edition: watt-hour, liter, tonne, Celsius, nautical
   mile.
.. [SP811] NIST Special Publication 811, Appendix B: international foot, inch, mile, avoirdupois
   pound, pound-force foot, U.S. gallon, Imperial gallon, horsepower (550 ft·lbf/s, metric, electric).
.. [EPA] 40 CFR 600.002: 33.705 kilowatt-hours per gallon of gasoline; labels print 33.7.
.. [NRCan] Natural Resources Canada, Fuel Consumption Guide: 8.9 kilowatt-hours per liter (Le).
.. [IAU] IAU Style Manual: a year of 365.25 days of 86,400 s; a month is taken as its twelfth part.
.. [ISO4217] See `evspec.units.currencies`.
.. [defined] What the unit's name says.
"""

from __future__ import annotations

from fractions import Fraction
from typing import Final, NamedTuple

from evspec.units.currencies import CURRENCIES

__all__ = ["BASES", "ROWS", "Row"]


class Row(NamedTuple):
    """One line of the table.

    Attributes
    ----------
    kind
        What it measures; only units of one kind convert into each other.
    symbol
        The unit as evspec prints it; it is also its first spelling.
    factor
        Exact size in the base of its kind (`BASES`).
    spellings
        Further accepted spellings, with " | " between them. Plurals, "per" for "/" and full words
        inside a compound unit ("miles per kilowatt-hour") need no spelling of their own.
    pint
        The unit in pint's words, or a new name that the registry then learns from this line.
    reference
        Where the factor comes from, a key of the module's references.
    per
        Whether it is the economy end of its kind: more distance per energy, not the reverse.
    zero
        What its zero is in the kind's base, in steps of this unit (temperature).
    within
        Spellings accepted only where the kind is known, because alone they say too little.
    cased
        Spellings that are read with these capitals alone, with " | " between them: elsewhere the same
        letters are milli for mega, nano for newton, picoseconds for PS, or the word "in".
    latex
        What siunitx calls it, where that is not its symbol.
    """

    kind: str
    symbol: str
    factor: Fraction
    spellings: str
    pint: str
    reference: str = "SI"
    per: bool = False
    zero: Fraction = Fraction(0)
    within: str = ""
    cased: str = ""
    latex: str = ""


def _money(code: str, spellings: str) -> Row:
    """Return a currency, a kind of its own: an amount is kept and never converted."""
    return Row(f"money {code}", code, Fraction(1), spellings, code, "ISO4217")


#: The base of each kind in pint's words, if it is not the only unit of the kind.
BASES: Final = {
    "length": "meter",
    "power": "watt",
    "energy": "joule",
    "consumption": "joule / meter",
    "fuel consumption": "meter ** 2",
    "torque": "newton * meter",
    "speed": "meter / second",
    "mass": "kilogram",
    "volume": "meter ** 3",
    "duration": "second",
    "voltage": "volt",
    "charge": "coulomb",
    "temperature": "kelvin",
    "ratio": "dimensionless",
    "c-rate": "1 / second",
    "specific energy": "joule / kilogram",
    "energy density": "joule / meter ** 3",
    "power per mass": "watt / kilogram",
    "emission": "kilogram / meter",
    "area": "meter ** 2",
}

_ONE: Final = Fraction(1)
_KILO: Final = Fraction(1000)
_MILLI: Final = Fraction(1, 1000)
_INCH: Final = Fraction("0.0254")
_FOOT: Final = 12 * _INCH
_MILE: Final = 5280 * _FOOT
_NAUTICAL_MILE: Final = Fraction(1852)
_POUND: Final = Fraction("0.45359237")
_GRAVITY: Final = Fraction("9.80665")
_HOUR: Final = Fraction(3600)
_YEAR: Final = Fraction("365.25") * 24 * _HOUR
_WH: Final = Fraction(3600)
_KWH: Final = _KILO * _WH
_LITER: Final = _MILLI
_US_GALLON: Final = 231 * _INCH**3
_UK_GALLON: Final = Fraction("4.54609") * _LITER
_METRIC_HP: Final = 75 * _GRAVITY
_MECHANICAL_HP: Final = 550 * _FOOT * _POUND * _GRAVITY
_KM: Final = _KILO
_100_KM: Final = 100 * _KM
_100_MI: Final = 100 * _MILE

ROWS: Final = (
    Row("length", "mm", _MILLI, "millimeter | millimetre", "millimeter", cased="mm"),
    Row("length", "cm", _ONE / 100, "centimeter | centimetre", "centimeter", cased="cm"),
    Row("length", "m", _ONE, "meter | metre", "meter", cased="m"),
    Row("length", "km", _KM, "Km | kms | kilometer | kilometre", "kilometer", within="KM", cased="km"),
    Row("length", "in", _INCH, "inch | inches | \" | ″ | ” | ''", "inch", "SP811", cased="in"),
    Row("length", "ft", _FOOT, "foot | feet", "foot", "SP811"),
    Row("length", "mi", _MILE, "mile", "mile", "SP811", cased="mi"),
    Row("power", "W", _ONE, "watt", "watt", cased="W"),
    Row("power", "kW", _KILO, "kilowatt", "kilowatt"),
    Row("power", "MW", _KILO**2, "megawatt", "megawatt", cased="MW"),
    Row(
        "power",
        "PS",
        _METRIC_HP,
        "CV | cv | ch | hk | pk | metric hp | metric horsepower | hp (metric)",
        "metric_horsepower",
        "SP811",
        within="KM",
        cased="PS | ch | hk | pk",
    ),
    Row(
        "power",
        "hp",
        _MECHANICAL_HP,
        "bhp | horsepower | brake horsepower | mechanical horsepower",
        "horsepower",
        "SP811",
    ),
    Row(
        "power",
        "hp (electric)",
        Fraction(746),
        "electric hp | electric horsepower | electrical horsepower",
        "electrical_horsepower",
        "SP811",
    ),
    Row("energy", "Wh", _WH, "watt-hour", "watt_hour"),
    Row("energy", "kWh", _KWH, "kWhr | kW-hr | kW hr | kilowatt-hour", "kilowatt_hour"),
    Row("energy", "MWh", _KILO * _KWH, "MWH | Mwh | megawatt-hour", "megawatt_hour", cased="MWh"),
    Row("energy", "J", _ONE, "joule", "joule", cased="J"),
    Row("energy", "kJ", _KILO, "kilojoule", "kilojoule"),
    Row("energy", "MJ", _KILO**2, "megajoule", "megajoule", cased="MJ"),
    Row(
        "energy",
        "hp·h",
        _MECHANICAL_HP * _HOUR,
        "hp-h | hp h | hph | hp-hr | bhp·h | horsepower-hour",
        "horsepower * hour",
        "SP811",
    ),
    Row("consumption", "kWh/100 km", _KWH / _100_KM, "kWh/100km", "kWh_per_100km"),
    Row(
        "consumption",
        "kWh/1000 km",
        _KWH / (10 * _100_KM),
        "kWh/1000km | kWh/1,000 km | kWh/1.000 km | kWh/1 000 km",
        "kWh_per_1000km",
    ),
    Row("consumption", "Wh/km", _WH / _KM, "", "watt_hour / kilometer"),
    Row("consumption", "kWh/km", _KWH / _KM, "", "kilowatt_hour / kilometer"),
    Row("consumption", "kWh/100 mi", _KWH / _100_MI, "kWh/100mi", "kWh_per_100mi"),
    Row("consumption", "Wh/mi", _WH / _MILE, "", "watt_hour / mile"),
    Row("consumption", "kWh/mi", _KWH / _MILE, "", "kilowatt_hour / mile"),
    Row("consumption", "Wh/nmi", _WH / _NAUTICAL_MILE, "", "watt_hour / nautical_mile"),
    Row("consumption", "Le/100 km", Fraction("8.9") * _KWH / _100_KM, "Le/100km", "Le_per_100km", "NRCan"),
    Row("consumption", "mi/kWh", _KWH / _MILE, "", "mile / kilowatt_hour", per=True),
    Row("consumption", "km/kWh", _KWH / _KM, "", "kilometer / kilowatt_hour", per=True),
    Row("consumption", "MPGe", Fraction("33.705") * _KWH / _MILE, "mpg-e | mpg(e)", "MPGe", "EPA", per=True),
    Row("consumption", "MPGe (33.7)", Fraction("33.7") * _KWH / _MILE, "", "MPGe_33_7", "EPA", per=True),
    Row("fuel consumption", "L/100 km", _LITER / _100_KM, "L/100km | l/100km", "L_per_100km"),
    Row("fuel consumption", "L/km", _LITER / _KM, "l/km", "liter / kilometer"),
    Row("fuel consumption", "km/L", _LITER / _KM, "km/l", "kilometer / liter", per=True),
    Row(
        "fuel consumption",
        "mpg (US)",
        _US_GALLON / _MILE,
        "US mpg | mpg US | mpg(US)",
        "mile / gallon",
        "SP811",
        per=True,
    ),
    Row(
        "fuel consumption",
        "mpg (UK)",
        _UK_GALLON / _MILE,
        "UK mpg | mpg UK | mpg(UK) | imperial mpg | mpg (imperial)",
        "mile / imperial_gallon",
        "SP811",
        per=True,
    ),
    Row(
        "torque",
        "N·m",
        _ONE,
        "Nm | N-m | N m | newton-meter | newton-metre | newtonmeter | newtonmetre"
        " | newton meter | newton metre",
        "newton * meter",
        cased="N·m | Nm | N-m | N m",
    ),
    Row(
        "torque",
        "lb·ft",
        _POUND * _GRAVITY * _FOOT,
        "lb-ft | lb ft | lbft | lb.ft | lbs-ft | ft·lb | ft-lb | ft lb | ftlb | ft-lbs | lbf·ft"
        " | lbf-ft | ft·lbf | ft-lbf | lbs ft | pound feet | pound-foot | pound-feet | foot-pound"
        " | foot-pounds",
        "force_pound * foot",
        "SP811",
    ),
    Row("speed", "km/h", _KM / _HOUR, "kmh | kph | kmph | km/hr", "kilometer / hour"),
    Row("speed", "mph", _MILE / _HOUR, "mi/h", "mile / hour", "SP811"),
    Row("speed", "m/s", _ONE, "", "meter / second", cased="m/s"),
    Row("speed", "km/min", _KM / 60, "", "kilometer / minute"),
    Row("speed", "mi/min", _MILE / 60, "", "mile / minute", "SP811"),
    Row("mass", "g", _MILLI, "gram | gramme", "gram", cased="g"),
    Row("mass", "kg", _ONE, "kgs | kilo | kilogram | kilogramme", "kilogram"),
    Row("mass", "t", _KILO, "tonne | metric ton | metric tons", "metric_ton", cased="t"),
    Row("mass", "lb", _POUND, "lbs | pound", "pound", "SP811"),
    Row(
        "volume",
        "L",
        _LITER,
        "l | liter | litre | dm³ | dm3 | dm^3 | cubic decimeter | cubic decimetre",
        "liter",
        cased="L",
    ),
    Row(
        "volume",
        "cm³",
        _ONE / 100**3,
        "cm3 | cm^3 | cc | ccm | cubic centimeter | cubic centimetre",
        "centimeter ** 3",
        cased="cm³ | cm3 | cm^3 | cc",
    ),
    Row("volume", "m³", _ONE, "m3 | m^3 | cubic meter | cubic metre", "meter ** 3", cased="m³ | m3 | m^3"),
    Row(
        "volume",
        "ft³",
        _FOOT**3,
        "ft3 | ft^3 | cu ft | cu.ft | cu-ft | cubic ft | cubic foot | cubic feet",
        "foot ** 3",
        "SP811",
    ),
    Row("volume", "US gal", _US_GALLON, "US gallon | gal (US)", "gallon", "SP811"),
    Row(
        "volume",
        "UK gal",
        _UK_GALLON,
        "UK gallon | imp gal | imp gallon | imperial gal | imperial gallon | gal (UK)",
        "imperial_gallon",
        "SP811",
    ),
    Row("duration", "s", _ONE, "sec | secs | second", "second", cased="s"),
    Row("duration", "min", Fraction(60), "mins | minute", "minute"),
    Row("duration", "h", _HOUR, "hr | hrs | hour", "hour", cased="h"),
    Row("duration", "mo", _YEAR / 12, "month", "month", "IAU"),
    Row("duration", "yr", _YEAR, "yrs | year", "year", "IAU"),
    Row("voltage", "V", _ONE, "volt", "volt", cased="V"),
    Row("voltage", "kV", _KILO, "kilovolt", "kilovolt"),
    Row("current", "A", _ONE, "amp | ampere", "ampere", cased="A"),
    Row("charge", "Ah", _HOUR, "amp-hour | ampere-hour", "ampere_hour"),
    Row("charge", "mAh", _MILLI * _HOUR, "milliamp-hour | milliampere-hour", "milliampere_hour"),
    Row(
        "temperature",
        "°C",
        _ONE,
        "° C | degC | deg C | degree Celsius | degrees Celsius | Celsius",
        "degree_Celsius",
        zero=Fraction("273.15"),
        within="C",
        latex=r"\degreeCelsius",
    ),
    Row(
        "temperature",
        "°F",
        Fraction(5, 9),
        "° F | degF | deg F | degree Fahrenheit | degrees Fahrenheit | Fahrenheit",
        "degree_Fahrenheit",
        "SP811",
        zero=Fraction("459.67"),
        within="F",
        latex=r"\text{°F}",
    ),
    Row("temperature", "K", _ONE, "kelvin", "kelvin", cased="K"),
    Row("ratio", "%", _ONE / 100, "percent | per cent | pct", "percent", "defined", latex=r"\percent"),
    Row("ratio", "fraction", _ONE, "", "dimensionless", "defined"),
    Row(
        "rotation",
        "rpm",
        _ONE,
        "r/min | rev/min | U/min | tr/min | giri/min | o/min | revolutions per minute",
        "revolutions_per_minute",
        "defined",
    ),
    Row("c-rate", "C-rate", _ONE / _HOUR, "C rate", "C_rate", "defined", within="C"),
    Row("specific energy", "Wh/kg", _WH, "", "watt_hour / kilogram"),
    Row("specific energy", "kWh/kg", _KWH, "", "kilowatt_hour / kilogram"),
    Row("energy density", "Wh/L", _WH / _LITER, "Wh/l", "watt_hour / liter"),
    Row("energy density", "kWh/L", _KWH / _LITER, "kWh/l", "kilowatt_hour / liter"),
    Row("power per mass", "W/kg", _ONE, "", "watt / kilogram"),
    Row("power per mass", "kW/kg", _KILO, "", "kilowatt / kilogram"),
    Row("power per mass", "kW/t", _ONE, "", "kilowatt / metric_ton"),
    Row("power per mass", "PS/t", _METRIC_HP / 1000, "", "metric_horsepower / metric_ton", "SP811"),
    Row("power per mass", "hp/lb", _MECHANICAL_HP / _POUND, "", "horsepower / pound", "SP811"),
    Row("emission", "g/km", _MILLI / _KM, "", "gram / kilometer"),
    Row("emission", "g/mi", _MILLI / _MILE, "", "gram / mile", "SP811"),
    Row(
        "area",
        "m²",
        _ONE,
        "m2 | m^2 | sq m | square meter | square metre",
        "meter ** 2",
        cased="m² | m2 | m^2",
    ),
    Row(
        "area",
        "ft²",
        _FOOT**2,
        "ft2 | ft^2 | sq ft | square ft | square foot | square feet",
        "foot ** 2",
        "SP811",
    ),
    Row("number", "", _ONE, "", "dimensionless", "defined"),
    *(_money(code, spellings) for code, spellings in CURRENCIES.items()),
)
