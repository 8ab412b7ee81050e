"""The page of the graph opens a saved view: nodes, arrangement, filter and path; what is lost is said."""

from __future__ import annotations

import uuid
from datetime import date

import pytest

from dashboards.components.graph import report_picture
from dashboards.components.graph.paths.path_choice import PathQuestion
from dashboards.components.graph.saved import saved_view
from dashboards.graph_component.from_browser.open_view import ViewAsked, ViewField
from dashboards.open_cases import open_case
from dashboards.views import graph_view
from graph_schema.errors import NotFound
from tests.dashboards.views.test_graph_view import Nothing, page
from tracer.actions.case_graph.narrowing import MoneyFilter
from tracer.actions.case_graph.views import opening
from tracer.actions.case_graph.views.saving import SentChange, create_view, delete_view, save_changes
from tracer.sample.world.people import PEOPLE
from tracer.wording.language import find_language

VICTOR, ELENA, STEFANIA, RADU = (PEOPLE[name].id for name in ("victor", "elena", "stefania", "radu"))
OWN = "0123456789abcdef" * 2
HERE = {"x": 1.0, "y": 2.0}


@pytest.fixture
def sent(monkeypatch):
    """What the graph component is given, run by run."""
    runs = []
    monkeypatch.setattr(graph_view, "case_graph", lambda nodes, edges, **rest: runs.append((nodes, rest)) or Nothing)
    return runs


def kept(*changes):
    """A view of the case that is open, with these changes."""
    session = open_case("")
    view = create_view(session, "Vila")
    save_changes(session, view, uuid.uuid4().hex, [SentChange(*change) for change in changes])
    return view


def fields(run):
    return {(one.kind, one.target): one.value for one in run[1]["view"].fields}


def nodes_of(run):
    return {node["id"] for node in run[0]}


def test_a_link_opens_nodes_arrangement_filter_and_path(app, case_copy, sent):
    app(case_copy, page=page)
    view = kept(
        ("node", VICTOR, HERE),
        ("node", ELENA, HERE),
        ("seed", "", ELENA),
        ("layout", "", "dagre"),
        ("filter", "days", {"from": "2022-01-01", "to": None}),
        ("filter", "least:RON", 500_000),
        ("filter", "least:EUR", 0),
        ("filter", "families", ["money", "never"]),
        ("path", "", {"from": VICTOR, "to": ELENA, "way": "money_within_days"}),
    )
    at = app(case_copy, page=page, view=view, node=VICTOR)
    assert not at.exception
    run = sent[-1]
    assert {VICTOR, ELENA} <= nodes_of(run)
    assert [node["id"] for node in run[0] if node.get("focus")] == [ELENA]
    assert (at.query_params["view"], at.query_params["node"]) == (view, ELENA)
    assert (run[1]["view"].id, run[1]["view"].reader, run[1]["layout"]) == (view, "Ana Proba", "dagre")
    assert fields(run) == {
        ("layout", ""): "dagre",
        ("seed", ""): ELENA,
        ("filter", "families"): ["money"],
        ("filter", "days"): {"from": "2022-01-01", "to": None},
        ("filter", "least:RON"): 500_000,
        ("path", ""): {"from": VICTOR, "to": ELENA, "way": "money_within_days"},
    }
    assert at.session_state["graph_filter"] == MoneyFilter(date(2022, 1, 1), None, (("RON", 500_000),))
    assert at.session_state["graph_path"] == PathQuestion(VICTOR, ELENA, "money", within_days=True)


def test_nodes_that_the_case_no_longer_has_are_said(app, case_copy, sent, monkeypatch):
    app(case_copy, page=page)
    view = kept(("node", VICTOR, HERE), ("node", ELENA, HERE), ("node", STEFANIA, HERE))
    monkeypatch.setattr(opening, "is_node", lambda _, node: node == VICTOR)
    app(case_copy, page=page, view=view)
    assert nodes_of(sent[-1]) == {VICTOR}
    assert list(sent[-1][1]["view"].said) == ["2 nodes of this view are no longer in the case"]


def test_a_view_that_is_not_kept_yet_waits_for_its_browser(app, case_copy, sent):
    at = app(case_copy, page=page, view=OWN, node=VICTOR)
    assert not at.exception
    assert VICTOR in nodes_of(sent[-1])
    assert sent[-1][1]["view"].id == OWN
    assert at.query_params["view"] == OWN


@pytest.mark.parametrize("hostile", ["../find", "<script>", OWN[1:], OWN.upper()])
def test_an_address_that_names_no_view_opens_none(app, case_copy, sent, hostile):
    at = app(case_copy, page=page, view=hostile, node=VICTOR)
    assert not at.exception
    assert sent[-1][1]["view"].id == ""
    assert "view" not in at.query_params


def test_without_a_picture_the_saved_views_are_offered(app, case_copy, sent):
    at = app(case_copy, page=page)
    assert not at.header
    view, gone = kept(("node", VICTOR, HERE)), kept(("node", ELENA, HERE))
    delete_view(open_case(""), gone)
    at.run()
    assert [button.label.rpartition(" · ")[0] for button in at.button] == ["Vila · Ana Proba"]
    at.button(key=f"graph_saved_{view}").click().run()
    assert not at.exception
    assert (nodes_of(sent[-1]), sent[-1][1]["view"].id) == ({VICTOR}, view)


def test_another_start_leaves_the_view(app, case_copy, sent):
    app(case_copy, page=page)
    view = kept(("node", VICTOR, HERE))
    at = app(case_copy, page=page, view=view)
    before = sent[-1][1]["view"].opening
    at.selectbox(key="graph_person").select(ELENA).run()
    assert (sent[-1][1]["view"].id, sent[-1][1]["view"].opening > before) == ("", True)
    assert "view" not in at.query_params


def test_the_page_follows_what_the_browser_asks(app, case_copy, sent, monkeypatch):
    app(case_copy, page=page)
    view, other = kept(("node", VICTOR, HERE)), kept(("node", ELENA, HERE))
    state, english = {}, find_language("en")
    monkeypatch.setattr(saved_view.st, "session_state", state)
    monkeypatch.setattr(saved_view.st, "query_params", {})
    saved_view.open_saved_view(view, english)
    assert (state["graph_shown"], state["graph_seed"], state["graph_opening"]) == ([VICTOR], VICTOR, 1)
    save_changes(open_case(""), view, uuid.uuid4().hex, [SentChange("node", STEFANIA, HERE)])
    asked = ViewAsked("catch_up", view, (VICTOR, STEFANIA, ELENA), 4)
    saved_view.answer_view(asked, english)
    assert (state["graph_shown"], state["graph_heard"]) == ([VICTOR, STEFANIA], 4)  # ELENA is in no view of this page
    saved_view.answer_view(ViewAsked("catch_up", other, (ELENA,), 5), english)
    assert state["graph_heard"] == 4
    saved_view.answer_view(ViewAsked("open", other), english)
    assert (state["graph_view"], state["graph_shown"], state["graph_opening"]) == (other, [ELENA], 2)
    saved_view.answer_view(ViewAsked("kept", OWN), english)
    assert (state["graph_view"], state["graph_opening"]) == (OWN, 2)
    saved_view.answer_view(ViewAsked("drop", view), english)
    assert state["graph_view"] == OWN
    saved_view.answer_view(ViewAsked("drop", OWN), english)
    assert (state["graph_view"], state["graph_opening"]) == ("", 3)
    assert ViewField("path", "", None) in saved_view.present_view("fcose", ["money"], english).fields


def test_the_picture_for_the_report_is_as_the_view_keeps_it(app, case_copy, sent, monkeypatch):
    asked = []

    def add(session, question, **given):
        asked.append((question, given))
        raise NotFound("There is nothing with the id {id} in the case.", id="probă")

    monkeypatch.setattr(report_picture, "add_to_report", add)
    app(case_copy, page=page)
    view = kept(
        ("node", VICTOR, {"x": 10.0, "y": 20.0}),
        ("node", ELENA, HERE),
        ("node", STEFANIA, HERE),
        ("node", RADU, HERE),
        ("hidden", STEFANIA, True),
        ("fold", ELENA, [RADU]),
        ("seed", "", VICTOR),
    )
    at = app(case_copy, page=page, view=view, node=VICTOR)
    at.button(key="graph_add_to_report").click().run()
    ((question, given),) = asked
    assert set(question.nodes) == {VICTOR, ELENA}
    assert question.focus == VICTOR
    assert given["places"] == {VICTOR: (10.0, 20.0), ELENA: (1.0, 2.0)}
    assert given["caption"] == ""
