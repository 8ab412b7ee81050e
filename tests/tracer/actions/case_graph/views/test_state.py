"""Changes in, state out: the newest of each field, notes that stay, news of others."""

from __future__ import annotations

import json
from itertools import count

from tracer.actions.case_graph.views.state import (
    is_removed,
    name_of,
    placed_nodes,
    read_news,
    read_notes,
    read_state,
    revision_of,
)
from tracer.store.ports.view_log import ViewChange


def log(*changes):
    number = count(1)
    return tuple(
        ViewChange(seq, "v", author, f"2026-12-01T09:{seq:02}:00Z", f"b{seq}", kind, target, json.dumps(value))
        for (author, kind, target, value), seq in zip(changes, number, strict=False)
    )


def note(text, revoked=False, id_="n1", sort="fact"):
    return {"id": id_, "text": text, "sort": sort, "revoked": revoked}


def as_typed(_author, text):
    return text


def test_the_newest_of_each_kind_and_target_is_the_state():
    changes = log(
        ("Ana", "name", "", "prima"),
        ("Ana", "node", "a", {"x": 1, "y": 1}),
        ("Petru", "node", "a", {"x": 2, "y": 2}),
        ("Ana", "node", "b", {"x": 3, "y": 3}),
        ("Ana", "node", "b", None),
        ("Ana", "hidden", "a", True),
        ("Ana", "pinned", "a", True),
        ("Ana", "pinned", "a", False),
        ("Ana", "colour", "a", "blue"),
        ("Ana", "fold", "a", ["b", "c"]),
        ("Ana", "fold", "b", []),
        ("Ana", "group", "a", ["b", "c"]),
        ("Ana", "group", "b", []),
        ("Ana", "filter", "least:RON", 500),
        ("Ana", "filter", "types", ["Person"]),
        ("Ana", "seed", "", "a"),
        ("Ana", "layout", "", "dagre"),
        ("Ana", "name", "", "a doua"),
        ("Ana", "seen", "Ana", 15),
    )
    state, gone = read_state(changes, lambda _: True)
    assert gone == 0
    assert state == {
        "nodes": {"a": {"x": 2, "y": 2}},
        "hidden": ["a"],
        "pinned": [],
        "colours": {"a": "blue"},
        "folds": {"a": ["b", "c"]},
        "groups": {"a": ["b", "c"]},
        "filter": {"days": None, "least": {"RON": 500}, "types": ["Person"], "families": None},
        "camera": None,
        "layout": "dagre",
        "seed": "a",
        "path": None,
    }
    assert (name_of(changes, as_typed), revision_of(changes), placed_nodes(changes)) == ("a doua", 18, {"a"})


def test_nodes_that_the_case_no_longer_has_are_left_out_and_counted():
    changes = log(
        ("Ana", "node", "a", {"x": 1, "y": 1}),
        ("Ana", "node", "b", {"x": 1, "y": 1}),
        ("Ana", "hidden", "b", True),
        ("Ana", "fold", "a", ["b"]),
        ("Ana", "group", "a", ["b"]),
        ("Ana", "seed", "", "b"),
        ("Ana", "path", "", {"from": "a", "to": "b", "way": "any"}),
    )
    state, gone = read_state(changes, lambda node: node == "a")
    assert (list(state["nodes"]), state["hidden"], state["seed"], state["path"], gone) == (["a"], [], None, None, 1)
    assert state["folds"] == state["groups"] == {}


def test_a_note_keeps_its_author_and_its_text_when_another_person_revokes_it():
    changes = log(
        ("Ana", "note", "a", note("unu")),
        ("Ana", "note", "a", note("doi", sort="assessment")),
        ("Petru", "note", "a", note("altceva", revoked=True)),
        ("Ana", "note", "b", note("trei", id_="n2")),
    )
    first, second = read_notes(changes, lambda author, text: f"{author}: {text}")
    assert (first.author, first.moment, first.changed) == ("Ana", "2026-12-01T09:01:00Z", "2026-12-01T09:02:00Z")
    assert (first.sort, first.text, first.target) == ("assessment", "Ana: doi", "a")
    assert (first.revoked, first.revoked_by, first.revoked_at) == (True, "Petru", "2026-12-01T09:03:00Z")
    assert (second.id, second.text, second.revoked, second.revoked_by) == ("n2", "Ana: trei", False, "")


def test_news_are_what_others_changed_since_each_thing_once():
    changes = log(
        ("Ana", "node", "a", None),
        ("Ana", "seen", "Ana", 1),
        ("Petru", "node", "a", {"x": 1, "y": 1}),
        ("Petru", "note", "b", note("x")),
        ("Ana", "hidden", "a", True),
        ("Petru", "node", "a", {"x": 2, "y": 1}),
        ("Petru", "seen", "Petru", 6),
    )
    news = read_news(changes, "Ana")
    assert [(one.author, one.kind, one.target, one.note, one.moment[14:16]) for one in news] == [
        ("Petru", "note", "b", "n1", "04"),
        ("Petru", "node", "a", "", "06"),
    ]
    assert read_news(changes, "Petru") == ()
    assert read_news(changes, "Ion") == ()


def test_a_view_is_taken_away_and_brought_back():
    assert not is_removed(log(("Ana", "name", "", "x")))
    assert is_removed(log(("Ana", "removed", "", True)))
    assert not is_removed(log(("Ana", "removed", "", True), ("Petru", "removed", "", False)))
