"""Which records hold a tie: against trying every record, one after the other, with the search in objects."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from tests.oracles.object_paths.search import find_by_objects
from tests.tracer.analysis.links.drawn_links import NODES, drawn_links
from tracer.analysis.links.arrays.columns import build_link_graph
from tracer.analysis.links.arrays.path_search import PathSearch
from tracer.analysis.links.bridges import find_bridges, group_by_unit
from tracer.analysis.links.kinds import LINK_KINDS

MOST = 5


def search_on(links, suspect="S"):
    graph = build_link_graph(links, LINK_KINDS)
    return PathSearch(graph, suspect, most=MOST, stop_list=frozenset(), degree_cap=200)


def is_tied(links, asset):
    question = {"suspect": "S", "asset": asset, "allowed_kinds": LINK_KINDS, "limit": 1, "max_hops": MOST}
    return bool(find_by_objects(links, **question).paths)


def try_all(links, unit_of):
    """Unit -> the assets that are tied with it and not without it; every link rests on its own records alone."""
    tied = [asset for asset in NODES[1:] if is_tied(links, asset)]
    found = {}
    for unit in {unit_of(record) for link in links for record in link.records}:
        rest = [link for link in links if {unit_of(record) for record in link.records} != {unit}]
        lost = tuple(sorted(asset for asset in tied if not is_tied(rest, asset)))
        if lost:
            found[unit] = lost
    return found, tied


def by_row(record):
    return record


def by_file(record):
    return record[0]


@given(drawn_links(most=14), st.sampled_from([by_row, by_file]))
def test_the_records_are_those_of_trying_all(links, unit_of):
    search = search_on(links)
    found = find_bridges(search, NODES[1:], group_by_unit(search.graph.links, {}, unit_of))
    expected, tied = try_all(links, unit_of)
    assert found.detached == expected
    assert set(found.untied) == set(NODES[1:]) - set(tied)
    assert found.undecided == ()


def test_a_link_stands_as_long_as_one_of_its_records_stands(build_link):
    once = build_link("1", "holds", "S", "X")
    twice = replace(once, records=(("S1", "row 1"), ("S2", "row 1")))
    for link, expected in ((once, {("S1", "row 1"): frozenset({0})}), (twice, {})):
        assert group_by_unit([link], {}, by_row) == expected
    needed = {"1": (frozenset({("S1", "row 1")}), frozenset({("S2", "row 1")}))}
    assert group_by_unit([twice], needed, by_file) == {"S1": frozenset({0}), "S2": frozenset({0})}


def test_two_ways_hold_what_one_record_does_not(build_link):
    links = [
        build_link("1", "controls", "S", "C"),
        build_link("2", "holds", "C", "X"),
        build_link("3", "controls", "S", "D"),
        build_link("4", "holds", "D", "X"),
        build_link("5", "holds", "D", "Y"),
    ]
    search = search_on(links)
    found = find_bridges(search, ["X", "Y"], group_by_unit(links, {}, by_row))
    assert found.detached == {("S1", "row 3"): ("Y",), ("S1", "row 5"): ("Y",)}


def test_a_spent_budget_is_said(build_link):
    links = [build_link("1", "holds", "S", "C"), build_link("2", "holds", "C", "X")]
    found = find_bridges(search_on(links), ["X"], group_by_unit(links, {}, by_row), budget=1)
    assert (found.detached, found.untied, found.undecided) == ({}, (), ("X",))
