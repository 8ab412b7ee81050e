"""Reads the rows of a delimited text table (CSV and similar), with strict quotation marks."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterator

from graph_schema.messages import Message
from importers.contract import UnreadableFile
from importers.mapping import ColumnMapping
from importers.parsing.grid import GridRow
from importers.parsing.limits import CELLS, LINE_SIGNS, ROWS
from importers.parsing.text import decode_head, read_text_lines
from importers.source import SourceFile


def read_lines(file: SourceFile, mapping: ColumnMapping, *, head_only: bool) -> Iterator[GridRow]:
    """Which rows does this text table contain, from its first line on? A quoted cell may have several lines.

    Raises: UnreadableFile for a workbook, a wrong encoding or a quotation mark that is not closed.
    """
    delimiter = mapping.delimiter or ","
    if file.head.startswith(b"PK\x03\x04"):
        raise UnreadableFile(
            "{file} is a workbook or archive, and the mapping {mapping!r} reads text tables. Use a mapping "
            "without a delimiter.",
            file=file.name,
            mapping=mapping.name,
        )
    if not head_only:
        _check_size(file, delimiter)
    if head_only:
        stream: Iterator[str] = io.StringIO(decode_head(file, mapping.encoding), newline="")
        measure = None
    else:
        measure = _Measure(file)
        stream = measure.count(read_text_lines(file, mapping.encoding, LINE_SIGNS))
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
                "{file}, line {line}: the row cannot be divided into cells ({reason}). A quotation mark is not "
                "closed, or the mapping states a wrong delimiter. Correct the mapping, or ask the sender for the "
                "file again.",
                file=file.name,
                line=reader.line_num,
                reason=str(error),
            ) from None
        if cells is None:
            return
        number += 1
        if measure is not None:
            measure.start(number + 1)
        yield GridRow(number, f"row:{number}", tuple(cell.strip() for cell in cells), delimiter.join(cells))


class _Measure:
    """Counts the characters of the current row."""

    def __init__(self, file: SourceFile) -> None:
        self._file = file
        self.start(1)

    def start(self, row: int) -> None:
        """Begin a new row."""
        self._row, self._signs = row, 0

    def count(self, lines: Iterator[str]) -> Iterator[str]:
        """The same lines, counted. Raises UnreadableFile if a row has too many characters."""
        for line in lines:
            self._signs += len(line)
            if self._signs > LINE_SIGNS:
                raise _too_long(self._file, self._row)
            yield line


def _check_size(file: SourceFile, delimiter: str) -> None:
    for what, limit in ((b"\n", ROWS), (delimiter.encode("utf-8"), CELLS)):
        if file.data.count(what) > limit:
            raise UnreadableFile(
                "{file} has more than {limit} {what}. Split it into several files.",
                file=file.name,
                limit=limit,
                what=Message("rows") if what == b"\n" else Message("cells"),
            )


def _too_long(file: SourceFile, row: int) -> UnreadableFile:
    return UnreadableFile(
        "{file}, row {row}: the row has more than {limit} characters: the file is not a table, or a quotation mark "
        "is not closed. Ask the sender for the file again.",
        file=file.name,
        row=row,
        limit=LINE_SIGNS,
    )
