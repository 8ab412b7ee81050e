"""Checks conservation: all money of a label is held, has left, or has gone to the bank, to the unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from graph_schema.errors import TracerError

LabelKey = tuple[str, str]
"""(label, currency)"""

Column = Literal["entered", "relabelled", "fx_adjusted", "left", "to_bank"]


class ConservationBroken(TracerError):
    """Money appeared or disappeared inside a tracing run: the run is void, and no part of it is shown."""


@dataclass(frozen=True, slots=True)
class SheetLine:
    """Where the money of one label in one currency is, in the run's units.

    ``entered``: from outside, from openings and from the bank's overdraft. ``relabelled``: net gain where an
    origin entry gave money another label. ``fx_adjusted``: arrived from, less left for, other currencies.
    ``left``: paid out of the followed accounts. ``to_bank``: used to repay an overdraft.
    """

    entered: int
    relabelled: int
    fx_adjusted: int
    held: int
    left: int
    to_bank: int

    @property
    def is_conserved(self) -> bool:
        """Is every unit accounted for?"""
        return self.entered + self.relabelled + self.fx_adjusted == self.held + self.left + self.to_bank


class BalanceSheet:
    """The running totals of one run, per label and currency."""

    def __init__(self) -> None:
        self._totals: defaultdict[tuple[LabelKey, Column], int] = defaultdict(int)
        self._journal: list[tuple[LabelKey, Column, int]] | None = None

    def book(self, column: Column, label: str, currency: str, amount: int) -> None:
        """Add an amount to one column of a label and currency."""
        self._totals[(label, currency), column] += amount
        if self._journal is not None:
            self._journal.append(((label, currency), column, amount))

    def start_journal(self) -> None:
        """Keep all later bookings, so that they can be undone."""
        self._journal = []

    def stop_journal(self) -> list[tuple[LabelKey, Column, int]]:
        """Stop keeping bookings. Returns: the bookings kept, in order."""
        journal, self._journal = self._journal, None
        return journal or []

    def take_back(self, journal: list[tuple[LabelKey, Column, int]]) -> None:
        """Undo bookings, as if the entry that made them did not exist."""
        for (label, currency), column, amount in journal:
            self.book(column, label, currency, -amount)

    def close(self, held: Mapping[LabelKey, int]) -> dict[LabelKey, SheetLine]:
        """What became of each label?

        ``held`` is counted again from the segments of the accounts. Lines in the order of their keys.
        Raises: ConservationBroken naming the label, the currency and the difference.
        """
        keys = sorted({key for key, _ in self._totals} | set(held))
        lines = {key: self._line(key, held.get(key, 0)) for key in keys}
        for (label, currency), line in lines.items():
            if not line.is_conserved:
                raise ConservationBroken(
                    "Money labelled {label} in {currency} does not add up: {inside} came in, {outside} is "
                    "accounted for. The run is void; report it as a fault of the program.",
                    label=label,
                    currency=currency,
                    inside=line.entered + line.relabelled + line.fx_adjusted,
                    outside=line.held + line.left + line.to_bank,
                )
        return lines

    def _line(self, key: LabelKey, held: int) -> SheetLine:
        totals = self._totals
        return SheetLine(
            entered=totals[key, "entered"],
            relabelled=totals[key, "relabelled"],
            fx_adjusted=totals[key, "fx_adjusted"],
            held=held,
            left=totals[key, "left"],
            to_bank=totals[key, "to_bank"],
        )
