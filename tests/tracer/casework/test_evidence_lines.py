"""However many rows an answer has, it asks the store for its data version a few times: on a server each is a round trip."""

from __future__ import annotations

import pytest

from tracer.actions.money.mark_list import list_marks
from tracer.actions.money.trace import trace_subject
from tracer.actions.recovery.asset_report import open_asset
from tracer.actions.recovery.assets import list_assets
from tracer.actions.recovery.measures import list_measures
from tracer.store.sqlite.store import SqliteStore

MOST = 20


@pytest.fixture
def asked(monkeypatch):
    """One entry for each time that a store is asked for its data version."""
    found, read = [], SqliteStore.data_version
    monkeypatch.setattr(SqliteStore, "data_version", lambda store: found.append(store) or read(store))
    return found


@pytest.mark.parametrize(
    ("answer", "rows"),
    [
        (lambda session, _: sum(len(line.steps) for line in list_measures(session).measures), 150),
        (lambda session, _: len(list_assets(session).assets), 40),
        (lambda session, _: len(list_marks(session).marks), 5),
        (lambda session, villa: len(chain_steps(trace_subject(session, villa, ["fifo"]))), 20),
        (lambda session, villa: len(tie_rows(open_asset(session, villa, session.language))), 100),
    ],
    ids=["measures", "assets", "marks", "chains", "ties"],
)
def test_an_answer_of_many_rows_asks_for_the_data_version_a_few_times(
    session_of, sample_case, known_names, asked, answer, rows
):
    with session_of(sample_case) as session:
        answer(session, known_names["assets"]["villa"]["id"])  # what is derived once is there
        asked.clear()
        assert answer(session, known_names["assets"]["villa"]["id"]) >= rows
    assert 0 < len(asked) <= MOST


def chain_steps(report):
    return [step for one in report.purchases for found in one.sums for chain in found.chains for step in chain.steps]


def tie_rows(report):
    return [row for one in report.suspects for tie in one.ties for row in tie.evidence()]
