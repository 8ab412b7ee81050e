"""Shows what has changed in the case since the reader was last at it."""

from __future__ import annotations

from datetime import datetime
from html import escape
from typing import Final

import streamlit as st

from dashboards.components.evidence_links import markdown_text
from dashboards.components.states import show_empty
from dashboards.pages import show_link
from dashboards.session import case_session
from graph_schema.messages import N_
from tracer.actions.overview.news import DAYS, NewsLine, last_visit, list_news
from tracer.wording.language import Language

_SHOWN = 6
_VISIT: Final = "start_visit"
_ACTS: Final[dict[str, str]] = {
    "init": N_("The case was made"),
    "import": N_("Files read: {count}"),
    "replace": N_("Files read anew in place of an earlier reading: {count}"),
    "retract": N_("Files taken back: {count}"),
    "declare": N_("Statements about files: {count}"),
    "mark": N_("Money marked as proceeds: {count}"),
    "method": N_("Tracing methods chosen: {count}"),
    "revoke": N_("Decisions taken back: {count}"),
    "join": N_("Pairs decided to be one payment: {count}"),
    "keep-apart": N_("Pairs decided to be two payments: {count}"),
    "measure": N_("Measures recorded: {count}"),
    "step": N_("Orders recorded: {count}"),
}


def show_news(language: Language) -> None:
    """The card: the last acts that changed the case, by day. The reader's earlier visit is looked up once a session."""
    session = case_session()
    if _VISIT not in st.session_state:
        st.session_state[_VISIT] = last_visit(session)
    visit: datetime | None = st.session_state[_VISIT]
    news = list_news(session, visit)
    with st.container(border=True, key="start_news"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.header(language.text("New since you were here"), anchor=False, width="content")
            st.space("stretch")
            st.caption(_since(visit, language), width="content")
        if not news.lines:
            show_empty(language.text("Nobody has changed the case since then."))
        for line in news.lines[:_SHOWN]:
            _line(line, language)
        left = len(news.lines) - _SHOWN
        if left > 0:
            st.caption(language.plural("and {n} more change", "and {n} more changes", left))


def _since(visit: datetime | None, language: Language) -> str:
    if visit is None:
        return language.plural(
            "no earlier visit on record: the last {n} day", "no earlier visit on record: the last {n} days", DAYS
        )
    return language.moment(visit).rpartition(":")[0] + " UTC"


def _line(line: NewsLine, language: Language) -> None:
    day, said = st.columns([2, 9], vertical_alignment="center")
    today = case_session().today()
    when = language.text("today") if line.day == today else language.date(line.day)
    day.html(f'<div class="tracer-label">{escape(when)}</div>')
    text = f"{say_act(line, language)} · {line.author}"
    with said:
        if line.source:
            show_link("files", markdown_text(text), source=line.source)
        else:
            st.html(f'<div class="tracer-row-text">{escape(text)}</div>')


def say_act(line: NewsLine, language: Language) -> str:
    """What was done, how often, and how many rows were read of it."""
    said = language.text(_ACTS.get(line.action, N_("Other acts: {count}")), count=language.number(line.count))
    if line.file:
        said = f"{said}, {line.file}"
    if line.action in ("import", "replace"):
        return language.text(
            "{said}; {rows} rows, {rejected} not kept",
            said=said,
            rows=language.number(line.rows),
            rejected=language.number(line.rejected),
        )
    return said
