"""The kernels against the engine in Python objects: the same result in every field, on random ledgers."""

from __future__ import annotations

import json
import subprocess
import sys
from fractions import Fraction
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_schema.errors import WrongUse
from tests.oracles.object_engine.agreement import in_objects
from tests.oracles.object_engine.engine import trace as trace_in_objects
from tracer.analysis.tracing.kernels.proof import prove_run
from tracer.analysis.tracing.kernels.run import trace_in_columns
from tracer.analysis.tracing.kernels.trace import trace
from tracer.analysis.tracing.ledgers.labels import is_tainted
from tracer.analysis.tracing.policies.methods import Method
from tracer.analysis.tracing.run.balance_sheet import ConservationBroken


def both(network: Any, method: Method, **changes: Any) -> tuple[Any, Any]:
    given_values: dict[str, Any] = {
        "method": method,
        "statements": network.statements,
        "origins": network.origins,
        "openings": network.openings,
        "unknown_as": "unknown",
        "class_order": (),
        **changes,
    }
    run = trace_in_columns(network.ledger, **given_values)
    assert run.traced_by_entry.tolist() == [
        sum(amount for label, amount in run.carried(place).items() if is_tainted(label))
        for place in range(len(network.ledger.entries))
    ]
    return in_objects(trace(network.ledger, **given_values)), trace_in_objects(network.ledger, **given_values)


@pytest.mark.parametrize("method", list(Method))
@settings(max_examples=100)
@given(data=st.data())
def test_every_field_is_that_of_the_engine(method: Method, networks: Any, data: st.DataObject) -> None:
    network = data.draw(networks)
    found, expected = both(network, method, unknown_as=data.draw(st.sampled_from(["unknown", "clean", "tainted"])))
    assert found == expected


@settings(max_examples=60)
@given(data=st.data())
def test_a_class_order_is_data(networks: Any, data: st.DataObject) -> None:
    network = data.draw(networks)
    order = data.draw(st.permutations([("T1",), ("T2",)]))
    found, expected = both(network, Method.LIBR, class_order=order, unknown_as="tainted")
    assert found == expected


@settings(max_examples=40)
@given(data=st.data())
def test_mixed_origins_and_openings(plain_networks: Any, data: st.DataObject) -> None:
    network = data.draw(plain_networks)
    origins = dict(network.origins)
    for entry in network.ledger.entries:
        if entry.debit not in network.statements and entry.credited > 2:
            first = data.draw(st.integers(1, entry.credited - 1))
            origins[entry.id] = (("T2", first), ("CLEAN", entry.credited - first))
        elif data.draw(st.integers(0, 5)) == 0 and not entry.is_self_transfer:
            origins[entry.id] = "T3"  # marked on its way between followed accounts
    openings = {key: abs(amount) + 2 for key, amount in network.openings.items()}
    labels = {("A", "RON"): "T1", ("B", "RON"): (("CLEAN", 1), ("T2", openings["B", "RON"] - 1))}
    method = data.draw(st.sampled_from(list(Method)))
    found, expected = both(network, method, origins=origins, openings=openings, opening_labels=labels)
    assert found == expected


def test_lists_grow_in_the_middle_of_a_run(build_ledger: Any) -> None:
    """One debit of 300 pieces, which comes back: far more than there is room for at the start."""
    rows: list[Any] = [(f"in{number:03}", None, "A", 1 + number % 3) for number in range(300)]
    whole = sum(row[3] for row in rows)
    rows += [("out", "A", "B", whole), ("back", "B", "A", whole), ("end", "A", None, whole - 1)]
    network = SimpleNamespace(
        ledger=build_ledger(rows),
        statements=frozenset({("A", "RON"), ("B", "RON")}),
        origins={f"in{number:03}": f"T{number % 7}" for number in range(300)},
        openings={},
    )
    for method in Method:
        found, expected = both(network, method)
        assert found == expected
        assert found.longest_debit == (7 if method is Method.PRO_RATA else 300)


def divide(network: Any) -> tuple[list[dict[str, Fraction]], dict[Any, dict[str, Fraction]]]:
    """Own money first, every source of the traced money losing the same share, in fractions and without rounding."""
    purse: dict[Any, dict[str, Fraction]] = {}
    owed: dict[Any, Fraction] = {}
    for key in network.statements:
        opening = network.openings.get(key, 0)
        purse[key], owed[key] = {"UNKNOWN": Fraction(max(opening, 0))}, Fraction(max(-opening, 0))

    def leave(money: dict[str, Fraction], amount: Fraction) -> dict[str, Fraction]:
        gone: dict[str, Fraction] = {}
        for labels in ([m for m in money if not is_tainted(m)], [m for m in money if is_tainted(m)]):
            total = sum((money[label] for label in labels), Fraction(0))
            part = min(total, amount)
            for label in labels if total else ():
                gone[label] = money[label] * part / total
                money[label] -= gone[label]
            amount -= part
        return gone

    carried = []
    for entry in network.ledger.entries:
        if entry.is_self_transfer:
            carried.append(dict[str, Fraction]())
            continue
        debited = Fraction(entry.debited)
        if entry.debit in purse:
            moved = leave(purse[entry.debit], debited)
            lent = debited - sum(moved.values(), Fraction(0))
            owed[entry.debit] += lent
            moved["CREDIT"] = moved.get("CREDIT", Fraction(0)) + lent
        else:
            moved = {network.origins.get(entry.id) or "UNKNOWN": debited}
        carried.append(moved)
        if entry.credit in purse:
            arrived = {label: amount * entry.credited / entry.debited for label, amount in moved.items()}
            owed[entry.credit] -= sum(leave(arrived, owed[entry.credit]).values(), Fraction(0))
            for label, amount in arrived.items():
                purse[entry.credit][label] = purse[entry.credit].get(label, Fraction(0)) + amount
    return carried, purse


@settings(max_examples=100)
@given(data=st.data())
def test_rateable_sources_lose_the_same_share(plain_networks: Any, data: st.DataObject) -> None:
    network = data.draw(plain_networks)
    run = trace_in_columns(
        network.ledger,
        method=Method.LIBR,
        statements=network.statements,
        origins=network.origins,
        openings=network.openings,
        inner="rateable",
    )
    carried, held = divide(network)
    pairs = [(run.carried(place), exact) for place, exact in enumerate(carried)]
    pairs += [(run.holdings(key), held[key]) for key in network.statements]
    own = ("CLEAN", "UNKNOWN", "CREDIT")
    for found, exact in pairs:
        for label in {*found, *exact} - set(own):
            assert abs(found.get(label, 0) - exact.get(label, Fraction(0)) * 10**6) < 1000, (label, found, exact)


def test_a_rule_inside_a_class_needs_a_class(build_ledger: Any) -> None:
    network = SimpleNamespace(ledger=build_ledger([("in", None, "A", 1)]), statements=frozenset({("A", "RON")}))
    words: dict[str, Any] = {"statements": network.statements, "origins": {}, "openings": {}, "inner": "rateable"}
    for method in (Method.FIFO, Method.LIFO, Method.PRO_RATA):
        with pytest.raises(WrongUse, match="keeps no class"):
            trace_in_columns(network.ledger, method=method, **words)
    with pytest.raises(WrongUse, match="class order belongs to LIBR"):
        trace_in_columns(network.ledger, method=Method.FIFO, class_order=[["T"]], **words)


@pytest.mark.parametrize(("method", "fits"), [(Method.FIFO, 2**61 - 1), (Method.PRO_RATA, (2**61 - 1) // 10**6)])
def test_amounts_beyond_the_kernels_are_refused(method: Method, fits: int, build_ledger: Any) -> None:
    words: dict[str, Any] = {
        "method": method,
        "statements": frozenset({("A", "RON")}),
        "origins": {"a": "T"},
        "openings": {},
    }
    run = trace_in_columns(build_ledger([("a", None, "A", fits - 1), ("b", None, "A", 1)]), **words)
    assert sum(run.holdings(("A", "RON")).values()) == fits * run.columns.units
    for rows in ([("a", None, "A", fits), ("b", None, "A", 1)], [("a", None, "A", fits + 1)]):
        with pytest.raises(WrongUse, match="more than can be traced in columns"):
            trace_in_columns(build_ledger(rows), **words)


@pytest.mark.parametrize(
    ("list_", "what"),
    [
        ("piece_debited", "entry"),
        ("piece_credited", "entry"),
        ("piece_label", "label"),
        ("traced", "account"),
        ("book", "account"),
    ],
)
def test_one_changed_unit_voids_the_run(list_: str, what: str, build_ledger: Any) -> None:
    ledger = build_ledger([("own", None, "A", 400), ("in", None, "A", 500), ("out", "A", None, 600)])
    run = trace_in_columns(
        ledger,
        method=Method.FIFO,
        statements=frozenset({("A", "RON")}),
        origins={"own": "CLEAN", "in": "T"},
        openings={},
    )
    assert prove_run(run.columns, run.rules, run.state) == run.sheet
    getattr(run.state, list_)[0] += 1
    with pytest.raises(ConservationBroken, match=rf"do not add up \({what} "):
        prove_run(run.columns, run.rules, run.state)


WITHOUT_COMPILER = """
import sys, json
sys.modules["numba"] = None
from datetime import date
from tracer.analysis.tracing.kernels.machine_code import compiled
from tracer.analysis.tracing.kernels.run import trace_in_columns
from tracer.analysis.tracing.ledgers.ledger import Ledger, LedgerEntry
from tracer.analysis.tracing.policies.methods import Method
A, B = ("A", "RON"), ("B", "RON")
rows = [("t", None, A, 7), ("own", None, A, 5), ("on", A, B, 9), ("out", B, None, 12), ("in", None, B, 8)]
ledger = Ledger(tuple(LedgerEntry(i, date(2024, 1, n), a, b, x, x) for n, (i, a, b, x) in enumerate(rows, 1)))
found = {}
for method in Method:
    run = trace_in_columns(ledger, method=method, statements=frozenset({A, B}), origins={"t": "T"}, openings={B: -1})
    found[method] = [[run.carried(n) for n in range(5)], run.holdings(A), run.holdings(B)]
print(json.dumps([compiled.COMPILED, found]))
"""


def test_without_a_compiler_the_figures_are_the_same(project_root: Path, tmp_path: Path) -> None:
    """The same program once with numba out of reach and once as this machine is."""
    found = []
    for program in (WITHOUT_COMPILER, WITHOUT_COMPILER.replace('sys.modules["numba"] = None', "")):
        done = subprocess.run(
            [sys.executable, "-c", program], cwd=project_root, capture_output=True, text=True, check=True
        )
        found.append(json.loads(done.stdout))
    assert found[0][0] is False
    assert found[0][1] == found[1][1]
    assert found[0][1]["libr"][0][2] == {"UNKNOWN": 5, "T": 4}
