"""Unknown money gives a range; the truth lies in it."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracer.analysis.tracing.figures.interval import trace_interval
from tracer.analysis.tracing.kernels.trace import trace
from tracer.analysis.tracing.ledgers.labels import is_tainted
from tracer.analysis.tracing.policies.methods import Method

A = ("A", "RON")


@pytest.mark.parametrize("method", list(Method))
@settings(max_examples=200)
@given(data=st.data())
def test_truth_lies_between(method: Method, plain_networks: Any, data: st.DataObject) -> None:
    network = data.draw(plain_networks)
    known = dict(network.origins)
    for one in network.entries:
        if one.debit not in network.statements:
            known.setdefault(one.id, "CLEAN")
    opening_labels = {k: data.draw(st.sampled_from(["CLEAN", "T1"])) for k in sorted(network.openings)}
    shown = {k: v for k, v in known.items() if data.draw(st.booleans())}
    shared: dict[str, Any] = {
        "method": method,
        "statements": network.statements,
        "openings": network.openings,
    }
    truth = trace(network.ledger, origins=known, opening_labels=opening_labels, **shared)
    interval = trace_interval(network.ledger, origins=shown, **shared)
    slack = 1000 if method is Method.PRO_RATA else 0  # thousandths of a minor unit: its split rounds per label
    for entry in network.ledger.entries:
        low, high = interval.entry(entry.id)
        assert low - slack <= truth.carried_tainted(entry.id) <= high + slack
    for account in network.statements:
        low, high = interval.account(account)
        assert low - slack <= truth.held_tainted(account) <= high + slack
    for currency in ("RON", "EUR"):
        left = sum(v.left for (label, unit), v in truth.sheet.items() if unit == currency and is_tainted(label))
        low, high = interval.left(currency)
        assert low - slack <= left <= high + slack


def test_range_in_figures(build_ledger: Any) -> None:
    ledger = build_ledger([("t", None, "A", 100), ("q", None, "A", 60), ("out", "A", None, 120)])
    given_values: dict[str, Any] = {"statements": frozenset({A}), "origins": {"t": "T"}, "openings": {A: 40}}
    libr = trace_interval(ledger, method=Method.LIBR, **given_values)
    assert (libr.entry("out"), libr.account(A), libr.left("RON")) == ((20, 120), (80, 80), (20, 120))
    fifo = trace_interval(ledger, method=Method.FIFO, **given_values)
    assert (fifo.entry("out"), fifo.account(A), fifo.left("RON")) == ((80, 120), (20, 80), (80, 120))
    assert fifo.lower is fifo.upper


def test_own_money_leaves_before_unknown_money_at_the_upper_end(build_ledger: Any) -> None:
    ledger = build_ledger([("t", None, "A", 100), ("own", None, "A", 60), ("out", "A", None, 50)])
    origins: dict[str, Any] = {"t": "T", "own": "CLEAN"}
    interval = trace_interval(ledger, method=Method.LIBR, statements=frozenset({A}), origins=origins, openings={A: 40})
    assert (interval.entry("out"), interval.account(A)) == ((0, 0), (100, 140))
