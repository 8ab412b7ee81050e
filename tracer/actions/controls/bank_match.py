"""Matches the unique account of an office in the ledger with the statements of its bank account in the case."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any, Final

from graph_schema.errors import NotFound, WrongUse
from tracer.casework.evidence_lines import account_caption
from tracer.casework.recovery.recovery_case import read_recovery_case
from tracer.casework.sessions.session import Session
from tracer.recovery.controls.bank_match import BankRow, BookMove, book_moves, match_bank
from tracer.recovery.controls.month_report import held_at_bank, offices
from tracer.store.ports.store_values import TransferFilter

_PAGE: Final = 10_000
DEFAULT_WINDOW_DAYS: Final = 5


@dataclass(frozen=True, slots=True)
class BookSide:
    """A posting or reversal, minor units; above 0: money in. ``document``: number of its document."""

    id: str
    on: date
    currency: str
    minor: int
    document: str


@dataclass(frozen=True, slots=True)
class BankSide:
    """A row of the statements, minor units; above 0: money in. ``file``, ``locator``: where it stands."""

    file: str
    locator: str
    on: date
    currency: str
    minor: int
    text: str


@dataclass(frozen=True, slots=True)
class MatchLine:
    """What belongs together. ``result``: matched, unconfirmed, ambiguous, unmatched. ``age_days``: of the oldest, until the
    last day of the period; None for what is matched."""

    result: str
    book: tuple[BookSide, ...]
    bank: tuple[BankSide, ...]
    age_days: int | None


@dataclass(frozen=True, slots=True)
class MatchSum:
    """The sums of one currency in the period, minor units. ``open_*``: neither matched nor unconfirmed.

    book - bank = open_book - open_bank. ``held_minor``: what the ledger has in the unique account at the end.
    """

    currency: str
    book_minor: int
    bank_minor: int
    open_book_minor: int
    open_bank_minor: int
    held_minor: int


@dataclass(frozen=True, slots=True)
class BankMatch:
    """The match of one office and account from ``first`` (None: the beginning) to ``last``, both inclusive."""

    office: str
    account: str
    first: date | None
    last: date
    window_days: int
    lines: tuple[MatchLine, ...]
    sums: tuple[MatchSum, ...]


def match_office_account(
    session: Session,
    office: str,
    account: str,
    *,
    first: date | None = None,
    last: date | None = None,
    window_days: int = DEFAULT_WINDOW_DAYS,
) -> BankMatch:
    """Which posting of the office is which row of the statements of this account, and what has no partner?

    ``account``: id of the office's account, whose statements are imported. ``last`` None: today. Raises WrongUse for an
    unknown office, a negative window and a period that ends before it begins; NotFound for an account that is not there.
    """
    session.read_nodes("oversee", "ledger bank-match", account)
    graph, veil, facts = session.graph(), session.veil(), read_recovery_case(session).facts()
    until, known = last or session.today(), offices(facts)
    if office not in known:
        raise WrongUse(
            "No file is kept at the office {office}; known are {known}.",
            office=office,
            known=veil.text(", ".join(known)),
        )
    if account not in graph.nodes or graph.nodes[account].type != "Account":
        raise NotFound("There is no account with the id {id} in the case.", id=account)
    if window_days < 0:
        raise WrongUse("The window of days is {days}; expected 0 or more.", days=window_days)
    if first is not None and first > until:
        raise WrongUse("The period ends on {last}, before it begins on {first}.", last=until, first=first)
    places = {
        f"{row['source']} {row['locator']} {row['transfer_id']}": row for row in _rows(session, account, first, until)
    }
    bank = [_bank_row(name, row, account) for name, row in places.items()]
    moves = book_moves(facts, office, first, until)
    groups = match_bank(moves, bank, window_days)
    names = session.source_names()

    def shown(row: BankRow) -> BankSide:
        stated = places[row.id]
        place = veil.place(stated["locator"])
        return BankSide(names.get(stated["source"], "?"), place, row.on, row.currency, row.minor, veil.text(row.text))

    lines = tuple(
        MatchLine(
            group.result,
            tuple(BookSide(one.id, one.on, one.currency, one.minor, veil.text(one.document)) for one in group.moves),
            tuple(shown(row) for row in group.rows),
            None if group.result == "matched" else _age(until, (*group.moves, *group.rows)),
        )
        for group in groups
    )
    sums = tuple(
        MatchSum(
            currency,
            _sum(moves, currency),
            _sum(bank, currency),
            sum(_sum(group.moves, currency) for group in groups if group.result in ("ambiguous", "unmatched")),
            sum(_sum(group.rows, currency) for group in groups if group.result in ("ambiguous", "unmatched")),
            held_at_bank(facts, office, currency, until),
        )
        for currency in sorted({move.currency for move in moves} | {row.currency for row in bank})
    )
    caption = account_caption(graph, veil, account)
    return BankMatch(veil.text(office), caption, first, until, window_days, lines, sums)


def _rows(session: Session, account: str, first: date | None, last: date) -> Iterator[dict[str, Any]]:
    """The entries of the account's own statements in the period; of one movement in two files, the first."""
    found: list[str] = []
    while True:
        page = session.store.transfers(TransferFilter(account=account), limit=_PAGE, offset=len(found))
        found += [str(name) for name in page.column("transfer_id").to_pylist()]
        if page.num_rows < _PAGE:
            break
    seen: set[tuple[str, str]] = set()
    for row in session.store.entries(found).to_pylist():
        key = (row["transfer_id"], row["side"])
        is_own = row[f"{row['side']}_account"] == account
        is_inside = (first is None or row["booking_date"] >= first) and row["booking_date"] <= last
        if is_own and is_inside and key not in seen:
            seen.add(key)
            yield row


def _bank_row(name: str, row: dict[str, Any], account: str) -> BankRow:
    side = row["side"]
    minor = row[f"{side}_minor"]
    texts = (row["reference"], row["description"], row["counterparty_name"])
    return BankRow(
        name,
        row["booking_date"],
        row[f"{side}_currency"],
        minor if side == "credit" else -minor,
        " ".join(text for text in texts if text),
    )


def _age(until: date, parts: tuple[BookMove | BankRow, ...]) -> int:
    return max((until - one.on).days for one in parts)


def _sum(parts: tuple[BookMove, ...] | tuple[BankRow, ...] | list[BankRow], currency: str) -> int:
    return sum(one.minor for one in parts if one.currency == currency)
