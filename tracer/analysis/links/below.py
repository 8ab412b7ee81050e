"""Finds what a party has, directly and through others, and on which days."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from tracer.analysis.links.evidence import EvidenceLink
from tracer.analysis.links.kinds import DOWN_KINDS

Days = tuple[tuple[date, date], ...]
"""Periods (first day, last day), inclusive, in order; no period is inside another."""


def days_below(
    links: Iterable[EvidenceLink], party: str, *, through: frozenset[str] | None = None
) -> Mapping[str, Days]:
    """On which days did a party have each thing, directly or through parties and companies below it?

    Each period is common to all links of one way down. An end that is not stated counts as ``date.min`` or
    ``date.max``. ``through``: the only nodes through which a way may lead; ``None``: all nodes. The result
    always includes the party itself. It does not say how large the share of the party was.
    Cost: links times the periods of their upper ends, which are few.
    """
    down: defaultdict[str, list[EvidenceLink]] = defaultdict(list)
    for link in links:
        if link.kind in DOWN_KINDS:
            down[link.tail].append(link)
    found: dict[str, Days] = {party: ((date.min, date.max),)}
    waiting = [(party, date.min, date.max)]
    while waiting:
        node, low, high = waiting.pop()
        if node != party and through is not None and node not in through:
            continue
        for link in down[node]:
            first, last = max(low, link.from_date or date.min), min(high, link.to_date or date.max)
            known = found.get(link.head, ())
            if first > last or any(begin <= first and last <= end for begin, end in known):
                continue
            kept = [(begin, end) for begin, end in known if not (first <= begin and end <= last)]
            found[link.head] = tuple(sorted([*kept, (first, last)]))
            waiting.append((link.head, first, last))
    return found


def covers(days: Days, day: date) -> bool:
    """Is the day in one of the periods?"""
    return any(begin <= day <= end for begin, end in days)


def meets(days: Days, link: EvidenceLink) -> bool:
    """Does one of the periods have a day in common with the link?"""
    low, high = link.from_date or date.min, link.to_date or date.max
    return any(begin <= high and low <= end for begin, end in days)
