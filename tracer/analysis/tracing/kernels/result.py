"""A run in columns as the result that the rest of the program reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from tracer.analysis.tracing.kernels.run import ColumnRun
from tracer.analysis.tracing.kernels.state import LONGEST, PIECES
from tracer.analysis.tracing.ledgers.labels import UnknownAs
from tracer.analysis.tracing.ledgers.ledger import Ledger
from tracer.analysis.tracing.policies.methods import Method
from tracer.analysis.tracing.run.inputs import Origin
from tracer.analysis.tracing.run.pieces import PieceTable
from tracer.analysis.tracing.run.result import AccountState, LaterClaim, ReversalRecord, TracingResult


def as_result(
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
        held={
            key: tuple((piece, names[label], amount) for piece, label, amount in run.segments(number))
            for number, key in enumerate(columns.accounts)
        },
        owed={key: int(s.owed[number]) for number, key in enumerate(columns.accounts)},
        self_transfers=tuple(entry.id for entry in entries if entry.is_self_transfer),
        later_claims=_later_claims(run, ledger, origins),
        reversals=_reversals(run, ledger),
        longest_debit=int(s.at[LONGEST]),
        table=PieceTable(
            entry=s.piece_entry[:end].tolist(),
            label=[names[label] for label in s.piece_label[:end]],
            taken_as=[names[label] for label in s.piece_taken[:end]],
            debited=s.piece_debited[:end].tolist(),
            credited=s.piece_credited[:end].tolist(),
            parent=s.piece_parent[:end].tolist(),
        ),
        spans=tuple(run.pieces(place) for place in range(len(entries))),
        states=_states(run),
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


def _states(run: ColumnRun) -> tuple[tuple[AccountState | None, AccountState | None], ...]:
    e = run.columns.entries
    return tuple(
        (
            AccountState(balance, traced) if payer >= 0 else None,
            AccountState(other_balance, other_traced) if receiver >= 0 else None,
        )
        for payer, receiver, (balance, traced, other_balance, other_traced) in zip(
            e.debit.tolist(), e.credit.tolist(), run.state.states.tolist(), strict=True
        )
    )
