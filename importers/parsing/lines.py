"""Rows of a delimited text table (CSV and its relatives), quotation marks strict."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from importers.contract import UnreadableFile
from importers.mapping import ColumnMapping
from importers.parsing.grid import GridRow
from importers.parsing.text import decode_head, decode_text
from importers.source import SourceFile


def read_lines(file: SourceFile, mapping: ColumnMapping, *, head_only: bool) -> Iterator[GridRow]:
    """Which rows stand in this text table, from its first line on? A quoted cell may run over several lines.

    Raises: UnreadableFile for a workbook, a wrong encoding or a quotation mark that is never closed.
    """
    delimiter = mapping.delimiter or ","
    if file.head.startswith(b"PK\x03\x04"):
        raise UnreadableFile(
            "{file} is a workbook or archive, and the mapping {mapping!r} reads text tables. Use a mapping "
            "without a delimiter.",
            file=file.name,
            mapping=mapping.name,
        )
    text = decode_head(file, mapping.encoding) if head_only else decode_text(file, mapping.encoding)
    stream = io.StringIO(text, newline="")
    if mapping.quote is None:
        reader = csv.reader(stream, delimiter=delimiter, quoting=csv.QUOTE_NONE, strict=True)
    else:
        reader = csv.reader(stream, delimiter=delimiter, quotechar=mapping.quote, strict=True)
    number = 0
    while True:
        try:
            cells = next(reader, None)
        except csv.Error as error:
            raise UnreadableFile(
                "{file}, line {line}: the row cannot be divided into cells ({reason}). A quotation mark is "
                "left open, or the mapping states another delimiter than the file uses.",
                file=file.name,
                line=reader.line_num,
                reason=str(error),
            ) from None
        if cells is None:
            return
        number += 1
        yield GridRow(number, f"row:{number}", tuple(cell.strip() for cell in cells), delimiter.join(cells))
