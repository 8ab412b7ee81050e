"""The bands of a flow: what comes into an account leaves it or is held; what reaches the figure is its lower sum."""

from __future__ import annotations

import pytest

from tracer.analysis.tracing.ledgers.labels import is_tainted
from tracer.casework.tracing import money_flow
from tracer.casework.tracing.case_tracing import METHODS_WITH_CHAINS
from tracer.casework.tracing.money_flow import FlowEnd, flow_through_account, flow_to_purchase

PROCEEDS = ("reached", "unchosen")


@pytest.fixture
def tracings(sample_case, session_of):
    with session_of(sample_case) as session:
        yield [session.tracing(method) for method in METHODS_WITH_CHAINS]


def into(flow, kind, *kinds):
    return sum(band.came_minor for band in flow.bands if band.payee.kind == kind and band.kind in kinds)


def out_of_balance(flow):
    """Account -> what comes in by the bands less what leaves or is held, where that is not zero."""
    found = {}
    for band in flow.bands:
        for end, minor in ((band.payee, band.came_minor), (band.payer, -band.left_minor)):
            if end.kind == "account":
                found[end.account] = found.get(end.account, 0) + minor
    return {key: rest for key, rest in found.items() if rest}


def test_every_purchase_of_the_sample_gets_its_lower_sum_and_its_whole_price(tracings):
    drawn = 0
    for tracing in tracings:
        for purchase in tracing.purchases:
            flow = flow_to_purchase(tracing, purchase)
            assert flow.is_sum and flow.left_out == 0
            assert into(flow, "asset", "reached") == tracing.paid_with_proceeds(purchase)[0]
            assert into(flow, "asset", "reached", "untraced") == purchase.paid_minor
            assert out_of_balance(flow) == {}
            drawn += bool(flow.bands)
    assert drawn > 20


def test_every_account_of_the_sample_holds_its_lower_sum(tracings):
    for tracing in tracings:
        for key in sorted(tracing.case.statements - tracing.case.transits):
            flow = flow_through_account(tracing, key)
            assert out_of_balance(flow) == {}
            held = sum(b.came_minor for b in flow.bands if b.payee == FlowEnd("held", key) and b.kind == "reached")
            assert held == min(run.interval.account(key)[0] for run in tracing.runs)


def test_of_one_mark_and_the_others_an_account_holds_what_it_holds_of_all(tracings):
    checked = 0
    for tracing in tracings:
        for key in sorted(tracing.case.statements - tracing.case.transits):
            whole = flow_through_account(tracing, key)
            held = FlowEnd("held", key)
            for mark in sorted({band.payer.mark for band in whole.bands if band.payer.kind == "mark"}):
                flow = flow_through_account(tracing, key, mark)
                shown = sum(b.came_minor for b in flow.bands if b.payee == held and b.kind in PROCEEDS)
                assert shown == min(run.interval.account(key)[0] for run in tracing.runs)
                assert out_of_balance(flow) == {}
                checked += 1
    assert checked > 40


def test_all_proceeds_that_came_into_a_drawn_account_are_in_the_picture(tracings):
    for tracing in tracings:
        run = tracing.interval.lower
        voided = {name for one in run.reversals if one.voided for name in (one.entry, one.original)}
        came: dict[object, int] = {}
        for entry in run.ledger.entries:
            if entry.credit in run.statements and entry.id not in voided and not entry.is_self_transfer:
                carried = sum(piece.credited for piece in run.pieces(entry.id) if is_tainted(piece.label))
                came[entry.credit] = came.get(entry.credit, 0) + carried
        for purchase in tracing.purchases:
            flow = flow_to_purchase(tracing, purchase)
            shown: dict[object, int] = {}
            for band in flow.bands:
                if band.payee.kind == "account" and band.kind != "untraced":
                    shown[band.payee.account] = shown.get(band.payee.account, 0) + band.came_minor
            assert shown == {key: came[key] for key in shown}


def test_the_money_of_all_marks_one_by_one_is_that_of_all_together(tracings):
    for tracing in tracings:
        for purchase in tracing.purchases:
            whole = flow_to_purchase(tracing, purchase)
            marks = {band.payer.mark for band in whole.bands if band.payer.kind == "mark"}
            parts = [flow_to_purchase(tracing, purchase, mark) for mark in sorted(marks)]
            assert sum(into(part, "asset", "reached") for part in parts) == into(whole, "asset", "reached")
            for part in parts:
                assert into(part, "asset", *PROCEEDS) == into(whole, "asset", "reached")
                assert out_of_balance(part) == {}


def test_an_account_that_is_not_drawn_is_told_and_keeps_the_balance(tracings, monkeypatch):
    largest = max(tracings[0].purchases, key=lambda purchase: len(flow_to_purchase(tracings[0], purchase).bands))
    monkeypatch.setattr(money_flow, "MOST_ACCOUNTS", 3)
    flow = flow_to_purchase(tracings[0], largest)
    assert flow.left_out > 0
    assert len({end for band in flow.bands for end in (band.payer, band.payee) if end.kind == "account"}) == 3
    assert out_of_balance(flow) == {}
    assert into(flow, "asset", "reached") == tracings[0].paid_with_proceeds(largest)[0]
    assert any(band.payer.kind == "others" and band.kind == "reached" for band in flow.bands)


def test_the_rows_of_a_band_carry_what_the_band_is(tracings):
    for purchase in tracings[0].purchases:
        for band in flow_to_purchase(tracings[0], purchase).bands:
            if band.rows and band.payer.kind in ("account", "mark"):
                assert sum(amount for _, _, amount in band.rows) == band.came_minor
