"""The tracing methods a person can choose; none is the default."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Final

from graph_schema.errors import WrongUse
from tracer.analysis.tracing.policies.fifo import FifoHoldings
from tracer.analysis.tracing.policies.holdings import Holdings
from tracer.analysis.tracing.policies.libr import libr_holdings
from tracer.analysis.tracing.policies.lifo import LifoHoldings
from tracer.analysis.tracing.policies.pro_rata import ProRataHoldings
from tracer.analysis.tracing.policies.taint_first import taint_first_holdings

FINE_UNITS: Final = 10**6
"""Pro rata counts in millionths of a minor unit, because rounding to whole units adds up over many small debits."""


class Method(StrEnum):
    """Which money leaves first. A case records the chosen method and the reason; courts differ, and no method is required."""

    FIFO = "fifo"
    LIFO = "lifo"
    LIBR = "libr"
    TAINT_FIRST = "taint_first"
    PRO_RATA = "pro_rata"

    @property
    def units_per_minor(self) -> int:
        """How many units of a run make one minor unit of the currency?"""
        return FINE_UNITS if self is Method.PRO_RATA else 1

    @property
    def looks_at_labels(self) -> bool:
        """Does the money that leaves depend on whether unknown money is taken as clean or as tainted?"""
        return self in (Method.LIBR, Method.TAINT_FIRST)

    @property
    def keeps_pieces_apart(self) -> bool:
        """Can money be followed back entry by entry, or is it blended in each account?"""
        return self is not Method.PRO_RATA


def holdings_for(method: Method, class_order: Sequence[Sequence[str]] = ()) -> Callable[[], Holdings]:
    """The holdings of an empty account under this method.

    Raises: WrongUse if a class order is given to a method that does not use it.
    """
    if class_order and method is not Method.LIBR:
        raise WrongUse("A class order belongs to LIBR; {method} does not use one.", method=method.value)
    match method:
        case Method.FIFO:
            return lambda: FifoHoldings()
        case Method.LIFO:
            return lambda: LifoHoldings()
        case Method.LIBR:
            return lambda: libr_holdings(class_order)
        case Method.TAINT_FIRST:
            return taint_first_holdings
        case Method.PRO_RATA:
            return lambda: ProRataHoldings()
