"""Done twice is done once; broken off is finished by doing it again; taken back and given again is as before."""

from __future__ import annotations

import shutil
import signal
import time

import pytest

from tracer.actions.files.ingest import import_files, retract_source
from tracer.casework.sessions.case import MAPPINGS_FOLDER


def state(folder):
    """Everything on disk that an import may change, but the logs."""
    return {path.name for path in (folder / "sources").iterdir()} | {
        p.name for p in (folder / MAPPINGS_FOLDER).iterdir()
    }


def test_the_same_files_again_change_nothing_and_are_said_to_be_known(case, sample, session_of):
    with session_of(case) as session:
        before, files, entries = session.store.digest(), state(case), list(session.store.log())
        report = import_files(session, sample.files, mappings=sample.mappings)
        assert {file.status for file in report.files} == {"known"}
        assert session.store.digest() == before
        assert list(session.store.log()) == entries
    assert state(case) == files


def test_the_same_bytes_under_another_name_are_known(case, sample, session_of, tmp_path):
    copy = tmp_path / "another name.csv"
    shutil.copyfile(next(path for path in sample.files if path.name == "masuri.csv"), copy)
    with session_of(case) as session:
        before = session.store.digest()
        (report,) = import_files(session, [copy]).files
        assert (report.status, session.store.digest()) == ("known", before)


def test_a_dry_run_writes_nothing_but_the_log(run, empty_case, sample, part_files, digest_of):
    before, files = digest_of(empty_case), sorted(empty_case.rglob("*"))
    mappings = [word for path in sample.mappings for word in ("--mapping", path)]
    ran = run("--case", empty_case, "import", "--dry-run", *part_files, *mappings, "--json")
    assert {file["report"]["status"] for file in ran.json["files"]} == {"would_import"}
    assert sum(file["report"]["kept"] for file in ran.json["files"]) > 500
    assert digest_of(empty_case) == before
    assert [path for path in sorted(empty_case.rglob("*")) if "readings" not in path.name] == [
        path for path in files if "readings" not in path.name
    ]


@pytest.mark.parametrize("name", ["persoane.csv", "masuri.csv", "banca-fictiva-salon-2021-01.csv", "decizie.json"])
def test_taken_back_and_given_again_is_as_before(little_case, sample, session_of, name):
    path = next(path for path in sample.files if path.name == name)
    with session_of(little_case) as session:
        before = session.store.digest()
        digest = next(kept.source.digest for kept in session.store.sources() if kept.source.name == name)
        assert sum(retract_source(session, digest[:20]).values()) > 0
        assert session.store.digest() != before
        assert digest not in {kept.source.digest for kept in session.store.sources()}
        (report,) = import_files(session, [path]).files
        assert report.status == "imported"
        assert session.store.digest() == before
        assert all(check.holds for check in session.store.verify())


def test_the_order_of_files_of_one_kind_does_not_matter(sample, sample_case, empty_case, session_of, digest_of):
    first = [path for path in sample.files if path.name in ("persoane.csv", "companii.json")]
    last = [path for path in sample.files if path.name in ("cursuri.xml", "masuri.csv", "decizie.json")]
    middle = [path for path in sample.files if path not in (*first, *last)]
    with session_of(empty_case) as session:
        import_files(session, [*reversed(first), *reversed(middle), *last], mappings=sample.mappings)
    assert digest_of(empty_case) == digest_of(sample_case)


@pytest.mark.parametrize("kept", [2, 6])
def test_a_killed_import_leaves_whole_files_and_is_completed_by_the_next(
    start, run, sample, part_files, part_case, tmp_path, digest_of, kept
):
    folder = tmp_path / "case"
    assert run("--case", folder, "init").code == 0
    mappings = [word for path in sample.mappings for word in ("--mapping", path)]
    running = start("--case", folder, "import", *part_files, *mappings)
    deadline = time.monotonic() + 60
    while len(list((folder / "sources").iterdir())) < kept and time.monotonic() < deadline:
        time.sleep(0.005)
    running.send_signal(signal.SIGKILL)
    running.communicate(timeout=60)
    assert running.returncode == -signal.SIGKILL
    checked = run("--case", folder, "verify", "--json")
    assert checked.code in (0, 1), checked.out
    done = run("--case", folder, "sources", "--json").json
    assert len(done) < len(part_files)
    assert all(line["rows"] == line["kept"] + line["rejected"] for line in done)
    again = run("--case", folder, "import", *part_files, *mappings, "--json")
    statuses = [file["status"] for file in again.json["files"]]
    assert statuses.count("known") == len(done)
    assert statuses.count("imported") == len(part_files) - len(done)
    assert digest_of(folder) == digest_of(part_case)
