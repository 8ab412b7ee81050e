"""Imports bank and card statements in Open Financial Exchange: OFX 1 and 2, and QFX.

Statements of investment accounts are recognised, and each of their transactions is rejected: most move securities, not money.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import Final, Literal

from graph_schema.errors import WrongValue
from graph_schema.messages import N_, Message
from graph_schema.values.money import exponent
from importers.bank.ofx.elements import OfxElement, parse_ofx
from importers.bank.ofx.transactions import read_ofx_day, read_signed_amount, read_transaction
from importers.bank.statement.accounts import AccountBook
from importers.bank.statement.movements import Movement, StatementRows, build_batch
from importers.bank.statement.no_movement import ROW_NOT_BOOKED
from importers.contract import Batch, Flag, Recognition, Rejection, UnreadableFile
from importers.mapping import ColumnMapping
from importers.source import SourceFile

_OFX: Final = re.compile(rb"OFXHEADER\s*[:=]|<(?:\w{1,20}:)?OFX[\s>]", re.IGNORECASE)
_STATEMENTS: Final = ("STMTRS", "CCSTMTRS")
_NOT_AN_INVESTMENT: Final = N_(
    "It is a transaction of an investment account, which is not read. Ask the bank for the statement of its cash account."
)


class OfxImporter:
    """Reads OFX files."""

    name: str = "ofx"
    version: str = "1"
    kind: Literal["bank"] = "bank"

    def recognise(self, file: SourceFile, mappings: tuple[ColumnMapping, ...]) -> Recognition:
        """Does the file begin with a header or an element of OFX?"""
        head = file.head[:4000].removeprefix(b"\xef\xbb\xbf").lstrip().replace(b"\0", b"")
        found = _OFX.search(head)
        if found is None or not (head.startswith(b"<") or found.start() < len(b'"OFXHEADER')):
            return Recognition(False, Message("no header OFXHEADER and no element OFX"))
        return Recognition(True, Message("the header or element of OFX"))

    def read(self, file: SourceFile, mappings: tuple[ColumnMapping, ...]) -> Batch:
        """Which accounts, statements and movements does the file contain?

        Makes one statement for each account. OFX states a closing balance at most, so missing rows can be detected only
        between statements. Raises: UnreadableFile for a wrong encoding and for a file without a statement.
        """
        root = parse_ofx(file)
        reader = _Reader()
        found = [one for one in root.walk() if one.name in (*_STATEMENTS, "INVSTMTRS")]
        if not found:
            raise _no_statement(file, root)
        statements = [rows for one in found if (rows := reader.read(one)) is not None]
        return build_batch(
            file, (self.name, self.version), reader.accounts, statements, reader.rejections, reader.flags,
            otherwise=_created(root),
        )  # fmt: skip


IMPORTER: Final = OfxImporter()


@dataclass(slots=True)
class _Reader:
    accounts: AccountBook = field(default_factory=AccountBook)
    rejections: list[Rejection] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
    _places: Counter[tuple[int, int]] = field(default_factory=Counter)

    def read(self, statement: OfxElement) -> StatementRows | None:
        """One statement; None if none of it can be kept: then each transaction is a rejection."""
        place = f"line:{statement.first}"
        if statement.name == "INVSTMTRS":
            self._reject_all(_investments(statement), Message(_NOT_AN_INVESTMENT))
            return None
        rows = [one for part in ("BANKTRANLIST",) for group in statement.each(part) for one in group.each("STMTTRN")]
        pending = [one for one in statement.walk() if one.name == "STMTTRNP"]
        self._reject_all(pending, Message(ROW_NOT_BOOKED, status="PENDING"))
        try:
            currency = statement.value("CURDEF").upper()
            if not currency:
                raise WrongValue("The statement states no currency (CURDEF). Ask the bank for the file again.")
            exponent(currency)
            account = self._account(statement, place, currency)
        except WrongValue as error:
            self._reject_all(rows, error.sentence)
            self.flags.append(
                Flag("red", place, N_("No row of this statement is kept: {reason}"), {"reason": error.sentence})
            )
            return None
        movements = [found for one in rows if (found := self._movement(one, account, currency)) is not None]
        # Many banks list the latest first.
        days = [row.booking_date for row in movements]
        if len(days) > 1 and days[0] > days[-1]:
            movements.reverse()
        movements.sort(key=lambda row: row.booking_date)
        return self._statement(statement, place, account, currency, movements)

    def _account(self, statement: OfxElement, place: str, currency: str) -> str:
        stated = statement.child("BANKACCTFROM") or statement.child("CCACCTFROM")
        number = "" if stated is None else stated.value("ACCTID")
        if stated is None or not number:
            raise WrongValue("The statement states no account (ACCTID). Ask the bank for the file again.")
        return self.accounts.add(number, place, bank=stated.value("BANKID") or None, currency=currency)

    def _statement(
        self, statement: OfxElement, place: str, account: str, currency: str, movements: Sequence[Movement]
    ) -> StatementRows | None:
        days = [row.booking_date for row in movements]
        begin = self._day(statement, "DTSTART", place)
        end = self._day(statement, "DTEND", place)
        balance = statement.child("LEDGERBAL")
        as_of = None
        closing = None
        if balance is not None and balance.value("BALAMT"):
            try:
                closing = read_signed_amount(balance.value("BALAMT"), currency)
                as_of = read_ofx_day(balance.value("DTASOF"))
            except WrongValue as error:
                template = N_("The balance {code} is not used: {reason}")
                params = {"code": "LEDGERBAL", "reason": error.sentence}
                self.flags.append(Flag("red", f"line:{balance.first}", template, params))
                closing = None
        first = min([*days, *([begin] if begin else [])], default=as_of)
        last = max([*days, *([end] if end else [])], default=as_of)
        if first is None or last is None:
            template = N_(
                "The statement of {created} states neither a period nor a balance, and no row of it is kept. Ask"
                " the bank for the file again."
            )
            self.flags.append(Flag("red", place, template, {"created": Message("an unknown day")}))
            return None
        # Without a stated end the statement runs to the day of its balance, if no row is booked after that day.
        ends_there = as_of is not None and (as_of == last or (end is None and as_of > last))
        if closing is not None and not ends_there:
            template = N_(
                "The balance is that of {day}, and the rows end on {last}: it is not used as the closing balance. Ask the bank "
                "for the balance of that day."
            )
            self.flags.append(Flag("amber", place, template, {"day": str(as_of), "last": str(last)}))
            closing = None
        elif as_of is not None and ends_there:
            last = as_of
        values = Counter(row.value_date for row in movements)
        return StatementRows(
            locator=place,
            account=account,
            number=f"{first} {last}",
            currency=currency,
            from_date=first,
            to_date=last,
            opening_minor=None,
            closing_minor=closing,
            movements=tuple(movements),
            unordered_days=tuple(sorted(day for day, count in values.items() if count > 1)),
        )

    def _day(self, statement: OfxElement, name: str, place: str) -> date | None:
        """A stated end of the period; one that is no date is flagged, and the days of the rows are used."""
        text = statement.value("BANKTRANLIST", name)
        if not text:
            return None
        try:
            return read_ofx_day(text)
        except WrongValue as error:
            template = N_("{name} of the period is not used: {reason}")
            self.flags.append(Flag("amber", place, template, {"name": name, "reason": error.sentence}))
            return None

    def _movement(self, element: OfxElement, own: str, currency: str) -> Movement | None:
        place = self._place(element)
        try:
            read = read_transaction(element, currency)
        except WrongValue as error:
            self.rejections.append(Rejection(place, element.value("TRNAMT"), error.sentence, _raw(element)))
            return None
        if element.value("CORRECTFITID"):
            template = N_("The row corrects the movement {reference} ({action}). Compare the two; both are kept.")
            params = {"reference": element.value("CORRECTFITID"), "action": element.value("CORRECTACTION") or "-"}
            self.flags.append(Flag("red", place, template, params))
        other = None if read.number is None else self.accounts.add(read.number, place, bank=read.bank)
        return Movement(
            locator=place,
            credit=read.minor > 0,
            own_minor=abs(read.minor),
            other_minor=abs(read.minor),
            other_currency=currency,
            booking_date=read.booking_date,
            value_date=read.value_date,
            kind=read.kind,
            other_account=None if other == own else other,
            counterparty_name=read.name,
            description=read.description or None,
            reference=read.reference,
        )

    def _reject_all(self, rows: Sequence[OfxElement], reason: Message) -> None:
        self.rejections += [Rejection(self._place(one), one.value("TRNAMT"), reason, _raw(one)) for one in rows]

    def _place(self, element: OfxElement) -> str:
        """The lines of the element; a number of its own if several begin on one line, as in files without line breaks."""
        lines = (element.first, element.last)
        self._places[lines] += 1
        place = f"line:{element.first}" if element.first == element.last else f"line:{element.first}-{element.last}"
        return place if self._places[lines] == 1 else f"{place}/{self._places[lines]}"


def _investments(statement: OfxElement) -> list[OfxElement]:
    return [
        one for group in statement.each("INVTRANLIST") for one in group.children if one.name not in ("DTSTART", "DTEND")
    ]


def _raw(element: OfxElement) -> str:
    return " ".join(f"<{one.name}>{one.text}" for one in element.walk())


def _created(root: OfxElement) -> date | None:
    for one in root.walk():
        if one.name == "DTSERVER":
            try:
                return read_ofx_day(one.text)
            except WrongValue:
                return None
    return None


def _no_statement(file: SourceFile, root: OfxElement) -> UnreadableFile:
    """The error for a file without a statement: with the answer of the bank if that is an error."""
    failed = next(
        (one for one in root.walk() if one.name == "STATUS" and one.value("SEVERITY").upper() == "ERROR"), None
    )
    if failed is not None:
        return UnreadableFile(
            "{file} contains an error of the bank and no statement: {code} {message}. Ask the bank for the file again.",
            file=file.name,
            code=failed.value("CODE")[:20],
            message=failed.value("MESSAGE")[:200],
        )
    return UnreadableFile(
        "{file} is an OFX file without a statement. Ask the bank for the statement of the account.", file=file.name
    )
