"""The payments of a case: rules, decisions, one row a payment, and the law of the two statements."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_schema.records.transfers import PAYMENT_SCHEMA
from graph_schema.statements.payment_identity import StatedRow, identify_payments
from tracer.resolve import payments as module
from tracer.resolve.match import Match
from tracer.resolve.payments import Payments, resolve_payments

E2E = {"reference": "E2E-2024-77"}


def weekend(said: SimpleNamespace, **changes: Any) -> list[dict[str, Any]]:
    return [
        said.row("p", "A", "debit", "B", counterparty_name="Beta", **(E2E | changes)),
        said.row("q", "B", "credit", "A", day=3, kind="reversal", description="plata", **(E2E | changes)),
    ]


def state(payments: Payments) -> tuple[list[str], list[str], list[str]]:
    """Pairs as text: joined with who did it, open, refused."""
    joined = [f"{one.match.first}{one.match.second} {one.by}" for one in payments.joined]
    return (
        joined,
        [f"{m.first}{m.second}" for m in payments.open],
        [f"{m.first}{m.second}" for m, _ in payments.refused],
    )


def test_a_weekend_payment_is_one_row_with_both_sides_and_both_days(said: SimpleNamespace) -> None:
    payments = resolve_payments(said.case(weekend(said)))

    assert payments.graph.transfers.schema.equals(PAYMENT_SCHEMA)
    (row,) = payments.graph.transfers.to_pylist()
    assert (row["transfer_id"], row["debit_account"], row["credit_account"]) == ("p", "A", "B")
    assert (row["debit_locator"], row["credit_locator"], row["debit_seq"], row["credit_seq"]) == (
        "row:p",
        "row:q",
        1,
        1,
    )
    assert (row["value_date"].day, row["credit_value_date"].day, row["credit_booking_date"].day) == (4, 7, 7)
    assert (row["kind"], row["description"], row["counterparty_name"]) == ("reversal", "plata", "Beta")
    assert payments.graph.transfer_evidence("q") == payments.graph.transfer_evidence("p")
    assert payments.graph.transfer_evidence("q") == (said.evidence("p"), said.evidence("q"))
    assert [found["transfer_id"] for found in payments.graph.transfer_rows(["q", "p"])] == ["p"]


def test_rows_of_one_day_leave_the_payees_days_empty_and_all_others_stay(said: SimpleNamespace) -> None:
    rows = [
        said.row("p", "A", "debit", **E2E),
        said.row("q", "B", "credit", **E2E),
        said.row("a", "A", "debit", minor=7, day=-1),
        said.row("z", "C", "credit", minor=8, day=1, reversal_of="q"),
    ]
    table = resolve_payments(said.case(rows)).graph.transfers
    assert table["transfer_id"].to_pylist() == ["a", "p", "z"]
    assert table["credit_value_date"].null_count == table["credit_booking_date"].null_count == 3
    assert table["reversal_of"].to_pylist() == [None, None, "p"]
    assert table["credit_account"].to_pylist() == [None, "B", "C"]


@pytest.mark.parametrize(
    ("events", "expected"),
    [
        ([], (["pq rule"], [], [])),
        ([("n", False, 0)], ([], [], ["pq"])),
        ([("n", False, 0), ("y", True, 1)], (["pq person"], [], [])),
        ([("y", True, 0), ("n", False, 1)], ([], [], ["pq"])),
    ],
)
def test_a_person_takes_apart_what_a_rule_joined(said: SimpleNamespace, events: Any, expected: Any) -> None:
    decided = [said.decision(name, "p", "q", joined=joined, day=day) for name, joined, day in events]
    assert state(resolve_payments(said.case(weekend(said), decided))) == expected


def test_a_suggestion_is_open_until_a_person_decides_and_again_once_that_is_revoked(said: SimpleNamespace) -> None:
    rows, yes, no = (
        weekend(said, reference=None),
        said.decision("y", "p", "q"),
        said.decision("n", "p", "q", joined=False),
    )
    assert state(resolve_payments(said.case(rows))) == ([], ["pq"], [])
    assert state(resolve_payments(said.case(rows, [yes]))) == (["pq person"], [], [])
    assert state(resolve_payments(said.case(rows, [no]))) == ([], [], ["pq"])
    assert state(resolve_payments(said.case(rows, [yes, said.revocation("r", "y")]))) == ([], ["pq"], [])


def test_a_decision_holds_where_no_rule_sees_the_pair_and_is_void_once_a_row_is_gone(said: SimpleNamespace) -> None:
    rows = [said.row("p", "A", "debit"), said.row("q", "B", "credit", day=40)]
    yes = said.decision("y", "p", "q")
    assert state(resolve_payments(said.case(rows, [yes]))) == (["pq person"], [], [])
    assert state(resolve_payments(said.case(rows[:1], [yes]))) == ([], [], [])
    turned = said.decision("y", "q", "p")
    assert state(resolve_payments(said.case(rows, [turned]))) == ([], [], [])


@pytest.mark.parametrize("joined", [True, False], ids=["joined", "kept-apart"])
@pytest.mark.parametrize("about", [("p", "gone"), ("gone", "q")])
def test_a_row_whose_decision_lost_the_other_row_is_joined_by_no_rule(
    said: SimpleNamespace, about: tuple[str, str], joined: bool
) -> None:
    made = said.decision("d", *about, joined=joined)
    payments = resolve_payments(said.case(weekend(said), [made]))
    assert state(payments) == ([], ["pq"], [])
    assert not payments.open[0].sure and "decision_void" in payments.open[0].doubts
    assert payments.void == ("d",)
    again = said.decision("y", "p", "q", day=1)
    assert state(resolve_payments(said.case(weekend(said), [made, again]))) == (["pq person"], [], [])
    free = resolve_payments(said.case(weekend(said), [made, said.revocation("r", "d")]))
    assert (state(free), free.void) == ((["pq rule"], [], []), ())


def test_a_row_whose_decision_lost_the_other_row_is_no_repeated_row_by_rule(
    said: SimpleNamespace, monkeypatch: Any
) -> None:
    rows = [said.row("a", "A", "debit"), said.row("b", "A", "debit")]
    finders = {**module.FINDERS, "repeated": lambda graph: (Match("repeated", "a", "b", True, ()),)}
    monkeypatch.setattr(module, "FINDERS", finders)
    made = said.decision("d", "a", "gone", joined=False, kind="repeated")
    assert state(resolve_payments(said.case(rows, [made]))) == ([], ["ab"], [])
    other = said.decision("d", "a", "gone", joined=False)
    assert state(resolve_payments(said.case(rows, [other]))) == (["ab rule"], [], [])


def test_a_row_that_a_person_joined_and_that_stands_elsewhere_now_is_joined_by_no_rule(said: SimpleNamespace) -> None:
    whole = said.row("r", "C", "debit", "B", credit_seq=2, credit_source="6" * 64, credit_locator="row:r")
    payments = resolve_payments(said.case([*weekend(said), whole], [said.decision("d", "p", "r")]))
    assert (state(payments), payments.void) == (([], ["pq"], []), ("d",))
    rows = [*weekend(said), said.row("s", "B", "credit", "A", day=1), said.row("t", "C", "debit", "B")]
    both = [said.decision("d", "t", "s"), said.decision("e", "p", "s", day=1)]
    payments = resolve_payments(said.case(rows, both))
    assert state(payments) == (["ts person"], ["pq"], [])
    assert payments.void == ("e",)


def test_a_decision_that_still_holds_is_not_void(said: SimpleNamespace) -> None:
    apart = said.decision("n", "p", "z", joined=False)
    rows = [*weekend(said), said.row("z", "B", "credit", minor=7)]
    payments = resolve_payments(said.case(rows, [apart, said.decision("y", "p", "q")]))
    assert (state(payments), payments.void) == ((["pq person"], [], []), ())
    same = said.row("w", "A", "debit", "B", credit_seq=2, credit_source="6" * 64, credit_locator="row:w")
    assert resolve_payments(said.case([same], [said.decision("y", "w", "w")])).void == ()


def test_a_row_is_in_one_payment_only_and_the_person_goes_before_the_rule(said: SimpleNamespace) -> None:
    rows = [*weekend(said), said.row("r", "B", "credit", "A", day=1)]
    assert state(resolve_payments(said.case(rows))) == (["pq rule"], [], [])
    assert state(resolve_payments(said.case(rows, [said.decision("y", "p", "r")]))) == (["pr person"], [], [])
    both = [said.decision("y", "p", "r"), said.decision("z", "p", "q", day=1)]
    assert state(resolve_payments(said.case(rows, both)))[0] == ["pr person"]


def test_several_candidates_are_all_listed_and_marked_and_at_most_one_is_taken_together(said: SimpleNamespace) -> None:
    rows = [*weekend(said, reference=None), said.row("r", "B", "credit", "A", day=1)]
    payments = resolve_payments(said.case(rows))
    assert state(payments) == ([], ["pq", "pr"], [])
    assert all("several_candidates" in match.doubts for match in payments.open)
    assert payments.graph.transfers.num_rows == 3
    assert payments.with_open_joined.transfers.num_rows == 2


def test_repeated_rows_go_into_the_first_and_their_places_stay_evidence(
    said: SimpleNamespace, monkeypatch: Any
) -> None:
    rows = [
        said.row("a", "A", "debit", "B", reference="1"),
        said.row("b", "A", "debit", description="plata"),
        said.row("c", "A", "debit"),
        said.row("q", "B", "credit", "A", day=2),
    ]
    repeated = tuple(Match("repeated", one, other, True, ()) for one, other in (("a", "b"), ("a", "c"), ("b", "c")))
    finders = {**module.FINDERS, "repeated": lambda graph: repeated}
    monkeypatch.setattr(module, "FINDERS", finders)
    payments = resolve_payments(said.case(rows))

    table = payments.graph.transfers
    assert (table["transfer_id"].to_pylist(), table["description"].to_pylist()) == (["a", "q"], ["plata", None])
    for name in "abc":
        assert payments.graph.transfer_evidence(name) == tuple(said.evidence(row) for row in "abc")
    assert [(m.first, m.second) for m in payments.open] == [("a", "q")]
    told = payments.with_open_joined.transfer_evidence("c")
    assert told == tuple(said.evidence(row) for row in "aqbc")


def test_the_same_case_gives_the_same_payments_whatever_the_order_of_its_records(said: SimpleNamespace) -> None:
    rows = [*weekend(said, reference=None), said.row("r", "B", "credit", "A", day=1)]
    events = [said.decision("y", "p", "q"), said.decision("n", "p", "r", joined=False)]
    one, other = (resolve_payments(said.case(rows, told)) for told in (events, events[::-1]))
    assert state(one) == state(other)
    assert one.graph.transfers.equals(other.graph.transfers)


# The law: what statements tell twice is counted once or listed, and nothing else is joined


@dataclass(frozen=True)
class Paid:
    """A true payment: payer's and payee's account, sum, the payer's day, and how many days later the payee has it."""

    payer: int
    payee: int
    minor: int
    day: int
    late: int
    payer_names: bool
    payee_names: bool
    payer_refers: bool
    payee_refers: bool

    @property
    def is_told_well(self) -> bool:
        """Does at least one side name the other's account, or do both state the reference?"""
        return self.payer_names or self.payee_names or (self.payer_refers and self.payee_refers)


@st.composite
def ledgers(draw: st.DrawFn) -> tuple[list[Paid], list[bool]]:
    count = draw(st.integers(2, 4))
    told = [True, *(draw(st.booleans()) for _ in range(count - 1))]
    ends = st.permutations(range(count)).map(lambda order: order[:2])
    flags = st.booleans()
    paid = st.builds(
        lambda pair, *rest: Paid(pair[0], pair[1], *rest),
        ends,
        st.integers(1, 3),
        st.integers(0, 12),
        st.sampled_from([0, 0, 1, 2, 3]),
        flags,
        flags,
        flags,
        flags,
    )
    return draw(st.lists(paid, min_size=1, max_size=12)), told


def write_rows(
    said: SimpleNamespace, paid: list[Paid], told: list[bool]
) -> tuple[list[dict[str, Any]], dict[str, set[int]]]:
    """Each account's statement as the importers would give it, and which true payments each transfer speaks of."""
    lines = []
    for number, one in enumerate(paid):
        for side, own, other, names, refers, late in (
            ("debit", one.payer, one.payee, one.payer_names, one.payer_refers, 0),
            ("credit", one.payee, one.payer, one.payee_names, one.payee_refers, one.late),
        ):
            if told[own]:
                lines.append((own, one.day + late, number, side, other if names else None, refers))
    lines.sort(key=lambda line: line[:3])
    ends = [("ABCD"[own], "ABCD"[other] if other is not None else None) for own, _, _, _, other, _ in lines]
    debits = [own if line[3] == "debit" else other for line, (own, other) in zip(lines, ends, strict=True)]
    credits = [other if line[3] == "debit" else own for line, (own, other) in zip(lines, ends, strict=True)]
    stated = []
    for (_, day, number, side, _, _), debit, credit, (own, _) in zip(lines, debits, credits, ends, strict=True):
        minor, on = paid[number].minor, date(2024, 3, 4) + timedelta(days=day)
        stated.append(
            StatedRow(debit, credit, minor, "RON", minor, "RON", on, on, side, None, ("5" * 64, f"statement of {own}"))
        )
    ids = identify_payments(stated)
    rows: dict[str, dict[str, Any]] = {}
    speaks: dict[str, set[int]] = {}
    for seq, (line, (own, other), name) in enumerate(zip(lines, ends, ids, strict=True), 1):
        _, day, number, side, _, refers = line
        reference = {"reference": f"E2E-{number:04}"} if refers else {}
        row = said.row(name, own, side, other, paid[number].minor, day, **reference) | {f"{side}_seq": seq}
        rows[name] = {key: value if value is not None else rows.get(name, {}).get(key) for key, value in row.items()}
        speaks.setdefault(name, set()).add(number)
    return list(rows.values()), speaks


def moved(rows: list[dict[str, Any]]) -> Counter[tuple[str, str]]:
    """What each account's own rows move, by account and side."""
    sums: Counter[tuple[str, str]] = Counter()
    for row in rows:
        for side in ("debit", "credit"):
            if row[f"{side}_seq"] is not None:
                sums[row[f"{side}_account"], side] += row[f"{side}_minor"]
    return sums


@settings(max_examples=60, deadline=None)
@given(ledgers())
def test_what_two_statements_tell_is_one_payment_or_listed_and_two_payments_are_never_one(
    said: SimpleNamespace, ledger: tuple[list[Paid], list[bool]]
) -> None:
    paid, told = ledger
    rows, speaks = write_rows(said, paid, told)
    accounts = [said.account("D", "RO98FICT0000000000004444")]
    names = ["ABCD"[place] for place, has in enumerate(told) if has]
    payments = resolve_payments(said.case(rows, accounts=accounts, told=names))

    # Money moved by payments is the money moved by the statements, account by account.
    resolved = payments.graph.transfers.to_pylist()
    assert moved(resolved) == moved(rows)
    # Only rows of one true payment are joined; equal payments between the same two may stand for one another.
    for one in payments.joined:
        first, second = (
            {(paid[n].payer, paid[n].payee, paid[n].minor) for n in speaks[name]}
            for name in (one.match.first, one.match.second)
        )
        assert first == second
    # A payment that both statements tell apart is listed, if they say enough of it.
    pairs = {(match.first, match.second) for match in payments.open}
    lone = {
        row["transfer_id"]: "debit" if row["credit_seq"] is None else "credit"
        for row in resolved
        if None in (row["debit_seq"], row["credit_seq"])
    }
    for number, one in enumerate(paid):
        left = [name for name, side in lone.items() if number in speaks[name] and side == "debit"]
        came = [name for name, side in lone.items() if number in speaks[name] and side == "credit"]
        if left and came and one.is_told_well:
            assert (left[0], came[0]) in pairs
