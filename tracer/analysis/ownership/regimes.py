"""The legal regimes of beneficial ownership as a table of data: threshold, reading of chains, and the days it is in force."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Final


class ChainReading(StrEnum):
    """How does a regime count a share that is held through other companies?

    ``CONTROL``: in full through companies under control, not at all through others. ``PRODUCT``: multiplied along each
    chain, the chains added; where ownership and control mix, the persons of ``CONTROL`` too, and who owns a part of the
    company that has control.
    """

    CONTROL = "control"
    PRODUCT = "product"


@dataclass(frozen=True, slots=True)
class Regime:
    """One legal definition.

    ``threshold`` and ``or_more``: the share from which a person counts, itself included or not. ``control`` and
    ``control_or_more``: the same for control of a company on the way. ``together``: the persons asked about count as one.
    ``since`` and ``until``: first and last day in force; ``None``: still in force, as far as the table knows.
    """

    id: str
    threshold: Fraction
    or_more: bool
    control: Fraction
    control_or_more: bool
    chains: ChainReading
    together: bool
    since: date
    until: date | None
    source: str


_HALF: Final = Fraction(1, 2)
_QUARTER: Final = Fraction(1, 4)

REGIMES: Final = (
    Regime(
        "RO", _QUARTER, False, _HALF, False, ChainReading.CONTROL, False, date(2020, 7, 15), None,
        "Law 129/2019 art. 4, as amended by GEO 111/2020: 25 per cent plus one share",
    ),
    Regime(
        "GWG", _QUARTER, False, _HALF, False, ChainReading.CONTROL, False, date(2017, 6, 26), None,
        "Geldwäschegesetz s. 3(2): more than 25 per cent",
    ),
    Regime(
        "AMLR", _QUARTER, True, _HALF, False, ChainReading.PRODUCT, False, date(2027, 7, 10), None,
        "Regulation (EU) 2024/1624 art. 51 to 54: 25 per cent or more",
    ),
    Regime(
        "OFAC", _HALF, True, _HALF, True, ChainReading.CONTROL, True, date(2014, 8, 13), None,
        "US Treasury OFAC, FAQ 398 and 401: 50 per cent or more, all blocked persons together",
    ),
)  # fmt: skip
"""A row each definition. A lower threshold for high risk (art. 52(2)) needs a delegated act, and there is none yet."""


def find_regime(id_: str) -> Regime | None:
    """Which regime has this id?"""
    return next((regime for regime in REGIMES if regime.id == id_), None)


def regimes_on(day: date) -> tuple[Regime, ...]:
    """Which regimes are in force on this day?"""
    return tuple(regime for regime in REGIMES if regime.since <= day and (regime.until is None or day <= regime.until))
