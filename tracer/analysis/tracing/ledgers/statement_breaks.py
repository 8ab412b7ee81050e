"""Finds breaks in the statements of an account, and makes the money in it unknown at each break."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from graph_schema.statements.chain_records import ChainResult
from tracer.analysis.tracing.ledgers.ledger import AccountKey, LedgerEntry

_DAY = timedelta(days=1)
_GAP = "gap-"
_CORRECTION = "correction-"
LOST = "lost-row "
"""Begin of the id of an entry for a rejected row whose amount the balances around it give."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A break in an account's statements: what happened in between is unknown.

    ``from_date`` and ``to_date`` inclusive; if ``to_date`` is before ``from_date``, no day is missing but
    the balances differ. ``expected_minor``: the balance that the rows give; ``balance_minor``: the balance stated
    after the break, or the balance of the rows if none is stated.
    """

    account: AccountKey
    from_date: date
    to_date: date
    expected_minor: int
    balance_minor: int


@dataclass(frozen=True, slots=True)
class Move:
    """A row of the account's own statement: ``booked`` is the day of its balances, ``day`` its value date."""

    booked: date
    day: date
    minor: int


def reset_at_gaps(
    chains: Mapping[AccountKey, ChainResult], moves: Mapping[AccountKey, list[Move]]
) -> tuple[list[LedgerEntry], list[Gap]]:
    """Which entries make all money in an account UNKNOWN after the last day before each break, and which are the breaks?"""
    resets: list[LedgerEntry] = []
    gaps: list[Gap] = []
    for key, chain in chains.items():
        opening, own = chain.opening_minor or 0, moves.get(key, [])
        broken = _gaps_of(key, chain)
        gaps += broken
        kept = opening  # opening balance and resets so far; the rows come on top, by value date
        for number, gap in enumerate(broken):
            last_day = gap.from_date - _DAY
            held = kept + sum(move.minor for move in own if move.day <= last_day)
            begin = gap.to_date + _DAY
            # Rows booked on one side of the break with a value date on the other side move the account too.
            after = sum(move.minor for move in own if move.booked >= begin)
            now = gap.balance_minor + after - sum(move.minor for move in own if move.day > last_day)
            resets += _reset(key, gap, number, held, now)
            kept += now - held
    return resets, gaps


def _gaps_of(key: AccountKey, chain: ChainResult) -> list[Gap]:
    """The breaks of an account's chain of statements.

    If balances differ, the break is before the first day of the later statement. If the rows do not give the closing
    balance of the last statement, the break is after the last day.
    """
    gaps = []
    for joint in chain.breaks:
        begin, end = joint.from_date, joint.to_date
        if joint.days != "gap":
            end = begin - _DAY
        stated = joint.expected_minor if joint.stated_minor is None else joint.stated_minor
        gaps.append(Gap(key, begin, end, joint.expected_minor, stated))
    last = chain.end
    if not last.meets and last.highest_minor is not None:
        # The upper end covers the highest closing balance if readings of the statement contradict one another.
        gaps.append(Gap(key, last.day + _DAY, last.day, last.expected_minor, last.highest_minor))
    return gaps


def has_unstated(chain: ChainResult) -> bool:
    """Does the first statement of the account, or one that follows missing days, state no balance at either end?"""
    return chain.opening_minor is None or any(
        joint.days == "gap" and joint.stated_minor is None for joint in chain.joints
    )


def is_reset(entry: LedgerEntry) -> bool:
    """Is this entry a reset for a break in the statements, after all rows of its day?"""
    return entry.id.startswith((_GAP, _CORRECTION, LOST))


def is_correction(entry_id: str) -> bool:
    """Does this entry set an account to a stated balance although no day is missing? Then no money moved by it."""
    return entry_id.startswith(_CORRECTION)


def _reset(account: AccountKey, gap: Gap, number: int, held: int, now: int) -> list[LedgerEntry]:
    """Entries by which all money leaves to an unknown destination, and the stated balance arrives from an unknown origin."""
    day = gap.from_date - _DAY
    name = f"{account[0]} {account[1]} {day.isoformat()} {number}"
    return reset_entries(account, day, name, held, now, kind=_GAP if gap.to_date >= gap.from_date else _CORRECTION)


def reset_entries(
    account: AccountKey, day: date, name: str, held: int, now: int, *, kind: str = _CORRECTION
) -> list[LedgerEntry]:
    """All money held in the account leaves, and the money there now arrives from an unknown origin."""
    resets = []
    if held > 0:
        resets.append(LedgerEntry(f"{kind}out {name}", day, account, None, held, held))
    elif held < 0:
        resets.append(LedgerEntry(f"{kind}cover {name}", day, None, account, -held, -held))
    if now > 0:
        resets.append(LedgerEntry(f"{kind}in {name}", day, None, account, now, now))
    elif now < 0:
        resets.append(LedgerEntry(f"{kind}owed {name}", day, account, None, -now, -now))
    return resets
