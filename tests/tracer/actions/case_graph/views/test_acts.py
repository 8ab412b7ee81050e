"""What others did is counted by person and act."""

from __future__ import annotations

from tests.tracer.actions.case_graph.views.test_state import log, note
from tracer.actions.case_graph.views.acts import ViewActs, sum_up

HERE = {"x": 1, "y": 1}


def test_each_node_counts_once_for_each_person_and_act():
    changes = log(
        ("Ana", "node", "a", HERE),
        ("Ana", "node", "b", HERE),
        ("Dan", "node", "a", {"x": 2, "y": 1}),
        ("Dan", "node", "a", {"x": 3, "y": 1}),
        ("Dan", "node", "b", {"x": 3, "y": 3}),
        ("Dan", "node", "c", HERE),
        ("Dan", "camera", "", {"zoom": 1, "x": 0, "y": 0}),
        ("Dan", "hidden", "b", True),
        ("Dan", "note", "a", note("x")),
        ("Dan", "note", "a", note("y", id_="n2")),
        ("Dan", "filter", "days", {"from": None, "to": None}),
        ("Dan", "filter", "least:RON", 5),
        ("Ana", "hidden", "a", True),
        ("Dan", "seen", "Dan", 11),
        ("Ion", "node", "b", None),
        ("Ion", "pinned", "a", False),
        ("Ion", "note", "a", note("x", revoked=True)),
    )
    assert sum_up(changes, "Ana", 2) == (
        ViewActs("Dan", "moved", 2),
        ViewActs("Dan", "added", 1),
        ViewActs("Dan", "hidden", 1),
        ViewActs("Dan", "note", 2),
        ViewActs("Dan", "filter", 1),
        ViewActs("Ion", "taken out", 1),
        ViewActs("Ion", "let go", 1),
        ViewActs("Ion", "revoked", 1),
    )
    assert sum_up(changes, "Ana", 17) == ()
