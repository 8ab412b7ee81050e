"""What happened to an item is listed record by record, and for a measure of a register as its rows state it."""

from __future__ import annotations

from datetime import date

import pytest

from graph_schema.records.identity import measure_id
from tracer.casework.recovery.item_history import entry_document, events_by_id, item_history, moved_by_acts
from tracer.casework.recovery.recovery_case import read_recovery_case
from tracer.recovery.acts.measures import ItemAct
from tracer.sample.world.measures import MEASURES
from tracer.wording.language import find_language

LAST = date(2026, 12, 31)


@pytest.fixture
def session(sample_case, session_of):
    with session_of(sample_case) as opened:
        yield opened


@pytest.mark.parametrize("measure", MEASURES, ids=lambda one: f"{one.case} {one.number}")
def test_the_history_is_that_of_the_register(session, measure):
    facts = read_recovery_case(session).facts()
    item = facts.first(ItemAct, measure_id(measure.case, measure.number))
    entries = item_history(facts, item, LAST)
    assert [(entry.state, entry.effective, entry.recorded) for entry in entries] == [
        (step.state, step.effective, step.recorded) for step in measure.steps
    ]
    sums = [(entry.minor or 0, entry.currency) for entry in entries]
    assert sums == [(step.amount * 100, step.currency) for step in measure.steps]


def test_only_what_took_effect_by_the_day_is_listed(session):
    facts = read_recovery_case(session).facts()
    item = facts.first(ItemAct, measure_id("900002/D/P/2024", "1"))
    assert [entry.state for entry in item_history(facts, item, date(2024, 11, 20))][-1] == "FROZEN"
    assert item_history(facts, item, date(2024, 9, 30)) == []


def test_a_document_is_named_as_its_record_words_it(session):
    facts, events = read_recovery_case(session).facts(), events_by_id(session)
    item = facts.first(ItemAct, measure_id("900002/D/P/2024", "1"))
    (found, *_) = item_history(facts, item, LAST)
    assert entry_document(events, found, find_language("en")) == "înscris sursă EX-2.1.1 of 1 Oct 2024"
    assert entry_document({}, found, find_language("en")).startswith("source record EX-2.1.1")


def test_a_measure_that_only_its_register_moves_is_not_moved_by_acts(session):
    assert not moved_by_acts(session, measure_id("900002/D/P/2024", "1"))
