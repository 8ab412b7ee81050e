"""The bases of a confiscation are those of the directive."""

from __future__ import annotations

from datetime import date

from graph_schema.codes.recovery.orders import BASES, BASIS_CODES, ORDER_KINDS, REASON_CODES


def test_the_bases_are_those_of_articles_12_to_16():
    assert BASIS_CODES == ("DIRECT", "VALUE", "THIRD", "EXTENDED", "NCB", "UWO")
    assert [row.statute[:6] for row in BASES] == ["Dir 12", "Dir 12", "Dir 13", "Dir 14", "Dir 15", "Dir 16"]


def test_what_no_romanian_act_has_may_be_used_on_no_day():
    off = {row.code for row in (*BASES, *ORDER_KINDS) if not row.is_valid_on(date(2026, 12, 3))}
    assert off == {"UWO", "urgent"}


def test_only_a_confiscation_without_a_conviction_needs_a_reason_that_article_15_names():
    assert [row.code for row in BASES if row.needs_reason] == ["NCB"]
    assert {"illness", "absconding", "death", "limitation", "amnesty"} <= set(REASON_CODES)
