"""Lists the assets behind each figure between identified and paid out, with the amount of each."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from fractions import Fraction
from typing import Final, Literal

from tracer.recovery.totals.totals import Totals
from tracer.recovery.totals.waterfall import Fate, RealisedSlice, fate_of

StepRole = Literal["total", "stage", "change", "part"]


@dataclass(frozen=True, slots=True)
class StepAsset:
    """What one asset adds to a figure. ``minor`` None: unknown, not 0. ``share`` None: the figure is a sum of money."""

    asset: str
    share: Fraction | None
    minor: int | None


@dataclass(frozen=True, slots=True)
class OpenedStep:
    """One figure with its assets. ``minor``: the sum of the known amounts.

    ``role``: "total"; "stage": value or money that a step takes out of the running total, above zero; "change": money that
    came in, above zero; "part" of the last total. ``fate``: what became of it, see ``waterfall.fate_of``. An asset has
    the sign of its step: of a loss, an asset that gained is below zero.
    """

    key: str
    role: StepRole
    minor: int
    assets: tuple[StepAsset, ...]
    fate: Fate | None = None

    @property
    def unknown(self) -> int:
        """For how many of its assets is the amount unknown?"""
        return sum(row.minor is None for row in self.assets)


def open_steps(totals: Totals) -> tuple[OpenedStep, ...]:
    """Which assets does each step of the waterfall count? In the order of the waterfall, each asset once a step.

    The amounts come from the totals and are not computed again. Assets are sorted by id. Cost: O(steps times assets).
    """
    left = {bucket.name: bucket for bucket in totals.buckets}
    opened = []
    for step in totals.waterfall:
        role: StepRole = step.kind
        if step.key in left and step.kind == "change":
            role, rows = (
                "stage",
                [StepAsset(row.asset, row.share, row.minor) for row in left.pop(step.key).contributions],
            )
        elif step.key in _MONEY:
            rows = list(_money_rows(totals.realised.slices, _MONEY[step.key]))
            if fate_of(step) in _LEAVES:
                role, rows = "stage", [replace(row, minor=None if row.minor is None else -row.minor) for row in rows]
        else:
            rows = [StepAsset(row.asset, row.share, row.minor) for b in left.values() for row in b.contributions]
        minor = -step.minor if role == "stage" else step.minor
        opened.append(OpenedStep(step.key, role, minor, tuple(_merge(rows)), fate_of(step)))
    return tuple(opened)


def open_years(totals: Totals) -> tuple[OpenedStep, ...]:
    """Which assets were first frozen in each year? ``key``: the year. Assets that were never frozen are left out."""
    rows = [row for bucket in totals.buckets for row in bucket.contributions]
    years = sorted({row.frozen_year for row in rows if row.frozen_year is not None})
    opened = []
    for year in years:
        found = tuple(_merge(StepAsset(row.asset, row.share, row.minor) for row in rows if row.frozen_year == year))
        opened.append(OpenedStep(str(year), "stage", sum(row.minor or 0 for row in found), found))
    return tuple(opened)


def _unpriced(row: RealisedSlice) -> int | None:
    other = row.sale_difference is not None or row.receipts.without_rate
    return 0 if other or row.value_minor is None else -row.value_minor


def _without_rate(row: RealisedSlice) -> int | None:
    return -(row.value_minor or 0) if row.receipts.without_rate else 0


def _without_value(row: RealisedSlice) -> int | None:
    return (row.receipts.received or 0) if row.sale_difference is None else 0


_LEAVES: Final = ("stands", "recovered", "lost")
_MONEY: dict[str, Callable[[RealisedSlice], int | None]] = {
    "unpriced": _unpriced,
    "without_rate": _without_rate,
    "sale_difference": lambda row: row.sale_difference or 0,
    "received_without_value": _without_value,
    "received": lambda row: row.receipts.received,
    "costs": lambda row: -row.receipts.costs,
    "undistributed": lambda row: -row.receipts.undistributed,
    "exchange": lambda row: -row.receipts.exchange,
    "paid_out": lambda row: row.receipts.paid,
    "victims": lambda row: row.receipts.victims,
    "budget": lambda row: row.receipts.budget,
    "shared": lambda row: row.receipts.shared,
    "creditors": lambda row: row.receipts.creditors,
    "owners": lambda row: row.receipts.owners,
}


def _money_rows(
    slices: Iterable[RealisedSlice], amount_of: Callable[[RealisedSlice], int | None]
) -> Iterator[StepAsset]:
    """One row for each slice. Slices that add 0 are left out; slices with an unknown amount stay."""
    for row in slices:
        minor = amount_of(row)
        if minor != 0:
            yield StepAsset(row.asset, None, minor)


def _merge(rows: Iterable[StepAsset]) -> Iterator[StepAsset]:
    """One row for each asset, with the sum of shares and of known amounts; unknown if all amounts are unknown."""
    groups: dict[str, list[StepAsset]] = {}
    for row in rows:
        groups.setdefault(row.asset, []).append(row)
    for asset, parts in sorted(groups.items()):
        shares = [row.share for row in parts if row.share is not None]
        known = [row.minor for row in parts if row.minor is not None]
        yield StepAsset(asset, sum(shares, Fraction(0)) if shares else None, sum(known) if known else None)
