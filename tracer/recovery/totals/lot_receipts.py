"""Computes the money of a lot in one currency: what came in, what it cost, where it went, what is left."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from types import MappingProxyType
from typing import Final

from graph_schema.values.money import Money, split
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.money import PostAct
from tracer.recovery.ledger.classes import UNIQUE_ACCOUNT
from tracer.recovery.ledger.lot_books import LotBook, book_of

PAYOUT_CLASSES: Final = MappingProxyType(
    {
        "PAID_VICTIM": "victims",
        "PAID_BUDGET": "budget",
        "PAID_STATE": "shared",
        "PAID_CREDITOR": "creditors",
        "PAID_OWNER": "owners",
    }
)
"""Class of the ledger -> the figure that counts it."""
Converter = Callable[[Money, date], int | None]


@dataclass(frozen=True, slots=True)
class UnconvertedSum:
    """An amount without an exchange rate near its day. ``subject``: asset or item; ``event``: the id of its record."""

    subject: str
    event: str
    money: Money
    on: date


@dataclass(frozen=True, slots=True)
class Receipts:
    """The money of one lot in one currency, minor units. ``received`` None: no receipt is posted.

    received = costs + victims + budget + shared + creditors + owners + undistributed + exchange.
    ``costs``: those taken out of the receipts, advances paid back included. ``undistributed``: still held. ``exchange``:
    what the rates of the days of receipt and payment differ by. ``without_rate``: a sum has no rate and is left out.
    """

    received: int | None
    costs: int = 0
    victims: int = 0
    budget: int = 0
    shared: int = 0
    creditors: int = 0
    owners: int = 0
    undistributed: int = 0
    exchange: int = 0
    without_rate: bool = False

    @property
    def paid(self) -> int:
        """What went out of the receipts, costs apart."""
        return self.victims + self.budget + self.shared + self.creditors + self.owners


@dataclass(frozen=True, slots=True)
class LotMoney:
    """The money of one lot, all its costs so far, and the amounts that no rate converts."""

    receipts: Receipts
    costs: int
    unconverted: tuple[UnconvertedSum, ...]


def lot_money(facts: RecoveryFacts, lot: str, on: date, convert: Converter) -> LotMoney:
    """How much money came from this lot by the end of this day, and where did it go?

    Each posting is converted at the rate of its own day; one without a rate is returned and not added. Sums come from
    postings alone. Cost: linear in the postings of the lot.
    """
    book = book_of(facts, lot)
    sums = dict.fromkeys(("received", "costs", "all_costs", *PAYOUT_CLASSES.values()), 0)
    missing: list[UnconvertedSum] = []
    come_in = False
    for post in book.posts:
        if post.effective > on or book.is_reversed(post.id, on):
            continue
        for name, minor, currency in _figures(book, post):
            come_in = come_in or name == "received"
            found = convert(Money(abs(minor), currency), post.effective)
            if found is None:
                missing.append(UnconvertedSum(post.item, post.id, Money(minor, currency), post.effective))
            else:
                sums[name] += found if minor > 0 else -found
    if not come_in:
        return LotMoney(Receipts(None, without_rate=bool(missing)), sums["all_costs"], tuple(missing))
    paid = {name: sums[name] for name in PAYOUT_CLASSES.values()}
    left = sums["received"] - sums["costs"] - sum(paid.values())
    holds = any(minor for (name, _), minor in book.balances(on).items() if name == UNIQUE_ACCOUNT)
    held = max(left, 0) if holds else 0
    receipts = Receipts(
        sums["received"], sums["costs"], **paid, undistributed=held, exchange=left - held, without_rate=bool(missing)
    )
    return LotMoney(receipts, sums["all_costs"], tuple(missing))


def _figures(book: LotBook, post: PostAct) -> Iterable[tuple[str, int, str]]:
    """What this posting adds to each figure: name, minor units with their sign, currency.

    Only what enters or leaves the unique account counts: a sum found becomes a receipt when it is deposited, and a cost
    that the office advances lessens the receipts when it is paid back. An exchange is neither.
    """
    lines = book.lines(post)
    for line in lines:
        if line.ledger_class == "COST":
            yield "all_costs", line.minor, line.currency
    if post.template == "fx" or not any(line.ledger_class == UNIQUE_ACCOUNT for line in lines):
        return
    for line in lines:
        if line.ledger_class in PAYOUT_CLASSES:
            yield PAYOUT_CLASSES[line.ledger_class], line.minor, line.currency
        elif line.ledger_class in ("COST", "ADVANCE"):
            yield "costs", line.minor, line.currency
        elif line.ledger_class != UNIQUE_ACCOUNT:
            yield "received", -line.minor, line.currency


def parts_of_receipts(receipts: Receipts, weights: list[int]) -> list[Receipts]:
    """The money of one lot divided among its slices in proportion to these weights, each figure to the minor unit."""
    if receipts.received is None or len(weights) == 1:
        return [receipts] * len(weights)
    names = ("received", "costs", "victims", "budget", "shared", "creditors", "owners", "undistributed")
    parts = {name: split(getattr(receipts, name), weights) for name in names}
    found = []
    for place in range(len(weights)):
        row = {name: values[place] for name, values in parts.items()}
        out = sum(minor for name, minor in row.items() if name != "received")
        found.append(Receipts(**row, exchange=row["received"] - out, without_rate=receipts.without_rate))
    return found
