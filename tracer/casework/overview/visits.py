"""Finds when a person last worked on a case, from the moments of his entries in its access log."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

PAUSE: Final = timedelta(minutes=30)
"""Entries that are closer together belong to one visit."""


def find_last_visit(moments: Iterable[datetime], now: datetime) -> datetime | None:
    """When did the visit before the present one end? None: there was none.

    ``moments``: in order of time. The present visit is every entry up to ``now`` without a pause before it.
    """
    found = last = None
    for moment in moments:
        if last is not None and moment - last >= PAUSE:
            found = last
        last = moment
    if last is not None and now - last >= PAUSE:
        return last
    return found
