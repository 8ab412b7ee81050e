"""Paths between any two nodes: in any direction and order, best first, and what they do not show."""

from __future__ import annotations

from itertools import pairwise, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_schema.errors import WrongUse
from tracer.analysis.links.free_paths import (
    as_neighbours,
    choose_steps,
    find_free_paths,
    is_one_flow,
    nodes_between,
)


def find(pairs, **rest):
    known = {as_neighbours(one, other): cost for one, other, cost in pairs}
    return find_free_paths(known, **({"start": "a", "end": "z", "order": "strongest"} | rest))


def test_the_strongest_is_cheapest_and_the_shortest_has_fewest_steps():
    pairs = [("z", "a", 9), ("a", "m", 1), ("m", "n", 1), ("n", "z", 1)]
    assert find(pairs).paths == (("a", "m", "n", "z"), ("a", "z"))
    assert find(pairs, order="shortest").paths == (("a", "z"), ("a", "m", "n", "z"))


def test_of_equally_strong_paths_the_shorter_comes_first_then_ids_decide():
    pairs = [("a", "y", 0), ("y", "z", 0), ("a", "b", 0), ("b", "c", 0), ("c", "z", 0), ("b", "z", 0)]
    assert find(pairs).paths == (("a", "b", "z"), ("a", "y", "z"), ("a", "b", "c", "z"))


def test_two_components_have_no_path():
    found = find([("a", "b", 0), ("y", "z", 0)])
    assert (found.paths, found.incomplete, found.hubs) == ((), False, ())
    assert find([]).paths == ()


def test_a_hub_is_not_gone_through_and_is_named_but_may_be_an_end():
    pairs = [("a", "hub", 0), ("hub", "z", 0), *(("hub", f"x{n}", 0) for n in range(5))]
    found = find(pairs, degree_cap=4)
    assert (found.paths, found.hubs) == ((), ("hub",))
    assert find(pairs, degree_cap=7).paths == (("a", "hub", "z"),)
    assert find(pairs, degree_cap=4, end="hub").paths == (("a", "hub"),)


def test_limits_hold_and_a_spent_budget_is_said():
    line = [(f"{n}", f"{n + 1}", 0) for n in range(8)]
    assert find(line, start="0", end="8", max_steps=8).paths
    assert find(line, start="0", end="8", max_steps=7).paths == ()
    pairs = [("a", "m", 0), ("m", "z", 0), ("a", "n", 0), ("n", "z", 0)]
    assert find(pairs, limit=1).paths == (("a", "m", "z"),)
    assert find(pairs, budget=2).incomplete
    for wrong in ({"end": "a"}, {"limit": 0}, {"budget": 0}):
        with pytest.raises(WrongUse):
            find(pairs, **wrong)


@given(
    st.dictionaries(
        st.tuples(st.sampled_from("abcz"), st.sampled_from("abcz")).filter(lambda pair: pair[0] < pair[1]),
        st.integers(0, 3),
    ),
    st.sampled_from(["strongest", "shortest"]),
)
def test_all_paths_are_found_in_their_order(pairs, order):
    """Against every order of every choice of nodes."""
    every = []
    for count in range(3):
        for middle in permutations("bc", count):
            nodes = ("a", *middle, "z")
            steps = [pairs.get(as_neighbours(*pair)) for pair in pairwise(nodes)]
            if None not in steps:
                weight = (sum(steps), len(steps)) if order == "strongest" else (len(steps), sum(steps))
                every.append((weight, nodes))
    found = find_free_paths(pairs, start="a", end="z", order=order, limit=99).paths
    assert found == tuple(nodes for _, nodes in sorted(every))
    between = nodes_between(pairs, "a", "z", 3)
    assert {node for nodes in found for node in nodes} <= between


def test_the_nodes_between_are_those_on_ways_of_so_many_steps():
    pairs = [("a", "m"), ("m", "z"), ("a", "n"), ("n", "o"), ("o", "z"), ("a", "dead")]
    assert nodes_between(pairs, "a", "z", 2) == {"a", "m", "z"}
    assert nodes_between(pairs, "a", "z", 3) == {"a", "m", "n", "o", "z"}
    assert nodes_between(pairs, "a", "z", 1) == set()


def among(*links):
    found = {}
    for link in links:
        found.setdefault(as_neighbours(link.tail, link.head), []).append(link)
    return found


def test_the_strongest_link_is_the_step_and_payments_of_one_direction_are_one_step(build_link):
    links = among(
        build_link("t1", "transfer", "b", "a", 5, strength=980_000),
        build_link("t2", "transfer", "a", "b", 6, strength=980_000),
        build_link("t3", "transfer", "a", "b", 4, strength=980_000),
        build_link("h", "holds_account", "c", "b"),
        build_link("u", "uses", "c", "b", strength=700_000),
    )
    paid, held = choose_steps(("a", "b", "c"), links).steps
    assert (paid.link.kind, paid.forward, paid.includes_others) == ("transfer", True, True)
    assert {paid.link.id, *(one.id for one in paid.others)} == {"t2", "t3"}
    assert [one.id for one in paid.also] == ["t1"]
    assert (held.link.id, held.forward, [one.id for one in held.also]) == ("h", False, ["u"])


@pytest.mark.parametrize(
    ("first", "second", "flows"),
    [
        (("a", "b", 3), ("b", "c", 3), True),
        (("a", "b", 4), ("b", "c", 3), False),  # out before in
        (("b", "a", 4), ("c", "b", 3), True),  # from the other end
        (("b", "a", 3), ("c", "b", 4), False),
        (("a", "b", 3), ("c", "b", 4), False),  # both pay into the middle
    ],
)
def test_payments_are_one_flow_if_direction_and_time_allow(build_link, first, second, flows):
    links = among(build_link("1", "transfer", *first), build_link("2", "transfer", *second))
    assert is_one_flow(choose_steps(("a", "b", "c"), links)) is flows


def test_of_several_payments_a_later_one_may_be_the_one_that_flows(build_link):
    links = among(
        build_link("1", "transfer", "a", "b", 4),
        build_link("2", "transfer", "b", "c", 3),
        build_link("3", "transfer", "b", "c", 5),
    )
    assert is_one_flow(choose_steps(("a", "b", "c"), links))


def test_facts_that_never_held_together_are_named(build_link):
    links = among(build_link("1", "holds", "a", "v", 1, 2), build_link("2", "holds", "b", "v", 4, 6))
    assert choose_steps(("a", "v", "b"), links).never_together == (("1", "2"),)
