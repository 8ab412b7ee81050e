"""Own money leaves first, at each debit: for one claimant this is the lowest intermediate balance rule."""

from __future__ import annotations

from collections.abc import Sequence

from graph_schema.errors import WrongUse
from tracer.analysis.tracing.ledgers.labels import PRESUMED_TAINTED, is_tainted
from tracer.analysis.tracing.policies.class_order import ClassOf, ClassOrderHoldings


class WrongClassOrder(WrongUse):
    """The order in which classes of money leave does not cover the labels of the case."""


def libr_holdings(class_order: Sequence[Sequence[str]] = ()) -> ClassOrderHoldings:
    """Which money leaves if the holder's own money leaves first and tainted money stays as long as there is other money?

    Money that is not tainted is class 0. ``class_order`` lists the tainted labels class by class, the
    first to leave first; empty: all tainted labels are one class. Inside a class the oldest leaves first. Unknown money
    presumed tainted leaves with the first class unless it is listed; the total of tainted money does not depend on
    this. For one claimant this equals ``min(t, balance)`` after every entry. A cap applied after another method
    is not this rule, because the money above the cap would be in no account.

    Source: In re Hallett's Estate; James Roscoe (Bolton) Ltd v Winder [1915] 1 Ch 62; SSA "non-excluded funds
    first".
    """
    return ClassOrderHoldings(class_numbers(class_order), max(len(class_order), 1) + 1)


def class_numbers(class_order: Sequence[Sequence[str]]) -> ClassOf:
    """The class of every label under a class order: 0 for money that is not traced, then the classes in their order."""
    if not class_order:
        return is_tainted
    numbers = {PRESUMED_TAINTED: 1}
    numbers.update((label, number) for number, labels in enumerate(class_order, 1) for label in labels)

    def class_of(label: str) -> int:
        if not is_tainted(label):
            return 0
        number = numbers.get(label)
        if number is None:
            raise WrongClassOrder(
                "The class order does not say when money of {label} leaves. Add it to one of the classes.",
                label=label,
            )
        return number

    return class_of
