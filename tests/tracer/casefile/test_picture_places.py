"""Nodes stand apart, the same way each time: few in columns, many in rings around the first."""

from __future__ import annotations

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracer.casefile.picture_places import place_nodes

CHAIN = ("a", "b", "c", "d")
CHAIN_ENDS = (("a", "b"), ("c", "b"), ("c", "d"))


def closest(places):
    return min(max(abs(x - u), abs(y - v)) for (x, y), (u, v) in combinations(places.values(), 2))


def test_a_chain_runs_from_left_to_right_whichever_way_its_links_point():
    places = place_nodes(CHAIN, CHAIN_ENDS, "a")
    assert [places[one] for one in CHAIN] == [(0, 0), (280, 0), (560, 0), (840, 0)]
    assert [place_nodes(CHAIN, CHAIN_ENDS, "d")[one][0] for one in CHAIN] == [840, 560, 280, 0]


def test_a_hub_stands_in_the_middle_of_rings():
    leaves = [f"n{place}" for place in range(50)]
    places = place_nodes(["hub", *leaves], [("hub", leaf) for leaf in leaves], "hub")
    assert places["hub"] == (0, 0)
    assert closest(places) >= 40
    distances = {round((x * x + y * y) ** 0.5 / 10) for one, (x, y) in places.items() if one != "hub"}
    assert len(distances) == 3, "each third leaf on one rank"
    assert max(distances) < 80, "fifty neighbours fit on a wide screen at half size"


def test_what_is_not_connected_stands_in_the_last_column():
    places = place_nodes(("a", "b", "x"), [("a", "b")], "a")
    assert places["x"][0] == 560


def test_no_node_no_place_and_an_unknown_start_is_the_first():
    assert place_nodes((), (), "a") == {}
    assert place_nodes(CHAIN, CHAIN_ENDS, "z") == place_nodes(CHAIN, CHAIN_ENDS, "a")


@settings(max_examples=60)
@given(st.data())
def test_every_node_has_a_place_of_its_own(data):
    ids = [f"n{place}" for place in range(data.draw(st.integers(1, 40)))]
    ends = data.draw(st.lists(st.tuples(st.sampled_from(ids), st.sampled_from(ids)), max_size=80))
    places = place_nodes(ids, ends, ids[-1])
    assert list(places.keys() & set(ids)) and set(places) == set(ids)
    assert len(set(places.values())) == len(ids)
    assert places == place_nodes(ids, ends, ids[-1])


def test_two_circles_of_neighbours_stand_apart():
    ids = ["hub", *(f"a{n}" for n in range(8)), *(f"b{n}" for n in range(30))]
    ends = [("hub", f"a{n}") for n in range(8)] + [(f"a{n % 8}", f"b{n}") for n in range(30)]
    assert closest(place_nodes(ids, ends, "hub")) >= 40


@pytest.mark.parametrize("count", [4, 5])
def test_a_column_has_at_most_four_nodes(count):
    leaves = [f"n{place}" for place in range(count)]
    places = place_nodes(["hub", *leaves], [("hub", leaf) for leaf in leaves], "hub")
    assert ({places[leaf][0] for leaf in leaves} == {280, 360}) is (count == 4)
