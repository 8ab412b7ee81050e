"""Writes the records of one transaction to the embedded store."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import TypeVar

import pyarrow as pa

from graph_schema.audit_log import AuditEvent, LogEntry, chain_audit_event
from graph_schema.errors import NotFound, WrongRecord, WrongUse
from graph_schema.records.events import Event, check_event
from graph_schema.records.links import Link
from graph_schema.records.nodes import Node
from graph_schema.records.provenance import Source
from tracer.store.ports.store_values import Written
from tracer.store.semantics.canonical import write_notes, write_props
from tracer.store.semantics.log_chain import check_follows
from tracer.store.sqlite.logs.log_table import last_entry, write_entry
from tracer.store.sqlite.schema import note_unfinished
from tracer.store.sqlite.transaction.changes import Changes, prepare_changes
from tracer.store.sqlite.transaction.derived_values import derive_values
from tracer.store.sqlite.transaction.entries import write_entries
from tracer.store.sqlite.transaction.links import write_links
from tracer.store.sqlite.transaction.nodes import write_nodes
from tracer.store.sqlite.transaction.retraction import retract_records

# The statements below contain only names of the schema; text of a person is a parameter.
# ruff: noqa: S608

_AT_A_TIME = 5_000
_SOURCE_FIELDS = tuple(field.name for field in dataclasses.fields(Source))
_Record = TypeVar("_Record", Node, Link)


class SqliteWriter:
    """The writer of one transaction; usable only inside its block."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._changes = prepare_changes(connection)
        self._numbers: dict[str, int] = {}

    def register_source(
        self,
        source: Source,
        *,
        received: str,
        actor: str,
        flags: Sequence[Mapping[str, str]] = (),
        rejections: Sequence[Mapping[str, str]] = (),
    ) -> bool:
        """Is the source new? False: it is already registered, nothing is written."""
        if self._find(source.digest) is not None:
            return False
        values = {name: getattr(source, name) for name in _SOURCE_FIELDS} | {
            "received": received,
            "actor": actor,
            "flags": write_notes(flags),
            "rejections": write_notes(rejections),
        }
        cursor = self._connection.execute(
            f"INSERT INTO source ({', '.join(values)}) VALUES ({', '.join('?' for _ in values)})",
            tuple(values.values()),
        )
        number = int(cursor.lastrowid or 0)
        self._changes.mark(number, "source")
        self._changes.mark(number, "receipt")
        return True

    def upsert_nodes(self, source: str, nodes: Iterable[Node]) -> Written:
        """Write what this source states of these nodes."""
        return self._write_all(write_nodes, source, nodes)

    def upsert_links(self, source: str, links: Iterable[Link], *, ends_may_wait: bool = False) -> Written:
        """Write what this source states of these links."""
        return self._write_all(partial(write_links, ends_may_wait=ends_may_wait), source, links)

    def add_entries(self, source: str, entries: pa.Table, *, ends_may_wait: bool = False) -> Written:
        """Write statement rows and their transfers."""
        number = self._number(source)
        return write_entries(self._connection, self._changes, number, entries, ends_may_wait=ends_may_wait)

    def append_event(self, source: str, event: Event) -> bool:
        """Write an event. False: this source has stated it before."""
        check_event(event)
        number = self._number(source)
        content = (
            event.type,
            event.subject,
            event.effective.isoformat(),
            event.author,
            write_props(event.props),
        )
        kept = self._connection.execute(
            "SELECT type, subject, effective, author, props, source FROM event_record WHERE id = ?",
            (event.id,),
        ).fetchall()
        for row in kept:
            if row[:5] != content:
                raise WrongRecord(
                    "{place}: the event {event} is kept with other content. Correct the row, or revoke the event by a "
                    "new one.",
                    place=event.locator,
                    event=event.id,
                )
        if number in (row[5] for row in kept):
            return False
        self._connection.execute(
            "INSERT INTO event_record (id, source, type, subject, effective, author, props, recorded, "
            "locator) "
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (event.id, number, *content, event.recorded.isoformat(), event.locator),
        )
        self._changes.mark(number, "event")
        return True

    def append_events(self, source: str, events: Iterable[Event]) -> Written:
        """Write many events. ``known``: the number of events that this source stated before."""
        self._number(source)
        new = [self.append_event(source, event) for event in events]
        return Written(sum(new), len(new) - sum(new))

    def retract_source(self, digest: str) -> Mapping[str, int]:
        """Remove all records of this source, and the source."""
        number = self._find(digest)
        if number is None:
            raise NotFound("The case has no source {digest}. Check the digest in the list of sources.", digest=digest)
        self._numbers.pop(digest, None)
        return retract_records(self._connection, self._changes, number)

    def append_log(self, audit_event: AuditEvent) -> LogEntry:
        """Append the act to the hash chain of the audit log."""
        entry = chain_audit_event(audit_event, last_entry(self._connection))
        write_entry(self._connection, entry)
        return entry

    def append_entry(self, entry: LogEntry) -> None:
        """Append an entry of the audit log of another store if it follows the last entry of this log."""
        check_follows(entry, last_entry(self._connection))
        write_entry(self._connection, entry)

    def note_unfinished(self, command: str) -> None:
        """Record the command that will complete the case. Empty: the case is complete."""
        note_unfinished(self._connection, command)

    def finish(self) -> None:
        """Update the derived values of the records written. This is the last step before the commit."""
        derive_values(self._connection, self._changes)

    def _write_all(
        self,
        write: Callable[[sqlite3.Connection, Changes, int, Sequence[_Record]], Written],
        source: str,
        records: Iterable[_Record],
    ) -> Written:
        number = self._number(source)
        total = Written()
        for chunk in _chunks(records):
            part = write(self._connection, self._changes, number, chunk)
            total = Written(total.added + part.added, total.known + part.known, total.conflicts + part.conflicts)
        return total

    def _find(self, digest: str) -> int | None:
        row = self._connection.execute("SELECT no FROM source WHERE digest = ?", (digest,)).fetchone()
        return None if row is None else int(row[0])

    def _number(self, digest: str) -> int:
        if digest not in self._numbers:
            number = self._find(digest)
            if number is None:
                raise WrongUse("The source {digest} is not registered. Register it before its records.", digest=digest)
            self._numbers[digest] = number
        return self._numbers[digest]


def _chunks(records: Iterable[_Record]) -> Iterator[list[_Record]]:
    rest = iter(records)
    while chunk := list(islice(rest, _AT_A_TIME)):
        yield chunk
