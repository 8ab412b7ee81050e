"""The form that exports the schedule of a suspect's assets; the export is logged with its digest."""

from __future__ import annotations

from functools import partial

import streamlit as st

from dashboards.components.assets.annex_list import show_annexes
from dashboards.session import case_session
from tracer.access.roles import may
from tracer.actions.recovery.assets import list_subjects
from tracer.actions.recovery.report import EXPORT_FORMS, export_schedule
from tracer.casework.tracing.case_tracing import METHODS_WITH_CHAINS
from tracer.wording.language import Language
from tracer.wording.terms import CASE_ROLE_WORDS, METHOD_WORDS


def show_export(language: Language) -> None:
    """Ask for suspect, method (no default) and form; then offer the download."""
    session = case_session()
    if not may(session.actor, "export"):
        return
    st.header(language.text("Schedule for the court"), anchor=False)
    subjects = {
        line.id: f"{line.caption} ({language.text(CASE_ROLE_WORDS[line.role])}, {line.case})"
        for line in list_subjects(session)
    }
    who, how = st.columns(2)
    suspect = who.selectbox(
        language.text("Suspect"),
        list(subjects),
        index=None,
        format_func=subjects.__getitem__,
        key="export_suspect",
        placeholder=language.text("choose"),
    )
    method = how.selectbox(
        language.text("Tracing method"),
        [method.value for method in METHODS_WITH_CHAINS],
        index=None,
        key="export_method",
        format_func=lambda name: language.text(METHOD_WORDS[name]),
        placeholder=language.text("choose"),
        help=language.text("Courts differ on the method, so there is no default; the choice is named in the document."),
    )
    annexes = show_annexes(language)
    if suspect is None or method is None:
        st.caption(language.text("Choose a suspect and a method."))
        return
    for column, form in zip(st.columns(len(EXPORT_FORMS)), EXPORT_FORMS, strict=True):
        column.download_button(
            language.text(form.label),
            data=partial(export_schedule, session, suspect, method, form.name, language, annexes=annexes),
            file_name=f"schedule-{suspect[-6:]}{form.suffix}",
            mime=form.media_type,
            on_click="ignore",
            key=f"export_{form.name}",
        )
