"""Computes the totals: the value of all assets by stage, on one date, as known on another date."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from types import MappingProxyType

from graph_schema.errors import WrongUse
from graph_schema.records.events import Event
from graph_schema.values.money import exponent
from tracer.recovery.counting import counted_events, events_by_subject
from tracer.recovery.measures.history import replay_counted
from tracer.recovery.money.rates import Rates
from tracer.recovery.money.receipts import Receipts, UnconvertedSum, measure_money, part_of_receipts
from tracer.recovery.money.values import newest_value
from tracer.recovery.remarks import RecoveryFlag
from tracer.recovery.statistics.contributions import (
    AssetFacts,
    Contribution,
    PlacedContribution,
    SlicedAsset,
    place_contributions,
    value_slices,
)
from tracer.recovery.statistics.slices import BUCKETS, MeasureFacts, cut_slices
from tracer.recovery.statistics.totals_flags import cap_flags, order_flags, receipt_flags
from tracer.recovery.statistics.waterfall import (
    RealisedMoney,
    RealisedSlice,
    WaterfallStep,
    build_waterfall,
    sum_realised,
)


@dataclass(frozen=True, slots=True)
class Bucket:
    """The value at one stage, in minor units; the count of assets with a slice in it, and of those of unknown value."""

    name: str
    minor: int
    assets: int
    unknown_assets: int
    contributions: tuple[Contribution, ...]


@dataclass(frozen=True, slots=True)
class Breakdown:
    """The buckets of one class of asset, or of one year of first freezing. ``key`` None: never frozen.

    ``buckets``: minor units by bucket name, in the order of ``BUCKETS``.
    """

    key: str | None
    minor: int
    assets: int
    unknown_assets: int
    buckets: Mapping[str, int] = field(hash=False)


@dataclass(frozen=True, slots=True)
class Totals:
    """All figures of the totals. ``minor``: value of all assets with a known value = sum of the buckets.

    ``unvalued``: assets without a valuation on record. ``unconverted``: values (subject: asset) and amounts of
    money (subject: measure) without a rate near their day. ``keeping_costs``: costs of all measures, realised
    or not.
    """

    as_of: date
    known_on: date
    currency: str
    minor: int
    assets: int
    buckets: tuple[Bucket, ...]
    realised: RealisedMoney
    keeping_costs: int
    waterfall: tuple[WaterfallStep, ...]
    by_class: tuple[Breakdown, ...]
    by_year: tuple[Breakdown, ...]
    unvalued: tuple[str, ...]
    unconverted: tuple[UnconvertedSum, ...]
    flags: tuple[RecoveryFlag, ...]


def compute_totals(
    assets: Sequence[AssetFacts],
    measures: Sequence[MeasureFacts],
    events: Sequence[Event],
    *,
    as_of: date,
    known_on: date,
    currency: str,
) -> Totals:
    """How much was identified, frozen, confiscated and realised on one date, as far as it was on record on another?

    The newest value of each asset is divided among its slices (rules and limits: ``slices``) by largest
    remainder, so the buckets add up to the total of the assets to the minor unit. An asset without a value, or
    without a rate within 10 days, is counted by number and listed; its value is never taken as 0. Values are those of
    ``as_of``, not those of the day of freezing. The order of the arguments does not matter: the same facts give the
    same figures.

    Arguments: ``events`` of any kind and subject; ``currency`` of all figures.
    Raises: WrongUse for a measure on an asset that is not among ``assets``, or an id given twice; WrongValue
    for an unknown currency. Cost: O(n log n) in events, plus the squares of the measures on one asset.
    """
    exponent(currency)
    _check_ids(assets, measures)
    counted = counted_events(events, as_of=as_of, known_on=known_on)
    own, rates = events_by_subject(counted), Rates(counted)
    states = {
        row.id: replay_counted(event for event in own.get(row.id, ()) if event.type == "StateChange")
        for row in measures
    }
    on_asset: dict[str, list[MeasureFacts]] = {asset.id: [] for asset in assets}
    for measure in sorted(measures, key=lambda row: row.id):
        on_asset[measure.asset].append(measure)

    rows: list[SlicedAsset] = []
    flags: list[RecoveryFlag] = []
    unvalued: list[str] = []
    unconverted: list[UnconvertedSum] = []
    for asset in sorted(assets, key=lambda row: row.id):
        value = newest_value(own.get(asset.id, ()))
        minor = None if value is None else rates.convert(value.money, currency, value.on)
        if value is None:
            unvalued.append(asset.id)
        elif minor is None:
            unconverted.append(UnconvertedSum(asset.id, value.event, value.money, value.on))
        slices, found = cut_slices(asset.id, on_asset[asset.id], states)
        rows.append(value_slices(asset, minor, slices))
        flags.extend(found)

    money: dict[str, Receipts] = {}
    keeping_costs = 0
    for measure_id in sorted(states):
        costs = [event for event in own.get(measure_id, ()) if event.type == "Cost"]
        found_money = measure_money(measure_id, states[measure_id], costs, rates, currency)
        money[measure_id] = found_money.receipts
        keeping_costs += found_money.costs
        unconverted.extend(found_money.unconverted)

    caps = {row.id: rates.convert(row.cap, currency, as_of) for row in measures if row.cap is not None}
    placed = tuple(place_contributions(rows, states))
    buckets = tuple(_bucket(name, [row for row in placed if row.bucket == name]) for name in BUCKETS)
    realised = sum_realised(tuple(_realised(rows, money)))
    return Totals(
        as_of=as_of,
        known_on=known_on,
        currency=currency,
        minor=sum(bucket.minor for bucket in buckets),
        assets=len(rows),
        buckets=buckets,
        realised=realised,
        keeping_costs=keeping_costs,
        waterfall=build_waterfall({bucket.name: bucket.minor for bucket in buckets}, realised),
        by_class=_break_down(placed, lambda row: row.asset_class),
        by_year=_break_down(placed, lambda row: row.year),
        unvalued=tuple(unvalued),
        unconverted=tuple(unconverted),
        flags=(*flags, *order_flags(states), *cap_flags(rows, caps), *receipt_flags(realised)),
    )


def _check_ids(assets: Sequence[AssetFacts], measures: Sequence[MeasureFacts]) -> None:
    ids = [row.id for row in assets] + [row.id for row in measures]
    twice = sorted({name for name in ids if ids.count(name) > 1}) if len(set(ids)) < len(ids) else []
    if twice:
        raise WrongUse(
            "The totals received {ids} more than once. Give each asset and each measure once.",
            ids=", ".join(twice),
        )
    known = {row.id for row in assets}
    stray = sorted(row.id for row in measures if row.asset not in known)
    if stray:
        raise WrongUse(
            "The measures {ids} cover assets that are not among the assets to be counted. Add "
            "these assets, or leave the measures out.",
            ids=", ".join(stray),
        )


def _bucket(name: str, placed: Sequence[PlacedContribution]) -> Bucket:
    rows = tuple(row.row for row in placed)
    return Bucket(
        name=name,
        minor=sum(row.minor or 0 for row in rows),
        assets=len({row.asset for row in rows}),
        unknown_assets=len({row.asset for row in rows if row.minor is None}),
        contributions=rows,
    )


def _break_down(
    placed: Sequence[PlacedContribution], key_of: Callable[[PlacedContribution], str | None]
) -> tuple[Breakdown, ...]:
    groups: dict[str | None, list[PlacedContribution]] = {}
    for row in placed:
        groups.setdefault(key_of(row), []).append(row)
    found = []
    for key in sorted(groups, key=lambda key: (key is None, key or "")):
        whole = _bucket("", groups[key])
        parts = {name: _bucket(name, [row for row in groups[key] if row.bucket == name]).minor for name in BUCKETS}
        found.append(Breakdown(key, whole.minor, whole.assets, whole.unknown_assets, MappingProxyType(parts)))
    return tuple(found)


def _realised(assets: Iterable[SlicedAsset], money: Mapping[str, Receipts]) -> Iterator[RealisedSlice]:
    for asset in assets:
        for piece, minor in asset.pieces:
            if piece.bucket == "realised" and piece.lead is not None:
                receipts = part_of_receipts(money[piece.lead], piece.part)
                yield RealisedSlice(asset.facts.id, piece.lead, minor, receipts)
