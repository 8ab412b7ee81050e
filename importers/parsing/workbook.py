"""Reads the rows of one sheet of a workbook (XLSX): typed cells become text without arithmetic."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date
from decimal import Decimal
from itertools import repeat
from typing import IO, Final

from graph_schema.errors import TracerError
from graph_schema.messages import N_, Message
from importers.contract import UnreadableFile
from importers.mapping import ColumnMapping
from importers.mapping_parts.addresses import position_of
from importers.parsing.grid import GridRow
from importers.parsing.limits import (
    CELL_SIGNS,
    CELLS,
    EXPANDED_BYTES,
    EXPANSION,
    HARMLESS_BYTES,
    SHEET_COLUMNS,
    SHEET_ROWS,
)
from importers.source import SourceFile

_COMPOUND: Final = bytes.fromhex("D0CF11E0A1B11AE1")
_EXACT: Final = 10**15
_PIECE: Final = 1 << 20
_OVERLAP: Final = 256
_FAR_ROW: Final = re.compile(rb"<(?:\w{1,20}:)?row\b[^>]{0,200}?\sr=[\"']0{0,20}([0-9]{7,18})")
_FAR_COLUMN: Final = re.compile(rb"\sr=[\"'](?:[A-Z]{4}|[YZ][A-Z]{2}|X[G-Z][A-Z]|XF[E-Z])[A-Z]{0,20}[0-9]")


def read_sheet(file: SourceFile, mapping: ColumnMapping, *, head_only: bool) -> Iterator[GridRow]:
    """Which rows does the sheet of the mapping contain? Reads values, never formulas.

    A number becomes its shortest exact decimal with the decimal sign of the mapping, a date is written in the date pattern
    of the mapping. The row has a ``problem`` if a cell is a formula without a saved value, an error such as #N/A, or a
    number of more digits than a workbook keeps (an account number not entered as text).
    Raises: UnreadableFile for a file that is not a valid XLSX file with that sheet.
    """
    if not file.head.startswith(b"PK\x03\x04"):
        raise UnreadableFile(
            "{file} is not a workbook (XLSX). The old XLS format is not read: save the file as XLSX, or use a "
            "mapping with a delimiter for a text table.",
            file=file.name,
        )
    # The library raises many kinds of error for damaged archives; all of them have the same meaning.
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield from _rows(file, mapping, head_only)
    except TracerError:
        raise
    except Exception as error:
        raise UnreadableFile(
            "{file} is a damaged workbook: {reason}. Open it, save it again as XLSX and keep both files.",
            file=file.name,
            reason=f"{type(error).__name__} {error}"[:120],
        ) from error


def refuse_locked(file: SourceFile) -> None:
    """Raises UnreadableFile if the file is a workbook with a password.

    Source: [MS-OFFCRYPTO], the package is a stream named EncryptedPackage in a compound file.
    """
    if file.head.startswith(_COMPOUND) and "EncryptedPackage".encode("utf-16-le") in file.data:
        raise UnreadableFile(
            "{file} is a workbook protected by a password. Open it with the password, save it without one, and keep both "
            "files; or ask the sender.",
            file=file.name,
        )


def _rows(file: SourceFile, mapping: ColumnMapping, head_only: bool) -> Iterator[GridRow]:
    with_formulas = _inspect(file)
    sheet = _sheet(file, mapping, data_only=True)
    last = max(mapping.header_row, mapping.last_header_row) if head_only else None
    formulas: Iterable[tuple[object, ...]] = repeat(())
    if with_formulas:
        formulas = _sheet(file, mapping, data_only=False).iter_rows(max_row=last, values_only=True)
    width, count = (0 if mapping.header_rows else len(mapping.addresses)), 0
    for number, (values, originals) in enumerate(
        zip(sheet.iter_rows(max_row=last, values_only=True), formulas, strict=False), start=1
    ):
        count += len(values)
        if number > SHEET_ROWS or count > CELLS:
            raise _beyond(file)
        problem = _problem(values, originals)
        cells = tuple(_text(value, mapping) for value in values)
        if any(len(cell) > CELL_SIGNS for cell in cells):
            raise _beyond(file)
        if number >= mapping.header_row:
            cells = _fit(cells, width)
        if mapping.header_row <= number <= mapping.last_header_row:
            width = max(width, len(cells))
        yield GridRow(number, f"sheet:{sheet.title}/row:{number}", cells, "\t".join(cells), problem)


def _fit(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    """Fills the row up to the width of the header and cuts empty cells after it, because a workbook omits trailing cells."""
    end = len(cells)
    while end > width and not cells[end - 1]:
        end -= 1
    return (*cells[:end], *[""] * (width - end))


def _sheet(file: SourceFile, mapping: ColumnMapping, *, data_only: bool):  # type: ignore[no-untyped-def]
    # The library takes a tenth of a second to load, and few files are workbooks.
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(file.data), read_only=True, data_only=data_only, keep_links=False)
    names = [sheet.title for sheet in book.worksheets]
    named = mapping.sheet
    if named is not None and named not in names and (position := position_of(named)) and position <= len(names):
        named = names[position - 1]
    if named is None and len(names) != 1:
        raise UnreadableFile(
            "{file} has the sheets {names}, and the mapping names none. Name the right sheet in the mapping.",
            file=file.name,
            names=", ".join(names),
        )
    if named is not None and named not in names:
        raise UnreadableFile(
            "{file} has no sheet {sheet!r}; its sheets are {names}. Correct the mapping.",
            file=file.name,
            sheet=named,
            names=", ".join(names),
        )
    sheet = book[named or names[0]]
    # The size stated in the file may be wrong; without it all rows are read.
    sheet.reset_dimensions()
    return sheet


def _inspect(file: SourceFile) -> bool:
    """Does any sheet contain formulas? Raises UnreadableFile for archives that unpack to too much and XML with entities."""
    formulas = False
    with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
        unpacked = sum(member.file_size for member in archive.infolist())
        if unpacked > EXPANDED_BYTES or unpacked > max(HARMLESS_BYTES, EXPANSION * len(file.data)):
            raise UnreadableFile(
                "{file} has {packed} KiB and unpacks to {size} MiB, far more than rows of a sheet need. Do not open"
                " it; ask the sender for smaller files.",
                file=file.name,
                size=unpacked >> 20,
                packed=len(file.data) >> 10,
            )
        for member in archive.infolist():
            if member.filename.endswith((".xml", ".rels")):
                with archive.open(member) as stream:
                    formulas |= _inspect_part(file, member.filename, stream)
    return formulas


def _inspect_part(file: SourceFile, part: str, stream: IO[bytes]) -> bool:
    """Does this part contain formulas? Reads it in pieces; refuses a document type and cells beyond the limits of a sheet."""
    formulas, rest = False, b""
    is_sheet = part.startswith(("xl/worksheets/", "xl/sharedStrings"))
    while piece := stream.read(_PIECE):
        content = rest + piece
        # An entity requires a document type; a NUL means UTF-16, where this search would not find one.
        if b"<!DOCTYPE" in content or b"\0" in content:
            raise UnreadableFile(
                "{file} contains a document type declaration in {part}, which a workbook never has. Do not open it;"
                " ask the sender.",
                file=file.name,
                part=part,
            )
        if is_sheet:
            formulas |= b"<f>" in content or b"<f " in content
            if max(map(len, piece.split(b"<"))) > 4 * CELL_SIGNS:
                raise _beyond(file)
            far = next((found for found in _FAR_ROW.finditer(content) if int(found[1]) > SHEET_ROWS), None)
            if far is not None or _FAR_COLUMN.search(content) is not None:
                raise _beyond(file)
        rest = content[-_OVERLAP:]
    return formulas


def _beyond(file: SourceFile) -> UnreadableFile:
    return UnreadableFile(
        "{file} has cells beyond the limits of a sheet ({rows} rows, {columns} columns, {signs} characters in a "
        "cell, {cells} cells in total). Do not open it; ask the sender.",
        file=file.name,
        rows=SHEET_ROWS,
        columns=SHEET_COLUMNS,
        signs=CELL_SIGNS,
        cells=CELLS,
    )


def _problem(values: tuple[object, ...], originals: tuple[object, ...]) -> Message | None:
    for index, value in enumerate(values):
        if isinstance(value, str) and value.startswith("#") and value.endswith(("!", "?", "/A")):
            return Message("cell {cell} is the error {value}: correct it in the workbook", cell=index + 1, value=value)
        if isinstance(value, int | float) and abs(value) >= _EXACT:
            template = N_(
                "cell {cell} is a number of more than 15 digits, and a workbook keeps only 15: enter it as text"
            )
            return Message(template, cell=index + 1)
        if value is None and index < len(originals) and originals[index] is not None:
            template = N_("cell {cell} is a formula without a saved value: calculate and save the workbook")
            return Message(template, cell=index + 1)
    return None


def _text(value: object, mapping: ColumnMapping) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int):
        return str(value)
    if isinstance(value, float):
        exact = Decimal(repr(value))
        if exact == exact.to_integral_value():
            return format(exact.quantize(Decimal(1)), "f")
        return format(exact, "f").replace(".", mapping.decimal_mark)
    if isinstance(value, date):
        return mapping.date_form.write(value)
    return str(value)
