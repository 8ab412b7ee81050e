"""The chains behind a traced sum: the largest first, and whether that is all; what an account received at most."""

from __future__ import annotations

from collections import defaultdict

import pytest

from tracer.actions.money.trace import trace_subject
from tracer.analysis.tracing.ledgers.labels import UNKNOWN, is_tainted
from tracer.analysis.tracing.policies.methods import Method


@pytest.fixture
def chains_of(sample_case, session_of, known_names):
    """The one traced sum of a car's purchase, with so many chains at most."""
    car = known_names["assets"]["car_toma"]["id"]
    with session_of(sample_case) as session:

        def read(limit):
            ((purchase,),) = (trace_subject(session, car, ["libr"], chains=limit).purchases,)
            (traced,) = purchase.sums
            return traced

        yield read


def test_chains_stand_by_amount_then_by_their_first_day(chains_of):
    traced = chains_of(1000)
    order = [(-chain.amount_minor, chain.steps[0].day) for chain in traced.chains]
    assert order == sorted(order)
    assert len({amount for amount, _ in order}) not in (1, len(order)), "some amounts differ and some are equal"
    assert sum(chain.amount_minor for chain in traced.chains) == traced.lower_minor


def test_as_many_chains_as_asked_for_are_all_and_one_less_are_not(chains_of):
    every = chains_of(1000)
    count = len(every.chains)
    for limit, complete in ((count + 1, True), (count, True), (count - 1, False), (count - 2, False)):
        traced = chains_of(limit)
        assert (traced.chains, traced.chains_complete) == (every.chains[:limit], complete)


def test_at_most_an_account_received_its_unknown_money_too(sample_case, session_of):
    """Under FIFO one run gives both ends; the money of unknown origin is between them."""
    with session_of(sample_case) as session:
        run = session.tracing(Method.FIFO).interval.lower
        came: defaultdict[object, dict[str, int]] = defaultdict(lambda: {"proved": 0, "unknown": 0})
        for entry in run.ledger.entries:
            if entry.credit in run.statements and entry.debit is not None and not entry.is_self_transfer:
                for piece in run.pieces(entry.id):
                    if is_tainted(piece.label):
                        came[entry.credit]["proved"] += piece.credited
                    elif piece.label == UNKNOWN:
                        came[entry.credit]["unknown"] += piece.credited
        account = max(came, key=lambda key: min(came[key].values()))
        assert min(came[account].values()) > 0
        report = trace_subject(session, account[0], ["fifo"])
        (traced,) = [line for line in report.accounts if line.currency == account[1]]
        (received,) = traced.received
    assert received.lower_minor >= came[account]["proved"]
    assert received.upper_minor - received.lower_minor >= came[account]["unknown"]
