"""The log file of the program tells what happened when, with ids and counts alone."""

from __future__ import annotations

import logging
import os
import re
import shutil
import stat
import time

import pytest

from graph_schema.errors import EnvironmentFailure, WrongUse
from tracer import logs
from tracer.logs import log_file, read_log_file, start_log
from tracer.store.errors import StoreBusy
from tracer.store.sqlite.file import connection
from tracer.store.sqlite.file.writer_lock import sole_writer
from tracer.store.sqlite.store import SqliteStore

LINE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ (INFO|WARNING|ERROR) \d+ (tracer|dashboards)[a-z0-9_.]* .+")
# Words that stand in events of the program and in names of the sample too.
SHORTEST = 4


@pytest.fixture
def log(tmp_path):
    """A place for a log; what the test started ends with it."""
    yield tmp_path / "tracer.log"
    start_log(None)


def events(log):
    """Logger and message of each line."""
    lines = log.read_text(encoding="utf-8").splitlines()
    assert all(LINE.fullmatch(line) for line in lines), lines
    return [tuple(line.split(" ", 4)[3:]) for line in lines]


def texts_of(folder):
    """Every word of four letters and every number of four digits that the values of a case hold."""
    found = set()
    store = SqliteStore(folder / "case.sqlite", read_only=True)
    for kept in store.sources():
        told = store.source_records(kept.source.digest)
        found.add(kept.source.name)
        for record in (*told.nodes, *told.links, *told.events):
            found |= {str(value) for value in record.props.values()}
        for name in ("counterparty_name", "description", "reference"):
            found |= {str(value) for value in told.entries.column(name).to_pylist() if value}
    store.close()
    return found


def test_no_name_and_no_number_of_the_case_stands_in_the_log_of_a_whole_demo(run, walked_demo, tmp_path, log):
    assert walked_demo.ran.code == 0, walked_demo.ran.err
    case = tmp_path / "demo" / "case"
    shutil.copytree(walked_demo.folder / "case", case)
    shutil.copy(walked_demo.log, log)
    for command in (
        ("find", "Victor"),
        ("find", "Vila"),
        ("unveil", "Alma", "--reason", "motivul căutării"),
        ("sources",),
        ("retract", "ffff", "--reason", "motivul retragerii"),
        ("export", "Victor Inventescu", tmp_path / "x.pdf", "--method", "libr"),
        ("import", tmp_path / "Ion Secretul.csv"),
        ("trace", "Vila", "--method", "fifo"),
        ("verify",),
    ):
        run("--log-file", log, "--case", case, *command)
    start_log(None)
    text = log.read_text(encoding="utf-8")
    told = events(log)
    for event in (
        "open engine=sqlite",
        "commit engine=sqlite rows=",
        "import status=imported source=",
        "export form=pdf bytes=",
    ):
        assert any(message.startswith(event) for _, message in told), event
    assert sum(message.startswith("import status=imported") for _, message in told) > 60
    # The words of the log itself, and digests and numbers of processes, are no words of the case.
    plain = re.sub(
        r"source=[0-9a-f]{16}|^\S+ \S+ \d+ |seconds=[0-9.]+|\b(rows|kept|bytes|lines|flags)=\d+", "", text, flags=re.M
    )
    words = set(re.findall(r"\w{4,}", plain))
    own = {word for logger, _ in told for word in re.findall(r"\w{4,}", logger)}
    values = texts_of(case)
    assert len(values) > 10_000
    assert [value for value in values if len(value) >= SHORTEST and " " in value and value in plain] == []
    spoken = {word for value in values for word in re.findall(r"\w{4,}", value)}
    assert words & spoken <= own | EVENT_WORDS, words & spoken - own - EVENT_WORDS
    for secret in (
        "Victor",
        "Inventescu",
        "Vila",
        "Alma",
        "motivul",
        "Secretul",
        str(tmp_path),
        str(walked_demo.folder),
        "Proba",
        "FICTIV",
    ):
        assert secret not in text, secret


EVENT_WORDS = {
    "begins",
    "bytes",
    "code",
    "command",
    "commit",
    "demo",
    "ends",
    "engine",
    "export",
    "find",
    "flags",
    "form",
    "import",
    "imported",
    "kept",
    "kind",
    "lines",
    "name",
    "open",
    "read_only",
    "refused",
    "rejected",
    "retract",
    "rows",
    "seconds",
    "source",
    "sources",
    "sqlite",
    "status",
    "trace",
    "unveil",
    "verify",
    "xlsx",
}


def test_the_file_is_for_its_owner_alone_and_goes_on_where_it_ended(run, empty_case, log):
    for name in ("option", "environment"):
        at = ("--log-file", log) if name == "option" else ()
        more = {"TRACER_LOG_FILE": str(log)} if name == "environment" else {}
        assert run(*at, "--case", empty_case, "sources", **more).code == 0
    start_log(None)
    assert stat.S_IMODE(log.stat().st_mode) == 0o600
    assert [message for _, message in events(log)].count("command begins name=sources") == 2
    log.chmod(0o644)
    start_log(log)
    assert stat.S_IMODE(log.stat().st_mode) == 0o600


def test_without_a_file_nothing_is_written_anywhere(run, empty_case, capfd):
    assert run("--case", empty_case, "sources").code == 0
    logging.getLogger("tracer").warning("x")
    assert capfd.readouterr() == ("", "") and log_file() is None


def test_a_large_file_is_renamed_and_five_are_kept(log, monkeypatch):
    monkeypatch.setattr(logs, "_LARGEST_BYTES", 200)
    start_log(log)
    for number in range(50):
        logging.getLogger("tracer.x").info("event number=%d", number)
    kept = sorted(path.name for path in log.parent.iterdir())
    assert kept == ["tracer.log", *(f"tracer.log.{number}" for number in range(1, 6))]
    assert {stat.S_IMODE(path.stat().st_mode) for path in log.parent.iterdir()} == {0o600}


def test_an_exception_is_told_by_kind_and_place_alone(log):
    start_log(log)
    try:
        raise ValueError("Ion Secretul")
    except ValueError:
        logging.getLogger("tracer.x").exception("fault of the program")
    logging.getLogger("dashboards.x").info("two\nlines")
    text = log.read_text()
    assert re.search(r"fault of the program ValueError at test_logs\.py:\d+$", text, re.M) and "Secretul" not in text
    assert text.count("\n") == 2


def test_a_link_a_folder_and_a_pipe_are_refused(log, tmp_path):
    log.symlink_to(tmp_path / "elsewhere")
    with pytest.raises(EnvironmentFailure):
        start_log(log)
    with pytest.raises(EnvironmentFailure):
        start_log(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    reader = os.open(tmp_path / "pipe", os.O_RDONLY | os.O_NONBLOCK)
    with pytest.raises(WrongUse, match="is no file"):
        start_log(tmp_path / "pipe")
    os.close(reader)
    assert not (tmp_path / "elsewhere").exists()


def test_a_log_that_cannot_be_made_is_wrong_use_in_one_sentence(run, tmp_path):
    ran = run("--log-file", tmp_path / "no" / "such" / "file", "--case", tmp_path, "sources")
    assert ran.code == 3 and ran.err.count("\n") == 1 and "cannot be written" in ran.err


def test_the_option_wins_over_the_environment(tmp_path):
    assert read_log_file({"TRACER_LOG_FILE": "a"}, "b").name == "b"
    assert read_log_file({"TRACER_LOG_FILE": "a"}).name == "a"
    assert read_log_file({"TRACER_LOG_FILE": ""}) is None


def test_a_lock_that_is_waited_for_and_one_that_is_not_had_are_told(run, empty_case, log, session_of):
    start_log(log)
    with (
        session_of(empty_case) as session,
        sole_writer(empty_case / "case.sqlite"),
        pytest.raises(StoreBusy),
        session.store.transaction(),
    ):
        raise AssertionError
    assert any(message.startswith("lock of the case not had seconds=") for _, message in events(log))


def test_a_slow_reading_is_told_by_its_name(empty_case, log, session_of, monkeypatch):
    monkeypatch.setattr(connection, "SLOW_SECONDS", 0.01)
    start_log(log)
    with session_of(empty_case) as session:
        monkeypatch.setattr("tracer.store.sqlite.store.read_type", lambda *_: time.sleep(0.02))
        session.store.nodes("Person")
    (slow,) = [message for _, message in events(log) if message.startswith("slow")]
    assert slow.startswith("slow reading name=nodes seconds=")


def test_the_steps_of_an_upgrade_and_refused_commands_are_told(run, empty_case, log):
    assert run("--log-file", log, "--case", empty_case, "--role", "investigator", "upgrade").code == 2
    start_log(None)
    told = [message for _, message in events(log)]
    assert "command refused kind=NotAllowed" in told and told[-1].startswith("command ends code=2 seconds=")
