"""The columnar shape of money movements: millions of rows never become Python objects.

An *entry* is one row of the statement of one account; a *transfer* is the movement of money behind it. If the statements
of both accounts are in the case, one transfer has two entries.
"""

from __future__ import annotations

from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from graph_schema.codes.transfer_kinds import TRANSFER_KINDS
from graph_schema.errors import WrongRecord

PARTIES: tuple[pa.Field[Any], ...] = (
    pa.field("transfer_id", pa.string(), nullable=False),
    pa.field("debit_account", pa.string()),
    pa.field("credit_account", pa.string()),
    pa.field("debit_minor", pa.int64(), nullable=False),
    pa.field("debit_currency", pa.string(), nullable=False),
    pa.field("credit_minor", pa.int64(), nullable=False),
    pa.field("credit_currency", pa.string(), nullable=False),
    pa.field("value_date", pa.date32(), nullable=False),
    pa.field("kind", pa.string(), nullable=False),
)
"""The columns that entry and transfer share; the id of the transfer fixes all but ``kind`` (``payment_identity``)."""

ENTRY_SCHEMA = pa.schema(
    [
        *PARTIES,
        pa.field("booking_date", pa.date32(), nullable=False),
        pa.field("side", pa.string(), nullable=False),  # "debit" | "credit": the side whose statement holds this row
        pa.field("seq", pa.int64(), nullable=False),  # ascending in the row order of the statement, within one source
        pa.field("statement", pa.string(), nullable=False),  # id of the Statement node
        pa.field("balance_minor", pa.int64()),  # printed balance after the row, where the bank prints one
        pa.field("counterparty_name", pa.string()),
        pa.field("description", pa.string()),
        pa.field("reference", pa.string()),
        pa.field("reversal_of", pa.string()),  # transfer id of the reversed movement, if the row names it
        pa.field("locator", pa.string(), nullable=False),
    ]
)
"""One row per entry, as an importer returns it. ``seq`` is unique within (source, account, currency)."""

TRANSFER_SCHEMA = pa.schema(
    [
        *PARTIES,
        pa.field("booking_date", pa.date32(), nullable=False),
        pa.field("debit_seq", pa.int64()),  # null: no statement of the debit account contains it
        pa.field("credit_seq", pa.int64()),
        pa.field("debit_source", pa.string()),  # source digest and locator of the entry on each side
        pa.field("debit_locator", pa.string()),
        pa.field("credit_source", pa.string()),
        pa.field("credit_locator", pa.string()),
        pa.field("counterparty_name", pa.string()),
        pa.field("description", pa.string()),
        pa.field("reference", pa.string()),
        pa.field("reversal_of", pa.string()),
    ]
)
"""One row per transfer, as a store exports it, ordered by (value_date, transfer_id).

``debit_seq`` and ``credit_seq`` rank the entries of one (account, currency), debits and credits together, over all
its statements, from 1 without gaps. The order is by first day, last day and id of the statement, then by ``seq``, then
by the digest of the source. An entry in several statements or sources counts once, at its first position in this order.
If several sources contain one side of a movement, the entry of the source with the smaller digest represents that
side; ``CaseStore.entries`` returns all of them. ``booking_date``, names and texts come from the entry of the debit
side, else from that of the credit side; ``kind`` is the most specific kind of all entries.
"""

PAYMENT_SCHEMA = pa.schema(
    [
        *TRANSFER_SCHEMA,
        pa.field("credit_value_date", pa.date32()),  # null unless the payee's bank states another date
        pa.field("credit_booking_date", pa.date32()),
    ]
)
"""One row per payment: transfers, joined where two of them are one payment. Ordered as TRANSFER_SCHEMA."""


def as_payments(transfers: pa.Table) -> pa.Table:
    """The same rows in PAYMENT_SCHEMA, with or without a search for pairs. Cost: none per row."""
    for name in PAYMENT_SCHEMA.names[len(transfers.schema) :]:
        transfers = transfers.append_column(PAYMENT_SCHEMA.field(name), pa.nulls(len(transfers), pa.date32()))
    return transfers


def check_entries(entries: pa.Table) -> None:
    """Do all entries follow the schema and its rules? Raises WrongRecord naming the first row that does not.

    Rules: the exact columns and types; positive amounts; an account on the side that the statement belongs to; equal
    amounts in equal currencies; known kinds. Cost: vectorised, except for the message.
    """
    if not entries.schema.equals(ENTRY_SCHEMA):
        raise WrongRecord(
            "Entries have the columns {found}; expected {expected}.",
            found=entries.schema.to_string(),
            expected=ENTRY_SCHEMA.to_string(),
        )
    for name in ENTRY_SCHEMA.names:
        if not ENTRY_SCHEMA.field(name).nullable and entries.column(name).null_count:
            raise WrongRecord(
                "Entries: the column {column} has empty values; expected a value in each row.", column=name
            )
    # Only rows that break a rule become Python objects.
    for row in entries.filter(_find_suspects(entries)).to_pylist():
        place = row["locator"]
        if row["debit_minor"] <= 0 or row["credit_minor"] <= 0:
            raise WrongRecord(
                "{place}: the amounts are {debit} and {credit} minor units; expected amounts above zero.",
                place=place,
                debit=row["debit_minor"],
                credit=row["credit_minor"],
            )
        if row["kind"] not in TRANSFER_KINDS:
            raise WrongRecord(
                "{place}: unknown kind of transfer {kind}; expected one of {known}.",
                place=place,
                kind=row["kind"],
                known=", ".join(TRANSFER_KINDS),
            )
        if row["side"] not in ("debit", "credit") or row[f"{row['side']}_account"] is None:
            raise WrongRecord(
                "{place}: the side is {side!r}; expected debit or credit, and an account on that side.",
                place=place,
                side=row["side"],
            )
        if row["debit_currency"] == row["credit_currency"] and row["debit_minor"] != row["credit_minor"]:
            raise WrongRecord(
                "{place}: the debit is {debit} and the credit is {credit} in the same currency; expected equal "
                "amounts.",
                place=place,
                debit=row["debit_minor"],
                credit=row["credit_minor"],
            )


def _find_suspects(entries: pa.Table) -> pa.BooleanArray:
    """Which rows break a rule? The rules of ``check_entries``, by columns."""
    columns = {name: entries.column(name) for name in ENTRY_SCHEMA.names}
    zero = pa.scalar(0, pa.int64())
    in_debit = pc.equal(columns["side"], pa.scalar("debit"))
    in_credit = pc.equal(columns["side"], pa.scalar("credit"))
    has_debit, has_credit = pc.is_valid(columns["debit_account"]), pc.is_valid(columns["credit_account"])
    own_named = pc.or_(pc.and_(in_debit, has_debit), pc.and_(in_credit, has_credit))
    one_currency = pc.equal(columns["debit_currency"], columns["credit_currency"])
    one_amount = pc.equal(columns["debit_minor"], columns["credit_minor"])
    good = own_named
    for rule in (
        pc.greater(columns["debit_minor"], zero),
        pc.greater(columns["credit_minor"], zero),
        pc.is_in(columns["kind"], value_set=pa.array(TRANSFER_KINDS)),
        pc.or_(pc.invert(one_currency), one_amount),
    ):
        good = pc.and_(good, rule)
    return pc.invert(good)
