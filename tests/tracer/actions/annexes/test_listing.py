"""The pictures of the report as a document takes them up: the kept ones, whether they still hold, and what is not shown."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from graph_schema.records.identity import account_id, person_id
from graph_schema.records.provenance import digest_bytes
from tests.tracer.actions.conftest import (  # noqa: F401 - the fixtures
    CNP,
    HERS,
    LEDGER,
    LEDGER_MAPPING,
    OWN,
    PERSONS,
    PERSONS_MAPPING,
    ledger_row,
    made_victim_case,
    victim_case,
    write_table,
)
from tracer.access.roles import Actor
from tracer.actions.administration.copying import copy_case
from tracer.actions.administration.rebuilding import rebuild_case
from tracer.actions.annexes.keeping import add_to_report, remove_from_report
from tracer.actions.annexes.listing import list_annexes, read_annexes, say_state
from tracer.actions.case_graph.picture_export import PictureQuestion
from tracer.actions.files.check import verify_case
from tracer.actions.files.ingest import import_files
from tracer.casework.sessions.case import SOURCES_FOLDER
from tracer.casework.sessions.opening import open_session
from tracer.settings import Settings
from tracer.wording.language import find_language

SUSPECT = person_id(cnp="3820314701012", source="", local="")
OUR, HER_ACCOUNT = account_id(OWN), account_id(HERS)
QUESTION = PictureQuestion((OUR, HER_ACCOUNT, SUSPECT), SUSPECT)


@pytest.fixture
def opened(victim_case, session_of):  # noqa: F811 - the fixture
    with session_of(victim_case.folder) as session:
        yield session


def give(session, folder, name, rows, mapping):
    table, saved = write_table(folder, name, rows, mapping)
    (report,) = import_files(session, [table], mappings=[saved]).files
    assert report.status == "imported"


def test_a_picture_is_read_as_it_was_kept_with_file_and_row(opened):
    added = add_to_report(opened, QUESTION, title="x").annex
    (annex,) = read_annexes(opened)
    assert digest_bytes(annex.svg.encode()) == annex.digest == added.digest
    assert (annex.withheld, annex.changed, annex.at) == ("", False, added.at)
    assert annex.at[:10] == opened.today().isoformat() and annex.at[-1] == "Z"
    assert [file.file for file in annex.files] == sorted(file.file for file in annex.files)
    rows = {file.file: file.places for file in annex.files}
    assert rows["statement.csv"] == ("row:2",) and rows["persons.csv"] == ("row:2",)
    assert list(rows) == ["accounts.csv", "persons.csv", "statement.csv"]


def test_other_records_leave_a_picture_and_a_payment_between_its_accounts_changes_it(opened, tmp_path):
    add_to_report(opened, QUESTION, title="x")
    give(
        opened,
        tmp_path,
        "others",
        (PERSONS, ("1/P/2024", "Dan Altul", "", "suspect", "01.01.2024", "Dosar")),
        PERSONS_MAPPING,
    )
    assert [line.changed for line in list_annexes(opened).annexes] == [False]
    row = ledger_row("2024-01-14", 500, 630, cpa=HERS, desc="again")
    give(opened, tmp_path, "more", (LEDGER, row), LEDGER_MAPPING)
    (line,) = list_annexes(opened).annexes
    assert line.changed
    assert "what it shows has changed in the case since" in say_state(line, opened.language)
    assert digest_bytes(read_annexes(opened)[0].svg.encode()) == line.digest


def test_a_picture_of_a_person_who_is_protected_since_is_not_shown(opened, tmp_path):
    add_to_report(opened, QUESTION, title="Ion Popescu", caption="about Ion Popescu")
    assert "Ion Popescu" in read_annexes(opened)[0].svg
    rows = (PERSONS, ("2/P/2024", "Ion Popescu", "3820314701012", "victimă", "01.02.2024", "Alt dosar"))
    give(opened, tmp_path, "later", rows, PERSONS_MAPPING)
    (annex,) = read_annexes(opened)
    assert (annex.withheld, annex.svg, annex.changed) == ("protected", "", True)
    assert "Popescu" not in repr(annex)
    assert "protected since" in say_state(list_annexes(opened).annexes[0], opened.language)


@pytest.mark.parametrize("damage", ["missing", "changed"])
def test_a_picture_without_its_file_is_said_to_be_lost_and_verify_finds_it(opened, damage):
    digest = add_to_report(opened, QUESTION, title="x").digest
    assert verify_case(opened).result != "broken"
    path = opened.folder / SOURCES_FOLDER / digest
    data = path.read_bytes()
    path.unlink()
    if damage == "changed":
        path.write_bytes(data.replace(b"fill", b"Fill", 1))
    (annex,) = read_annexes(opened)
    assert (annex.withheld, annex.svg, annex.files, annex.title) == ("lost", "", (), "x")
    report = verify_case(opened)
    assert report.result == "broken"
    assert [check.name for check in report.checks if check.result == "broken"] == ["files"]


@pytest.mark.parametrize(
    "hostile",
    [
        "<script>1</script>",
        '<image href="https://exemplu.invalid/x.png"/>',
        '<g onload="1"/>',
        '<rect style="fill: red"/>',
        '<rect fill="url(https://exemplu.invalid/x)"/>',
        "<foreignObject/>",
        "<title>x</title>Alma Inventata",
        '<g aria-label="Alma Inventata"/>',
    ],
)
def test_a_picture_that_the_program_did_not_draw_is_not_shown(opened, tmp_path, hostile):
    report = add_to_report(opened, QUESTION, title="x")
    kept = keep_by_hand(opened, report, tmp_path, lambda svg: svg.replace("</svg>", f"{hostile}</svg>"))
    assert (kept["evt-by-hand"].withheld, kept["evt-by-hand"].svg) == ("foreign", "")
    assert kept[report.annex.event].svg


@pytest.mark.parametrize("old", ["RON", "neighbours"])
def test_a_picture_that_says_something_else_than_the_case_is_not_shown(opened, tmp_path, old):
    report = add_to_report(opened, QUESTION, title="x")
    kept = keep_by_hand(opened, report, tmp_path, lambda svg: svg.replace(old, "EUR"))
    assert kept[report.annex.event].svg
    assert old in kept[report.annex.event].svg
    assert (kept["evt-by-hand"].withheld, kept["evt-by-hand"].svg) == ("foreign", "")


def keep_by_hand(session, report, folder, change):
    """The same picture with another drawing, as a decision that somebody wrote and imported; the annexes by event."""
    body = json.loads((session.folder / SOURCES_FOLDER / report.digest).read_bytes())
    svg, basis = sorted(body["texts"].values(), key=lambda text: text.startswith("{"))
    svg = change(svg)
    body["texts"] = {digest_bytes(text.encode()): text for text in (svg, basis)}
    (event,) = body["events"]
    event["props"]["picture"], event["id"] = digest_bytes(svg.encode()), "evt-by-hand"
    path = folder / "by-hand.json"
    path.write_text(json.dumps(body), encoding="utf-8")
    (read,) = import_files(session, [path]).files
    assert read.status == "imported"
    return {annex.event: annex for annex in read_annexes(session)}


@pytest.mark.parametrize("way", ["copied", "rebuilt", "rebuilt from the files alone", "copied to a server"])
def test_a_moved_case_has_the_same_pictures(victim_case, session_of, stand_in, tmp_path, monkeypatch, way):  # noqa: F811
    with session_of(victim_case.folder) as session:
        gone = add_to_report(session, QUESTION, title="taken out").annex
        add_to_report(session, QUESTION, title="x")
        remove_from_report(session, gone.event, "another case")
        before = read_annexes(session)
    monkeypatch.setenv("TRACER_NEO4J_PASSWORD", "parola1234")
    settings = Settings(victim_case.folder, Actor("Ana Proba", "owner"), "en")
    target = str(tmp_path / "new") if way != "copied to a server" else "neo4j://server.example/dosar"
    if way == "rebuilt from the files alone":
        for path in victim_case.folder.glob("case.sqlite*"):
            path.unlink()
    if way.startswith("copied"):
        copy_case(settings, str(victim_case.folder), target)
    else:
        assert rebuild_case(settings, target).faults == ()
    with open_session(settings.at(target)) as session:
        after = read_annexes(session)
        assert verify_case(session).result != "broken"
    assert [replace(one, files=()) for one in after] == [replace(one, files=()) for one in before]
    assert [[(f.digest, f.places) for f in one.files] for one in after] == [
        [(f.digest, f.places) for f in one.files] for one in before
    ] or way == "rebuilt from the files alone"
    assert {f.digest for one in after for f in one.files} == {f.digest for one in before for f in one.files}
    assert [one.title for one in after] == ["x"] and after[0].svg and not after[0].changed


def test_a_reader_of_another_language_gets_the_same_picture(victim_case, session_of):  # noqa: F811
    with session_of(victim_case.folder) as session:
        add_to_report(session, PictureQuestion((OUR, HER_ACCOUNT), OUR), title="x")
    with session_of(victim_case.folder) as session:
        (annex,) = read_annexes(session.in_language(find_language("ro")))
    assert (annex.withheld, annex.changed) == ("", False)
