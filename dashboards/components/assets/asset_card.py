"""Shows one asset: value, state, the money behind it, its measures in time, the form for the next order."""

from __future__ import annotations

import streamlit as st

from dashboards.charts.timeline import TimelineBar, draw_timeline
from dashboards.components.assets.money_trail import show_money
from dashboards.components.assets.order_form import show_order_form
from dashboards.components.assets.tie_paths import show_tie
from dashboards.components.evidence_links import markdown_text, show_rows
from dashboards.pages import has_page, show_link
from dashboards.session import case_session
from dashboards.theme import look_of
from tracer.access.roles import may
from tracer.actions.recovery.assets import AssetLine
from tracer.actions.recovery.deadlines import format_deadline, is_overdue
from tracer.actions.recovery.measures import MeasureLine, list_measures
from tracer.wording.language import Language
from tracer.wording.terms import CLASS_WORDS, PURPOSE_WORDS, STATE_WORDS


def show_asset(asset: AssetLine, words: Language) -> None:
    """The asset under its caption: the number first, then the money, then the measures."""
    look = look_of(asset.state)
    st.title(markdown_text(asset.caption), anchor=False)
    done = st.session_state.pop("order_done", None)
    if done:
        st.success(done)
    facts = st.columns([3, 4, 3, 2])
    value = words.text("unknown") if asset.value_minor is None else words.money(asset.value_minor, asset.currency)
    facts[0].metric(words.text("Value"), value, border=True)
    facts[1].metric(words.text("State"), f"{look.symbol} {words.text(STATE_WORDS[asset.state])}", border=True)
    facts[2].metric(words.text("Class"), words.text(CLASS_WORDS[asset.asset_class]), border=True)
    facts[3].metric(words.text("Measures"), words.number(asset.measures), border=True)
    day = words.date(asset.value_date) if asset.value_date else words.text("no valuation on record")
    owners = "; ".join(asset.owners) or words.text("unknown")
    st.markdown(
        f"{words.text('Owner on paper')}: **{markdown_text(owners)}** · {words.text('Valued on: {day}', day=day)}"
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        if has_page("graph"):
            show_link("graph", words.text("Show in the graph"), node=asset.id)
        show_rows(asset.evidence, words, asset=asset.id)
    show_money(asset, words)
    if may(case_session().actor, "read"):
        show_tie(asset, words)
    _measures(asset, words)


def _measures(asset: AssetLine, words: Language) -> None:
    st.header(words.text("Which measures are on it?"), anchor=False)
    session = case_session()
    found = list_measures(session, asset=asset.id)
    if not found.measures:
        st.caption(words.text("No measure is on record. The asset is identified only."))
        return
    for measure in found.measures:
        if is_overdue(measure):
            st.error(_late(measure, words))
    bars = [bar for measure in found.measures for bar in _bars(measure, words)]
    if bars:
        st.plotly_chart(
            draw_timeline(bars, words, today=found.as_of),
            theme="streamlit",
            config={"displayModeBar": False},
            alt=words.text("States of each measure in time; the steps are listed below."),
        )
    for measure in found.measures:
        with st.expander(_title(measure, words), expanded=len(found.measures) == 1):
            if measure.due is not None and not is_overdue(measure):
                st.markdown(markdown_text(format_deadline(measure, words)))
            _steps(measure, words)
            for flag in measure.flags:
                st.warning(flag)
            if may(session.actor, "order") and measure.next_states:
                show_order_form(measure, words)


def _late(measure: MeasureLine, words: Language) -> str:
    line = words.text(
        "Measure {number}: {deadline} Nothing is released by itself.",
        number=measure.number,
        deadline=format_deadline(measure, words),
    )
    return markdown_text(line)


def _title(measure: MeasureLine, words: Language) -> str:
    state = words.text(STATE_WORDS[measure.state])
    due = "" if measure.due is None else words.text(", due {day}", day=words.date(measure.due))
    if is_overdue(measure):
        due += words.text(", overdue")
    return words.text(
        "Measure {number} in file {case}: {state}{due}", number=measure.number, case=measure.case, state=state, due=due
    )


def _steps(measure: MeasureLine, words: Language) -> None:
    st.markdown(
        words.text(
            "Share {share}, against {person}; purposes: {purposes}",
            share=measure.share,
            person=markdown_text(measure.person_caption or words.text("nobody named")),
            purposes=", ".join(words.text(PURPOSE_WORDS[purpose]) for purpose in measure.purposes),
        )
    )
    for step in measure.steps:
        day, state, paper, rows = st.columns([2, 3, 5, 4], vertical_alignment="center")
        day.markdown(f"**{words.date(step.effective)}**")
        state.markdown(f"{look_of(step.state).symbol} {words.text(STATE_WORDS[step.state])}")
        amount = None if step.amount_minor is None else words.money(step.amount_minor, step.currency)
        line = [step.document or words.text("no document"), step.authority, amount]
        paper.markdown(", ".join(markdown_text(part) for part in line if part))
        with rows:
            show_rows(step.evidence, words, asset=measure.asset)


def _bars(measure: MeasureLine, words: Language) -> list[TimelineBar]:
    row = f"{measure.number} · {measure.case}"
    bars = []
    for place, step in enumerate(measure.steps):
        end = measure.steps[place + 1].effective if place + 1 < len(measure.steps) else None
        if end is None and not measure.live:
            end = step.effective
        label = words.text(STATE_WORDS[step.state])
        until = words.date(end) if end else words.text("today")
        hover = f"{label}: {words.date(step.effective)} – {until}"
        bars.append(TimelineBar(row, step.state, label, step.effective, end, hover))
    return bars
