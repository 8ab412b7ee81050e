"""Places of a whole case: every node has one of its own, groups are circles that do not overlap, the same case gives the same."""

from __future__ import annotations

from math import hypot

from hypothesis import given
from hypothesis import strategies as st

from tracer.actions.case_graph.whole.places import NOWHERE, place_nodes


def neighbours(size, links):
    near = [set() for _ in range(size)]
    for one, other in links:
        if one != other:
            near[one].add(other)
            near[other].add(one)
    return [sorted(found) for found in near]


GRAPHS = st.integers(1, 60).flatmap(
    lambda size: st.lists(st.tuples(st.integers(0, size - 1), st.integers(0, size - 1)), max_size=120).map(
        lambda links: neighbours(size, links)
    )
)


@given(GRAPHS)
def test_every_node_lies_in_its_circle_at_a_spot_of_its_own_and_circles_do_not_overlap(near):
    found = place_nodes(near)
    assert len(found.spots) == len(found.group) == len(near)
    assert len(set(found.spots)) == len(near)
    assert sum(circle.size for circle in found.circles) == len(near)
    for (x, y), group in zip(found.spots, found.group, strict=True):
        circle = found.circles[group]
        assert hypot(x - circle.x, y - circle.y) <= circle.radius
    for place, one in enumerate(found.circles):
        for other in found.circles[:place]:
            assert hypot(one.x - other.x, one.y - other.y) > one.radius + other.radius
    assert place_nodes(near) == found


def test_a_node_is_in_the_circle_of_the_hub_that_it_reaches_in_the_fewest_steps():
    # Two stars of 40 leaves, joined by a chain from leaf to leaf; two nodes linked to nothing but each other.
    links = [*((0, leaf) for leaf in range(2, 42)), *((1, leaf) for leaf in range(42, 82))]
    links += [(41, 82), (82, 83), (83, 81), (84, 85)]
    found = place_nodes(neighbours(86, links))
    hubs = [found.circles[group].hub for group in found.group]
    assert set(hubs[2:42]) == {0}
    assert set(hubs[42:82]) == {1}
    assert (hubs[82], hubs[83]) == (0, 1)
    assert (hubs[84], hubs[85]) == (NOWHERE, NOWHERE)
    assert found.spots[0] == (found.circles[found.group[0]].x, found.circles[found.group[0]].y)


def test_no_two_middles_are_neighbours():
    # The most linked node and a neighbour of it with nearly as many links; then a star apart from both.
    links = [(0, 1), *((0, leaf) for leaf in range(3, 43)), *((1, leaf) for leaf in range(43, 73))]
    links += [(2, leaf) for leaf in range(73, 83)]
    assert {circle.hub for circle in place_nodes(neighbours(83, links)).circles} == {0, 2}


def test_a_case_without_links_is_one_circle_and_one_without_nodes_is_none():
    assert [circle.hub for circle in place_nodes([[], [], []]).circles] == [NOWHERE]
    assert place_nodes([]).circles == ()
