"""The filter on money: as an address, in words, and the small sums behind the bars and sliders."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dashboards.components.graph.money.money_filter import format_filter, read_filter, write_filter
from dashboards.components.graph.money.money_strip import least_amounts, month_bars, month_ends
from tracer.actions.case_graph.narrowing import MoneyFilter, NarrowedMoney
from tracer.resolve.money_lines import MonthSum
from tracer.wording.language import find_language

FIRST, LAST = date(2021, 1, 1), date(2024, 12, 31)
WORDS = find_language("en")
BLANK = "\u00a0"


@given(
    st.one_of(st.none(), st.dates()),
    st.one_of(st.none(), st.dates()),
    st.dictionaries(st.sampled_from(["EUR", "RON", "JPY"]), st.integers(1, 10**17)),
)
def test_a_filter_comes_back_from_its_address(first, last, least):
    if first and last and first > last:
        first, last = last, first
    wanted = MoneyFilter(first, last, tuple(sorted(least.items())))
    assert read_filter(*write_filter(wanted)) == wanted


@pytest.mark.parametrize(
    ("days", "least"),
    [
        ("2022-05-01", ""),
        ("2022-05-01_2022-04-01", ""),
        ("x_y", ""),
        ("_2022-13-01", ""),
        ("<b>_", ""),
        ("", "RON-5"),
        ("", "RON0"),
        ("", "RON1.5"),
        ("", "QQQ500"),
        ("", "RON5 RON6"),
        ("", "RON" + "9" * 30),
        ("2022-05-01_2022-06-01_2022-07-01", ""),
    ],
)
def test_an_address_that_cannot_be_read_filters_nothing(days, least):
    assert read_filter(days, least) == MoneyFilter()


def test_a_filter_in_words():
    words = [
        format_filter(wanted, WORDS).replace(BLANK, " ")
        for wanted in (
            MoneyFilter(),
            MoneyFilter(FIRST, LAST, (("EUR", 10_000), ("RON", 500_000))),
            MoneyFilter(FIRST),
            MoneyFilter(to_date=LAST),
        )
    ]
    assert words == [
        "",
        "1 Jan 2021 to 31 Dec 2024 · from 100.00 EUR a transfer · from 5,000.00 RON a transfer",
        "from 1 Jan 2021 on",
        "up to 31 Dec 2024",
    ]


def test_least_amounts_are_round_whole_and_reach_the_largest():
    assert least_amounts(0) == [0]
    assert least_amounts(9_999) == [0, 1_000, 2_000, 5_000]
    assert least_amounts(20_000) == [0, 1_000, 2_000, 5_000, 10_000, 20_000]


def test_the_ends_of_months_hold_every_day_even_the_last_of_all():
    assert month_ends(date(2024, 2, 29), date(2024, 2, 29)) == (date(2024, 2, 1), date(2024, 2, 29))
    assert month_ends(date(1, 1, 1), date(9999, 12, 5)) == (date(1, 1, 1), date(9999, 12, 31))


def test_bars_are_of_one_currency_and_say_what_is_left():
    may, june = date(2022, 5, 1), date(2022, 6, 1)
    months = (MonthSum(may, "EUR", 1, 5), MonthSum(may, "RON", 3, 900), MonthSum(june, "RON", 1, 100))
    money = NarrowedMoney((), 2, 5, months, (MonthSum(may, "RON", 2, 800),), (may, june), {})
    bars = month_bars(money, "RON", WORDS)
    assert [(bar.month, bar.tall, bar.shown) for bar in bars] == [(may, 3.0, 8**0.5), (june, 1.0, 0.0)]
    assert bars[0].words.replace(BLANK, " ").endswith("9.00 RON · 3 transfers · shown: 8.00 RON")
