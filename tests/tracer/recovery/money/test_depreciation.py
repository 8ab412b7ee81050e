from __future__ import annotations

from datetime import date
from fractions import Fraction

import pytest

from tracer.recovery.money.depreciation import find_value_drop

LATER = date(2026, 1, 1)


def drop(events, as_of=LATER):
    return find_value_drop("ast-1", events, as_of=as_of, known_on=LATER)


@pytest.mark.parametrize(("later_minor", "found"), [(60_000, True), (60_100, False), (60_001, False)])
def test_forty_per_cent_in_a_year_proposes_a_sale_and_a_shade_less_does_not(valuation, later_minor, found):
    events = [valuation("ast-1", 100_000, "2024-01-10"), valuation("ast-1", later_minor, "2025-01-10")]
    assert (drop(events) is not None) is found


def test_the_loss_names_both_valuations(valuation):
    first, second = valuation("ast-1", 100_000, "2024-01-10"), valuation("ast-1", 50_000, "2024-06-10")
    found = drop([second, first])
    assert (found.earlier, found.later, found.share) == (first.id, second.id, Fraction(1, 2))
    assert drop([first, second], as_of=date(2024, 6, 9)) is None


def test_a_loss_over_more_than_a_year_in_another_currency_or_by_sale_is_none(valuation):
    first = valuation("ast-1", 100_000, "2024-01-10")
    assert drop([first, valuation("ast-1", 50_000, "2025-01-11")]) is None
    assert drop([first, valuation("ast-1", 50_000, "2024-06-10", currency="RON")]) is None
    assert drop([first, valuation("ast-1", 50_000, "2024-06-10", method="sale")]) is None
    assert drop([valuation("ast-1", 100, "2024-02-29"), valuation("ast-1", 50, "2025-02-28")]) is not None


def test_of_several_losses_the_largest_is_told(valuation):
    events = [
        valuation("ast-1", minor, day)
        for minor, day in ((100_000, "2024-01-10"), (50_000, "2024-06-10"), (30_000, "2024-12-10"))
    ]
    found = drop(events)
    assert (found.earlier, found.later, found.share) == (events[0].id, events[2].id, Fraction(7, 10))
