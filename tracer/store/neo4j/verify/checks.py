"""Verifies the stored data of the server store. The checks are independent, so one damage does not hide another.

The checks include what the server cannot enforce: required fields, types, and which nodes a link can join.
"""

from __future__ import annotations

import dataclasses
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from typing import Any, Final

import neo4j.exceptions
import numpy as np

from graph_schema.errors import WrongRecord
from graph_schema.messages import N_
from graph_schema.records.fields import whole_number
from graph_schema.records.links import Link, check_link
from graph_schema.records.nodes import Node, check_node
from graph_schema.records.provenance import Source
from graph_schema.records.rules import check_ends
from graph_schema.rendering.cypher import render_constraints, render_indexes
from graph_schema.statements.reconciliation import find_difference
from tracer.store.neo4j.queries import case as case_queries
from tracer.store.neo4j.queries import logs as logs_queries
from tracer.store.neo4j.reading.sealed_records import (
    RECORDS,
    entries_of,
    event_table,
    link_table,
    node_table,
    source_table,
)
from tracer.store.neo4j.reading.snapshot import Snapshot, read_snapshot
from tracer.store.neo4j.server.access_log import check_chain, walk_log
from tracer.store.neo4j.server.connection import SnapshotReader
from tracer.store.neo4j.server.schema import agrees, index_name
from tracer.store.neo4j.stored.records import SourceRecord
from tracer.store.neo4j.stored.transfers import StoredTransfer
from tracer.store.neo4j.transaction.derived_values import rank_table, with_periods
from tracer.store.neo4j.verify.display_check import find_differing_display
from tracer.store.ports.store_values import Check
from tracer.store.semantics.entry_order import rank_entries
from tracer.store.semantics.seals import Seal, seal_case, seal_records

_UNREADABLE: Final = (neo4j.exceptions.ClientError, ValueError, KeyError, TypeError, AttributeError)
_SOURCE_NAMES: Final = frozenset(field.name for field in dataclasses.fields(Source)) | {
    *("no", "received", "actor", "flags", "rejections", "seals", "accounts"),
}


def verify_case(reader: SnapshotReader) -> tuple[Check, ...]:
    """All checks, in a fixed order. A check fails if its data cannot be read. Cost: reads the whole case."""
    try:
        snapshot = read_snapshot(reader)
    except _UNREADABLE as error:
        return tuple(_unreadable(name, error) for name in _CHECKS)
    checks: list[Check] = []
    for name, run in _CHECKS.items():
        try:
            checks += run(snapshot)
        except _UNREADABLE as error:
            checks.append(_unreadable(name, error))
    return tuple(checks)


def _unreadable(name: str, error: Exception) -> Check:
    template = N_("{name}: the stored data cannot be read: {reason}.")
    return Check(name, False, template, {"name": name, "reason": str(error)})


def _check_engine(snapshot: Snapshot) -> Iterator[Check]:
    """Checks indexes and constraints, and the rules of the schema that they cannot enforce."""
    wanted = {index_name(statement): statement for statement in (*render_constraints(), *render_indexes())}
    rows = [row for row in snapshot.reader.rows(case_queries.SHOW_INDEXES) if row["name"] in wanted]
    sound = {row["name"] for row in rows if row["state"] == "ONLINE" and agrees(wanted[row["name"]], row)}
    found = sorted(wanted.keys() - sound)
    unit = snapshot.unit
    for node in unit.live_nodes():

        def check_one(record: SourceRecord, id_: str = node.id, kind: str = node.type) -> None:
            check_node(Node(id_, kind, record.props, record.locator))

        found += _problems(node.by_source, check_one)
    for link in unit.live_links():
        types = unit.type_of(link.tail), unit.type_of(link.head)

        def check(record: SourceRecord, link: Any = link, types: Any = types) -> None:
            checked = Link(link.id, link.type, link.tail, link.head, record.props, record.locator)
            check_link(checked)
            if None not in types:
                check_ends(checked, *types)

        found += _problems(link.by_source, check)
    yield _check(
        "engine",
        found,
        N_("The database has its indexes, and every record follows the schema."),
        N_(
            "The database lacks an index, or a record does not follow the schema: {found}. Run init, or rebuild the case."
        ),
    )


def _problems(checked: Mapping[int, SourceRecord], check: Callable[[SourceRecord], None]) -> list[str]:
    found = []
    for record in checked.values():
        try:
            check(record)
        except WrongRecord as error:
            found.append(str(error))
    return found


def _check_records(snapshot: Snapshot) -> Iterator[Check]:
    """One check if all seals match, else one for each source and kind of record that does not match."""
    broken = False
    checked = _tables(snapshot)
    for digest in sorted(snapshot.sources):
        written = {seal.records: seal for seal in _seals(digest, snapshot.sources[digest])}
        for records in RECORDS:
            seal = written.get(records)
            count, sha256 = (0, "") if seal is None else (seal.count, seal.sha256)
            now = checked(digest, records)
            if (now.count, now.sha256) == (count, sha256) or now.count == count == 0:
                continue
            broken = True
            template = N_(
                "The records of kind {records} of the source {name} ({source}) are not those written: {expected} "
                "were sealed, found: {found}. Retract the source and import it again from its kept file."
            )
            params = {
                "records": records,
                "name": str(snapshot.sources[digest].get("name")),
                "source": digest,
                "expected": str(count),
                "found": str(now.count),
            }
            yield Check("records", False, template, params)
    if not broken:
        template = N_("The records of all {count} sources are those written.")
        yield Check("records", True, template, {"count": str(len(snapshot.sources))})


def _tables(snapshot: Snapshot) -> Callable[[str, str], Seal]:
    unit = snapshot.unit
    by_source: dict[int, list[StoredTransfer]] = defaultdict(list)
    for transfer in unit.transfers.values():
        for number in {entry.source for entry in transfer.entries}:
            by_source[number].append(transfer)

    def seal(digest: str, records: str) -> Seal:
        number = unit.source_index.by_digest[digest]
        if records in ("source", "receipt"):
            table = source_table(snapshot.sources[digest], records)
        elif records == "node":
            table = node_table(number, unit.live_nodes())
        elif records == "link":
            table = link_table(number, unit.live_links())
        elif records == "event":
            table = event_table(number, (kept for kept in unit.events.values() if kept))
        else:
            table = entries_of(number, by_source[number])
        return seal_records(digest, records, table)

    return seal


def _seals(digest: str, source: Mapping[str, Any]) -> list[Seal]:
    parts = [text.split("|") for text in source.get("seals") or ()]
    return [Seal(digest, records, int(count), sha256) for records, count, sha256 in parts]


def _check_case(snapshot: Snapshot) -> Iterator[Check]:
    kept = snapshot.reader.rows(case_queries.READ_GATE)[0]["digest"]
    seals = [seal for digest, source in snapshot.sources.items() for seal in _seals(digest, source)]
    found = [] if kept == seal_case(seals) else ["seals"]
    own: dict[int, set[str]] = defaultdict(set)
    for transfer in snapshot.unit.transfers.values():
        for entry in transfer.entries:
            own[entry.source].add(transfer.account_of(entry.side)[0])
    for digest, source in sorted(snapshot.sources.items()):
        if list(source.get("accounts") or ()) != sorted(own[source["no"]]) or not source.keys() <= _SOURCE_NAMES:
            found.append(digest)
    yield _check(
        "case",
        found,
        N_("No source is missing."),
        N_("A source or its seal was removed or changed: {found}."),
    )


def _check_ends(snapshot: Snapshot) -> Iterator[Check]:
    unit = snapshot.unit
    found = sorted(link.id for link in unit.live_links() if None in (unit.type_of(link.tail), unit.type_of(link.head)))
    found += sorted(
        transfer.id
        for transfer in unit.transfers.values()
        if None in map(unit.type_of, {*_accounts(transfer), *(entry.statement for entry in transfer.entries)})
    )
    yield _check(
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


def _check_transfers(snapshot: Snapshot) -> Iterator[Check]:
    """Computes the display properties and ranks of transfers again from their entries, and compares them."""
    yield _check(
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


def _check_display(snapshot: Snapshot) -> Iterator[Check]:
    yield _check(
        "shown",
        find_differing_display(snapshot),
        N_("Every node, link and event shows in the graph what its sources state."),
        N_(
            "{count} nodes, links or events do not show in the graph what their sources state: {found}. Queries in the "
            "console give wrong answers. Rebuild the case from its kept sources."
        ),
    )


def _check_foreign(snapshot: Snapshot) -> Iterator[Check]:
    yield _check(
        "foreign",
        snapshot.foreign,
        N_("The graph holds only records of the case."),
        N_(
            "The graph holds data that do not belong to the case: {found}. Find out who else writes to the server. Remove "
            "these data, or rebuild the case from its kept sources."
        ),
    )


def _check_statements(snapshot: Snapshot) -> Iterator[Check]:
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
    yield _check(
        "statements",
        found,
        N_(
            "The kept rows of {count} statements agree with the number of rows and the balances that each statement states."
        ),
        N_("{count} statements do not agree with their kept rows: {found}. Retract their source and import it again."),
        count=count,
    )


def _check_log(snapshot: Snapshot) -> Iterator[Check]:
    broken_at, end = check_chain(walk_log(snapshot.reader, logs_queries.READ_LOG))
    found = [str(broken_at)] if broken_at is not None else []
    if broken_at is None and end != snapshot.reader.rows(logs_queries.READ_LOG_END)[0]["hash"]:
        found = ["end"]
    yield _check(
        "log",
        found,
        N_("The log is unbroken."),
        N_("The log is broken at entry {found}: an entry was changed or removed. Compare with a log printed earlier."),
    )


def _check(name: str, found: list[str], holds: str, fails: str, **params: Any) -> Check:
    if not found:
        return Check(name, True, holds, {key: str(value) for key, value in params.items()})
    shown = ", ".join(found[:3]) + (", ..." if len(found) > 3 else "")
    return Check(name, False, fails, {"found": shown, "count": str(len(found))}, tuple(found))


_CHECKS: dict[str, Callable[[Snapshot], Iterator[Check]]] = {
    "engine": _check_engine,
    "records": _check_records,
    "case": _check_case,
    "ends": _check_ends,
    "transfers": _check_transfers,
    "shown": _check_display,
    "foreign": _check_foreign,
    "statements": _check_statements,
    "log": _check_log,
}
