"""An account as a register names it, under the id a bank statement of it carries."""

from __future__ import annotations

import re
from typing import Final

from graph_schema.identifiers import check_iban
from graph_schema.identity import account_id

_SHAPE: Final = re.compile("[A-Z]{2}[0-9]{2}[A-Z0-9]{10,30}")


def read_account_number(text: str, bank: str | None) -> tuple[str, str, str | None]:
    """Which account is meant: node id, normal form, and the fault of an IBAN that is kept though wrong?

    A number that does not look like an IBAN is the bank's own and means something only with its ``bank``.
    """
    checked = check_iban(text)
    if checked.valid or _SHAPE.fullmatch(checked.value):
        return account_id(checked.value), checked.value, checked.reason
    plain = " ".join(text.split())
    number = f"{bank}/{plain}" if bank else plain
    return account_id(number), number, None
