"""Writes the unit of work to the server inside the transaction that commits it."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import neo4j
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from tracer.store.neo4j.queries import case as case_queries
from tracer.store.neo4j.queries import events as events_queries
from tracer.store.neo4j.queries import links as links_queries
from tracer.store.neo4j.queries import logs as logs_queries
from tracer.store.neo4j.queries import nodes as nodes_queries
from tracer.store.neo4j.queries import sources as sources_queries
from tracer.store.neo4j.queries import transfers as transfers_queries
from tracer.store.neo4j.server.connection import run
from tracer.store.neo4j.server.log_nodes import log_row
from tracer.store.neo4j.stored.display_properties import event_row, link_row, node_row, plain_amount
from tracer.store.neo4j.stored.records import PLACEHOLDER, StoredEntry, write_entry
from tracer.store.neo4j.stored.transfers import ends_of, fold_words_of, outside_id, transfer_row
from tracer.store.neo4j.transaction.derived_values import DerivedValues
from tracer.store.neo4j.transaction.entries import own_accounts
from tracer.store.neo4j.unit_of_work import LargeTable, UnitOfWork

AT_A_TIME: Final = 2_000
"""Rows in one statement. With 300,000 transfers, 5,000 or 10,000 rows take a fifth more time and server memory."""
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class NodeRows:
    """Rows of nodes by type, the ids of nodes whose sources differ in a field, and of stored nodes whose sources agree."""

    by_type: Mapping[str, list[dict[str, Any]]]
    differing: list[str]
    agreeing: list[str]


def flush(transaction: neo4j.Transaction, unit: UnitOfWork, derived: DerivedValues, version: int) -> None:
    """Write all changes except the version of the case. ``version``: the version from which readers see the changes."""
    _delete_retracted(transaction, unit)
    placeholders = sorted(id_ for id_ in unit.dirty_nodes if (node := unit.nodes[id_]) and node.type == PLACEHOLDER)
    new_placeholders = [id_ for id_ in placeholders if not _is_stored(unit, id_)]
    _send(transaction, nodes_queries.WRITE_PLACEHOLDERS, "ids", new_placeholders)
    flush_nodes(transaction, node_rows(unit, unit.dirty_nodes, version))
    flush_links(transaction, link_rows(unit, unit.dirty_links, version))
    _flush_transfers(transaction, unit, derived, version)
    _flush_events(transaction, unit)
    _send(transaction, nodes_queries.FORGET_NODES, "ids", [id_ for id_ in placeholders if _is_stored(unit, id_)])
    _send(transaction, sources_queries.WRITE_SOURCES, "rows", source_rows(unit, derived))


def flush_log(transaction: neo4j.Transaction, unit: UnitOfWork) -> None:
    """Write the acts of the transaction, the end of the audit log, and the next number of a source."""
    _send(transaction, logs_queries.WRITE_LOG, "rows", [log_row(entry) for entry in unit.log])
    end = {"log_seq": unit.log[-1].seq, "log_hash": unit.log[-1].hash} if unit.log else {}
    noted = {} if unit.unfinished is None else {"unfinished": unit.unfinished or None}
    run(transaction, case_queries.SAVE_CASE, values={"next_source": unit.next_source, **end, **noted})


def node_rows(unit: UnitOfWork, ids: Iterable[str], version: int) -> NodeRows:
    """The rows of these nodes. A placeholder has no row."""
    by_type: dict[str, list[dict[str, Any]]] = defaultdict(list)
    differing, agreeing = [], []
    for id_ in sorted(ids):
        node = unit.nodes[id_]
        if node is None or node.type == PLACEHOLDER:
            continue
        row, differs = node_row(node, unit.source_index, version)
        by_type[node.type].append(row)
        if differs:
            differing.append(id_)
        elif node.stored:
            agreeing.append(id_)
    return NodeRows(by_type, differing, agreeing)


def flush_nodes(transaction: neo4j.Transaction | neo4j.ManagedTransaction, rows: NodeRows) -> None:
    """Write nodes, new or changed."""
    for type_, own in sorted(rows.by_type.items()):
        _send(transaction, nodes_queries.WRITE_NODES[type_], "rows", own)
        _send(transaction, events_queries.JOIN_SUBJECTS, "ids", [row["id"] for row in own])
    _send(transaction, nodes_queries.MARK_DIFFERING, "ids", rows.differing)
    _send(transaction, nodes_queries.UNMARK_DIFFERING, "ids", rows.agreeing)


def link_rows(unit: UnitOfWork, ids: Iterable[str], version: int) -> dict[str, list[dict[str, Any]]]:
    """The rows of these links by type. A link that no source states has no row."""
    by_type: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for id_ in sorted(ids):
        link = unit.links[id_]
        if link is not None:
            by_type[link.type].append(link_row(link, unit.source_index, version))
    return by_type


def flush_links(
    transaction: neo4j.Transaction | neo4j.ManagedTransaction, rows: Mapping[str, list[dict[str, Any]]]
) -> None:
    """Write links, new or changed."""
    for type_, own in sorted(rows.items()):
        _send(transaction, links_queries.WRITE_LINKS[type_], "rows", own)


def _delete_retracted(transaction: neo4j.Transaction, unit: UnitOfWork) -> None:
    """Delete retracted records first, because the same ids can be written again with another type."""
    for digest in unit.retracted:
        run(transaction, sources_queries.DELETE_SOURCE, digest=digest)
    by_type: dict[str, list[str]] = defaultdict(list)
    for id_, type_ in sorted(unit.gone_links.items()):
        by_type[type_].append(id_)
    for type_, ids in sorted(by_type.items()):
        _send(transaction, links_queries.DELETE_LINKS[type_], "ids", ids)
    _send(transaction, transfers_queries.DELETE_TRANSFERS, "ids", sorted(unit.gone_transfers))
    _send(transaction, events_queries.DELETE_EVENTS, "ids", sorted(unit.gone_events))
    stated_anew = [id_ for id_ in sorted(unit.gone_nodes) if _is_stored(unit, id_) and unit.type_of(id_) is not None]
    _send(transaction, nodes_queries.UNNAME_NODES, "ids", stated_anew)


def _flush_transfers(transaction: neo4j.Transaction, unit: UnitOfWork, derived: DerivedValues, version: int) -> None:
    dirty = [unit.transfers[id_] for id_ in sorted(unit.dirty_transfers)]
    outside = sorted({outside_id(str(t.debit_account or t.credit_account)) for t in dirty if _one_sided(t)})
    _send(transaction, transfers_queries.WRITE_OUTSIDE, "ids", outside)
    for statement, stored in ((transfers_queries.CREATE_TRANSFERS, False), (transfers_queries.UPDATE_TRANSFERS, True)):
        rows = [transfer_row(transfer, unit.source_index, version) for transfer in dirty if transfer.stored is stored]
        _send(transaction, statement, "rows", rows)
    for side, pairs in derived.reranked.items():
        _send(transaction, transfers_queries.RANK_TRANSFERS[side], "rows", [list(pair) for pair in sorted(pairs)])


def _one_sided(transfer: Any) -> bool:
    return transfer.debit_account is None or transfer.credit_account is None


def _flush_events(transaction: neo4j.Transaction, unit: UnitOfWork) -> None:
    dirty = [kept for id_ in sorted(unit.dirty_events) if (kept := unit.events[id_]) is not None]
    _send(transaction, events_queries.WRITE_EVENTS, "rows", [event_row(kept.event, kept.by_source) for kept in dirty])
    _send(transaction, events_queries.JOIN_EVENTS, "ids", [kept.event.id for kept in dirty])


def source_rows(unit: UnitOfWork, derived: DerivedValues) -> list[dict[str, Any]]:
    """The rows of the sources whose records changed, with their seals and the accounts of their statements."""
    accounts: dict[int, set[str]] = defaultdict(set)
    for transfer in unit.transfers.values():
        for entry in transfer.entries:
            accounts[entry.source].add(transfer.account_of(entry.side)[0])
    rows = []
    for digest, seals in sorted(derived.seals.items()):
        number = unit.source_index.by_digest[digest]
        own = accounts[number]
        for table in unit.large:
            if table.source == number:
                own.update(own_accounts(table.entries))
        seals_text = [f"{seal.records}|{seal.count}|{seal.sha256}" for seal in seals]
        rows.append({**unit.sources.get(digest, {}), "digest": digest, "seals": seals_text, "accounts": sorted(own)})
    return rows


def large_rows(
    table: LargeTable, entries: pa.Table, ranks: npt.NDArray[np.int64], since: int
) -> Iterator[list[list[Any]]]:
    """The rows of a part of a large table, in the order of TRANSFER_COLUMNS, AT_A_TIME rows at a time."""
    for start in range(0, entries.num_rows, AT_A_TIME):
        chunk = entries.slice(start, AT_A_TIME)
        chunk_ranks: list[int] = ranks[start : start + AT_A_TIME].tolist()
        columns = (_plain(column).to_pylist() for column in chunk.columns)
        yield [
            _large_row(table.source, since, rank, values)
            for rank, values in zip(chunk_ranks, zip(*columns, strict=True), strict=True)
        ]


def _plain(column: Any) -> Any:
    """Converts dates to days since 1970-01-01."""
    return column.cast(pa.int32()) if pa.types.is_date32(column.type) else column


def _large_row(source: int, since: int, rank: int, values: Sequence[Any]) -> list[Any]:
    (
        id_,
        debit,
        credit,
        debit_minor,
        debit_currency,
        credit_minor,
        credit_currency,
        value_day,
        kind,
        booked,
        side,
        seq,
        statement,
        balance,
        name,
        description,
        reference,
        reversal_of,
        locator,
    ) = values
    own: tuple[Any, ...] = (rank, source, locator)
    sides = (*own, None, None, None) if side == "debit" else (None, None, None, *own)
    entry = StoredEntry(
        side, source, seq, statement, booked, locator, kind, balance, name, description, reference, reversal_of
    )
    return [
        *ends_of(debit, credit),
        id_,
        since,
        value_day,
        booked,
        debit_minor,
        debit_currency,
        credit_minor,
        credit_currency,
        kind,
        plain_amount(debit_minor, debit_currency),
        *sides,
        name,
        description,
        reference,
        reversal_of,
        fold_words_of((name, description, reference)),
        [write_entry(entry)],
    ]


def _is_stored(unit: UnitOfWork, id_: str) -> bool:
    node = unit.nodes[id_]
    return node is not None and node.stored


def _send(
    transaction: neo4j.Transaction | neo4j.ManagedTransaction, statement: str, name: str, items: Sequence[_Item]
) -> None:
    for start in range(0, len(items), AT_A_TIME):
        run(transaction, statement, **{name: items[start : start + AT_A_TIME]})
