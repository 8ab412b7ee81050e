"""The draft as rows for the server, sent in parts inside the one transaction that makes it true."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final, TypeVar

import neo4j
import numpy as np
import numpy.typing as npt
import pyarrow as pa

from tracer.store.neo4j import statements
from tracer.store.neo4j.appearance import event_row, link_row, node_row, plain_amount
from tracer.store.neo4j.connection import run
from tracer.store.neo4j.draft import Draft, LargeTable
from tracer.store.neo4j.entry_writing import own_accounts
from tracer.store.neo4j.log_rows import log_row
from tracer.store.neo4j.settling import Settled
from tracer.store.neo4j.told import GHOST, Entry, write_entry
from tracer.store.neo4j.transfers import ends_of, fold_words_of, outside_id, transfer_row

AT_A_TIME: Final = 2_000
"""Rows a statement. Measured with 300,000 transfers: 5,000 or 10,000 take a fifth more time and server memory."""
_Item = TypeVar("_Item")


@dataclass(frozen=True, slots=True)
class NodeRows:
    """Rows of nodes by kind, and the ids of those whose sources differ on a field, or do not any more."""

    by_type: Mapping[str, list[dict[str, Any]]]
    differing: list[str]
    agreeing: list[str]


def save(transaction: neo4j.Transaction, draft: Draft, settled: Settled, version: int) -> None:
    """Write all that changed, but for the version that makes it visible. ``version``: from which on it is seen."""
    _forget(transaction, draft)
    ghosts = sorted(id_ for id_ in draft.dirty_nodes if (node := draft.nodes[id_]) and node.type == GHOST)
    new_ghosts = [id_ for id_ in ghosts if not _stored(draft, id_)]
    _send(transaction, statements.WRITE_GHOSTS, "ids", new_ghosts)
    save_nodes(transaction, node_rows(draft, draft.dirty_nodes, version))
    save_links(transaction, link_rows(draft, draft.dirty_links, version))
    _save_transfers(transaction, draft, settled, version)
    _save_events(transaction, draft)
    _send(transaction, statements.FORGET_NODES, "ids", [id_ for id_ in ghosts if _stored(draft, id_)])
    _send(transaction, statements.WRITE_SOURCES, "rows", source_rows(draft, settled))


def save_log(transaction: neo4j.Transaction, draft: Draft) -> None:
    """Write the deeds of the transaction, and where the chain and the numbers of sources stand now."""
    _send(transaction, statements.WRITE_LOG, "rows", [log_row(entry) for entry in draft.log])
    end = {"log_seq": draft.log[-1].seq, "log_hash": draft.log[-1].hash} if draft.log else {}
    run(transaction, statements.SAVE_CASE, values={"next_source": draft.next_source, **end})


def node_rows(draft: Draft, ids: Iterable[str], version: int) -> NodeRows:
    """The rows of these nodes; one that no source tells has none."""
    by_type: dict[str, list[dict[str, Any]]] = defaultdict(list)
    differing, agreeing = [], []
    for id_ in sorted(ids):
        node = draft.nodes[id_]
        if node is None or node.type == GHOST:
            continue
        row, differs = node_row(node, draft.tellers, version)
        by_type[node.type].append(row)
        if differs:
            differing.append(id_)
        elif node.stored:
            agreeing.append(id_)
    return NodeRows(by_type, differing, agreeing)


def save_nodes(transaction: neo4j.Transaction | neo4j.ManagedTransaction, rows: NodeRows) -> None:
    """Write nodes, new or changed."""
    for type_, own in sorted(rows.by_type.items()):
        _send(transaction, statements.WRITE_NODES[type_], "rows", own)
        _send(transaction, statements.JOIN_SUBJECTS, "ids", [row["id"] for row in own])
    _send(transaction, statements.MARK_DIFFERING, "ids", rows.differing)
    _send(transaction, statements.UNMARK_DIFFERING, "ids", rows.agreeing)


def link_rows(draft: Draft, ids: Iterable[str], version: int) -> dict[str, list[dict[str, Any]]]:
    """The rows of these links by kind; one that no source tells has none."""
    by_type: dict[str, list[dict[str, Any]]] = defaultdict(list)
    for id_ in sorted(ids):
        link = draft.links[id_]
        if link is not None:
            by_type[link.type].append(link_row(link, draft.tellers, version))
    return by_type


def save_links(
    transaction: neo4j.Transaction | neo4j.ManagedTransaction, rows: Mapping[str, list[dict[str, Any]]]
) -> None:
    """Write links, new or changed."""
    for type_, own in sorted(rows.items()):
        _send(transaction, statements.WRITE_LINKS[type_], "rows", own)


def _forget(transaction: neo4j.Transaction, draft: Draft) -> None:
    """Remove what was taken back, before the same ids are written anew as something else."""
    for digest in draft.retracted:
        run(transaction, statements.DELETE_SOURCE, digest=digest)
    by_type: dict[str, list[str]] = defaultdict(list)
    for id_, type_ in sorted(draft.gone_links.items()):
        by_type[type_].append(id_)
    for type_, ids in sorted(by_type.items()):
        _send(transaction, statements.DELETE_LINKS[type_], "ids", ids)
    _send(transaction, statements.DELETE_TRANSFERS, "ids", sorted(draft.gone_transfers))
    _send(transaction, statements.DELETE_EVENTS, "ids", sorted(draft.gone_events))
    retold = [id_ for id_ in sorted(draft.gone_nodes) if _stored(draft, id_) and draft.type_of(id_) is not None]
    _send(transaction, statements.UNNAME_NODES, "ids", retold)


def _save_transfers(transaction: neo4j.Transaction, draft: Draft, settled: Settled, version: int) -> None:
    dirty = [draft.transfers[id_] for id_ in sorted(draft.dirty_transfers)]
    outside = sorted({outside_id(str(t.debit_account or t.credit_account)) for t in dirty if _one_sided(t)})
    _send(transaction, statements.WRITE_OUTSIDE, "ids", outside)
    for statement, stored in ((statements.CREATE_TRANSFERS, False), (statements.UPDATE_TRANSFERS, True)):
        rows = [transfer_row(transfer, draft.tellers, version) for transfer in dirty if transfer.stored is stored]
        _send(transaction, statement, "rows", rows)
    for side, pairs in settled.reranked.items():
        _send(transaction, statements.RANK_TRANSFERS[side], "rows", [list(pair) for pair in sorted(pairs)])


def _one_sided(transfer: Any) -> bool:
    return transfer.debit_account is None or transfer.credit_account is None


def _save_events(transaction: neo4j.Transaction, draft: Draft) -> None:
    dirty = [kept for id_ in sorted(draft.dirty_events) if (kept := draft.events[id_]) is not None]
    _send(transaction, statements.WRITE_EVENTS, "rows", [event_row(kept.event, kept.told) for kept in dirty])
    _send(transaction, statements.JOIN_EVENTS, "ids", [kept.event.id for kept in dirty])


def source_rows(draft: Draft, settled: Settled) -> list[dict[str, Any]]:
    """The rows of the sources whose records changed, with their seals and the accounts whose statements they tell."""
    accounts: dict[int, set[str]] = defaultdict(set)
    for transfer in draft.transfers.values():
        for entry in transfer.entries:
            accounts[entry.source].add(transfer.account_of(entry.side)[0])
    rows = []
    for digest, seals in sorted(settled.seals.items()):
        number = draft.tellers.by_digest[digest]
        own = accounts[number]
        for table in draft.large:
            if table.source == number:
                own.update(own_accounts(table.entries))
        told = [f"{seal.records}|{seal.count}|{seal.sha256}" for seal in seals]
        rows.append({**draft.sources.get(digest, {}), "digest": digest, "seals": told, "accounts": sorted(own)})
    return rows


def large_rows(
    table: LargeTable, entries: pa.Table, places: npt.NDArray[np.int64], since: int
) -> Iterator[list[list[Any]]]:
    """The rows of a part of a large table, in the order of statements.TRANSFER_COLUMNS, so many at a time."""
    for start in range(0, entries.num_rows, AT_A_TIME):
        chunk = entries.slice(start, AT_A_TIME)
        ranks: list[int] = places[start : start + AT_A_TIME].tolist()
        columns = (_plain(column).to_pylist() for column in chunk.columns)
        yield [
            _large_row(table.source, since, rank, values)
            for rank, values in zip(ranks, zip(*columns, strict=True), strict=True)
        ]


def _plain(column: Any) -> Any:
    """Days as numbers since 1970-01-01."""
    return column.cast(pa.int32()) if pa.types.is_date32(column.type) else column


def _large_row(source: int, since: int, place: int, values: Sequence[Any]) -> list[Any]:
    (
        id_, debit, credit, debit_minor, debit_currency, credit_minor, credit_currency, value_day, kind, booked,
        side, seq, statement, balance, name, description, reference, reversal_of, locator,
    ) = values  # fmt: skip
    own: tuple[Any, ...] = (place, source, locator)
    sides = (*own, None, None, None) if side == "debit" else (None, None, None, *own)
    entry = Entry(
        side, source, seq, statement, booked, locator, kind, balance, name, description, reference, reversal_of
    )
    return [
        *ends_of(debit, credit), id_, since, value_day, booked, debit_minor, debit_currency, credit_minor,
        credit_currency, kind, plain_amount(debit_minor, debit_currency), *sides, name, description, reference,
        reversal_of, fold_words_of((name, description, reference)), [write_entry(entry)],
    ]  # fmt: skip


def _stored(draft: Draft, id_: str) -> bool:
    node = draft.nodes[id_]
    return node is not None and node.stored


def _send(
    transaction: neo4j.Transaction | neo4j.ManagedTransaction, statement: str, name: str, items: Sequence[_Item]
) -> None:
    for place in range(0, len(items), AT_A_TIME):
        run(transaction, statement, **{name: items[place : place + AT_A_TIME]})
