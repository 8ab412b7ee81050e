"""Reads one entry of a camt.053 statement as movements: a batch is split if its parts add up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from lxml import etree

from graph_schema.errors import WrongValue
from graph_schema.messages import N_, Message
from graph_schema.values.money import format_plain
from importers.bank.camt.values import (
    Party,
    is_credit,
    read_amount,
    read_day,
    read_description,
    read_kind,
    read_party,
    read_reference,
)
from importers.bank.statement.accounts import AccountBook
from importers.bank.statement.movements import Movement
from importers.bank.statement.no_movement import ENTRY_NOT_BOOKED
from importers.contract import Flag, Rejection
from importers.parsing.xml import find, find_all, find_text

_AMOUNTS = ("AmtDtls/TxAmt/Amt", "AmtDtls/CntrValAmt/Amt", "AmtDtls/InstdAmt/Amt")
_COUNTER_AMOUNTS = ("AmtDtls/TxAmt/Amt", "AmtDtls/CntrValAmt/Amt")
"""Amounts that the other side may have paid or received in another currency. An instructed amount is an order only."""


@dataclass(slots=True)
class EntryReader:
    """Reads the entries of one statement of ``account`` (node id) in ``currency``; collects rejections and flags."""

    account: str
    currency: str
    accounts: AccountBook
    rejections: list[Rejection]
    flags: list[Flag]

    def read(self, entry: etree._Element, place: str) -> Iterator[Movement]:
        """Which movements does this entry contain? Those that cannot be read are added to ``rejections``."""
        try:
            status = find_text(entry, "Sts/Cd", "Sts/Prtry", "Sts")
            if status != "BOOK":
                raise WrongValue(ENTRY_NOT_BOOKED, status=status or Message("without status"))
            amount, currency = self._booked(entry)
            booking, value = self._days(entry, place)
        except WrongValue as error:
            self._reject(entry, place, error)
            return
        details = [
            (f"{place}/NtryDtls[{group}]/TxDtls[{number}]", element)
            for group, holder in enumerate(find_all(entry, "NtryDtls"), start=1)
            for number, element in enumerate(find_all(holder, "TxDtls"), start=1)
        ]
        # In the first version of the message, TxDtls are direct children of Ntry.
        details += [
            (f"{place}/TxDtls[{number}]", element) for number, element in enumerate(find_all(entry, "TxDtls"), start=1)
        ]
        parts = self._parts(entry, details, amount, currency, place)
        for where, element, credit, minor in parts:
            try:
                yield self._movement(entry, element, where, credit, (minor, currency), (booking, value), len(parts) > 1)
            except WrongValue as error:
                self._reject(element, where, error)

    def _booked(self, entry: etree._Element) -> tuple[int, str]:
        """The amount booked on the account, in the currency of the account."""
        element = find(entry, "Amt")
        if element is None:
            raise WrongValue("The entry has no amount (Amt). Ask the bank for it.")
        is_credit(entry)
        amount, currency = read_amount(element)
        if currency != self.currency:
            raise WrongValue(
                "The entry is in {found}, the account in {currency}: the booked amount is unknown, because amounts "
                "in the details are instructed or converted ones. Ask the bank for the booked amount.",
                found=currency,
                currency=self.currency,
            )
        return amount, currency

    def _days(self, entry: etree._Element, place: str) -> tuple[date, date]:
        booking, value = read_day(find(entry, "BookgDt")), read_day(find(entry, "ValDt"))
        if booking is None and value is None:
            raise WrongValue(
                "The entry states neither a booking date nor a value date; expected one of them. Ask the bank."
            )
        if booking is None:
            self.flags.append(
                Flag("amber", place, N_("The entry states no booking date; the value date is used instead."), {})
            )
        # At least one of the two is known; banks omit the value date if it equals the booking date.
        first = booking or value
        assert first is not None
        return first, value or first

    def _parts(
        self,
        entry: etree._Element,
        details: list[tuple[str, etree._Element]],
        amount: int,
        currency: str,
        place: str,
    ) -> list[tuple[str, etree._Element, bool, int]]:
        credit = is_credit(entry)
        if len(details) == 1:
            return [(*details[0], credit, amount)]
        if len(details) > 1:
            parts = [(where, element, *_part(element, credit, currency)) for where, element in details]
            found = [(where, element, sign, minor) for where, element, sign, minor in parts if minor is not None]
            total = sum(minor if sign is credit else -minor for _, _, sign, minor in found)
            if len(found) == len(details) and total == amount:
                return found
            if len(found) < len(details):
                template = N_(
                    "Of the {count} transactions of this entry {stated} state an amount in {currency}: it is kept as one "
                    "movement. Ask the bank for the list with amounts."
                )
                params = {"count": str(len(details)), "stated": str(len(found)), "currency": currency}
                self.flags.append(Flag("amber", place, template, params))
                return [(place, entry, credit, amount)]
            template = N_(
                "The {count} transactions of this entry add up to {total}, and the entry states {amount}: it is "
                "kept as one movement. Ask the bank which is right."
            )
            params = {
                "count": str(len(details)),
                "total": f"{format_plain(total, currency)} {currency}",
                "amount": f"{format_plain(amount, currency)} {currency}",
            }
            self.flags.append(Flag("amber", place, template, params))
        elif find_text(entry, "NtryDtls/Btch/NbOfTxs", "Btch/NbOfTxs") not in (None, "1"):
            template = N_(
                "The entry is a batch of {count} transactions that the file does not list; it is kept as "
                "one movement. Ask the bank for the list."
            )
            count = find_text(entry, "NtryDtls/Btch/NbOfTxs", "Btch/NbOfTxs") or ""
            self.flags.append(Flag("amber", place, template, {"count": count}))
        return [(place, entry, credit, amount)]

    def _movement(
        self,
        entry: etree._Element,
        details: etree._Element,
        place: str,
        credit: bool,
        amount: tuple[int, str],
        days: tuple[date, date],
        is_part: bool,
    ) -> Movement:
        # Each of several transactions has its own counter-value; the counter-value of the entry is their sum.
        levels = (details,) if is_part else (details, entry)
        other = self._two_sides(levels, amount)
        if amount[0] <= 0:
            raise WrongValue(
                "The amount is {amount}; expected an amount above zero. Ask the bank for it.",
                amount=format_plain(*amount),
            )
        party, account = self._counterparty(entry, details, credit, place)
        return Movement(
            locator=place,
            credit=credit,
            own_minor=amount[0],
            other_minor=other[0],
            other_currency=other[1],
            booking_date=days[0],
            value_date=days[1],
            kind=read_kind(details, entry),
            other_account=account,
            counterparty_name=party.name,
            description=read_description(details, entry, amount[1]),
            reference=read_reference(details, entry),
        )

    def _two_sides(self, levels: Sequence[etree._Element], amount: tuple[int, str]) -> tuple[int, str]:
        """The amount that the other side paid or received: the booked amount, or its counter-value if money was exchanged."""
        levels = [element for element in levels if find(element, "AmtDtls") is not None]
        stated = [read_amount(element) for path in _COUNTER_AMOUNTS for element in _paths(path, *levels)]
        foreign = sorted({item for item in stated if item[1] != amount[1] and item[0] > 0})
        exchanged = any(_exchange(element) for element in levels)
        return foreign[0] if len(foreign) == 1 and exchanged else amount

    def _counterparty(
        self, entry: etree._Element, details: etree._Element, credit: bool, place: str
    ) -> tuple[Party, str | None]:
        # A reversal names debtor and creditor of the original movement, so its counterparty has the opposite role.
        debtor = credit is not (find_text(entry, "RvslInd") in ("true", "1"))
        for side in (debtor, not debtor):
            party = read_party(details, debtor=side)
            if party.account is None:
                return party, None
            account = self.accounts.add(party.account, place, bank=party.bank, is_iban=party.is_iban)
            if account != self.account:
                return party, account
        # Both sides are this account.
        return party, account

    def _reject(self, element: etree._Element, place: str, error: WrongValue) -> None:
        amount = find(element, "Amt")
        value = "" if amount is None else f"{(amount.text or '').strip()} {amount.get('Ccy', '')}".strip()
        text = etree.tostring(element, encoding="unicode", with_tail=False)
        self.rejections.append(Rejection(place, value, error.sentence, " ".join(text.split())))


def _part(details: etree._Element, credit: bool, currency: str) -> tuple[bool, int | None]:
    """Sign and amount of one transaction of a batch, in the currency of the entry; None if it is not stated."""
    sign = credit if find_text(details, "CdtDbtInd") is None else is_credit(details)
    for path in ("Amt", *_AMOUNTS):
        element = find(details, path)
        if element is not None and element.get("Ccy") == currency:
            return sign, read_amount(element)[0]
    return sign, None


def _paths(path: str, *elements: etree._Element) -> Iterator[etree._Element]:
    for element in elements:
        found = find(element, path)
        if found is not None:
            yield found
            return


def _exchange(element: etree._Element) -> bool:
    return any(find(element, f"AmtDtls/{name}/CcyXchg") is not None for name in ("TxAmt", "CntrValAmt", "InstdAmt"))
