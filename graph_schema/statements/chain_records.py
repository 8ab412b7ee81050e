"""Defines what a chain of statements consists of: periods, rows, joints and its end.

Amounts are whole minor units of the account's currency, days are booking days.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Literal

from graph_schema.records.fields import Props, whole_number
from graph_schema.records.merged_records import MergedNode

Days = Literal["touch", "overlap", "gap"]


@dataclass(frozen=True, slots=True)
class StatedPeriod:
    """One statement in the chain of its account and currency.

    ``from_date`` and ``to_date`` are inclusive. ``tolerance_minor``: largest allowed difference between a balance and the
    rows. ``difference_minor``: closing minus opening balance and rows, as in its own file. ``holds``: its own rows give the
    closing balance (``StatementResult.holds``); if they do not, its closing balance proves nothing.
    ``other_closings``: closing balances that further sources state for the same statement.
    """

    statement: str
    from_date: date
    to_date: date
    opening_minor: int | None
    closing_minor: int | None
    tolerance_minor: int = 0
    difference_minor: int | None = None
    holds: bool = True
    other_closings: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ChainRow:
    """One movement of the account. It occurs once, even if several statements contain it.

    ``minor``: the change of the balance. ``statements``: ids of the statements that contain the row; empty: all
    statements of its day.
    """

    booked: date
    minor: int
    statements: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Joint:
    """How a statement follows those before it.

    ``before`` is the earlier statement with the last end date. ``from_date`` and ``to_date``, inclusive: the missing days of
    a gap, the common days of an overlap; at a touch ``to_date`` is the day before ``from_date``. ``expected_minor``: the
    balance that earlier balances and rows give. ``stated_minor``: the opening balance, stated or computed from the
    closing balance and the rows; None: unknown. ``difference_minor``: stated minus expected; 0 if unknown, or if a
    statement that ends here states the same balance. ``meets``: the difference is within the tolerance.
    """

    before: str
    after: str
    days: Days
    from_date: date
    to_date: date
    expected_minor: int
    stated_minor: int | None
    difference_minor: int
    meets: bool

    @property
    def breaks(self) -> bool:
        """Is there a gap of days, or a difference between the balances?"""
        return self.days == "gap" or not self.meets


@dataclass(frozen=True, slots=True)
class StatementSum:
    """The sum of the rows of a chain for one of its statements.

    ``difference_minor``: closing minus opening balance and these rows; None if a balance is not stated. ``lost_minor``:
    this difference minus the difference in the statement's own file; if it is not 0, a row of the statement is missing
    among the given rows, or counts twice.
    """

    statement: str
    rows: int
    moved_minor: int
    difference_minor: int | None
    lost_minor: int


@dataclass(frozen=True, slots=True)
class ChainEnd:
    """The end of the chain: the statement with the last end date, the balance that the rows give, and the stated balance.

    ``difference_minor``: stated minus expected; 0 if no balance is stated. ``meets``: the difference is within the
    tolerance, or not larger than the difference in the statement's own file. If readings of one statement state different
    closing balances, ``stated_minor`` is the one that the fewest readings state, of equally many the one that differs
    most from the rows, and it does not meet them.
    ``highest_minor``: the highest of these closing balances, else ``stated_minor``.
    """

    statement: str
    day: date
    expected_minor: int
    stated_minor: int | None
    difference_minor: int
    meets: bool
    highest_minor: int | None = None


@dataclass(frozen=True, slots=True)
class ChainResult:
    """The statements of one account and currency in order of time, their joints and the sums of their rows.

    ``opening_minor``: the balance before the first statement; None: unknown. ``sums`` and ``joints`` are in order of time.
    """

    periods: tuple[StatedPeriod, ...]
    opening_minor: int | None
    joints: tuple[Joint, ...]
    sums: tuple[StatementSum, ...]
    end: ChainEnd

    @property
    def breaks(self) -> tuple[Joint, ...]:
        """The joints with a gap or a difference."""
        return tuple(joint for joint in self.joints if joint.breaks)


def period_of(statement: str, props: Props, other_closings: Iterable[int] = ()) -> StatedPeriod:
    """Reads the period from the fields of a Statement node. A record without ``balance_breaks`` is judged by its difference.

    ``other_closings``: closing balances that further sources state for it.
    """
    opening, closing, tolerance, difference, breaks = (
        whole_number(props, name)
        for name in ("opening_minor", "closing_minor", "tolerance_minor", "difference_minor", "balance_breaks")
    )
    return StatedPeriod(
        statement,
        date.fromisoformat(str(props["from_date"])),
        date.fromisoformat(str(props["to_date"])),
        opening,
        closing,
        tolerance or 0,
        difference,
        abs(difference or 0) <= (tolerance or 0) if breaks is None else breaks == 0,
        tuple(sorted(set(other_closings) - {closing})),
    )


def merged_period(node: MergedNode) -> StatedPeriod:
    """The period of a Statement node as all sources together state it, with the closing balances on which they differ."""
    return period_of(node.id, node.props, (int(value) for value, _ in node.others.get("closing_minor", ())))
