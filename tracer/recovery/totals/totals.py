"""Computes the totals: the value of all assets by stage, on one date, as known on another date."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from math import lcm
from types import MappingProxyType

from graph_schema.errors import WrongUse
from graph_schema.records.events import Event
from graph_schema.values.money import Money, exponent
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import ItemAct
from tracer.recovery.counting import counted_events, events_by_subject
from tracer.recovery.ledger.lots import lot_of
from tracer.recovery.money.rates import Rates
from tracer.recovery.money.values import newest_value
from tracer.recovery.orders.titles import registered_share
from tracer.recovery.orders.transitions import FINAL_STATES
from tracer.recovery.remarks import RecoveryFlag
from tracer.recovery.totals.contributions import (
    AssetFacts,
    Contribution,
    PlacedContribution,
    SlicedAsset,
    place_contributions,
    value_slices,
)
from tracer.recovery.totals.counted_items import CountedItem, counted_item
from tracer.recovery.totals.lot_receipts import Receipts, UnconvertedSum, lot_money, parts_of_receipts
from tracer.recovery.totals.slices import BUCKETS, ItemFacts, Slice, cut_slices
from tracer.recovery.totals.totals_flags import cap_flags, receipt_flags, sale_flags
from tracer.recovery.totals.waterfall import (
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
    money (subject: item) without a rate near their day. ``keeping_costs``: costs of all lots, realised
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

    def values_of_items(self) -> dict[str, int]:
        """The value of what each item covers, minor units; of items on one slice each has the whole of it."""
        found: dict[str, int] = {}
        for bucket in self.buckets:
            for row in bucket.contributions:
                for item in row.items if row.minor is not None else ():
                    found[item] = found.get(item, 0) + (row.minor or 0)
        return found


def compute_totals(
    facts: RecoveryFacts,
    assets: Sequence[AssetFacts],
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
    ``as_of``, not those of the day of freezing. Money comes from the postings alone. The order of the arguments does not
    matter: the same facts give the same figures.

    Arguments: ``facts``: as known on ``known_on``; ``events`` of any kind, of which valuations and rates are read;
    ``currency`` of all figures.
    Raises: WrongUse for an item on an asset that is not among ``assets``, or an id given twice; WrongValue
    for an unknown currency. Cost: O(n log n) in events and acts, plus the squares of the items on one asset.
    """
    exponent(currency)
    items = collect_items(facts)
    _check_ids(assets, items)
    counted = counted_events(events, as_of=as_of, known_on=known_on)
    own, rates = events_by_subject(counted), Rates(counted)
    states = {item.item: counted_item(facts, item, as_of) for item in facts.of(ItemAct)}
    on_asset: dict[str, list[ItemFacts]] = {asset.id: [] for asset in assets}
    for item in items:
        on_asset[item.asset].append(item)

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

    lots = {name: lot_of(facts, row.item).item for name, row in states.items()}
    money = {
        lot: lot_money(facts, lot, as_of, lambda sum_, on: rates.convert(sum_, currency, on))
        for lot in sorted(set(lots.values()))
    }
    unconverted.extend(row for found_money in money.values() for row in found_money.unconverted)
    caps = {row.id: rates.convert(row.cap, currency, as_of) for row in items if row.cap is not None}
    placed = tuple(place_contributions(rows, states))
    buckets = tuple(_bucket(name, [row for row in placed if row.bucket == name]) for name in BUCKETS)
    receipts = {lot: found_money.receipts for lot, found_money in money.items()}
    sold = tuple(_realised(rows, lots, receipts))
    others = _without_slice(states.values(), lots, receipts, {lots[row.item] for row in sold})
    realised = sum_realised((*sold, *others))
    return Totals(
        as_of=as_of,
        known_on=known_on,
        currency=currency,
        minor=sum(bucket.minor for bucket in buckets),
        assets=len(rows),
        buckets=buckets,
        realised=realised,
        keeping_costs=sum(found_money.costs for found_money in money.values()),
        waterfall=build_waterfall({bucket.name: bucket.minor for bucket in buckets}, realised),
        by_class=_break_down(placed, lambda row: row.asset_class),
        by_year=_break_down(placed, lambda row: row.year),
        unvalued=tuple(unvalued),
        unconverted=tuple(unconverted),
        flags=(*flags, *cap_flags(rows, caps), *receipt_flags(realised), *sale_flags(facts)),
    )


def collect_items(facts: RecoveryFacts) -> list[ItemFacts]:
    """Every item that covers an asset, by id."""
    return sorted((_item_facts(facts, item) for item in facts.of(ItemAct) if item.asset), key=lambda row: row.id)


def _item_facts(facts: RecoveryFacts, item: ItemAct) -> ItemFacts:
    assert item.asset is not None
    return ItemFacts(
        id=item.item,
        asset=item.asset,
        share=Fraction(1) if item.share is None else item.share,
        person=item.holder,
        case=item.case or None,
        purposes=",".join(sorted(item.purposes)),
        cap=None if item.cap is None or item.cap_currency is None else Money(item.cap, item.cap_currency),
        title=None if item.holder is None else registered_share(facts, item.asset, item.holder, item.effective),
    )


def _check_ids(assets: Sequence[AssetFacts], items: Sequence[ItemFacts]) -> None:
    ids = [row.id for row in assets] + [row.id for row in items]
    twice = sorted({name for name in ids if ids.count(name) > 1}) if len(set(ids)) < len(ids) else []
    if twice:
        raise WrongUse(
            "The totals received {ids} more than once. Give each asset and each measure once.",
            ids=", ".join(twice),
        )
    known = {row.id for row in assets}
    stray = sorted(row.id for row in items if row.asset not in known)
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


def _realised(
    assets: Iterable[SlicedAsset], lots: Mapping[str, str], money: Mapping[str, Receipts]
) -> Iterator[RealisedSlice]:
    """The realised slices of all assets with their part of the money of their lot, each sum once."""
    pieces: defaultdict[str, list[tuple[SlicedAsset, Slice, int | None]]] = defaultdict(list)
    for asset in assets:
        for piece, minor in asset.pieces:
            if piece.bucket == "realised" and piece.lead is not None:
                pieces[lots[piece.lead]].append((asset, piece, minor))
    for lot, found in pieces.items():
        whole = lcm(*(piece.share.denominator for _, piece, _ in found))
        parts = parts_of_receipts(money[lot], [int(piece.share * whole) for _, piece, _ in found])
        for (asset, piece, minor), receipts in zip(found, parts, strict=True):
            yield RealisedSlice(asset.facts.id, str(piece.lead), minor, receipts)


def _without_slice(
    items: Iterable[CountedItem], lots: Mapping[str, str], money: Mapping[str, Receipts], counted: set[str]
) -> Iterator[RealisedSlice]:
    """The money of final items that no realised slice counts: of orders for a sum, and of items that others cover."""
    for row in sorted(items, key=lambda one: one.item.item):
        item = row.item
        lot = lots[item.item]
        if lot not in counted and row.own in FINAL_STATES and money[lot].received is not None:
            counted.add(lot)
            yield RealisedSlice(item.asset or item.item, item.item, None, money[lot])
