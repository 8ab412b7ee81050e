"""Laws every method keeps on every ledger."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from graph_schema.errors import WrongUse
from tests.oracles.object_engine.agreement import in_objects
from tracer.analysis.tracing.kernels.machine_code.exact import LARGEST
from tracer.analysis.tracing.kernels.trace import trace
from tracer.analysis.tracing.policies.methods import Method

METHODS = list(Method)
EXACT = [method for method in Method if method is not Method.PRO_RATA]


def run_of(network: Any, method: Method, **changes: Any) -> Any:
    given_values: dict[str, Any] = {
        "statements": network.statements,
        "origins": network.origins,
        "openings": network.openings,
    }
    return trace(network.ledger, method=method, **{**given_values, **changes})


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=150)
@given(data=st.data())
def test_every_unit_is_accounted_for(method: Method, networks: Any, data: st.DataObject) -> None:
    network = data.draw(networks)
    run = run_of(network, method)
    units = run.units_per_minor
    for entry in network.ledger.entries:
        pieces = run.pieces(entry.id)
        if entry.is_self_transfer:
            assert pieces == ()
            continue
        assert sum(piece.debited for piece in pieces) == entry.debited * units
        assert sum(piece.credited for piece in pieces) == entry.credited * units
        for account in {entry.debit, entry.credit} & network.statements:
            standing = run.account_state(entry.id, account)
            assert 0 <= standing.tainted <= max(standing.balance, 0)
    for account in network.statements:
        moved = network.openings.get(account, 0)
        moved += sum(e.credited for e in network.ledger.entries if e.credit == account)
        moved -= sum(e.debited for e in network.ledger.entries if e.debit == account)
        assert sum(run.holdings(account).values()) - run.owed[account] == moved * units
        assert all(amount > 0 for amount in run.holdings(account).values())
    assert all(line.is_conserved for line in run.sheet.values())


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=60)
@given(data=st.data())
def test_names_of_sources_do_not_matter(method: Method, networks: Any, data: st.DataObject) -> None:
    network = data.draw(networks)
    other = {"T1": "Zamfir (inventat)", "T2": "Abrudan (inventat)"}
    run = run_of(network, method)
    renamed = run_of(network, method, origins={k: other.get(v, v) for k, v in network.origins.items()})
    for entry in network.ledger.entries:
        assert [(other.get(p.label, p.label), p.debited, p.credited) for p in run.pieces(entry.id)] == [
            (p.label, p.debited, p.credited) for p in renamed.pieces(entry.id)
        ]


@pytest.mark.parametrize("method", EXACT)
@settings(max_examples=60)
@given(data=st.data())
def test_splitting_one_source_in_two_adds_up_to_it(method: Method, networks: Any, data: st.DataObject) -> None:
    network = data.draw(networks)
    split = run_of(network, method)
    joined = run_of(network, method, origins={k: "T1" if v == "T2" else v for k, v in network.origins.items()})
    for entry in network.ledger.entries:
        assert split.carried_tainted(entry.id) == joined.carried_tainted(entry.id)
    for account in network.statements:
        assert split.held_tainted(account) == joined.held_tainted(account)


@settings(max_examples=60)
@given(data=st.data())
def test_methods_agree_where_nothing_else_is_held(plain_networks: Any, data: st.DataObject) -> None:
    network = data.draw(plain_networks)
    # Lend nothing: every account opens with the same traced money that comes in from outside.
    openings = dict.fromkeys(network.statements, 10_000)
    alone: dict[str, Any] = {
        "origins": {e.id: "T1" for e in network.entries if e.debit not in network.statements},
        "openings": openings,
        "opening_labels": dict.fromkeys(network.statements, "T1"),
    }
    fifo_run, libr_run, pro_rata_run = (
        run_of(network, method, **alone) for method in (Method.FIFO, Method.LIBR, Method.PRO_RATA)
    )
    for entry in network.ledger.entries:
        assert fifo_run.carried(entry.id) == libr_run.carried(entry.id) == {"T1": entry.debited}
        assert pro_rata_run.carried(entry.id) == {"T1": entry.debited * 10**6}


@settings(max_examples=100)
@given(data=st.data())
def test_own_first_keeps_most_and_taint_first_least_in_one_account(data: st.DataObject, build_ledger: Any) -> None:
    balance = 0
    rows: list[Any] = []
    origins: dict[str, str] = {}
    for number in range(data.draw(st.integers(1, 15))):
        amount = data.draw(st.integers(-balance, 50).filter(bool))
        balance += amount
        rows.append((f"e{number:02}", None, "A", amount) if amount > 0 else (f"e{number:02}", "A", None, -amount))
        origins |= {f"e{number:02}": data.draw(st.sampled_from(["T1", "CLEAN"]))} if amount > 0 else {}
    account = ("A", "RON")
    kept = {}
    for method in Method:
        run = trace(build_ledger(rows), method=method, statements=frozenset({account}), origins=origins, openings={})
        kept[method] = run.held_tainted(account) * (10**6 // run.units_per_minor)
    assert max(kept.values()) == kept[Method.LIBR]
    assert min(kept.values()) == kept[Method.TAINT_FIRST]


@pytest.mark.parametrize("method", METHODS)
@settings(max_examples=40)
@given(data=st.data())
def test_a_late_statement_gives_the_run_it_would_have_given(method: Method, networks: Any, data: st.DataObject) -> None:
    network = data.draw(networks)
    late = ("B", "RON")
    without_late = trace(
        network.ledger,
        method=method,
        statements=network.statements - {late},
        origins=network.origins,
        openings={k: v for k, v in network.openings.items() if k != late},
    )
    for entry in network.ledger.entries:
        if entry.debit == late and entry.id not in network.origins and entry.void_of is None:
            assert set(without_late.carried(entry.id)) == {"UNKNOWN"}
    shuffled = data.draw(st.permutations(network.entries))
    again = run_of(type(network)(tuple(shuffled), network.statements, network.origins, network.openings), method)
    run = run_of(network, method)
    assert in_objects(again) == in_objects(run)
    assert repr(again) == repr(run)


def test_amounts_up_to_two_to_the_sixty_one_stay_exact_and_larger_ones_are_refused(build_ledger: Any) -> None:
    def half(method: Method, big: int) -> dict[str, int]:
        ledger = build_ledger([("in", None, "A", big), ("own", None, "A", big), ("out", "A", "B", big - 1)])
        run = trace(
            ledger,
            method=method,
            statements=frozenset({("A", "RON"), ("B", "RON")}),
            origins={"in": "T", "own": "CLEAN"},
            openings={},
        )
        carried: dict[str, int] = run.carried("out")
        return carried

    for method, units in ((Method.PRO_RATA, 10**6), (Method.FIFO, 1)):
        most = LARGEST // units // 6 * 2 - 1
        equal = {"T": (most - 1) * units // 2, "CLEAN": (most - 1) * units // 2}
        assert half(method, most) == (equal if method is Method.PRO_RATA else {"T": most - 1})
        with pytest.raises(WrongUse, match=str(LARGEST // units)):
            half(method, most * 2)
