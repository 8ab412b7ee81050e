"""The result of one tracing run: what each entry carried, what each account holds, and where each label is."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from graph_schema.errors import NotFound
from graph_schema.values.money import split
from tracer.analysis.tracing.ledgers.labels import UnknownAs, is_tainted
from tracer.analysis.tracing.ledgers.ledger import AccountKey, Ledger
from tracer.analysis.tracing.policies.holdings import Segment
from tracer.analysis.tracing.policies.methods import Method
from tracer.analysis.tracing.run.balance_sheet import LabelKey, SheetLine
from tracer.analysis.tracing.run.pieces import Piece, PieceTable

Held = Mapping[AccountKey, tuple[Segment, ...]]
"""The segments each followed account holds at the end."""


@dataclass(frozen=True, slots=True)
class AccountState:
    """One account after one entry: ``balance`` below zero is a drawn overdraft."""

    balance: int
    tainted: int


States = tuple[AccountState | None, AccountState | None]
"""Payer and receiver after an entry; None for an account that is not followed."""


@dataclass(frozen=True, slots=True)
class LaterClaim:
    """An origin entry carried money that was already traced to another source: this money keeps its first label.

    ``kept`` units did not take ``label``.
    """

    entry: str
    label: str
    kept: int


@dataclass(frozen=True, slots=True)
class ReversalRecord:
    """The effect of a reversal.

    ``voided``: neither account had moved since the original entry, and both entries are ignored. Otherwise ``restored``
    units were put back as the original pieces, and ``shortfall`` units moved as an ordinary transfer (debit units).
    """

    entry: str
    original: str
    voided: bool
    restored: int
    shortfall: int


@dataclass(frozen=True)
class TracingResult:
    """One ledger traced by one method. Amounts in run units: ``units_per_minor`` make a minor unit.

    A run exists only if it conserves money: see ``balance_sheet.ConservationBroken``. It shows what the method
    attributes; it does not prove that the method is the right one.
    """

    ledger: Ledger
    method: Method
    unknown_as: UnknownAs
    class_order: tuple[tuple[str, ...], ...]
    statements: frozenset[AccountKey]
    sheet: Mapping[LabelKey, SheetLine]
    held: Held
    owed: Mapping[AccountKey, int]
    self_transfers: tuple[str, ...]
    later_claims: tuple[LaterClaim, ...]
    reversals: tuple[ReversalRecord, ...]
    longest_debit: int
    table: PieceTable = field(repr=False)
    spans: Sequence[range] = field(repr=False)
    states: Sequence[States] = field(repr=False)
    opening_pieces: Mapping[int, AccountKey] = field(repr=False)

    @property
    def units_per_minor(self) -> int:
        """How many units of the run make one minor unit of the currency?"""
        return self.method.units_per_minor

    @cached_property
    def positions(self) -> Mapping[str, int]:
        """Entry id -> its position in the ledger."""
        return {entry.id: number for number, entry in enumerate(self.ledger.entries)}

    def numbers_of(self, entry_id: str) -> range:
        """Which rows of the piece table belong to this entry?

        Raises: NotFound for an id that is not in the ledger.
        """
        position = self.positions.get(entry_id)
        if position is None:
            raise NotFound("Entry {entry} is not in the traced ledger.", entry=entry_id)
        return self.spans[position]

    def pieces(self, entry_id: str) -> tuple[Piece, ...]:
        """Which pieces did this entry carry? They add up to the entry; a self transfer carries none."""
        return tuple(self.table.piece(number) for number in self.numbers_of(entry_id))

    def carried(self, entry_id: str) -> dict[str, int]:
        """How much of each label did this entry carry, in debit units?"""
        totals: dict[str, int] = {}
        for number in self.numbers_of(entry_id):
            label, debited = self.table.label[number], self.table.debited[number]
            if debited:
                totals[label] = totals.get(label, 0) + debited
        return totals

    def carried_tainted(self, entry_id: str) -> int:
        """How much traced money did this entry carry, in debit units?"""
        return sum(amount for label, amount in self.carried(entry_id).items() if is_tainted(label))

    def holdings(self, account: AccountKey) -> dict[str, int]:
        """How much of each label does this account hold at the end? Empty for an account that is not followed."""
        totals: dict[str, int] = {}
        for _, label, amount in self.held.get(account, ()):
            totals[label] = totals.get(label, 0) + amount
        return totals

    def held_tainted(self, account: AccountKey) -> int:
        """How much traced money does this account hold at the end?"""
        return sum(amount for label, amount in self.holdings(account).items() if is_tainted(label))

    def account_state(self, entry_id: str, account: AccountKey) -> AccountState:
        """What was the balance of the account after this entry, and how much of it was tainted?

        Raises: NotFound if the entry does not move the account, or the account is not followed.
        """
        position = self.positions.get(entry_id)
        if position is not None:
            entry = self.ledger.entries[position]
            for side, account_state in zip((entry.debit, entry.credit), self.states[position], strict=True):
                if side == account and account_state is not None:
                    return account_state
        raise NotFound(
            "Entry {entry} does not move the followed account {account}.", entry=entry_id, account=account[0]
        )

    def in_minor_units(self, amounts: Mapping[str, int]) -> dict[str, int]:
        """The same amounts in whole minor units for display, rounded once so that their sum stays."""
        units, total = self.units_per_minor, sum(amounts.values())
        if not total:
            return dict.fromkeys(amounts, 0)
        whole = (2 * total + units) // (2 * units)
        return dict(zip(amounts, split(whole, list(amounts.values())), strict=True))
