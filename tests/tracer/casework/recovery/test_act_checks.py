"""A register of measures puts no money into a closed month either."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from graph_schema.records.events import Event
from graph_schema.records.identity import event_id, measure_id
from tests.tracer.actions.controls.test_months import month
from tests.tracer.actions.recovery.test_acts import (  # noqa: F401 - the fixtures
    FLAT,
    VICTOR,
    record,
    session,
    sold,
)
from tracer.actions.decisions import record_decision
from tracer.actions.recovery.orders import Document, NewMeasure, open_measure

MEASURE = measure_id("1/P/2026", "M1")
MAY = date(2026, 5, 1)


def cost(day):
    props = {"amount_minor": 500, "currency": "RON"}
    name = event_id("Cost", MEASURE, day.isoformat())
    return Event(name, "Cost", MEASURE, day, date(2026, 11, 2), "registru", props, "path:/events/0")


@pytest.fixture
def with_measure(sold):  # noqa: F811
    new = NewMeasure("M1", "1/P/2026", FLAT, VICTOR, Fraction(1), ["special_confiscation"])
    paper = Document("source_record", "3", date(2026, 3, 2), "DIICOT")
    report = open_measure(sold, new, reason="probă", document=paper, effective=date(2026, 3, 2))
    assert not report.rejections
    return sold


def keep(session, *events):  # noqa: F811
    return record_decision(session, right="order", action="test", reason="probă", events=list(events))


def test_a_sum_of_a_register_is_refused_in_a_closed_month_and_kept_in_an_open_one(with_measure, record):  # noqa: F811
    assert record(month("closed", MAY)).outcome.refusal is None
    refused = keep(with_measure, cost(date(2026, 5, 20)))
    assert [(row.value, "2026-06-01" in row.reason) for row in refused.rejections] == [("MONTH_CLOSED", True)]
    assert not keep(with_measure, cost(date(2026, 6, 1))).rejections


def test_without_a_closed_month_a_register_is_as_stated(with_measure):
    assert not keep(with_measure, cost(date(2026, 5, 20))).rejections
