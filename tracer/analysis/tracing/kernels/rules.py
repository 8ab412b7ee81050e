"""The methods as data: which class a label is in, and which money of a class leaves first."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, Literal

import numpy as np

from graph_schema.errors import WrongUse
from tracer.analysis.tracing.kernels.columns import LedgerColumns
from tracer.analysis.tracing.kernels.state import NEWEST, OLDEST, RATEABLE, Rules
from tracer.analysis.tracing.ledgers.labels import is_tainted
from tracer.analysis.tracing.policies.libr import class_numbers
from tracer.analysis.tracing.policies.methods import FINE_UNITS, Method, holdings_for

Inner = Literal["oldest", "rateable"]
"""Inside a class of traced money: the oldest leaves first, or every source loses the same share."""

_OF_ONE_CLASS: Final = {Method.FIFO: OLDEST, Method.LIFO: NEWEST, Method.PRO_RATA: RATEABLE}


def units_of(method: Method, inner: Inner) -> int:
    """How many units of a run make one minor unit? Rateable shares are counted in millionths of it."""
    return FINE_UNITS if inner == "rateable" else method.units_per_minor


def check_rules(method: Method, class_order: Sequence[Sequence[str]], inner: Inner) -> None:
    """Do the class order and the inner rule go with the method?

    Raises: WrongUse.
    """
    holdings_for(method, class_order)
    if inner != "oldest" and method in _OF_ONE_CLASS:
        raise WrongUse(
            "{method} keeps no class of traced money, so no rule applies inside one. Leave the rule out, or choose a method "
            "that has classes.",
            method=method.value,
        )


def rules_for(columns: LedgerColumns, method: Method, class_order: Sequence[Sequence[str]], inner: Inner) -> Rules:
    """The method as data for the labels of this ledger.

    Raises: WrongClassOrder for a label without a class.
    """
    labels = columns.labels
    if method in _OF_ONE_CLASS:
        return Rules(np.zeros(len(labels), np.int64), np.array([_OF_ONE_CLASS[method]], np.int64))
    within = RATEABLE if inner == "rateable" else OLDEST
    if method is Method.TAINT_FIRST:
        own = [not is_tainted(label) for label in labels]
        return Rules(np.array(own, np.int64), np.array([within, OLDEST], np.int64))
    class_of = class_numbers(class_order)
    numbers = [int(class_of(label)) for label in labels]
    return Rules(np.array(numbers, np.int64), np.array([OLDEST, *[within] * max(len(class_order), 1)], np.int64))
