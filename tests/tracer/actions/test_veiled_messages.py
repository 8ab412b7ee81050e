"""What is said of rows, places, files and refusals lies under the veil; what a person typed comes back as typed."""

from __future__ import annotations

import io
import json
from dataclasses import astuple
from datetime import date

import pytest
from openpyxl import Workbook

from graph_schema.errors import NotFound, TracerError
from graph_schema.records.identity import account_id
from tracer.actions.case_graph.explore import open_node
from tracer.actions.case_graph.picture import transfers_between
from tracer.actions.decisions import record_decision
from tracer.actions.files.ingest import Declaration, import_files
from tracer.actions.files.sources import list_sources, open_row
from tracer.sample.world.accounts import ACCOUNTS
from tracer.sample.world.people import PEOPLE
from tracer.wording.language import find_language

ALMA = PEOPLE["alma"].name
IBAN = ACCOUNTS["delta"].iban
OF_DELTA = Declaration(account=IBAN)
SHEETS = ("Alma", "Bianca", ALMA)


@pytest.fixture
def workbook(tmp_path):
    """Statements of one account, a sheet a holder's name, with a row that cannot be kept on each."""
    book = Workbook()
    for place, name in enumerate(SHEETS):
        sheet = book.active if place == 0 else book.create_sheet()
        sheet.title = name
        sheet.append(["Data", "Suma", "Detalii"])
        sheet.append([f"0{place + 1}.02.2024", "12,50", f"chirie {place}"])
        sheet.append(["31.02.2024", "1,00", "zi greșită"])
    path = tmp_path / "extras.xlsx"
    book.save(path)
    mappings = []
    for place, name in enumerate(SHEETS):
        mapping = {
            "name": f"probă {place}",
            "format": "bank-ledger",
            "version": 1,
            "encoding": "utf-8",
            "sheet": name,
            "header_row": 1,
            "decimal_mark": ",",
            "date_pattern": "DD.MM.YYYY",
            "columns": {"booking_date": "Data", "amount": "Suma", "description": "Detalii"},
            "constants": {"currency": "RON"},
        }
        mappings.append(tmp_path / f"m{place}.json")
        mappings[-1].write_text(json.dumps(mapping), encoding="utf-8")
    return path, mappings


@pytest.mark.parametrize("place", range(len(SHEETS)))
def test_a_sheet_named_after_a_victim_is_shown_by_signs_and_opens_all_the_same(case, session_of, workbook, place):
    path, mappings = workbook
    with session_of(case) as opened:
        (report,) = import_files(opened, [path], mappings=[mappings[place]], declared=OF_DELTA).files
        assert (report.status, report.kept, report.rejected) == ("imported", 1, 1)
        real = opened.store.source_records(report.digest).entries.column("locator").to_pylist()
        assert real == [f"sheet:{SHEETS[place]}/row:2"]
        rows = transfers_between(opened, None, account_id(IBAN), from_date=date(2024, 2, 1), to_date=date(2024, 2, 4))
        shown = next(row["credit_locator"] for row in rows if row["credit_source"] == report.digest)
        assert SHEETS[place] not in shown and "Alma" not in str(report) and "Bianca" not in str(report)
        row = open_row(opened, report.digest, str(shown))
        assert (row.locator, "chirie" in str(row)) == (shown, True)
        (rejected,) = report.rejections
        assert "greșită" in str(open_row(opened, report.digest, rejected.locator))
        for asked in (f"sheet:{SHEETS[place]}/row:2", "sheet:Qwzx/row:2"):
            with pytest.raises(NotFound) as refused:
                open_row(opened, report.digest, asked)
            assert str(refused.value).startswith(f"extras.xlsx has no place {asked}. Expected a row")


def test_two_sheets_stay_two_places(sample_case, session_of):
    with session_of(sample_case) as opened:
        veil = opened.veil()
        shown = {veil.place(f"sheet:{name}/row:{row}") for name in ("Alma", "Bianca", "Foaie1") for row in (2, 3)}
        assert len(shown) == 6
        assert veil.place("path:/Document/Ntry[2]") == "path:/Document/Ntry[2]"
        assert veil.place("sheet:Foaie1/row:2") == "sheet:Foaie1/row:2"
        assert veil.place("sheet:Alma") not in ("sheet:Alma", veil.place("sheet:Bianca"))


def test_an_error_about_a_row_names_the_file_under_the_veil_and_the_place_as_typed(case, session_of, tmp_path):
    named = tmp_path / f"extras {ALMA}.json"
    with session_of(case) as opened:
        source = next(line.digest for line in list_sources(opened) if "…" in line.file)
        for asked in (f"row:99999/{ALMA}", "row:99999/Qwzx"):
            with pytest.raises(TracerError) as refused:
                open_row(opened, source, asked)
            assert asked in str(refused.value)
            assert "alma" not in str(refused.value).replace(asked, "").lower()
        assert named.name not in str(list_sources(opened))


def test_what_comes_of_a_decision_is_told_under_the_veil(case, session_of, monkeypatch):
    """A conflict quotes what stands in the case."""
    from graph_schema.records.nodes import Node

    with session_of(case) as opened:
        node = Node(PEOPLE["alma"].id, "Company", {"name": ALMA}, "path:/nodes/0")
        report = record_decision(opened, right="decide", action="probă", reason=f"despre {ALMA}", nodes=[node])
        assert ALMA not in str(astuple(report))


def test_progress_names_files_under_the_veil(case, session_of, tmp_path):
    path = tmp_path / f"{ALMA}.txt"
    path.write_text("nimic")
    told = []
    with session_of(case) as opened:
        import_files(opened, [path], progress=lambda *line: told.append(line))
    assert len(told) == 2 and ALMA not in str(told)


def test_a_document_s_notes_name_no_sheet_of_a_victim(case, session_of, workbook):
    from tracer.actions.recovery.report import build_schedule

    with session_of(case) as opened:
        path, mappings = workbook
        import_files(opened, [path], mappings=[mappings[0]], declared=OF_DELTA)
        schedule = build_schedule(opened, PEOPLE["victor"].id, "fifo", find_language("ro"), as_of=date(2025, 6, 30))
        assert "sheet:Alma" not in str(schedule.notes)
        assert "sheet:Alma" not in str(open_node(opened, account_id(IBAN)).evidence)
        assert io.StringIO(str(schedule.notes)).read().count("locator") == len(schedule.notes)
