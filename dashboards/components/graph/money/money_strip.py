"""The money of the picture by month, and its narrowing to some days and to larger amounts."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import replace
from datetime import date
from math import sqrt

import streamlit as st

from dashboards.charts.frame import as_pixels
from dashboards.components.graph.money.money_filter import format_filter, present_filter, set_filter, take_filter_off
from dashboards.graph_component.timeline import Days, MonthBar, Timeline
from dashboards.session import date_pattern
from tracer.actions.case_graph.narrowing import MoneyFilter, NarrowedMoney
from tracer.wording.language import Language

_SMALLEST = 1_000
_ROUND = (1, 2, 5)


def money_timeline(money: NarrowedMoney, whole: NarrowedMoney, language: Language) -> Timeline | None:
    """The money of the picture by month in the currency that is chosen; None for a case without payments.

    ``money``: of the nodes that are seen; ``whole``: of all, so that what is brought back can be played at once.
    """
    if money.days is None:
        return None
    first, last = month_ends(*money.days)
    wanted, currency = present_filter(), _present_currency(money)
    sums = [one.sum_minor for one in money.months if one.currency == currency]
    highest = language.text("highest: {amount}", amount=language.money(max(sums), currency)) if sums else ""
    bars = month_bars(money, currency, language)
    return Timeline(first, last, (wanted.from_date, wanted.to_date), bars, whole.line_months, highest)


def set_days(days: Days) -> None:
    """Put this range of days on."""
    set_filter(replace(present_filter(), from_date=days[0], to_date=days[1]))


def show_money_strip(money: NarrowedMoney, language: Language, *, away: int = 0) -> None:
    """Counts and the sign of the filter, the range of days to the day, and the least amount: what the timeline does not say.

    ``away``: how many nodes are put away, whose transfers do not count.
    """
    if money.days is None:
        return
    first, last = month_ends(*money.days)
    wanted = present_filter()
    words, amount, choice = st.columns([4, 3, 2], vertical_alignment="bottom")
    with choice:
        currency = _choose_currency(money, language)
    with words:
        _say_counts(money, wanted, away, language)
    with amount:
        _choose_least(money, currency, wanted, language)
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


def _say_counts(money: NarrowedMoney, wanted: MoneyFilter, away: int, language: Language) -> None:
    """How many transfers are shown of how many; under a filter its sign, its words and the way to take it off."""
    shown, all_ = language.number(money.shown), language.number(money.total)
    text = language.plural(
        "{shown} of {all} transfer shown", "{shown} of {all} transfers shown", money.total, shown=shown, all=all_
    )
    if not money.total:
        text = language.text("No transfers in the picture")
    sign = "" if wanted.is_open else f":orange-badge[:material/filter_alt: {language.text('filter on')}] "
    under = format_filter(wanted, language) or language.text("by month, root scale; drag to choose days")
    if away:
        under += " · " + language.plural("without {n} node put away", "without {n} nodes put away", away)
    st.markdown(f"{sign}**{text}**  \n:small[{under}]")
    st.button(
        language.text("Take the filter off"),
        key="graph_filter_off",
        on_click=take_filter_off,
        disabled=wanted.is_open,
    )


def _currencies(money: NarrowedMoney) -> list[str]:
    """The currencies of the case, the one of most transfers in the picture first."""
    counts: dict[str, int] = {}
    for one in money.months:
        counts[one.currency] = counts.get(one.currency, 0) + one.count
    return sorted(money.largest, key=lambda code: (-counts.get(code, 0), code))


def _present_currency(money: NarrowedMoney) -> str:
    currencies, chosen = _currencies(money), st.session_state.get("graph_currency_chosen")
    return chosen if chosen in currencies else currencies[0]


def _choose_currency(money: NarrowedMoney, language: Language) -> str:
    """The currency of the bars and of the least amount."""
    currencies, present = _currencies(money), _present_currency(money)
    if len(currencies) > 1:
        st.session_state["graph_currency"] = present
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
    """Both ends at the limits of the case: no filter on days."""
    low, high = st.session_state["graph_days"]
    set_days((low if low > first else None, high if high < last else None))


def _change_least(key: str, currency: str) -> None:
    wanted = present_filter()
    least = dict(wanted.least) | {currency: int(st.session_state[key])}
    set_filter(replace(wanted, least=tuple(sorted((code, minor) for code, minor in least.items() if minor))))


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
    """One bar a month in which money of this currency moved.

    Its height is the square root of the sum, so that small months stay visible beside large ones.
    """
    left = {one.month: one for one in money.shown_months if one.currency == currency}
    bars = []
    for one in money.months:
        if one.currency != currency:
            continue
        kept = left.get(one.month)
        count = language.plural("{n} transfer", "{n} transfers", one.count)
        words = f"{language.month(one.month)}: {language.money(one.sum_minor, currency)} · {count}"
        if kept is None or kept.count != one.count:
            words += " · " + language.text(
                "shown: {amount}", amount=language.money(kept.sum_minor if kept else 0, currency)
            )
        tall, shown = (sqrt(as_pixels(minor, currency)) for minor in (one.sum_minor, kept.sum_minor if kept else 0))
        bars.append(MonthBar(one.month, tall, shown, words))
    return bars
