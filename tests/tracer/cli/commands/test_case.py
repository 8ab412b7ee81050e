"""The case made once and for one person; a file refused in words; an import broken off."""

from __future__ import annotations

import os
import signal
import time

from tracer.wording.language import find_language


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


def test_whatever_the_machine_s_rule_for_new_files_is_a_case_is_for_its_owner_alone(run, sample, tmp_path):
    mappings = [word for path in sample.mappings for word in ("--mapping", path)]
    persons = next(path for path in sample.files if path.name == "persoane.csv")
    before = os.umask(0)
    try:
        assert run("--case", tmp_path / "case", "init").code == 0
        assert run("--case", tmp_path / "case", "import", persons, *mappings).code == 0
        assert run("copy", tmp_path / "case", tmp_path / "copy").code == 0
    finally:
        os.umask(before)
    found = [path for name in ("case", "copy") for path in (tmp_path / name, *(tmp_path / name).rglob("*"))]
    assert len(found) > 12
    assert [path for path in found if path.stat().st_mode & 0o077] == []


def test_a_refused_file_is_told_in_romanian(run, empty_case, tmp_path):
    (tmp_path / "gol.csv").touch()
    ran = run("--case", empty_case, "--lang", "ro", "import", tmp_path / "gol.csv")
    assert ran.code == 1
    assert (
        find_language("ro").text("{name} is empty (0 bytes). Ask the sender for the file again.", name="gol.csv")
        in ran.out
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


def test_what_each_importer_missed_is_told_only_to_who_asks(run, empty_case, tmp_path):
    (tmp_path / "extras.sta").write_text(":20:X\r\n:25:1\r\n:28C:1\r\n:34F:RON0,\r\n", encoding="utf-8")
    told = run("--case", empty_case, "import", tmp_path / "extras.sta")
    asked = run("--case", empty_case, "import", tmp_path / "extras.sta", "--why")
    assert told.code == asked.code == 1
    assert told.out.splitlines()[1:] == [
        "  extras.sta has the format MT942, which no importer reads yet. Ask the bank for camt.053, or for "
        "the rows as CSV or XLSX."
    ]
    assert "camt053: " in asked.out and "bnr-rates: " in asked.out


def test_a_dry_run_says_how_every_statement_adds_up(run, empty_case, sample):
    mappings = [word for path in sample.mappings for word in ("--mapping", path)]
    bank = next(path for path in sample.files if path.name == "banca-fictiva-eta-2021-01.csv")
    ran = run("--case", empty_case, "import", "--dry-run", bank, *mappings)
    assert ran.code == 1  # one row is rejected
    lines = ran.out.splitlines()
    assert lines[0] == "banca-fictiva-eta-2021-01.csv: would be imported"
    assert lines[1].endswith(": 556 rows = 555 kept + 1 rejected")
    assert [line for line in lines if line.startswith("  =")] == [
        "  =  RO89FICTRON0000000000018, 7 Jan 2021 – 28 Dec 2024: adds up: "
        "7,000.00 + 1,066,240.00 − 570,400.00 = 502,840.00 RON"
    ]
    told = run("--case", empty_case, "--lang", "ro", "import", "--dry-run", bank, *mappings).out
    assert "se verifică: 7.000,00 + 1.066.240,00 − 570.400,00 = 502.840,00 RON" in told
