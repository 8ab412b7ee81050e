"""The page of the graph, run without a browser: where it starts, and what is said where nothing is found."""

from __future__ import annotations

from dashboards.views import graph_view
from tracer.sample.world.people import PEOPLE


def page():
    import streamlit as st

    from dashboards.views import graph_view

    st.session_state.setdefault("pages", {})
    graph_view.show()


class Nothing:
    selected = ()


def drawing(monkeypatch):
    """What the graph component is given."""
    sent = []
    monkeypatch.setattr(graph_view, "case_graph", lambda nodes, edges, **rest: sent.append((nodes, edges)) or Nothing)
    return sent


def test_without_a_start_the_page_asks_for_one(app, sample_case):
    at = app(sample_case, page=page)
    assert not at.exception
    assert len(at.info) == 1


def test_a_search_offers_what_it_finds_and_starts_there(app, sample_case, monkeypatch):
    sent = drawing(monkeypatch)
    at = app(sample_case, page=page)
    at.text_input(key="graph_find").set_value("vila").run()
    assert not sent
    at.button(key="graph_go").click().run()
    assert not at.exception
    nodes, edges = sent[-1]
    assert any("Vilă" in str(node) for node in nodes)
    assert edges
    assert at.query_params["node"]


def test_a_search_offers_what_is_written_otherwise_with_the_reason(app, sample_case):
    at = app(sample_case, page=page)
    at.text_input(key="graph_find").set_value("stefania fictivesku").run()
    first = at.selectbox(key="graph_hit_stefania fictivesku").options[0]
    assert first.startswith("Ştefania Fictivescu · another spelling of one sound: Fictivesku for Fictivescu · ")


def test_a_search_for_nothing_and_a_victims_name_say_the_same(app, sample_case, monkeypatch):
    sent = drawing(monkeypatch)
    for text in ("nimicdeacestfel", PEOPLE["alma"].name):
        at = app(sample_case, page=page)
        at.text_input(key="graph_find").set_value(text).run()
        assert [warning.value for warning in at.warning] == [f"Nothing in the case matches {text}."]
    assert not sent


def test_a_person_of_the_case_is_a_start(app, sample_case, monkeypatch):
    sent = drawing(monkeypatch)
    at = app(sample_case, page=page)
    at.selectbox(key="graph_person").select(PEOPLE["victor"].id).run()
    nodes, _ = sent[-1]
    assert PEOPLE["victor"].id in {node["id"] for node in nodes}
