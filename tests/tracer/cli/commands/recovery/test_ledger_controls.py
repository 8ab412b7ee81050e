"""``tracer ledger`` for supervisors and auditors: close, reopen and list months."""

from __future__ import annotations

import json

import pytest
from jsonschema import Draft202012Validator

from tests.tracer.actions.bank_files import A, B, BankCase, row
from tests.tracer.actions.recovery.test_acts import record, session, sold  # noqa: F401 - the fixtures
from tests.tracer.cli.commands.recovery.test_ledger import SCHEMAS

OFFICE = "an office"
CLOSE = ("close", OFFICE, "2026-05", "--signed-by", "Dan Proba", "--reason", "luna este verificată")


@pytest.fixture
def ledger(run, sold):  # noqa: F811
    """ledger(*words) -> what the command leaves, in a case in which a flat is sold."""

    def call(*words, lang="en", role="owner"):
        return run("--case", sold.folder, "--lang", lang, "--role", role, "ledger", *words)

    return call


def keeps_to(ran, name):
    schema = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(json.loads(ran.out))


def test_a_month_is_closed_listed_and_reopened(ledger):
    assert "no month is closed" in ledger("months").out
    assert ledger(*CLOSE).code == 0
    ran = ledger("months", "--month", "2026-05")
    assert (ran.code, ran.err) == (0, "")
    for words in ("an office: closed until 31 May 2026.", "by Ana Proba", "signed by Dan Proba", "sale not closed"):
        assert words in ran.out
    assert ledger("reopen", OFFICE, "2026-05", "--reason", "o înregistrare lipsă").code == 0
    assert "o înregistrare lipsă" in ledger("months").out


@pytest.mark.parametrize(("lang", "word"), [("en", "Close a later month."), ("ro", "Închideți o lună ulterioară.")])
def test_a_refused_closing_names_the_remedy_and_leaves_1(ledger, lang, word):
    ledger(*CLOSE)
    ran = ledger(*CLOSE, lang=lang)
    assert ran.code == 1
    assert word in ran.out


def test_the_months_keep_to_their_schema(ledger):
    ledger(*CLOSE)
    keeps_to(ledger("months", "--month", "2026-05", "--json"), "ledger-months")
    keeps_to(ledger("months", "--office", OFFICE, "--json"), "ledger-months")


@pytest.mark.parametrize("words", [("2026-13",), ("05.2026",), ("2026-5",)])
def test_a_month_is_stated_as_year_and_month(ledger, words):
    ran = ledger("close", OFFICE, *words, "--signed-by", "Dan", "--reason", "x")
    assert ran.code == 2
    assert "YYYY-MM" in ran.err


def test_who_may_not_record_an_act_closes_no_month(ledger):
    ran = ledger(*CLOSE, role="supervisor")
    assert (ran.code, ran.out) == (2, "")


@pytest.mark.parametrize(
    ("lang", "words"),
    [("en", ("an office, flat, without a value", "taken", "sold", "unique account")), ("ro", ("preluate", "vândute"))],
)
def test_the_roll_forward_is_printed_by_class_and_by_money(ledger, lang, words):
    ran = ledger("roll-forward", "--to", "2026-12-31", "--known-on", "2026-12-31", lang=lang)
    assert (ran.code, ran.err) == (0, "")
    for word in words:
        assert word in ran.out


def test_the_roll_forward_is_written_as_table_or_workbook_not_both(ledger, tmp_path):
    for form in ("csv", "xlsx"):
        target = tmp_path / f"x.{form}"
        ran = ledger("roll-forward", f"--{form}", target, "--json")
        assert (ran.code, ran.json["size"]) == (0, target.stat().st_size)
        keeps_to(ran, "ledger-roll-forward-export")
    assert ledger("roll-forward", "--csv", tmp_path / "a", "--xlsx", tmp_path / "b").code == 2
    assert ledger("roll-forward", "--csv", tmp_path / "a", role="supervisor").code == 2
    keeps_to(ledger("roll-forward", "--json"), "ledger-roll-forward")


def test_the_bank_is_matched_and_what_is_open_leaves_1(ledger, run, sold):  # noqa: F811
    rows = (row(A, "2026-05-06", "1000.00", other=B, text="vanzare, PV 7"),)
    assert BankCase(sold.folder, run).table("extras", *rows).code == 0
    ran = ledger("bank-match", OFFICE, A)
    assert (ran.code, ran.err) == (0, "")
    assert "amount, day and document number agree: 1" in ran.out
    assert "extras.csv" in ran.out
    keeps_to(ledger("bank-match", OFFICE, A, "--json"), "ledger-bank-match")
    ran = ledger("bank-match", OFFICE, A, "--window", "0", lang="ro")
    assert ran.code == 1
    assert "nu corespunde nimic: 2" in ran.out
