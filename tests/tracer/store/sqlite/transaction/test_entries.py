"""Rows of statements find what is kept of them by its key: a load costs the same for each row, however many are kept."""

from __future__ import annotations

import sqlite3
from contextlib import closing

import pytest

from tracer.store.opening import open_store
from tracer.store.sqlite.transaction import entries

ASKING = {name: getattr(entries, name) for name in ("_WRITE_ENTRIES", "_OTHER_PARTIES", "_OTHER_CONTENT")}


@pytest.mark.parametrize("name", ASKING)
def test_each_staged_row_asks_for_its_own(tmp_path, name):
    """Without statistics SQLite once took every entry of the source for each staged row: a million asked for hours."""
    place = tmp_path / "case.sqlite"
    open_store(str(place), create=True).close()
    with closing(sqlite3.connect(place)) as connection:
        connection.execute(entries._CREATE_STAGE)
        parameters = {"source": 1} if ":source" in ASKING[name] else {}
        plan = connection.execute(f"EXPLAIN QUERY PLAN {ASKING[name]}", parameters).fetchall()
    first, *rest = (row[3] for row in plan)
    assert first == "SCAN staged"
    assert rest
    assert all(step.startswith("SEARCH") and "autoindex" in step for step in rest), rest
