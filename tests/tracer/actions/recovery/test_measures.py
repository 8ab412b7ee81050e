"""The list of measures: of which day, and in which order."""

from __future__ import annotations

from datetime import date

from tracer.actions.recovery.measures import list_measures


def test_measures_of_a_day_are_told_by_what_was_on_record_on_it(part_case, session_of):
    """Orders of 12 November were recorded on the 15th: on the 13th nobody knew of them."""
    day = date(2024, 11, 13)
    with session_of(part_case) as session:
        steps = [step for line in list_measures(session, as_of=day).measures for step in line.steps]
        later = [step for line in list_measures(session, as_of=date(2024, 11, 15)).measures for step in line.steps]
    assert max(step.recorded for step in steps) <= day
    assert any(step.effective <= day < step.recorded for step in later)


def test_measures_with_the_nearest_deadline_stand_first_and_those_without_last(part_case, session_of):
    with session_of(part_case) as session:
        lines = list_measures(session, as_of=date(2024, 11, 20)).measures
    order = [(line.due or date.max, line.number, line.id) for line in lines]
    assert order == sorted(order)
    assert len({line.due for line in lines if line.due is not None}) > 1
    assert [line.number for line in lines] != sorted(line.number for line in lines)
    assert lines[-1].due is None
