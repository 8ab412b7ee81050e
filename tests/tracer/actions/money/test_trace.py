"""The chains behind a traced sum: the largest first, and whether that is all; what an account received at most."""

from __future__ import annotations

from collections import defaultdict

import pytest

from tests.oracles.object_engine.agreement import in_objects
from tests.oracles.object_engine.engine import trace as trace_in_objects
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


def test_every_method_stands_beside_the_others_and_blended_money_has_no_chains(sample_case, session_of, known_names):
    """The sums of the villa, by hand: of 560,000 RON 480,000 are proceeds, 520,000 are changed at 4; then 30,000 EUR join."""
    villa = known_names["assets"]["villa"]["id"]
    with session_of(sample_case) as session:
        report = trace_subject(session, villa, [method.value for method in Method])
    ((purchase,),) = (report.purchases,)
    assert {traced.method: (traced.lower_minor, traced.upper_minor) for traced in purchase.sums} == {
        "fifo": (12_000_000, 15_000_000),
        "lifo": (11_000_000, 15_000_000),
        "libr": (10_000_000, 15_000_000),
        "taint_first": (12_000_000, 15_000_000),
        "pro_rata": (10_446_429, 15_000_000),  # 150,000 * (130,000 * 480 / 560) / 160,000
    }
    for traced in purchase.sums:
        assert bool(traced.chains) is (traced.method != "pro_rata")
    assert [one.template for one in report.cautions if "no chains" in one.template]


@pytest.mark.parametrize("method", list(Method))
def test_the_whole_case_is_traced_as_by_the_engine_in_objects(sample_case, session_of, method):
    with session_of(sample_case) as session:
        tracing = session.tracing(method)
    for run in {id(one): one for one in (tracing.interval.lower, tracing.interval.upper)}.values():
        case = tracing.case
        expected = trace_in_objects(
            run.ledger,
            method=method,
            statements=case.statements,
            origins=case.origins,
            openings=case.openings,
            opening_labels=case.opening_labels,
            unknown_as=run.unknown_as,
        )
        assert in_objects(run) == expected
