"""One entry of a camt.053 statement as single movements: a batch is split where its parts add up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from lxml import etree

from graph_schema.errors import WrongValue
from graph_schema.money import format_plain
from graph_schema.words import N_, Sentence
from importers.bank.accounts import AccountBook
from importers.bank.camt_values import (
    Party,
    is_credit,
    read_amount,
    read_day,
    read_description,
    read_kind,
    read_party,
    read_reference,
)
from importers.bank.movements import Movement
from importers.contract import Flag, Rejection
from importers.parsing.xml import find, find_all, find_text

_AMOUNTS = ("AmtDtls/TxAmt/Amt", "AmtDtls/CntrValAmt/Amt", "AmtDtls/InstdAmt/Amt")


@dataclass(slots=True)
class EntryReader:
    """Reads the entries of one statement of ``account`` (node id) in ``currency``; collects what is left."""

    account: str
    currency: str
    accounts: AccountBook
    rejections: list[Rejection]
    flags: list[Flag]

    def read(self, entry: etree._Element, place: str) -> Iterator[Movement]:
        """Which movements does this entry speak of? Those that cannot be read end up in ``rejections``."""
        try:
            status = find_text(entry, "Sts/Cd", "Sts/Prtry", "Sts")
            if status != "BOOK":
                raise WrongValue(
                    "The entry is {status}, not booked (BOOK): no money has moved yet.",
                    status=status or Sentence("without status"),
                )
            amount, currency = _stated(entry)
            booking, value = self._days(entry, place)
        except WrongValue as error:
            self._reject(entry, place, error)
            return
        details = [
            (f"{place}/NtryDtls[{group}]/TxDtls[{number}]", element)
            for group, holder in enumerate(find_all(entry, "NtryDtls"), start=1)
            for number, element in enumerate(find_all(holder, "TxDtls"), start=1)
        ]
        # The first version of the message has no NtryDtls between.
        details += [
            (f"{place}/TxDtls[{number}]", element) for number, element in enumerate(find_all(entry, "TxDtls"), start=1)
        ]
        parts = self._parts(entry, details, amount, currency, place)
        for where, element, credit, minor in parts:
            try:
                yield self._movement(entry, element, where, credit, (minor, currency), (booking, value))
            except WrongValue as error:
                self._reject(element, where, error)

    def _days(self, entry: etree._Element, place: str) -> tuple[date, date]:
        booking, value = read_day(find(entry, "BookgDt")), read_day(find(entry, "ValDt"))
        if booking is None and value is None:
            raise WrongValue("The entry states neither a booking date nor a value date.")
        if booking is None:
            self.flags.append(Flag("amber", place, N_("No booking date is stated; the value date stands for it."), {}))
        # One of the two is known here; banks leave out the value date where it is the booking date.
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
            template = N_(
                "The {count} transactions of this entry come to {total}, the entry to {amount}: it is kept "
                "as one movement."
            )
            params = {
                "count": str(len(details)),
                "total": f"{format_plain(total, currency)} {currency}",
                "amount": f"{format_plain(amount, currency)} {currency}",
            }
            self.flags.append(Flag("amber", place, template, params))
        elif find_text(entry, "NtryDtls/Btch/NbOfTxs", "Btch/NbOfTxs") not in (None, "1"):
            template = N_("The entry is a batch of {count} transactions that the file does not list.")
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
    ) -> Movement:
        own, other = self._two_sides(entry, details, amount, place)
        if own[0] <= 0 or other[0] <= 0:
            raise WrongValue(
                "The amount {amount} moves nothing: expected one above zero.",
                amount=format_plain(min(own, other)[0], min(own, other)[1]),
            )
        party, account = self._counterparty(entry, details, credit, place)
        return Movement(
            locator=place,
            credit=credit,
            own_minor=own[0],
            other_minor=other[0],
            other_currency=other[1],
            booking_date=days[0],
            value_date=days[1],
            kind=read_kind(details, entry),
            other_account=account,
            counterparty_name=party.name,
            description=read_description(details, entry),
            reference=read_reference(details, entry),
        )

    def _two_sides(
        self, entry: etree._Element, details: etree._Element, amount: tuple[int, str], place: str
    ) -> tuple[tuple[int, str], tuple[int, str]]:
        """What the statement's account gave or received and what the other side did, each in its currency."""
        stated = [read_amount(element) for path in _AMOUNTS for element in _paths(path, details, entry)]
        if amount[1] == self.currency:
            foreign = sorted({item for item in stated if item[1] != self.currency and item[0] > 0})
            exchanged = any(_exchange(element) for element in (details, entry))
            return amount, foreign[0] if len(foreign) == 1 and exchanged else amount
        own = sorted({item for item in stated if item[1] == self.currency})
        if len(own) != 1:
            raise WrongValue(
                "The entry is in {found} on an account in {currency}, and no one sum in {currency} is "
                "stated: what was booked is unknown. Ask the bank for it.",
                found=amount[1],
                currency=self.currency,
            )
        template = N_("The entry is in {found}; what moved on the account in {currency} is taken from its details.")
        self.flags.append(Flag("amber", place, template, {"found": amount[1], "currency": self.currency}))
        return own[0], amount

    def _counterparty(
        self, entry: etree._Element, details: etree._Element, credit: bool, place: str
    ) -> tuple[Party, str | None]:
        # A reversal keeps the parties of the movement it takes back, so its other side is on the other side.
        debtor = credit is not (find_text(entry, "RvslInd") in ("true", "1"))
        for side in (debtor, not debtor):
            party = read_party(details, debtor=side)
            if party.account is None:
                return party, None
            account = self.accounts.add(party.account, place, bank=party.bank, is_iban=party.is_iban)
            if account != self.account:
                return party, account
        # Both sides are this account: a movement to itself.
        return party, account

    def _reject(self, element: etree._Element, place: str, error: WrongValue) -> None:
        amount = find(element, "Amt")
        value = "" if amount is None else f"{(amount.text or '').strip()} {amount.get('Ccy', '')}".strip()
        text = etree.tostring(element, encoding="unicode", with_tail=False)
        self.rejections.append(Rejection(place, value, error.sentence, " ".join(text.split())))


def _stated(entry: etree._Element) -> tuple[int, str]:
    element = find(entry, "Amt")
    if element is None:
        raise WrongValue("The entry states no amount.")
    is_credit(entry)
    return read_amount(element)


def _part(details: etree._Element, credit: bool, currency: str) -> tuple[bool, int | None]:
    """Sign and amount of one transaction of a batch, in the entry's currency; None where it is not stated."""
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
