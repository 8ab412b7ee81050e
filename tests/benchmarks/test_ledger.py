"""How long recording and verifying postings take, beside reading the whole ledger again. Prints alone.

TRACER_BENCH_POSTINGS=... sets another number of postings to verify; there is a lot to a hundred of them.
"""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from tests.recovery_scenarios.reading import read_act
from tests.tracer.recovery.ledger.test_lot_books import item
from tests.tracer.recovery.plain_ledger import find_overdraft
from tests.tracer.recovery.stories import cash, row
from tracer.recovery.acts.act import RecoveryAct
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.money import PostAct
from tracer.recovery.ledger.entries import all_entries, balances
from tracer.recovery.ledger.invariants import find_ledger_faults

pytestmark = pytest.mark.benchmark
POSTINGS = int(os.environ.get("TRACER_BENCH_POSTINGS", "1000000"))
READ_AGAIN = 1000
FIRST = date(2025, 2, 5)


def cpu_of(work: Callable[[], Any]) -> tuple[float, Any]:
    """CPU seconds of one run, and its result."""
    begun = time.process_time()
    found = work()
    return time.process_time() - begun, found


def draw_acts(postings: int) -> list[RecoveryAct]:
    """Postings by day: each lot takes cash, deposits it, then has interest and costs."""
    lots = max(postings // 100, 1)
    acts: list[RecoveryAct] = [item(f"item{number}") for number in range(lots)]
    for number in range(postings):
        turn, lot = divmod(number, lots)
        template = ("seize_cash", "deposit")[turn] if turn < 2 else ("interest", "cost")[turn % 2]
        amount = 100_000 if turn < 2 else 100 + number % 7
        when = FIRST + timedelta(days=turn)
        acts.append(
            PostAct(
                id=f"p{number}",
                effective=when,
                recorded=when,
                item=f"item{lot}",
                template=template,
                amount=amount,
                currency="RON",
            )
        )
    return acts


def record(count: int) -> float:
    """CPU seconds to record some postings on one lot."""
    story = cash(10**9)
    acts = [
        read_act(
            row(
                1000 + number,
                "post",
                (FIRST + timedelta(days=number // 40)).isoformat(),
                "account_entry:bank" if number % 2 else "invoice:anabi",
                item="A",
                template="interest" if number % 2 else "cost",
                amount=1 + number % 9,
                currency="RON",
            )
        )
        for number in range(count)
    ]
    spent, outcomes = cpu_of(lambda: [story.case.record(act) for act in acts])
    assert all(outcome.is_accepted for outcome in outcomes)
    return spent


def read_again(count: int) -> float:
    """CPU seconds to check as many postings on one lot by reading all entries again for each."""
    acts = draw_acts(1)[:1] + [act for act in draw_acts(100) if isinstance(act, PostAct)][:2]
    facts = RecoveryFacts(acts)
    when = FIRST + timedelta(days=2)

    def work() -> None:
        for number in range(count):
            facts.add(
                PostAct(
                    id=f"q{number}",
                    effective=when,
                    recorded=when,
                    item="item0",
                    template="cost",
                    amount=1,
                    currency="RON",
                )
            )
            assert find_overdraft(all_entries(facts), "item0", when) is None

    return cpu_of(work)[0]


def test_postings_recorded_on_one_lot() -> None:
    record(10)
    spent = {count: record(count) for count in (READ_AGAIN, 10 * READ_AGAIN)}
    rival = read_again(READ_AGAIN)
    print(
        f"\n{READ_AGAIN} postings on one lot: {spent[READ_AGAIN]:.3f} CPU s; reading all entries again: {rival:.3f}; "
        f"ratio {rival / spent[READ_AGAIN]:.0f}; ten times as many postings: {spent[10 * READ_AGAIN]:.3f}, "
        f"{spent[10 * READ_AGAIN] / spent[READ_AGAIN]:.1f} times",
        end="",
    )


def test_a_million_postings_verified() -> None:
    facts = RecoveryFacts(draw_acts(POSTINGS))
    spent, faults = cpu_of(lambda: find_ledger_faults(facts))
    assert faults == []
    part = RecoveryFacts(draw_acts(min(POSTINGS, 50_000)))
    rival, _ = cpu_of(lambda: balances(all_entries(part)))
    rival *= POSTINGS / min(POSTINGS, 50_000)
    print(
        f"\n{POSTINGS} postings: balances of each lot and day, invariants: {spent:.2f} CPU s (to reach 10); "
        f"all entries and one sum of them, no invariant, from 50,000: {rival:.2f}; ratio {rival / spent:.2f}",
        end="",
    )
