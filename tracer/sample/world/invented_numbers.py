"""Numbers with the right check digits that can belong to nobody."""

from __future__ import annotations

from stdnum import iban
from stdnum.ro import cnp, cui


def make_cnp(sex: str, born: str, serial: int) -> str:
    """A personal number of somebody born 1880 to 1899: nobody with such a number is alive.

    ``sex``: ``m`` or ``f``; ``born``: YYMMDD with the year from 80 to 99. County 70 stands for no county.
    """
    stem = f"{'3' if sex == 'm' else '4'}{born}70{serial:03d}"
    return stem + str(cnp.calc_check_digit(stem))


def make_cui(serial: int) -> str:
    """A company code of 99 million and more: the real register has no codes as high as that."""
    stem = f"99{serial:05d}"
    return stem + str(cui.calc_check_digit(stem))


def make_iban(bank: str, number: int, currency: str) -> str:
    """A Romanian account number at a bank whose four letters no institution has."""
    national = f"{bank}{currency}{number:013d}"
    return f"RO{iban.calc_check_digits('RO00' + national)}{national}"


def spoil(number: str) -> str:
    """The same number with its last digit wrong, as a clerk mistypes it."""
    return number[:-1] + str((int(number[-1]) + 1) % 10)
