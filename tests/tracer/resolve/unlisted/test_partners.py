"""Which rows state a payment that the complete statements of the other account do not list."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any

import pytest

from tracer.graph.case_graph import CaseGraph
from tracer.resolve.unlisted.partners import find_unmatched

BALANCED = {"opening_minor": 0, "closing_minor": 0}


def case(said: SimpleNamespace, *rows: dict[str, Any], first: int = -5, last: int = 5, **props: Any) -> CaseGraph:
    """A case in which A and B have a statement each from the first to the last day; B's has these fields."""
    graph: CaseGraph = said.case(rows, told=("A", "B"), periods={"A": [(first, last)], "B": [(first, last)]})
    for node in graph.nodes.values():
        if node.type == "Statement":
            node.props.update(BALANCED if node.id.startswith("statement A") else BALANCED | props)  # type: ignore[attr-defined]
    return graph


def names(graph: CaseGraph, *waiting: str) -> list[tuple[str, str, str]]:
    return [(one.transfer, one.account, one.side) for one in find_unmatched(graph, waiting)]


def test_a_payment_and_a_receipt_without_a_partner(said: SimpleNamespace) -> None:
    rows = [said.row("p", "A", "debit", "B"), said.row("q", "B", "credit", "A", 7)]
    assert names(case(said, *rows)) == [("p", "B", "credit"), ("q", "A", "debit")]
    assert names(case(said, *rows), "p") == [("q", "A", "debit")]


@pytest.mark.parametrize(
    "changes",
    [
        {"credit_seq": 1}, {"credit_account": None}, {"credit_account": "C"}, {"credit_account": "A"},
        {"credit_currency": "EUR"}, {"kind": "reversal"}, {"reversal_of": "x"},
    ],
)  # fmt: skip
def test_rows_that_claim_nothing(said: SimpleNamespace, changes: dict[str, Any]) -> None:
    assert names(case(said, said.row("p", "A", "debit", "B") | changes)) == []


def test_a_payment_that_came_back_claims_nothing(said: SimpleNamespace) -> None:
    back = said.row("r", "A", "credit", "B", day=1) | {"reversal_of": "p", "kind": "reversal"}
    assert names(case(said, said.row("p", "A", "debit", "B"), back)) == []


@pytest.mark.parametrize(("last", "found"), [(3, 1), (2, 0)])
def test_the_payees_statement_must_cover_three_days_more(said: SimpleNamespace, last: int, found: int) -> None:
    assert len(names(case(said, said.row("p", "A", "debit", "B"), last=last))) == found


@pytest.mark.parametrize(("first", "found"), [(-3, 1), (-2, 0)])
def test_the_payers_statement_must_cover_three_days_before(said: SimpleNamespace, first: int, found: int) -> None:
    assert len(names(case(said, said.row("q", "B", "credit", "A"), first=first))) == found


@pytest.mark.parametrize("props", [{"opening_minor": None}, {"closing_minor": None}, {"balance_breaks": 1}])
def test_a_statement_that_proves_nothing_lacks_nothing(said: SimpleNamespace, props: dict[str, Any]) -> None:
    assert names(case(said, said.row("p", "A", "debit", "B"), **props)) == []
