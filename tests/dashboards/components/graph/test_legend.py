from __future__ import annotations

import re

import pytest

from dashboards.components.graph.legend import _entries
from graph_schema.codes.states import STATES
from tracer.wording.language import find_language
from tracer.wording.terms import STATE_WORDS

EN = find_language("en")


def told(states):
    return [re.sub("<[^>]+>", "", entry) for entry in _entries(set(), set(states), EN, False)]


@pytest.mark.parametrize("state", STATES)
def test_the_legend_names_each_state_as_lists_and_filters_do(state):
    assert told([state]) == ([] if state == "IDENTIFIED" else [STATE_WORDS[state]])


def test_states_come_in_the_order_of_the_table():
    assert told(["NOT_FOUND", "DROPPED", "FROZEN", "REQUESTED"]) == [
        "freezing requested",
        "frozen",
        "dropped",
        "not found",
    ]
