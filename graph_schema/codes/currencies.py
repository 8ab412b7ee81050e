"""Lists the known currencies and the number of digits of their minor unit.

Source: ISO 4217:2015, list one (active codes) and list three (codes withdrawn). A withdrawn code is
accepted, because statements and judgments of earlier years state amounts in it.
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

_NO_MINOR_UNIT: Final = "BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX UYI VND VUV XAF XOF XPF"
_THREE_DIGITS: Final = "BHD IQD JOD KWD LYD OMR TND"
_FOUR_DIGITS: Final = "CLF UYW"
_TWO_DIGITS: Final = (
    "AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BMD BND BOB BOV BRL BSD BTN BWP BYN BZD CAD CDF CHE CHF "
    "CHW CNY COP COU CRC CUP CVE CZK DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GTQ GYD HKD HNL "
    "HTG HUF IDR ILS INR IRR JMD KES KGS KHR KPW KYD KZT LAK LBP LKR LRD LSL MAD MDL MGA MKD MMK MNT MOP MRU "
    "MUR MVR MWK MXN MXV MYR MZN NAD NGN NIO NOK NPR NZD PAB PEN PGK PHP PKR PLN QAR RON RSD RUB SAR SBD SCR "
    "SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TOP TRY TTD TWD TZS UAH USD USN UYU UZS VED "
    "VES WST XAD XCD XCG YER ZAR ZMW ZWG"
)
# Withdrawn codes that occur in European files. Currencies such as the lira and the peseta had no minor unit in use;
# the old leu (ROL) has two digits in the standard although the ban was no longer in use.
_WITHDRAWN_NO_MINOR_UNIT: Final = "BEF BYR ESP GRD ITL LUF PTE TRL"
_WITHDRAWN_TWO_DIGITS: Final = (
    "ANG ATS BGL BGN CSD CUC CYP DEM EEK FIM FRF HRK IEP LTL LVL MTL NLG ROL RUR SIT SKK SLL UAK YUM ZWL"
)


def _table(*groups: tuple[str, int]) -> dict[str, int]:
    return {code: digits for codes, digits in groups for code in codes.split()}


ACTIVE_EXPONENTS: Final = MappingProxyType(
    _table((_NO_MINOR_UNIT, 0), (_TWO_DIGITS, 2), (_THREE_DIGITS, 3), (_FOUR_DIGITS, 4))
)
"""Code of each currency in use -> digits after the decimal sign."""

WITHDRAWN_EXPONENTS: Final = MappingProxyType(_table((_WITHDRAWN_NO_MINOR_UNIT, 0), (_WITHDRAWN_TWO_DIGITS, 2)))
"""Code of each currency no longer in use -> digits after the decimal sign."""
