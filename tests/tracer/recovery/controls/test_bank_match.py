"""The ledger against the bank: matched with the document number, unconfirmed, ambiguous, unmatched; nothing guessed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.tracer.recovery.controls.month_acts import OFFICE
from tests.tracer.recovery.stories import cash, on
from tracer.recovery.acts.money import PostAct
from tracer.recovery.controls.bank_match import (
    AMBIGUOUS,
    MATCH_RESULTS,
    MATCHED,
    UNCONFIRMED,
    UNMATCHED,
    BankRow,
    BookMove,
    book_moves,
    match_bank,
    states_number,
)

DAY = on("2025-02-04")


def move(
    name: str = "m", minor: int = 500, on_: date = DAY, document: str = "12/2025", currency: str = "RON"
) -> BookMove:
    return BookMove(name, on_, currency, minor, document)


def bank(
    name: str = "r", minor: int = 500, on_: date = DAY, text: str = "plata 12/2025", currency: str = "RON"
) -> BankRow:
    return BankRow(name, on_, currency, minor, text)


def results(moves: list[BookMove], rows: list[BankRow], window: int = 3) -> list[tuple[str, str, str]]:
    return [
        (group.result, "".join(one.id for one in group.moves), "".join(one.id for one in group.rows))
        for group in match_bank(moves, rows, window)
    ]


def test_amount_day_and_number_match() -> None:
    assert results([move()], [bank(on_=DAY + timedelta(days=3))]) == [(MATCHED, "m", "r")]
    assert results([move()], [bank(on_=DAY - timedelta(days=3))]) == [(MATCHED, "m", "r")]


@pytest.mark.parametrize(
    "other", [bank(minor=501), bank(minor=-500), bank(currency="EUR"), bank(on_=DAY + timedelta(days=4))]
)
def test_another_amount_sign_currency_or_day_does_not_match_though_the_number_does(other: BankRow) -> None:
    assert results([move()], [other]) == [(UNMATCHED, "m", ""), (UNMATCHED, "", "r")]


def test_without_the_number_one_candidate_is_unconfirmed_and_two_are_ambiguous() -> None:
    assert results([move()], [bank(text="transfer")]) == [(UNCONFIRMED, "m", "r")]
    assert results([move()], [bank("r", text="a"), bank("s", text="b")]) == [(AMBIGUOUS, "m", "rs")]
    assert results([move("m"), move("n")], [bank(text="a")]) == [(AMBIGUOUS, "mn", "r")]


def test_a_number_decides_among_candidates_and_frees_the_others() -> None:
    assert results([move()], [bank("r", text="a"), bank("s")]) == [(MATCHED, "m", "s"), (UNMATCHED, "", "r")]


def test_two_rows_with_the_same_number_are_ambiguous() -> None:
    assert results([move()], [bank("r"), bank("s")]) == [(AMBIGUOUS, "m", "rs")]


@pytest.mark.parametrize(
    ("text", "number", "stated"),
    [
        ("OP 12", "12", True),
        ("op nr.12/2025.", "12/2025", True),
        ("1.12/2025", "12/2025", False),
        ("OP 12/2025.", "12/2025", True),
        ("112", "12", False),
        ("12/2025", "12", False),
        ("12.5", "12", False),
        ("plata oP-a7", "a7", False),
        ("plata A7", "a7", True),
        ("anything", "", False),
        ("anything", "  ", False),
    ],
)
def test_a_number_is_a_word_of_its_own(text: str, number: str, stated: bool) -> None:
    assert states_number(text, number) is stated


def test_movements_are_those_of_the_unique_account_of_the_office() -> None:
    story = cash(500)
    story.post("2025-02-10", "interest", 30, "account_entry:bank")
    story.post("2025-02-11", "cost", 7, "invoice:custodian")
    story.post("2025-02-12", "cost_advance", 9, "invoice:custodian")
    found = book_moves(story.facts, OFFICE, None, on("2025-12-31"))
    assert [(one.on, one.minor) for one in found] == [(DAY, 500), (on("2025-02-10"), 30), (on("2025-02-11"), -7)]
    deposit = story.facts.of(PostAct)[1]
    assert deposit.document is not None
    assert found[0].document == deposit.document.number
    assert book_moves(story.facts, OFFICE, on("2025-02-11"), on("2025-02-11")) == (found[2],)
    assert book_moves(story.facts, "another office", None, on("2025-12-31")) == ()


def test_a_reversed_posting_moves_nothing_and_both_currencies_of_an_exchange_move() -> None:
    story = cash(500)
    story.post("2025-02-10", "interest", 30, "account_entry:bank")
    wrong = story.facts.of(PostAct)[-1]
    story.add("reverse", "2025-02-10", recorded="2025-02-11", posting=wrong.id, reason="twice")
    story.post("2025-02-12", "fx", 500, "account_entry:bank", to_amount=100, to_currency="EUR", rate_num=1, rate_den=5)
    found = book_moves(story.facts, OFFICE, None, on("2025-12-31"))
    assert [(one.currency, one.minor) for one in found] == [("RON", 500), ("RON", -500), ("EUR", 100)]


MOVES = st.lists(st.tuples(st.integers(0, 6), st.sampled_from([5, -5, 7]), st.sampled_from(["1", "2", ""])), max_size=6)


@given(MOVES, MOVES, st.integers(0, 3), st.randoms())
def test_everything_stands_in_one_group_and_the_sums_agree(
    books: list[tuple[int, int, str]], banks: list[tuple[int, int, str]], window: int, shuffled: object
) -> None:
    moves = [
        move(f"m{place}", minor, DAY + timedelta(days=day), text) for place, (day, minor, text) in enumerate(books)
    ]
    rows = [bank(f"r{place}", minor, DAY + timedelta(days=day), text) for place, (day, minor, text) in enumerate(banks)]
    groups = match_bank(moves, rows, window)
    assert sorted(one.id for group in groups for one in group.moves) == sorted(one.id for one in moves)
    assert sorted(one.id for group in groups for one in group.rows) == sorted(one.id for one in rows)
    for group in groups:
        counts = (len(group.moves), len(group.rows))
        assert counts == (1, 1) if group.result in (MATCHED, UNCONFIRMED) else True
        assert sorted(counts) == [0, 1] if group.result == UNMATCHED else min(counts) >= 1
        if group.result == MATCHED:
            assert states_number(group.rows[0].text, group.moves[0].document)
    open_ = [group for group in groups if group.result not in (MATCHED, UNCONFIRMED)]
    assert sum(one.minor for one in moves) - sum(one.minor for one in rows) == sum(
        one.minor for group in open_ for one in group.moves
    ) - sum(one.minor for group in open_ for one in group.rows)
    shuffled.shuffle(moves)  # type: ignore[attr-defined]
    shuffled.shuffle(rows)  # type: ignore[attr-defined]
    assert match_bank(moves, rows, window) == groups
    assert {group.result for group in groups} <= set(MATCH_RESULTS)
