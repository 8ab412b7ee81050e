"""Shows what waits for an act: one line for each alert, with the act that settles it."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, timedelta
from html import escape
from typing import Final

import streamlit as st

from dashboards.components.evidence_links import markdown_text, show_rows
from dashboards.components.states import show_empty
from dashboards.pages import go_to, show_link
from dashboards.session import case_session
from tracer.actions.overview.statement_grid import find_statement
from tracer.actions.recovery_lists.deadlines import format_rule
from tracer.casework.overview.alert_order import Alert, AlertRow
from tracer.wording.language import Language

_TONES: Final = {"overdue": "loss", "differs": "loss", "identifiers": "quiet"}
"""The colour of an alert: red for what is overdue or does not add up; amber unless it is here."""
_NAMED = 2
FIRST: Final = 4
"""Alerts that stand there unasked, so that the months below them begin on the first screen."""
_ALL, _KEPT = "start_alerts_all", "start_alerts_kept"


def show_alerts(alerts: Sequence[Alert], language: Language) -> None:
    """The card: alerts by consequence, then by age, the first of them unasked."""
    with st.container(border=True, key="start_alerts"):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.header(language.text("To do first"), anchor=False, width="content")
            st.space("stretch")
            if alerts:
                st.caption(
                    language.text("{n} · by consequence, then by age", n=language.number(len(alerts))), width="content"
                )
        if not alerts:
            show_empty(language.text("Nothing waits: no deadline is near, and everything that was read adds up."))
        shown = alerts if st.session_state.get(_KEPT) else alerts[:FIRST]
        for place, alert in enumerate(shown):
            _alert(alert, place, language)
        with st.container(horizontal=True, vertical_alignment="center"):
            if len(alerts) > FIRST:
                st.toggle(
                    language.text("all {n} alerts", n=language.number(len(alerts))),
                    value=bool(st.session_state.get(_KEPT)),
                    key=_ALL,
                    on_change=_keep_choice,
                )
            if any(alert.kind == "overdue" for alert in alerts):
                st.caption(language.text("Nothing is released by itself."))


def _keep_choice() -> None:
    """Streamlit forgets a toggle when its page is left; a reader who comes back sees what was open."""
    st.session_state[_KEPT] = st.session_state[_ALL]


def _alert(alert: Alert, place: int, language: Language) -> None:
    key = f"alert_{_TONES.get(alert.kind, 'soon')}_{place}"
    with st.container(key=key, horizontal=True, vertical_alignment="center", gap="small"):
        st.html(
            f'<div class="tracer-alert"><b>{escape(say_alert(alert, language))}</b>'
            f"<span>{escape(say_detail(alert, language))}</span></div>"
        )
        with st.container(key=f"act_{place}", width="content"):
            _act(alert, place, language)


def say_alert(alert: Alert, language: Language) -> str:
    """What waits, in one sentence with its count."""
    what, _ = format_rule(alert.rule, language)
    n = alert.count
    match alert.kind:
        case "overdue":
            return language.plural("{n} deadline is overdue: {what}", "{n} deadlines are overdue: {what}", n, what=what)
        case "soon":
            return language.plural("{n} deadline ends soon: {what}", "{n} deadlines end soon: {what}", n, what=what)
        case "unsecured":
            return language.plural(
                "{n} asset is tied to a suspect by title, use or a company, and no freezing is requested",
                "{n} assets are tied to a suspect by title, use or a company, and no freezing is requested",
                n,
            )
        case "missing":
            return language.plural("{n} statement is missing", "{n} statements are missing", n)
        case "differs":
            return language.plural("{n} statement does not add up", "{n} statements do not add up", n)
        case "pairs":
            return language.plural("{n} pair of rows may be one payment", "{n} pairs of rows may be one payment", n)
        case "rejected":
            return language.plural("{n} row was not kept", "{n} rows were not kept", n)
        case "identifiers":
            return language.plural("{n} identifier does not check", "{n} identifiers do not check", n)


def say_detail(alert: Alert, language: Language) -> str:
    """The first of what waits, how many more, and the text of law."""
    if alert.kind == "pairs":
        return language.text("Sums through them stay between two bounds until somebody decides.")
    named = [_say_row(alert, row, language) for row in alert.rows[:_NAMED]]
    left = len(alert.rows) - len(named) if alert.kind == "rejected" else alert.count - len(named)
    if left > 0:
        named.append(language.plural("and {n} more", "and {n} more", left))
    _, statute = format_rule(alert.rule, language)
    return " · ".join(filter(None, ("; ".join(named), statute)))


def _say_row(alert: Alert, row: AlertRow, language: Language) -> str:
    parts = [row.text]
    if alert.kind == "overdue":
        parts.append(language.plural("{n} day", "{n} days", -(row.days or 0)))
    elif alert.kind == "soon" and row.first is not None:
        parts.append(_ahead(row.first, row.days or 0, language))
    elif alert.kind == "unsecured":
        if row.minor is not None:
            parts.append(language.money(row.minor, row.currency))
        if row.days is not None:
            parts.append(language.plural("traced {n} day ago", "traced {n} days ago", row.days))
    elif alert.kind in ("missing", "differs") and row.first is not None and row.last is not None:
        parts.append(say_days(row.first, row.last, language))
    elif alert.kind == "rejected":
        parts.append(language.plural("{n} row", "{n} rows", row.count))
    elif alert.kind == "identifiers":
        parts += [one.file for one in row.evidence[:1]]
    return ", ".join(parts)


def _ahead(day: date, left: int, language: Language) -> str:
    when = language.text("today") if left == 0 else language.plural("in {n} day", "in {n} days", left)
    return f"{language.date(day)}, {when}"


def say_days(first: date, last: date, language: Language) -> str:
    """Days as briefly as they can be said: a whole month by its name."""
    if first.day == 1 and last == (first + timedelta(days=31)).replace(day=1) - timedelta(days=1):
        return language.month(first)
    return language.date(first) if first == last else f"{language.date(first)} – {language.date(last)}"


def _act(alert: Alert, place: int, language: Language) -> None:
    if alert.kind == "pairs":
        show_link("payments", language.text("Decide"))
    elif alert.kind == "missing":
        show_link("files", language.text("Add the statement"))
    elif alert.kind == "identifiers":
        _open_rows(alert, place, language, language.text("Look"))
    elif len(alert.rows) == 1:
        _open_row(alert.rows[0], f"{place}_0", language.text("Open"), language)
    else:
        count = alert.count if alert.kind != "rejected" else len(alert.rows)
        _open_rows(alert, place, language, language.plural("Open the {n}", "Open the {n}", count))


def _open_rows(alert: Alert, place: int, language: Language, label: str) -> None:
    with st.popover(label, key=f"alert_rows_{place}"):
        for number, row in enumerate(alert.rows):
            text = markdown_text(_say_row(alert, row, language))
            if row.evidence:
                st.markdown(text)
                show_rows(row.evidence[:1], language, back="start")
            else:
                _open_row(row, f"{place}_{number}", text, language)
        left = alert.count - len(alert.rows) if alert.kind != "rejected" else 0
        if left > 0:
            st.caption(language.plural("and {n} more", "and {n} more", left))


def _open_row(row: AlertRow, key: str, label: str, language: Language) -> None:
    if row.asset:
        show_link("asset", label, asset=row.asset)
    elif row.source:
        show_link("files", label, source=row.source)
    elif st.button(label, key=f"alert_statement_{key}"):
        place = find_statement(case_session(), row.statement)
        go_to("evidence", source=place.source, place=place.locator, back="start")
