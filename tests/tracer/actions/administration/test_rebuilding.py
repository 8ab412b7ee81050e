"""A case follows from its kept files and decisions: built anew, it is the same case."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from graph_schema.audit_log import find_break
from graph_schema.errors import WrongUse
from tracer.access.roles import Actor, NotAllowed
from tracer.actions.administration import rebuilding
from tracer.actions.administration.rebuilding import rebuild_case
from tracer.actions.case_graph.views.saving import create_view
from tracer.actions.decisions import choose_method, revoke
from tracer.actions.files.check import verify_case
from tracer.actions.files.ingest import import_files, retract_source
from tracer.actions.money.mark import mark_receipts
from tracer.casework.sessions.case import MAPPINGS_FOLDER, SOURCES_FOLDER
from tracer.casework.sessions.opening import open_session
from tracer.intake.kept import declarations
from tracer.settings import Settings


@pytest.fixture
def settings(tmp_path):
    """The case that a fixture puts there."""
    return Settings(tmp_path / "case", Actor("Ana Proba", "owner"), "en")


def receipts(settings, folder):
    with open_session(replace(settings, case=folder, store=None)) as session:
        return [(kept.source, kept.received, kept.actor, kept.flags) for kept in session.store.sources()]


def failed(session):
    return {check.name for check in verify_case(session).checks if check.result == "broken"}


@pytest.fixture
def decided(case, known_names, session_of):
    """Another person decides: proceeds marked, a method chosen and taken back, an import taken back for good."""
    asset = next(iter(known_names["assets"].values()))["id"]
    with session_of(case, "prosecutor", "Dan Proba") as session:
        account = session.store.nodes("Account")[0].id
        mark_receipts(session, account, label="probă", reason="probă")
        choose_method(session, asset, "libr", "probă")
        (event,) = [k.event for k in session.store.events(type_="MethodChosen") if k.event.props["reason"] == "probă"]
        revoke(session, event.id, "probă")
    with session_of(case) as session:
        # The measures go on naming the vehicles, which only this file told of.
        vehicles = next(kept for kept in session.store.sources() if kept.source.name == "vehicule.csv")
        retract_source(session, vehicles.source.digest)
        create_view(session, "Vila")
    return case


def test_the_case_built_anew_is_the_same(decided, settings, tmp_path):
    report = rebuild_case(settings, str(tmp_path / "new"))
    assert (report.faults, report.holds) == ((), True)
    assert receipts(settings, tmp_path / "new") == receipts(settings, decided)
    assert {actor for _, _, actor, _ in receipts(settings, decided)} == {"Ana Proba", "Dan Proba"}
    with open_session(replace(settings, case=tmp_path / "new")) as session:
        assert failed(session) == {"ends"}  # the vehicles, as in the case it was built from
        (kept,) = session.store.view_log.changes()
        assert (kept.kind, kept.value) == ("name", '"Vila"')
        log = list(session.store.log())
        assert {entry.audit_event.action for entry in log} == {"rebuild"}
        assert log[-1].audit_event.subject == report.expected == session.store.digest()
        assert find_break(log) is None


def test_it_is_the_same_on_a_server(decided, settings, stand_in, monkeypatch):
    monkeypatch.setenv("TRACER_NEO4J_PASSWORD", "parola1234")
    report = rebuild_case(settings, "neo4j://server.example/dosar")
    assert report.holds
    with open_session(replace(settings, store="neo4j://server.example/dosar")) as session:
        assert failed(session) == {"ends"}  # the vehicles, as in the case it was built from


def test_a_kept_file_missing_or_changed_is_told_by_name_and_the_rest_is_built(
    little_case, settings, tmp_path, session_of
):
    with session_of(little_case) as session:
        named = {kept.source.name: kept.source.digest for kept in session.store.sources()}
    (little_case / SOURCES_FOLDER / named["masuri.csv"]).unlink()
    changed = little_case / SOURCES_FOLDER / named["decizie.json"]
    changed.chmod(0o600)
    changed.write_bytes(changed.read_bytes() + b" ")
    report = rebuild_case(settings, str(tmp_path / "new"))
    assert not report.holds
    told = {fault.file: fault.template for fault in report.faults}
    assert told["masuri.csv"] == "Its kept file is missing."
    assert told["decizie.json"] == "Its kept file has changed since it was received."
    with session_of(tmp_path / "new") as session:
        assert {k.source.name for k in session.store.sources()} == set(named) - {"masuri.csv", "decizie.json"}


def test_a_mapping_changed_since_is_found(little_case, settings, tmp_path):
    """Two columns of text change their meaning: every row is read, and tells something else."""
    for path in sorted((little_case / MAPPINGS_FOLDER).iterdir()):
        told = json.loads(path.read_text(encoding="utf-8"))
        columns = told["columns"]
        if {"description", "counterparty_name"} <= columns.keys():
            columns["description"], columns["counterparty_name"] = columns["counterparty_name"], columns["description"]
            path.write_text(json.dumps(told), encoding="utf-8")
    report = rebuild_case(settings, str(tmp_path / "new"))
    assert not report.holds
    assert report.digest != report.expected
    assert report.faults
    assert {fault.template for fault in report.faults} <= {
        "It gives other records today: a mapping or an earlier source differs.",
        "It gives other rows or flags today: {before} rows kept before, {now} now.",
    }


def test_an_importer_of_another_version_is_named(little_case, settings, tmp_path, monkeypatch):
    real = declarations.read_source

    def read(file, mappings):
        batch = real(file, mappings)
        newer = file.name == "persoane.csv"
        return replace(batch, source=replace(batch.source, importer_version="99")) if newer else batch

    monkeypatch.setattr(declarations, "read_source", read)
    (fault,) = rebuild_case(settings, str(tmp_path / "new")).faults
    assert (fault.file, fault.params["now"]) == ("persoane.csv", "99")
    assert "{before}" in fault.template


def test_reasons_that_an_old_case_kept_as_finished_text_are_another_record(
    little_case, settings, tmp_path, monkeypatch
):
    real = declarations.read_source

    def read(file, mappings):
        batch = real(file, mappings)
        finished = [replace(flag, params={k: "".join(v) for k, v in flag.params.items()}) for flag in batch.flags]
        return replace(batch, flags=tuple(finished))

    monkeypatch.setattr(declarations, "read_source", read)
    report = rebuild_case(settings, str(tmp_path / "new"))
    assert report.digest != report.expected
    assert report.faults
    assert {fault.template for fault in report.faults} == {
        "It gives other rows or flags today: {before} rows kept before, {now} now."
    }


def test_broken_off_it_is_completed_by_the_next_run(little_case, settings, tmp_path, monkeypatch):
    real, calls = rebuilding.write_batch, []

    def write(*arguments, **named):
        calls.append(1)
        if len(calls) == 5:
            raise KeyboardInterrupt
        return real(*arguments, **named)

    monkeypatch.setattr(rebuilding, "write_batch", write)
    with pytest.raises(KeyboardInterrupt):
        rebuild_case(settings, str(tmp_path / "new"))
    monkeypatch.undo()
    report = rebuild_case(settings, str(tmp_path / "new"))
    assert (report.known, report.holds) == (4, True)
    again = rebuild_case(settings, str(tmp_path / "new"))
    assert (again.sources, again.holds) == (0, True)


def test_a_target_with_other_sources_is_refused(little_case, settings, sample, tmp_path, session_of):
    other = tmp_path / "other"
    extra = tmp_path / "extra.csv"
    extra.write_bytes(next(p for p in sample.files if p.name == "persoane.csv").read_bytes() + b"\n")
    with open_session(replace(settings, case=other), create=True) as session:
        import_files(session, [extra], mappings=sample.mappings)
        assert session.store.sources()
    with pytest.raises(WrongUse, match="another case"):
        rebuild_case(settings, str(other))
    with pytest.raises(WrongUse, match="the same case"):
        rebuild_case(settings, str(settings.case))


@pytest.mark.parametrize("role", ["investigator", "prosecutor", "supervisor"])
def test_a_role_that_does_not_manage_the_case_builds_nothing(little_case, settings, tmp_path, role):
    with pytest.raises(NotAllowed, match="right to copy, rebuild and upgrade"):
        rebuild_case(replace(settings, actor=Actor("Dan Proba", role)), str(tmp_path / "new"))
    assert not (tmp_path / "new").exists()
