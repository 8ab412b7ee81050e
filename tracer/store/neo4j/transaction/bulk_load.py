"""Writes a bulk load in several transactions. It is not visible to readers before the final commit.

If a bulk load is interrupted, its records stay invisible on the server. The same load then continues where it stopped;
any other writer removes them first.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from typing import Any, Final

import neo4j
import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from tracer.store.neo4j.queries import case as case_queries
from tracer.store.neo4j.queries import nodes as nodes_queries
from tracer.store.neo4j.queries import transfers as transfers_queries
from tracer.store.neo4j.server.connection import run
from tracer.store.neo4j.stored.records import PLACEHOLDER
from tracer.store.neo4j.stored.transfers import outside_id
from tracer.store.neo4j.transaction.derived_values import DerivedValues
from tracer.store.neo4j.transaction.flush import AT_A_TIME, flush_links, flush_nodes, large_rows, link_rows, node_rows
from tracer.store.neo4j.transaction.writer_fence import WriterFence
from tracer.store.neo4j.unit_of_work import LargeTable, UnitOfWork, parts

_PURGED_AT_ONCE: Final = 20_000
# The two pairs of account groups of one round share no account, so the two threads cannot cause a deadlock.
_GROUPS: Final = 4
_ROUNDS: Final = (
    (((0, 0), (1, 1)), ((2, 2), (3, 3))),
    (((0, 1),), ((2, 3),)),
    (((0, 2),), ((1, 3),)),
    (((0, 3),), ((1, 2),)),
)


def bulk_load_mark(unit: UnitOfWork, derived: DerivedValues) -> str:
    """The mark that identifies this load: the digest of the new case, the new sources by number, and the version before.

    The same file with another mapping is another load, which must not continue the first one.
    """
    numbers = "+".join(f"{unit.source_index.by_digest[digest]}:{digest[:16]}" for digest in sorted(derived.seals))
    return f"{derived.digest}:{numbers}@{unit.reader.version}"


def remove_leftovers(fence: WriterFence, version: int) -> None:
    """Remove the records of an interrupted bulk load. The caller holds the writer fence."""
    for statement in (transfers_queries.PURGE_TRANSFERS, transfers_queries.PURGE_NODES):
        while _purge(fence, statement, version):
            pass


def _purge(fence: WriterFence, statement: str, version: int) -> int:
    def purge(transaction: neo4j.ManagedTransaction) -> int:
        return int(run(transaction, statement, version=version, limit=_PURGED_AT_ONCE)[0]["count"])

    return fence.write(purge)


def bulk_load(fence: WriterFence, unit: UnitOfWork, derived: DerivedValues, version: int, *, again: bool) -> None:
    """Write new nodes, links and the transfers of large tables, and mark them as written in the unit of work.

    Args: ``again``: the same load was interrupted before, and its records are still on the server.
    """
    _write_nodes(fence, unit, version)
    loaded = pa.array(_loaded_before(fence, unit.reader.version) if again else [], pa.string())
    for table, ranks in zip(unit.large, derived.places, strict=True):
        known = pc.is_in(table.entries.column("transfer_id"), value_set=loaded)
        wanted = ~known.to_numpy()
        _write_table(fence, table, ranks, version, wanted)
    _write_links(fence, unit, version)


def _loaded_before(fence: WriterFence, version: int) -> list[str]:
    return fence.write(lambda t: list(run(t, transfers_queries.LOADED_IDS, version=version)[0]["ids"]))


def _write_nodes(fence: WriterFence, unit: UnitOfWork, version: int) -> None:
    new = sorted(id_ for id_ in unit.dirty_nodes if (n := unit.nodes[id_]) and not n.stored and n.type != PLACEHOLDER)
    groups = list(parts(new, AT_A_TIME))

    def write_lane(lane: int) -> None:
        for part in groups[lane :: len(case_queries.LANES)]:
            rows = node_rows(unit, part, version)
            fence.write(lambda transaction, rows=rows: flush_nodes(transaction, rows), lane)  # type: ignore[misc]  # bound now

    # The threads write different nodes and do not wait for one another.
    _in_lanes([partial(write_lane, lane) for lane in range(len(case_queries.LANES))])
    _mark_written(unit, new)
    placeholders = sorted(id_ for id_ in unit.dirty_nodes if (n := unit.nodes[id_]) and not n.stored)
    for part in parts(placeholders, AT_A_TIME):
        fence.write(lambda t, part=part: run(t, nodes_queries.WRITE_PLACEHOLDERS, ids=part))  # type: ignore[misc]  # bound now
        _mark_written(unit, part)
    outside = sorted({id_ for table in unit.large for id_ in _outside_of(table.entries)})
    for part in parts(outside, AT_A_TIME):
        fence.write(lambda t, part=part: run(t, transfers_queries.WRITE_OUTSIDE, ids=part))  # type: ignore[misc]  # as above


def _mark_written(unit: UnitOfWork, ids: Iterable[str]) -> None:
    for id_ in ids:
        node = unit.nodes[id_]
        if node is not None:
            node.stored = True
    unit.dirty_nodes.difference_update(ids)


def _write_links(fence: WriterFence, unit: UnitOfWork, version: int) -> None:
    """Write new links between nodes that the flush does not change."""
    new, dirty = [], unit.dirty_nodes
    for id_ in sorted(unit.dirty_links):
        link = unit.links[id_]
        if link is None or link.stored or id_ in unit.gone_links or link.tail in dirty or link.head in dirty:
            continue
        new.append(id_)
    for part in parts(new, AT_A_TIME):
        rows = link_rows(unit, part, version)
        fence.write(lambda transaction, rows=rows: flush_links(transaction, rows))  # type: ignore[misc]  # bound now
        unit.dirty_links.difference_update(part)


def _outside_of(entries: pa.Table) -> Iterable[str]:
    for near, far in (("debit_account", "credit_account"), ("credit_account", "debit_account")):
        one_sided = entries.filter(entries.column(far).is_null()).column(near).unique().drop_null()
        yield from (outside_id(str(account)) for account in one_sided.to_pylist())


def _write_table(
    fence: WriterFence,
    table: LargeTable,
    ranks: npt.NDArray[np.int64],
    version: int,
    wanted: npt.NDArray[np.bool_],
) -> None:
    low, high = _groups(table.entries)

    def write_lane(lane: int, blocks: Iterable[tuple[int, int]]) -> None:
        for block in blocks:
            rows = np.flatnonzero((low == block[0]) & (high == block[1]) & wanted)
            entries = table.entries.take(rows)
            for part in large_rows(table, entries, ranks[rows], version):
                fence.write(_creation(part), lane)

    for round_ in _ROUNDS:
        _in_lanes([partial(write_lane, lane, blocks) for lane, blocks in enumerate(round_)])


def _in_lanes(work: Iterable[Callable[[], None]]) -> None:
    """Run these functions in parallel, each in its own lane. When all have ended, the first failure is raised."""
    with ThreadPoolExecutor(len(case_queries.LANES)) as threads:
        for done in [threads.submit(function) for function in work]:
            done.result()


def _creation(rows: list[list[Any]]) -> Callable[[neo4j.ManagedTransaction], object]:
    return lambda transaction: run(transaction, transfers_queries.CREATE_TRANSFERS, rows=rows)


def _groups(entries: pa.Table) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The groups of the accounts at both ends, the smaller first. An unknown end has the group of the other end."""
    ends = [_group(entries.column(name)) for name in ("debit_account", "credit_account")]
    debit = np.where(ends[0] < 0, ends[1], ends[0])
    credit = np.where(ends[1] < 0, ends[0], ends[1])
    return np.minimum(debit, credit), np.maximum(debit, credit)


def _group(accounts: Any) -> npt.NDArray[np.int64]:
    encoded = accounts.combine_chunks().dictionary_encode()
    groups = np.array([sum(str(id_).encode()) % _GROUPS for id_ in encoded.dictionary.to_pylist()], dtype=np.int64)
    indices = encoded.indices.fill_null(-1).to_numpy()
    return np.where(indices < 0, -1, np.append(groups, -1)[indices])
