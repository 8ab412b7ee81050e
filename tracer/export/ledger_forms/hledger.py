"""The journal in the format of hledger, with a balance assertion for each account at the end.

Source: hledger 1.x manual, "Journal format".
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import timedelta
from typing import Final

from graph_schema.messages import N_
from graph_schema.values.money import format_plain
from tracer.casefile.ledger_book import BookLine, LedgerBook
from tracer.export.ledger_forms.entry_texts import closing_day, currencies_of, entry_text
from tracer.recovery.ledger.classes import group_of
from tracer.wording.language import Language
from tracer.wording.visible_signs import show_signs

_NOT_IN_DESCRIPTION: Final = re.compile(r"[;|\r\n\t]+")
"""A semicolon begins a comment, in which a text such as ``date:`` would be read as a tag."""


def write_hledger(book: LedgerBook, language: Language) -> bytes:
    """UTF-8 text: one transaction for the opening of each lot, one for each entry, one with the assertions.

    Accounts: group, class and lot, such as ``Holdings:UNIQUE_ACCOUNT:itm-1``. Amounts have all decimals of their currency.
    """
    return "".join(f"{line}\n" for line in _lines(book, language)).encode()


def _lines(book: LedgerBook, language: Language) -> Iterator[str]:
    yield "decimal-mark ."
    for currency in currencies_of(book):
        whole = format_plain(0, currency)
        yield f"commodity {currency} {whole if '.' in whole else f'{whole}.'}"
    for opening in book.openings:
        if book.first is not None:
            day = book.first - timedelta(days=1)
            yield from _transaction(
                day.isoformat(), language.text(N_("Opening of the lot")), opening.lot, opening.lines
            )
    for entry in book.entries:
        yield from _transaction(
            f"{entry.on.isoformat()} ({entry.id})", entry_text(entry, language), entry.lot, entry.lines
        )
    closings, day_of_end = book.closings(), closing_day(book)
    if closings and day_of_end is not None:
        yield ""
        yield f"{day_of_end.isoformat()} {_description(language.text(N_('Balances at the end')))}"
        for (lot, name, currency), minor in closings.items():
            zero, balance = (_amount(one, currency) for one in (0, minor))
            yield f"    {_account(name, lot)}  {zero} = {balance}"


def _transaction(head: str, text: str, lot: str, lines: Iterable[BookLine]) -> Iterator[str]:
    yield ""
    yield f"{head} {_description(text)}"
    for line in lines:
        yield f"    {_account(line.ledger_class, lot)}  {_amount(line.minor, line.currency)}"


def _account(ledger_class: str, lot: str) -> str:
    return f"{group_of(ledger_class)}:{ledger_class}:{lot}"


def _amount(minor: int, currency: str) -> str:
    return f"{currency} {format_plain(minor, currency)}"


def _description(text: str) -> str:
    return show_signs(_NOT_IN_DESCRIPTION.sub(",", text))
