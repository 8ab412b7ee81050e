"""Adds the picture as it is shown to the report: one click, with a title and a caption that can be changed before."""

from __future__ import annotations

import streamlit as st

from dashboards.components.evidence_links import markdown_text
from dashboards.components.graph.saved.saved_view import as_kept
from dashboards.components.states import show_problem
from dashboards.pages import show_link
from dashboards.session import case_session
from graph_schema.errors import TracerError
from tracer.access.roles import may
from tracer.actions.annexes.keeping import (
    LONGEST_CAPTION,
    LONGEST_TITLE,
    AnnexReport,
    add_to_report,
    suggest_caption,
)
from tracer.actions.case_graph.picture import Neighbourhood
from tracer.actions.case_graph.picture_export import PictureQuestion, title_picture
from tracer.wording.language import Language

_MADE = "graph_added"


def show_report_picture(drawn: Neighbourhood, question: PictureQuestion, language: Language) -> None:
    """Title, caption and the button, for a row of controls. Shows nothing to a reader without the rights.

    What is proposed follows the picture, so a text that was typed for another picture is not taken for this one.
    """
    session = case_session().in_language(language)
    if not (may(session.actor, "export") and may(session.actor, "decide")):
        return
    title = title_picture(session, drawn, question.focus, question.paths)
    caption = suggest_caption(session, question, len(question.nodes))
    title_key, caption_key = f"annex_title_{hash(title)}", f"annex_caption_{hash(caption)}"
    st.text_input(language.text("Title"), title, max_chars=LONGEST_TITLE, key=title_key, width=220)
    st.text_input(language.text("Caption"), caption, max_chars=LONGEST_CAPTION, key=caption_key)

    def add() -> None:
        typed = st.session_state[caption_key]
        asked, places = as_kept(question)
        try:
            st.session_state[_MADE] = add_to_report(
                session,
                asked,
                places=places,
                title=st.session_state[title_key],
                caption="" if typed == caption else typed,  # what is proposed counts the nodes that are shown
            )
        except TracerError as problem:
            st.session_state[_MADE] = problem

    st.button(language.text("Add to report"), on_click=add, key="graph_add_to_report")


def say_added(language: Language) -> None:
    """What became of the picture that was just added, once."""
    made: AnnexReport | TracerError | None = st.session_state.pop(_MADE, None)
    if made is None:
        return
    if isinstance(made, TracerError):
        show_problem(made, language)
        return
    number, title = language.number(made.annex.number), markdown_text(made.annex.title)
    if made.status == "recorded":
        st.success(language.text("In the report as annex {number}: {title}", number=number, title=title))
    else:
        st.info(
            language.text(
                "This picture stands in the report already, as annex {number}: {title}", number=number, title=title
            )
        )
    show_link("assets", language.text("Open the report"))
