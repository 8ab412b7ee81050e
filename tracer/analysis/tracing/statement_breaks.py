"""Where the statements of an account break off or do not meet, and what then happens to the money in it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, timedelta

from tracer.analysis.tracing.ledger import AccountKey, Entry

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Gap:
    """A break in an account's statements: what happened between is unknown.

    ``from_date`` and ``to_date`` inclusive; ``to_date`` before ``from_date`` means that no day is missing but
    the balances do not meet. ``expected_minor``: what the rows give; ``balance_minor``: what is stated
    afterwards, or what the rows give where no statement says.
    """

    account: AccountKey
    from_date: date
    to_date: date
    expected_minor: int
    balance_minor: int


@dataclass(frozen=True, slots=True)
class Period:
    """One statement's days and balances. ``ties``: its rows lead from one balance to the other, as far as stated."""

    from_date: date
    to_date: date
    opening: int | None
    closing: int | None
    ties: bool

    @property
    def place(self) -> tuple[object, ...]:
        """By days; of statements of the same days one that states its balance stands first."""
        return (self.from_date, self.to_date, self.opening is None, self.opening or 0, self.closing or 0)


@dataclass(frozen=True, slots=True)
class Move:
    """A row of the account's own statement: ``booked`` is the day of its balances, ``day`` its value date."""

    booked: date
    day: date
    minor: int


def complete_period(period: Period, moves: Iterable[Move]) -> Period:
    """An opening balance that is not stated follows from the closing one and the rows between."""
    if period.opening is not None or period.closing is None:
        return period
    during = sum(move.minor for move in moves if period.from_date <= move.booked <= period.to_date)
    return replace(period, opening=period.closing - during)


def reset_at_gaps(
    periods: Mapping[AccountKey, list[Period]], moves: Mapping[AccountKey, list[Move]]
) -> tuple[list[Entry], list[Gap]]:
    """Which entries make all money in an account UNKNOWN after the last day before each break, and which breaks?"""
    resets: list[Entry] = []
    gaps: list[Gap] = []
    for key, found in periods.items():
        opening, own = found[0].opening or 0, moves.get(key, [])
        broken = _gaps_of(key, found, own)
        gaps += broken
        kept = opening  # opening balance and resets so far; the rows come on top, by value date
        for number, gap in enumerate(broken):
            last_day = gap.from_date - _DAY
            held = kept + sum(move.minor for move in own if move.day <= last_day)
            begin = gap.to_date + _DAY
            # Rows booked on one side of the break and valued on the other move the account all the same.
            after = sum(move.minor for move in own if move.booked >= begin)
            now = gap.balance_minor + after - sum(move.minor for move in own if move.day > last_day)
            resets += _reset(key, last_day, number, held, now)
            kept += now - held
    return resets, gaps


def _gaps_of(key: AccountKey, periods: list[Period], moves: list[Move]) -> list[Gap]:
    """Where statements of one account do not meet, walking them in time with the balance the rows give."""
    by_booking = sorted(moves, key=lambda move: move.booked)
    gaps: list[Gap] = []
    balance, place = periods[0].opening or 0, 0
    covered = periods[0].to_date
    for number, period in enumerate(periods[1:], 1):
        while place < len(by_booking) and by_booking[place].booked < period.from_date:
            balance += by_booking[place].minor
            place += 1
        missing = period.from_date > covered + _DAY
        if missing or not _meets(period, periods[:number], balance, by_booking[place:]):
            stated = balance if period.opening is None else period.opening
            begin = min(covered + _DAY, period.from_date)
            gaps.append(Gap(key, begin, period.from_date - _DAY, balance, stated))
            balance = stated
        covered = max(covered, period.to_date)
    return gaps


def _meets(period: Period, earlier: list[Period], balance: int, later: Iterable[Move]) -> bool:
    """Is the stated opening balance the one that the rows, or a statement that ends here, lead to?

    A statement may begin on the day another ends, before or after that day's rows.
    """
    if period.opening is None:
        return True
    day = period.from_date
    ends = {other.closing for other in earlier if other.ties and other.to_date in (day, day - _DAY)}
    if any(other.to_date == day for other in earlier):
        ends.add(balance + sum(move.minor for move in later if move.booked == day))
    return period.opening == balance or period.opening in ends


def has_unstated(periods: list[Period]) -> bool:
    """Does a statement that begins the account, or follows a break, say no balance at either end?"""
    if periods[0].opening is None:
        return True
    covered = periods[0].to_date
    for period in periods[1:]:
        if period.opening is None and period.from_date > covered + _DAY:
            return True
        covered = max(covered, period.to_date)
    return False


def _reset(account: AccountKey, day: date, number: int, held: int, now: int) -> list[Entry]:
    """Everything leaves to nobody knows where, and what is stated comes from nobody knows where."""
    name = f"{account[0]} {account[1]} {day.isoformat()} {number}"
    resets = []
    if held > 0:
        resets.append(Entry(f"gap-out {name}", day, account, None, held, held))
    elif held < 0:
        resets.append(Entry(f"gap-cover {name}", day, None, account, -held, -held))
    if now > 0:
        resets.append(Entry(f"gap-in {name}", day, None, account, now, now))
    elif now < 0:
        resets.append(Entry(f"gap-owed {name}", day, account, None, -now, -now))
    return resets
