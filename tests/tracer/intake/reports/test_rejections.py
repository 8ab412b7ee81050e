"""Rows that were not kept go back to the sender as plain text: nothing in them runs in a spreadsheet."""

from __future__ import annotations

from graph_schema.messages import Message
from tracer.intake.reports.import_report import FileReport, RejectedRow
from tracer.intake.reports.rejections import write_rejections
from tracer.wording.language import find_language


def test_the_rows_are_written_with_place_value_and_reason(tmp_path):
    rows = (
        RejectedRow("row:3", "31.02.2024", "no such day", "31.02.2024;1,00;plată"),
        RejectedRow("row:9", "=1+1", 'no sum, it says "=1+1"', "=1+1;RON"),
    )
    write_rejections(FileReport("rând.csv", "imported", rejections=rows), tmp_path / "out.csv", find_language("en"))
    assert (tmp_path / "out.csv").read_bytes().decode("utf-8") == (
        "\ufeffplace,value,reason,row\r\n"
        'row:3,31.02.2024,no such day,"31.02.2024;1,00;plată"\r\n'
        'row:9,\'=1+1,"no sum, it says ""=1+1""",\'=1+1;RON\r\n'
    )


def test_titles_and_reasons_are_in_the_readers_language(tmp_path):
    rows = (
        RejectedRow("row:3", "", Message("The required field {field} is empty. Ask the sender.", field="amount"), ""),
    )
    write_rejections(FileReport("rând.csv", "imported", rejections=rows), tmp_path / "out.csv", find_language("ro"))
    assert (tmp_path / "out.csv").read_bytes().decode("utf-8-sig") == (
        "loc,valoare,motiv,rând\r\nrow:3,,Câmpul obligatoriu amount este gol. Întrebați expeditorul.,\r\n"
    )
