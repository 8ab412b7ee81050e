"""The checks a run must pass after every entry and at its end."""

from __future__ import annotations

from collections.abc import Mapping

from tracer.analysis.tracing.ledgers.ledger import AccountKey, LedgerEntry
from tracer.analysis.tracing.policies.holdings import total_of
from tracer.analysis.tracing.run.account import TracingAccount, tainted_in
from tracer.analysis.tracing.run.balance_sheet import ConservationBroken, LabelKey
from tracer.analysis.tracing.run.pieces import PieceTable
from tracer.analysis.tracing.run.result import Held


def prove_pieces(entry: LedgerEntry, table: PieceTable, span: range, units: int) -> None:
    """Do the pieces of this entry add up exactly to what left and to what arrived?

    Raises: ConservationBroken. Cost: O(pieces of the entry).
    """
    debited = sum(table.debited[span.start : span.stop])
    credited = sum(table.credited[span.start : span.stop])
    if debited != entry.debited * units or credited != entry.credited * units:
        raise ConservationBroken(
            "Entry {entry}: its pieces make {debited} out and {credited} in, the record says {recorded_out} "
            "and {recorded_in} (in units of {units} to a minor unit). The run is void; report it as a fault "
            "of the program.",
            entry=entry.id,
            debited=debited,
            credited=credited,
            recorded_out=entry.debited * units,
            recorded_in=entry.credited * units,
            units=units,
        )


def prove_account(entry: LedgerEntry, account: TracingAccount) -> None:
    """After this entry, does the account hold the sum of its movements, and at most this much tainted money?

    Raises: ConservationBroken. Cost: O(1).
    """
    if not account.is_sound():
        raise ConservationBroken(
            "Entry {entry}: account {account} holds {held} and owes {owed}, but its movements make {book}; "
            "tainted {tainted}. The run is void; report it as a fault of the program.",
            entry=entry.id,
            account=account.key[0],
            held=account.holdings.balance,
            owed=account.owed,
            book=account.book,
            tainted=account.tainted,
        )


def count_held(accounts: Mapping[AccountKey, TracingAccount], held: Held) -> dict[LabelKey, int]:
    """How much of each label do all accounts hold, counted again from their segments?

    Raises: ConservationBroken if the segments do not add up to the balance. Cost: O(segments).
    """
    totals: dict[LabelKey, int] = {}
    for key, segments in held.items():
        account = accounts[key]
        if total_of(segments) != account.holdings.balance or tainted_in(segments) != account.tainted:
            raise ConservationBroken(
                "Account {account}: its segments make {found}, its balance is {balance}. "
                "The run is void; report it as a fault of the program.",
                account=key[0],
                found=total_of(segments),
                balance=account.holdings.balance,
            )
        for _, label, amount in segments:
            totals[label, key[1]] = totals.get((label, key[1]), 0) + amount
    return totals
