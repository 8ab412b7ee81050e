"""Claims for money, claims of the asset, and their outcomes."""

from __future__ import annotations

from graph_schema.codes.recovery.claims import CLAIM_KIND_CODES, CLAIM_OUTCOME_CODES, ENCUMBRANCE_KIND_CODES


def test_a_claim_is_for_money_or_of_the_asset():
    assert CLAIM_KIND_CODES == ("damage", "restitution", "title")
    assert set(CLAIM_OUTCOME_CODES) == {"awarded", "awarded_final", "rejected", "withdrawn", "admitted"}


def test_a_mortgage_is_an_encumbrance():
    assert "mortgage" in ENCUMBRANCE_KIND_CODES and "other" in ENCUMBRANCE_KIND_CODES
