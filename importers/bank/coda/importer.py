"""Imports bank statements of Belgian banks: CODA. Details of a collective movement keep their text, and count once."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Final, Literal

from graph_schema.errors import WrongValue
from graph_schema.identifiers import check_iban
from graph_schema.messages import N_, Message
from graph_schema.values.money import exponent, format_plain, parse_amount
from importers.bank.coda.records import CodaLine, CodaMovement, CodaStatement, split_coda
from importers.bank.statement.accounts import AccountBook
from importers.bank.statement.movements import Movement, StatementRows, build_batch
from importers.bank.statement.no_movement import AMOUNT_ZERO
from importers.contract import Batch, Flag, Recognition, Rejection, UnreadableFile
from importers.mapping import ColumnMapping
from importers.source import SourceFile

_HEADER: Final = re.compile(rb"^0000[0-9][0-9]{6}[0-9 ]{3,5}[^\r\n]{80,118}[12 ]?\s*(?:\r|\n|$)")
_KINDS: Final = {**dict.fromkeys(("01", "02", "05", "41", "43"), "transfer"), "04": "card", "80": "fee"}
"""Families of the transaction code."""
_CREDIT, _DEBIT = "0", "1"
_DECIMALS: Final = 3
_CENTURY: Final = 80
_DAY: Final = timedelta(days=1)
_BELGIAN: Final = re.compile("[0-9]{12}")


class CodaImporter:
    """Reads CODA files."""

    name: str = "coda"
    version: str = "1"
    kind: Literal["bank"] = "bank"

    def recognise(self, file: SourceFile, mappings: tuple[ColumnMapping, ...]) -> Recognition:
        """Does the file begin with a header record of CODA?"""
        if _HEADER.match(file.head.removeprefix(b"\xef\xbb\xbf")) is None:
            return Recognition(False, Message("no header record of CODA"))
        return Recognition(True, Message("the header record of CODA"))

    def read(self, file: SourceFile, mappings: tuple[ColumnMapping, ...]) -> Batch:
        """Which accounts, statements and movements does the file contain?

        Raises: UnreadableFile for another encoding than UTF-8 and for a file without a statement.
        """
        found = [one for one in split_coda(file) if one.old is not None or one.movements or one.new is not None]
        if not found:
            raise UnreadableFile(
                "{file} has no statement with a balance or a row. Ask the bank for the file again.", file=file.name
            )
        reader = _Reader()
        statements = [rows for one in found if (rows := reader.read(one)) is not None]
        return build_batch(
            file, (self.name, self.version), reader.accounts, statements, reader.rejections, reader.flags
        )


IMPORTER: Final = CodaImporter()


@dataclass(frozen=True, slots=True)
class _Balance:
    minor: int
    currency: str
    account: str
    day: date


@dataclass(slots=True)
class _Reader:
    accounts: AccountBook = field(default_factory=AccountBook)
    rejections: list[Rejection] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)

    def read(self, statement: CodaStatement) -> StatementRows | None:
        """One statement; None if none of it can be kept: then each movement is a rejection."""
        place = f"line:{statement.header.number}"
        for line in statement.strange:
            template = N_("The line is no record of CODA and is not read: {value}")
            self.flags.append(Flag("red", f"line:{line.number}", template, {"value": line.text.strip()[:60]}))
        try:
            opening = _balance(statement.old, 1)
            closing = _balance(statement.new, 0)
            stated = opening or closing
            if stated is None:
                raise WrongValue("The statement has no balance (records 1 and 8). Ask the bank for the file again.")
            exponent(stated.currency)
        except WrongValue as error:
            self.rejections += [_rejection(one, error) for one in statement.movements]
            self.flags.append(
                Flag("red", place, N_("No row of this statement is kept: {reason}"), {"reason": error.sentence})
            )
            return None
        owner = statement.old.part(65, 90) if statement.old is not None else ""
        account = self.accounts.add(stated.account, place, currency=stated.currency, owner=owner or None)
        movements = [
            found for one in statement.movements if (found := self._movement(one, account, stated.currency)) is not None
        ]
        self._check_sums(statement, movements, stated.currency, place)
        days = [row.booking_date for row in movements]
        last = max([*days, *([closing.day] if closing else [])], default=stated.day)
        first = min([*days, last] if opening is None else [opening.day + _DAY, *days, last])
        return StatementRows(
            locator=place,
            account=account,
            number=(statement.old.part(3, 5) if statement.old is not None else "") or f"{first} {last}",
            currency=stated.currency,
            from_date=first,
            to_date=last,
            opening_minor=None if opening is None else opening.minor,
            closing_minor=closing.minor if closing is not None and closing.currency == stated.currency else None,
            movements=tuple(movements),
        )

    def _movement(self, movement: CodaMovement, own: str, currency: str) -> Movement | None:
        head, place = movement.lines[0], _place(movement)
        try:
            minor = _amount(head.text[32:47], currency)
            if minor == 0:
                raise WrongValue(AMOUNT_ZERO)
            sign = head.text[31]
            if sign not in (_CREDIT, _DEBIT):
                raise WrongValue("The sign of the amount is {text!r}; expected 0 or 1. Ask the bank.", text=sign)
            value, booking = _day(head.part(48, 53)), _day(head.part(116, 121))
        except WrongValue as error:
            self.rejections.append(_rejection(movement, error))
            return None
        parties = movement.line("23")
        other, name = None, ""
        if parties is not None:
            name, number = parties.part(48, 82), parties.part(11, 44)
            # A blank within the number means that the columns are shifted: the text stays in the description.
            if number and " " not in number:
                bank = movement.line("22")
                other = self.accounts.add(
                    belgian_iban(number), place, bank=None if bank is None else bank.part(99, 109) or None
                )
        return Movement(
            locator=place,
            credit=sign == _CREDIT,
            own_minor=minor,
            other_minor=minor,
            other_currency=currency,
            booking_date=booking,
            value_date=value,
            kind=_KINDS.get(head.text[54:56], "unknown"),
            other_account=None if other == own else other,
            counterparty_name=name or None,
            description=_text(movement) or None,
            reference=head.part(11, 31) or None,
        )

    def _check_sums(self, statement: CodaStatement, movements: Sequence[Movement], currency: str, place: str) -> None:
        """Does the trailer state as many records, debits and credits as there are?"""
        if statement.trailer is None:
            self.flags.append(
                Flag(
                    "red", place, N_("The statement has no trailer (record 9): the file is cut off. Ask the bank."), {}
                )
            )
            return
        stated = statement.trailer.part(17, 22)
        if not stated.isdigit() or int(stated) != statement.count:
            template = N_(
                "The trailer states {stated} records, and the statement has {found}. Ask the bank for the whole file."
            )
            params = {"stated": stated, "found": str(statement.count)}
            self.flags.append(Flag("red", f"line:{statement.trailer.number}", template, params))
        for side, text in ((False, statement.trailer.text[22:37]), (True, statement.trailer.text[37:52])):
            found = sum(row.own_minor for row in movements if row.credit is side)
            try:
                total = _amount(text, currency)
            except WrongValue:
                total = -1
            if total != found:
                template = N_(
                    "The trailer states {stated}, and the rows add up to {found}. Ask the bank for the whole file."
                )
                params = {"stated": text.lstrip("0") or "0", "found": f"{format_plain(found, currency)} {currency}"}
                self.flags.append(Flag("red", f"line:{statement.trailer.number}", template, params))


def _balance(line: CodaLine | None, shift: int) -> _Balance | None:
    """The balance of record 1 (``shift`` 1: its structure comes first) or of record 8."""
    if line is None:
        return None
    begin = 4 + shift
    structure = line.text[1] if shift else ("0" if _BELGIAN.fullmatch(line.text[begin : begin + 12]) else "3")
    whole = line.text[begin : begin + 37]
    number, currency = (whole[:12], whole[13:16]) if structure == "0" else (whole[:34], whole[34:37])
    sign, amount, day = line.text[begin + 37], line.text[begin + 38 : begin + 53], line.text[begin + 53 : begin + 59]
    if not number.strip() or sign not in (_CREDIT, _DEBIT):
        raise WrongValue("The balance {text!r} has no account or no sign. Ask the bank.", text=line.text[:60].strip())
    minor = _amount(amount, currency)
    return _Balance(minor if sign == _CREDIT else -minor, currency, belgian_iban(number.strip()), _day(day))


def _amount(text: str, currency: str) -> int:
    """Fifteen digits, the last three of them decimals."""
    if not (text.isascii() and text.isdigit()):
        raise WrongValue("{text!r} is not an amount of fifteen digits. Ask the bank.", text=text)
    return parse_amount(f"{text[:-_DECIMALS]}.{text[-_DECIMALS:]}", currency, decimal_mark=".")


def _day(text: str) -> date:
    try:
        year = int(text[4:6])
        return date((1900 if year >= _CENTURY else 2000) + year, int(text[2:4]), int(text[:2]))
    except ValueError:
        raise WrongValue("{text!r} is not a date: expected DDMMYY. Ask the bank.", text=text) from None


def belgian_iban(number: str) -> str:
    """The IBAN of a Belgian number of twelve digits with a right check; any other number as it is.

    Source: National Bank of Belgium, the last two digits are the remainder of the first ten by 97, or 97.
    """
    if _BELGIAN.fullmatch(number) is None or (int(number[:10]) % 97 or 97) != int(number[10:]):
        return number
    check = 98 - int(f"{number}111400") % 97
    iban = f"BE{check:02d}{number}"
    return iban if check_iban(iban).valid else number


def _text(movement: CodaMovement) -> str:
    parts = []
    for line in movement.all_lines:
        match line.kind:
            case "21":
                parts.append(line.part(63, 115))
            case "22":
                parts += [line.part(11, 63), line.part(64, 98)]
            case "23":
                shifted = line.part(11, 44) if " " in line.part(11, 44) else ""
                parts += [shifted, line.part(83, 125)]
            case "31":
                parts.append(line.part(41, 113))
            case "32" | "33":
                parts.append(line.part(11, 115))
    for detail in movement.details:
        other = detail.line("23")
        if other is not None:
            parts += [other.part(11, 44), other.part(48, 82)]
    return " · ".join(filter(None, parts))


def _place(movement: CodaMovement) -> str:
    numbers = [line.number for line in movement.all_lines]
    return f"line:{numbers[0]}" if numbers[0] == numbers[-1] else f"line:{numbers[0]}-{numbers[-1]}"


def _rejection(movement: CodaMovement, error: WrongValue) -> Rejection:
    text = "\n".join(line.text.rstrip() for line in movement.all_lines)
    return Rejection(_place(movement), movement.lines[0].text[31:47], error.sentence, text)
