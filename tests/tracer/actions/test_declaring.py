"""A file that does not say its account: what a person declares of it is a record, and is read again from there."""

from __future__ import annotations

import errno
import json
import os
from dataclasses import replace
from datetime import date

import pytest

from graph_schema.errors import EnvironmentFailure, WrongUse
from graph_schema.records.identity import account_id
from tests.made_mappings import DAYS_TABLE
from tracer.access.roles import Actor
from tracer.actions.administration.copying import copy_case
from tracer.actions.administration.rebuilding import rebuild_case
from tracer.actions.files.check import verify_case
from tracer.actions.files.ingest import Declaration, import_files, retract_source
from tracer.actions.files.sources import open_row
from tracer.casework.sessions.case import MAPPINGS_FOLDER, SOURCES_FOLDER, STORE_FILE
from tracer.intake.kept import kept_files
from tracer.settings import Settings

OWN, OTHER = "RO42INVT0000000000000001", "RO06EXMPRON0000000000010"
ROWS = "Data;Suma;Detalii\r\n05.05.2024;1,00;chirie\r\n06.05.2024;-3,00;plată\r\n"
MAY = Declaration(account=OWN, from_date=date(2024, 5, 1), to_date=date(2024, 5, 31), opening="10", closing="8.00")


@pytest.fixture
def write(tmp_path):
    """A file of this name, and a mapping as JSON."""

    def call(name, content):
        text = content if isinstance(content, str) else json.dumps(content)
        (tmp_path / name).write_text(text, encoding="utf-8", newline="")
        return tmp_path / name

    return call


@pytest.fixture
def ledger(write):
    """A table without an account, and its sender's mapping."""
    return write("mai.csv", ROWS), write("mapare.json", DAYS_TABLE)


def kept_names(folder):
    return {path.name for path in (folder / SOURCES_FOLDER).iterdir()}


def test_money_goes_on_the_account_declared_and_the_declaration_is_a_record(empty_case, ledger, session_of):
    path, mapping = ledger
    with session_of(empty_case) as session:
        (report,) = import_files(session, [path], mappings=[mapping], declared=MAY).files
        assert (report.status, report.mapping, report.flags) == ("imported", "Bancă de probă", ())
        (statement,) = session.store.nodes("Statement")
        told = {key: statement.props[key] for key in ("from_date", "to_date", "opening_minor", "closing_minor")}
        assert told == {"from_date": "2024-05-01", "to_date": "2024-05-31", "opening_minor": 1000, "closing_minor": 800}
        table = session.store.export_transfers()
        assert set(table["debit_account"].to_pylist()) | set(table["credit_account"].to_pylist()) == {
            account_id(OWN),
            None,
        }
        (record,) = [kept for kept in session.store.sources() if kept.source.importer == "declaration"]
        assert record.actor == session.actor.name
        assert "opening" in open_row(session, record.source.digest, "path:/declared").text
        assert [digest for digest, _ in session.store.history(account_id(OWN))].count(record.source.digest) == 1


def test_without_it_the_file_is_refused_and_nothing_of_it_is_kept(run, empty_case, ledger):
    path, mapping = ledger
    ran = run("--case", empty_case, "import", path, "--mapping", mapping)
    assert ran.code == 1
    assert "does not state the account" in ran.out and "--account" in ran.out
    assert kept_names(empty_case) == set()


@pytest.mark.parametrize(
    ("options", "essential"),
    [
        (("--account", "RO42INVT0000000000000002"), "not a valid IBAN"),
        (("--account", OWN, "--from", "2024-06-01", "--to", "2024-05-01"), "ends on 2024-05-01"),
        (("--account", OWN, "--opening", "1.234,50"), "1.234,50"),
        (("--account", OWN, "--from", "31.05.2024"), "YYYY-MM-DD"),
        (("--account", OWN, "--replace", "  "), "reason"),
    ],
)
def test_what_cannot_be_declared_is_wrong_use(run, empty_case, ledger, options, essential):
    path, mapping = ledger
    ran = run("--case", empty_case, "import", path, "--mapping", mapping, *options)
    assert (ran.code, ran.out) == (2, "")
    assert essential in ran.err
    assert kept_names(empty_case) == set()


def test_it_holds_for_one_file(run, empty_case, ledger, write):
    path, mapping = ledger
    ran = run("--case", empty_case, "import", path, write("iunie.csv", ROWS), "--mapping", mapping, "--account", OWN)
    assert (ran.code, ran.out) == (2, "")
    assert "one by one" in ran.err


def test_a_file_that_states_its_account_needs_none(run, empty_case, sample):
    rates = next(path for path in sample.files if path.name == "cursuri.xml")
    ran = run("--case", empty_case, "import", rates, "--account", OWN)
    assert ran.code == 1 and "states its account and period itself" in ran.out


def test_a_mapping_given_wins_over_a_saved_one_that_fits_too(run, empty_case, ledger, write):
    path, mapping = ledger
    assert run("--case", empty_case, "import", path, "--mapping", mapping, "--account", OWN).code == 0
    swapped = {**DAYS_TABLE, "name": "alta", "constants": {"currency": "EUR"}}
    other = ROWS.replace("1,00", "2,00")
    files = (write("iunie.csv", other), "--account", OWN)
    ran = run("--case", empty_case, "import", *files, "--mapping", write("alta.json", swapped), "--json")
    assert (ran.code, ran.json["files"][0]["mapping"]) == (0, "alta")
    third = write("iulie.csv", ROWS.replace("1,00", "3,00"))
    ran = run("--case", empty_case, "import", third, "--account", OWN)
    assert ran.code == 1 and "Several mappings match" in ran.out and "--mapping" in ran.out


def test_a_mapping_given_for_one_file_that_does_not_fit_is_not_passed_over_for_a_saved_one(
    run, empty_case, ledger, write
):
    path, mapping = ledger
    assert run("--case", empty_case, "import", path, "--mapping", mapping, "--account", OWN).code == 0
    wrong = {**DAYS_TABLE, "name": "alta", "columns": {**DAYS_TABLE["columns"], "amount": "Valoare"}}
    other = write("iunie.csv", ROWS.replace("1,00", "2,00"))
    ran = run("--case", empty_case, "import", other, "--mapping", write("alta.json", wrong), "--account", OWN)
    assert ran.code == 1 and "missing: 'Valoare'" in ran.out


def test_rebuild_and_copy_read_it_again(empty_case, ledger, session_of, tmp_path, write):
    path, mapping = ledger
    with session_of(empty_case) as session:
        import_files(session, [path], mappings=[mapping], declared=MAY)
        # The sender's mapping has changed since; and a second one fits the same header.
        newer = {**DAYS_TABLE, "version": 2, "columns": {**DAYS_TABLE["columns"], "reference": "Detalii"}}
        del newer["columns"]["description"]
        other = write("iunie.csv", ROWS.replace("1,00", "2,00"))
        import_files(session, [other], mappings=[write("nou.json", newer)], declared=replace(MAY, account=OTHER))
        before = session.store.digest()
    settings = Settings(empty_case, Actor("Ana Proba", "owner"), "en")
    report = rebuild_case(settings, str(tmp_path / "nou"))
    assert (report.faults, report.digest) == ((), before)
    again = rebuild_case(replace(settings, case=tmp_path / "nou"), str(tmp_path / "iar"))
    assert (again.faults, again.digest) == ((), before)
    assert copy_case(settings, str(empty_case), str(tmp_path / "copie")).digest == before
    assert rebuild_case(replace(settings, case=tmp_path / "copie"), str(tmp_path / "din copie")).holds


def test_from_the_kept_files_alone_it_is_read_again(empty_case, ledger, session_of, tmp_path):
    path, mapping = ledger
    with session_of(empty_case) as session:
        import_files(session, [path], mappings=[mapping], declared=MAY)
        told = {
            kept.source.digest: session.store.source_records(kept.source.digest) for kept in session.store.sources()
        }
    for left in empty_case.glob(f"{STORE_FILE}*"):
        left.unlink()
    report = rebuild_case(Settings(empty_case, Actor("Ana Proba", "owner"), "en"), str(tmp_path / "nou"))
    assert report.faults == ()
    with session_of(tmp_path / "nou") as session:
        assert {
            kept.source.digest: session.store.source_records(kept.source.digest) for kept in session.store.sources()
        } == told


@pytest.mark.parametrize("failing", ["declaration", "file"])
@pytest.mark.parametrize(
    ("code", "said"), [(errno.ENOSPC, "The disk is full: "), (errno.EDQUOT, "The disk is full: "), (errno.EIO, "")]
)
def test_where_a_file_cannot_be_kept_nothing_is(
    empty_case, ledger, session_of, tmp_path, monkeypatch, failing, code, said
):
    path, mapping = ledger
    real, calls = os.fsync, []

    def fsync(handle):
        calls.append(handle)
        # Each file is brought to the disk by two calls: itself, then its name in the folder.
        if len(calls) == (1 if failing == "declaration" else 3):
            raise OSError(code, os.strerror(code))
        real(handle)

    with session_of(empty_case) as session:
        before = session.store.digest()
        monkeypatch.setattr(kept_files.os, "fsync", fsync)
        with pytest.raises(EnvironmentFailure) as failed:
            import_files(session, [path], mappings=[mapping], declared=MAY)
        named = "declaration" if failing == "declaration" else "mai.csv"
        assert str(failed.value).startswith(f"{said}{named}")
        assert session.store.digest() == before
        assert kept_names(empty_case) == set()


def test_a_case_made_before_the_declaration_is_rebuilt_from_its_mapping(empty_case, write, session_of, tmp_path):
    """What such a mapping stated for the one file it was written for."""
    with session_of(empty_case) as session:
        declared = replace(MAY, owner="Ana Inventată")
        import_files(session, [write("mai.csv", ROWS)], mappings=[write("m.json", DAYS_TABLE)], declared=declared)
        record = next(kept.source.digest for kept in session.store.sources() if kept.source.importer == "declaration")
        with session.store.transaction() as writer:
            writer.retract_source(record)
        before = session.store.digest()
    old = {
        **DAYS_TABLE,
        "constants": {
            "currency": "RON",
            "account": OWN,
            "owner_name": "Ana Inventată",
            "from_date": "01.05.2024",
            "to_date": "31.05.2024",
            "opening_balance": "10,00",
            "closing_balance": "8,00",
        },
    }
    for path in (empty_case / MAPPINGS_FOLDER).iterdir():
        path.write_text(json.dumps(old), encoding="utf-8")
    report = rebuild_case(Settings(empty_case, Actor("Ana Proba", "owner"), "en"), str(tmp_path / "nou"))
    assert (report.faults, report.digest) == ((), before)


def test_a_declared_period_without_movements_is_a_statement(empty_case, write, session_of):
    with session_of(empty_case) as session:
        empty = write("gol.csv", "Data;Suma;Detalii\r\n")
        (report,) = import_files(
            session, [empty], mappings=[write("m.json", DAYS_TABLE)], declared=replace(MAY, closing="10.00")
        ).files
        assert (report.status, report.rows) == ("imported", 0)
        (statement,) = session.store.nodes("Statement")
        assert (statement.props["rows"], statement.props["difference_minor"]) == (0, 0)


def test_taken_back_with_its_file(empty_case, ledger, session_of):
    path, mapping = ledger
    with session_of(empty_case) as session:
        (report,) = import_files(session, [path], mappings=[mapping], declared=MAY).files
        assert verify_case(session).result == "holds"
        retract_source(session, report.digest)
        assert session.store.sources() == ()
        assert verify_case(session).result == "holds"
        with pytest.raises(WrongUse):
            retract_source(session, report.digest)
