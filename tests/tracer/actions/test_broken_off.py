"""A copy or a rebuilding whose process was killed is no case: every command says so, and the same command completes it."""

from __future__ import annotations

import shutil
import signal
import sqlite3
import time

import pytest

from tracer.casework.sessions.case import STORE_FILE


def count_sources(folder):
    """How many sources has the case now, as any other program sees it?"""
    try:
        with sqlite3.connect(f"file:{folder / STORE_FILE}?mode=ro", uri=True) as connection:
            (count,) = connection.execute("SELECT count(*) FROM source").fetchone()
        connection.close()
    except sqlite3.Error:
        return -1
    return count


@pytest.fixture
def killed(start):
    """Start a command and kill its process as soon as the case at its target has so many sources."""

    def call(target, sources, *arguments):
        running = start(*arguments)
        deadline = time.monotonic() + 120
        while count_sources(target) < sources and running.poll() is None and time.monotonic() < deadline:
            time.sleep(0.001)
        running.send_signal(signal.SIGKILL)
        running.communicate(timeout=60)
        assert running.returncode == -signal.SIGKILL
        return count_sources(target)

    return call


@pytest.mark.parametrize("sources", [0, 1, 5])
@pytest.mark.parametrize("act", ["copy", "rebuild"])
def test_killed_half_way_it_is_no_case_and_the_same_command_completes_it(
    run, killed, little_case, tmp_path, digest_of, act, sources
):
    target = tmp_path / "half"
    command = ("copy", little_case, target) if act == "copy" else ("--case", little_case, "rebuild", target)
    came = killed(target, sources, *command)
    assert sources <= came < count_sources(little_case)
    for asked in (
        ("verify",),
        ("find", "Vila"),
        ("totals",),
        ("sources",),
        ("init",),
        ("import", little_case / "mappings"),
        ("retract", "f", "--reason", "probă"),
        ("copy", target, tmp_path / "other"),
        ("rebuild", tmp_path / "other"),
        ("copy", target, "--to-import-files", tmp_path / "files"),
    ):
        ran = run("--case", target, *asked)
        assert (ran.code, ran.out) == (3, ""), asked
        assert " ".join(map(str, ("tracer", *command))) in ran.err, asked
    assert not (tmp_path / "other").exists() and not (tmp_path / "files").exists()
    ran = run("--lang", "ro", "--case", target, "verify")
    assert ran.code == 3 and "tracer " in ran.err and "is not complete" not in ran.err
    assert run(*command).code == 0
    assert digest_of(target) == digest_of(little_case)
    assert run("--case", target, "verify").code == 0


def test_removed_after_a_kill_it_is_begun_again(run, killed, little_case, tmp_path, digest_of):
    target = tmp_path / "half"
    killed(target, 2, "copy", little_case, target)
    shutil.rmtree(target)
    assert run("copy", little_case, target).code == 0
    assert digest_of(target) == digest_of(little_case)


def test_a_copy_of_another_case_does_not_complete_it(run, killed, little_case, empty_case, tmp_path):
    target = tmp_path / "half"
    killed(target, 2, "copy", little_case, target)
    ran = run("copy", empty_case, target)
    assert (ran.code, ran.out) == (2, "")
    assert run("--case", target, "verify").code == 3
