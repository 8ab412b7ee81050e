"""The stakes of a case on a day: capital, dated, each record once."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest

from tracer.analysis.ownership.case_stakes import bound_excess, collect_stakes, person_ids
from tracer.analysis.ownership.integrated import integrate_ownership

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
        ({}, None),
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
    links = [made.link("Shareholding", "P", "C", to_date="2024-05", **whole),
             made.link("Shareholding", "Q", "C", from_date="2024-05", **whole)]  # fmt: skip
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
        ("P", "C"): (0, Fraction(3, 4)), ("Q", "C"): (0, Fraction(1, 2)), ("P", "D"): (1, 1),
    }  # fmt: skip


def test_persons_alone_can_be_final_owners(made: SimpleNamespace) -> None:
    nodes = [made.node("p", "Person", name="Ion Inventat"), made.node("c", "Company", name="Firmă Inventată SRL")]
    assert person_ids(made.graph(nodes)) == {"p"}
