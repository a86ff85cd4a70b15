"""The languages of the press: what each writes around a number, and that a language is one file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from evspec import languages
from evspec.errors import ParseError
from evspec.measures import lexicon, measure, wordings
from evspec.units import KINDS, UNITS, unit
from tests.each import each

if TYPE_CHECKING:
    from collections.abc import Iterator

SYMBOLS = {found.symbol for found in UNITS}

SAME = {
    "153 km": "153 Kilometern | 153 Kilometer | 153 kilomètres | 153 chilometri | 153 kilómetros"
    " | 153 kilometer",
    "up to 706 km": "bis zu 706 Kilometern | bis 706 km | jusqu'à 706 kilomètres | fino a 706 chilometri"
    " | hasta 706 kilómetros | hasta los 706 km | tot 706 kilometer | opptil 706 kilometer | op til 706 km"
    " | upp till 706 kilometer",
    "at least 500 km": "mindestens 500 km | au moins 500 km | almeno 500 km | al menos 500 km"
    " | minstens 500 km"
    " | minst 500 km | mindst 500 km",
    "more than 500 km": "mehr als 500 km | über 500 km | plus de 500 km | oltre 500 km | más de 500 km"
    " | por encima de los 500 km | meer dan 500 km | mer enn 500 km | over 500 km | mer än 500 km"
    " | över 500 km",
    "less than 6 s": "unter 6 Sekunden | weniger als 6 Sek. | moins de 6 secondes | sotto i 6 secondi"
    " | menos de 6 segundos | onder de 6 seconden | under 6 sekunder | under seks sekunder"
    " | under sex sekunder"
    " | unter sechs Sekunden | moins de six secondes | meno di sei secondi | menos de seis segundos",
    "about 400 km": "rund 400 Kilometer | etwa 400 km | um die 400 km | environ 400 km | circa 400 km"
    " | intorno ai 400 chilometri | alrededor de los 400 kilómetros | unos 400 km | ongeveer 400 km"
    " | zo'n 400 km"
    " | omtrent 400 km | rundt 400 km | ungefär 400 km | omkring 400 km",
    "431-473 km": "431 bis 473 km | von 431 bis 473 km | zwischen 431 und 473 km | entre 431 et 473 km"
    " | de 431 à 473 km | tra 431 e 473 km | da 431 a 473 km | entre 431 y 473 km | tussen 431 en 473 km"
    " | mellom 431 og 473 km | fra 431 til 473 km | mellan 431 och 473 km | 431 till 473 km",
    "16.9 kWh/100 km": "16.9 kWh pro 100 km | 16.9 kWh auf 100 km | 16.9 kWh je 100 Kilometer"
    " | 16.9 Kilowattstunden pro 100 Kilometer | 16.9 kWh par 100 km | 16.9 kWh aux 100 km"
    " | 16.9 kWh per 100 km"
    " | 16.9 kWh ogni 100 chilometri | 16.9 kWh por cada 100 kilómetros | 16.9 kWh cada 100 km"
    " | 16.9 kWh op 100 km | 16.9 kWh pr. 100 km | 1.69 kWh/mil | 1.69 kWh per mil",
    "85 kWh": "85 Kilowattstunden | 85-Kilowattstunden | 85 kilowattheures | 85 kilowatts-heure"
    " | 85 chilowattora"
    " | 85 kilovatios hora | 85 kilowattuur | 85 kilowattimer | 85 kWt | 85 kilowattimmar",
    "150 kW": "150 Kilowatt | 150 kilowatts | 150 chilowatt | 150 kilovatios | 150 kilowatt",
    "204 PS": "204 Pferdestärken | 204 chevaux | 204 cavalli | 204 caballos | 204 paardenkracht"
    " | 204 hestekrefter"
    " | 204 hestekræfter | 204 hästkrafter",
    "0.5 h": "half an hour | eine halbe Stunde | une demi-heure | mezz'ora | media hora | een half uur"
    " | en halv time | en halv timme | een halfuur | en halvtime | en halvtimme",
    "0.75 h": "eine Dreiviertelstunde | tres cuartos de hora",
    "1.5 h": "1½ hours | one and a half hours | 1 hour and a half | eineinhalb Stunden | anderthalb Stunden"
    " | une heure et demie | un'ora e mezza | una hora y media | anderhalf uur | halvannen time"
    " | en och en halv timme | hora y media",
    "28 min": "in 28 minutes | in 28 Minuten | en 28 minutes | en 28 minutos | in 28 minuti"
    " | in nur 28 Minuten | in just 28 minutes | på 28 minutter | på 28 minuter",
    "less than 5 s": "in under 5 seconds | in unter 5 Sekunden",
    "0.25 h": "eine Viertelstunde | a quarter of an hour | un quart d'heure | un quarto d'ora"
    " | un cuarto de hora | ¼ h",
    "1 h 20 min": "one hour and twenty minutes | eine Stunde und zwanzig Minuten | une heure et vingt minutes"
    " | una hora y veinte minutos",
    "600 km WLTP": "600 WLTP-Kilometer | 600 WLTP-Kilometern | 600 WLTP-km | 600 km i henhold til WLTP",
    "4.69 m": "4m69 | 4 m 69",
    "1200000 EUR": "€1.2m | 1.2 million euros",
    "13900000 INR": "Rs 1.39 Cr | ₹1.39 crore",
    "180 km/h": "180 Stundenkilometer | 180 km/Std | 180 kilomètres à l'heure | 180 km à l'heure"
    " | 180 chilometri orari | 180 km all'ora | 180 kilómetros por hora | 180 km per uur | 180 km/u"
    " | 180 km/t"
    " | 180 kilometer i timen | 180 km i timmen",
    "12.3 in": "12.3 Zoll | 12.3 pouces | 12.3 pollici | 12.3 pulgadas | 12.3 tommer | 12.3 tum",
    "10-80 %": "10 bis 80 Prozent | von 10 auf 80 Prozent | de 10 à 80 pour cent | dal 10 al 80 per cento"
    " | del 10 al 80 por ciento | van 10 naar 80 procent | fra 10 til 80 prosent | från 10 till 80 procent",
    "30 min": "30 Minuten | 30 minutes | 30 minuti | 30 minutos | 30 minuten | 30 minutter"
    " | 30 minuter | 30 Min.",
    "10 h": "zehn Stunden | dix heures | dieci ore | diez horas | tien uur | ti timer | tio timmar | 10 Std.",
    "600 km": "60 mil",
    "600 km NEDC": "600 km (NEFZ) | 600 km nach NEFZ | 600 Kilometer im NEFZ | 600 km NEFZ-Standard",
    "340 km WLTP": "340 Kilometer nach WLTP | 340 km (WLTP kombiniert) | 340 km gemäß WLTP-Norm"
    " | 340 km WLTP-Norm"
    " | 340 kilomètres en cycle WLTP | 340 km (norme WLTP) | 340 km selon le cycle WLTP | 340 km WLTP mixte"
    " | 340 km nel ciclo WLTP | 340 chilometri secondo il ciclo WLTP | 340 km según el ciclo WLTP"
    " | 340 kilómetros en ciclo WLTP | 340 km volgens WLTP | 340 km volgens de WLTP-norm | 340 km etter WLTP"
    " | 340 km enligt WLTP | 340 km (on the WLTP cycle) | 340 km WLTP-rated",
    "at least 39900 EUR": "ab 39900 Euro | à partir de 39 900 euros | dès 39 900 € | da 39900 euro"
    " | a partire da 39900 euro | desde 39900 euros | a partir de 39 900 € | vanaf 39900 euro"
    " | fra 39900 euro"
    " | från 39900 euro | from 39,900 euros",
    "34000 EUR": "34 Tausend Euro | 34 mila euro | 34 mil euros | 34 duizend euro | 34 tusen euro | 34k €"
    " | 34 thousand euros",
    "2000000 EUR": "2 Millionen Euro | 2 millions d'euros | 2 milioni di euro | 2 millones de euros"
    " | 2 miljoen euro"
    " | 2 millioner euro | 2 miljoner euro | 2 million euros",
    "40000 CHF": "40 000 Franken | 40'000 Fr. | Fr. 40'000 | 40 000 francs suisses | 40'000 franchi",
}


def rows() -> list[tuple[str, str]]:
    return [(text, same) for same, texts in SAME.items() for text in texts.split(" | ")]


@each(("text", "same"), rows())
def test_is_what_it_is_in_english(text: str, same: str) -> None:
    found = measure(text)
    assert found == measure(same)
    assert found.text == text


NEARLY = ["knapp", "presque", "quasi", "casi", "bijna", "nesten", "nästan", "gut", "fast", "krap"]


@pytest.mark.parametrize("word", NEARLY)
def test_a_word_that_leaves_the_bound_open_is_refused(word: str) -> None:
    with pytest.raises(ParseError, match=r"write '(about|more than)' or 'less than'"):
        measure(f"{word} 500 km")


@pytest.mark.parametrize("language", languages.every(), ids=lambda language: language.name)
class TestAFile:
    def test_has_words_of_what_there_is(self, language: languages.Language) -> None:
        for symbol in language.tables["units"]:
            size, _, rest = symbol.partition(" ")
            assert symbol in SYMBOLS or (size == "10" and rest in SYMBOLS), symbol
        bounds = {"at most", "at least", "more than", "less than", "about"}
        assert bounds == set(language.tables["before"])
        assert set(language.tables["behind"]) <= bounds
        assert {int(number) for number in language.tables["numbers"]} == set(range(1, 13))
        assert {"January", "December", "spring", "Q1", "second half of", "end of"} <= set(
            language.tables["dates"]
        )

    def test_has_no_word_twice(self, language: languages.Language) -> None:
        for table in ("units", "before", "behind", "numbers", "multipliers"):
            words = [word for each in language.tables[table].values() for word in each]
            assert len(words) == len(set(words)), table

    def test_has_no_unit_that_english_means_otherwise(self, language: languages.Language) -> None:
        for symbol, words in language.tables["units"].items():
            for word in words:
                alone = unit(word) if word not in {"mil", "t", "l/mil", "kWh/mil", "kWt/mil", "ton"} else None
                assert alone is None or alone.symbol == symbol, word


ESPERANTO = """
name = "Esperanto"
[units]
km = "kilometroj | kilometro"
kWh = "kilovathoroj"
[before]
"at most" = "ĝis"
[between]
inter = "kaj"
[words]
per = "por"
cycle = "laŭ"
[dates]
May = "majo"
"""


@pytest.fixture
def esperanto(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    (tmp_path / "eo.toml").write_text(ESPERANTO, encoding="utf-8")
    monkeypatch.setattr(languages, "FOLDER", tmp_path)
    caches = (languages.every, lexicon._lexicons, wordings._wording)
    for cache in caches:
        cache.cache_clear()
    yield
    monkeypatch.undo()
    for cache in caches:
        cache.cache_clear()


@pytest.mark.usefixtures("esperanto")
def test_a_language_is_a_file() -> None:
    assert measure("ĝis 500 kilometroj laŭ WLTP") == measure("up to 500 km WLTP")
    assert measure("inter 431 kaj 473 kilometroj") == measure("431-473 km")
    assert measure("16 kilovathoroj por 100 kilometroj") == measure("16 kWh/100 km")
    with pytest.raises(ParseError):
        measure("bis zu 500 Kilometern")


def test_nothing_of_them_is_loaded_for_who_does_not_use_them() -> None:
    code = (
        "import sys, evspec as ev\n"
        "from evspec import languages\n"
        "ev.measure('up to 514 km (319 mi) WLTP'); ev.measure('from £25,000'); ev.convert('319 mi', 'km')\n"
        "ev.Variant.of('x', range='514 km WLTP', dc_time='18 min, 10-80 %', ac_power='11 kW (22 optional)')\n"
        "assert languages.every.cache_info().currsize == 0\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)


def test_a_word_that_is_not_clear_in_english_is_clear_in_no_language() -> None:
    for text in ("2.1 ton", "299 kr", "45,000 dollars"):
        with pytest.raises(ParseError, match="is not clear as a unit"):
            measure(text)


def test_currencies_have_words() -> None:
    assert all(
        f"money {unit(word).symbol}" in KINDS for word in ("Franken", "norske kroner", "svenska kronor")
    )
