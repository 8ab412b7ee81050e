"""A file of the case read otherwise: what would change is told, and replaced in one transaction with a reason."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from importers.bank.camt import camt053
from importers.contract import UnreadableFile
from tests.made_mappings import DAYS_TABLE
from tracer.access.roles import Actor
from tracer.actions.administration.rebuilding import rebuild_case
from tracer.actions.files.check import verify_case
from tracer.actions.files.ingest import Declaration, import_files
from tracer.actions.files.preview import preview_files
from tracer.casework.sessions.case import SOURCES_FOLDER
from tracer.intake.reports.changes import AccountMoney
from tracer.intake.writing import batches
from tracer.settings import Settings

OWN, OTHER = "RO42INVT0000000000000001", "RO06EXMPRON0000000000010"
EUROS = {**DAYS_TABLE, "name": "în euro", "constants": {"currency": "EUR"}}
ROWS = "Data;Suma;Detalii\r\n05.05.2024;1,00;chirie\r\n06.05.2024;-3,00;plată\r\n31.06.2024;1,00;x\r\n"


@pytest.fixture
def files(tmp_path):
    """A table, and two mappings that fit it."""
    (tmp_path / "mai.csv").write_text(ROWS, encoding="utf-8", newline="")
    for name, mapping in (("lei.json", DAYS_TABLE), ("euro.json", EUROS)):
        (tmp_path / name).write_text(json.dumps(mapping), encoding="utf-8")
    return tmp_path / "mai.csv", tmp_path / "lei.json", tmp_path / "euro.json"


@pytest.fixture
def imported(empty_case, files, session_of):
    """A case with the table read in lei."""
    with session_of(empty_case) as session:
        import_files(session, [files[0]], mappings=[files[1]], declared=Declaration(account=OWN))
    return empty_case


def actions(session):
    return [(entry.audit_event.action, entry.audit_event.reason) for entry in session.store.log()]


def test_another_mapping_says_what_would_change_and_changes_nothing(imported, files, session_of):
    with session_of(imported) as session:
        before, log = session.store.digest(), actions(session)
        for reason, status in ((None, "differs"), ("greșit", "would_replace")):
            options = {"mappings": [files[2]], "replace_reason": reason}
            (report,) = preview_files(session, [files[0]], **options).as_import.files
            assert report.status == status
            if reason is None:
                assert import_files(session, [files[0]], **options).files == (report,)
            assert [name for name, _, _ in report.change.reading] == ["mapping"]
            money = AccountMoney(2, "1.00", "3.00")
            assert [(a.account, a.currency, a.before, a.after) for a in report.change.accounts] == [
                (OWN, "EUR", None, money),
                (OWN, "RON", money, None),
            ]
            assert (report.change.kept, report.change.rejected) == ((2, 2), (1, 1))
        assert (session.store.digest(), actions(session)) == (before, log)


def test_replaced_it_is_as_if_it_had_been_read_so_from_the_start(imported, files, session_of, tmp_path):
    with session_of(imported) as session:
        (report,) = import_files(session, [files[0]], mappings=[files[2]], replace_reason="în euro").files
        assert report.status == "replaced"
        assert actions(session)[-1] == ("replace", "în euro")
        assert len(session.store.sources()) == 2  # the table, and what was declared of it
        assert all(check.holds for check in session.store.verify())
        (again,) = import_files(session, [files[0]], mappings=[files[2]]).files
        assert again.status == "known"
        digest, record = session.store.digest(), session.store.sources()
    report = rebuild_case(Settings(imported, Actor("Ana Proba", "owner"), "en"), str(tmp_path / "nou"))
    assert (report.faults, report.digest) == ((), digest)
    assert {kept.source.importer for kept in record} == {"bank-ledger", "declaration"}


def test_rows_that_another_file_states_are_as_if_read_so_from_the_start(imported, files, session_of, tmp_path):
    """The reading replaced states nothing any more; the other file still does."""
    other = tmp_path / "și.csv"
    other.write_text(ROWS.replace("31.06.2024;1,00;x", "07.05.2024;5,00;x"), encoding="utf-8", newline="")
    plain = {**DAYS_TABLE, "version": 2, "columns": {"booking_date": "Data", "amount": "Suma", "reference": "Detalii"}}
    (tmp_path / "plain.json").write_text(json.dumps(plain), encoding="utf-8")
    with session_of(imported) as session:
        import_files(session, [other], mappings=[files[1]], declared=Declaration(account=OWN))
        for mapping in (files[2], files[1], tmp_path / "plain.json"):
            (report,) = import_files(session, [files[0]], mappings=[mapping], replace_reason="altfel").files
            assert report.status == "replaced"
        assert all(check.holds for check in session.store.verify())
        assert import_files(session, [files[0]], mappings=[tmp_path / "plain.json"]).files[0].status == "known"
        digest = session.store.digest()
    report = rebuild_case(Settings(imported, Actor("Ana Proba", "owner"), "en"), str(tmp_path / "nou"))
    assert (report.faults, report.digest) == ((), digest)


def test_another_account_takes_the_money_along_and_the_old_declaration_back(imported, files, session_of):
    with session_of(imported) as session:
        declared = Declaration(account=OTHER)
        (report,) = import_files(session, [files[0]], declared=declared).files
        assert (report.status, report.change.reading) == ("differs", (("account", OWN, OTHER),))
        (report,) = import_files(session, [files[0]], declared=declared, replace_reason="alt cont").files
        assert report.status == "replaced"
        assert [node.props["number"] for node in session.store.nodes("Account")] == [OTHER]
        assert len(session.store.sources()) == 2
        assert [action for action, _ in actions(session)][-3:] == ["declare", "retract", "replace"]
        # The row rejected at the edge of the table stays a red flag; nothing else is left.
        assert [check.name for check in verify_case(session).checks if check.result != "holds"] == ["rejected"]
        assert import_files(session, [files[0]]).files[0].status == "known"


def test_a_newer_importer_says_what_would_change(case, sample, session_of, monkeypatch):
    statement = next(path for path in sample.files if path.name.endswith(".xml") and "banca" in path.name)
    real = camt053.Camt053Importer.read

    def read(self, file, mappings):
        batch = real(self, file, mappings)
        nodes = tuple(replace(n, props={**n.props, "number": "x"}) if n.type == "Statement" else n for n in batch.nodes)
        return replace(batch, nodes=nodes, source=replace(batch.source, importer_version="99"))

    with session_of(case) as session:
        assert import_files(session, [statement]).files[0].status == "known"
        monkeypatch.setattr(camt053.Camt053Importer, "version", "99")
        assert import_files(session, [statement]).files[0].status == "known"  # it reads the same
        monkeypatch.setattr(camt053.Camt053Importer, "read", read)
        (report,) = import_files(session, [statement]).files
        assert report.status == "differs"
        assert [(name, after) for name, _, after in report.change.reading] == [("importer", "camt053 99")]
        assert report.change.records["nodes"] >= 1


def test_a_replacing_broken_off_leaves_the_earlier_reading(imported, files, session_of, monkeypatch):
    def fail(*_args, **_named):
        raise UnreadableFile("Broken off.")

    with session_of(imported) as session:
        before, kept = session.store.digest(), sorted((imported / SOURCES_FOLDER).iterdir())
        monkeypatch.setattr(batches, "_write_records", fail)
        declared = Declaration(account=OTHER)
        (report,) = import_files(session, [files[0]], declared=declared, replace_reason="alt cont").files
        assert (report.status, report.message) == ("refused", "Broken off.")
        assert session.store.digest() == before
        assert sorted((imported / SOURCES_FOLDER).iterdir()) == kept


def test_one_who_may_not_take_back_may_not_replace(run, imported, files):
    ran = run("--case", imported, "--role", "investigator", "import", files[0], "--replace", "vreau")
    assert (ran.code, ran.out) == (2, "")


def test_a_file_of_which_no_row_is_kept_is_not_in_the_case(run, imported, session_of, tmp_path):
    bad = tmp_path / "iunie.csv"
    bad.write_text("Data;Suma;Detalii\r\n31.06.2024;1,00;chirie\r\n", encoding="utf-8", newline="")
    with session_of(imported) as session:
        before, sources, log = session.store.digest(), session.store.sources(), actions(session)
    kept = sorted((imported / SOURCES_FOLDER).iterdir())
    ran = run("--case", imported, "import", bad, "--account", OWN, "--rejected", tmp_path / "respinse", "--json")
    (report,) = ran.json["files"]
    assert (ran.code, report["status"]) == (1, "refused")
    assert (report["rows"], report["kept"], report["rejected"]) == (1, 0, 1)
    assert "row:2" in next((tmp_path / "respinse").iterdir()).read_text(encoding="utf-8-sig")
    with session_of(imported) as session:
        assert (session.store.digest(), session.store.sources(), actions(session)) == (before, sources, log)
        noted = list(session.store.access_log())[-1].audit_event
    assert (noted.action, noted.subject, noted.detail) == (
        "import",
        report["digest"],
        "status=refused rows=1 kept=0 rejected=1",
    )
    assert sorted((imported / SOURCES_FOLDER).iterdir()) == kept
