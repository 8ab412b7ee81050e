"""What the links of an order join."""

from __future__ import annotations

import pytest

from graph_schema.errors import WrongRecord
from graph_schema.records.kinds.recovery_links import LINKS
from graph_schema.records.links import LINK_TYPES, Link
from graph_schema.records.rules import check_ends


@pytest.mark.parametrize(
    ("kind", "tail", "head"),
    [
        ("ItemOf", "OrderItem", "Order"),
        ("Covers", "OrderItem", "Account"),
        ("Covers", "Measure", "Vehicle"),
        ("TitleOf", "OrderItem", "Company"),
        ("Against", "OrderItem", "Person"),
        ("InCase", "Claim", "Case"),
        ("InCase", "Measure", "Case"),
        ("Follows", "OrderItem", "OrderItem"),
        ("Burdens", "Encumbrance", "Property"),
        ("ClaimBy", "Claim", "Person"),
        ("ChargedWith", "Person", "Charge"),
        ("FormOf", "Recognition", "Order"),
        ("AppealOf", "Appeal", "Sale"),
    ],
)
def test_a_link_joins_what_it_names_and_not_the_other_way_round(kind, tail, head):
    link = Link("lnk-1", kind, "a", "b", {}, "row:7")
    check_ends(link, tail, head)
    if tail != head:
        with pytest.raises(WrongRecord, match="row:7: the tail of the link"):
            check_ends(link, head, tail)


def test_a_sum_is_under_no_title_of_an_asset():
    with pytest.raises(WrongRecord, match="the head of the link TitleOf"):
        check_ends(Link("lnk-1", "TitleOf", "a", "b", {}, "row:7"), "OrderItem", "Property")


def test_each_label_is_the_name_in_capitals():
    for kind in LINKS:
        assert kind.label.replace("_", "").lower() == kind.name.lower() and LINK_TYPES[kind.name] is kind
