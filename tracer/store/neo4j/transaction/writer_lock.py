"""Locks a case for one writer. The server releases the lock when the connection of the writer ends."""

from __future__ import annotations

import logging
import time
from typing import Final

from neo4j import exceptions

from tracer.store.errors import StoreBusy
from tracer.store.neo4j.queries import case as case_queries
from tracer.store.neo4j.server.connection import Connection, run
from tracer.store.neo4j.server.failure import explained_failures

_log = logging.getLogger(__name__)
WAIT_SECONDS: Final = 60.0
_NOTED_SECONDS: Final = 0.2
"""A longer wait is written into the log of the program. A free lock takes less time."""


def await_lock(connection: Connection, *, wait_seconds: float = WAIT_SECONDS) -> None:
    """Wait until nobody writes to the case. The caller then takes the lock in its own transaction.

    Raises: StoreBusy after ``wait_seconds``.
    """
    begin = time.monotonic()
    with explained_failures(connection.address), connection.session() as session:
        transaction = session.begin_transaction(timeout=wait_seconds)
        try:
            run(transaction, case_queries.LOCK_CASE, writer="")
            seconds = time.monotonic() - begin
            if seconds > _NOTED_SECONDS:
                _log.info("lock of the case waited for seconds=%.3f", seconds)
        except exceptions.Neo4jError as error:
            if "TransactionTimedOut" not in (error.code or ""):
                raise
            _log.warning("lock of the case not had seconds=%.3f", time.monotonic() - begin)
            raise StoreBusy(
                "Somebody else is writing to the case at {address}. Wait until that import ends, and try again. You can "
                "read the case meanwhile.",
                address=connection.address,
            ) from error
        finally:
            transaction.close()
