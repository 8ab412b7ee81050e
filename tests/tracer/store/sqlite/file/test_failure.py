"""What a failure of SQLite means to a person."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from tracer.store.errors import StoreBusy, StoreDamaged, StoreFull, StoreUnreadable
from tracer.store.sqlite.file.failure import describe_failure, explained_failures

CASE = Path("dosar.tracer")


@pytest.mark.parametrize(
    ("code", "meaning"),
    [
        (sqlite3.SQLITE_FULL, StoreFull),
        (sqlite3.SQLITE_IOERR_WRITE, StoreFull),
        (sqlite3.SQLITE_BUSY, StoreBusy),
        (sqlite3.SQLITE_BUSY_SNAPSHOT, StoreBusy),
        (sqlite3.SQLITE_LOCKED, StoreBusy),
        (sqlite3.SQLITE_CORRUPT, StoreDamaged),
        (sqlite3.SQLITE_CORRUPT_INDEX, StoreDamaged),
        (sqlite3.SQLITE_NOTADB, StoreDamaged),
        (sqlite3.SQLITE_CANTOPEN, StoreUnreadable),
        (sqlite3.SQLITE_READONLY_DIRECTORY, StoreUnreadable),
        (sqlite3.SQLITE_IOERR_READ, StoreUnreadable),
    ],
)
def test_each_code_says_what_to_do(code, meaning):
    error = sqlite3.OperationalError("x")
    error.sqlite_errorcode = code
    explained = describe_failure(error, CASE)
    assert type(explained) is meaning and explained.exit_code == 3
    assert str(CASE) in str(explained)


def test_a_fault_of_the_program_is_shown_as_it_is():
    with pytest.raises(sqlite3.OperationalError, match="syntax"), explained_failures(CASE):
        sqlite3.connect(":memory:").execute("SELEKT")
