"""Groups the files of a case by the go in which they were read, and takes one group back as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Final

from graph_schema.errors import WrongUse
from tracer.actions.files.ingest import retract_sources
from tracer.actions.files.sources import SourceLine
from tracer.casework.sessions.session import Session

MOST_MINUTES: Final = 10
"""Files of one person are one delivery if no more than this lies between one and the next."""


@dataclass(frozen=True, slots=True)
class Delivery:
    """Files that one person read into the case in one go, in the order of receipt.

    The case keeps no number of a delivery: it is known by its person and by the times of receipt. ``begin``, ``end``: UTC.
    """

    by: str
    begin: datetime
    end: datetime
    files: tuple[SourceLine, ...]

    @property
    def id(self) -> str:
        """The same as long as the first file of the delivery is in the case."""
        return self.files[0].digest

    @property
    def rows(self) -> int:
        """How many rows were read of all its files?"""
        return sum(line.rows for line in self.files)


def group_deliveries(lines: Sequence[SourceLine]) -> tuple[Delivery, ...]:
    """Which files came together? The last delivery first."""
    found: list[Delivery] = []
    open_by: dict[str, int] = {}
    for line in sorted(lines, key=lambda line: (line.received, line.digest)):
        at = datetime.fromisoformat(line.received)
        place = open_by.get(line.by)
        if place is not None and at - found[place].end <= timedelta(minutes=MOST_MINUTES):
            before = found[place]
            found[place] = replace(before, end=at, files=(*before.files, line))
        else:
            open_by[line.by] = len(found)
            found.append(Delivery(line.by, at, at, (line,)))
    return tuple(sorted(found, key=lambda one: (one.begin, one.id), reverse=True))


def retract_delivery(session: Session, digests: Sequence[str], *, reason: str) -> dict[str, int]:
    """Take these files back in one transaction: all of them or none. ``digests``: whole.

    Returns how many records left the case, by kind. Raises as ``retract_source``, and WrongUse if none is named.
    """
    session.allow("retract")
    if not digests:
        raise WrongUse("A delivery without a file cannot be retracted. Choose one of the list.")
    return retract_sources(session, digests, reason=reason)
