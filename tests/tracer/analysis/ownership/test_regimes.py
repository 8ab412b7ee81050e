from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from tracer.analysis.ownership.regimes import REGIMES, find_regime, regimes_on


def test_ids_are_one_each() -> None:
    assert len({regime.id for regime in REGIMES}) == len(REGIMES)
    assert all(find_regime(regime.id) is regime for regime in REGIMES)
    assert find_regime("none") is None


@pytest.mark.parametrize(
    ("day", "in_force"),
    [
        (date(2014, 8, 12), set()),
        (date(2020, 7, 14), {"GWG", "OFAC"}),
        (date(2020, 7, 15), {"GWG", "OFAC", "RO"}),
        (date(2027, 7, 9), {"GWG", "OFAC", "RO"}),
        (date(2027, 7, 10), {"GWG", "OFAC", "RO", "AMLR"}),
    ],
)
def test_days_in_force(day: date, in_force: set[str]) -> None:
    assert {regime.id for regime in regimes_on(day)} == in_force


def test_only_the_regulation_and_ofac_count_the_threshold_itself() -> None:
    assert {regime.id for regime in REGIMES if regime.or_more} == {"AMLR", "OFAC"}
    assert {regime.threshold for regime in REGIMES if regime.id != "OFAC"} == {Fraction(1, 4)}
