"""The table of voting power: by stated votes where there are some, else by capital, with captions and rows."""

from __future__ import annotations

from datetime import date

import pytest

from graph_schema.records.identity import link_id
from graph_schema.records.links import Link
from graph_schema.records.nodes import Node
from tracer.actions.decisions import record_decision
from tracer.analysis.ownership.case_stakes import collect_stakes, collect_votes
from tracer.casework.ties.voting_power import list_power

DAY = date(2025, 6, 30)
NAMES = ("Ana", "Ion", "Mia")


def shareholding(name, share, interest):
    ends = f"per-{name}", "com-Xco"
    props = {"share_lower": share, "share_upper": share, "interest": interest}
    return Link(link_id("Shareholding", *ends, interest), "Shareholding", *ends, props, f"path:/links/{name}{interest}")


@pytest.fixture
def table_of(little_case, session_of):
    """The table of a company with 2/5, 7/20 and 1/4 of the capital, and with these votes besides."""

    def read(votes):
        people = [Node(f"per-{name}", "Person", {"name": f"{name} Test"}, f"path:/{name}") for name in NAMES]
        nodes = [*people, Node("com-Xco", "Company", {"name": "Xco SRL"}, "path:/Xco")]
        capital = zip(NAMES, ("2/5", "7/20", "1/4"), strict=True)
        links = [shareholding(name, share, "shareholding") for name, share in capital]
        links += [shareholding(name, share, "votingRights") for name, share in votes]
        with session_of(little_case) as session:
            record_decision(session, right="decide", action="link", reason="probă", nodes=nodes, links=links)
            graph = session.graph()
            return list_power(session, "com-Xco", collect_stakes(graph, DAY), collect_votes(graph, DAY))

    return read


def figures(table):
    return [(line.caption, line.votes, line.banzhaf, line.shapley_shubik) for line in table.holders]


def test_by_capital_each_of_three_has_a_third_of_the_power(table_of):
    table = table_of([])
    assert table.by == "capital"
    assert figures(table) == [
        ("Ana Test", "2/5", "1/3", "1/3"),
        ("Ion Test", "7/20", "1/3", "1/3"),
        ("Mia Test", "1/4", "1/3", "1/3"),
    ]
    assert len(table.evidence) == 3


def test_stated_votes_count_instead_of_capital(table_of):
    table = table_of(zip(NAMES, ("1/4", "1/4", "1/2"), strict=True))
    assert table.by == "votes"
    assert figures(table) == [
        ("Mia Test", "1/2", "3/5", "2/3"),
        ("Ana Test", "1/4", "1/5", "1/6"),
        ("Ion Test", "1/4", "1/5", "1/6"),
    ]


def test_votes_that_are_stated_in_part_give_no_table_although_the_capital_would(table_of):
    assert table_of([("Ana", "1/4")]) is None
