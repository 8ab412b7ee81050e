"""Checks and masks the international bank account number (IBAN)."""

from __future__ import annotations

from typing import Final

from stdnum import iban
from stdnum.exceptions import InvalidChecksum, InvalidComponent, ValidationError

from graph_schema.identifiers.checked import Checked, compact
from graph_schema.messages import N_

_HIDDEN: Final = "****"


def check_iban(text: str) -> Checked:
    """Is this a well-formed IBAN, and how is it written for comparison (capitals, no blanks)?

    Checks country, length, structure of the national part and check digits. Does not show whether the account exists or
    who holds it. The word IBAN at the beginning is removed.
    Source: ISO 13616-1:2020 with the SWIFT registry in python-stdnum; check digits ISO 7064 mod 97-10; for
    Romania National Bank Regulation 2/2004: RO, 2 check digits, 4 letters, 16 letters or digits.
    """
    value = compact(text).removeprefix("IBAN").removeprefix(":")
    reason = None
    try:
        iban.validate(value)
    except InvalidChecksum:
        reason = N_("The check digits of the IBAN do not fit.")
    except InvalidComponent:
        # The list of Belgian banks in the library is not complete: a bank that it does not name is no fault of the number.
        if not iban.is_valid(value, check_country=False):
            reason = N_("The country or the national check digits of the IBAN do not fit.")
    except ValidationError:
        reason = N_("The IBAN does not have the length and structure of its country.")
    return Checked(value, reason is None, reason)


def mask_iban(text: str) -> str:
    """How is an IBAN shown in lists: the country and the last four characters, such as ``RO**** 0000``?

    A number that is too short to mask in part is hidden completely. All masks have the same length, so that they do not
    reveal the bank.
    """
    value = check_iban(text).value
    if len(value) < 12:
        return _HIDDEN
    country = value[:2] if value[:2].isalpha() else ""
    return f"{country}{_HIDDEN} {value[-4:]}"
