"""An evidence link: one thing that joins two nodes, with its period, its strength and its source rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Context
from functools import lru_cache
from typing import Literal

from graph_schema.errors import WrongRecord
from tracer.analysis.links.kinds import MONEY_KINDS, TRANSFER

Method = Literal["register", "computed", "inferred"]
CERTAIN_PPM = 1_000_000

# Our own context: the caller's decimal settings must not change a path.
_LOGARITHM = Context(prec=40, rounding=ROUND_HALF_EVEN)


class EvidenceWithoutRecord(WrongRecord):
    """A link that no source row stands behind."""


@dataclass(frozen=True, slots=True)
class EvidenceLink:
    """Something that joins ``tail`` and ``head`` (node ids), as source rows tell it.

    ``from_date``, ``to_date``: the period in which it held, both days inclusive, ``None`` if open or not
    stated; where only a month or year is known, its first day as ``from_date`` and its last as ``to_date``.
    For money (transfer, paid_for) ``from_date`` is the day it left and ``to_date`` the day it arrived
    (absent: the same day). ``strength_ppm``: from 1 to 1 000 000 (certain). ``amount_minor`` in minor units
    of ``currency``, both or neither. ``records``: (source id, place in it), one at least.
    Raises: EvidenceWithoutRecord; WrongRecord.
    """

    id: str
    kind: str
    tail: str
    head: str
    from_date: date | None
    to_date: date | None
    strength_ppm: int
    amount_minor: int | None
    currency: str | None
    records: tuple[tuple[str, str], ...]
    method: Method

    def __post_init__(self) -> None:
        if not self.records:
            raise EvidenceWithoutRecord(
                "The link {id} ({kind}) names no source row: expected one at least. Import the source first.",
                id=self.id, kind=self.kind,
            )  # fmt: skip
        problem = self._problem()
        if problem is not None:
            raise WrongRecord(
                "The link {id} ({kind}) cannot be used: expected {expected}. Correct the record.",
                id=self.id, kind=self.kind, expected=problem,
            )  # fmt: skip

    @property
    def departs(self) -> date:
        """On which day did the money leave? Only for money links."""
        if self.from_date is None:
            raise WrongRecord("The link {id} ({kind}) has no day.", id=self.id, kind=self.kind)
        return self.from_date

    @property
    def arrives(self) -> date:
        """On which day was the money there? Only for money links."""
        return self.departs if self.to_date is None else self.to_date

    def covers(self, day: date) -> bool:
        """Did the link hold on this day, or may it have, where an end is not stated?"""
        return (self.from_date is None or self.from_date <= day) and (self.to_date is None or day <= self.to_date)

    def _problem(self) -> str | None:
        if not 1 <= self.strength_ppm <= CERTAIN_PPM:
            return "a strength from 1 to 1000000 parts per million"
        if self.from_date is not None and self.to_date is not None and self.from_date > self.to_date:
            return "a first day that is not after the last"
        if (self.amount_minor is None) is not (self.currency is None):
            return "an amount with its currency, or neither"
        if self.amount_minor is not None and self.amount_minor < 0:
            return "an amount that is not below zero"
        if self.kind in MONEY_KINDS and self.from_date is None:
            return "the day on which the money left"
        if self.kind == TRANSFER and self.amount_minor is None:
            return "the amount of the transfer"
        return None


@lru_cache(maxsize=4096)
def link_cost(strength_ppm: int) -> int:
    """What does a link cost on a path: round(-ln(strength) * 10^6), so that costs add as strengths multiply?

    The same whole number on every machine: decimal arithmetic of 40 digits, no binary floats. A certain link
    costs nothing.
    """
    logarithm = _LOGARITHM.ln(_LOGARITHM.divide(strength_ppm, CERTAIN_PPM))
    return -int(_LOGARITHM.to_integral_value(_LOGARITHM.multiply(logarithm, 10**6)))
