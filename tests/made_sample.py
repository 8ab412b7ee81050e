"""The sample case, imported once a run for all tests and all workers; each worker reads a copy of its own."""

from __future__ import annotations

import fcntl
import os
import pickle
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias, TypeVar

import pytest

from tracer.access.roles import Actor
from tracer.actions.files.ingest import import_files
from tracer.casework.sessions.opening import open_session
from tracer.sample.writing import SampleFiles, write_sample
from tracer.settings import Settings

_Made = TypeVar("_Made")
MadeOnce: TypeAlias = Callable[[str, Callable[[Path], _Made]], _Made]
OWNER = Actor("Ana Proba", "owner")


@dataclass(frozen=True)
class MadeSample:
    """The sample's files, and the case that holds them. Neither may be changed: others read them at the same time."""

    files: SampleFiles
    case: Path


@pytest.fixture(scope="session")
def made_once(tmp_path_factory: pytest.TempPathFactory) -> MadeOnce:
    """made_once(name, make): what ``make(folder)`` gave, by whichever worker asked first; the folder stays."""
    base = tmp_path_factory.getbasetemp()
    # Every worker has a folder of its own in that of the run.
    run = base.parent if "PYTEST_XDIST_WORKER" in os.environ else base

    def made(name: str, make: Callable[[Path], _Made]) -> _Made:
        folder, result = run / f"made-{name}", run / f"made-{name}.pickle"
        with (run / f"made-{name}.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            if not result.exists():
                shutil.rmtree(folder, ignore_errors=True)  # of a worker that failed
                folder.mkdir()
                result.write_bytes(pickle.dumps(make(folder)))
            return pickle.loads(result.read_bytes())  # noqa: S301 - written by this run

    return made


@pytest.fixture(scope="session")
def made_sample(made_once: MadeOnce) -> MadeSample:
    """The whole sample case, imported by its owner."""
    return made_once("sample", _make_sample)


def _make_sample(folder: Path) -> MadeSample:
    files = write_sample(folder / "files")
    with open_session(Settings(folder / "case", OWNER, "en"), create=True) as session:
        report = import_files(session, files.files, mappings=files.mappings)
    assert {file.status for file in report.files} == {"imported"}
    return MadeSample(files, folder / "case")


@pytest.fixture(scope="session")
def copied_sample(made_sample: MadeSample, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the sample case for one worker to read: reading leaves entries in the access log."""
    folder = tmp_path_factory.mktemp("imported") / "case"
    shutil.copytree(made_sample.case, folder)
    return folder
