"""Rows of statements that share days: any cut of a true ledger gives its payments, or says which pair is open."""

from __future__ import annotations

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.tracer.resolve.ledger_cuts import FIRST, Cut, Row, StatedCase, batch_of, cuts, ledgers
from tests.tracer.resolve.plain_overlaps import Plain
from tracer.resolve.overlaps import find_repeated
from tracer.resolve.unlisted.unlike_rows import count_unlike, find_unlike


def take(ledger, *found):
    case = StatedCase()
    for number, cut in enumerate(found):
        case.take(batch_of(ledger, cut, number))
    return case


def payments(case):
    """Rows by (day, change): how many transfers there are once matches by rule are joined, and how many pairs are open."""
    seen: dict[str, tuple[int, int]] = {}
    for batch in case.batches.values():
        for row in batch.entries.to_pylist():
            minor = row["credit_minor"] if row["side"] == "credit" else -row["debit_minor"]
            seen[row["transfer_id"]] = ((row["booking_date"] - FIRST).days, minor)
    matches = find_repeated(case.graph()) if case.batches else ()
    assert len({(match.first, match.second) for match in matches}) == len(matches)
    one_of: dict[str, str] = {transfer: transfer for transfer in seen}
    for match in matches:
        if match.sure:
            gone, kept = one_of[match.second], one_of[match.first]
            one_of = {transfer: kept if name == gone else name for transfer, name in one_of.items()}
    standing = Counter(seen[name] for name in set(one_of.values()))
    open_ = [match for match in matches if not match.sure and one_of[match.first] != one_of[match.second]]
    return standing, Counter(seen[match.first] for match in open_)


def covered(ledger, found):
    rows = {place for cut in found for place in range(cut.begin, cut.end)}
    return Counter((ledger[place].day, ledger[place].minor) for place in rows)


@settings(max_examples=300)
@given(st.data())
def test_any_cut_gives_the_true_payments_or_an_open_pair(data) -> None:
    ledger = data.draw(ledgers())
    found = data.draw(cuts(ledger))
    standing, open_pairs = payments(take(ledger, *found))
    true = covered(ledger, found)
    for key in standing | true:
        assert standing[key] - open_pairs[key] <= true[key] <= standing[key], (key, found)


LEDGER = (Row(14, 50, "A"), Row(14, 50, None), Row(14, 50, "B"), Row(15, 50, "C"))
WHOLE = Cut(0, 4, 0, 30, True, True)


@pytest.mark.parametrize(
    ("found", "standing", "open_pairs"),
    [
        ([Cut(0, 3, 0, 14, True, True), Cut(3, 4, 15, 30, True, True)], 3, 0),
        ([Cut(0, 1, 0, 14, True, True), Cut(1, 4, 14, 30, True, True)], 3, 0),
        ([Cut(0, 1, 0, 14, False, False), Cut(1, 4, 14, 30, False, False)], 3, 1),
        ([WHOLE, Cut(0, 4, 0, 30, True, True)], 3, 0),
        ([WHOLE, Cut(0, 4, 0, 30, True, False)], 3, 0),
        ([WHOLE, Cut(0, 3, 5, 14, True, True)], 3, 0),
    ],
)
def test_twins_of_the_fifteenth(found, standing, open_pairs) -> None:
    said, doubtful = payments(take(LEDGER, *found))
    assert (said[14, 50], doubtful[14, 50]) == (standing, open_pairs)


def test_balances_that_repeat_and_references_that_differ_leave_the_pair_open() -> None:
    case = StatedCase()
    case.take(batch_of((Row(14, 50, "X"),), Cut(0, 1, 0, 20, True, True), 1))
    case.take(batch_of((Row(14, 50, "Y"),), Cut(0, 1, 10, 30, True, True), 2))
    (match,) = find_repeated(case.graph())
    assert (match.sure, match.doubts) == (False, ("references_differ",))
    assert match.reasons == ("same_day_and_amount", "statement_repeats")


def test_balances_that_continue_and_equal_references_leave_the_pair_open() -> None:
    case = StatedCase()
    ledger = (Row(14, 50, "X"), Row(14, 50, "X"))
    case.take(batch_of(ledger, Cut(0, 1, 0, 14, True, True), 1))
    case.take(batch_of(ledger, Cut(1, 2, 14, 30, True, True), 2))
    (match,) = find_repeated(case.graph())
    assert (match.sure, match.doubts) == (False, ("balances_continue",))


@pytest.mark.parametrize("middle", [True, False])
def test_parts_of_one_day_between_which_the_balance_comes_back_are_no_repetition(middle) -> None:
    ledger = (Row(0, 50, None), Row(0, -50, None), Row(0, 50, None))
    parts = [Cut(n, n + 1, 0, 0, middle or n != 1, False) for n in range(3)]
    standing, open_pairs = payments(take(ledger, *parts))
    assert (standing[0, 50], standing[0, -50]) == (2, 1)
    assert open_pairs[0, 50] == 1


def test_two_rows_of_one_statement_stay_two_whatever_others_say_of_them() -> None:
    ledger = (Row(3, 50, "REF-0"), Row(3, 50, None))
    found = [Cut(0, 2, 0, 3, True, True), Cut(0, 2, 3, 4, True, False), Cut(0, 2, 0, 4, True, True)]
    standing, open_pairs = payments(take(ledger, *found))
    assert (standing[3, 50], open_pairs[3, 50]) == (2, 0)


# The rule, row against row


OTHERS = [None, "RO42INVT0000000000000002", "RO42INVT0000000000000003"]


@st.composite
def told_differently(draw: st.DrawFn) -> StatedCase:
    """Statements of the same days that leave out rows, references and accounts, and date rows otherwise."""
    case = StatedCase()
    for number in range(draw(st.integers(2, 4))):
        days = sorted(draw(st.lists(st.integers(0, 24), min_size=1, max_size=12)))
        rows = tuple(
            Row(
                day,
                draw(st.sampled_from([50, 50, -50, 20])),
                draw(st.sampled_from([None, None, "REF-1", "REF-2"])),
                draw(st.sampled_from(OTHERS)),
            )
            for day in days
        )
        first, last = sorted((draw(st.integers(0, 12)), draw(st.integers(12, 24))))
        case.take(batch_of(rows, Cut(0, len(rows), first, last, draw(st.booleans()), draw(st.booleans())), number))
    return case


@settings(max_examples=150)
@given(told_differently())
def test_the_matches_are_those_of_holding_each_row_against_each(case: StatedCase) -> None:
    graph = case.graph()
    assert find_repeated(graph) == Plain(graph).find()


@settings(max_examples=60)
@given(st.data())
def test_of_any_cut_too_the_matches_are_those_of_each_row_against_each(data: st.DataObject) -> None:
    ledger = data.draw(ledgers())
    graph = take(ledger, *data.draw(cuts(ledger))).graph()
    assert find_repeated(graph) == Plain(graph).find()


def stated_once_each(*days: int, references: tuple[str | None, str | None] = (None, None)) -> StatedCase:
    """One sum that two statements of the same days list, each on a day of its own."""
    case = StatedCase()
    for number, (day, reference) in enumerate(zip(days, references, strict=True)):
        case.take(batch_of((Row(day, 50, reference),), Cut(0, 1, 0, 40, number == 0, True), number))
    return case


@pytest.mark.parametrize(("later", "near"), [(15, True), (16, False), (1, True)])
def test_rows_of_one_sum_up_to_fifteen_days_apart_may_be_one(later: int, near: bool) -> None:
    for days in ((0, later), (20, 20 - later)):
        matches = find_repeated(stated_once_each(*days).graph())
        assert [(match.sure, match.doubts) for match in matches] == [(False, ("booking_days_differ",))] * near


def test_rows_on_other_days_with_other_references_are_two() -> None:
    assert find_repeated(stated_once_each(0, 3, references=("REF-1", "REF-2")).graph()) == ()
    assert len(find_repeated(stated_once_each(0, 3, references=("REF-1", None)).graph())) == 1


@pytest.mark.parametrize(("balances", "unlike"), [((True, True), 2), ((True, False), 2)])
def test_rows_that_only_one_statement_lists_are_counted(balances: tuple[bool, bool], unlike: int) -> None:
    case = StatedCase()
    for number, minor in enumerate((50, 70)):
        case.take(batch_of((Row(3, minor, None),), Cut(0, 1, 0, 9, balances[number], True), number))
    graph = case.graph()
    assert count_unlike(graph, find_repeated(graph)) == unlike


def test_rows_that_only_one_statement_lists_count_also_where_no_balance_says() -> None:
    case = StatedCase()
    case.take(batch_of((Row(9, 50, None),), Cut(0, 1, 0, 9, False, True), 0))
    case.take(batch_of((Row(9, 70, None),), Cut(0, 1, 9, 18, False, True), 1))
    graph = case.graph()
    assert set(find_unlike(graph, ()).values()) == {"unknown"}
    assert count_unlike(graph, find_repeated(graph)) == 2
