"""What a browser tells of nodes put away."""

from __future__ import annotations

import pytest

from dashboards.graph_component.from_browser.away import Away, read_away


def test_hidden_and_folded_nodes_are_kept_apart_and_are_both_not_seen():
    away = read_away({"hidden": ["a", 5], "folded": ["b"], "noted": 7})
    assert away == Away(frozenset({"a"}), frozenset({"b"}), 7)
    assert away.nodes == {"a", "b"}


@pytest.mark.parametrize(
    "sent", [None, "a", {}, {"hidden": ["a"], "folded": "b", "noted": 0}, {"hidden": [], "folded": [], "noted": "1"}]
)
def test_what_has_another_form_is_not_taken(sent):
    assert read_away(sent) is None
