"""Published figures of nine languages, each with the value that a careful reader takes, or refused."""

from __future__ import annotations

from typing import Final, NamedTuple

__all__ = ["ROWS", "Row"]


class Row(NamedTuple):
    """One published text.

    Attributes
    ----------
    kind
        What it is a case of.
    text
        As it was printed.
    bound
        What it says of the true value; "date" for a window of days, "" if it is refused.
    low, high
        Its ends, or the first and the last day; None if open.
    unit, cycle
        The unit of the ends, and the test cycle.
    spec
        The spec that it is read through, "" for `measure` alone.
    decimal
        The decimal mark that a reader would name.
    beside
        The qualifiers that it states.
    says, never
        Words of a refusal: one of those that it has, and those that would mislead.
    """

    kind: str
    text: str
    bound: str = ""
    low: float | str | None = None
    high: float | str | None = None
    unit: str = ""
    cycle: str | None = None
    spec: str = ""
    decimal: str | None = None
    beside: tuple[tuple[str, str], ...] = ()
    says: tuple[str, ...] = ()
    never: tuple[str, ...] = ()


ROWS: Final = (
    Row("unit word of another language", "153 Kilometern", "exact", 153, 153, "km"),
    Row("unit word of another language", "85 Kilowattstunden", "exact", 85, 85, "kWh"),
    Row(
        "unit word of another language",
        "300 Kilometern (WLTP)",
        "exact",
        300,
        300,
        "km",
        cycle="WLTP",
        spec="range",
    ),
    Row(
        "unit word of another language", "unter 40 000 Franken", "less than", None, 40000, "CHF", spec="price"
    ),
    Row("unit word of another language", "bis zu 706 Kilometern", "at most", None, 706, "km"),
    Row("unit word of another language", "21 pouces", "exact", 21, 21, "in"),
    Row("unit word of another language", "12,3 pouces", "exact", 12.3, 12.3, "in", decimal=","),
    Row("unit word of another language", "408 chevaux", "exact", 408, 408, "PS"),
    Row("unit word of another language", "340 cavalli", "exact", 340, 340, "PS"),
    Row("unit word of another language", "120 miglia orarie (193 Km/h)", "exact", 120, 120, "mph"),
    Row("unit word of another language", "41 kilowattimer", "exact", 41, 41, "kWh"),
    Row("unit word of another language", "75 kWt", "exact", 75, 75, "kWh"),
    Row("unit word of another language", "544 hestekrefter", "exact", 544, 544, "PS"),
    Row("unit word of another language", "250 Newton meters", "exact", 250, 250, "N·m"),
    Row("unit word of another language", "100 Stundenkilometer", "exact", 100, 100, "km/h"),
    Row("unit word of another language", "10 bis 80 Prozent", "between", 10, 80, "%"),
    Row("unit word of another language", "85-Kilowattstunden", "exact", 85, 85, "kWh"),
    Row("decimal comma", "31.094 Euro", "exact", 31094, 31094, "EUR", decimal=","),
    Row("decimal comma", "über 1.000 Kilometer", "more than", 1000, None, "km", decimal=","),
    Row("decimal comma", "4,792 metri", "exact", 4.792, 4.792, "m", decimal=","),
    Row("decimal comma", "€95.244", "exact", 95244, 95244, "EUR", decimal=","),
    Row("decimal comma", "5,40 Meter", "exact", 5.4, 5.4, "m", decimal=","),
    Row("decimal comma", "8,8 secondes", "exact", 8.8, 8.8, "s", decimal=","),
    Row("price from", "ab 20'000 Euro", "at least", 20000, None, "EUR", decimal=","),
    Row("price from", "ab 9090 Franken", "at least", 9090, None, "CHF", spec="price"),
    Row("price from", "ab 16 490 Franken", "at least", 16490, None, "CHF", spec="price"),
    Row("price from", "da 9.640 euro", "at least", 9640, None, "EUR", spec="price", decimal=","),
    Row("price from", "vanaf 41.990 euro", "at least", 41990, None, "EUR", spec="price", decimal=","),
    Row("seconds read as kronor", "6,7 Sek.", "exact", 6.7, 6.7, "s", decimal=","),
    Row("seconds read as kronor", "99 Sek.", "exact", 99, 99, "s"),
    Row("drag coefficient", "0,21", "exact", 0.21, 0.21, spec="drag_coefficient", decimal=","),
    Row("drag coefficient", "0.24", "exact", 0.24, 0.24, spec="drag_coefficient"),
    Row("mark before three digits", "1.500 kg"),
    Row("mark before three digits", "1.840 litri"),
    Row("mark before three digits", "€95.244"),
    Row("mark before three digits", "4,901 Meter", spec="length"),
    Row("mark before three digits", "31.094 Euro"),
    Row("mark before three digits", "1.725 kilos"),
    Row("bound word", "bis 790 Kilometer", "at most", None, 790, "km"),
    Row("bound word", "alrededor de los 400 kilómetros", "about", 400, 400, "km"),
    Row("bound word", "por encima de los 500 kilómetros", "more than", 500, None, "km"),
    Row("bound word", "por menos de 25.000 €", "less than", None, 25000, "EUR", spec="price", decimal=","),
    Row("bound word", "grofweg € 45.000", "about", 45000, 45000, "EUR", spec="price", decimal=","),
    Row("bound word", "upp till 350 kW", "at most", None, 350, "kW"),
    Row("bound word", "bis 800 km", "at most", None, 800, "km"),
    Row(
        "cycle in words",
        "15,6–13,1 kWh/100 km (NEFZ)",
        "between",
        13.1,
        15.6,
        "kWh/100 km",
        cycle="NEDC",
        spec="consumption",
        decimal=",",
    ),
    Row(
        "cycle in words",
        "über 600 km (NEFZ-Standard)",
        "more than",
        600,
        None,
        "km",
        cycle="NEDC",
        spec="range",
    ),
    Row("cycle in words", "600 km (NEFZ)", "exact", 600, 600, "km", cycle="NEDC", spec="range"),
    Row(
        "cycle in words", "340 kilomètres en cycle WLTP", "exact", 340, 340, "km", cycle="WLTP", spec="range"
    ),
    Row("cycle in words", "285 km (norme WLTP)", "exact", 285, 285, "km", cycle="WLTP", spec="range"),
    Row("cycle in words", "622 km nel ciclo WLTP", "exact", 622, 622, "km", cycle="WLTP", spec="range"),
    Row("cycle in words", "300 miles (on the EPA cycle)", "exact", 300, 300, "mi", cycle="EPA", spec="range"),
    Row("charging window with its time", "von 5 auf 80 Prozent", "between", 5, 80, "%"),
    Row(
        "charging window with its time",
        "40 minutes for 0-80 per cent",
        "exact",
        40,
        40,
        "min",
        spec="dc_time",
        beside=(("soc", "0-80 %"),),
    ),
    Row(
        "charging window with its time",
        "5-80% in 22.5 minutes",
        "exact",
        22.5,
        22.5,
        "min",
        spec="dc_time",
        beside=(("soc", "5-80 %"),),
    ),
    Row("per in another language", "16,9 kWh pro 100 km", "exact", 16.9, 16.9, "kWh/100 km", decimal=","),
    Row("per in another language", "16 kWh por cada 100 kilómetros", "exact", 16, 16, "kWh/100 km"),
    Row("per in another language", "6 km pr kWh", "exact", 6, 6, "km/kWh"),
    Row(
        "per in another language", "rund 12 Kilowattstunden pro 100 Kilometer", "about", 12, 12, "kWh/100 km"
    ),
    Row(
        "gross or net in the text",
        "86,5 kWh netto",
        "exact",
        86.5,
        86.5,
        "kWh",
        spec="battery_net",
        decimal=",",
    ),
    Row("gross or net in the text", "73 kWh de capacité utile", "exact", 73, 73, "kWh", spec="battery_net"),
    Row("gross or net in the text", "55.0 kWh usable", "exact", 55.0, 55.0, "kWh", spec="battery_net"),
    Row(
        "date of another language",
        "im ersten Quartal 2023",
        "date",
        "2023-01-01",
        "2023-03-31",
        spec="market_launch",
    ),
    Row(
        "date of another language",
        "andre halvdel av 2026",
        "date",
        "2026-07-01",
        "2026-12-31",
        spec="production_start",
    ),
    Row("date of another language", "ab Mai 2009", "date", "2009-05-01", None, spec="market_launch"),
    Row(
        "date of another language",
        "im Frühjahr 2026",
        "date",
        "2026-03-01",
        "2026-05-31",
        spec="market_launch",
    ),
    Row("date of another language", "Ende 2026", "date", "2026-10-01", "2026-12-31", spec="market_launch"),
    Row("marks of money", "6.000,- EUR*", "exact", 6000, 6000, "EUR", decimal=","),
    Row("marks of money", "40.000,- EUR", "exact", 40000, 40000, "EUR", decimal=","),
    Row("marks of money", "RMB 209,900", "exact", 209900, 209900, "CNY", spec="price"),
    Row("second printing behind a word", "225 kW (soit 306 ch)", "exact", 225, 225, "kW"),
    Row("inch mark", "12,3″", "exact", 12.3, 12.3, "in", spec="center_display", decimal=","),
    Row("inch mark", "15,4”", "exact", 15.4, 15.4, "in", spec="center_display", decimal=","),
    Row("unit said twice", "70 kilowatts-heure (kWh)", "exact", 70, 70, "kWh"),
    Row("unit said twice", "660 newtonmeter (Nm)", "exact", 660, 660, "N·m"),
    Row("footnote mark", "35 min*", "exact", 35, 35, "min"),
    Row(
        "footnote mark",
        "18,0 l/100km (WLTP)*",
        "exact",
        18.0,
        18.0,
        "L/100 km",
        cycle="WLTP",
        spec="fuel_consumption",
        decimal=",",
    ),
    Row("footnote mark", "~ 6.000 €*", "about", 6000, 6000, "EUR", decimal=","),
    Row("thousand, million, lakh", "34 duizend euro", "exact", 34000, 34000, "EUR"),
    Row("thousand, million, lakh", "Rs 15-17 lakh", "between", 1500000, 1700000, "INR", spec="price"),
    Row("thousand, million, lakh", "£2 million", "exact", 2000000, 2000000, "GBP", spec="price"),
    Row("Scandinavian mile", "over 60 mil", "more than", 600, None, "km"),
    Row("Scandinavian mile", "2,1 kWh/mil", "exact", 21, 21, "kWh/100 km", decimal=","),
    Row("Scandinavian mile", "1,47 kWh per mil", "exact", 14.7, 14.7, "kWh/100 km", decimal=","),
    Row("Scandinavian mile", "över 45 mil", "more than", 450, None, "km"),
    Row("number in words", "under fire sekunder", "less than", None, 4, "s"),
    Row("number in words", "about seven seconds", "about", 7, 7, "s"),
    Row("number in words", "under three seconds", "less than", None, 3, "s"),
    Row("number in words", "around four seconds", "about", 4, 4, "s"),
    Row("number in words", "zehn Minuten", "exact", 10, 10, "min"),
    Row("clock with h and m", "10h30m", "exact", 10.5, 10.5, "h"),
    Row("only", "just 87mph", "exact", 87, 87, "mph"),
    Row("from swallowed before a currency", "from £25,000", "at least", 25000, None, "GBP", spec="price"),
    Row("plus behind, sub- in front", "sub-3.0sec", "less than", None, 3.0, "s"),
    Row("plus behind, sub- in front", "180 Km+", "at least", 180, None, "km"),
    Row("plus behind, sub- in front", "1400 Km+", "at least", 1400, None, "km"),
    Row("plus behind, sub- in front", "sub-five-second", "less than", None, 5, "s"),
    Row("dotted unit", "612 lb.-ft.", "exact", 612, 612, "lb·ft"),
    Row("capitals KM", "625 KM WLTP", "exact", 625, 625, "km", cycle="WLTP", spec="range"),
    Row(
        "date in words",
        "in the second quarter of 2014",
        "date",
        "2014-04-01",
        "2014-06-30",
        spec="market_launch",
    ),
    Row("date in words", "the end of 2018", "date", "2018-10-01", "2018-12-31", spec="market_launch"),
    Row("date in words", "by the end of 2025", "date", None, "2025-12-31", spec="market_launch"),
    Row("whole day as a date", "21. januar 2026", "date", "2026-01-21", "2026-01-21", spec="premiere"),
    Row("whole day as a date", "30 November 2018", "date", "2018-11-30", "2018-11-30", spec="market_launch"),
    Row("whole day as a date", "February 20, 2009", "date", "2009-02-20", "2009-02-20", spec="market_launch"),
    Row("plus sign of a difference", "+6 cm"),
    Row("plus sign of a difference", "+ 7 cm"),
    Row("AC or DC in the text", "AC 11 kW", "exact", 11, 11, "kW", spec="ac_power"),
    Row("nearly and just under", "knapp 150 kW"),
    Row("nearly and just under", "nearly 15 seconds"),
    Row("nearly and just under", "just shy of $27,000"),
    Row("two figures in one text", "200 kW, 335 Nm"),
    Row("two figures in one text", "213 ch / 345 Nm"),
    Row("two figures in one text", "82 kWh (77 kWh)"),
    Row("two figures in one text", "150 km / 204hp"),
    Row("two figures in one text", "38kWh and 56kWh"),
    Row("two bounds", "mindestens rund 23.000 Euro", decimal=","),
    Row("hp printed for PS", "100 kW (134 CV)"),
    Row("hp printed for PS", "150 kW / 204 hp"),
    Row("hp printed for PS", "390kW (530 hp)"),
    Row("currency not clear", "47.000 dollari", decimal=","),
    Row("currency not clear", "$37,000+", spec="price"),
    Row("currency not clear", "$41,350", spec="price"),
    Row("hedge in the text", "an estimated 258 miles"),
    Row("unit not clear", "up to 50mpg"),
    Row("noun behind", "300 miles of range"),
    Row("two currencies", "34,950 euros ($47,440)", spec="price"),
    Row("two currencies", "100,000 yuan (US$14,619)", spec="price"),
    Row("bound", "Bis zu 530 PS", "at most", None, 530, "PS"),
    Row("bound", "mehr als 300 Kilometer", "more than", 300, None, "km"),
    Row("bound", "höchstens 120 kW", "at most", None, 120, "kW"),
    Row("bound", "plus de 420 kilomètres", "more than", 420, None, "km"),
    Row("bound", "oltre 600 chilometri", "more than", 600, None, "km"),
    Row("bound", "tot 460 kilometer", "at most", None, 460, "km"),
    Row("bound", "mer enn 400 km", "more than", 400, None, "km"),
    Row("bound", "in excess of 225 miles", "more than", 225, None, "mi"),
    Row("bound", "above 500 km", "more than", 500, None, "km"),
    Row("bound", "> 600 km", "more than", 600, None, "km"),
    Row("money", "unter 60.000 Euro", "less than", None, 60000, "EUR", decimal=","),
    Row("money", "42990€", "exact", 42990, 42990, "EUR"),
    Row("money", "46 990€", "exact", 46990, 46990, "EUR"),
    Row("money", "229,900 yuan", "exact", 229900, 229900, "CNY", spec="price"),
    Row("money", "< 20.000 €", "less than", None, 20000, "EUR", decimal=","),
    Row(
        "range of two ends",
        "zwischen 12,2 und 14,1 kWh/100 km",
        "between",
        12.2,
        14.1,
        "kWh/100 km",
        decimal=",",
    ),
    Row("range of two ends", "150 -170 kW", "between", 150, 170, "kW"),
    Row("range of two ends", "entre 24 y 36 horas", "between", 24, 36, "h"),
    Row("range of two ends", "50 tot 82 kWh", "between", 50, 82, "kWh"),
    Row("range of two ends", "between 205 and 342 miles", "between", 205, 342, "mi"),
    Row("two printings of one figure", "260 kW/354 PS", "exact", 260, 260, "kW"),
    Row("two printings of one figure", "85 kW / 116 CV", "exact", 85, 85, "kW"),
    Row("two printings of one figure", "379 horsepower (283 kW)", "exact", 379, 379, "hp"),
    Row("two printings of one figure", "55lbs/25kg", "exact", 55, 55, "lb"),
    Row("two printings of one figure", "620km / 385mi", "exact", 620, 620, "km"),
    Row("cycle", "~480 km WLTP", "about", 480, 480, "km", cycle="WLTP", spec="range"),
    Row("cycle", "420 kilomètres WLTP", "exact", 420, 420, "km", cycle="WLTP", spec="range"),
    Row("cycle", "504 km WLTP", "exact", 504, 504, "km", cycle="WLTP", spec="range"),
    Row("clock", "environ 2h45", "about", 2.75, 2.75, "h"),
    Row("clock", "9 hours 40 minutes", "exact", 9.666666666666666, 9.666666666666666, "h"),
    Row("no space, hyphen, capitals", "143bhp", "exact", 143, 143, "hp"),
    Row("no space, hyphen, capitals", "8.5sec", "exact", 8.5, 8.5, "s"),
    Row("no space, hyphen, capitals", "10.9-inch", "exact", 10.9, 10.9, "in"),
    Row("no space, hyphen, capitals", "99.8-kwh", "exact", 99.8, 99.8, "kWh"),
    Row("no space, hyphen, capitals", "110-kilowatt-hour", "exact", 110, 110, "kWh"),
    Row("no space, hyphen, capitals", "536 HP", "exact", 536, 536, "hp"),
    Row("date", "second half of 2026", "date", "2026-07-01", "2026-12-31", spec="production_start"),
    Row("date", "from 2026", "date", "2026-01-01", None, spec="production_start"),
    Row("date", "Early 2019", "date", "2019-01-01", "2019-04-30", spec="market_launch"),
    Row("date", "September 2018", "date", "2018-09-01", "2018-09-30", spec="market_launch"),
    Row("message: two figures share a unit", "11 / 320 kW", says=("two figures", "second figure")),
    Row("message: two figures share a unit", "110/135 ch", says=("two figures", "second figure")),
    Row("message: two figures share a unit", "270 / 385 km", says=("two figures", "second figure")),
    Row("message: crowns of which country", "Fra 229 400 kroner", spec="price", says=("NOK",)),
    Row("message: a little over is no ampere", "a little over 400bhp", never=("amperes",)),
    Row("message: a little over is no ampere", "a smidge under $30,000", never=("amperes",)),
    Row(
        "message: a remark in parentheses",
        "450 km (selon le constructeur)",
        never=("a figure starts with a number",),
    ),
    Row(
        "message: a remark in parentheses",
        "£71,000 (est)",
        spec="price",
        never=("a figure starts with a number",),
    ),
    Row(
        "message: a remark in parentheses",
        "1.921 mm (esclusi gli specchietti)",
        spec="width",
        decimal=",",
        never=("a figure starts with a number",),
    ),
)
