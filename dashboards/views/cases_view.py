"""Which case does the reader want to work on?"""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboards.components.cases.case_list import count_all, show_cases, show_due
from dashboards.components.evidence_links import markdown_text
from dashboards.components.files.file_drop import carry_files
from dashboards.components.states import loading, show_empty, show_problem
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
from tracer.casework.sessions.opening import largest_file
from tracer.settings import current_settings
from tracer.wording.language import Language

_MIB_BITS = 20


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
    lines = list_cases(folder)
    with st.spinner(language.text("Looking into the cases")):
        counts = count_all(lines, language)
    left, right = st.columns([832, 384], gap="medium")
    with left:
        chosen = show_cases(lines, counts, language)
        if may(current_settings().actor, "import"):
            _new(language)
        chosen = show_due(counts, language) or chosen
    with right, st.container(border=True, key="cases_sample"):
        _sample(language)
    if chosen is not None:
        _open(chosen)


def _new(language: Language) -> None:
    folder = case_folder()
    with st.container(border=True, key="cases_new"), st.form("new_case", border=False):
        st.header(language.text("New case"), anchor=False)
        name = st.text_input(
            language.text("Name of the case"), placeholder=language.text("as your office calls it"), key="new_case_name"
        )
        dropped = st.file_uploader(
            language.text("Drop files here; a case may be empty"),
            accept_multiple_files=True,
            key="new_case_files",
            max_upload_size=largest_file(current_settings()) >> _MIB_BITS,
            help=language.text(
                "The case opens at its files: you see what each is, and nothing is read before you say so."
            ),
        )
        made = st.form_submit_button(language.text("Make the case"), type="primary")
    if made and folder is not None:
        try:
            settings = make_case(current_settings(), folder, name)
        except TracerError as problem:
            show_problem(problem, language)
            return
        _open(settings.case.name, page="files", dropped=dropped)


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


def _open(name: str, page: PageName = "start", dropped: Sequence[object] = ()) -> None:
    """Open this case; what the reader left open in another case is closed. ``dropped``: files to be shown there."""
    choose_case(name, page)
    carry_files(dropped)
    st.rerun()
