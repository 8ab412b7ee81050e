"""Finds every entry that traced money can have touched: the widest reading, without amounts."""

from __future__ import annotations

from collections.abc import Mapping

from tracer.analysis.tracing.ledgers.labels import is_tainted
from tracer.analysis.tracing.ledgers.ledger import AccountKey, Ledger
from tracer.analysis.tracing.run.inputs import NOTHING, Origin, check_openings, check_origins


def find_touched(
    ledger: Ledger,
    *,
    statements: frozenset[AccountKey],
    origins: Mapping[str, Origin],
    openings: Mapping[AccountKey, int] | None = None,
    opening_labels: Mapping[AccountKey, Origin] = NOTHING,
) -> dict[str, frozenset[str]]:
    """Which sources touch each entry, if every debit after the first traced credit counts in full ("poison")?

    An account keeps every source that ever reached it. Each other method traces money to a part of these entries, so an
    entry without a source here is free of traced money under all methods. Gives no amount: the same money counts many times.

    Returns: entry id -> sources, for every entry of the ledger; empty if none touches it. A self transfer is touched by none.
    Raises: WrongUse as ``trace`` does. Cost: O(entries).
    """
    check_origins(ledger, statements, origins)
    openings = openings or {}
    check_openings(statements, openings, opening_labels)
    held: dict[AccountKey, frozenset[str]] = {
        account: _sources(label) for account, label in opening_labels.items() if openings.get(account, 0) > 0
    }
    touched: dict[str, frozenset[str]] = {}
    nothing: frozenset[str] = frozenset()
    for entry in ledger.entries:
        if entry.is_self_transfer:
            touched[entry.id] = nothing
            continue
        found = _sources(origins[entry.id]) if entry.id in origins else nothing
        if entry.debit is not None and entry.debit in statements:
            found |= held.get(entry.debit, nothing)
        if entry.void_of is not None:
            found |= touched[entry.void_of]
        touched[entry.id] = found
        if found and entry.credit is not None and entry.credit in statements:
            held[entry.credit] = held.get(entry.credit, nothing) | found
    return touched


def _sources(origin: Origin) -> frozenset[str]:
    labels = (origin,) if isinstance(origin, str) else tuple(label for label, _ in origin)
    return frozenset(label for label in labels if is_tainted(label))
