"""Reads both hash chains on the server and appends to the access log. It has a separate lock, so no import delays it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

import neo4j

from graph_schema.audit_log import GENESIS, AuditEvent, LogEntry, chain_audit_event, find_break
from graph_schema.messages import N_
from tracer.store.errors import ServerUnreachable
from tracer.store.neo4j.queries import logs as logs_queries
from tracer.store.neo4j.server.connection import Connection, SnapshotReader, run
from tracer.store.neo4j.server.log_nodes import end_of_chain, holds_entry, log_row, read_log_row
from tracer.store.ports.store_values import Check
from tracer.store.semantics.log_chain import check_follows

_PAGE: Final = 1_000


def read_log_pages(connection: Connection, statement: str) -> Iterator[LogEntry]:
    """The entries of a chain in their order. Each page is read in a transaction of its own."""
    after = 0
    while True:
        page = connection.read(lambda reader, after=after: _page(reader, statement, after))  # type: ignore[misc]  # bound
        yield from page
        if len(page) < _PAGE:
            return
        after = page[-1].seq


def walk_log(reader: SnapshotReader, statement: str) -> Iterator[LogEntry]:
    """The entries of a chain in their order, all read in the transaction of ``reader``."""
    after = 0
    while page := _page(reader, statement, after):
        yield from page
        after = page[-1].seq


def _page(reader: SnapshotReader, statement: str, after: int) -> list[LogEntry]:
    return [read_log_row(row["entry"]) for row in reader.rows(statement, after=after, limit=_PAGE)]


class ServerAccessLog:
    """Appends one act at a time, from any thread and process. Each act is durable when the call returns."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def append(self, audit_event: AuditEvent) -> LogEntry:
        """Append an act that reads, exactly once. Cost: one transaction, a few milliseconds."""
        tried: list[LogEntry] = []

        def write(transaction: neo4j.ManagedTransaction) -> LogEntry:
            entry = chain_audit_event(audit_event, _lock(transaction))
            tried.append(entry)
            run(transaction, logs_queries.WRITE_ACCESS_ENTRY, row=log_row(entry))
            return entry

        def is_kept(transaction: neo4j.ManagedTransaction) -> bool:
            return holds_entry(transaction, logs_queries.READ_ACCESS_LOG, tried[-1])

        try:
            return self._connection.write(write)
        except ServerUnreachable:
            # The server may have committed the entry although its answer was lost.
            if bool(tried) and self._connection.write(is_kept):
                return tried[-1]
            raise

    def adopt(self, entries: Iterable[LogEntry]) -> int:
        """Append entries of another log unchanged. Each must follow the last one; the entries before a break stay."""
        rest, count = iter(entries), 0
        while part := list(islice(rest, _PAGE)):
            problem: list[Exception] = []
            count += self._connection.write(lambda t, part=part, problem=problem: _adopt(t, part, problem))  # type: ignore[misc]  # bound now
            if problem:
                raise problem[0]
        return count

    def entries(self) -> Iterator[LogEntry]:
        """The log from its first entry."""
        return read_log_pages(self._connection, logs_queries.READ_ACCESS_LOG)

    def verify(self) -> Check:
        """Is the chain unbroken to its last entry?"""
        return self._connection.read(_verify)


def _adopt(transaction: neo4j.ManagedTransaction, entries: list[LogEntry], problem: list[Exception]) -> int:
    problem.clear()
    last = _lock(transaction)
    for count, entry in enumerate(entries):
        try:
            check_follows(entry, last)
        except Exception as error:  # raised after the entries before it are committed
            problem.append(error)
            return count
        run(transaction, logs_queries.WRITE_ACCESS_ENTRY, row=log_row(entry))
        last = entry
    return len(entries)


def _lock(transaction: neo4j.ManagedTransaction) -> LogEntry | None:
    end = run(transaction, logs_queries.LOCK_ACCESS_LOG, writer="")[0]
    return end_of_chain(int(end["seq"]), str(end["hash"]))


def _verify(reader: SnapshotReader) -> Check:
    broken_at, end = check_chain(walk_log(reader, logs_queries.READ_ACCESS_LOG))
    kept = reader.rows(logs_queries.READ_ACCESS_LOG_END)[0]["hash"]
    if broken_at is None and end == kept:
        return Check("readings", True, N_("The access log is unbroken."), {})
    template = N_("The access log is broken at entry {found}: an entry was changed or removed.")
    return Check("readings", False, template, {"found": str(broken_at) if broken_at is not None else "end"})


def check_chain(entries: Iterator[LogEntry]) -> tuple[int | None, str]:
    """At which entry is the chain broken (None: it is unbroken), and what is its last hash?"""
    end = [GENESIS]

    def record_end() -> Iterator[LogEntry]:
        for entry in entries:
            end[0] = entry.hash
            yield entry

    return find_break(record_end()), end[0]
