"""The workbook: read back by others as it was written, and free of anything that differs by machine."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime
from decimal import Decimal

from openpyxl import load_workbook

from tracer.sample.files.workbook import write_workbook

ROWS = [
    ("Dată", "Sumă", "Text"),
    (date(2021, 5, 17), Decimal("-1234.50"), "a < b & c"),
    (None, Decimal("0.07"), ""),
]


def test_another_program_reads_the_same_cells() -> None:
    sheet = load_workbook(io.BytesIO(write_workbook("Tranzacții & co", ROWS)), data_only=True)["Tranzacții & co"]
    assert [list(row) for row in sheet.iter_rows(values_only=True)] == [
        ["Dată", "Sumă", "Text"],
        [datetime(2021, 5, 17), -1234.5, "a < b & c"],
        [None, 0.07, None],
    ]


def test_nothing_in_it_depends_on_machine_or_time() -> None:
    data = write_workbook("Foaie", ROWS)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        for member in archive.infolist():
            assert member.compress_type == zipfile.ZIP_STORED
            assert member.date_time == (1980, 1, 1, 0, 0, 0)
            assert (member.create_system, member.external_attr) == (3, 0o600 << 16)
    assert data == write_workbook("Foaie", ROWS)
