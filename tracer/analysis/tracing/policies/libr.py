"""Own money first, decided at the debit: for one claimant the lowest intermediate balance rule."""

from __future__ import annotations

from collections.abc import Sequence

from graph_schema.errors import WrongUse

from ..labels import PRESUMED_TAINTED, is_tainted
from .class_order import ClassOf, ClassOrderHoldings


class WrongClassOrder(WrongUse):
    """The order in which classes of money leave does not cover the labels of the case."""


def libr_holdings(class_order: Sequence[Sequence[str]] = ()) -> ClassOrderHoldings:
    """Which money leaves when the holder's own goes first and tainted money stays while there is other?

    Money that is not tainted forms class 0. ``class_order`` lists the tainted labels class by class, the
    first to leave first; empty: all tainted labels are one class. Oldest first inside a class. Unknown money
    presumed tainted leaves with the first of them unless it is listed; the total tainted does not depend on
    it. For one claimant this equals ``min(t, balance)`` after every entry. A cap applied after another method
    is not this rule: what it cuts off would be nowhere.

    Source: In re Hallett's Estate; James Roscoe (Bolton) Ltd v Winder [1915] 1 Ch 62; SSA "non-excluded funds
    first".
    """
    return ClassOrderHoldings(_class_of(class_order), max(len(class_order), 1) + 1)


def _class_of(class_order: Sequence[Sequence[str]]) -> ClassOf:
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
