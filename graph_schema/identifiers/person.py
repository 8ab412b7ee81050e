"""Checks and hides the Romanian personal number (CNP)."""

from __future__ import annotations

from datetime import date
from typing import Final

from stdnum.exceptions import ValidationError
from stdnum.ro import cnp

from graph_schema.identifiers.checked import Checked, compact
from graph_schema.messages import N_

CNP_MASK: Final = "*" * 13

# First digit -> possible centuries of the two-digit year. The first digit of residents (7, 8) and foreign citizens (9)
# states no century, so their date is valid if it exists in one of the three (29 February exists in 2000, not in 1900).
_CENTURIES: Final = {"1": (1900,), "2": (1900,), "3": (1800,), "4": (1800,), "5": (2000,), "6": (2000,)}
_ANY_CENTURY: Final = (1800, 1900, 2000)


def check_cnp(text: str) -> Checked:
    """Is this a well-formed CNP, and how is it written for comparison (13 digits)?

    Does not check whether the number was issued or whether the birth date is in the future. The value discloses sex,
    birth date and county: show it only through :func:`mask_cnp`.
    Source: Law 105/1996 and Government Emergency Ordinance 97/2005 (population records); check digit as in
    python-stdnum ``ro.cnp``.
    """
    value = compact(text)
    reason = _cnp_fault(value)
    return Checked(value, reason is None, reason)


def mask_cnp(text: str) -> str:
    """How is a CNP shown to somebody who may not read it? All digits are hidden.

    Single digits disclose sex, age and county, so none is shown; the mask has the same length for all inputs.
    """
    return CNP_MASK


def _cnp_fault(value: str) -> str | None:
    if not (value.isascii() and value.isdigit()):
        return N_("A CNP has digits only.")
    if len(value) != 13:
        return N_("A CNP has 13 digits.")
    if value[0] == "0":
        return N_("The first digit of a CNP is 1 to 9.")
    if not _has_birth_date(value):
        return N_("The birth date in the CNP is no day of the calendar.")
    try:
        cnp.get_county(value)
    except ValidationError:
        return N_("The county code in the CNP does not exist.")
    if cnp.calc_check_digit(value[:-1]) != value[-1]:
        return N_("The check digit of the CNP does not fit.")
    return None


def _has_birth_date(value: str) -> bool:
    year, month, day = int(value[1:3]), int(value[3:5]), int(value[5:7])
    for century in _CENTURIES.get(value[0], _ANY_CENTURY):
        try:
            date(century + year, month, day)
        except ValueError:
            continue
        return True
    return False
