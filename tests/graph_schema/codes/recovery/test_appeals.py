"""Each kind of appeal has its article."""

from __future__ import annotations

from graph_schema.codes.recovery.appeals import APPEAL_KINDS, APPEAL_OUTCOME_CODES


def test_each_kind_has_its_article():
    assert {row.code: row.statute for row in APPEAL_KINDS} == {
        "challenge": "250, 250^1",
        "appeal": "410",
        "sale": "252^2, 252^3",
        "manner_of_sale": "252^4",
        "enforcement": "598",
    }
    assert APPEAL_OUTCOME_CODES == ("rejected", "upheld", "upheld_in_part", "withdrawn")
