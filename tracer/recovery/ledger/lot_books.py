"""Keeps the balances of each lot while postings and reversals are added."""

from __future__ import annotations

from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Mapping
from datetime import date

from tracer.recovery.acts.act import RecoveryAct
from tracer.recovery.acts.facts import FactsIndex, RecoveryFacts
from tracer.recovery.acts.measures import ItemAct
from tracer.recovery.acts.money import PostAct, ReverseAct
from tracer.recovery.ledger.classes import HOLDINGS
from tracer.recovery.ledger.dated_sums import DatedSum
from tracer.recovery.ledger.entries import Account
from tracer.recovery.ledger.lots import lot_of
from tracer.recovery.ledger.templates import HELD, TEMPLATES, LedgerLine, lines_of

CASH = "SEIZED_CASH"
_CASH_NAMES = frozenset({CASH, HELD})


class LotBook:
    """The balances of one lot by class, currency and day.

    Cost: a posting on the last day or after it is constant. An earlier one, or a reversal, is linear in the later days
    of its accounts; if it moves cash, linear in the postings of the lot, because later postings may take other money.
    """

    def __init__(self, posts: Iterable[PostAct] = (), reversals: Mapping[str, Iterable[date]] | None = None) -> None:
        """``posts`` by day, then in the order of recording. ``reversals``: posting -> the days of its reversals."""
        self.posts = list(posts)
        self._reversals = {name: list(days) for name, days in (reversals or {}).items()}
        self._derive()

    def add(self, post: PostAct) -> None:
        """Book a posting."""
        if not self.posts or post.effective >= self.posts[-1].effective:
            self.posts.append(post)
            if self._has_later and _moves_cash(post):
                self._derive()
            else:
                self._book(post)
            return
        insort(self.posts, post, key=_day)
        if _moves_cash(post):
            self._derive()
        else:
            self._book(post)

    def expect_reversal(self, posting: str, on: date) -> None:
        """A posting that is not booked yet is reversed on this day."""
        self._reversals.setdefault(posting, []).append(on)

    def reverse(self, post: PostAct, on: date) -> None:
        """Book the reversal of a posting of this book on this day."""
        self.expect_reversal(post.id, on)
        if _moves_cash(post):
            self._derive()
        else:
            self._enter(post, on, -1)

    def is_reversed(self, posting: str, until: date | None = None) -> bool:
        """Is this posting reversed at the end of this day? None: at the end of all days."""
        return any(until is None or on <= until for on in self._reversals.get(posting, ()))

    def balances(self, until: date | None = None) -> dict[Account, int]:
        """What is the balance of each class and currency at the end of this day? Minor units."""
        return {account: row.at(until) for account, row in self.accounts.items()}

    def lines(self, post: PostAct) -> tuple[LedgerLine, ...]:
        """The lines of a posting of this book. Raises: KeyError for another posting."""
        return self._lines[post.id]

    def overdraft_by(self, post: PostAct, names: Iterable[str] = HOLDINGS) -> date | None:
        """On which day is one of these classes below 0, from the day of this new posting on? None: on no day."""
        late = not self.posts or post.effective >= self.posts[-1].effective
        if (late and not self._has_later) or not _moves_cash(post):
            return self._first_below(post.effective, self._new_lines(post), 1, names)
        after = LotBook(self.posts, self._reversals)
        after.add(post)
        return after._first_below(post.effective, (), 1, names)

    def overdraft_without(self, post: PostAct, names: Iterable[str], on: date) -> date | None:
        """On which day is one of these classes below 0, once this posting is reversed on the day ``on``? None: on no day."""
        return self._first_below(on, self.lines(post), -1, names)

    def _first_below(self, since: date, lines: Iterable[LedgerLine], sign: int, names: Iterable[str]) -> date | None:
        watched = frozenset(names)
        change: defaultdict[Account, int] = defaultdict(int)
        for line in lines:
            change[line.ledger_class, line.currency] += sign * line.minor
        empty = DatedSum()
        days = (
            self.accounts.get(account, empty).below_zero(since, change.get(account, 0))
            for account in {**self.accounts, **change}
            if account[0] in watched
        )
        return min((day for day in days if day is not None), default=None)

    def _derive(self) -> None:
        self.accounts: dict[Account, DatedSum] = {}
        self._lines: dict[str, tuple[LedgerLine, ...]] = {}
        self._cash: defaultdict[str, int] = defaultdict(int)
        later = sorted(
            (on, post.id)
            for post in (self.posts if self._reversals else ())
            for on in self._reversals.get(post.id, ())
            if on > post.effective
        )
        self._has_later = bool(later)
        for post in self.posts:
            while later and later[0][0] <= post.effective:
                self._count_cash(later.pop(0)[1], -1)
            self._book(post)

    def _new_lines(self, post: PostAct) -> tuple[LedgerLine, ...]:
        return lines_of(post, CASH if self._cash[post.currency] > 0 else "BANK_FROZEN")

    def _book(self, post: PostAct) -> None:
        self._lines[post.id] = self._new_lines(post)
        days = self._reversals.get(post.id, ()) if self._reversals else ()
        if all(on > post.effective for on in days):
            self._count_cash(post.id, 1)
        self._enter(post, post.effective, 1)
        for on in days:
            self._enter(post, on, -1)

    def _count_cash(self, posting: str, sign: int) -> None:
        for line in self._lines[posting]:
            if line.ledger_class == CASH:
                self._cash[line.currency] += sign * line.minor

    def _enter(self, post: PostAct, on: date, sign: int) -> None:
        for line in self._lines[post.id]:
            account = (line.ledger_class, line.currency)
            row = self.accounts.get(account)
            if row is None:
                row = self.accounts[account] = DatedSum()
            row.add(on, sign * line.minor)


class LotBooks(FactsIndex):
    """The book of each lot."""

    def __init__(self) -> None:
        self.books: defaultdict[str, LotBook] = defaultdict(LotBook)
        self._lots: dict[str, str] = {}
        self._posts: dict[str, PostAct] = {}
        self._early: defaultdict[str, list[date]] = defaultdict(list)
        self._missing: set[str] = set()

    def follow(self, facts: RecoveryFacts, act: RecoveryAct) -> bool:
        """Book a posting or a reversal. A new item that an earlier posting lacked changes the lots."""
        if isinstance(act, PostAct):
            lot = self._lots.get(act.item) or self._find_lot(facts, act.item)
            if lot is not None:
                self._post(self.books[lot], act)
        elif isinstance(act, ReverseAct):
            post = self._posts.get(act.posting)
            if post is None:
                self._early[act.posting].append(act.effective)
            else:
                self.books[self._lots[post.item]].reverse(post, act.effective)
        return not (isinstance(act, ItemAct) and act.item in self._missing)

    def _post(self, book: LotBook, post: PostAct) -> None:
        self._posts[post.id] = post
        for on in self._early.pop(post.id, ()) if self._early else ():
            book.expect_reversal(post.id, on)
        book.add(post)

    def _find_lot(self, facts: RecoveryFacts, name: str) -> str | None:
        item = facts.first(ItemAct, name)
        if item is None:
            self._missing.add(name)
            return None
        end = lot_of(facts, item)
        if end.attached_to is not None:
            self._missing.add(end.attached_to)
        self._lots[name] = end.item
        return end.item


def book_of(facts: RecoveryFacts, lot: str) -> LotBook:
    """The book of this lot; empty if nothing was posted. Cost: constant, apart from the acts added since the last call."""
    return facts.index(LotBooks).books.get(lot) or LotBook()


def held_on(
    facts: RecoveryFacts, lot: str, currency: str, until: date | None = None, name: str = "UNIQUE_ACCOUNT"
) -> int:
    """How much does this lot hold in this currency on this day, minor units? By default: in the unique account."""
    row = book_of(facts, lot).accounts.get((name, currency))
    return row.at(until) if row else 0


def _day(post: PostAct) -> date:
    return post.effective


def _moves_cash(post: PostAct) -> bool:
    row = TEMPLATES[post.template]
    return row.debit in _CASH_NAMES or row.credit in _CASH_NAMES
