"""The measures of the sample case become items with the same states, and postings with the same sums."""

from __future__ import annotations

from collections import Counter
from datetime import date

import pytest

from graph_schema.records.identity import measure_id
from tracer.casework.earlier_measures.reading import mapping_flags, source_record
from tracer.casework.recovery.recovery_case import read_recovery_case
from tracer.recovery.acts.assets import ValueAct
from tracer.recovery.acts.measures import ItemAct, ItemChange, OrderAct, PeriodicCheckAct, StepAct
from tracer.recovery.acts.money import PostAct
from tracer.recovery.figures.shown_states import shown_states
from tracer.recovery.ledger.invariants import find_ledger_faults
from tracer.sample.world.measures import MEASURES
from tracer.sample.world.measures import steps as sample_steps

LAST = date(2026, 12, 31)
SHOWN = {"CHALLENGED", "PART_RELEASED", "MANAGED", "SALE_ORDERED", "DEPOSITED"}
PAID = {"VICTIM": "pay_victim", "BUDGET": "pay_budget"}


@pytest.fixture
def opened(sample_case, session_of):
    with session_of(sample_case) as session:
        yield session


@pytest.fixture
def recovery(opened):
    return read_recovery_case(opened)


def names():
    return {measure_id(measure.case, measure.number): measure for measure in MEASURES}


def test_every_measure_is_an_item_of_its_share(recovery):
    items = {item.item: item for item in recovery.facts().of(ItemAct)}
    assert {name: item.share for name, item in items.items()} == {name: one.share for name, one in names().items()}


def test_each_item_is_in_the_state_of_its_measure(recovery):
    facts = recovery.facts()
    for name, measure in names().items():
        item = facts.first(ItemAct, name)
        last = measure.steps[-1].state
        shown = shown_states(facts, item, LAST)
        if last in SHOWN:
            assert last in shown
        elif last not in PAID:
            assert shown[0] == last


def test_the_ledger_holds_every_sum_of_the_sample_and_no_other(recovery):
    facts = recovery.facts()
    wanted, posted = Counter(), Counter()
    for measure, _, step in sample_steps():
        if step.amount:
            kind = PAID.get(step.state, "in")
            wanted[measure_id(measure.case, measure.number), kind, step.currency] += step.amount * 100
    for post in facts.of(PostAct):
        kind = "in" if post.template in ("deposit", "sale") else post.template
        posted[post.item, kind, post.currency] += post.amount
    found = {key: minor for key, minor in posted.items() if key[1] not in ("seize_cash", "bank_freeze")}
    assert found == wanted
    assert find_ledger_faults(facts) == []
    cash = {key[0]: minor for key, minor in posted.items() if key[1] == "seize_cash"}
    assert cash == {key[0]: minor for key, minor in wanted.items() if key[0] in cash and key[1] == "in"}


def test_what_was_known_at_a_year_end_is_what_was_recorded_by_then(recovery):
    for day in (date(2023, 12, 31), date(2024, 12, 31), date(2025, 6, 30)):
        facts = recovery.facts(day)
        wanted = {
            measure_id(measure.case, measure.number) for measure, _, step in sample_steps() if step.recorded <= day
        }
        assert {item.item for item in facts.of(ItemAct)} == wanted
        assert all(act.recorded <= day for act in facts.of(ItemChange))


def test_every_act_opens_the_event_from_which_it_comes(opened, recovery):
    known = {kept.event.id for kept in opened.graph().events} | set(opened.graph().nodes)
    for act in recovery.acts:
        if act.as_stated and not isinstance(act, OrderAct):
            assert source_record(act.id) in known


def test_each_document_that_freezes_or_confiscates_is_an_order(recovery):
    facts = recovery.facts()
    ordered = {step.order for step in facts.of(StepAct) if step.order}
    assert {order.order for order in facts.of(OrderAct)} == ordered
    kinds = Counter(order.order_kind for order in facts.of(OrderAct))
    states = Counter(step.to for step in facts.of(StepAct) if step.order)
    assert kinds == {
        "freezing": states["FROZEN"],
        "urgent": states["URGENT"],
        "confiscation": states["CONF_NONFINAL"] + states["CONF_FINAL"],
    }


def test_the_repeated_freezes_of_the_sample_are_checks(recovery):
    checks = recovery.facts().of(PeriodicCheckAct)
    assert sorted(check.effective for check in checks) == [date(2023, 4, 10), date(2025, 5, 15)]


def test_only_the_holders_that_no_register_enters_are_listed(opened):
    assert {flag.code for flag in mapping_flags(opened.graph())} == {"NO_OWNER"}


def test_a_value_of_the_day_of_a_freeze_is_the_value_at_freezing(recovery):
    facts = recovery.facts()
    assets = {item.item: item.asset for item in facts.of(ItemAct)}
    froze = {(assets[step.item], step.effective) for step in facts.of(StepAct) if step.to == "FROZEN"}
    at_freezing = {(value.asset, value.effective) for value in facts.of(ValueAct) if value.moment == "freezing"}
    assert at_freezing == froze & {(value.asset, value.effective) for value in facts.of(ValueAct)}
    stated = [step for _, _, step in sample_steps() if step.value is not None and step.state == "FROZEN"]
    assert len(at_freezing) >= len(stated) > 3
