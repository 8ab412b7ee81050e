"""Verifies ends, display, order and balances of transfers and statements against their rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import numpy as np

from graph_schema.messages import N_
from graph_schema.records.fields import whole_number
from graph_schema.statements.reconciliation import find_difference
from tracer.store.neo4j.reading.snapshot import Snapshot
from tracer.store.neo4j.stored.transfers import StoredTransfer
from tracer.store.neo4j.transaction.derived_values import rank_table, with_periods
from tracer.store.neo4j.verify.check_result import report_check
from tracer.store.ports.store_values import Check
from tracer.store.semantics.orders.entry_order import rank_entries


def check_ends_stated(snapshot: Snapshot) -> Iterator[Check]:
    """Checks that a source states each node that a link or a statement row names."""
    unit = snapshot.unit
    found = sorted(link.id for link in unit.live_links() if None in (unit.type_of(link.tail), unit.type_of(link.head)))
    found += sorted(
        transfer.id
        for transfer in unit.transfers.values()
        if None in map(unit.type_of, {*_accounts(transfer), *(entry.statement for entry in transfer.entries)})
    )
    yield report_check(
        "ends",
        found,
        N_("Every link and statement row names nodes that a source states."),
        N_(
            "{count} links or transfers name a node that no source states: {found}. Import the source of the node again, "
            "or retract the sources of these links and transfers."
        ),
    )


def _accounts(transfer: StoredTransfer) -> set[str]:
    return {account for account in (transfer.debit_account, transfer.credit_account) if account is not None}


def check_transfers(snapshot: Snapshot) -> Iterator[Check]:
    """Computes the display properties and ranks of transfers again from their entries, and compares them."""
    yield report_check(
        "transfers",
        sorted(snapshot.transfers_unlike | _wrong_ranks(snapshot)),
        N_("Every transfer shows what its statement rows state."),
        N_(
            "{count} transfers do not show what their statement rows state: {found}. Rebuild the case from its kept "
            "sources."
        ),
    )


def _wrong_ranks(snapshot: Snapshot) -> set[str]:
    unit = snapshot.unit
    checked = [(transfer, entry) for transfer in unit.transfers.values() for entry in transfer.entries]
    ids = [entry.statement for _, entry in checked]
    table = with_periods(rank_table(checked, unit.source_index), ids, unit.nodes, unit.source_index)
    rows, ranks = rank_entries(table)
    kept = np.array([getattr(transfer, f"{entry.side}_seq") or 0 for transfer, entry in checked], dtype=np.int64)
    return {checked[row][0].id for row in rows[kept[rows] != ranks].tolist()}


def check_statements(snapshot: Snapshot) -> Iterator[Check]:
    """Compares the kept rows and their sum with the number of rows and the balances of each statement."""
    rows: Counter[tuple[str, int]] = Counter()
    moved: Counter[tuple[str, int]] = Counter()
    for transfer in snapshot.unit.transfers.values():
        for entry in transfer.entries:
            key = (entry.statement, entry.source)
            rows[key] += 1
            moved[key] += transfer.credit_minor if entry.side == "credit" else -transfer.debit_minor
    found, count = [], 0
    for node in sorted((n for n in snapshot.unit.live_nodes() if n.type == "Statement"), key=lambda n: n.id):
        for number, record in sorted(node.by_source.items()):
            count += 1
            opening, closing = (whole_number(record.props, name) for name in ("opening_minor", "closing_minor"))
            difference = find_difference(opening, closing, moved[(node.id, number)])
            unlike = difference is not None and difference != record.props.get("difference_minor", 0)
            if unlike or record.props.get("rows") != rows[(node.id, number)]:
                found.append(node.id)
    yield report_check(
        "statements",
        found,
        N_(
            "The kept rows of {count} statements agree with the number of rows and the balances that each statement states."
        ),
        N_("{count} statements do not agree with their kept rows: {found}. Retract their source and import it again."),
        count=count,
    )
