"""What columns are called: words in a header that tell a spec, a vehicle or a unit, for sketches."""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Final

from evspec.cycles import CYCLES
from evspec.errors import EvspecError
from evspec.specs import QUALIFIERS, SPECS
from evspec.units import unit

__all__ = [
    "EMPTY", "IDENTITY", "VEHICLE", "condition_in", "cycle_in", "is_known", "is_soc", "kind_of",
    "spec_called", "unit_called", "unit_in", "without_unit",
]  # fmt: skip

#: The key of a mapping to the words of a column that tells it.
IDENTITY: Final = {
    "make": r"make|maker|brand|manufacturer|mfr|marque|marke|hersteller|division|fabricante|marca|merk|marka|"
            r"merke|m[äa]rke|producent|mk|メーカー|厂商|品牌",
    "model": r"model|modell|modele|modèle|modelo|modello|carline|nameplate|trade ?name|handelsbezeichnung|"
             r"handelsbenaming|handelsname|cn|車名|車種|车型",
    "year": r"year|model ?year|my|modelljahr|baujahr|jahr|ann[ée]e|a[ñn]o|anno|rok|rok modelowy|rocznik|"
            r"rok produkcji|release ?year|[åa]rsmodell?|bouwjaar|年式|年款",
    "variant": r"variant|version|trim|description|ausf[üu]hrung|versione|versi[óo]n|wersja|variante|"
               r"allestimento|d[ée]signation commerciale|グレード|版本",
}  # fmt: skip
#: What a column is called that has make and model in one.
VEHICLE: Final = r"car|vehicle|fahrzeug|auto|bil|voiture|v[ée]hicule|vehicle ?name|name"
#: Words of an empty cell that are too short or too odd to be missing everywhere.
EMPTY: Final = frozenset(
    {"?", "k. a.", "k.a.", "b.d.", "b. d.", "n.d.", "bd", "b/d", "n.c.", "nc", "s/d", "未公布"}
)
# The first that is found and has a unit of the spec's kind counts.
_SPECS: Final = (
    # "CO2 haute vitesse Max" is no top speed
    (r"\bco2\b|co₂", "co2"),
    (r"\bconso\b", "consumption"),
    (r"power.to.weight|poids.puissance|leistungsgewicht", "power_to_weight"),
    (r"0 ?- ?60\b|0 ?to ?60\b", "accel_0_60_mph"),
    (r"0 ?([-–]|to|à|a|auf) ?(100|62)|zero ?to ?(100|hundred)", "accel_0_100_kmh"),
    (r"accel|beschleun|acc[ée]l|sprint|加速", "accel_0_100_kmh"),
    (r"top ?speed|max.* speed|vmax|h[öo]chstgeschw|vitesse max", "top_speed"),
    (r"velocidad|velocit[àa]|pr[ęe]dko|toppfart|snelheid|最高速", "top_speed"),
    (r"\btow.*unbraked|ongeremd|ungebremst", "towing_unbraked"),
    (r"\btow|hengerfeste|hengervekt|tilhenger|dragvikt|anh[äa]ngelast|geremd|\bhak\b", "towing_braked"),
    (r"payload|zuladung|[łl]adowno|nyttelast|lastvikt|laadvermogen|charge utile", "payload"),
    (r"frunk|front (trunk|boot)", "frunk_volume"),
    (r"turning|wendekreis|vendesirkel|draaicirkel", "turning_circle"),
    # the European Environment Agency's names, of one or two letters
    (r"^ep \(kw\)|^hp$|^ps$|^kw$|^bhp$|^cv$", "power"),
    (r"^m \(kg\)", "curb_weight"),
    (r"^w \(mm\)", "wheelbase"),
    (r"^ec \(cm3\)|displacement|hubraum|cilinderinhoud|cylindr[ée]e", "engine_displacement"),
    (r"charg.*time|time.*charg|ladezeit|ladetid|laddtid|10 ?[-–] ?80|20 ?[-–] ?80", "dc_time"),
    (r"range|reichweite|autonom|zasi[ęe]g|rekkevidde|r[äa]ckvidd|actie ?radius|bereik", "range"),
    (r"走行距離|续航|航続", "range"),
    (r"fuel ?(consumption|economy)|spritverbrauch|l/100", "fuel_consumption"),
    (r"consum|verbrauch|conso|zu[żz]ycie|efficiency|economy|mpge|kwh ?/? ?100|wh ?/ ?km", "consumption"),
    (r"\bcons\b|f[oö]rbruk|verbruik|kwh/mil|消費率|電費|耗电", "consumption"),
    (r"\b(dc|fast|rapid|quick|schnell|hurtig|snabb).*(power|charg|lad|leist|peak|max)", "dc_power"),
    (r"max.*charg|(charg|lad|peak).*\bdc\b", "dc_power"),
    (r"\b(ac|on-?board|obc)\b.*(power|charg|lad|leist|max)|(charg|lad).*\bac\b", "ac_power"),
    (r"\b(usable|useable|net|netto|nutzbar\w*|utile|[úu]til)\b", "battery_net"),
    (r"(gross|brutto|total).*(batt|capac|ak+u)|(batt|capac|ak+u).*(gross|brutto|total)", "battery_gross"),
    (r"batt?er|batt|aku|akku|capac|kapaz|accu|pojemno.*kwh|電力量|电池", "battery"),
    (r"torque|drehmoment|couple|coppia|moment|トルク|扭矩", "torque"),
    (r"power|leistung|puissance(?! fiscale)|potencia|potenza|\bmoc\b|motor|output|effekt|vermogen", "power"),
    (r"最高出力|功率", "power"),
    (r"price|preis|prix|precio|prezzo|prijs|\bpris\b|cena|msrp|rrp|価格|指导价", "price"),
    (r"wheel ?base|radstand|wielbasis|empattement|rozstaw|akselavstand|hjulbas", "wheelbase"),
    (r"ホイールベース|轴距", "wheelbase"),
    (r"gross.*(weight|mass)|zul.*gewicht|toegestane.*massa|\bdmc\b", "gross_weight"),
    (r"weight|gewicht|poids|\bpeso\b|\bmass|masa w|kerb|curb|leer|egenvekt|tj[äa]nstevikt", "curb_weight"),
    (r"車両重量|整备质量", "curb_weight"),
    (r"length|l[äa]nge|longueur|d[łl]ugo|lengde|lengte|longitud|lunghezza|全長", "length"),
    (r"width|breite|breedte|largeur|szeroko|bredde|anch(o|ura)|larghezza|全幅", "width"),
    (r"height|h[öo]he|hoogte|hauteur|wysoko|h[øo]yde|altura|altezza|全高", "height"),
    (r"boot|cargo|trunk|luggage|kofferraum|coffre|baga[żz]|bagas?je|bagag|maletero", "cargo_volume"),
    (r"emission|ewltp|enedc", "co2"),
    (r"seats|sitze|places|siedze|miejsc|seter|zitplaats|plazas|乗車定員|座位", "seats"),
    (r"doors|t[üu]ren|portes", "doors"),
    (r"drive ?train|drive\b|drift|antrieb|traction|tracci[óo]n|trazione|nap[ęe]d", "drivetrain"),
    (r"power ?train|fuel ?type|energy ?type|energie", "powertrain_type"),
    (r"charge ?port|\bplug\b|connector|stecker", "dc_connector"),
    (r"body|karosserie|carrosserie", "body_style"),
    (r"segment|class", "segment"),
)  # fmt: skip
_BRACKETS: Final = re.compile(r"[\[(]([^\])]+)[\])]")
#: What joins the words of a name: a line, a point between letters, a capital behind small letters.
_JOINTS: Final = re.compile(r"_|(?<=[a-z0-9])\.(?=[a-z])|(?<=[a-z]{2})(?=[A-Z][a-z])")
#: A unit of figures only, as it stands for another number of the one that is converted: per 10 km.
_PER_MIL: Final = "kWh/mil"
#: Units as the names of columns write them.
_NAMED: Final = {
    "kwh 100 km": "kWh/100 km", "kwh 100km": "kWh/100 km", "kwh/100km": "kWh/100 km", "wh km": "Wh/km",
    "kwh 100 mi": "kWh/100 mi", "kwh 100mi": "kWh/100 mi", "mi kwh": "mi/kWh", "km h": "km/h", "kmh": "km/h",
    "l 100 km": "L/100 km", "l 100km": "L/100 km", "g km": "g/km", "nm": "N·m", "lb ft": "lb·ft",
    "mpg": "", "km": "km", "mi": "mi", "mm": "mm", "cm": "cm", "kw": "kW", "ps": "PS", "hp": "hp", "kg": "kg",
    "kwh": "kWh", "l": "L", "v": "V", "ah": "Ah", "h": "h", "s": "s", "sec": "s", "min": "min", "mph": "mph",
    "eur": "EUR", "usd": "USD", "gbp": "GBP", "pln": "PLN", "chf": "CHF", "lbs": "lb", "miles": "mi",
    "kwh/mil": _PER_MIL, "n・m": "N·m", "litres": "L", "liter": "L",
}  # fmt: skip


def spec_called(name: str) -> list[str]:
    """Return the keys of the specs that a column may be of, the likeliest first."""
    plain = _parted(name).lower()
    own = [key for key, spec in SPECS.items() if plain in {key.replace("_", " "), spec.label.lower()}]
    # which wheels are driven is "transmission" in French
    own = ["drivetrain", *own] if "transmission" in own else own
    return [*own, *(key for pattern, key in _SPECS if re.search(pattern, plain))]


def _parted(name: str) -> str:
    """Return a name as words: "charging dc max kw" of "charging.dc.maxKw"."""
    return _JOINTS.sub(" ", name)


def is_known(name: str) -> bool:
    """Tell whether anything is known by the name of a column."""
    plain = name.strip().replace("_", " ")
    return bool(spec_called(name)) or any(
        re.fullmatch(words, plain, re.IGNORECASE) for words in IDENTITY.values()
    )


def is_soc(name: str) -> bool:
    """Tell whether a column has states of charge."""
    return re.search(r"\bsoc\b|state of charge|ladestand|ladezustand", _parted(name).lower()) is not None


def unit_in(name: str) -> str:
    """Return the symbol of the unit that a column's name ends with or has in brackets, "" for none.

    Examples
    --------
    >>> unit_in("Range (km)"), unit_in("consumption_kwh_100_km"), unit_in("Seats")
    ('km', 'kWh/100 km', '')
    """
    for match in _BRACKETS.finditer(name):
        if found := unit_called(match[1]):
            return found
    words = _parted(_BRACKETS.sub("", name).replace("_per_", "/")).split()
    for count in (3, 2, 1):
        if len(words) > count and (found := unit_called(" ".join(words[-count:]))):
            return found
    # what says all by itself stands in front, or alone: "MPGe combined", "HP"
    alone = unit_called(words[0]) if words else ""
    return alone if kind_of(alone) in {"power", "consumption"} else ""


def unit_called(text: str) -> str:
    """Return the symbol of the unit that words are, "" for none."""
    # "kW DC" is power that charges by direct current
    words = re.sub(r" [AD]C$", "", text.strip())
    if words == "KM":
        # Polish horsepower; a kilometer is written small
        return "PS"
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
        if len(words) > count and unit_called(" ".join(words[-count:])):
            words = words[:-count]
            break
    return " ".join(words).lower()


def kind_of(symbol: str) -> str:
    """Return what a unit measures, "" for none; every currency is money."""
    kind = "consumption" if symbol == _PER_MIL else unit(symbol).kind if symbol else ""
    return "money" if kind.startswith("money ") else kind


def cycle_in(name: str) -> str:
    """Return the test cycle that a column's name has, "" for none."""
    words = re.split(r"[^A-Za-z0-9]+", _parted(name).upper())
    # "Ewltp" is an emission
    return next((cycle for cycle in CYCLES if not {cycle.upper(), f"E{cycle.upper()}"}.isdisjoint(words)), "")


def condition_in(name: str, qualifier: str) -> str:
    """Return the value of a qualifier that a column's name has, "" for none.

    Examples
    --------
    >>> condition_in("Price DE (EUR)", "market"), condition_in("WEIGHT IN KG", "market")
    ('Germany', '')
    """
    # among capitals a word is no code
    words = [] if name.isupper() else re.split(r"\W+", name)
    found = (QUALIFIERS[qualifier].find(word) for word in words if word.istitle() or word.isupper())
    return next(filter(None, found), "")
