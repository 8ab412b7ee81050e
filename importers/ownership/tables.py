"""Divides a published table with a header into rows: each row is a record of named texts, or an error."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator
from typing import Final, Literal

from graph_schema.errors import WrongValue
from importers.contract import UnreadableFile
from importers.ownership.record_reading import Row
from importers.parsing.exact_json import Json
from importers.parsing.limits import CELLS, LINE_SIGNS, ROWS
from importers.parsing.text import decode_text
from importers.source import SourceFile

_ENCODING: Final = "utf-8-sig"


def read_header(file: SourceFile, delimiter: str) -> tuple[str, ...]:
    """The titles of the first line, without quotation marks; empty if it is not UTF-8."""
    first = file.head.removeprefix(b"\xef\xbb\xbf").partition(b"\n")[0]
    try:
        text = first.decode("utf-8")
    except UnicodeDecodeError:
        return ()
    return tuple(title.strip().strip('"') for title in text.split(delimiter))


def split_table(file: SourceFile, delimiter: str, quote: str | None = '"') -> Iterator[Row]:
    """Which rows does the table contain? The place of a row is the line on which it begins; empty cells are left out.

    ``quote`` None: quotation marks are ordinary characters. A row with more or fewer cells than the header gives an error.
    Raises: UnreadableFile for another encoding than UTF-8, a quotation mark that is not closed, or too many rows.
    """
    if file.data.count(b"\n") > ROWS or file.data.count(delimiter.encode()) > CELLS:
        raise UnreadableFile(
            "{file} has more than {limit} rows or too many cells. Split it into several files.",
            file=file.name,
            limit=ROWS,
        )
    stream = io.StringIO(decode_text(file, _ENCODING), newline="")
    quoting: Literal[0, 3] = csv.QUOTE_NONE if quote is None else csv.QUOTE_MINIMAL
    csv.field_size_limit(LINE_SIGNS)
    reader = csv.reader(stream, delimiter=delimiter, quotechar=quote, quoting=quoting, strict=True)
    header: list[str] = []
    start = 1
    try:
        for cells in reader:
            locator, start = f"row:{start}", reader.line_num + 1
            if not any(cell.strip() for cell in cells):
                continue
            if not header:
                header = [cell.strip() for cell in cells]
                continue
            yield locator, delimiter.join(cells), _record(header, cells, locator)
    except csv.Error as error:
        raise UnreadableFile(
            "{file}, line {line}: the row cannot be divided into cells ({reason}). Ask the publisher for the file again.",
            file=file.name,
            line=reader.line_num,
            reason=str(error),
        ) from None


def _record(header: list[str], cells: list[str], locator: str) -> Json | WrongValue:
    if len(cells) != len(header):
        return WrongValue(
            "{place} has {value} cells, and the header has {expected}. Ask the publisher for the file again.",
            place=locator,
            value=len(cells),
            expected=len(header),
        )
    return {title: text for title, cell in zip(header, cells, strict=True) if (text := cell.strip())}
