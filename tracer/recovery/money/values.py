"""Finds the value of an asset: the newest valuation on a date, and the three values of the asset register."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from graph_schema.records.events import Event
from graph_schema.values.money import Money
from tracer.recovery.counting import counted_events

METHOD_ORDER: Final[tuple[str, ...]] = ("face_value", "appraisal", "estimate", "acquisition", "sale")
"""Of two valuations with the same date, the one whose method comes first here counts."""


@dataclass(frozen=True, slots=True)
class AssetValue:
    """One value of an asset: amount, method, day of the valuation, id of the event that states it."""

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
    """What was this asset worth on one date, as far as it was on record on another? None: no valuation.

    The newest valuation by effective date; of one date by ``METHOD_ORDER``, then the one recorded last, then
    the smaller id. The price of a sale is money received, not the value of the asset before: a valuation by
    sale counts only if there is no other valuation. The value is not converted: see ``rates``.
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
    For a date that is None or after ``as_of``, the value is None. A valuation of a later day is not used for an earlier
    date.
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
        key=lambda row: (row.effective, -METHOD_ORDER.index(str(row.props["method"])), row.recording_order),
    )
    money = Money(int(best.props["amount_minor"]), str(best.props["currency"]))
    return AssetValue(money, str(best.props["method"]), best.effective, best.id)
