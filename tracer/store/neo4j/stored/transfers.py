"""Converts transfers and their entries to and from the rows that the server stores."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Any, Final

import pyarrow as pa

from graph_schema.records.transfers import ENTRY_SCHEMA
from tracer.store.neo4j.stored.display_properties import plain_amount
from tracer.store.neo4j.stored.records import SourceIndex, StoredEntry, read_entry, write_entry
from tracer.store.semantics.folding import fold_text

EPOCH: Final = date(1970, 1, 1)
OUTSIDE: Final = "outside:"
_TEXTS: Final = ("counterparty_name", "description", "reference")


@dataclass(slots=True)
class StoredTransfer:
    """A transfer with all its entries. ``value_day``: the value date, in days since 1970-01-01."""

    id: str
    debit_account: str | None
    credit_account: str | None
    debit_minor: int
    debit_currency: str
    credit_minor: int
    credit_currency: str
    value_day: int
    entries: list[StoredEntry] = field(default_factory=list)
    debit_seq: int | None = None
    credit_seq: int | None = None
    stored: bool = False

    def parties(self) -> tuple[object, ...]:
        """The values that are equal in all entries of the transfer, in the order of PARTY_COLUMNS."""
        return (
            *(self.debit_account, self.credit_account, self.debit_minor, self.debit_currency),
            *(self.credit_minor, self.credit_currency, self.value_day),
        )

    def account_of(self, side: str) -> tuple[str, str]:
        """The account of this side, with its currency."""
        if side == "debit":
            return str(self.debit_account), self.debit_currency
        return str(self.credit_account), self.credit_currency


def outside_id(account: str) -> str:
    """The id of the node for the unknown end of transfers of this account."""
    return f"{OUTSIDE}{account}"


def account_or_none(id_: str) -> str | None:
    """The account at an end of a transfer; None if it is unknown."""
    return None if id_.startswith(OUTSIDE) else id_


def read_stored_transfer(row: Mapping[str, Any]) -> StoredTransfer:
    """The transfer in a row of the server."""
    return StoredTransfer(
        id=row["id"],
        debit_account=account_or_none(row["debit"]),
        credit_account=account_or_none(row["credit"]),
        debit_minor=row["debit_minor"],
        debit_currency=row["debit_currency"],
        credit_minor=row["credit_minor"],
        credit_currency=row["credit_currency"],
        value_day=row["value_day"],
        entries=[read_entry(text) for text in row["entries"]],
        debit_seq=row["debit_seq"],
        credit_seq=row["credit_seq"],
        stored=True,
    )


def shown_entry(transfer: StoredTransfer, side: str, source_index: SourceIndex) -> StoredEntry | None:
    """The entry that is shown for this side: the entry of the source with the smallest digest."""
    candidates = [entry for entry in transfer.entries if entry.side == side]
    return min(candidates, key=lambda e: (source_index.by_number[e.source].digest, e.seq, e.locator), default=None)


def most_specific_kind(kinds: Iterable[str]) -> str:
    """The most specific kind of all entries: any but transfer and unknown, then by name."""
    return min(kinds, key=lambda kind: (kind == "unknown", kind == "transfer", kind))


def fold_words_of(texts: Iterable[str | None]) -> list[str] | None:
    """The folded texts that are searched for words; None if there are none."""
    return sorted({folded for text in texts if text and (folded := fold_text(text))}) or None


def transfer_row(transfer: StoredTransfer, source_index: SourceIndex, since: int) -> list[Any]:
    """The two ends and the properties, in the order of queries.transfers.TRANSFER_COLUMNS."""
    debit, credit = (shown_entry(transfer, side, source_index) for side in ("debit", "credit"))
    first = debit or credit
    if first is None:
        raise ValueError(f"transfer {transfer.id} has no entry")
    shown = [entry for entry in (debit, credit) if entry is not None]

    def text(name: str) -> str | None:
        return next((value for entry in shown if (value := getattr(entry, name)) is not None), None)

    return [
        *ends_of(transfer.debit_account, transfer.credit_account),
        *(transfer.id, since, transfer.value_day, first.booked),
        *(transfer.debit_minor, transfer.debit_currency, transfer.credit_minor, transfer.credit_currency),
        most_specific_kind(entry.kind for entry in transfer.entries),
        plain_amount(transfer.debit_minor, transfer.debit_currency),
        *(transfer.debit_seq, debit and debit.source, debit and debit.locator),
        *(transfer.credit_seq, credit and credit.source, credit and credit.locator),
        *(text(name) for name in (*_TEXTS, "reversal_of")),
        fold_words_of(getattr(entry, name) for entry in transfer.entries for name in _TEXTS),
        sorted(write_entry(entry) for entry in transfer.entries),
    ]


def ends_of(debit: str | None, credit: str | None) -> tuple[str, str]:
    """The ids of the nodes at both ends."""
    return debit or outside_id(str(credit)), credit or outside_id(str(debit))


def entry_table(entries: Sequence[tuple[StoredTransfer, StoredEntry]]) -> pa.Table:
    """Entries as a table of ENTRY_SCHEMA, as importers return them."""
    columns: dict[str, list[Any]] = {
        "transfer_id": [transfer.id for transfer, _ in entries],
        "value_date": [transfer.value_day for transfer, _ in entries],
        "booking_date": [entry.booked for _, entry in entries],
    }
    for name in ENTRY_SCHEMA.names:
        if name not in columns:
            of_entry = name in StoredEntry._fields
            columns[name] = [getattr(entry if of_entry else transfer, name) for transfer, entry in entries]
    arrays = [
        pa.array(columns[item.name], pa.int32()).cast(pa.date32())
        if pa.types.is_date32(item.type)
        else pa.array(columns[item.name], item.type)
        for item in ENTRY_SCHEMA
    ]
    return pa.Table.from_arrays(arrays, schema=ENTRY_SCHEMA)
