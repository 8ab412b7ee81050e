"""Shows one asset: its head, why it is a suspect's, its measures in time with the next order, the money behind it."""

from __future__ import annotations

import streamlit as st

from dashboards.charts.timeline import TimelineBar, draw_timeline
from dashboards.components.assets.head_card import MEASURES_ANCHOR, show_head
from dashboards.components.assets.money_trail import show_money
from dashboards.components.assets.order_form import show_order_form
from dashboards.components.assets.recovery_cards import show_terms_and_ledger, show_value_and_claims
from dashboards.components.assets.tie_reasons import choose_suspect, show_reasons
from dashboards.components.evidence_links import markdown_text, show_rows
from dashboards.pages import show_link
from dashboards.session import case_session
from tracer.access.roles import may
from tracer.actions.recovery.asset_report import AssetReport
from tracer.actions.recovery.measures import MeasureLine
from tracer.actions.recovery_lists.deadlines import format_deadline, is_overdue
from tracer.wording.language import Language
from tracer.wording.looks.stage_looks import look_of
from tracer.wording.terms import PURPOSE_WORDS, STATE_WORDS


def show_asset(report: AssetReport, language: Language) -> None:
    """What it is, why it is a suspect's, which measures are on it, which money paid for it."""
    done = st.session_state.pop("order_done", None)
    if done:
        st.success(done)
    for remark in st.session_state.pop("order_remarks", ()):
        st.warning(markdown_text(remark))
    tied = choose_suspect(report)
    show_head(report, tied.suspect if tied is not None else "", language)
    if report.suspects is not None:
        show_reasons(report, language)
    show_value_and_claims(report, language)
    _measures(report, language)
    show_terms_and_ledger(report, language)
    show_money(report.money, language)


def _measures(found: AssetReport, language: Language) -> None:
    st.header(language.text("Which measures are on it?"), anchor=MEASURES_ANCHOR)
    session = case_session()
    if not found.measures:
        st.caption(language.text("No measure is on record. The asset is identified only."))
        return
    for measure in found.measures:
        if is_overdue(measure):
            st.error(_late(measure, language))
    bars = [bar for measure in found.measures for bar in _bars(measure, language)]
    if bars:
        st.plotly_chart(
            draw_timeline(bars, language, today=found.as_of),
            theme="streamlit",
            config={"displayModeBar": False},
            alt=language.text("States of each measure in time; the steps are listed below."),
        )
    for measure in found.measures:
        with st.expander(_title(measure, language), expanded=len(found.measures) == 1):
            if measure.due is not None and not is_overdue(measure):
                st.markdown(markdown_text(format_deadline(measure, language)))
            _steps(measure, language)
            for flag in measure.flags:
                st.warning(flag)
            if may(session.actor, "order") and measure.next_states:
                if measure.by_register:
                    show_order_form(measure, language)
                show_link("orders", language.text("Record an order on this asset and others"))


def _late(measure: MeasureLine, language: Language) -> str:
    line = language.text(
        "Measure {number}: {deadline} Nothing is released by itself.",
        number=measure.number,
        deadline=format_deadline(measure, language),
    )
    return markdown_text(line)


def _title(measure: MeasureLine, language: Language) -> str:
    state = language.text(STATE_WORDS[measure.state])
    due = "" if measure.due is None else language.text(", due {day}", day=language.date(measure.due))
    if is_overdue(measure):
        due += language.text(", overdue")
    return language.text(
        "Measure {number} in file {case}: {state}{due}", number=measure.number, case=measure.case, state=state, due=due
    )


def _steps(measure: MeasureLine, language: Language) -> None:
    st.markdown(
        language.text(
            "Share {share}, against {person}; purposes: {purposes}",
            share=measure.share,
            person=markdown_text(measure.person_caption or language.text("nobody named")),
            purposes=", ".join(language.text(PURPOSE_WORDS[purpose]) for purpose in measure.purposes),
        )
    )
    for step in measure.steps:
        day, state, paper, rows = st.columns([2, 3, 5, 4], vertical_alignment="center")
        day.markdown(f"**{language.date(step.effective)}**")
        state.markdown(f"{look_of(step.state).symbol} {language.text(STATE_WORDS[step.state])}")
        amount = None if step.amount_minor is None else language.money(step.amount_minor, step.currency)
        line = [step.document or language.text("no document"), step.authority, amount]
        paper.markdown(", ".join(markdown_text(part) for part in line if part))
        with rows:
            show_rows(step.evidence, language, asset=measure.asset)


def _bars(measure: MeasureLine, language: Language) -> list[TimelineBar]:
    row = f"{measure.number} · {measure.case}"
    bars = []
    for place, step in enumerate(measure.steps):
        end = measure.steps[place + 1].effective if place + 1 < len(measure.steps) else None
        if end is None and not measure.live:
            end = step.effective
        label = language.text(STATE_WORDS[step.state])
        until = language.date(end) if end else language.text("today")
        hover = f"{label}: {language.date(step.effective)} – {until}"
        bars.append(TimelineBar(row, step.state, label, step.effective, end, hover))
    return bars
