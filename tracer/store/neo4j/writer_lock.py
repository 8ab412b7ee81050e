"""One writer at a time: a lock on the server, freed by it however the writer's process ends."""

from __future__ import annotations

from typing import Final

from neo4j import exceptions

from tracer.store.errors import StoreBusy
from tracer.store.neo4j import statements
from tracer.store.neo4j.connection import Connection, run
from tracer.store.neo4j.failure import explained_failures

WAIT_SECONDS: Final = 60.0


def await_turn(connection: Connection, *, wait_seconds: float = WAIT_SECONDS) -> None:
    """Wait until nobody writes to the case. The writer then takes the lock for itself.

    Raises: StoreBusy after ``wait_seconds``.
    """
    with explained_failures(connection.address), connection.session() as session:
        transaction = session.begin_transaction(timeout=wait_seconds)
        try:
            run(transaction, statements.LOCK_CASE, writer="")
        except exceptions.Neo4jError as error:
            if "TransactionTimedOut" not in (error.code or ""):
                raise
            raise StoreBusy(
                "Somebody else is writing to the case at {address}. Wait until that import ends, and try again; "
                "reading goes on meanwhile.",
                address=connection.address,
            ) from error
        finally:
            transaction.close()
