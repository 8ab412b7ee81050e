"""The worksheet of extended confiscation."""

from __future__ import annotations

import pytest

from tests.recovery_scenarios.reading import read_act
from tests.tracer.recovery.stories import row
from tracer.recovery.claims.worksheet import compute_worksheet


def result(lawful: int = 150, window_from: str = "2019-03-15", **days: int):
    lines = [
        {"asset": day, "on": day.replace("d", "").replace("_", "-"), "amount": minor} for day, minor in days.items()
    ]
    return compute_worksheet(
        read_act(
            row(
                1,
                "worksheet",
                "2025-06-01",
                worksheet="W",
                person="ion",
                window_from=window_from,
                window_to="2025-05-05",
                lawful_income=lawful,
                expenses=120,
                currency="RON",
                acquisitions=lines,
            )
        )
    )


def test_the_first_and_last_day_count_and_the_days_outside_do_not() -> None:
    found = result(d2019_03_15=6, d2025_05_05=360, d2019_03_14=99, d2025_05_06=50)
    assert (found.acquired, found.excess, found.cap) == (366, 336, 216)
    assert found.excluded == ("d2019_03_14", "d2025_05_06")


@pytest.mark.parametrize(("day", "acquired"), [("d2012_04_21", 0), ("d2012_04_22", 5)])
def test_goods_before_the_law_are_left_out(day: str, acquired: int) -> None:
    assert result(window_from="2010-01-01", **{day: 5}).acquired == acquired


def test_the_cap_is_never_below_zero() -> None:
    assert result(lawful=1000, d2020_01_01=5).cap == 0
