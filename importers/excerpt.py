"""The row behind a figure: what stands at one place of a kept file, read again with the same strictness."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from lxml import etree

from graph_schema.errors import NotFound, WrongValue
from importers.mapping import ColumnMapping
from importers.parsing.exact_json import decode_json_text, parse_json
from importers.parsing.grid import GridRow
from importers.parsing.lines import read_lines
from importers.parsing.table import matches_header
from importers.parsing.workbook import read_sheet
from importers.parsing.xml import local_name, parse_xml
from importers.source import SourceFile

_STEP: Final = re.compile(r"([^\[\]/]+)(?:\[([^\]]+)\])?")
_INDEX: Final = re.compile(r"[0-9]{1,18}")
_LINE: Final = re.compile(r"row:([0-9]{1,18})(/.+)?")


@dataclass(frozen=True, slots=True)
class Excerpt:
    """``cells``: (column title, cell) where the file is a table; ``text``: the row or element as it stands there."""

    cells: tuple[tuple[str, str], ...]
    text: str


def read_excerpt(file: SourceFile, locator: str, mappings: tuple[ColumnMapping, ...]) -> Excerpt:
    """What stands at this place? ``mappings``: those saved with the case, to lay out a table's columns.

    Raises: NotFound when the file has no such place; UnreadableFile when it can no longer be read.
    """
    if locator.startswith("path:"):
        path = locator.removeprefix("path:")
        first = file.head.lstrip(b"\xef\xbb\xbf \t\r\n")[:1]
        if first == b"<":
            return Excerpt((), _element_text(_find_element(file, path)))
        if first not in (b"{", b"["):
            raise _missing(file, locator)
        return Excerpt((), _json_text(file, decode_json_text(file), path))
    for mapping in mappings:
        if matches_header(file, mapping).claims:
            return _table_row(file, locator, mapping)
    return _line(file, locator)


def _table_row(file: SourceFile, locator: str, mapping: ColumnMapping) -> Excerpt:
    header: tuple[str, ...] = ()
    for row in _grid(file, mapping):
        if row.number == mapping.header_row:
            header = row.cells
        if row.locator == locator:
            return Excerpt(tuple(zip(header, row.cells, strict=False)), row.raw)
    raise _missing(file, locator)


def _grid(file: SourceFile, mapping: ColumnMapping) -> Iterator[GridRow]:
    if mapping.delimiter is None:
        return read_sheet(file, mapping, head_only=False)
    return read_lines(file, mapping, head_only=False)


def _line(file: SourceFile, locator: str) -> Excerpt:
    found = _LINE.fullmatch(locator)
    lines = () if b"\0" in file.head else file.data.decode("utf-8-sig", errors="replace").split("\n")
    if found is None or not 1 <= int(found[1]) <= len(lines):
        raise _missing(file, locator)
    text = lines[int(found[1]) - 1].strip()
    return Excerpt((), text if found[2] is None else _json_text(file, text, found[2]))


def _find_element(file: SourceFile, path: str) -> etree._Element:
    element = parse_xml(file)
    steps = [_STEP.fullmatch(step) for step in path.strip("/").split("/")]
    if steps[0] is None or steps[0][1] != local_name(element) or steps[0][2] not in (None, "1"):
        raise _missing(file, path)
    for step in steps[1:]:
        if step is None:
            raise _missing(file, path)
        named = [child for child in element if local_name(child) == step[1]]
        found = _choose(named, step[2])
        if found is None:
            raise _missing(file, path)
        element = found
    return element


def _choose(named: list[etree._Element], mark: str | None) -> etree._Element | None:
    """By position, or by the value of an attribute."""
    if mark is None:
        return named[0] if named else None
    if _INDEX.fullmatch(mark) and 1 <= int(mark) <= len(named):
        return named[int(mark) - 1]
    return next((child for child in named if mark in child.attrib.values()), None)


def _element_text(element: etree._Element) -> str:
    etree.indent(element)
    return etree.tostring(element, encoding="unicode", with_tail=False).strip()


def _json_text(file: SourceFile, text: str, path: str) -> str:
    try:
        value: object = parse_json(text, file.name)
    except WrongValue:
        raise _missing(file, path) from None
    for place, step in enumerate(path.strip("/").split("/")):
        if isinstance(value, list) and _INDEX.fullmatch(step) and int(step) < len(value):
            value = value[int(step)]
        elif isinstance(value, dict) and step in value:
            value = value[step]
        # A file that holds one record alone has it at place 0.
        elif not (place == 0 and step == "0" and isinstance(value, dict)):
            raise _missing(file, path)
    return json.dumps(value, ensure_ascii=False, indent=2, default=str)


def _missing(file: SourceFile, place: str) -> NotFound:
    return NotFound("{file} has no place {place}.", file=file.name, place=place)
