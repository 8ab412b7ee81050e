"""Reads transfers and their entries, by columns: in pages, as sums or all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graph_schema.errors import EnvironmentFailure
from graph_schema.records.transfers import TRANSFER_SCHEMA
from tracer.store.neo4j.queries import transfers as transfers_queries
from tracer.store.neo4j.reading.nodes import read_source_index
from tracer.store.neo4j.server.connection import Connection, SnapshotReader
from tracer.store.neo4j.stored.transfers import OUTSIDE, entry_table, read_stored_transfer
from tracer.store.ports.store_values import NeighbourCount, TransferFilter, TransferSum
from tracer.store.semantics.folding import fold_text
from tracer.store.semantics.orders.transfer_order import sort_transfers

_AT_A_TIME: Final = 5_000
_THREADS: Final = 3
_ATTEMPTS: Final = 3
_NUMBERS_AT_ONCE: Final = 20_000
_ENDS: Final = ("debit_account", "credit_account")
_DAYS: Final = ("value_date", "booking_date")
_SOURCES: Final = ("debit_source", "credit_source")
_NAMES: Final = {"transfer_id": "id"}


def read_transfers(reader: SnapshotReader, where: TransferFilter, *, limit: int, offset: int) -> pa.Table:
    """A page of transfers (TRANSFER_SCHEMA) by (value_date, transfer_id)."""
    start = next((name for name in ("debit_account", "credit_account", "account") if getattr(where, name)), "")
    (row,) = reader.rows(transfers_queries.PAGE_OF_TRANSFERS[start], limit=limit, offset=offset, **_params(where))
    ends = {name: pa.array(row[name], pa.string()) for name in _ENDS}
    return sort_transfers(_table(row, ends, _digests(reader)))


def export_transfers(connection: Connection) -> pa.Table:
    """All transfers (TRANSFER_SCHEMA) of one version. Three spans are read at a time and sorted at the end.

    The server works on two spans while this process reads the third. If commits change the version in every attempt,
    the last attempt runs under the lock of the writer.
    Raises EnvironmentFailure if another program wrote transfers without a day, or to a node that is no account.
    """
    for _ in range(_ATTEMPTS):
        plan = connection.read(_read_plan)

        def read_span(span: tuple[int, int], plan: _Plan = plan) -> pa.Table | None:
            # None after a commit, because the parts would be of two versions.
            return connection.read(lambda at: _read_span(at, span, plan) if at.version == plan.version else None)

        with ThreadPoolExecutor(_THREADS) as threads:
            parts = list(threads.map(read_span, plan.spans))
        found = [part for part in parts if part is not None]
        if len(found) == len(parts):
            return _joined(found)
    return connection.read_alone(_read_all)


@dataclass(frozen=True, slots=True)
class _Plan:
    """The plan of an export: the spans to read, the digests of sources, and the ids of nodes by internal id."""

    version: int
    spans: tuple[tuple[int, int], ...]
    digests: Mapping[int, str]
    numbers: Any
    ids: Any


def _read_plan(reader: SnapshotReader) -> _Plan:
    (ends,) = reader.rows(transfers_queries.NUMBERED_ENDS)
    ids = _accounts(pa.array(ends["ids"], pa.string()))
    spans = tuple(spans_of_numbers(reader))
    return _Plan(reader.version, spans, _digests(reader), pa.array(ends["numbers"], pa.int64()), ids)


def _joined(parts: Iterable[pa.Table]) -> pa.Table:
    return sort_transfers(pa.concat_tables([TRANSFER_SCHEMA.empty_table(), *parts]))


def _read_all(reader: SnapshotReader) -> pa.Table:
    plan = _read_plan(reader)
    return _joined([_read_span(reader, span, plan) for span in plan.spans])


def spans_of_numbers(reader: SnapshotReader) -> Iterator[tuple[int, int]]:
    """The internal ids of all transfers on the server, in spans that fit into one answer."""
    last = reader.rows(transfers_queries.LAST_NUMBER)[0]["last"]
    for first in range(0, -1 if last is None else last + 1, _NUMBERS_AT_ONCE):
        yield first, first + _NUMBERS_AT_ONCE - 1


def _read_span(reader: SnapshotReader, span: tuple[int, int], plan: _Plan) -> pa.Table:
    (row,) = reader.rows(transfers_queries.EXPORT_TRANSFERS, first=span[0], last=span[1])
    positions = {name: pc.index_in(pa.array(row[name], pa.int64()), value_set=plan.numbers) for name in _ENDS}
    if loose := sum(found.null_count for found in positions.values()):
        raise EnvironmentFailure(
            "{count} transfers of the case end at a node that is no account of the case: another program wrote to the "
            "server. Run verify, and rebuild the case from its kept sources.",
            count=str(loose),
        )
    return _table(row, {name: plan.ids.take(found) for name, found in positions.items()}, plan.digests)


def sum_transfers(
    reader: SnapshotReader, account: str, where: TransferFilter, *, limit: int, offset: int
) -> tuple[TransferSum, ...]:
    """Counterparties of an account with count and sum in the account's own currency, largest sum first."""
    rows = reader.rows(transfers_queries.SUM_TRANSFERS, own=account, limit=limit, offset=offset, **_params(where))
    return tuple(
        TransferSum(
            row["debit"],
            row["credit"],
            row["currency"],
            row["count"],
            (row["high"] << 32) + row["low"],
            row["first"].to_native(),
            row["last"].to_native(),
        )
        for row in rows
    )


def count_counterparties(reader: SnapshotReader, node: str) -> list[NeighbourCount]:
    """How many counterparties received money from this node or paid to it? All unknown ones count as one."""
    counts = []
    for row in reader.rows(transfers_queries.COUNT_COUNTERPARTIES, node=node):
        if row["out"]:
            counts.append(NeighbourCount("Transfer", "out", row["out"]))
        if row["in"]:
            counts.append(NeighbourCount("Transfer", "in", row["in"]))
    return counts


def read_entries_of(reader: SnapshotReader, transfer_ids: Sequence[str]) -> pa.Table:
    """The entries of these transfers (ENTRY_SCHEMA and ``source``), by id, source, locator."""
    ids, source_index = list(dict.fromkeys(transfer_ids)), read_source_index(reader)
    entries = []
    for start in range(0, len(ids), _AT_A_TIME):
        rows = reader.rows(transfers_queries.TRANSFERS_BY_ID, ids=ids[start : start + _AT_A_TIME])
        entries += [(kept, entry) for kept in map(read_stored_transfer, rows) for entry in kept.entries]
    digest = {number: source.digest for number, source in source_index.by_number.items()}
    entries.sort(key=lambda item: (item[0].id, digest[item[1].source], item[1].locator, item[1].side, item[1].seq))
    sources = pa.array([digest[entry.source] for _, entry in entries], pa.string())
    return entry_table(entries).append_column(pa.field("source", pa.string(), nullable=False), sources)


def _params(where: TransferFilter) -> dict[str, Any]:
    return {
        "account": where.account,
        "debit_account": where.debit_account,
        "credit_account": where.credit_account,
        "from_date": where.from_date,
        "to_date": where.to_date,
        "min_minor": where.min_minor,
        "kinds": list(where.kinds) or None,
        "words": (fold_text(where.text) or "").split(),
    }


def _digests(reader: SnapshotReader) -> dict[int, str]:
    return {number: source.digest for number, source in read_source_index(reader).by_number.items()}


def _table(row: Mapping[str, Any], ends: Mapping[str, Any], digests: Mapping[int, str]) -> pa.Table:
    """Converts columns of the server to an Arrow table. Absent values have a fixed mark; a wrong day is missing."""
    if undated := max(len(row["id"]) - len(row[name]) for name in _DAYS):
        raise EnvironmentFailure(
            "{count} transfers of the case have no value date or no booking date: another program wrote to the server. "
            "Run verify, and rebuild the case from its kept sources.",
            count=str(undated),
        )
    columns = []
    for item in TRANSFER_SCHEMA:
        values = row[_NAMES.get(item.name, item.name)]
        if item.name in _ENDS:
            columns.append(_accounts(ends[item.name]))
        elif item.name in _SOURCES:
            columns.append(_names(pa.array(values, pa.int64()), digests))
        elif pa.types.is_date32(item.type):
            columns.append(_days(values))
        elif item.name.endswith("_seq"):
            columns.append(_without(pa.array(values, item.type), pa.scalar(0, pa.int64())))
        elif item.nullable:
            columns.append(_without(pa.array(values, item.type), pa.scalar(transfers_queries.NO_TEXT)))
        else:
            columns.append(pa.array(values, item.type))
    return pa.table(columns, schema=TRANSFER_SCHEMA)


def _days(numbers: Sequence[int]) -> Any:
    """Days from numbers: the year times 1000, plus the day of the year."""
    years, days = np.divmod(np.array(numbers, np.int64), 1000)
    return pa.array((years - 1970).astype("datetime64[Y]").astype("datetime64[D]") + (days - 1), pa.date32())


def _accounts(ends: Any) -> Any:
    """Replaces the nodes for unknown ends by null."""
    return pc.if_else(pc.starts_with(ends, OUTSIDE), pa.scalar(None, pa.string()), ends)


def _names(numbers: Any, digests: Mapping[int, str]) -> Any:
    known, names = pa.array(list(digests), pa.int64()), pa.array(list(digests.values()), pa.string())
    return names.take(pc.index_in(numbers, value_set=known))


def _without(column: Any, mark: Any) -> Any:
    return pc.if_else(pc.equal(column, mark), pa.scalar(None, column.type), column)
