"""The workbook beside the PDF: text stays text, totals are formulas that can be checked, the same bytes twice."""

from __future__ import annotations

import io
import zipfile
from datetime import datetime
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.escape import unescape

from tracer.casefile.schedule import Amount, ScheduleSentence, Traced
from tracer.export.schedule_xlsx import write_schedule_xlsx
from tracer.wording.language import find_language
from tracer.wording.visible_signs import show_signs

RO, EN = find_language("ro"), find_language("en")
HOSTILE = (
    "=cmd|' /C calc'!A1",
    "=1+1",
    "+1",
    "-1",
    "@SUM(A1)",
    "{=1}",
    "https://exemplu.invalid",
    "mailto:x@exemplu.invalid",
    "\tx",
    "<b>&amp;",
    "'x",
    '=HYPERLINK("http://exemplu.invalid")',
    "_x0041_",
    "a\x0bb",
)


def sheets(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def rows_of(data: bytes, place: int = 0) -> list[tuple[Any, ...]]:
    book = sheets(data)
    return [tuple(cell.value for cell in row) for row in book[book.sheetnames[place]].iter_rows()]


@pytest.mark.parametrize("language", [EN, RO], ids=["en", "ro"])
def test_formulas_stand_in_total_cells_alone_and_give_the_known_sums(schedule: Any, line: Any, language: Any) -> None:
    lines = (
        line(1),
        line(2, value=Amount(33_333, "RON")),
        line(3),
        line(4, value=None, value_date=None),
        line(5, value=Amount(-150, "RON")),
    )
    made = schedule(lines)
    data = write_schedule_xlsx(made, language)
    formulas = {
        (sheet.title, cell.coordinate): cell.value
        for sheet in sheets(data)
        for row in sheet.iter_rows()
        for cell in row
        if cell.data_type == "f"
    }
    first = sheets(data).sheetnames[0]

    assert formulas == {
        (first, "I8"): '=SUMIFS(I2:I6,J2:J6,"EUR")',
        (first, "I9"): '=SUMIFS(I2:I6,J2:J6,"RON")',
    }
    kept = openpyxl.load_workbook(io.BytesIO(data), data_only=True)[first]
    table = [(row[8], row[9]) for row in rows_of(data)[1:6]]
    for place, total in enumerate(made.totals):
        by_hand = sum(round(value * 100) for value, currency in table if currency == total.currency)
        assert by_hand == total.minor
        assert round(kept.cell(8 + place, 9).value * 100) == total.minor
        assert kept.cell(8 + place, 10).value == total.currency


def test_text_from_files_stays_text_in_every_sheet(schedule: Any, line: Any) -> None:
    lines = tuple(
        line(n, caption=text, identifiers=text, acquired=text, tie=(ScheduleSentence("{a}", {"a": text}, (1,)),))
        for n, text in enumerate(HOSTILE, 1)
    )
    data = write_schedule_xlsx(schedule(lines, suspect="=1+1", case_title="=2+2", author="=3+3"), EN)
    book = sheets(data)

    for place, text in enumerate(HOSTILE, 2):
        for column in (3, 4, 6):
            cell = book["Assets"].cell(place, column)
            assert cell.data_type == "s"
            assert cell.hyperlink is None
            assert show_signs(text) in (cell.value, unescape(cell.value))
        assert book["Ties"].cell(place, 3).data_type == "s"
    assert all(
        cell.data_type != "f" for name in ("Ties", "Notes", "Sources", "About") for row in book[name] for cell in row
    )
    names = zipfile.ZipFile(io.BytesIO(data)).namelist()
    assert not [
        name for name in names if "external" in name.lower() or "vba" in name.lower() or "hyperlink" in name.lower()
    ]


def test_a_text_longer_than_a_cell_is_cut_with_a_mark_not_lost(schedule: Any, line: Any) -> None:
    value = rows_of(write_schedule_xlsx(schedule((line(1, caption="x" * 40_000),)), EN))[1][2]
    assert len(value) == 32_767
    assert value.endswith("x…")


def test_amounts_are_numbers_to_the_minor_unit_and_what_is_unknown_is_empty(schedule: Any, line: Any) -> None:
    bare = line(
        1,
        value=None,
        value_date=None,
        value_notes=(),
        prices=(),
        price_notes=(),
        owners=(),
        acquired="",
        identifiers="",
        traced=(),
        measures=(),
    )
    full = line(2, prices=(Amount(12_345_678_901_234, "RON"),), traced=(Traced("libr", 5, 7, 10, "JPY", ()),))
    first, second = rows_of(write_schedule_xlsx(schedule((bare, full)), EN))[1:3]

    assert first[4] == "unknown"
    assert [first[place] for place in range(6, 15)] == [None] * 9
    assert (second[6], second[7]) == (123_456_789_012.34, "RON")
    assert (second[8], second[9], second[10]) == (82_500.5, "EUR", datetime(2024, 3, 1))
    assert second[11:15] == (5, 7, 0, "JPY")


@pytest.mark.parametrize(
    ("acquired", "cell"),
    [
        ("2018-03-05", datetime(2018, 3, 5)),
        ("2018-03", "2018-03"),
        ("2018", "2018"),
        ("1874-03-05", "1874-03-05"),
        ("2018-02-30", "2018-02-30"),
        ("", None),
    ],
)
def test_a_whole_day_of_acquisition_is_a_date_and_anything_else_text(schedule, line, acquired, cell):
    (found,) = rows_of(write_schedule_xlsx(schedule((line(1, acquired=acquired),)), EN))[1:2]
    assert (found[5] or None) == cell


def test_prices_in_two_currencies_both_stand_in_the_cell(schedule: Any, line: Any) -> None:
    two = line(1, prices=(Amount(100_000, "EUR"), Amount(9_000, "RON")))
    (found,) = rows_of(write_schedule_xlsx(schedule((two,)), EN))[1:2]
    assert (found[6].replace("\xa0", " "), found[7]) == ("1,000.00 EUR; 90.00 RON", "EUR, RON")


def test_a_price_that_is_not_matched_stands_beside_the_sums(schedule: Any, line: Any) -> None:
    nothing, part = Traced("libr", 0, 300, 300, "EUR", (), unmatched_minor=300), Traced("libr", 5, 7, 10, "JPY", ())
    lines = (line(1, traced=(nothing,)), line(2, traced=(nothing, part)))
    one, two = rows_of(write_schedule_xlsx(schedule(lines), EN))[1:3]
    assert one[11:15] == (0, 3, 3, "EUR")
    several = tuple(text.replace("\u00a0", " ") for text in two[11:15])
    assert several == ("0.00 EUR; 5 JPY", "3.00 EUR; 7 JPY", "3.00 EUR; 0 JPY", "EUR; JPY"), "no purchase is left out"


@pytest.mark.parametrize("language", [EN, RO], ids=["en", "ro"])
def test_every_asset_note_and_source_has_its_row(schedule: Any, line: Any, language: Any) -> None:
    made = schedule(tuple(line(n) for n in range(1, 4)))
    data = write_schedule_xlsx(made, language)

    assert [row[2] for row in rows_of(data)[1:4]] == [asset.caption for asset in made.lines]
    assert [row[16] for row in rows_of(data)[1:4]] == ["1, 2, 3"] * 3
    row = "row" if language is EN else "rândul"
    assert rows_of(data, 2)[1] == ("1", "extras-inventat.csv", f"{row} 12", "a" * 64)
    assert [found[4] for found in rows_of(data, 3)[1:]] == ["a" * 64, "b" * 64]
    assert ("d" * 64) in {row[1] for row in rows_of(data, 4)}


@pytest.mark.parametrize("language", [EN, RO], ids=["en", "ro"])
def test_the_same_schedule_gives_the_same_bytes(schedule: Any, line: Any, language: Any) -> None:
    made = schedule((line(1), line(2)))
    assert write_schedule_xlsx(made, language) == write_schedule_xlsx(made, language)


def test_an_empty_schedule_is_a_workbook_too(schedule: Any) -> None:
    data = write_schedule_xlsx(schedule((), notes=(), sources=(), limits=()), RO)
    assert len(rows_of(data)) == 1


def test_a_sheet_lists_the_source_rows_of_each_picture_of_the_report(schedule: Any, line: Any, annex: Any) -> None:
    lost = annex(2, title="=1+1", svg="", withheld="lost", files=())
    data = write_schedule_xlsx(schedule((line(1),), annexes=(annex(1), lost)), EN)
    names = sheets(data).sheetnames
    assert names[-2:] == ["Annexes", "About"]
    head, *rows = rows_of(data, names.index("Annexes"))
    assert head[0] == "Annex" and [row[6:] for row in rows] == [
        ("extras-inventat.csv", "row 12", "a" * 64),
        ("extras-inventat.csv", "row 13", "a" * 64),
        ("carte-funciara-inventată.xlsx", "sheet Imobile, row 7", "b" * 64),
        (None, None, None),
    ]
    assert rows[0][:4] == ("1", "Schema Q0001S", "Banii vin din două conturi inventate.", "Procuror Inventat")
    assert "the case shows the same today" in rows[0][4] and "missing" in rows[3][4]
    assert rows[3][1] == "=1+1"
    cells = [cell for row in sheets(data)["Annexes"].iter_rows() for cell in row]
    assert {cell.data_type for cell in cells} <= {"s", "n"}


def test_without_a_picture_the_workbook_is_as_it_was(schedule: Any, line: Any) -> None:
    assert "Annexes" not in sheets(write_schedule_xlsx(schedule((line(1),)), EN)).sheetnames
