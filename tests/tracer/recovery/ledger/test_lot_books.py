"""The books of lots, kept while acts are added, agree with all entries read again."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from fractions import Fraction

from hypothesis import given
from hypothesis import strategies as st

from tests.tracer.recovery.plain_ledger import find_overdraft
from tests.tracer.recovery.stories import cash, on
from tracer.recovery.acts.act import RecoveryAct
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import ItemAct
from tracer.recovery.acts.money import PostAct, ReverseAct
from tracer.recovery.ledger.classes import DESTINATIONS, HOLDINGS
from tracer.recovery.ledger.entries import all_entries, balances
from tracer.recovery.ledger.lot_books import LotBooks, book_of, held_on

FIRST = date(2025, 1, 1)
TEMPLATES = ["seize_cash", "bank_freeze", "deposit", "interest", "cost", "loss", "surplus", "sale", "pay_budget", "fx"]


def item(name: str, attached_to: str | None = None) -> ItemAct:
    return ItemAct(
        id=f"item {name}",
        effective=FIRST,
        recorded=FIRST,
        item=name,
        case="F",
        against="ion",
        purposes=frozenset({"damage"}),
        asset="x",
        title_holder="ion",
        share=Fraction(1),
        attached_to=attached_to,
    )


def post(number: int, name: str, template: str, day: int, amount: int, currency: str) -> PostAct:
    when = FIRST + timedelta(days=day)
    return PostAct(
        id=f"p{number}",
        effective=when,
        recorded=when,
        item=name,
        template=template,
        amount=amount,
        currency=currency,
        to_amount=amount * 5,
        to_currency="USD",
    )


def reversal(number: int, target: PostAct, later: int = 0) -> ReverseAct:
    on = target.effective + timedelta(days=later)
    return ReverseAct(id=f"r{number}", effective=on, recorded=FIRST, posting=target.id, reason="wrong")


DRAWN = st.lists(
    st.tuples(
        st.sampled_from(["A", "B", "C"]),
        st.sampled_from(TEMPLATES),
        st.integers(0, 6),
        st.integers(1, 9),
        st.sampled_from(["RON", "EUR"]),
        st.sampled_from([None, None, 0, 0, 1, 3]),
    ),
    min_size=1,
    max_size=14,
)


@st.composite
def ledgers(draw: st.DrawFn) -> list[RecoveryAct]:
    """Items A, B and C on the lot of A, postings on any day, some reversed on their day or later; in any order."""
    acts: list[RecoveryAct] = [item("A"), item("B"), item("C", "A")]
    for number, (name, template, day, amount, currency, later) in enumerate(draw(DRAWN)):
        posting = post(number, name, template, day, amount, currency)
        acts.append(posting)
        if later is not None:
            acts.append(reversal(number, posting, later))
    return draw(st.permutations(acts)) if draw(st.booleans()) else acts


@given(ledgers())
def test_books_kept_act_by_act_agree_with_all_entries(acts: list[RecoveryAct]) -> None:
    facts = RecoveryFacts()
    for act in acts:
        facts.add(act)
        facts.index(LotBooks)
        for lot in ("A", "B", "C"):
            found = {account: minor for account, minor in book_of(facts, lot).balances().items() if minor}
            assert found == {account: minor for account, minor in balances(all_entries(facts), lot).items() if minor}
    for day in range(10):
        until = FIRST + timedelta(days=day)
        for lot in ("A", "B"):
            plain = balances([entry for entry in all_entries(facts) if entry.on <= until], lot)
            for (name, currency), minor in plain.items():
                assert held_on(facts, lot, currency, until, name) == minor


@given(ledgers(), st.sampled_from(TEMPLATES), st.integers(0, 6), st.integers(1, 20), st.sampled_from(["A", "B"]))
def test_a_new_posting_overdraws_the_book_as_it_overdraws_all_entries(
    acts: list[RecoveryAct], template: str, day: int, amount: int, lot: str
) -> None:
    facts = RecoveryFacts(acts)
    posting = post(99, lot, template, day, amount, "RON")
    found = book_of(facts, lot).overdraft_by(posting)
    plain = find_overdraft(all_entries(RecoveryFacts([*acts, posting])), lot, posting.effective)
    assert found == (plain[0] if plain else None)


@given(ledgers(), st.data(), st.sampled_from([0, 0, 2]))
def test_a_reversal_overdraws_the_book_as_it_overdraws_all_entries(
    acts: list[RecoveryAct], data: st.DataObject, later: int
) -> None:
    facts = RecoveryFacts(acts)
    target = data.draw(st.sampled_from([act for act in acts if isinstance(act, PostAct)]))
    lot = "B" if target.item == "B" else "A"
    watched = (*HOLDINGS, *DESTINATIONS)
    found = book_of(facts, lot).overdraft_without(target, watched, target.effective + timedelta(days=later))
    entries = all_entries(facts)
    booked = next(entry for entry in entries if entry.act is target)
    back = tuple(line._replace(minor=-line.minor) for line in booked.lines)
    undone = reversal(99, target, later)
    plain = find_overdraft([*entries, replace(booked, act=undone, lines=back)], lot, undone.effective, watched)
    assert found == (plain[0] if plain else None)


def test_the_book_of_a_lot_without_postings_is_empty() -> None:
    assert book_of(cash().facts, "B").balances() == {}
    assert held_on(cash(500).facts, "A", "RON", on("2025-02-03")) == 0
