"""What the embedded store adds to the contract: the file, the lock, the disk, and damage that is found."""

from __future__ import annotations

import fcntl
import os
import resource
import shutil
import socket
import sqlite3
import stat
import subprocess
import sys
import threading

import pytest

from graph_schema.audit_log import AuditEvent
from graph_schema.errors import WrongUse
from graph_schema.rendering.sql import SCHEMA_VERSION
from tracer.store.errors import NotACase, StoreBusy, StoreDamaged, StoreFull, StoreTooNew
from tracer.store.sqlite.file import connection, writer_lock
from tracer.store.sqlite.logs.access_log import FileAccessLog
from tracer.store.sqlite.store import open_sqlite_store


def change(path, statement, *values):
    """Change the file behind the store's back."""
    opened = sqlite3.connect(path)
    opened.execute("PRAGMA foreign_keys = OFF")
    changed = opened.execute(statement, values).rowcount
    opened.commit()
    opened.close()
    return changed


def failed(store):
    return [check for check in store.verify() if not check.holds]


# --- the file -------------------------------------------------------------------------------------------


def test_a_case_is_for_its_owner_alone(filled, case_path):
    for path in case_path.parent.glob(case_path.name + "*"):
        assert stat.S_IMODE(path.stat().st_mode) == 0o600, path.name


def test_opening_again_finds_the_case(filled, case_path):
    digest, version = filled.digest(), filled.data_version()
    filled.close()
    again = open_sqlite_store(case_path, create=True)
    assert (again.digest(), again.data_version()) == (digest, version)
    again.close()


def test_a_closed_case_says_so(filled):
    filled.close()
    with pytest.raises(WrongUse, match="is closed"):
        filled.digest()


def test_reading_only_refuses_every_write(filled, case_path):
    reader = open_sqlite_store(case_path, read_only=True)
    assert reader.digest() == filled.digest() and len(reader.export_transfers()) == 3
    with pytest.raises(WrongUse, match="reading only"), reader.transaction():
        pass
    reader.close()


def test_readers_cannot_write_by_mistake(filled):
    with pytest.raises(Exception, match="readonly"), filled._readers.lend() as connection:
        connection.execute("DELETE FROM log")
    assert len(list(filled.log())) == 3


def test_connections_are_durable_checked_and_without_memory_maps(filled):
    with filled._readers.lend() as connection:
        found = {
            name: connection.execute(f"PRAGMA {name}").fetchone()
            for name in ("journal_mode", "synchronous", "foreign_keys", "mmap_size", "temp_store")
        }
    # No row for mmap_size: this SQLite was built without memory maps.
    assert found.pop("mmap_size") in ((0,), None)
    assert found == {"journal_mode": ("wal",), "synchronous": (2,), "foreign_keys": (1,), "temp_store": (2,)}


@pytest.mark.parametrize("create", [True, False])
@pytest.mark.parametrize("content", [b"Extras de cont inventat\n" * 100, b"x"])
def test_another_file_is_no_case_and_stays_as_it_was(case_path, content, create):
    case_path.write_bytes(content)
    with pytest.raises(NotACase, match="not a case"):
        open_sqlite_store(case_path, create=create)
    assert case_path.read_bytes() == content


@pytest.mark.parametrize("create", [True, False])
def test_another_database_is_no_case(case_path, create):
    change(case_path, "CREATE TABLE note (text TEXT)")
    before = case_path.read_bytes()
    with pytest.raises(NotACase):
        open_sqlite_store(case_path, create=create)
    assert case_path.read_bytes() == before


@pytest.mark.parametrize("create", [True, False])
@pytest.mark.parametrize("what", ["a folder", "a pipe", "a socket", "a link"])
@pytest.mark.parametrize("place", ["", ".readings"])
def test_what_is_no_plain_file_is_no_case_and_stays_as_it_was(filled, case_path, tmp_path, what, place, create):
    filled.close()
    path = case_path.with_name(case_path.name + place)
    kept = path.rename(tmp_path / "elsewhere")
    before = kept.read_bytes()
    if what == "a folder":
        path.mkdir()
    elif what == "a pipe":
        os.mkfifo(path)
    elif what == "a link":
        path.symlink_to(kept)
    else:
        server = socket.socket(socket.AF_UNIX)
        server.bind(str(path))
        server.close()
    with pytest.raises(NotACase, match="move it away"):
        open_sqlite_store(case_path, create=create).log_access(
            AuditEvent("2024-03-01T10:00:00Z", "Ana", "owner", "find")
        )
    assert kept.read_bytes() == before


def test_a_case_of_a_later_version_is_refused(filled, case_path):
    filled.close()
    change(case_path, f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    with pytest.raises(StoreTooNew, match="Update Tracer"):
        open_sqlite_store(case_path)


def test_making_a_case_that_was_broken_off_is_completed(case_path):
    connection = sqlite3.connect(case_path)
    connection.execute("PRAGMA journal_mode = WAL").fetchone()
    connection.close()
    assert case_path.stat().st_size > 0
    store = open_sqlite_store(case_path, create=True)
    assert store.data_version() == 0
    store.close()


@pytest.mark.parametrize("left", ["nothing in it", "no id in it", "an id in it"])
def test_making_a_case_that_was_broken_off_after_its_readings_is_completed(case_path, left):
    readings = case_path.with_name(case_path.name + ".readings")
    if left == "nothing in it":
        readings.touch(mode=0o600)
    else:
        FileAccessLog(case_path).begin("" if left == "no id in it" else "earlier")
    store = open_sqlite_store(case_path, create=True)
    assert failed(store) == []
    readings.unlink()
    assert [check.name for check in failed(store)] == ["readings"]
    store.close()


def test_a_damaged_page_is_named_as_damage(filled, case_path):
    with filled._readers.lend() as connection:
        root = connection.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'transfer'").fetchone()[0]
    filled.close()
    with case_path.open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\x7f" * 4096)
    store = open_sqlite_store(case_path)
    with pytest.raises(StoreDamaged, match="restore a copy"):
        store.export_transfers()
    assert "engine" in [check.name for check in failed(store)]
    assert len(store.nodes("Account")) == 2
    store.close()


def test_a_damaged_directory_of_tables_is_named_as_damage(filled, case_path):
    filled.close()
    with case_path.open("r+b") as file:
        file.seek(100)
        file.write(b"\x7f" * 3000)
    with pytest.raises(StoreDamaged, match="restore a copy"):
        open_sqlite_store(case_path)


# --- one writer -----------------------------------------------------------------------------------------


def test_a_second_writer_waits_and_then_says_whom_for(filled, case_path, monkeypatch):
    monkeypatch.setattr(writer_lock.sole_writer.__wrapped__, "__kwdefaults__", {"wait_seconds": 0.1})
    other = open_sqlite_store(case_path)
    with filled.transaction():
        with pytest.raises(StoreBusy, match=f"Process {os.getpid()} is writing"), other.transaction():
            pass
        assert len(other.export_transfers()) == 3
    with other.transaction():
        pass
    other.close()


def test_a_second_writer_goes_on_as_soon_as_the_first_ends(filled, case_path):
    inside, done = threading.Event(), []

    def write_shortly():
        with filled.transaction():
            inside.set()
            threading.Event().wait(0.3)
            done.append("first")

    first = threading.Thread(target=write_shortly)
    first.start()
    inside.wait()
    other = open_sqlite_store(case_path)
    with other.transaction():
        done.append("second")
    first.join()
    other.close()
    assert done == ["first", "second"]


def test_the_lock_of_a_dead_process_holds_up_nobody(filled, case_path, request):
    script = (
        "import os, sys\nfrom pathlib import Path\nfrom tracer.store.sqlite.store import open_sqlite_store\n"
        "store = open_sqlite_store(Path(sys.argv[1]))\nstore.transaction().__enter__()\nos._exit(9)"
    )
    command = [sys.executable, "-c", script, str(case_path)]
    assert subprocess.run(command, cwd=request.config.rootpath).returncode == 9
    with filled.transaction():
        pass


@pytest.mark.parametrize("what", ["a link", "a link to nothing", "a folder", "a pipe", "a second name", "notes"])
def test_what_stands_in_the_place_of_the_lock_is_never_written_to(filled, case_path, tmp_path, what):
    lock, notes = writer_lock.lock_path(case_path), tmp_path / "notes.txt"
    lock.unlink(missing_ok=True)
    notes.write_text("ale altcuiva")
    if what == "a link":
        lock.symlink_to(notes)
    elif what == "a link to nothing":
        lock.symlink_to(tmp_path / "nothing")
    elif what == "a folder":
        lock.mkdir()
    elif what == "a pipe":
        os.mkfifo(lock)
    elif what == "a second name":
        os.link(notes, lock)
    else:
        shutil.copyfile(notes, lock)
    with pytest.raises(NotACase, match="move it away"), filled.transaction():
        pass
    assert notes.read_text() == "ale altcuiva"
    assert not (tmp_path / "nothing").exists()
    assert what != "notes" or lock.read_text() == "ale altcuiva"
    assert len(filled.export_transfers()) == 3


# --- the disk is full -----------------------------------------------------------------------------------


def test_a_full_disk_loses_nothing(filled, case_path, fill, make_entries):
    before, rows = filled.digest(), filled.export_transfers()
    used = sum(path.stat().st_size for path in case_path.parent.iterdir())
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (used + 100_000, limits[1]))
    try:
        with pytest.raises(StoreFull, match=r"The disk is full.*Free space"):
            fill(filled, "second", make_entries(20_000))
        assert filled.digest() == before and filled.export_transfers().equals(rows)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, limits)
    fill(filled, "second", make_entries(20_000))
    assert len(filled.export_transfers()) == 20_000
    assert [check.name for check in failed(filled)] == ["statements"]


@pytest.fixture
def no_growth(filled, case_path):
    """From here on no file of the case may become larger. The act is a long one, so that few of them fill the room."""
    audit_event = AuditEvent("2024-03-01T10:00:00Z", "Ana Inventată", "analyst", "find", detail="x" * 3000)
    filled.log_access(audit_event)
    readings = case_path.with_name(case_path.name + ".readings")
    limits = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (readings.stat().st_size, limits[1]))
    yield audit_event
    resource.setrlimit(resource.RLIMIT_FSIZE, limits)


def test_on_a_full_disk_looks_go_on_record_in_the_room_set_aside_and_then_are_refused(filled, no_growth):
    count = 1
    with pytest.raises(StoreFull, match=r"The disk is full.*cannot record this act"):
        while count < 500:
            assert filled.log_access(no_growth).seq == count + 1
            count += 1
    assert 30 < count < 500
    assert len(list(filled.access_log())) == count
    assert failed(filled) == []


def test_when_there_is_room_again_it_is_set_aside_again(filled, case_path, no_growth):
    with pytest.raises(StoreFull):
        for _ in range(500):
            filled.log_access(no_growth)
    resource.setrlimit(resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
    filled.log_access(no_growth)
    readings = case_path.with_name(case_path.name + ".readings")
    resource.setrlimit(resource.RLIMIT_FSIZE, (readings.stat().st_size, resource.RLIM_INFINITY))
    for _ in range(20):
        filled.log_access(no_growth)
    assert failed(filled) == []


@pytest.fixture
def no_room_for_readers(monkeypatch):
    """SQLite finds no room for the file that it makes beside the case for its readers."""
    real = connection._open

    def refusing(path, how, kind, *, query_only):
        if "immutable" not in how:
            error = sqlite3.OperationalError("disk I/O error")
            error.sqlite_errorcode = sqlite3.SQLITE_IOERR_SHMSIZE
            raise error
        return real(path, how, kind, query_only=query_only)

    monkeypatch.setattr(connection, "_open", refusing)


def test_without_room_beside_the_case_it_is_read_as_it_lies_and_nobody_writes_meanwhile(
    filled, case_path, no_room_for_readers
):
    filled.close()
    reader = open_sqlite_store(case_path, read_only=True)
    assert len(reader.export_transfers()) == 3 and len(list(reader.log())) == 3
    with reader._readers.lend():
        lock = os.open(writer_lock.lock_path(case_path), os.O_RDWR)
        with pytest.raises(BlockingIOError):
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    os.close(lock)
    reader.close()


@pytest.mark.parametrize("why", ["somebody writes", "the log of SQLite holds more"])
def test_what_is_not_all_in_the_file_is_not_read_as_it_lies(filled, case_path, no_room_for_readers, why):
    filled.close()
    if why == "somebody writes":
        with writer_lock.sole_writer(case_path), pytest.raises(StoreFull, match="Free space"):
            open_sqlite_store(case_path, read_only=True)
    else:
        case_path.with_name(case_path.name + "-wal").write_bytes(b"x" * 100)
        with pytest.raises(StoreFull, match="Free space"):
            open_sqlite_store(case_path, read_only=True)


def test_the_engine_s_own_limit_is_a_full_disk(filled):
    with pytest.raises(StoreFull), filled.transaction() as writer:
        writer._connection.execute("PRAGMA max_page_count = 1")
        for number in range(1000):
            writer._connection.execute("INSERT INTO meta VALUES (?, ?)", (f"x{number}", "y" * 1000))
    assert failed(filled) == []


# --- damage that leaves the engine content --------------------------------------------------------------


@pytest.mark.parametrize(
    ("records", "statement"),
    [
        ("source", "UPDATE source SET size = size + 1"),
        ("source", "UPDATE source SET flags = '[{}]'"),
        ("receipt", "UPDATE source SET actor = 'Altcineva'"),
        ("node", "UPDATE node_record SET props = replace(props, 'FICTIV1', 'FICTIV3')"),
        ("node", "UPDATE node_record SET locator = 'row:99' WHERE node = 1"),
        ("node", "DELETE FROM node_record WHERE node = (SELECT no FROM node WHERE id = 'acc-2')"),
        ("node", "UPDATE node SET type = 'Company' WHERE id = 'per-1'"),
        ("link", "UPDATE link SET tail = (SELECT no FROM node WHERE id = 'acc-2')"),
        ("link", "UPDATE link_record SET props = '{}'"),
        ("entry", "UPDATE entry SET description = 'altceva' WHERE seq = 2"),
        ("entry", "UPDATE entry SET balance_minor = 0 WHERE seq = 2"),
        ("entry", "UPDATE entry SET description = NULL WHERE seq = 2"),
        ("entry", "UPDATE transfer SET debit_minor = 999 WHERE id = 'tra-1'"),
        ("entry", "UPDATE transfer SET value_date = value_date + 1 WHERE id = 'tra-1'"),
        ("entry", "DELETE FROM entry WHERE seq = 3"),
        ("event", "UPDATE event_record SET author = 'Altcineva'"),
        ("event", "DELETE FROM event_record"),
    ],
)
def test_a_changed_record_is_located_to_its_source(filled, case_path, fill, records, statement):
    fill(filled, "untouched")
    only_bank = statement
    for table in ("node_record", "link_record", "entry ", "event_record"):
        own = " source = (SELECT no FROM source WHERE name = 'bank')"
        if f"UPDATE {table}" in statement or f"FROM {table}" in statement + " ":
            only_bank = statement + (" AND" if "WHERE" in statement else " WHERE") + own
    if "UPDATE source" in statement:
        only_bank = statement + " WHERE name = 'bank'"
    assert change(case_path, only_bank) > 0
    damage = [check.params for check in failed(filled) if check.name == "records"]
    assert {params["records"] for params in damage} >= {records}
    # What a transfer or node has in common belongs to every source that tells of it.
    shared = statement.startswith(("UPDATE transfer", "UPDATE node SET", "UPDATE link SET"))
    assert {params["name"] for params in damage} == ({"bank", "untouched"} if shared else {"bank"})


def test_a_byte_changed_on_the_disk_is_located(filled, case_path):
    filled.close()
    data = case_path.read_bytes()
    assert data.count(b'Ana Inventat\xc4\x83"}') == 1
    case_path.write_bytes(data.replace(b'Ana Inventat\xc4\x83"}', b'Ana Inventat\xc4\x82"}'))
    store = open_sqlite_store(case_path)
    assert [(check.name, check.params["records"]) for check in failed(store)] == [("records", "node")]
    store.close()


def test_bytes_that_are_no_text_are_located(filled, case_path):
    filled.close()
    data = case_path.read_bytes()
    case_path.write_bytes(data.replace(b"inventat\xc4\x83 1", b"inventat\xff\xff 1"))
    store = open_sqlite_store(case_path)
    assert ("records", "entry") in [(check.name, check.params.get("records")) for check in failed(store)]
    store.close()


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE transfer SET debit_seq = 7 WHERE id = 'tra-1'",
        "UPDATE transfer SET debit_seq = NULL WHERE id = 'tra-1'",
        "UPDATE transfer SET credit_seq = 1 WHERE id = 'tra-1'",
        "UPDATE transfer SET kind = 'fee' WHERE id = 'tra-1'",
        "UPDATE transfer SET debit_entry = 1 WHERE id = 'tra-1'",
        "UPDATE transfer SET debit_entry = NULL WHERE id = 'tra-1'",
    ],
)
def test_a_transfer_that_shows_something_else_than_its_rows_is_found(filled, case_path, statement):
    assert change(case_path, statement) == 1
    assert [check.name for check in failed(filled)] == ["transfers"]


def test_a_source_removed_with_all_its_records_is_missed(filled, case_path, fill):
    fill(filled, "second")
    number = "(SELECT no FROM source WHERE name = 'second')"
    for table in ("node_record", "link_record", "event_record", "entry", "seal"):
        change(case_path, f"DELETE FROM {table} WHERE source = {number}")  # noqa: S608 - constants
    change(case_path, "DELETE FROM source WHERE name = 'second'")
    assert "case" in [check.name for check in failed(filled)]


@pytest.mark.parametrize(
    "statement",
    [
        "DELETE FROM log WHERE seq = 1",
        "DELETE FROM log WHERE seq = 2",
        "DELETE FROM log WHERE seq = 3",
        "DELETE FROM log",
        "UPDATE log SET reason = 'alta' WHERE seq = 2",
        "UPDATE log SET seq = 9 WHERE seq = 3",
    ],
)
def test_a_changed_or_missing_log_entry_is_found(filled, case_path, statement):
    assert change(case_path, statement) > 0
    assert [check.name for check in failed(filled)] == ["log"]


def test_a_copy_of_the_file_is_the_same_case(filled, case_path, tmp_path):
    filled.close()
    copy = shutil.copy(case_path, tmp_path / "copie.tracer")
    assert [check.name for check in failed(open_sqlite_store(copy))] == ["readings"]
    shutil.copy(f"{case_path}.readings", f"{copy}.readings")
    one, other = open_sqlite_store(case_path), open_sqlite_store(copy)
    assert one.digest() == other.digest() and failed(other) == []
    one.close()
    other.close()


# --- cost -----------------------------------------------------------------------------------------------


def test_identifiers_are_found_by_an_index(filled):
    with filled._readers.lend() as connection:
        plan = connection.execute(
            "EXPLAIN QUERY PLAN SELECT node FROM node_record JOIN node ON node.no = node_record.node "
            "WHERE node.type = 'Person' AND json_extract(props, '$.cnp') = '1'"
        ).fetchall()
    assert "node_record_by_cnp" in str(plan)


def test_the_work_on_a_row_does_not_grow_with_the_rows(tmp_path, fill, make_entries, monkeypatch):
    """The steps of the database are counted, not seconds: ten times the rows, ten times the steps."""

    def count_steps(rows):
        steps = []

        def connect(*arguments, **options):
            connection = plain_connect(*arguments, **options)
            connection.set_progress_handler(lambda: steps.append(100), 100)
            return connection

        monkeypatch.setattr(sqlite3, "connect", connect)
        store = open_sqlite_store(tmp_path / f"{rows}.sqlite", create=True)
        fill(store, "large", make_entries(rows))
        store.close()
        return sum(steps)

    plain_connect = sqlite3.connect
    few, many = count_steps(2_000), count_steps(20_000)
    assert 0 < 5 * few < many < 11 * few
