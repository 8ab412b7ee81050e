"""The roll-forward of the assets of each office: opening, what came and went by cause, closing; in number and in value.

An asset is held while an item of a file of the office ties it and its share is not sold. Money is no asset here: its
roll-forward is that of the ledger (``tracer.recovery.ledger.statements``).
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction
from types import MappingProxyType
from typing import Final

from tracer.recovery.acts.assets import AssetAct, ValueAct
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import ItemAct, ItemChange, PartReleaseAct, StepAct
from tracer.recovery.acts.money import PostAct
from tracer.recovery.claims.debts import latest_value
from tracer.recovery.figures.lanes import Lane, lane_of
from tracer.recovery.ledger.lots import lot_of, office_of
from tracer.recovery.ledger.sold_shares import sold_shares
from tracer.recovery.orders.item_states import item_state
from tracer.recovery.orders.titles import MONEY_CLASSES
from tracer.recovery.orders.transitions import TIED_STATES

HELD_STATES: Final = TIED_STATES | {"URGENT", "CONF_FINAL", "ENFORCING"}
"""The asset is with the office: not released, sold, destroyed or reused."""
MOVEMENTS: Final = ("added", "released", "returned", "sold", "destroyed", "reused", "corrected", "revalued")
COLUMNS: Final = ("opening", *MOVEMENTS, "closing")
"""The columns of the roll-forward; opening and all movements sum to closing."""
_ENDS: Final = MappingProxyType(
    {
        "RELEASED": "released",
        "LAPSED": "released",
        "RETURNED_VICTIM": "returned",
        "REALISED": "sold",
        "DESTROYED": "destroyed",
        "REUSE": "reused",
    }
)
"""State in which the asset leaves -> column."""


@dataclass(frozen=True, slots=True)
class RollCell:
    """One column of one row: assets and minor units, both signed. ``assets``: their ids, sorted."""

    column: str
    number: int
    minor: int
    assets: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class RollRow:
    """One class of assets of one office and currency; ``currency`` empty: assets without a value, counted only."""

    office: str
    asset_class: str
    currency: str
    cells: tuple[RollCell, ...]


@dataclass(frozen=True, slots=True)
class _Held:
    """What an office holds of an asset. ``amount``: the value of the whole asset, None without a value."""

    share: Fraction
    amount: int | None
    currency: str

    def part(self, share: Fraction) -> int:
        return round((self.amount or 0) * share)


def roll_forward(facts: RecoveryFacts, first: date | None, last: date) -> tuple[RollRow, ...]:
    """How did the assets of each office change from ``first`` to ``last``, both inclusive? By office, class, currency.

    ``first`` None: from the first act. opening + movements = closing, in number and in value; each closing is the opening
    of the next period. An asset of which two offices hold a share counts in both. On a day with several causes the sale
    counts before a step, and a step before a release in part. ``corrected``: a change for which no act of the day stands.
    As known on a day: give the facts of that day. Cost: for each asset, its days times its items.
    """
    moves: defaultdict[tuple[str, str, str], list[tuple[str, int, int, str]]] = defaultdict(list)
    for asset in facts.of(AssetAct):
        if asset.asset_class in MONEY_CLASSES:
            continue
        items = [item for item in facts.of(ItemAct) if item.asset == asset.asset]
        if not items:
            continue
        before = {} if first is None else _held_by_office(facts, items, first - timedelta(days=1))
        _put(moves, asset, "opening", before)
        for day in _days(facts, items, first, last):
            after = _held_by_office(facts, items, day)
            for office in sorted({*before, *after}):
                for column, number, minor, currency in _moves(
                    facts, items, office, day, before.get(office), after.get(office)
                ):
                    moves[office, asset.asset_class, currency].append((column, number, minor, asset.asset))
            before = after
        _put(moves, asset, "closing", before)
    return tuple(RollRow(*key, tuple(_cell(column, rows) for column in COLUMNS)) for key, rows in sorted(moves.items()))


def _put(
    moves: defaultdict[tuple[str, str, str], list[tuple[str, int, int, str]]],
    asset: AssetAct,
    column: str,
    held: dict[str, _Held],
) -> None:
    for office, one in held.items():
        moves[office, asset.asset_class, one.currency].append((column, 1, one.part(one.share), asset.asset))


def _cell(column: str, rows: list[tuple[str, int, int, str]]) -> RollCell:
    own = [row for row in rows if row[0] == column]
    assets = tuple(sorted({asset for _, _, _, asset in own}))
    return RollCell(column, sum(row[1] for row in own), sum(row[2] for row in own), assets)


def _days(facts: RecoveryFacts, items: list[ItemAct], first: date | None, last: date) -> list[date]:
    acts = [
        *(act for item in items for act in facts.of(ItemChange, item.item, last)),
        *(act for item in items for act in facts.of(PostAct, item.item, last)),
        *facts.of(ValueAct, items[0].asset, last),
    ]
    return sorted({act.effective for act in acts if first is None or act.effective >= first})


def _held_by_office(facts: RecoveryFacts, items: list[ItemAct], day: date) -> dict[str, _Held]:
    """What each office holds of the asset at the end of this day: the longest item of each lane, less what is sold."""
    lanes: dict[Lane, tuple[Fraction, str]] = {}
    for item in items:
        state = item_state(facts, item, day)
        lane = lane_of(item)
        if lane is not None and state.state in HELD_STATES:
            share = state.enforced_share
            if share > lanes.get(lane, (Fraction(0), ""))[0]:
                lanes[lane] = share, office_of(facts, lot_of(facts, item).item)
    shares: defaultdict[str, Fraction] = defaultdict(Fraction)
    for (asset, holder, _), (share, office) in lanes.items():
        left = share - sum(sold_shares(facts, asset, holder, day).values(), Fraction(0))
        if left > 0:
            shares[office] += left
    value = latest_value(facts, items[0].asset, day)
    amount, currency = (None, "") if value is None else (value.amount, value.currency)
    return {office: _Held(share, amount, currency) for office, share in shares.items()}


def _moves(
    facts: RecoveryFacts, items: list[ItemAct], office: str, day: date, before: _Held | None, after: _Held | None
) -> Iterator[tuple[str, int, int, str]]:
    """Column, number, minor units and currency of each movement of one asset of this office on this day."""
    if before is None or after is None:
        if after is not None:
            yield _cause(facts, items, office, day, rises=True), 1, after.part(after.share), after.currency
        if before is not None:
            yield _cause(facts, items, office, day, rises=False), -1, -before.part(before.share), before.currency
        return
    kept = before.part(after.share)
    if after.share != before.share:
        column = _cause(facts, items, office, day, rises=after.share > before.share)
        yield column, 0, kept - before.part(before.share), before.currency
    worth = after.part(after.share)
    if after.currency != before.currency:
        yield "revalued", -1, -kept, before.currency
        yield "revalued", 1, worth, after.currency
    elif worth != kept:
        yield "revalued", 0, worth - kept, after.currency


def _cause(facts: RecoveryFacts, items: list[ItemAct], office: str, day: date, *, rises: bool) -> str:
    own = [item for item in items if office_of(facts, lot_of(facts, item).item) == office]
    changes = [act for item in own for act in facts.of(ItemChange, item.item, day) if act.effective == day]
    steps = [act.to for act in changes if isinstance(act, StepAct)]
    if rises:
        return "added" if any(state in HELD_STATES for state in steps) else "corrected"
    posts = [post for item in own for post in facts.of(PostAct, item.item, day) if post.effective == day]
    if any(post.template == "sale" for post in posts):
        return "sold"
    ends = [_ENDS[state] for state in steps if state in _ENDS]
    if ends:
        return ends[-1]
    return "released" if any(isinstance(act, PartReleaseAct) for act in changes) else "corrected"
