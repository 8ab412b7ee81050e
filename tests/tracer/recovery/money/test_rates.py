from __future__ import annotations

from datetime import date
from fractions import Fraction

from graph_schema.values.money import Money
from tracer.recovery.money.rates import Rates

DAY = date(2024, 6, 14)


def test_the_newest_rate_of_at_most_ten_days_before_is_used(rate):
    rates = Rates(
        [
            rate("EUR/RON", 5, 1, "2024-06-04"),
            rate("EUR/RON", 4976, 1000, "2024-06-13"),
            rate("EUR/RON", 9, 1, "2024-06-15"),
        ]
    )
    assert rates.find("EUR", "RON", DAY) == Fraction(4976, 1000)


def test_a_rate_of_the_tenth_day_counts_and_of_the_eleventh_not(rate):
    assert Rates([rate("EUR/RON", 5, 1, "2024-06-04")]).find("EUR", "RON", DAY) == 5
    assert Rates([rate("EUR/RON", 5, 1, "2024-06-03")]).find("EUR", "RON", DAY) is None


def test_a_rate_of_a_later_day_is_never_used(rate):
    assert Rates([rate("EUR/RON", 5, 1, "2024-06-15")]).find("EUR", "RON", DAY) is None


def test_the_inverse_and_the_way_through_lei_are_exact(rate):
    rates = Rates([rate("EUR/RON", 497, 100, "2024-06-14"), rate("CHF/RON", 521, 100, "2024-06-12")])
    assert rates.find("RON", "EUR", DAY) == Fraction(100, 497)
    assert rates.find("CHF", "EUR", DAY) == Fraction(521, 497)
    assert rates.find("CHF", "USD", DAY) is None


def test_of_two_rates_of_one_day_the_one_recorded_last_counts_in_any_order(rate):
    rows = [
        rate("EUR/RON", 5, 1, "2024-06-14", recorded="2024-06-14"),
        rate("EUR/RON", 6, 1, "2024-06-14", recorded="2024-06-17"),
    ]
    assert Rates(rows).find("EUR", "RON", DAY) == 6
    assert Rates(rows[::-1]).find("EUR", "RON", DAY) == 6


def test_of_two_rates_recorded_on_one_day_the_smaller_id_counts_in_any_order(rate):
    rows = sorted((rate("EUR/RON", whole, 1, "2024-06-14") for whole in (5, 6)), key=lambda row: row.id)
    expected = rows[0].props["numerator"]
    assert Rates(rows).find("EUR", "RON", DAY) == Rates(rows[::-1]).find("EUR", "RON", DAY) == expected


def test_a_sum_is_rounded_once_half_to_even(rate):
    rates = Rates([rate("RON/EUR", 1, 2, "2024-06-14")])
    assert [rates.convert(Money(minor, "RON"), "EUR", DAY) for minor in (1, 3, 5, 100)] == [0, 2, 2, 50]
    # 10.00 CHF at 5.21/4.97: 10.4829...; rounding each leg would give the same only by luck
    through = Rates([rate("EUR/RON", 497, 100, "2024-06-14"), rate("CHF/RON", 521, 100, "2024-06-14")])
    assert through.convert(Money(1000, "CHF"), "EUR", DAY) == 1048


def test_the_same_currency_needs_no_rate():
    assert Rates([]).convert(Money(7, "EUR"), "EUR", DAY) == 7


def test_a_rate_of_zero_or_less_is_no_rate(rate):
    rows = [rate("EUR/RON", 0, 1, "2024-06-14"), rate("USD/RON", 1, 0, "2024-06-14")]
    assert Rates(rows).find("EUR", "RON", DAY) is None
    assert Rates(rows).find("USD", "RON", DAY) is None
