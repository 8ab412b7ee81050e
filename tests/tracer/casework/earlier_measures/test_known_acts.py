"""A measure of the earlier design, whatever its history, becomes acts that state the same on every day."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_schema.records.events import Event
from tracer.casework.earlier_measures.item_changes import MeasureWalk
from tracer.casework.earlier_measures.known_acts import map_measure
from tracer.casework.earlier_measures.measure_records import EarlierMeasure
from tracer.recovery.acts.measures import ItemAct, PeriodicCheckAct, StepAct
from tracer.recovery.acts.money import PostAct, RevokeAct
from tracer.recovery.counting import counted_events
from tracer.recovery.ledger.invariants import find_ledger_faults
from tracer.recovery.measures.transitions import allowed_steps
from tracer.recovery.orders.item_states import item_state
from tracer.recovery.recovery_case import RecoveryCase

FIRST = date(2024, 1, 8)
RECEIPTS = {"DEPOSITED", "REALISED"}
PAYMENTS = {"VICTIM", "BUDGET", "SHARED"}


def event(number: int, type_: str, effective: date, recorded: date, **props) -> Event:
    return Event(f"e{number}", type_, "m1", effective, recorded, "Ana Proba", props, f"row:{number}")


def step(number: int, state: str, day: int, late: int = 0, **props) -> Event:
    effective = FIRST + timedelta(days=day)
    paper = {"document_type": "ordonanță", "document_number": "1", "authority": "Procuror"}
    paper |= {"document_date": effective.isoformat(), **props}
    return event(number, "StateChange", effective, effective + timedelta(days=late), state=state, **paper)


def revoke(number: int, target: str, day: int) -> Event:
    on = FIRST + timedelta(days=day)
    return event(number, "Revoked", on, on, event=target)


def measure(events, asset_class: str = "car", share: str = "1/2") -> EarlierMeasure:
    return EarlierMeasure(
        "m1", "c1", "a1", "p1", Fraction(share), frozenset({"damage"}), None, asset_class, True, FIRST, tuple(events)
    )


@st.composite
def histories(draw):
    """A walk over the table of the earlier rules with sums, costs, late recording and revocations."""
    state, past, events = None, set(), []
    day = 0
    for number in range(draw(st.integers(1, 12))):
        nexts = sorted(row.to_state for row in allowed_steps(state) if row.after is None or row.after in past)
        if not nexts:
            break
        state = draw(st.sampled_from(nexts))
        past.add(state)
        day += draw(st.integers(0, 5))
        props = {
            "document_type": draw(
                st.sampled_from(["încheiere", "ordonanță", "foaie de vărsământ", "act de valorificare"])
            ),
            "document_number": f"N{number}",
            "authority": draw(st.sampled_from(["ANABI", "Procuror", "Tribunalul Exemplu", "?"])),
        }
        if state in RECEIPTS | PAYMENTS | {"FROZEN"} and draw(st.integers(0, 3)):
            props |= {"amount_minor": draw(st.integers(1, 9)), "currency": draw(st.sampled_from(["RON", "EUR"]))}
        if state == "PART_RELEASED" and draw(st.booleans()):
            props["released_share"] = draw(st.sampled_from(["1/8", "1/4", "1/2"]))
        events.append(step(number, state, day, draw(st.sampled_from([0, 0, 0, 3, 40])), **props))
    for number in range(50, 50 + draw(st.integers(0, 2))):
        on = FIRST + timedelta(days=draw(st.integers(0, day)))
        sums = {"amount_minor": draw(st.integers(1, 4)), "currency": draw(st.sampled_from(["RON", "EUR"]))}
        events.append(event(number, "Cost", on, on, **sums))
    for number in range(80, 80 + draw(st.integers(0, 2))):
        target = draw(st.sampled_from(events))
        on = target.recorded + timedelta(days=draw(st.integers(0, 30)))
        events.append(event(number, "Revoked", target.effective, on, event=target.id))
    return measure(events, draw(st.sampled_from(["car", "cash", "account"])))


def content(act):
    """The act without its id and its day of recording."""
    return replace(act, id="", recorded=date.max)


def case_of(mapped) -> RecoveryCase:
    return RecoveryCase(acts=mapped.acts)


@given(histories())
def test_the_acts_known_on_a_day_are_those_of_the_events_known_on_that_day(given_measure):
    case = case_of(map_measure(given_measure))
    for day in {one.recorded for one in given_measure.events}:
        counted = counted_events(given_measure.events, known_on=day)
        wanted = Counter(content(act) for act in MeasureWalk(given_measure, counted).acts)
        known = case.facts(day)
        acts = [act for act in case.acts if known.find(act.id) is act and not isinstance(act, ItemAct)]
        assert Counter(map(content, acts)) == wanted


@given(histories())
def test_every_sum_is_posted_once_or_is_listed(given_measure):
    mapped = map_measure(given_measure)
    facts = case_of(mapped).facts()
    counted = counted_events(given_measure.events)
    steps = {one.id: one for one in counted}
    listed = {(flag.code, flag.record) for flag in mapped.flags}
    posts = facts.of(PostAct)
    paid = [one for one in steps.values() if one.props.get("state") in PAYMENTS]
    by_event = {post.id.partition("/")[0]: post for post in posts if post.template.startswith("pay_")}
    for one in paid:
        if one.id in by_event:
            post = by_event[one.id]
            assert (post.amount, post.currency) == (one.props["amount_minor"], one.props["currency"])
        else:
            assert {("NO_AMOUNT", one.id), ("NO_SOURCE", one.id), ("LEFT_OUT", one.id)} & listed
    received = {post.id.partition("/")[0]: post for post in posts if post.template in ("deposit", "sale", "interest")}
    checks = {act.id.partition("/")[0] for act in facts.of(PeriodicCheckAct)}
    for one in steps.values():
        if one.props.get("state") == "DEPOSITED" and "amount_minor" in one.props and one.id not in checks:
            post = received.get(one.id)
            assert ("LEFT_OUT", one.id) in listed or (post.amount, post.currency) == (
                one.props["amount_minor"],
                one.props["currency"],
            )
    costs = Counter()
    for one in steps.values():
        if one.type == "Cost":
            costs[one.props["currency"]] += one.props["amount_minor"]
    spent = Counter()
    for post in posts:
        if post.template in ("cost", "cost_advance"):
            spent[post.currency] += post.amount
    assert spent == costs


@given(histories())
def test_no_holding_falls_below_zero_and_the_ledger_closes(given_measure):
    case = case_of(map_measure(given_measure))
    for day in {None, *(one.recorded for one in given_measure.events)}:
        assert find_ledger_faults(case.facts(day)) == []


@given(histories(), st.randoms(use_true_random=False))
def test_the_order_of_the_events_does_not_matter(given_measure, random):
    events = list(given_measure.events)
    random.shuffle(events)
    assert map_measure(replace(given_measure, events=tuple(events))) == map_measure(given_measure)


@given(histories())
def test_a_part_released_never_reaches_the_share(given_measure):
    facts = case_of(map_measure(given_measure)).facts()
    (item,) = facts.of(ItemAct)
    assert item_state(facts, item).live > 0


def templates(given_measure) -> list[tuple[str, int, str]]:
    facts = case_of(map_measure(given_measure)).facts()
    return [(post.template, post.amount, post.effective.isoformat()) for post in facts.of(PostAct)]


TO_FROZEN = (step(1, "IDENTIFIED", 0), step(2, "TRACED", 1), step(3, "REQUESTED", 2), step(4, "FROZEN", 3))
LEI = {"currency": "RON", "document_number": "7", "authority": "ANABI"}
SLIP = {**LEI, "document_type": "foaie de vărsământ"}


def test_cash_deposited_was_found_on_the_day_of_the_freeze():
    deposit = step(5, "DEPOSITED", 6, amount_minor=4800, **SLIP)
    assert templates(measure((*TO_FROZEN, deposit), "cash")) == [
        ("seize_cash", 4800, "2024-01-11"),
        ("deposit", 4800, "2024-01-14"),
    ]


def test_a_second_deposit_counts_and_a_check_of_the_deposit_does_not():
    deposit = step(5, "DEPOSITED", 6, amount_minor=4800, **SLIP)
    again = step(6, "DEPOSITED", 8, amount_minor=200, **SLIP)
    check = step(7, "DEPOSITED", 9, amount_minor=4800, **{**LEI, "document_type": "încheiere"})
    assert [row[:2] for row in templates(measure((*TO_FROZEN, deposit, again, check), "account"))] == [
        ("bank_freeze", 4800),
        ("bank_freeze", 200),
        ("deposit", 4800),
        ("deposit", 200),
    ]


def finished(*last: Event) -> tuple[Event, ...]:
    return (*TO_FROZEN, step(5, "CONF_NONFINAL", 5), step(6, "CONF_FINAL", 6), step(7, "ENFORCING", 7), *last)


def test_what_is_realised_after_a_deposit_is_the_deposit_with_interest():
    sold = step(9, "DEPOSITED", 4, amount_minor=1000, **SLIP)
    realised = step(8, "REALISED", 8, amount_minor=1050, **SLIP)
    assert [row[:2] for row in templates(measure(finished(sold, realised), "cash"))] == [
        ("seize_cash", 1000),
        ("deposit", 1000),
        ("interest", 50),
    ]


def test_each_realisation_without_a_deposit_is_a_sale():
    first, second = step(8, "REALISED", 8, amount_minor=600, **SLIP), step(9, "REALISED", 9, amount_minor=400, **SLIP)
    assert [row[:2] for row in templates(measure(finished(first, second)))] == [("sale", 600), ("sale", 400)]


def test_more_paid_than_held_is_listed_and_not_in_the_ledger():
    realised = step(8, "REALISED", 8, amount_minor=600, **SLIP)
    paid, more = step(9, "VICTIM", 9, amount_minor=600, **LEI), step(10, "BUDGET", 10, amount_minor=1, **LEI)
    given_measure = measure(finished(realised, paid, more))
    assert [row[:2] for row in templates(given_measure)] == [("sale", 600), ("pay_victim", 600)]
    assert [(flag.code, flag.record) for flag in map_measure(given_measure).flags if flag.code != "NO_KIND"] == [
        ("NO_SOURCE", "e10")
    ]


def test_a_cost_after_the_sale_is_paid_from_its_price_and_one_before_is_advanced():
    deposit = step(8, "DEPOSITED", 5, amount_minor=600, **SLIP)
    sold = (*TO_FROZEN, step(5, "SALE_ORDERED", 4), deposit)
    early = event(60, "Cost", FIRST, FIRST, amount_minor=50, currency="RON")
    late = event(61, "Cost", FIRST + timedelta(days=9), FIRST + timedelta(days=9), amount_minor=70, currency="RON")
    assert [row[:2] for row in templates(measure((*sold, early, late)))] == [
        ("cost_advance", 50),
        ("sale", 600),
        ("cost", 70),
    ]


def test_a_freeze_repeated_is_a_check_and_becomes_the_freeze_once_the_first_is_revoked():
    again = step(5, "FROZEN", 20)
    gone = revoke(6, "e4", 30)
    case = case_of(map_measure(measure((*TO_FROZEN, again, gone))))
    before, after = case.facts(FIRST + timedelta(days=29)), case.facts(FIRST + timedelta(days=30))
    day = FIRST + timedelta(days=20)
    assert [act.effective for act in before.of(PeriodicCheckAct)] == [day]
    assert after.of(PeriodicCheckAct) == []
    assert [act.effective for act in after.of(StepAct) if act.to == "FROZEN"] == [day]


@pytest.mark.parametrize(
    ("then", "outcome"), [("FROZEN", "rejected"), ("RELEASED", "upheld"), ("PART_RELEASED", "upheld_in_part")]
)
def test_the_step_after_a_challenge_decides_it(then, outcome):
    acts = map_measure(measure((*TO_FROZEN, step(5, "CHALLENGED", 4), step(6, then, 9)))).acts
    assert [act.outcome for act in acts if hasattr(act, "outcome")] == [outcome]


def test_a_measure_without_events_is_an_item_without_a_step():
    mapped = map_measure(measure(()))
    assert [type(act) for act in mapped.acts] == [ItemAct]
    assert not any(isinstance(act, RevokeAct) for act in mapped.acts)


@pytest.mark.parametrize("share", [{}, {"released_share": "1/2"}, {"released_share": "3/4"}])
def test_a_partial_release_that_leaves_nothing_or_states_nothing_is_listed(share):
    mapped = map_measure(measure((*TO_FROZEN, step(5, "PART_RELEASED", 4, **share))))
    assert [(flag.code, flag.record) for flag in mapped.flags] == [("NO_SHARE", "e5")]


def test_a_sum_on_a_step_that_moves_no_money_is_listed():
    managed = step(5, "MANAGED", 5, amount_minor=700, **LEI)
    frozen = step(4, "FROZEN", 3, amount_minor=900, **LEI)
    flags = [(flag.code, flag.record) for flag in map_measure(measure((*TO_FROZEN[:3], frozen, managed))).flags]
    assert [flag for flag in flags if flag[0] != "NO_KIND"] == [("SUM_UNUSED", "e4"), ("SUM_UNUSED", "e5")]
    cash = [(flag.code, flag.record) for flag in map_measure(measure((*TO_FROZEN[:3], frozen), "cash")).flags]
    assert ("SUM_UNUSED", "e4") not in cash, "what a freeze of cash finds is in the ledger"


def test_a_step_recorded_after_its_file_came_is_listed():
    late = replace(step(1, "IDENTIFIED", 0), on_record=(FIRST - timedelta(days=1), 1))
    assert [flag.code for flag in map_measure(measure((late,))).flags] == ["FUTURE_DATE"]
    assert map_measure(measure((replace(late, on_record=(FIRST, 1)),))).flags == ()
