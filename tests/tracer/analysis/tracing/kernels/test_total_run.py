"""Totals against the engine that keeps every piece."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_schema.errors import WrongUse
from tracer.analysis.tracing.kernels.columns import columns_of
from tracer.analysis.tracing.kernels.total_run import METHODS, total_columns
from tracer.analysis.tracing.kernels.trace import trace
from tracer.analysis.tracing.ledgers.ledger import AccountKey
from tracer.analysis.tracing.policies.methods import Method
from tracer.analysis.tracing.run.balance_sheet import ConservationBroken

A: AccountKey = ("A", "RON")


def columns_for(network: Any, method: Method, **changes: Any) -> Any:
    words: dict[str, Any] = {
        "statements": network.statements,
        "origins": network.origins,
        "openings": network.openings,
        "opening_labels": {},
        "unknown_as": "unknown",
        **changes,
    }
    return columns_of(network.ledger, units=method.units_per_minor, **words), words


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=100)
@given(data=st.data())
def test_totals_are_those_of_the_engine(method: Method, plain_networks: Any, data: st.DataObject) -> None:
    network = data.draw(plain_networks)
    unknown_as = data.draw(st.sampled_from(["unknown", "clean", "tainted"]))
    columns, words = columns_for(network, method, unknown_as=unknown_as, opening_labels={A: "T1"})
    totals = total_columns(columns, method)
    run = trace(network.ledger, method=method, **words)
    # Two pools in place of several labels: pro rata may differ in the last millionths.
    near = 0 if method is not Method.PRO_RATA else 1000
    for place, entry in enumerate(network.ledger.entries):
        carried = 0 if entry.is_self_transfer else run.carried_tainted(entry.id)
        assert abs(int(totals.carried[place]) - carried) <= near
    for number, account in enumerate(columns.accounts):
        assert abs(int(totals.traced[number]) - run.held_tainted(account)) <= near
        assert int(totals.balance[number]) == sum(run.holdings(account).values()) - run.owed[account]


def test_marks_on_the_way_are_counted(build_ledger: Any) -> None:
    ledger = build_ledger([("in", None, "A", 10), ("on", "A", "B", 6), ("out", "B", None, 4)])
    for method in METHODS:
        columns = columns_of(
            ledger,
            statements=frozenset({A, ("B", "RON")}),
            origins={"on": "T"},
            openings={},
            opening_labels={},
            unknown_as="unknown",
            units=method.units_per_minor,
        )
        totals = total_columns(columns, method)
        assert [int(amount) // method.units_per_minor for amount in totals.carried] == [0, 6, 4]


def test_fifty_thousand_small_debits_do_not_drift(build_ledger: Any) -> None:
    """140,000 traced of 300,000: after 50,000 debits of one unit 116,666.67 are left, not 125,000."""
    rows = [("t", None, "A", 140_000), ("own", None, "A", 160_000)]
    rows += [(f"w{number:05}", "A", None, 1) for number in range(50_000)]
    columns = columns_of(
        build_ledger(rows),
        statements=frozenset({A}),
        origins={"t": "T", "own": "CLEAN"},
        openings={},
        opening_labels={},
        unknown_as="unknown",
        units=10**6,
    )
    assert abs(int(total_columns(columns, Method.PRO_RATA).traced[0]) - 116_666_666_667) < 100_000


def test_what_needs_the_pieces_is_refused(build_ledger: Any, networks: Any) -> None:
    ledger = build_ledger([("in", None, "A", 10)])
    words: dict[str, Any] = {"statements": frozenset({A}), "openings": {}, "opening_labels": {}, "units": 1}
    mixed = columns_of(ledger, origins={"in": (("T", 4), ("CLEAN", 6))}, unknown_as="unknown", **words)
    with pytest.raises(WrongUse, match="pieces are needed"):
        total_columns(mixed, Method.FIFO)
    with pytest.raises(WrongUse, match="lifo needs the pieces"):
        total_columns(mixed, Method.LIFO)


@pytest.mark.parametrize("method", METHODS)
def test_one_lost_unit_voids_the_run(method: Method, build_ledger: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    from tracer.analysis.tracing.kernels import total_run

    columns = columns_of(
        build_ledger([("in", None, "A", 500), ("out", "A", None, 300)]),
        statements=frozenset({A}),
        origins={"in": "T"},
        openings={},
        opening_labels={},
        unknown_as="unknown",
        units=method.units_per_minor,
    )
    names = {Method.FIFO: "fifo_totals", Method.LIBR: "own_first_totals", Method.PRO_RATA: "pro_rata_totals"}
    honest = getattr(total_run, names[method])

    def lose_one(entries: Any, marks: Any, held: Any, carried: Any, *rest: Any) -> None:
        honest(entries, marks, held, carried, *rest)
        held[0, 1] -= 1

    assert total_columns(columns, method)
    monkeypatch.setattr(total_run, names[method], lose_one)
    with pytest.raises(ConservationBroken, match="totals -1"):
        total_columns(columns, method)
