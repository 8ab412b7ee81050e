"""Power is measured where no direct holder has the majority and every vote is known, and nowhere else."""

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tracer.analysis.ownership.meeting import measure_meeting
from tracer.analysis.ownership.power import measure_power
from tracer.analysis.ownership.stakes import Stake


def stakes(*held, company="C"):
    return [
        Stake(holder, company, Fraction(lower), Fraction(upper), (f"{place}",))
        for place, (holder, lower, upper) in enumerate(held)
    ]


def exact(**shares):
    return stakes(*((holder, share, share) for holder, share in shares.items()))


def test_three_of_whom_any_two_have_the_majority_have_equal_power():
    meeting = measure_meeting(exact(P="2/5", Q="7/20", R="1/4"), "C")
    assert meeting.holders == ("P", "Q", "R")
    assert meeting.votes == (Fraction(2, 5), Fraction(7, 20), Fraction(1, 4))
    assert meeting.power.banzhaf == meeting.power.shapley_shubik == (Fraction(1, 3),) * 3


def test_half_is_no_majority_and_decides_nothing_alone():
    meeting = measure_meeting(exact(P="1/4", Q="1/2", R="1/4"), "C")
    assert meeting.holders == ("Q", "P", "R")
    assert meeting.power.banzhaf == (Fraction(3, 5), Fraction(1, 5), Fraction(1, 5))
    assert meeting.power.shapley_shubik == (Fraction(2, 3), Fraction(1, 6), Fraction(1, 6))


@given(st.lists(st.integers(1, 40), min_size=2, max_size=6))
def test_the_power_is_that_of_whole_votes_with_a_quota_of_half_and_one(votes):
    total = sum(votes)
    found = measure_meeting(exact(**{f"P{n}": Fraction(vote, total) for n, vote in enumerate(votes)}), "C")
    if 2 * max(votes) > total:
        assert found is None
    else:
        assert found.power == measure_power(sorted(votes, reverse=True), total // 2 + 1)
        assert sum(found.votes) == 1


@pytest.mark.parametrize(
    "held",
    [
        [("P", "51/100", "51/100"), ("Q", "49/100", "49/100")],
        [("P", "1", "1")],
        [("P", "2/5", "2/5"), ("Q", "2/5", "2/5")],
        [("P", "2/5", "1/2"), ("Q", "1/2", "1/2")],
        [("P", "1/2", "1/2"), ("C", "1/2", "1/2")],
        [("P", "1/4", "1/4"), ("C", "2/5", "2/5"), ("Q", "7/20", "7/20")],
        [("P", "1000001/3000000", "1000001/3000000"), ("Q", "1/3", "1/3"), ("R", "999999/3000000", "999999/3000000")],
        [],
    ],
    ids=["majority", "one", "rest", "range", "own half", "majority beside own", "fine", "none"],
)
def test_where_there_is_no_certain_answer_or_no_question_nothing_is_measured(held):
    assert measure_meeting(stakes(*held), "C") is None


def test_own_shares_have_no_vote_and_parts_of_one_holder_are_added():
    held = [("P", "1/4", "1/4"), ("C", "1/5", "1/5"), ("Q", "2/5", "2/5"), ("P", "3/20", "3/20")]
    meeting = measure_meeting(stakes(*held), "C")
    assert (meeting.holders, meeting.votes) == (("P", "Q"), (Fraction(1, 2), Fraction(1, 2)))


def test_stakes_in_other_companies_do_not_count():
    meeting = measure_meeting([*exact(P="1/2", Q="1/2"), *stakes(("R", "1", "1"), company="D")], "C")
    assert meeting.holders == ("P", "Q")
