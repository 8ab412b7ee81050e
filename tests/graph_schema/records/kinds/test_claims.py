"""A claim may lack its sum, but no sum lacks its currency."""

from __future__ import annotations

import pytest

from graph_schema.errors import WrongRecord
from graph_schema.records.nodes import Node, check_node

CLAIM = {"number": "1", "kind": "damage", "filed": "2026-03-09", "rank": 1}


def test_a_claim_without_a_sum_is_allowed():
    check_node(Node("clm-1", "Claim", CLAIM, "row:1"))
    check_node(Node("clm-1", "Claim", CLAIM | {"amount_minor": 0, "currency": "RON"}, "row:1"))


@pytest.mark.parametrize(
    ("props", "reason"),
    [
        ({"amount_minor": 5}, "the sum amount_minor has no currency"),
        ({"kind": "wish"}, "one of damage, restitution, title"),
        ({"rank": None}, "required field rank"),
        ({"filed": "2026-03"}, "a day such as"),
    ],
)
def test_a_claim_against_the_schema_is_refused(props, reason):
    with pytest.raises(WrongRecord, match=reason):
        check_node(Node("clm-1", "Claim", CLAIM | props, "row:7"))


def test_a_support_contact_names_no_victim():
    props = {"number": "1", "lead_entity": "ANITP", "consent": "2026-03-09"}
    check_node(Node("sup-1", "SupportContact", props, "row:1"))
    with pytest.raises(WrongRecord, match="unknown field name"):
        check_node(Node("sup-1", "SupportContact", props | {"name": "Ana"}, "row:1"))
