"""Shows the sums of every method beside one another, and the method chosen for the court."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboards.components.evidence_links import markdown_text, show_rows
from dashboards.components.money.mark_card import show_no_right
from dashboards.components.states import show_refused
from dashboards.components.sums import format_ends, format_interval
from dashboards.components.tables import Cell, Figure, show_table
from dashboards.session import case_session
from graph_schema.errors import TracerError
from tracer.access.roles import may
from tracer.actions.decisions import choose_method
from tracer.actions.money.flow import FlowReport
from tracer.actions.money.stops import Stop
from tracer.actions.money.trace import TracedAccount, TracedPurchase, TracedSum
from tracer.casework.tracing.case_tracing import METHODS
from tracer.casework.tracing.money_flow import BandKind
from tracer.wording.language import Language
from tracer.wording.terms import METHOD_WORDS


def show_price(purchase: TracedPurchase, language: Language) -> None:
    """Price and payment in a line, with the rows of the deed."""
    paid = format_ends(purchase.paid_minor, purchase.paid_upper_minor, purchase.currency, language)
    line = language.text(
        "Price {price}, payment found {paid} ({reference})",
        price=language.money(purchase.price_minor, purchase.currency),
        paid=paid,
        reference=purchase.reference,
    )
    st.markdown(markdown_text(line), width="content")
    show_rows(purchase.evidence, language, asset=purchase.asset)


def show_purchase(purchase: TracedPurchase, stop: Stop, flow: FlowReport, marked: bool, language: Language) -> None:
    """A row for each method: paid from proceeds, how much of it from the chosen mark, the rest, chosen for the court or not."""
    if not purchase.paid_upper_minor:
        st.warning(language.text("The payment named in the deed is in no statement."))
    rows = []
    for found in purchase.sums:
        cells: dict[str, Cell] = {
            language.text("Method"): language.text(METHOD_WORDS[found.method]),
            language.text("Paid with proceeds"): Figure(format_interval(found, language)),
        }
        rows.append(cells | _shares(found, flow, marked, language) | _court(found, stop, language))
    show_table(rows, language, alt=language.text("Sums of every method"))


def show_account(account: TracedAccount, flow: FlowReport, marked: bool, language: Language) -> None:
    """A row for each method: received, of it taken back, held at the end."""
    rows = []
    for received, back, held in zip(account.received, account.reversed, account.held, strict=True):
        cells: dict[str, Cell] = {
            language.text("Method"): language.text(METHOD_WORDS[received.method]),
            language.text("Proceeds received"): Figure(format_interval(received, language)),
            language.text("Taken back"): Figure(format_interval(back, language)),
            language.text("Proceeds held at the end"): Figure(format_interval(held, language)),
        }
        rows.append(cells | (_chosen(received, flow, language) if marked else {}))
    show_table(rows, language, alt=language.text("Sums of every method"))


def _court(found: TracedSum, stop: Stop, language: Language) -> dict[str, Cell]:
    is_chosen = stop.chosen is not None and stop.chosen.method == found.method
    return {language.text("For the court"): language.text("chosen") if is_chosen else ""}


def _shares(found: TracedSum, flow: FlowReport, marked: bool, language: Language) -> dict[str, Cell]:
    cells = _chosen(found, flow, language) if marked else {}
    return {**cells, language.text("Not traced to a mark"): _into(found, flow, "untraced", language)}


def _chosen(found: TracedSum, flow: FlowReport, language: Language) -> dict[str, Cell]:
    return {language.text("From the chosen mark"): _into(found, flow, "reached", language)}


def _into(found: TracedSum, flow: FlowReport, kind: BandKind, language: Language) -> Cell:
    """What bands of this kind bring; nothing for a method without chains."""
    own = next((one for one in flow.flows if one.method == found.method), None)
    if own is None:
        return ""
    return Figure(language.money(0 if flow.target is None else own.into(flow.target, kind), found.currency))


def show_court_method(stop: Stop, language: Language) -> str:
    """The method on record for the asset, and the form that chooses another. Returns what was recorded, or ""."""
    with st.popover(language.text("Method for the court")):
        if stop.chosen is None:
            st.markdown(language.text("For the court, nobody has chosen a method yet."))
        else:
            st.markdown(
                language.text(
                    "On record: **{method}**, by {author}, {day}: {reason}",
                    method=language.text(METHOD_WORDS[stop.chosen.method]),
                    author=markdown_text(stop.chosen.author),
                    day=language.date(stop.chosen.recorded),
                    reason=markdown_text(stop.chosen.reason),
                )
            )
        if not may(case_session().actor, "decide"):
            show_no_right(language)
            return ""
        return _choose(stop, _others(stop), language)


def _others(stop: Stop) -> Sequence[str]:
    return [one.value for one in METHODS if stop.chosen is None or one.value != stop.chosen.method]


def _choose(stop: Stop, methods: Sequence[str], language: Language) -> str:
    with st.form("money_court", border=False):
        method = st.radio(
            language.text("Method"),
            methods,
            index=None if len(methods) > 1 else 0,
            key=f"money_court_method_{stop.key}",
            format_func=lambda name: language.text(METHOD_WORDS[name]),
        )
        reason = st.text_area(
            language.text("Reason, stands beside the figure in the schedule"),
            key=f"money_court_reason_{stop.key}",
            height=80,
        )
        st.caption(language.text("Changes the schedule of this asset alone. The earlier choice stays on record."))
        sent = st.form_submit_button(language.text("Put the choice on record"), type="primary")
    if not sent:
        return ""
    try:
        report = choose_method(case_session(), stop.id, method or "", reason)
    except TracerError as problem:
        show_refused(language.text("Not recorded: {reason}", reason=language.error(problem)))
        return ""
    if report.rejections:
        show_refused(language.text("Not recorded: {reason}", reason=language.said(report.rejections[0].reason)))
        return ""
    return language.text(
        "On record: {asset} goes to court under {method}.",
        asset=stop.caption,
        method=language.text(METHOD_WORDS[method or ""]),
    )
