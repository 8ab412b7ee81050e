"""Computes the worksheet of extended confiscation: what was acquired against lawful income."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

from tracer.recovery.acts.assets import WorksheetAct

FIRST_DAY: Final = date(2012, 4, 22)
"""Goods acquired before Law 63/2012 are left out. Source: Constitutional Court decisions 356/2014, 11/2015."""


@dataclass(frozen=True, slots=True)
class WorksheetResult:
    """Minor units. ``excluded``: things acquired outside the window. ``cap``: what can be confiscated at most."""

    acquired: int
    excluded: tuple[str, ...]
    excess: int
    cap: int
    currency: str


def compute_worksheet(sheet: WorksheetAct) -> WorksheetResult:
    """How much was acquired in the window, and how far does it exceed lawful income? Source: CP 112^1."""
    first = max(sheet.window_from, FIRST_DAY)
    inside = [row for row in sheet.acquisitions if first <= row.on <= sheet.window_to]
    acquired = sum(row.amount for row in inside)
    return WorksheetResult(
        acquired,
        tuple(row.asset for row in sheet.acquisitions if row not in inside),
        acquired + sheet.expenses - sheet.lawful_income,
        max(0, acquired - sheet.lawful_income),
        sheet.currency,
    )
