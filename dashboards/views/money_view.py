"""Which money paid?"""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from dashboards.components.evidence_links import markdown_text
from dashboards.components.money.choice import show_choice
from dashboards.components.money.flow_picture import show_flow_picture
from dashboards.components.money.mark_card import format_label, show_mark
from dashboards.components.money.mark_form import show_mark_form
from dashboards.components.money.methods_table import show_account, show_court_method, show_price, show_purchase
from dashboards.components.states import loading, show_empty, show_refused
from dashboards.components.sums import format_interval, show_cautions, show_sums
from dashboards.pages import show_link
from dashboards.session import case_session, read_view, reader_language, write_view
from tracer.actions.money.flow import FlowReport, show_flow
from tracer.actions.money.mark_list import MarkLine, list_marks
from tracer.actions.money.stops import Stop, StopList, list_stops
from tracer.actions.money.trace import TraceReport, trace_subject
from tracer.casework.tracing.case_tracing import METHODS, METHODS_WITH_CHAINS
from tracer.wording.language import Language
from tracer.wording.terms import METHOD_WORDS

_DONE = "money_done"
_NAMES = [method.value for method in METHODS]
_DRAWN = [method.value for method in METHODS_WITH_CHAINS]


def show() -> None:
    """First the choice of receipts, method and end; then the sums of every method, the picture, its bands and their rows."""
    language = reader_language()
    done = st.session_state.pop(_DONE, "")
    if done:
        st.success(markdown_text(done))
    view = read_view("money", "show", "asset", "account", "method", "mark", "part", "receipts", "from", "to")
    stops = list_stops(case_session())
    marks = list_marks(case_session()).marks
    if view.get("show") == "flow" and view.get("method") in _DRAWN:
        stop = _find_stop(stops, view)
        if stop is not None:
            _result(stop, marks, view, language)
            return
        show_refused(language.text("The asset or account of this address is not in the case. Choose another one."))
    _choose(stops, marks, view, language)


def _find_stop(stops: StopList, view: Mapping[str, str]) -> Stop | None:
    pairs = [("asset", stop) for stop in stops.assets] + [("account", stop) for stop in stops.accounts]
    return next((stop for name, stop in pairs if view.get(name) == stop.key), None)


def _choose(stops: StopList, marks: tuple[MarkLine, ...], view: Mapping[str, str], language: Language) -> None:
    st.title(language.text("Which money paid?"), anchor=False)
    chosen = show_choice(marks, stops, view, language)
    said = "" if chosen.mark is None else show_mark(chosen.mark, language)
    st.header(language.text("Mark money as proceeds"), anchor=False)
    recorded, form = show_mark_form(stops, view, language)
    stop = chosen.stop
    is_account = stop is not None and stop.price_minor is None
    write_view(
        "money",
        {
            "show": "",
            "asset": "" if stop is None or is_account else stop.key,
            "account": stop.key if stop is not None and is_account else "",
            "method": chosen.method or "",
            "mark": "" if chosen.mark is None else chosen.mark.event,
            "part": "",
            "receipts": form.get("receipts", ""),
            "from": form.get("from", ""),
            "to": form.get("to", ""),
        },
    )
    _again(said or recorded)


def _again(said: str) -> None:
    """Draw the page again with what was recorded above it."""
    if said:
        st.session_state[_DONE] = said
        st.rerun()


def _result(stop: Stop, marks: tuple[MarkLine, ...], view: Mapping[str, str], language: Language) -> None:
    is_account = stop.price_minor is None
    ends = {"account" if is_account else "asset": stop.key}
    mark = next((one for one in marks if one.event == view.get("mark")), None)
    event = "" if mark is None else mark.event
    method, part = view["method"], int(view["part"]) if view.get("part", "").isdecimal() else 0
    name = stop.caption
    title = (
        language.text("Which money went through {name}?", name=name)
        if is_account
        else language.text("Which money paid for {name}?", name=name)
    )
    st.title(markdown_text(title), anchor=False)
    with loading(language.text("Following the money"), "picture"):
        report = trace_subject(case_session(), stop.id, _NAMES, chains=1)
    parts = report.accounts if is_account else report.purchases
    if not parts:
        show_empty(
            language.text(
                "No purchase with a price and payment reference is on record, or no statement of the account."
            )
        )
        return
    part = _part(report, min(part, len(parts) - 1), language)
    flow = show_flow(case_session(), stop.id, _DRAWN, mark=event, purchase=part)
    said = ""
    with st.container(horizontal=True, vertical_alignment="center"):
        show_link("money", "← " + language.text("Choose again"), method=method, mark=event, **ends)
        if report.purchases:
            show_price(report.purchases[part], language)
            said = show_court_method(stop, language)
    sums, side = st.columns([13, 7], vertical_alignment="bottom")
    chosen = "" if stop.chosen is None else stop.chosen.method
    with sums:
        if report.purchases:
            show_sums(report.purchases[part], language, chosen=chosen)
        else:
            _sums(report, stop, flow, part, mark, language)
    with side:
        picked = st.radio(
            language.text("Method of the picture"),
            _DRAWN,
            index=_DRAWN.index(method),
            key="money_picture",
            format_func=lambda name: language.text(METHOD_WORDS[name]),
        )
    method = picked or method
    write_view(
        "money", {**dict(view), "show": "flow", "method": method, "mark": event, "part": str(part) if part else ""}
    )
    show_flow_picture(flow, method, stop.id, event, part, _interval(report, part, method, language), language)
    if report.purchases:
        st.header(language.text("Sums of every method"), anchor=False)
        _sums(report, stop, flow, part, mark, language)
    show_cautions(report.cautions, language)
    _again(said)


def _part(report: TraceReport, part: int, language: Language) -> int:
    """Which purchase of the asset, or which currency of the account; asked only where there are several."""
    labels = [one.reference for one in report.purchases] or [one.currency for one in report.accounts]
    if len(labels) == 1:
        return 0
    return int(
        st.segmented_control(
            language.text("Purchase or currency"),
            range(len(labels)),
            default=part,
            required=True,
            key="money_part",
            format_func=labels.__getitem__,
        )
        or 0
    )


def _sums(
    report: TraceReport, stop: Stop, flow: FlowReport, part: int, mark: MarkLine | None, language: Language
) -> None:
    if report.purchases:
        show_purchase(report.purchases[part], stop, flow, mark is not None, language)
    else:
        show_account(report.accounts[part], flow, mark is not None, language)
    if mark is not None:
        st.caption(
            markdown_text(
                language.text(
                    "Followed by itself: the mark on {account}, {label}.",
                    account=mark.caption,
                    label=format_label(mark.label, language),
                )
            )
        )


def _interval(report: TraceReport, part: int, method: str, language: Language) -> str:
    sums = report.purchases[part].sums if report.purchases else report.accounts[part].held
    return format_interval(next(one for one in sums if one.method == method), language)
