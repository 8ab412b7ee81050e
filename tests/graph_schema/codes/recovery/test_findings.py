"""A finding is a fact or an assessment; a value has its moment."""

from __future__ import annotations

from graph_schema.codes.recovery.findings import FACTORS, FINDING_TYPE_CODES, VALUATION_MOMENT_CODES


def test_a_factor_is_of_the_articles_on_third_parties_and_on_wealth():
    assert all(row.code == "other" or row.statute.startswith("Dir 1") for row in FACTORS)
    assert FINDING_TYPE_CODES == ("fact", "assessment")
    assert VALUATION_MOMENT_CODES == ("freezing", "confiscation", "disposal", "other")
