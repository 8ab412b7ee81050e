"""Headers of one row, of several rows, with a title twice and without any; values above the header; joined and absent texts."""

from __future__ import annotations

import io
from dataclasses import replace

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from importers.contract import UnreadableFile
from importers.mapping import ColumnMapping
from importers.mapping_parts.records import FileCell, JoinedColumns
from importers.parsing.source_row import read_source_row
from importers.parsing.table import Table, matches_header, read_table
from importers.source import SourceFile, from_bytes

PLAIN = ColumnMapping(
    name="text",
    format="bank-ledger",
    version=1,
    encoding="utf-8",
    delimiter=";",
    header_row=1,
    decimal_mark=",",
    date_pattern="DD.MM.YYYY",
    columns={"booking_date": "Data", "amount": "Suma"},
)
BARE = replace(PLAIN, header_rows=0, columns={"booking_date": "#1", "amount": "#3"}, ignored=("#2",))


def text_file(text: str) -> SourceFile:
    return from_bytes("tabel.csv", text.encode())


def read(text: str, mapping: ColumnMapping) -> Table:
    assert matches_header(text_file(text), mapping).claims
    return read_table(text_file(text), mapping)


def cells(text: str, mapping: ColumnMapping) -> list[dict[str, str]]:
    return [dict(row.cells) for row in read(text, mapping).rows]


def test_a_title_that_stands_there_twice_is_named_by_position() -> None:
    text = "Data;Suma;Suma;\n01.02.2024;1;2;x\n"
    mapping = replace(PLAIN, columns={"booking_date": "Data", "amount": "#3 Suma"}, ignored=("#2", "#4"))
    assert cells(text, mapping) == [{"booking_date": "01.02.2024", "amount": "2"}]
    assert read_source_row(text_file(text), "row:2", (mapping,)).cells == (
        ("Data", "01.02.2024"),
        ("Suma", "1"),
        ("Suma", "2"),
        ("", "x"),
    )
    for wrong, words in (
        (replace(mapping, columns={"booking_date": "Data", "amount": "Suma"}), "twice: 'Suma'"),
        (replace(mapping, columns={"booking_date": "Data", "amount": "#3 Sold"}), "missing: '#3 Sold'"),
        (replace(mapping, ignored=("#2",)), "not in the mapping: ''"),
        (replace(mapping, ignored=("#2", "#4", "#5")), "missing: '#5'"),
    ):
        with pytest.raises(UnreadableFile, match=words):
            read_table(text_file(text), wrong)


def test_a_title_written_like_a_position_is_a_title() -> None:
    assert cells("#2;Data;Suma\nx;01.02.2024;1\n", replace(PLAIN, ignored=("#2",)))[0]["amount"] == "1"


def test_several_header_rows_are_one_title_each_column() -> None:
    text = "Extras\nData;Suma;;\n;Debit;Credit;\n01.02.2024;1;;\n"
    columns = {"booking_date": "Data", "debit": "Suma Debit", "credit": "Credit"}
    mapping = replace(PLAIN, header_row=2, header_rows=2, columns=columns, ignored=("#4",))
    assert [row.locator for row in read(text, mapping).rows] == ["row:4"]
    assert cells(text, mapping) == [{"booking_date": "01.02.2024", "debit": "1"}]
    with pytest.raises(UnreadableFile, match="ends before row 3"):
        read_table(text_file("Extras\nData;Suma;;\n"), mapping)


def test_a_table_without_a_header_is_read_by_position_from_its_first_row_on() -> None:
    text = "Extras\n\n01.02.2024;x;5\n02.02.2024;;6\n"
    mapping = replace(BARE, header_row=2)
    assert [(row.locator, row.cells["amount"]) for row in read(text, mapping).rows] == [("row:3", "5"), ("row:4", "6")]
    assert read_source_row(text_file(text), "row:4", (mapping,)).cells[0] == ("#1", "02.02.2024")


@pytest.mark.parametrize("text", ["01.02.2024;5\n", "2024-02-01;x;5\n", "01.02.2024;x;5;6\n", "Data;x;Suma\n", "\n"])
def test_another_table_without_a_header_is_not_claimed(text: str) -> None:
    assert not matches_header(text_file(text), BARE).claims


def test_a_workbook_without_a_header_or_with_two_rows_of_it() -> None:
    book = openpyxl.Workbook()
    for row in (
        ["Data", "Suma", None, None],
        [None, "Debit", "Credit", "Sold"],
        ["01.02.2024", None, 5],
        ["02.02.2024"],
    ):
        book.active.append(row)
    book.create_sheet("Alt")
    stream = io.BytesIO()
    book.save(stream)
    file = from_bytes("tabel.xlsx", stream.getvalue())
    columns = {"booking_date": "Data", "debit": "Suma Debit", "credit": "Credit", "balance": "Sold"}
    two = replace(PLAIN, delimiter=None, sheet="#1", header_rows=2, columns=columns)
    assert matches_header(file, two).claims
    assert [dict(row.cells) for row in read_table(file, two).rows] == [
        {"booking_date": "01.02.2024", "credit": "5"},
        {"booking_date": "02.02.2024"},
    ]
    none = replace(two, header_row=3, header_rows=0, columns={"booking_date": "#1", "amount": "#3"}, ignored=("#2",))
    assert [dict(row.cells)["booking_date"] for row in read_table(file, none).rows] == ["01.02.2024", "02.02.2024"]
    with pytest.raises(UnreadableFile, match="no sheet '#3'"):
        read_table(file, replace(two, sheet="#3"))


def test_a_value_of_the_whole_file_stands_above_the_header() -> None:
    text = "Cont: RO49 (RON);x\nSold;7,00\nData;Suma\n01.02.2024;1\n"
    values = {"account": FileCell(row=1, after="Cont:", until="("), "opening_balance": FileCell(row=2, column=2)}
    mapping = replace(PLAIN, header_row=3, file_values=values)
    found = {"account": "RO49", "opening_balance": "7,00", "booking_date": "01.02.2024", "amount": "1"}
    assert cells(text, mapping) == [found]
    for wrong in (FileCell(row=1, column=3), FileCell(row=1, after="IBAN"), FileCell(row=1, until="EUR")):
        with pytest.raises(UnreadableFile, match="does not state account"):
            read_table(text_file(text), replace(mapping, file_values={"account": wrong}))
    assert "account" not in cells(text.replace("RO49", "NULL"), replace(mapping, nulls=("NULL",)))[0]


@given(
    st.lists(st.sampled_from(("", "-", "NULL", "a", "b c")), min_size=2, max_size=4), st.sampled_from((" ", " / ", ""))
)
def test_one_field_from_several_columns_has_their_texts_in_order(texts: list[str], by: str) -> None:
    titles = tuple(f"T{number}" for number in range(len(texts)))
    mapping = replace(PLAIN, joined={"description": JoinedColumns(columns=titles, by=by)}, nulls=("-", "NULL"))
    table = ";".join(["Data", "Suma", *titles]) + "\n" + ";".join(["01.02.2024", "1", *texts]) + "\n"
    said = by.join(text for text in texts if text not in ("", "-", "NULL"))
    assert cells(table, mapping)[0].get("description", "") == said


def test_a_day_and_its_time_in_two_columns_are_one_field() -> None:
    parts = JoinedColumns(columns=("Ziua", "Ora"))
    mapping = replace(PLAIN, columns={"amount": "Suma"}, joined={"booking_date": parts}, date_pattern="DD.MM.YYYY h:mm")
    assert cells("Ora;Suma;Ziua\n9:30;1;01.02.2024\n", mapping)[0]["booking_date"] == "01.02.2024 9:30"


def test_codes_have_a_meaning_for_texts_that_they_do_not_list_and_fields_a_value_where_the_cell_is_empty() -> None:
    mapping = replace(
        PLAIN,
        columns={**PLAIN.columns, "kind": "Tip", "currency": "Valuta"},
        codes={"kind": {"ATM": "cash_withdrawal"}},
        code_defaults={"kind": "transfer"},
        defaults={"kind": "unknown", "currency": "RON"},
        nulls=("N/A",),
    )
    table = "Data;Suma;Tip;Valuta\n;1;ATM;EUR\n;1;OP;N/A\n;1;N/A;\n"
    assert [(row["kind"], row["currency"]) for row in cells(table, mapping)] == [
        ("cash_withdrawal", "EUR"),
        ("transfer", "RON"),
        ("unknown", "RON"),
    ]
    strict = read(table, replace(mapping, code_defaults={}))
    assert [found.value for found in strict.rejections] == ["OP"]
