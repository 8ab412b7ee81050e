"""What becomes of the ids of transfers that are joined."""

from __future__ import annotations

from dataclasses import replace

from tracer.resolve.joining import join_matches
from tracer.resolve.match import Match


def test_a_transfer_joined_twice_is_found_under_the_last_payment(said):
    rows = [
        said.row("p", "A", "debit", "B"),
        said.row("q", "B", "credit", "A"),
        said.row("x", "C", "debit", "A", day=9),
    ]
    graph = replace(said.case(rows), aliases={"before": "q", "apart": "x"})
    joined = join_matches(graph, [Match("two_sides", "p", "q", True, (), ())])
    assert joined.aliases == {"before": "p", "q": "p", "apart": "x"}
    assert sorted(joined.transfers["transfer_id"].to_pylist()) == ["p", "x"]
