"""The records of the sample on which ties hang, held against the paths of the schedule."""

from __future__ import annotations

from datetime import date

import pytest

from graph_schema.errors import NotFound
from tracer.actions.ties.bridges import list_bridges
from tracer.casework.ties.suspect_assets import find_ties
from tracer.casework.tracing.case_tracing import TIE_METHODS
from tracer.sample.world.people import PEOPLE

DAY = date(2025, 6, 30)


@pytest.fixture
def session(sample_case, session_of):
    with session_of(sample_case) as opened:
        yield opened


def names(assets):
    return {one.asset for one in assets}


def test_every_asset_of_the_schedule_is_held_detached_or_untried(session):
    suspect = PEOPLE["victor"].id
    report = list_bridges(session, suspect, day=DAY)
    ties = {tie.asset for tie in find_ties(session.graph(), session.tracing(TIE_METHODS[0]), suspect, DAY)}
    ended = {asset for line in report.bridges for asset in names(line.assets)}
    groups = [ended, names(report.held), names(report.untied)]
    assert set().union(*groups) == ties
    assert sum(map(len, groups)) == len(ties)
    assert report.complete
    assert ended


def test_what_one_row_detaches_its_file_detaches_too(session):
    report = list_bridges(session, PEOPLE["victor"].id, day=DAY)
    by_file = {file.source: names(file.assets) for file in report.files}
    for line in report.bridges:
        for row in line.rows:
            assert names(line.assets) <= by_file[row.source]


def test_a_purchase_hangs_on_the_payment_and_on_the_deed(session):
    """The house that only money ties falls with the bank row of its price and with its row in the land register."""
    report = list_bridges(session, PEOPLE["victor"].id, day=DAY)
    (rows,) = [line.rows for line in report.bridges if len(line.rows) > 1]
    assert sorted(row.file for row in rows) == ["banca-exemplu-elena-2023.xml", "carte-funciara.csv"]


def test_who_is_not_in_the_case_has_no_ties(session, known_names):
    for wrong in ("per-0", known_names["assets"]["villa"]["id"]):
        with pytest.raises(NotFound):
            list_bridges(session, wrong)


def test_the_reading_is_on_record(session):
    suspect = PEOPLE["victor"].id
    list_bridges(session, suspect)
    acts = [entry.audit_event for entry in session.store.access_log()]
    assert [act.subject for act in acts if act.action == "bridges"][-1] == suspect
