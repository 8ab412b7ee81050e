"""The two chains on the server; that of reading acts has a lock of its own, so a look waits for no import."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import islice
from typing import Final

import neo4j

from graph_schema.journal import GENESIS, Deed, LogEntry, chain_deed, find_break
from graph_schema.words import N_
from tracer.store.chain import check_follows
from tracer.store.errors import ServerUnreachable
from tracer.store.neo4j import statements
from tracer.store.neo4j.connection import Connection, Reader, run
from tracer.store.neo4j.log_rows import end_of_chain, holds_entry, log_row, read_log_row
from tracer.store.port import Check

_PAGE: Final = 1_000


def read_log_pages(connection: Connection, statement: str) -> Iterator[LogEntry]:
    """The entries of a chain in their order, page by page."""
    after = 0
    while True:
        page = connection.read(lambda reader, after=after: _page(reader, statement, after))  # type: ignore[misc]  # bound
        yield from page
        if len(page) < _PAGE:
            return
        after = page[-1].seq


def walk_log(reader: Reader, statement: str) -> Iterator[LogEntry]:
    """The same within one reading."""
    after = 0
    while page := _page(reader, statement, after):
        yield from page
        after = page[-1].seq


def _page(reader: Reader, statement: str, after: int) -> list[LogEntry]:
    return [read_log_row(row["entry"]) for row in reader.rows(statement, after=after, limit=_PAGE)]


class ReadingLog:
    """Appends one deed at a time, each durable when the call returns, from any thread and process."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def append(self, deed: Deed) -> LogEntry:
        """Write a reading act into its chain, once. Cost: one transaction, a few milliseconds."""
        tried: list[LogEntry] = []

        def write(transaction: neo4j.ManagedTransaction) -> LogEntry:
            entry = chain_deed(deed, _lock(transaction))
            tried.append(entry)
            run(transaction, statements.WRITE_READING, row=log_row(entry))
            return entry

        def is_kept(transaction: neo4j.ManagedTransaction) -> bool:
            return holds_entry(transaction, statements.READ_READINGS, tried[-1])

        try:
            return self._connection.write(write)
        except ServerUnreachable:
            # Perhaps the answer alone was lost.
            if bool(tried) and self._connection.write(is_kept):
                return tried[-1]
            raise

    def adopt(self, entries: Iterable[LogEntry]) -> int:
        """Take over entries unchanged, each of which must follow the last one; those before a break stay."""
        rest, count = iter(entries), 0
        while part := list(islice(rest, _PAGE)):
            problem: list[Exception] = []
            count += self._connection.write(lambda t, part=part, problem=problem: _adopt(t, part, problem))  # type: ignore[misc]  # bound now
            if problem:
                raise problem[0]
        return count

    def entries(self) -> Iterator[LogEntry]:
        """The chain from its first entry."""
        return read_log_pages(self._connection, statements.READ_READINGS)

    def verify(self) -> Check:
        """Is the chain whole, to its last entry?"""
        return self._connection.read(_verify)


def _adopt(transaction: neo4j.ManagedTransaction, entries: list[LogEntry], problem: list[Exception]) -> int:
    problem.clear()
    last = _lock(transaction)
    for count, entry in enumerate(entries):
        try:
            check_follows(entry, last)
        except Exception as error:  # kept to be raised after those before it are committed
            problem.append(error)
            return count
        run(transaction, statements.WRITE_READING, row=log_row(entry))
        last = entry
    return len(entries)


def _lock(transaction: neo4j.ManagedTransaction) -> LogEntry | None:
    end = run(transaction, statements.LOCK_READINGS, writer="")[0]
    return end_of_chain(int(end["seq"]), str(end["hash"]))


def _verify(reader: Reader) -> Check:
    place, end = check_chain(walk_log(reader, statements.READ_READINGS))
    kept = reader.rows(statements.READ_READINGS_END)[0]["hash"]
    if place is None and end == kept:
        return Check("readings", True, N_("The log of readings is unbroken."), {})
    template = N_("The log of readings is broken at entry {found}: an entry was changed or removed.")
    return Check("readings", False, template, {"found": str(place) if place is not None else "end"})


def check_chain(entries: Iterator[LogEntry]) -> tuple[int | None, str]:
    """Where is the chain broken, and which hash does it end with?"""
    end = [GENESIS]

    def noting() -> Iterator[LogEntry]:
        for entry in entries:
            end[0] = entry.hash
            yield entry

    return find_break(noting()), end[0]
