"""Reads the typed cells of a workbook in the earlier form XLS (BIFF), with xlrd.

Source: [MS-XLS]; docs/decisions on the choice of the library.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, Final

from importers.contract import UnreadableFile
from importers.parsing.limits import CELL_SIGNS
from importers.parsing.sheets.limits import beyond_limits, choose_sheet
from importers.parsing.sheets.values import ErrorCell
from importers.source import SourceFile

_COMPOUND: Final = bytes.fromhex("D0CF11E0A1B11AE1")
SIGNATURES: Final = (_COMPOUND, b"\x09\x08\x10\x00", b"\x09\x08\x08\x00", b"\x09\x04\x06\x00", b"\x09\x02\x06\x00")
"""First bytes of an XLS file: a compound file, or a BIFF stream alone."""
_WITH_PASSWORD: Final = "EncryptedPackage".encode("utf-16-le")
_STREAMS: Final = ("Workbook".encode("utf-16-le"), "Book".encode("utf-16-le"))
_TEXT, _NUMBER, _DATE, _BOOLEAN, _ERROR = 1, 2, 3, 4, 5
_FIRST_DAYS: Final = 61
"""Day numbers below are ambiguous in the 1900 system, because it counts a 29 February 1900."""


def read_values(
    file: SourceFile, sheet: str | None, last: int | None
) -> tuple[str, Iterator[tuple[int, tuple[object, ...]]]]:
    """The name of the sheet and its rows: number from 1, typed cells. ``last``: the last row to read."""
    book = _book(file)
    name = choose_sheet(file, book.sheet_names(), sheet)
    return name, _rows(file, book.sheet_by_name(name), book.datemode, last)


def list_sheets(file: SourceFile) -> list[str]:
    """The names of the sheets, in their order."""
    return list(_book(file).sheet_names())


def is_locked(file: SourceFile) -> bool:
    """Is it a workbook with a password? Source: [MS-OFFCRYPTO], a stream EncryptedPackage; [MS-XLS], record FilePass."""
    if not file.head.startswith(SIGNATURES):
        return False
    if file.head.startswith(_COMPOUND) and _WITH_PASSWORD in file.data:
        return True
    try:
        _book(file)
    except Exception as error:
        return "encrypted" in str(error).lower()
    return False


def _book(file: SourceFile) -> Any:
    if file.head.startswith(_COMPOUND) and not any(name in file.data for name in _STREAMS):
        raise UnreadableFile(
            "{file} is an Office file of the earlier form, but not a workbook (XLS). Ask the sender for the table as XLSX "
            "or CSV.",
            file=file.name,
        )
    import xlrd

    return xlrd.open_workbook(file_contents=file.data, on_demand=True, logfile=io.StringIO(), formatting_info=False)


def _rows(file: SourceFile, sheet: Any, datemode: int, last: int | None) -> Iterator[tuple[int, tuple[object, ...]]]:
    for index in range(sheet.nrows if last is None else min(last, sheet.nrows)):
        cells = tuple(
            _typed(kind, value, datemode)
            for kind, value in zip(sheet.row_types(index), sheet.row_values(index), strict=True)
        )
        if any(isinstance(cell, str) and len(cell) > CELL_SIGNS for cell in cells):
            raise beyond_limits(file)
        yield index + 1, cells


def _typed(kind: int, value: Any, datemode: int) -> object:
    if kind == _TEXT:
        return str(value)
    if kind == _NUMBER:
        return float(value)
    if kind == _BOOLEAN:
        return bool(value)
    if kind == _DATE:
        return _moment(float(value), datemode)
    if kind == _ERROR:
        from xlrd import error_text_from_code

        return ErrorCell(error_text_from_code.get(value, "#N/A"))
    return None


def _moment(number: float, datemode: int) -> object:
    """The day, with the time to the second; a time alone, and a number that is no certain day, as the program's number."""
    if number < (0 if datemode else _FIRST_DAYS):
        if 0 <= number < 1:
            return str((datetime(2000, 1, 1) + timedelta(seconds=round(number * 86400))).time())
        return number
    start = datetime(1904, 1, 1) if datemode else datetime(1899, 12, 30)
    return start + timedelta(seconds=round(number * 86400))
