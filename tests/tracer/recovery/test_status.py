from __future__ import annotations

from datetime import date

import pytest

from graph_schema.events import STATES
from tracer.recovery.history import replay
from tracer.recovery.status import BINDING_ORDER, ENDED_FREE, asset_status

DAY = date(2025, 1, 1)
TO_FROZEN = "IDENTIFIED TRACED REQUESTED FROZEN"


def status(life, *lives):
    return asset_status(replay(life(words, "2024-01-08"), as_of=DAY, known_on=DAY) for words in lives)


def test_every_state_either_binds_or_leaves_free():
    assert sorted((*BINDING_ORDER, *ENDED_FREE)) == sorted(STATES)


def test_a_release_in_one_file_leaves_the_other_freeze(life):
    assert status(life, TO_FROZEN + " RELEASED", TO_FROZEN) == "FROZEN"


@pytest.mark.parametrize(
    ("lives", "expected"),
    [
        ([], "IDENTIFIED"),
        ([""], "IDENTIFIED"),
        ([TO_FROZEN + " RELEASED"], "IDENTIFIED"),
        (["IDENTIFIED TRACED REQUESTED", "IDENTIFIED TRACED"], "REQUESTED"),
        ([TO_FROZEN + " CHALLENGED", TO_FROZEN], "FROZEN"),
        ([TO_FROZEN, TO_FROZEN + " CONF_NONFINAL CONF_FINAL"], "CONF_FINAL"),
        ([TO_FROZEN, TO_FROZEN + " CONF_NONFINAL CONF_FINAL ENFORCING REALISED BUDGET"], "BUDGET"),
    ],
)
def test_the_most_binding_measure_speaks(life, lives, expected):
    assert status(life, *lives) == expected
    assert status(life, *lives[::-1]) == expected
