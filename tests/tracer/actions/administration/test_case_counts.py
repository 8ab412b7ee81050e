"""What a case holds, counted without its transfers, against what its own pages say."""

from __future__ import annotations

import pytest

from tracer.access.roles import Actor, NotAllowed
from tracer.actions.administration.case_counts import count_case
from tracer.actions.administration.cases import make_case
from tracer.actions.recovery.assets import list_assets
from tracer.actions.recovery.measures import list_measures
from tracer.settings import Settings


def settings(folder, role="owner"):
    return Settings(folder, Actor("Ana Proba", role), "en")


def test_counts_and_deadlines_are_those_of_the_case(sample_case, session_of):
    found = count_case(settings(sample_case))
    with session_of(sample_case) as session:
        lines = [line for line in list_measures(session).measures if line.due is not None]
        accounts = session.graph().nodes_of_type("Account")
        assets = list_assets(session).assets
        rows = sum(kept.source.kept for kept in session.store.sources() if kept.source.kind == "bank")
    assert (found.assets, found.accounts, found.rows) == (len(assets), len(accounts), rows)
    assert any(line.asset_class == "account" for line in assets), "an account under a measure is an asset"
    first = {(line.due, line.days_left, line.rule, line.asset) for line in lines}
    every = [(line.day, line.days_left, line.rule, line.asset) for line in found.due]
    assert first < set(every), "a measure has further terms after its first"
    assert [day for day, *_ in every] == sorted(day for day, *_ in every)
    assert found.overdue == sum(days < 0 for _, days, *_ in every)


def test_an_empty_case_holds_nothing_and_each_counting_is_on_record(tmp_path, session_of):
    made = make_case(settings(tmp_path), tmp_path, "Salonul Inventat")
    found = count_case(made)
    assert (found.assets, found.accounts, found.rows, found.due) == (0, 0, 0, ())
    with session_of(tmp_path / "Salonul Inventat") as session:
        assert [entry.audit_event.action for entry in session.store.access_log()] == ["counts"]


def test_who_may_not_oversee_a_case_is_refused(sample_case):
    with pytest.raises(NotAllowed):
        count_case(settings(sample_case, "administrator"))
