"""A step of an item names its document, unless a term has passed."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_schema.codes.states import ITEM_STATES
from graph_schema.errors import WrongRecord
from graph_schema.records.events import EVENT_TYPES, Event, check_event
from graph_schema.records.kinds.item_events import EVENTS
from tests.made_records import event_props

AUTHORITY = {"authority_kind": "court", "authority": "Tribunalul Inventat"}
DOCUMENT = {"document_kind": "judgment", "document_number": "5", "document_date": "2026-03-09"}
NO_ACTS = ("Acquired", "Finding", "Reversed")
AS_FAR_AS_KNOWN = ("Collected", "SaleStep")  # reported by others, without their document at first
POSTED = {"template": "fx", "amount_minor": 1, "currency": "EUR", **DOCUMENT, **AUTHORITY}


def event(kind, props):
    return Event("evt-1", kind, "itm-1", date(2026, 3, 9), date(2026, 3, 9), "Ana", props, "row:7")


@given(data=st.data())
def test_every_kind_of_event_with_its_fields_is_allowed(data):
    kind = data.draw(st.sampled_from(sorted(EVENT_TYPES)))
    check_event(event(kind, data.draw(event_props(kind))))


@pytest.mark.parametrize("state", ITEM_STATES)
def test_a_step_has_its_document_unless_a_term_has_passed(state):
    check_event(event("ItemStep", {"state": state, **DOCUMENT, **AUTHORITY}))
    for missing in DOCUMENT:
        props = {"state": state, **DOCUMENT, **AUTHORITY}
        del props[missing]
        if state == "LAPSED":
            check_event(event("ItemStep", props))
            continue
        with pytest.raises(WrongRecord, match=f"row:7.*required field {missing}"):
            check_event(event("ItemStep", props))


@pytest.mark.parametrize("state", ["MANAGED", "VICTIM", "CHALLENGED", "HELD"])
def test_a_state_of_a_measure_alone_is_none_of_an_item(state):
    with pytest.raises(WrongRecord, match="one of IDENTIFIED"):
        check_event(event("ItemStep", {"state": state, **DOCUMENT, **AUTHORITY}))


@pytest.mark.parametrize("kind", [kind.name for kind in EVENTS if kind.name not in NO_ACTS])
def test_every_act_on_an_item_names_the_kind_of_its_authority(kind):
    (field,) = [field for field in EVENT_TYPES[kind].fields if field.name == "authority_kind"]
    assert field.required is (kind not in AS_FAR_AS_KNOWN) and "appeal_court" in field.codes


@pytest.mark.parametrize(
    ("props", "reason"),
    [
        ({"to_amount_minor": 5}, "the sum to_amount_minor has no currency. Add to_currency."),
        ({"rate_num": 0}, "the field rate_num is 0; expected a whole number above zero"),
        ({"rate_den": -1}, "the field rate_den is -1; expected a whole number above zero"),
        ({"template": "gift"}, "one of seize_cash"),
    ],
)
def test_a_posting_against_the_rules_is_refused(props, reason):
    check_event(event("Posted", POSTED | {"rate_num": 1, "rate_den": 1}))
    with pytest.raises(WrongRecord, match=reason):
        check_event(event("Posted", POSTED | props))
