"""The columnar shape of money movements: millions of rows never become Python objects.

An *entry* is one row of one account's statement; a *transfer* is the movement it speaks of. The movement
between two accounts whose statements were both obtained has two entries and one transfer.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from typing import Any, Literal

import pyarrow as pa
import pyarrow.compute as pc

from graph_schema.errors import WrongRecord
from graph_schema.provenance import record_id

TransferKind = Literal[
    "transfer",
    "cash_deposit",
    "cash_withdrawal",
    "card",
    "fee",
    "interest",
    "exchange",
    "reversal",
    "unknown",
]
TRANSFER_KINDS: tuple[str, ...] = (
    "transfer", "cash_deposit", "cash_withdrawal", "card", "fee", "interest", "exchange", "reversal",
    "unknown",
)  # fmt: skip

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
"""What entry and transfer have in common; all but ``kind`` is fixed by the transfer's id."""

ENTRY_SCHEMA = pa.schema(
    [
        *PARTIES,
        pa.field("booking_date", pa.date32(), nullable=False),
        pa.field("side", pa.string(), nullable=False),  # "debit" | "credit": whose statement this row stands in
        pa.field("seq", pa.int64(), nullable=False),  # rises with the statement's own row order within one source
        pa.field("statement", pa.string(), nullable=False),  # id of the Statement node
        pa.field("balance_minor", pa.int64()),  # printed balance after the row, where the bank prints one
        pa.field("counterparty_name", pa.string()),
        pa.field("description", pa.string()),
        pa.field("reference", pa.string()),
        pa.field("reversal_of", pa.string()),  # transfer id of the movement taken back, where the row names it
        pa.field("locator", pa.string(), nullable=False),
    ]
)
"""One row an entry, as an importer hands it over. ``seq`` is unique within (source, account, currency)."""

TRANSFER_SCHEMA = pa.schema(
    [
        *PARTIES,
        pa.field("booking_date", pa.date32(), nullable=False),
        pa.field("debit_seq", pa.int64()),  # null: no statement of the debit account tells of it
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
"""One row a transfer, as a store exports it, ordered by (value_date, transfer_id).

``debit_seq`` and ``credit_seq`` rank the entries of one (account, currency), debits and credits together,
over all its statements, from 1 without gaps: order by the statement's first day, last day and id, then by
``seq``, then by the source's digest. An entry that several statements or sources tell counts once, where this
order meets it first. Where several sources tell of one side of a movement, the entry of the source with the
smaller digest shows that side; all are found through ``CaseStore.entries``. ``booking_date``, names and texts
come from the debit side's entry, else from the credit side's; ``kind`` is the most telling of all entries.
"""


def identify_transfers(
    debit_accounts: Sequence[str | None],
    credit_accounts: Sequence[str | None],
    amounts: Sequence[tuple[int, str, int, str]],
    value_dates: Sequence[str],
    sides: Sequence[str],
    statements: Sequence[str],
) -> list[str]:
    """Which movement does each statement row speak of?

    Equal rows of one statement side are counted (first, second, ...), so true same-day twins stay two
    movements while the same row in an overlapping statement, or the mirror row in the other account's
    statement, is the same movement. Does not join mirror rows that two banks date differently: ``verify``
    shows those as possible doubles.

    Args:
        amounts: (debit minor, debit currency, credit minor, credit currency) a row.
        value_dates: ISO dates. sides: "debit" or "credit". statements: statement ids; rows must come in
            statement order.

    Cost: one hash a row.
    """
    seen: defaultdict[tuple[str, ...], int] = defaultdict(int)
    ids = []
    for debit, credit, amount, day, side, statement in zip(
        debit_accounts, credit_accounts, amounts, value_dates, sides, statements, strict=True
    ):
        content = (debit or "", credit or "", str(amount[0]), amount[1], str(amount[2]), amount[3], day)
        turn = (statement, side, *content)
        seen[turn] += 1
        # A movement with one known side belongs to that account alone; its twin count is enough to tell it.
        ids.append(record_id("tra", *content, str(seen[turn])))
    return ids


def check_entries(entries: pa.Table) -> None:
    """Do all entries keep to the schema and its rules? Raises WrongRecord naming the first row that does not.

    Rules: the exact columns and types; positive amounts; one side at least is an account; the side whose
    statement it is is an account; equal currencies mean equal amounts; known kinds. Cost: vectorised but for
    the message.
    """
    if not entries.schema.equals(ENTRY_SCHEMA):
        raise WrongRecord("Entries have the columns {found}; expected {expected}.",
                          found=entries.schema.to_string(), expected=ENTRY_SCHEMA.to_string())  # fmt: skip
    for name in ENTRY_SCHEMA.names:
        if not ENTRY_SCHEMA.field(name).nullable and entries.column(name).null_count:
            raise WrongRecord("Entries: the column {column} has empty values.", column=name)
    # Rows that keep the rules never become Python objects.
    for row in entries.filter(_find_suspects(entries)).to_pylist():
        place = row["locator"]
        if row["debit_minor"] <= 0 or row["credit_minor"] <= 0:
            raise WrongRecord("{place}: amounts must be above zero.", place=place)
        if row["kind"] not in TRANSFER_KINDS:
            raise WrongRecord("{place}: there is no kind of transfer {kind}.", place=place, kind=row["kind"])
        if row["side"] not in ("debit", "credit") or row[f"{row['side']}_account"] is None:
            raise WrongRecord("{place}: the account whose statement this is must be named.", place=place)
        if row["debit_currency"] == row["credit_currency"] and row["debit_minor"] != row["credit_minor"]:
            raise WrongRecord("{place}: {debit} left and {credit} arrived in the same currency.",
                              place=place, debit=row["debit_minor"], credit=row["credit_minor"])  # fmt: skip


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
