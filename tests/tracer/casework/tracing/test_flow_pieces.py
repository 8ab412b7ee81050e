"""What part of each piece reached a payment, back through an exchange and a payment that came back."""

from __future__ import annotations

from datetime import date

import pytest

from graph_schema.errors import WrongUse
from tracer.analysis.tracing.kernels.trace import trace
from tracer.analysis.tracing.ledgers.ledger import Ledger, LedgerEntry
from tracer.analysis.tracing.policies.methods import Method
from tracer.casework.tracing.flow_pieces import MarkedMoney, find_roots, reach_account, reach_purchase

RON, EUR, OTHER = ("acc-a", "RON"), ("acc-a", "EUR"), ("acc-b", "RON")
DAY = date(2024, 1, 5)


def entry(name, debit, credit, debited, credited=None):
    return LedgerEntry(name, DAY, debit, credit, debited, debited if credited is None else credited)


def run_of(*entries, method=Method.FIFO):
    return trace(
        Ledger(entries),
        method=method,
        statements=frozenset({RON, EUR, OTHER}),
        origins={"in": "proceeds"},
        openings={},
    )


def amounts(run, found):
    """Entry -> what of it reached the figure."""
    named = {}
    for number, amount in found.items():
        name = run.ledger.entries[run.table.entry[number]].id
        named[name] = named.get(name, 0) + amount
    return named


def test_half_of_an_exchange_is_half_of_what_was_given_for_it():
    run = run_of(entry("in", None, RON, 1000), entry("fx", RON, EUR, 400, 100), entry("pay", EUR, None, 50))
    reached = reach_purchase(run, ("pay",))
    assert amounts(run, reached.left) == {"pay": 50, "fx": 200, "in": 200}
    assert amounts(run, reached.came) == {"fx": 50, "in": 200}


def test_money_that_came_back_is_counted_once_into_the_account():
    run = run_of(entry("in", None, RON, 100), entry("out", RON, OTHER, 100), entry("back", OTHER, RON, 100))
    assert amounts(run, reach_account(run, RON).came) == {"in": 100, "out": 100, "back": 100}


def test_a_piece_belongs_to_the_mark_in_which_it_begins():
    run = run_of(entry("own", None, RON, 10), entry("in", None, RON, 90), entry("out", RON, OTHER, 100))
    roots = find_roots(run, MarkedMoney({"in": "evt-1"}, {}))
    assert [(run.table.label[number], root) for number, root in enumerate(roots)] == [
        ("UNKNOWN", ""),
        ("proceeds", "evt-1"),
        ("UNKNOWN", ""),
        ("proceeds", "evt-1"),
    ]


def test_a_method_that_blends_the_money_of_an_account_has_no_picture():
    run = run_of(entry("in", None, RON, 100), entry("pay", RON, None, 50), method=Method.PRO_RATA)
    with pytest.raises(WrongUse, match="blends all money"):
        reach_purchase(run, ("pay",))
