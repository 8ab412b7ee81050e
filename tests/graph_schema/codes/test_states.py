"""The states of a measure: one row each, with all that is asked of a state."""

from __future__ import annotations

from graph_schema.codes.states import RANK, STATE_TABLE, STATES, STATES_BY_CODE


def test_the_order_gives_each_state_its_own_place():
    assert sorted(state.order for state in STATE_TABLE) == list(range(1, len(STATE_TABLE) + 1))
    assert STATES[:6] == ("IDENTIFIED", "TRACED", "REQUESTED", "URGENT", "FROZEN", "LAPSED")
    assert STATES[-3:] == ("RETURNED_VICTIM", "NOT_FOUND", "DROPPED")
    assert len(STATES_BY_CODE) == len(set(STATES)) == len(STATE_TABLE) == 24


def test_each_property_holds_for_the_states_the_law_names():
    def having(name: str) -> set[str]:
        return {state.code for state in STATE_TABLE if getattr(state, name)}

    assert having("orders") == {"REQUESTED", "URGENT", "FROZEN"}
    assert having("payout") == {"BUDGET", "VICTIM", "SHARED"}
    assert set(STATES) - having("documented") == {"IDENTIFIED", "LAPSED"}
    assert having("live") <= having("binds")
    assert not having("live") & having("payout")


def test_what_cannot_be_undone_ranks_above_what_can():
    assert RANK["CONF_FINAL"] > RANK["CONF_NONFINAL"] > RANK["FROZEN"] > RANK["CHALLENGED"] > RANK["IDENTIFIED"] == 0
    assert RANK["NOT_FOUND"] < RANK["DROPPED"] < RANK["RELEASED"] == RANK["LAPSED"] == -1
