"""The ledger of a case: coverage, breaks, reversals and origins, and the law of the hidden month."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracer.analysis.tracing.figures.interval import TracingInterval, trace_interval
from tracer.analysis.tracing.ledgers.case_ledger import CaseLedger, build_case_ledger
from tracer.analysis.tracing.ledgers.ledger import WrongLedger
from tracer.analysis.tracing.ledgers.ordering import UnorderableDay
from tracer.analysis.tracing.policies.methods import Method
from tracer.graph.case_graph import CaseGraph

A, B = ("A", "RON"), ("B", "RON")
EXACT = (Method.FIFO, Method.LIBR)


def on(month: int, day: int) -> date:
    return date(2024, month, day)


def trace(case: CaseLedger, method: Method) -> TracingInterval:
    return trace_interval(
        case.ledger, method=method, statements=case.statements, origins=case.origins, openings=case.openings
    )


@pytest.fixture
def case(made: SimpleNamespace) -> Any:
    """Build a graph from statements (account, from, to, opening, closing) and transfers; A's receipts are marked."""

    def build(
        statements: Iterable[tuple[Any, ...]], transfers: Iterable[dict[str, Any]], events: Iterable[Any] | None = None
    ) -> CaseGraph:
        nodes, links = [], []
        for number, (account, begin, end, opening, closing, *more) in enumerate(statements):
            props = {"number": str(number), "currency": "RON", "from_date": str(begin), "to_date": str(end), "rows": 1}
            props |= {} if opening is None else {"opening_minor": opening}
            props |= {} if closing is None else {"closing_minor": closing}
            props |= more[0] if more else {}
            nodes.append(made.node(f"s{number}", "Statement", **props))
            nodes.append(made.node(account, "Account", number=f"RO00FICTIV{account}"))
            links.append(made.link("StatementOf", f"s{number}", account))
        marked = [made.event("m", "ProceedsMarked", "A", label="crime", counterparty="X", reason="test")]
        return made.graph(nodes, links, marked if events is None else events, transfers)

    return build


JANUARY = ("A", on(1, 1), on(1, 31), 0, 100)


# Statements that meet, or do not


@pytest.mark.parametrize(
    ("follow_up", "gaps"),
    [
        (("A", on(2, 1), on(2, 29), 100, None), []),
        (("A", on(2, 1), on(2, 29), None, None), []),
        (("A", on(2, 1), on(2, 29), 90, None), [(on(2, 1), on(1, 31), 100, 90)]),
        (("A", on(3, 1), on(3, 31), 100, None), [(on(2, 1), on(2, 29), 100, 100)]),
        (("A", on(3, 1), on(3, 31), 70, None), [(on(2, 1), on(2, 29), 100, 70)]),
        (("A", on(3, 1), on(3, 31), None, 65), [(on(2, 1), on(2, 29), 100, 65)]),
        (("A", on(3, 1), on(3, 31), None, None), [(on(2, 1), on(2, 29), 100, 100)]),
        (("A", on(1, 20), on(2, 29), 100, None), []),
        (("A", on(1, 20), on(2, 29), 40, None), [(on(1, 20), on(1, 19), 100, 40)]),
        (("A", on(1, 31), on(2, 29), 100, None), []),
        (("A", on(1, 5), on(1, 25), None, None), []),
    ],
    ids=[
        "touch",
        "touch-unstated",
        "touch-differ",
        "month-missing-same-balance",
        "month-missing-other-balance",
        "month-missing-closing-only",
        "month-missing-unstated",
        "overlap",
        "overlap-differ",
        "share-a-day",
        "inside",
    ],
)
def test_where_statements_meet(case: Any, made: SimpleNamespace, follow_up: Any, gaps: list[Any]) -> None:
    built = build_case_ledger(case([JANUARY, follow_up], [made.transfer("in", "X", "A", 100, on(1, 10), own="credit")]))

    assert [(g.from_date, g.to_date, g.expected_minor, g.balance_minor) for g in built.gaps] == gaps
    end = (gaps or [(0, 0, 0, 100)])[0][3]
    for method in EXACT:
        interval = trace(built, method)
        assert sum(interval.lower.holdings(A).values()) == end  # conservation, seen from outside
        assert interval.account(A) == ((0, end) if gaps else (100, 100))


def test_a_statement_begun_on_the_day_another_ends_may_stand_before_or_after_that_days_rows(
    case: Any, made: SimpleNamespace
) -> None:
    rows = [
        made.transfer("in", "X", "A", 100, on(1, 10), own="credit", seq=1),
        made.transfer("out", "A", None, 30, on(1, 31), own="debit", seq=2),
    ]
    for opening, breaks in ((100, 0), (70, 0), (71, 1)):
        built = build_case_ledger(case([JANUARY, ("A", on(1, 31), on(2, 29), opening, None)], rows))
        assert len(built.gaps) == breaks


def test_value_dates_on_the_other_side_of_month_end_make_no_break(case: Any, made: SimpleNamespace) -> None:
    rows = [
        made.transfer("in", "X", "A", 100, on(1, 10), own="credit", seq=1),
        made.transfer("late", "A", None, 30, on(2, 2), own="debit", seq=2, booking_date=on(1, 31)),
        made.transfer("early", "Y", "A", 5, on(1, 30), own="credit", seq=3, booking_date=on(2, 1)),
    ]
    built = build_case_ledger(case([("A", on(1, 1), on(1, 31), 0, 70), ("A", on(2, 1), on(2, 29), 70, 75)], rows))

    assert built.gaps == ()
    assert sum(trace(built, Method.FIFO).lower.holdings(A).values()) == 75


def test_a_break_beside_rows_booked_and_valued_apart_still_ends_on_the_stated_balance(
    case: Any, made: SimpleNamespace
) -> None:
    rows = [
        made.transfer("in", "X", "A", 100, on(1, 10), own="credit", seq=1),
        made.transfer("late", "A", None, 30, on(2, 2), own="debit", seq=2, booking_date=on(1, 31)),
        made.transfer("early", "Y", "A", 5, on(1, 30), own="credit", seq=3, booking_date=on(2, 1)),
    ]
    built = build_case_ledger(case([("A", on(1, 1), on(1, 31), 0, 70), ("A", on(2, 1), on(2, 29), 50, 55)], rows))

    assert [(gap.expected_minor, gap.balance_minor) for gap in built.gaps] == [(70, 50)]
    interval = trace(built, Method.FIFO)
    assert interval.account(A) == (0, 55)
    assert sum(interval.lower.holdings(A).values()) == 55


def test_a_statement_whose_own_rows_do_not_tie_is_no_proof_that_the_next_one_meets_it(
    case: Any, made: SimpleNamespace
) -> None:
    january = ("A", on(1, 1), on(1, 31), 0, 120, {"difference_minor": 20})
    rows = [made.transfer("in", "X", "A", 100, on(1, 10), own="credit")]
    built = build_case_ledger(case([january, ("A", on(2, 1), on(2, 29), 120, None)], rows))

    assert [(gap.expected_minor, gap.balance_minor) for gap in built.gaps] == [(100, 120)]


@pytest.mark.parametrize(
    ("told", "gaps"), [({"tolerance_minor": 3, "balance_breaks": 0}, 0), ({"balance_breaks": 1}, 1)]
)
def test_fractions_that_the_bank_hides_make_no_break_where_their_tolerance_is_declared(
    case: Any, made: SimpleNamespace, told: dict[str, int], gaps: int
) -> None:
    january = ("A", on(1, 1), on(1, 31), 0, 108, {"difference_minor": 8, **told})
    rows = [made.transfer("in", "X", "A", 100, on(1, 10), own="credit")]
    built = build_case_ledger(case([january, ("A", on(2, 1), on(2, 29), 108, None)], rows))

    assert len(built.gaps) == gaps


def test_everything_of_the_last_day_moves_before_the_money_becomes_unknown(case: Any, made: SimpleNamespace) -> None:
    rows = [
        made.transfer("in", "X", "A", 100, on(1, 31), own="credit", seq=1),
        made.transfer("zz-out", "A", None, 40, on(1, 31), own="debit", seq=2),
    ]
    built = build_case_ledger(case([("A", on(1, 1), on(1, 31), 0, 60), ("A", on(2, 1), on(2, 29), 55, None)], rows))

    for method in EXACT:
        interval = trace(built, method)
        assert interval.entry("zz-out") == (40, 40)
        assert interval.account(A) == (0, 55)


def test_a_row_valued_on_the_first_missing_day_comes_after_the_break(case: Any, made: SimpleNamespace) -> None:
    row = made.transfer("in", "X", "A", 100, on(2, 1), own="credit", booking_date=on(1, 31))
    built = build_case_ledger(case([JANUARY, ("A", on(3, 1), on(3, 31), 100, 100)], [row]))

    assert [(gap.from_date, gap.to_date) for gap in built.gaps] == [(on(2, 1), on(2, 29))]
    assert [entry.id for entry in built.ledger.entries] == ["in"]


@pytest.mark.parametrize(("begin", "kind"), [(on(2, 2), "gap"), (on(2, 1), "correction")])
def test_one_missing_day_is_a_gap_and_none_a_correction(
    case: Any, made: SimpleNamespace, begin: date, kind: str
) -> None:
    rows = [made.transfer("in", "X", "A", 100, on(1, 10), own="credit")]
    built = build_case_ledger(case([JANUARY, ("A", begin, on(2, 29), 90, 90)], rows))

    assert {entry.id.partition("-")[0] for entry in built.ledger.entries if entry.id != "in"} == {kind}


def test_an_overdraft_on_either_side_of_a_break_is_bridged(case: Any, made: SimpleNamespace) -> None:
    rows = [made.transfer("out", "A", None, 40, on(1, 31), own="debit")]
    for opening in (-15, 0, 25):
        built = build_case_ledger(
            case([("A", on(1, 1), on(1, 31), 10, -30), ("A", on(3, 1), on(3, 31), opening, None)], rows)
        )
        run = trace(built, Method.FIFO).lower
        assert sum(run.holdings(A).values()) - run.owed.get(A, 0) == opening


def test_two_breaks_in_one_account_are_two(case: Any, made: SimpleNamespace) -> None:
    statements = [JANUARY, ("A", on(2, 1), on(2, 29), 80, 80), ("A", on(3, 1), on(3, 31), 60, 60)]
    built = build_case_ledger(case(statements, [made.transfer("in", "X", "A", 100, on(1, 10), own="credit")]))

    assert [(gap.expected_minor, gap.balance_minor) for gap in built.gaps] == [(100, 80), (80, 60)]
    assert trace(built, Method.LIBR).account(A) == (0, 60)


def test_two_files_that_contradict_one_another_on_the_same_days_are_a_break(case: Any, made: SimpleNamespace) -> None:
    built = build_case_ledger(
        case(
            [("A", on(1, 1), on(1, 31), 0, None), ("A", on(1, 1), on(1, 31), 7, None)],
            [made.transfer("in", "X", "A", 100, on(1, 10), own="credit")],
        )
    )

    assert [(gap.expected_minor, gap.balance_minor) for gap in built.gaps] == [(0, 7)]
    assert trace(built, Method.FIFO).account(A) == (100, 107)


# Balances nobody states


def test_an_opening_balance_that_is_not_stated_follows_from_the_closing_one(case: Any, made: SimpleNamespace) -> None:
    rows = [made.transfer("in", "X", "A", 100, on(1, 10), own="credit")]
    known = build_case_ledger(case([("A", on(1, 1), on(1, 31), None, 130)], rows))
    unknown = build_case_ledger(case([("A", on(1, 1), on(1, 31), None, None)], rows))

    assert (dict(known.openings), known.unstated) == ({A: 30}, ())
    assert (dict(unknown.openings), unknown.unstated) == ({}, (A,))


def test_after_a_missing_month_without_any_balance_the_account_is_named(case: Any, made: SimpleNamespace) -> None:
    rows = [made.transfer("in", "X", "A", 100, on(1, 10), own="credit")]
    built = build_case_ledger(case([JANUARY, ("A", on(3, 1), on(3, 31), None, None)], rows))

    assert built.unstated == (A,)
    assert trace(built, Method.FIFO).account(A) == (0, 100)


# Movements that only the other side tells of


def test_outside_its_statements_an_account_is_another_one(case: Any, made: SimpleNamespace) -> None:
    rows = [
        made.transfer("in", "X", "A", 100, on(1, 10), own="credit"),
        made.transfer("gift", "A", "B", 60, on(2, 10), own="credit"),
    ]
    built = build_case_ledger(case([JANUARY, ("B", on(1, 1), on(3, 31), 0, 60)], rows))

    assert {entry.id: entry.debit for entry in built.ledger.entries}["gift"] == ("A outside its statements", "RON")
    assert trace(built, Method.FIFO).account(A) == (100, 100)
    assert trace(built, Method.FIFO).account(B) == (0, 60)


def test_two_banks_that_date_one_payment_differently_do_not_double_the_money(case: Any, made: SimpleNamespace) -> None:
    rows = [
        made.transfer("in", "X", "A", 100, on(1, 10), own="credit", seq=1),
        made.transfer("left", "A", "B", 100, on(1, 20), own="debit", seq=2),
        made.transfer("came", "A", "B", 100, on(1, 21), own="credit", seq=1),
    ]
    built = build_case_ledger(case([("A", on(1, 1), on(1, 31), 0, 0), ("B", on(1, 1), on(1, 31), 0, 100)], rows))

    interval = trace(built, Method.FIFO)
    assert sum(interval.lower.holdings(B).values()) == 100
    assert interval.account(B) == (0, 100)  # from an account of the case, but no row joins the two


def test_a_payment_abroad_counts_as_the_known_account_paid_it(case: Any, made: SimpleNamespace) -> None:
    rows = [
        made.transfer(
            "in",
            "X",
            "A",
            100,
            on(1, 10),
            own="credit",
            seq=1,
            debit_account=None,
            debit_minor=20,
            debit_currency="EUR",
        ),
        made.transfer("card", "A", None, 100, on(1, 20), own="debit", seq=2, credit_minor=22, credit_currency="USD"),
        made.transfer("fx", "A", "D", 100, on(1, 21), own="debit", seq=3, credit_minor=19, credit_currency="EUR"),
    ]
    built = build_case_ledger(case([("A", on(1, 1), on(1, 31), 100, 0)], rows))

    amounts = {entry.id: (entry.debited, entry.credited) for entry in built.ledger.entries}
    assert amounts == {"in": (100, 100), "card": (100, 100), "fx": (100, 19)}
    assert sum(trace(built, Method.FIFO).lower.holdings(A).values()) == 0


# Reversals and origins


@pytest.mark.parametrize(
    ("day", "changes", "undoes"),
    [
        (on(1, 12), {"reversal_of": "in"}, "in"),
        (on(1, 12), {"reversal_of": "nowhere"}, None),
        (on(1, 12), {"reversal_of": "back"}, None),
        (on(1, 8), {"reversal_of": "in"}, None),
        (on(1, 12), {"reversal_of": "in", "debit_minor": 101, "credit_minor": 101}, None),
        (on(1, 12), {"reversal_of": "in", "credit_account": "Y"}, None),
    ],
    ids=["mirror", "unknown-id", "itself", "valued-before-it", "more-than-came", "to-another"],
)
def test_only_a_reversal_that_mirrors_a_movement_before_it_undoes_it(
    case: Any, made: SimpleNamespace, day: date, changes: dict[str, Any], undoes: str | None
) -> None:
    rows = [
        made.transfer("in", "X", "A", 100, on(1, 10), own="credit", seq=1),
        made.transfer("back", "A", "X", 100, day, own="debit", seq=2, **changes),
    ]
    built = build_case_ledger(case([("A", on(1, 1), on(1, 31), 500, None)], rows))

    assert {entry.id: entry.void_of for entry in built.ledger.entries}["back"] == undoes
    low, high = trace(built, Method.FIFO).account(A)
    assert (low, high) == ((0, 500) if undoes else (100, 500 if day < on(1, 10) else high))


def test_a_second_reversal_of_the_same_movement_is_a_payment(case: Any, made: SimpleNamespace) -> None:
    rows = [made.transfer("in", "X", "A", 100, on(1, 10), own="credit", seq=1)]
    rows += [
        made.transfer(name, "A", "X", 60, on(1, 12), own="debit", seq=seq, reversal_of="in")
        for seq, name in enumerate(("r1", "r2"), 2)
    ]
    built = build_case_ledger(case([("A", on(1, 1), on(1, 31), 500, None)], rows))

    assert [entry.void_of for entry in built.ledger.entries] == [None, "in", None]


def test_marks_leave_out_what_brings_nothing_new_and_revoked_marks_say_nothing(
    case: Any, made: SimpleNamespace
) -> None:
    rows = [
        made.transfer("in", "X", "A", 100, on(1, 10), own="credit", seq=1),
        made.transfer("out", "A", "X", 100, on(1, 11), own="debit", seq=2),
        made.transfer("back", "X", "A", 100, on(1, 12), own="credit", seq=3, reversal_of="out"),
        made.transfer("self", "A", "A", 5, on(1, 13), own="debit", seq=4),
        made.transfer("self2", "A", "A", 5, on(1, 14), debit_seq=5, credit_seq=6),
        made.transfer("fx", "A", "A", 5, on(1, 15), own="credit", seq=7, debit_currency="EUR", debit_minor=1),
    ]
    every = made.event("all", "ProceedsMarked", "A", label="crime", reason="test")
    statements = [("A", on(1, 1), on(1, 31), 0, 100)]

    assert dict(build_case_ledger(case(statements, rows, [every])).origins) == {"in": "crime"}
    for method in EXACT:
        trace(build_case_ledger(case(statements, rows, [every])), method)  # nothing of it is refused
    revoked = made.event("no", "Revoked", "A", event="all", reason="test")
    assert dict(build_case_ledger(case(statements, rows, [every, revoked])).origins) == {}
    restored = made.event("yes", "Revoked", "A", event="no", reason="test")
    assert dict(build_case_ledger(case(statements, rows, [every, revoked, restored])).origins) == {"in": "crime"}


def test_a_mark_covers_its_kinds_days_and_payer_alone_and_the_first_mark_wins(case: Any, made: SimpleNamespace) -> None:
    rows = [
        made.transfer("cash", None, "A", 1, on(1, 10), own="credit", seq=1, kind="cash_deposit"),
        made.transfer("x", "X", "A", 2, on(1, 11), own="credit", seq=2),
        made.transfer("y", "Y", "A", 4, on(1, 12), own="credit", seq=3),
        made.transfer("late", "X", "A", 8, on(1, 13), own="credit", seq=4),
        made.transfer("pays", "A", "X", 1, on(1, 13), own="debit", seq=5),
    ]

    def origins(*marks: dict[str, Any]) -> dict[str, str]:
        events = [
            made.event(f"m{place}", "ProceedsMarked", "A", on(6, 2 - place), label=f"label {place}", reason="t", **mark)
            for place, mark in enumerate(marks)
        ]
        return dict(build_case_ledger(case([("A", on(1, 1), on(1, 31), 0, 14)], rows, events)).origins)

    assert origins({"kinds": "cash_deposit , transfer", "to_date": "2024-01-11"}) == {"cash": "label 0", "x": "label 0"}
    assert origins({"counterparty": "X", "from_date": "2024-01-13"}) == {"late": "label 0"}
    assert origins({"counterparty": "X"}, {"from_date": "2024-01-12"}) == {
        "x": "label 0",
        "late": "label 1",
        "y": "label 1",
    }


# Order within a day


def test_each_side_keeps_the_order_of_its_own_rows(case: Any, made: SimpleNamespace) -> None:
    rows = [
        made.transfer("z", "X", "A", 100, on(1, 10), own="credit", debit_seq=None, credit_seq=1),
        made.transfer("y", "A", "B", 100, on(1, 10), debit_seq=2, credit_seq=1),
        made.transfer("a", "B", None, 100, on(1, 10), own="debit", debit_seq=2),
    ]
    built = build_case_ledger(case([("A", on(1, 1), on(1, 31), 0, 0), ("B", on(1, 1), on(1, 31), 0, 0)], rows))

    assert [entry.id for entry in built.ledger.entries] == ["z", "y", "a"]
    assert trace(built, Method.FIFO).entry("a") == (100, 100)


def test_rows_that_contradict_one_another_name_the_day_and_the_entries(case: Any, made: SimpleNamespace) -> None:
    rows = [
        made.transfer("p", "A", "B", 10, on(1, 10), debit_seq=1, credit_seq=2),
        made.transfer("q", "A", "B", 20, on(1, 10), debit_seq=2, credit_seq=1),
    ]
    with pytest.raises(UnorderableDay, match=r"2024-01-10.*p, q"):
        build_case_ledger(case([("A", on(1, 1), on(1, 31), 30, 0), ("B", on(1, 1), on(1, 31), 0, 30)], rows))


def test_a_repeated_transfer_is_refused(case: Any, made: SimpleNamespace) -> None:
    row = made.transfer("p", "A", "B", 10, on(1, 10))
    with pytest.raises((WrongLedger, UnorderableDay)):
        build_case_ledger(case([("A", on(1, 1), on(1, 31), 30, 0)], [row, row]))


def test_a_case_without_statements_follows_nothing(made: SimpleNamespace) -> None:
    built = build_case_ledger(made.graph())
    assert (built.ledger.entries, built.statements, built.gaps) == ((), frozenset(), ())


# The law of the hidden month

Row = tuple[str, str | None, str | None, int, date]
_MONTHS = ((on(1, 1), on(1, 31)), (on(2, 1), on(2, 29)), (on(3, 1), on(3, 31)))
_SIDES = st.sampled_from(["A", "B", "C", "A", "B", "C", "X", "Y", None])


@st.composite
def _movements(draw: st.DrawFn) -> tuple[list[Row], dict[str, int], str, int]:
    rows: list[Row] = []
    for number in range(draw(st.integers(1, 25))):
        debit, credit = draw(_SIDES), draw(_SIDES)
        if debit == credit or not {debit, credit} & {"A", "B", "C"}:
            continue
        day = on(1, 1) + timedelta(days=draw(st.integers(0, 90)))
        rows.append((f"t{number:02}", debit, credit, draw(st.integers(1, 60)), day))
    openings = {name: draw(st.integers(0, 40)) for name in "ABC"}
    return rows, openings, draw(st.sampled_from("ABC")), draw(st.integers(0, 2))


def _case_of(
    made: SimpleNamespace, rows: list[Row], openings: dict[str, int], hidden: tuple[str, int] | None
) -> CaseGraph:
    """Three accounts, a statement a month each; ``hidden``: the statement that was not obtained."""
    nodes, links, transfers = [], [], {}
    for account in "ABC":
        nodes.append(made.node(account, "Account", number=f"RO00FICTIV{account}"))
        balance, seq = openings[account], 0
        for month, (begin, end) in enumerate(_MONTHS):
            of_month = sorted(row for row in rows if begin <= row[4] <= end and account in row[1:3])
            of_month.sort(key=lambda row: (row[4], row[0]))
            opening = balance
            for name, debit, credit, minor, day in of_month:
                balance += minor if credit == account else -minor
                seq += 1
                if (account, month) == hidden:
                    continue
                row = transfers.setdefault(name, made.transfer(name, debit, credit, minor, day, own="none"))
                row["debit_seq" if debit == account else "credit_seq"] = seq
            if (account, month) != hidden:
                node = made.node(
                    f"{account}{month}",
                    "Statement",
                    number=str(month),
                    currency="RON",
                    from_date=str(begin),
                    to_date=str(end),
                    rows=len(of_month),
                    opening_minor=opening,
                    closing_minor=balance,
                )
                nodes.append(node)
                links.append(made.link("StatementOf", node.id, account))
    marks = [
        made.event(f"m{account}", "ProceedsMarked", account, label="crime", counterparty="X", reason="test")
        for account in "ABC"
    ]
    return made.graph(nodes, links, marks, transfers.values())


@given(drawn=_movements(), method=st.sampled_from(EXACT))
@settings(max_examples=400, deadline=None)
def test_hiding_one_month_of_one_account_never_moves_an_interval_past_the_figure(
    made: SimpleNamespace, drawn: tuple[list[Row], dict[str, int], str, int], method: Method
) -> None:
    rows, openings, account, month = drawn
    whole = trace(build_case_ledger(_case_of(made, rows, openings, None)), method)
    partial = build_case_ledger(_case_of(made, rows, openings, (account, month)))
    told = trace(partial, method)

    for entry in partial.ledger.entries:
        if entry.id.startswith(("gap-", "correction-")):
            continue
        # The edge to an unfollowed account has no figure that both runs could give.
        (low, high), (least, most) = whole.entry(entry.id), told.entry(entry.id)
        assert least <= low <= high <= most, (entry.id, (low, high), (least, most))
    for key in partial.statements:
        last = 1 if month == 2 and key[0] == account else 2
        if last == 2:
            (low, high), (least, most) = whole.account(key), told.account(key)
            assert least <= low <= high <= most


@given(drawn=_movements())
def test_every_followed_account_ends_on_its_last_stated_balance(
    made: SimpleNamespace, drawn: tuple[list[Row], dict[str, int], str, int]
) -> None:
    rows, openings, account, month = drawn
    graph = _case_of(made, rows, openings, (account, month))
    built = build_case_ledger(graph)
    run = trace(built, Method.FIFO).lower

    for key in built.statements:
        closing = [node.props["closing_minor"] for name, node in graph.nodes.items() if name[0] == key[0] and name[1:]]
        assert sum(run.holdings(key).values()) - run.owed.get(key, 0) == closing[-1]
