"""Which documents have an effect, and on which items: read from the table of steps."""

from __future__ import annotations

import pytest

from tracer.actions.court_orders.order_acts import CHECK, EFFECTS, allowed_pairs, can_take, document_kinds_of
from tracer.recovery.orders.transitions import ITEM_TRANSITIONS


def test_every_step_that_a_document_makes_is_an_effect():
    stepped = {row.to_state for row in ITEM_TRANSITIONS if row.off is None}
    assert set(EFFECTS) == stepped | {CHECK}
    assert "URGENT" not in EFFECTS, "no such order before an act of Romanian law allows it"


@pytest.mark.parametrize("effect", EFFECTS)
def test_each_kind_offered_moves_some_item_and_no_other_kind_does(effect):
    offered = document_kinds_of(effect)
    states = [None, *dict.fromkeys(row.from_state for row in ITEM_TRANSITIONS if row.from_state)]
    for kind in offered:
        assert any(can_take(states, effect, kind)), (effect, kind)
    assert not any(can_take(states, effect, "consent"))


def test_what_can_be_frozen_by_a_prosecutor_is_what_is_found_or_asked_for():
    states = ["IDENTIFIED", "TRACED", "REQUESTED", "FROZEN", "CONF_FINAL", "RELEASED"]
    assert can_take(states, "FROZEN", "ordinance") == [True, True, True, False, False, False]
    assert can_take(states, CHECK, "ordinance") == [False, False, False, True, False, False]


def test_the_pairs_of_a_step_are_those_of_all_its_rows():
    assert ("judgment", "appeal_court") in allowed_pairs("CONF_NONFINAL", "CONF_FINAL")
    assert ("finality", "court") in allowed_pairs("CONF_NONFINAL", "CONF_FINAL")
    assert allowed_pairs("DROPPED", "FROZEN") == frozenset()
