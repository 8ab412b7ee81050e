"""Tables of text and workbooks, laid out by their header and by nothing else."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime

import openpyxl
import pytest

from importers.contract import UnreadableFile
from importers.mapping import ColumnMapping
from importers.parsing.table import choose_mapping, matches_header, read_table, recognise_table
from importers.source import SourceFile, from_bytes

TEXT = ColumnMapping(
    name="text",
    format="bank-ledger",
    version=1,
    encoding="utf-8",
    delimiter=";",
    header_row=1,
    decimal_mark=",",
    date_pattern="DD.MM.YYYY",
    columns={"day": "Data", "sum": "Suma", "sign": "Tip"},
    constants={"currency": "RON"},
    codes={"sign": {"C": "credit", "": "debit"}},
    ignored=("Nr",),
)
BOOK = replace(TEXT, name="book", delimiter=None, codes={})


def text_file(text: str, encoding: str = "utf-8") -> SourceFile:
    return from_bytes("tabel.csv", text.encode(encoding))


def book_file(rows: list[list[object]], sheets: tuple[str, ...] = ()) -> SourceFile:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    for sheet in sheets:
        book.create_sheet(sheet)
    stream = io.BytesIO()
    book.save(stream)
    return from_bytes("tabel.xlsx", stream.getvalue())


def test_rows_are_read_by_the_header_in_any_order() -> None:
    table = read_table(text_file('Nr;Tip;Suma;Data\n1;C;"1;5";01.02.2024\n\n;;;\n2;; 7 ;02.02.2024\n'), TEXT)
    assert [(row.locator, dict(row.cells)) for row in table.rows] == [
        ("row:2", {"day": "01.02.2024", "sum": "1;5", "sign": "credit", "currency": "RON"}),
        ("row:5", {"day": "02.02.2024", "sum": "7", "sign": "debit", "currency": "RON"}),
    ]
    assert table.rejections == ()


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("1;C;5", "the row has 3 cells, the header 4"),
        ("1;C;5;01.02.2024;", "the row has 5 cells, the header 4"),
        ("1;K;5;01.02.2024", "'K'; expected one of 'C', ''"),
    ],
)
def test_a_row_that_does_not_fit_is_rejected_whole(line: str, reason: str) -> None:
    table = read_table(text_file(f"Nr;Tip;Suma;Data\n{line}\n9;C;9;09.02.2024\n"), TEXT)
    assert [row.locator for row in table.rows] == ["row:3"]
    assert [(found.locator, found.row) for found in table.rejections] == [("row:2", line)]
    assert reason in table.rejections[0].reason


@pytest.mark.parametrize(
    ("header", "words"),
    [
        ("Nr;Tip;Suma", "missing: 'Data'"),
        ("Nr;Tip;Suma;Data;Sold", "not in the mapping: 'Sold'"),
        ("Nr;Tip;Suma;Data;Data", "twice: 'Data'"),
        ("Nr;Tip;suma;Data", "missing: 'Suma'; not in the mapping: 'suma'"),
    ],
)
def test_another_header_stops_the_import(header: str, words: str) -> None:
    with pytest.raises(UnreadableFile, match="row 1: the header differs") as raised:
        read_table(text_file(header + "\n"), TEXT)
    assert words in str(raised.value)
    assert not matches_header(text_file(header + "\n"), TEXT).claims


def test_preamble_and_closing_line_are_left_aside_and_nothing_after_them() -> None:
    mapping = replace(TEXT, header_row=3, footers=("Total",), codes={})
    text = "Extras\n\nNr;Tip;Suma;Data\n1;C;5;01.02.2024\nTotal;;5;\n"
    assert [row.locator for row in read_table(text_file(text), mapping).rows] == ["row:4"]
    late = read_table(text_file(text + "2;C;6;02.02.2024\n"), mapping)
    assert [found.locator for found in late.rejections] == ["row:6"]
    with pytest.raises(UnreadableFile, match="ends before row 3"):
        read_table(text_file("Extras\n"), mapping)


def test_a_wrong_encoding_stops_the_import_with_the_offset() -> None:
    latin = text_file("Nr;Tip;Suma;Data\n1;C;5;ţ\n", "iso-8859-2")
    with pytest.raises(UnreadableFile, match="not utf-8 text: the byte at offset 23"):
        read_table(latin, TEXT)
    windows = text_file("Nr;Tip;Suma;Data\n1;C;5;„\n", "windows-1250")
    with pytest.raises(UnreadableFile, match="control character at position 23"):
        read_table(windows, replace(TEXT, encoding="iso-8859-2"))
    with pytest.raises(UnreadableFile, match="NUL at character 1"):
        read_table(text_file("Nr;Tip", "utf-16-le"), TEXT)
    with pytest.raises(UnreadableFile, match="utf-8-sig"):
        read_table(text_file("Nr;Tip;Suma;Data\n", "utf-8-sig"), TEXT)
    marked = text_file("Nr;Tip;Suma;Data\n1;C;5;ț\n", "utf-8-sig")
    assert read_table(marked, replace(TEXT, encoding="utf-8-sig")).rows[0].cells["day"] == "ț"


def test_an_open_quotation_mark_stops_the_import_unless_quotes_are_letters() -> None:
    text = 'Nr;Tip;Suma;Data\n1;C;"5;01.02.2024\n'
    with pytest.raises(UnreadableFile, match="line 2"):
        read_table(text_file(text), TEXT)
    assert read_table(text_file(text), replace(TEXT, quote=None)).rows[0].cells["sum"] == '"5'


def test_a_header_beyond_the_first_part_of_the_file_is_recognised_by_its_start() -> None:
    long = text_file("Nr;Tip;Suma;Data\n" + "1;C;5;ț\n" * 20_000)
    assert matches_header(long, TEXT).claims


def test_typed_cells_become_text_without_arithmetic() -> None:
    rows = [
        ["Nr", "Tip", "Suma", "Data"],
        [1, True, 1234.56, date(2024, 3, 1)],
        [2, "x", 0.1, datetime(2024, 3, 1, 10, 30)],
        [3, None, 1e14, None],
        [4, 123456789012345, -7.0, "text"],
    ]
    table = read_table(book_file(rows), BOOK)
    assert [dict(row.cells) for row in table.rows] == [
        {"currency": "RON", "sign": "TRUE", "sum": "1234,56", "day": "01.03.2024"},
        {"currency": "RON", "sign": "x", "sum": "0,1", "day": "01.03.2024 10:30:00"},
        {"currency": "RON", "sum": "100000000000000"},
        {"currency": "RON", "sign": "123456789012345", "sum": "-7", "day": "text"},
    ]
    assert table.rows[0].locator == "sheet:Sheet/row:2"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        ([1, "=1+1", 5, None], "cell 2 is a formula without a saved value"),
        ([1, "#REF!", 5, None], "cell 2 is the error #REF!"),
        ([1, 1234567890123456, 5, None], "cell 2 is a number of more than 15 digits"),
        ([1, "C", 5, None, "x"], "the row has 5 cells, the header 4"),
    ],
)
def test_a_cell_without_a_value_rejects_its_row(row: list[object], words: str) -> None:
    table = read_table(book_file([["Nr", "Tip", "Suma", "Data"], row, [None] * 4, [2, "C"]]), BOOK)
    assert [found.locator for found in table.rejections] == ["sheet:Sheet/row:2"]
    assert words in table.rejections[0].reason
    assert [row.locator for row in table.rows] == ["sheet:Sheet/row:4"]


def test_the_sheet_must_be_named_where_there_are_several() -> None:
    several = book_file([["Nr", "Tip", "Suma", "Data"]], ("Alta",))
    with pytest.raises(UnreadableFile, match="has the sheets Sheet, Alta"):
        read_table(several, BOOK)
    assert read_table(several, replace(BOOK, sheet="Sheet")).rows == ()
    with pytest.raises(UnreadableFile, match="has no sheet 'Cont'"):
        read_table(several, replace(BOOK, sheet="Cont"))


def with_part(file: SourceFile, change: Callable[[bytes], bytes]) -> SourceFile:
    """The workbook with its sheet's XML changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(file.data)) as old, zipfile.ZipFile(stream, "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, change(content) if name == "xl/worksheets/sheet1.xml" else content)
    return from_bytes("tabel.xlsx", stream.getvalue())


def test_a_hostile_or_damaged_workbook_is_refused() -> None:
    sound = book_file([["Nr", "Tip", "Suma", "Data"]])
    hostile = with_part(sound, lambda content: b"<!DOCTYPE x>" + content)
    hidden = with_part(sound, lambda content: ("<!DOCTYPE x>" + content.decode()).encode("utf-16-le"))
    for file in (hostile, hidden):
        with pytest.raises(UnreadableFile, match="contains a document type declaration in"):
            read_table(file, BOOK)
    broken = with_part(sound, lambda content: content[:-20])
    with pytest.raises(UnreadableFile, match="damaged workbook"):
        read_table(broken, BOOK)
    with pytest.raises(UnreadableFile, match="damaged workbook"):
        read_table(from_bytes("tabel.xlsx", sound.data[:400]), BOOK)
    with pytest.raises(UnreadableFile, match="not a workbook"):
        read_table(text_file("Nr"), BOOK)
    with pytest.raises(UnreadableFile, match="is a workbook or archive"):
        read_table(sound, TEXT)


def test_one_mapping_must_fit() -> None:
    file = text_file("Nr;Tip;Suma;Data\n")
    other = replace(TEXT, name="other", columns={"day": "Ziua"}, codes={})
    assert choose_mapping(file, [other, TEXT], "bank-ledger") is TEXT
    assert recognise_table(file, [other, TEXT], "bank-ledger").claims
    with pytest.raises(UnreadableFile, match=r"No saved mapping.*missing: 'Ziua'"):
        choose_mapping(file, [other], "bank-ledger")
    with pytest.raises(UnreadableFile, match=r"text \(version 1\), twin \(version 2\)"):
        choose_mapping(file, [TEXT, replace(TEXT, name="twin", version=2)], "bank-ledger")
    assert recognise_table(file, [TEXT], "land-register").reason == "there is no saved mapping for land-register"
