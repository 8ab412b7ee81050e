"""An item is about a share of an asset or about a sum."""

from __future__ import annotations

import pytest
from hypothesis import given

from graph_schema.errors import WrongRecord
from graph_schema.records.nodes import Node, check_node
from tests.made_records import node_props

ITEM = {"number": "1", "purposes": "fine"}


@given(props=node_props("OrderItem"))
def test_an_item_with_its_fields_is_allowed(props):
    check_node(Node("itm-1", "OrderItem", props, "row:1"))


@pytest.mark.parametrize(
    ("props", "reason"),
    [
        ({}, "neither; expected one of share, amount_minor"),
        ({"share": "1/2", "amount_minor": 1, "currency": "RON"}, "a share and a sum"),
        ({"amount_minor": 1}, "the sum amount_minor has no currency. Add currency."),
        ({"share": "1/2", "cap_minor": 1}, "the sum cap_minor has no currency. Add cap_currency."),
        ({"share": "1/2", "basis": "OTHER"}, "one of DIRECT"),
        ({"share": "1/2", "foreign": "true"}, "one of yes, no"),
    ],
)
def test_an_item_against_the_rules_is_refused_with_its_place(props, reason):
    with pytest.raises(WrongRecord, match=reason) as refused:
        check_node(Node("itm-1", "OrderItem", ITEM | props, "sheet:A/row:7"))
    assert "sheet:A/row:7" in str(refused.value)


@pytest.mark.parametrize("kind", ["Order", "Appeal"])
@pytest.mark.parametrize("field", ["document_kind", "document_number", "document_date", "authority_kind", "authority"])
def test_an_act_names_its_document_and_its_authority(kind, field):
    act = {
        "document_kind": "ruling",
        "document_number": "5/2026",
        "document_date": "2026-03-09",
        "authority_kind": "prelim_judge",
        "authority": "Tribunalul Inventat",
    }
    own = {
        "Order": {"number": "1", "kind": "freezing", "issued_at": "2026-03-09T10:30Z"},
        "Appeal": {"number": "1", "kind": "challenge", "filed": "2026-03-09", "filed_at": "2026-03-09T10:30Z"},
    }[kind]
    check_node(Node("x-1", kind, own | act, "row:1"))
    del act[field]
    with pytest.raises(WrongRecord, match=f"required field {field}"):
        check_node(Node("x-1", kind, own | act, "row:1"))
