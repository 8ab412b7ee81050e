"""What needs the reader in this case? The sums, what waits for an act, whether the statements add up, what is new, who is who."""

from __future__ import annotations

import streamlit as st

from dashboards.components.evidence_links import markdown_text
from dashboards.components.overview.alert_list import show_alerts
from dashboards.components.overview.month_card import show_months
from dashboards.components.overview.news_card import show_news
from dashboards.components.overview.people_card import show_people
from dashboards.components.overview.search_field import show_field, show_found
from dashboards.components.states import show_empty
from dashboards.components.totals_strip import show_strip
from dashboards.session import case_session, chosen_case, reader_language
from tracer.access.roles import may
from tracer.actions.overview.alerts import list_alerts
from tracer.actions.overview.people import list_people
from tracer.actions.overview.statement_grid import list_grid
from tracer.wording.language import Language


def show() -> None:
    """Each part only for who has the right to it; nothing else is asked of the case."""
    language, session = reader_language(), case_session()
    reads, oversees, totals = (may(session.actor, right) for right in ("read", "oversee", "totals"))
    people = list_people(session) if reads else None
    text = _head(language, files=() if people is None else people.files, finds=reads)
    if text:
        show_found(text, language)
    if totals:
        show_strip(language)
    if not reads and not totals:
        show_empty(language.text("Your role works at the command line; it opens no page of the case."))
        return
    if people is None:
        if oversees:
            show_alerts(list_alerts(session), language)
        return
    left, right = st.columns([770, 450], gap="small")
    with left:
        show_alerts(list_alerts(session), language)
        show_months(list_grid(session), language)
    with right:
        show_news(language)
        show_people(people, language)


def _head(language: Language, *, files: tuple[str, ...], finds: bool) -> str:
    """The question, which case it is, and the field to find; returns what is typed in the field."""
    with st.container(key="start_head", horizontal=True, vertical_alignment="center", gap="small"):
        st.title(language.text("What needs me in this case?"), anchor=False, width="content")
        name = markdown_text(chosen_case() or case_session().folder.name)
        named = language.plural("criminal file {files}", "criminal files {files}", len(files), files=", ".join(files))
        st.caption(" · ".join([name, markdown_text(named)] if files else [name]), width="content")
        st.space("stretch")
        if finds:
            with st.container(key="start_find_box", width=300):
                return show_field(language)
    return ""
