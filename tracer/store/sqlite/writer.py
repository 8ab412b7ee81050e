"""The writes of one transaction against the embedded store."""

from __future__ import annotations

import dataclasses
import sqlite3
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import TypeVar

import pyarrow as pa

from graph_schema.errors import NotFound, WrongRecord, WrongUse
from graph_schema.events import Event, check_event
from graph_schema.journal import Deed, LogEntry, chain_deed
from graph_schema.links import Link
from graph_schema.nodes import Node
from graph_schema.provenance import Source
from tracer.store.canonical import write_notes, write_props
from tracer.store.chain import check_follows
from tracer.store.port import Written
from tracer.store.sqlite.changes import Changes, prepare_changes
from tracer.store.sqlite.entry_writing import write_entries
from tracer.store.sqlite.link_writing import write_links
from tracer.store.sqlite.log_reading import last_entry
from tracer.store.sqlite.log_writing import write_entry
from tracer.store.sqlite.node_writing import write_nodes
from tracer.store.sqlite.retraction import retract_records
from tracer.store.sqlite.settling import settle

# Statements below are made of names of the schema; what a person typed travels as a parameter.
# ruff: noqa: S608

_AT_A_TIME = 5_000
_SOURCE_FIELDS = tuple(field.name for field in dataclasses.fields(Source))
_Record = TypeVar("_Record", Node, Link)


class SqliteWriter:
    """All of one transaction; usable only inside its block."""

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
        """Is the source new? False: already kept, nothing written."""
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
        """Keep what this source says of these nodes."""
        return self._write_all(write_nodes, source, nodes)

    def upsert_links(self, source: str, links: Iterable[Link], *, ends_may_wait: bool = False) -> Written:
        """Keep what this source says of these links."""
        return self._write_all(partial(write_links, ends_may_wait=ends_may_wait), source, links)

    def add_entries(self, source: str, entries: pa.Table, *, ends_may_wait: bool = False) -> Written:
        """Keep statement rows and the transfers they speak of."""
        number = self._number(source)
        return write_entries(self._connection, self._changes, number, entries, ends_may_wait=ends_may_wait)

    def append_event(self, source: str, event: Event) -> bool:
        """Keep an event; False where this source told it before."""
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
                    "{place}: the event {event} is kept with other content. Correct the row, or revoke the "
                    "event by a "
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
        """Keep many events; ``known``: this source told them before."""
        self._number(source)
        new = [self.append_event(source, event) for event in events]
        return Written(sum(new), len(new) - sum(new))

    def retract_source(self, digest: str) -> Mapping[str, int]:
        """Take back all that only this source says."""
        number = self._find(digest)
        if number is None:
            raise NotFound("The case has no source {digest}. Check the digest in the list of sources.", digest=digest)
        self._numbers.pop(digest, None)
        return retract_records(self._connection, self._changes, number)

    def append_log(self, deed: Deed) -> LogEntry:
        """Write the deed into the hash chain."""
        entry = chain_deed(deed, last_entry(self._connection))
        write_entry(self._connection, entry)
        return entry

    def append_entry(self, entry: LogEntry) -> None:
        """Take over an entry of another store's log, where it follows the last one here."""
        check_follows(entry, last_entry(self._connection))
        write_entry(self._connection, entry)

    def finish(self) -> None:
        """Bring up to date what follows from the records written; the last step before the commit."""
        settle(self._connection, self._changes)

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
