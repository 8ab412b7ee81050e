"""The invented rates: a rate near every day that a sum of the sample is converted for."""

from __future__ import annotations

from datetime import date

import pytest

from importers.contract import Batch
from tracer.sample.files.rates import to_euro


@pytest.mark.parametrize(
    ("minor", "currency", "day", "expected"),
    [
        (40_000, "RON", date(2022, 12, 31), 10_000),
        (40_000, "RON", date(2023, 1, 6), 8_000),
        (700_000, "USD", date(2024, 11, 12), 560_000),
        (300_000, "CHF", date(2024, 11, 12), 330_000),
        (100_000, "GBP", date(2024, 11, 12), 120_000),
        (5, "EUR", date(1990, 1, 1), 5),
    ],
)
def test_sums_in_euro(minor: int, currency: str, day: date, expected: int) -> None:
    assert to_euro(minor, currency, day) == expected


def test_a_sum_that_does_not_come_out_even_is_a_fault_of_the_sample() -> None:
    with pytest.raises(AssertionError):
        to_euro(1, "RON", date(2024, 1, 12))


def test_the_publisher_says_that_they_are_invented(batches: dict[str, Batch]) -> None:
    events = batches["cursuri.xml"].events
    assert {event.props["publisher"] for event in events} == {"Banca Exemplu a Cursurilor Inventate"}
    assert {event.props["to_currency"] for event in events} == {"RON"}
    assert {event.effective.weekday() for event in events} == {4}
