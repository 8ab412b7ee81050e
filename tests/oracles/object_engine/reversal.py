"""Keeps the state before an entry, so that its reversal can undo it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from tracer.analysis.tracing.ledgers.ledger import Ledger, LedgerEntry
from tracer.analysis.tracing.policies.holdings import Segment
from tracer.analysis.tracing.run.account import TracingAccount
from tracer.analysis.tracing.run.balance_sheet import BalanceSheet, Column, LabelKey


@dataclass(slots=True)
class _Memory:
    """The two accounts just before an entry that is later reversed, and what the entry booked."""

    entry: LedgerEntry
    payer: TracingAccount | None
    receiver: TracingAccount | None
    bookings: list[tuple[LabelKey, Column, int]] = field(default_factory=list)


class Reversals:
    """The entries of a ledger that are later reversed.

    Rule: if neither account has moved since, a reversal of the full amount voids both entries. Otherwise the
    original pieces that the paying account still holds are put back, and the shortfall is an ordinary transfer.
    """

    def __init__(self, ledger: Ledger) -> None:
        reversed_ids = {entry.void_of for entry in ledger.entries if entry.void_of is not None}
        self._positions = {entry.id: i for i, entry in enumerate(ledger.entries) if entry.id in reversed_ids}
        self._wanted = frozenset(self._positions.values())
        self._memories: dict[int, _Memory] = {}
        self._returned: dict[int, int] = {}

    def remember(
        self,
        number: int,
        entry: LedgerEntry,
        payer: TracingAccount | None,
        receiver: TracingAccount | None,
        sheet: BalanceSheet,
    ) -> None:
        """Keep the state before an entry, if a later one reverses it."""
        if number in self._wanted:
            self._memories[number] = _Memory(
                entry, payer.copy() if payer else None, receiver.copy() if receiver else None
            )
            sheet.start_journal()

    def note_bookings(self, number: int, sheet: BalanceSheet) -> None:
        """Keep what the entry booked, if a later one reverses it."""
        if number in self._wanted:
            self._memories[number].bookings = sheet.stop_journal()

    def position_of(self, entry_id: str) -> int:
        """The place in the ledger of an entry that is reversed."""
        return self._positions[entry_id]

    def undo(
        self,
        reversal: LedgerEntry,
        original: int,
        payer: TracingAccount | None,
        receiver: TracingAccount | None,
        sheet: BalanceSheet,
    ) -> bool:
        """Void both entries if the full amount is reversed and nothing moved in between. Returns: was it done?

        ``payer`` and ``receiver`` are those of the original entry.
        """
        memory = self._memories.get(original)
        if memory is None:
            return False
        is_whole = (reversal.debited, reversal.credited) == (memory.entry.credited, memory.entry.debited)
        sides = ((payer, memory.payer), (receiver, memory.receiver))
        if not is_whole or any(now is not None and now.last_mover != original for now, _ in sides):
            return False
        for now, before in sides:
            if now is not None and before is not None:
                now.restore(before)
        sheet.take_back(memory.bookings)
        return True

    def next_from_outside(self, original: int, pieces: Sequence[Segment], amount: int) -> list[Segment]:
        """The pieces, in their order, that an account that is not followed gives back with this reversal."""
        skip = self._returned.get(original, 0)
        self._returned[original] = skip + amount
        returned: list[Segment] = []
        for piece, label, size in pieces:
            passed = min(skip, size)
            skip -= passed
            part = min(size - passed, amount)
            if part:
                returned.append((piece, label, part))
                amount -= part
        return returned
