"""Reads an account number and gives it the same id in every source."""

from __future__ import annotations

import re
from typing import Final

from graph_schema.identifiers import check_iban
from graph_schema.records.identity import account_id

_SHAPE: Final = re.compile("[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}")


def read_account_number(text: str, bank: str | None) -> tuple[str, str, str | None]:
    """Which account is it: node id, normal form, and the fault of a wrong IBAN, which is kept?

    A number that does not look like an IBAN is the bank's own number and is unique only within its ``bank``.
    """
    checked = check_iban(text)
    if checked.valid or _SHAPE.fullmatch(checked.value):
        return account_id(checked.value), checked.value, checked.reason
    plain = " ".join(text.split())
    number = f"{bank}/{plain}" if bank else plain
    return account_id(number), number, None
