"""Each message of the browser is answered once, in its order, also where Streamlit hands over the last trigger alone."""

from __future__ import annotations

import pytest

from dashboards.graph_component.from_browser.messages import Received, answer_messages, last_received


@pytest.fixture
def told():
    return []


@pytest.fixture
def send(told):
    state = {}

    def come(sender, *messages):
        sent = [{"number": number, "kind": kind, "value": value} for number, kind, value in messages]
        state["graph"] = {"messages": {"sender": sender, "messages": sent}}
        answer_messages(
            state, "graph", {kind: lambda value, kind=kind: told.append((kind, value)) for kind in ("show", "expand")}
        )
        return last_received(state, "graph")

    return come


def test_messages_sent_again_with_the_next_are_answered_once_and_in_their_order(send, told):
    assert send("a", (1, "show", "x")) == Received("a", 1)
    assert send("a", (1, "show", "x"), (2, "show", "y"), (3, "expand", "z")) == Received("a", 3)
    assert send("a", (3, "expand", "z")) == Received("a", 3)
    assert told == [("show", "x"), ("show", "y"), ("expand", "z")]


def test_a_picture_that_is_mounted_anew_counts_from_one(send, told):
    send("a", (1, "show", "x"), (2, "show", "y"))
    assert send("b", (1, "expand", "z")) == Received("b", 1)
    assert told[-1] == ("expand", "z")


def test_what_no_picture_sends_is_passed_over(told):
    for sent in (None, "p", {}, {"sender": 5, "messages": []}, {"sender": "a", "messages": "p"}):
        answer_messages({"graph": {"messages": sent}}, "graph", {"show": told.append})
    state = {
        "graph": {
            "messages": {
                "sender": "a",
                "messages": ["p", {"number": "1", "kind": "show"}, {"number": 2, "kind": ["x"]}],
            }
        }
    }
    answer_messages(state, "graph", {"show": told.append})
    assert told == [] and last_received(state, "graph") == Received("a", 2)
