"""Which case does the reader want to work on?"""

from __future__ import annotations

import streamlit as st

from dashboards.components.evidence_links import markdown_text
from dashboards.components.states import loading, show_empty, show_problem
from dashboards.components.tables import show_table
from dashboards.pages import PageName
from dashboards.session import case_folder, choose_case, reader_language
from graph_schema.errors import TracerError
from tracer.access.roles import may
from tracer.actions.administration.cases import (
    SAMPLE_MEANING,
    SAMPLE_NAME,
    list_cases,
    make_case,
    make_sample_case,
)
from tracer.settings import current_settings
from tracer.wording.language import Language

_TALLEST = 420


def show() -> None:
    """Open a case, make one, or open the sample case."""
    language, folder = reader_language(), case_folder()
    st.title(language.text("Which case do you want to work on?"), anchor=False)
    if folder is None:
        show_empty(
            language.text(
                "The screens were started for one case alone. Start them with {command} for all cases.",
                command="tracer",
            )
        )
        return
    st.caption(language.text("Cases in {folder}. Nothing leaves this computer.", folder=markdown_text(str(folder))))
    left, right = st.columns([2, 1], gap="medium")
    with left:
        _recent(language)
        if may(current_settings().actor, "import"):
            _new(language)
    with right, st.container(border=True):
        _sample(language)


def _recent(language: Language) -> None:
    folder = case_folder()
    lines = [] if folder is None else list_cases(folder)
    with st.container(border=True):
        st.header(language.text("Recent"), anchor=False)
        if not lines:
            show_empty(language.text("There is no case yet. Make one below, or open the sample case."))
            return
        picked = show_table(
            [
                {
                    language.text("Case"): line.name,
                    language.text("Last changed"): line.changed,
                }
                for line in lines
            ],
            language,
            key="cases_recent",
            alt=language.text("Cases"),
            tallest=_TALLEST,
        )
        st.caption(language.text("Choose a row to open the case."))
    if picked is not None:
        _open(lines[picked].name)


def _new(language: Language) -> None:
    folder = case_folder()
    with st.container(border=True), st.form("new_case", border=False):
        st.header(language.text("New case"), anchor=False)
        name = st.text_input(
            language.text("Name of the case"), placeholder=language.text("as your office calls it"), key="new_case_name"
        )
        made = st.form_submit_button(language.text("Make the case"), type="primary")
    if made and folder is not None:
        try:
            settings = make_case(current_settings(), folder, name)
        except TracerError as problem:
            show_problem(problem, language)
            return
        _open(settings.case.name, page="files")


def _sample(language: Language) -> None:
    st.header(language.text("Sample case"), anchor=False)
    st.write(language.text(SAMPLE_MEANING))
    folder = case_folder()
    if not st.button(language.text("Open the sample case"), type="primary", key="open_sample") or folder is None:
        return
    try:
        with loading(language.text("The sample case is being made: about ten seconds, once.")):
            make_sample_case(current_settings(), folder)
    except TracerError as problem:
        show_problem(problem, language)
        return
    _open(SAMPLE_NAME)


def _open(name: str, page: PageName = "start") -> None:
    """Open this case; what the reader left open in another case is closed."""
    choose_case(name, page)
    st.rerun()
