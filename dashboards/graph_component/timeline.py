"""The money of the picture by month, as the timeline below it draws and plays it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

TIMELINE_HEIGHT: Final = 32 + 68
"""Pixels of the timeline: its row of buttons, and the bars."""

Days = tuple[date | None, date | None]
"""A range of days, both inclusive; None: from the first day on, or up to the last."""


@dataclass(frozen=True, slots=True)
class MonthBar:
    """One month with money. ``tall``, ``shown``: the height of all of it and of what the filter leaves, in any one unit.

    ``words``: what a reader hears or reads of the month.
    """

    month: date
    tall: float
    shown: float
    words: str


@dataclass(frozen=True, slots=True)
class Timeline:
    """``first``, ``last``: the days between which there is money. ``days``: the filter that is on.

    ``lines``: id of a link -> (first day of a month, how many payments), what playing shows; an amount filter is in it, the
    filter on days is not. ``highest``: the largest sum of a month in words.
    """

    first: date
    last: date
    days: Days
    bars: Sequence[MonthBar]
    lines: Mapping[str, Sequence[tuple[date, int]]]
    highest: str = ""


def describe_timeline(timeline: Timeline, held: Mapping[str, str]) -> dict[str, Any]:
    """What is sent to the browser: months as numbers from the first one on, links as the lines that are drawn.

    ``held``: id of a link -> id of the line that is drawn for it.
    """

    def place(month: date) -> int:
        return (month.year - timeline.first.year) * 12 + month.month - timeline.first.month

    lines: dict[str, dict[int, int]] = {}
    for link, months in timeline.lines.items():
        if link in held:
            counts = lines.setdefault(held[link], {})
            for month, count in months:
                counts[place(month)] = counts.get(place(month), 0) + count
    return {
        "first": timeline.first.isoformat(),
        "last": timeline.last.isoformat(),
        "days": [None if day is None else day.isoformat() for day in timeline.days],
        "bars": [[place(bar.month), bar.tall, bar.shown, bar.words] for bar in timeline.bars],
        "lines": {line: sorted(counts.items()) for line, counts in lines.items()},
        "highest": timeline.highest,
    }


def read_days(sent: object, timeline: Timeline) -> Days | None:
    """The days that a browser sent, within those of the timeline; an end at its limit is open. None: no days."""
    ends = sent.get("days") if isinstance(sent, dict) else None
    if not isinstance(ends, list) or len(ends) != 2:
        return None
    try:
        low, high = sorted(min(max(date.fromisoformat(str(end)), timeline.first), timeline.last) for end in ends)
    except ValueError:
        return None
    return (low if low > timeline.first else None), (high if high < timeline.last else None)
