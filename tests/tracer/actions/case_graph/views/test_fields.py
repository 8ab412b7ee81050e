"""Each kind of change takes its own values and no others."""

from __future__ import annotations

import pytest

from graph_schema.errors import WrongUse
from tracer.actions.case_graph.views.fields import LARGEST_VALUE, LONGEST_NAME, LONGEST_NOTE, check_change

NOTE = {"id": "n-1", "text": "vândut în grabă", "sort": "fact", "revoked": False}


@pytest.mark.parametrize(
    ("kind", "target", "value", "text"),
    [
        ("node", "per-1", {"x": 12, "y": -3.14159}, '{"x":12.0,"y":-3.14}'),
        ("node", "per-1", None, "null"),
        ("hidden", "per-1", True, "true"),
        ("pinned", "per-1", False, "false"),
        ("colour", "per-1", "blue", '"blue"'),
        ("colour", "per-1", None, "null"),
        ("fold", "per-1", ["a", "b"], '["a","b"]'),
        ("fold", "per-1", [], "[]"),
        ("group", "per-1", ["a", "b"], '["a","b"]'),
        ("filter", "days", {"from": "2024-01-31", "to": None}, '{"from":"2024-01-31","to":null}'),
        ("filter", "days", {"to": "2024-01-31", "from": "2024-01-31"}, '{"from":"2024-01-31","to":"2024-01-31"}'),
        ("filter", "least:RON", 50_000_00, "5000000"),
        ("filter", "types", ["Person", "Account"], '["Person","Account"]'),
        ("filter", "families", ["money", "family"], '["money","family"]'),
        ("camera", "", {"zoom": 0.5, "x": 1, "y": 2}, '{"x":1.0,"y":2.0,"zoom":0.5}'),
        ("layout", "", "dagre", '"dagre"'),
        ("seed", "", "per-1", '"per-1"'),
        ("seed", "", None, "null"),
        ("path", "", {"from": "a", "to": "b", "way": "shortest"}, '{"from":"a","to":"b","way":"shortest"}'),
        ("path", "", None, "null"),
        ("name", "", "  Vila \n și  mașina ", '"Vila și mașina"'),
        ("note", "per-1", NOTE, '{"id":"n-1","revoked":false,"sort":"fact","text":"vândut în grabă"}'),
    ],
)
def test_a_value_is_kept_in_one_form(kind, target, value, text):
    assert check_change(kind, target, value).text == text


@pytest.mark.parametrize(
    ("kind", "target", "value"),
    [
        ("script", "", "x"),
        ("seen", "Ana Proba", 7),
        ("removed", "", True),
        ("node", "per-1", {"x": "12", "y": 1}),
        ("node", "per-1", {"x": True, "y": 1}),
        ("node", "per-1", {"x": 1}),
        ("node", "per-1", {"x": 1, "y": 2, "z": 3}),
        ("node", "per-1", {"x": 1e8, "y": 2}),
        ("node", "per-1", {"x": float("nan"), "y": 2}),
        ("node", "per-1", {"x": float("inf"), "y": 2}),
        ("node", "per-1", [1, 2]),
        ("node", "", {"x": 1, "y": 2}),
        ("hidden", "per-1", 1),
        ("hidden", "per-1", None),
        ("colour", "per-1", "#ff0000"),
        ("fold", "per-1", "a"),
        ("group", "per-1", {"Account": ["a"]}),
        ("fold", "per-1", [7]),
        ("fold", "per-1", ["a"] * 301),
        ("filter", "", 1),
        ("filter", "least", 1),
        ("filter", "least:ron", 1),
        ("filter", "least:RON", 1.5),
        ("filter", "least:RON", -1),
        ("filter", "least:RON", True),
        ("filter", "days", {"from": "31.01.2024", "to": None}),
        ("filter", "days", {"from": "2024-02-01", "to": "2024-01-31"}),
        ("filter", "days", {"from": None}),
        ("filter", "types", ["Alien"]),
        ("filter", "types", "Person"),
        ("filter", "families", ["<b>"]),
        ("camera", "", {"zoom": 0, "x": 1, "y": 2}),
        ("camera", "per-1", {"zoom": 1, "x": 1, "y": 2}),
        ("layout", "", "grid"),
        ("seed", "", 7),
        ("path", "", {"from": "a", "to": "b", "way": "Shortest path!"}),
        ("name", "", " "),
        ("name", "x", "y"),
        ("name", "", "n" * (LONGEST_NAME + 1)),
        ("note", "per-1", NOTE | {"text": " "}),
        ("note", "per-1", NOTE | {"text": "t" * (LONGEST_NOTE + 1)}),
        ("note", "per-1", NOTE | {"sort": "rumour"}),
        ("note", "per-1", NOTE | {"id": "a b"}),
        ("note", "per-1", NOTE | {"revoked": "no"}),
        ("note", "per-1", {"id": "n-1", "text": "x", "sort": "fact"}),
        ("filter", "families", ["a" * 39] * (LARGEST_VALUE // 40)),
    ],
)
def test_anything_else_is_refused(kind, target, value):
    with pytest.raises(WrongUse) as refused:
        check_change(kind, target, value)
    assert len(str(refused.value)) < 300


def test_the_longest_name_and_note_are_kept():
    assert check_change("name", "", "ș" * LONGEST_NAME).value == "ș" * LONGEST_NAME
    assert check_change("note", "per-1", NOTE | {"text": "ț" * LONGEST_NOTE}).value["text"] == "ț" * LONGEST_NOTE


@pytest.mark.parametrize(
    ("kind", "target", "value", "ids"),
    [
        ("node", "a", None, (("a", False),)),
        ("note", "a", NOTE, (("a", True),)),
        ("fold", "a", ["b", "c"], (("a", False), ("b", False), ("c", False))),
        ("seed", "", "a", (("a", False),)),
        ("seed", "", None, ()),
        ("path", "", {"from": "a", "to": "b", "way": "any"}, (("a", False), ("b", False))),
        ("layout", "", "dagre", ()),
    ],
)
def test_a_change_says_which_ids_it_names(kind, target, value, ids):
    assert check_change(kind, target, value).ids == ids


@pytest.mark.parametrize("text", ["\u200b", "\u200b \u2060\ufeff", "\u00ad", "\u3000\u200d"])
def test_a_text_that_nobody_can_see_is_refused(text):
    for kind, target, value in (("name", "", text), ("note", "per-1", {**NOTE, "text": text})):
        with pytest.raises(WrongUse):
            check_change(kind, target, value)
    assert check_change("name", "", f"{text}V").kind == "name"
