"""The totals: what the program counts is what the sample's own tables add up to, and some of it by hand."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tracer.casework.recovery.recovery_state import recovery_state
from tracer.recovery.totals.totals import compute_totals
from tracer.sample.answers import Answers
from tracer.sample.totals import DAYS, total_on


@pytest.mark.parametrize(("as_of", "known_on"), DAYS)
def test_the_program_counts_the_known_sums(
    as_of: date, known_on: date, sample_case: Path, session_of: Callable[..., Any], answers: Answers
) -> None:
    with session_of(sample_case) as session:
        state = recovery_state(session, as_of=as_of, known_on=known_on)
    totals = compute_totals(state.facts, state.assets, state.events, as_of=as_of, known_on=known_on, currency="EUR")
    found = {bucket.name: bucket.minor for bucket in totals.buckets}
    found |= {
        "identified": totals.minor,
        "received": totals.realised.received,
        "victims": totals.realised.victims,
    }
    known = next(row for row in answers.totals if (row.as_of, row.known_on) == (as_of, known_on))
    assert found == known.minors
    assert totals.unconverted == ()


def test_the_first_year_end_by_hand() -> None:
    """Eight things had been valued by the end of 2023; everything else was not on record."""
    found = total_on(date(2023, 12, 31), date(2023, 12, 31))
    # Motorcycle 7 000, car 8 000, farm land 16 000, cash 12 000, telephones 600: judged, not final.
    assert found["confiscated_nonfinal"] == 4_360_000
    assert found["frozen"] == 2_200_000  # the flat, for damages
    assert found["released"] == 200_000  # the watch that was lawfully bought
    assert found["returned_victim"] == 150_000  # the watch of a victim
    assert found["identified"] == 4_360_000 + 2_200_000 + 200_000 + 150_000
    assert found["received"] == found["victims"] == 0


def test_what_was_recorded_late_changes_the_same_day() -> None:
    then = total_on(date(2025, 6, 30), date(2025, 6, 30))
    later = total_on(date(2025, 6, 30), date(2025, 7, 15))
    changed = {name: later[name] - then[name] for name in then if later[name] != then[name]}
    assert changed == {
        "victims": 700_000,  # 35 000 RON at 5, paid in March, recorded in July
        "confiscated_nonfinal": -3_850_000,  # the flat of 38 500 EUR became final in May
        "confiscated_final": 3_850_000,
        "requested": -4_000_000,  # the building was frozen in June
        "frozen": 4_000_000,
    }


def test_the_joint_flat_is_frozen_by_half_and_the_car_released_in_part() -> None:
    found = total_on(date(2024, 12, 31), date(2024, 12, 31))
    after = total_on(date(2025, 6, 30), date(2025, 6, 30))
    # The flat's other half, 25 000 EUR, stays free under both; two fifths of the car, 8 000 EUR, came free.
    assert found["not_secured"] >= 2_500_000
    assert after["released"] - found["released"] == 800_000


def test_the_stages_add_up() -> None:
    for as_of, known_on in DAYS:
        found = total_on(as_of, known_on)
        stages = sum(minor for name, minor in found.items() if name not in ("identified", "received", "victims"))
        assert stages == found["identified"] > 0
        assert 0 <= found["victims"] <= found["received"]
