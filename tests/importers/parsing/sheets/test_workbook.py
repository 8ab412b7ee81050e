"""XLS and ODS give the same rows as XLSX; what holds no certain value is a problem of its row."""

from __future__ import annotations

import io
import zipfile
from dataclasses import replace
from pathlib import Path
from xml.sax.saxutils import escape, quoteattr

import pytest
from hypothesis import given
from hypothesis import strategies as st

from graph_schema.errors import TracerError
from importers.contract import UnreadableFile
from importers.mapping import ColumnMapping
from importers.parsing.grid import GridRow
from importers.parsing.sheets.workbook import list_sheets, read_sheet
from importers.source import SourceFile, from_bytes

XLS = Path(__file__).parent / "files" / "extras.xls"
MAPPING = ColumnMapping(
    name="extras",
    format="bank-ledger",
    version=1,
    encoding="utf-8",
    header_row=1,
    decimal_mark=",",
    date_pattern="DD.MM.YYYY",
    columns={"reference": "Nr", "booking_date": "Data", "amount": "Suma", "description": "Detalii"},
    sheet="Extras",
)
_NAMES = (
    'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" '
    'xmlns:calcext="urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0"'
)
HEADER = "".join(
    f'<table:table-cell office:value-type="string"><text:p>{title}</text:p></table:table-cell>'
    for title in ("Nr", "Data", "Suma", "Detalii")
)


def ods(rows: str, *, manifest: str = "", sheets: str = "", before: str = "") -> SourceFile:
    content = (
        f"<?xml version='1.0' encoding='UTF-8'?>{before}<office:document-content {_NAMES}><office:body><office:spreadsheet>"
        f'<table:table table:name="Extras"><table:table-column/><table:table-row>{HEADER}</table:table-row>{rows}'
        f"</table:table>{sheets}</office:spreadsheet></office:body></office:document-content>"
    )
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr("content.xml", content)
        archive.writestr("META-INF/manifest.xml", f"<manifest>{manifest}</manifest>")
    return from_bytes("extras.ods", stream.getvalue())


def cell(kind: str, text: str = "", **attributes: str) -> str:
    named = "".join(f" {name.replace('_', ':', 1).replace('_', '-')}={quoteattr(v)}" for name, v in attributes.items())
    typed = f' office:value-type="{kind}"' if kind else ""
    shown = f"<text:p>{escape(text)}</text:p>" if text else ""
    return f"<table:table-cell{typed}{named}>{shown}</table:table-cell>"


def row(*cells: str, times: int = 1) -> str:
    return f'<table:table-row table:number-rows-repeated="{times}">{"".join(cells)}</table:table-row>'


def read(file: SourceFile, mapping: ColumnMapping = MAPPING) -> list[GridRow]:
    return list(read_sheet(file, mapping, head_only=False))


def test_xls_gives_dates_exact_numbers_and_says_what_is_uncertain() -> None:
    rows = read(from_bytes("extras.xls", XLS.read_bytes()))
    assert [line.cells for line in rows] == [
        ("Nr", "Data", "Suma", "Detalii"),
        ("1", "05.03.2024", "1234,1", "Chirie aprilie șț"),
        ("2", "05.03.2024 10:11:12", "-0,3", "TRUE"),
        ("3", "", "#N/A", ""),
        ("4", "06.03.2024", "1.2345678901234568e+17", "lung"),
        ("5", "12:00:00", "7", "oră"),
    ]
    assert [line.locator for line in rows[:2]] == ["sheet:Extras/row:1", "sheet:Extras/row:2"]
    problems = [None if line.problem is None else str(line.problem) for line in rows]
    assert problems[:3] == [None, None, None]
    assert "cell 3 is the error #N/A" in str(problems[3])
    assert "more than 15 digits" in str(problems[4])
    assert problems[5] is None


def test_xls_lists_its_sheets_and_reads_the_one_named() -> None:
    file = from_bytes("extras.xls", XLS.read_bytes())
    assert list_sheets(file) == ["Extras", "Gol"]
    assert read(file, replace(MAPPING, sheet="Gol")) == []
    with pytest.raises(UnreadableFile, match="has the sheets Extras, Gol, and the mapping names none"):
        read(file, replace(MAPPING, sheet=None))


def test_ods_gives_the_stated_decimals_dates_and_texts() -> None:
    file = ods(
        row(
            cell("float", "1", office_value="1"),
            cell("date", "5 martie", office_date_value="2024-03-05"),
            cell("currency", "1.234,10 lei", office_value="1234.1"),
            '<table:table-cell office:value-type="string"><office:annotation><text:p>notă</text:p></office:annotation>'
            '<text:p>Chirie<text:s text:c="2"/>aprilie</text:p><text:p>șț</text:p></table:table-cell>',
        )
        + row(cell(""), times=3)
        + row(
            cell("float", "2", office_value="2"),
            cell("date", "x", office_date_value="2024-03-05T10:11:12"),
            cell("float", "0", office_value="1E-2"),
            cell("boolean", "ADEVĂRAT", office_boolean_value="true"),
            '<table:table-cell table:number-columns-repeated="1020"/>',
        )
        + row(cell(""), times=1_048_500)
    )
    rows = read(file)
    assert [(line.number, line.cells) for line in rows[1:]] == [
        (2, ("1", "05.03.2024", "1234,1", "Chirie  aprilie\nșț")),
        (6, ("2", "05.03.2024 10:11:12", "0,01", "TRUE")),
    ]
    assert all(line.problem is None for line in rows)


@pytest.mark.parametrize(
    ("uncertain", "reason"),
    [
        (cell("string", "#N/A", calcext_value_type="error"), "the error #N/A"),
        (cell("string", "Err:502", calcext_value_type="error"), "the error Err:502"),
        (cell("", table_formula="of:=[.A1]*2"), "a formula without a saved value"),
        (cell("float", "1", office_value="1234567890123456"), "more than 15 digits"),
        (cell("date", "x", office_date_value="2024-13-05"), "the error 2024-13-05"),
    ],
)
def test_ods_says_what_is_uncertain(uncertain: str, reason: str) -> None:
    line = read(ods(row(cell("float", "1", office_value="1"), uncertain)))[1]
    assert line.problem is not None
    assert reason in str(line.problem)


def test_a_sheet_beyond_the_limits_and_an_entity_are_refused() -> None:
    wide = '<table:table-cell table:number-columns-repeated="999999999999"><text:p>x</text:p></table:table-cell>'
    for file in (
        ods(row(wide)),
        ods(row(cell("string", "x"), times=1_048_577)),
        ods(
            row(
                '<table:table-cell table:number-columns-repeated="16384"><text:p>x</text:p></table:table-cell>',
                times=9_000,
            )
        ),
    ):
        with pytest.raises(UnreadableFile, match="beyond the limits"):
            read(file)
    with pytest.raises(UnreadableFile, match=r"document type declaration in content\.xml"):
        read(ods("", before="<!DOCTYPE x [<!ENTITY a 'b'>]>"))


def test_a_workbook_with_a_password_is_named() -> None:
    with pytest.raises(UnreadableFile, match="protected by a password"):
        read(ods("", manifest="<manifest:encryption-data/>"))


def test_ods_rows_of_other_sheets_are_not_read() -> None:
    other = f'<table:table table:name="Alt">{row(cell("string", "x"))}</table:table>'
    file = ods(row(cell("string", "1")), sheets=other)
    assert list_sheets(file) == ["Extras", "Alt"]
    assert [line.cells[0] for line in read(file)] == ["Nr", "1"]
    assert [line.cells for line in read(file, replace(MAPPING, sheet="Alt"))] == [("x",)]


def test_a_compound_file_of_another_program_is_no_workbook() -> None:
    with pytest.raises(UnreadableFile, match="not a workbook"):
        read(from_bytes("scrisoare.doc", bytes.fromhex("D0CF11E0A1B11AE1") + bytes(2000)))


@given(st.data())
def test_a_changed_file_gives_rows_or_a_clear_error(data: st.DataObject) -> None:
    sound = data.draw(st.sampled_from([XLS.read_bytes(), ods(row(cell("float", "1", office_value="1"))).data]))
    start = data.draw(st.integers(0, len(sound) - 1))
    changed = bytearray(sound)
    changed[start : start + data.draw(st.integers(0, 40))] = data.draw(st.binary(max_size=40))
    if not changed.startswith((b"PK\x03\x04", bytes.fromhex("D0CF11E0"))):
        return
    try:
        read(from_bytes("extras", bytes(changed)))
    except TracerError as error:
        assert str(error).startswith("extras ")
