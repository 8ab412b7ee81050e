"""Which links may be said, apart from what they join."""

from __future__ import annotations

import pytest

from graph_schema.codes.roles import CASE_ROLES, PROTECTED_ROLES
from graph_schema.errors import WrongRecord
from graph_schema.records.links import LINK_TYPES, Link, check_link
from graph_schema.records.nodes import NODE_TYPES


def link(type_, **props):
    return Link("lnk-1", type_, "a", "b", props, "row:7")


@pytest.mark.parametrize(
    "said",
    [
        link("Holds", share="1/2", from_date="2019", price_minor=1, price_currency="EUR"),
        link("Shareholding", share_lower="1/4", share_upper="1"),
        link("Shareholding", share_lower="1/2", share_upper="3/4", share_lower_open=True, share_upper_open=True),
        link("Shareholding", share_lower="1/2", share_lower_open=True),
        link("RoleIn", role="victim"),
        link("Covers"),
    ],
)
def test_a_link_with_its_fields_may_be_said(said):
    check_link(said)


@pytest.mark.parametrize(
    ("said", "reason"),
    [
        (link("Knows"), "unknown kind of link Knows"),
        (link("RoleIn"), "required field role"),
        (link("RoleIn", role="hero"), "one of suspect"),
        (link("Holds", share="50%"), "fraction"),
        (link("Covers", share="1/2"), "unknown field share"),
        (link("Uses", from_date="01.02.2020"), "from_date"),
        (link("Shareholding", share_lower="1/2", share_upper="2/4", share_lower_open=True), "no share is possible"),
        (link("Shareholding", share_upper="0", share_upper_open=True), "no share is possible"),
        (link("Shareholding", share_lower="1/2", share_lower_open="yes"), "true or false"),
    ],
)
def test_a_link_against_the_schema_is_refused_with_its_place(said, reason):
    with pytest.raises(WrongRecord, match=reason) as refused:
        check_link(said)
    assert "row:7" in str(refused.value)


def test_links_join_known_kinds():
    for kind in LINK_TYPES.values():
        assert kind.tails and kind.heads
        assert kind.tails | kind.heads <= NODE_TYPES.keys()


def test_graph_labels_are_unique_and_in_capitals():
    labels = [kind.label for kind in LINK_TYPES.values()]
    assert len(set(labels)) == len(labels)
    assert all(label == label.upper() and label.replace("_", "").isalpha() for label in labels)


def test_protected_roles_are_roles():
    assert set(CASE_ROLES) > PROTECTED_ROLES
