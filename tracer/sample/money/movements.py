"""A movement of money in the invented world, and the order in which all of them happen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Final

FIRST_DAY: Final = date(2021, 1, 1)
LAST_DAY: Final = date(2024, 12, 31)


@dataclass(frozen=True, slots=True)
class SampleMovement:
    """Money from one account to another; None as an account is somebody outside, then named in ``name``.

    Amounts in minor units of each side's currency. ``iban``: the outside account where the bank prints it. ``booked``: the
    booking day where it is not the value day.
    """

    day: date
    kind: str
    debit: str | None
    credit: str | None
    debited: int
    credited: int
    text: str
    reference: str
    name: str = ""
    iban: str = ""
    booked: date | None = None


@dataclass(frozen=True, slots=True)
class Placed:
    """A movement with its sort key: day, part of the day, sequence number."""

    place: tuple[date, int, int]
    movement: SampleMovement


# The parts of a day, in the order in which they happen.
EMPTYING: Final = 0
ORDINARY: Final = 1
ARRANGED: Final = 2
CLEARING: Final = 3
