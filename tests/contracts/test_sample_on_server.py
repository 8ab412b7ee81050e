"""The sample case from files to totals on a real server of each release: as in its folder, and as known beforehand."""

from __future__ import annotations

import io
import json
import os
import shutil
from collections.abc import Mapping, Sequence
from contextlib import redirect_stderr, redirect_stdout
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from openpyxl import load_workbook

from tests.neo4j_server.moment import MOMENT
from tests.neo4j_server.plugin import SERVERS
from tracer.actions.files.check import verify_case
from tracer.actions.files.ingest import import_files, retract_source
from tracer.actions.money.trace import trace_subject
from tracer.actions.recovery.measures import list_measures
from tracer.actions.recovery.supervise import show_totals
from tracer.casework.sessions import session as actions_session
from tracer.casework.sessions.opening import open_session
from tracer.casework.tracing.case_tracing import TIE_METHODS
from tracer.cli import main
from tracer.sample.world.accounts import ACCOUNTS
from tracer.store.ports.store_values import TransferFilter

pytest_plugins = ["tests.neo4j_server.sample_case"]

# At the first release the case was imported from its files; the others have a copy. The command line prints what the
# actions give, and those run on each release.
on_one_release = pytest.mark.one_release(SERVERS[0])


# --- the actions, on each release ---------------------------------------------------------------------------------------


@on_one_release
def test_every_figure_is_as_known_beforehand(served):
    """Counts of every file, traced sums, effective shares, ties, totals of all days, the schedule, verify."""
    assert served.differences == ()


@on_one_release
def test_the_import_tells_of_each_file_what_it_tells_in_a_folder(served, sample_case):
    assert served.report == sample_case.embedded.report
    assert {file.status for file in served.report.files} == {"imported"}
    assert len(served.report.files) == len(sample_case.files.files)


def test_the_fingerprint_is_that_of_the_folder(served, at_server, sample_case):
    assert at_server.store.digest() == served.digest == sample_case.embedded.digest


def test_totals_are_the_known_ones_and_the_same_in_every_part(at_server, embedded, sample_case):
    for known in sample_case.answers.totals:
        asked = {"currency": "EUR", "as_of": known.as_of, "known_on": known.known_on}
        totals = show_totals(at_server, **asked)
        buckets = {bucket.name: bucket.minor for bucket in totals.buckets}
        sums = {
            **buckets,
            "identified": totals.minor,
            "received": totals.realised.received,
            "victims": totals.realised.victims,
        }
        assert {name: sums[name] for name in known.minors} == dict(known.minors)
        assert totals == show_totals(embedded, **asked)
        assert list_measures(at_server, as_of=known.as_of) == list_measures(embedded, as_of=known.as_of)


@pytest.mark.one_release(SERVERS[0])
def test_traced_sums_are_the_known_ones_and_their_chains_the_same(at_server, embedded, sample_case):
    methods = [method.value for method in TIE_METHODS]  # the answers are of these
    for asset, known in sample_case.answers.traced.items():
        report = trace_subject(at_server, asset, methods)
        assert report == trace_subject(embedded, asset, methods)
        for purchase in report.purchases:
            assert {one.method: (one.lower_minor, one.upper_minor) for one in purchase.sums} == dict(known), asset


@on_one_release
def test_the_schedule_is_the_same(served, sample_case):
    folder = sample_case.embedded.folder
    assert (served.folder / "schedule.pdf").read_bytes() == (folder / "schedule.pdf").read_bytes()
    assert cells_of(served.folder / "schedule.xlsx") == cells_of(folder / "schedule.xlsx")


def cells_of(path):
    """All cells of a schedule, with the moments at which sources were received."""
    return [(sheet.title, [list(row) for row in sheet.iter_rows(values_only=True)]) for sheet in load_workbook(path)]


@pytest.mark.one_release(SERVERS[-1])
def test_sources_taken_back_and_read_again_leave_the_case_as_it_was(served, sample_case, tmp_path):
    """A register, a statement and the orders, one after the other: every digest on the way is the same in both places."""
    copy = tmp_path / "case"
    shutil.copytree(sample_case.embedded.case.case, copy)
    names = ("companii.json", "banca-exemplu-alfa-2022.xml", "masuri.csv")
    paths = [next(file for file in sample_case.files.files if file.name == name) for name in names]
    after = []
    for settings in (replace(sample_case.embedded.case, case=copy), served.case):
        with open_session(settings) as session:
            store = session.store
            digests = {kept.source.name: kept.source.digest for kept in store.sources()}
            steps = [(retract_source(session, digests[name]), store.digest()) for name in names]
            broken = [check.name for check in store.verify() if not check.holds]
            files = import_files(session, paths).files
            report = verify_case(session)
            after.append((steps, broken, files, store.digest()))
            assert [check.name for check in report.checks if check.result == "broken"] == []
    assert after[0] == after[1]
    steps, _, files, digest = after[1]
    assert len({digest, *(without for _, without in steps)}) == 4
    assert digest == served.digest
    assert {file.status for file in files} == {"imported"}


def test_the_same_files_again_change_nothing(served, at_server, sample_case):
    version = at_server.store.data_version()
    report = import_files(at_server, sample_case.files.files)
    assert {file.status for file in report.files} == {"known"}
    assert (at_server.store.data_version(), at_server.store.digest()) == (version, served.digest)


# --- the command line ---------------------------------------------------------------------------------------------------


class Clock(datetime):
    """A clock that stands still at the moment of the demo."""

    @classmethod
    def now(cls, tz=None):
        return MOMENT.astimezone(tz)


@dataclass(frozen=True)
class Ran:
    """What a command left."""

    code: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        """The result that was printed as JSON."""
        return json.loads(self.out)["result"]


def run(environment: Mapping[str, str], arguments: Sequence[object]) -> Ran:
    """Call a command in this process, in this environment and nobody else's, always at the same moment."""
    out, err = io.StringIO(), io.StringIO()
    with pytest.MonkeyPatch.context() as patch, redirect_stdout(out), redirect_stderr(err):
        patch.setattr(actions_session, "datetime", Clock)  # a declaration is a record with its moment
        for name in [name for name in os.environ if name.startswith(("TRACER_", "LC_", "LANG"))]:
            patch.delenv(name)
        for name, value in environment.items():
            patch.setenv(name, value)
        try:
            main([str(argument) for argument in arguments])
            code = 0
        except SystemExit as end:
            code = int(end.code or 0)
    return Ran(code, out.getvalue(), err.getvalue())


@dataclass(frozen=True)
class Both:
    """Calls a command at a case in a folder and at the same case on a server."""

    places: tuple[tuple[object, ...], ...]
    environment: Mapping[str, str]

    def run(self, *arguments: object) -> Ran:
        return run(self.environment, arguments)

    def __call__(self, *command: object) -> list[Ran]:
        return [self.run(*place, *command) for place in self.places]


@pytest.fixture(scope="module")
def both(served, sample_case, logged_in, login, tmp_path_factory):
    """both(*command) -> what it leaves at the sample case in a folder, then at the one on the server."""
    folder = tmp_path_factory.mktemp("commands") / "embedded"
    shutil.copytree(sample_case.embedded.case.case, folder)
    places = (("--case", folder), ("--store", served.case.store, "--case", served.case.case))
    return Both(places, {"LANG": "C.UTF-8", "TRACER_USER": "Ana Proba", **logged_in(login)})


@on_one_release
def test_import_says_the_same_of_files_that_are_there(both, sample_case):
    """Of files that are new the actions give the same report: the command line only prints it."""
    files = sample_case.files
    mappings = [word for path in files.mappings for word in ("--mapping", path)]
    embedded, served = both("import", *files.files[:3], *mappings, "--json")
    assert (served.code, served.err) == (embedded.code, embedded.err)
    assert served.json == embedded.json
    assert [file["status"] for file in served.json["files"]] == ["known"] * 3


@on_one_release
@pytest.mark.parametrize(
    "command",
    [
        ("find", "Vila"),
        ("find", "exemplu", "--limit", "3"),
        ("trace", "{asset}", "--method", "fifo", "--method", "libr"),
        ("link", "{suspect}", "{asset}", "--limit", "3"),
        ("ownership", "{suspect}", "--day", "2024-12-31"),
        ("measure", "list", "--as-of", "2025-06-30"),
        ("totals", "--as-of", "2025-06-30"),
        ("totals", "--as-of", "2024-12-31", "--known-on", "2025-06-30", "--currency", "RON"),
    ],
    ids=lambda command: " ".join(command),
)
def test_a_command_prints_what_it_prints_for_a_folder(both, sample_case, command):
    suspect, asset = sample_case.answers.showcase
    words = [word.format(suspect=suspect, asset=asset) for word in command]
    for how in ((), ("--json",)):
        embedded, served = both(*words, *how)
        assert served == embedded
        assert (served.code, served.err) == (0, "")
        assert served.out.strip()


@on_one_release
@pytest.mark.parametrize("form", ["pdf", "xlsx"])
def test_export_writes_the_same_document(both, sample_case, tmp_path, form):
    targets = [tmp_path / f"{name}.{form}" for name in ("embedded", "served")]
    options = ("--method", "libr", "--as-of", "2025-06-30")
    for place, target in zip(both.places, targets, strict=True):
        ran = both.run(*place, "export", sample_case.answers.showcase[0], target, *options)
        assert (ran.code, ran.err) == (0, "")
    read = cells_of if form == "xlsx" else Path.read_bytes
    assert read(targets[1]) == read(targets[0])


@on_one_release
def test_verify_holds_and_names_the_same_case(both, sample_case):
    embedded, served = (ran.json for ran in both("verify", "--json"))
    assert served["result"] == embedded["result"] == "look"
    assert served["flags"] == embedded["flags"] != []
    assert served["digest"] == embedded["digest"] == sample_case.embedded.digest
    here, there = ([check["name"] for check in told["checks"]] for told in (embedded, served))
    # Where anybody may write Cypher, two checks more: what is shown, and what is not ours.
    assert [name for name in there if name in here] == here and set(there) - set(here) == {"shown", "foreign"}


@on_one_release
def test_sources_are_the_same_but_for_the_moment_of_receipt(both, sample_case):
    embedded, served = (ran.json for ran in both("sources", "--json"))
    assert len(served) == len(embedded)
    assert without_moment(served) == without_moment(embedded)


def without_moment(found):
    return json.loads(json.dumps(found), object_hook=lambda row: {k: v for k, v in row.items() if k != "received"})


@on_one_release
def test_query_answers_on_the_server_and_says_why_not_in_a_folder(both, embedded):
    account = ACCOUNTS["delta"]
    known = embedded.store.transfers(TransferFilter(credit_account=account.id), limit=10_000).num_rows
    text = "MATCH ()-[r:TRANSFER]->(a:Account {number: $account}) WHERE r.credit_minor >= $minor RETURN count(r) AS n"
    folder, served = both(
        "query", text, "--param", f"account={account.iban}", "--param", "minor:=1", "--json", "--reason", "probă"
    )
    assert (folder.code, folder.out) == (2, "")
    assert "no query console" in folder.err
    assert (served.code, served.err) == (0, "")
    assert served.json["columns"] == ["n"]
    assert served.json["rows"] == [[known]]
    assert known > 50
