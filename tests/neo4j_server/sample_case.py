"""The sample case in its folder and on each server, brought there once a run: for tests that read it.

The first release imports it from its files and walks the demo; the others get a copy of the case in its folder, which
takes a third of the time. TRACER_TEST_RELEASES=all imports it at each. A server holds one case. Whoever finds another
there than the sample lays the sample back, as it was once brought.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path
from typing import Any

import pytest
from neo4j import Driver, GraphDatabase

from tests.made_sample import MadeOnce, MadeSample
from tests.neo4j_server.moment import MOMENT
from tests.neo4j_server.plugin import EVERY_RELEASE, SERVERS, AnyServer
from tests.neo4j_server.snapshot import Snapshot, lay_back, take_snapshot
from tracer.access.roles import Actor
from tracer.actions import demo
from tracer.actions.administration.copying import copy_case
from tracer.actions.files.ingest import import_files
from tracer.casework.sessions.opening import open_session
from tracer.casework.sessions.session import Session
from tracer.intake.reports.import_report import ImportReport
from tracer.sample.answers import Answers, read_answers
from tracer.sample.writing import SampleFiles
from tracer.settings import Settings
from tracer.wording.language import find_language

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
    served: dict[str, tuple[Imported, Snapshot]] = field(default_factory=dict)


def import_sample(folder: Path, address: str | None = None) -> Imported:
    """The demo walked in this folder, and its case. Its clock stands still, so that two runs write the same days."""
    reports = []

    def keep(session: Session, files: Sequence[Path], **stated: Any) -> ImportReport:
        reports.append(import_files(session, files, **stated))
        return reports[-1]

    def open_at_moment(settings: Settings, **how: Any) -> Session:
        return replace(open_session(settings, **how), now=lambda: MOMENT)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(demo, "import_files", keep)  # the demo itself tells only the counts
        patch.setattr(demo, "open_session", open_at_moment)
        settings = Settings(folder, ACTOR, "en", address)
        case, found = demo.run_demo(settings, folder, find_language("en"), report_step=lambda step: None)
    with open_session(case) as session:
        return Imported(case, folder, reports[0], found.differences, session.store.digest())


def copy_sample(embedded: Imported, folder: Path, address: str) -> Imported:
    """The case of the demo copied to a server; its files lie in this folder."""
    shutil.copytree(embedded.folder, folder)
    case = replace(embedded.case, case=folder / embedded.case.case.relative_to(embedded.folder), store=address)
    copied = copy_case(embedded.case, str(embedded.case.case), address)
    return replace(embedded, case=case, folder=folder, digest=copied.digest)


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
def sample_case(
    made_once: MadeOnce[Imported], made_sample: MadeSample, tmp_path_factory: pytest.TempPathFactory
) -> SampleCase:
    """The sample and what is known of it, with the case in a folder of this worker."""
    files = made_sample.files
    names = json.loads(files.answers.read_text(encoding="utf-8"))["names"]
    made = made_once("demo", lambda folder: import_sample(folder / "demo"))
    folder = tmp_path_factory.mktemp("embedded") / "demo"
    shutil.copytree(made.folder, folder)
    case = replace(made.case, case=folder / made.case.case.relative_to(made.folder))
    return SampleCase(files, read_answers(files.answers), names, replace(made, case=case, folder=folder))


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
    with _connect(login) as driver:
        if login.address not in sample_case.served:
            empty(login)
            folder = tmp_path_factory.mktemp("served") / "demo"
            bring = (
                import_sample
                if EVERY_RELEASE or login.release == SERVERS[0]
                else partial(copy_sample, sample_case.embedded)
            )
            known = bring(folder, login.address)
            sample_case.served[login.address] = known, take_snapshot(driver)
        known, snapshot = sample_case.served[login.address]
        if _digest_on(login) != known.digest:
            lay_back(driver, snapshot)
        return known


def _digest_on(server: AnyServer) -> str | None:
    with _connect(server) as driver:
        return next((str(row["digest"]) for row in driver.execute_query(_DIGEST).records), None)


@pytest.fixture(scope="module")
def at_server(served: Imported) -> Iterator[Session]:
    """The owner at the sample case on the server."""
    with open_session(served.case) as session:
        session.reason = "probă"
        yield session


@pytest.fixture(scope="module")
def driver(served: Imported, login: AnyServer) -> Iterator[Driver]:
    """A connection to the sample case on the server, past Tracer."""
    with _connect(login) as driver:
        yield driver
