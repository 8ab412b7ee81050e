"""Keeps a sum by day: what is added on a day counts from this day on."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from datetime import date


class DatedSum:
    """A balance that changes on days, minor units.

    Cost: adding on the last day or after it is constant, before it linear in the later days; reading is logarithmic.
    """

    __slots__ = ("_closings", "_days")

    def __init__(self) -> None:
        self._days: list[date] = []
        self._closings: list[int] = []

    def add(self, on: date, minor: int) -> None:
        """Add this amount from this day on."""
        days, closings = self._days, self._closings
        if not days or on > days[-1]:
            days.append(on)
            closings.append((closings[-1] if closings else 0) + minor)
            return
        place = bisect_left(days, on)
        if days[place] != on:
            days.insert(place, on)
            closings.insert(place, closings[place - 1] if place else 0)
        for later in range(place, len(closings)):
            closings[later] += minor

    def at(self, until: date | None = None) -> int:
        """The balance at the end of this day. None: at the end of all days."""
        place = len(self._days) if until is None else bisect_right(self._days, until)
        return self._closings[place - 1] if place else 0

    def below_zero(self, since: date | None = None, change: int = 0) -> date | None:
        """On which day, from ``since`` on, is the balance below 0 if ``change`` is added on ``since``? None: never."""
        if since is None:
            days, closings = self._days, self._closings
        else:
            if self.at(since) + change < 0:
                return since
            place = bisect_right(self._days, since)
            days, closings = self._days[place:], self._closings[place:]
        return next((day for day, minor in zip(days, closings, strict=True) if minor + change < 0), None)
