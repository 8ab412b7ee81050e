"""Builds the waterfall from identified to paid out: each change is named, and all add up to the minor unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final, Literal

from tracer.recovery.totals.lot_receipts import Receipts

StepKind = Literal["total", "change", "part"]
Fate = Literal["stands", "recovered", "lost", "gained"]


@dataclass(frozen=True, slots=True)
class WaterfallStep:
    """One bar, in minor units. "total": the last total plus the changes since; "part": a part of the last total."""

    key: str
    kind: StepKind
    minor: int


_FATES: Final[Mapping[str, Fate]] = MappingProxyType(
    {
        "not_secured": "stands",
        "requested": "stands",
        "dropped": "lost",
        "not_found": "lost",
        "released": "lost",
        "returned_victim": "recovered",
        "frozen": "stands",
        "confiscated_nonfinal": "stands",
        "confiscated_final": "stands",
        "reuse": "recovered",
        "destroyed": "lost",
        "unpriced": "stands",
        "without_rate": "stands",
        "received_without_value": "gained",
        "costs": "lost",
        "undistributed": "stands",
    }
)


def fate_of(step: WaterfallStep) -> Fate | None:
    """What became of the value that a change takes out of the running total? None for a total or a part of one.

    "stands": it has not gone further yet, which is no loss. "recovered": a victim or the public received the thing itself.
    "lost": it left the recovery for good. "gained": more money came in. A sale difference and a difference of rates are
    lost or gained by their sign.
    """
    if step.kind != "change":
        return None
    if step.key in ("sale_difference", "exchange"):
        return "lost" if step.minor < 0 else "gained"
    return _FATES[step.key]


@dataclass(frozen=True, slots=True)
class RealisedSlice:
    """The money of one realised slice, or of an order for a sum. ``value_minor`` None: the value is unknown.

    ``asset``: the asset; the item where an order for a sum was collected.
    """

    asset: str
    item: str
    value_minor: int | None
    receipts: Receipts

    @property
    def sale_difference(self) -> int | None:
        """How much more (below zero: less) was received than the slice was worth? None: one of the two is unknown."""
        if self.value_minor is None or self.receipts.received is None or self.receipts.without_rate:
            return None
        return self.receipts.received - self.value_minor


@dataclass(frozen=True, slots=True)
class RealisedMoney:
    """The money of all realised slices and collected sums, in minor units.

    received = costs + victims + budget + shared + creditors + owners + undistributed + exchange. ``exchange``: what the
    rates of the days of receipt and of payment differ by, below zero if more went out than came in.
    ``unpriced_minor``: value of realised slices without a receipt in the ledger; the proceeds are unknown, not lost.
    ``without_rate_minor``: value of realised slices of whose sums one has no exchange rate near its day.
    ``unvalued_received``: money received for slices whose value is unknown, or of which not all sums are converted.
    """

    slices: tuple[RealisedSlice, ...]
    received: int
    sale_difference: int
    unpriced_minor: int
    without_rate_minor: int
    unvalued_received: int
    costs: int
    victims: int
    budget: int
    shared: int
    creditors: int
    owners: int
    undistributed: int
    exchange: int


def sum_realised(slices: tuple[RealisedSlice, ...]) -> RealisedMoney:
    """How much was received from all realised slices, and where did it go?"""
    rows = [row.receipts for row in slices]
    return RealisedMoney(
        slices=slices,
        received=sum(row.received or 0 for row in rows),
        sale_difference=sum(row.sale_difference or 0 for row in slices),
        unpriced_minor=sum(
            row.value_minor or 0 for row in slices if row.sale_difference is None and not row.receipts.without_rate
        ),
        without_rate_minor=sum(row.value_minor or 0 for row in slices if row.receipts.without_rate),
        unvalued_received=sum(row.receipts.received or 0 for row in slices if row.sale_difference is None),
        costs=sum(row.costs for row in rows),
        victims=sum(row.victims for row in rows),
        budget=sum(row.budget for row in rows),
        shared=sum(row.shared for row in rows),
        creditors=sum(row.creditors for row in rows),
        owners=sum(row.owners for row in rows),
        undistributed=sum(row.undistributed for row in rows),
        exchange=sum(row.exchange for row in rows),
    )


def build_waterfall(buckets: Mapping[str, int], money: RealisedMoney) -> tuple[WaterfallStep, ...]:
    """At which stage between identified and paid out does value leave or stay?

    ``buckets``: minor units by bucket. Each value counts at its present stage only: an asset that was frozen and then
    released counts once, as released. Value at a stage such as "still frozen" is not lost, it has not gone further yet:
    see ``fate_of``.
    """
    steps: list[WaterfallStep] = []
    running = sum(buckets.values())

    def stage(key: str, changes: Mapping[str, int]) -> None:
        nonlocal running
        steps.extend(WaterfallStep(name, "change", minor) for name, minor in changes.items())
        running += sum(changes.values())
        steps.append(WaterfallStep(key, "total", running))

    def stays(*names: str) -> dict[str, int]:
        return {name: -buckets[name] for name in names}

    stage("identified", {})
    stage("secured", stays("not_secured", "requested", "dropped", "not_found"))
    stage("confiscated", stays("released", "returned_victim", "frozen"))
    stage("confiscated_for_good", stays("confiscated_nonfinal"))
    stage("sold_or_collected", stays("confiscated_final", "reuse", "destroyed"))
    stage(
        "received",
        {
            "unpriced": -money.unpriced_minor,
            "without_rate": -money.without_rate_minor,
            "sale_difference": money.sale_difference,
            "received_without_value": money.unvalued_received,
        },
    )
    stage("paid_out", {"costs": -money.costs, "undistributed": -money.undistributed, "exchange": -money.exchange})
    parts = {"victims": money.victims, "budget": money.budget, "shared": money.shared}
    parts |= {name: minor for name, minor in (("creditors", money.creditors), ("owners", money.owners)) if minor}
    steps.extend(WaterfallStep(name, "part", minor) for name, minor in parts.items())
    return tuple(steps)
