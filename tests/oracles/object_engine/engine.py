"""The tracing engine in Python objects: one pass over the ledger, the same for every method. The kernels must agree."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tests.oracles.object_engine.proof import count_held, prove_account, prove_pieces
from tests.oracles.object_engine.reversal import Reversals
from tracer.analysis.tracing.ledgers.labels import UNKNOWN, UnknownAs, is_proved_tainted, label_in_run
from tracer.analysis.tracing.ledgers.ledger import AccountKey, Ledger, LedgerEntry
from tracer.analysis.tracing.policies.holdings import Segment, total_of
from tracer.analysis.tracing.policies.methods import Method, holdings_for
from tracer.analysis.tracing.policies.split import split_by_position
from tracer.analysis.tracing.run.account import TracingAccount
from tracer.analysis.tracing.run.balance_sheet import BalanceSheet
from tracer.analysis.tracing.run.inputs import NOTHING, Origin, check_openings, check_origins
from tracer.analysis.tracing.run.pieces import OPENING, ROOT, PieceTable
from tracer.analysis.tracing.run.result import AccountState, LaterClaim, ReversalRecord, TracingResult


def trace(
    ledger: Ledger,
    *,
    method: Method,
    statements: frozenset[AccountKey],
    origins: Mapping[str, Origin],
    openings: Mapping[AccountKey, int],
    opening_labels: Mapping[AccountKey, Origin] = NOTHING,
    unknown_as: UnknownAs = "unknown",
    class_order: Sequence[Sequence[str]] = (),
) -> TracingResult:
    """The question and the answer of ``tracer.analysis.tracing.kernels.trace.trace``, entry by entry in Python objects.

    Raises: ConservationBroken; WrongUse for an origin or opening that fits no entry or followed account.
    Cost: O(pieces moved), some ten microseconds a piece.
    """
    check_origins(ledger, statements, origins)
    check_openings(statements, openings, opening_labels)
    engine = _Engine(ledger, method, statements, unknown_as, class_order)
    engine.open(openings, opening_labels)
    for number, entry in enumerate(ledger.entries):
        engine.move(number, entry, origins.get(entry.id))
    return engine.close()


class _Engine:
    def __init__(
        self,
        ledger: Ledger,
        method: Method,
        statements: frozenset[AccountKey],
        unknown_as: UnknownAs,
        class_order: Sequence[Sequence[str]],
    ) -> None:
        self.ledger = ledger
        self.method = method
        self.units = method.units_per_minor
        self.statements = statements
        self.unknown_as = unknown_as
        self.class_order = tuple(tuple(labels) for labels in class_order)
        self.sheet = BalanceSheet()
        empty = holdings_for(method, self.class_order)
        self.accounts = {key: TracingAccount(key, empty, self.sheet) for key in sorted(statements)}
        self.table = PieceTable()
        self.spans: list[range] = []
        self.states: list[tuple[AccountState | None, AccountState | None]] = []
        self.opening_pieces: dict[int, AccountKey] = {}
        self.self_transfers: list[str] = []
        self.later_claims: list[LaterClaim] = []
        self.reversal_records: list[ReversalRecord] = []
        self.reversals = Reversals(ledger)
        self.longest_debit = 0

    # Before the first entry

    def open(self, openings: Mapping[AccountKey, int], labels: Mapping[AccountKey, Origin]) -> None:
        for key in sorted(openings):
            amount = openings[key] * self.units
            account = self.accounts[key]
            account.book = amount
            if amount < 0:
                account.owed = -amount
            elif amount > 0:
                origin = labels.get(key, UNKNOWN)
                parts = ((origin, openings[key]),) if isinstance(origin, str) else origin
                account.receive([self._opening(key, label, part * self.units) for label, part in parts])

    def _opening(self, key: AccountKey, label: str, amount: int) -> Segment:
        label = label_in_run(label, self.unknown_as)
        piece = _add(self.table, OPENING, label, label, amount, amount, ROOT)
        self.opening_pieces[piece] = key
        self.sheet.book("entered", label, key[1], amount)
        return piece, label, amount

    # One entry

    def move(self, number: int, entry: LedgerEntry, origin: Origin | None) -> None:
        payer = self.accounts.get(entry.debit) if entry.debit is not None else None
        receiver = self.accounts.get(entry.credit) if entry.credit is not None else None
        first = len(self.table)
        if entry.is_self_transfer:
            self.self_transfers.append(entry.id)
        elif entry.void_of is not None:
            self._reverse(number, entry, payer, receiver)
        else:
            self.reversals.remember(number, entry, payer, receiver, self.sheet)
            self._transfer(number, entry, origin, payer, receiver)
            self.reversals.note_bookings(number, self.sheet)
        self.spans.append(range(first, len(self.table)))
        if not entry.is_self_transfer:
            prove_pieces(entry, self.table, self.spans[number], self.units)
            for account in (payer, receiver):
                if account is not None:
                    prove_account(entry, account)
        self.states.append((_account_state(payer), _account_state(receiver)))

    def _transfer(
        self,
        number: int,
        entry: LedgerEntry,
        origin: Origin | None,
        payer: TracingAccount | None,
        receiver: TracingAccount | None,
    ) -> None:
        debited, credited = entry.debited * self.units, entry.credited * self.units
        parts = payer.pay(debited) if payer is not None else self._from_outside(entry, origin, debited)
        self._count_move(number, payer, receiver, debited, credited)
        arrived = self._record(number, entry, origin if payer is not None else None, parts, credited, payer, receiver)
        if receiver is not None:
            receiver.receive(arrived)

    def _from_outside(self, entry: LedgerEntry, origin: Origin | None, debited: int) -> list[Segment]:
        if origin is None or isinstance(origin, str):
            return [(ROOT, label_in_run(origin or UNKNOWN, self.unknown_as), debited)]
        amounts = split_by_position(debited, [amount for _, amount in origin])
        labels = [label_in_run(label, self.unknown_as) for label, _ in origin]
        return [(ROOT, label, amount) for label, amount in zip(labels, amounts, strict=True)]

    def _record(
        self,
        number: int,
        entry: LedgerEntry,
        origin: Origin | None,
        parts: Sequence[Segment],
        credited: int,
        payer: TracingAccount | None,
        receiver: TracingAccount | None,
    ) -> list[Segment]:
        """Record the pieces of an entry, relabel and convert them, and book what enters or leaves the followed accounts."""
        sheet, table = self.sheet, self.table
        paid_in = (entry.debit or entry.credit or ("", ""))[1]
        received_in = (entry.credit or entry.debit or ("", ""))[1]
        amounts = [part[2] for part in parts]
        if not entry.is_one_currency:
            amounts = split_by_position(credited, amounts)
        arrived: list[Segment] = []
        kept = 0
        for (parent, taken_as, out), into in zip(parts, amounts, strict=True):
            label = taken_as
            if isinstance(origin, str):
                if is_proved_tainted(taken_as):
                    kept += out if taken_as != origin else 0
                else:
                    label = label_in_run(origin, self.unknown_as)
            piece = _add(table, number, label, taken_as, out, into, parent)
            if label != taken_as:
                sheet.book("relabelled", taken_as, paid_in, -out)
                sheet.book("relabelled", label, paid_in, out)
            if payer is None:
                if entry.void_of is None:
                    sheet.book("entered", label, received_in, into)
                else:
                    sheet.book("left", label, received_in, -into)
                if receiver is None:
                    sheet.book("left", label, received_in, into)
            elif receiver is None:
                sheet.book("left", label, paid_in, out)
            elif paid_in != received_in:
                sheet.book("fx_adjusted", label, paid_in, -out)
                sheet.book("fx_adjusted", label, received_in, into)
            if into:
                arrived.append((piece, label, into))
        if kept and isinstance(origin, str):
            self.later_claims.append(LaterClaim(entry.id, origin, kept))
        self.longest_debit = max(self.longest_debit, len(parts))
        return arrived

    @staticmethod
    def _count_move(
        number: int, payer: TracingAccount | None, receiver: TracingAccount | None, debited: int, credited: int
    ) -> None:
        """Update the books separately from the segments, so that each checks the other."""
        if payer is not None:
            payer.book -= debited
            payer.last_mover = number
        if receiver is not None:
            receiver.book += credited
            receiver.last_mover = number

    # Reversals

    def _reverse(
        self, number: int, entry: LedgerEntry, payer: TracingAccount | None, receiver: TracingAccount | None
    ) -> None:
        assert entry.void_of is not None
        original = self.reversals.position_of(entry.void_of)
        span = self.spans[original]
        if self.reversals.undo(entry, original, receiver, payer, self.sheet):
            for piece in span:
                went = self.table.piece(piece)
                _add(self.table, number, went.taken_as, went.label, went.credited, went.debited, piece)
            self.reversal_records.append(ReversalRecord(entry.id, entry.void_of, True, entry.debited * self.units, 0))
            return
        debited, credited = entry.debited * self.units, entry.credited * self.units
        restored = self._returned(original, payer, span, debited)
        given_back = total_of(restored)
        rest: list[Segment] = []
        if payer is not None and given_back < debited:
            rest = payer.pay(debited - given_back)
        self._count_move(number, payer, receiver, debited, credited)
        arrived = self._record(number, entry, None, [*restored, *rest], credited, payer, receiver)
        if receiver is not None:
            first_ordinary = len(self.table) - len(rest)
            receiver.take_back(
                [segment for segment in arrived if segment[0] < first_ordinary],
                [segment for segment in arrived if segment[0] >= first_ordinary],
            )
        self.reversal_records.append(ReversalRecord(entry.id, entry.void_of, False, given_back, debited - given_back))

    def _returned(self, original: int, payer: TracingAccount | None, span: range, debited: int) -> list[Segment]:
        """The original pieces that the paying account of the reversal still has."""
        if payer is not None:
            return payer.give_back(span, debited)
        table = self.table
        sizes = [(piece, table.label[piece], table.credited[piece]) for piece in span]
        return self.reversals.next_from_outside(original, sizes, debited)

    def close(self) -> TracingResult:
        held = {key: tuple(account.holdings.segments()) for key, account in self.accounts.items()}
        return TracingResult(
            ledger=self.ledger,
            method=self.method,
            unknown_as=self.unknown_as,
            class_order=self.class_order,
            statements=self.statements,
            sheet=self.sheet.close(count_held(self.accounts, held)),
            held=held,
            owed={key: account.owed for key, account in self.accounts.items()},
            self_transfers=tuple(self.self_transfers),
            later_claims=tuple(self.later_claims),
            reversals=tuple(self.reversal_records),
            longest_debit=self.longest_debit,
            table=self.table,
            spans=tuple(self.spans),
            states=tuple(self.states),
            opening_pieces=self.opening_pieces,
        )


def _account_state(account: TracingAccount | None) -> AccountState | None:
    return None if account is None else AccountState(account.holdings.balance - account.owed, account.tainted)


def _add(table: PieceTable, entry: int, label: str, taken_as: str, debited: int, credited: int, parent: int) -> int:
    """Add a piece of an entry. Returns: its number."""
    table.entry.append(entry)
    table.label.append(label)
    table.taken_as.append(taken_as)
    table.debited.append(debited)
    table.credited.append(credited)
    table.parent.append(parent)
    return len(table) - 1
