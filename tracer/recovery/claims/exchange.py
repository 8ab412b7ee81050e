"""Converts amounts by the rates on record: the newest of at most 10 days, or not at all."""

from __future__ import annotations

from datetime import date, timedelta
from fractions import Fraction
from math import ceil
from typing import Final

from graph_schema.values.money import exponent
from tracer.recovery.acts.assets import RateAct
from tracer.recovery.acts.facts import RecoveryFacts

LONGEST_RATE_AGE: Final = 10
"""Days; no pause in publication is longer."""
_BRIDGE: Final = "RON"


def exact_amount(facts: RecoveryFacts, minor: int, source: str, target: str, on: date) -> Fraction | None:
    """What is this amount in minor units of the other currency, not rounded? None: no rate of the last 10 days.

    Uses the published pair or its inverse, else two rates through RON.
    """
    if source == target:
        return Fraction(minor)
    rate = _leg(facts, source, target, on)
    if rate is None:
        first, second = _leg(facts, source, _BRIDGE, on), _leg(facts, _BRIDGE, target, on)
        if first is None or second is None:
            return None
        rate = first * second
    return minor * rate * Fraction(10) ** (exponent(target) - exponent(source))


def rounded_amount(facts: RecoveryFacts, minor: int, source: str, target: str, on: date) -> int | None:
    """The amount in the other currency, rounded once, half to even; None: no rate."""
    exact = exact_amount(facts, minor, source, target, on)
    return None if exact is None else round(exact)


def raised_amount(facts: RecoveryFacts, minor: int, source: str, target: str, on: date) -> int | None:
    """The amount in the other currency, rounded up; None: no rate."""
    exact = exact_amount(facts, minor, source, target, on)
    return None if exact is None else ceil(exact)


def _leg(facts: RecoveryFacts, source: str, target: str, on: date) -> Fraction | None:
    if source == target:
        return Fraction(1)
    oldest = on - timedelta(days=LONGEST_RATE_AGE)
    for row in reversed(facts.of(RateAct, until=on)):
        if row.effective < oldest:
            return None
        if (row.from_currency, row.to_currency) == (source, target):
            return Fraction(row.num, row.den)
        if (row.from_currency, row.to_currency) == (target, source):
            return Fraction(row.den, row.num)
    return None
