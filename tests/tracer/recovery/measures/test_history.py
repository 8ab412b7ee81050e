from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_schema.codes.states import STATES
from graph_schema.records.events import Event
from tracer.recovery.measures.history import check_history, possible_steps, replay
from tracer.recovery.measures.transitions import LIVE_STATES, allowed_steps

FOREVER = date(2100, 1, 1)
TO_FROZEN = "IDENTIFIED TRACED REQUESTED FROZEN"


def at(events, as_of="2100-01-01", known_on="2100-01-01"):
    return replay(events, as_of=date.fromisoformat(as_of), known_on=date.fromisoformat(known_on))


@pytest.mark.parametrize("missing", ["document_type", "document_number", "document_date", "authority"])
def test_an_order_without_its_document_is_refused(life, step, missing):
    whole = step("FROZEN", "2024-02-05")
    props = {name: value for name, value in whole.props.items() if name != missing}
    new = Event(whole.id, whole.type, whole.subject, whole.effective, whole.recorded, whole.author, props, "row:9")
    refused = check_history(life("IDENTIFIED TRACED REQUESTED", "2024-01-08"), [new])
    assert refused[new.id].text == (
        f"A step from REQUESTED to FROZEN needs a document with number, date and authority; missing: {missing}."
    )


def test_finding_an_asset_and_the_passing_of_a_term_need_no_document(life, step):
    assert check_history([], [step("IDENTIFIED", "2024-01-08", paper=False)]) == {}
    held = life("IDENTIFIED TRACED URGENT", "2024-01-08")
    assert check_history(held, [step("LAPSED", "2024-02-05", paper=False)]) == {}


@pytest.mark.parametrize("sum_", [{}, {"amount_minor": 0, "currency": "EUR"}, {"amount_minor": 5}])
def test_a_payment_needs_its_sum(life, step, route, sum_):
    new = step("BUDGET", "2024-06-03", paid=False, **sum_)
    refused = check_history(life(route("REALISED"), "2024-01-08"), [new])
    assert "needs the sum paid" in refused[new.id].text


@pytest.mark.parametrize(
    ("held", "new", "words"),
    [
        ("IDENTIFIED TRACED REQUESTED FROZEN", "BUDGET", "before the confiscation is final"),
        (TO_FROZEN + " SALE_ORDERED DEPOSITED", "BUDGET", "before the confiscation is final"),
        (TO_FROZEN + " CONF_NONFINAL CONF_FINAL", "VICTIM", "No money has come in yet"),
        (TO_FROZEN + " MANAGED", "REALISED", "only through SALE_ORDERED"),
        (TO_FROZEN + " RELEASED", "CONF_FINAL", "ended in RELEASED; CONF_FINAL needs a new measure"),
        (
            TO_FROZEN,
            "CONF_FINAL",
            "FROZEN cannot be followed by CONF_FINAL. Allowed are: CHALLENGED, FROZEN,",
        ),
        ("", "FROZEN", "A measure begins with IDENTIFIED, not with FROZEN"),
    ],
)
def test_the_forbidden_moves_say_why(life, step, held, new, words):
    event = step(new, "2024-06-03")
    assert words in check_history(life(held, "2024-01-08"), [event])[event.id].text


def test_a_refused_step_is_left_out_when_the_later_ones_are_looked_at(step):
    rows = [
        step("IDENTIFIED", "2024-01-08", locator="row:1"),
        step("FROZEN", "2024-01-09", locator="row:2"),
        step("TRACED", "2024-01-10", locator="row:3"),
        step("CONF_FINAL", "2024-01-11", locator="row:4"),
        step("REQUESTED", "2024-01-12", locator="row:5"),
    ]
    assert list(check_history([], rows)) == [rows[1].id, rows[3].id]


def test_rows_of_one_day_are_taken_in_the_order_of_the_file(step):
    rows = [
        step(state, "2024-01-08", locator=f"row:{place}")
        for place, state in enumerate(
            (TO_FROZEN + " MANAGED SALE_ORDERED FROZEN CHALLENGED FROZEN CONF_NONFINAL").split(), start=2
        )
    ]
    assert check_history([], rows[::-1]) == {}
    assert at(rows[::-1]).state == "CONF_NONFINAL"


def test_a_step_of_the_same_day_from_another_file_waits_until_it_is_possible(life, step):
    rows = [
        step("MANAGED", "2024-02-05", locator="row:2"),
        step("FROZEN", "2024-02-05", locator="row:40"),
        step("RELEASED", "2024-02-05", locator="row:41"),
    ]
    held = life("IDENTIFIED TRACED REQUESTED", "2024-01-08")
    assert check_history([*held, rows[1]], [rows[0], rows[2]]) == {}
    assert [event for _, _, event in at([*held, *rows]).entered[3:]] == [rows[1].id, rows[0].id, rows[2].id]


def test_a_step_dated_back_may_not_break_what_is_on_record(life, step):
    held = life(TO_FROZEN + " MANAGED", "2024-01-08")
    new = step("RELEASED", "2024-01-11", recorded="2024-06-03")
    text = check_history(held, [new])[new.id].text
    assert text.startswith("RELEASED on 2024-01-11 does not go with MANAGED of 2024-01-12")
    assert "Revoke the later step first" in text


def test_steps_dated_back_that_go_together_are_accepted(life, step):
    held = [*life(TO_FROZEN, "2024-01-08"), step("CONF_NONFINAL", "2024-05-06")]
    new = [
        step("CHALLENGED", "2024-02-05", recorded="2024-06-03"),
        step("FROZEN", "2024-02-07", recorded="2024-06-03"),
    ]
    assert check_history(held, new) == {}
    assert list(check_history(held, new[:1])) == [new[0].id]


def test_the_same_row_read_twice_is_no_second_step(life):
    held = life(TO_FROZEN + " RELEASED", "2024-01-08")
    assert check_history(held, held) == {}


def test_a_revoked_step_no_longer_counts(life, step, revoke):
    held = life(TO_FROZEN + " RELEASED", "2024-01-08")
    new = step("MANAGED", "2024-06-03")
    assert list(check_history(held, [new])) == [new.id]
    assert check_history([*held, revoke(held[-1], "2024-05-06")], [new]) == {}


def test_two_measures_do_not_mix(life, step):
    held = life(TO_FROZEN, "2024-01-08", measure="mea-1")
    new = step("MANAGED", "2024-06-03", measure="mea-2")
    assert list(check_history(held, [new])) == [new.id]


def test_where_a_measure_stood(life, states_of):
    events = life(TO_FROZEN + " CONF_NONFINAL CONF_FINAL", "2024-01-08")
    state = at(events)
    assert states_of(state.entered) == (TO_FROZEN + " CONF_NONFINAL CONF_FINAL").split()
    assert (state.state, state.since, state.live) == ("CONF_FINAL", date(2024, 1, 13), True)
    assert (state.frozen_on, state.final_on) == (date(2024, 1, 11), date(2024, 1, 13))
    assert at(events, as_of="2024-01-12").state == "CONF_NONFINAL"
    assert at(events, as_of="2024-01-07").state is None
    assert not at(life(TO_FROZEN + " RELEASED", "2024-01-08")).live


def test_a_recheck_does_not_move_the_day_of_the_freeze(life, step):
    events = [*life(TO_FROZEN, "2024-01-08"), step("FROZEN", "2024-06-03"), step("FROZEN", "2024-11-04")]
    assert (at(events).frozen_on, at(events).since) == (date(2024, 1, 11), date(2024, 11, 4))


def test_a_late_record_is_not_known_before_it_is_recorded(life, step):
    events = [*life(TO_FROZEN, "2024-01-08"), step("MANAGED", "2024-02-05", recorded="2024-04-08")]
    assert at(events, as_of="2024-03-01", known_on="2024-03-01").state == "FROZEN"
    assert at(events, as_of="2024-03-01", known_on="2024-04-08").state == "MANAGED"


def test_a_revocation_is_dated_itself(life, revoke):
    events = life(TO_FROZEN + " MANAGED", "2024-01-08")
    events.append(revoke(events[-1], "2024-03-04", recorded="2024-03-06"))
    assert at(events, as_of="2024-04-01", known_on="2024-03-05").state == "MANAGED"
    assert at(events, as_of="2024-04-01", known_on="2024-03-06").state == "FROZEN"
    assert at(events, as_of="2024-03-03", known_on="2024-04-01").state == "MANAGED"


def test_a_step_whose_ground_was_revoked_does_not_count_and_is_named(life, revoke):
    events = life(TO_FROZEN + " CONF_NONFINAL CONF_FINAL", "2024-01-08")
    state = at([*events, revoke(events[4], "2024-03-04")])
    assert state.state == "FROZEN"
    assert [event for event, _ in state.left_out] == [events[5].id]


def test_part_releases_add_up(life, step):
    events = [
        *life(TO_FROZEN, "2024-01-08"),
        step("PART_RELEASED", "2024-02-05", released_share="1/4"),
        step("PART_RELEASED", "2024-03-04", released_share="1/3"),
    ]
    assert at(events).released_share == Fraction(7, 12)


def test_what_a_measure_may_do_next_depends_on_where_it_has_been(life):
    plain = life(TO_FROZEN + " CONF_NONFINAL CONF_FINAL", "2024-01-08")
    sold = life(TO_FROZEN + " SALE_ORDERED DEPOSITED CONF_NONFINAL CONF_FINAL", "2024-01-08")
    assert "VICTIM" not in {row.to_state for row in possible_steps(at(plain))}
    assert "VICTIM" in {row.to_state for row in possible_steps(at(sold))}


@st.composite
def lives(draw):
    """Mostly possible lives: each step from the table, now and then any state; days nearly in order."""
    state, rows = None, []
    for place in range(draw(st.integers(0, 12))):
        possible = [row.to_state for row in allowed_steps(state) if row.to_state in LIVE_STATES]
        state = draw(st.sampled_from(possible if possible and draw(st.integers(0, 5)) else STATES))
        rows.append((state, 1 + place + draw(st.integers(0, 2)), 1 + draw(st.integers(0, 20))))
    return rows


@given(
    lives(),
    st.randoms(use_true_random=False),
    st.integers(0, 12),
)
def test_what_is_accepted_is_a_whole_history_in_any_order(step, rows, chance, cut):
    """Accepting in two batches never leaves a step on record that does not count, whatever the order of the rows."""
    events = [
        step(state, f"2024-01-{day:02}", recorded=f"2024-02-{known:02}", locator=f"row:{place}")
        for place, (state, day, known) in enumerate(rows)
    ]
    first, second = events[:cut], events[cut:]
    held = [event for event in first if event.id not in check_history([], first)]
    refused = check_history(held, second)
    kept = [*held, *(event for event in second if event.id not in refused)]
    assert replay(kept, as_of=FOREVER, known_on=FOREVER).left_out == ()
    shuffled = list(kept)
    chance.shuffle(shuffled)
    assert replay(shuffled, as_of=FOREVER, known_on=FOREVER) == replay(kept, as_of=FOREVER, known_on=FOREVER)
    assert set(refused) == set(check_history(held[::-1], second[::-1]))
