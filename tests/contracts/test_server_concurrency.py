"""Two importers and ten readers at once on one server: no lost update, no double, totals always consistent."""

from __future__ import annotations

import itertools
import subprocess
import sys
import threading
from contextlib import closing

import pytest

from graph_schema.records.identity import account_id
from tests.neo4j_server.server import RELEASES
from tracer.store.opening import open_store

pytestmark = pytest.mark.neo4j
BATCHES, ROWS, READERS = 5, 60, 10

_IMPORT = """
import sys, runpy
from types import SimpleNamespace
said = SimpleNamespace(**runpy.run_path(sys.argv[2]))
store = said.open_case(sys.argv[1])
for number in range(int(sys.argv[4])):
    said.keep(store, said.make_statement(*said.movements_of(sys.argv[3], number, int(sys.argv[5])), first_seq=number * 1000))
    if sys.argv[3] == "A":
        print(number, flush=True)
        sys.stdin.readline()  # until a reader has looked
"""


def consistent(table):
    """Does what one reader sees hang together: whole batches, every account's entries numbered without gap or double?"""
    rows = table.to_pylist()
    assert len(rows) % ROWS == 0, len(rows)
    assert len({row["transfer_id"] for row in rows}) == len(rows)
    for letter in "AB":
        own = account_id(letter)
        places = sorted(
            place
            for row in rows
            for place in (
                row["debit_seq"] if row["debit_account"] == own else None,
                row["credit_seq"] if row["credit_account"] == own else None,
            )
            if place is not None
        )
        assert places == list(range(1, len(places) + 1)), (letter, places)
    return len(rows)


@pytest.mark.one_release(RELEASES[1])
def test_two_importers_and_ten_readers_never_see_or_leave_anything_half(server_stores, said, request, tmp_path):
    address = server_stores.address("crowd")
    final = server_stores.open("crowd")
    stop, failures, seen, looks = threading.Event(), [], [], threading.Condition()
    begun = itertools.count(1)

    def read():
        store = server_stores.open("crowd")
        try:
            while not stop.is_set():
                number = next(begun)
                found = consistent(store.export_transfers())
                with looks:
                    seen.append((number, found))
                    looks.notify_all()
        except Exception as error:
            failures.append(error)
            stop.set()

    def let_go_on():
        """After each batch importer A waits for a read that began after it: on a busy machine too, each is seen."""
        for _ in importers[0].stdout:
            number = next(begun)
            with looks:
                looks.wait_for(lambda: stop.is_set() or any(look > number for look, _ in seen), 300)  # noqa: B023
            importers[0].stdin.write("\n")
            importers[0].stdin.flush()

    builders = str(request.path.with_name("conftest.py"))
    importers = [
        subprocess.Popen(
            [sys.executable, "-c", _IMPORT, address, builders, letter, str(BATCHES), str(ROWS)],
            cwd=request.config.rootpath,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        for letter in "AB"
    ]
    threads = [threading.Thread(target=run) for run in (*[read] * READERS, let_go_on)]
    for thread in threads:
        thread.start()
    codes = [importer.wait(300) for importer in importers]
    stop.set()
    for thread in threads:
        thread.join()
    assert failures == [] and codes == [0, 0]
    assert len({found for _, found in seen}) >= BATCHES
    assert consistent(final.export_transfers()) == 2 * BATCHES * ROWS
    assert all(check.holds for check in final.verify())
    with closing(open_store(str(tmp_path / "calm.sqlite"), create=True)) as calm:
        for number in range(BATCHES):
            for letter in "AB":
                name, account, moves = said.movements_of(letter, number, ROWS)
                said.keep(calm, said.statement(name, account, moves, first_seq=number * 1000))
        assert final.digest() == calm.digest()
        assert final.export_transfers().equals(calm.export_transfers())
