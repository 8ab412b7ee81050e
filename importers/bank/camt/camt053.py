"""Imports bank statements of ISO 20022: camt.053, versions 001.01 to 001.14.

Interim reports (camt.052) and notifications (camt.054) are recognised and refused: the statement of the day contains
their movements again, often in another form, and they would count twice.
Source: ISO 20022, Bank-to-Customer Cash Management.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final, Literal

from lxml import etree

from graph_schema.errors import WrongValue
from graph_schema.messages import N_, Message
from graph_schema.values.money import exponent
from importers.bank.camt.entries import EntryReader
from importers.bank.camt.values import is_credit, parse_day, read_account, read_amount, read_day
from importers.bank.statement.accounts import AccountBook
from importers.bank.statement.movements import Movement, StatementRows, build_batch
from importers.bank.statement.pages import join_pages
from importers.contract import Batch, Flag, Recognition, Rejection, UnreadableFile
from importers.mapping import ColumnMapping
from importers.parsing.xml import find, find_all, find_text, local_name, parse_xml
from importers.source import SourceFile

_NAMESPACE: Final = re.compile(
    rb"""=\s*["']urn:iso:std:iso:20022:tech:xsd:camt\.(?P<message>05[234])\.001\.(?P<version>[0-9]{2})["']"""
)
_VERSIONS: Final = frozenset(f"{number:02d}" for number in range(1, 15))
_OPENING: Final = ("OPBD", "PRCD")
_CLOSING: Final = ("CLBD",)


@dataclass(frozen=True, slots=True)
class _Balance:
    code: str
    minor: int
    currency: str
    day: date | None


class Camt053Importer:
    """Reads camt.053 statements."""

    name: str = "camt053"
    version: str = "2"
    kind: Literal["bank"] = "bank"

    def recognise(self, file: SourceFile, mappings: tuple[ColumnMapping, ...]) -> Recognition:
        """Does the file have the namespace of a camt cash message?"""
        found = _NAMESPACE.search(file.head.replace(b"\0", b""))
        if found is None:
            return Recognition(False, Message("no namespace urn:iso:std:iso:20022:tech:xsd:camt.053.001.xx"))
        message = f"camt.{found['message'].decode()}.001.{found['version'].decode()}"
        return Recognition(True, Message("the namespace of {message}", message=message))

    def read(self, file: SourceFile, mappings: tuple[ColumnMapping, ...]) -> Batch:
        """Which accounts, statements and movements does the file contain?

        Raises: UnreadableFile for broken or forbidden XML, a camt.052 or camt.054, an unknown version, or a
        file without any statement.
        """
        root = parse_xml(file)
        _require_camt053(file, root)
        message = next((child for child in root if local_name(child).startswith("BkToCstmrStmt")), None)
        found = [] if message is None else find_all(message, "Stmt")
        if message is None or not found:
            raise UnreadableFile(
                "{file} is a camt.053 file without a statement (Stmt). Ask the bank for the file again.",
                file=file.name,
            )
        accounts = AccountBook()
        rejections: list[Rejection] = []
        flags: list[Flag] = []
        statements = [
            statement
            for number, element in enumerate(found, start=1)
            if (
                statement := _read_statement(
                    element,
                    f"path:/Document/{local_name(message)}/Stmt[{number}]",
                    accounts,
                    rejections,
                    flags,
                )
            )
            is not None
        ]
        return build_batch(
            file,
            (self.name, self.version),
            accounts,
            join_pages(statements, flags),
            rejections,
            flags,
            otherwise=_created(message),
        )


IMPORTER: Final = Camt053Importer()


def _require_camt053(file: SourceFile, root: etree._Element) -> None:
    found = _NAMESPACE.search(f'="{etree.QName(root).namespace or ""}"'.encode())
    if found is None:
        raise UnreadableFile(
            "{file}: the root element is not in a camt namespace. Ask the bank for a camt.053 file.",
            file=file.name,
        )
    message, version = found["message"].decode(), found["version"].decode()
    if message == "052":
        raise UnreadableFile(
            "{file} is an interim report (camt.052). The statement of the day (camt.053) contains its rows again, "
            "and they would count twice. Ask the bank for camt.053.",
            file=file.name,
        )
    if message == "054":
        raise UnreadableFile(
            "{file} is a notification of single items (camt.054). The statement (camt.053) contains them again, "
            "often as one sum, and they would count twice. Ask the bank for camt.053.",
            file=file.name,
        )
    if version not in _VERSIONS:
        raise UnreadableFile(
            "{file} has the version camt.053.001.{version}; expected 01 to 14. Ask the bank for one of these versions.",
            file=file.name,
            version=version,
        )


def _read_statement(
    element: etree._Element,
    place: str,
    accounts: AccountBook,
    rejections: list[Rejection],
    flags: list[Flag],
) -> StatementRows | None:
    """Reads one statement; None if nothing of it can be kept: then every entry is a rejection."""
    try:
        balances = _read_balances(element, place, flags)
        currency = _currency(element, balances)
        holder = find(element, "Acct")
        number, is_iban = read_account(holder)
        if holder is None or number is None:
            raise WrongValue("The statement states no account (Acct/Id). Ask the bank for the file again.")
        period = _stated_period(element)
    except WrongValue as error:
        entries = find_all(element, "Ntry")
        rejections += [Rejection(f"{place}/Ntry[{n}]", "", error.sentence) for n in range(1, len(entries) + 1)]
        flags.append(Flag("red", place, N_("No row of this statement is kept: {reason}"), {"reason": error.sentence}))
        return None
    account = accounts.add(
        number,
        place,
        bank=find_text(holder, "Svcr/FinInstnId/BICFI", "Svcr/FinInstnId/BIC", "Svcr/FinInstnId/Nm"),
        is_iban=is_iban,
        currency=currency,
        owner=find_text(holder, "Ownr/Nm", "Ownr/Pty/Nm"),
    )
    reader = EntryReader(account, currency, accounts, rejections, flags)
    movements: list[Movement] = []
    for position, entry in enumerate(find_all(element, "Ntry"), start=1):
        movements += reader.read(entry, f"{place}/Ntry[{position}]")
    _check_count(element, place, flags)
    opening = next((item for code in _OPENING for item in balances if item.code == code), None)
    closing = next((item for item in reversed(balances) if item.code in _CLOSING), None)
    days = [row.booking_date for row in movements]
    first, last = (None if balance is None else balance.day for balance in (opening, closing))
    if opening is not None and opening.code == "PRCD" and first is not None:
        # PRCD is the closing balance of the period before, so this statement begins on the next day.
        first = min(first + timedelta(days=1), *days, *([last] if last is not None else []))
    from_date = period[0] or first or min(days, default=last)
    to_date = period[1] or last or max(days, default=first)
    if from_date is None or to_date is None:
        created = find_text(element, "CreDtTm")
        flags.append(
            Flag(
                "red",
                place,
                N_(
                    "The statement of {created} states neither a period nor a balance, and no row of it is kept. Ask"
                    " the bank for the file again."
                ),
                {"created": created or Message("an unknown day")},
            )
        )
        return None
    if days and not from_date <= min(days) <= max(days) <= to_date:
        template = N_(
            "Rows are booked from {first} to {last}, outside the period of the statement, {begin} to "
            "{end}. Ask the bank which is right."
        )
        params = {
            "first": str(min(days)),
            "last": str(max(days)),
            "begin": str(from_date),
            "end": str(to_date),
        }
        flags.append(Flag("amber", place, template, params))
    for balance in (opening, closing):
        if balance is not None and balance.currency != currency:
            template = N_(
                "The balance {code} is in {found}, the statement in {currency}: the statement cannot be "
                "reconciled. Ask the bank for the balance in {currency}."
            )
            params = {"code": balance.code, "found": balance.currency, "currency": currency}
            flags.append(Flag("red", place, template, params))
    return StatementRows(
        locator=place,
        account=account,
        number=find_text(element, "Id") or f"{from_date} {to_date}",
        currency=currency,
        from_date=from_date,
        to_date=max(from_date, to_date),
        opening_minor=opening.minor if opening is not None and opening.currency == currency else None,
        closing_minor=closing.minor if closing is not None and closing.currency == currency else None,
        movements=tuple(movements),
    )


def _read_balances(element: etree._Element, place: str, flags: list[Flag]) -> list[_Balance]:
    balances: list[_Balance] = []
    for position, item in enumerate(find_all(element, "Bal"), start=1):
        code = find_text(item, "Tp/CdOrPrtry/Cd", "Tp/Cd", "Tp/CdOrPrtry/Prtry", "Tp/Prtry") or ""
        amount = find(item, "Amt")
        if code not in (*_OPENING, *_CLOSING):
            continue
        try:
            if amount is None:
                raise WrongValue("The balance has no amount (Amt). Ask the bank for it.")
            minor, currency = read_amount(amount)
            balances.append(_Balance(code, minor if is_credit(item) else -minor, currency, read_day(find(item, "Dt"))))
        except WrongValue as error:
            template = N_("The balance {code} is not used: {reason}")
            flags.append(Flag("red", f"{place}/Bal[{position}]", template, {"code": code, "reason": error.sentence}))
    return balances


def _currency(element: etree._Element, balances: list[_Balance]) -> str:
    """The currency of the statement: of its account, else of its balances, else of all its rows."""
    stated = find_text(element, "Acct/Ccy")
    if stated is None and balances:
        stated = balances[0].currency
    if stated is None:
        found = sorted({amount.get("Ccy", "") for amount in find_all(element, "Ntry/Amt")})
        if len(found) != 1:
            raise WrongValue(
                "The currency of the statement is not stated, and its rows are in {found}; expected one currency. "
                "Ask the bank for it.",
                found=", ".join(found) or Message("none"),
            )
        stated = found[0]
    exponent(stated)
    return stated


def _created(message: etree._Element) -> date | None:
    try:
        return parse_day(find_text(message, "GrpHdr/CreDtTm") or "")
    except WrongValue:
        return None


def _stated_period(element: etree._Element) -> tuple[date | None, date | None]:
    begin = find_text(element, "FrToDt/FrDt", "FrToDt/FrDtTm")
    end = find_text(element, "FrToDt/ToDt", "FrToDt/ToDtTm")
    return (None if begin is None else parse_day(begin)), (None if end is None else parse_day(end))


def _check_count(element: etree._Element, place: str, flags: list[Flag]) -> None:
    stated = find_text(element, "TxsSummry/TtlNtries/NbOfNtries")
    found = len(find_all(element, "Ntry"))
    if stated is not None and stated != str(found):
        template = N_(
            "The bank states {stated} entries, and the file contains {found}. Ask the bank for the complete file."
        )
        flags.append(Flag("red", place, template, {"stated": stated, "found": str(found)}))
