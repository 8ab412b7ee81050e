"""Reads the row at one place of a kept file again, for the source row behind a figure."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass
from typing import Final

from lxml import etree

from graph_schema.errors import NotFound, WrongValue
from importers.mapping import ColumnMapping
from importers.parsing.exact_json import decode_json_text, parse_json
from importers.parsing.grid import GridRow
from importers.parsing.lines import read_lines
from importers.parsing.sheets.workbook import read_sheet
from importers.parsing.table import matches_header
from importers.parsing.table_top import read_top
from importers.parsing.text import text_lines
from importers.parsing.xml import local_name, parse_xml
from importers.source import SourceFile

_STEP: Final = re.compile(r"([^\[\]/]+)(?:\[([^\]]+)\])?")
_INDEX: Final = re.compile(r"[0-9]{1,18}")
_LINE: Final = re.compile(r"row:([0-9]{1,18})(/.+)?")
_LINES: Final = re.compile(r"line:([0-9]{1,18})(?:-([0-9]{1,18}))?(?:/[0-9]{1,18})?")


@dataclass(frozen=True, slots=True)
class RawRow:
    """``cells``: (column title, cell) if the file is a table; ``text``: the row or element as it is in the file."""

    cells: tuple[tuple[str, str], ...]
    text: str


def read_source_row(file: SourceFile, locator: str, mappings: tuple[ColumnMapping, ...]) -> RawRow:
    """What is at this place of the file? ``mappings``: the saved mappings of the case, which define the columns of a table.

    Raises: NotFound if the file has no such place; UnreadableFile if it can no longer be read.
    """
    first = file.head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
    if locator.startswith("path:"):
        path = locator.removeprefix("path:")
        if first == b"<":
            return RawRow((), _element_text(_find_element(file, path)))
        if first not in (b"{", b"["):
            raise _no_row(file, locator)
        return RawRow((), _json_text(file, decode_json_text(file), path, locator))
    if locator.startswith("line:"):
        return _text_lines(file, locator)
    if first == b"<":
        raise _no_element(file, locator, local_name(parse_xml(file)))
    for mapping in mappings:
        if matches_header(file, mapping).claims:
            return _table_row(file, locator, mapping)
    return _line(file, locator)


def read_raw_rows(file: SourceFile, locators: Collection[str], mappings: tuple[ColumnMapping, ...]) -> dict[str, str]:
    """The text at each of these places; a place that the file does not have is left out. Cost: one pass over a table.

    Raises: UnreadableFile if the file can no longer be read.
    """
    wanted = set(locators)
    for mapping in mappings:
        if matches_header(file, mapping).claims:
            return {row.locator: row.raw for row in _grid(file, mapping) if row.locator in wanted}
    found = {}
    for locator in sorted(wanted):
        with suppress(NotFound):
            found[locator] = read_source_row(file, locator, mappings).text
    return found


def _table_row(file: SourceFile, locator: str, mapping: ColumnMapping) -> RawRow:
    titles = read_top(_grid(file, mapping), mapping, file.name).titles
    for row in _grid(file, mapping):
        if row.locator == locator:
            return RawRow(tuple(zip(titles, row.cells, strict=False)), row.raw)
    raise _no_row(file, locator)


def _grid(file: SourceFile, mapping: ColumnMapping) -> Iterator[GridRow]:
    if mapping.delimiter is None:
        return read_sheet(file, mapping, head_only=False)
    return read_lines(file, mapping, head_only=False)


def _line(file: SourceFile, locator: str) -> RawRow:
    found = _LINE.fullmatch(locator)
    lines = () if b"\0" in file.head else file.data.decode("utf-8-sig", errors="replace").split("\n")
    text = lines[int(found[1]) - 1].strip() if found is not None and 1 <= int(found[1]) <= len(lines) else ""
    if found is None or not text:
        is_json = file.head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] in (b"{", b"[")
        raise _no_record(file, locator) if is_json else _no_row(file, locator)
    return RawRow((), text if found[2] is None else _json_text(file, text, found[2], locator))


def _text_lines(file: SourceFile, locator: str) -> RawRow:
    """The lines of a text file without columns, such as ``line:5`` or ``line:5-9``.

    ``line:5/2``: the second record on line 5; the whole line is shown.
    """
    found = _LINES.fullmatch(locator)
    lines = [] if b"\0" in file.head else text_lines(file.data.decode("utf-8-sig", errors="replace"))
    first, last = (0, 0) if found is None else (int(found[1]), int(found[2] or found[1]))
    if not 1 <= first <= last <= len(lines):
        raise NotFound(
            "{file} has no place {place}. Expected lines such as line:5 or line:5-9, as in the notes of a figure.",
            file=file.name,
            place=locator,
        )
    return RawRow((), "\n".join(line.rstrip() for line in lines[first - 1 : last]).strip("\n"))


def _find_element(file: SourceFile, path: str) -> etree._Element:
    element = parse_xml(file)
    steps = [_STEP.fullmatch(step) for step in path.strip("/").split("/")]
    root = local_name(element)
    if steps[0] is None or steps[0][1] != root or steps[0][2] not in (None, "1"):
        raise _no_element(file, f"path:{path}", root)
    for step in steps[1:]:
        if step is None:
            raise _no_element(file, f"path:{path}", root)
        named = [child for child in element if local_name(child) == step[1]]
        found = _choose(named, step[2])
        if found is None:
            raise _no_element(file, f"path:{path}", root)
        element = found
    return element


def _choose(named: list[etree._Element], mark: str | None) -> etree._Element | None:
    """Chooses by position, or by the value of an attribute."""
    if mark is None:
        return named[0] if named else None
    if _INDEX.fullmatch(mark) and 1 <= int(mark) <= len(named):
        return named[int(mark) - 1]
    return next((child for child in named if mark in child.attrib.values()), None)


def _element_text(element: etree._Element) -> str:
    etree.indent(element)
    return etree.tostring(element, encoding="unicode", with_tail=False).strip()


def _json_text(file: SourceFile, text: str, path: str, locator: str) -> str:
    try:
        value: object = parse_json(text, file.name)
    except WrongValue:
        raise _no_record(file, locator) from None
    for place, step in enumerate(path.strip("/").split("/")):
        if isinstance(value, list) and _INDEX.fullmatch(step) and int(step) < len(value):
            value = value[int(step)]
        elif isinstance(value, dict) and step in value:
            value = value[step]
        # In a file with one record, this record has the index 0.
        elif not (place == 0 and step == "0" and isinstance(value, dict)):
            raise _no_record(file, locator)
    return json.dumps(value, ensure_ascii=False, indent=2, default=str)


def _no_element(file: SourceFile, place: str, root: str) -> NotFound:
    return NotFound(
        "{file} has no place {place}. The file is XML; expected a path of elements that begins with path:/{root}, as in the "
        "notes of a figure.",
        file=file.name,
        place=place,
        root=root,
    )


def _no_row(file: SourceFile, place: str) -> NotFound:
    return NotFound(
        "{file} has no place {place}. Expected a row such as row:2, or sheet:NAME/row:2 in a workbook, as in the notes of a "
        "figure.",
        file=file.name,
        place=place,
    )


def _no_record(file: SourceFile, place: str) -> NotFound:
    return NotFound(
        "{file} has no place {place}. The file is JSON; expected a path such as path:/0, or row:2/name if each line is a "
        "record, as in the notes of a figure.",
        file=file.name,
        place=place,
    )
