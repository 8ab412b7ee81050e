"""The stakes of a case on a day: capital, dated, each record once."""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from types import SimpleNamespace
from typing import Any

import pytest

from tracer.analysis.ownership.case_stakes import collect_stakes, person_ids

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


def test_persons_alone_can_be_final_owners(made: SimpleNamespace) -> None:
    nodes = [made.node("p", "Person", name="Ion Inventat"), made.node("c", "Company", name="Firmă Inventată SRL")]
    assert person_ids(made.graph(nodes)) == {"p"}
