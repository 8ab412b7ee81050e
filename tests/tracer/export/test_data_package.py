"""The data package names every column of its tables, and a hidden value is an empty field."""

from __future__ import annotations

import csv
import io
import json

from tests.tracer.recovery.stories import cash, on
from tracer.export.data_package import write_package
from tracer.recovery.tables.method_notes import MEASURE_TITLES, METHOD_NOTES, PART_TITLES
from tracer.recovery.tables.statistic_cell import publish
from tracer.recovery.tables.year_table import year_table
from tracer.wording.language import find_language

DAY = on("2026-12-31")


def tables(complete: bool) -> tuple[dict[str, bytes], list[dict[str, str]]]:
    cells = publish(year_table(cash(500).facts, 2025, DAY), 2025, DAY, DAY, 1, complete=complete)
    files = write_package(cells, METHOD_NOTES, find_language("ro"))
    return files, list(csv.DictReader(io.StringIO(files["cells.csv"].decode(), newline="")))


def test_the_description_names_the_columns_and_the_bytes() -> None:
    files, _ = tables(True)
    for resource in json.loads(files["datapackage.json"])["resources"]:
        data = files[resource["path"]]
        titles = next(csv.reader(io.StringIO(data.decode(), newline="")))
        assert titles == [field["name"] for field in resource["schema"]["fields"]]
        assert (len(data), resource["encoding"]) == (resource["bytes"], "utf-8")


def test_a_hidden_value_is_empty_and_opens_no_row() -> None:
    for complete, value in ((True, "500"), (False, "")):
        files, cells = tables(complete)
        (frozen,) = [row for row in cells if (row["cell"], row["part"]) == ("E3", "home")]
        assert (frozen["value"], frozen["currency"]) == (value, "RON")
        assert (b"E3,home,sum,RON,A" in files["rows.csv"]) is complete


def test_every_cell_has_a_note_and_every_code_a_title() -> None:
    _, cells = tables(True)
    assert {row["cell"] for row in cells} == {note.cell for note in METHOD_NOTES}
    assert {row["part"] for row in cells} <= set(PART_TITLES)
    assert {row["measure"] for row in cells} <= set(MEASURE_TITLES)
