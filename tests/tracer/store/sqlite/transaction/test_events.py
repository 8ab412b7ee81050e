"""Many events given to the embedded store at once."""

from __future__ import annotations

from datetime import date

import pytest

from graph_schema.errors import WrongRecord
from graph_schema.records.events import Event
from graph_schema.records.provenance import Source, digest_bytes
from tracer.store.ports.store_values import Written
from tracer.store.sqlite.store import open_sqlite_store

SOURCE = Source(digest_bytes(b"register"), "register", "register", "invented", "1", 8, "2024-03-01", 2, 2, 0)


def cost(number, minor=1250):
    props = {"amount_minor": minor, "currency": "RON"}
    return Event(f"evt-{number}", "Cost", "per-1", date(2024, 2, 1), date(2024, 2, 2), "Ana Inventată", props, "row:5")


@pytest.fixture
def keep(tmp_path):
    store = open_sqlite_store(tmp_path / "dosar.tracer", create=True)

    def write(*events):
        with store.transaction() as writer:
            writer.register_source(SOURCE, received="2024-03-01T10:00:00Z", actor="Ana Inventată")
            written = writer.append_events(SOURCE.digest, events)
        return written, [kept.event.id for kept in store.events()]

    yield write
    store.close()


def test_new_events_are_kept_and_those_told_before_are_known(keep):
    assert keep(cost(1), cost(2)) == (Written(added=2), ["evt-1", "evt-2"])
    assert keep(cost(2), cost(3)) == (Written(added=1, known=1), ["evt-1", "evt-2", "evt-3"])


def test_one_with_other_content_refuses_all(keep):
    keep(cost(1))
    with pytest.raises(WrongRecord, match="evt-1"):
        keep(cost(2), cost(1, 99))
    assert keep()[1] == ["evt-1"]
