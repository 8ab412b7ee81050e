from __future__ import annotations

from datetime import date

import pytest

from graph_schema.codes.states import RANK, STATE_TABLE, STATES
from tracer.recovery.measures.history import replay
from tracer.recovery.measures.status import asset_status
from tracer.recovery.measures.transitions import allowed_steps
from tracer.recovery.statistics.slices import BUCKETS
from tracer.wording.terms import STEP_WORDS

DAY = date(2025, 1, 1)
TO_FROZEN = "IDENTIFIED TRACED REQUESTED FROZEN"


def status(life, *lives):
    return asset_status(replay(life(words, "2024-01-08"), as_of=DAY, known_on=DAY) for words in lives)


def test_the_table_has_every_state_once_with_a_bucket_of_the_totals():
    assert sorted(state.code for state in STATE_TABLE) == sorted(STATES)
    assert {state.bucket for state in STATE_TABLE} == set(BUCKETS) <= set(STEP_WORDS)
    assert len({state.words for state in STATE_TABLE}) == len(STATE_TABLE)


def test_what_leaves_the_asset_free_has_ended_and_ranks_below_all_that_binds():
    assert [state.code for state in STATE_TABLE if not state.binds] == ["RELEASED", "LAPSED", "DROPPED", "NOT_FOUND"]
    for state in STATE_TABLE:
        assert (RANK[state.code] >= 0) is state.binds
        assert state.binds or not state.live
    assert not any(allowed_steps(state.code) for state in STATE_TABLE if not state.binds)


def test_a_release_in_one_file_leaves_the_other_freeze(life):
    assert status(life, TO_FROZEN + " RELEASED", TO_FROZEN) == "FROZEN"


@pytest.mark.parametrize(
    ("lives", "expected"),
    [
        ([], "IDENTIFIED"),
        ([""], "IDENTIFIED"),
        ([TO_FROZEN + " RELEASED"], "RELEASED"),
        (["IDENTIFIED TRACED REQUESTED RELEASED"], "DROPPED"),
        (["IDENTIFIED TRACED DROPPED"], "DROPPED"),
        (["IDENTIFIED NOT_FOUND"], "NOT_FOUND"),
        (["IDENTIFIED TRACED URGENT LAPSED"], "LAPSED"),
        (["IDENTIFIED NOT_FOUND", "IDENTIFIED"], "IDENTIFIED"),
        (["IDENTIFIED NOT_FOUND", "IDENTIFIED TRACED DROPPED"], "DROPPED"),
        (["IDENTIFIED TRACED REQUESTED", "IDENTIFIED TRACED"], "REQUESTED"),
        ([TO_FROZEN + " CHALLENGED", TO_FROZEN], "FROZEN"),
        ([TO_FROZEN, TO_FROZEN + " CONF_NONFINAL CONF_FINAL"], "CONF_FINAL"),
        ([TO_FROZEN, TO_FROZEN + " CONF_NONFINAL CONF_FINAL ENFORCING REALISED BUDGET"], "BUDGET"),
    ],
)
def test_the_most_binding_measure_speaks(life, lives, expected):
    assert status(life, *lives) == expected
    assert status(life, *lives[::-1]) == expected
