"""The pictures that stand in the report: what each shows, who added it, whether it still holds; each can be taken out."""

from __future__ import annotations

import streamlit as st

from dashboards.components.evidence_links import markdown_text
from dashboards.components.states import show_problem
from dashboards.session import case_session
from graph_schema.errors import TracerError
from tracer.access.roles import may
from tracer.actions.annexes.keeping import remove_from_report
from tracer.actions.annexes.listing import AnnexLine, list_annexes, say_state
from tracer.wording.language import Language


def show_annexes(language: Language) -> bool:
    """List the pictures. Returns whether a document takes them up: as the reader chooses, else yes."""
    lines = list_annexes(case_session().in_language(language)).annexes
    if not lines:
        return True
    st.subheader(language.text("Pictures in the report"), anchor=False)
    for line in lines:
        with st.container(border=True, key=f"annex_{line.number}"):
            _show_line(line, language)
    return st.checkbox(language.text("With the pictures in the report"), True, key="export_annexes")


def _show_line(line: AnnexLine, language: Language) -> None:
    said, out = st.columns([5, 1])
    nodes = language.plural("{n} node", "{n} nodes", line.nodes)
    rows = language.plural("{n} row", "{n} rows", line.rows)
    said.markdown(f"**{language.number(line.number)}. {markdown_text(line.title)}**")
    if line.caption:
        said.caption(markdown_text(line.caption))
    state = say_state(line, language)
    if line.changed or line.withheld:
        said.warning(markdown_text(state))
        state = ""
    said.caption(markdown_text(" · ".join(filter(None, (line.author, nodes, rows, state)))))
    if not may(case_session().actor, "decide"):
        return
    with out.popover(language.text("Remove"), width="stretch"), st.form(f"annex_remove_{line.event}", border=False):
        reason = st.text_input(language.text("Reason, goes on record with your name"), key=f"annex_reason_{line.event}")
        if st.form_submit_button(language.text("Remove from the report")):
            _remove(line, reason, language)


def _remove(line: AnnexLine, reason: str, language: Language) -> None:
    try:
        remove_from_report(case_session(), line.event, reason)
    except TracerError as problem:
        show_problem(problem, language)
        return
    st.rerun()
