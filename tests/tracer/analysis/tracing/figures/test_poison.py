from __future__ import annotations

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from tracer.analysis.tracing.figures.poison import find_touched
from tracer.analysis.tracing.kernels.trace import trace
from tracer.analysis.tracing.ledgers.labels import is_tainted
from tracer.analysis.tracing.policies.methods import Method

A, B = ("A", "RON"), ("B", "RON")


def test_every_debit_after_the_first_traced_credit_is_touched(build_ledger: Any) -> None:
    ledger = build_ledger(
        [
            ("before", "A", "B", 1),
            ("in", None, "A", 5),
            ("own", None, "A", 500),
            ("out", "A", "B", 500),
            ("on", "B", "C", 1),
            ("back", "C", "B", 1),
        ]
    )
    touched = find_touched(ledger, statements=frozenset({A, B}), origins={"in": "T", "own": "CLEAN"})
    assert {name for name, sources in touched.items() if sources} == {"in", "out", "on"}
    assert touched["on"] == {"T"}


def test_a_traced_opening_touches(build_ledger: Any) -> None:
    ledger = build_ledger([("out", "A", None, 1)])
    opened = {"openings": {A: 5}, "opening_labels": {A: (("T", 2), ("CLEAN", 3))}}
    assert find_touched(ledger, statements=frozenset({A}), origins={}, **opened) == {"out": {"T"}}
    assert find_touched(ledger, statements=frozenset({A}), origins={}) == {"out": frozenset()}


@settings(max_examples=60)
@given(data=st.data())
def test_no_method_traces_to_what_is_not_touched(networks: Any, data: st.DataObject) -> None:
    network = data.draw(networks)
    asked = {"statements": network.statements, "origins": network.origins, "openings": network.openings}
    touched = find_touched(network.ledger, **asked)
    for method in Method:
        run = trace(network.ledger, method=method, **asked)
        for entry in network.ledger.entries:
            assert {label for label in run.carried(entry.id) if is_tainted(label)} <= touched[entry.id]
