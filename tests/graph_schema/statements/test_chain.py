"""How the statements of an account follow one another, and what the rows used give for each."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_schema.statements.chain import reconcile_chain
from graph_schema.statements.chain_records import ChainRow, StatedPeriod


def on(month, day):
    return date(2024, month, day)


def period(name, begin, end, opening=None, closing=None, **more):
    return StatedPeriod(name, begin, end, opening, closing, **more)


JANUARY = period("jan", on(1, 1), on(1, 31), 0, 100)
ROW = ChainRow(on(1, 10), 100)


@pytest.mark.parametrize(
    ("follow_up", "days", "first", "last", "difference", "breaks"),
    [
        ((on(2, 1), on(2, 29), 100), "touch", on(2, 1), on(1, 31), 0, False),
        ((on(2, 1), on(2, 29), None), "touch", on(2, 1), on(1, 31), 0, False),
        ((on(2, 1), on(2, 29), 90), "touch", on(2, 1), on(1, 31), -10, True),
        ((on(3, 1), on(3, 31), 100), "gap", on(2, 1), on(2, 29), 0, True),
        ((on(3, 1), on(3, 31), 70), "gap", on(2, 1), on(2, 29), -30, True),
        ((on(3, 1), on(3, 31), None), "gap", on(2, 1), on(2, 29), 0, True),
        ((on(1, 20), on(2, 29), 100), "overlap", on(1, 20), on(1, 31), 0, False),
        ((on(1, 20), on(2, 29), 40), "overlap", on(1, 20), on(1, 31), -60, True),
        ((on(1, 31), on(2, 29), 100), "overlap", on(1, 31), on(1, 31), 0, False),
        ((on(1, 5), on(1, 25), None), "overlap", on(1, 5), on(1, 25), 0, False),
    ],
)
def test_how_two_statements_join(follow_up, days, first, last, difference, breaks):
    found = reconcile_chain([period("next", *follow_up), JANUARY], [ROW])
    (joint,) = found.joints
    assert (joint.before, joint.after, joint.days) == ("jan", "next", days)
    assert (joint.from_date, joint.to_date) == (first, last)
    assert (joint.difference_minor, joint.breaks) == (difference, breaks)
    assert found.breaks == ((joint,) if breaks else ())


def test_a_statement_begun_on_the_day_another_ends_stands_before_or_after_that_days_rows():
    rows = [ROW, ChainRow(on(1, 31), -30)]
    january = period("jan", on(1, 1), on(1, 31), 0, 70)
    for opening, breaks in ((100, False), (70, False), (71, True)):
        (joint,) = reconcile_chain([january, period("feb", on(1, 31), on(2, 29), opening)], rows).joints
        assert joint.breaks is breaks


@pytest.mark.parametrize(("begin", "meets"), [(on(1, 31), True), (on(2, 1), True), (on(1, 30), False)])
def test_the_closing_balance_of_a_statement_that_ends_there_is_met_though_a_row_is_missing(begin, meets):
    """The statement that ends on the day, or on the day before, proves the balance; the missing row shows at its end."""
    found = reconcile_chain([JANUARY, period("feb", begin, on(2, 29), 100, 100)], [ChainRow(on(1, 10), 70)])
    (joint,) = found.joints
    assert (joint.meets, joint.difference_minor) == (meets, 0 if meets else 30)


def test_a_joint_within_the_tolerance_meets():
    for tolerance, meets in ((10, True), (9, False)):
        february = period("feb", on(2, 1), on(2, 29), 110, tolerance_minor=tolerance)
        (joint,) = reconcile_chain([JANUARY, february], [ROW]).joints
        assert (joint.meets, joint.difference_minor) == (meets, 10)


def test_the_closing_balance_of_a_statement_that_does_not_hold_proves_nothing():
    for holds in (True, False):
        january = period("jan", on(1, 1), on(1, 31), 0, 120, holds=holds)
        (joint,) = reconcile_chain([january, period("feb", on(2, 1), on(2, 29), 120)], [ROW]).joints
        assert joint.meets is holds


def test_an_unstated_opening_balance_follows_from_the_closing_one_and_the_rows():
    found = reconcile_chain([JANUARY, period("mar", on(3, 1), on(3, 31), None, 65)], [ROW, ChainRow(on(3, 2), -5)])
    assert [(joint.expected_minor, joint.stated_minor, joint.difference_minor) for joint in found.joints] == [
        (100, 70, -30)
    ]


def lost(found):
    return tuple(item.lost_minor for item in found.sums)


def test_a_row_lost_or_counted_twice_shows_in_the_sum_of_its_statement():
    january = period("jan", on(1, 1), on(1, 31), 0, 100, difference_minor=0)
    february = period("feb", on(2, 1), on(2, 29), 100, 160, difference_minor=10)  # 10 are missing in its own file
    good = [ROW, ChainRow(on(2, 5), 50)]
    assert lost(reconcile_chain([january, february], good)) == (0, 0)
    for rows, expected in (([ROW], (0, 50)), ([ROW, *good], (-100, 0))):
        assert lost(reconcile_chain([january, february], rows)) == expected


def test_rows_that_name_their_statement_count_there_and_nowhere_else():
    rows = [
        ChainRow(on(1, 31), 100, frozenset({"jan", "both"})),
        ChainRow(on(1, 31), 7, frozenset({"feb"})),
    ]
    january = period("jan", on(1, 1), on(1, 31), 0, 100, difference_minor=0)
    february = period("feb", on(1, 31), on(2, 29), 100, 107, difference_minor=0)
    assert lost(reconcile_chain([january, february], rows)) == (0, 0)


def test_a_chain_has_a_statement():
    with pytest.raises(ValueError, match="at least one"):
        reconcile_chain([], [])


@given(
    st.lists(st.tuples(st.integers(0, 89), st.integers(-50, 50)), max_size=12), st.lists(st.integers(1, 89), max_size=4)
)
def test_true_statements_of_one_movement_of_money_join_without_a_break(moves, cuts):
    begin = on(1, 1)
    rows = [ChainRow(begin + timedelta(days=day), minor) for day, minor in moves]
    edges = [0, *sorted(set(cuts)), 90]
    periods = [
        period(
            str(first),
            begin + timedelta(days=first),
            begin + timedelta(days=after - 1),
            sum(minor for day, minor in moves if day < first),
            sum(minor for day, minor in moves if day < after),
            difference_minor=0,
        )
        for first, after in pairwise(edges)
    ]
    found = reconcile_chain(periods, rows)
    assert not found.breaks and not any(lost(found))
    assert all(joint.days == "touch" for joint in found.joints)


@pytest.mark.parametrize("others", [(110,), (90,), (90, 110)])
def test_readings_of_one_statement_that_close_differently_never_meet(others):
    end = reconcile_chain([period("jan", on(1, 1), on(1, 31), 0, 100, other_closings=others)], [ROW]).end
    assert (end.meets, end.highest_minor) == (False, max(100, *others))
    assert end.stated_minor != 100


@pytest.mark.parametrize("odd", [70, 110, 130])
@pytest.mark.parametrize("order", [[0, 1, 2], [2, 1, 0], [1, 2, 0]])
def test_of_three_readings_the_one_that_differs_from_the_other_two_is_named(odd, order):
    january = period("one", on(1, 1), on(1, 31), 0, 100)
    periods = [january, replace(january, statement="two"), replace(january, statement="odd", closing_minor=odd)]
    # The rows of all readings together are not those of any.
    rows = [ROW, ChainRow(on(1, 20), odd - 100), ChainRow(on(1, 21), -80)]
    end = reconcile_chain([periods[place] for place in order], rows).end
    assert (end.statement, end.stated_minor, end.meets) == ("odd", odd, False)
    assert (end.difference_minor, end.highest_minor) == (odd - end.expected_minor, max(100, odd))


def test_two_statements_of_the_same_days_that_begin_alike_are_readings_of_one():
    twin = period("copy", on(1, 1), on(1, 31), 0, 110)
    end = reconcile_chain([JANUARY, twin], [ROW]).end
    assert (end.meets, end.stated_minor, end.difference_minor, end.highest_minor) == (False, 110, 10, 110)
    assert reconcile_chain([JANUARY, period("copy", on(1, 1), on(1, 31), 0, 100)], [ROW]).end.meets
    parts = [period("one", on(1, 10), on(1, 10), 0, 60), period("two", on(1, 10), on(1, 10), 0, 100)]
    assert reconcile_chain(parts, [ROW]).end.meets, "each of two statements of one day may be a part of it"
