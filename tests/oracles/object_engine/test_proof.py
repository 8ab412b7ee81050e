"""An engine that loses money stops: otherwise what the kernels are compared with would prove nothing."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any

import pytest

from tests.oracles.object_engine.engine import trace
from tracer.analysis.tracing.ledgers.ledger import Ledger, LedgerEntry
from tracer.analysis.tracing.policies import class_order, fifo, lifo, pro_rata
from tracer.analysis.tracing.policies.methods import Method
from tracer.analysis.tracing.run.balance_sheet import ConservationBroken


def build_ledger(rows: list[tuple[str, str | None, str | None, int]]) -> Ledger:
    return Ledger(
        tuple(
            LedgerEntry(
                name,
                date(2024, 3, 1) + timedelta(days=number),
                debit and (debit, "RON"),
                credit and (credit, "RON"),
                amount,
                amount,
            )
            for number, (name, debit, credit, amount) in enumerate(rows)
        )
    )


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
def test_one_lost_unit_voids_the_run(method: Method, holdings: Any, monkeypatch: pytest.MonkeyPatch) -> None:
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


def test_one_unit_lost_while_it_is_put_away_voids_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
    ledger = build_ledger([("in", None, "A", 500), ("out", "A", None, 300)])
    honest = fifo.FifoHoldings.put
    monkeypatch.setattr(fifo.FifoHoldings, "put", lambda self, s: honest(self, (s[0], s[1], s[2] - 1)))
    with pytest.raises(ConservationBroken):
        trace(ledger, method=Method.FIFO, statements=frozenset({("A", "RON")}), origins={"in": "T"}, openings={})


def test_one_unit_changing_its_label_voids_the_run(monkeypatch: pytest.MonkeyPatch) -> None:
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
