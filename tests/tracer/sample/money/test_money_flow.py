"""The movements: no account falls below zero but the one arranged to, and what a bank prints adds up."""

from __future__ import annotations

from collections import Counter
from datetime import date
from itertools import pairwise

import pytest

from tracer.sample.money.episodes import ARRANGED, MISSING_ACCOUNT, MISSING_FROM, MISSING_TO, QUIET, Quiet
from tracer.sample.money.money_flow import flow
from tracer.sample.money.movements import FIRST_DAY, LAST_DAY
from tracer.sample.money.statements import cut, rows_of, whole_or_with_gap, yearly
from tracer.sample.world.accounts import ACCOUNTS, TAINTED_ACCOUNTS, VICTIM_ACCOUNTS

PLACED = flow()


@pytest.mark.parametrize("account", ACCOUNTS)
def test_balances_stay_above_zero_but_for_one_arranged_overdraft(account: str) -> None:
    below = [row for row in rows_of(account, PLACED) if row.balance < 0]
    if account == "toma":
        assert {row.balance for row in below} == {-1_000_000}
        assert all(date(2021, 10, 13) <= row.movement.day < date(2021, 11, 3) for row in below)
    else:
        assert below == []


def test_all_arranged_movements_happen_once_and_in_order() -> None:
    counted = Counter(item.movement for item in PLACED)
    assert all(counted[movement] == 1 for movement in ARRANGED)
    assert [item.place for item in PLACED] == sorted(item.place for item in PLACED)
    assert {FIRST_DAY <= item.movement.day <= LAST_DAY for item in PLACED} == {True}


@pytest.mark.parametrize("quiet", [quiet for quiet in QUIET if quiet.emptied], ids=lambda q: f"{q.account}-{q.first}")
def test_an_episode_begins_and_ends_with_nothing(quiet: Quiet) -> None:
    rows = rows_of(quiet.account, PLACED)
    before = [row.balance for row in rows if row.movement.day < quiet.first]
    emptying = [row.balance for row in rows if row.movement.day == quiet.first]
    during = [row for row in rows if quiet.first <= row.movement.day <= quiet.last]
    held = before[-1] if before else ACCOUNTS[quiet.account].opening
    assert held == 0 or emptying[0] == 0
    assert during[-1].balance == 0
    arranged = {id(movement) for movement in ARRANGED}
    others = [row for row in during if id(row.movement) not in arranged]
    assert all(row.movement.day in (quiet.first, quiet.last) and row.balance == 0 for row in others)


def test_the_tainted_accounts_take_in_nothing_but_takings_and_one_another() -> None:
    for item in PLACED:
        movement = item.movement
        if movement.credit in TAINTED_ACCOUNTS:
            assert movement.debit in TAINTED_ACCOUNTS or (movement.debit is None and movement.credit in VICTIM_ACCOUNTS)
            assert movement.kind in ("transfer", "cash_deposit")


@pytest.mark.parametrize("account", ACCOUNTS)
def test_statements_meet_and_tie(account: str) -> None:
    rows = rows_of(account, PLACED)
    periods = yearly() if ACCOUNTS[account].bank == "EXMP" else whole_or_with_gap(account)
    statements = list(cut(account, rows, periods))
    for statement in statements:
        assert statement.closing == statement.opening + sum(row.signed for row in statement.rows)
    for before, after in pairwise(statements):
        met = before.closing == after.opening
        assert met is not (account == MISSING_ACCOUNT)
    sent = sum(len(statement.rows) for statement in statements)
    unsent = sum(MISSING_FROM <= row.movement.day <= MISSING_TO for row in rows) if account == MISSING_ACCOUNT else 0
    assert sent + unsent == len(rows)


def test_the_same_day_twin_is_two_deposits() -> None:
    twins = [item.movement for item in PLACED if item.movement.reference == "EXTWIN"]
    assert len(twins) == 2
    assert twins[0] == twins[1]


def test_the_flow_is_the_same_every_time() -> None:
    assert flow() == PLACED
