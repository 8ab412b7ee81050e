"""Defines the declaration of a file: account, owner, period and balances that the file does not state itself."""

from __future__ import annotations

import re
from dataclasses import dataclass, fields
from datetime import date
from typing import Final

from graph_schema.errors import WrongUse, WrongValue
from graph_schema.messages import Message
from graph_schema.values.dates import parse_iso_date
from graph_schema.values.money import parse_plain
from importers.account_number import read_account_number

_AMOUNT: Final = re.compile(r"-?[0-9]{1,18}(?:\.[0-9]{1,4})?")


@dataclass(frozen=True, slots=True, kw_only=True)
class Declaration:
    """What a person states of one file; None: not stated. Days are inclusive; balances are texts with a decimal point, in
    the currency of the file.

    ``account``: an IBAN, or the bank's own account number if the mapping names the bank.
    """

    account: str | None = None
    owner: str | None = None
    from_date: date | None = None
    to_date: date | None = None
    opening: str | None = None
    closing: str | None = None

    def __post_init__(self) -> None:
        for name, amount in (("opening", self.opening), ("closing", self.closing)):
            if amount is not None and _AMOUNT.fullmatch(amount) is None:
                raise WrongUse(
                    "The balance of --{name} is {amount!r}; expected digits with a decimal point, such as 1234.56. "
                    "Correct it.",
                    name=name,
                    amount=amount,
                )
        if self.from_date is not None and self.to_date is not None and self.to_date < self.from_date:
            raise WrongUse(
                "The period ends on {end}, before it begins on {begin}.", begin=self.from_date, end=self.to_date
            )

    @property
    def stated(self) -> dict[str, str]:
        """The fields that are stated, as texts: days in ISO form."""
        stated_values = {item.name: getattr(self, item.name) for item in fields(self)}
        return {name: str(value) for name, value in stated_values.items() if value is not None}


def read_declaration(stated: dict[str, str]) -> Declaration:
    """The declaration with these ``stated`` fields. Raises WrongUse or WrongValue for an unknown field or a wrong value."""
    unknown = sorted(set(stated) - {item.name for item in fields(Declaration)})
    if unknown:
        raise WrongValue(
            "Unknown field {value} of a declaration; expected one of {known}. Correct the name.",
            value=unknown[0][:40],
            known=", ".join(item.name for item in fields(Declaration)),
        )
    days = {name: parse_iso_date(stated[name]) for name in ("from_date", "to_date") if name in stated}
    texts = {name: stated[name] for name in ("account", "owner", "opening", "closing") if name in stated}
    return Declaration(**texts, from_date=days.get("from_date"), to_date=days.get("to_date"))


def read_balance(text: str | None, currency: str) -> int | None:
    """The declared balance in minor units of this currency; None if none is declared. Raises WrongUse."""
    if text is None:
        return None
    minor = parse_plain(text.removeprefix("-"), currency)
    return -minor if text.startswith("-") else minor


def check_account(declared: Declaration) -> None:
    """Is this declared account valid? A typing error would assign the money to another account.

    Raises WrongUse for an empty number, and for a number that looks like an IBAN and fails its check. A wrong number in a
    file is kept with a flag; a wrong declared number is refused.
    """
    if declared.account is None:
        return
    _, number, fault = read_account_number(declared.account, None)
    if not number:
        raise WrongUse("The declared account is empty. State its IBAN, or its number at the bank.")
    if fault is not None:
        raise WrongUse(
            "The declared account {account} is not a valid IBAN: {reason} Correct it and try again.",
            account=number,
            reason=Message(fault),
        )
