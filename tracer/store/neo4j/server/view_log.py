"""The changes of saved views as nodes of the server. They have a separate lock, so no import delays them.

The server makes a commit visible part by part. Who reads takes the lock too, and so meets whole batches.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Collection, Iterable
from typing import TypeVar

import neo4j

from graph_schema.errors import EnvironmentFailure, WrongUse
from tracer.store.neo4j.queries import views as views_queries
from tracer.store.neo4j.server.connection import Connection, Row, run
from tracer.store.ports.view_log import ViewBatch, ViewChange
from tracer.store.semantics.orders.view_order import check_order, number_changes

_Result = TypeVar("_Result")


class Neo4jViewLog:
    """The log of views of one case on a server."""

    def __init__(self, connection: Connection, *, read_only: bool) -> None:
        self._connection = connection
        self._read_only = read_only

    def append(self, batch: ViewBatch) -> int:
        """Keep the changes, all or none; a batch that the view has already is not kept again."""
        self._refuse_read_only()

        def write(transaction: neo4j.ManagedTransaction, last: int) -> int:
            # Also where the answer to a commit was lost and the driver runs this again.
            known = run(transaction, views_queries.READ_BATCH, view=batch.view, batch=batch.id)[0]["seq"]
            if known is not None:
                return int(known)
            return _write(transaction, number_changes(batch, last))

        return self._locked(write)

    def changes(self, view: str | None = None, kinds: Collection[str] = ()) -> tuple[ViewChange, ...]:
        """The changes of one view or of all, of these kinds or of all, in their order."""
        statement = views_queries.READ_CHANGES if view is None else views_queries.READ_CHANGES_OF
        return self._read(statement, view=view, kinds=sorted(kinds))

    def last_changes(self, without: Collection[str] = ()) -> tuple[ViewChange, ...]:
        """The last change of each view, leaving out these kinds, in their order."""
        return self._read(views_queries.READ_LAST_CHANGES, without=sorted(without))

    def adopt(self, changes: Iterable[ViewChange]) -> int:
        """Keep changes of another case unchanged, with their numbers, all or none."""
        found = list(changes)
        self._refuse_read_only()

        def write(transaction: neo4j.ManagedTransaction, last: int) -> int:
            check_order(found, last)
            return _write(transaction, found)

        if found:
            self._locked(write)
        return len(found)

    def _read(self, statement: str, **asked: object) -> tuple[ViewChange, ...]:
        rows = self._locked(lambda transaction, _: run(transaction, statement, **asked))
        return tuple(_change(row["change"]) for row in rows)

    def _locked(self, work: Callable[[neo4j.ManagedTransaction, int], _Result]) -> _Result:
        """Run ``work`` in one transaction under the lock of the views; it gets the number of the last change."""

        def locked(transaction: neo4j.ManagedTransaction) -> _Result:
            rows = run(transaction, views_queries.LOCK_VIEWS)
            if not rows:
                raise EnvironmentFailure(
                    "The case on the server, or its node TracerViews, was removed while it was in use. Restore a backup, or "
                    "copy or rebuild the case into an empty database."
                )
            self._connection.check_form(int(rows[0]["form"]), upgrading=rows[0]["upgrading"] is not None)
            return work(transaction, int(rows[0]["seq"]))

        return self._connection.write(locked)

    def _refuse_read_only(self) -> None:
        if self._read_only:
            raise WrongUse(
                "The case {path} is opened for reading only. Open it for writing.", path=self._connection.address
            )


def view_row(change: ViewChange) -> dict[str, object]:
    """The properties of the node of a change."""
    return {field.name: getattr(change, field.name) for field in dataclasses.fields(ViewChange)}


def _write(transaction: neo4j.ManagedTransaction, changes: list[ViewChange]) -> int:
    last = changes[-1].seq
    run(transaction, views_queries.WRITE_CHANGES, rows=[view_row(change) for change in changes], last=last)
    return last


def _change(row: Row) -> ViewChange:
    return ViewChange(**{field.name: row[field.name] for field in dataclasses.fields(ViewChange)})
