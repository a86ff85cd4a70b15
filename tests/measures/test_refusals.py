"""What is doubtful is refused, with its column and with what would be right."""

from __future__ import annotations

import pytest

from evspec.errors import EvspecError, ParseError
from evspec.measures import measure
from tests.each import each


@each(
    ("text", "column", "says"),
    [
        # Decimal comma and mixed or misplaced marks.
        ("77,4 kWh", 1, "decimal=','"), ("1.234,5 km", 1, "decimal=','"), ("1,23 km", 1, "decimal=','"),
        ("12,34,56 km", 1, "mixes or misplaces"), ("1.2.3 km", 1, "mixes or misplaces"),
        ("1,234 567 km", 1, "mixes or misplaces"), ("012 km", 1, "starts with a 0"),
        ("up to 00.5 km", 7, "starts with a 0"), ("0,234 km", 1, "decimal=','"),
        # Not one number.
        ("9**9**9", 2, "a unit is missing"), ("2*3 km", 2, "a unit is missing"),
        ("3+4 km", 3, "a unit is missing"), ("1/2 km", 2, "a unit is missing"),
        ("5 5 km", 3, "a unit is missing"), ("5 km 6 km", 6, "cannot read '6 km'"),
        ("141 and 172 kW", 4, "'and' joins two figures"), ("1 km and 2 km", 5, "'and' joins"),
        ("5-5 km", 1, "both ends are the same"), ("5--3 °C", 3, "a sign after a dash"),
        ("from 5 and 7 km", 7, "wants 'to'"),
        ("between 5 km", 9, "needs a second number"), ("from 150 kW", 6, "needs a second number"),
        ("from about 150 kW", 1, "write 'at least'"), ("between about 5 km", 1, "write both ends"),
        ("5 km-3 mi", 8, "write both in one unit"), ("1-2-3 km", 4, "a unit is missing"),
        ("–5 °C", 1, "'–' is not a number"), ("± 5 km", 1, "PLUS-MINUS"),
        # Not finite, out of reach.
        ("nan km", 1, "'nan' is not a number"), ("inf km", 1, "'inf' is not a number"),
        ("1e400 km", 1, "out of reach"), ("1e-400 km", 1, "out of reach"),
        ("1e0000000000000031 km", 1, "out of reach"), ("1" * 31 + " km", 1, "out of reach"),
        # Units.
        ("514", 4, "a unit is missing at the end"), ("514 ", 5, "a unit is missing at the end"),
        ("km", 1, "'km' is not a number"), ("514 kn", 5, "unknown unit 'kn'"),
        ("5 mW", 3, "'MW'"), ("5 mJ", 3, "'MJ'"), ("5 nm", 3, "'N·m'"), ("5 ton", 3, "metric tons"),
        ("5 gal", 3, "'US gal'"), ("5 C", 3, "'°C'"), ("5 M", 3, "'mi'"), ("5 T", 3, "'t'"),
        ("5 a", 3, "'A'"), ("5 mpg", 3, "'mpg (US)'"), ("5 miles per gallon", 3, "'mpg (US)'"),
        ("5 $", 3, "'USD'"), ("18 kWh/100 kn", 12, "unknown unit 'kn'"),
        ("0 kWh/100 km", 1, "more than 0"), ("-3 mi/kWh", 1, "more than 0"), ("0-5 L/100 km", 1, "than 0"),
        # Pairs.
        ("319 miles (600 km)", 12, "is not the one in 'mi'"), ("150 kW (400 Nm)", 9, "measures torque"),
        ("514 km (515 km)", 9, "a second figure in 'km'"), ("514 km (319 mi", 15, "not closed"),
        ("about 319 miles (600 km)", 18, "is not the one"),
        ("440 kW (600 PS)", 9, "is not the one"), ("over 440 kW (605 PS)", 14, "is not the one"),
        ("over 440 kW (600 hp)", 14, "is not the one"), ("514 km (319)", 12, "a unit is missing"),
        ("282 hp (286 PS, 230 kW)", 17, "is not the one"), ("431-473 km (290 mi)", 13, "is not the one"),
        # 204 PS are 150 kW; the European press prints them as "hp" and is not mended.
        ("204 hp (150 kW)", 9, "did you mean 'PS'?"), ("150 kW/204 hp", 8, "did you mean 'PS'?"),
        # Bounds and cycles.
        ("up to up to 5 km", 7, "'up' is not a number"), ("up to 5-7 km", 7, "not 'at most' as well"),
        ("up to 5 km or more", 19, "a second bound"), ("up to 5+ km", 9, "a second bound"),
        ("almost 500 km", 1, "write 'about' or 'less than'"), ("just over 500 km", 1, "write 'more than'"),
        ("500 km plus", 8, "write 'or more'"), ("514 km WLTP EPA", 13, "a second cycle"),
        ("EPA 514 km WLTP", 12, "a second cycle"), ("514 km of range", 8, "cannot read 'of range'"),
        ("514 km, worst equipment", 7, "cannot read ', worst equipment'"), ("514 km)", 7, "cannot read"),
        ("514 km WLTPs", 8, "cannot read"), ("514 km XLTP", 8, "cannot read"),
        # Clocks.
        ("1:75 h", 1, "more than 59"), ("3:45 km", 6, "no unit of it"), ("1 h 75 min", 5, "below 60"),
        ("1.5 h 20 min", 7, "below 60"), ("1 h 20 s", 8, "only 'min'"), ("1 h 2.5 min", 5, "below 60"),
        # Characters.
        ("5\uff114 km", 2, "U+FF11 (FULLWIDTH DIGIT ONE) is not an ASCII digit"),
        ("٣ km", 1, "U+0663 (ARABIC-INDIC DIGIT THREE) is not an ASCII digit"),
        ("5² km", 2, "a unit is missing"), ("514 kм", 6, "U+043C (CYRILLIC SMALL LETTER EM) is not a letter"),
        ("514\u200b km", 4, "U+200B (ZERO WIDTH SPACE) is invisible"),
        ("\u202e514 km", 1, "U+202E (RIGHT-TO-LEFT OVERRIDE) is invisible"),
        ("514\tkm", 4, "U+0009 (a control character) is invisible"), ("514 km\n", 7, "U+000A"),
        ("514 km\x00", 7, "U+0000"), ("514 km ☺", 8, "U+263A (WHITE SMILING FACE) is not accepted"),
        ("", None, "empty"), ("  ", None, "empty"), ("5 km" + " " * 200, None, "at most 200"),
    ],
)  # fmt: skip
def test_refused(text: str, column: int | None, says: str) -> None:
    with pytest.raises(ParseError) as caught:
        measure(text)
    error = caught.value
    assert says in str(error)
    assert (error.text, error.column) == (text, column)
    if column is not None:
        assert f"column {column}" in str(error)
    assert isinstance(error, EvspecError)
    assert isinstance(error, ValueError)
