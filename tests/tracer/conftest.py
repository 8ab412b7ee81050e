"""What the tests of actions and command line share: the sample case, imported once, and one call of a command."""

from __future__ import annotations

import io
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager, redirect_stderr, redirect_stdout
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from babel.messages.catalog import Catalog

from tracer.access.roles import Actor
from tracer.actions.files.ingest import import_files
from tracer.casework.sessions.opening import open_session
from tracer.casework.sessions.session import Session
from tracer.cli import main
from tracer.sample.answers import Answers, read_answers
from tracer.sample.writing import SampleFiles
from tracer.settings import Settings
from tracer.store.sqlite.store import SqliteStore, open_sqlite_store
from tracer.wording.locale.extract import extract_catalogue

ROOT = Path(__file__).parents[2]
CALLER = {"TRACER_USER": "Ana Proba", "LANG": "C.UTF-8"}


@dataclass(frozen=True)
class Ran:
    """What a command left: exit code, what it printed and what it complained of."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The result that was printed as JSON."""
        return json.loads(self.out)["result"]


def _environment(given: Mapping[str, str]) -> dict[str, str]:
    plain = {key: value for key, value in os.environ.items() if not key.startswith(("TRACER_", "LC_", "LANG"))}
    return {**plain, **CALLER, **given}


@pytest.fixture
def run(monkeypatch) -> Callable[..., Ran]:
    """Call a command in this process; keywords are environment variables."""

    def call(*arguments: object, **environment: str) -> Ran:
        for key in list(os.environ):
            if key.startswith(("TRACER_", "LC_", "LANG")):
                monkeypatch.delenv(key)
        for key, value in {**CALLER, **environment}.items():
            monkeypatch.setenv(key, value)
        out, err = io.StringIO(), io.StringIO()
        with redirect_stdout(out), redirect_stderr(err):
            try:
                main([str(argument) for argument in arguments])
                code = 0
            except SystemExit as end:
                code = int(end.code or 0)
        return Ran(code, out.getvalue(), err.getvalue())

    return call


@pytest.fixture(scope="session")
def start() -> Callable[..., subprocess.Popen[str]]:
    """Start a command as a process of its own; keywords are environment variables."""

    def begin(*arguments: object, **environment: str) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, "-c", "from tracer.cli import main; main()", *map(str, arguments)],
            cwd=ROOT,
            env=_environment(environment),
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            # A shell that starts the tests in the background hands on that Ctrl-C is ignored.
            preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
        )

    return begin


@pytest.fixture(scope="session")
def said() -> Catalog:
    """Every sentence for a reader that the code says."""
    return extract_catalogue(ROOT)


@pytest.fixture(scope="session")
def sample(made_sample) -> SampleFiles:
    """The files of the sample case."""
    return made_sample.files


@pytest.fixture(scope="session")
def answers(sample) -> Answers:
    """What is known of the sample case beforehand."""
    return read_answers(sample.answers)


@pytest.fixture(scope="session")
def known_names(sample) -> dict[str, dict[str, dict[str, str]]]:
    """The persons, companies and assets of the sample by key, with id and natural number."""
    return json.loads(sample.answers.read_text(encoding="utf-8"))["names"]


@dataclass(frozen=True)
class WalkedDemo:
    """``ran``: what the command left; ``folder``: the demo's own; ``log``: the log of the program. None may be changed."""

    ran: Ran
    folder: Path
    log: Path


@pytest.fixture(scope="session")
def walked_demo(made_once, start) -> WalkedDemo:
    """The demo, walked once for all tests that look at what it leaves."""

    def make(folder: Path) -> WalkedDemo:
        log, demo = folder / "tracer.log", folder / "demo"
        process = start("--lang", "ro", "--log-file", log, "demo", "--no-dashboard", "--folder", demo)
        out, err = process.communicate(timeout=600)
        return WalkedDemo(Ran(process.returncode, out, err), demo, log)

    return made_once("walked demo", make)


@pytest.fixture(scope="session")
def sample_case(copied_sample) -> Path:
    """The sample case imported, to be read only: tests that write take ``case``."""
    return copied_sample


@pytest.fixture
def case(sample_case, tmp_path) -> Path:
    """A copy of the sample case to write to."""
    folder = tmp_path / "case"
    shutil.copytree(sample_case, folder)
    return folder


@pytest.fixture(scope="session")
def part_files(sample) -> list[Path]:
    """Part of the files of the sample case: registers, one account's rows, measures, a decision."""
    names = {
        "persoane.csv",
        "companii.json",
        "banca-fictiva-salon-2021-01.csv",
        "conturi.csv",
        "carte-funciara.csv",
        "vehicule.csv",
        "perchezitie-1.csv",
        "perchezitie-2.csv",
        "masuri.csv",
        "decizie.json",
    }
    files = [path for path in sample.files if path.name in names]
    assert {path.name for path in files} == names
    return files


@pytest.fixture(scope="session")
def part_case(made_once, sample, part_files, tmp_path_factory) -> Path:
    """The part imported, to be read only: a copy for one worker. Tests that write take ``little_case``."""

    def make(folder: Path) -> Path:
        with open_session(Settings(folder / "case", Actor("Ana Proba", "owner"), "en"), create=True) as session:
            report = import_files(session, part_files, mappings=sample.mappings)
        assert {file.status for file in report.files} == {"imported"}
        return folder / "case"

    folder = tmp_path_factory.mktemp("part") / "case"
    shutil.copytree(made_once("part", make), folder)
    return folder


@pytest.fixture
def little_case(part_case, tmp_path) -> Path:
    """A copy of the part to write to."""
    folder = tmp_path / "case"
    shutil.copytree(part_case, folder)
    return folder


@pytest.fixture
def empty_case(tmp_path, run) -> Path:
    """A case with nothing in it."""
    folder = tmp_path / "empty"
    assert run("--case", folder, "init").code == 0
    return folder


@dataclass
class StandIn:
    """Files that answer in place of servers: for what lies around the store. The server's own store has its suite."""

    folder: Path
    asked: list[tuple[str, Any]]

    def open(
        self, address: str, *, create: bool, read_only: bool, credentials: Any, unfinished: str = ""
    ) -> SqliteStore:
        self.asked.append((address, credentials))
        path = self.folder / f"{address.rpartition('/')[2]}.tracer"
        return open_sqlite_store(path, create=create, read_only=read_only, unfinished=unfinished)


@pytest.fixture
def stand_in(tmp_path, monkeypatch) -> StandIn:
    """Servers at ``neo4j://server.example/NAME``, each an embedded case of its own, and the password ``parola1234``."""
    made = StandIn(tmp_path / "servers", [])
    made.folder.mkdir()
    module = SimpleNamespace(open_neo4j_store=made.open)
    monkeypatch.setitem(sys.modules, "tracer.store.neo4j.store", module)
    return made


@pytest.fixture(scope="session")
def session_of() -> Callable[..., Any]:
    """Open a case as a person with a role, for a ``with`` block."""

    @contextmanager
    def opened(folder: Path, role: str = "owner", name: str = "Ana Proba") -> Iterator[Session]:
        with open_session(Settings(folder, Actor(name, role), "en")) as session:
            yield session

    return opened


@pytest.fixture(scope="session")
def digest_of(session_of) -> Callable[[Path], str]:
    """The fingerprint of a case."""

    def read(folder: Path) -> str:
        with session_of(folder) as session:
            return session.store.digest()

    return read
