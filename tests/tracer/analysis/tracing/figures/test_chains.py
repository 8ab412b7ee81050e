"""Every figure opens into the entries that brought it, and they add up."""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_schema.errors import NotFound, WrongUse
from tracer.analysis.tracing.figures.chains import EntryChain, explain, explain_holding
from tracer.analysis.tracing.kernels.trace import trace
from tracer.analysis.tracing.policies.methods import Method

A, B = ("A", "RON"), ("B", "RON")


@pytest.mark.parametrize("method", [Method.FIFO, Method.LIFO, Method.LIBR, Method.TAINT_FIRST])
@settings(max_examples=150)
@given(data=st.data())
def test_chains_add_up_and_are_connected(method: Method, networks: Any, data: st.DataObject) -> None:
    network = data.draw(networks)
    run = trace(
        network.ledger,
        method=method,
        statements=network.statements,
        origins=network.origins,
        openings=network.openings,
    )
    by_id = {entry.id: entry for entry in network.entries}

    def check(chains: tuple[EntryChain, ...], label: str, amount: int) -> None:
        assert sum(chain.amount for chain in chains) == amount
        assert len({(chain.entries, chain.opening) for chain in chains}) == len(chains)
        for chain in chains:
            assert chain.amount > 0
            hops = [by_id[entry_id] for entry_id in chain.entries]
            places = [run.positions[entry_id] for entry_id in chain.entries]
            assert places == sorted(set(places))
            for before, after in pairwise(hops):
                assert before.credit == after.debit
            if chain.opening is not None:
                assert label == "UNKNOWN"
                assert not hops or hops[0].debit == chain.opening
            elif label in ("T1", "T2", "CLEAN"):
                assert network.origins[chain.entries[0]] == label
            elif label == "CREDIT":
                assert hops[0].debit in network.statements

    for entry in network.entries:
        for label, amount in run.carried(entry.id).items():
            chains = explain(run, entry.id, label)
            check(chains, label, amount)
            assert all(chain.entries[-1] == entry.id for chain in chains)
    for account in network.statements:
        for label, amount in run.holdings(account).items():
            check(explain_holding(run, account, label), label, amount)


def test_two_ways_in_figures(build_ledger: Any) -> None:
    ledger = build_ledger(
        [
            ("t1", None, "A", 100),
            ("t2", None, "A", 50),
            ("ab", "A", "B", 120),
            ("ab2", "A", "B", 30),
            ("out", "B", None, 140),
        ]
    )
    run = trace(
        ledger,
        method=Method.FIFO,
        statements=frozenset({A, B}),
        origins={"t1": "T", "t2": "T"},
        openings={B: 5},
    )
    assert explain(run, "out", "T") == (
        EntryChain(("t1", "ab", "out"), 100),
        EntryChain(("t2", "ab", "out"), 20),
        EntryChain(("t2", "ab2", "out"), 15),
    )
    assert explain(run, "out", "UNKNOWN") == (EntryChain(("out",), 5, opening=B),)
    assert explain_holding(run, B, "T") == (EntryChain(("t2", "ab2"), 15),)
    assert explain(run, "out", "nobody") == ()


def test_a_theft_is_where_its_chain_begins(build_ledger: Any) -> None:
    ledger = build_ledger([("pay", None, "A", 100), ("theft", "A", "B", 60), ("out", "B", None, 60)])
    run = trace(
        ledger,
        method=Method.FIFO,
        statements=frozenset({A, B}),
        origins={"pay": "CLEAN", "theft": "T"},
        openings={},
    )
    assert explain(run, "out", "T") == (EntryChain(("theft", "out"), 60),)


def test_blended_money_has_no_chains(build_ledger: Any) -> None:
    run = trace(
        build_ledger([("t", None, "A", 10)]),
        method=Method.PRO_RATA,
        statements=frozenset({A}),
        origins={"t": "T"},
        openings={},
    )
    with pytest.raises(WrongUse, match="pro_rata"):
        explain(run, "t", "T")
    with pytest.raises(NotFound):
        explain(run, "none", "T")


def test_one_way_taken_twice_is_one_chain(build_ledger: Any) -> None:
    run = trace(
        build_ledger([("in", None, "A", 10), ("out", "A", None, 10)]),
        method=Method.FIFO,
        statements=frozenset({A}),
        origins={"in": (("T", 3), ("CLEAN", 2), ("T", 5))},
        openings={},
    )
    assert explain(run, "out", "T") == (EntryChain(("in", "out"), 8),)
