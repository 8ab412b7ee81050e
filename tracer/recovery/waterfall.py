"""From identified to paid out, with each loss on the way by name, adding up to the minor unit."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from tracer.recovery.receipts import Receipts

StepKind = Literal["total", "change", "part"]


@dataclass(frozen=True, slots=True)
class WaterfallStep:
    """One bar, minor units. "total": the last total plus the changes since; "part": a part of the last."""

    key: str
    kind: StepKind
    minor: int


@dataclass(frozen=True, slots=True)
class RealisedSlice:
    """The money of one realised slice. ``value_minor`` None: the asset has no value to compare with."""

    asset: str
    measure: str
    value_minor: int | None
    receipts: Receipts

    @property
    def sale_difference(self) -> int | None:
        """How much more (below zero: less) came in than the slice was worth? None: either is unknown."""
        if self.value_minor is None or self.receipts.received is None or self.receipts.at_least:
            return None
        return self.receipts.received - self.value_minor


@dataclass(frozen=True, slots=True)
class RealisedMoney:
    """The money of all realised slices, minor units; ``received`` = costs + victims + budget + shared +
    undistributed.

    ``unpriced_minor``: value of realised slices for which no receipt is on record: unknown, not lost.
    ``unvalued_received``: money received of slices with no value, or known only by what was paid out.
    """

    slices: tuple[RealisedSlice, ...]
    received: int
    sale_difference: int
    unpriced_minor: int
    unvalued_received: int
    costs: int
    victims: int
    budget: int
    shared: int
    undistributed: int


def sum_realised(slices: tuple[RealisedSlice, ...]) -> RealisedMoney:
    """What came in from all realised slices, and where did it go?"""
    rows = [row.receipts for row in slices]
    return RealisedMoney(
        slices=slices,
        received=sum(row.received or 0 for row in rows),
        sale_difference=sum(row.sale_difference or 0 for row in slices),
        unpriced_minor=sum(row.value_minor or 0 for row in slices if row.sale_difference is None),
        unvalued_received=sum(row.receipts.received or 0 for row in slices if row.sale_difference is None),
        costs=sum(row.costs for row in rows),
        victims=sum(row.victims for row in rows),
        budget=sum(row.budget for row in rows),
        shared=sum(row.shared for row in rows),
        undistributed=sum(row.undistributed for row in rows),
    )


def build_waterfall(buckets: Mapping[str, int], money: RealisedMoney) -> tuple[WaterfallStep, ...]:
    """Where between identified and paid out does value stay behind?

    ``buckets``: minor units by bucket. Where value stands now, not where it once stood: what was frozen and
    then released shows once, as released. "Still frozen" and the like are not lost, they have not gone
    further yet.
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
            "sale_difference": money.sale_difference,
            "received_without_value": money.unvalued_received,
        },
    )
    stage("paid_out", {"costs": -money.costs, "undistributed": -money.undistributed})
    steps.extend(
        WaterfallStep(name, "part", minor)
        for name, minor in (("victims", money.victims), ("budget", money.budget), ("shared", money.shared))
    )
    return tuple(steps)
