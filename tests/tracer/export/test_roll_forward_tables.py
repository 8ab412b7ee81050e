"""The roll-forward as CSV and as a workbook: every figure once, sums as formulas, no formula of a text."""

from __future__ import annotations

import csv
import io
from datetime import date

import openpyxl

from tracer.casefile.roll_forward_sheet import AssetRoll, MoneyRoll, RollForwardSheet, SheetCell
from tracer.export.roll_forward_tables import write_roll_forward_csv, write_roll_forward_xlsx
from tracer.recovery.controls.roll_forward import COLUMNS
from tracer.wording.language import find_language
from tracer.wording.recovery.control_words import ROLL_COLUMN_WORDS

EN, RO = find_language("en"), find_language("ro")
FIGURES = {"opening": (2, 250050), "added": (1, 100), "sold": (-1, -50), "closing": (2, 250100)}
CELLS = tuple(
    SheetCell(column, *FIGURES.get(column, (0, 0)), ("ast-1", "ast-2") if column == "opening" else ())
    for column in COLUMNS
)
SHEET = RollForwardSheet(
    None,
    date(2026, 6, 30),
    date(2026, 7, 1),
    (AssetRoll("=office", "car", "RON", CELLS), AssetRoll("=office", "car", "", CELLS)),
    (MoneyRoll("=office", "UNIQUE_ACCOUNT", "RON", 100, 50, 30, 120),),
)


def test_every_figure_stands_in_one_row_of_the_table():
    rows = list(csv.DictReader(io.StringIO(write_roll_forward_csv(SHEET, EN).decode("utf-8-sig"))))
    assert len(rows) == 2 * len(COLUMNS) + 4
    (opening,) = (
        row for row in rows if row["currency"] == "RON" and (row["kind"], row["column"]) == ("asset", "opening")
    )
    assert (opening["number"], opening["value"], opening["assets"]) == ("2", "2500.50", "ast-1 ast-2")
    assert {row["office"] for row in rows} == {"'=office"}
    assert {row["value"] for row in rows if row["currency"] == ""} == {""}
    assert [row["value"] for row in rows if row["kind"] == "money"] == ["1.00", "0.50", "0.30", "1.20"]
    assert write_roll_forward_csv(SHEET, EN) == write_roll_forward_csv(SHEET, RO)


def test_the_closing_of_the_workbook_is_a_formula_over_its_row():
    data = write_roll_forward_xlsx(SHEET, EN)
    book, shown = (openpyxl.load_workbook(io.BytesIO(data), data_only=only) for only in (False, True))
    assert book.sheetnames == ["Assets in number", "Assets in value", "Money"]
    number, value, money = book.worksheets
    assert [cell.value for cell in value[1]][:3] == ["Office", "Class", "Currency"]
    assert [cell.value for cell in value[1]][3:] == [EN.text(words) for words in ROLL_COLUMN_WORDS.values()]
    assert (number.max_row, value.max_row, money.max_row) == (3, 2, 2)
    assert value["M2"].value == number["M2"].value == "=SUM(D2:L2)"
    assert (shown.worksheets[0]["M2"].value, shown.worksheets[1]["M2"].value) == (2, 2501)
    assert sum(float(cell.value) for cell in value[2][3:12]) == 2501
    assert money["G2"].value == "=D2+E2-F2"
    assert shown.worksheets[2]["G2"].value == 1.2
    assert value["A2"].value == "=office"
    assert value["A2"].data_type == "s"


def test_the_workbook_speaks_romanian_and_is_the_same_twice():
    data = write_roll_forward_xlsx(SHEET, RO)
    assert data == write_roll_forward_xlsx(SHEET, RO)
    assert openpyxl.load_workbook(io.BytesIO(data)).sheetnames == ["Bunuri – număr", "Bunuri – valoare", "Bani"]


def test_every_column_has_its_words():
    assert tuple(ROLL_COLUMN_WORDS) == COLUMNS
