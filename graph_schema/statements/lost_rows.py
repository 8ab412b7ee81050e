"""Finds the money that rejected rows of a bank file leave out, and what the printed balances around them show of it."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import accumulate
from typing import Final

from graph_schema.statements.rows import OwnRow

_NUMBERS: Final = re.compile(r"(?<=[\[:])\d+")
_SHORTEST: Final = 6


@dataclass(frozen=True, slots=True)
class UnreadRow:
    """A rejected row that can have moved money. ``text``: the row as the file has it; ``at_edge``: no kept row on one side."""

    locator: str
    text: str
    at_edge: bool = False


@dataclass(frozen=True, slots=True)
class KeptStatement:
    """One statement as one source states it, with its kept rows in its order. ``holds``: the rows give its balances.

    ``complete``: no row of its source is rejected.
    """

    source: str
    statement: str
    locator: str
    account: str
    number: str
    currency: str
    from_date: date
    to_date: date
    opening_minor: int | None
    closing_minor: int | None
    holds: bool
    complete: bool
    rows: tuple[OwnRow, ...]

    @property
    def key(self) -> tuple[str, str]:
        """Account and currency."""
        return (self.account, self.currency)

    @property
    def prints_balances(self) -> bool:
        """Does a row have a printed balance? Then an opening or closing balance may be computed from it."""
        return any(row.balance is not None for row in self.rows)


@dataclass(frozen=True, slots=True)
class LostMoney:
    """Rejected rows of one account between the same two balances.

    ``key``: account and currency; None: not known. ``net_minor``: the change of the balance by these rows together, if
    balances before and after them are printed, else None. ``after`` and ``before``: the transfers of the kept rows around
    them, None at an end of the statement. ``day``: the booking day of the kept row before them, else of the one after
    them, else the first day of the statement. ``begins_known``: the statement has a balance before the first of these
    rows, so that they change nothing that is held after it.
    """

    source: str
    key: tuple[str, str] | None
    locators: tuple[str, ...]
    net_minor: int | None
    after: str | None
    before: str | None
    day: date | None
    begins_known: bool = False

    @property
    def id(self) -> str:
        """A name for entries in a ledger."""
        return f"{self.source[:16]} {self.locators[0]}"


def find_lost_money(
    source: str, rejected: Sequence[UnreadRow], statements: Sequence[KeptStatement]
) -> Iterator[LostMoney]:
    """Which money is known to be missing from the kept rows of this source?

    ``statements``: all statements of the case; rows of a source are only in its own. A row belongs to the statement whose
    place begins its own (camt), else to the statements of its file whose account number it contains, else to all of its
    file. A row is not missing if the balances around it show that nothing moved there, or if a statement of another
    source covers its days and reconciles. Cost: the rows of the source.
    """
    own = [statement for statement in statements if statement.source == source]
    lost: defaultdict[tuple[str, str], list[UnreadRow]] = defaultdict(list)
    unknown = []
    for row in rejected:
        found = _statements_of(row, own)
        for statement in found:
            lost[statement.statement, statement.locator].append(row)
        if not found:
            unknown.append(row.locator)
    for statement in own:
        for money in _between_balances(statement, lost[statement.statement, statement.locator]):
            proved = money.net_minor == 0 and len(money.locators) == 1
            if not proved and not _is_stated_elsewhere(statement, statements):
                yield money
    if unknown:
        yield LostMoney(source, None, tuple(unknown), None, None, None, None)


def _statements_of(row: UnreadRow, own: Sequence[KeptStatement]) -> list[KeptStatement]:
    if row.locator.startswith("path:"):
        return [statement for statement in own if row.locator.startswith(f"{statement.locator}/")]
    if len(own) < 2:
        return list(own)
    text = "".join(filter(str.isalnum, row.text)).upper()
    named = [statement for statement in own if len(number := _bare(statement)) >= _SHORTEST and number in text]
    return named or list(own)


def _bare(statement: KeptStatement) -> str:
    return "".join(filter(str.isalnum, statement.number.rpartition("/")[2])).upper()


def _between_balances(statement: KeptStatement, rejected: Sequence[UnreadRow]) -> Iterator[LostMoney]:
    """The rejected rows, grouped by the balances around them. Cost: one sort of the rows if one is rejected."""
    if not rejected:
        return
    rows = statement.rows
    descending = len(rows) > 1 and _place(rows[0].locator) > _place(rows[-1].locator)
    order = sorted(range(len(rows)), key=lambda index: _place(rows[index].locator))
    places = [_place(rows[index].locator) for index in order]
    # Rows of one day may stand in another order than in the file: a rejected row lies after all that precede it there.
    lows = order[::-1] if descending else order
    last_of = list(accumulate(lows, max, initial=-1))
    first_of = list(accumulate(reversed(lows), min, initial=len(rows)))[::-1]
    printed = [index for index, row in enumerate(rows) if row.balance is not None]
    groups: defaultdict[tuple[int, int], list[tuple[int, UnreadRow]]] = defaultdict(list)
    for row in rejected:
        position = bisect_left(places, _place(row.locator))
        position = len(rows) - position if descending else position
        last = last_of[position]
        begin = bisect_left(printed, min(last + 1, first_of[position])) - 1
        end = bisect_left(printed, last + 1)
        before = printed[begin] if begin >= 0 else -1
        after = printed[end] if end < len(printed) else len(rows)
        groups[before, after].append((last, row))
    for (before, after), found in sorted(groups.items(), key=lambda item: item[0]):
        yield _describe(statement, before, after, found)


def _describe(statement: KeptStatement, before: int, after: int, found: Sequence[tuple[int, UnreadRow]]) -> LostMoney:
    rows = statement.rows
    begin = statement.opening_minor if before < 0 else rows[before].balance
    end = statement.closing_minor if after >= len(rows) else rows[after].balance
    at_edge = any(row.at_edge for _, row in found)
    net = None
    if begin is not None and end is not None and not at_edge:
        net = end - begin - sum(row.minor for row in rows[before + 1 : after + 1])
    if net == 0 and statement.prints_balances and (before < 0 or after >= len(rows)):
        # A balance computed from the printed ones proves nothing about the rows beyond them.
        net = None
    last = max(index for index, _ in found)
    return LostMoney(
        source=statement.source,
        key=statement.key,
        locators=tuple(row.locator for _, row in found),
        net_minor=net,
        after=rows[last].transfer if last >= 0 else None,
        before=rows[last + 1].transfer if last + 1 < len(rows) else None,
        day=rows[last].booked if last >= 0 else rows[0].booked if rows else statement.from_date,
        begins_known=last < 0 and statement.opening_minor is not None,
    )


def _place(locator: str) -> tuple[int, ...]:
    return tuple(map(int, _NUMBERS.findall(locator)))


def _is_stated_elsewhere(statement: KeptStatement, others: Iterable[KeptStatement]) -> bool:
    """Does a statement of another source cover the whole statement, with both balances, and do its rows give them?"""
    return any(
        other.key == statement.key
        and other.source != statement.source
        and other.holds
        and other.opening_minor is not None
        and other.closing_minor is not None
        and other.complete
        and other.from_date <= statement.from_date
        and statement.to_date <= other.to_date
        for other in others
    )
