"""The most money against networkx on every account and day, and against its own proof."""

from __future__ import annotations

from itertools import permutations

import networkx as nx
import numpy as np
import pytest
from hypothesis import given

from graph_schema.errors import WrongUse
from tests.tracer.analysis.links.most_money.drawn_payments import ACCOUNTS, S, T, drawn_payments
from tracer.analysis.links.most_money.max_flow import find_most_money
from tracer.analysis.links.most_money.time_expanded import Payments, expand_in_time


def payments_of(*rows):
    table = np.array(rows, np.int64).reshape(-1, 4)
    return Payments(table[:, 0], table[:, 1], table[:, 2], table[:, 2], table[:, 3])


def most_of(payments, sources=S, sinks=T):
    return find_most_money(expand_in_time(payments, sources, sinks))


def every_day(payments):
    """Each account on each day, whether money can be there or not."""
    graph = nx.MultiDiGraph()
    for account in range(ACCOUNTS):
        for day in range(9):
            graph.add_edge((account, day), (account, day + 1))
    for tail, head, departs, arrives, amount in zip(*(column.tolist() for column in payments), strict=True):
        graph.add_edge((tail, departs), (head, arrives), capacity=amount)
    flat = nx.DiGraph()
    for start, end, data in graph.edges(data=True):
        if start[0] == 1 or end[0] == 0:
            continue
        start, end = "S" if start[0] == 0 else start, "T" if end[0] == 1 else end
        if "capacity" not in data:
            flat.add_edge(start, end)
            flat.edges[start, end].pop("capacity", None)
        elif flat.has_edge(start, end):
            # A payment of an account to itself lies beside unlimited waiting.
            if "capacity" in flat.edges[start, end]:
                flat.edges[start, end]["capacity"] += data["capacity"]
        else:
            flat.add_edge(start, end, capacity=data["capacity"])
    flat.add_nodes_from("ST")
    return nx.maximum_flow_value(flat, "S", "T")


@given(drawn_payments())
def test_the_sum_is_that_of_networkx_on_all_days(payments):
    assert most_of(payments).minor == every_day(payments)


@given(drawn_payments(most=30))
def test_the_limits_prove_the_sum_and_the_carried_money_reaches_it(payments):
    found = most_of(payments)
    assert sum(payments.amount[place] for place in found.limits) == found.minor
    assert all(0 < carried <= payments.amount[place] for place, carried in found.carried.items())
    out = sum(carried for place, carried in found.carried.items() if payments.tail[place] == 0)
    into = sum(carried for place, carried in found.carried.items() if payments.head[place] == 1)
    assert out == into == found.minor
    # No account pays on more than it has received by then.
    for account in range(2, ACCOUNTS):
        for day in range(9):
            came = sum(
                c for p, c in found.carried.items() if payments.head[p] == account and payments.arrives[p] <= day
            )
            left = sum(
                c for p, c in found.carried.items() if payments.tail[p] == account and payments.departs[p] <= day
            )
            assert left <= came
    # Without the limits nothing arrives.
    rest = np.setdiff1d(np.arange(len(payments.tail)), np.array(found.limits, np.int64))
    assert most_of(Payments(*(column[rest] for column in payments))).minor == 0


@given(drawn_payments())
def test_the_order_of_the_payments_does_not_matter(payments):
    assert most_of(payments).minor == most_of(Payments(*(column[::-1].copy() for column in payments))).minor


def test_money_that_left_before_it_came_does_not_count():
    assert most_of(payments_of((0, 2, 5, 100), (2, 1, 4, 60), (2, 1, 5, 30), (2, 1, 9, 20))).minor == 50


def test_several_accounts_of_one_side_count_together():
    payments = payments_of((0, 2, 1, 100), (3, 2, 1, 50), (2, 1, 2, 500), (0, 3, 1, 7))
    assert most_of(payments).minor == 107
    assert most_of(payments, np.array([0, 3])).minor == 150


def test_a_big_sum_is_exact():
    big = 2**52 + 1
    assert most_of(payments_of((0, 2, 1, big), (2, 1, 2, big + 5), (0, 1, 3, 1))).minor == big + 1


def test_what_cannot_be_counted_is_refused():
    with pytest.raises(WrongUse, match="more than can be counted"):
        most_of(payments_of((0, 1, 1, 2**61)))
    with pytest.raises(WrongUse, match="both sides"):
        most_of(payments_of((0, 1, 1, 5)), T, T)


def test_each_order_of_a_chain_on_one_day_is_the_same():
    for order in permutations([(0, 2, 1, 9), (2, 3, 1, 8), (3, 1, 1, 7)]):
        assert most_of(payments_of(*order)).minor == 7
