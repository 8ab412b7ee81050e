"""Reads the marks in force: receipts, single transfers, payers and opening balances that persons mark as proceeds."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

import pyarrow as pa
import pyarrow.compute as pc

from graph_schema.records.events import Event, revoked_ids
from graph_schema.records.fields import read_codes
from graph_schema.records.merged_records import KeptEvent
from graph_schema.records.transfers import as_payments
from graph_schema.values.names import fold_company
from tracer.analysis.tracing.ledgers.labels import UNKNOWN
from tracer.analysis.tracing.ledgers.ledger import AccountKey
from tracer.graph.case_graph import CaseGraph

_COLUMNS = (
    "transfer_id",
    "value_date",
    "debit_account",
    "credit_account",
    "credit_currency",
    "credit_minor",
    "kind",
    "credit_value_date",
    "credit_seq",
    "counterparty_name",
    "debit_source",
    "debit_locator",
    "credit_source",
    "credit_locator",
)
Row = Mapping[str, object]
Parts = tuple[tuple[str, int], ...]
"""(label, minor units) of an opening balance, in the order in which they are assumed to have arrived"""


@dataclass(frozen=True, slots=True)
class Marks:
    """The marks of a case, applied to its transfers and opening balances.

    ``origins``: transfer -> label. ``openings``: the parts of each marked opening balance, those of unknown origin first.
    ``unmet``: marks, by event, of a transfer or an opening balance that the case no longer shows as it was marked.
    ``made_by``: marked transfer, or account with a marked opening balance -> ids of the marks that count for it.
    """

    origins: Mapping[str, str] = field(hash=False)
    openings: Mapping[AccountKey, Parts] = field(hash=False)
    unmet: tuple[Event, ...]
    made_by: Mapping[str | AccountKey, tuple[str, ...]] = field(default_factory=dict, hash=False)


def marks_on_record(events: Iterable[KeptEvent]) -> tuple[Event, ...]:
    """The marks that are not revoked, in the order of recording."""
    kept = {one.event.id: one.event for one in events}
    revoked = revoked_ids(kept)
    marks = (event for event in kept.values() if event.type == "ProceedsMarked" and event.id not in revoked)
    return tuple(sorted(marks, key=lambda event: (event.recording_order, event.id)))


def read_marks(graph: CaseGraph, openings: Mapping[AccountKey, int], begins: Mapping[AccountKey, date]) -> Marks:
    """Which money of the case is marked as proceeds?

    ``openings``: opening balances in minor units; ``begins``: the first day of each account's statements. Of two marks on
    the same money the one recorded first counts. A mark of an opening balance counts only if the account's statements
    begin on the day that it names, and for at most the balance of that day: with an earlier statement, the receipts of
    this money are known. A transfer is found by its id, or by the row at which it was marked.
    Cost: one pass over the receipts of the marked accounts.
    """
    marks = marks_on_record(graph.events)
    receipts = _receipts_of(graph, {graph.account_of(mark.subject) for mark in marks})
    origins: dict[str, str] = {}
    parts: defaultdict[AccountKey, list[tuple[str, int]]] = defaultdict(list)
    unmet: list[Event] = []
    made_by: defaultdict[str | AccountKey, list[str]] = defaultdict(list)
    for on_record in marks:
        mark = with_joined_ids(graph, on_record)
        label = str(mark.props["label"])
        if "opening_currency" in mark.props:
            key = (mark.subject, str(mark.props["opening_currency"]))
            if label not in {name for name, _ in parts[key]}:
                met = key in begins and begins[key].isoformat() == mark.props.get("opening_date")
                free = openings.get(key, 0) - sum(part for _, part in parts[key]) if met else 0
                wanted = int(mark.props.get("amount_minor", free))
                if min(free, wanted) > 0:
                    parts[key].append((label, min(free, wanted)))
                    made_by[key].append(mark.id)
                if not met or free < wanted:
                    unmet.append(on_record)
            continue
        covered = list(covered_by(graph, mark, receipts[mark.subject]))
        for row in covered:
            made_by.setdefault(str(row["transfer_id"]), [mark.id])
            origins.setdefault(str(row["transfer_id"]), label)
        if {"transfer", "counterparty_person"} & set(mark.props) and not covered:
            unmet.append(on_record)
    whole = {key: _whole(openings[key], found) for key, found in parts.items() if found}
    return Marks(origins, whole, tuple(unmet), {money: tuple(found) for money, found in made_by.items()})


def _receipts_of(graph: CaseGraph, accounts: set[str]) -> dict[str, list[Row]]:
    """Account -> its receipts, in the order of the table. Only these become rows, not all transfers of the case."""
    receipts: dict[str, list[Row]] = {account: [] for account in accounts}
    rows = as_payments(graph.transfers).select(_COLUMNS)
    wanted = pc.is_in(rows.column("credit_account"), value_set=pa.array(sorted(accounts), pa.string()))
    stated = stated_accounts(graph)
    for row in rows.filter(wanted).to_pylist():
        if is_receipt(row, stated):
            receipts[str(row["credit_account"])].append(row)
    return receipts


def with_joined_ids(graph: CaseGraph, mark: Event) -> Event:
    """The mark with its account and transfer ids replaced by those that result from joining payments and numbers."""
    props = dict(mark.props)
    if "counterparty" in props:
        props["counterparty"] = graph.account_of(str(props["counterparty"]))
    if "transfer" in props:
        props["transfer"] = graph.payment_of(str(props["transfer"]))
    return replace(mark, subject=graph.account_of(mark.subject), props=props)


def stated_accounts(graph: CaseGraph) -> frozenset[AccountKey]:
    """The accounts of which the case has statements, with their currencies."""
    return frozenset(
        (link.head, str(graph.nodes[link.tail].props["currency"]))
        for link in graph.links_of_type("StatementOf")
        if link.tail in graph.nodes
    )


def is_receipt(row: Row, stated: frozenset[AccountKey]) -> bool:
    """Is the transfer a receipt of its credit account?

    A movement of an account to itself, such as an exchange of currencies, is no receipt. If the account has statements
    and only the payer's statement lists the transfer, it is no receipt either: its money is followed outside these
    statements.
    """
    if row["credit_account"] in (None, row["debit_account"]):
        return False
    return row["credit_seq"] is not None or (str(row["credit_account"]), str(row["credit_currency"])) not in stated


def covered_by(graph: CaseGraph, mark: Event, receipts: Iterable[Row]) -> Iterator[Row]:
    """Which of an account's receipts does this mark cover? None by a mark of the opening balance."""
    if "opening_currency" in mark.props:
        return
    props = mark.props
    if "transfer" in props:
        yield from _one_transfer(mark, list(receipts))
        return
    kinds = read_codes(props["kinds"]) if "kinds" in props else ()
    begin, end = str(props.get("from_date", "0001-01-01")), str(props.get("to_date", "9999-12-31"))
    payer, name = props.get("counterparty"), props.get("counterparty_name")
    person = read_payer(graph, str(props["counterparty_person"])) if "counterparty_person" in props else None
    for row in receipts:
        if (
            begin <= str(row.get("credit_value_date") or row["value_date"]) <= end
            and (not kinds or row["kind"] in kinds)
            and (payer is None or row["debit_account"] == payer)
            and (name is None or is_named_payer(row, str(name)))
            and (person is None or pays_as(row, person))
        ):
            yield row


def read_payer(graph: CaseGraph, person: str) -> frozenset[str]:
    """Under which account ids and written names does this protected person pay, after numbers are joined?"""
    return frozenset(map(graph.account_of, graph.payers.get(person, ())))


def pays_as(row: Row, keys: frozenset[str]) -> bool:
    """Does one of these accounts, or a payer of one of these names, pay this receipt?

    If the payer's own statement lists the row, the name may be that of the other side, so only the account counts.
    """
    return row["debit_account"] in keys or (row["debit_source"] is None and row["counterparty_name"] in keys)


def is_named_payer(row: Row, name: str) -> bool:
    """Is this the name of a payer whose account the row does not state? Case, marks and order of words do not matter."""
    stated = row["counterparty_name"]
    return row["debit_account"] is None and stated is not None and fold_company(str(stated)) == fold_company(name)


def _one_transfer(mark: Event, receipts: list[Row]) -> Iterator[Row]:
    wanted = [row for row in receipts if row["transfer_id"] == mark.props["transfer"]]
    place = (mark.props.get("transfer_source"), mark.props.get("transfer_row"))
    if not wanted and None not in place:
        wanted = [
            row
            for row in receipts
            if place in ((row["credit_source"], row["credit_locator"]), (row["debit_source"], row["debit_locator"]))
        ]
    yield from wanted[:1]


def _whole(opening: int, parts: list[tuple[str, int]]) -> Parts:
    rest = opening - sum(amount for _, amount in parts)
    return tuple(([(UNKNOWN, rest)] if rest else []) + parts)
