"""A file too large, or one that unpacks beyond measure, is refused before the memory fills."""

from __future__ import annotations

import io
import tracemalloc
import zipfile
from pathlib import Path

import pytest

from graph_schema.errors import TracerError
from importers.contract import UnreadableFile
from importers.declaration import Declaration
from importers.mapping import ColumnMapping
from importers.parsing import lines, table
from importers.parsing.sheets import workbook
from importers.registry import read_source
from importers.source import MIB, FileTooLarge, from_bytes, open_source, with_declaration
from tracer.sample.files.workbook import write_workbook

TEXT = ColumnMapping(
    name="registru",
    format="bank-ledger",
    version=1,
    encoding="utf-8",
    delimiter=";",
    header_row=1,
    decimal_mark=".",
    date_pattern="YYYY-MM-DD",
    columns={"booking_date": "data", "amount": "suma"},
    constants={"currency": "RON"},
)
SHEET = ColumnMapping(
    name="foaie",
    format="bank-ledger",
    version=1,
    encoding="utf-8",
    header_row=1,
    decimal_mark=".",
    date_pattern="YYYY-MM-DD",
    columns={"booking_date": "data", "amount": "suma"},
    constants={"currency": "RON"},
)
HEAD = "data;suma\n"


def read(name: str, data: bytes, mapping: ColumnMapping = TEXT) -> int:
    return read_source(with_declaration(from_bytes(name, data), Declaration(account="A-1")), (mapping,)).source.kept


def sheet(**parts: bytes) -> bytes:
    """A workbook of two rows, with other text put into its parts: before the end of the rows, or of the strings."""
    plain = write_workbook("S", [("data", "suma"), ("2024-05-01", "1")])
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(plain)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.infolist():
            content = old.read(member)
            if member.filename.startswith("xl/worksheets/"):
                content = content.replace(b"</sheetData>", parts.get("rows", b"") + b"</sheetData>")
            new.writestr(member.filename, content)
    return out.getvalue()


def test_a_file_of_five_gigabytes_is_refused_unread(tmp_path: Path) -> None:
    path = tmp_path / "rar.csv"
    with path.open("wb") as stream:
        stream.truncate(5 * 1024 * MIB)
    tracemalloc.start()
    with pytest.raises(FileTooLarge, match="5120 MiB, and the limit is 256 MiB"):
        open_source(path)
    assert tracemalloc.get_traced_memory()[1] < MIB
    tracemalloc.stop()


def test_the_limit_can_be_set(tmp_path: Path) -> None:
    path = tmp_path / "mic.csv"
    path.write_bytes(b"x" * 101)
    assert len(open_source(path, largest=101).data) == 101
    with pytest.raises(FileTooLarge):
        open_source(path, largest=100)


def test_rows_and_cells_of_a_text_table_are_counted_before_they_are_read(monkeypatch: pytest.MonkeyPatch) -> None:
    row = "2024-05-01;1.00\n"
    monkeypatch.setattr(lines, "ROWS", 3)
    assert read("a.csv", (HEAD + row * 2).encode()) == 2
    with pytest.raises(UnreadableFile, match="more than 3 rows"):
        read("a.csv", (HEAD + row * 3).encode())
    monkeypatch.setattr(lines, "CELLS", 2)
    with pytest.raises(UnreadableFile, match="more than 2 cells"):
        read("a.csv", (HEAD + row * 2).encode())


def test_an_endless_row_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(lines, "LINE_SIGNS", 1_000)
    for row in (";" * 2_000, ('"a\n";' * 500), "2024-05-01;" + "1" * 2_000):
        with pytest.raises(UnreadableFile, match="row 3: the row has more than 1000 characters"):
            read("a.csv", (HEAD + "2024-05-01;1.00\n" + row).encode())


def test_a_text_table_is_decoded_line_by_line_and_still_strictly() -> None:
    good = HEAD + "2024-05-01;1.00\n" * 5_000
    for bad, words in (
        (b"\xff", "offset 80010"),
        (b"\0", "NUL at character 80010"),
        ("\x85".encode(), "control character at position 80010"),
    ):
        with pytest.raises(UnreadableFile, match=words):
            read("a.csv", good.encode() + bad)


BOMBS = {
    "blanks": (b" " * (40 * MIB), "unpacks to"),
    "a far row": (b'<row r="2000000000"><c r="A2000000000"><v>1</v></c></row>', "beyond the limits of a sheet"),
    "a far column": (b'<row r="3"><c r="XFE3"><v>1</v></c></row>', "beyond the limits of a sheet"),
    "a long cell": (
        b'<row r="3"><c r="A3" t="inlineStr"><is><t>' + b"x" * 200_000 + b"</t></is></c></row>",
        "beyond the limits of a sheet",
    ),
}


@pytest.mark.parametrize("what", BOMBS)
def test_a_workbook_that_unpacks_beyond_measure_is_refused(what: str) -> None:
    rows, words = BOMBS[what]
    with pytest.raises(TracerError, match=words):
        read("bomba.xlsx", sheet(rows=rows), SHEET)
    assert read("bun.xlsx", sheet(), SHEET) == 1


def test_cells_and_signs_of_a_workbook_are_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    rows = b"".join(b'<row r="%d"><c r="Z%d"><v>1</v></c></row>' % (n, n) for n in range(3, 9))
    monkeypatch.setattr(workbook, "CELLS", 100)
    with pytest.raises(UnreadableFile, match="beyond the limits of a sheet"):
        read("rar.xlsx", sheet(rows=rows), SHEET)
    monkeypatch.undo()
    monkeypatch.setattr(table, "TEXT_SIGNS", 5)
    with pytest.raises(UnreadableFile, match="more than 5 characters"):
        read("lung.xlsx", sheet(), SHEET)


@pytest.mark.parametrize(
    "start",
    [b"[", b'{"a":', b'[{"statementId":1,"recordType":2,"x":' + b"[", b'{"format":"tracer-decision","x":' + b"["],
)
def test_deep_json_is_refused(start: bytes) -> None:
    with pytest.raises(TracerError):
        read_source(from_bytes("adanc.json", start + start[-1:] * 1_000_000), ())


def test_deep_xml_is_refused() -> None:
    head = b'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08">'
    with pytest.raises(UnreadableFile, match="broken or cut off"):
        read_source(from_bytes("adanc.xml", head + b"<a>" * 1_000_000), ())
