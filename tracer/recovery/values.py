"""What an asset is worth: the newest valuation of a date, and the three values of the asset register."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from graph_schema.events import Event
from graph_schema.money import Money
from tracer.recovery.counting import counted_events

METHOD_ORDER: Final[tuple[str, ...]] = ("face_value", "appraisal", "estimate", "acquisition", "sale")
"""Which method speaks when two valuations have the same date: the first."""


@dataclass(frozen=True, slots=True)
class AssetValue:
    """One value of an asset: sum, method, the day it speaks of, the event that states it."""

    money: Money
    method: str
    on: date
    event: str


@dataclass(frozen=True, slots=True)
class ThreeValues:
    """The values at freezing, at confiscation and at disposal; None: not on record.

    Source: Directive (EU) 2024/1260, register of frozen and confiscated property.
    """

    freezing: AssetValue | None
    confiscation: AssetValue | None
    disposal: AssetValue | None


def asset_value(asset: str, events: Iterable[Event], *, as_of: date, known_on: date) -> AssetValue | None:
    """What was this asset worth on a date, as far as it was on record on another? None: no valuation then.

    The newest valuation by effective date; of one date by ``METHOD_ORDER``, then the one recorded last, then
    the smaller id. A price fetched is money received, not what the asset was worth before: a valuation by
    sale counts only where there is no other. Not converted: see ``rates``.
    """
    counted = counted_events(events, as_of=as_of, known_on=known_on)
    return newest_value(event for event in counted if event.subject == asset)


def three_values(
    asset: str,
    events: Iterable[Event],
    *,
    frozen_on: date | None,
    final_on: date | None,
    as_of: date,
    known_on: date,
) -> ThreeValues:
    """What was this asset worth at freezing, at confiscation and at disposal?

    The first two are the newest valuation (not a sale) of at most that day, the third the newest sale price.
    A date that is None, or after ``as_of``, gives None, and a valuation made only after the day is not taken
    back to it.
    """
    rows = [row for row in counted_events(events, as_of=as_of, known_on=known_on) if row.subject == asset]

    def value_at(day: date | None) -> AssetValue | None:
        if day is None or day > as_of:
            return None
        return newest_value(row for row in rows if row.effective <= day and row.props.get("method") != "sale")

    return ThreeValues(
        freezing=value_at(frozen_on),
        confiscation=value_at(final_on),
        disposal=newest_value(row for row in rows if row.props.get("method") == "sale"),
    )


def newest_value(counted: Iterable[Event]) -> AssetValue | None:
    """Which of these counted events of one asset states its value? See :func:`asset_value`."""
    values = [event for event in counted if event.type == "Valuation"]
    before_sale = [event for event in values if event.props["method"] != "sale"]
    rows = sorted(before_sale or values, key=lambda event: event.id)
    if not rows:
        return None
    best = max(
        rows,
        key=lambda row: (row.effective, -METHOD_ORDER.index(str(row.props["method"])), row.recorded),
    )
    money = Money(int(best.props["amount_minor"]), str(best.props["currency"]))
    return AssetValue(money, str(best.props["method"]), best.effective, best.id)
