"""Matches the movements of the unique account in the ledger with the rows of the bank statements. Nothing is guessed."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Final

from graph_schema.messages import N_
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.money import ReverseAct
from tracer.recovery.ledger.classes import UNIQUE_ACCOUNT
from tracer.recovery.ledger.entries import all_entries
from tracer.recovery.ledger.lots import office_of

MATCHED, UNCONFIRMED, AMBIGUOUS, UNMATCHED = "matched", "unconfirmed", "ambiguous", "unmatched"
MATCH_RESULTS: Final = {
    MATCHED: N_("amount, day and document number agree"),
    UNCONFIRMED: N_("amount and day agree, the bank row does not state the document number"),
    AMBIGUOUS: N_("several rows agree; a person decides"),
    UNMATCHED: N_("nothing agrees"),
}
"""Result -> its words."""


@dataclass(frozen=True, slots=True)
class BookMove:
    """What one posting or reversal moves in the unique account, minor units; above 0: money in. ``document``: its number."""

    id: str
    on: date
    currency: str
    minor: int
    document: str


@dataclass(frozen=True, slots=True)
class BankRow:
    """One row of a statement of the office's account, minor units; above 0: money in. ``text``: all that the row states."""

    id: str
    on: date
    currency: str
    minor: int
    text: str


@dataclass(frozen=True, slots=True)
class MatchGroup:
    """Movements and rows that belong together by this result. MATCHED and UNCONFIRMED: one of each; UNMATCHED: one alone."""

    result: str
    moves: tuple[BookMove, ...]
    rows: tuple[BankRow, ...]


def book_moves(facts: RecoveryFacts, office: str, first: date | None, last: date) -> tuple[BookMove, ...]:
    """What moves the unique account of this office from ``first`` to ``last``, both inclusive, by day?

    A posting and its reversal that are both in the period move nothing and are left out. Cost: linear in the postings.
    """
    entries = [
        entry
        for entry in all_entries(facts, last)
        if (first is None or entry.on >= first) and office_of(facts, entry.lot) == office
    ]
    ids = {entry.act.id for entry in entries}
    undone = {
        name
        for entry in entries
        if isinstance(entry.act, ReverseAct) and entry.post.id in ids
        for name in (entry.act.id, entry.post.id)
    }
    found = []
    for entry in entries:
        sums: defaultdict[str, int] = defaultdict(int)
        for line in entry.lines if entry.act.id not in undone else ():
            if line.ledger_class == UNIQUE_ACCOUNT:
                sums[line.currency] += line.minor
        document = entry.post.document.number if entry.post.document else ""
        found += [
            BookMove(entry.act.id, entry.on, currency, minor, document) for currency, minor in sums.items() if minor
        ]
    return tuple(found)


def match_bank(moves: Collection[BookMove], rows: Collection[BankRow], window_days: int) -> tuple[MatchGroup, ...]:
    """Which movement is which row of the bank? Every movement and every row stands in one group.

    A row can be a movement if amount and currency are equal and the days differ by at most ``window_days``. MATCHED: of
    those whose row states the document number, each is the only one of the other. Of the rest, two that are the only ones
    of each other are UNCONFIRMED; more are AMBIGUOUS. The order of the input does not matter.
    Cost: linear in the pairs of equal amount. Source: official requirements, F131.
    """
    pairs = list(_pairs(moves, rows, window_days))
    sure = [(move, row) for move, row in pairs if states_number(row.text, move.document)]
    found: list[MatchGroup] = []
    for group_moves, group_rows in _groups(sure):
        if len(group_moves) == len(group_rows) == 1:
            found.append(MatchGroup(MATCHED, group_moves, group_rows))
    done_moves = {move for group in found for move in group.moves}
    done_rows = {row for group in found for row in group.rows}
    rest = [(move, row) for move, row in pairs if move not in done_moves and row not in done_rows]
    for group_moves, group_rows in _groups(rest):
        alone = len(group_moves) == len(group_rows) == 1
        found.append(MatchGroup(UNCONFIRMED if alone else AMBIGUOUS, group_moves, group_rows))
    seen_moves = {move for group in found for move in group.moves}
    seen_rows = {row for group in found for row in group.rows}
    found += [MatchGroup(UNMATCHED, (move,), ()) for move in moves if move not in seen_moves]
    found += [MatchGroup(UNMATCHED, (), (row,)) for row in rows if row not in seen_rows]
    return tuple(sorted(found, key=_place))


def states_number(text: str, document: str) -> bool:
    """Does this text state the document number as a word of its own? Case does not matter; an empty number is never stated."""
    number = document.strip()
    if not number:
        return False
    return re.search(rf"(?<![\w/-])(?<!\d\.){re.escape(number)}(?![\w/-]|\.\w)", text, re.IGNORECASE) is not None


def _pairs(moves: Iterable[BookMove], rows: Iterable[BankRow], window_days: int) -> Iterator[tuple[BookMove, BankRow]]:
    by_amount: defaultdict[tuple[str, int], list[BankRow]] = defaultdict(list)
    for row in rows:
        by_amount[row.currency, row.minor].append(row)
    for move in moves:
        for row in by_amount.get((move.currency, move.minor), ()):
            if abs((row.on - move.on).days) <= window_days:
                yield move, row


def _groups(
    pairs: Sequence[tuple[BookMove, BankRow]],
) -> Iterator[tuple[tuple[BookMove, ...], tuple[BankRow, ...]]]:
    """The movements and rows that hang together by pairs."""
    rows_of: defaultdict[BookMove, set[BankRow]] = defaultdict(set)
    moves_of: defaultdict[BankRow, set[BookMove]] = defaultdict(set)
    for move, row in pairs:
        rows_of[move].add(row)
        moves_of[row].add(move)
    left = set(rows_of)
    while left:
        group_moves: set[BookMove] = set()
        group_rows: set[BankRow] = set()
        waiting = [left.pop()]
        while waiting:
            move = waiting.pop()
            group_moves.add(move)
            left.discard(move)
            for row in rows_of[move] - group_rows:
                group_rows.add(row)
                waiting += moves_of[row] - group_moves
        yield (
            tuple(sorted(group_moves, key=lambda one: (one.on, one.id))),
            tuple(sorted(group_rows, key=lambda one: (one.on, one.id))),
        )


def _place(group: MatchGroup) -> tuple[int, date, str]:
    one = (group.moves or group.rows)[0]
    return list(MATCH_RESULTS).index(group.result), one.on, one.id
