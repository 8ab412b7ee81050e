"""Reads the typed cells of a workbook in the form ODS (OpenDocument, ISO/IEC 26300): exact decimals, as they are stated."""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from typing import IO, Final

from lxml import etree

from importers.parsing.limits import CELL_SIGNS, CELLS, SHEET_COLUMNS, SHEET_ROWS
from importers.parsing.sheets.limits import beyond_limits, check_expansion, choose_sheet, declares_entities
from importers.parsing.sheets.values import UNSAVED, ErrorCell
from importers.source import SourceFile

CONTENT: Final = "content.xml"
_MANIFEST: Final = "META-INF/manifest.xml"
_OFFICE: Final = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TABLE: Final = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_WORDS: Final = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_CALC: Final = "{urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0}"
_SHEET: Final = f"{_TABLE}table"
_ROW: Final = f"{_TABLE}table-row"
_CELLS: Final = frozenset({f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"})
_TIME: Final = re.compile(r"PT(\d{1,4})H(\d{1,2})M(\d{1,2})(?:[.,]\d{1,9})?S")
_SAFE: Final = {"resolve_entities": False, "no_network": True, "load_dtd": False, "huge_tree": False}
_PIECE: Final = 1 << 20
_OVERLAP: Final = 64


def read_values(
    file: SourceFile, sheet: str | None, last: int | None
) -> tuple[str, Iterator[tuple[int, tuple[object, ...]]]]:
    """The name of the sheet and its rows: number from 1, typed cells. ``last``: the last row to read."""
    name = choose_sheet(file, list_sheets(file), sheet)
    return name, _rows(file, name, last)


def list_sheets(file: SourceFile) -> list[str]:
    """The names of the sheets, in their order. Refuses an archive that unpacks to too much and XML with entities."""
    with zipfile.ZipFile(io.BytesIO(file.data)) as archive:
        check_expansion(file, archive)
        with archive.open(CONTENT) as stream:
            _refuse_entities(file, stream)
        names = []
        with archive.open(CONTENT) as stream:
            for event, element in etree.iterparse(stream, events=("start", "end"), tag=(_SHEET, _ROW), **_SAFE):
                if event == "end" and element.tag == _ROW:
                    _free(element)
                elif event == "start" and element.tag == _SHEET and next(element.iterancestors(_SHEET), None) is None:
                    names.append(element.get(f"{_TABLE}name", ""))
        return names


def is_locked(file: SourceFile) -> bool:
    """Is it a workbook with a password? Source: OpenDocument 1.3 part 2, section 4.8, encryption-data."""
    try:
        with zipfile.ZipFile(io.BytesIO(file.data)) as archive, archive.open(_MANIFEST) as stream:
            return b"encryption-data" in stream.read(_PIECE)
    except (KeyError, zipfile.BadZipFile, NotImplementedError, EOFError, OSError, RuntimeError, ValueError):
        return False


def _refuse_entities(file: SourceFile, stream: IO[bytes]) -> None:
    rest = b""
    while piece := stream.read(_PIECE):
        content = rest + piece
        if b"<!DOCTYPE" in content or b"\0" in content:
            raise declares_entities(file, CONTENT)
        rest = content[-_OVERLAP:]


def _rows(file: SourceFile, sheet: str, last: int | None) -> Iterator[tuple[int, tuple[object, ...]]]:
    number = total = 0
    with zipfile.ZipFile(io.BytesIO(file.data)) as archive, archive.open(CONTENT) as stream:
        for _, element in etree.iterparse(stream, events=("end",), tag=_ROW, **_SAFE):
            table = next(element.iterancestors(_SHEET), None)
            if table is None or table.get(f"{_TABLE}name", "") != sheet:
                _free(element)
                continue
            times = _repeated(element, f"{_TABLE}number-rows-repeated", SHEET_ROWS, file)
            cells = _cells(element, file)
            _free(element)
            # Programs repeat the last empty row down to the end of the sheet.
            if not cells:
                number += times
                continue
            total += times * len(cells)
            if total > CELLS or number + times > SHEET_ROWS:
                raise beyond_limits(file)
            for _ in range(times):
                number += 1
                if last is not None and number > last:
                    return
                yield number, cells


def _cells(row: etree._Element, file: SourceFile) -> tuple[object, ...]:
    """The cells up to the last one with content."""
    cells: list[object] = []
    empty = 0
    for element in row.iterchildren():
        if element.tag not in _CELLS:
            continue
        times = _repeated(element, f"{_TABLE}number-columns-repeated", SHEET_COLUMNS, file)
        value = _value(element)
        if value is None or value == "":
            empty += times
            continue
        if len(cells) + empty + times > SHEET_COLUMNS or (isinstance(value, str) and len(value) > CELL_SIGNS):
            raise beyond_limits(file)
        cells += [None] * empty
        cells += [value] * times
        empty = 0
    return tuple(cells)


def _value(cell: etree._Element) -> object:
    kind = cell.get(f"{_OFFICE}value-type")
    text = _text(cell)
    if cell.get(f"{_CALC}value-type") == "error" or (text.startswith("#") and text.endswith(("!", "?", "/A"))):
        return ErrorCell(text)
    stated = cell.get(f"{_OFFICE}value")
    if kind in ("float", "percentage", "currency") and stated is not None:
        try:
            return Decimal(stated)
        except InvalidOperation:
            return ErrorCell(stated[:20])
    if kind == "boolean":
        return cell.get(f"{_OFFICE}boolean-value") == "true"
    if kind == "date":
        return _moment(cell.get(f"{_OFFICE}date-value", ""))
    if kind == "time":
        found = _TIME.fullmatch(cell.get(f"{_OFFICE}time-value", ""))
        return text if found is None else f"{int(found[1]):02d}:{int(found[2]):02d}:{int(found[3]):02d}"
    if kind is None and not text and cell.get(f"{_TABLE}formula") is not None:
        return UNSAVED
    return cell.get(f"{_OFFICE}string-value") or text


def _moment(text: str) -> object:
    """The day, with the time to the second; another text is an error."""
    try:
        if "T" not in text:
            return date.fromisoformat(text)
        return datetime.fromisoformat(text.removesuffix("Z")).replace(microsecond=0, tzinfo=None)
    except ValueError:
        return ErrorCell(text[:20])


def _text(cell: etree._Element) -> str:
    """The paragraphs of the cell, without notes on it."""
    return "\n".join(_words(paragraph) for paragraph in cell.iterchildren(f"{_WORDS}p"))


def _words(element: etree._Element) -> str:
    parts = [element.text or ""]
    for child in element.iterchildren():
        if child.tag == f"{_WORDS}s":
            count = child.get(f"{_WORDS}c", "1")
            parts.append(" " * min(int(count) if count.isdecimal() else 1, CELL_SIGNS))
        elif child.tag == f"{_WORDS}tab":
            parts.append("\t")
        elif child.tag == f"{_WORDS}line-break":
            parts.append("\n")
        elif child.tag != f"{_OFFICE}annotation":
            parts.append(_words(child))
        parts.append(child.tail or "")
    return "".join(parts)


def _repeated(element: etree._Element, name: str, limit: int, file: SourceFile) -> int:
    text = element.get(name, "1")
    if not (text.isascii() and text.isdecimal() and len(text) < 10 and 1 <= int(text) <= limit):
        raise beyond_limits(file)
    return int(text)


def _free(element: etree._Element) -> None:
    """Releases the row and those before it: the document is read in constant memory."""
    element.clear()
    while element.getprevious() is not None:
        parent = element.getparent()
        assert parent is not None
        del parent[0]
