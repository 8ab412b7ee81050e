"""The schedule of a suspect's assets as a file, made when asked for and logged with its digest."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboards.session import case_session
from tracer.access.roles import may
from tracer.actions.assets import list_subjects
from tracer.actions.report import ExportFormat, export_schedule
from tracer.language import Language
from tracer.terms import CASE_ROLE_WORDS, METHOD_WORDS

_FORMS: dict[ExportFormat, str] = {
    "pdf": "application/pdf",
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


def show_export(words: Language) -> None:
    """Suspect, method (which must be chosen), form; then the download."""
    session = case_session()
    if not may(session.actor, "export"):
        return
    st.header(words.text("Schedule for the court"), anchor=False)
    subjects = {
        line.id: f"{line.caption} ({words.text(CASE_ROLE_WORDS[line.role])}, {line.case})"
        for line in list_subjects(session)
    }
    who, how = st.columns(2)
    suspect = who.selectbox(
        words.text("Suspect"), list(subjects), index=None, format_func=subjects.__getitem__, key="export_suspect",
        placeholder=words.text("choose"),
    )  # fmt: skip
    method = how.selectbox(
        words.text("Tracing method"), list(METHOD_WORDS), index=None, key="export_method",
        format_func=lambda name: words.text(METHOD_WORDS[name]), placeholder=words.text("choose"),
        help=words.text("Courts differ on the method, so there is no default; the choice is named in the document."),
    )  # fmt: skip
    if suspect is None or method is None:
        st.caption(words.text("Choose a suspect and a method."))
        return
    for column, (form, mime) in zip(st.columns(len(_FORMS)), _FORMS.items(), strict=True):
        column.download_button(
            words.text("Download {form}", form=form.upper()),
            data=partial(export_schedule, session, suspect, method, form, words),
            file_name=f"schedule-{suspect[-6:]}.{form}",
            mime=mime,
            on_click="ignore",
            key=f"export_{form}",
        )
