"""Who did what, when, why: each act leaves its entry in the chain it belongs to, from the first day on."""

from __future__ import annotations

import json
from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from graph_schema.audit_log import find_break
from tracer.actions.case_graph.explore import open_node
from tracer.actions.case_graph.narrowing import MoneyFilter, narrow_money
from tracer.actions.case_graph.paths import find_node_paths
from tracer.actions.case_graph.picture import draw_nodes, expand, transfers_between
from tracer.actions.decisions import choose_method, revoke
from tracer.actions.files.ingest import import_files, retract_source
from tracer.actions.files.sources import open_row
from tracer.actions.money.flow import list_band_rows, show_flow
from tracer.actions.money.mark import mark_receipts
from tracer.actions.money.mark_preview import WantedMark, preview_mark
from tracer.actions.money.receipts import list_receipts
from tracer.actions.money.stops import list_stops
from tracer.actions.recovery.measures import list_measures
from tracer.actions.recovery.orders import Document, NewMeasure, open_measure, record_step

DAY = "2025-06-30"
PAPER = Document("ordonanță", "78/2026", date(2026, 1, 5), "DIICOT Exemplu")


@pytest.fixture
def logged(session_of):
    """What was added to both chains of a case since the last look."""
    seen = {}

    def look(folder):
        with session_of(folder) as session:
            found = {"log": list(session.store.log()), "readings": list(session.store.access_log())}
        added = {}
        for name, entries in found.items():
            assert find_break(entries) is None
            added[name] = [entry.audit_event for entry in entries[seen.get(name, 0) :]]
            seen[name] = len(entries)
        return added["log"], added["readings"]

    return look


def acts(deeds):
    return [audit_event.action for audit_event in deeds]


LOOKS = {
    "find": (("find", "Vila"), ["find"]),
    "sources": (("sources",), ["sources"]),
    "trace": (("trace", "{asset}", "--method", "libr"), ["trace"]),
    "link": (("link", "{suspect}", "{asset}"), ["link"]),
    "ownership": (("ownership", "{suspect}"), ["ownership"]),
    "measure list": (("measure", "list"), ["measures"]),
    "totals": (("totals",), ["totals"]),
    "verify": (("verify",), ["verify"]),
    "export": (
        ("export", "{suspect}", "{folder}/x.xlsx", "--method", "libr", "--reason", "ședință"),
        ["schedule", "export"],
    ),
}


@pytest.mark.parametrize("name", LOOKS)
def test_a_look_is_on_record_with_name_role_and_subject(run, case, logged, answers, tmp_path, name):
    logged(case)
    suspect, asset = answers.showcase
    command, expected = LOOKS[name]
    arguments = [word.format(suspect=suspect, asset=asset, folder=tmp_path) for word in command]
    ran = run("--case", case, "--role", "prosecutor", *arguments)
    assert ran.code == (1 if name == "verify" else 0)  # a statement is missing in the sample case
    written, read = logged(case)
    assert (written, acts(read)) == ([], expected)
    for audit_event in read:
        assert (audit_event.actor, audit_event.role) == ("Ana Proba", "prosecutor")
        assert datetime.strptime(audit_event.at, "%Y-%m-%dT%H:%M:%SZ").replace(tzinfo=UTC) <= datetime.now(UTC)
        if "{suspect}" in command:
            assert suspect in audit_event.subject
    if name == "export":
        assert {audit_event.reason for audit_event in read} == {"ședință"}
        assert "sha256=" in read[-1].detail


def test_looks_of_the_screens_are_on_record(case, logged, session_of, answers):
    logged(case)
    suspect, asset = answers.showcase
    with session_of(case, "investigator", "Ion Proba") as session:
        open_node(session, suspect)
        expand(session, suspect)
        draw_nodes(session, [suspect, asset])
        transfers_between(session, None, None, limit=1)
        narrow_money(session, [suspect, asset], MoneyFilter())
        find_node_paths(session, suspect, asset, "shortest")
        stop = list_stops(session).accounts[0].id
        list_receipts(session, stop, most=1)
        preview_mark(session, WantedMark("receipts", stop, "x"))
        show_flow(session, asset, ["libr"])
        list_band_rows(session, asset, "libr", 0, most=1)
        source = session.store.sources()[0].source.digest
        with pytest.raises(Exception, match="no place"):
            open_row(session, source, "row:999999")
    written, read = logged(case)
    assert (written, acts(read)) == (
        [],
        [
            "open",
            "expand",
            "draw",
            "transfers",
            "narrow",
            "paths",
            "money stops",
            "receipts",
            "mark preview",
            "flow",
            "flow",
            "row",
        ],
    )
    assert {audit_event.actor for audit_event in read} == {"Ion Proba"}
    assert read[-1].subject == source
    details = {audit_event.action: (audit_event.subject, audit_event.detail) for audit_event in read}
    assert details["narrow"] == ("", "nodes=2")
    assert details["paths"] == (f"{suspect}>{asset}", "kind=shortest")


def test_the_first_entry_is_that_the_case_was_made(run, tmp_path, logged):
    run("--case", tmp_path / "new", "init")
    written, read = logged(tmp_path / "new")
    assert (acts(written), read) == (["init"], [])


def test_an_import_and_its_retraction_are_in_the_log_of_writing(case, logged, session_of, sample):
    logged(case)
    with session_of(case) as session:
        kept = next(kept.source for kept in session.store.sources() if kept.source.name == "masuri.csv")
        session.reason = "trimis din greșeală"
        retract_source(session, kept.digest)
        import_files(session, [path for path in sample.files if path.name == "masuri.csv"])
    written, read = logged(case)
    assert acts(written) == ["retract", "import"]
    assert read == []
    assert {audit_event.subject for audit_event in written} == {kept.digest}
    assert written[0].reason == "trimis din greșeală"
    detail, mark = written[1].detail.rsplit(" ", 1)
    assert detail == f"rows={kept.rows} kept={kept.kept} rejected={kept.rejected}"
    assert mark.startswith("mapping=")


def test_what_an_import_did_not_write_is_on_record_too(run, case, logged, sample, tmp_path):
    logged(case)
    known = next(path for path in sample.files if path.name == "persoane.csv")
    new = tmp_path / "new.csv"
    new.write_bytes(known.read_bytes() + b"\r\n")
    refused = tmp_path / "refused.txt"
    refused.write_text("nothing that is read here")
    assert run("--case", case, "import", known).code == 0
    assert run("--case", case, "import", new, "--dry-run").code == 0
    assert run("--case", case, "import", refused).code == 1
    written, read = logged(case)
    assert written == []
    counts = "rows=13 kept=13 rejected=0"
    assert acts(read) == ["import", "preview", "import"]
    assert [audit_event.detail for audit_event in read] == [
        f"status=known {counts}",
        f"status=would_import {counts}",
        "status=refused",
    ]


def test_decisions_carry_their_reason(case, logged, session_of, answers, known_names):
    logged(case)
    suspect, asset = answers.showcase
    with session_of(case, "prosecutor") as session:
        account = session.store.links_of(known_names["persons"]["victor"]["id"], ("HoldsAccount",))[0].head
        frozen = next(line for line in list_measures(session).measures if "MANAGED" in line.next_states)
        session.reason = "motivul unu"
        mark_receipts(session, account, label="proba", reason="motivul unu")
        session.reason = "motivul doi"
        choose_method(session, asset, "fifo", "motivul doi")
        session.reason = "motivul trei"
        step = record_step(
            session, frozen.id, "MANAGED", effective=date(2026, 1, 5), document=PAPER, reason="motivul trei"
        )
        assert step.status == "imported", step
        session.reason = "motivul patru"
        new = NewMeasure("9001", "900002/D/P/2024", asset, suspect, Fraction(1, 2), ["special_confiscation"])
        assert (
            open_measure(session, new, reason="motivul patru", document=PAPER, effective=date(2026, 1, 5)).events == 1
        )
        chosen = next(kept.event for kept in session.store.events(subject=asset, type_="MethodChosen"))
        session.reason = "motivul cinci"
        revoke(session, chosen.id, "motivul cinci")
    written, _ = logged(case)
    assert acts(written) == ["mark", "method", "step", "measure", "revoke"]
    assert [audit_event.reason for audit_event in written] == [
        f"motivul {n}" for n in ("unu", "doi", "trei", "patru", "cinci")
    ]
    assert {(audit_event.actor, audit_event.role) for audit_event in written} == {("Ana Proba", "prosecutor")}


def test_a_decision_is_a_kept_file_with_name_time_and_reason(case, session_of, answers):
    with session_of(case) as session:
        report = choose_method(session, answers.showcase[1], "fifo", "motivul scris")
        kept = json.loads((case / "sources" / report.digest).read_text(encoding="utf-8"))
    assert "motivul scris" in json.dumps(kept, ensure_ascii=False)
    assert "Ana Proba" in json.dumps(kept, ensure_ascii=False)


def test_a_forbidden_step_leaves_an_entry_and_nothing_else(case, logged, session_of):
    with session_of(case) as session:
        frozen = next(line for line in list_measures(session).measures if "MANAGED" in line.next_states)
        logged(case)
        before = session.store.digest()
        report = record_step(session, frozen.id, "VICTIM", effective=date(2026, 1, 5), document=PAPER, reason="probă")
        assert (report.status, len(report.rejections)) == ("refused", 1)
        assert session.store.digest() == before
    written, read = logged(case)
    assert (written, acts(read)) == ([], ["refused"])
    assert "action=step" in read[0].detail
