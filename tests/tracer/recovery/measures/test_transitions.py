"""The table of steps against a second copy of it, written out by hand from the published table."""

from __future__ import annotations

import pytest

from graph_schema.codes.documents import AUTHORITIES, DOCUMENT_KINDS
from graph_schema.codes.states import STATES
from tracer.recovery.measures.history import check_history
from tracer.recovery.measures.transitions import TRANSITIONS, allowed_steps, find_step

# Stated rows first, then "any live", then the rows added (see the head of transitions.py).
ALLOWED = {
    None: "IDENTIFIED",
    "IDENTIFIED": "TRACED NOT_FOUND DROPPED RETURNED_VICTIM",
    "TRACED": "REQUESTED URGENT NOT_FOUND DROPPED RETURNED_VICTIM",
    "REQUESTED": "FROZEN RELEASED RETURNED_VICTIM",
    "URGENT": "FROZEN LAPSED RELEASED RETURNED_VICTIM",
    "FROZEN": "CHALLENGED FROZEN MANAGED SALE_ORDERED CONF_NONFINAL RELEASED RETURNED_VICTIM PART_RELEASED DEPOSITED",
    "CHALLENGED": "FROZEN PART_RELEASED RELEASED RETURNED_VICTIM MANAGED",
    "PART_RELEASED": "RELEASED RETURNED_VICTIM FROZEN PART_RELEASED CHALLENGED MANAGED SALE_ORDERED CONF_NONFINAL",
    "MANAGED": "SALE_ORDERED CONF_NONFINAL RELEASED RETURNED_VICTIM MANAGED PART_RELEASED CHALLENGED",
    "SALE_ORDERED": "DEPOSITED RELEASED RETURNED_VICTIM SALE_ORDERED FROZEN MANAGED",
    "DEPOSITED": "CONF_NONFINAL RELEASED RETURNED_VICTIM DEPOSITED",
    "CONF_NONFINAL": "CONF_FINAL FROZEN RELEASED RETURNED_VICTIM CONF_NONFINAL",
    "CONF_FINAL": "ENFORCING RELEASED RETURNED_VICTIM BUDGET VICTIM SHARED",
    "ENFORCING": "REALISED REUSE DESTROYED RELEASED RETURNED_VICTIM",
    "REALISED": "BUDGET VICTIM SHARED RELEASED RETURNED_VICTIM REALISED",
    "BUDGET": "BUDGET VICTIM SHARED",
    "VICTIM": "BUDGET VICTIM SHARED",
    "SHARED": "BUDGET VICTIM SHARED",
}
ONLY_AFTER_DEPOSIT = {("CONF_FINAL", state) for state in ("BUDGET", "VICTIM", "SHARED")}
ONLY_OF_ITEMS = {"request", "bank_answer", "finality", "recognition", "invoice"} | {
    "rights_judge", "prelim_judge", "appeal_court", "high_court", "bailiff", "bank", "treasury", "civil_party",
    "foreign_authority",
}  # fmt: skip
"""Kinds of document and of authority that move an item of an order and no measure."""
PAIRS = {(start, end) for start, ends in ALLOWED.items() for end in ends.split()}
EVERY_PAIR = [(start, end) for start in (None, *STATES) for end in STATES]
FORBIDDEN = [pair for pair in EVERY_PAIR if pair not in PAIRS or pair in ONLY_AFTER_DEPOSIT]
PERMITTED = [pair for pair in EVERY_PAIR if pair in PAIRS and pair not in ONLY_AFTER_DEPOSIT]


def test_the_table_is_the_one_written_by_hand():
    assert {(row.from_state, row.to_state) for row in TRANSITIONS} == PAIRS


def test_each_pair_of_states_stands_once():
    assert len(TRANSITIONS) == len(PAIRS)


@pytest.mark.parametrize(("start", "end"), FORBIDDEN)
def test_a_forbidden_step_is_refused_with_its_reason(life, step, route, start, end):
    new = step(end, "2024-06-03")
    refused = check_history(life(route(start), "2024-01-08"), [new])
    assert list(refused) == [new.id]
    text = refused[new.id].text
    assert end in text
    assert (start or "-") in text
    unconditional = [name for name in ALLOWED.get(start, "").split() if (start, name) not in ONLY_AFTER_DEPOSIT]
    assert all(name in text for name in unconditional), text


@pytest.mark.parametrize(("start", "end"), PERMITTED)
def test_a_permitted_step_is_accepted(life, step, route, start, end):
    assert check_history(life(route(start), "2024-01-08"), [step(end, "2024-06-03")]) == {}


@pytest.mark.parametrize("end", ["BUDGET", "VICTIM", "SHARED"])
def test_money_of_an_early_sale_is_paid_once_the_confiscation_is_final(life, step, end):
    held = life("IDENTIFIED TRACED REQUESTED FROZEN SALE_ORDERED DEPOSITED CONF_NONFINAL CONF_FINAL", "2024-01-08")
    assert check_history(held, [step(end, "2024-06-03")]) == {}
    assert list(check_history(held[:-1], [step(end, "2024-06-03")])) != []


def test_no_document_kind_or_authority_is_unknown():
    kinds = {kind.code for kind in DOCUMENT_KINDS}
    authorities = {authority.code for authority in AUTHORITIES}
    assert {code for row in TRANSITIONS for code in row.documents} == kinds - ONLY_OF_ITEMS
    assert {code for row in TRANSITIONS for code in row.authorities} == authorities - ONLY_OF_ITEMS


def test_allowed_steps_of_one_state():
    assert [row.to_state for row in allowed_steps("DEPOSITED")] == [
        "CONF_NONFINAL",
        "DEPOSITED",
        "RETURNED_VICTIM",
        "RELEASED",
    ]
    assert allowed_steps("RELEASED") == ()


def test_only_payments_need_a_sum():
    assert {row.to_state for row in TRANSITIONS if row.needs_amount} == {"BUDGET", "VICTIM", "SHARED"}
    assert find_step("REALISED", "BUDGET").needs_amount
