"""Which payment a row speaks of: counted within a statement, recognised only on days that two statements share."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_schema.statements.overlap import StatementSpan
from graph_schema.statements.payment_identity import KnownRow, StatedRow, identify_payments
from tests.graph_schema.statements.plain_payments import identify_plainly


def day(number: int) -> date:
    return date(2024, 1, number)


def row(statement="s1", debit="a", credit="b", minor=100, booked=2, valued=None, side="debit", reference=None):
    valued = day(valued or booked)
    return StatedRow(
        debit, credit, minor, "RON", minor, "RON", valued, day(booked), side, reference, ("file", statement)
    )


def span(statement, begin, end, opening, closing, moved=(), account="a"):
    moved = {day(number): (minor,) for number, minor in dict(moved).items()}
    return StatementSpan("file", statement, account, "RON", day(begin), day(end), opening, closing, moved)


def test_the_mirror_row_in_the_other_statement_is_the_same_payment() -> None:
    out, into = identify_payments([row(), row("s2", side="credit")])
    assert out == into


def test_twins_of_one_day_stay_two_and_meet_their_mirrors_in_order() -> None:
    found = identify_payments([row(), row(), row("s2", side="credit"), row("s2", side="credit")])
    assert found[0] != found[1]
    assert found[2:] == found[:2]


@pytest.mark.parametrize(
    "other",
    [
        {"debit": "b", "credit": "a", "side": "credit"},
        {"credit": "c"},
        {"minor": 101},
        {"credit": None},
        {"valued": 3},
        {"booked": 3, "valued": 2},
    ],
)
def test_other_parties_amounts_or_days_are_another_payment(other) -> None:
    one, two = identify_payments([row(), row("s2", **other)])
    assert one != two


TOUCHING = [span("s1", 1, 15, 0, 100, {15: 100}), span("s2", 16, 31, 100, 200, {16: 100})]


@pytest.mark.parametrize("references", [("X", "Y"), (None, None), ("X", "X")])
def test_equal_rows_of_statements_that_only_touch_are_two_payments(references) -> None:
    first = row("s1", booked=15, valued=15, side="credit", reference=references[0])
    second = row("s2", booked=16, valued=15, side="credit", reference=references[1])
    assert len(set(identify_payments([first, second], TOUCHING))) == 2


def both(relation, references=(None, None)):
    """Equal rows of the 15th in two statements that both cover it; their ids."""
    spans = {
        "repeats": [span("s1", 1, 20, 0, 100, {15: 100}), span("s2", 10, 31, 0, 100, {15: 100})],
        "continues": [span("s1", 1, 15, 0, 100, {15: 100}), span("s2", 15, 31, 100, 200, {15: 100})],
        "unknown": [span("s1", 1, 15, None, None, {15: 100}), span("s2", 15, 31, None, None, {15: 100})],
        "contradicts": [span("s1", 1, 20, 0, 100, {15: 100}), span("s2", 10, 31, 7, 107, {15: 100})],
        "no balances": [span("s1", 1, 20, None, None, {15: 100}), span("s2", 10, 31, None, None, {15: 100})],
    }[relation]
    rows = [row(f"s{n}", booked=15, side="credit", reference=said) for n, said in enumerate(references, start=1)]
    return identify_payments(rows, spans)


@pytest.mark.parametrize(
    ("relation", "references", "payments"),
    [
        ("repeats", (None, None), 1),
        ("repeats", ("X", "X"), 1),
        ("repeats", ("X", None), 1),
        ("repeats", ("X", "Y"), 2),
        ("no balances", (None, None), 1),
        ("no balances", ("X", "Y"), 2),
        ("continues", (None, None), 2),
        ("continues", ("X", "X"), 2),
        ("unknown", (None, None), 2),
        ("unknown", ("X", "X"), 1),
        ("unknown", ("X", "Y"), 2),
        ("contradicts", (None, None), 2),
        ("contradicts", ("X", "X"), 2),
    ],
)
def test_on_shared_days_balances_and_references_say_whether_rows_are_one(relation, references, payments) -> None:
    assert len(set(both(relation, references))) == payments


def test_rows_stated_again_in_another_order_meet_by_their_references() -> None:
    spans = [span("s1", 1, 31, 0, 200, {15: 200}), span("s2", 1, 31, 0, 200, {15: 200})]
    rows = [row(name, booked=15, reference=said) for name, said in (("s1", "X"), ("s1", "Y"), ("s2", "Y"), ("s2", "X"))]
    first, second, second_again, first_again = identify_payments(rows, spans)
    assert (first_again, second_again) == (first, second)
    assert first != second


def test_rows_of_the_case_are_met_and_the_others_numbered_on() -> None:
    kept = [row("s1", booked=15), row("s1", booked=15)]
    spans = [span("s1", 1, 15, 0, -200, {15: -200}), span("s2", 15, 31, -200, -300, {15: -100})]
    known = [KnownRow(one, id_) for one, id_ in zip(kept, identify_payments(kept), strict=True)]
    (third,) = identify_payments([row("s2", booked=15)], spans, known)
    assert third not in {one.transfer for one in known}
    repeated = [spans[0], span("s3", 10, 31, 0, -200, {15: -200})]
    again = identify_payments([row("s3", booked=15), row("s3", booked=15)], repeated, known)
    assert again == [one.transfer for one in known]


ROW = st.tuples(st.sampled_from(["a", None]), st.sampled_from(["b", None]), st.sampled_from([1, 2])).filter(
    lambda row: row[0] or row[1]
)


@given(st.lists(ROW, max_size=12), st.randoms(use_true_random=False))
def test_a_statement_gives_each_row_its_own_payment_whatever_lies_between(rows, order) -> None:
    own = [row("s1", *one) for one in rows]
    alone = identify_payments(own)
    assert len(set(alone)) == len(alone)
    mixed = own[:]
    for one in rows:
        mixed.insert(order.randint(0, len(mixed)), row("s2", *one, side="credit"))
    found = [id_ for id_, one in zip(identify_payments(mixed), mixed, strict=True) if one.span[1] == "s1"]
    assert found == alone


# The rule, row against payment

SPANS = {
    "s1": (1, 20),
    "s2": (10, 31),
    "s3": (15, 15),
    "s4": (15, 31),
    "s5": (1, 31),
}


@st.composite
def stated(draw):
    """Equal rows of the 15th in statements that cover it, with and without balances and references."""
    names = draw(st.lists(st.sampled_from(sorted(SPANS)), min_size=1, max_size=4, unique=True))
    spans, rows = [], []
    for name in names:
        count = draw(st.integers(1, 4))
        opening = draw(st.sampled_from([None, 0, 100, 200]))
        closing = None if opening is None else opening + 100 * count
        moved = {day(15): (100,) * count}
        spans.append(StatementSpan("file", name, "a", "RON", *map(day, SPANS[name]), opening, closing, moved))
        for _ in range(count):
            reference = draw(st.sampled_from([None, None, "X", "Y"]))
            rows.append(
                row(name, booked=15, side="credit", minor=draw(st.sampled_from([100, 200])), reference=reference)
            )
    return spans, rows, draw(st.integers(0, len(rows)))


@settings(max_examples=300)
@given(stated())
def test_payments_are_those_of_holding_each_row_against_each(drawn) -> None:
    spans, rows, cut = drawn
    assert identify_payments(rows, spans) == identify_plainly(rows, spans)
    earlier = identify_payments(rows[:cut], spans)
    known = [KnownRow(one, transfer) for one, transfer in zip(rows[:cut], earlier, strict=True)]
    later = [one for one in rows[cut:] if one.span not in {kept.span for kept in rows[:cut]}]
    assert identify_payments(later, spans, known) == identify_plainly(later, spans, known)


def test_thousands_of_equal_rows_of_one_day_with_references_of_their_own_are_all_payments() -> None:
    count = 4_000
    spans = [
        StatementSpan("file", name, "a", "RON", day(1), day(31), 0, None, {day(15): (100,) * count})
        for name in ("s1", "s2")
    ]
    first, second = (
        [row(name, booked=15, side="credit", reference=f"{name}-{place}") for place in range(count)]
        for name in ("s1", "s2")
    )
    known = [KnownRow(one, transfer) for one, transfer in zip(first, identify_payments(first, spans), strict=True)]
    assert len(set(identify_payments(second, spans, known)) - {one.transfer for one in known}) == count


def test_a_row_never_repeats_a_payment_that_its_own_statement_has() -> None:
    """Another statement repeats the payment, but of its own statement the row is another."""
    spans = [span("s1", 1, 9, None, None), span("s2", 2, 12, None, None)]
    (first,) = identify_payments([row(reference="A")], spans)
    known = [KnownRow(row(name, reference="A"), first) for name in ("s1", "s2")]
    (second,) = identify_payments([row(reference="A")], spans, known)
    assert second != first
