"""The states of a measure: one row each, with all that is asked of a state."""

from __future__ import annotations

from graph_schema.codes.states import ITEM_STATE_TABLE, ITEM_STATES, RANK, STATE_TABLE, STATES, STATES_BY_CODE


def test_the_order_gives_each_state_its_own_place():
    assert sorted(state.order for state in STATES_BY_CODE.values()) == list(range(1, len(STATES_BY_CODE) + 1))
    assert STATES[:6] == ("IDENTIFIED", "TRACED", "REQUESTED", "URGENT", "FROZEN", "LAPSED")
    assert STATES[-3:] == ("RETURNED_VICTIM", "NOT_FOUND", "DROPPED")
    assert len(set(STATES)) == len(STATE_TABLE) == 24


def test_an_item_has_the_states_of_a_measure_that_no_other_record_says_and_one_more():
    assert set(ITEM_STATES) - set(STATES) == {"ACQ_NONFINAL"}
    other = {"CHALLENGED", "PART_RELEASED", "MANAGED", "SALE_ORDERED", "DEPOSITED", "SHARED", "BUDGET", "VICTIM"}
    assert set(STATES) - set(ITEM_STATES) == other
    assert len(ITEM_STATE_TABLE) == len(ITEM_STATES) == 17
    assert set(STATES_BY_CODE) == {*STATES, *ITEM_STATES}
    assert [state.code for state in ITEM_STATE_TABLE if state.by_term] == ["LAPSED"]


def test_the_freeze_goes_on_while_an_acquittal_is_not_final():
    acquitted, frozen = STATES_BY_CODE["ACQ_NONFINAL"], STATES_BY_CODE["FROZEN"]
    assert (acquitted.bucket, acquitted.stage, acquitted.live) == (frozen.bucket, frozen.stage, True)
    assert RANK["IDENTIFIED"] < RANK["ACQ_NONFINAL"] < RANK["CONF_NONFINAL"]


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
