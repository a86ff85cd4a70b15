"""The currencies, one row each, and what prices are told in: an amount is kept as printed, never converted.

References
----------
.. [ISO4217] ISO 4217, codes for the representation of currencies.
"""

from __future__ import annotations

from typing import Final

__all__ = ["CENTS", "CURRENCIES", "PERIODS"]

# A code, and what else the press writes for it where that can mean no other currency.
_ROWS: Final = """
    EUR = € | euro | euros | Euro
    USD = US$ | US $ | USD$ | USD $ | $US | $ US | $USD | $ USD | US dollar | US dollars
    GBP = £ | pounds sterling | British pounds
    CHF = Swiss franc | Swiss francs
    NOK = Norwegian kroner
    SEK = Swedish kronor
    DKK = Danish kroner
    ISK = Icelandic kronur
    PLN = zł | zloty
    CZK = Kč
    HUF = Ft | forint
    RON = lei
    BGN
    RSD
    UAH = ₴ | hryvnia
    TRY = ₺ | TL | Turkish lira
    RUB = ₽ | rubles
    ILS = ₪ | NIS | shekels
    CNY = RMB | CN¥ | yuan | renminbi | 元
    JPY = JP¥ | yen | 円
    KRW = ₩ | won | 원
    INR = ₹ | Rs | rupees
    HKD = HK$ | Hong Kong dollars
    TWD = NT$
    SGD = S$ | Singapore dollars
    THB = ฿ | baht
    MYR = RM | ringgit
    IDR = Rp | rupiah
    VND = ₫ | dong
    PHP = ₱
    CAD = C$ | CA$ | CA $ | CAD$ | CAD $ | $CA | $ CA | $CAD | $ CAD | Canadian dollars
    AUD = A$ | AU$ | AUD$ | AUD $ | $AUD | $ AUD | Australian dollars
    NZD = NZ$ | NZD$ | NZD $ | New Zealand dollars
    MXN = MX$ | Mexican pesos
    BRL = R$ | reais
    ZAR = rand
"""
# The other codes of ISO 4217.
_CODES: Final = """
    AED AFN ALL AMD ANG AOA ARS AWG AZN BAM BBD BDT BHD BIF BMD BND BOB BSD BTN BWP BYN BZD CDF CLP COP CRC
    CUP CVE DJF DOP DZD EGP ERN ETB FJD FKP GEL GHS GIP GMD GNF GTQ GYD HNL HTG IQD IRR JMD JOD KES KGS KHR
    KMF KPW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT MOP MRU MUR MVR MWK MZN NAD NGN NIO
    NPR OMR PAB PEN PGK PKR PYG QAR RWF SAR SBD SCR SDG SHP SLE SOS SRD SSP STN SVC SYP SZL TJS TMT TND TOP
    TTD TZS UGX UYU UZS VES VUV WST XAF XCD XCG XOF XPF YER ZMW ZWG
"""


def _read() -> dict[str, str]:
    named = (row.partition("=") for row in _ROWS.strip().splitlines())
    return {code.strip(): spellings.strip() for code, _, spellings in named} | dict.fromkeys(
        _CODES.split(), ""
    )


#: Code to its further spellings, with " | " between them.
CURRENCIES: Final = _read()

#: The hundredth parts of currencies, which only prices of energy and the like are told in: "30 ct/kWh".
CENTS: Final = {
    "ct": "EUR",
    "¢": "USD",
    "p": "GBP",
    "pence": "GBP",
    "öre": "SEK",
}
#: What an amount may be due for besides, in months, the name that is printed first: "9.90 EUR/month".
PERIODS: Final = {
    "month": 1,
    "mo": 1,
    "year": 12,
    "yr": 12,
}
