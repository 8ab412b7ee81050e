"""The Romanian personal number (CNP), checked and hidden."""

from __future__ import annotations

from datetime import date
from typing import Final

from stdnum.exceptions import ValidationError
from stdnum.ro import cnp

from graph_schema.identifiers.checked import Checked, compact
from graph_schema.words import N_

CNP_MASK: Final = "*" * 13

# First digit -> centuries the two-digit year may belong to. Residents (7, 8) and foreign citizens (9) carry
# no century, so their date is accepted if any of the three has it (29 February exists in 2000, not in 1900).
_CENTURIES: Final = {"1": (1900,), "2": (1900,), "3": (1800,), "4": (1800,), "5": (2000,), "6": (2000,)}
_ANY_CENTURY: Final = (1800, 1900, 2000)


def check_cnp(text: str) -> Checked:
    """Is this a well-formed CNP, and how is it written for comparison (13 digits)?

    Does not say that the number was issued, nor whether the birth date lies in the future. The value
    discloses sex, birth date and county: show it only through :func:`mask_cnp`.
    Source: Law 105/1996 and Government Emergency Ordinance 97/2005 (population records); check digit as in
    python-stdnum ``ro.cnp``.
    """
    value = compact(text)
    reason = _cnp_fault(value)
    return Checked(value, reason is None, reason)


def mask_cnp(text: str) -> str:
    """How is a CNP shown to somebody who may not read it: with every digit hidden, whatever was written?

    Sex, age and county hide in single digits, so none is left; the mask has one length for all inputs.
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
