"""The months of an office as they are listed: who closed, who signed, what is open, what was corrected."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from graph_schema.errors import WrongUse
from tests.tracer.actions.recovery.test_acts import (  # noqa: F401 - the fixtures
    FLAT,
    ITEM,
    given,
    plain,
    record,
    session,
    sold,
)
from tracer.access.roles import Actor
from tracer.actions.controls.months import show_months
from tracer.actions.recovery.acts import record_act
from tracer.casework.recovery.recovery_case import read_recovery_case
from tracer.recovery.acts.assets import ValueAct
from tracer.recovery.acts.money import MonthAct, PostAct, ReverseAct, RevokeAct

OFFICE = "an office"
MAY, JULY = date(2026, 5, 1), date(2026, 7, 1)


def month(event, first, **more):
    today = date(2026, 11, 2)
    signed = {"signed_by": "Dan Proba"} if event == "closed" else {"reason": "o înregistrare lipsă"}
    act = MonthAct(id="", effective=today, recorded=today, office=OFFICE, month=first, event=event)
    return replace(act, **signed, **more)


def interest(day):
    return PostAct(**given("account_entry", "bank", day), item=ITEM, template="interest", amount=100, currency="RON")


def test_a_closed_month_refuses_a_posting_and_the_attempt_is_logged(sold, record):  # noqa: F811
    assert record(month("closed", MAY)).outcome.refusal is None
    refused = record(interest(date(2026, 5, 20))).outcome.refusal
    assert refused.code == "MONTH_CLOSED"
    assert "2026-06-01" in refused.message
    assert record(interest(date(2026, 6, 1))).outcome.refusal is None
    details = [entry.audit_event.detail for entry in sold.store.access_log()]
    assert any("code=MONTH_CLOSED" in detail for detail in details)


def test_the_months_are_read_back_with_author_signature_and_reason(sold, record):  # noqa: F811
    assert show_months(sold).closed[0].last is None
    assert record(month("closed", MAY)).outcome.refusal is None
    assert record(month("reopened", MAY)).outcome.refusal is None
    assert record(month("closed", JULY), key="second").outcome.refusal is None
    found = show_months(sold, month=date(2026, 5, 9))
    assert [(step.month, step.event, step.author, step.signed_by, step.reason) for step in found.steps] == [
        (MAY, "closed", "Ana Proba", "Dan Proba", ""),
        (MAY, "reopened", "Ana Proba", "", "o înregistrare lipsă"),
        (JULY, "closed", "Ana Proba", "Dan Proba", ""),
    ]
    assert [(one.office, one.last) for one in found.closed] == [(OFFICE, date(2026, 7, 31))]
    assert found.month == MAY
    assert [(line.kind, line.item, line.currency, line.minor) for line in found.open] == [("sale", "1", "RON", 100000)]


def test_a_correction_is_listed_in_the_month_of_its_recording(sold, record):  # noqa: F811
    booked = record(interest(date(2026, 5, 20)))
    undone = record(ReverseAct(**plain(date(2026, 5, 20)), posting=booked.id, reason="greșit"))
    found = show_months(sold, office=OFFICE)
    assert [(row.kind, row.id, row.target, row.author, row.reason) for row in found.corrections] == [
        ("reversal", undone.id, booked.id, "Ana Proba", "greșit")
    ]
    assert show_months(sold, month=MAY).corrections == ()


def test_a_posting_of_a_closed_month_is_not_revoked(sold, record):  # noqa: F811
    sale = next(act for act in read_recovery_case(sold).acts if isinstance(act, PostAct))
    assert record(month("closed", MAY)).outcome.refusal is None
    refused = record(RevokeAct(**plain(sale.effective), target=sale.id, reason="greșit")).outcome.refusal
    assert refused.code == "MONTH_CLOSED"


def test_the_appraiser_of_record_does_not_sell(sold, record):  # noqa: F811
    """The clerk who recorded a value without an appraiser determined it; the values are those of the case."""
    value = ValueAct(**plain(date(2026, 3, 2)), asset=FLAT, moment="freezing", amount=5, currency="RON")
    assert record(value).outcome.refusal is None
    sale = next(act for act in read_recovery_case(sold).acts if isinstance(act, PostAct))
    assert record(ReverseAct(**plain(sale.effective), posting=sale.id, reason="greșit")).outcome.refusal is None
    again = replace(sale, author="", amount=90000)
    assert record(again).outcome.refusal.code == "SAME_PERSON"
    other = replace(sold, actor=Actor("Dan Proba", "owner"), now=lambda: datetime(2026, 11, 2, 10, tzinfo=UTC))
    assert record_act(other, again, reason="probă").outcome.refusal is None


def test_an_unknown_office_is_wrong_use(sold):  # noqa: F811
    with pytest.raises(WrongUse, match="nobody's office"):
        show_months(sold, office="nobody's office")
