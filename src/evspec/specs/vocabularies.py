"""The names of markets, of the terms of a price and of testing agencies, with what else they are called."""

from __future__ import annotations

from typing import Final

__all__ = ["AGENCIES", "MARKETS", "TERMS"]

# Codes are those of ISO 3166-1 alpha-2, with "UK", which all the press writes.
_MARKETS: Final = """
    USA = US | U.S. | U.S.A. | United States | United States of America | America | Vereinigte Staaten
    Canada = CA | Kanada
    Mexico = MX | México | Mexiko
    North America = Nordamerika
    Europe = EU | European Union | Europa | EEA
    Germany = DE | Deutschland | Allemagne | BRD
    Austria = AT | Österreich
    Switzerland = CH | Schweiz | Suisse
    UK = GB | United Kingdom | Great Britain | Britain | England | Großbritannien
    Ireland = IE | Irland
    France = FR | Frankreich
    Belgium = BE | Belgien | België | Belgique
    Netherlands = NL | The Netherlands | Holland | Nederland | Niederlande
    Luxembourg = LU | Luxemburg
    Spain = ES | España | Spanien
    Portugal = PT
    Italy = IT | Italia | Italien
    Malta = MT
    Greece = GR | Griechenland
    Cyprus = CY
    Norway = NO | Norge | Norwegen
    Sweden = SE | Sverige | Schweden
    Denmark = DK | Danmark | Dänemark
    Finland = FI | Suomi | Finnland
    Iceland = IS | Ísland | Island
    Estonia = EE | Eesti | Estland
    Latvia = LV | Lettland
    Lithuania = LT | Litauen
    Poland = PL | Polska | Polen
    Czechia = CZ | Czech Republic | Česko | Tschechien
    Slovakia = SK | Slovensko | Slowakei
    Hungary = HU | Magyarország | Ungarn
    Slovenia = SI | Slovenija | Slowenien
    Croatia = HR | Hrvatska | Kroatien
    Serbia = RS | Srbija | Serbien
    Romania = RO | România | Rumänien
    Bulgaria = BG | Bulgarien
    Ukraine = UA
    Turkey = TR | Türkiye | Türkei
    Russia = RU | Russland
    Israel = IL
    United Arab Emirates = AE | UAE
    Saudi Arabia = SA
    Egypt = EG
    Morocco = MA | Maroc
    South Africa = ZA | Südafrika
    India = IN | Indien
    Nepal = NP
    Sri Lanka = LK
    China = CN | PRC | Mainland China
    Hong Kong = HK
    Macau = MO | Macao
    Taiwan = TW
    Japan = JP
    South Korea = KR | Korea | Republic of Korea | Südkorea
    Singapore = SG | Singapur
    Malaysia = MY
    Thailand = TH
    Indonesia = ID
    Vietnam = VN
    Philippines = PH
    Australia = AU | Australien
    New Zealand = NZ | Aotearoa | Neuseeland
    Brazil = BR | Brasil | Brasilien
    Argentina = AR | Argentinien
    Chile = CL
    Colombia = CO | Kolumbien
    Uruguay = UY
    Costa Rica = CR
"""
_TERMS: Final = """
    list = list price | MSRP | RRP | UVP | base price | before incentives | before the grant | before grant
    with destination = incl. destination | including destination | with shipping | on the road | delivered
    after grant = after the grant | after incentives | after subsidy | with grant | after tax credit
    battery leased = battery rented | with battery rental | with battery lease | battery hire
    as tested = with options
"""
_AGENCIES: Final = """
    EPA = U.S. EPA | US EPA | Environmental Protection Agency
    NRCan = Natural Resources Canada | RNCan
"""


def _read(lines: str) -> dict[str, tuple[str, ...]]:
    """Return each name with what else it is called."""
    split = (line.partition("=") for line in lines.strip().splitlines())
    return {name.strip(): tuple(map(str.strip, others.split("|"))) for name, _, others in split}


#: The markets, from America over Europe to Asia and the south: name to what else it is called.
MARKETS: Final = _read(_MARKETS)
#: What a price includes: name to what else it is called.
TERMS: Final = _read(_TERMS)
#: Whose test a time on alternating current is from: name to what else it is called.
AGENCIES: Final = _read(_AGENCIES)
