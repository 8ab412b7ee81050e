"""Turns typed cells of a workbook into text, and finds cells that hold no certain value."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Final

from graph_schema.messages import N_, Message
from importers.mapping import ColumnMapping

_EXACT: Final = 10**15


class ErrorCell(str):
    """An error of the program in a cell, such as ``#N/A``."""

    __slots__ = ()


class UnsavedFormula:
    """A formula whose value is not in the file."""

    __slots__ = ()


UNSAVED: Final = UnsavedFormula()


def find_problem(values: tuple[object, ...]) -> Message | None:
    """Why does the row have no certain values: an error, a formula without a saved value, a number of too many digits?"""
    for index, value in enumerate(values, start=1):
        if isinstance(value, ErrorCell):
            return Message("cell {cell} is the error {value}: correct it in the workbook", cell=index, value=str(value))
        if value is UNSAVED:
            template = N_("cell {cell} is a formula without a saved value: calculate and save the workbook")
            return Message(template, cell=index)
        if isinstance(value, int | float | Decimal) and not -_EXACT < value < _EXACT:
            template = N_(
                "cell {cell} is a number of more than 15 digits, and a workbook keeps only 15: enter it as text"
            )
            return Message(template, cell=index)
    return None


def write_cell(value: object, mapping: ColumnMapping) -> str:
    """The cell as text: a number with the decimal sign of the mapping, a date in its date pattern, no arithmetic.

    A float becomes its shortest exact decimal. An empty cell and an unsaved formula are empty texts.
    """
    if value is None or value is UNSAVED:
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float | Decimal):
        exact = value if isinstance(value, Decimal) else Decimal(repr(value))
        if not exact.is_finite() or abs(exact) >= _EXACT:
            return str(value)
        if exact == exact.to_integral_value():
            return format(exact.quantize(Decimal(1)), "f")
        return format(exact, "f").replace(".", mapping.decimal_mark)
    if isinstance(value, date):
        return mapping.date_form.write(value)
    return str(value)
