"""Finds the value of an asset: the newest valuation on a date."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from graph_schema.records.events import Event
from graph_schema.values.money import Money

METHOD_ORDER: Final[tuple[str, ...]] = ("face_value", "appraisal", "estimate", "acquisition", "sale")
"""Of two valuations with the same date, the one whose method comes first here counts."""


@dataclass(frozen=True, slots=True)
class AssetValue:
    """One value of an asset: amount, method, day of the valuation, id of the event that states it."""

    money: Money
    method: str
    on: date
    event: str


def newest_value(counted: Iterable[Event]) -> AssetValue | None:
    """Which of these counted events of one asset states its value? None: no valuation.

    The newest valuation by effective date; of one date by ``METHOD_ORDER``, then the one recorded last, then
    the smaller id. The price of a sale is money received, not the value of the asset before: a valuation by
    sale counts only if there is no other valuation. The value is not converted: see ``rates``.
    """
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
