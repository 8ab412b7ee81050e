"""The journal in the format of beancount, with a balance directive for each account at the end.

Source: Beancount Language Syntax (beancount v2 and v3).
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Final

from graph_schema.messages import N_
from graph_schema.values.money import format_plain
from tracer.casefile.ledger_book import BookLine, LedgerBook
from tracer.export.ledger_forms.entry_texts import closing_day, entry_text
from tracer.recovery.ledger.classes import group_of
from tracer.wording.language import Language
from tracer.wording.visible_signs import show_signs

_ROOTS: Final = (("assets", "Holdings"), ("income", "Sources"), ("expenses", "Destinations"), ("equity", "Bridge"))
_NOT_IN_ACCOUNT: Final = re.compile("[^A-Za-z0-9-]")
_NOT_IN_STRING: Final = re.compile(r"[\r\n\t]+")


def write_beancount(book: LedgerBook, language: Language) -> bytes:
    """UTF-8 text: the accounts, one transaction for the opening of each lot, one for each entry, then the balances.

    Accounts: group, class and lot, such as ``Holdings:UNIQUE-ACCOUNT:LOT-itm-1``: a name has no underscore and begins with a
    capital. Amounts have all decimals of their currency; the balances allow no difference.
    """
    return "".join(f"{line}\n" for line in _lines(book, language)).encode()


def _lines(book: LedgerBook, language: Language) -> Iterator[str]:
    for root, name in _ROOTS:
        yield f'option "name_{root}" "{name}"'
    closings, end = book.closings(), closing_day(book)
    if end is None:
        return
    begin = book.entries[0].on if book.entries else end
    if book.openings and book.first is not None:
        begin = book.first - timedelta(days=1)
    yield ""
    for account in dict.fromkeys(_account(name, lot) for lot, name, _ in closings):
        yield f"{begin.isoformat()} open {account}"
    for opening in book.openings:
        yield from _transaction(begin.isoformat(), language.text(N_("Opening of the lot")), opening.lot, opening.lines)
    for entry in book.entries:
        yield from _transaction(
            entry.on.isoformat(), entry_text(entry, language), entry.lot, entry.lines, f'  entry: "{_string(entry.id)}"'
        )
    yield ""
    # A balance holds at the beginning of its day.
    day = (end + timedelta(days=1)).isoformat()
    for (lot, name, currency), minor in closings.items():
        yield f"{day} balance {_account(name, lot)}  {format_plain(minor, currency)} ~ 0 {currency}"


def _transaction(day: str, text: str, lot: str, lines: Iterable[BookLine], *metadata: str) -> Iterator[str]:
    yield ""
    yield f'{day} * "{_string(text)}"'
    yield from metadata
    for line in lines:
        yield f"  {_account(line.ledger_class, lot)}  {format_plain(line.minor, line.currency)} {line.currency}"


def _account(ledger_class: str, lot: str) -> str:
    return f"{group_of(ledger_class)}:{ledger_class.replace('_', '-')}:LOT-{_NOT_IN_ACCOUNT.sub('-', lot)}"


def _string(text: str) -> str:
    line = _NOT_IN_STRING.sub(",", text)
    return show_signs(line.replace("\\", "\\\\").replace('"', '\\"'))
