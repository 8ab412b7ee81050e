"""Checks identification numbers (VIN), the key of a vehicle, and registration plates, which can change vehicles."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from graph_schema.identifiers.checked import Checked, compact
from graph_schema.messages import N_

_VIN: Final = re.compile("[A-HJ-NPR-Z0-9]{17}")
_VIN_WEIGHTS: Final = (8, 7, 6, 5, 4, 3, 2, 10, 0, 9, 8, 7, 6, 5, 4, 3, 2)
_VIN_VALUES: Final = {
    **{str(digit): digit for digit in range(10)},
    **dict(zip("ABCDEFGHJKLMNPRSTUVWXYZ", map(int, "12345678123457923456789"), strict=True)),
}
_PLATE: Final = re.compile("(?P<county>B|[A-Z]{2})(?P<digits>[0-9]{2,3})(?P<letters>[A-Z]{3})")
_PLATE_COUNTIES: Final = (
    "AB AG AR B BC BH BN BR BT BV BZ CJ CL CS CT CV DB DJ GJ GL GR HD HR IF IL IS MH MM MS NT OT PH SB SJ SM "
    "SV TL TM TR VL VN VS"
)


@dataclass(frozen=True, slots=True)
class CheckedVin(Checked):
    """A checked VIN. ``check_digit_fits`` is only a hint, because European makers need not fill position nine."""

    check_digit_fits: bool


def check_vin(text: str) -> CheckedVin:
    """Is this a well-formed vehicle identification number (17 characters, no I, O or Q)?

    The check digit does not decide: it is required in North America and often a filler in Europe. Chassis numbers from
    before 1981 are shorter and are flagged. A letter O is not changed into a zero: a person compares such numbers.
    Source: ISO 3779:2009; check digit 49 CFR 565.15.
    """
    value = compact(text)
    reason = None
    if len(value) != 17:
        reason = N_("A vehicle identification number (VIN) has 17 characters.")
    elif _VIN.fullmatch(value) is None:
        reason = N_("A vehicle identification number (VIN) has digits and letters without I, O and Q.")
    return CheckedVin(value, reason is None, reason, reason is None and _vin_check_digit(value) == value[8])


def check_plate(text: str) -> Checked:
    """Is this an ordinary Romanian registration plate, and how is it written for comparison (CJ12ABC)?

    A plate can change vehicles and a vehicle plates: link them with dates, never merge by plate.
    Provisional, diplomatic, military and foreign plates are kept and flagged.
    Source: Government Emergency Ordinance 195/2002; county, two or three digits, three letters.
    """
    value = compact(text)
    found = _PLATE.fullmatch(value)
    reason = None
    if found is None:
        reason = N_("An ordinary Romanian plate has a county, two or three digits and three letters.")
    elif found["county"] not in _PLATE_COUNTIES.split():
        reason = N_("The plate starts with no Romanian county.")
    return Checked(value, reason is None, reason)


def _vin_check_digit(value: str) -> str:
    total = sum(_VIN_VALUES[sign] * weight for sign, weight in zip(value, _VIN_WEIGHTS, strict=True)) % 11
    return "X" if total == 10 else str(total)
