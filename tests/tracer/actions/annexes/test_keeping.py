"""A picture added to the report: kept with its caption and sources, added once, taken out again, and nobody protected in it."""

from __future__ import annotations

import json

import pytest

from graph_schema.errors import NotFound, WrongUse
from graph_schema.records.identity import account_id, person_id
from graph_schema.records.provenance import digest_bytes
from tests.tracer.actions.conftest import CNP, HERS, NAME, OWN, made_victim_case, victim_case  # noqa: F401 - the fixtures
from tracer.actions.annexes.keeping import (
    LONGEST_CAPTION,
    LONGEST_TITLE,
    add_to_report,
    remove_from_report,
    suggest_caption,
)
from tracer.actions.annexes.listing import list_annexes, read_annexes
from tracer.actions.case_graph.narrowing import MoneyFilter
from tracer.actions.case_graph.picture_export import PictureQuestion, ask_around, ask_paths_between, build_picture
from tracer.actions.decisions import revoke
from tracer.casework.sessions.case import SOURCES_FOLDER

OUR, HER_ACCOUNT, HER = account_id(OWN), account_id(HERS), person_id(cnp=CNP, source="", local="")
QUESTION = PictureQuestion((OUR, HER_ACCOUNT, HER), OUR)


@pytest.fixture
def opened(victim_case, session_of):  # noqa: F811 - the fixture
    with session_of(victim_case.folder) as session:
        yield session


def kept_body(session, report):
    return json.loads((session.folder / SOURCES_FOLDER / report.digest).read_bytes())


def test_the_picture_lies_in_the_kept_decision_with_question_and_rows(opened):
    before, day = opened.store.digest(), opened.today()
    report = add_to_report(opened, QUESTION, title="Two  accounts", caption="who paid", places={OUR: (7, 9)})
    assert (report.status, report.annex.number, report.annex.author) == ("recorded", 1, opened.actor.name)
    (kept,) = opened.store.events(type_="PictureAdded")
    event, body = kept.event, kept_body(opened, report)
    assert (event.props["title"], event.props["caption"], event.subject) == ("Two accounts", "who paid", OUR)
    assert (event.author, event.recorded, event.props["case_digest"]) == (opened.actor.name, day, before)
    assert set(body["texts"]) == {event.props["picture"], event.props["basis"]}
    svg, basis = (body["texts"][event.props[name]] for name in ("picture", "basis"))
    assert digest_bytes(svg.encode()) == event.props["picture"] == report.annex.digest
    picture, written = build_picture(opened, QUESTION), json.loads(basis)
    assert [node["id"] for node in written["nodes"]] == list(QUESTION.nodes)
    assert {tuple(row) for row in written["rows"]} == {(row.source, row.locator) for row in picture.rows}
    assert report.annex.rows == len(picture.rows) == 4
    assert len(svg) > 2000 and "\n" in svg
    entry = list(opened.store.log())[-1].audit_event
    assert (entry.action, entry.subject) == ("annex", report.digest)


def test_places_of_the_screen_are_those_of_the_picture(opened):
    places = {node: (100.4 * place, 50.0) for place, node in enumerate(QUESTION.nodes)}
    report = add_to_report(opened, QUESTION, places=places)
    (basis,) = (text for text in kept_body(opened, report)["texts"].values() if text.startswith("{"))
    assert [(node["x"], node["y"]) for node in json.loads(basis)["nodes"]] == [(0, 50), (100, 50), (201, 50)]
    assert read_annexes(opened)[0].changed is False


def test_the_same_picture_is_added_once_and_anew_under_a_key_or_with_other_words(opened):
    first = add_to_report(opened, QUESTION, title="x")
    again = add_to_report(opened, QUESTION, title="x")
    assert (again.status, again.digest, again.annex) == ("known", first.digest, first.annex)
    assert add_to_report(opened, QUESTION, title="x", key="2").annex.number == 2
    assert add_to_report(opened, QUESTION, title="y").annex.number == 3
    assert [line.title for line in list_annexes(opened).annexes] == ["x", "x", "y"]


def test_a_picture_is_taken_out_with_a_reason_and_both_acts_stay(opened):
    line = add_to_report(opened, QUESTION, title="x").annex
    with pytest.raises(WrongUse, match="reason"):
        remove_from_report(opened, line.event, " ")
    remove_from_report(opened, line.event, "wrong account")
    assert list_annexes(opened).annexes == ()
    (revoked,) = opened.store.events(type_="Revoked")
    assert (revoked.event.props["event"], revoked.event.props["reason"]) == (line.event, "wrong account")
    with pytest.raises(NotFound, match="no picture"):
        remove_from_report(opened, line.event, "again")
    assert add_to_report(opened, QUESTION, title="x").status == "recorded"
    revoke(opened, revoked.event.id, "right after all")
    assert [one.title for one in list_annexes(opened).annexes] == ["x", "x"]


def test_only_a_picture_is_taken_out(opened):
    with pytest.raises(NotFound, match="no picture"):
        remove_from_report(opened, "evt-0", "x")


@pytest.mark.parametrize("text", [NAME, f"paid by {NAME.upper()}", CNP, HERS])
def test_title_and_caption_name_nobody_protected_even_in_the_record(opened, text):
    report = add_to_report(opened, QUESTION, title=text, caption=f"x {text}")
    data = (opened.folder / SOURCES_FOLDER / report.digest).read_bytes()
    props = dict(opened.store.events(type_="PictureAdded")[0].event.props)
    (annex,) = read_annexes(opened)
    for secret in (NAME, NAME.upper(), CNP, HERS):
        assert secret.encode() not in data
        assert secret not in f"{props} {report} {annex}"
    mention = next(e.audit_event for e in opened.store.access_log() if e.audit_event.action == "mention")
    assert (mention.subject, mention.detail) == ("", "texts=2")


def test_a_title_or_caption_that_is_too_long_is_refused(opened):
    for more in ({"title": "x" * (LONGEST_TITLE + 1)}, {"caption": "x" * (LONGEST_CAPTION + 1)}):
        with pytest.raises(WrongUse, match="at most 200"):
            add_to_report(opened, QUESTION, **more)
    assert opened.store.events(type_="PictureAdded") == ()


def test_without_words_the_picture_says_what_it_shows(sample_case, session_of, answers):
    suspect, asset = answers.showcase
    with session_of(sample_case) as session:
        around = ask_around(session, suspect, hops=1, limit=10, money=MoneyFilter(least=(("EUR", 100_000),)))
        said = suggest_caption(session, around, 10)
        paths = ask_paths_between(session, suspect, asset, "shortest")
        told = suggest_caption(session, paths, 4)
    assert said.startswith("10 nodes and every link between them, as of ") and "at least 1,000.00" in said
    first = paths.paths[0].sentences[0]
    assert told.startswith(session.language.text(first.template, **first.params))
