"""Two accounts that pay one another, their true ledgers cut into statements: every payment once, or an open pair."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from types import SimpleNamespace

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_schema.records.identity import account_id
from tests.tracer.resolve.ledger_cuts import Cut, Row, StatedCase, batch_of, cuts
from tracer.graph.case_graph import CaseGraph
from tracer.resolve.payments import resolve_payments

NUMBERS = ("RO42INVT0000000000000001", "RO49AAAA1B31007593840000")


@st.composite
def worlds(draw: st.DrawFn) -> tuple[tuple[Row, ...], tuple[Row, ...]]:
    """Both ledgers: what the two pay one another, with a reference of its own, and what each has with others."""
    ledgers: tuple[list[Row], list[Row]] = ([], [])
    for number in range(draw(st.integers(1, 6))):
        day, late, minor = draw(st.integers(0, 7)), draw(st.integers(0, 2)), draw(st.sampled_from([50, 70]))
        payer = draw(st.integers(0, 1))
        row = Row(day, -minor, f"PLATA-2024-{number}", draw(st.sampled_from([NUMBERS[1 - payer], None])))
        ledgers[payer].append(row)
        named = draw(st.sampled_from([NUMBERS[payer], None]))
        ledgers[1 - payer].append(replace(row, day=day + late, minor=minor, other=named))
    for own in ledgers:
        for _ in range(draw(st.integers(0, 3))):
            own.append(Row(draw(st.integers(0, 9)), draw(st.sampled_from([50, -50, 20])), None))
    one, other = (tuple(sorted(own, key=lambda row: row.day)) for own in ledgers)
    return one, other


def covered(ledger: Sequence[Row], found: Sequence[Cut]) -> set[int]:
    return {place for cut in found for place in range(cut.begin, cut.end)}


def moved(graph: CaseGraph, account: str) -> Counter[int]:
    """The changes of the balance of one account by the payments that its own statements tell."""
    rows = graph.transfers.to_pylist()
    left = [-row["debit_minor"] for row in rows if row["debit_account"] == account and row["debit_seq"]]
    came = [row["credit_minor"] for row in rows if row["credit_account"] == account and row["credit_seq"]]
    return Counter([*left, *came])


@settings(max_examples=150)
@given(st.data())
def test_transfers_move_what_the_statements_move_and_each_payment_once(data: st.DataObject) -> None:
    world = data.draw(worlds())
    case = StatedCase()
    found = [data.draw(cuts(ledger)) if ledger else () for ledger in world]
    order = [(side, number) for side in (0, 1) for number in range(len(found[side]))]
    for side, number in data.draw(st.permutations(order)):
        case.take(batch_of(world[side], found[side][number], number, NUMBERS[side]))
    if not case.batches:
        return
    payments = resolve_payments(case.graph())
    for side, number in enumerate(NUMBERS):
        account = account_id(number)
        true = Counter(world[side][place].minor for place in covered(world[side], found[side]))
        most, least = moved(payments.graph, account), moved(payments.with_open_joined, account)
        for minor in true | most:
            assert least[minor] <= true[minor] <= most[minor], (minor, found)
    told = [{world[side][place].reference for place in covered(world[side], found[side])} - {None} for side in (0, 1)]
    twice = told[0] & told[1]
    joined = [row for row in payments.graph.transfers.to_pylist() if row["debit_seq"] and row["credit_seq"]]
    # A payment that statements on both sides state again stands in two joined rows, which are an open pair.
    assert len({payments.with_open_joined.payment_of(row["transfer_id"]) for row in joined}) <= len(twice)
    open_rows = {name for match in payments.open for name in (match.first, match.second)}
    if all(cut.references for cuts_of in found for cut in cuts_of) and not open_rows:
        assert len(joined) == len(twice)


def test_a_row_that_a_rule_joined_may_still_repeat_a_third_one(said: SimpleNamespace) -> None:
    """Two parts of a day and three statements of several days: without references, 100 stands in up to four rows."""
    ledger = (Row(0, -50, None), Row(3, 50, None), Row(3, 50, None))
    parts = [Cut(0, 1, 0, 0, True, False), Cut(1, 2, 3, 3, True, False), Cut(2, 3, 3, 3, True, False)]
    whole = [Cut(0, 3, 0, 3, True, False), Cut(1, 3, 3, 4, True, False), Cut(0, 3, 0, 4, True, False)]
    case = StatedCase()
    for number, cut in enumerate([*parts, *whole]):
        case.take(batch_of(ledger, cut, number))
    graph, account = case.graph(), account_id(NUMBERS[0])

    payments = resolve_payments(graph)
    assert any(one.by == "rule" for one in payments.joined)
    first, second = payments.open
    assert (moved(payments.graph, account)[50], moved(payments.with_open_joined, account)[50]) == (4, 2)

    apart = said.decision("n", first.first, first.second, joined=False, kind="repeated")
    payments = resolve_payments(replace(graph, events=(apart,)))
    assert ([m.key for m, _ in payments.refused], [m.key for m in payments.open]) == ([first.key], [second.key])
    assert moved(payments.with_open_joined, account)[50] == 3

    one = said.decision("y", second.first, second.second, kind="repeated")
    payments = resolve_payments(replace(graph, events=(apart, one)))
    assert payments.open == ()
    assert moved(payments.graph, account)[50] == 3


def test_rows_that_a_payment_with_another_reference_leaves_over_are_an_open_pair() -> None:
    """The payee's row of the first payment and the payer's of the second have one day: they are joined without a look."""
    ours = (Row(1, 50, "PLATA-2024-0", NUMBERS[1]), Row(1, 50, "PLATA-2024-1", None))
    theirs = (Row(0, -50, "PLATA-2024-0", None), Row(1, -50, "PLATA-2024-1", NUMBERS[0]))
    case = StatedCase()
    for number, ledger in zip(NUMBERS, (ours, theirs), strict=True):
        case.take(batch_of(ledger, Cut(0, 2, 0, 1, True, True), 0, number))

    payments = resolve_payments(case.graph())
    (match,) = payments.open
    assert match.reasons == ("reference_of_joined_payment",)
    assert payments.graph.transfers.num_rows == 3
    assert payments.with_open_joined.transfers.num_rows == 2

    far = (Row(0, -50, "PLATA-2024-0", None), replace(theirs[1], reference="PLATA-2024-7"))
    case.take(batch_of((far[0], replace(far[1], minor=-70)), Cut(0, 2, 0, 1, True, True), 0, NUMBERS[1]))
    assert not [m for m in resolve_payments(case.graph()).open if "reference_of_joined_payment" in m.reasons]


def day_stated_twice() -> StatedCase:
    """The payer's day 4 is stated twice; the payee's bank books a second, earlier payment on that day too."""
    ours = (Row(2, -50, None, NUMBERS[1]), Row(4, -50, None, NUMBERS[1]))
    theirs = (Row(4, 50, None, NUMBERS[0]), Row(4, 50, None, NUMBERS[0]))
    case = StatedCase()
    case.take(batch_of(ours, Cut(1, 2, 4, 4, True, False), 0, NUMBERS[0]))
    case.take(batch_of(ours, Cut(0, 2, 0, 4, True, False), 1, NUMBERS[0]))
    case.take(batch_of(theirs, Cut(0, 2, 0, 4, True, False), 2, NUMBERS[1]))
    return case


def test_a_row_stated_twice_takes_no_row_of_another_payment_on_the_other_side() -> None:
    payments = resolve_payments(day_stated_twice().graph())
    (match,) = payments.open
    assert (match.kind, match.reasons) == ("two_sides", ("accounts_name_each_other",))
    for number, minor in zip(NUMBERS, (-50, 50), strict=True):
        assert moved(payments.graph, account_id(number)) == {minor: 2}


def test_where_rows_met_two_rows_of_the_other_account_a_person_decides_whether_they_are_one() -> None:
    """Cases of earlier versions can hold such rows."""
    case = day_stated_twice()
    *_, payer, payee = case.batches.items()
    second = payee[1].entries.column("transfer_id").to_pylist()[1]
    ids = [payer[1].entries.column("transfer_id").to_pylist()[0], second]
    place = payer[1].entries.schema.get_field_index("transfer_id")
    case.batches[payer[0]] = replace(
        payer[1], entries=payer[1].entries.set_column(place, "transfer_id", pa.array(ids, pa.string()))
    )

    payments = resolve_payments(case.graph())
    (match,) = payments.open
    assert match.doubts == ("other_side_lists_both",)
    payee_account = account_id(NUMBERS[1])
    assert moved(payments.graph, payee_account)[50] == 2
    assert moved(payments.with_open_joined, payee_account)[50] == 1
