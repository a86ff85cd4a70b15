"""Dates as the press of other languages writes them."""

from __future__ import annotations

from evspec.values import read_dates
from tests.each import each

TOLD = {
    "2023-Q1": "im ersten Quartal 2023 | 1. Quartal 2023 | premier trimestre 2023 | T1 2023"
    " | primo trimestre 2023"
    " | primer trimestre de 2023 | eerste kwartaal van 2023 | første kvartal 2023 | første kvartal i 2023"
    " | första kvartalet 2023",
    "2026-H2": "im zweiten Halbjahr 2026 | in der zweiten Jahreshälfte 2026 | deuxième semestre 2026"
    " | second semestre 2026 | nel secondo semestre del 2026 | segundo semestre de 2026"
    " | segunda mitad de 2026"
    " | tweede helft van 2026 | andre halvår 2026 | andre halvdel av 2026 | anden halvdel af 2026"
    " | andra halvan av 2026 | andra halvåret 2026",
    "spring 2026": "im Frühjahr 2026 | Frühling 2026 | au printemps 2026 | printemps 2026 | primavera 2026"
    " | nella primavera del 2026 | en la primavera de 2026 | voorjaar 2026 | våren 2026"
    " | foråret 2026 | vår 2026",
    "autumn 2026": "Herbst 2026 | im Herbst 2026 | automne 2026 | à l'automne 2026 | autunno 2026"
    " | otoño de 2026"
    " | najaar 2026 | in het najaar van 2026 | høsten 2026 | efteråret 2026 | hösten 2026",
    "end of 2026": "Ende 2026 | Ende des Jahres 2026 | fin 2026 | à la fin 2026 | fine 2026"
    " | alla fine del 2026"
    " | finales de 2026 | a finales de 2026 | eind 2026 | slutten av 2026 | slutningen af 2026"
    " | slutet av 2026",
    "beginning of 2026": "Anfang 2026 | début 2026 | inizio 2026 | all'inizio del 2026 | a principios de 2026"
    " | begin 2026 | begynnelsen av 2026 | början av 2026",
    "mid 2026": "Mitte 2026 | mi-2026 | metà 2026 | a mediados de 2026 | medio 2026 | halverwege 2026"
    " | midten av 2026 | mitten av 2026",
    "2026-05": "Mai 2026 | im Mai 2026 | mai 2026 | en mai 2026 | maggio 2026 | mayo de 2026"
    " | en mayo de 2026"
    " | mei 2026 | in mei 2026 | i mai 2026 | maj 2026 | i maj 2026",
    "2026-03": "März 2026 | im März 2026 | mars 2026 | en mars 2026 | marzo 2026 | marzo de 2026 | maart 2026"
    " | marts 2026 | i mars 2026",
    "2026-12": "Dezember 2026 | décembre 2026 | dicembre 2026 | diciembre de 2026 | december 2026"
    " | desember 2026",
    "2026-05-12": "12. Mai 2026 | am 12. Mai 2026 | 12 mai 2026 | le 12 mai 2026 | 12 maggio 2026"
    " | il 12 maggio 2026"
    " | 12 de mayo de 2026 | el 12 de mayo de 2026 | 12 mei 2026 | op 12 mei 2026 | 12. mai 2026"
    " | 12. maj 2026"
    " | den 12 maj 2026 | d. 12. maj 2026",
    "from 2026-05": "ab Mai 2026 | à partir de mai 2026 | dès mai 2026 | da maggio 2026"
    " | a partire da maggio 2026"
    " | desde mayo de 2026 | a partir de mayo de 2026 | vanaf mei 2026 | fra mai 2026 | från maj 2026",
    "by 2026-12": "bis Dezember 2026 | spätestens Dezember 2026 | d'ici décembre 2026 | entro dicembre 2026"
    " | innen desember 2026 | senast december 2026",
    "by the end of 2026": "bis Ende 2026 | d'ici fin 2026 | d'ici la fin 2026 | entro fine 2026"
    " | entro la fine del 2026"
    " | innen utgangen av 2026",
    "before the end of 2026": "vor Ende 2026 | avant fin 2026 | avant la fin 2026 | prima della fine del 2026"
    " | antes de finales de 2026 | voor eind 2026 | før slutten av 2026 | före slutet av 2026",
    "2026 to 2028": "von 2026 bis 2028 | zwischen 2026 und 2028 | 2026 bis 2028 | de 2026 à 2028"
    " | entre 2026 et 2028"
    " | dal 2026 al 2028 | tra il 2026 e il 2028 | de 2026 a 2028 | entre 2026 y 2028 | tussen 2026 en 2028"
    " | mellom 2026 og 2028 | fra 2026 til 2028 | från 2026 till 2028 | mellan 2026 och 2028",
    "June–August 2026": "Juni bis August 2026 | juin à août 2026 | juin-août 2026 | giugno-agosto 2026"
    " | junio a agosto de 2026 | juni tot augustus 2026 | juni til august 2026 | juni till augusti 2026",
}


def told() -> list[tuple[str, str]]:
    canonical = {"2023-Q1": "Q1 2023", "2026-H2": "second half of 2026"}
    return [(text, canonical.get(same, same)) for same, texts in TOLD.items() for text in texts.split(" | ")]


@each(("text", "same"), told())
def test_are_what_they_are_in_english(text: str, same: str) -> None:
    dates = read_dates(text)
    assert (dates.first, dates.last) == (read_dates(same).first, read_dates(same).last)
    assert dates.text == text
    assert read_dates(dates.show()) == dates
