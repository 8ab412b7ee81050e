from __future__ import annotations

from fractions import Fraction

import pytest

from graph_schema.errors import WrongRecord
from graph_schema.values.shares import ShareRange
from tracer.analysis.ownership.stakes import Stake, StakesExceedWhole, direct_holdings, stake_links


def test_two_stakes_of_one_holder_are_added(build_stakes):
    stakes = build_stakes([("P", "C", "1/4"), ("P", "C", "1/3"), ("Q", "C", "1/12")])
    assert direct_holdings(stakes) == {
        "C": {"P": ShareRange.exactly(Fraction(7, 12)), "Q": ShareRange.exactly(Fraction(1, 12))}
    }
    assert stake_links(stakes) == {("P", "C"): ("L1", "L2"), ("Q", "C"): ("L3",)}


def test_a_column_of_120_percent_names_company_sum_and_records(build_stakes):
    stakes = build_stakes([("P", "C", "70%"), ("Q", "C", "50%"), ("P", "D", "100%")])
    with pytest.raises(StakesExceedWhole) as caught:
        direct_holdings(stakes)
    assert caught.value.params == {"company": "C", "total": "6/5", "ids": "L1, L2"}
    assert "C add up to 6/5" in str(caught.value)


def test_exactly_the_whole_is_allowed(build_stakes):
    holdings = direct_holdings(build_stakes([("P", "C", "1/3"), ("Q", "C", "1/3"), ("R", "C", "1/3")]))
    assert sum(share.lower for share in holdings["C"].values()) == 1


def test_the_upper_end_leaves_room_for_the_certain_stakes_of_others(build_stakes):
    holdings = direct_holdings(build_stakes([("P", "C", "50..75%"), ("Q", "C", "40%")]))
    assert holdings["C"]["P"] == ShareRange(Fraction(1, 2), Fraction(3, 5))


def test_ranges_may_exceed_the_whole_at_their_upper_ends(build_stakes):
    holdings = direct_holdings(build_stakes([("P", "C", "25..75%"), ("Q", "C", "25..75%")]))
    assert holdings["C"]["P"] == holdings["C"]["Q"] == ShareRange(Fraction(1, 4), Fraction(3, 4))


def test_one_record_is_not_counted_twice():
    twice = [Stake("P", "C", Fraction(1, 4), Fraction(1, 4), ("L1",))] * 2
    with pytest.raises(WrongRecord, match=r"counted twice.*L1, L1"):
        direct_holdings(twice)


@pytest.mark.parametrize(
    ("lower", "upper", "links"),
    [
        (Fraction(-1, 4), Fraction(1, 4), ("L1",)),
        (Fraction(1, 2), Fraction(1, 4), ("L1",)),
        (Fraction(1, 2), Fraction(5, 4), ("L1",)),
        (0.25, Fraction(1, 4), ("L1",)),
        (Fraction(1, 4), Fraction(1, 4), ()),
    ],
)
def test_a_stake_outside_its_rules_is_refused(lower, upper, links):
    with pytest.raises(WrongRecord, match="stake of P in C"):
        Stake("P", "C", lower, upper, links)
