"""`format` of a figure, and how it is written in a locale."""

from __future__ import annotations

import subprocess
import sys

import pytest

from evspec.errors import EvspecError, UnitError
from evspec.measures import Measure, measure
from evspec.measures.lexicon import CORE, lexicons
from tests.each import each

NARROW = "\u202f"


@each(
    ("text", "spec", "shown"),
    [
        # The unit, with the source's precision.
        ("514 km WLTP", "", "514 km WLTP"), ("514 km WLTP", "mi", "319 mi WLTP"),
        ("150 kW", "PS", "204 PS"), ("18.1 kWh/100 km", "mi/kWh", "3.43 mi/kWh"),
        ("18.1 kWh/100 km", "kWh/100 mi", "29.1 kWh/100 mi"), ("80 %", "fraction", "0.80 fraction"),
        # Digits: decimals, significant ones.
        ("514 km", ".1f", "514.0 km"), ("514 km", ".1f mi", "319.4 mi"), ("514 km", ".0f mi", "319 mi"),
        ("514 km", ".2g", "510 km"), ("514 km", ".4g mi", "319.4 mi"), ("999.6 km", ".3g", "1000 km"),
        ("0.0996 km", ".2g", "0.10 km"), ("0 km", ".3g", "0 km"), ("99.96 km", ".3g", "100 km"),
        ("3:45 h", ".2f", "3.75 h"), ("3:45 h", "", "3:45 h"), ("-12.5 °C", ".0f", "-13 °C"),
        ("up to 400 kW", ".1f hp", "up to 536.4 hp"), ("431-473 km", ".1f mi", "267.8–293.9 mi"),
        ("431.2-431.4 km", ".0f", "431 km"), ("-20 to -10 °C", ".1f", "-20.0 to -10.0 °C"),
        # Groups.
        ("2085 kg", ",lb", "4,597 lb"), ("1234567.1234 km", ",", "1,234,567.1234 km"),
        ("2085-2180 kg", ",.1f lb", "4,596.6–4,806.1 lb"), ("-1234 °C", ",", "-1,234 °C"),
        # A second printing is shown as it was printed.
        ("282 hp (286 PS, 210 kW)", "kW", "210 kW"), ("282 hp (286 PS, 210 kW)", ".1f kW", "210.0 kW"),
        # Pretty: narrow spaces, a true minus.
        ("514 km WLTP", "P", f"514{NARROW}km WLTP"), ("514 km", "P mi", f"319{NARROW}mi"),
        ("4597 lb", "P", f"4597{NARROW}lb"), ("4597 lb", ",P", f"4{NARROW}597{NARROW}lb"),
        ("47900 EUR", "P", f"47{NARROW}900{NARROW}EUR"), ("-10 °C", "P", f"\u221210{NARROW}°C"),
        ("4500-12500 km", "P", f"4{NARROW}500–12{NARROW}500{NARROW}km"),
        ("-20 to -10 °C", "P", f"\u221220 to \u221210{NARROW}°C"), ("5 km", "P ", f"5{NARROW}km"),
        # LaTeX for siunitx.
        ("up to 400 kW", "L", r"up to \qty{400}{kW}"), ("431-473 km", "L mi", r"\qtyrange{268}{294}{mi}"),
        ("18.1 kWh/100 km", "L", r"\qty{18.1}{kWh/100\,km}"), ("20 °C", "L", r"\qty{20}{\degreeCelsius}"),
        ("80 %", "L", r"\qty{80}{\percent}"), ("247 N·m", "L", r"\qty{247}{N.m}"),
        ("17.3 ft³", "L", r"\qty{17.3}{ft^3}"), ("3:45 h", "L", r"3:45\,\unit{h}"),
        ("2085 kg", ",L", r"\qty[group-separator={,},group-minimum-digits=4]{2085}{kg}"),
        ("514 km WLTP", ".1fL mi", r"\qty{319.4}{mi} WLTP"),
        # HTML.
        ("18.1 kWh/100 km", "H", "18.1&#8239;kWh/100&nbsp;km"), ("47900 EUR", "H", "47&#8239;900&#8239;EUR"),
        ("-10 °C", "H", "&minus;10&#8239;°C"), ("20 in", "H", "20&#8239;in"),
        # A unit spelled like a style.
        ("490 L", "L", r"\qty{490}{L}"), ("490 L", " L", "490 L"), ("490 L", "l", "490 L"),
        ("490 L", "L L", r"\qty{490}{L}"),
    ],
)  # fmt: skip
def test_format(text: str, spec: str, shown: str) -> None:
    assert format(measure(text), spec) == shown


def test_a_number_without_a_unit() -> None:
    m = Measure.of("0.24", "")
    for spec, shown in (("", "0.24"), (".1f", "0.2"), ("P", "0.24"), ("L", r"\num{0.24}"), ("H", "0.24")):
        assert format(m, spec) == shown
    span = Measure.of(("0.24", "0.26"), "", bound="between")
    assert f"{span:L}" == r"\numrange{0.24}{0.26}"


@pytest.mark.parametrize("spec", ["P", ",P", ",", ".2f", ".3g", ""])
@pytest.mark.parametrize(
    "text", ["12345.5 km WLTP", "up to 4597 lb", "-20 to -10 °C", "431-473 km", "3:45 h"]
)
def test_text_and_pretty_read_back(text: str, spec: str) -> None:
    m = measure(text)
    back = measure(format(m, spec))
    assert (back.bound, back.cycle, back.unit) == (m.bound, m.cycle, m.unit)
    if "." not in spec:
        assert back == m


def test_wrong_formats_say_so() -> None:
    with pytest.raises(UnitError, match="cannot convert 'km'"):
        format(measure("514 km"), "kW")
    with pytest.raises(UnitError, match=r"unknown unit '\.1e'"):
        format(measure("514 km"), ".1e")
    with pytest.raises(ValueError, match="no significant digit"):
        format(measure("514 km"), ".0g")


class TestLocale:
    @pytest.mark.parametrize(
        ("text", "locale", "shown"),
        [
            ("15.3 kWh/100 km", "de", "15,3 kWh/100 km"), ("15.30 kWh/100 km", "de-DE", "15,30 kWh/100 km"),
            ("12345.678 km WLTP", "de", "12.345,678 km WLTP"),
            ("12345 km", "fr", f"12{NARROW}345 km"), ("1234567 km", "en_IN", "12,34,567 km"),
            ("up to 400 kW", "de", "bis zu 400 kW"), ("more than 514 km", "fr", "plus de 514 km"),
            ("about 500 km", "it", "circa 500 km"), ("less than 5.6 s", "es", "menos de 5,6 s"),
            ("at least 500 km", "nl", "minstens 500 km"), ("up to 400 kW", "nb", "opptil 400 kW"),
            ("up to 400 kW", "no", "opptil 400 kW"), ("up to 400 kW", "sv", "upp till 400 kW"),
            ("up to 400 kW", "fi", "≤ 400 kW"),
            ("up to 400 kW", "en", "up to 400 kW"), ("16.8-18.1 kWh/100 km", "de", "16,8–18,1 kWh/100 km"),
            ("-10.5 °C", "de", "-10,5 °C"), ("3:45 h", "de", "3:45 h"), ("0.5 h", "de", "0,5 h"),
        ],
    )  # fmt: skip
    def test_marks_and_words(self, text: str, locale: str, shown: str) -> None:
        pytest.importorskip("babel")
        assert measure(text).to_locale(locale) == shown

    def test_the_mark_between_thousands_is_the_locale_s_own(self) -> None:
        numbers = pytest.importorskip("babel.numbers")
        # which apostrophe the Swiss write differs from one release of Babel's data to the next
        mark = numbers.get_group_symbol("de_CH")
        assert mark in {"'", "’"}
        assert measure("12345.678 km").to_locale("de_CH") == f"12{mark}345.678 km"

    @pytest.mark.parametrize("locale", ["de", "fr", "it", "es", "nl", "nb"])
    def test_what_is_written_reads_back(self, locale: str) -> None:
        pytest.importorskip("babel")
        for lead in ("", "up to ", "at least ", "more than ", "less than ", "about "):
            m = measure(f"{lead}1234.50 kWh/100 km WLTP")
            assert measure(m.to_locale(locale), decimal=",") == m

    def test_an_unknown_one_is_refused(self) -> None:
        pytest.importorskip("babel")
        for name in ("xx", "", "german", "de/../.."):
            with pytest.raises(EvspecError, match="unknown locale"):
                measure("5 km").to_locale(name)

    def test_without_babel_it_says_what_to_install(self) -> None:
        code = (
            "import sys; sys.modules['babel'] = None\n"
            "import evspec as ev\n"
            "try: ev.measure('5 km').to_locale('de')\n"
            "except ev.EvspecError as error: print(error)\n"
        )
        run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)
        assert run.stdout == "to write for a locale takes Babel: pip install 'evspec[locale]'\n"


def test_a_word_has_one_bound() -> None:
    for words in (CORE, *lexicons()):
        assert words.before["circa"] == words.behind["circa"] == "about"
        bounds = {*words.before.values(), *words.behind.values()}
        assert bounds <= {"at most", "at least", "more than", "less than", "about"}


@pytest.mark.parametrize("text", ["514 km WLTP", "up to 400 kW", "431-473 km", "0.24 EUR/kWh"])
@pytest.mark.parametrize("form", ["", ".1f", ",P", "H"])
def test_a_figure_is_aligned_as_a_text_is(text: str, form: str) -> None:
    figure = measure(text)
    for one in (figure, figure * 2, figure - figure):
        for align in ("<40", ">40", "^40", ">2"):
            assert format(one, f"{align}{form}") == format(format(one, form), align)
