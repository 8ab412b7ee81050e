"""How much marked proceeds came into an account, was taken back, and is held at the end."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from tracer.analysis.tracing.ledgers.case_ledger import ARRIVED
from tracer.analysis.tracing.ledgers.labels import UNKNOWN, is_tainted
from tracer.analysis.tracing.ledgers.ledger import AccountKey, LedgerEntry
from tracer.analysis.tracing.ledgers.statement_breaks import is_correction
from tracer.casework.tracing.case_tracing import CaseTracing, Ends
from tracer.graph.case_graph import CaseGraph
from tracer.resolve.overlaps import find_repeated
from tracer.resolve.unlisted.unlike_rows import find_unlike

Doubtful = frozenset[str]
"""Ids of transfers."""


def find_doubtful(graph: CaseGraph, run: CaseTracing, key: AccountKey) -> Doubtful:
    """Which rows of this account does only one of two statements list that cannot both be right?

    Two statements of the same days contradict one another where by their balances one repeats the other, where the
    balances fit neither, or where the rows of both do not give the stated balance. ``graph``: the case before payments
    were joined. Rows of pairs that may be one payment are left out: these are open by themselves.
    """
    own = replace(graph, sharing=tuple(s for s in graph.sharing if (s.span.account, s.span.currency) == key))
    unlike = find_unlike(own, find_repeated(own))
    corrected = any(gap.account == key and gap.to_date < gap.from_date for gap in run.case.gaps)
    return frozenset(
        transfer
        for transfer, relation in unlike.items()
        if relation in ("repeats", "contradicts") or (relation == "unknown" and corrected)
    )


def received(run: CaseTracing, key: AccountKey, doubtful: Doubtful) -> Ends:
    """Between which sums of marked proceeds came in? Money that came back of an own payment is none.

    What was received and later taken back counts: ``taken_back`` says how much that was. A row in ``doubtful`` that the
    payer's statement does not confirm counts at the upper end alone.
    """
    low = high = 0
    unsure = {run.graph.payment_of(transfer) for transfer in doubtful}
    for entry in _receipts(run, key):
        sure = _payment(entry) not in unsure or _is_confirmed(entry)
        low += _lower(run, entry) if sure else 0
        high += _upper(run, entry)
    return run.in_minor_units(low, high)


def taken_back(run: CaseTracing, key: AccountKey, doubtful: Doubtful) -> Ends:
    """Between which sums of these proceeds were taken back by reversals that name the receipt?

    Which part of a receipt of mixed origin a reversal takes back is not known: at least what is not covered by the
    rest of the receipt, at most all of the reversal. Alike for every method.
    """
    low = high = 0
    unsure = {run.graph.payment_of(transfer) for transfer in doubtful}
    back = _reversals(run.graph, key)
    for entry in _receipts(run, key):
        units = run.interval.lower.units_per_minor
        whole, amount = entry.credited * units, min(back[_payment(entry)], entry.credited) * units
        if amount:
            sure = _payment(entry) not in unsure or _is_confirmed(entry)
            low += max(0, _lower(run, entry) - (whole - amount)) if sure else 0
            high += min(_upper(run, entry), amount)
    return run.in_minor_units(low, high)


def held_at_end(run: CaseTracing, key: AccountKey, doubtful: Doubtful = frozenset()) -> Ends:
    """Between which sums of marked proceeds does the account hold at the end? ``doubtful`` rows change nothing here."""
    return run.held(key)


def _receipts(run: CaseTracing, key: AccountKey) -> Iterator[LedgerEntry]:
    returned = _returned(run.graph, key)
    for entry in run.case.ledger.entries:
        if entry.credit != key or entry.is_self_transfer or is_correction(entry.id):
            continue
        if entry.void_of is None and _payment(entry) not in returned:
            yield entry


def _payment(entry: LedgerEntry) -> str:
    return entry.id.removesuffix(ARRIVED)


def _is_confirmed(entry: LedgerEntry) -> bool:
    """Does the payer's statement have the payment too?"""
    return entry.debit_seq is not None or entry.id.endswith(ARRIVED)


def _lower(run: CaseTracing, entry: LedgerEntry) -> int:
    return sum(p.credited for p in run.interval.lower.pieces(entry.id) if is_tainted(p.label))


def _upper(run: CaseTracing, entry: LedgerEntry) -> int:
    pieces = run.interval.upper.pieces(entry.id)
    return sum(p.credited for p in pieces if is_tainted(p.label) or p.label == UNKNOWN)


def _returned(graph: CaseGraph, key: AccountKey) -> frozenset[str]:
    """The rows by which a payment of this account came back to it."""
    return frozenset(str(row["transfer_id"]) for row in _reversal_rows(graph, key, "credit"))


def _reversals(graph: CaseGraph, key: AccountKey) -> Counter[str]:
    """Receipt -> how much of it left this account again by reversals, in its currency."""
    found: Counter[str] = Counter()
    for row in _reversal_rows(graph, key, "debit"):
        found[str(row["reversal_of"])] += row["debit_minor"]
    return found


def _reversal_rows(graph: CaseGraph, key: AccountKey, side: str) -> list[dict[str, Any]]:
    table = graph.transfers
    account, currency = (
        pc.equal(table[f"{side}_{name}"], pa.scalar(value))
        for name, value in zip(("account", "currency"), key, strict=True)
    )
    reversing = pc.and_(pc.is_valid(table["reversal_of"]), pc.is_valid(table[f"{side}_seq"]))
    rows = table.filter(pc.and_(pc.and_(account, currency), reversing))
    return rows.select(["transfer_id", "reversal_of", "debit_minor"]).to_pylist()
