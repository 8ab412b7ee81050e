"""Which events may be said."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from graph_schema.codes.states import STATES
from graph_schema.errors import WrongRecord
from graph_schema.records.events import EVENT_TYPES, Event, check_event

COST = Event(
    "evt-1",
    "Cost",
    "ast-1",
    date(2024, 1, 2),
    date(2024, 1, 3),
    "Administrator Inventat",
    {"amount_minor": 100, "currency": "RON"},
    "row:7",
)


def test_an_event_with_its_fields_may_be_said():
    check_event(COST)
    for state in STATES:
        check_event(replace(COST, type="StateChange", props={"state": state}))
    rate = {
        "from_currency": "EUR",
        "to_currency": "RON",
        "numerator": 49,
        "denominator": 10,
        "publisher": "Bancă Inventată",
    }
    check_event(replace(COST, type="Rate", props=rate))


@pytest.mark.parametrize(
    ("changed", "said"),
    [
        ({"type": "Rumour"}, "unknown kind of event Rumour"),
        ({"props": {"currency": "RON"}}, "required field amount_minor"),
        ({"props": {"amount_minor": 1.0, "currency": "RON"}}, "whole number"),
        ({"type": "StateChange", "props": {"state": "FORGOTTEN"}}, "one of IDENTIFIED"),
        ({"type": "MethodChosen", "props": {"method": "best", "reason": "x"}}, "one of fifo"),
        ({"type": "Revoked", "props": {"event": "evt-0"}}, "required field reason"),
        ({"author": " "}, "person or authority"),
    ],
)
def test_an_event_against_the_schema_is_refused_with_its_place(changed, said):
    with pytest.raises(WrongRecord, match=said) as refused:
        check_event(replace(COST, **changed))
    assert "row:7" in str(refused.value)


def test_a_judgement_cannot_be_said_without_a_reason():
    for name in ("ProceedsMarked", "MethodChosen", "Revoked"):
        (reason,) = [field for field in EVENT_TYPES[name].fields if field.name == "reason"]
        assert reason.required
