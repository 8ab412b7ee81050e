"""The changes of saved views in a table of the case."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Callable, Collection, Iterable
from contextlib import AbstractContextManager

from tracer.store.ports.view_log import ViewBatch, ViewChange
from tracer.store.semantics.canonical import write_list
from tracer.store.semantics.orders.view_order import check_order, number_changes
from tracer.store.sqlite.file.connection import ReaderPool

# The statements below contain only names of the schema; text of a person is a parameter.
# ruff: noqa: S608

_COLUMNS = ", ".join("no" if field.name == "seq" else field.name for field in dataclasses.fields(ViewChange))
_WRITE = f"INSERT INTO view_change ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?)"
_READ = f"""
SELECT {_COLUMNS} FROM view_change
WHERE (:view IS NULL OR view = :view) AND (:kinds = '[]' OR kind IN (SELECT value FROM json_each(:kinds))) ORDER BY no
"""
_LAST = f"""
SELECT {_COLUMNS} FROM view_change WHERE no IN (
  SELECT max(no) FROM view_change WHERE kind NOT IN (SELECT value FROM json_each(?)) GROUP BY view
) ORDER BY no
"""


class SqliteViewLog:
    """The log of views of one case in a file. ``writing``: one transaction of the case, for this writer alone."""

    def __init__(self, readers: ReaderPool, writing: Callable[[], AbstractContextManager[sqlite3.Connection]]) -> None:
        self._readers = readers
        self._writing = writing

    def append(self, batch: ViewBatch) -> int:
        """Keep the changes, all or none; a batch that the view has already is not kept again."""
        with self._writing() as connection:
            known = connection.execute(
                "SELECT max(no) FROM view_change WHERE view = ? AND batch = ?", (batch.view, batch.id)
            ).fetchone()[0]
            if known is not None:
                return int(known)
            changes = number_changes(batch, _last_number(connection))
            connection.executemany(_WRITE, map(dataclasses.astuple, changes))
        return changes[-1].seq

    def changes(self, view: str | None = None, kinds: Collection[str] = ()) -> tuple[ViewChange, ...]:
        """The changes of one view or of all, of these kinds or of all, in their order."""
        with self._readers.lend() as connection:
            rows = connection.execute(_READ, {"view": view, "kinds": write_list(sorted(kinds))})
            return tuple(ViewChange(*row) for row in rows)

    def last_changes(self, without: Collection[str] = ()) -> tuple[ViewChange, ...]:
        """The last change of each view, leaving out these kinds, in their order."""
        with self._readers.lend() as connection:
            return tuple(ViewChange(*row) for row in connection.execute(_LAST, (write_list(sorted(without)),)))

    def adopt(self, changes: Iterable[ViewChange]) -> int:
        """Keep changes of another case unchanged, with their numbers, all or none."""
        found = list(changes)
        with self._writing() as connection:
            check_order(found, _last_number(connection))
            connection.executemany(_WRITE, map(dataclasses.astuple, found))
        return len(found)


def _last_number(connection: sqlite3.Connection) -> int:
    return int(connection.execute("SELECT coalesce(max(no), 0) FROM view_change").fetchone()[0])
