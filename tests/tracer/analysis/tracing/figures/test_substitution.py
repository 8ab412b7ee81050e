"""Shares and liens in an asset bought with mixed money."""

from __future__ import annotations

from fractions import Fraction

import pytest

from graph_schema.errors import WrongUse
from tracer.analysis.tracing.figures.substitution import AssetClaim, claims_on_asset


def test_both_remedies_are_given() -> None:
    assert claims_on_asset({"T": 1, "CLEAN": 2}, 100) == {
        "T": AssetClaim(1, Fraction(1, 3), Fraction(100, 3)),
        "CLEAN": AssetClaim(2, Fraction(2, 3), Fraction(200, 3)),
    }


@pytest.mark.parametrize(("price", "value"), [({}, 10), ({"T": 0}, 10), ({"T": 5}, -1), ({"T": 5, "U": -1}, 1)])
def test_no_shares_of_nothing(price: dict[str, int], value: int) -> None:
    with pytest.raises(WrongUse, match="give no shares"):
        claims_on_asset(price, value)
