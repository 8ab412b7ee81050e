"""What the totals count as received, spent, paid and held is what the ledger of the final lots has, to the minor unit."""

from __future__ import annotations

from collections import Counter
from datetime import date
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tracer.recovery.totals.earlier_facts import facts_of
from tracer.recovery.acts.measures import ItemAct
from tracer.recovery.ledger.invariants import find_ledger_faults
from tracer.recovery.ledger.lot_books import book_of
from tracer.recovery.orders.item_states import item_state
from tracer.recovery.orders.transitions import FINAL_STATES
from tracer.recovery.totals.contributions import AssetFacts
from tracer.recovery.totals.slices import ItemFacts
from tracer.recovery.totals.totals import compute_totals

LAST = date(2024, 3, 28)
SUMS = {"DEPOSITED": (1, 900), "REALISED": (1, 900), "VICTIM": (1, 400), "BUDGET": (1, 400), "SHARED": (1, 400)}


@st.composite
def offices(draw, step, valuation):
    """Some assets, measures on them that overlap or not, each with a life towards money."""
    names = [f"a{place}" for place in range(draw(st.integers(1, 3)))]
    events, measures = [valuation(name, 1_000, "2024-01-02") for name in names if draw(st.booleans())], []
    for place in range(draw(st.integers(1, 5))):
        row = ItemFacts(
            f"m{place}",
            draw(st.sampled_from(names)),
            Fraction(draw(st.integers(1, 4)), 4),
            draw(st.sampled_from(["ana", "dan"])),
            None,
            "fine",
            None,
        )
        measures.append(row)
        states = ["IDENTIFIED", "TRACED", "REQUESTED", "FROZEN"]
        states += draw(st.sampled_from([[], ["DEPOSITED"], ["SALE_ORDERED", "DEPOSITED"]]))
        if draw(st.integers(0, 4)):
            states += ["CONF_NONFINAL", "CONF_FINAL"]
            states += draw(st.sampled_from([[], ["ENFORCING"], ["ENFORCING", "REALISED"], ["ENFORCING", "REALISED"]]))
            states += draw(st.lists(st.sampled_from(["VICTIM", "BUDGET", "SHARED"]), max_size=3))
        for day, state in enumerate(states, 1):
            props = {}
            if state in SUMS and draw(st.integers(0, 5)):
                props = {"amount_minor": draw(st.integers(*SUMS[state])), "currency": "EUR"}
            events.append(step(state, f"2024-02-{day:02}", measure=row.id, **props))
    return [AssetFacts(name, "cash" if draw(st.booleans()) else "car", name) for name in names], measures, events


def ledger_of(facts):
    """By figure: the balances of the unique account's partners, of all lots with a final item."""
    found = Counter()
    for item in facts.of(ItemAct):
        if item_state(facts, item, LAST).state not in FINAL_STATES:
            continue
        book = book_of(facts, item.item)
        for (name, _), minor in book.balances(LAST).items():
            found[name] += minor
    return found


@given(data=st.data())
@settings(max_examples=150)
def test_the_totals_are_the_ledger(data, step, valuation):
    assets, measures, events = data.draw(offices(step, valuation))
    facts = facts_of(assets, measures, events, LAST)
    money = compute_totals(facts, assets, events, as_of=LAST, known_on=LAST, currency="EUR").realised
    ledger = ledger_of(facts)
    assert find_ledger_faults(facts) == []
    assert money.received == -(ledger["SALE_PRICE"] + ledger["FOUND"] + ledger["INTEREST"])
    assert (money.victims, money.budget, money.shared) == (
        ledger["PAID_VICTIM"],
        ledger["PAID_BUDGET"],
        ledger["PAID_STATE"],
    )
    assert money.undistributed == ledger["UNIQUE_ACCOUNT"] + ledger["SEIZED_CASH"]
    assert money.exchange == 0
