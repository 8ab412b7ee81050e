"""A case copied is the same case, with its history; a copy broken off is completed; nobody's own case is written into."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from graph_schema.audit_log import find_break
from graph_schema.errors import EnvironmentFailure, WrongUse
from tracer.access.roles import Actor, NotAllowed
from tracer.actions.administration import copying
from tracer.actions.administration.copying import CopyDiffers, copy_case
from tracer.actions.case_graph.explore import find
from tracer.actions.case_graph.views.opening import list_views
from tracer.actions.case_graph.views.saving import create_view, rename_view
from tracer.actions.decisions import choose_method, revoke
from tracer.actions.files.check import verify_case
from tracer.actions.files.ingest import import_files, retract_source
from tracer.casework.sessions.case import MAPPINGS_FOLDER, SOURCES_FOLDER, STORE_FILE
from tracer.casework.sessions.opening import open_session
from tracer.settings import Settings
from tracer.store.errors import CaseUnfinished

ADDRESS = "neo4j://server.example/dosar"


@pytest.fixture
def settings(tmp_path):
    """Ana Proba, owner; she names the cases herself."""
    return Settings(tmp_path / "not used", Actor("Ana Proba", "owner"), "en")


@pytest.fixture
def lived(case, known_names, session_of):
    """The sample case with a life: a decision, its revocation, an import taken back, a look."""
    asset = next(iter(known_names["assets"].values()))["id"]
    with session_of(case) as session:
        choose_method(session, asset, "libr", "probă")
        (event,) = [k.event for k in session.store.events(type_="MethodChosen") if k.event.props["reason"] == "probă"]
        revoke(session, event.id, "probă")
        persons = next(kept for kept in session.store.sources() if kept.source.name == "persoane.csv")
        retract_source(session, persons.source.digest)
        find(session, "Vila")
        rename_view(session, create_view(session, "Vila"), "Vila și banii")
    return case


def opened(folder):
    return open_session(Settings(folder, Actor("Ana Proba", "owner"), "en"), read_only=True)


def everything(folder):
    """All of a case but what names the copying itself."""
    with opened(folder) as session:
        store = session.store
        return {
            "digest": store.digest(),
            "sources": store.sources(),
            "told": [store.source_records(kept.source.digest) for kept in store.sources()],
            "nodes": store.export_nodes(),
            "links": store.links(),
            "events": store.events(),
            "transfers": store.export_transfers(),
            "log": list(store.log()),
            "views": store.view_log.changes(),
            "files": {path.name: path.read_bytes() for path in (folder / SOURCES_FOLDER).iterdir()},
            "mappings": {path.name: path.read_bytes() for path in (folder / MAPPINGS_FOLDER).iterdir()},
        }


# --- the copy is the case --------------------------------------------------------------------------------


def test_a_copy_is_the_case_with_all_its_history(lived, settings, tmp_path):
    target = tmp_path / "copy"
    report = copy_case(settings, str(lived), str(target))
    before, after = everything(lived), everything(target)
    (signature,) = after["log"][len(before["log"]) :]
    after["log"] = after["log"][: len(before["log"])]
    kept = {one.source.digest for one in before["sources"]}
    before["files"] = {name: data for name, data in before["files"].items() if name in kept}
    assert after == before
    assert (signature.audit_event.action, signature.audit_event.subject, signature.audit_event.actor) == (
        "copy",
        before["digest"],
        "Ana Proba",
    )
    assert (report.digest, report.sources, report.known) == (before["digest"], len(before["sources"]), 0)
    assert (report.files, report.missing_files, report.log) == (len(kept), (), len(before["log"]))
    with opened(target) as session:
        assert verify_case(session).result != "broken"
        assert find_break(session.store.log()) is None


def test_views_kept_in_the_copy_meanwhile_stay_and_a_later_copy_adds_none(little_case, settings, session_of, tmp_path):
    with session_of(little_case) as session:
        create_view(session, "prima")
    copy_case(settings, str(little_case), str(tmp_path / "copy"))
    with session_of(tmp_path / "copy") as session:
        create_view(session, "a copiei")
    copy_case(settings, str(little_case), str(tmp_path / "copy"))
    with session_of(tmp_path / "copy") as session:
        assert [line.name for line in list_views(session)] == ["a copiei", "prima"]


def test_the_copying_is_on_record_in_the_case_copied_and_comes_over(little_case, settings, tmp_path):
    copy_case(settings, str(little_case), str(tmp_path / "copy"))
    with opened(little_case) as old, opened(tmp_path / "copy") as new:
        readings = list(old.store.access_log())
        assert readings[-1].audit_event.action == "copy"
        assert list(new.store.access_log()) == readings


def test_a_copy_changes_nothing_in_the_case_copied_but_its_readings(little_case, settings, tmp_path):
    def bytes_of(folder):
        return {p: p.read_bytes() for p in folder.rglob("*") if p.is_file() and ".sqlite" not in p.name}

    before, state = bytes_of(little_case), everything(little_case)
    copy_case(settings, str(little_case), str(tmp_path / "copy"))
    assert bytes_of(little_case) == before
    assert everything(little_case) == state


def test_a_copy_of_a_copy_carries_every_signature(little_case, settings, tmp_path, digest_of):
    copy_case(settings, str(little_case), str(tmp_path / "one"))
    copy_case(settings, str(tmp_path / "one"), str(tmp_path / "two"))
    with opened(tmp_path / "two") as session:
        actions = [entry.audit_event.action for entry in session.store.log()]
        assert actions.count("copy") == 2
        assert find_break(session.store.log()) is None
    assert digest_of(tmp_path / "two") == digest_of(little_case)


# --- again, and broken off -------------------------------------------------------------------------------


def test_copied_again_nothing_changes(little_case, settings, tmp_path):
    target = tmp_path / "copy"
    first = copy_case(settings, str(little_case), str(target))
    state = everything(target)
    again = copy_case(settings, str(little_case), str(target))
    assert (again.sources, again.known, again.log, again.readings, again.files) == (0, first.sources, 0, 0, 0)
    assert everything(target) == state


@pytest.mark.parametrize("place", ["first source", "last source", "log", "signature"])
def test_a_copy_broken_off_is_no_case_and_is_completed_by_the_next_run(
    little_case, settings, tmp_path, monkeypatch, place
):
    target = tmp_path / "copy"
    with opened(little_case) as session:
        count = len(session.store.sources())

    class Broken(Exception):
        pass

    def breaking(name, at):
        real, calls = getattr(copying, name), iter(range(10_000))

        def call(*arguments):
            if next(calls) == at:
                raise Broken
            return real(*arguments)

        monkeypatch.setattr(copying, name, call)

    name, at = {
        "first source": ("_carry_source", 0),
        "last source": ("_carry_source", count - 1),
        "log": ("_carry_log", 0),
        "signature": ("_check_same", 0),
    }[place]
    breaking(name, at)
    with pytest.raises(Broken):
        copy_case(settings, str(little_case), str(target))
    monkeypatch.undo()
    for way in ({}, {"read_only": True}, {"create": True}):
        with pytest.raises(CaseUnfinished, match=f"tracer copy {little_case} {target}"):
            open_session(replace(settings, case=target), **way)
    report = copy_case(settings, str(little_case), str(target))
    assert report.sources + report.known == count
    assert report.known == {"first source": 0, "last source": count - 1}.get(place, count)
    assert report.readings_left == 0
    before, after = everything(little_case), everything(target)
    assert after.pop("log")[:-1] == before.pop("log")
    assert after == before
    with opened(target) as session:
        assert find_break(session.store.access_log()) is None
        assert verify_case(session).result != "broken"


def test_a_case_that_changes_meanwhile_is_told_and_completed(
    little_case, settings, sample, tmp_path, monkeypatch, session_of, digest_of
):
    real, target = copying._carry_source, tmp_path / "copy"
    rates = [path for path in sample.files if path.name == "cursuri.xml"]

    def carry(*arguments):
        with session_of(little_case) as session:
            import_files(session, rates)
        return real(*arguments)

    monkeypatch.setattr(copying, "_carry_source", carry)
    with pytest.raises(EnvironmentFailure, match="changed while it was copied"):
        copy_case(settings, str(little_case), str(target))
    monkeypatch.undo()
    assert copy_case(settings, str(little_case), str(target)).sources == 1
    assert digest_of(target) == digest_of(little_case)


def test_a_copy_that_is_not_the_case_is_an_error(little_case, settings, tmp_path, monkeypatch):
    """A store that keeps less than it is told is found out at the end."""
    from tracer.store.sqlite.store import SqliteStore

    real = SqliteStore.source_records

    def source_records(self, digest):
        records = real(self, digest)
        return replace(records, events=records.events[:-1])

    monkeypatch.setattr(SqliteStore, "source_records", source_records)
    with pytest.raises(CopyDiffers, match="fingerprint"):
        copy_case(settings, str(little_case), str(tmp_path / "copy"))
    with pytest.raises(CaseUnfinished):
        open_session(replace(settings, case=tmp_path / "copy"))


# --- refused ---------------------------------------------------------------------------------------------


def test_a_target_with_a_case_of_its_own_is_left_alone(little_case, empty_case, settings, sample, session_of, tmp_path):
    used = tmp_path / "used"
    copy_case(settings, str(little_case), str(used))
    with session_of(used) as session:
        retract_source(session, session.store.sources()[0].source.digest)
    filled = tmp_path / "filled"
    with open_session(replace(settings, case=filled), create=True) as session:
        import_files(session, sample.files[:1], mappings=sample.mappings)
    strange = tmp_path / "strange"
    with open_session(replace(settings, case=strange), create=True) as session, session_of(filled) as other:
        (kept,) = other.store.sources()
        with session.store.transaction() as writer:
            source = replace(kept.source, digest="f" * 64)
            writer.register_source(source, received=kept.received, actor=kept.actor)
    for target in (empty_case, used, filled, strange):
        state = (target / STORE_FILE).read_bytes(), sorted((target / SOURCES_FOLDER).iterdir())
        with pytest.raises(WrongUse, match="another case"):
            copy_case(settings, str(little_case), str(target))
        assert ((target / STORE_FILE).read_bytes(), sorted((target / SOURCES_FOLDER).iterdir())) == state


def test_a_case_is_not_copied_onto_itself(little_case, settings, stand_in, monkeypatch):
    monkeypatch.setenv("TRACER_NEO4J_PASSWORD", "parola1234")
    for source, target in (
        (str(little_case), f"{little_case}/../case"),
        (ADDRESS, "neo4j://ana@SERVER.example:7687/dosar"),
    ):
        with pytest.raises(WrongUse, match="the same case"):
            copy_case(settings, source, target)


def test_what_is_no_case_is_not_copied_and_nothing_is_made(settings, tmp_path):
    with pytest.raises(WrongUse, match="no case"):
        copy_case(settings, str(tmp_path / "absent"), str(tmp_path / "copy"))
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize("role", ["investigator", "prosecutor", "supervisor"])
def test_a_role_that_does_not_manage_the_case_copies_nothing(little_case, settings, tmp_path, role):
    person = replace(settings, actor=Actor("Dan Proba", role))
    with pytest.raises(NotAllowed, match="right to copy, rebuild and upgrade"):
        copy_case(person, str(little_case), str(tmp_path / "copy"))
    assert not (tmp_path / "copy").exists()
    with opened(little_case) as session:
        last = list(session.store.access_log())[-1].audit_event
        assert (last.action, last.actor) == ("refused", "Dan Proba")


# --- kept files, and servers -----------------------------------------------------------------------------


def test_a_kept_file_that_is_gone_or_changed_does_not_come_over_and_is_named(little_case, settings, tmp_path):
    gone, changed, *_ = sorted((little_case / SOURCES_FOLDER).iterdir())
    gone.unlink()
    changed.chmod(0o600)
    changed.write_bytes(b"altceva")
    report = copy_case(settings, str(little_case), str(tmp_path / "copy"))
    assert sorted(report.missing_files) == [gone.name, changed.name]
    names = {path.name for path in (tmp_path / "copy" / SOURCES_FOLDER).iterdir()}
    assert names == {path.name for path in (little_case / SOURCES_FOLDER).iterdir()} - {changed.name}


def test_to_a_server_and_back_the_case_is_the_same(lived, settings, tmp_path, stand_in, monkeypatch):
    monkeypatch.setenv("TRACER_NEO4J_PASSWORD", "parola1234")
    monkeypatch.chdir(tmp_path)
    up = copy_case(settings, str(lived), ADDRESS)
    assert (up.files, up.missing_files) == (0, ())
    assert not (tmp_path / "not used").exists()
    down = copy_case(settings, ADDRESS, str(tmp_path / "back"), files=lived)
    assert (down.files, down.missing_files) == (up.sources, ())
    before, after = everything(lived), everything(tmp_path / "back")
    assert [entry.audit_event.action for entry in after["log"][len(before["log"]) :]] == ["copy", "copy"]
    for name in ("digest", "sources", "told", "events", "mappings"):
        assert after[name] == before[name]
    assert {login.password for _, login in stand_in.asked} == {"parola1234"}


def test_the_files_of_a_server_lie_where_they_are_named(little_case, settings, tmp_path, stand_in, monkeypatch):
    monkeypatch.setenv("TRACER_NEO4J_PASSWORD", "parola1234")
    report = copy_case(settings, str(little_case), ADDRESS, files=tmp_path / "files")
    assert report.files == report.sources
    with open_session(replace(settings, case=tmp_path / "files", store=ADDRESS)) as session:
        assert verify_case(session).result != "broken"
    shutil.rmtree(little_case)
    assert copy_case(settings, ADDRESS, str(tmp_path / "bare")).missing_files
