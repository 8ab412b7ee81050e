"""The measures: every history keeps to the law's order, with a document for every step that needs one."""

from __future__ import annotations

from collections import Counter

from importers.contract import Batch
from tracer.recovery.measures.history import check_history
from tracer.recovery.measures.step_flags import find_flags
from tracer.sample.world.measures import MEASURES, steps


def test_no_step_would_be_refused_or_flagged(batches: dict[str, Batch]) -> None:
    events = batches["masuri.csv"].events
    changes = [event for event in events if event.type == "StateChange"]
    assert len(changes) == sum(1 for _ in steps())
    assert check_history([], changes) == {}
    assert find_flags(changes) == ()


def test_the_measures_end_in_all_the_ways_that_matter() -> None:
    ends = Counter(measure.steps[-1].state for measure in MEASURES)
    assert {
        "TRACED",
        "FROZEN",
        "PART_RELEASED",
        "RELEASED",
        "MANAGED",
        "DEPOSITED",
        "CONF_NONFINAL",
        "CONF_FINAL",
        "VICTIM",
        "BUDGET",
        "REUSE",
        "DESTROYED",
        "RETURNED_VICTIM",
        "NOT_FOUND",
        "DROPPED",
        "LAPSED",
    } == set(ends)


def test_two_files_reach_for_one_flat_and_one_measure_for_half_of_another() -> None:
    cases = {measure.case for measure in MEASURES if measure.asset == "flat_gap"}
    assert len(cases) == 2
    assert {str(measure.share) for measure in MEASURES if measure.asset == "flat_joint"} == {"1/2"}


def test_steps_are_recorded_after_they_happen_and_stand_in_order() -> None:
    for measure in MEASURES:
        days = [step.effective for step in measure.steps]
        assert days == sorted(days)
        assert all(step.recorded > step.effective for step in measure.steps)
        recorded = [step.recorded for step in measure.steps]
        assert recorded == sorted(recorded)
