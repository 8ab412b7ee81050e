"""The graph's Python side, in Streamlit's own test runtime. The browser's side: tests/e2e."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from dashboards import component_mount
from dashboards.graph_component import component
from graph_schema.errors import EnvironmentFailure, WrongUse
from tracer.wording.language import find_language

PERSON = {"id": "p", "type": "Person", "name": "Invented Person"}
FIRM = {"id": "c", "type": "Company", "name": "Invented SRL", "state": "FROZEN", "hidden": 3}
LINE = {"id": "l", "source": "p", "target": "c", "kind": "ownership", "label": "50 %"}


@pytest.fixture
def bundle(tmp_path, monkeypatch):
    """A stand-in for the built script, so that these tests need no Node."""
    folder = tmp_path / "graph_component"
    (folder / "frontend" / "build").mkdir(parents=True)
    (folder / "frontend" / "build" / "cy.js").write_text("export default () => {}")
    monkeypatch.setattr(component, "_PACKAGE", folder)
    monkeypatch.setattr(component, "_BUNDLE", folder / "frontend" / "build" / "cy.js")
    component_mount._component.cache_clear()
    yield folder
    component_mount._component.cache_clear()


def draw(nodes, edges=()):
    return component.case_graph(nodes, edges, language=find_language("en"), key="graph")


def test_the_component_is_found_without_an_installed_manifest(bundle):
    def page():
        import streamlit as st

        from dashboards.graph_component.component import case_graph
        from tracer.wording.language import find_language

        nodes = [{"id": "p", "type": "Person", "name": "Invented Person"}]
        state = case_graph(nodes, [], language=find_language("en"), key="graph", selected=["p", "gone"])
        st.write(",".join(state.selected))

    for _ in range(2):  # every run of the test runtime has a registry of its own
        app = AppTest.from_function(page, default_timeout=60).run()
        assert not app.exception
        assert app.markdown[-1].value == "p"


def test_a_missing_script_names_the_remedy(monkeypatch, tmp_path):
    monkeypatch.setattr(component, "_BUNDLE", tmp_path / "cy.js")
    with pytest.raises(EnvironmentFailure, match=r"build_frontend\.py"):
        draw([PERSON])


def test_unknown_types_and_states_are_refused():
    with pytest.raises(WrongUse, match="Yacht"):
        draw([{**PERSON, "type": "Yacht"}])
    with pytest.raises(WrongUse, match="SEIZED"):
        draw([{**FIRM, "state": "SEIZED"}])


def test_an_edge_to_a_node_that_is_not_shown_is_refused():
    with pytest.raises(WrongUse, match="not shown"):
        draw([PERSON], [LINE])


@pytest.mark.parametrize("twice", [{**FIRM, "id": "p"}, {**FIRM, "id": "l"}])
def test_two_elements_with_one_id_are_refused(twice):
    with pytest.raises(WrongUse, match="more than once"):
        draw([PERSON, FIRM, twice], [LINE])


def test_more_than_can_be_read_is_refused():
    nodes = [{"id": str(number), "type": "Person", "name": "x"} for number in range(1501)]
    with pytest.raises(WrongUse, match="1501 nodes"):
        draw(nodes)


def test_an_event_is_only_passed_on_for_a_node_that_was_sent():
    told = []
    component._node_answer({"p"}, told.append)({"id": "p"})
    component._node_answer({"c"}, told.append)({"id": "p"})
    component._node_answer({"p"}, None)({"id": "p"})
    for forged in (None, "p", {"id": ["p"]}, {}):
        component._node_answer({"p"}, told.append)(forged)
    assert told == ["p"]


def test_nodes_are_brought_back_only_if_they_were_sent_before():
    told = []
    answer = component._show_answer({"p", "c"}, lambda ids, turn: told.append((ids, turn)))
    for asked in ({"ids": ["p", "x", 7], "turn": 2}, {"ids": "p", "turn": 3}, {"ids": ["p"], "turn": "4"}, None, "p"):
        answer(asked)
    assert told == [(["p"], 2), ([], 3)]
