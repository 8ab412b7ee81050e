"""Finds the accounts from which money can have come into a figure, each with the last day on which it can."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from datetime import date
from itertools import groupby

from tracer.analysis.tracing.ledgers.case_ledger import OUTSIDE
from tracer.analysis.tracing.ledgers.ledger import AccountKey, Ledger, LedgerEntry

Upstream = Mapping[AccountKey, date]
"""Account -> the last day, inclusive, on which a movement in it can change the figure"""


def find_upstream(ledger: Ledger, figures: Iterable[tuple[AccountKey, date]]) -> Upstream:
    """Which accounts can change a figure, each until which day?

    ``figures``: the accounts asked about, each with the last day that counts. The search goes backwards in time: an account
    that pays into a counting account counts until the day of the payment. Within a day every order is possible, so whole
    days count. A reversal depends on both its accounts, so each counts if the other does. Movements outside its statements
    belong to the account. An account that is left out cannot change the figure under any method.
    Cost: one pass over the entries; several passes over a day on which money passes through several accounts.
    """
    until: dict[AccountKey, date] = {}
    for key, day in figures:
        until[_base(key)] = max(day, until.get(_base(key), day))
    for day, entries in groupby(reversed(ledger.entries), key=lambda entry: entry.day):
        _add_payers(until, day, list(entries))
    return until


def _add_payers(until: dict[AccountKey, date], day: date, entries: list[LedgerEntry]) -> None:
    pairs = []
    for entry in entries:
        if entry.debit is not None and entry.credit is not None:
            payer, payee = _base(entry.debit), _base(entry.credit)
            pairs.append((payer, payee))
            if entry.void_of is not None:
                pairs.append((payee, payer))
    grown = True
    while grown:
        grown = False
        for payer, payee in pairs:
            if payee in until and until[payee] >= day and (payer not in until or until[payer] < day):
                until[payer] = day
                grown = True


def _base(key: AccountKey) -> AccountKey:
    return (key[0].removesuffix(OUTSIDE), key[1])
