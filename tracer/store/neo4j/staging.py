"""A large load sent ahead in many transactions, unseen until the last one raises the version of the case.

What was sent ahead and never became true is met again: the same load goes on where it broke off, any other writer
removes it first.
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

from tracer.store.neo4j import statements
from tracer.store.neo4j.connection import run
from tracer.store.neo4j.draft import Draft, LargeTable
from tracer.store.neo4j.saving import AT_A_TIME, large_rows, link_rows, node_rows, save_links, save_nodes
from tracer.store.neo4j.settling import Settled
from tracer.store.neo4j.told import GHOST
from tracer.store.neo4j.transfers import outside_id
from tracer.store.neo4j.turn import Turn

_PURGED_AT_ONCE: Final = 20_000
# Pairs of account groups that share no account: two threads never wait for one another, and no deadlock arises.
_GROUPS: Final = 4
_ROUNDS: Final = (
    (((0, 0), (1, 1)), ((2, 2), (3, 3))),
    (((0, 1),), ((2, 3),)),
    (((0, 2),), ((1, 3),)),
    (((0, 3),), ((1, 2),)),
)


def staging_mark(draft: Draft, settled: Settled) -> str:
    """What tells this load from any other: the case it makes, its new sources by number, and onto which version.

    The same file read with another mapping is another load: what was sent ahead of the first must not be taken for it.
    """
    numbers = "+".join(f"{draft.tellers.by_digest[digest]}:{digest[:16]}" for digest in sorted(settled.seals))
    return f"{settled.digest}:{numbers}@{draft.reader.version}"


def remove_leftovers(turn: Turn, version: int) -> None:
    """Remove what a load that broke off has sent ahead. Called by the only writer."""
    for statement in (statements.PURGE_TRANSFERS, statements.PURGE_NODES):
        while _purge(turn, statement, version):
            pass


def _purge(turn: Turn, statement: str, version: int) -> int:
    def purge(transaction: neo4j.ManagedTransaction) -> int:
        return int(run(transaction, statement, version=version, limit=_PURGED_AT_ONCE)[0]["count"])

    return turn.write(purge)


def send_ahead(turn: Turn, draft: Draft, settled: Settled, version: int, *, again: bool) -> None:
    """Send new nodes, links and the transfers of large tables; marks in the draft what is sent.

    Args: ``again``: the same load was broken off before, and what it sent is still there.
    """
    _send_nodes(turn, draft, version)
    sent = pa.array(_sent_before(turn, draft.reader.version) if again else [], pa.string())
    for table, places in zip(draft.large, settled.places, strict=True):
        known = pc.is_in(table.entries.column("transfer_id"), value_set=sent)
        wanted = ~known.to_numpy()
        _send_table(turn, table, places, version, wanted)
    _send_links(turn, draft, version)


def _sent_before(turn: Turn, version: int) -> list[str]:
    return turn.write(lambda t: list(run(t, statements.STAGED_IDS, version=version)[0]["ids"]))


def _send_nodes(turn: Turn, draft: Draft, version: int) -> None:
    new = sorted(id_ for id_ in draft.dirty_nodes if (n := draft.nodes[id_]) and not n.stored and n.type != GHOST)
    parts = list(_parts(new))

    def send(lane: int) -> None:
        for part in parts[lane :: len(statements.LANES)]:
            rows = node_rows(draft, part, version)
            turn.write(lambda transaction, rows=rows: save_nodes(transaction, rows), lane)  # type: ignore[misc]  # bound now

    # Nodes share nothing: the threads do not wait for one another.
    _in_lanes([partial(send, lane) for lane in range(len(statements.LANES))])
    _mark_sent(draft, new)
    ghosts = sorted(id_ for id_ in draft.dirty_nodes if (n := draft.nodes[id_]) and not n.stored)
    for part in _parts(ghosts):
        turn.write(lambda t, part=part: run(t, statements.WRITE_GHOSTS, ids=part))  # type: ignore[misc]  # bound now
        _mark_sent(draft, part)
    outside = sorted({id_ for table in draft.large for id_ in _outside_of(table.entries)})
    for part in _parts(outside):
        turn.write(lambda t, part=part: run(t, statements.WRITE_OUTSIDE, ids=part))  # type: ignore[misc]  # as above


def _mark_sent(draft: Draft, ids: Iterable[str]) -> None:
    for id_ in ids:
        node = draft.nodes[id_]
        if node is not None:
            node.stored = True
    draft.dirty_nodes.difference_update(ids)


def _send_links(turn: Turn, draft: Draft, version: int) -> None:
    """New links between nodes that this transaction does not change otherwise."""
    new, dirty = [], draft.dirty_nodes
    for id_ in sorted(draft.dirty_links):
        link = draft.links[id_]
        if link is None or link.stored or id_ in draft.gone_links or link.tail in dirty or link.head in dirty:
            continue
        new.append(id_)
    for part in _parts(new):
        rows = link_rows(draft, part, version)
        turn.write(lambda transaction, rows=rows: save_links(transaction, rows))  # type: ignore[misc]  # bound now
        draft.dirty_links.difference_update(part)


def _outside_of(entries: pa.Table) -> Iterable[str]:
    for near, far in (("debit_account", "credit_account"), ("credit_account", "debit_account")):
        lonely = entries.filter(entries.column(far).is_null()).column(near).unique().drop_null()
        yield from (outside_id(str(account)) for account in lonely.to_pylist())


def _send_table(
    turn: Turn,
    table: LargeTable,
    places: npt.NDArray[np.int64],
    version: int,
    wanted: npt.NDArray[np.bool_],
) -> None:
    low, high = _groups(table.entries)

    def send(lane: int, blocks: Iterable[tuple[int, int]]) -> None:
        for block in blocks:
            rows = np.flatnonzero((low == block[0]) & (high == block[1]) & wanted)
            entries = table.entries.take(rows)
            for part in large_rows(table, entries, places[rows], version):
                turn.write(_creation(part), lane)

    for round_ in _ROUNDS:
        _in_lanes([partial(send, lane, blocks) for lane, blocks in enumerate(round_)])


def _in_lanes(work: Iterable[Callable[[], None]]) -> None:
    """Do these side by side, each in a lane of its own; the first that fails is raised when all have ended."""
    with ThreadPoolExecutor(len(statements.LANES)) as threads:
        for done in [threads.submit(one) for one in work]:
            done.result()


def _creation(rows: list[list[Any]]) -> Callable[[neo4j.ManagedTransaction], object]:
    return lambda transaction: run(transaction, statements.CREATE_TRANSFERS, rows=rows)


def _groups(entries: pa.Table) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """The group of the account at either end, the smaller first; an unknown end is of its account's group."""
    ends = [_group(entries.column(name)) for name in ("debit_account", "credit_account")]
    debit = np.where(ends[0] < 0, ends[1], ends[0])
    credit = np.where(ends[1] < 0, ends[0], ends[1])
    return np.minimum(debit, credit), np.maximum(debit, credit)


def _group(accounts: Any) -> npt.NDArray[np.int64]:
    encoded = accounts.combine_chunks().dictionary_encode()
    groups = np.array([sum(str(id_).encode()) % _GROUPS for id_ in encoded.dictionary.to_pylist()], dtype=np.int64)
    indices = encoded.indices.fill_null(-1).to_numpy()
    return np.where(indices < 0, -1, np.append(groups, -1)[indices])


def _parts(ids: list[str]) -> Iterable[list[str]]:
    return (ids[place : place + AT_A_TIME] for place in range(0, len(ids), AT_A_TIME))
