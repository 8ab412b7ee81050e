"""The head of the page of an asset: what it is, its state, what comes next, its value, who has it."""

from __future__ import annotations

from html import escape

import streamlit as st

from dashboards.components.assets.asset_look import icon_of, state_pill
from dashboards.components.evidence_links import markdown_text, show_rows
from dashboards.pages import go_to, has_page
from dashboards.session import case_session
from tracer.access.roles import may
from tracer.actions.recovery.asset_report import PARTY_WORDS, AssetReport
from tracer.actions.recovery.measures import MeasureLine
from tracer.actions.recovery_lists.deadlines import format_reason, is_overdue
from tracer.wording.language import Language
from tracer.wording.terms import VALUATION_WORDS

MEASURES_ANCHOR = "measures"
_SOON_DAYS = 45
_PICTURE_KEYS = ("graph_seed", "graph_shown", "graph_path", "graph_path_found")


def show_head(report: AssetReport, suspect: str, language: Language) -> None:
    """The card; ``suspect``: from whom the graph draws the path to the asset, empty for nobody."""
    with st.container(border=True, key="asset_head"):
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            st.html(icon_of(report.type), width="content")
            st.title(markdown_text(report.asset.caption), anchor=False, width="content")
            st.html(state_pill(report.asset.state, language), width="content")
            st.space("stretch")
            _buttons(report, suspect, language)
        st.markdown(markdown_text(" · ".join(report.identity)))
        ahead, value, parties = st.columns([3, 3, 4])
        with ahead:
            _next(report, language)
        with value:
            _value(report, language)
        with parties:
            _parties(report, language)


def _buttons(report: AssetReport, suspect: str, language: Language) -> None:
    if has_page("graph") and st.button(language.text("Show in the graph"), key="asset_graph"):
        # A picture that was drawn before would keep its own first node and its own paths.
        for key in _PICTURE_KEYS:
            st.session_state.pop(key, None)
        if suspect:
            go_to("graph", path_from=suspect, path_to=report.asset.id, paths="strongest")
        go_to("graph", node=report.asset.id)
    if may(case_session().actor, "order") and any(measure.next_states for measure in report.measures):
        label = language.text("Record an order")
        st.html(
            f'<a class="tracer-button" href="#{MEASURES_ANCHOR}" target="_self">{escape(label)}</a>', width="content"
        )


def _next(report: AssetReport, language: Language) -> None:
    measure = next((one for one in report.measures if one.due is not None), None)
    label = language.text("What comes next")
    if measure is None or measure.due is None or measure.days_left is None:
        _figure(label, language.text("no deadline runs"))
        return
    _figure(label, f"{language.date(measure.due)}, {_days(measure.days_left, language)}", _mark(measure))
    st.caption(markdown_text(format_reason(measure, language)))


def _mark(measure: MeasureLine) -> str:
    if is_overdue(measure):
        return "tracer-late"
    return "tracer-soon" if measure.days_left is not None and measure.days_left <= _SOON_DAYS else ""


def _days(days: int, language: Language) -> str:
    if days < 0:
        return language.plural("overdue by {n} day", "overdue by {n} days", -days)
    return language.text("today") if days == 0 else language.plural("in {n} day", "in {n} days", days)


def _value(report: AssetReport, language: Language) -> None:
    label, value = language.text("Value"), report.value
    if value is None:
        _figure(label, language.text("unknown"))
        st.caption(language.text("no valuation on record"))
        return
    _figure(label, language.money(value.minor, value.currency))
    st.caption(f"{language.text(VALUATION_WORDS[value.method])}, {language.date(value.day)}")
    show_rows(value.evidence, language, asset=report.asset.id, most=1)


def _parties(report: AssetReport, language: Language) -> None:
    if not report.parties:
        _figure(language.text("Who has it"), language.text("unknown"))
        show_rows(report.asset.evidence, language, asset=report.asset.id, most=1)
    for party in report.parties:
        share = f", {party.share}" if party.share else ""
        with st.container(horizontal=True, vertical_alignment="center", gap="small"):
            name = f"**{markdown_text(party.caption)}**{markdown_text(share)}"
            st.markdown(f":small[{language.text(PARTY_WORDS[party.role])}] {name}", width="content")
            show_rows(party.evidence, language, asset=report.asset.id, most=1)


def _figure(label: str, figure: str, mark: str = "") -> None:
    st.html(f'<div class="tracer-label">{escape(label)}</div><div class="tracer-figure {mark}">{escape(figure)}</div>')
