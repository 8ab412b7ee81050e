"""What a browser asks for a view is read strictly: nothing else reaches the page."""

from __future__ import annotations

import pytest

from dashboards.graph_component.from_browser.open_view import ViewAsked, read_asked

VIEW = "0123456789abcdef" * 2


def test_a_question_is_read():
    assert read_asked({"act": "kept", "id": VIEW}) == ViewAsked("kept", VIEW)
    asked = {"act": "catch_up", "id": VIEW, "ids": ["a", 7, "b"], "turn": 3}
    assert read_asked(asked) == ViewAsked("catch_up", VIEW, ("a", "b"), 3)
    assert read_asked({**asked, "ids": "ab", "turn": "3"}) == ViewAsked("catch_up", VIEW)


@pytest.mark.parametrize(
    "value",
    [None, "kept", {}, {"act": "kept"}, {"act": "delete", "id": VIEW}, {"act": "kept", "id": "../x"}, {"id": VIEW}],
)
def test_anything_else_is_none(value):
    assert read_asked(value) is None
