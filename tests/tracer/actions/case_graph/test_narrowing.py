"""The money of a picture narrowed by days and amounts: sums of what is left, currencies apart, nothing lost."""

from __future__ import annotations

from datetime import date

import pytest

from graph_schema.errors import WrongUse
from tracer.actions.case_graph.narrowing import MoneyFilter, narrow_money
from tracer.actions.case_graph.picture import draw_nodes


@pytest.fixture
def case_of(sample_case, session_of):
    with session_of(sample_case, "investigator", "Ion Proba") as session:
        yield session


@pytest.fixture
def accounts(case_of):
    return [node.id for node in case_of.graph().nodes_of_type("Account")]


def test_without_a_filter_the_lines_are_those_of_the_picture(case_of, accounts):
    money = narrow_money(case_of, accounts, MoneyFilter())
    drawn = {line.id: line for line in draw_nodes(case_of, accounts).lines if line.type == "Transfer"}
    assert {line.id: line for line in money.lines} == drawn
    assert money.shown == money.total == sum(line.count for line in drawn.values()) > 1000
    assert money.months == money.shown_months


def rows_of(case_of, accounts):
    known = set(accounts)
    return [
        row
        for row in case_of.graph().transfers.to_pylist()
        if row["debit_account"] in known and row["credit_account"] in known
    ]


@pytest.mark.parametrize(
    "wanted",
    [
        MoneyFilter(date(2022, 5, 1), date(2022, 9, 30)),
        MoneyFilter(to_date=date(2021, 12, 31), least=(("RON", 50_000),)),
        MoneyFilter(least=(("EUR", 10_000_000), ("RON", 20_000))),
    ],
)
def test_what_is_left_is_what_a_plain_count_of_the_rows_gives(case_of, accounts, wanted):
    money = narrow_money(case_of, accounts, wanted)
    least = dict(wanted.least)
    left = [
        row
        for row in rows_of(case_of, accounts)
        if (wanted.from_date or date.min) <= row["value_date"] <= (wanted.to_date or date.max)
        and row["debit_minor"] >= least.get(row["debit_currency"], 0)
    ]
    assert 0 < money.shown == len(left) < money.total
    sums = {}
    months = {}
    for row in left:
        key = (row["debit_account"], row["credit_account"], row["debit_currency"])
        sums[key] = sums.get(key, 0) + row["debit_minor"]
        month = (row["value_date"].replace(day=1), row["debit_currency"])
        months[month] = months.get(month, 0) + row["debit_minor"]
    assert {(line.tail, line.head, line.currency): line.sum_minor for line in money.lines} == sums
    assert {(one.month, one.currency): one.sum_minor for one in money.shown_months} == months
    assert all(type(one.sum_minor) is int for one in money.shown_months)


def test_payments_of_each_line_and_month_are_counted_for_all_days_from_the_least_amount_on(case_of, accounts):
    wanted = MoneyFilter(date(2022, 5, 1), date(2022, 5, 2), (("RON", 50_000),))
    counts = {}
    for row in rows_of(case_of, accounts):
        if row["debit_currency"] != "RON" or row["debit_minor"] >= 50_000:
            line = f"sum:{row['debit_account']}>{row['credit_account']}:{row['debit_currency']}"
            month = row["value_date"].replace(day=1)
            counts.setdefault(line, {})[month] = counts.get(line, {}).get(month, 0) + 1
    found = narrow_money(case_of, accounts, wanted).line_months
    assert {line: dict(months) for line, months in found.items()} == counts
    assert all(list(months) == sorted(months) for months in found.values())


def test_a_least_amount_of_one_currency_leaves_the_others(case_of, accounts):
    open_money, narrow = (
        narrow_money(case_of, accounts, wanted) for wanted in (MoneyFilter(), MoneyFilter(least=(("RON", 10**15),)))
    )
    assert {line.currency for line in open_money.lines} > {"RON"}
    assert narrow.lines == tuple(line for line in open_money.lines if line.currency != "RON")


def test_a_picture_without_accounts_has_no_money(case_of, answers):
    money = narrow_money(case_of, list(answers.showcase), MoneyFilter(date(2022, 1, 1)))
    assert (money.lines, money.shown, money.total, money.months) == ((), 0, 0, ())
    assert money.days is not None
    assert money.largest["RON"] > 0


@pytest.mark.parametrize(
    "wrong",
    [
        {"from_date": date(2022, 1, 2), "to_date": date(2022, 1, 1)},
        {"least": (("RON", 0),)},
        {"least": (("RON", 5), ("RON", 6))},
    ],
)
def test_a_filter_that_means_nothing_is_refused(wrong):
    with pytest.raises(WrongUse):
        MoneyFilter(**wrong)
