"""Checks the inputs of a run besides the ledger: labels of incoming money, and opening balances."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from graph_schema.errors import WrongUse
from tracer.analysis.tracing.ledgers.labels import RESERVED
from tracer.analysis.tracing.ledgers.ledger import AccountKey, Ledger, LedgerEntry

Origin = str | tuple[tuple[str, int], ...]
"""A label, or for one mixed credit from outside several (label, credited minor units) in order."""

NOTHING: Mapping[AccountKey, Origin] = {}
"""No opening balance has a label."""


def check_origins(ledger: Ledger, statements: Collection[AccountKey], origins: Mapping[str, Origin]) -> None:
    """Does every origin belong to an entry, with labels a person may use and parts that add up?

    Raises: WrongUse naming the entry.
    """
    if not origins:
        return
    entries = {entry.id: entry for entry in ledger.entries}
    for entry_id, origin in origins.items():
        entry = entries.get(entry_id)
        if entry is None:
            raise WrongUse("The origin of entry {entry} is given, but the ledger has no such entry.", entry=entry_id)
        if entry.void_of is not None or entry.is_self_transfer:
            raise WrongUse(
                "Entry {entry} brings no new money: a reversal returns the original pieces, and a self transfer "
                "moves none. Give it no origin.",
                entry=entry_id,
            )
        if isinstance(origin, str):
            _check_label(origin, entry_id)
        else:
            _check_parts(entry, statements, origin)


def _check_parts(entry: LedgerEntry, statements: Collection[AccountKey], parts: tuple[tuple[str, int], ...]) -> None:
    for label, _ in parts:
        _check_label(label, entry.id)
    if entry.debit in statements:
        raise WrongUse(
            "Entry {entry} leaves a followed account, so its parts follow from that account. Give one label, not several.",
            entry=entry.id,
        )
    if sum(amount for _, amount in parts) != entry.credited or any(amount <= 0 for _, amount in parts):
        raise WrongUse(
            "Entry {entry}: the parts of its origin must be above zero and add up to {credited}.",
            entry=entry.id,
            credited=entry.credited,
        )


def check_openings(
    statements: Collection[AccountKey], openings: Mapping[AccountKey, int], labels: Mapping[AccountKey, Origin]
) -> None:
    """Does every opening balance belong to a followed account, and do its parts add up to it?

    Raises: WrongUse naming the account.
    """
    for account in [*openings, *labels]:
        if account not in statements:
            raise WrongUse(
                "An opening balance is given for {account} {currency}, which is not among the followed accounts.",
                account=account[0],
                currency=account[1],
            )
    for account, origin in labels.items():
        parts = ((origin, openings.get(account, 0)),) if isinstance(origin, str) else origin
        for label, _ in parts:
            _check_label(label, account[0])
        whole = openings.get(account, 0)
        if not isinstance(origin, str) and (sum(p for _, p in parts) != whole or any(p <= 0 for _, p in parts)):
            raise WrongUse(
                "The parts of the opening balance of {account} {currency} must be above zero and add up to {whole}.",
                account=account[0],
                currency=account[1],
                whole=whole,
            )


def _check_label(label: str, place: str) -> None:
    if label in RESERVED:
        raise WrongUse(
            "{place}: the label {label!r} is kept for the program. Name the source of the money differently.",
            place=place,
            label=label,
        )
