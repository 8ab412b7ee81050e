"""Computes the derived values of the unit of work: ranks of entries, seals of sources, the digest of the case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from graph_schema.records.fields import Value
from graph_schema.records.nodes import Node
from tracer.store.neo4j.queries import links as links_queries
from tracer.store.neo4j.queries import transfers as transfers_queries
from tracer.store.neo4j.reading.sealed_records import seal_of
from tracer.store.neo4j.stored.records import PLACEHOLDER, SourceIndex, StoredEntry, StoredNode, quoted
from tracer.store.neo4j.stored.transfers import StoredTransfer
from tracer.store.neo4j.unit_of_work import LargeTable, UnitOfWork, parts
from tracer.store.semantics.orders.entry_order import RANK_COLUMNS, rank_entries
from tracer.store.semantics.record_merging import merge_node
from tracer.store.semantics.seals import Seal, seal_case

_TEXTS: Final = frozenset({"account", "currency", "transfer_id", "side"})
_RANKED: Final = pa.schema([(name, pa.string() if name in _TEXTS else pa.int64()) for name in RANK_COLUMNS])
_Ranks = npt.NDArray[np.int64]


@dataclass(slots=True)
class DerivedValues:
    """The derived values. ``reranked``: transfers whose rank alone changed, by side. ``places``: the ranks of large tables."""

    reranked: dict[str, list[tuple[str, int | None]]] = field(default_factory=lambda: {"debit": [], "credit": []})
    places: list[_Ranks] = field(default_factory=list)
    seals: dict[str, list[Seal]] = field(default_factory=dict)
    digest: str = ""


def derive_values(unit: UnitOfWork) -> DerivedValues:
    """Compute the derived values that change with this unit of work."""
    derived = DerivedValues()
    _touch_moved_statements(unit)
    _rank(unit, derived)
    kept = {digest: list(found) for digest, found in unit.seals.items()}
    for number, kinds in sorted(unit.records.items()):
        digest = unit.source_index.by_number[number].digest
        if digest not in unit.sources:
            unit.read_source(number)
        own = [seal for seal in kept.get(digest, []) if seal.records not in kinds]
        own += [seal_of(unit, number, records) for records in sorted(kinds)]
        kept[digest] = derived.seals[digest] = sorted(own)
    derived.digest = seal_case(seal for own in kept.values() for seal in own)
    return derived


def _touch_moved_statements(unit: UnitOfWork) -> None:
    """Mark the accounts of statements whose period may have changed, so that their entries are ranked again."""
    joined = [(link.tail, link.head) for link in unit.live_links() if link.type == "StatementOf"]
    joined = [(statement, account) for statement, account in joined if statement in unit.statements]
    for part in parts(sorted(unit.statements)):
        rows = unit.reader.rows(links_queries.ACCOUNTS_OF_STATEMENTS, ids=part)
        joined += ((str(row["statement"]), str(row["account"])) for row in rows)
    accounts = {account for _, account in joined}
    for part in parts(sorted(unit.statements - {statement for statement, _ in joined})):
        named = [quoted(statement) for statement in part]
        rows = unit.reader.rows(transfers_queries.ACCOUNTS_NAMING_STATEMENTS, named=named)
        accounts.update(str(row["account"]) for row in rows)
    unit.read_transfers(sorted(accounts))
    if unit.statements:
        unit.touched.update(
            transfer.account_of(entry.side)
            for transfer in unit.transfers.values()
            for entry in transfer.entries
            if entry.statement in unit.statements
        )


def _rank(unit: UnitOfWork, derived: DerivedValues) -> None:
    accounts = unit.touched | {pair for table in unit.large for pair in _own_pairs(table)}
    side_entries = [
        (transfer, entry)
        for transfer in unit.transfers.values()
        for entry in transfer.entries
        if transfer.account_of(entry.side) in accounts
    ]
    tables = [rank_table(side_entries, unit.source_index)]
    periods = number_statements(unit, _statements(side_entries, unit.large))
    tables[0] = _with_periods(tables[0], [entry.statement for _, entry in side_entries], periods)
    tables += [_large_ranks(table, unit.source_index, periods) for table in unit.large]
    rows, ranks_of_rows = rank_entries(pa.concat_tables(tables))
    ranks = np.zeros(sum(table.num_rows for table in tables), dtype=np.int64)
    ranks[rows] = ranks_of_rows
    _set_ranks(unit, side_entries, ranks[: len(side_entries)], derived)
    start = len(side_entries)
    for table in unit.large:
        derived.places.append(ranks[start : start + table.entries.num_rows])
        start += table.entries.num_rows


def _set_ranks(
    unit: UnitOfWork, side_entries: list[tuple[StoredTransfer, StoredEntry]], ranks: _Ranks, derived: DerivedValues
) -> None:
    """Set the rank of each side of each transfer. Only one of several entries of a side has a rank."""
    found: dict[tuple[str, str], int] = {}
    for (transfer, entry), rank in zip(side_entries, ranks.tolist(), strict=True):
        if rank:
            found[(transfer.id, entry.side)] = rank
    for id_ in unit.dirty_transfers:
        transfer = unit.transfers[id_]
        sides = {entry.side for entry in transfer.entries}
        transfer.debit_seq = transfer.debit_seq if "debit" in sides else None
        transfer.credit_seq = transfer.credit_seq if "credit" in sides else None
    for (id_, side), rank in found.items():
        transfer = unit.transfers[id_]
        if getattr(transfer, f"{side}_seq") != rank:
            setattr(transfer, f"{side}_seq", rank)
            if id_ not in unit.dirty_transfers:
                derived.reranked[side].append((id_, rank))


def rank_table(side_entries: list[tuple[StoredTransfer, StoredEntry]], source_index: SourceIndex) -> pa.Table:
    """The columns that order the entries of an account. ``period`` is not filled yet."""
    order = _source_ranks(source_index)
    pairs = [transfer.account_of(entry.side) for transfer, entry in side_entries]
    columns: dict[str, list[Any]] = {
        "account": [account for account, _ in pairs],
        "currency": [currency for _, currency in pairs],
        "period": [0] * len(side_entries),
        "seq": [entry.seq for _, entry in side_entries],
        "source_rank": [order[entry.source] for _, entry in side_entries],
        "transfer_id": [transfer.id for transfer, _ in side_entries],
        "side": [entry.side for _, entry in side_entries],
    }
    return pa.table(columns, schema=_RANKED)


def _with_periods(table: pa.Table, ids: list[str], periods: Mapping[str, int]) -> pa.Table:
    index = table.schema.get_field_index("period")
    return table.set_column(index, _RANKED.field(index), pa.array([periods.get(id_, -1) for id_ in ids], pa.int64()))


def with_periods(
    table: pa.Table, ids: list[str], nodes: Mapping[str, StoredNode | None], source_index: SourceIndex
) -> pa.Table:
    """The table of ``rank_table`` with the rank of the statement of each entry in ``period``."""
    return _with_periods(table, ids, _number(sorted(set(ids)), nodes, source_index))


def number_statements(unit: UnitOfWork, ids: list[str]) -> dict[str, int]:
    """Statement -> its rank by first day, last day and id. A statement that no source states comes first."""
    unit.read_nodes(ids)
    return _number(ids, unit.nodes, unit.source_index)


def _number(ids: list[str], nodes: Mapping[str, StoredNode | None], source_index: SourceIndex) -> dict[str, int]:
    periods = sorted((*_period(nodes.get(id_), source_index), id_) for id_ in ids)
    return {id_: rank for rank, (_, _, id_) in enumerate(periods)}


def _period(node: StoredNode | None, source_index: SourceIndex) -> tuple[str, str]:
    if node is None or node.type == PLACEHOLDER:
        return "", ""
    props: Mapping[str, Value] = merge_node(
        (source_index.by_number[no], Node(node.id, node.type, record.props, record.locator))
        for no, record in node.by_source.items()
    ).props
    return str(props.get("from_date", "")), str(props.get("to_date", ""))


def _statements(side_entries: Iterable[tuple[StoredTransfer, StoredEntry]], large: Iterable[LargeTable]) -> list[str]:
    named = {entry.statement for _, entry in side_entries}
    for table in large:
        named.update(map(str, pc.unique(table.entries.column("statement")).to_pylist()))
    return sorted(named)


def _own(table: LargeTable) -> tuple[Any, Any]:
    entries = table.entries
    in_debit = pc.equal(entries.column("side"), pa.scalar("debit"))
    return (
        pc.if_else(in_debit, entries.column("debit_account"), entries.column("credit_account")),
        pc.if_else(in_debit, entries.column("debit_currency"), entries.column("credit_currency")),
    )


def _own_pairs(table: LargeTable) -> set[tuple[str, str]]:
    accounts, currencies = _own(table)
    pairs = pa.table({"account": accounts, "currency": currencies}).group_by(["account", "currency"]).aggregate([])
    return {(str(row["account"]), str(row["currency"])) for row in pairs.to_pylist()}


def _large_ranks(table: LargeTable, source_index: SourceIndex, periods: Mapping[str, int]) -> pa.Table:
    entries, count = table.entries, table.entries.num_rows
    accounts, currencies = _own(table)
    stated_statements = entries.column("statement").combine_chunks().dictionary_encode()
    numbers = pa.array([periods[str(id_)] for id_ in stated_statements.dictionary.to_pylist()], pa.int64())
    columns: list[Any] = [
        accounts,
        currencies,
        numbers.take(stated_statements.indices),
        entries.column("seq"),
        pa.array(np.full(count, _source_ranks(source_index)[table.source], dtype=np.int64)),
        entries.column("transfer_id"),
        entries.column("side"),
    ]
    return pa.table(dict(zip(RANK_COLUMNS, columns, strict=True)), schema=_RANKED)


def _source_ranks(source_index: SourceIndex) -> dict[int, int]:
    ordered = sorted(source_index.by_number.items(), key=lambda item: item[1].digest)
    return {number: rank for rank, (number, _) in enumerate(ordered)}
