"""A payment that two banks date differently: it leaves on one day, arrives on another, and lies in transit between."""

from __future__ import annotations

from datetime import date
from types import SimpleNamespace
from typing import Any

import pyarrow as pa
import pytest

from graph_schema.records.transfers import as_payments
from tracer.analysis.tracing.figures.chains import explain
from tracer.analysis.tracing.figures.interval import TracingInterval, trace_interval
from tracer.analysis.tracing.ledgers.case_ledger import ARRIVED, CaseLedger, build_case_ledger
from tracer.analysis.tracing.ledgers.ordering import UnorderableDay
from tracer.analysis.tracing.ledgers.same_day import find_order_sensitive_days
from tracer.analysis.tracing.policies.methods import Method
from tracer.graph.case_graph import CaseGraph

A, B = ("A", "RON"), ("B", "RON")
EXACT = (Method.FIFO, Method.LIBR)


def on(day: int, month: int = 3) -> date:
    return date(2024, month, day)


def build(made: SimpleNamespace, rows: list[dict[str, Any]], *, closing: int = 0, aliases: Any = None) -> CaseGraph:
    """Accounts A and B with statements of March; what A receives from X is marked. Rows may name the payee's days."""
    nodes, links = [], []
    for account, end in (("A", 0), ("B", closing)):
        props = {
            "number": "1",
            "currency": "RON",
            "from_date": str(on(1)),
            "to_date": str(on(31)),
            "rows": 1,
            "opening_minor": 0,
            "closing_minor": end,
        }
        nodes += [
            made.node(f"s{account}", "Statement", **props),
            made.node(account, "Account", number=f"RO00{account}"),
        ]
        links.append(made.link("StatementOf", f"s{account}", account))
    mark = made.event("m", "ProceedsMarked", "A", label="crime", counterparty="X", reason="test")
    plain = [{name: value for name, value in row.items() if not name.startswith("credit_value")} for row in rows]
    graph = made.graph(nodes, links, [mark], plain)
    late = {row["transfer_id"]: row.get("credit_value_date") for row in rows}
    table = as_payments(graph.transfers)
    days = [late[name] for name in table["transfer_id"].to_pylist()]
    for name in ("credit_value_date", "credit_booking_date"):
        table = table.set_column(table.schema.get_field_index(name), name, pa.array(days, pa.date32()))
    return CaseGraph(1, graph.nodes, graph.links, graph.events, table, aliases=aliases or {})


def follow(case: CaseLedger, method: Method) -> TracingInterval:
    return trace_interval(
        case.ledger, method=method, statements=case.statements, origins=case.origins, openings=case.openings
    )


def weekend(made: SimpleNamespace, **changes: Any) -> list[dict[str, Any]]:
    return [
        made.transfer("in", "X", "A", 100, on(1), own="credit", seq=1),
        made.transfer("pay", "A", "B", 100, on(1), seq=2) | {"credit_value_date": on(4)} | changes,
        made.transfer("out", "B", None, 60, on(5), own="debit", seq=3),
    ]


@pytest.mark.parametrize("method", EXACT)
def test_the_money_arrives_with_its_label_and_no_balance_is_wrong_between(
    made: SimpleNamespace, method: Method
) -> None:
    case = build_case_ledger(build(made, weekend(made), closing=40))
    interval = follow(case, method)

    assert case.gaps == ()
    assert (interval.account(A), interval.account(B)) == ((0, 0), (40, 40))
    run = interval.lower
    assert (run.account_state("pay", A).balance, run.account_state(f"pay{ARRIVED}", B).balance) == (0, 100)
    assert [entry.id for entry in case.ledger.entries if entry.day == on(4)] == [f"pay{ARRIVED}"]
    assert sum(run.holdings(next(iter(case.transits))).values()) == 0


def test_a_chain_goes_through_both_entries_of_the_payment(made: SimpleNamespace) -> None:
    run = follow(build_case_ledger(build(made, weekend(made), closing=40)), Method.FIFO).lower
    (chain,) = explain(run, "out", "crime")
    assert chain.entries == ("in", "pay", f"pay{ARRIVED}", "out")


def test_money_in_transit_cannot_pay_before_it_arrives(made: SimpleNamespace) -> None:
    rows = weekend(made)
    rows[2] = made.transfer("out", "B", None, 60, on(3), own="debit", seq=1)
    interval = follow(build_case_ledger(build(made, rows, closing=40)), Method.FIFO)
    assert interval.entry("out") == (0, 0)
    assert interval.account(B) == (40, 40)


def test_a_payees_day_before_the_payers_counts_for_both(made: SimpleNamespace) -> None:
    rows = weekend(made, value_date=on(5), booking_date=on(5), credit_value_date=on(4))
    case = build_case_ledger(build(made, rows, closing=40))
    assert case.transits == frozenset()
    (entry,) = [entry for entry in case.ledger.entries if entry.id == "pay"]
    assert entry.day == on(4)
    assert follow(case, Method.FIFO).account(B) == (40, 40)


def test_the_payees_booking_day_places_the_row_among_the_payees_statements(made: SimpleNamespace) -> None:
    rows = [
        made.transfer("in", "X", "A", 100, on(1), own="credit", seq=1),
        made.transfer("pay", "A", "B", 100, on(30), seq=2) | {"credit_value_date": on(2, 4)},
    ]
    graph = build(made, rows, closing=0)
    april = made.node(
        "sB2",
        "Statement",
        number="2",
        currency="RON",
        from_date="2024-04-01",
        to_date="2024-04-30",
        rows=1,
        opening_minor=0,
        closing_minor=100,
    )
    march = made.node(
        "sB",
        "Statement",
        number="1",
        currency="RON",
        from_date="2024-03-01",
        to_date="2024-03-31",
        rows=0,
        opening_minor=0,
    )
    nodes = {**graph.nodes, "sB": march, "sB2": april}
    links = (*graph.links, made.link("StatementOf", "sB2", "B"))
    case = build_case_ledger(CaseGraph(1, nodes, links, graph.events, graph.transfers))
    assert case.gaps == ()
    assert follow(case, Method.LIBR).account(B) == (100, 100)


def test_transit_is_no_account_whose_days_depend_on_an_order(made: SimpleNamespace) -> None:
    case = build_case_ledger(build(made, weekend(made), closing=40))
    assert len(case.transits) == 1 and case.transits < case.statements
    assert find_order_sensitive_days(case.ledger, case.statements - case.transits) == ()


def test_marks_ask_for_the_payees_day(made: SimpleNamespace) -> None:
    graph = build(made, weekend(made), closing=40)
    for first, last, marked in ((on(1), on(3), False), (on(4), on(4), True)):
        mark = made.event(
            "n", "ProceedsMarked", "B", label="other", from_date=str(first), to_date=str(last), reason="test"
        )
        case = build_case_ledger(CaseGraph(1, graph.nodes, graph.links, (mark,), graph.transfers))
        assert (case.origins == {"pay": "other"}) is marked


def test_statements_that_only_joined_payments_set_against_each_other_are_followed_all_the_same(
    made: SimpleNamespace,
) -> None:
    rows = [
        made.transfer("in", "X", "A", 100, on(1), own="credit", seq=1),
        # A has the money back before it pays, B pays it back after it came.
        made.transfer("there", "A", "B", 100, on(2), debit_seq=3, credit_seq=4),
        made.transfer("back", "B", "A", 30, on(2), debit_seq=5, credit_seq=2),
    ]
    with pytest.raises(UnorderableDay):
        build_case_ledger(build(made, rows, closing=70))
    case = build_case_ledger(build(made, rows, closing=70, aliases={"x": "there", "y": "back"}))
    assert sum(follow(case, Method.FIFO).upper.holdings(B).values()) == 70
