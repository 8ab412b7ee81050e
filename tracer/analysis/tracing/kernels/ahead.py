"""Compiles every kernel ahead of its first use, so that no command waits for it."""

from __future__ import annotations

from datetime import date

from tracer.analysis.tracing.kernels.columns import columns_of
from tracer.analysis.tracing.kernels.machine_code.compiled import COMPILED
from tracer.analysis.tracing.kernels.run import trace_in_columns
from tracer.analysis.tracing.kernels.total_run import METHODS, total_columns
from tracer.analysis.tracing.ledgers.ledger import Ledger, LedgerEntry
from tracer.analysis.tracing.policies.methods import Method


def compile_kernels() -> bool:
    """Can this machine run the kernels as machine code? If so, they are compiled and kept now.

    Cost: some half a minute the first time, and again after a change of the kernels; else a second.
    """
    if COMPILED:
        account = ("A", "RON")
        ledger = Ledger((LedgerEntry("in", date(2000, 1, 1), None, account, 1, 1),))
        trace_in_columns(
            ledger, method=Method.FIFO, statements=frozenset({account}), origins={"in": "SOURCE"}, openings={account: 1}
        )
        columns = columns_of(
            ledger,
            statements=frozenset({account}),
            origins={"in": "SOURCE"},
            openings={account: 1},
            opening_labels={},
            unknown_as="unknown",
            units=1,
        )
        for method in METHODS:
            total_columns(columns, method)
    return COMPILED
