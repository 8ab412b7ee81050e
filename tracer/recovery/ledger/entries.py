"""Turns postings and reversals into ledger entries, and reads holdings from them."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from tracer.recovery.acts.act import RecoveryAct
from tracer.recovery.acts.facts import RecoveryFacts
from tracer.recovery.acts.measures import ItemAct
from tracer.recovery.acts.money import PostAct, ReverseAct
from tracer.recovery.ledger.lots import lot_of
from tracer.recovery.ledger.templates import LedgerLine, lines_of

Account = tuple[str, str]
"""Class and currency of one lot."""


@dataclass(frozen=True, slots=True)
class BookedEntry:
    """The lines of one posting or reversal on one lot. ``post``: the posting; ``sign`` -1 for its reversal."""

    act: RecoveryAct
    post: PostAct
    lot: str
    sign: int
    lines: tuple[LedgerLine, ...]

    @property
    def on(self) -> date:
        """The day of the entry: that of the posting, for a reversal its own."""
        return self.act.effective


def all_entries(facts: RecoveryFacts, until: date | None = None) -> list[BookedEntry]:
    """Which entries has the ledger until this day, by day, then in the order of recording?

    Cost: linear in the postings.
    """
    posts, reversals = facts.of(PostAct, until=until), facts.of(ReverseAct, until=until)
    entries: list[BookedEntry] = []
    held: defaultdict[tuple[str, str, str], int] = defaultdict(int)
    booked: dict[str, BookedEntry] = {}
    later = deque(act for act in facts.of(ReverseAct) if is_later(facts, act))
    for post in posts:
        while later and later[0].effective <= post.effective:
            gone = booked.get(later.popleft().posting)
            if gone is not None:
                for line in gone.lines:
                    held[gone.lot, line.ledger_class, line.currency] -= line.minor
        item = facts.first(ItemAct, post.item)
        if item is None:
            continue
        lot = lot_of(facts, item).item
        cash = held[lot, "SEIZED_CASH", post.currency] > 0
        lines = lines_of(post, "SEIZED_CASH" if cash else "BANK_FROZEN")
        undone = [act for act in facts.of(ReverseAct, post.id) if act.effective <= post.effective]
        for line in () if undone else lines:
            held[lot, line.ledger_class, line.currency] += line.minor
        booked[post.id] = BookedEntry(post, post, lot, 1, lines)
        entries.append(booked[post.id])
    for reversal in reversals:
        entry = booked.get(reversal.posting)
        if entry is not None:
            lines = tuple(LedgerLine(line.ledger_class, line.currency, -line.minor) for line in entry.lines)
            entries.append(BookedEntry(reversal, entry.post, entry.lot, -1, lines))
    entries.sort(key=lambda entry: entry.on)
    return entries


def is_later(facts: RecoveryFacts, reversal: ReverseAct) -> bool:
    """Is this reversal booked on a later day than its posting, because the month of the posting is closed?"""
    post = facts.find(reversal.posting)
    return post is not None and reversal.effective > post.effective


def valid_posts(facts: RecoveryFacts, until: date | None = None) -> Iterator[PostAct]:
    """Which postings are not reversed by the end of this day? A reversal of a closed month's posting has a later day."""
    for post in facts.of(PostAct, until=until):
        if not facts.of(ReverseAct, post.id, until):
            yield post


def balances(entries: Iterable[BookedEntry], lot: str | None = None) -> dict[Account, int]:
    """What is the balance of each class and currency, of one lot or of all? Minor units."""
    found: defaultdict[Account, int] = defaultdict(int)
    for entry in entries:
        if lot is None or entry.lot == lot:
            for line in entry.lines:
                found[line.ledger_class, line.currency] += line.minor
    return dict(found)
