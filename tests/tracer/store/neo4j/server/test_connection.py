"""What a version determines is read once for it."""

from __future__ import annotations

from tracer.store.neo4j.queries import sources
from tracer.store.neo4j.server.connection import SnapshotReader


class _Rows:
    """A transaction that counts what it was asked, and has no rows."""

    def __init__(self):
        self.asked = []

    def run(self, statement, params):
        self.asked.append((statement, params))
        return self

    def keys(self):
        return []

    def __iter__(self):
        return iter(())


def test_what_the_version_determines_is_read_once_for_it():
    transaction = _Rows()
    kept = {}
    for _ in range(3):
        reader = SnapshotReader(transaction, 7, kept)
        assert reader.once("sources", lambda reader=reader: reader.rows(sources.READ_SOURCE_INDEX)) == []
    assert transaction.asked == [(sources.READ_SOURCE_INDEX, {"version": 7})]
