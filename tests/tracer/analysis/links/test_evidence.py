from __future__ import annotations

import decimal
import math
from dataclasses import replace
from datetime import date

import pytest

from graph_schema.errors import WrongRecord
from tracer.analysis.links.evidence import EvidenceWithoutRecord, link_cost


def test_a_link_without_a_source_row_is_refused(build_link):
    link = build_link("t", "transfer", "A", "B", 3)
    with pytest.raises(EvidenceWithoutRecord, match="The link t "):
        replace(link, records=())


@pytest.mark.parametrize(
    "wrong",
    [
        {"strength_ppm": 0},
        {"strength_ppm": 1_000_001},
        {"to_date": date(2019, 12, 31)},
        {"currency": None},
        {"amount_minor": None},
        {"amount_minor": -1},
        {"amount_minor": None, "currency": None},
        {"from_date": None},
    ],
)
def test_a_transfer_outside_its_rules_is_refused(build_link, wrong):
    with pytest.raises(WrongRecord, match=r"The link t \(transfer\)"):
        replace(build_link("t", "transfer", "A", "B", 3), **wrong)


def test_days_of_a_transfer(build_link):
    assert build_link("t", "transfer", "A", "B", 3).arrives == date(2020, 1, 4)
    late = build_link("t", "transfer", "A", "B", 3, 5)
    assert (late.departs, late.arrives) == (date(2020, 1, 4), date(2020, 1, 6))


def test_a_period_includes_both_ends_and_is_open_where_nothing_is_stated(build_link):
    link = build_link("h", "holds", "A", "B", 3, 5)
    assert [link.covers(date(2020, 1, day)) for day in (3, 4, 6, 7)] == [False, True, True, False]
    assert build_link("h", "holds", "A", "B").covers(date(1900, 1, 1))


def test_cost_literals():
    assert link_cost(1_000_000) == 0
    assert link_cost(500_000) == 693_147
    assert link_cost(900_000) == 105_361
    assert link_cost(1) == 13_815_511


def test_cost_follows_the_logarithm_and_ignores_the_callers_decimal_settings():
    with decimal.localcontext(decimal.Context(prec=2)):
        for strength in range(1, 1_000_001, 9973):
            link_cost.cache_clear()
            assert abs(link_cost(strength) - -math.log(strength / 1e6) * 1e6) <= 0.501
