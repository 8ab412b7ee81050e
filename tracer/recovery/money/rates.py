"""Converts amounts by the official exchange rates on record: exactly, or not at all."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from fractions import Fraction
from typing import Final

from graph_schema.records.events import Event
from graph_schema.values.money import Money, convert

LONGEST_AGE_DAYS: Final = 10
"""A rate can be at most this many days older than the day it is used for. No pause in publication is longer."""

_BRIDGE: Final = "RON"


class Rates:
    """The exchange rates that the Rate events among ``counted`` state.

    Of two rates for one pair and day, the one recorded last counts; then the one with the smaller id.
    """

    def __init__(self, counted: Iterable[Event]) -> None:
        by_pair: defaultdict[tuple[str, str], dict[date, Fraction]] = defaultdict(dict)
        rows = [event for event in counted if event.type == "Rate"]
        rows.sort(key=lambda event: event.id, reverse=True)
        for event in sorted(rows, key=lambda event: event.recording_order):
            numerator, denominator = int(event.props["numerator"]), int(event.props["denominator"])
            if numerator > 0 and denominator > 0:
                pair = (str(event.props["from_currency"]), str(event.props["to_currency"]))
                by_pair[pair][event.effective] = Fraction(numerator, denominator)
        self._by_pair = by_pair

    def find(self, from_currency: str, to_currency: str, on: date) -> Fraction | None:
        """How many units of ``to_currency`` is one unit of ``from_currency``? The newest rate of ``on`` or the 10 days before.

        Uses the published pair or its inverse, else two rates through RON. None if there is no such rate; a rate of a
        later day is never used.
        """
        direct = self._leg(from_currency, to_currency, on)
        if direct is not None:
            return direct
        first, second = self._leg(from_currency, _BRIDGE, on), self._leg(_BRIDGE, to_currency, on)
        return None if first is None or second is None else first * second

    def convert(self, sum_: Money, to_currency: str, on: date) -> int | None:
        """What was this amount on that day, in minor units, rounded once, half to even? None: no rate."""
        if sum_.currency == to_currency:
            return sum_.minor
        rate = self.find(sum_.currency, to_currency, on)
        return None if rate is None else convert(sum_.minor, sum_.currency, to_currency, rate)

    def _leg(self, from_currency: str, to_currency: str, on: date) -> Fraction | None:
        if from_currency == to_currency:
            return Fraction(1)
        straight = self._by_pair.get((from_currency, to_currency), {})
        inverse = self._by_pair.get((to_currency, from_currency), {})
        for age in range(LONGEST_AGE_DAYS + 1):
            day = on - timedelta(days=age)
            if day in straight:
                return straight[day]
            if day in inverse:
                return 1 / inverse[day]
        return None
