"""The facts of a file from which terms run."""

from __future__ import annotations

from graph_schema.codes.recovery.proceedings import CASE_FACT_CODES, CHECK_RESULTS


def test_the_facts_go_from_the_opening_to_the_final_judgment():
    order = [CASE_FACT_CODES.index(code) for code in ("opened", "indicted", "judged", "final")]
    assert order == sorted(order)
    assert {"dismissed", "retrial", "civil_unsolved", "civil_suit_filed"} <= set(CASE_FACT_CODES)


def test_each_result_of_a_check_is_of_its_article():
    assert {row.statute for row in CHECK_RESULTS} == {"250^2"}
