"""Builds a statement from the rows of one account in one currency, in the order in which they were booked."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import groupby

from graph_schema.messages import N_
from importers.bank.ledger.day_order import order_day
from importers.bank.ledger.row import LedgerRow, read_money
from importers.bank.statement.accounts import AccountBook
from importers.bank.statement.movements import Movement, StatementRows
from importers.contract import Flag
from importers.declaration import Declaration, read_balance
from importers.mapping import ColumnMapping


@dataclass(slots=True)
class LedgerStatement:
    """The rows of one account in one currency. ``declared``: the declaration of the file."""

    account: str
    currency: str
    rows: list[LedgerRow]
    mapping: ColumnMapping
    accounts: AccountBook
    flags: list[Flag]
    declared: Declaration
    unordered: set[date] = field(default_factory=set)

    def build(self) -> StatementRows:
        """The statement with its rows in the order in which they were booked."""
        opening = self._stated("opening_balance", self.rows[0], self.declared.opening)
        tolerance = self._stated("balance_tolerance", self.rows[0]) or 0
        self.rows = list(self._in_order(opening, tolerance))
        closing = self._stated("closing_balance", self.rows[-1], self.declared.closing)
        first, last = self.rows[0], self.rows[-1]
        from_date = self.declared.from_date or first.booking_date
        to_date = self.declared.to_date or last.booking_date
        if not from_date <= first.booking_date <= last.booking_date <= to_date:
            template = N_(
                "Rows are booked from {first} to {last}, outside the declared period {begin} to {end}. "
                "Correct the period, or ask the sender."
            )
            params = {
                "first": str(first.booking_date),
                "last": str(last.booking_date),
                "begin": str(from_date),
                "end": str(to_date),
            }
            self.flags.append(Flag("amber", first.locator, template, params))
        return StatementRows(
            locator=min((row.locator for row in self.rows), key=lambda text: int(text.rpartition(":")[2])),
            account=self.account,
            number=first.cells.get("statement_number", f"{from_date} {to_date}"),
            currency=self.currency,
            from_date=from_date,
            to_date=max(from_date, to_date),
            opening_minor=opening,
            closing_minor=closing,
            movements=tuple(map(self._movement, self.rows)),
            tolerance_minor=tolerance,
            unordered_days=tuple(sorted(self.unordered)),
        )

    def _stated(self, name: str, row: LedgerRow, declared: str | None = None) -> int | None:
        text = row.cells.get(name)
        return read_balance(declared, self.currency) if text is None else read_money(text, self.currency, self.mapping)

    def _in_order(self, opening: int | None, tolerance: int) -> Iterator[LedgerRow]:
        rows = self.rows
        if rows[0].booking_date > rows[-1].booking_date:
            # The newest row is first, so the file is in descending order.
            rows = rows[::-1]
        previous = opening
        for day, group in groupby(sorted(rows, key=lambda row: row.booking_date), key=lambda row: row.booking_date):
            of_day = list(group)
            balances = [row.balance_minor for row in of_day if row.balance_minor is not None]
            proven = len(of_day) < 2
            if not proven and len(balances) == len(of_day):
                found = order_day(previous, [row.signed_minor for row in of_day], balances, tolerance)
                proven = found.found
                if not proven:
                    template = N_(
                        "No order of the rows of {day} gives the printed balances; the order of the file is kept."
                    )
                    self.flags.append(Flag("amber", of_day[0].locator, template, {"day": str(day)}))
                of_day = [of_day[position] for position in found.order]
            if not proven:
                values = Counter(row.value_date for row in of_day)
                self.unordered.update(value for value, count in values.items() if count > 1)
            yield from of_day
            last = of_day[-1].balance_minor
            change = sum(row.signed_minor for row in of_day)
            previous = last if last is not None else None if previous is None else previous + change

    def _movement(self, row: LedgerRow) -> Movement:
        cells = row.cells
        number = cells.get("counterparty_account")
        return Movement(
            locator=row.locator,
            credit=row.signed_minor > 0,
            own_minor=abs(row.signed_minor),
            other_minor=row.other_minor,
            other_currency=row.other_currency,
            booking_date=row.booking_date,
            value_date=row.value_date,
            kind=row.kind,
            other_account=None
            if number is None
            else self.accounts.add(number, row.locator, bank=cells.get("counterparty_bank")),
            counterparty_name=cells.get("counterparty_name"),
            description=cells.get("description"),
            reference=cells.get("reference"),
            balance_minor=row.balance_minor,
        )
