"""The upgrade of a case in a file: its copy lies beside it, each step is one transaction."""

from __future__ import annotations

import logging
import os
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from pathlib import Path

from graph_schema.audit_log import AuditEvent, chain_audit_event
from graph_schema.errors import NotFound
from tracer.store.errors import StoreDamaged
from tracer.store.sqlite.file.connection import open_connection
from tracer.store.sqlite.file.failure import explained_failures
from tracer.store.sqlite.file.own_files import check_own_file, make_own_file
from tracer.store.sqlite.file.writer_lock import sole_writer
from tracer.store.sqlite.logs.log_table import last_entry, write_entry
from tracer.store.sqlite.schema import UPGRADING, read_form, read_upgrading
from tracer.store.sqlite.store import SqliteStore
from tracer.store.sqlite.upgrades import STEPS, Change
from tracer.store.upgrades.port import Begun
from tracer.store.upgrades.step import Step, program_version, refuse_newer, steps_from

_log = logging.getLogger(__name__)


class SqliteUpgrade:
    """Upgrades one case; close it at the end.

    Raises: NotFound where there is no file; NotACase, StoreTooNew, StoreDamaged, StoreUnreadable by what is found.
    """

    def __init__(self, path: Path, *, steps: Sequence[Step[Change]] | None = None) -> None:
        self.path = path
        self._steps = tuple(STEPS if steps is None else steps)
        with explained_failures(path):
            refuse_newer(path, read_form(path), self._steps[-1].form + 1)
        self.store = SqliteStore(path, read_only=True, any_form=True)

    def form(self) -> int:
        """Which form does the case have now?"""
        with explained_failures(self.path):
            return read_form(self.path)

    def begun(self) -> Begun | None:
        """The upgrade that an earlier run began; None where none is under way."""
        with explained_failures(self.path), closing(open_connection(self.path, read_only=False)) as connection:
            return _read_begun(connection)

    def summaries(self) -> tuple[tuple[int, str], ...]:
        """Which steps remain? The form that each makes, and what it changes."""
        return tuple((step.form + 1, step.summary) for step in steps_from(self._steps, self.form()))

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other writers away during the block: it holds the lock of the case."""
        with sole_writer(self.path):
            yield

    def keep_copy(self) -> str:
        """Keep one committed state of the case in a file beside it; an upgrade under way keeps the copy it began with."""
        begun = self.begun()
        copy = self._copy_of(begun)
        if begun is None or not copy.exists():
            # Of an upgrade that took no step, or of one long past: the case may have changed since.
            _remove(copy)
            with explained_failures(copy):
                _write_copy(self.path, copy)
            _log.info("upgrade copy kept bytes=%d", copy.stat().st_size)
        return str(copy)

    def apply_next(self, audit_event: AuditEvent) -> int:
        """Take the next step with its entry in the log. Returns the form that the case has then."""
        with explained_failures(self.path), closing(open_connection(self.path, read_only=False)) as connection:
            connection.execute("BEGIN IMMEDIATE")
            form = int(connection.execute("PRAGMA user_version").fetchone()[0])
            step = steps_from(self._steps, form)[0]
            if _read_begun(connection) is None:
                digest = connection.execute("SELECT value FROM meta WHERE name = 'case_digest'").fetchone()[0]
                connection.execute("INSERT INTO meta (name, value) VALUES (?, ?)", (UPGRADING, f"{form} {digest}"))
            step.change(connection, self.path)
            form += 1
            connection.execute(
                "INSERT INTO upgrade (form, at, program) VALUES (?, ?, ?)", (form, audit_event.at, program_version())
            )
            write_entry(connection, chain_audit_event(audit_event, last_entry(connection)))
            connection.execute(f"PRAGMA user_version = {form}")
            connection.execute("COMMIT")
        _log.info("upgrade step done form=%d", form)
        return form

    def restore(self) -> None:
        """Put the case back as the copy has it, in one transaction of SQLite; then the copy goes."""
        copy = self._copy_of(self.begun())
        if not copy.exists():
            raise NotFound("There is no copy of the case at {path}. Restore a backup.", path=copy)
        with (
            explained_failures(self.path),
            closing(open_connection(copy, read_only=True)) as source,
            closing(open_connection(self.path, read_only=False)) as target,
        ):
            source.backup(target)
        _log.warning("upgrade undone form=%d", self.form())
        _remove(copy)

    def finish(self) -> None:
        """The upgrade has succeeded: the case may be opened again, and the copy goes."""
        copy = self._copy_of(self.begun())
        with explained_failures(self.path), closing(open_connection(self.path, read_only=False)) as connection:
            connection.execute("DELETE FROM meta WHERE name = ?", (UPGRADING,))
        _remove(copy)
        _log.info("upgrade finished form=%d", self.form())

    def remove_leftovers(self) -> int:
        """Remove copies that an upgrade left which was broken off after it had succeeded. Returns how many."""
        found = [] if self.begun() else sorted(self.path.parent.glob(f"{self.path.name}.before-*"))
        for copy in found:
            _remove(copy)
        return len(found)

    def close(self) -> None:
        """Let go of the file."""
        self.store.close()

    def _copy_of(self, begun: Begun | None) -> Path:
        form = self.form() if begun is None else begun.form
        return self.path.with_name(f"{self.path.name}.before-{form + 1}")


def _read_begun(connection: sqlite3.Connection) -> Begun | None:
    text = read_upgrading(connection)
    form, _, digest = text.partition(" ")
    return Begun(int(form), digest) if text else None


def _write_copy(path: Path, copy: Path) -> None:
    """Write the copy whole or not at all: it has its name when it is on the disk and was read back."""
    partial = copy.with_name(f"{copy.name}.partial")
    _remove(partial)
    # It holds what the case holds: for the owner alone.
    make_own_file(partial)
    with (
        closing(open_connection(path, read_only=False, query_only=True)) as source,
        closing(open_connection(partial, read_only=False)) as target,
    ):
        source.backup(target)
        # One plain file, without a log beside it.
        target.execute("PRAGMA journal_mode = DELETE").fetchone()
        found = str(target.execute("PRAGMA quick_check(1)").fetchone()[0])
        if found != "ok":
            raise StoreDamaged(
                "The case {path} is damaged: {reason}. Keep the file as it is, and restore a copy or build the case again "
                "from its kept sources.",
                path=path,
                reason=found,
            )
    _sync(partial)
    partial.replace(copy)
    _sync(copy.parent)


def _remove(path: Path) -> None:
    check_own_file(path)
    for side in ("", "-journal", "-wal", "-shm"):
        path.with_name(path.name + side).unlink(missing_ok=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY | os.O_CLOEXEC)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
