"""A file that is cut off or in another encoding is refused with what is wrong with it and what to do."""

from __future__ import annotations

import io

import pytest
from openpyxl import Workbook

from importers.registry import UnknownFormat, read_source
from importers.source import from_bytes

TABLE = "data,suma,valuta\n2024-01-05,12.50,RON\n"


def workbook():
    made, stream = Workbook(), io.BytesIO()
    made.active.append(["data", "suma"])
    made.save(stream)
    return stream.getvalue()


def refusal(name, data):
    with pytest.raises(UnknownFormat) as raised:
        read_source(from_bytes(name, data), ())
    return str(raised.value)


@pytest.mark.parametrize("kept", [100, 1000, -1])
def test_a_workbook_that_is_cut_off_is_asked_for_again(kept):
    assert "cut off or damaged. Ask the sender for the file again." in refusal("extras.xlsx", workbook()[:kept])


def test_a_whole_workbook_without_a_mapping_is_not_called_damaged():
    assert "If it is a table, give a mapping" in refusal("extras.xlsx", workbook())


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
def test_text_in_utf_16_is_named_with_what_to_do(encoding):
    said = refusal("persoane.csv", TABLE.encode(encoding))
    assert "persoane.csv is text in UTF-16" in said
    assert "save it as CSV in UTF-8" in said


@pytest.mark.parametrize("data", [TABLE.encode(), b"\0\0\0\0\0\0\0\0", b"ab", "ăîșț".encode()])
def test_other_bytes_are_not_called_utf_16(data):
    assert "UTF-16" not in refusal("x.csv", data)
