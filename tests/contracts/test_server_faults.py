"""What a network and a server bring: cut wires, sudden ends, locks, too little memory, wrong servers.

Each test says what it proves; after each the case holds what was acknowledged and nothing half, and the next run
completes the work. A change of leader cannot be had from one server: it is injected where the driver meets us.
"""

from __future__ import annotations

import resource
import socket
import threading
import time
from contextlib import closing

import neo4j
import pyarrow as pa
import pytest
from neo4j import GraphDatabase
from neo4j.exceptions import ClientError, TransientError

from graph_schema.audit_log import AuditEvent
from graph_schema.errors import WrongUse
from graph_schema.records.identity import account_id
from graph_schema.records.nodes import Node
from graph_schema.rendering.cypher import SCHEMA_VERSION
from tests.neo4j_server.configuration import LITTLE_MEMORY, READ_ONLY
from tests.neo4j_server.server import RELEASES
from tracer.store.credentials import Credentials
from tracer.store.errors import (
    AccessRefused,
    NotACase,
    ServerUnreachable,
    ServerUnsuitable,
    StoreBusy,
    StoreFull,
    StoreTooNew,
    StoreTooOld,
    StoreUnreadable,
)
from tracer.store.neo4j.queries import logs as logs_queries
from tracer.store.neo4j.reading import transfers
from tracer.store.neo4j.server import access_log
from tracer.store.neo4j.server import connection as connection_module
from tracer.store.neo4j.transaction import bulk_load, entries, writer_lock
from tracer.store.opening import open_store

pytestmark = pytest.mark.neo4j
ROWS = 600


@pytest.fixture
def large(monkeypatch):
    """Tables of more than 100 rows go ahead in parts of 50, as those of more than 20,000 do."""
    monkeypatch.setattr(entries, "LARGE", 100)
    monkeypatch.setattr("tracer.store.neo4j.transaction.flush.AT_A_TIME", 50)
    monkeypatch.setattr(bulk_load, "AT_A_TIME", 50)


@pytest.fixture(autouse=True)
def soon(monkeypatch):
    """What stays broken is given up after two seconds."""
    monkeypatch.setattr(connection_module, "RETRY_SECONDS", 2.0)


@pytest.fixture
def server(neo4j_server):
    """A shared server, emptied."""
    run(neo4j_server, "MATCH (n) DETACH DELETE n")
    return neo4j_server


@pytest.fixture
def opened():
    """``opened(server, address=None, **options)`` opens the case on it, and closes it at the end."""
    stores = []

    def at(server, address=None, *, create=True, **options):
        login = Credentials(server.user, options.pop("password", server.password), options.pop("authority", None))
        store = open_store(address or server.address, create=create, credentials=login, **options)
        stores.append(store)
        return store

    yield at
    for store in stores:
        store.close()


def run(server, statement, **asked):
    with GraphDatabase.driver(server.address, auth=(server.user, server.password)) as driver:
        return driver.execute_query(statement, asked).records


def many(said, name="many", account="A", rows=ROWS):
    moves = [said.Movement(account, "BCDE"[i % 4], 100 + i, 1 + i % 28, text=f"plata {i}") for i in range(rows)]
    return said.statement(name, account, moves)


def audit_event(action):
    return AuditEvent("2025-03-01T10:00:00Z", "Ana Inventată", "analyst", action)


def whole(store):
    assert [check.template.format(**check.params) for check in store.verify() if not check.holds] == []
    return len(store.export_transfers())


def digest_of(told, said, tmp_path, *others):
    """The digest that the same work gives on a store that nothing happens to."""
    with closing(open_store(str(tmp_path / "calm.sqlite"), create=True)) as calm:
        for one in (*others, told):
            said.keep(calm, one)
        return calm.digest()


OLDEST = "SHOW TRANSACTIONS YIELD transactionId, startTime ORDER BY startTime LIMIT 1 RETURN transactionId AS id"


# --- the wire -------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("share", [0.05, 0.4, 0.9])
@pytest.mark.one_release(RELEASES[0])
def test_a_connection_cut_while_rows_travel_leaves_nothing_and_the_next_run_completes_it(
    server, cuttable, opened, said, tmp_path, share
):
    calm = opened(server)
    said.keep(calm, many(said, "before", "F", 50))
    before, version = calm.digest(), calm.data_version()
    wire = cuttable(server)
    store = opened(server, wire.address)
    sent = wire.passed["up"]
    with pytest.raises(ZeroDivisionError), store.transaction() as writer:
        say(writer, said, many(said))
        raise ZeroDivisionError
    wire.cut_after(int(share * 120_000) + wire.passed["up"] - sent)
    with pytest.raises((ServerUnreachable, StoreUnreadable)):
        said.keep(store, many(said))
    assert (calm.digest(), calm.data_version()) == (before, version)
    wire.restore()
    said.keep(store, many(said))
    assert whole(calm) == ROWS + 50
    assert calm.digest() == digest_of(many(said), said, tmp_path, many(said, "before", "F", 50))


def say(writer, said, told):
    writer.register_source(told.source, received=said.received, actor="Ana Inventată")
    writer.upsert_nodes(told.source.digest, told.nodes)
    writer.upsert_links(told.source.digest, told.links)
    writer.add_entries(told.source.digest, told.entries)


@pytest.mark.parametrize("cut_after_rows", [0, 120, 400])
@pytest.mark.one_release(RELEASES[1])
def test_a_large_load_cut_in_the_middle_is_unseen_and_goes_on_where_it_broke_off(
    server, cuttable, opened, said, tmp_path, large, monkeypatch, cut_after_rows
):
    calm = opened(server)
    wire = cuttable(server)
    store = opened(server, wire.address)
    sent = []

    def breaking(rows, create=bulk_load._creation):
        sent.extend(rows)
        if len(sent) > cut_after_rows:
            wire.cut()
        return create(rows)

    monkeypatch.setattr(bulk_load, "_creation", breaking)
    with pytest.raises((ServerUnreachable, StoreUnreadable)):
        said.keep(store, many(said))
    monkeypatch.undo()
    monkeypatch.setattr(entries, "LARGE", 100)
    assert (calm.data_version(), len(calm.export_transfers()), calm.nodes("Account")) == (0, 0, ())
    arrived = run(server, "MATCH ()-[r:TRANSFER]->() RETURN count(r) AS n")[0]["n"]
    assert (arrived > 0) == (cut_after_rows > 50)
    wire.restore()
    again = []
    monkeypatch.setattr(
        bulk_load, "_creation", lambda rows, create=bulk_load._creation: again.extend(rows) or create(rows)
    )
    said.keep(store, many(said))
    assert len(again) == ROWS - arrived
    assert whole(calm) == ROWS and calm.digest() == digest_of(many(said), said, tmp_path)


@pytest.mark.one_release(RELEASES[0])
def test_what_a_broken_off_load_sent_ahead_is_gone_when_another_writes(
    server, cuttable, opened, said, tmp_path, large, monkeypatch
):
    wire = cuttable(server)
    store, calm = opened(server, wire.address), opened(server)
    monkeypatch.setattr(bulk_load, "_write_links", lambda *_: wire.cut())
    with pytest.raises((ServerUnreachable, StoreUnreadable)):
        said.keep(store, many(said))
    monkeypatch.undo()
    assert run(server, "MATCH ()-[r:TRANSFER]->() RETURN count(r) AS n")[0]["n"] == ROWS
    other = many(said, "other", "F", 30)
    said.keep(calm, other)
    assert run(server, "MATCH ()-[r:TRANSFER]->() RETURN count(r) AS n")[0]["n"] == 30
    assert whole(calm) == 30 and calm.digest() == digest_of(other, said, tmp_path)


def test_a_writer_whose_lock_the_server_let_go_adds_nothing_to_what_the_next_one_makes_true(
    server, opened, said, tmp_path, large, monkeypatch
):
    first, second = opened(server), opened(server)
    other, create = many(said, "other", "F", 30), bulk_load._creation

    def let_go(rows):
        monkeypatch.setattr(bulk_load, "_creation", create)
        holder = run(server, OLDEST)[0]["id"]  # of the writer's lock: begun before all that goes ahead
        run(server, f"TERMINATE TRANSACTION '{holder}'")
        end = time.monotonic() + 60
        while True:  # a busy server lets go of the lock some time after it said so
            try:
                said.keep(second, other)
                return create(rows)
            except StoreBusy:
                assert time.monotonic() < end

    monkeypatch.setattr(bulk_load, "_creation", let_go)
    with pytest.raises(StoreBusy, match="released the lock"):
        said.keep(first, many(said))
    assert whole(second) == 30 and second.digest() == digest_of(other, said, tmp_path)
    said.keep(first, many(said))
    assert whole(second) == ROWS + 30


@pytest.fixture
def broken_off(server, opened, said, large, monkeypatch):
    """``broken_off(told)``: all that is large of it was sent ahead, and then the wire was cut."""

    def load(told):
        with monkeypatch.context() as patch, pytest.raises(ZeroDivisionError):
            patch.setattr(bulk_load, "_write_links", lambda *_: 1 // 0)
            said.keep(opened(server), told)

    return load


@pytest.mark.one_release(RELEASES[0])
def test_another_large_load_of_the_same_accounts_loses_no_row_to_one_that_broke_off(
    server, opened, said, tmp_path, broken_off
):
    """The accounts lie there from the first load, unseen; they go with it, and the second brings its own."""
    broken_off(many(said))
    store, other = opened(server), many(said, "another month", "A", 300)
    said.keep(store, other)
    assert whole(store) == 300
    assert store.digest() == digest_of(other, said, tmp_path)


@pytest.mark.one_release(RELEASES[1])
def test_the_same_file_read_otherwise_is_not_mixed_with_a_load_that_broke_off(
    server, opened, said, tmp_path, broken_off
):
    """A corrected mapping gives other nodes and other texts under the same digest of the file."""
    first, table = many(said), many(said).entries
    place = table.schema.get_field_index("description")
    texts = pa.array([f"corectat {row}" for row in range(table.num_rows)], pa.string())
    second = said.Told(
        first.source, first.nodes, first.links, entries=table.set_column(place, table.schema.field(place), texts)
    )
    spoilt = said.Told(first.source, (*first.nodes, said.account("Z")), first.links, entries=table)
    broken_off(spoilt)
    store = opened(server)
    said.keep(store, second)
    assert whole(store) == ROWS
    assert store.digest() == digest_of(second, said, tmp_path)
    assert account_id("Z") not in store.get([account_id("Z")])
    assert store.export_transfers().column("description").to_pylist()[0].startswith("corectat")


@pytest.mark.one_release(RELEASES[1])
def test_many_rows_wait_for_accounts_that_no_source_tells_yet(server, opened, said, tmp_path, large):
    """A copy brings the sources in another order than they came."""
    told, store = many(said), opened(server)
    waiting, bank = said.Told(told.source, entries=told.entries), said.Told(said.source("bank"), told.nodes, told.links)
    for one in (waiting, bank):
        with store.transaction() as writer:
            writer.register_source(one.source, received=said.received, actor="Ana Inventată")
            writer.upsert_nodes(one.source.digest, one.nodes)
            writer.upsert_links(one.source.digest, one.links)
            assert writer.add_entries(one.source.digest, one.entries, ends_may_wait=True).added == one.entries.num_rows
    assert len(store.export_transfers()) == ROWS
    assert store.digest() == digest_of(waiting, said, tmp_path, bank)
    assert [check.name for check in store.verify() if not check.holds] == ["statements"]


@pytest.mark.one_release(RELEASES[1])
def test_where_the_answer_to_the_commit_is_lost_the_store_finds_out_that_it_was_done(
    server, cuttable, opened, said, monkeypatch
):
    wire = cuttable(server)
    store = opened(server, wire.address)
    commit = neo4j.Transaction.commit

    def lost(transaction):
        wire.cut_after(0, "down")
        threading.Timer(0.5, wire.restore).start()
        commit(transaction)

    monkeypatch.setattr(neo4j.Transaction, "commit", lost)
    said.keep(store, many(said, rows=20))
    assert whole(opened(server)) == 20


@pytest.mark.one_release(RELEASES[0])
def test_where_the_answer_is_lost_each_entry_of_both_logs_stands_once(server, cuttable, opened, monkeypatch):
    wire = cuttable(server)
    store = opened(server, wire.address)

    def lose_the_answer():
        wire.cut_after(0, "down")
        threading.Timer(0.5, wire.restore).start()

    def lost(transaction, commit=neo4j.Transaction.commit):
        lose_the_answer()
        commit(transaction)

    monkeypatch.setattr(neo4j.Transaction, "commit", lost)
    with store.transaction() as writer:
        entry = writer.append_log(audit_event("init"))
    monkeypatch.undo()
    noted, written = access_log.run, []

    def losing(transaction, statement, **asked):
        rows = noted(transaction, statement, **asked)
        if statement == logs_queries.WRITE_ACCESS_ENTRY:
            written.append(asked)
            if len(written) == 1:
                lose_the_answer()
        return rows

    monkeypatch.setattr(access_log, "run", losing)
    reading = store.log_access(audit_event("read"))
    assert len(written) == 1
    calm = opened(server)
    assert (list(calm.log()), list(calm.access_log())) == ([entry], [reading])
    assert whole(calm) == 0


@pytest.mark.one_release(RELEASES[1])
def test_a_reader_goes_on_after_the_wire_was_cut(server, cuttable, opened, said):
    said.keep(opened(server), many(said, rows=20))
    wire = cuttable(server)
    reader = opened(server, wire.address)
    assert len(reader.export_transfers()) == 20
    wire.cut()
    threading.Timer(0.5, wire.restore).start()
    assert len(reader.export_transfers()) == 20


# --- the server -----------------------------------------------------------------------------------------------------


@pytest.mark.one_release(RELEASES[1])
def test_a_server_killed_during_a_load_keeps_what_was_acknowledged(
    new_neo4j, neo4j_release, opened, said, tmp_path, large, monkeypatch
):
    server = new_neo4j(neo4j_release)
    store = opened(server)
    said.keep(store, many(said, "before", "F", 30))
    parts = []

    def killing(rows, create=bulk_load._creation):
        parts.append(rows)
        if len(parts) == 4:
            server.kill()
        return create(rows)

    monkeypatch.setattr(bulk_load, "_creation", killing)
    with pytest.raises((ServerUnreachable, StoreUnreadable)):
        said.keep(store, many(said))
    monkeypatch.undo()
    server.restart()
    store = opened(server)
    assert whole(store) == 30
    said.keep(store, many(said))
    assert whole(store) == ROWS + 30
    assert store.digest() == digest_of(many(said), said, tmp_path, many(said, "before", "F", 30))


@pytest.mark.one_release(RELEASES[0])
def test_a_disk_that_takes_no_more_stops_the_load_and_the_next_run_completes_it(
    new_neo4j, neo4j_release, opened, said, tmp_path, large, monkeypatch
):
    """No file of the server may grow any more, its transaction log first of all."""
    server = new_neo4j(neo4j_release)
    if server.process_id is None:
        pytest.skip("needs a server that runs as a process of this machine")
    store = opened(server)
    said.keep(store, many(said, "before", "F", 30))
    parts = []

    def filling(rows, create=bulk_load._creation):
        parts.append(rows)
        if len(parts) == 4:
            resource.prlimit(server.process_id, resource.RLIMIT_FSIZE, (1, resource.RLIM_INFINITY))
        return create(rows)

    monkeypatch.setattr(bulk_load, "_creation", filling)
    try:
        with pytest.raises(StoreFull, match="disk"):
            said.keep(store, many(said))
    finally:
        server.kill()  # no later test gets the process that may write nothing
    monkeypatch.undo()
    server.start()
    store = opened(server)
    assert whole(store) == 30
    said.keep(store, many(said))
    assert whole(store) == ROWS + 30
    assert store.digest() == digest_of(many(said), said, tmp_path, many(said, "before", "F", 30))


@pytest.mark.one_release(RELEASES[1])
def test_a_load_beyond_the_memory_of_the_server_is_refused_whole(new_neo4j, neo4j_release, opened, said):
    server = new_neo4j(neo4j_release, settings=LITTLE_MEMORY)
    store = opened(server)
    said.keep(store, many(said, "before", "F", 30))
    before = store.digest()
    with pytest.raises(StoreFull, match="memory"):
        said.keep(store, many(said, rows=5_000))
    assert (store.digest(), whole(store)) == (before, 30)
    said.keep(store, many(said, rows=300))
    assert whole(store) == 330


def test_an_identifier_too_long_for_the_index_is_told_as_such(server, opened, said):
    store, long = opened(server), Node("per-1", "Company", {"name": "Alfa", "cui": "9" * 20_000}, "row:1")
    with pytest.raises(StoreUnreadable, match="identifier"):
        said.keep(store, said.Told(said.source("x"), (long,)))
    assert store.sources() == ()


@pytest.mark.one_release(RELEASES[1])
def test_deadlocks_with_another_program_are_repeated_until_all_is_written(
    server, opened, said, tmp_path, large, monkeypatch
):
    """Another program locks the same accounts the other way round while a load runs."""
    store = opened(server)
    accounts = [account_id(letter) for letter in "ABCDE"]
    seen, stop = [], threading.Event()
    create = bulk_load._creation

    def crossing(rows):
        work, tries = create(rows), []

        def slowly(transaction):
            tries.append(None)
            if len(tries) > 2:
                return work(transaction)
            # Both accounts are locked one after the other, with time between for the other program.
            transaction.run("MATCH (n:Thing {id: $id}) SET n.crossed = 1", id=rows[0][1]).consume()
            time.sleep(0.05)
            transaction.run("MATCH (n:Thing {id: $id}) SET n.crossed = 1", id=rows[0][0]).consume()
            transaction.run("MATCH (n:Thing) WHERE n.id IN $ids REMOVE n.crossed", ids=rows[0][:2]).consume()
            return work(transaction)

        return slowly

    def disturb():
        with GraphDatabase.driver(server.address, auth=(server.user, server.password)) as driver:
            while not stop.is_set() and len(seen) < 2:
                time.sleep(0.1)
                try:
                    with driver.session() as session, session.begin_transaction() as transaction:
                        for id_ in accounts:
                            transaction.run("MATCH (n:Thing {id: $id}) SET n.crossed = 2", id=id_).consume()
                            time.sleep(0.01)
                        transaction.rollback()
                except TransientError as error:
                    seen.append(error.code)

    retried = []
    monkeypatch.setattr(bulk_load, "_creation", lambda rows: counting(crossing(rows), retried))
    other = threading.Thread(target=disturb)
    other.start()
    try:
        said.keep(store, many(said))
    finally:
        stop.set()
        other.join()
    assert len(retried) > len(set(retried)) or any("Deadlock" in code for code in seen)
    assert whole(store) == ROWS and store.digest() == digest_of(many(said), said, tmp_path)


def counting(work, retried):
    def run_it(transaction):
        retried.append(id(work))
        return work(transaction)

    return run_it


@pytest.mark.one_release(RELEASES[0])
def test_a_second_writer_waits_for_its_turn_and_says_so_when_it_takes_too_long(server, opened, said, monkeypatch):
    one, other = opened(server), opened(server)
    with one.transaction() as writer:
        say(writer, said, many(said, rows=20))
        monkeypatch.setattr(writer_lock, "WAIT_SECONDS", 1.0)
        monkeypatch.setattr(writer_lock.await_lock, "__kwdefaults__", {"wait_seconds": 1.0})
        with pytest.raises(StoreBusy), other.transaction():
            pass
        monkeypatch.undo()
        waiting = threading.Thread(target=lambda: said.keep(other, many(said, "other", "F", 30)))
        waiting.start()
        time.sleep(0.5)
        assert waiting.is_alive()
    waiting.join(30)
    assert whole(one) == 50


def test_a_change_of_leader_is_told_as_what_it_is(server, opened, said, monkeypatch):
    """One server has no second leader: the driver is made to answer as a cluster does."""
    store = opened(server)

    def refused(transaction):
        transaction.close()
        raise ClientError._hydrate_neo4j(code="Neo.ClientError.Cluster.NotALeader", message="no leader")

    monkeypatch.setattr(neo4j.Transaction, "commit", refused)
    with pytest.raises(StoreUnreadable, match="another member of the cluster is the leader"):
        said.keep(store, many(said, rows=20))
    monkeypatch.undo()
    assert whole(store) == 0
    said.keep(store, many(said, rows=20))
    assert whole(store) == 20


@pytest.mark.one_release(RELEASES[0])
def test_a_gate_left_closed_by_a_writer_that_died_is_opened(server, opened, said, monkeypatch):
    store = opened(server)
    said.keep(store, many(said, rows=20))
    run(server, "MATCH (g:TracerGate) SET g.changing = 'nobody'")
    monkeypatch.setattr(connection_module, "PATIENCE_SECONDS", 0.5)
    assert whole(store) == 20


def test_the_gate_stays_closed_until_the_commit_is_applied(server, opened, said, monkeypatch):
    """The server shows a commit part by part: a gate that opens in it would show the version before its records."""
    store = opened(server)
    said.keep(store, many(said, rows=20))
    commit, seen = neo4j.Transaction.commit, []

    def looked_at(transaction):
        commit(transaction)
        seen.extend(run(server, "MATCH (g:TracerGate) RETURN g.version AS version, g.changing AS changing"))

    monkeypatch.setattr(neo4j.Transaction, "commit", looked_at)
    said.keep(store, many(said, "another", "F", 2))
    monkeypatch.undo()
    assert [(row["version"], row["changing"] is not None) for row in seen] == [(2, True)]
    assert run(server, "MATCH (g:TracerGate) RETURN g.changing AS changing")[0]["changing"] is None
    assert whole(store) == 22


@pytest.mark.one_release(RELEASES[1])
def test_a_reader_whom_commits_never_let_finish_takes_a_turn(server, opened, said, monkeypatch):
    store, other = opened(server), opened(server)
    said.keep(store, many(said, rows=20))
    monkeypatch.setattr(connection_module, "PATIENCE_SECONDS", 0.2)
    monkeypatch.setattr(writer_lock.await_lock, "__kwdefaults__", {"wait_seconds": 0.5})
    kept, refused = [], []
    read_span = transfers._read_span

    def interrupted(*asked):
        number = len(kept) + len(refused)
        assert number < 50, "the reader is never done"
        try:
            said.keep(other, many(said, f"another {number}", "F", 2))
            kept.append(number)
        except StoreBusy:
            refused.append(number)
        return read_span(*asked)

    monkeypatch.setattr(transfers, "_read_span", interrupted)
    found = store.export_transfers()
    monkeypatch.undo()
    assert refused
    assert kept
    assert len(found) == whole(store)


# --- the wrong server -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_where_nothing_answers_the_address_is_named(server, opened, scheme, capfd):
    with pytest.raises(ServerUnreachable, match=f"No server answers at {scheme}://127.0.0.1:1"):
        opened(server, f"{scheme}://127.0.0.1:1")
    assert capfd.readouterr().err == ""  # the driver's own words stay off the terminal


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_a_machine_that_nobody_knows_is_told(server, opened, scheme):
    with pytest.raises(ServerUnreachable, match=r"The name of the server is unknown: .*server\.invalid"):
        opened(server, f"{scheme}://server.invalid")


@pytest.mark.parametrize("scheme", ["bolt", "neo4j"])
def test_something_else_than_neo4j_is_told(server, opened, scheme):
    with socket.create_server(("127.0.0.1", 0)) as listener:
        port = listener.getsockname()[1]

        def answer():
            while True:
                try:
                    client, _ = listener.accept()
                except OSError:
                    return
                with client:
                    client.recv(100)
                    client.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

        threading.Thread(target=answer, daemon=True).start()
        with pytest.raises(ServerUnreachable, match=r"does not answer as a Neo4j server.*7687"):
            opened(server, f"{scheme}://127.0.0.1:{port}")


def test_a_file_without_a_certificate_is_named(server, opened, tmp_path):
    authority = tmp_path / "authority.pem"
    authority.write_text("x")
    for scheme in ("bolt", "neo4j"):
        with pytest.raises(WrongUse, match=r"authority\.pem \(TRACER_NEO4J_CA_FILE\) holds no readable certificate"):
            opened(server, f"{scheme}://127.0.0.1:{server.address.rpartition(':')[2]}", authority=authority)


def test_a_wrong_password_is_told_and_not_shown(server, opened):
    with pytest.raises(AccessRefused) as caught:
        opened(server, password="parola-gresita")
    assert "parola-gresita" not in str(caught.value)


def test_a_database_that_is_not_there_is_told(server, opened):
    with pytest.raises(ServerUnsuitable, match="no such database"):
        opened(server, f"{server.address}/altundeva")


def test_a_server_too_old_is_told(server, opened, monkeypatch):
    monkeypatch.setattr(connection_module, "OLDEST", (9999, 1))
    with pytest.raises(ServerUnsuitable, match=r"needs Neo4j 9999\.1 or later"):
        opened(server)


def test_a_graph_that_is_not_ours_is_left_alone(server, opened):
    run(server, "CREATE (:Film {title: 'Inventat'})")
    for create in (True, False):
        with pytest.raises(NotACase, match="not a case of Tracer"):
            opened(server, create=create)
    assert [record["labels"] for record in run(server, "MATCH (n) RETURN labels(n) AS labels")] == [["Film"]]


def test_a_case_of_a_later_form_is_left_alone(server, opened):
    opened(server)
    run(server, "MATCH (c:TracerCase) SET c.form = 999")
    for create in (True, False):
        with pytest.raises(StoreTooNew, match="form 999"):
            opened(server, create=create)


@pytest.mark.one_release(RELEASES[0])
def test_indexes_are_brought_up_to_date_and_the_case_keeps_all_it_holds(server, opened, said):
    """An index of the same name over less, and one that is not unique, are made anew."""
    store = opened(server)
    said.keep(store, many(said, rows=20))
    before = store.digest()
    for statement in (
        "DROP INDEX node_names",
        "CREATE FULLTEXT INDEX node_names FOR (n:Person) ON EACH [n.name]",
        "DROP CONSTRAINT thing_id",
        "CREATE INDEX thing_id FOR (n:Thing) ON (n.id)",
        "CALL db.awaitIndexes(60)",
    ):
        run(server, statement)
    (engine,) = [check for check in store.verify() if not check.holds]
    assert (engine.name, engine.params["found"]) == ("engine", "node_names, thing_id")
    again = opened(server)
    assert whole(again) == 20 and again.digest() == before
    assert opened(server).digest() == before


def test_a_case_of_an_earlier_form_is_left_alone(server, opened):
    opened(server)
    run(server, "MATCH (c:TracerCase) SET c.form = $form", form=SCHEMA_VERSION - 1)
    for create in (True, False):
        with pytest.raises(StoreTooOld, match="Run tracer upgrade"):
            opened(server, create=create)


@pytest.mark.one_release(RELEASES[0])
def test_a_read_only_database_takes_no_case_and_no_import(new_neo4j, neo4j_release, opened, said):
    server = new_neo4j(neo4j_release)
    store = opened(server)
    said.keep(store, many(said, rows=20))
    server.stop()
    server.settings |= READ_ONLY
    server.start()
    with pytest.raises(StoreUnreadable, match="read-only"):
        said.keep(store, many(said, "other", "F", 20))
    assert len(store.export_transfers()) == 20


@pytest.mark.one_release(RELEASES[1])
def test_a_certificate_that_is_not_trusted_is_told(new_neo4j, neo4j_release, opened, said):
    server = new_neo4j(neo4j_release, tls=True)
    address = f"bolt+s://127.0.0.1:{server.port}"
    for own in (address, address.replace("bolt", "neo4j")):
        with pytest.raises(AccessRefused, match="certificate"):
            opened(server, own)
    for plain in ("bolt", "neo4j"):
        with pytest.raises(ServerUnreachable, match=r"write neo4j\+s:// or bolt\+s://"):
            opened(server, f"{plain}://127.0.0.1:{server.port}")
    store = opened(server, address, authority=server.certificate)
    said.keep(store, many(said, rows=20))
    assert whole(store) == 20
