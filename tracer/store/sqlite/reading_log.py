"""The chain of reading acts, in a file of its own beside the case: a look waits for no import, yet is on
record first."""

from __future__ import annotations

import dataclasses
import os
import sqlite3
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path

from graph_schema.journal import GENESIS, Deed, LogEntry, chain_deed, find_break
from graph_schema.words import N_
from tracer.store.chain import check_follows
from tracer.store.errors import BrokenChain
from tracer.store.port import Check
from tracer.store.sqlite.connection import open_connection
from tracer.store.sqlite.failure import explained_failures
from tracer.store.sqlite.log_reading import last_entry, read_log
from tracer.store.sqlite.log_writing import write_entry

# Statements below are made of names of the schema.
# ruff: noqa: S608

_DEED = tuple(field.name for field in dataclasses.fields(Deed))
_TABLES = (
    "CREATE TABLE IF NOT EXISTS log (seq INTEGER PRIMARY KEY, "
    + ", ".join(f"{name} TEXT NOT NULL" for name in _DEED)
    + ", previous TEXT NOT NULL, hash TEXT NOT NULL) STRICT",
    "CREATE TABLE IF NOT EXISTS meta (name TEXT PRIMARY KEY, value TEXT NOT NULL) STRICT",
    f"INSERT OR IGNORE INTO meta (name, value) VALUES ('last_log_hash', '{GENESIS}')",
)
_PAGE = 1_000


class ReadingLog:
    """Appends one deed at a time, each durable when the call returns, from any thread and process."""

    def __init__(self, case: Path) -> None:
        self.path = case.with_name(case.name + ".readings")

    def append(self, deed: Deed) -> LogEntry:
        """Write a reading act into its chain. Cost: one durable write, a few milliseconds."""
        with self._writing() as connection:
            entry = chain_deed(deed, last_entry(connection))
            write_entry(connection, entry)
        return entry

    def adopt(self, entries: Iterable[LogEntry]) -> int:
        """Take over entries of another chain as they are, a page at a time; each must follow the last one here."""
        rest, count = iter(entries), 0
        while page := list(islice(rest, _PAGE)):
            broken: BrokenChain | None = None
            with self._writing() as connection:
                last = last_entry(connection)
                for entry in page:
                    try:
                        check_follows(entry, last)
                    except BrokenChain as found:
                        broken = found
                        break
                    write_entry(connection, entry)
                    last, count = entry, count + 1
            if broken is not None:
                raise broken
        return count

    @contextmanager
    def _writing(self) -> Iterator[sqlite3.Connection]:
        """A transaction of its own, durable at the end of the block."""
        with explained_failures(self.path):
            connection = self._open()
            try:
                connection.execute("BEGIN IMMEDIATE")
                yield connection
                connection.execute("COMMIT")
            finally:
                connection.close()

    def entries(self) -> Iterator[LogEntry]:
        """The chain from its first entry."""
        if not self.path.exists():
            return
        after = 0
        while True:
            with explained_failures(self.path):
                connection = open_connection(self.path, read_only=False, query_only=True)
                try:
                    page = read_log(connection, after, _PAGE)
                finally:
                    connection.close()
            yield from page
            if len(page) < _PAGE:
                return
            after = page[-1].seq

    def verify(self) -> Check:
        """Is the chain whole, to its last entry?"""
        end = [GENESIS]
        place = find_break(_noting_end(self.entries(), end))
        if place is None and end[0] == self._last_hash():
            return Check("readings", True, N_("The log of readings is unbroken."), {})
        template = N_("The log of readings is broken at entry {found}: an entry was changed or removed.")
        return Check("readings", False, template, {"found": str(place) if place is not None else "end"})

    def _last_hash(self) -> str:
        if not self.path.exists():
            return GENESIS
        with explained_failures(self.path):
            connection = open_connection(self.path, read_only=False, query_only=True)
            try:
                row = connection.execute("SELECT value FROM meta WHERE name = 'last_log_hash'").fetchone()
            finally:
                connection.close()
        return str(row[0]) if row is not None else ""

    def _open(self) -> sqlite3.Connection:
        if not self.path.exists():
            # Who looked at what is personal data too: for the owner alone.
            os.close(os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600))
            connection = open_connection(self.path, read_only=False)
            connection.execute("PRAGMA journal_mode = WAL")
        else:
            connection = open_connection(self.path, read_only=False)
        for statement in _TABLES:
            connection.execute(statement)
        return connection


def _noting_end(entries: Iterator[LogEntry], end: list[str]) -> Iterator[LogEntry]:
    for entry in entries:
        end[0] = entry.hash
        yield entry
