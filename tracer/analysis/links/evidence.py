"""An evidence link: a relation or payment between two nodes, with its period, its strength and its source rows."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_EVEN, Context
from functools import lru_cache
from typing import Literal

from graph_schema.errors import WrongRecord
from graph_schema.values.dates import PartialDate
from graph_schema.values.shares import ShareRange
from tracer.analysis.links.kinds import MONEY_KINDS, TRANSFER

Method = Literal["register", "computed", "inferred"]
CERTAIN_PPM = 1_000_000

# A separate context: the decimal settings of the caller must not change a path.
_LOGARITHM = Context(prec=40, rounding=ROUND_HALF_EVEN)


class EvidenceWithoutRecord(WrongRecord):
    """A link without a source row."""


@dataclass(frozen=True, slots=True)
class EvidenceLink:
    """A link between ``tail`` and ``head`` (node ids), as source rows state it.

    ``from_date``, ``to_date``: the period in which it held, both days inclusive, ``None`` if open or not
    stated. If only a month or year is known, ``from_date`` is its first day and ``to_date`` its last.
    For money (transfer, paid_for) ``from_date`` is the day on which it left and ``to_date`` the day on which it arrived
    (absent: the same day). ``strength_ppm``: from 1 to 1 000 000 (certain). ``amount_minor`` in minor units
    of ``currency``, both or neither. ``records``: (source id, locator), at least one. ``begin``, ``end``: the
    ends of the period as the source states them, ``""`` if it does not. ``share``: the part of
    ``head`` that ``tail`` has, ``None`` if not stated. ``detail``: the relation in the words of the source.
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
    begin: str = ""
    end: str = ""
    share: ShareRange | None = None
    detail: str = ""

    def __post_init__(self) -> None:
        if not self.records:
            raise EvidenceWithoutRecord(
                "The link {id} ({kind}) names no source row: expected one at least. Import the source first.",
                id=self.id,
                kind=self.kind,
            )
        problem = self._problem()
        if problem is not None:
            raise WrongRecord(
                "The link {id} ({kind}) cannot be used: expected {expected}. Correct the record.",
                id=self.id,
                kind=self.kind,
                expected=problem,
            )

    @property
    def departs(self) -> date:
        """On which day did the money leave? Only for money links."""
        if self.from_date is None:
            raise WrongRecord("The link {id} ({kind}) has no day.", id=self.id, kind=self.kind)
        return self.from_date

    @property
    def arrives(self) -> date:
        """On which day did the money arrive? Only for money links."""
        return self.departs if self.to_date is None else self.to_date

    @property
    def began_by(self) -> date | None:
        """From which day on did it certainly hold? ``None`` if no beginning is stated."""
        return PartialDate(self.begin).latest if self.begin else self.from_date

    def covers(self, day: date) -> bool:
        """Did the link hold on this day? An end that is not stated counts as open."""
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
    """What is the cost of a link on a path? round(-ln(strength) * 10^6): costs add up where strengths multiply.

    The same whole number on every machine: decimal arithmetic of 40 digits, no binary floats. A certain link
    costs 0.
    """
    logarithm = _LOGARITHM.ln(_LOGARITHM.divide(strength_ppm, CERTAIN_PPM))
    return -int(_LOGARITHM.to_integral_value(_LOGARITHM.multiply(logarithm, 10**6)))
