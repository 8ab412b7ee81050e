"""Shows the sums of every method beside one another, and the method chosen for the court."""

from __future__ import annotations

from collections.abc import Sequence

import streamlit as st

from dashboards.components.evidence_links import markdown_text, show_rows
from dashboards.components.money.mark_card import show_no_right
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
from tracer.wording.language import Language
from tracer.wording.terms import METHOD_WORDS


def show_price(purchase: TracedPurchase, words: Language) -> None:
    """Price and payment in a line, with the rows of the deed."""
    paid = format_ends(purchase.paid_minor, purchase.paid_upper_minor, purchase.currency, words)
    line = words.text(
        "Price {price}, payment found {paid} ({reference})",
        price=words.money(purchase.price_minor, purchase.currency),
        paid=paid,
        reference=purchase.reference,
    )
    st.markdown(markdown_text(line), width="content")
    show_rows(purchase.evidence, words, asset=purchase.asset)


def show_purchase(purchase: TracedPurchase, stop: Stop, flow: FlowReport, marked: bool, words: Language) -> None:
    """A row for each method: paid from proceeds, how much of it from the chosen mark, the rest, chosen for the court or not."""
    if not purchase.paid_upper_minor:
        st.warning(words.text("The payment named in the deed is in no statement."))
    rows = []
    for found in purchase.sums:
        cells: dict[str, Cell] = {
            words.text("Method"): words.text(METHOD_WORDS[found.method]),
            words.text("Paid with proceeds"): Figure(format_interval(found, words)),
        }
        rows.append(cells | _shares(found, flow, marked, words) | _court(found, stop, words))
    show_table(rows, words, alt=words.text("Sums of every method"))


def show_account(account: TracedAccount, flow: FlowReport, marked: bool, words: Language) -> None:
    """A row for each method: received, of it taken back, held at the end."""
    rows = []
    for received, back, held in zip(account.received, account.reversed, account.held, strict=True):
        cells: dict[str, Cell] = {
            words.text("Method"): words.text(METHOD_WORDS[received.method]),
            words.text("Proceeds received"): Figure(format_interval(received, words)),
            words.text("Taken back"): Figure(format_interval(back, words)),
            words.text("Proceeds held at the end"): Figure(format_interval(held, words)),
        }
        rows.append(cells | (_chosen(received, flow, words) if marked else {}))
    show_table(rows, words, alt=words.text("Sums of every method"))


def _court(found: TracedSum, stop: Stop, words: Language) -> dict[str, Cell]:
    is_chosen = stop.chosen is not None and stop.chosen.method == found.method
    return {words.text("For the court"): words.text("chosen") if is_chosen else ""}


def _shares(found: TracedSum, flow: FlowReport, marked: bool, words: Language) -> dict[str, Cell]:
    cells = _chosen(found, flow, words) if marked else {}
    own = next(one for one in flow.flows if one.method == found.method)
    rest = 0 if flow.target is None else own.into(flow.target, "untraced")
    return {**cells, words.text("Not traced to a mark"): Figure(words.money(rest, found.currency))}


def _chosen(found: TracedSum, flow: FlowReport, words: Language) -> dict[str, Cell]:
    own = next(one for one in flow.flows if one.method == found.method)
    came = 0 if flow.target is None else own.into(flow.target, "reached")
    return {words.text("From the chosen mark"): Figure(words.money(came, found.currency))}


def show_court_method(stop: Stop, words: Language) -> str:
    """The method on record for the asset, and the form that chooses another. Returns what was recorded, or ""."""
    with st.popover(words.text("Method for the court")):
        if stop.chosen is None:
            st.markdown(words.text("For the court, nobody has chosen a method yet."))
        else:
            st.markdown(
                words.text(
                    "On record: **{method}**, by {author}, {day}: {reason}",
                    method=words.text(METHOD_WORDS[stop.chosen.method]),
                    author=markdown_text(stop.chosen.author),
                    day=words.date(stop.chosen.recorded),
                    reason=markdown_text(stop.chosen.reason),
                )
            )
        if not may(case_session().actor, "decide"):
            show_no_right(words)
            return ""
        return _choose(stop, _others(stop), words)


def _others(stop: Stop) -> Sequence[str]:
    return [one.value for one in METHODS if stop.chosen is None or one.value != stop.chosen.method]


def _choose(stop: Stop, methods: Sequence[str], words: Language) -> str:
    with st.form("money_court", border=False):
        method = st.radio(
            words.text("Method"),
            methods,
            index=None if len(methods) > 1 else 0,
            key=f"money_court_method_{stop.key}",
            format_func=lambda name: words.text(METHOD_WORDS[name]),
        )
        reason = st.text_area(
            words.text("Reason, stands beside the figure in the schedule"),
            key=f"money_court_reason_{stop.key}",
            height=80,
        )
        st.caption(words.text("Changes the schedule of this asset alone. The earlier choice stays on record."))
        sent = st.form_submit_button(words.text("Put the choice on record"), type="primary")
    if not sent:
        return ""
    try:
        report = choose_method(case_session(), stop.id, method or "", reason)
    except TracerError as problem:
        st.error(words.text("Not recorded: {reason}", reason=words.error(problem)))
        return ""
    if report.rejections:
        st.error(words.text("Not recorded: {reason}", reason=words.said(report.rejections[0].reason)))
        return ""
    return words.text(
        "On record: {asset} goes to court under {method}.",
        asset=stop.caption,
        method=words.text(METHOD_WORDS[method or ""]),
    )
