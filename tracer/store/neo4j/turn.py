"""Whose turn it is to send ahead: also where a writer does not know yet that the server has let go of its lock.

The lock of a writer is a transaction. A server or a firewall may end it while the writer's other transactions go on; the
next writer then holds the lock, and nothing of the first may be seen with what the second makes true. So every
transaction that sends ahead first asks whether it is still its writer's turn, and whoever takes the turn waits until no
such transaction is on its way.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

import neo4j

from tracer.store.errors import StoreBusy
from tracer.store.neo4j import statements
from tracer.store.neo4j.connection import Connection, run

_Result = TypeVar("_Result")


class Turn:
    """The turn of one writer. ``stale``: who had closed the gate when this writer got the lock; whoever it was is gone."""

    def __init__(self, connection: Connection, writer: str, version: int, stale: str) -> None:
        self._connection = connection
        self._writer = writer
        self._version = version
        self._stale = stale

    def take(self) -> str | None:
        """Take the turn; returns the mark of a load that was sent ahead and never became true.

        Raises StoreBusy where another writer has got the lock meanwhile.
        """
        rows = self._connection.write(
            lambda transaction: run(
                transaction, statements.TAKE_TURN, lanes=list(statements.LANES), writer=self._writer,
                version=self._version, stale=self._stale,
            )
        )  # fmt: skip
        if not rows:
            raise self._lost()
        staging: str | None = rows[0]["staging"]
        return staging

    def write(self, work: Callable[[neo4j.ManagedTransaction], _Result], lane: int = 0) -> _Result:
        """Run ``work`` in a transaction of its own while the turn lasts. ``lane``: one for each thread.

        Raises StoreBusy where it does not last any more.
        """

        def in_turn(transaction: neo4j.ManagedTransaction) -> _Result:
            if not run(transaction, statements.KEEP_TURN, lane=statements.LANES[lane], writer=self._writer):
                raise self._lost()
            return work(transaction)

        return self._connection.write(in_turn)

    def close_gate(self) -> None:
        """Let readers wait until the commit is applied. Raises StoreBusy where the turn is another's."""
        if not self._connection.write(lambda t: run(t, statements.CLOSE_GATE, writer=self._writer)):
            raise self._lost()

    def free_gate(self) -> None:
        """The last step failed: nothing was written, so readers need not wait."""
        self._connection.write(lambda t: run(t, statements.FREE_OWN_GATE, writer=self._writer))

    def _lost(self) -> StoreBusy:
        return StoreBusy(
            "Another program has begun to write to the case at {address}, because the server let go of this one's lock. "
            "Nothing of this write is kept; run it again.",
            address=self._connection.address,
        )
