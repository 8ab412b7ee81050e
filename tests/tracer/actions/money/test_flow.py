"""The flow on the screen has the figures of ``tracer trace``, for every method, asset and account of the sample."""

from __future__ import annotations

from dataclasses import replace

import pytest

from graph_schema.errors import NotFound, WrongUse
from tracer.actions.decisions import revoke
from tracer.actions.money.flow import list_band_rows, show_flow
from tracer.actions.money.mark_list import list_marks
from tracer.actions.money.stops import list_stops
from tracer.actions.money.trace import trace_subject
from tracer.analysis.tracing.figures.purchases import match_purchases
from tracer.analysis.tracing.policies.methods import Method
from tracer.casework.sessions.case import VersionCache
from tracer.casework.tracing.case_tracing import METHODS_WITH_CHAINS

NAMES = [method.value for method in METHODS_WITH_CHAINS]


@pytest.fixture
def session(sample_case, session_of):
    with session_of(sample_case) as opened:
        yield opened


def test_the_flow_into_every_asset_is_what_trace_prints(session):
    checked = 0
    for stop in list_stops(session).assets:
        traced = trace_subject(session, stop.id, NAMES, chains=1)
        for part, purchase in enumerate(traced.purchases):
            flow = show_flow(session, stop.id, NAMES, purchase=part)
            for method, sums in zip(flow.flows, purchase.sums, strict=True):
                assert method.method == sums.method
                lower = 0 if flow.target is None else method.into(flow.target, "reached")
                whole = 0 if flow.target is None else method.into(flow.target, "reached", "untraced")
                assert (lower, whole) == (sums.lower_minor, purchase.paid_minor)
                checked += 1
    assert checked == len(NAMES) * len(list_stops(session).assets)


def test_the_flow_through_every_account_is_what_trace_prints(session):
    for stop in list_stops(session).accounts:
        for part, account in enumerate(trace_subject(session, stop.id, NAMES, chains=1).accounts):
            flow = show_flow(session, stop.id, NAMES, purchase=part)
            for method, held in zip(flow.flows, account.held, strict=True):
                ends = {p.place for p in flow.points if p.kind == "held" and p.beside == flow.target}
                shown = sum(line.came_minor for line in method.lines if line.payee in ends and line.kind == "reached")
                assert shown == held.lower_minor


def test_the_rows_behind_a_band_are_its_transfers_the_largest_first(session, known_names):
    villa = known_names["assets"]["villa"]["id"]
    flow = show_flow(session, villa, NAMES)
    for method in flow.flows:
        for number, line in enumerate(method.lines):
            found = list_band_rows(session, villa, method.method, number, most=1000)
            amounts = [row.amount_minor for row in found.rows]
            assert (found.total, amounts) == (line.rows, sorted(amounts, reverse=True))
            if line.rows:
                assert sum(amounts) == line.came_minor
                assert all(row.evidence for row in found.rows)
    few = list_band_rows(session, villa, "fifo", max(range(9), key=lambda n: flow.flows[0].lines[n].rows), most=2)
    assert (len(few.rows), few.total > 2) == (2, True)
    band = flow.flows[0].lines.index(max(flow.flows[0].lines, key=lambda line: line.rows))
    whole = list_band_rows(session, villa, "fifo", band, most=1000).rows
    assert list_band_rows(session, villa, "fifo", band, offset=3, most=2).rows == whole[3:5]


def test_a_mark_changes_the_flow_that_was_shown_before(session_of, case, known_names):
    villa = known_names["assets"]["villa"]["id"]
    with session_of(case) as session:
        before = show_flow(session, villa, ["fifo"])
        assert show_flow(session, villa, ["fifo"]) == before
        for mark in list_marks(session).marks:
            revoke(session, mark.event, "probă")
        after = show_flow(session, villa, ["fifo"])
    assert before.flows[0].into(before.target, "reached") > 0
    assert after.flows[0].into(after.target, "reached") == 0


def test_protected_persons_are_shown_by_pseudonym_alone(session):
    veil = session.veil()
    hidden = [name for person in veil.persons for name in (*person.names, *person.accounts.values(), *person.numbers)]
    stops = list_stops(session)
    shown = [text for stop in (*stops.assets, *stops.accounts) for text in (stop.key, stop.caption)]
    for stop in stops.assets[:4]:
        report = show_flow(session, stop.id, NAMES)
        shown += [point.caption for point in report.points]
        for number in range(len(report.flows[0].lines)):
            for row in list_band_rows(session, stop.id, "fifo", number, most=20).rows:
                shown += [row.payer, row.payee]
    assert any("Victim" in text for text in shown)
    assert [text for text in shown if any(name and name in text for name in hidden)] == []
    assert [stop.key for stop in stops.accounts if veil.covers(stop.id) and stop.key == stop.id] == []
    assert len({stop.key for stop in (*stops.assets, *stops.accounts)}) == len(stops.assets) + len(stops.accounts)


def test_what_cannot_be_followed_is_refused(session, known_names):
    villa = known_names["assets"]["villa"]["id"]
    with pytest.raises(WrongUse, match="tracing method"):
        show_flow(session, villa, ["guess"])
    with pytest.raises(NotFound, match="no band"):
        list_band_rows(session, villa, "fifo", 1000)
    with pytest.raises(NotFound, match="No purchase"):
        show_flow(session, villa, NAMES, purchase=5)
    with pytest.raises(NotFound, match="nothing with the id"):
        show_flow(session, "lan-0", NAMES)
    with pytest.raises(WrongUse, match="into an asset"):
        show_flow(session, next(node.id for node in session.graph().nodes_of_type("Company")), NAMES)


def test_the_method_on_record_stands_beside_the_asset(session, known_names):
    villa = known_names["assets"]["villa"]["id"]
    (stop,) = [one for one in list_stops(session).assets if one.id == villa]
    assert stop.chosen is not None
    assert (stop.chosen.method, stop.chosen.author) == ("libr", "Procuror Exemplu")
    assert (stop.price_minor, stop.currency) == (150_000_00, "EUR")


def test_the_purchases_are_matched_once_for_each_version_of_the_case(sample_case, session_of, monkeypatch):
    asked = []

    def counted(graph):
        asked.append(graph.version)
        return match_purchases(graph)

    monkeypatch.setattr("tracer.analysis.tracing.figures.purchases.match_purchases", counted)
    with session_of(sample_case) as opened:
        session = replace(opened, case=replace(opened.case, cache=VersionCache()))
        first = list_stops(session)
        assert first.assets and list_stops(session) == first
    assert len(asked) == 1


def test_blended_money_draws_no_flow_and_names_the_methods_that_do(session, known_names):
    villa = known_names["assets"]["villa"]["id"]
    with pytest.raises(WrongUse, match="fifo, lifo, libr, taint_first"):
        show_flow(session, villa, ["pro_rata"])
    run = session.tracing(Method.PRO_RATA)
    with pytest.raises(WrongUse, match="blends all money"):
        assert run.roots
