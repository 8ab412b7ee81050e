"""The access log of an embedded case. It is a file beside the case, so an import does not delay a reading act."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from graph_schema.audit_log import GENESIS, AuditEvent, LogEntry, chain_audit_event, find_break
from graph_schema.messages import N_
from tracer.store.errors import BrokenChain, StoreFull
from tracer.store.ports.store_values import Check
from tracer.store.semantics.log_chain import check_follows
from tracer.store.sqlite.file.connection import open_connection
from tracer.store.sqlite.file.failure import explained_failures, is_full
from tracer.store.sqlite.file.own_files import check_own_file
from tracer.store.sqlite.logs.access_log_file import (
    check_readings,
    keep_room,
    make_reading_file,
    name_case,
    prepare_reading_file,
    write_form,
)
from tracer.store.sqlite.logs.log_table import last_entry, read_log, write_entry

_PAGE = 1_000


class FileAccessLog:
    """Appends one act at a time, from any thread and process. Each act is durable when the call returns."""

    def __init__(self, case: Path) -> None:
        self.path = case.with_name(case.name + ".readings")

    def begin(self, case_id: str) -> str:
        """Make the log of a new case. Returns the id of the case; if the file exists, it is the id in the file."""
        with explained_failures(self.path):
            return make_reading_file(self.path, case_id)

    def state_form(self) -> None:
        """Write the form into a log file of an earlier version, which does not state it."""
        if self.path.exists():
            with self._writing() as connection:
                write_form(connection)

    def append(self, audit_event: AuditEvent) -> LogEntry:
        """Append an act that reads. Cost: one durable write, a few milliseconds."""
        with self._writing() as connection:
            entry = chain_audit_event(audit_event, last_entry(connection))
            write_entry(connection, entry)
        return entry

    def adopt(self, entries: Iterable[LogEntry]) -> int:
        """Append entries of another access log unchanged, page by page. Each must follow the last entry of this log."""
        rest, count = iter(entries), 0
        while page := list(islice(rest, _PAGE)):
            broken: BrokenChain | None = None
            with self._writing() as connection:
                last = last_entry(connection)
                for entry in page:
                    try:
                        check_follows(entry, last)
                    except BrokenChain as error:
                        broken = error
                        break
                    write_entry(connection, entry)
                    last, count = entry, count + 1
            if broken is not None:
                raise broken
        return count

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A separate transaction, durable at the end of the block."""
        with explained_failures(self.path):
            # A log file that was removed is made again without the id of its case, so ``verify`` reports it from then on.
            make_reading_file(self.path, "")
            connection = open_connection(self.path, read_only=False)
            try:
                check_readings(connection, self.path)
                prepare_reading_file(connection)
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                connection.execute("COMMIT")
                keep_room(connection, self.path)
            except sqlite3.OperationalError as error:
                if not is_full(error):
                    raise
                raise StoreFull(
                    "The disk is full, or the quota or size limit is reached. The access log {path} cannot record this act, and "
                    "its reserved space is used up. Data are shown only after the act is recorded. Free space and try "
                    "again.",
                    path=self.path,
                ) from error
            finally:
                connection.close()

    def entries(self) -> Iterator[LogEntry]:
        """The log from its first entry."""
        after = 0
        while True:
            with self._reading() as connection:
                page = [] if connection is None else read_log(connection, after, _PAGE)
            yield from page
            if len(page) < _PAGE:
                return
            after = page[-1].seq

    @contextmanager
    def _reading(self) -> Iterator[sqlite3.Connection | None]:
        """None if there is no log file yet."""
        check_own_file(self.path)
        if not self.path.exists():
            yield None
            return
        with explained_failures(self.path):
            connection = open_connection(self.path, read_only=False, query_only=True)
            try:
                check_readings(connection, self.path)
                yield connection
            finally:
                connection.close()

    def verify(self, case_id: str) -> Check:
        """Is the chain unbroken to its last entry, and does it belong to this case?

        ``case_id``: empty for a case of an earlier version, whose log has no id.
        """
        end = [GENESIS]
        broken_at = find_break(_noting_end(self.entries(), end))
        with self._reading() as connection:
            last_hash, named = (GENESIS, "") if connection is None else _read_marks(connection)
        if broken_at is not None or end[0] != last_hash:
            template = N_("The access log is broken at entry {found}: an entry was changed or removed.")
            return Check("readings", False, template, {"found": str(broken_at) if broken_at is not None else "end"})
        if case_id and named != case_id:
            template = N_(
                "The access log does not belong to this case: it was removed or replaced. Restore {path} from a backup."
            )
            return Check("readings", False, template, {"path": self.path.name})
        return Check("readings", True, N_("The access log is unbroken."), {})


def _read_marks(connection: sqlite3.Connection) -> tuple[str, str]:
    """The hash of the last entry as it was recorded, and the id of the case."""
    marks = dict(connection.execute("SELECT name, value FROM meta").fetchall())
    return str(marks.get("last_log_hash", "")), name_case(marks)


def _noting_end(entries: Iterator[LogEntry], end: list[str]) -> Iterator[LogEntry]:
    for entry in entries:
        end[0] = entry.hash
        yield entry
