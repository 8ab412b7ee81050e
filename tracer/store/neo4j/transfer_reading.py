"""Transfers and the statement rows behind them, read in pages, sums or whole, by columns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any, Final

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from graph_schema.errors import EnvironmentFailure
from graph_schema.transfers import TRANSFER_SCHEMA
from tracer.store.folding import fold_text
from tracer.store.neo4j import statements
from tracer.store.neo4j.connection import Connection, Reader
from tracer.store.neo4j.node_reading import read_tellers
from tracer.store.neo4j.transfers import OUTSIDE, entry_table, read_kept
from tracer.store.port import NeighbourCount, TransferFilter, TransferSum
from tracer.store.transfer_order import sort_transfers

_AT_A_TIME: Final = 5_000
_SIDE_BY_SIDE: Final = 3
_ATTEMPTS: Final = 3
_NUMBERS_AT_ONCE: Final = 20_000
_ENDS: Final = ("debit_account", "credit_account")
_DAYS: Final = ("value_date", "booking_date")
_SOURCES: Final = ("debit_source", "credit_source")
_NAMES: Final = {"transfer_id": "id"}


def read_transfers(reader: Reader, where: TransferFilter, *, limit: int, offset: int) -> pa.Table:
    """A page of transfers (TRANSFER_SCHEMA) by (value_date, transfer_id)."""
    start = next((name for name in ("debit_account", "credit_account", "account") if getattr(where, name)), "")
    (row,) = reader.rows(statements.PAGE_OF_TRANSFERS[start], limit=limit, offset=offset, **_asked(where))
    ends = {name: pa.array(row[name], pa.string()) for name in _ENDS}
    return sort_transfers(_table(row, ends, _digests(reader)))


def export_transfers(connection: Connection) -> pa.Table:
    """All transfers (TRANSFER_SCHEMA) of one version, as they lie in the store, three spans at a time; sorted at the end.

    Two are at work on the server while one is taken in here.
    Where commits come between again and again, the last attempt takes a writer's turn.
    Raises EnvironmentFailure where somebody else left transfers without a day, or between what is no account of the case.
    """
    for _ in range(_ATTEMPTS):
        plan = connection.read(_read_plan)

        def read_span(span: tuple[int, int], plan: _Plan = plan) -> pa.Table | None:
            # A commit in between: the parts would be of two versions.
            return connection.read(lambda at: _read_span(at, span, plan) if at.version == plan.version else None)

        with ThreadPoolExecutor(_SIDE_BY_SIDE) as threads:
            parts = list(threads.map(read_span, plan.spans))
        found = [part for part in parts if part is not None]
        if len(found) == len(parts):
            return _joined(found)
    return connection.read_alone(_read_all)


@dataclass(frozen=True, slots=True)
class _Plan:
    """What an export needs beside the transfers: which spans, and what stands behind numbers of sources and of ends."""

    version: int
    spans: tuple[tuple[int, int], ...]
    digests: Mapping[int, str]
    numbers: Any
    ids: Any


def _read_plan(reader: Reader) -> _Plan:
    (ends,) = reader.rows(statements.NUMBERED_ENDS)
    ids = _accounts(pa.array(ends["ids"], pa.string()))
    spans = tuple(spans_of_numbers(reader))
    return _Plan(reader.version, spans, _digests(reader), pa.array(ends["numbers"], pa.int64()), ids)


def _joined(parts: Iterable[pa.Table]) -> pa.Table:
    return sort_transfers(pa.concat_tables([TRANSFER_SCHEMA.empty_table(), *parts]))


def _read_all(reader: Reader) -> pa.Table:
    plan = _read_plan(reader)
    return _joined([_read_span(reader, span, plan) for span in plan.spans])


def spans_of_numbers(reader: Reader) -> Iterator[tuple[int, int]]:
    """The numbers of all transfers on the server, in spans that fit into one answer."""
    last = reader.rows(statements.LAST_NUMBER)[0]["last"]
    for first in range(0, -1 if last is None else last + 1, _NUMBERS_AT_ONCE):
        yield first, first + _NUMBERS_AT_ONCE - 1


def _read_span(reader: Reader, span: tuple[int, int], plan: _Plan) -> pa.Table:
    (row,) = reader.rows(statements.EXPORT_TRANSFERS, first=span[0], last=span[1])
    places = {name: pc.index_in(pa.array(row[name], pa.int64()), value_set=plan.numbers) for name in _ENDS}
    if loose := sum(found.null_count for found in places.values()):
        raise EnvironmentFailure(
            "{count} transfers of the case lead to what is no account of it: something else wrote to the server. Run "
            "verify, and rebuild the case from its kept sources.",
            count=str(loose),
        )
    return _table(row, {name: plan.ids.take(found) for name, found in places.items()}, plan.digests)


def sum_transfers(
    reader: Reader, account: str, where: TransferFilter, *, limit: int, offset: int
) -> tuple[TransferSum, ...]:
    """Counterparties of an account with count and sum in the account's own currency, largest sum first."""
    rows = reader.rows(statements.SUM_TRANSFERS, own=account, limit=limit, offset=offset, **_asked(where))
    return tuple(
        TransferSum(
            row["debit"], row["credit"], row["currency"], row["count"], (row["high"] << 32) + row["low"],
            row["first"].to_native(), row["last"].to_native(),
        )
        for row in rows
    )  # fmt: skip


def count_counterparties(reader: Reader, node: str) -> list[NeighbourCount]:
    """To and from how many counterparties did money go? All that are unknown count as one."""
    counts = []
    for row in reader.rows(statements.COUNT_COUNTERPARTIES, node=node):
        if row["out"]:
            counts.append(NeighbourCount("Transfer", "out", row["out"]))
        if row["in"]:
            counts.append(NeighbourCount("Transfer", "in", row["in"]))
    return counts


def read_entries_of(reader: Reader, transfer_ids: Sequence[str]) -> pa.Table:
    """Every statement row behind these transfers (ENTRY_SCHEMA and ``source``), by id, source, locator."""
    ids, tellers = list(dict.fromkeys(transfer_ids)), read_tellers(reader)
    told = []
    for place in range(0, len(ids), _AT_A_TIME):
        rows = reader.rows(statements.TRANSFERS_BY_ID, ids=ids[place : place + _AT_A_TIME])
        told += [(kept, entry) for kept in map(read_kept, rows) for entry in kept.entries]
    digest = {number: teller.digest for number, teller in tellers.by_number.items()}
    told.sort(key=lambda item: (item[0].id, digest[item[1].source], item[1].locator, item[1].side, item[1].seq))
    sources = pa.array([digest[entry.source] for _, entry in told], pa.string())
    return entry_table(told).append_column(pa.field("source", pa.string(), nullable=False), sources)


def _asked(where: TransferFilter) -> dict[str, Any]:
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


def _digests(reader: Reader) -> dict[int, str]:
    return {number: teller.digest for number, teller in read_tellers(reader).by_number.items()}


def _table(row: Mapping[str, Any], ends: Mapping[str, Any], digests: Mapping[int, str]) -> pa.Table:
    """Columns collected on the server as an Arrow table; what is absent comes as an agreed mark, what is no day not at all."""
    if undated := max(len(row["id"]) - len(row[name]) for name in _DAYS):
        raise EnvironmentFailure(
            "{count} transfers of the case have no value date or no booking date: something else wrote to the server. Run "
            "verify, and rebuild the case from its kept sources.",
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
            columns.append(_without(pa.array(values, item.type), pa.scalar(statements.NO_TEXT)))
        else:
            columns.append(pa.array(values, item.type))
    return pa.table(columns, schema=TRANSFER_SCHEMA)


def _days(told: Sequence[int]) -> Any:
    """Days from year and day of the year, the year a thousandfold."""
    years, days = np.divmod(np.array(told, np.int64), 1000)
    return pa.array((years - 1970).astype("datetime64[Y]").astype("datetime64[D]") + (days - 1), pa.date32())


def _accounts(ends: Any) -> Any:
    """The unknown end of a transfer is a node of its own in the graph, and nothing in a table."""
    return pc.if_else(pc.starts_with(ends, OUTSIDE), pa.scalar(None, pa.string()), ends)


def _names(numbers: Any, digests: Mapping[int, str]) -> Any:
    known, names = pa.array(list(digests), pa.int64()), pa.array(list(digests.values()), pa.string())
    return names.take(pc.index_in(numbers, value_set=known))


def _without(column: Any, mark: Any) -> Any:
    return pc.if_else(pc.equal(column, mark), pa.scalar(None, column.type), column)
