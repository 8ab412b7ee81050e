"""The sample case in its folder and on each server, imported once a run: for tests that read it.

A server holds one case. Whoever finds another there than the sample takes it away and imports the sample anew.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from neo4j import Driver, GraphDatabase

from tests.neo4j_server.plugin import AnyServer
from tracer.access.roles import Actor
from tracer.actions import demo
from tracer.actions.import_report import ImportReport
from tracer.actions.ingest import import_files
from tracer.actions.session import Session, open_session
from tracer.language import language
from tracer.sample.answers import Answers, read_answers
from tracer.sample.writing import SampleFiles, write_sample
from tracer.settings import Settings

ACTOR = Actor("Ana Proba", "owner")
_EMPTY = "CALL () { MATCH (n) DETACH DELETE n }"
_DIGEST = "MATCH (g:TracerGate) RETURN g.digest AS digest"


@dataclass(frozen=True)
class Imported:
    """The sample case, as the demo left it: from files to schedule, every figure held against its known answer.

    ``case`` opens it; ``folder`` holds the demo's files; ``differences``: what was not as known.
    """

    case: Settings
    folder: Path
    report: ImportReport
    differences: tuple[str, ...]
    digest: str


@dataclass
class SampleCase:
    """The sample's files, what is known of them beforehand, and the case in its folder."""

    files: SampleFiles
    answers: Answers
    names: dict[str, dict[str, dict[str, str]]]
    embedded: Imported
    served: dict[str, Imported] = field(default_factory=dict)


def import_sample(folder: Path, address: str | None = None) -> Imported:
    """The demo walked in this folder, and its case."""
    reports = []

    def keep(session: Session, files: Sequence[Path]) -> ImportReport:
        reports.append(import_files(session, files))
        return reports[-1]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(demo, "import_files", keep)  # the demo itself tells only the counts
        settings = Settings(folder, ACTOR, "en", address)
        case, found = demo.run_demo(settings, folder, language("en"), tell=lambda step: None)
    with open_session(case) as session:
        return Imported(case, folder, reports[0], found.differences, session.store.digest())


def empty(server: AnyServer) -> None:
    """Leave nothing on the server."""
    with _connect(server) as driver:
        driver.execute_query(_EMPTY)


@pytest.fixture(scope="session")
def emptied() -> Callable[[AnyServer], None]:
    """emptied(server): nothing is left on it."""
    return empty


def _connect(server: AnyServer) -> Driver:
    return GraphDatabase.driver(server.address, auth=(server.user, server.password))


@pytest.fixture(scope="session")
def sample_case(tmp_path_factory: pytest.TempPathFactory) -> SampleCase:
    """The sample and what is known of it, with the case in a folder."""
    files = write_sample(tmp_path_factory.mktemp("sample"))
    names = json.loads(files.answers.read_text(encoding="utf-8"))["names"]
    embedded = import_sample(tmp_path_factory.mktemp("embedded") / "demo")
    return SampleCase(files, read_answers(files.answers), names, embedded)


@pytest.fixture(scope="session")
def embedded(sample_case: SampleCase) -> Iterator[Session]:
    """The owner at the sample case in its folder."""
    with open_session(sample_case.embedded.case) as session:
        yield session


@pytest.fixture(scope="session")
def logged_in(tmp_path_factory: pytest.TempPathFactory) -> Callable[[AnyServer], dict[str, str]]:
    """logged_in(server) -> the environment in which Tracer gets in there: the user, and the file with the password."""

    def environment(server: AnyServer) -> dict[str, str]:
        file = tmp_path_factory.mktemp("login") / "password"
        file.write_text(server.password, encoding="utf-8")
        file.chmod(0o600)
        return {"TRACER_NEO4J_USER": server.user, "TRACER_NEO4J_PASSWORD_FILE": str(file)}

    return environment


@pytest.fixture(scope="module")
def login(neo4j_server: AnyServer, logged_in: Callable[[AnyServer], dict[str, str]]) -> Iterator[AnyServer]:
    """The server, with an environment in which Tracer gets in."""
    with pytest.MonkeyPatch.context() as patch:
        for name in [name for name in os.environ if name.startswith("TRACER_NEO4J_")]:
            patch.delenv(name)
        for name, value in logged_in(neo4j_server).items():
            patch.setenv(name, value)
        yield neo4j_server


@pytest.fixture(scope="module")
def served(login: AnyServer, sample_case: SampleCase, tmp_path_factory: pytest.TempPathFactory) -> Imported:
    """The sample case on a server of each release in turn. Read it, or leave it as it was."""
    known = sample_case.served.get(login.address)
    if known is None or _digest_on(login) != known.digest:
        empty(login)
        folder = tmp_path_factory.mktemp("served") / "demo"
        known = sample_case.served[login.address] = import_sample(folder, login.address)
    return known


def _digest_on(server: AnyServer) -> str | None:
    with _connect(server) as driver:
        return next((str(row["digest"]) for row in driver.execute_query(_DIGEST).records), None)


@pytest.fixture(scope="module")
def at_server(served: Imported) -> Iterator[Session]:
    """The owner at the sample case on the server."""
    with open_session(served.case) as session:
        yield session


@pytest.fixture(scope="module")
def driver(served: Imported, login: AnyServer) -> Iterator[Driver]:
    """A connection to the sample case on the server, past Tracer."""
    with _connect(login) as driver:
        yield driver
