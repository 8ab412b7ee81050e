"""The cases the definitions settle: edges, overdrafts, two currencies, origins, network."""

from __future__ import annotations

from datetime import date
from typing import Any

import pytest

from graph_schema.errors import NotFound, WrongUse
from tracer.analysis.tracing.kernels.trace import trace
from tracer.analysis.tracing.ledgers.ledger import Ledger, LedgerEntry
from tracer.analysis.tracing.policies.libr import WrongClassOrder
from tracer.analysis.tracing.policies.methods import Method
from tracer.analysis.tracing.run.pieces import Piece
from tracer.analysis.tracing.run.result import LaterClaim

A, B, C, E = ("A", "RON"), ("B", "RON"), ("C", "RON"), ("E", "EUR")


def traced(ledger: Ledger, method: Method, *accounts: Any, **options: Any) -> Any:
    options = {"origins": {}, "openings": {}} | options
    return trace(ledger, method=method, statements=frozenset(accounts), **options)


@pytest.mark.parametrize("method", list(Method))
def test_three_hops_hand_on_what_left(build_ledger: Any, method: Method) -> None:
    """What arrives is what left: a cap applied after the fact would lose money here."""
    ledger = build_ledger(
        [
            ("t", None, "A", 1000),
            ("ab", "A", "B", 600),
            ("bc", "B", "C", 500),
            ("own", None, "C", 50),
            ("cx", "C", None, 300),
        ]
    )
    run = traced(ledger, method, A, B, C, origins={"t": "T", "own": "CLEAN"}, openings={A: 200, B: 100})
    line = run.sheet["T", "RON"]
    assert line.entered == 1000 * run.units_per_minor == line.held + line.left
    assert line.held == sum(run.held_tainted(account) for account in (A, B, C))


def test_three_hops_under_libr_in_figures(build_ledger: Any) -> None:
    ledger = build_ledger(
        [
            ("t", None, "A", 1000),
            ("ab", "A", "B", 600),
            ("bc", "B", "C", 500),
            ("own", None, "C", 50),
            ("cx", "C", None, 300),
        ]
    )
    run = traced(ledger, Method.LIBR, A, B, C, origins={"t": "T", "own": "CLEAN"}, openings={A: 200, B: 100})
    assert run.carried("ab") == {"UNKNOWN": 200, "T": 400}
    assert run.carried("bc") == {"UNKNOWN": 300, "T": 200}
    assert run.carried("cx") == {"UNKNOWN": 300}
    assert (run.holdings(A), run.holdings(B), run.holdings(C)) == (
        {"T": 600},
        {"T": 200},
        {"CLEAN": 50, "T": 200},
    )


def test_money_leaves_into_an_account_nobody_follows_and_comes_back_unknown(build_ledger: Any) -> None:
    run = traced(
        build_ledger([("t", None, "A", 10), ("ax", "A", "X", 10), ("xa", "X", "A", 4)]),
        Method.FIFO,
        A,
        origins={"t": "T"},
    )
    assert run.carried("ax") == {"T": 10}
    assert run.sheet["T", "RON"].left == 10
    assert run.holdings(A) == {"UNKNOWN": 4}


@pytest.mark.parametrize(
    ("method", "swallowed"),
    [
        (Method.FIFO, {"T": 40}),
        (Method.LIFO, {"CLEAN": 40}),
        (Method.LIBR, {"CLEAN": 40}),
        (Method.TAINT_FIRST, {"T": 40}),
        (Method.PRO_RATA, {"T": 20, "CLEAN": 20}),
    ],
)
def test_mixed_credit_half_repays_an_overdraft(build_ledger: Any, method: Method, swallowed: dict[str, int]) -> None:
    ledger = build_ledger([("out", "A", None, 40), ("mixed", None, "A", 80)])
    run = traced(ledger, method, A, origins={"mixed": (("T", 40), ("CLEAN", 40))})
    units = run.units_per_minor
    assert run.carried("out") == {"CREDIT": 40 * units}
    assert run.account_state("out", A).balance == -40 * units
    to_bank = {label: line.to_bank // units for (label, _), line in run.sheet.items() if line.to_bank}
    assert to_bank == swallowed
    assert sum(run.holdings(A).values()) == 40 * units
    assert run.owed[A] == 0


def test_an_account_that_opens_overdrawn_owes_first(build_ledger: Any) -> None:
    run = traced(build_ledger([("t", None, "A", 100)]), Method.LIBR, A, origins={"t": "T"}, openings={A: -30})
    assert run.holdings(A) == {"T": 70}
    assert run.sheet["T", "RON"].to_bank == 30


def test_two_currencies_are_joined_by_the_two_amounts() -> None:
    day = date(2024, 3, 1)
    entries = (
        LedgerEntry("t", day, None, A, 700, 700),
        LedgerEntry("own", day, None, A, 300, 300),
        LedgerEntry("fx", day, A, E, 1000, 201),
    )
    run = traced(Ledger(entries), Method.FIFO, A, E, origins={"t": "T", "own": "CLEAN"})
    assert run.pieces("fx") == (Piece("T", "T", 700, 140), Piece("CLEAN", "CLEAN", 300, 61))
    assert run.holdings(E) == {"T": 140, "CLEAN": 61}
    assert (run.sheet["T", "RON"].fx_adjusted, run.sheet["T", "EUR"].fx_adjusted) == (-700, 140)


def test_fees_are_ordinary_debits(build_ledger: Any) -> None:
    run = traced(build_ledger([("t", None, "A", 10), ("fee", "A", None, 1)]), Method.FIFO, A, origins={"t": "T"})
    assert run.carried("fee") == {"T": 1}


def test_self_transfer_moves_nothing_and_is_on_record(build_ledger: Any) -> None:
    run = traced(
        build_ledger([("t", None, "A", 10), ("self", "A", "A", 10), ("o", "A", None, 3)]),
        Method.LIFO,
        A,
        origins={"t": "T"},
    )
    assert run.self_transfers == ("self",)
    assert run.pieces("self") == ()
    assert run.holdings(A) == {"T": 7}


def test_theft_out_of_a_followed_account_takes_its_label_on_arrival(build_ledger: Any) -> None:
    run = traced(build_ledger([("theft", "A", "B", 60)]), Method.LIBR, A, B, origins={"theft": "T"}, openings={A: 100})
    assert run.pieces("theft") == (Piece("T", "UNKNOWN", 60, 60),)
    assert run.holdings(B) == {"T": 60}
    assert run.sheet["UNKNOWN", "RON"].relabelled == -60
    assert run.sheet["T", "RON"].relabelled == 60


def test_the_first_label_wins_and_the_second_claim_is_kept(build_ledger: Any) -> None:
    ledger = build_ledger([("first", None, "A", 40), ("second", "A", "B", 100)])
    run = traced(ledger, Method.FIFO, A, B, origins={"first": "T1", "second": "T2"}, openings={A: 60})
    assert run.holdings(B) == {"T1": 40, "T2": 60}
    assert run.later_claims == (LaterClaim("second", "T2", 40),)


def test_money_that_bears_the_label_already_is_no_later_claim(build_ledger: Any) -> None:
    ledger = build_ledger([("first", None, "A", 40), ("other", None, "A", 30), ("second", "A", "B", 100)])
    run = traced(ledger, Method.FIFO, A, B, origins={"first": "T1", "other": "T2", "second": "T2"}, openings={A: 60})
    assert run.holdings(B) == {"T2": 60, "T1": 40}
    again = traced(ledger, Method.FIFO, A, B, origins={"first": "T2", "other": "T2", "second": "T2"}, openings={A: 60})
    assert (again.holdings(B), again.later_claims) == ({"T2": 100}, ())
    assert run.later_claims == (LaterClaim("second", "T2", 40),)


def test_unknown_money_presumed_tainted_leaves_with_the_first_class(build_ledger: Any) -> None:
    ledger = build_ledger([("p", None, "A", 100), ("l", None, "A", 100), ("q", None, "A", 50), ("o", "A", None, 120)])
    run = trace(
        ledger,
        method=Method.LIBR,
        statements=frozenset({A}),
        origins={"p": "PERMANENT", "l": "TIME-LIMITED"},
        openings={},
        unknown_as="tainted",
        class_order=[["TIME-LIMITED"], ["PERMANENT"]],
    )
    assert run.carried("o") == {"TIME-LIMITED": 100, "UNKNOWN:PRESUMED-TAINTED": 20}


def test_opening_may_be_relabelled(build_ledger: Any) -> None:
    run = traced(build_ledger([("o", "A", None, 5)]), Method.FIFO, A, openings={A: 20}, opening_labels={A: "CLEAN"})
    assert run.carried("o") == {"CLEAN": 5}


def test_class_order_is_data(build_ledger: Any) -> None:
    """Time-limited exclusions leave before permanent ones, whatever came first."""
    ledger = build_ledger([("p", None, "A", 100), ("l", None, "A", 100), ("own", None, "A", 50), ("o", "A", None, 120)])
    origins = {"p": "PERMANENT", "l": "TIME-LIMITED", "own": "CLEAN"}
    order = [["TIME-LIMITED"], ["PERMANENT"]]
    run = traced(ledger, Method.LIBR, A, origins=origins, class_order=order)
    assert run.carried("o") == {"CLEAN": 50, "TIME-LIMITED": 70}
    turned = traced(ledger, Method.LIBR, A, origins=origins, class_order=order[::-1])
    assert turned.carried("o") == {"CLEAN": 50, "PERMANENT": 70}
    with pytest.raises(WrongClassOrder, match="PERMANENT"):
        traced(ledger, Method.LIBR, A, origins=origins, class_order=order[:1])
    with pytest.raises(WrongUse, match="fifo"):
        traced(ledger, Method.FIFO, A, origins=origins, class_order=order)


@pytest.mark.parametrize(
    ("options", "message"),
    [
        ({"origins": {"none": "T"}}, "none"),
        ({"origins": {"t": "CREDIT"}}, "CREDIT"),
        ({"origins": {"t": (("T", 3), ("CLEAN", 6))}}, "add up to 10"),
        ({"origins": {"ab": (("T", 3), ("CLEAN", 1))}}, "one label"),
        ({"openings": {C: 1}}, "C RON"),
        ({"opening_labels": {C: "CLEAN"}}, "C RON"),
        ({"opening_labels": {A: ""}}, "label ''"),
    ],
)
def test_wrong_inputs_are_refused(build_ledger: Any, options: dict[str, Any], message: str) -> None:
    with pytest.raises(WrongUse, match=message):
        traced(build_ledger([("t", None, "A", 10), ("ab", "A", "B", 4)]), Method.FIFO, A, B, **options)


def test_asking_for_what_is_not_there(build_ledger: Any) -> None:
    run = traced(build_ledger([("t", None, "A", 10)]), Method.FIFO, A)
    with pytest.raises(NotFound):
        run.pieces("none")
    with pytest.raises(NotFound):
        run.account_state("t", B)
    assert run.holdings(B) == {}


def test_fifty_thousand_small_debits_do_not_drift(build_ledger: Any) -> None:
    """140,000 tainted of 300,000, 50,000 debits of one unit: 116,666.67 must be left."""
    rows: list[Any] = [("t", None, "A", 140_000), ("own", None, "A", 160_000)]
    rows += [(f"d{number:05}", "A", None, 1) for number in range(50_000)]
    ledger = build_ledger(rows)
    run = traced(ledger, Method.PRO_RATA, A, origins={"t": "T", "own": "CLEAN"})
    assert abs(run.held_tainted(A) - 350_000 * 10**6 // 3) < 10**5
    assert run.in_minor_units(run.holdings(A)) == {"T": 116_667, "CLEAN": 133_333}


def test_a_return_or_a_self_transfer_has_no_origin_of_its_own() -> None:
    day = date(2024, 3, 1)
    entries = (
        LedgerEntry("t", day, None, A, 10, 10),
        LedgerEntry("back", day, A, None, 10, 10, void_of="t"),
        LedgerEntry("self", day, A, A, 3, 3),
    )
    for entry_id in ("back", "self"):
        with pytest.raises(WrongUse, match="no new money"):
            traced(Ledger(entries), Method.FIFO, A, origins={entry_id: "T"})
