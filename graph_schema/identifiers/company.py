"""Checks numbers of companies: fiscal code (CUI), trade-register number in its old and new form, EUID."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

from stdnum.exceptions import InvalidChecksum, InvalidFormat, InvalidLength
from stdnum.ro import cui

from graph_schema.identifiers.checked import Checked, compact
from graph_schema.messages import N_

_COUNTIES: Final = frozenset([*range(1, 41), 51, 52])
_FIRST_YEAR: Final = 1990  # Law 26/1990 opened the register
_CHANGE_YEAR: Final = 2024  # new numbers since 26 July 2024
_EUID_REGISTER: Final = "ROONRC."
_OLD: Final = re.compile(
    r"(?P<kind>[A-Z])[/ -]*(?P<county>[0-9]{1,2})[/ -]+(?P<serial>[0-9]+)[/ -]+"
    r"(?:[0-9]{2}\.[0-9]{2}\.)?(?P<year>[0-9]{4})"
)
_NEW: Final = re.compile("(?P<kind>[A-Z])(?P<year>[0-9]{4})(?P<serial>[0-9]{6})(?P<county>[0-9]{2})[0-9]")
_EUID: Final = re.compile(r"(?P<country>[A-Z]{2})[A-Z0-9]{1,14}\.[A-Z0-9./_-]{1,40}")


@dataclass(frozen=True, slots=True)
class CheckedCui(Checked):
    """A checked fiscal code. ``is_vat``: it was written with RO, the mark of a VAT payer."""

    is_vat: bool


def check_cui(text: str) -> CheckedCui:
    """Is this a well-formed fiscal code (CUI/CIF), and how is it written for comparison (digits without RO)?

    A wrong check digit is flagged and not refused: a few hundred old companies have one. The prefix RO depends on VAT
    registration, which can change, so it is a flag and not a part of the number.
    Source: Law 359/2004 and Law 207/2015 (Fiscal Procedure Code); check digit as in python-stdnum ``ro.cui``.
    """
    written = compact(text)
    is_vat = written.startswith("RO")
    value = written.removeprefix("RO")
    reason = None
    try:
        cui.validate(value)
    except InvalidLength:  # before InvalidFormat, its base class
        reason = N_("A fiscal code (CUI) has 2 to 10 digits.")
    except InvalidFormat:
        reason = N_("A fiscal code (CUI) has digits only and does not start with 0.")
    except InvalidChecksum:
        reason = N_("The check digit of the fiscal code (CUI) does not fit.")
    return CheckedCui(value, reason is None, reason, is_vat)


def check_trade_register(text: str) -> Checked:
    """Is this a well-formed trade-register number, in the old form, the new form or as EUID?

    The normal form keeps the written form: ``J40/123/2015`` (no leading zeros, only the year of a full date) or
    ``J2015000123402``; the ``ROONRC.`` of an EUID is removed. Use :func:`same_company_number` to compare. Does not check
    whether the year is in the future.
    Source: Law 26/1990, Law 265/2022; numbers of 14 characters since 26 July 2024; check digit as in
    python-stdnum ``ro.onrc``.
    """
    written = " ".join(text.upper().split()).removeprefix(_EUID_REGISTER)
    if old := _OLD.fullmatch(written):
        kind, county, serial, year = old["kind"], int(old["county"]), int(old["serial"]), int(old["year"])
        value = f"{kind}{county:02d}/{serial}/{year}"
        reason = _number_fault(kind, serial, year)
        if reason is None and serial > 99_999:
            reason = N_("The serial number of an old trade-register number has at most 5 digits.")
        if reason is None and year > _CHANGE_YEAR:
            reason = N_("Trade-register numbers of the old form end with 2024.")
        if reason is None and county not in _COUNTIES:
            reason = N_("The county code in the trade-register number does not exist.")
        return Checked(value, reason is None, reason)
    value = compact(written)
    if new := _NEW.fullmatch(value):
        year, county = int(new["year"]), int(new["county"])
        reason = _number_fault(new["kind"], int(new["serial"]), year)
        # A new company has no county in its number; one registered before keeps the county of its old number.
        if reason is None and not (
            (county in _COUNTIES and year <= _CHANGE_YEAR) or (county == 0 and year >= _CHANGE_YEAR)
        ):
            reason = N_("The county code in the trade-register number does not fit its year.")
        if reason is None and _check_digit(value[:-1]) != value[-1]:
            reason = N_("The check digit of the trade-register number does not fit.")
        return Checked(value, reason is None, reason)
    return Checked(
        value if "/" not in written else written.replace(" ", ""),
        False,
        N_("A trade-register number is written as J40/123/2015 or, since 26 July 2024, as J2015000123402."),
    )


def check_euid(text: str) -> Checked:
    """Is this a well-formed European Unique Identifier of a company, in any Member State?

    A Romanian EUID must also contain a well-formed trade-register number; for other countries only the pattern is
    checked: country, register, a dot, the number. The normal form keeps the dot.
    Source: Implementing Regulation (EU) 2021/1042, annex, point 9; Directive (EU) 2017/1132 art. 16.
    """
    value = "".join(text.upper().split())
    if value.startswith(_EUID_REGISTER):
        number = check_trade_register(value)
        return Checked(_EUID_REGISTER + number.value, number.valid, number.reason)
    if _EUID.fullmatch(value) is None or value.startswith("RO"):
        return Checked(
            value,
            False,
            N_("An EUID is written as country and register, a dot, and the number in that register."),
        )
    return Checked(value, True, None)


def trade_register_key(text: str) -> str | None:
    """Which number of 14 characters does this trade-register number have today?

    Accepts every form; None if the number is not well formed. Source: the new form keeps kind, year, serial and county of
    the old form.
    """
    checked = check_trade_register(text)
    if not checked.valid:
        return None
    old = _OLD.fullmatch(checked.value)
    if old is None:
        return checked.value
    stem = f"{old['kind']}{old['year']}{int(old['serial']):06d}{int(old['county']):02d}"
    return stem + _check_digit(stem)


def same_company_number(first: str, second: str) -> bool:
    """Are these two trade-register numbers (old form, new form or EUID) the same registration?

    Two different numbers may still belong to one company: before 2024 a company that moved to another county got a new
    number. Numbers that are not well formed are never the same.
    """
    key = trade_register_key(first)
    return key is not None and key == trade_register_key(second)


def _number_fault(kind: str, serial: int, year: int) -> str | None:
    if kind not in "JFC":
        return N_("A trade-register number starts with J (company), F (person, family) or C (cooperative).")
    if serial == 0:
        return N_("The serial number of a trade-register number is not 0.")
    if year < _FIRST_YEAR:
        return N_("The trade register starts in 1990.")
    return None


def _check_digit(stem: str) -> str:
    return str((ord(stem[0]) % 10 + sum(int(digit) for digit in stem[1:])) % 10)
