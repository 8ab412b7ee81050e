"""What the ties of a small case hang on, and that one search of a suspect answers as a fresh one for each asset."""

from __future__ import annotations

import pytest

from graph_schema.records.nodes import ASSET_TYPES
from tests.tracer.casework.ties.test_suspect_assets import DAY, search_of, small_case
from tracer.casework.ties.suspect_assets import find_ties
from tracer.casework.ties.tie_bridges import find_tie_bridges, group_by_assets
from tracer.casework.ties.tie_paths import TieSearch
from tracer.casework.tracing.case_tracing import TIE_METHODS
from tracer.sample.world.people import PEOPLE


def test_all_links_from_one_row_fall_with_it():
    graph = small_case(("Holds", "P1", "V1", {}), ("Uses", "P1", "V2", {}), ("Holds", "P2", "V3", {}))
    found = find_tie_bridges(search_of(graph), ["V1", "V2", "V3"])
    assert found.rows == {("5" * 64, "row:1"): ("V1", "V2")}
    assert found.files == {"5" * 64: ("V1", "V2")}
    assert (found.untied, found.undecided) == (("V3",), ())


def test_rows_that_detach_the_same_assets_stand_together():
    found = {("S", "2"): ("X",), ("S", "1"): ("X",), ("S", "3"): ("X", "Y")}
    assert group_by_assets(found) == {("X", "Y"): (("S", "3"),), ("X",): (("S", "1"), ("S", "2"))}
    assert list(group_by_assets(found)) == [("X", "Y"), ("X",)]


@pytest.mark.parametrize("key", ["victor", "elena"])
def test_one_search_of_a_suspect_answers_as_a_fresh_one_for_each_asset(sample_case, session_of, key):
    with session_of(sample_case) as session:
        tracings, suspect = [session.tracing(method) for method in TIE_METHODS], PEOPLE[key].id
        shared = TieSearch(tracings, suspect)
        assert find_ties(session.graph(), tracings[0], suspect, DAY, search=shared)
        found = 0
        for asset in session.graph().nodes_of_type(*ASSET_TYPES):
            answer = shared.find(asset.id, limit=5)
            assert answer == TieSearch(tracings, suspect).find(asset.id, limit=5)
            found += len(answer.paths)
        assert found
