"""An expansion in the form of the picture."""

from __future__ import annotations

import json

import pytest

from dashboards.components.graph.drawn_elements import edge_of, node_of
from dashboards.graph_component import component
from tracer.actions.case_graph.picture import expand
from tracer.casework.sessions.opening import open_session
from tracer.sample.world.people import PEOPLE
from tracer.settings import current_settings

VICTOR = PEOPLE["victor"].id


def grow(client, node, shown=(), **more):
    return client.post("/workbench/graph/expand", json={"node": node, "shown": list(shown), **more})


def test_the_first_expansion_draws_the_node_and_its_neighbours(browser, sample_case):
    found = grow(browser(sample_case), VICTOR).json()
    ids = {node["id"] for node in found["nodes"]}
    assert VICTOR in ids
    assert len(ids) > 5
    assert {end for edge in found["edges"] for end in (edge["source"], edge["target"])} <= ids
    assert next(node for node in found["nodes"] if node["id"] == VICTOR)["hidden"] == found["rest"]


def test_a_second_expansion_sends_what_is_new_and_what_changes(browser, sample_case):
    client = browser(sample_case)
    first = grow(client, VICTOR).json()
    shown = [node["id"] for node in first["nodes"]]
    company = next(node for node in first["nodes"] if node["hidden"] and node["id"] != VICTOR)
    second = grow(client, company["id"], shown).json()
    fresh = {node["id"] for node in second["nodes"]} - set(shown)
    assert fresh
    assert all(fresh & {edge["source"], edge["target"]} for edge in second["edges"])
    again = next(node for node in second["nodes"] if node["id"] == company["id"])
    assert again["hidden"] < company["hidden"]
    assert not {edge["id"] for edge in first["edges"]} & {edge["id"] for edge in second["edges"]}


def test_only_kinds_of_link_asked_for_are_followed(browser, sample_case):
    client = browser(sample_case)
    found = grow(client, VICTOR, types=["Shareholding"]).json()
    assert len(found["nodes"]) < len(grow(client, VICTOR).json()["nodes"])
    assert {edge["kind"] for edge in found["edges"]} >= {"ownership"}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"node": "none", "shown": []}, 404),
        ({"node": VICTOR}, 400),
        ({"node": VICTOR, "shown": ["x"] * 2001}, 400),
        ({"node": VICTOR, "shown": [], "more": 1}, 400),
        ({"node": 7, "shown": []}, 400),
    ],
)
def test_what_is_no_expansion_is_refused(browser, sample_case, body, status):
    answer = browser(sample_case).post("/workbench/graph/expand", json=body)
    assert (answer.status_code, list(answer.json())) == (status, ["error"])


def test_who_may_not_read_gets_nothing_and_reading_is_on_record(browser, sample_case):
    assert grow(browser(sample_case, "supervisor"), VICTOR).status_code == 403
    assert grow(browser(sample_case, "investigator"), VICTOR).status_code == 200
    with open_session(current_settings(), read_only=True) as session:
        last = list(session.store.access_log())[-1].audit_event
    assert (last.action, last.subject) == ("expand", VICTOR)


def test_given_nodes_are_drawn_as_an_expansion_drew_them(browser, sample_case):
    client = browser(sample_case)
    first = grow(client, VICTOR).json()
    ids = [node["id"] for node in first["nodes"]]
    drawn = client.post("/workbench/graph/draw", json={"nodes": [*ids, "none"]}).json()
    assert drawn == {"nodes": first["nodes"], "edges": first["edges"]}
    with open_session(current_settings(), read_only=True) as session:
        assert list(session.store.access_log())[-1].audit_event.action == "draw"


def test_an_answer_has_the_form_in_which_the_picture_is_sent(browser, sample_case, monkeypatch):
    found = grow(browser(sample_case), VICTOR).json()
    sent = {}

    def renderer(**given):
        sent.update(given["data"])
        return {}

    monkeypatch.setattr(component, "_mount", lambda: renderer)
    with open_session(current_settings()) as session:
        drawn = expand(session, VICTOR)
        nodes = [node_of(point, drawn, session.language, seed=None) for point in drawn.points]
        edges = [edge_of(line, session.language) for line in drawn.lines]
        component.case_graph(nodes, edges, language=session.language, key="x")
    assert found["nodes"] == sent["nodes"]
    assert found["edges"] == sent["edges"]


def test_a_protected_person_comes_as_a_pseudonym(browser, sample_case):
    client = browser(sample_case)
    alma = PEOPLE["alma"]
    answer = grow(client, alma.id)
    (shown,) = [node for node in answer.json()["nodes"] if node["id"] == alma.id]
    assert shown["protected"] is True
    assert not any(part in json.dumps(answer.json(), ensure_ascii=False) for part in (alma.name, *alma.name.split()))
