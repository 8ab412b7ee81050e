"""Which nodes may be said."""

from __future__ import annotations

import pytest

from graph_schema.errors import WrongRecord
from graph_schema.records.nodes import ASSET_TYPES, NODE_TYPES, Node, check_node

WALLET = {"description": "portofel inventat", "asset_class": "crypto", "address": "bc1fictiv"}


@pytest.mark.parametrize(
    ("type_", "props"),
    [
        ("Person", {"name": "Ana Inventată", "born": "1980-05"}),
        ("Company", {"name": "Alfa Inventată SRL", "founded": "1999"}),
        ("Account", {"number": "RO00FICTIV", "currency": "RON"}),
        ("CryptoWallet", WALLET),
        ("Cash", {"description": "numerar", "asset_class": "cash", "amount_minor": 1, "currency": "EUR"}),
        ("CompanyShare", {"description": "părți", "asset_class": "company_share", "share": "1/3"}),
    ],
)
def test_a_node_with_its_fields_may_be_said(type_, props):
    check_node(Node("x-1", type_, props, "row:1"))


@pytest.mark.parametrize(
    ("type_", "props", "said"),
    [
        ("Ghost", {}, "unknown kind of node Ghost"),
        ("Person", {}, "required field name"),
        ("Person", {"name": " "}, "text that is not empty"),
        ("Person", {"name": "Ana", "shoe_size": "38"}, "unknown field shoe_size"),
        ("Person", {"name": "Ana", "born": "1980-13"}, "born"),
        ("Account", {"number": "1", "currency": "LEI"}, "currency"),
        ("Account", {"number": 1}, "text"),
        ("CryptoWallet", {**WALLET, "asset_class": "car"}, "one of crypto"),
        (
            "Cash",
            {"description": "n", "asset_class": "cash", "amount_minor": 1.5, "currency": "EUR"},
            "whole number",
        ),
        (
            "Cash",
            {"description": "n", "asset_class": "cash", "amount_minor": True, "currency": "EUR"},
            "whole number",
        ),
        (
            "Cash",
            {"description": "n", "asset_class": "cash", "amount_minor": 2**63, "currency": "EUR"},
            "64 bits",
        ),
        ("CompanyShare", {"description": "p", "asset_class": "company_share", "share": "0.5"}, "fraction"),
        ("CompanyShare", {"description": "p", "asset_class": "company_share", "share": "4/3"}, "fraction"),
        ("CompanyShare", {"description": "p", "asset_class": "company_share", "share": "1/0"}, "fraction"),
    ],
)
def test_a_node_against_the_schema_is_refused_with_its_place(type_, props, said):
    with pytest.raises(WrongRecord, match=said) as refused:
        check_node(Node("x-1", type_, props, "sheet:Foaie/row:7"))
    assert "sheet:Foaie/row:7" in str(refused.value)


def test_the_smallest_and_largest_sums_fit():
    for amount in (-(2**63), 2**63 - 1):
        props = {"description": "n", "asset_class": "cash", "amount_minor": amount, "currency": "EUR"}
        check_node(Node("x-1", "Cash", props, "row:1"))


def test_every_caption_is_a_required_text():
    for kind in NODE_TYPES.values():
        (caption,) = [field for field in kind.fields if field.name == kind.caption]
        assert caption.required and caption.kind == "text"


def test_field_names_are_unique_within_a_kind():
    for kind in NODE_TYPES.values():
        names = [field.name for field in kind.fields]
        assert len(set(names)) == len(names)


def test_what_is_an_asset():
    assert {"Property", "Vehicle", "Valuable", "Cash", "CryptoWallet", "CompanyShare"} == ASSET_TYPES
    for name in ASSET_TYPES:
        (asset_class,) = [field for field in NODE_TYPES[name].fields if field.name == "asset_class"]
        assert asset_class.required and asset_class.codes
