"""What waits for an act in the sample case, for whom, and under which names."""

from __future__ import annotations

import shutil
from datetime import UTC, date, datetime

import pytest

from tracer.access.roles import Actor
from tracer.actions.overview import alerts
from tracer.actions.overview.alerts import list_alerts
from tracer.actions.overview.people import tied_assets
from tracer.actions.recovery.measures import list_measures
from tracer.casework.recovery.recovery_case import read_recovery_case
from tracer.casework.recovery.recovery_state import asset_states
from tracer.recovery.acts.measures import ItemAct
from tracer.recovery.figures.running_terms import terms_of_item
from tracer.sample.world.people import PEOPLE, VICTIMS, WITNESS_NAME
from tracer.wording.language import find_language

DAY = date(2026, 12, 1)


@pytest.fixture(scope="module")
def on_that_day(sample_case, tmp_path_factory):
    """A copy: the day is written into its log of readings, and the case that others read stays in order."""
    return shutil.copytree(sample_case, tmp_path_factory.mktemp("alerts") / "case")


@pytest.fixture
def found(on_that_day, session_of):
    """``found(role)``: the alerts of the first of December 2026 by kind, in their order."""

    def list_(role="owner", **more):
        with session_of(on_that_day, role) as session:
            session.now = lambda: datetime(2026, 12, 1, 12, 0, tzinfo=UTC)
            return list_alerts(session.in_language(find_language(more.get("language", "en"))))

    return list_


def by_kind(alerts):
    groups = {}
    for alert in alerts:
        groups.setdefault(alert.kind, []).append(alert)
    return groups


def test_every_term_that_runs_counts_by_rule_of_law_not_the_first_of_a_measure_alone(found, sample_case, session_of):
    groups = by_kind(found())
    with session_of(sample_case) as session:
        facts = read_recovery_case(session).facts(DAY)
        terms = [
            (term.rule.id, item.asset, term.due_day)
            for item in facts.of(ItemAct)
            for term in terms_of_item(facts, item, DAY)
            if term.severity(DAY) == "overdue"
        ]
        first = [line for line in list_measures(session, as_of=DAY).measures if line.severity == "overdue"]
    assert sum(alert.count for alert in groups["overdue"]) == len(terms) > len(first)
    assert sorted((alert.rule, row.asset, row.first) for alert in groups["overdue"] for row in alert.rows) == sorted(
        terms
    )
    ages = [alert.age for alert in groups["overdue"]]
    assert ages == sorted(ages, reverse=True)
    for alert in groups["overdue"]:
        assert alert.age == -min(row.days for row in alert.rows) == -alert.rows[0].days


def test_an_asset_of_a_suspect_without_a_request_waits_and_no_other(found, sample_case, session_of):
    (alert,) = by_kind(found())["unsecured"]
    with session_of(sample_case) as session:
        states, ties = asset_states(session), tied_assets(session)
        suspects = {PEOPLE[key].id for key in ("victor", "stefania", "toma")}
        tied = {asset for person in suspects for asset in ties[person]}
    free = {asset for asset in tied if states[asset] in ("IDENTIFIED", "TRACED")}
    assert {row.asset for row in alert.rows} == free and alert.count == len(free) > 0
    assert [row.text for row in alert.rows if row.text.startswith("Teren arabil, tarlaua 15")]


def test_rows_that_were_not_kept_and_numbers_that_do_not_check_lead_to_their_files(found, sample_case, session_of):
    groups = by_kind(found())
    with session_of(sample_case) as session:
        rejected = {
            kept.source.digest: kept.source.rejected for kept in session.store.sources() if kept.source.rejected
        }
    (alert,) = groups["rejected"]
    assert {row.source: row.count for row in alert.rows} == rejected and alert.count == sum(rejected.values())
    (alert,) = groups["identifiers"]
    assert [(row.text, one.file) for row in alert.rows for one in row.evidence]
    assert all(len(row.evidence) == 1 for row in alert.rows)


def test_no_protected_name_and_no_real_number_is_in_an_alert(found):
    said = repr(found())
    hidden = [PEOPLE[key].name for key in VICTIMS] + [PEOPLE[key].cnp for key in VICTIMS] + [WITNESS_NAME]
    assert not [name for name in hidden if name in said]


def test_a_supervisor_gets_the_deadlines_alone(found):
    mine, all_ = found("supervisor"), found()
    assert mine and {alert.kind for alert in mine} <= {"overdue", "soon"}
    assert mine == tuple(alert for alert in all_ if alert.kind in ("overdue", "soon"))


@pytest.mark.usefixtures("values_anew")
def test_a_long_list_is_cut_and_its_count_is_not(found, monkeypatch):
    whole = by_kind(found())["overdue"]
    monkeypatch.setattr(alerts, "SHOWN", 1)
    assert [(alert.count, len(alert.rows)) for alert in by_kind(found())["overdue"]] == [
        (alert.count, 1) for alert in whole
    ]


@pytest.mark.usefixtures("values_anew")
def test_every_reading_is_on_record_and_the_list_is_made_once(sample_case, session_of, monkeypatch):
    made = []
    make = alerts._alerts
    monkeypatch.setattr(alerts, "_alerts", lambda *given, **more: made.append(1) or make(*given, **more))
    with session_of(sample_case, name="Proba alerte") as session:
        assert list_alerts(session) == list_alerts(session)
        read = [e.audit_event.action for e in session.store.access_log() if e.audit_event.actor == "Proba alerte"]
    assert (read, len(made)) == (["alerts", "alerts"], 1)


def test_an_actor_without_the_right_gets_nothing(sample_case, session_of):
    with session_of(sample_case) as session:
        session.actor = Actor("Ana Proba", "administrator")
        with pytest.raises(Exception, match="does not include"):
            list_alerts(session)
