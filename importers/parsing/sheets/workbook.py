"""Reads the rows of one sheet of a workbook: XLSX, XLS or ODS, recognised by content."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import Final, Protocol

from graph_schema.errors import TracerError
from importers.contract import UnreadableFile
from importers.mapping import ColumnMapping
from importers.parsing.grid import GridRow
from importers.parsing.limits import CELL_SIGNS, CELLS, SHEET_ROWS
from importers.parsing.sheets import ods, xls, xlsx
from importers.parsing.sheets.limits import beyond_limits
from importers.parsing.sheets.values import find_problem, write_cell
from importers.source import SourceFile

_PACKAGE: Final = b"PK\x03\x04"


def read_sheet(file: SourceFile, mapping: ColumnMapping, *, head_only: bool) -> Iterator[GridRow]:
    """Which rows does the sheet of the mapping contain? Reads values, never formulas.

    A number becomes its shortest exact decimal with the decimal sign of the mapping, a date is written in the date pattern
    of the mapping. The row has a ``problem`` if a cell is a formula without a saved value, an error such as #N/A, or a
    number of more digits than a workbook keeps (an account number not entered as text).
    Raises: UnreadableFile for a file that is not a valid workbook with that sheet, or has a password.
    """
    if not is_workbook(file):
        raise UnreadableFile(
            "{file} is not a workbook (XLSX, XLS or ODS). Use a mapping with a delimiter for a text table.",
            file=file.name,
        )
    refuse_locked(file)
    # The libraries raise many kinds of error for damaged files; all of them have the same meaning.
    try:
        yield from _rows(file, mapping, head_only)
    except TracerError:
        raise
    except Exception as error:
        raise _damaged(file, error) from error


def is_workbook(file: SourceFile) -> bool:
    """Does the file begin as an archive or a compound file, the containers of workbooks?"""
    return file.head.startswith((_PACKAGE, *xls.SIGNATURES))


def list_sheets(file: SourceFile) -> list[str]:
    """The names of the sheets, in their order. Raises UnreadableFile for a file that is not a valid workbook."""
    refuse_locked(file)
    try:
        return _reader(file).list_sheets(file)
    except TracerError:
        raise
    except Exception as error:
        raise _damaged(file, error) from error


def refuse_locked(file: SourceFile) -> None:
    """Raises UnreadableFile if the file is a workbook with a password."""
    if xls.is_locked(file) or (file.head.startswith(_PACKAGE) and ods.is_locked(file)):
        raise UnreadableFile(
            "{file} is a workbook protected by a password. Open it with the password, save it without one, and keep both "
            "files; or ask the sender.",
            file=file.name,
        )


class _Reader(Protocol):
    """What each form of workbook gives."""

    def list_sheets(self, file: SourceFile) -> list[str]: ...

    def read_values(
        self, file: SourceFile, sheet: str | None, last: int | None
    ) -> tuple[str, Iterator[tuple[int, tuple[object, ...]]]]: ...


def _damaged(file: SourceFile, error: Exception) -> UnreadableFile:
    return UnreadableFile(
        "{file} is a damaged workbook: {reason}. Open it, save it again as XLSX and keep both files.",
        file=file.name,
        reason=f"{type(error).__name__} {error}"[:120],
    )


def _reader(file: SourceFile) -> _Reader:
    if not file.head.startswith(_PACKAGE):
        return xls
    with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
        return ods if ods.CONTENT in archive.namelist() else xlsx


def _rows(file: SourceFile, mapping: ColumnMapping, head_only: bool) -> Iterator[GridRow]:
    last = max(mapping.header_row, mapping.last_header_row) if head_only else None
    sheet, rows = _reader(file).read_values(file, mapping.sheet, last)
    width, count = (0 if mapping.header_rows else len(mapping.addresses)), 0
    for number, values in rows:
        count += len(values)
        if number > SHEET_ROWS or count > CELLS:
            raise beyond_limits(file)
        cells = tuple(write_cell(value, mapping) for value in values)
        if any(len(cell) > CELL_SIGNS for cell in cells):
            raise beyond_limits(file)
        if number >= mapping.header_row:
            cells = _fit(cells, width)
        if mapping.header_row <= number <= mapping.last_header_row:
            width = max(width, len(cells))
        yield GridRow(number, f"sheet:{sheet}/row:{number}", cells, "\t".join(cells), find_problem(values))


def _fit(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    """Fills the row up to the width of the header and cuts empty cells after it, because a workbook omits trailing cells."""
    end = len(cells)
    while end > width and not cells[end - 1]:
        end -= 1
    return (*cells[:end], *[""] * (width - end))
