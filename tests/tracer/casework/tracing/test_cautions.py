"""A caution stands beside a figure only where it can have changed it, and an open order is said for every method."""

from __future__ import annotations

import json
from datetime import date
from types import SimpleNamespace
from typing import Any

import pytest

from tests.tracer.analysis.conftest import make_event, make_graph, make_link, make_node, make_transfer
from tracer.analysis.tracing.figures.interval import trace_interval
from tracer.analysis.tracing.ledgers.case_ledger import build_case_ledger
from tracer.analysis.tracing.policies.methods import Method
from tracer.casework.tracing.case_tracing import CaseTracing
from tracer.casework.tracing.cautions import GAP, NO_MARKS, OPENING_ORDER, ORDER_OPEN, UNMET, UNSTATED, find_cautions
from tracer.graph.case_graph import CaseGraph

A, B = ("A", "RON"), ("B", "RON")


@pytest.fixture(scope="module")
def made() -> SimpleNamespace:
    """Builders of a case graph's parts."""
    return SimpleNamespace(node=make_node, link=make_link, event=make_event, transfer=make_transfer, graph=make_graph)


def on(month: int, day: int) -> date:
    return date(2024, month, day)


def statement(made: SimpleNamespace, account: str, months: tuple[int, int], **props: Any) -> tuple[list[Any], Any]:
    name = f"{account}{months[0]}"
    last = {1: 31, 2: 29, 3: 31, 4: 30}[months[1]]
    period = {
        "number": name,
        "currency": "RON",
        "from_date": str(on(months[0], 1)),
        "to_date": str(on(months[1], last)),
        "rows": 1,
    }
    nodes = [
        made.node(name, "Statement", **period, **props),
        made.node(account, "Account", number=f"RO00FICTIV{account}"),
    ]
    return nodes, made.link("StatementOf", name, account)


def told(
    made: SimpleNamespace, statements: list[Any], rows: list[Any], figure: Any, events: list[Any] = ()
) -> set[str]:
    """The cautions beside a figure, by their template and account, under every method."""
    parts = [statement(made, *part[:2], **part[2]) for part in statements]
    marks = [made.event("m", "ProceedsMarked", "A", label="crime", counterparty="X", reason="test"), *events]
    graph = made.graph([node for nodes, _ in parts for node in nodes], [link for _, link in parts], marks, rows)
    found = {method: follow(graph, method) for method in Method}
    return {(caution.template, caution.params.get("account", "")) for caution in find_cautions(graph, found, figure)}


def follow(graph: CaseGraph, method: Method) -> CaseTracing:
    case = build_case_ledger(graph)
    interval = trace_interval(
        case.ledger,
        method=method,
        statements=case.statements,
        origins=case.origins,
        openings=case.openings,
        opening_labels=case.opening_labels,
    )
    return CaseTracing(graph, case, interval, ())


BROKEN = [("A", (1, 1), {"opening_minor": 0, "closing_minor": 100}), ("A", (3, 3), {"opening_minor": 70})]


@pytest.mark.parametrize(
    ("paid", "figure", "named"),
    [
        (on(3, 9), [(B, on(3, 10))], True),
        (on(3, 9), [(B, on(3, 8))], False),
        (on(1, 20), [(B, on(3, 10))], False),
        (on(1, 20), [(A, on(1, 20))], False),
        (on(1, 20), [(A, on(1, 31))], True),
        (on(1, 20), [(A, date.max)], True),
        (on(3, 9), [(("C", "RON"), date.max)], False),
    ],
    ids=["before", "paid-in-later", "left-before-the-break", "own-before", "own-last-day", "own", "another-account"],
)
def test_a_break_is_named_where_money_came_through_after_it(
    made: SimpleNamespace, paid: date, figure: Any, named: bool
) -> None:
    rows = [
        made.transfer("in", "X", "A", 100, on(1, 10), own="credit", seq=1),
        made.transfer("on", "A", "B", 30, paid, seq=2),
    ]
    statements = [*BROKEN, ("B", (1, 3), {"opening_minor": 0}), ("C", (1, 3), {"opening_minor": 0})]
    assert ((GAP, "TIVA") in told(made, statements, rows, figure)) == named


def test_a_break_after_a_statement_that_does_not_tie_counts_from_its_first_day(made: SimpleNamespace) -> None:
    rows = [made.transfer("in", "X", "A", 100, on(1, 10), own="credit", seq=1)]
    loose = [("A", (1, 1), {"opening_minor": 0, "closing_minor": 90, "difference_minor": -10}), BROKEN[1]]
    assert (GAP, "TIVA") in told(made, loose, rows, [(A, on(1, 20))])
    assert (GAP, "TIVA") not in told(made, BROKEN, rows, [(A, on(1, 20))])


def test_an_unstated_balance_is_named_for_accounts_upstream_alone(made: SimpleNamespace) -> None:
    statements = [("A", (1, 1), {}), ("B", (1, 1), {}), ("C", (1, 1), {})]
    rows = [
        made.transfer("in", "X", "A", 100, on(1, 10), own="credit", seq=1),
        made.transfer("on", "A", "B", 30, on(1, 11), seq=2, credit_seq=1),
    ]
    found = told(made, statements, rows, [(B, on(1, 31))])
    assert {account for template, account in found if template == UNSTATED} == {"TIVA", "TIVB"}


def test_an_open_order_is_said_for_every_method_that_it_moves(made: SimpleNamespace) -> None:
    rows = [
        made.transfer("in", "X", "A", 100, on(1, 10), own="credit", seq=1),
        made.transfer("own", "Y", "A", 100, on(1, 10), own="credit", seq=2),
        made.transfer("out", "A", "B", 100, on(1, 10), seq=3, credit_seq=1),
    ]
    b = ("B", (1, 1), {"opening_minor": 0})

    def named(figure: Any, opening: int, *events: Any, **props: str) -> set[Method]:
        found = told(made, [("A", (1, 1), {"opening_minor": opening, **props}), b], rows, figure, events)
        return {method for method, template in ORDER_OPEN.items() if (template, "TIVA") in found}

    open_day = {"unordered_days": "2024-01-10"}
    clean = made.event(
        "c", "ProceedsMarked", "A", label="CLEAN", reason="t", opening_currency="RON", opening_date="2024-01-01"
    )
    assert named([(B, on(1, 31))], 0, **open_day) == set(Method)
    assert named([(B, on(1, 31))], 0) == set()
    assert named([(B, on(1, 31))], 0, unordered_days="2024-01-11") == set()
    assert named([(B, on(1, 9))], 0, **open_day) == set()
    # Own money covers what goes out, so the lowest intermediate balance is the same in every order.
    assert named([(B, on(1, 31))], 500, clean, **open_day) == set(Method) - {Method.LIBR}


def test_a_part_of_an_opening_balance_is_said_for_methods_that_look_at_age(made: SimpleNamespace) -> None:
    opened = {"label": "crime", "reason": "t", "opening_currency": "RON", "opening_date": "2024-01-01"}
    rows = [made.transfer("on", "A", "B", 30, on(1, 11), seq=2, credit_seq=1)]
    statements = [("A", (1, 1), {"opening_minor": 100}), ("B", (1, 1), {"opening_minor": 0})]
    part = made.event("o", "ProceedsMarked", "A", **opened, amount_minor=40)
    whole = made.event("o", "ProceedsMarked", "A", **opened, amount_minor=100)
    assert {t for t, _ in told(made, statements, rows, [(B, on(1, 31))], [part])} == set(OPENING_ORDER.values())
    assert told(made, statements, rows, [(B, on(1, 31))], [whole]) == set()
    assert told(made, statements, rows, [(B, on(1, 10))], [part]) == set()
    above = made.event("o", "ProceedsMarked", "A", **opened, amount_minor=140)
    assert (UNMET, "TIVA") in told(made, statements, rows, [(B, on(1, 31))], [above])
    assert (UNMET, "TIVA") not in told(made, statements, rows, [(B, on(1, 10))], [above])


def test_a_case_without_marks_says_so(made: SimpleNamespace) -> None:
    revoked = made.event("r", "Revoked", "A", event="m", reason="t")
    rows = [made.transfer("in", "X", "A", 100, on(1, 10), own="credit", seq=1)]
    assert (NO_MARKS, "") in told(made, BROKEN[:1], rows, [(A, date.max)], [revoked])


ROWS = ["01.03.2024;100,00;Victima Fictivă;{}", "01.03.2024;100,00;Salariu Fictiv;{}", "01.03.2024;-100,00;Magazin;{}"]


@pytest.mark.parametrize(("balances", "said"), [(("", "", ""), True), (("100,00", "200,00", "100,00"), False)])
def test_a_table_that_prints_no_balance_gives_no_order(run, empty_case, tmp_path, balances, said):
    mapping = {
        "name": "registru fictiv",
        "format": "bank-ledger",
        "version": 1,
        "encoding": "utf-8",
        "header_row": 1,
        "decimal_mark": ",",
        "date_pattern": "DD.MM.YYYY",
        "delimiter": ";",
        "columns": {"booking_date": "Data", "amount": "Suma", "counterparty_name": "Partener", "balance": "Sold"},
        "constants": {"currency": "RON"},
    }
    (tmp_path / "m.json").write_text(json.dumps(mapping), encoding="utf-8")
    body = [row.format(balance) for row, balance in zip(ROWS, balances, strict=True)]
    (tmp_path / "rows.csv").write_text("\n".join(["Data;Suma;Partener;Sold", *body, ""]), encoding="utf-8")
    stated = ("--account", "RO42INVT0000000000000001", "--opening", "0.00")
    ran = run("--case", empty_case, "import", tmp_path / "rows.csv", "--mapping", tmp_path / "m.json", *stated)
    assert ran.code == 0, ran.out + ran.err
    account = run("--case", empty_case, "find", "RO42INVT", "--json").json["hits"][0]["id"]
    assert (
        run("--case", empty_case, "mark", account, "--counterparty", "victima fictiva", "--reason", "probă").code == 0
    )
    told_ = run("--case", empty_case, "trace", account, "--method", "fifo", "--method", "libr").out
    assert ("First in, first out: the statements do not give the order" in told_) == said
    assert ("Lowest intermediate balance: the statements do not give the order" in told_) == said
    assert ("counted by account: 1." in told_) == said
