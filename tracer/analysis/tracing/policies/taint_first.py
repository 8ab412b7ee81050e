"""Proceeds first: tainted money leaves first."""

from __future__ import annotations

from tracer.analysis.tracing.ledgers.labels import is_tainted
from tracer.analysis.tracing.policies.class_order import ClassOrderHoldings


def taint_first_holdings() -> ClassOrderHoldings:
    """Which money leaves when the tainted goes first ("proceeds in, first out")?

    Source: Re Oatway where the asset bought survives and the cash does not; US v Dillon (2022).
    """
    return ClassOrderHoldings(lambda label: 0 if is_tainted(label) else 1, 2)
