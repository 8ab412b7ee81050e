"""Balances and rows of one statement."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_schema.statements.reconciliation import BalanceBreak, find_difference, reconcile_statement


def test_rows_that_lead_from_balance_to_balance_hold():
    found = reconcile_statement(100, 150, [(70, None), (-20, None)])
    assert (found.holds, found.is_stated, found.difference_minor, found.breaks) == (True, True, 0, ())


def test_a_missing_row_is_a_break_at_the_closing_balance():
    found = reconcile_statement(100, 150, [(70, None)])
    assert (found.holds, found.difference_minor) == (False, -20)
    assert found.breaks == (BalanceBreak(None, -20),)


@pytest.mark.parametrize(("opening", "closing"), [(None, 150), (100, None), (None, None)])
def test_an_unstated_balance_proves_nothing_and_breaks_nothing(opening, closing):
    found = reconcile_statement(opening, closing, [(70, None)])
    assert (found.holds, found.is_stated, found.difference_minor) == (True, False, None)


def test_a_printed_balance_that_jumps_counts_once_at_its_row():
    found = reconcile_statement(0, 30, [(10, 10), (5, 25), (5, 30)])
    assert found.breaks == (BalanceBreak(1, 10),)
    assert found.difference_minor == 10


def test_jumps_that_cancel_are_still_breaks():
    found = reconcile_statement(0, 20, [(10, 60), (10, 20)])
    assert found.difference_minor == 0
    assert [one.difference_minor for one in found.breaks] == [50, -50]
    assert not found.holds


def test_differences_within_the_tolerance_are_hidden_parts_and_no_breaks():
    rows = [(1000, 1003), (1000, 2005), (-500, 1504)]
    found = reconcile_statement(0, 1504, rows, tolerance=3)
    assert (found.holds, found.hidden_minor, found.hidden_count, found.hidden_largest) == (True, 4, 3, 3)
    assert found.difference_minor == found.hidden_minor
    assert [one.row for one in reconcile_statement(0, 1504, rows, tolerance=2).breaks] == [0]


def test_the_tolerance_counts_for_the_closing_balance_too():
    assert reconcile_statement(0, 103, [(100, None)], tolerance=3).holds
    assert not reconcile_statement(0, 104, [(100, None)], tolerance=3).holds


def test_printed_balances_stand_for_balances_that_are_not_stated():
    found = reconcile_statement(None, None, [(10, None), (5, 115), (1, None)])
    assert (found.opening_minor, found.closing_minor, found.difference_minor) == (100, 116, 0)


@given(
    st.lists(st.tuples(st.integers(-99, 99), st.none() | st.integers(-99, 99))),
    st.integers(-99, 99),
    st.integers(-99, 99),
    st.integers(0, 40),
)
def test_breaks_and_hidden_parts_make_the_whole_difference(rows, opening, closing, tolerance):
    found = reconcile_statement(opening, closing, rows, tolerance)
    assert found.difference_minor == sum(one.difference_minor for one in found.breaks) + found.hidden_minor
    again = reconcile_statement(found.opening_minor, found.closing_minor, rows, tolerance)
    assert again == found


def test_a_difference_needs_both_balances():
    assert find_difference(1, 5, 3) == 1
    assert find_difference(None, 5, 3) is None and find_difference(1, None, 3) is None
