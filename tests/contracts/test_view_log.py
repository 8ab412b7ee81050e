"""The log of saved views: whole batches in one order, kept with the case and outside its data."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from pathlib import Path

import pytest

from graph_schema.audit_log import AuditEvent
from graph_schema.errors import WrongUse
from tracer.store.ports.view_log import FieldChange, ViewBatch, ViewChange

ROOT = Path(__file__).parents[2]
AT = "2026-12-01T09:05:00Z"


def batch(id_, *changes, view="v1", author="Ana Inventată"):
    return ViewBatch(id_, view, author, AT, [FieldChange(*change) for change in changes])


def placed(number, x=1):
    return "node", f"per-{number}", f'{{"x":{x},"y":2}}'


def test_changes_are_read_as_they_were_kept_in_one_order_over_all_views(store):
    text = "Țiglă \"'; DROP TABLE view_change; --\u0000\n🏠"
    assert store.view_log.append(batch("b1", placed(1), ("note", "per-1", text))) == 2
    assert store.view_log.append(batch("b2", placed(2), view="v2", author="Petru Inventat")) == 3
    assert store.view_log.append(batch("b3", placed(1, 7))) == 4
    first = ViewChange(1, "v1", "Ana Inventată", AT, "b1", *placed(1))
    noted = replace(first, seq=2, kind="note", value=text)
    second = ViewChange(3, "v2", "Petru Inventat", AT, "b2", *placed(2))
    moved = ViewChange(4, "v1", "Ana Inventată", AT, "b3", *placed(1, 7))
    assert store.view_log.changes() == (first, noted, second, moved)
    assert store.view_log.changes("v1") == (first, noted, moved)
    assert store.view_log.changes("v1", {"note"}) == store.view_log.changes(kinds=["note"]) == (noted,)
    assert store.view_log.changes("v3") == store.view_log.changes("v2", ["note"]) == ()
    assert store.view_log.last_changes() == (second, moved)
    assert store.view_log.last_changes({"node"}) == (noted,)


def test_a_new_case_has_no_views(store):
    assert store.view_log.changes() == store.view_log.last_changes() == ()


def test_a_batch_sent_again_counts_once_in_its_view(store):
    sent = batch("b1", placed(1), placed(2))
    assert store.view_log.append(sent) == 2
    assert store.view_log.append(batch("b2", placed(3))) == 3
    assert store.view_log.append(replace(sent, at="2026-12-01T09:09:00Z", changes=sent.changes[:1])) == 2
    assert store.view_log.append(replace(sent, view="v2")) == 5
    assert [change.seq for change in store.view_log.changes()] == [1, 2, 3, 4, 5]


def test_a_batch_without_changes_is_refused(store):
    with pytest.raises(WrongUse, match="no change"):
        store.view_log.append(batch("b1"))


def test_a_view_is_outside_the_data_of_the_case(store, said):
    said.keep(store, said.statement("january", "A", [said.Movement("A", "B", 20000, 5)]))
    before = store.data_version(), store.digest(), list(store.log()), list(store.access_log())
    store.view_log.append(batch("b1", placed(1)))
    assert (store.data_version(), store.digest(), list(store.log()), list(store.access_log())) == before
    assert [check.name for check in store.verify() if not check.holds] == []


def test_two_who_save_at_once_lose_nothing(stores):
    one, two = stores.open(), stores.open()
    writers = [(store, name) for store in (one, two) for name in ("ana", "petru")]

    def save(who):
        store, name = who
        return [
            store.view_log.append(batch(f"{id(store)}-{name}-{n}", placed(n), placed(n + 50), author=name))
            for n in range(10)
        ]

    with ThreadPoolExecutor(len(writers)) as pool:
        numbers = list(pool.map(save, writers))
    changes = one.view_log.changes("v1")
    assert changes == two.view_log.changes("v1")
    assert [change.seq for change in changes] == list(range(1, 81))
    assert sorted(number for found in numbers for number in found) == list(range(2, 81, 2))
    for change, next_ in zip(changes[::2], changes[1::2], strict=True):
        assert change.batch == next_.batch  # no batch lies within another


DYING = """
import os, signal, sys
from tests.contracts.conftest import open_case
from tests.contracts.test_view_log import batch, placed

store = open_case(sys.argv[1])
store.view_log.append(batch("whole", *(placed(n) for n in range(100))))

def die(*_, **__):
    os.kill(os.getpid(), signal.SIGKILL)

if "://" in sys.argv[1]:
    from tracer.store.neo4j.server import view_log
    run = view_log.run
    view_log.run = lambda transaction, statement, **asked: (
        run(transaction, statement, **asked), statement is view_log.views_queries.WRITE_CHANGES and die())[0]
else:
    import sqlite3
    from tracer.store.sqlite.logs import view_log
    astuple = view_log.dataclasses.astuple
    view_log.dataclasses.astuple = lambda change: die() if change.seq == 150 else astuple(change)
store.view_log.append(batch("half", *(placed(n) for n in range(100))))
"""


def test_killed_within_a_batch_it_is_absent_and_the_one_before_is_whole(stores):
    stores.open().close()
    done = subprocess.run(
        [sys.executable, "-c", DYING, stores.address("case")],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == -signal.SIGKILL, done.stderr
    store = stores.open()
    assert [change.batch for change in store.view_log.changes()] == ["whole"] * 100
    assert store.view_log.append(batch("half", placed(1))) == 101


def test_views_of_another_case_are_taken_over_with_their_numbers(stores):
    store = stores.open()
    for number in range(1, 4):
        store.view_log.append(batch(f"b{number}", placed(number), view=f"v{number % 2}"))
    changes = store.view_log.changes()
    copy = stores.open("copy")
    assert copy.view_log.adopt(changes[:2]) == 2
    assert copy.view_log.adopt(changes[2:]) == 1
    assert copy.view_log.adopt([]) == 0
    assert copy.view_log.changes() == changes
    with pytest.raises(WrongUse, match="does not follow the change 4"):
        copy.view_log.adopt([replace(changes[0], seq=4), changes[2]])
    with pytest.raises(WrongUse, match="does not follow"):
        copy.view_log.adopt([replace(changes[0], seq=5), replace(changes[0], seq=5)])
    assert copy.view_log.changes() == changes
    assert copy.view_log.append(batch("own", placed(9))) == 4


def test_a_case_opened_for_reading_shows_its_views_and_keeps_no_more(stores):
    stores.open().view_log.append(batch("b1", placed(1)))
    reader = stores.open(read_only=True)
    assert len(reader.view_log.changes()) == 1
    for refused in (lambda: reader.view_log.append(batch("b2", placed(2))), lambda: reader.view_log.adopt([])):
        with pytest.raises(WrongUse, match="for reading only"):
            refused()


def test_views_stay_when_a_source_goes(store, said):
    told = said.statement("january", "A", [said.Movement("A", "B", 20000, 5)])
    said.keep(store, told)
    store.view_log.append(batch("b1", placed(1)))
    with store.transaction() as writer:
        writer.retract_source(told.source.digest)
        writer.append_log(AuditEvent(AT, "Ana Inventată", "owner", "retract"))
    assert len(store.view_log.changes()) == 1
