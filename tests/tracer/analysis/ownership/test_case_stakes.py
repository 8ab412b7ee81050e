"""The stakes of a case on a day: capital, dated, each record once."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest

from graph_schema.values.shares import ShareRange
from tracer.analysis.ownership.case_stakes import (
    bound_excess,
    collect_chain_votes,
    collect_stakes,
    collect_votes,
    person_ids,
    share_on,
)
from tracer.analysis.ownership.integrated import integrate_ownership
from tracer.analysis.ownership.stakes import StakesExceedWhole, direct_holdings

DAY = date(2024, 5, 15)


def stakes(made: SimpleNamespace, day: date = DAY, **props: Any) -> list[tuple[Any, ...]]:
    graph = made.graph(links=[made.link("Shareholding", "P", "C", name="l", **props)])
    return [(s.holder, s.company, s.lower, s.upper, s.link_ids) for s in collect_stakes(graph, day)]


@pytest.mark.parametrize(
    ("props", "bounds"),
    [
        ({"share_lower": "1/3", "share_upper": "1/3"}, ("1/3", "1/3")),
        ({"share_lower": "1/4", "share_upper": "1/2"}, ("1/4", "1/2")),
        ({"share_lower": "1/4"}, ("1/4", "1")),
        ({"share_upper": "1/4"}, ("0", "1/4")),
        ({"share_lower": "0", "share_upper": "1"}, ("0", "1")),
        ({"share_lower": "0", "share_upper": "0"}, None),
        ({"share_upper": "0"}, None),
        ({}, ("0", "1")),
        ({"interest": "shareholding"}, ("0", "1")),
        ({"interest": "not stated"}, ("0", "1")),
        ({"interest": "not stated", "share_lower": "1/2", "share_upper": "1/2"}, ("0", "1/2")),
    ],
)
def test_a_share_is_the_range_that_is_stated(
    made: SimpleNamespace, props: dict[str, str], bounds: tuple[str, str] | None
) -> None:
    expected = [] if bounds is None else [("P", "C", Fraction(bounds[0]), Fraction(bounds[1]), ("l",))]
    assert stakes(made, **props) == expected


@pytest.mark.parametrize(
    ("interest", "counts"),
    [(None, True), ("shareholding", True), ("votingRights", False), ("Shareholding of votes", False)],
)
def test_capital_alone_is_a_stake(made: SimpleNamespace, interest: str | None, counts: bool) -> None:
    props = {"share_lower": "1/2", "share_upper": "1/2"} | ({} if interest is None else {"interest": interest})
    assert len(stakes(made, **props)) == counts


@pytest.mark.parametrize(
    ("begin", "end", "day", "held"),
    [
        (None, None, DAY, True),
        ("2024-05-15", "2024-05-15", DAY, True),
        ("2024-05-16", None, DAY, False),
        (None, "2024-05-14", DAY, False),
        ("2024-05", None, date(2024, 5, 1), True),
        ("2024-05", None, date(2024, 4, 30), False),
        (None, "2024-05", date(2024, 5, 31), True),
        (None, "2024", date(2024, 12, 31), True),
        (None, "2024", date(2025, 1, 1), False),
    ],
)
def test_a_stake_counts_on_every_day_it_may_have_held(
    made: SimpleNamespace, begin: str | None, end: str | None, day: date, held: bool
) -> None:
    dates = {name: value for name, value in (("from_date", begin), ("to_date", end)) if value is not None}
    assert len(stakes(made, day, share_lower="1/2", share_upper="1/2", **dates)) == held


@pytest.mark.parametrize(
    ("dates", "day", "lower"),
    [
        ({"from_date": "2024-05"}, DAY, 0),
        ({"from_date": "2024-05"}, date(2024, 5, 31), 1),
        ({"to_date": "2024"}, date(2024, 1, 1), 1),
        ({"to_date": "2024"}, DAY, 0),
        ({"from_date": "2024-05-15", "to_date": "2024-05-15"}, DAY, 1),
    ],
)
def test_a_stake_is_certain_only_on_days_on_which_it_surely_held(
    made: SimpleNamespace, dates: dict[str, str], day: date, lower: int
) -> None:
    assert [row[2:4] for row in stakes(made, day, share_lower="1/1", share_upper="1/1", **dates)] == [(lower, 1)]


def test_a_sale_within_a_month_leaves_the_company_with_one_owner_or_the_other(made: SimpleNamespace) -> None:
    whole = {"share_lower": "1/1", "share_upper": "1/1"}
    links = [
        made.link("Shareholding", "P", "C", to_date="2024-05", **whole),
        made.link("Shareholding", "Q", "C", from_date="2024-05", **whole),
    ]
    result = integrate_ownership(collect_stakes(made.graph(links=links), DAY), persons=frozenset("PQ"))
    assert {name: (share.lower, share.upper) for name, share in result.shares["C"].items()} == {
        "P": (0, 1),
        "Q": (0, 1),
    }


def test_stakes_above_the_whole_are_bounded_and_the_company_named(made: SimpleNamespace) -> None:
    rows = [("P", "C", "3/4"), ("Q", "C", "1/2"), ("P", "D", "1/1")]
    links = [made.link("Shareholding", p, c, share_lower=s, share_upper=s) for p, c, s in rows]
    bounded, above = bound_excess(collect_stakes(made.graph(links=links), DAY))
    assert above == ("C",)
    assert {(s.holder, s.company): (s.lower, s.upper) for s in bounded} == {
        ("P", "C"): (0, Fraction(3, 4)),
        ("Q", "C"): (0, Fraction(1, 2)),
        ("P", "D"): (1, 1),
    }


def test_persons_alone_can_be_final_owners(made: SimpleNamespace) -> None:
    nodes = [made.node("p", "Person", name="Ion Inventat"), made.node("c", "Company", name="Firmă Inventată SRL")]
    assert person_ids(made.graph(nodes)) == {"p"}


@pytest.mark.parametrize(
    ("interest", "direct", "chain"),
    [
        ("votingRights", 1, 0),
        ("voting-rights", 1, 0),
        ("indirect votingRights", 0, 1),
        ("shareholding", 0, 0),
        ("boardMember", 0, 0),
        ("indirect shareholding", 0, 0),
    ],
)
def test_votes_are_told_apart_from_capital_and_from_sums_of_chains(
    made: SimpleNamespace, interest: str, direct: int, chain: int
) -> None:
    graph = made.graph(links=[made.link("Shareholding", "P", "C", interest=interest, share_lower="3/5")])
    found = [(s.lower, s.upper) for s in (*collect_votes(graph, DAY), *collect_chain_votes(graph, DAY))]
    assert (len(collect_votes(graph, DAY)), len(collect_chain_votes(graph, DAY))) == (direct, chain)
    assert found == [(Fraction(3, 5), 1)] * (direct + chain)


def test_an_unstated_size_is_what_the_others_leave_on_that_day(made: SimpleNamespace) -> None:
    unstated = made.link("Shareholding", "P", "C", name="l", from_date="2020")
    others = [
        made.link("Shareholding", "Q", "C", share_lower="3/10", share_upper="2/5"),
        made.link("Shareholding", "R", "C", share_lower="1/2", share_upper="1/2", to_date="2023-12-31"),
        made.link("Shareholding", "R", "C", name="v", interest="votingRights", share_lower="1/1"),
        made.link("Shareholding", "C", "D", name="d", share_lower="1/1"),
    ]
    graph = made.graph(links=[unstated, *others])
    assert share_on(graph, unstated, DAY) == ShareRange(Fraction(0), Fraction(7, 10))
    assert share_on(graph, unstated, date(2023, 12, 31)) == ShareRange(Fraction(0), Fraction(1, 5))
    assert share_on(graph, unstated, date(2019, 12, 31)) is None
    assert share_on(graph, others[2], DAY) is None


OPEN = {"share_lower": "1/2", "share_upper": "3/4", "share_lower_open": True}


def test_an_end_that_a_record_leaves_out_is_left_out_and_absent_means_included(made: SimpleNamespace) -> None:
    graph = made.graph(
        links=[
            made.link("Shareholding", "P", "C", name="l", **OPEN),
            made.link("Shareholding", "Q", "C", name="m", share_lower="1/4", share_upper="1/2"),
        ]
    )
    found = {stake.holder: (stake.lower_open, stake.upper_open) for stake in collect_stakes(graph, DAY)}
    assert found == {"P": (True, False), "Q": (False, False)}
    half = ShareRange(Fraction(1, 2), Fraction(3, 4), True)
    assert share_on(graph, graph.links[0], DAY) == half
    # What P has is more than one half, so Q's is less than the other.
    assert share_on(graph, graph.links[1], DAY) == ShareRange(Fraction(1, 4), Fraction(1, 2), False, True)


def test_on_an_unsure_day_more_than_half_runs_from_nothing(made: SimpleNamespace) -> None:
    graph = made.graph(links=[made.link("Shareholding", "P", "C", name="l", from_date="2024-05", **OPEN)])
    (stake,) = collect_stakes(graph, DAY)
    assert (stake.lower, stake.lower_open) == (0, False)


def test_more_than_half_and_half_are_more_than_the_whole(made: SimpleNamespace) -> None:
    graph = made.graph(
        links=[
            made.link("Shareholding", "P", "C", name="l", **OPEN),
            made.link("Shareholding", "Q", "C", name="m", share_lower="1/2", share_upper="1/2"),
        ]
    )
    stakes = collect_stakes(graph, DAY)
    with pytest.raises(StakesExceedWhole):
        direct_holdings(stakes)
    bounded, above = bound_excess(stakes)
    assert above == ("C",) and not any(stake.lower_open for stake in bounded)
    assert share_on(graph, graph.links[0], DAY) == ShareRange(Fraction(1, 2), Fraction(3, 4), True)
