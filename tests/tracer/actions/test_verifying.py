"""One changed byte is found: in the store, in the access log, in a kept file."""

from __future__ import annotations

import os
import shutil
import sqlite3

import pytest

from graph_schema.audit_log import GENESIS
from tracer.casework.sessions.case import STORE_FILE
from tracer.store.sqlite.store import open_sqlite_store

ACCESS_LOG = f"{STORE_FILE}.readings"


@pytest.fixture
def case(little_case):
    """Part of the sample case: each test verifies it, and the whole takes ten times as long."""
    return little_case


@pytest.fixture
def verify(run, case):
    """Verify, and tell the checks that fail."""

    def call():
        ran = run("--case", case, "verify", "--json")
        assert "Traceback" not in ran.err
        failed = {check["name"] for check in ran.json["checks"] if check["result"] == "broken"}
        assert ran.code == {"broken": 4, "look": 1, "holds": 0}[ran.json["result"]]
        assert (ran.json["result"] == "broken") is bool(failed)
        return failed

    return call


def settle(path):
    """Bring everything into the file itself, so that a byte of it can be changed."""
    with sqlite3.connect(path) as connection:
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def change(path, old, new):
    assert len(old) == len(new)
    settle(path)
    data = path.read_bytes()
    assert data.count(old) >= 1
    path.write_bytes(data.replace(old, new))


def test_an_untouched_case_holds(run, case, sample_case):
    """In the whole sample case the statement of a month is missing, so that a person must look."""
    for folder, code, result in ((case, 0, "holds"), (sample_case, 1, "look")):
        ran = run("--case", folder, "verify", "--json")
        assert (ran.code, ran.json["result"]) == (code, result)
        assert [check["name"] for check in ran.json["checks"] if check["result"] == "broken"] == []


@pytest.mark.parametrize(
    ("old", "new", "failed"),
    [
        ("Vilă cu piscină", "Vilă cu Piscină", {"records"}),
        ("Victor Inventescu", "Victor Inventescv", {"records"}),
        ("persoane.csv", "persoanE.csv", {"records"}),
        ("Ana Proba", "Ama Proba", {"log", "records"}),
    ],
)
def test_a_changed_letter_in_the_store_is_found(case, verify, old, new, failed):
    change(case / STORE_FILE, old.encode(), new.encode())
    assert verify() & failed


@pytest.mark.parametrize(
    ("statement", "failed"),
    [
        ("UPDATE log SET actor = 'Nobody' WHERE seq = 3", "log"),
        ("DELETE FROM log WHERE seq = (SELECT max(seq) FROM log)", "log"),
        ("UPDATE transfer SET debit_minor = debit_minor + 1 WHERE no = 7", "records"),
        ("UPDATE transfer SET kind = 'salary' WHERE no = 7", "transfers"),
        ("DELETE FROM event_record WHERE id = (SELECT max(id) FROM event_record)", "records"),
        ("UPDATE meta SET value = '-' || substr(value, 2) WHERE name = 'case_digest'", "case"),
    ],
)
def test_a_row_changed_behind_the_program_s_back_is_found(case, verify, statement, failed):
    connection = sqlite3.connect(case / STORE_FILE)
    connection.create_function("fold_text", 1, lambda text: text)
    connection.execute("PRAGMA foreign_keys = OFF")
    assert connection.execute(statement).rowcount >= 1
    connection.commit()
    connection.close()
    assert failed in verify()


def test_a_changed_reading_is_found(run, case, verify):
    run("--case", case, "find", "Vila")
    settle(case / ACCESS_LOG)
    with sqlite3.connect(case / ACCESS_LOG) as connection:
        assert connection.execute("UPDATE log SET detail = 'length=5' WHERE action = 'find'").rowcount >= 1
    connection.close()
    assert verify() == {"readings"}


@pytest.mark.parametrize("left", [0, 1])
def test_readings_cut_off_at_the_end_are_found_and_no_later_act_hides_it(run, case, verify, left):
    (case / ACCESS_LOG).unlink(missing_ok=True)
    for _ in range(2):
        run("--case", case, "find", "Vila")
    with sqlite3.connect(case / ACCESS_LOG) as connection:
        connection.execute("DELETE FROM log WHERE seq > ?", (left,))
    connection.close()
    run("--case", case, "totals")
    assert verify() == {"readings"}


def test_a_log_cut_off_at_the_end_is_found_and_no_later_import_hides_it(run, case, verify, answers):
    with sqlite3.connect(case / STORE_FILE) as connection:
        connection.execute("DELETE FROM log WHERE seq > 5")
    connection.close()
    assert run("--case", case, "method", answers.showcase[1], "libr", "--reason", "probă").code == 0
    assert verify() == {"log"}


def empty_log(path):
    """Remove the log with all that the store notes of its end."""
    with sqlite3.connect(path) as connection:
        connection.execute("DELETE FROM log")
        connection.execute("UPDATE meta SET value = ? WHERE name = 'last_log_hash'", (GENESIS,))
    connection.close()


def test_an_empty_log_beside_sources_is_found(case, verify):
    empty_log(case / STORE_FILE)
    assert verify() == {"logged"}


def test_the_log_of_another_case_is_found(run, case, empty_case, verify):
    empty_log(case / STORE_FILE)
    with sqlite3.connect(case / STORE_FILE) as connection:
        connection.execute("ATTACH ? AS other", (str(empty_case / STORE_FILE),))
        connection.execute("INSERT INTO log SELECT * FROM other.log")
        connection.execute("DELETE FROM meta WHERE name = 'last_log_hash'")
        connection.execute("INSERT INTO meta SELECT * FROM other.meta WHERE name = 'last_log_hash'")
    connection.close()
    assert verify() == {"logged"}


def test_a_source_that_the_log_tells_of_and_the_case_lost_is_found(case, verify):
    """All of one source removed as a program would that knows the store, and no word of it in the log."""
    store = open_sqlite_store(case / STORE_FILE)
    with store.transaction() as writer:
        writer.retract_source(
            next(kept.source.digest for kept in store.sources() if kept.source.name == "decizie.json")
        )
    store.close()
    assert verify() == {"logged"}


@pytest.mark.parametrize("looked_at", [False, True])
def test_a_log_of_readings_that_was_removed_is_found_and_no_later_act_hides_it(run, case, verify, looked_at):
    for path in case.glob(f"{ACCESS_LOG}*"):
        path.unlink()
    if looked_at:
        assert run("--case", case, "find", "Vila").code == 0
    assert verify() == {"readings"}
    assert verify() == {"readings"}


def test_the_log_of_readings_of_another_case_is_found(run, case, empty_case, verify):
    assert run("--case", empty_case, "find", "Vila").code == 0
    for path in case.glob(f"{ACCESS_LOG}*"):
        path.unlink()
    shutil.copyfile(empty_case / ACCESS_LOG, case / ACCESS_LOG)
    assert verify() == {"readings"}


def test_a_case_that_was_never_looked_at_holds(run, empty_case):
    assert run("--case", empty_case, "verify").code == 0


@pytest.mark.parametrize("lang", ["en", "ro"])
def test_files_that_no_source_names_are_listed(run, case, verify, lang):
    (case / "sources" / ("f" * 64)).write_bytes(b"de la alt dosar")
    (case / "sources" / ".abc.partial").write_bytes(b"rupt")
    assert verify() == set()
    ran = run("--lang", lang, "--case", case, "verify")
    (line,) = [line for line in ran.out.splitlines() if "orphans" in line]
    assert "f" * 16 in line and ".abc.partial" in line and " 2 " in line


def test_the_file_of_an_import_taken_back_stays_and_is_no_orphan(run, case, verify):
    source = next(line for line in run("--case", case, "sources", "--json").json if line["file"] == "decizie.json")
    assert run("--case", case, "retract", source["digest"], "--reason", "probă").code == 0
    assert verify() == set()
    assert "orphans" not in run("--case", case, "verify").out


@pytest.mark.parametrize("harm", ["a byte", "cut short", "gone", "a folder"])
def test_a_changed_kept_file_is_found(case, verify, harm):
    path = sorted((case / "sources").iterdir())[7]
    path.chmod(0o600)
    data = bytearray(path.read_bytes())
    if harm == "a byte":
        data[len(data) // 2] ^= 1
        path.write_bytes(data)
    elif harm == "cut short":
        path.write_bytes(data[:-1])
    else:
        path.unlink()
        if harm == "a folder":
            path.mkdir()
    assert verify() == {"files"}


def test_a_failed_check_is_told_in_words(run, case):
    sorted((case / "sources").iterdir())[0].unlink()
    ran = run("--case", case, "verify")
    assert ran.code == 4
    assert ran.out.count("\nBROKEN") == 1


def test_a_row_of_a_changed_file_is_shown_as_changed(run, case):
    source = next(line for line in run("--case", case, "sources", "--json").json if line["file"] == "masuri.csv")
    path = case / "sources" / source["digest"]
    path.chmod(0o600)
    path.write_bytes(path.read_bytes().replace(b"/D/P/2024", b"/D/P/2025"))
    ran = run("--case", case, "row", source["digest"], "row:2")
    assert ran.code == 0
    assert "THE KEPT FILE HAS CHANGED" in ran.out


@pytest.mark.parametrize("seed", range(6))
def test_noise_in_the_store_ends_in_a_sentence_never_in_a_trace(run, case, seed):
    """Whatever a failing disk leaves: a failed check or an environment error, and no crash."""
    settle(case / STORE_FILE)
    data = bytearray((case / STORE_FILE).read_bytes())
    page = 4096 * (2 + seed * (len(data) // 4096 - 3) // 6)
    data[page : page + 4096] = os.urandom(4096)
    (case / STORE_FILE).write_bytes(data)
    ran = run("--case", case, "verify")
    assert ran.code in (1, 3, 4)
    assert "Traceback" not in ran.err
    assert "fault of the program" not in ran.err
