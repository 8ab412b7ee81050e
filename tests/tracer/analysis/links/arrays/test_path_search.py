"""The search on arrays against the search in objects: the same paths, in the same order, by the same steps."""

from __future__ import annotations

import random
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_schema.errors import WrongUse
from tests.oracles.object_paths.search import find_by_objects
from tests.tracer.analysis.links.drawn_links import NODES, drawn_links
from tracer.analysis.links.arrays.columns import build_link_graph
from tracer.analysis.links.arrays.path_search import PathSearch
from tracer.analysis.links.evidence import CERTAIN_PPM, EvidenceLink
from tracer.analysis.links.kinds import DOWN_KINDS, LINK_KINDS, MONEY_KINDS
from tracer.analysis.links.paths import PathFinder, find_paths

ALL = {"stop_list": frozenset(), "degree_cap": 200}


@given(
    drawn_links(),
    st.integers(1, 6),
    st.sampled_from([1, 3, 100]),
    st.integers(1, 7),
    st.sampled_from([5, 100_000]),
    st.frozensets(st.sampled_from(NODES), max_size=2),
    st.sampled_from([LINK_KINDS, DOWN_KINDS | {"paid_for"}, MONEY_KINDS | {"holds_account"}]),
)
def test_the_answer_is_that_of_the_search_in_objects(links, max_hops, limit, cap, budget, stopped, kinds):
    question = {
        "suspect": "S",
        "asset": "X",
        "allowed_kinds": kinds,
        "limit": limit,
        "max_hops": max_hops,
        "stop_list": stopped,
        "degree_cap": cap,
        "budget": budget,
    }
    assert find_paths(links, **question) == find_by_objects(links, **question)


@given(drawn_links(most=40), st.integers(1, 6), st.integers(2, 7))
def test_one_count_from_the_suspect_serves_all_assets(links, max_hops, cap):
    options = {"allowed_kinds": LINK_KINDS, "max_hops": max_hops, "degree_cap": cap}
    finder = PathFinder(build_link_graph(links, LINK_KINDS), "S", **options)
    for asset in (*NODES[1:], *NODES[1:]):
        assert finder.find(asset, limit=20) == find_by_objects(links, suspect="S", asset=asset, limit=20, **options)


@given(drawn_links(), st.frozensets(st.integers(0, 23), max_size=6))
def test_a_fallen_link_is_as_one_that_was_never_there(links, fallen):
    graph = build_link_graph(links, LINK_KINDS)
    search = PathSearch(graph, "S", most=5, **ALL)
    fallen = frozenset(place for place in fallen if place < len(links))
    rest = [link for place, link in enumerate(graph.links) if place not in fallen]
    found = search.find("X", limit=20, budget=100_000, fallen=fallen)
    alone = find_by_objects(rest, suspect="S", asset="X", allowed_kinds=LINK_KINDS, limit=20, max_hops=5)
    assert [["".join(graph.nodes[node] for node in path.nodes), path.cost] for path in found.paths] == [
        ["".join(path.nodes), path.cost] for path in alone.paths
    ]
    assert [tuple(graph.links[link].id for link in path.links) for path in found.paths] == [
        tuple(step.link.id for step in path.steps) for path in alone.paths
    ]


def test_a_search_that_outgrows_its_room_goes_on_with_more():
    draw = random.Random(3)
    nodes = ["S", "X", *(f"n{number}" for number in range(12))]
    links = []
    for number in range(600):
        tail, head = draw.sample(nodes, 2)
        kind = draw.choice(["transfer", "transfer", "holds_account", "related_to"])
        strength = draw.choice([CERTAIN_PPM, 900_000, 800_000])
        day = date(2020, 1, 1) + timedelta(draw.randrange(300))
        amount = 100 if kind == "transfer" else None
        currency = "RON" if amount else None
        links.append(
            EvidenceLink(
                f"L{number:03}", kind, tail, head, day, None, strength, amount, currency, (("S1", "1"),), "register"
            )
        )
    question = {"suspect": "S", "asset": "X", "allowed_kinds": LINK_KINDS, "limit": 300}
    found = find_paths(links, **question)
    assert found.opened > 400
    assert found == find_by_objects(links, **question)


def test_nodes_that_no_link_joins_have_no_path(build_link):
    links = [build_link("1", "holds", "S", "X")]
    graph = build_link_graph(links, LINK_KINDS)
    for suspect, asset in (("S", "nowhere"), ("nobody", "X")):
        assert PathSearch(graph, suspect, most=3, **ALL).find(asset, limit=1, budget=9).paths == ()
    empty = build_link_graph([], LINK_KINDS)
    assert PathSearch(empty, "S", most=3, **ALL).find("X", limit=1, budget=9).paths == ()


def test_the_suspect_is_no_asset(build_link):
    search = PathSearch(build_link_graph([build_link("1", "holds", "S", "X")], LINK_KINDS), "S", most=3, **ALL)
    with pytest.raises(WrongUse):
        search.find("S", limit=1, budget=9)
