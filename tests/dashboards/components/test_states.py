"""Each state of a page in its one form."""

from __future__ import annotations

from streamlit.testing.v1 import AppTest


def run(page):
    at = AppTest.from_function(page).run()
    assert not at.exception
    return at


def test_what_is_missing_is_amber_and_what_does_not_answer_is_not_red():
    def page():
        from dashboards.components.states import show_problem
        from graph_schema.errors import EnvironmentFailure, NotFound
        from tracer.wording.language import find_language

        show_problem(NotFound("There is no {thing}.", thing="row"), find_language("en"))
        show_problem(EnvironmentFailure("The server does not answer."), find_language("en"))

    at = run(page)
    assert [text.value for text in at.warning] == ["There is no row."]
    assert [text.value for text in at.error] == ["The server does not answer."]


def test_the_skeleton_stands_while_the_work_goes_on_and_leaves_with_it():
    def page():
        import streamlit as st

        from dashboards.components.states import loading

        with loading("Following <the money>", "table"):
            st.session_state["during"] = True
        try:
            with loading("again"):
                raise ValueError
        except ValueError:
            st.write("left")

    at = run(page)
    assert at.session_state["during"]
    assert [text.value for text in at.markdown] == ["left"]
    assert not at.get("html")
