"""Rows of one sheet of a workbook (XLSX): typed cells become text without any arithmetic on them."""

from __future__ import annotations

import io
import warnings
import zipfile
from collections.abc import Iterable, Iterator
from datetime import date, datetime, time
from decimal import Decimal
from itertools import repeat
from typing import Final

from openpyxl import load_workbook

from graph_schema.errors import TracerError
from graph_schema.words import N_, Sentence
from importers.contract import UnreadableFile
from importers.mapping import ColumnMapping
from importers.parsing.grid import GridRow
from importers.source import SourceFile

_LARGEST: Final = 1 << 29
_COMPOUND: Final = bytes.fromhex("D0CF11E0A1B11AE1")
_EXACT: Final = 10**15
_PATTERN_PARTS: Final = (("YYYY", "%Y"), ("YY", "%y"), ("MM", "%m"), ("DD", "%d"))


def read_sheet(file: SourceFile, mapping: ColumnMapping, *, head_only: bool) -> Iterator[GridRow]:
    """Which rows stand in the mapping's sheet? Reads values, never formulas.

    A number becomes its shortest exact decimal with the mapping's decimal sign, a date takes the mapping's
    pattern. A formula whose value was not saved, an error cell such as #N/A, or a number longer than a
    workbook keeps (an account number not entered as text) makes its row unreadable.
    Raises: UnreadableFile for anything but a sound XLSX file with that sheet.
    """
    if not file.head.startswith(b"PK\x03\x04"):
        raise UnreadableFile(
            "{file} is not a workbook (XLSX). The old XLS form is not read: save it as XLSX, or use a "
            "mapping with a delimiter for text.",
            file=file.name,
        )
    # The library raises errors of many kinds on damaged archives; all of them mean the same to the reader.
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
    """Is the file a workbook behind a password? Raises UnreadableFile.

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
    last = mapping.header_row if head_only else None
    formulas: Iterable[tuple[object, ...]] = repeat(())
    if with_formulas:
        formulas = _sheet(file, mapping, data_only=False).iter_rows(max_row=last, values_only=True)
    width = 0
    for number, (values, originals) in enumerate(
        zip(sheet.iter_rows(max_row=last, values_only=True), formulas, strict=False), start=1
    ):
        problem = _problem(values, originals)
        cells = tuple(_text(value, mapping) for value in values)
        if number >= mapping.header_row:
            cells = _fit(cells, width)
        if number == mapping.header_row:
            width = len(cells)
        yield GridRow(number, f"sheet:{sheet.title}/row:{number}", cells, "\t".join(cells), problem)


def _fit(cells: tuple[str, ...], width: int) -> tuple[str, ...]:
    """Trailing empty cells are no cells in a workbook: fill up to the header, cut what is empty beyond it."""
    end = len(cells)
    while end > width and not cells[end - 1]:
        end -= 1
    return (*cells[:end], *[""] * (width - end))


def _sheet(file: SourceFile, mapping: ColumnMapping, *, data_only: bool):  # type: ignore[no-untyped-def]
    book = load_workbook(io.BytesIO(file.data), read_only=True, data_only=data_only, keep_links=False)
    names = [sheet.title for sheet in book.worksheets]
    if mapping.sheet is None and len(names) != 1:
        raise UnreadableFile(
            "{file} holds the sheets {names}. Name the right one in the mapping.",
            file=file.name,
            names=", ".join(names),
        )
    if mapping.sheet is not None and mapping.sheet not in names:
        raise UnreadableFile(
            "{file} has no sheet {sheet!r}; it holds {names}. Correct the mapping.",
            file=file.name,
            sheet=mapping.sheet,
            names=", ".join(names),
        )
    sheet = book[mapping.sheet or names[0]]
    # The size a writer notes may be wrong; without it every row is delivered as it stands.
    sheet.reset_dimensions()
    return sheet


def _inspect(file: SourceFile) -> bool:
    """Does any sheet hold formulas? Refuses archives that unpack beyond measure and XML with entities."""
    formulas = False
    with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
        if sum(member.file_size for member in archive.infolist()) > _LARGEST:
            raise UnreadableFile(
                "{file} unpacks to more than {limit} bytes. Split the sheet into several files.",
                file=file.name,
                limit=_LARGEST,
            )
        for member in archive.infolist():
            if not member.filename.endswith((".xml", ".rels")):
                continue
            content = archive.read(member)
            # An entity needs a document type; a NUL is UTF-16, in which this search would not see one.
            if b"<!DOCTYPE" in content or b"\0" in content:
                raise UnreadableFile(
                    "{file} declares a document type inside ({part}), which no workbook needs. Do not open "
                    "it; ask the sender.",
                    file=file.name,
                    part=member.filename,
                )
            formulas |= member.filename.startswith("xl/worksheets/") and (b"<f>" in content or b"<f " in content)
    return formulas


def _problem(values: tuple[object, ...], originals: tuple[object, ...]) -> Sentence | None:
    for place, value in enumerate(values):
        if isinstance(value, str) and value.startswith("#") and value.endswith(("!", "?", "/A")):
            return Sentence(
                "cell {cell} holds the error {value}: correct it in the workbook", cell=place + 1, value=value
            )
        if isinstance(value, int | float) and abs(value) >= _EXACT:
            template = N_("cell {cell} holds a number of over 15 digits, of which a workbook keeps 15: make it text")
            return Sentence(template, cell=place + 1)
        if value is None and place < len(originals) and originals[place] is not None:
            template = N_("cell {cell} is a formula without a saved value: calculate and save the workbook")
            return Sentence(template, cell=place + 1)
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
    if isinstance(value, datetime):
        day = _day(value, mapping)
        return day if value.time() == time() else f"{day} {value.time().isoformat()}"
    return _day(value, mapping) if isinstance(value, date) else str(value)


def _day(value: date, mapping: ColumnMapping) -> str:
    pattern: str = mapping.date_pattern
    for part, code in _PATTERN_PARTS:
        pattern = pattern.replace(part, code)
    return value.strftime(pattern)
