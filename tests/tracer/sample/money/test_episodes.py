"""The traced sums: the engine, which knows nothing of the sample, finds what stands beside each episode."""

from __future__ import annotations

from itertools import pairwise

import pytest

from tracer.analysis.tracing.figures.chains import explain
from tracer.analysis.tracing.policies.methods import Method
from tracer.casework.tracing.case_tracing import CaseTracing
from tracer.sample.answers import Answers
from tracer.sample.money.episodes import ARRANGED, PURCHASES, QUIET, Paid
from tracer.sample.world.accounts import ACCOUNTS, TAINTED_ACCOUNTS, VICTIM_ACCOUNTS

METHODS = (Method.FIFO, Method.LIBR)
Names = dict[str, dict[str, dict[str, str]]]


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("paid", PURCHASES, ids=lambda paid: paid.asset)
def test_the_engine_finds_the_known_sum(
    paid: Paid, method: Method, following: dict[Method, CaseTracing], known_names: Names
) -> None:
    asset = known_names["assets"][paid.asset]["id"]
    purchase = next(found for found in following[method].purchases if found.asset == asset)
    lower, upper = paid.fifo if method is Method.FIFO else paid.libr
    assert (purchase.price_minor, purchase.currency) == (paid.price * 100, paid.currency)
    assert following[method].paid_with_proceeds(purchase) == (lower * 100, upper * 100)


@pytest.mark.parametrize(
    ("asset", "fifo", "libr"),
    [
        ("villa", (12_000_000, 15_000_000), (10_000_000, 15_000_000)),
        ("car_toma", (3_000_000, 3_000_000), (3_000_000, 3_000_000)),
        ("motorcycle", (3_000_000, 3_000_000), (0, 3_000_000)),
        ("flat_gap", (5_000_000, 10_000_000), (5_000_000, 10_000_000)),
        ("land_victor", (0, 9_000_000), (0, 9_000_000)),
        ("car_stefania", (1_200_000, 2_000_000), (1_200_000, 2_000_000)),
    ],
)
def test_the_answers_say_so(
    asset: str, fifo: tuple[int, int], libr: tuple[int, int], answers: Answers, known_names: Names
) -> None:
    assert answers.traced[known_names["assets"][asset]["id"]] == {"fifo": fifo, "libr": libr}


def test_no_purchase_is_left_out(following: dict[Method, CaseTracing], answers: Answers) -> None:
    assert {found.asset for found in following[Method.FIFO].purchases} == set(answers.traced)
    assert len(answers.traced) == len(PURCHASES) == 15


def test_the_methods_differ_where_they_should(answers: Answers) -> None:
    differing = [found for found in answers.traced.values() if found["fifo"] != found["libr"]]
    assert len(differing) == 6
    # LIBR lets own money go first, so it never leaves more proceeds in a price than the others do here.
    assert all(found["libr"][0] <= found["fifo"][0] for found in answers.traced.values())


def test_no_sum_is_above_what_was_paid() -> None:
    for paid in PURCHASES:
        for lower, upper in (paid.fifo, paid.libr):
            assert 0 <= lower <= upper <= paid.price


def test_the_villa_is_reached_in_four_hops_or_more(following: dict[Method, CaseTracing], known_names: Names) -> None:
    run = following[Method.LIBR].interval.lower
    asset = known_names["assets"]["villa"]["id"]
    purchase = next(found for found in following[Method.LIBR].purchases if found.asset == asset)
    chains = [chain for transfer in purchase.transfers for chain in explain(run, transfer, "proceeds")]
    # Deposit, victim to shell, round the ring (a little cuts it short), Delta, euro, nominee, seller.
    assert {len(chain.entries) for chain in chains} == {7, 8}
    for chain in chains:
        days = [run.ledger.entries[run.positions[name]].day for name in chain.entries]
        assert days == sorted(days)


def test_the_missing_month_is_the_only_gap(following: dict[Method, CaseTracing]) -> None:
    gaps = following[Method.FIFO].case.gaps
    assert [(gap.account[0], gap.from_date.isoformat(), gap.to_date.isoformat()) for gap in gaps] == [
        (ACCOUNTS["stefania"].id, "2023-05-01", "2023-05-31")
    ]
    assert (gaps[0].expected_minor, gaps[0].balance_minor) == (0, 5_001_000)


def test_whatever_leaves_the_tainted_accounts_is_proceeds(following: dict[Method, CaseTracing]) -> None:
    tainted = {ACCOUNTS[account].id for account in TAINTED_ACCOUNTS}
    run = following[Method.FIFO].interval.lower
    outgoing = [entry for entry in run.ledger.entries if entry.debit is not None and entry.debit[0] in tainted]
    assert len(outgoing) > 800
    assert all(run.carried(entry.id) == {"proceeds": entry.debited} for entry in outgoing)


def test_quiet_days_do_not_overlap_and_name_accounts() -> None:
    for account in {quiet.account for quiet in QUIET}:
        assert account in ACCOUNTS
        assert account not in TAINTED_ACCOUNTS
        spans = sorted((quiet.first, quiet.last) for quiet in QUIET if quiet.account == account)
        assert all(first <= last for first, last in spans)
        assert all(before[1] < after[0] for before, after in pairwise(spans))


def test_arranged_money_moves_on_quiet_days_and_into_the_shells_only_as_proceeds() -> None:
    for movement in ARRANGED:
        for account in {movement.debit, movement.credit} - {None, *TAINTED_ACCOUNTS}:
            assert any(quiet.account == account and quiet.first <= movement.day <= quiet.last for quiet in QUIET), (
                movement
            )
        if movement.credit in TAINTED_ACCOUNTS:
            assert movement.credit not in VICTIM_ACCOUNTS
            assert movement.debit in TAINTED_ACCOUNTS
