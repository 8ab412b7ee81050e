"""What the totals ask a person to look at."""

from __future__ import annotations

from fractions import Fraction

import pytest

from tracer.recovery.totals.contributions import AssetFacts, SlicedAsset
from tracer.recovery.totals.lot_receipts import Receipts
from tracer.recovery.totals.slices import Slice
from tracer.recovery.totals.totals_flags import cap_flags, receipt_flags
from tracer.recovery.totals.waterfall import RealisedSlice, sum_realised


def held(minor, lead="m1", bucket="frozen"):
    part = Slice(Fraction(1), bucket, lead, Fraction(1), (lead,) if lead else ())
    return SlicedAsset(AssetFacts("a1", "flat", "Bun inventat a1"), ((part, minor),))


def test_a_share_worth_more_than_its_cap_is_named_with_both_sums():
    (flag,) = cap_flags([held(1_000)], {"m1": 999})
    assert (flag.subject, flag.params) == ("m1", {"measure": "m1", "minor": "1000", "cap": "999"})
    assert flag.text == (
        "The share covered by measure m1 is worth 1000, more than its cap of 999. The whole share is counted."
    )


@pytest.mark.parametrize(
    ("asset", "caps"),
    [
        (held(999), {"m1": 999}),
        (held(1_000), {}),
        (held(1_000), {"m1": None}),
        (held(None), {"m1": 999}),
        (held(1_000, bucket="released"), {"m1": 999}),
        (held(1_000, lead=None, bucket="not_secured"), {"m1": 999}),
    ],
    ids=["up to the cap", "no cap", "cap without a rate", "unknown value", "released", "not covered"],
)
def test_no_cap_is_passed(asset, caps):
    assert list(cap_flags([asset], caps)) == []


def test_a_sum_without_a_rate_is_named_and_its_slice_is_not_lost():
    rows = [Receipts(100, costs=40, victims=60), Receipts(30, victims=30, without_rate=True), Receipts(None)]
    money = sum_realised(tuple(RealisedSlice(f"a{n}", f"m{n}", 1_000, row) for n, row in enumerate(rows, 1)))
    assert [(flag.subject, flag.text) for flag in receipt_flags(money)] == [
        (
            "m2",
            "Measure m2: a sum received has no exchange rate near its day and is not in the sums. Import the rates of "
            "that day, or choose its currency.",
        ),
    ]
    assert (money.unpriced_minor, money.without_rate_minor) == (1_000, 1_000)
