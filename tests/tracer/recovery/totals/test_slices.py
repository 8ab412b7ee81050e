from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from graph_schema.codes.states import STATES
from tests.tracer.recovery.totals.earlier_facts import standings_of
from tracer.recovery.acts.measures import ItemAct
from tracer.recovery.totals.slices import BUCKETS, ItemFacts, cut_slices
from tracer.recovery.totals.standings import ItemStanding

DAY = date(2025, 1, 1)
FROZEN = "IDENTIFIED TRACED REQUESTED FROZEN"
FINAL = FROZEN + " CONF_NONFINAL CONF_FINAL"


@pytest.fixture(scope="session")
def cut(life, step):
    """Slices as {(bucket, lead): share} and the flags' sentences, from rows (measure, person, share, life).

    ``titles``: share that each person was entered as owner of; without it no register names an owner.
    """

    def build(*rows, released=None, titles=None):
        facts, lives = [], []
        for measure, person, share, words in rows:
            title = None if titles is None or person is None else Fraction(titles.get(person, 0))
            facts.append(ItemFacts(measure, "ast-1", Fraction(share), person, "cas-1", "damage", None, title))
            events = life(words, "2024-01-08", measure=measure)
            if released and measure in released:
                events.append(step("PART_RELEASED", "2024-03-04", measure=measure, released_share=released[measure]))
            lives.extend(events)
        states = standings_of([], facts, lives, DAY)
        slices, flags = cut_slices("ast-1", facts, states)
        assert sum(piece.share for piece in slices) == 1
        assert cut_slices("ast-1", facts[::-1], states) == (slices, flags)
        return {(piece.bucket, piece.lead): piece.share for piece in slices}, [flag.text for flag in flags]

    return build


def test_nothing_covers_nothing(cut):
    assert cut() == ({("not_secured", None): 1}, [])


def test_two_orders_in_two_files_against_one_owner_count_once(cut):
    slices, flags = cut(("m1", "ana", "1/2", FROZEN), ("m2", "ana", "1/2", FROZEN))
    assert slices == {("frozen", "m1"): Fraction(1, 2), ("not_secured", None): Fraction(1, 2)}
    assert flags == []


def test_of_equal_measures_against_one_owner_the_larger_leads(cut):
    """Its receipts are those of the share: with the smaller one leading they would be counted in part."""
    slices, _ = cut(("m1", "ana", "1/3", FINAL), ("m2", "ana", "1/2", FINAL))
    assert slices == {("confiscated_final", "m2"): Fraction(1, 2), ("not_secured", None): Fraction(1, 2)}


def test_the_more_binding_of_two_against_one_owner_gives_the_stage_as_far_as_it_reaches(cut):
    slices, _ = cut(("m1", "ana", "1", FROZEN), ("m2", "ana", "1/3", FINAL))
    assert slices == {("confiscated_final", "m2"): Fraction(1, 3), ("frozen", "m1"): Fraction(2, 3)}

    slices, _ = cut(("m1", "ana", "1/2", FROZEN), ("m2", "ana", "1/3", FINAL))
    assert slices == {
        ("confiscated_final", "m2"): Fraction(1, 3),
        ("frozen", "m1"): Fraction(1, 6),
        ("not_secured", None): Fraction(1, 2),
    }


def test_joint_owners_add_up(cut):
    slices, flags = cut(("m1", "ana", "1/2", FROZEN), ("m2", "dan", "1/4", FINAL))
    assert slices == {
        ("frozen", "m1"): Fraction(1, 2),
        ("confiscated_final", "m2"): Fraction(1, 4),
        ("not_secured", None): Fraction(1, 4),
    }
    assert flags == []


def test_above_the_whole_is_cut_and_named(cut):
    slices, flags = cut(("m1", "ana", "2/3", FROZEN), ("m2", "dan", "2/3", FINAL))
    assert slices == {("confiscated_final", "m2"): Fraction(2, 3), ("frozen", "m1"): Fraction(1, 3)}
    assert flags[0].startswith("The measures m1, m2 together cover 4/3 of the asset")


def test_a_suspect_and_the_nominee_who_holds_for_him_answer_for_one_share(cut):
    """Half of the flat is the nominee's on paper, half a stranger's: nobody has frozen the stranger's half."""
    titles = {"nominee": "1/2", "stranger": "1/2"}
    rows = ("m1", "suspect", "1/2", FROZEN), ("m2", "nominee", "1/2", FROZEN)
    slices, flags = cut(*rows, titles=titles)
    assert slices == {("frozen", "m2"): Fraction(1, 2), ("not_secured", None): Fraction(1, 2)}
    assert len(flags) == 1
    assert flags[0].startswith("The measures m1 are ordered against persons who were not entered as owners")
    # Without a register two persons count as joint owners, as the order says it.
    assert cut(*rows)[0] == {("frozen", "m1"): Fraction(1, 2), ("frozen", "m2"): Fraction(1, 2)}


def test_what_reaches_beyond_the_owners_measure_is_added_and_the_more_binding_speaks(cut):
    slices, flags = cut(("m1", "suspect", "1", FINAL), ("m2", "nominee", "1/3", FROZEN), titles={"nominee": "1"})
    assert slices == {("confiscated_final", "m1"): 1}
    assert len(flags) == 1
    slices, _ = cut(("m1", "suspect", "3/4", FROZEN), ("m2", "nominee", "1/3", FINAL), titles={"nominee": "1"})
    assert slices == {
        ("confiscated_final", "m2"): Fraction(1, 3),
        ("frozen", "m1"): Fraction(5, 12),
        ("not_secured", None): Fraction(1, 4),
    }


def test_two_suspects_without_title_lie_on_the_same_share_and_owners_add_up(cut):
    slices, flags = cut(
        ("m1", "ana", "1/4", FROZEN),
        ("m2", "dan", "1/4", FINAL),
        ("m3", "suspect", "1/2", FROZEN),
        ("m4", "other", "1/3", FROZEN),
        titles={"ana": "1/2", "dan": "1/2"},
    )
    assert slices == {
        ("confiscated_final", "m2"): Fraction(1, 4),
        ("frozen", "m1"): Fraction(1, 4),
        ("not_secured", None): Fraction(1, 2),
    }
    assert "m3, m4" in flags[0]


def test_a_suspect_alone_against_whom_nothing_competes_is_no_question(cut):
    slices, flags = cut(("m1", "suspect", "1", FROZEN), ("m2", "nominee", "1", "IDENTIFIED"), titles={"nominee": "1"})
    assert (slices, flags) == ({("frozen", "m1"): 1}, [])


def test_a_release_in_one_file_leaves_the_other_freeze(cut):
    slices, _ = cut(("m1", "ana", "1", FROZEN + " RELEASED"), ("m2", "ana", "1", FROZEN))
    assert slices == {("frozen", "m2"): 1}
    slices, flags = cut(("m1", "ana", "1", FROZEN + " RELEASED"), ("m2", "dan", "1/2", FROZEN))
    assert slices == {("frozen", "m2"): Fraction(1, 2), ("released", "m1"): Fraction(1, 2)}
    assert flags == []


def test_a_part_release_frees_its_share(cut):
    slices, _ = cut(("m1", "ana", "1", FROZEN), released={"m1": "1/4"})
    assert slices == {("frozen", "m1"): Fraction(3, 4), ("released", "m1"): Fraction(1, 4)}
    slices, _ = cut(("m1", "ana", "1", FROZEN), ("m2", "ana", "1", FROZEN), released={"m1": "1/4"})
    assert slices == {("frozen", "m2"): 1}
    slices, _ = cut(("m1", "ana", "1/2", FROZEN), released={"m1": "3/4"})
    assert slices == {("frozen", "m1"): Fraction(1, 2), ("not_secured", None): Fraction(1, 2)}  # it frees more than all


def test_measures_without_a_person_beside_named_ones_are_flagged(cut):
    assert cut(("m1", None, "1/2", FROZEN), ("m2", None, "1/2", FROZEN))[1] == []
    slices, flags = cut(("m1", None, "1/2", FROZEN), ("m2", "ana", "1/2", FROZEN))
    assert sum(slices.values()) == 1
    assert "m1 name no person" in flags[0]


def one(events):
    fact = ItemFacts("m1", "ast-1", Fraction(1), "ana", "cas-1", "damage", None)
    return standings_of([], [fact], events, DAY)["m1"]


def test_every_state_has_one_bucket(life, route, step):
    found = {}
    for state in STATES:
        events = life(route(state), "2024-01-08", measure="m1")
        for event in list(events):
            if event.props["state"] in ("DEPOSITED", "REALISED"):
                events.remove(event)
                day = event.effective.isoformat()
                events.append(step(event.props["state"], day, measure="m1", amount_minor=100, currency="EUR"))
        found[state] = one(events).bucket
    assert set(found.values()) == set(BUCKETS)
    assert found["DEPOSITED"] == found["URGENT"] == "frozen"
    assert found["BUDGET"] == "realised"
    assert found["LAPSED"] == "released"


def test_what_ended_before_a_freeze_was_not_released(life):
    state = one(life("IDENTIFIED TRACED REQUESTED RELEASED", "2024-01-08", measure="m1"))
    assert state.bucket == "dropped"
    urgent = one(life("IDENTIFIED TRACED URGENT RELEASED", "2024-01-08", measure="m1"))
    assert urgent.bucket == "released"


def test_a_share_confiscated_in_part_leaves_the_remainder_frozen():
    item = ItemFacts("m1", "ast-1", Fraction(1), "ana", "cas-1", "damage", None)
    act = ItemAct(
        id="m1", effective=DAY, recorded=DAY, item="m1", case="c", against="ana", purposes=frozenset(), asset="ast-1"
    )
    state = ItemStanding(act, "CONF_FINAL", "CONF_FINAL", DAY, True, DAY, DAY, Fraction(0), Fraction(1, 4))
    slices, _ = cut_slices("ast-1", [item], {"m1": state})
    assert {piece.bucket: piece.share for piece in slices} == {
        "confiscated_final": Fraction(1, 4),
        "frozen": Fraction(3, 4),
    }
