"""Finds how a table is laid out: the sign between its cells, its header, and its columns."""

from __future__ import annotations

import csv
import io
import re
from collections import Counter
from collections.abc import Sequence
from typing import Final

from graph_schema.messages import Message
from importers.contract import UnreadableFile
from importers.mapping import ColumnMapping
from importers.parsing.grid import GridRow
from importers.parsing.lines import read_lines
from importers.parsing.sheets.workbook import is_workbook, read_sheet
from importers.proposing.encodings import find_encoding
from importers.proposing.findings import Findings, KeyDecision, TableColumn, TextTable
from importers.proposing.header_words import field_of
from importers.source import SourceFile

_DELIMITERS: Final = (";", ",", "\t", "|", "^")
_DATA: Final = re.compile(
    r"[0-9]{1,4}[./ -](?:[0-9]{1,2}|[^\W\d_]{3,12}\.?)[./ -][0-9]{1,4}\b.*|[^\W\d_]{3,12} [0-9]{1,2}, [0-9]{4}|"
    r"[(+\u2212-]?\s?[^\w\s()]{0,2}\s?[0-9][0-9.,' ]*(?:[eE][+-]?[0-9]+)?[)-]?"
)
_SEEN: Final = 300
_HEAD: Final = 30
_FEW_TITLES: Final = 2


def read_text_table(file: SourceFile, encoding: KeyDecision) -> TextTable:
    """The rows of a delimited text. ``encoding``: decided, or open; then rows are read in the first candidate.

    Raises: UnreadableFile if no sign divides the lines into cells.
    """
    name = encoding.value or encoding.candidates[0]
    text = file.head.decode(name, errors="ignore").removeprefix("\ufeff")
    best: tuple[tuple[float, int, int], str, str | None] | None = None
    for delimiter in _DELIMITERS:
        for quote in ('"', None):
            rows = _split(text, delimiter, quote)
            if rows is None or not rows:
                continue
            width, count = Counter(map(len, rows)).most_common(1)[0]
            cells = sum(bool(_DATA.fullmatch(cell.strip())) for row in rows for cell in row if len(row) == width)
            rank = (cells if width > 1 else -1, width, count)
            if best is None or rank > best[0]:
                best = (rank, delimiter, quote)
            break
    if best is None or best[0][1] < _FEW_TITLES:
        raise UnreadableFile(
            "{file} is no table: no sign divides its lines into cells. Ask the sender for the rows as CSV or XLSX.",
            file=file.name,
        )
    _, delimiter, quote = best
    form: dict[str, object] = {"encoding": name, "delimiter": delimiter}
    decisions = [encoding]
    reason = Message("it divides most lines into the same number of cells, {count}", count=best[0][1])
    decisions.append(KeyDecision("delimiter", delimiter, reason))
    if quote is None:
        form["quote"] = None
        decisions.append(KeyDecision("quote", "null", Message("the quotation marks do not enclose cells")))
    probe = _probe(name, delimiter, quote)
    return TextTable(tuple(read_lines(file, probe, head_only=False)), form, tuple(decisions))


def read_book_table(file: SourceFile, sheet: str | None) -> TextTable:
    """The rows of a sheet of a workbook. Raises: UnreadableFile, for several sheets of which none is named, too."""
    probe = _probe("utf-8", None, '"', sheet=sheet)
    form: dict[str, object] = {"encoding": "utf-8", "delimiter": None}
    if sheet is not None:
        form["sheet"] = sheet
    decision = KeyDecision("delimiter", "null", Message("the file is a workbook"))
    return TextTable(tuple(read_sheet(file, probe, head_only=False)), form, (decision,))


def open_table(file: SourceFile, sheet: str | None, encoding: str | None) -> TextTable:
    """The rows of the file and how they were read. ``encoding``: if a person named it; None: by the bytes.

    Raises: UnreadableFile for a file that is no table in this encoding.
    """
    if is_workbook(file):
        return read_book_table(file, sheet)
    if encoding is not None:
        return read_text_table(file, KeyDecision("encoding", encoding, Message("a person named it")))
    return read_text_table(file, find_encoding(file.data))


def is_data(cell: str) -> bool:
    """Is this cell written like a day or a number?"""
    return _DATA.fullmatch(cell) is not None


def find_columns(rows: Sequence[GridRow], findings: Findings) -> tuple[TableColumn, ...]:
    """The columns of the table below its header, with the decision where the header is; all rows above it are left aside."""
    top, count = _header(rows, findings)
    header = [row for row in rows if top <= row.number < top + count]
    below = [row for row in rows if row.number >= top + count and not row.blank]
    width = max((len(row.cells) for row in header), default=0) or _usual_width(below)
    titles = [
        " ".join(filter(None, (row.cells[i] if i < len(row.cells) else "" for row in header))) for i in range(width)
    ]
    repeated = {title for title, times in Counter(titles).items() if times > 1}
    columns = []
    for index, title in enumerate(titles):
        place = f"#{index + 1}"
        address = place if not title else f"{place} {title}" if title in repeated else title
        cells = tuple(row.cells[index] if index < len(row.cells) else "" for row in below)
        columns.append(TableColumn(index, title, address, cells))
    return tuple(columns)


def _header(rows: Sequence[GridRow], findings: Findings) -> tuple[int, int]:
    """The number of the header row, and how many rows the header has."""
    usual = _usual_width(rows)
    head = [row for row in rows[:_HEAD] if not row.blank]
    known = {
        row.number: len({field_of(cell) for cell in row.cells if cell} - {None}) for row in head if _is_titles(row)
    }
    named = max(known, key=lambda number: known[number], default=0)
    if known.get(named, 0) >= _FEW_TITLES:
        findings.decide("header_row", named, Message("{count} of its titles are known", count=known[named]))
    else:
        first = next((row for row in head if len(row.cells) == usual), None)
        if first is None:
            findings.ask("header_row", Message("Which row has the titles of the columns?"))
            return 1, 1
        if any(map(is_data, first.cells)):
            findings.decide(
                "header_row", first.number, Message("the first row has days or amounts: there is no header")
            )
            findings.decide("header_rows", 0, Message("columns are named by position"))
            return first.number, 0
        findings.decide(
            "header_row", first.number, Message("the first row as wide as the table has neither days nor amounts")
        )
        named = first.number
    after = [row for row in rows if row.number > named and not row.blank][:2]
    if (
        len(after) == _FEW_TITLES
        and _is_titles(after[0])
        and _is_subtitle(after[0])
        and any(map(is_data, after[1].cells))
    ):
        findings.decide("header_rows", 2, Message("the row below has no digit, and the one after it has"))
        return named, after[0].number - named + 1
    return named, 1


def _is_titles(row: GridRow) -> bool:
    return any(row.cells) and not any(is_data(cell) for cell in row.cells if cell)


def _is_subtitle(row: GridRow) -> bool:
    return not any(sign.isdigit() for cell in row.cells for sign in cell) and "" in row.cells


def _usual_width(rows: Sequence[GridRow]) -> int:
    return Counter(len(row.cells) for row in rows[:_SEEN] if not row.blank).most_common(1)[0][0] if rows else 0


def _split(text: str, delimiter: str, quote: str | None) -> list[list[str]] | None:
    """The first rows of the text; None if the quotation marks do not fit."""
    stream = io.StringIO(text, newline="")
    if quote is None:
        reader = csv.reader(stream, delimiter=delimiter, quoting=csv.QUOTE_NONE, strict=True)
    else:
        reader = csv.reader(stream, delimiter=delimiter, quotechar=quote, strict=True)
    found = []
    try:
        for row in reader:
            if row:
                found.append(row)
            if len(found) >= _SEEN:
                break
    except csv.Error:
        # The first 64 KiB may end within a cell.
        return found if quote is not None and len(found) > _HEAD else None
    return found


def _probe(encoding: str, delimiter: str | None, quote: str | None, sheet: str | None = None) -> ColumnMapping:
    """A mapping by which rows can be read before their columns are known."""
    return ColumnMapping(
        name="?",
        format="bank-ledger",
        version=1,
        encoding=encoding,  # type: ignore[arg-type]
        header_row=1,
        decimal_mark=".",
        date_pattern="YYYY-MM-DD[ hh:mm:ss]",
        columns={"?": "?"},
        delimiter=delimiter,
        quote=quote,
        sheet=sheet,
    )
