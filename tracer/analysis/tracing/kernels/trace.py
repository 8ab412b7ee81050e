"""Traces a ledger by one method: the run in columns, as the result that the rest of the program reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import overload

from tracer.analysis.tracing.kernels.run import ColumnRun, trace_in_columns
from tracer.analysis.tracing.kernels.state import LONGEST, PIECES
from tracer.analysis.tracing.ledgers.labels import UnknownAs
from tracer.analysis.tracing.ledgers.ledger import AccountKey, Ledger
from tracer.analysis.tracing.policies.holdings import Segment
from tracer.analysis.tracing.policies.methods import Method
from tracer.analysis.tracing.run.inputs import NOTHING, Origin
from tracer.analysis.tracing.run.pieces import PieceTable
from tracer.analysis.tracing.run.result import AccountState, LaterClaim, ReversalRecord, States, TracingResult


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
    """Where did the money from these sources go, entry by entry, under this method?

    ``statements``: the accounts whose movements and balance are followed. Money into any other account
    leaves the run, and its pieces are kept under the entry id; money from another account enters as UNKNOWN unless
    ``origins`` gives a label.
    ``origins``: entry id -> the label of its money on arrival. On an entry out of a followed account, only
    money that is not traced yet takes the label (the first label stays; the rest is a ``LaterClaim``).
    ``openings``: minor units held before the first entry, UNKNOWN unless ``opening_labels`` says otherwise, by one label
    or by parts in the order in which they are taken to have come; below zero is a drawn overdraft; absent is zero.
    ``unknown_as``: how unknown money is read; two runs give the ends of an interval (``trace_interval``).

    A debit above the balance takes money of the bank (label CREDIT). Later credits repay the bank first, with the pieces
    that leave first under the method. Only the two recorded amounts connect two currencies.

    Does not answer: which method a court will accept, or what happened in accounts without statements.
    Raises: ConservationBroken; WrongUse for an origin or opening that fits no entry or followed account, and for amounts
    beyond the range of the kernels. Cost: O(entries) in Python, O(pieces moved) in machine code where there is a compiler.
    """
    run = trace_in_columns(
        ledger,
        method=method,
        statements=statements,
        origins=origins,
        openings=openings,
        opening_labels=opening_labels,
        unknown_as=unknown_as,
        class_order=class_order,
    )
    return _as_result(run, ledger, method=method, origins=origins, unknown_as=unknown_as, class_order=class_order)


def _as_result(
    run: ColumnRun,
    ledger: Ledger,
    *,
    method: Method,
    origins: Mapping[str, Origin],
    unknown_as: UnknownAs,
    class_order: Sequence[Sequence[str]] = (),
) -> TracingResult:
    """The same run with ids and labels in place of numbers.

    Only for runs with the oldest first inside a class: ``TracingResult`` takes its units from the method. Cost: O(pieces), in
    Python objects.
    """
    s, columns = run.state, run.columns
    names, end = columns.labels, int(s.at[PIECES])
    entries = ledger.entries
    return TracingResult(
        ledger=ledger,
        method=method,
        unknown_as=unknown_as,
        class_order=tuple(tuple(labels) for labels in class_order),
        statements=frozenset(columns.accounts),
        sheet=run.sheet,
        held=_held(run),
        owed={key: int(s.owed[number]) for number, key in enumerate(columns.accounts)},
        self_transfers=tuple(entry.id for entry in entries if entry.is_self_transfer),
        later_claims=_later_claims(run, ledger, origins),
        reversals=_reversals(run, ledger),
        longest_debit=int(s.at[LONGEST]),
        table=PieceTable(
            entry=s.piece_entry[:end].tolist(),
            label=[names[label] for label in s.piece_label[:end].tolist()],
            taken_as=[names[label] for label in s.piece_taken[:end].tolist()],
            debited=s.piece_debited[:end].tolist(),
            credited=s.piece_credited[:end].tolist(),
            parent=s.piece_parent[:end].tolist(),
        ),
        spans=_Spans(run),
        states=_States(run),
        opening_pieces={piece: columns.accounts[account] for piece, (account, _, _) in enumerate(columns.openings)},
    )


def _later_claims(run: ColumnRun, ledger: Ledger, origins: Mapping[str, Origin]) -> tuple[LaterClaim, ...]:
    found = []
    for entry, kept in zip(ledger.entries, run.state.kept.tolist(), strict=True):
        if kept:
            label = origins[entry.id]
            assert isinstance(label, str)
            found.append(LaterClaim(entry.id, label, kept))
    return tuple(found)


def _reversals(run: ColumnRun, ledger: Ledger) -> tuple[ReversalRecord, ...]:
    s, units = run.state, run.columns.units
    return tuple(
        ReversalRecord(
            entry.id,
            entry.void_of,
            bool(s.voided[place]),
            int(s.restored[place]),
            entry.debited * units - int(s.restored[place]),
        )
        for place, entry in enumerate(ledger.entries)
        if entry.void_of is not None and not entry.is_self_transfer
    )


def _held(run: ColumnRun) -> dict[AccountKey, tuple[Segment, ...]]:
    names, accounts = run.columns.labels, run.columns.accounts
    found: dict[AccountKey, tuple[Segment, ...]] = dict.fromkeys(accounts, ())
    for number in run.state.pool.live[:-1].nonzero()[0].tolist():
        found[accounts[number]] = tuple((piece, names[label], amount) for piece, label, amount in run.segments(number))
    return found


class _Spans(Sequence[range]):
    """Entry -> its pieces, read from the columns when asked for."""

    def __init__(self, run: ColumnRun) -> None:
        self._first = run.state.first_piece

    def __len__(self) -> int:
        return len(self._first) - 1

    @overload
    def __getitem__(self, place: int) -> range: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[range]: ...
    def __getitem__(self, place: int | slice) -> range | Sequence[range]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        place = range(len(self))[place]
        return range(int(self._first[place]), int(self._first[place + 1]))


class _States(Sequence[States]):
    """Entry -> payer and receiver after it, read from the columns when asked for."""

    def __init__(self, run: ColumnRun) -> None:
        self._entries, self._states = run.columns.entries, run.state.states

    def __len__(self) -> int:
        return len(self._states)

    @overload
    def __getitem__(self, place: int) -> States: ...
    @overload
    def __getitem__(self, place: slice) -> Sequence[States]: ...
    def __getitem__(self, place: int | slice) -> States | Sequence[States]:
        if isinstance(place, slice):
            return [self[one] for one in range(*place.indices(len(self)))]
        balance, traced, other_balance, other_traced = self._states[place].tolist()
        return (
            AccountState(balance, traced) if self._entries.debit[place] >= 0 else None,
            AccountState(other_balance, other_traced) if self._entries.credit[place] >= 0 else None,
        )
