"""What each page says and to whom, run by Streamlit without a browser."""

from __future__ import annotations

import pytest
from streamlit.testing.v1 import AppTest

from dashboards import open_cases
from dashboards.views.recovery import totals_view
from graph_schema.codes.states import STATES_BY_CODE
from tracer.access.roles import Actor
from tracer.actions.recovery.assets import list_assets
from tracer.actions.recovery.report import build_schedule
from tracer.actions.recovery.supervise import show_totals
from tracer.casework.recovery import recovery_state
from tracer.casework.recovery.recovery_state import asset_states
from tracer.casework.sessions.opening import open_session
from tracer.recovery.totals.step_assets import open_steps
from tracer.sample.world.assets import LANDS
from tracer.sample.world.people import PEOPLE
from tracer.settings import Settings
from tracer.wording.language import find_language


@pytest.fixture
def session_at():
    return lambda case: open_session(Settings(case, Actor("Ana Proba", "owner"), "en"), read_only=True)


def asset_page():
    from dashboards.views.recovery import asset_view

    asset_view.show()


def figures(at):
    return {metric.label: metric.value for metric in at.metric}


def test_the_same_in_romanian_with_its_way_of_writing(app, sample_case):
    at = app(sample_case, language="ro")
    assert at.title[0].value == "Ce mă așteaptă în acest caz?"
    assert figures(at)["Identificat"] == "693.200,00\u00a0EUR"


def test_the_language_of_one_reader_is_not_the_language_of_another(app, sample_case):
    first = app(sample_case, lang="ro")
    second = app(sample_case)
    assert first.title[0].value == "Ce mă așteaptă în acest caz?"
    assert second.title[0].value == "What needs me in this case?"


def test_search_finds_without_diacritics_and_says_when_nothing_goes_by_a_name(app, sample_case):
    at = app(sample_case)
    at.text_input(key="start_find").set_value("vila").run()
    assert "Vilă cu piscină, strada Imaginară 7" in list(at.dataframe[0].value["Name"])
    at.text_input(key="start_find").set_value("nimicdeacestfel").run()
    assert at.info[0].value == "Nothing in the case matches nimicdeacestfel."
    at.text_input(key="start_find").set_value("stefania fictivesku").run()
    assert not at.info and "Nothing in the case matches stefania fictivesku exactly." in [c.value for c in at.caption]
    near = at.dataframe[0].value
    assert "**Near, written otherwise**" in [text.value for text in at.markdown]
    assert near["Name"][0] == "Ştefania Fictivescu"
    assert near["How it differs"][0] == "another spelling of one sound: Fictivesku for Fictivescu"
    assert at.query_params == {}


@pytest.mark.parametrize(("role", "forms"), [("supervisor", 0), ("investigator", 0), ("owner", 1)])
def test_an_asset_opens_read_only_for_who_may_not_order(app, sample_case, session_at, role, forms):
    with session_at(sample_case) as session:
        villa = next(line.id for line in list_assets(session).assets if line.caption.startswith("Vilă cu piscină"))
    at = app(sample_case, role=role, page=asset_page, asset=villa)
    assert not at.exception
    assert at.title[0].value == "Vilă cu piscină, strada Imaginară 7"
    (pill,) = [
        one.proto.body for one in at.get("html") if one.proto.body.startswith('<span class="tracer-pill not-final">')
    ]
    assert pill.endswith("confiscated, not final</span>")
    assert len([text for text in at.markdown if text.value == "**Put the next step on record**"]) == forms
    assert len(at.button) == forms


def test_outside_their_guard_the_screens_say_so_in_one_sentence_and_open_nothing(app, sample_case, monkeypatch):
    monkeypatch.setattr(open_cases, "is_guarded", lambda: False)
    at = app(sample_case)
    assert [said.value for said in at.warning] == [
        "The screens run only behind their guard: start them with tracer dashboard."
    ]
    assert not (at.title or at.dataframe or at.metric or at.caption or at.text_input or at.markdown)


def test_an_asset_stands_in_the_list_where_the_totals_count_it(sample_case, session_at):
    with session_at(sample_case) as session:
        states = {line.id: line.state for line in list_assets(session).assets}
        drawn = asset_states(session)
        buckets = {}
        for bucket in show_totals(session, currency="EUR").buckets:
            for part in bucket.contributions:
                buckets.setdefault(part.asset, set()).add(bucket.name)
    assert states == drawn
    assert all(STATES_BY_CODE[state].bucket in buckets[asset] for asset, state in states.items())
    assert {"DROPPED", "NOT_FOUND", "RELEASED"} <= set(states.values())


def test_no_value_that_stands_or_came_back_is_drawn_as_a_loss(sample_case, session_at):
    with session_at(sample_case) as session:
        totals = show_totals(session, currency="EUR")
    drawn = totals_view._steps(totals, open_steps(totals), find_language("en"))
    kinds = {step.label: step.kind for step in drawn}
    assert {label for label, kind in kinds.items() if kind == "loss"} == {
        "Dropped",
        "Not found",
        "Released",
        "Destroyed",
        "Difference at sale",
        "Difference of exchange rates",
    }
    assert (kinds["Still frozen"], kinds["Returned to victims"]) == ("stands", "recovered")
    texts = {step.label: step.text for step in drawn}
    assert texts["Still frozen"] == "312,900.00\u00a0EUR"
    assert texts["Difference at sale"] == "3,200.00\u00a0EUR"


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

    at = AppTest.from_function(page, default_timeout=120).run()
    assert at.title[0].value == "Această pagină nu este deschisă rolului dumneavoastră"
    assert at.warning[0].value.startswith(
        "Acționați în calitate de supervizor. Pagina este deschisă pentru: investigator"
    )
    with open_session(Settings(sample_case, Actor("Ana Proba", "owner"), "en"), read_only=True) as session:
        last = list(session.store.access_log())[-1].audit_event
    assert (last.action, last.role, last.detail) == ("refused", "supervisor", "right=read page")


@pytest.mark.usefixtures("values_anew")
def test_asset_states_are_counted_once_for_readers_of_all_languages(sample_case, monkeypatch):
    counted = []
    count = recovery_state._states_on
    monkeypatch.setattr(recovery_state, "_states_on", lambda graph, day: counted.append(day) or count(graph, day))
    with open_session(Settings(sample_case, Actor("Ana Proba", "owner"), "en")) as session:
        for code in ("en", "ro", "en"):
            assert recovery_state.asset_states(session.in_language(find_language(code)))
    assert len(counted) == 1


def test_a_folder_without_a_case_is_said_with_the_command_that_makes_one(app, tmp_path):
    at = app(tmp_path / "none")
    assert not at.exception
    assert "tracer --case" in at.warning[0].value


@pytest.fixture
def small_pages(monkeypatch):
    from dashboards.components.graph import shown_nodes
    from dashboards.views import graph_view

    monkeypatch.setattr(shown_nodes, "PAGE", 5)
    monkeypatch.setattr(shown_nodes, "SOFT_LIMIT", 12)
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
    assert "more would be unreadable" in at.warning[0].value


class _Nothing:
    selected = ()


def _open_graph(at, view):
    def page():
        import streamlit as st

        from dashboards.session import case_session
        from dashboards.views import graph_view
        from tracer.actions.recovery.assets import list_subjects

        st.session_state.setdefault("pages", {})
        wanted = next(line.id for line in list_subjects(case_session()) if line.caption == "Victor Inventescu")
        if "node" not in st.query_params:
            st.query_params["node"] = wanted
        graph_view.show()

    return AppTest.from_function(page, default_timeout=120).run()


def test_no_badge_is_left_once_every_neighbour_is_shown(sample_case, monkeypatch):
    from tracer.actions.case_graph.picture import draw_nodes, expand

    with open_session(Settings(sample_case, Actor("Ana Proba", "owner"), "en")) as session:
        accounts = [node.id for node in session.graph().nodes_of_type("Account")]
        people = [node.id for node in session.graph().nodes_of_type("Person", "Company")]
        for node in [*accounts[:20], *people]:
            found = expand(session, node, limit=1000)
            (seed,) = [point for point in found.points if point.id == node]
            assert seed.neighbours == len(found.points) - 1
            assert draw_nodes(session, [node]).points[0].neighbours == seed.neighbours


def test_the_tie_of_an_asset_is_told_on_screen_as_in_the_schedule(sample_case, monkeypatch):
    victor, villa = PEOPLE["victor"].id, next(land.id for land in LANDS if land.key == "villa")
    with open_session(Settings(sample_case, Actor("Ana Proba", "owner"), "ro")) as session:
        language = find_language("ro")
        line = next(line for line in build_schedule(session, victor, "libr", language).lines if line.asset == villa)
    for name, value in (("STORE", str(sample_case)), ("ROLE", "owner"), ("LANG", "ro"), ("USER", "Ana Proba")):
        monkeypatch.setenv(f"TRACER_{name}", value)

    def page(asset):
        import streamlit as st

        from dashboards.components.assets.tie_reasons import show_reasons
        from dashboards.session import case_session, reader_language
        from tracer.actions.recovery.asset_report import open_asset

        st.session_state.setdefault("pages", {})
        show_reasons(open_asset(case_session(), asset, reader_language()), reader_language())

    at = AppTest.from_function(page, default_timeout=120, args=(villa,)).run()
    assert not at.expander
    at.segmented_control(key="asset_ties_shown").set_value("all").run()
    assert not at.exception
    assert at.expander[0].label == "Traseul 1, pas cu pas"
    shown = [markdown.value.replace("\\", "") for markdown in at.markdown]
    told = [language.text(sentence.template, **sentence.params) for sentence in line.tie]
    for text in (*(f"{place}. {text}" for place, text in enumerate(told[:4], 1)), *(f"– {text}" for text in told[4:])):
        assert text in shown
