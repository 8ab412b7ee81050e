"""Without the owner's consent a sale rests on a point of the article."""

from __future__ import annotations

from graph_schema.codes.recovery.sales import SALE_GROUNDS, SALE_STEP_CODES


def test_each_ground_is_a_point_of_the_article_on_early_sale():
    assert all(row.statute.startswith("252^1(") for row in SALE_GROUNDS)
    assert [row.statute[-2] for row in SALE_GROUNDS if row.statute.startswith("252^1(2)")] == ["a", "b", "c", "d"]


def test_a_sale_goes_from_the_proposal_to_its_end():
    assert SALE_STEP_CODES[0] == "proposed" and SALE_STEP_CODES[-3:] == ("sold", "closed", "cancelled")
