"""Asks what is to be followed: which marks, by which method, to which asset or through which account."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import streamlit as st

from dashboards.components.money.mark_card import format_label
from dashboards.components.tables import Cell, money_cell, show_table
from dashboards.pages import go_to
from graph_schema.messages import N_
from tracer.actions.money.mark_list import MarkLine
from tracer.actions.money.stops import Stop, StopList
from tracer.casework.tracing.case_tracing import METHODS_WITH_CHAINS
from tracer.wording.language import Language
from tracer.wording.terms import METHOD_WORDS

_TALLEST = 270


@dataclass(frozen=True, slots=True)
class Chosen:
    """What is chosen so far; None is not yet, and for the mark: all marks."""

    mark: MarkLine | None
    method: str | None
    stop: Stop | None


def show_choice(marks: tuple[MarkLine, ...], stops: StopList, view: Mapping[str, str], language: Language) -> Chosen:
    """Four steps beside one another: receipts, method, stop, run. Returns what is chosen."""
    receipts, how, where = st.columns([5, 3, 6])
    with receipts:
        st.markdown(f"**{language.text('1 · Which receipts?')}**")
        mark = _marks(marks, view.get("mark", ""), language)
    with how:
        st.markdown(f"**{language.text('2 · By which method?')}**")
        names = [method.value for method in METHODS_WITH_CHAINS]
        given = view.get("method", "")
        method = st.radio(
            language.text("By which method?"),
            names,
            index=names.index(given) if given in names else None,
            key="money_method",
            format_func=lambda name: language.text(METHOD_WORDS[name]),
            label_visibility="collapsed",
        )
        st.caption(
            language.text(
                "Courts differ on the method, so there is no default. All methods are counted side by side; the one "
                "chosen here draws the picture."
            )
        )
    with where:
        stop = _stops(stops, view, language)
    with how:
        _run(Chosen(mark, method, stop), language)
    return Chosen(mark, method, stop)


def _marks(marks: tuple[MarkLine, ...], given: str, language: Language) -> MarkLine | None:
    if not marks:
        st.info(language.text("Nothing is marked as proceeds yet, so there is nothing to follow. Mark receipts below."))
        return None
    rows: list[dict[str, Cell]] = [
        {
            language.text("Account"): mark.caption,
            language.text("Sum"): language.text("nothing in the case")
            if not mark.sums
            else " + ".join(language.money(minor, currency) for currency, minor in mark.sums),
            language.text("Rows"): mark.receipts,
            language.text("Marked by"): f"{mark.author}, {language.date(mark.recorded)}",
            language.text("Reason"): mark.reason,
            language.text("Label"): format_label(mark.label, language),
        }
        for mark in marks
    ]
    place = next((number for number, mark in enumerate(marks) if mark.event == given), None)
    picked = show_table(
        rows, language, key="money_marks", tallest=_TALLEST, alt=language.text("Marks on record"), chosen=place
    )
    st.caption(
        language.text("All marks are followed together. Choose a row to follow the money of one mark, or to revoke it.")
        if picked is None
        else language.text("The money of the chosen mark is followed apart from that of the others.")
    )
    return None if picked is None else marks[picked]


def _stops(stops: StopList, view: Mapping[str, str], language: Language) -> Stop | None:
    st.markdown(f"**{language.text('3 · Where does it end?')}**")
    kinds = {"asset": language.text("Assets"), "account": language.text("Accounts")}
    kind = st.segmented_control(
        language.text("Where does it end?"),
        list(kinds),
        default="account" if view.get("account") else "asset",
        required=True,
        format_func=kinds.__getitem__,
        key="money_stop_kind",
        label_visibility="collapsed",
    )
    found = stops.accounts if kind == "account" else stops.assets
    if not found:
        st.info(
            language.text("No account has a statement yet. Read the bank's files on the page Files.")
            if kind == "account"
            else language.text(
                "No deed with a price and a payment reference is on record. Choose an account, or read the deeds on the "
                "page Files."
            )
        )
        return None
    given = view.get("account" if kind == "account" else "asset", "")
    place = next((number for number, stop in enumerate(found) if stop.key == given), None)
    picked = show_table(
        [_stop_cells(stop, language) for stop in found],
        language,
        key=f"money_stop_{kind}",
        tallest=_TALLEST - 46,
        alt=language.text("Where money can be followed to"),
        chosen=place,
    )
    return None if picked is None else found[picked]


def _stop_cells(stop: Stop, language: Language) -> dict[str, Cell]:
    if stop.price_minor is None:
        return {language.text("Account"): stop.caption, language.text("Currency"): stop.currency}
    return {
        language.text("Asset"): stop.caption,
        language.text("Price"): money_cell(stop.price_minor, stop.currency, language),
        language.text("Method for the court"): language.text("not chosen")
        if stop.chosen is None
        else language.text(METHOD_WORDS[stop.chosen.method]),
    }


def _run(chosen: Chosen, language: Language) -> None:
    missing = [
        language.text(text)
        for text, found in ((N_("the method"), chosen.method), (N_("the asset or account"), chosen.stop))
        if found is None
    ]
    ran = st.button(
        language.text("4 · Follow the money"), type="primary", disabled=bool(missing), key="money_run", width="stretch"
    )
    if missing:
        st.caption(language.text("Still to choose: {missing}.", missing=", ".join(missing)))
    if ran and chosen.stop is not None and chosen.method is not None:
        is_account = chosen.stop.price_minor is None
        go_to(
            "money",
            show="flow",
            asset="" if is_account else chosen.stop.key,
            account=chosen.stop.key if is_account else "",
            method=chosen.method,
            mark="" if chosen.mark is None else chosen.mark.event,
        )
