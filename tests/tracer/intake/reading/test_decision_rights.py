"""A decision in a file asks for the right to make it."""

from __future__ import annotations

import json

import pytest

from tracer.actions.files.ingest import import_files
from tracer.actions.files.preview import preview_files
from tracer.actions.recovery.measures import list_measures


def write(folder, *events):
    """A decision of another person, written by hand."""
    made = {
        "format": "tracer-decision", "version": 1, "author": "Procuror Exemplu", "role": "prosecutor",
        "at": "2026-01-05T10:00:00Z", "reason": "probă", "nodes": [], "links": [], "events": list(events),
    }  # fmt: skip
    path = folder / "hotarare.json"
    path.write_text(json.dumps(made), encoding="utf-8")
    return path


def event(kind, subject, props, number=1):
    return {
        "id": f"evt-by-hand-{number}", "type": kind, "subject": subject, "effective": "2026-01-05",
        "recorded": "2026-01-05", "author": "Procuror Exemplu", "props": props,
    }  # fmt: skip


@pytest.fixture
def step(little_case, session_of, tmp_path):
    with session_of(little_case) as session:
        line = next(line for line in list_measures(session).measures if line.state == "FROZEN")
    props = {
        "state": "MANAGED",
        "document_type": "ordonanță",
        "document_number": "77/2026",
        "document_date": "2026-01-05",
        "authority": "Parchetul Exemplu",
    }
    return write(tmp_path, event("StateChange", line.id, props))


@pytest.mark.parametrize(("role", "status"), [("investigator", "refused"), ("prosecutor", "imported")])
def test_a_step_of_a_measure_asks_for_the_right_to_order(little_case, session_of, step, role, status):
    with session_of(little_case, role) as session:
        before = session.store.digest()
        (foreseen,) = preview_files(session, [step]).files
        (report,) = import_files(session, [step]).files
        assert (foreseen.report.status == "refused") == (status == "refused"), foreseen.report
        assert report.status == status, report.message
        assert (session.store.digest() == before) == (status == "refused")
        if status == "refused":
            assert role in report.message


def test_another_decision_asks_for_the_right_to_decide_alone(little_case, session_of, tmp_path):
    with session_of(little_case, "investigator") as session:
        account = session.store.nodes("Account")[0].id
        path = write(
            tmp_path, event("ProceedsMarked", account, {"label": "x", "reason": "probă", "from_date": "2026-01-01"})
        )
        (report,) = import_files(session, [path]).files
        assert report.status == "imported", report.message
