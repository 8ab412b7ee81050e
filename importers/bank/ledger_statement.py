"""The rows of one account in one currency, put into the order they were booked and checked by their balances."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import groupby

from graph_schema.money import format_plain
from graph_schema.words import N_
from importers.bank.accounts import AccountBook
from importers.bank.day_order import order_day
from importers.bank.ledger_row import LedgerRow, constant_day, read_money
from importers.bank.movements import Movement, StatementRows
from importers.contract import Flag
from importers.mapping import ColumnMapping


@dataclass(slots=True)
class LedgerStatement:
    """The rows of one account in one currency on their way to a statement."""

    account: str
    currency: str
    rows: list[LedgerRow]
    mapping: ColumnMapping
    accounts: AccountBook
    flags: list[Flag]
    hidden: int = 0
    off: int = 0

    def build(self) -> StatementRows:
        """The statement with its rows in the order they were booked."""
        opening = self._stated("opening_balance", self.rows[0])
        tolerance = self._stated("balance_tolerance", self.rows[0]) or 0
        self.rows = list(self._in_order(opening, tolerance))
        closing = self._stated("closing_balance", self.rows[-1])
        opening, running = self._check_balances(opening, tolerance)
        if closing is None:
            closing = running
        first, last = self.rows[0], self.rows[-1]
        from_date = constant_day(self.mapping, "from_date") or first.booking_date
        to_date = constant_day(self.mapping, "to_date") or last.booking_date
        if not from_date <= first.booking_date <= last.booking_date <= to_date:
            template = N_("Rows are booked from {first} to {last}, outside the period {begin} to {end}.")
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
            explained_minor=self.hidden,
        )

    def _stated(self, name: str, row: LedgerRow) -> int | None:
        text = row.cells.get(name)
        return None if text is None else read_money(text, self.currency, self.mapping)

    def _in_order(self, opening: int | None, tolerance: int) -> Iterator[LedgerRow]:
        rows = self.rows
        if rows[0].booking_date > rows[-1].booking_date:
            # The newest row stands first, so the whole file runs backwards.
            rows = rows[::-1]
        previous = opening
        for day, group in groupby(sorted(rows, key=lambda row: row.booking_date), key=lambda row: row.booking_date):
            of_day = list(group)
            balances = [row.balance_minor for row in of_day if row.balance_minor is not None]
            if len(of_day) > 1 and len(balances) == len(of_day):
                found = order_day(previous, [row.signed_minor for row in of_day], balances, tolerance)
                if not found.found:
                    template = N_("On {day} no order of the rows gives the printed balances; the file's order stands.")
                    self.flags.append(Flag("amber", of_day[0].locator, template, {"day": str(day)}))
                of_day = [of_day[position] for position in found.order]
            yield from of_day
            last = of_day[-1].balance_minor
            change = sum(row.signed_minor for row in of_day)
            previous = last if last is not None else None if previous is None else previous + change

    def _check_balances(self, opening: int | None, tolerance: int) -> tuple[int | None, int | None]:
        """Opening and last printed balance; flags every row that the printed balances do not follow."""
        first = next((place for place, row in enumerate(self.rows) if row.balance_minor is not None), None)
        if first is None:
            return opening, None
        if opening is None:
            # No balance is stated before the first printed one, so it follows from that one and its rows.
            printed = self.rows[first].balance_minor
            opening = (printed or 0) - sum(row.signed_minor for row in self.rows[: first + 1])
        running = opening
        largest = 0
        for row in self.rows:
            running += row.signed_minor
            if row.balance_minor is None:
                continue
            difference = row.balance_minor - running
            if abs(difference) > tolerance:
                template = N_("The balance jumps by {difference} at this row: rows before it are missing or wrong.")
                self.flags.append(Flag("red", row.locator, template, {"difference": self._plain(difference)}))
            elif difference:
                self.hidden += difference
                self.off += 1
                largest = max(largest, abs(difference))
            running = row.balance_minor
        if self.off:
            template = N_(
                "{count} printed balances leave their rows by up to {largest}, together {total}: the bank "
                "carries fractions that it does not print."
            )
            params = {
                "count": str(self.off),
                "largest": self._plain(largest),
                "total": self._plain(self.hidden),
            }
            self.flags.append(Flag("amber", self.rows[0].locator, template, params))
        return opening, running

    def _plain(self, minor: int) -> str:
        return f"{format_plain(minor, self.currency)} {self.currency}"

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
