"""The stakes that decide a person's shares, and those between a person and a company."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from tracer.analysis.ownership.case_stakes import bound_excess, collect_stakes, person_ids
from tracer.analysis.ownership.integrated import integrate_ownership
from tracer.analysis.ownership.stakes import Stake
from tracer.casework.ties.case_ownership import stakes_below, stakes_between

HALF = Fraction(1, 2)


def stakes(*ends):
    return tuple(Stake(holder, company, HALF, HALF, (f"{holder}{company}",)) for holder, company in ends)


def test_the_stakes_below_give_the_shares_of_the_whole_case(sample_case, session_of):
    with session_of(sample_case) as session:
        graph = session.graph()
    all_, _ = bound_excess(collect_stakes(graph, date(2024, 12, 31)))
    persons = person_ids(graph)
    whole = integrate_ownership(all_, persons=persons).shares
    for person in persons & {stake.holder for stake in all_}:
        below = integrate_ownership(stakes_below(all_, [person]), persons=persons).shares
        own = {company: owners[person] for company, owners in whole.items() if person in owners}
        assert {company: owners[person] for company, owners in below.items() if person in owners} == own


def test_others_in_a_company_below_count_and_companies_elsewhere_do_not():
    all_ = stakes(("p", "a"), ("q", "a"), ("a", "b"), ("q", "c"))
    assert [stake.link_ids[0] for stake in stakes_below(all_, ["p"])] == ["pa", "qa", "ab"]


def test_between_are_the_ways_down_with_their_rings():
    all_ = stakes(("p", "a"), ("a", "b"), ("b", "a"), ("q", "a"), ("b", "c"), ("p", "d"))
    assert [stake.link_ids[0] for stake in stakes_between(all_, "p", "b")] == ["pa", "ab", "ba"]
    assert stakes_between(all_, "c", "p") == ()
