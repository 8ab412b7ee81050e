"""The assets that title, use and companies tie to a person, against the ties of the schedule."""

from __future__ import annotations

from datetime import date

from tracer.casework.overview.tied_assets import find_tied_assets
from tracer.casework.ties.suspect_assets import find_ties
from tracer.casework.tracing.case_tracing import METHODS
from tracer.sample.world.people import PEOPLE, SUSPECTS

DAY = date(2024, 12, 31)


def test_they_are_the_ties_of_the_schedule_without_those_by_money_alone(sample_case, session_of):
    with session_of(sample_case) as session:
        graph, tracing = session.graph(), session.tracing(METHODS[0])
        suspects = [PEOPLE[key].id for key in SUSPECTS]
        found = find_tied_assets(graph, suspects, DAY)
        for suspect in suspects:
            ties = find_ties(graph, tracing, suspect, DAY)
            assert found[suspect] == {tie.asset for tie in ties if tie.grounds != ("money",)}
        assert all(found.values())
