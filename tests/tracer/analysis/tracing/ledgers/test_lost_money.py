"""Where the money of rejected rows stands in the ledger, and what it leaves open."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

import pyarrow as pa
import pytest

from graph_schema.records.transfers import PAYMENT_SCHEMA, as_payments
from graph_schema.statements.lost_rows import LostMoney
from tracer.analysis.tracing.ledgers.case_ledger import ARRIVED, CaseLedger, build_case_ledger
from tracer.graph.case_graph import CaseGraph

DAY = date(2024, 5, 2)
A = ("A", "RON")


def money(*locators: str, net: int | None = None, **changes: Any) -> LostMoney:
    about: dict[str, Any] = {"after": "t1", "before": "t2", "day": DAY, "key": A}
    return LostMoney("5" * 64, locators=locators, net_minor=net, **about | changes)


def case(made: SimpleNamespace, *lost: LostMoney, **changes: Any) -> CaseLedger:
    """A receives 100 and 7, with a statement that begins with 0."""
    rows = [
        made.transfer("t1", "X", "A", 100, DAY, own="credit"),
        made.transfer("t2", "X", "A", 7, DAY + timedelta(days=1), own="credit", seq=2),
    ]
    props: dict[str, Any] = {"currency": "RON", "from_date": "2024-05-01", "to_date": "2024-05-31", "balance_breaks": 0}
    nodes = [made.node("S", "Statement", **props | changes), made.node("A", "Account", number="A")]
    graph: CaseGraph = made.graph(nodes=nodes, links=[made.link("StatementOf", "S", "A")], transfers=rows)
    return build_case_ledger(replace(graph, lost=lost))


def steps(found: CaseLedger) -> list[tuple[str, int]]:
    """First word of each entry's id, and the change of A's balance."""
    return [
        (entry.id.partition(" ")[0], entry.credited if entry.credit == A else -entry.debited)
        for entry in found.ledger.entries
    ]


@pytest.mark.parametrize("net", [30, -30])
def test_one_row_moves_what_the_balances_show(made: SimpleNamespace, net: int) -> None:
    found = case(made, money("row:3", net=net), opening_minor=0, closing_minor=107 + net)
    assert steps(found) == [("t1", 100), ("lost-row", net), ("t2", 7)]
    assert (found.gaps, found.open_received, found.open_held) == ((), frozenset(), frozenset())


def test_several_rows_of_one_sum_make_all_money_unknown(made: SimpleNamespace) -> None:
    found = case(made, money("row:3", "row:4", net=30), opening_minor=0, closing_minor=137)
    assert steps(found) == [("t1", 100), ("correction-out", -100), ("correction-in", 130), ("t2", 7)]
    assert (found.gaps, found.open_received, found.open_held) == ((), {A}, frozenset())


def test_a_row_without_balances_makes_all_money_unknown_and_leaves_both_sums_open(made: SimpleNamespace) -> None:
    found = case(made, money("row:3"))
    assert steps(found) == [("t1", 100), ("correction-out", -100), ("correction-in", 100), ("t2", 7)]
    assert (found.open_received, found.open_held) == ({A}, {A})


@pytest.mark.parametrize(("known", "held"), [(True, frozenset()), (False, {A})])
def test_a_row_before_the_first_leaves_what_is_held_open_unless_a_balance_follows(
    made: SimpleNamespace, known: bool, held: Any
) -> None:
    found = case(made, money("row:1", after=None, before="t1", begins_known=known))
    assert steps(found) == [("t1", 100), ("t2", 7)]
    assert (found.open_received, found.open_held) == ({A}, held)


def test_a_sum_before_the_first_row_stands_before_it(made: SimpleNamespace) -> None:
    found = case(made, money("row:1", net=5, after=None, before="t1"), opening_minor=0, closing_minor=112)
    assert steps(found) == [("lost-row", 5), ("t1", 100), ("t2", 7)]
    assert found.gaps == ()


@pytest.mark.parametrize(("day", "place"), [(date(2024, 5, 1), 0), (date(2024, 5, 2), 1), (date(2024, 5, 9), 2)])
def test_a_sum_of_a_statement_without_rows_stands_at_its_day(made: SimpleNamespace, day: date, place: int) -> None:
    found = case(made, money("row:1", net=5, after=None, before=None, day=day), opening_minor=0, closing_minor=112)
    assert [name for name, _ in steps(found)].index("lost-row") == place


def test_money_of_an_unknown_account_is_in_no_ledger(made: SimpleNamespace) -> None:
    found = case(made, money("row:3", key=None))
    assert (found.lost, len(found.ledger.entries)) == ((), 2)


def test_after_a_payment_in_transit_it_stands_where_the_payment_arrives(made: SimpleNamespace) -> None:
    statements = [
        made.node(name, "Statement", currency="RON", from_date="2024-05-01", to_date="2024-05-31", balance_breaks=0)
        for name in ("S", "T")
    ]
    rows = [made.transfer("t1", "B", "A", 100, DAY)]
    links = [made.link("StatementOf", "S", "A"), made.link("StatementOf", "T", "B")]
    graph = made.graph(nodes=statements, links=links, transfers=rows)
    late = DAY + timedelta(days=3)
    payments = build_case_ledger(graph).ledger
    assert len(payments.entries) == 1
    table = as_payments(graph.transfers).to_pylist()
    table[0] |= {"credit_value_date": late, "credit_booking_date": late}
    joined = replace(graph, transfers=pa.Table.from_pylist(table, schema=PAYMENT_SCHEMA), aliases={"t9": "t1"})
    found = build_case_ledger(replace(joined, lost=(money("row:3", net=30, after="t9", before=None),)))
    assert [entry.id.partition(" 5555")[0] for entry in found.ledger.entries] == [
        "t1",
        f"t1{ARRIVED}",
        "lost-row A RON",
    ]
    assert found.ledger.entries[-1].day == late
