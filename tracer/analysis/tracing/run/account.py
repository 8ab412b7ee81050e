"""One followed account during a run: its segments, its overdraft and its books."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from tracer.analysis.tracing.ledgers.labels import CREDIT, is_tainted
from tracer.analysis.tracing.ledgers.ledger import AccountKey
from tracer.analysis.tracing.policies.holdings import Holdings, Segment
from tracer.analysis.tracing.run.balance_sheet import BalanceSheet
from tracer.analysis.tracing.run.pieces import ROOT

NOT_MOVED = -1


class TracingAccount:
    """The state of one account. ``book``: the balance from the recorded amounts alone, a check on the segments."""

    __slots__ = ("_empty", "_sheet", "book", "holdings", "key", "last_mover", "owed", "tainted")

    def __init__(self, key: AccountKey, empty: Callable[[], Holdings], sheet: BalanceSheet) -> None:
        self.key = key
        self.holdings = empty()
        self.owed = 0
        self.tainted = 0
        self.book = 0
        self.last_mover = NOT_MOVED
        self._empty = empty
        self._sheet = sheet

    def pay(self, amount: int) -> list[Segment]:
        """Which pieces does an ordinary debit take? The bank lends what is missing."""
        before = self.holdings.balance
        parts = self.holdings.take(min(amount, before))
        self.tainted -= tainted_in(parts)
        missing = amount - before
        if missing > 0:
            self.owed += missing
            parts.append((ROOT, CREDIT, missing))
            self._sheet.book("entered", CREDIT, self.key[1], missing)
        return parts

    def receive(self, arrived: list[Segment]) -> None:
        """Put money into the account; it repays an overdraft first, with the pieces that leave first under the method."""
        if self.owed:
            purse = self._empty()
            for segment in arrived:
                purse.put(segment)
            self._repay(purse.take(min(self.owed, purse.balance)))
            arrived = purse.segments()
        for segment in arrived:
            self.holdings.put(segment)
        self.tainted += tainted_in(arrived)

    def give_back(self, pieces: range, amount: int) -> list[Segment]:
        """Which pieces of a returned transfer are still in the account, at most ``amount``?"""
        held = self.holdings.take_pieces(pieces, amount)
        self.tainted -= tainted_in(held)
        return held

    def take_back(self, original: list[Segment], ordinary: list[Segment]) -> None:
        """Put original pieces back where they were taken from; the bank's own money first repays the bank."""
        restored: list[Segment] = []
        for piece, label, amount in original:
            due = min(self.owed, amount) if label == CREDIT else 0
            if due:
                self._repay([(piece, label, due)])
            if amount > due:
                restored.append((piece, label, amount - due))
        if self.owed:
            self.receive([*restored, *ordinary])
            return
        self.holdings.put_back(restored)
        self.tainted += tainted_in(restored)
        self.receive(ordinary)

    def _repay(self, repaid: Iterable[Segment]) -> None:
        for _, label, amount in repaid:
            self.owed -= amount
            self._sheet.book("to_bank", label, self.key[1], amount)

    def is_sound(self) -> bool:
        """Do segments and books agree, and is tainted money within what is held?"""
        balance = self.holdings.balance
        return (
            balance - self.owed == self.book
            and 0 <= self.tainted <= balance
            and self.owed >= 0
            and not (self.owed and balance)
        )

    def copy(self) -> TracingAccount:
        """The same state, not affected by later moves."""
        twin = TracingAccount(self.key, self._empty, self._sheet)
        twin.restore(self)
        return twin

    def restore(self, earlier: TracingAccount) -> None:
        """Go back to an earlier state of this account."""
        self.holdings = earlier.holdings.copy()
        self.owed = earlier.owed
        self.tainted = earlier.tainted
        self.book = earlier.book
        self.last_mover = earlier.last_mover


def tainted_in(segments: Iterable[Segment]) -> int:
    """How much of these segments is traced money?"""
    return sum(amount for _, label, amount in segments if is_tainted(label))
