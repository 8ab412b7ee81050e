"""The case made once and for one person; a file refused in words; an import broken off."""

from __future__ import annotations

import signal
import time

from tracer.language import language


def test_a_second_init_leaves_the_case_and_its_log_alone(run, case, digest_of, session_of):
    with session_of(case) as session:
        entries = list(session.store.log())
    before = digest_of(case)
    assert run("--case", case, "init").code == 0
    with session_of(case) as session:
        assert list(session.store.log()) == entries
    assert digest_of(case) == before


def test_a_case_is_for_its_owner_alone(run, case, empty_case):
    for path in (empty_case, empty_case / "sources", *(case / "sources").iterdir(), case / "case.sqlite"):
        assert path.stat().st_mode & 0o077 == 0, path
    assert (empty_case / "sources").stat().st_mode & 0o777 == 0o700


def test_a_refused_file_is_told_in_romanian(run, empty_case, tmp_path):
    (tmp_path / "gol.csv").touch()
    ran = run("--case", empty_case, "--lang", "ro", "import", tmp_path / "gol.csv")
    assert ran.code == 1
    assert (
        language("ro").text("{name} is empty (0 bytes). Ask the sender for the file again.", name="gol.csv") in ran.out
    )


def test_a_command_is_interrupted_without_a_trace(start, sample, tmp_path):
    """Ctrl-C during an import: one word, exit 1, the case usable."""
    folder = tmp_path / "case"
    start("--case", folder, "init").communicate(timeout=60)
    mappings = [word for path in sample.mappings for word in ("--mapping", path)]
    running = start("--case", folder, "import", *sample.files, *mappings)
    deadline = time.monotonic() + 60
    while len(list((folder / "sources").iterdir())) < 3 and time.monotonic() < deadline:
        time.sleep(0.02)
    running.send_signal(signal.SIGINT)
    out, err = running.communicate(timeout=60)
    assert running.returncode == 1
    assert (out, err.strip()) == ("", "Stopped.")
    verified = start("--case", folder, "verify")
    verified.communicate(timeout=120)
    assert verified.returncode == 0
