"""What follows from the records: places of entries in their account, seals of sources, the digest of the case."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, Final

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from graph_schema.fields import Value
from graph_schema.nodes import Node
from tracer.store.neo4j import statements
from tracer.store.neo4j.draft import Draft, LargeTable, parts
from tracer.store.neo4j.sealed_records import seal_of
from tracer.store.neo4j.told import GHOST, Entry, KeptNode, Tellers, quoted
from tracer.store.neo4j.transfers import KeptTransfer
from tracer.store.ranking import RANK_COLUMNS, rank_entries
from tracer.store.record_merging import merge_node
from tracer.store.sealing import Seal, seal_case

_TEXTS: Final = frozenset({"account", "currency", "transfer_id", "side"})
_RANKED: Final = pa.schema([(name, pa.string() if name in _TEXTS else pa.int64()) for name in RANK_COLUMNS])
_Places = npt.NDArray[np.int64]


@dataclass(slots=True)
class Settled:
    """``reranked``: transfers that only changed their place, by side. ``places``: of the rows of each large table."""

    reranked: dict[str, list[tuple[str, int | None]]] = field(default_factory=lambda: {"debit": [], "credit": []})
    places: list[_Places] = field(default_factory=list)
    seals: dict[str, list[Seal]] = field(default_factory=dict)
    digest: str = ""


def settle(draft: Draft) -> Settled:
    """Work out what changes with the draft."""
    settled = Settled()
    _touch_moved_statements(draft)
    _rank(draft, settled)
    kept = {digest: list(found) for digest, found in draft.seals.items()}
    for number, kinds in sorted(draft.records.items()):
        digest = draft.tellers.by_number[number].digest
        if digest not in draft.sources:
            draft.read_source(number)
        own = [seal for seal in kept.get(digest, []) if seal.records not in kinds]
        own += [seal_of(draft, number, records) for records in sorted(kinds)]
        kept[digest] = settled.seals[digest] = sorted(own)
    settled.digest = seal_case(seal for own in kept.values() for seal in own)
    return settled


def _touch_moved_statements(draft: Draft) -> None:
    """The accounts of statements whose period may have changed."""
    joined = [(link.tail, link.head) for link in draft.live_links() if link.type == "StatementOf"]
    joined = [(statement, account) for statement, account in joined if statement in draft.statements]
    for part in parts(sorted(draft.statements)):
        rows = draft.reader.rows(statements.ACCOUNTS_OF_STATEMENTS, ids=part)
        joined += ((str(row["statement"]), str(row["account"])) for row in rows)
    accounts = {account for _, account in joined}
    for part in parts(sorted(draft.statements - {statement for statement, _ in joined})):
        named = [quoted(statement) for statement in part]
        rows = draft.reader.rows(statements.ACCOUNTS_NAMING_STATEMENTS, named=named)
        accounts.update(str(row["account"]) for row in rows)
    draft.read_transfers(sorted(accounts))
    if draft.statements:
        draft.touched.update(
            transfer.account_of(entry.side)
            for transfer in draft.transfers.values()
            for entry in transfer.entries
            if entry.statement in draft.statements
        )


def _rank(draft: Draft, settled: Settled) -> None:
    accounts = draft.touched | {pair for table in draft.large for pair in _own_pairs(table)}
    told = [
        (transfer, entry)
        for transfer in draft.transfers.values()
        for entry in transfer.entries
        if transfer.account_of(entry.side) in accounts
    ]
    tables = [rank_table(told, draft.tellers)]
    periods = number_statements(draft, _statements(told, draft.large))
    tables[0] = _with_periods(tables[0], [entry.statement for _, entry in told], periods)
    tables += [_large_ranks(table, draft.tellers, periods) for table in draft.large]
    rows, places = rank_entries(pa.concat_tables(tables))
    taken = np.zeros(sum(table.num_rows for table in tables), dtype=np.int64)
    taken[rows] = places
    _place(draft, told, taken[: len(told)], settled)
    start = len(told)
    for table in draft.large:
        settled.places.append(taken[start : start + table.entries.num_rows])
        start += table.entries.num_rows


def _place(draft: Draft, told: list[tuple[KeptTransfer, Entry]], places: _Places, settled: Settled) -> None:
    """Give each side of each transfer its place; an entry that several tell has one place among its tellings."""
    found: dict[tuple[str, str], int] = {}
    for (transfer, entry), place in zip(told, places.tolist(), strict=True):
        if place:
            found[(transfer.id, entry.side)] = place
    for id_ in draft.dirty_transfers:
        transfer = draft.transfers[id_]
        sides = {entry.side for entry in transfer.entries}
        transfer.debit_seq = transfer.debit_seq if "debit" in sides else None
        transfer.credit_seq = transfer.credit_seq if "credit" in sides else None
    for (id_, side), place in found.items():
        transfer = draft.transfers[id_]
        if getattr(transfer, f"{side}_seq") != place:
            setattr(transfer, f"{side}_seq", place)
            if id_ not in draft.dirty_transfers:
                settled.reranked[side].append((id_, place))


def rank_table(told: list[tuple[KeptTransfer, Entry]], tellers: Tellers) -> pa.Table:
    """The columns that order the entries of an account; ``period`` is still to be filled."""
    order = _teller_places(tellers)
    pairs = [transfer.account_of(entry.side) for transfer, entry in told]
    columns: dict[str, list[Any]] = {
        "account": [account for account, _ in pairs],
        "currency": [currency for _, currency in pairs],
        "period": [0] * len(told),
        "seq": [entry.seq for _, entry in told],
        "teller": [order[entry.source] for _, entry in told],
        "transfer_id": [transfer.id for transfer, _ in told],
        "side": [entry.side for _, entry in told],
    }
    return pa.table(columns, schema=_RANKED)


def _with_periods(table: pa.Table, ids: list[str], periods: Mapping[str, int]) -> pa.Table:
    place = table.schema.get_field_index("period")
    return table.set_column(place, _RANKED.field(place), pa.array([periods.get(id_, -1) for id_ in ids], pa.int64()))


def with_periods(table: pa.Table, ids: list[str], nodes: Mapping[str, KeptNode | None], tellers: Tellers) -> pa.Table:
    """The same with the place of each entry's statement filled in."""
    return _with_periods(table, ids, _number(sorted(set(ids)), nodes, tellers))


def number_statements(draft: Draft, ids: list[str]) -> dict[str, int]:
    """Statement -> its place by first day, last day and id; one that no source tells any more comes first."""
    draft.read_nodes(ids)
    return _number(ids, draft.nodes, draft.tellers)


def _number(ids: list[str], nodes: Mapping[str, KeptNode | None], tellers: Tellers) -> dict[str, int]:
    periods = sorted((*_period(nodes.get(id_), tellers), id_) for id_ in ids)
    return {id_: place for place, (_, _, id_) in enumerate(periods)}


def _period(node: KeptNode | None, tellers: Tellers) -> tuple[str, str]:
    if node is None or node.type == GHOST:
        return "", ""
    props: Mapping[str, Value] = merge_node(
        (tellers.by_number[no], Node(node.id, node.type, said.props, said.locator)) for no, said in node.told.items()
    ).props
    return str(props.get("from_date", "")), str(props.get("to_date", ""))


def _statements(told: Iterable[tuple[KeptTransfer, Entry]], large: Iterable[LargeTable]) -> list[str]:
    named = {entry.statement for _, entry in told}
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


def _large_ranks(table: LargeTable, tellers: Tellers, periods: Mapping[str, int]) -> pa.Table:
    entries, count = table.entries, table.entries.num_rows
    accounts, currencies = _own(table)
    statements_told = entries.column("statement").combine_chunks().dictionary_encode()
    numbers = pa.array([periods[str(id_)] for id_ in statements_told.dictionary.to_pylist()], pa.int64())
    columns: list[Any] = [
        accounts,
        currencies,
        numbers.take(statements_told.indices),
        entries.column("seq"),
        pa.array(np.full(count, _teller_places(tellers)[table.source], dtype=np.int64)),
        entries.column("transfer_id"),
        entries.column("side"),
    ]
    return pa.table(dict(zip(RANK_COLUMNS, columns, strict=True)), schema=_RANKED)


def _teller_places(tellers: Tellers) -> dict[int, int]:
    ordered = sorted(tellers.by_number.items(), key=lambda item: item[1].digest)
    return {number: place for place, (number, _) in enumerate(ordered)}
