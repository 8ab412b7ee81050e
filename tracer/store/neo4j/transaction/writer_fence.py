"""Fences a writer whose lock has expired.

The lock of a writer is a transaction. A server or a firewall can end it while other transactions of the writer continue.
Another writer can then take the lock, and its commit must not make records of the first writer visible. Therefore every
transaction of a bulk load first checks that its writer still holds the fence. A writer that takes the fence waits until
no such transaction is running.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import neo4j

from tracer.store.errors import StoreBusy
from tracer.store.neo4j.queries import case as case_queries
from tracer.store.neo4j.server.connection import Connection, run

_Result = TypeVar("_Result")


class WriterFence:
    """The fence of one writer. ``stale``: the writer that had closed the commit gate before; it no longer has the lock."""

    def __init__(self, connection: Connection, writer: str, version: int, stale: str) -> None:
        self._connection = connection
        self._writer = writer
        self._version = version
        self._stale = stale

    def take(self) -> str | None:
        """Take the fence. Returns the mark of an interrupted bulk load, None if there is none.

        Raises StoreBusy if another writer has taken the lock meanwhile.
        """
        rows = self._connection.write(
            lambda transaction: run(
                transaction,
                case_queries.TAKE_FENCE,
                lanes=list(case_queries.LANES),
                writer=self._writer,
                version=self._version,
                stale=self._stale,
            )
        )
        if not rows:
            raise self._lost()
        staging: str | None = rows[0]["staging"]
        return staging

    def write(self, work: Callable[[neo4j.ManagedTransaction], _Result], lane: int = 0) -> _Result:
        """Run ``work`` in a separate transaction, if this writer holds the fence. ``lane``: the lane of the thread.

        Raises StoreBusy if another writer holds the fence.
        """

        def fenced(transaction: neo4j.ManagedTransaction) -> _Result:
            if not run(transaction, case_queries.KEEP_FENCE, lane=case_queries.LANES[lane], writer=self._writer):
                raise self._lost()
            return work(transaction)

        return self._connection.write(fenced)

    def close_gate(self) -> None:
        """Make readers wait until the commit is applied. Raises StoreBusy if another writer holds the fence."""
        if not self._connection.write(lambda t: run(t, case_queries.CLOSE_GATE, writer=self._writer)):
            raise self._lost()

    def free_gate(self) -> None:
        """Open the commit gate: the commit is applied or has failed, so readers need not wait."""
        self._connection.write(lambda t: run(t, case_queries.FREE_OWN_GATE, writer=self._writer))

    def _lost(self) -> StoreBusy:
        return StoreBusy(
            "The server released the lock of this program, and another program has begun to write to the case at {address}. "
            "Nothing of this write is kept. Run it again.",
            address=self._connection.address,
        )
