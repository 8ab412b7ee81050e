"""Shows the money of the picture by month under it, and narrows it to some days and to larger amounts."""

from __future__ import annotations

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import replace
from datetime import date
from typing import Any

import streamlit as st

from dashboards.charts.money_months import MonthBar, draw_months
from dashboards.components.graph.money.money_filter import format_filter, present_filter, set_filter, take_filter_off
from dashboards.session import date_pattern
from tracer.actions.case_graph.narrowing import MoneyFilter, NarrowedMoney
from tracer.wording.language import Language

_SMALLEST = 1_000
_ROUND = (1, 2, 5)


def show_money_strip(money: NarrowedMoney, language: Language) -> None:
    """Counts and the sign of the filter, bars by month, the range of days, and the least amount."""
    if money.days is None:
        return
    first, last = month_ends(*money.days)
    wanted = present_filter()
    words, amount, choice = st.columns([4, 3, 2], vertical_alignment="bottom")
    with choice:
        currency = _choose_currency(money, language)
    with words:
        _say_counts(money, wanted, language)
    with amount:
        _choose_least(money, currency, wanted, language)
    key = f"graph_months_{currency}_{st.session_state.setdefault('graph_strip_turn', 0)}"
    st.plotly_chart(
        draw_months(month_bars(money, currency, language), currency, language, first=first, last=last),
        theme="streamlit",
        config={"displayModeBar": False},
        key=key,
        on_select=lambda: _brush(key, first, last),
        selection_mode="box",
        alt=language.text(
            "Transfers in the picture by month; the range of days under it does the same as a drag here."
        ),
    )
    low, high = wanted.from_date or first, wanted.to_date or last
    st.session_state["graph_days"] = (min(max(low, first), last), max(min(high, last), first))
    st.slider(
        language.text("Days"),
        min_value=first,
        max_value=last,
        key="graph_days",
        format=date_pattern(language),
        on_change=_change_days,
        args=(first, last),
        label_visibility="collapsed",
    )


def _say_counts(money: NarrowedMoney, wanted: MoneyFilter, language: Language) -> None:
    """How many transfers are shown of how many; under a filter its sign, its words and the way to take it off."""
    shown, all_ = language.number(money.shown), language.number(money.total)
    text = language.plural(
        "{shown} of {all} transfer shown", "{shown} of {all} transfers shown", money.total, shown=shown, all=all_
    )
    if not money.total:
        text = language.text("No transfers in the picture")
    sign = "" if wanted.is_open else f":orange-badge[:material/filter_alt: {language.text('filter on')}] "
    under = format_filter(wanted, language) or language.text("by month, root scale; drag to choose days")
    st.markdown(f"{sign}**{text}**  \n:small[{under}]")
    st.button(
        language.text("Take the filter off"),
        key="graph_filter_off",
        on_click=take_filter_off,
        disabled=wanted.is_open,
    )


def _choose_currency(money: NarrowedMoney, language: Language) -> str:
    """The currency of the bars and of the least amount: of most transfers first."""
    counts: dict[str, int] = {}
    for one in money.months:
        counts[one.currency] = counts.get(one.currency, 0) + one.count
    currencies = sorted(money.largest, key=lambda code: (-counts.get(code, 0), code))
    if len(currencies) < 2:
        return currencies[0]
    chosen = st.session_state.get("graph_currency_chosen")
    st.session_state["graph_currency"] = present = chosen if chosen in currencies else currencies[0]
    st.selectbox(language.text("Currency"), currencies, key="graph_currency", on_change=_keep_currency)
    return present


def _keep_currency() -> None:
    st.session_state["graph_currency_chosen"] = st.session_state["graph_currency"]


def _choose_least(money: NarrowedMoney, currency: str, wanted: MoneyFilter, language: Language) -> None:
    present = dict(wanted.least).get(currency, 0)
    options = sorted({*least_amounts(money.largest.get(currency, 0)), _SMALLEST, present})
    key = f"graph_least_{currency}"
    st.session_state[key] = present
    st.select_slider(
        language.text("Amount of a transfer, from"),
        options,
        key=key,
        format_func=lambda minor: language.money(minor, currency) if minor else language.text("any"),
        on_change=_change_least,
        args=(key, currency),
    )


def _change_days(first: date, last: date) -> None:
    low, high = st.session_state["graph_days"]
    _set_days(low, high, first, last)


def _set_days(low: date, high: date, first: date, last: date) -> None:
    """Both ends at the limits of the case: no filter on days."""
    set_filter(replace(present_filter(), from_date=low if low > first else None, to_date=high if high < last else None))


def _change_least(key: str, currency: str) -> None:
    wanted = present_filter()
    least = dict(wanted.least) | {currency: int(st.session_state[key])}
    set_filter(replace(wanted, least=tuple(sorted((code, minor) for code, minor in least.items() if minor))))


def _brush(key: str, first: date, last: date) -> None:
    """What a drag over the bars selects becomes the range of days; the rectangle goes."""
    ends = brushed_days(st.session_state.get(key), first, last)
    if ends is not None:
        st.session_state["graph_strip_turn"] = st.session_state.get("graph_strip_turn", 0) + 1
        _set_days(*ends, first, last)


def brushed_days(picked: Mapping[str, Any] | None, first: date, last: date) -> tuple[date, date] | None:
    """The days of a rectangle that was drawn over the bars; None where none was."""
    boxes = ((picked or {}).get("selection") or {}).get("box") or []
    if not boxes:
        return None
    try:
        days = sorted(date.fromisoformat(str(end)[:10]) for end in boxes[-1]["x"])
    except (KeyError, TypeError, ValueError):
        return None
    low, high = (min(max(day, first), last) for day in (days[0], days[-1]))
    return low, high


def month_ends(first: date, last: date) -> tuple[date, date]:
    """The first day of the one month and the last day of the other; always at least some days apart."""
    return first.replace(day=1), last.replace(day=monthrange(last.year, last.month)[1])


def least_amounts(largest: int) -> list[int]:
    """Round amounts in minor units from which a filter can begin: 0 for any, then 10, 20, 50, 100 ... up to the largest."""
    found, unit = [0], _SMALLEST
    while unit <= largest:
        found += [unit * step for step in _ROUND if unit * step <= largest]
        unit *= 10
    return found


def month_bars(money: NarrowedMoney, currency: str, language: Language) -> list[MonthBar]:
    """One bar a month in which money of this currency moved."""
    left = {one.month: one for one in money.shown_months if one.currency == currency}
    bars = []
    for one in money.months:
        if one.currency != currency:
            continue
        kept = left.get(one.month)
        count = language.plural("{n} transfer", "{n} transfers", one.count)
        hover = f"{language.month(one.month)}: {language.money(one.sum_minor, currency)} · {count}"
        if kept is None or kept.count != one.count:
            hover += "<br>" + language.text(
                "shown: {amount}", amount=language.money(kept.sum_minor if kept else 0, currency)
            )
        bars.append(MonthBar(one.month, one.sum_minor, kept.sum_minor if kept else 0, hover))
    return bars
