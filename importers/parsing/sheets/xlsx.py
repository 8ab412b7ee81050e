"""Reads the typed cells of a workbook in the form XLSX (ECMA-376), with openpyxl."""

from __future__ import annotations

import io
import re
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from itertools import repeat
from typing import IO, Final

from importers.parsing.limits import CELL_SIGNS, SHEET_ROWS
from importers.parsing.sheets.limits import beyond_limits, check_expansion, choose_sheet, declares_entities
from importers.parsing.sheets.values import UNSAVED, ErrorCell
from importers.source import SourceFile

_PIECE: Final = 1 << 20
_OVERLAP: Final = 256
_FAR_ROW: Final = re.compile(rb"<(?:\w{1,20}:)?row\b[^>]{0,200}?\sr=[\"']0{0,20}([0-9]{7,18})")
_FAR_COLUMN: Final = re.compile(rb"\sr=[\"'](?:[A-Z]{4}|[YZ][A-Z]{2}|X[G-Z][A-Z]|XF[E-Z])[A-Z]{0,20}[0-9]")


def read_values(
    file: SourceFile, sheet: str | None, last: int | None
) -> tuple[str, Iterator[tuple[int, tuple[object, ...]]]]:
    """The name of the sheet and its rows: number from 1, typed cells. ``last``: the last row to read."""
    with_formulas = _inspect(file)
    values = _sheet(file, sheet, data_only=True)
    formulas: Iterable[tuple[object, ...]] = repeat(())
    if with_formulas:
        formulas = _sheet(file, sheet, data_only=False).iter_rows(max_row=last, values_only=True)
    rows = zip(values.iter_rows(max_row=last, values_only=True), formulas, strict=False)
    return values.title, ((number, _typed(*pair)) for number, pair in enumerate(rows, start=1))


def list_sheets(file: SourceFile) -> list[str]:
    """The names of the sheets, in their order."""
    _inspect(file)
    return [sheet.title for sheet in _book(file, data_only=True).worksheets]


def _typed(values: tuple[object, ...], originals: tuple[object, ...]) -> tuple[object, ...]:
    if not originals and not any(isinstance(value, str) and value.startswith("#") for value in values):
        return values
    return tuple(
        UNSAVED
        if value is None and index < len(originals) and originals[index] is not None
        else ErrorCell(value)
        if isinstance(value, str) and value.startswith("#") and value.endswith(("!", "?", "/A"))
        else value
        for index, value in enumerate(values)
    )


def _book(file: SourceFile, *, data_only: bool):  # type: ignore[no-untyped-def]
    # The library takes a tenth of a second to load, and few files are workbooks.
    from openpyxl import load_workbook

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return load_workbook(io.BytesIO(file.data), read_only=True, data_only=data_only, keep_links=False)


def _sheet(file: SourceFile, wanted: str | None, *, data_only: bool):  # type: ignore[no-untyped-def]
    book = _book(file, data_only=data_only)
    sheet = book[choose_sheet(file, [sheet.title for sheet in book.worksheets], wanted)]
    # The size stated in the file may be wrong; without it all rows are read.
    sheet.reset_dimensions()
    return sheet


def _inspect(file: SourceFile) -> bool:
    """Does any sheet contain formulas? Raises UnreadableFile for archives that unpack to too much and XML with entities."""
    formulas = False
    with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
        check_expansion(file, archive)
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
            raise declares_entities(file, part)
        if is_sheet:
            formulas |= b"<f>" in content or b"<f " in content
            if max(map(len, piece.split(b"<"))) > 4 * CELL_SIGNS:
                raise beyond_limits(file)
            far = next((found for found in _FAR_ROW.finditer(content) if int(found[1]) > SHEET_ROWS), None)
            if far is not None or _FAR_COLUMN.search(content) is not None:
                raise beyond_limits(file)
        rest = content[-_OVERLAP:]
    return formulas
