"""What each page says and to whom, run by Streamlit without a browser."""

from __future__ import annotations

import pytest
import streamlit as st
from streamlit.testing.v1 import AppTest

from tracer.access.roles import Actor
from tracer.actions import standing
from tracer.actions.session import open_session
from tracer.language import language
from tracer.settings import Settings


def figures(at):
    return {metric.label: metric.value for metric in at.metric}


def test_start_shows_what_is_overdue_and_where_the_value_stands(app, sample_case):
    at = app(sample_case)
    assert not at.exception
    assert at.title[0].value == "What do you want to look at?"
    assert figures(at)["Identified"] == "693,200.00\u00a0EUR"
    assert "Nothing is released by itself." in at.error[0].value


def test_the_same_in_romanian_with_its_way_of_writing(app, sample_case):
    at = app(sample_case, language="ro")
    assert at.title[0].value == "Ce doriți să consultați?"
    assert figures(at)["Identificat"] == "693.200,00\u00a0EUR"


def test_the_language_of_one_reader_is_not_the_language_of_another(app, sample_case):
    first = app(sample_case, lang="ro")
    second = app(sample_case)
    assert first.title[0].value == "Ce doriți să consultați?"
    assert second.title[0].value == "What do you want to look at?"


def test_search_finds_without_diacritics_and_says_when_nothing_goes_by_a_name(app, sample_case):
    at = app(sample_case)
    at.text_input(key="start_find").set_value("vila").run()
    assert "Vilă cu piscină, strada Imaginară 7" in list(at.dataframe[0].value["Name"])
    at.text_input(key="start_find").set_value("nimicdeacestfel").run()
    assert at.warning[0].value == "Nothing in the case goes by nimicdeacestfel."


def test_an_administrator_sees_nothing_of_the_case(app, sample_case):
    at = app(sample_case, role="administrator")
    assert not at.metric
    assert not at.dataframe
    assert at.info[0].value == "Your role works at the command line; it opens no page of the case."


def test_a_page_that_is_not_of_the_role_says_so_and_the_attempt_is_on_record(sample_case, monkeypatch):
    monkeypatch.setenv("TRACER_STORE", str(sample_case))
    monkeypatch.setenv("TRACER_ROLE", "supervisor")
    monkeypatch.setenv("TRACER_LANG", "ro")

    def page():
        from dashboards.views import refusal_view

        refusal_view.show("read")

    st.cache_resource.clear()
    at = AppTest.from_function(page, default_timeout=120).run()
    st.cache_resource.clear()
    assert at.title[0].value == "Această pagină nu este deschisă rolului dumneavoastră"
    assert at.error[0].value.startswith(
        "Acționați în calitate de supervizor. Pagina este deschisă pentru: investigator"
    )
    with open_session(Settings(sample_case, Actor("Ana Proba", "owner"), "en"), read_only=True) as session:
        last = list(session.store.readings())[-1].deed
    assert (last.action, last.role, last.detail) == ("refused", "supervisor", "right=read page")


def test_asset_states_are_counted_once_for_readers_of_all_languages(sample_case, monkeypatch):
    counted = []
    count = standing._states_on
    monkeypatch.setattr(standing, "_states_on", lambda graph, day: counted.append(day) or count(graph, day))
    with open_session(Settings(sample_case, Actor("Ana Proba", "owner"), "en")) as session:
        for code in ("en", "ro", "en"):
            assert standing.asset_states(session.in_language(language(code)))
    assert len(counted) == 1


def test_a_folder_without_a_case_is_said_with_the_command_that_makes_one(app, tmp_path):
    at = app(tmp_path / "none")
    assert not at.exception
    assert "tracer --case" in at.error[0].value


@pytest.fixture
def small_pages(monkeypatch):
    from dashboards.views import graph_view

    monkeypatch.setattr(graph_view, "PAGE", 5)
    monkeypatch.setattr(graph_view, "SOFT_LIMIT", 12)
    return graph_view


def test_a_hub_opens_in_portions_and_says_what_is_left(app, sample_case, small_pages, monkeypatch):
    at = app(sample_case)
    sent = []
    monkeypatch.setattr(small_pages, "case_graph", lambda nodes, edges, **rest: sent.append((nodes, rest)) or _Nothing)
    at = _open_graph(at, small_pages)
    assert len(at.session_state["graph_shown"]) == 6
    rest = at.session_state["graph_drawn"].rest
    assert rest > 5
    assert sent[-1][1]["note"] == f"{rest} more neighbours not shown; expand again"
    at.button(key="graph_expand").click().run()
    assert len(at.session_state["graph_shown"]) == 11
    at.button(key="graph_expand").click().run()
    at.button(key="graph_expand").click().run()
    assert "more would be a hairball" in at.warning[0].value


class _Nothing:
    selected = ()


def _open_graph(at, view):
    def page():
        import streamlit as st

        from dashboards.session import case_session
        from dashboards.views import graph_view
        from tracer.actions.assets import list_subjects

        st.session_state.setdefault("pages", {})
        wanted = next(line.id for line in list_subjects(case_session()) if line.caption == "Victor Inventescu")
        if "node" not in st.query_params:
            st.query_params["node"] = wanted
        graph_view.show()

    return AppTest.from_function(page, default_timeout=120).run()


def test_no_badge_is_left_once_every_neighbour_is_shown(sample_case, monkeypatch):
    from tracer.actions.explore import draw_nodes, expand

    with open_session(Settings(sample_case, Actor("Ana Proba", "owner"), "en")) as session:
        accounts = [node.id for node in session.graph().nodes_of_type("Account")]
        people = [node.id for node in session.graph().nodes_of_type("Person", "Company")]
        for node in [*accounts[:20], *people]:
            found = expand(session, node, limit=1000)
            (seed,) = [point for point in found.points if point.id == node]
            assert seed.neighbours == len(found.points) - 1
            assert draw_nodes(session, [node]).points[0].neighbours == seed.neighbours
