"""Laws every method keeps on every ledger."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tracer.analysis.tracing.ledgers.labels import is_tainted
from tracer.analysis.tracing.policies import class_order, fifo, lifo, pro_rata
from tracer.analysis.tracing.policies.methods import Method
from tracer.analysis.tracing.run.balance_sheet import ConservationBroken
from tracer.analysis.tracing.run.engine import trace

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
    assert again == run
    assert repr(again) == repr(run)


@pytest.mark.parametrize(
    ("method", "holdings"),
    [
        (Method.FIFO, fifo.FifoHoldings),
        (Method.LIFO, lifo.LifoHoldings),
        (Method.LIBR, class_order.ClassOrderHoldings),
        (Method.TAINT_FIRST, class_order.ClassOrderHoldings),
        (Method.PRO_RATA, pro_rata.ProRataHoldings),
    ],
)
def test_one_lost_unit_voids_the_run(
    method: Method, holdings: Any, build_ledger: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    ledger = build_ledger([("in", None, "A", 500), ("out", "A", "B", 300), ("on", "B", None, 100)])
    followed = frozenset({("A", "RON"), ("B", "RON")})
    honest = holdings.take

    def lose_one(self: Any, amount: int) -> Any:
        taken = honest(self, amount)
        piece, label, size = taken[-1]
        return [*taken[:-1], (piece, label, size - 1)]

    assert trace(ledger, method=method, statements=followed, origins={"in": "T"}, openings={})
    monkeypatch.setattr(holdings, "take", lose_one)
    with pytest.raises(ConservationBroken):
        trace(ledger, method=method, statements=followed, origins={"in": "T"}, openings={})


def test_one_unit_lost_while_it_is_put_away_voids_the_run(build_ledger: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = build_ledger([("in", None, "A", 500), ("out", "A", None, 300)])
    honest = fifo.FifoHoldings.put
    monkeypatch.setattr(fifo.FifoHoldings, "put", lambda self, s: honest(self, (s[0], s[1], s[2] - 1)))
    with pytest.raises(ConservationBroken):
        trace(ledger, method=Method.FIFO, statements=frozenset({("A", "RON")}), origins={"in": "T"}, openings={})


def test_one_unit_changing_its_label_voids_the_run(build_ledger: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    """The amounts add up, the labels do not: only the sheet per label sees it."""
    ledger = build_ledger([("in", None, "A", 500), ("other", None, "A", 500), ("out", "A", None, 300)])
    honest = fifo.FifoHoldings.take
    monkeypatch.setattr(
        fifo.FifoHoldings, "take", lambda self, amount: [(p, "OTHER", a) for p, _, a in honest(self, amount)]
    )
    with pytest.raises(ConservationBroken, match="does not add up"):
        trace(
            ledger,
            method=Method.FIFO,
            statements=frozenset({("A", "RON")}),
            origins={"in": "T", "other": "OTHER"},
            openings={},
        )


def test_amounts_of_ten_to_the_fifteen_stay_exact(build_ledger: Any) -> None:
    big = 10**15 + 7
    ledger = build_ledger([("in", None, "A", big), ("own", None, "A", big), ("out", "A", None, big - 1)])
    run = trace(
        ledger,
        method=Method.PRO_RATA,
        statements=frozenset({("A", "RON")}),
        origins={"in": "T", "own": "CLEAN"},
        openings={},
    )
    assert run.carried("out") == {"T": (big - 1) * 10**6 // 2, "CLEAN": (big - 1) * 10**6 // 2}
    assert all(is_tainted(label) is (label == "T") for label in run.carried("out"))
