"""The writes of one transaction against the server: gathered in a draft, saved as a whole at the end."""

from __future__ import annotations

import dataclasses
import uuid
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from itertools import islice
from typing import TypeVar

import neo4j
import pyarrow as pa
from neo4j import exceptions

from graph_schema.errors import NotFound, WrongUse
from graph_schema.events import Event
from graph_schema.journal import Deed, LogEntry, chain_deed
from graph_schema.links import Link
from graph_schema.nodes import Node
from graph_schema.provenance import Source
from tracer.store.canonical import write_notes
from tracer.store.chain import check_follows
from tracer.store.neo4j import statements
from tracer.store.neo4j.connection import Connection, Reader, run
from tracer.store.neo4j.draft import Draft
from tracer.store.neo4j.entry_writing import write_entries
from tracer.store.neo4j.log_rows import end_of_chain, holds_entry
from tracer.store.neo4j.record_writing import write_events, write_links, write_nodes
from tracer.store.neo4j.retraction import retract_records
from tracer.store.neo4j.saving import save, save_log
from tracer.store.neo4j.settling import settle
from tracer.store.neo4j.staging import remove_leftovers, send_ahead, staging_mark
from tracer.store.neo4j.told import Tellers
from tracer.store.neo4j.turn import Turn
from tracer.store.port import Written
from tracer.store.record_merging import Teller
from tracer.store.sealing import Seal

_AT_A_TIME = 5_000
_SOURCE_FIELDS = tuple(field.name for field in dataclasses.fields(Source))
_Record = TypeVar("_Record", Node, Link)


class Neo4jWriter:
    """All of one transaction; usable only inside its block, while it alone holds the right to write."""

    def __init__(self, connection: Connection, transaction: neo4j.Transaction) -> None:
        self._connection = connection
        self._transaction = transaction
        self._name = uuid.uuid4().hex
        self.gate_closed = False
        case = run(transaction, statements.LOCK_CASE, writer=self._name)[0]
        gate = run(transaction, statements.READ_GATE)[0]
        version = int(gate["version"])
        self.turn = Turn(connection, self._name, version, gate["changing"] or "")
        rows = run(transaction, statements.READ_TELLERS)
        seals = {str(row["digest"]): _read_seals(str(row["digest"]), row["seals"]) for row in rows}
        self._draft = Draft(Reader(transaction, version), Tellers(rows), int(case["next_source"]), seals=seals)
        self._last = end_of_chain(int(case["log_seq"]), str(case["log_hash"]))

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
        draft = self._draft
        if source.digest in draft.tellers.by_digest:
            return False
        number = draft.next_source
        draft.next_source += 1
        draft.tellers.add(number, Teller(source.as_of, source.digest))
        draft.sources[source.digest] = {name: getattr(source, name) for name in _SOURCE_FIELDS} | {
            "no": number,
            "received": received,
            "actor": actor,
            "flags": write_notes(flags),
            "rejections": write_notes(rejections),
        }
        draft.mark(number, "source")
        draft.mark(number, "receipt")
        return True

    def upsert_nodes(self, source: str, nodes: Iterable[Node]) -> Written:
        """Keep what this source says of these nodes."""
        number = self._number(source)
        return _sum(nodes, lambda part: write_nodes(self._draft, number, part))

    def upsert_links(self, source: str, links: Iterable[Link], *, ends_may_wait: bool = False) -> Written:
        """Keep what this source says of these links."""
        number = self._number(source)
        return _sum(links, lambda part: write_links(self._draft, number, part, ends_may_wait=ends_may_wait))

    def add_entries(self, source: str, entries: pa.Table, *, ends_may_wait: bool = False) -> Written:
        """Keep statement rows and the transfers they speak of."""
        return write_entries(self._draft, self._number(source), entries, ends_may_wait=ends_may_wait)

    def append_event(self, source: str, event: Event) -> bool:
        """Keep an event; False where this source told it before."""
        return bool(self.append_events(source, [event]).added)

    def append_events(self, source: str, events: Iterable[Event]) -> Written:
        """Keep many events; ``known``: this source told them before."""
        return write_events(self._draft, self._number(source), list(events))

    def retract_source(self, digest: str) -> Mapping[str, int]:
        """Take back all that only this source says."""
        number = self._draft.tellers.by_digest.get(digest)
        if number is None:
            raise NotFound("The case has no source {digest}. Check the digest in the list of sources.", digest=digest)
        return retract_records(self._draft, number)

    def append_log(self, deed: Deed) -> LogEntry:
        """Write the deed into the hash chain."""
        entry = self._last = chain_deed(deed, self._last)
        self._draft.log.append(entry)
        return entry

    def append_entry(self, entry: LogEntry) -> None:
        """Take over an entry of another store's log, unchanged."""
        check_follows(entry, self._last)
        self._last = entry
        self._draft.log.append(entry)

    def commit(self) -> None:
        """Make all of it true at once. What is large goes ahead, unseen until then."""
        draft, transaction = self._draft, self._transaction
        save_log(transaction, draft)
        if not draft.changed():
            self._commit(self._is_logged)
            return
        version = draft.reader.version + 1
        settled = settle(draft)
        staging = self.turn.take()
        mark = staging_mark(draft, settled) if draft.large else None
        if staging is not None and staging != mark:
            remove_leftovers(self.turn, draft.reader.version)
        if mark is not None:
            self.turn.write(lambda t: run(t, statements.NOTE_STAGING, staging=mark))
            send_ahead(self.turn, draft, settled, version, again=staging == mark)
        save(transaction, draft, settled, version)
        self.gate_closed = True
        self.turn.close_gate()
        run(transaction, statements.OPEN_GATE, version=version, digest=settled.digest, writer=self._name)
        self._commit(self._is_last_writer)
        self.gate_closed = False

    def _commit(self, done: Callable[[], bool]) -> None:
        """Commit; where the answer is lost on the way, ask whether it was done."""
        try:
            self._transaction.commit()
        except exceptions.DriverError:
            if not done():
                raise

    def _is_last_writer(self) -> bool:
        rows = self._connection.write(lambda t: run(t, statements.READ_LAST_WRITER))
        return bool(rows[0]["writer"] == self._name)

    def _is_logged(self) -> bool:
        """Does the log hold the last entry of this transaction?"""
        log = self._draft.log
        return bool(log) and self._connection.write(lambda t: holds_entry(t, statements.READ_LOG, log[-1]))

    def _number(self, digest: str) -> int:
        number = self._draft.tellers.by_digest.get(digest)
        if number is None:
            raise WrongUse("The source {digest} is not registered. Register it before its records.", digest=digest)
        return number


def _read_seals(digest: str, texts: Sequence[str] | None) -> list[Seal]:
    parts = [text.split("|") for text in texts or ()]
    return [Seal(digest, records, int(count), sha256) for records, count, sha256 in parts]


def _sum(records: Iterable[_Record], write: Callable[[Sequence[_Record]], Written]) -> Written:
    total = Written()
    for chunk in _chunks(records):
        part = write(chunk)
        total = Written(total.added + part.added, total.known + part.known, total.conflicts + part.conflicts)
    return total


def _chunks(records: Iterable[_Record]) -> Iterator[list[_Record]]:
    rest = iter(records)
    while chunk := list(islice(rest, _AT_A_TIME)):
        yield chunk
