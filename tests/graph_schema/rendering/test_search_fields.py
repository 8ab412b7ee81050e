"""What a person looks things up by."""

from __future__ import annotations

from graph_schema.records.nodes import NODE_TYPES
from graph_schema.rendering.search_fields import IDENTIFIER_FIELDS, NAME_FIELDS


def test_every_kind_of_node_is_found_by_its_caption():
    for kind in NODE_TYPES.values():
        assert kind.caption in (*NAME_FIELDS[kind.name], *IDENTIFIER_FIELDS[kind.name])


def test_an_address_identifies_a_wallet_and_nobody_else():
    assert "address" in IDENTIFIER_FIELDS["CryptoWallet"]
    assert "address" not in (*NAME_FIELDS["Person"], *IDENTIFIER_FIELDS["Person"])


def test_people_and_companies_are_found_by_their_codes():
    assert IDENTIFIER_FIELDS["Person"] == ("cnp",)
    assert {"cui", "trade_register"} <= set(IDENTIFIER_FIELDS["Company"])
