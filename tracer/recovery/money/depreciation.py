"""Finds assets that have lost so much value that an early sale is possible."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Final

from graph_schema.records.events import Event
from tracer.recovery.counting import counted_events

DROP_OF_SALE: Final = Fraction(40, 100)
"""Loss of value within one year from which an early sale without the owner's consent is possible."""


@dataclass(frozen=True, slots=True)
class ValueDrop:
    """Two valuations at most a year apart (event ids, minor units) and the share lost between them."""

    earlier: str
    later: str
    earlier_minor: int
    later_minor: int
    currency: str
    share: Fraction


def find_value_drop(asset: str, events: Iterable[Event], *, as_of: date, known_on: date) -> ValueDrop | None:
    """Has this asset lost 40 % or more of its value within one year? Returns the largest such loss, or None.

    Compares valuations in one currency, without sales. A year ends on the matching day, inclusive. The result is only
    a proposal: the prosecutor and the judge decide whether the asset is movable and whether the other grounds exist.
    Source: CPP 252¹.
    """
    rows = [
        (row.effective, row.id, int(row.props["amount_minor"]), str(row.props["currency"]))
        for row in counted_events(events, as_of=as_of, known_on=known_on)
        if row.subject == asset and row.type == "Valuation" and row.props["method"] != "sale"
    ]
    drops = [
        ValueDrop(first[1], second[1], first[2], second[2], first[3], 1 - Fraction(second[2], first[2]))
        for first in rows
        for second in rows
        if first[0] < second[0] <= _year_later(first[0]) and first[3] == second[3] and first[2] > 0
    ]
    large = [drop for drop in drops if drop.share >= DROP_OF_SALE]
    return min(large, key=lambda drop: (-drop.share, drop.earlier, drop.later)) if large else None


def _year_later(day: date) -> date:
    return day.replace(year=day.year + 1, day=28) if (day.month, day.day) == (2, 29) else day.replace(year=day.year + 1)
