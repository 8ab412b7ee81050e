"""Reads one message of a SWIFT statement file as a statement: account, balances, movements."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final

from graph_schema.errors import WrongValue
from graph_schema.messages import N_
from graph_schema.values.money import exponent
from importers.bank.mt940.fields import SwiftField, SwiftMessage
from importers.bank.mt940.remittance import read_remittance
from importers.bank.mt940.statement_line import SwiftLine, read_statement_line
from importers.bank.mt940.values import StatedBalance, read_own_account, read_swift_balance
from importers.bank.statement.accounts import AccountBook
from importers.bank.statement.movements import Movement, StatementRows
from importers.contract import Flag, Rejection

_OWNER: Final = re.compile(r"NAME ACCOUNT OWNER:\s*([^\n]{1,140})|^22([^\n]{1,140})", re.MULTILINE)
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class SwiftStatement:
    """A statement, or a page of one. ``continues``: it opens with the balance of a page (60M)."""

    rows: StatementRows
    continues: bool


@dataclass(slots=True)
class StatementReader:
    """Reads the messages of one file; collects accounts, rejections and flags."""

    accounts: AccountBook = field(default_factory=AccountBook)
    rejections: list[Rejection] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)

    def read(self, message: SwiftMessage) -> SwiftStatement | None:
        """Which statement does the message contain? None if none of it can be kept: then each movement is a rejection."""
        place = place_of(message.fields[:1])
        moves = _group_lines(message.fields)
        try:
            opening = self._balance(message, ("60F", "60M"))
            closing = self._balance(message, ("62F", "62M"))
            currency = _currency(opening, closing)
            own = next((item for item in message.fields if item.tag in ("25", "25P")), None)
            if own is None:
                raise WrongValue("The statement states no account (:25:). Ask the bank for the file again.")
            number, bank = read_own_account(own, currency)
        except WrongValue as error:
            self.rejections += [
                Rejection(place_of(group), "", error.sentence, "\n".join(one.text for one in group)) for group in moves
            ]
            self.flags.append(
                Flag("red", place, N_("No row of this statement is kept: {reason}"), {"reason": error.sentence})
            )
            return None
        account = self.accounts.add(
            number, place, bank=bank, currency=currency, owner=_owner(message.fields, len(moves) > 0)
        )
        lines = [found for group in moves if (found := self._line(group, currency)) is not None]
        period = _period(opening, closing, [line for line, _ in lines])
        if period is None:
            template = N_(
                "The statement of {created} states neither a period nor a balance, and no row of it is kept. Ask"
                " the bank for the file again."
            )
            self.flags.append(Flag("red", place, template, {"created": message.fields[0].value}))
            return None
        movements = [self._movement(line, group, account, currency, period) for line, group in lines]
        self._check_days(place, movements, period)
        for code, balance in (("60", opening), ("62", closing)):
            if balance is not None and balance.currency != currency:
                template = N_(
                    "The balance {code} is in {found}, the statement in {currency}: the statement cannot be "
                    "reconciled. Ask the bank for the balance in {currency}."
                )
                params = {"code": code, "found": balance.currency, "currency": currency}
                self.flags.append(Flag("red", place, template, params))
        return SwiftStatement(
            StatementRows(
                locator=place,
                account=account,
                number=_number(message.fields) or f"{period[0]} {period[1]}",
                currency=currency,
                from_date=period[0],
                to_date=period[1],
                opening_minor=_usable(opening, currency),
                closing_minor=_usable(closing, currency),
                movements=tuple(movements),
            ),
            opening is not None and opening.is_page,
        )

    def _balance(self, message: SwiftMessage, tags: tuple[str, str]) -> StatedBalance | None:
        """The balance of these tags: of several the first opening, the last closing. One that cannot be read is flagged."""
        found = [item for item in message.fields if item.tag in tags]
        if not found:
            return None
        chosen = found[0] if tags[0].startswith("60") else found[-1]
        try:
            balance = read_swift_balance(chosen)
        except WrongValue as error:
            template = N_("The balance {code} is not used: {reason}")
            self.flags.append(Flag("red", place_of([chosen]), template, {"code": chosen.tag, "reason": error.sentence}))
            return None
        if balance.day is None:
            template = N_(
                "The day of the balance {code} does not exist: {value}. The days of the rows are used instead."
            )
            self.flags.append(Flag("amber", place_of([chosen]), template, {"code": chosen.tag, "value": chosen.value}))
        return balance

    def _line(self, group: Sequence[SwiftField], currency: str) -> tuple[SwiftLine, Sequence[SwiftField]] | None:
        try:
            return read_statement_line(group[0], currency), group
        except WrongValue as error:
            text = "\n".join(one.text for one in group)
            self.rejections.append(Rejection(place_of(group), group[0].value[:60], error.sentence, text))
            return None

    def _movement(
        self,
        line: SwiftLine,
        group: Sequence[SwiftField],
        own: str,
        currency: str,
        period: tuple[date, date],
    ) -> Movement:
        place = place_of(group)
        if line.replaced:
            template = N_("The value date {value} does not exist; the entry date is used instead.")
            self.flags.append(Flag("amber", place, template, {"value": line.replaced}))
        # A reversal names the parties of the movement that it takes back.
        said = read_remittance(group[1:], payer_is_other=line.credit is not (line.kind == "reversal"))
        account = None
        if said.account is not None:
            other = self.accounts.add(said.account, place, bank=said.bank)
            account = None if other == own else other
        booking = line.booking_date if line.has_entry_date else min(max(line.booking_date, period[0]), period[1])
        return Movement(
            locator=place,
            credit=line.credit,
            own_minor=line.minor,
            other_minor=line.minor,
            other_currency=currency,
            booking_date=booking,
            value_date=line.value_date,
            kind=line.kind,
            other_account=account,
            counterparty_name=said.name or line.name,
            description=" · ".join(filter(None, (said.text, *(one for one in line.extra if one not in said.text))))
            or None,
            reference=line.reference,
        )

    def _check_days(self, place: str, movements: Sequence[Movement], period: tuple[date, date]) -> None:
        days = [row.booking_date for row in movements]
        if days and not period[0] <= min(days) <= max(days) <= period[1]:
            template = N_(
                "Rows are booked from {first} to {last}, outside the period of the statement, {begin} to "
                "{end}. Ask the bank which is right."
            )
            params = {"first": str(min(days)), "last": str(max(days)), "begin": str(period[0]), "end": str(period[1])}
            self.flags.append(Flag("amber", place, template, params))


def place_of(fields: Sequence[SwiftField]) -> str:
    """The lines of these fields, which follow one another."""
    first, last = fields[0].first, max(item.last for item in fields)
    return f"line:{first}" if first == last else f"line:{first}-{last}"


def _group_lines(fields: Sequence[SwiftField]) -> list[list[SwiftField]]:
    """Each field 61 with the fields 86 that follow it at once."""
    groups: list[list[SwiftField]] = []
    before = ""
    for item in fields:
        if item.tag == "61":
            groups.append([item])
        elif item.tag == "86" and before in ("61", "86") and groups:
            groups[-1].append(item)
        before = item.tag
    return groups


def _currency(opening: StatedBalance | None, closing: StatedBalance | None) -> str:
    stated = opening or closing
    if stated is None:
        raise WrongValue(
            "The statement states no balance (:60F:, :62F:) that can be read, so its currency is unknown. Ask the bank for the "
            "file again."
        )
    exponent(stated.currency)
    return stated.currency


def _usable(balance: StatedBalance | None, currency: str) -> int | None:
    return balance.minor if balance is not None and balance.currency == currency else None


def _number(fields: Sequence[SwiftField]) -> str:
    """The number of the statement without that of the page, from field 28C."""
    stated = next((item.value for item in fields if item.tag in ("28", "28C")), "")
    return stated.partition("/")[0].strip()


def _owner(fields: Sequence[SwiftField], has_lines: bool) -> str | None:
    """The holder, where a bank states one: in a field NS, or in the field 86 after the last balance."""
    closed = False
    for item in fields:
        closed = closed or item.tag in ("62F", "62M", "64", "65")
        if item.tag == "NS" or (item.tag == "86" and (closed or not has_lines)):
            found = _OWNER.search("\n".join(item.lines))
            if found is not None:
                return " ".join((found[1] or found[2]).split()) or None
    return None


def _period(
    opening: StatedBalance | None, closing: StatedBalance | None, lines: Sequence[SwiftLine]
) -> tuple[date, date] | None:
    """First and last day. The day of an opening balance is that of the statement before, unless rows are booked on it.

    Source: SWIFT Standards MT, MT940: field 60a repeats field 62a of the statement before.
    """
    days = [line.booking_date for line in lines if line.has_entry_date]
    values = days or [line.value_date for line in lines]
    begin = None if opening is None else opening.day
    end = (None if closing is None else closing.day) or max(values, default=begin)
    if end is None:
        return None
    if begin is None:
        begin = min(values, default=end)
    elif begin < end:
        begin = min([begin + _DAY, *(day for day in days if day >= begin)])
    return min(begin, end), max(begin, end)
