"""``tracer ledger``: the balance, the journal on the screen and in a file, and who may ask for what."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from graph_schema.records.provenance import digest_bytes
from tests.tracer.actions.recovery.test_acts import (  # noqa: F401 - the fixtures
    FLAT,
    ITEM,
    VICTOR,
    pay,
    record,
    session,
    sold,
)

SCHEMAS = Path(__file__).parents[3] / "results" / "schemas"
LAST = ("--to", "2026-12-31", "--known-on", "2026-12-31")
FORMS = {"csv": "entry,reverses,day", "hledger": "decimal-mark .", "beancount": 'option "name_assets" "Holdings"'}
"""Form -> how its files begin."""


@pytest.fixture
def ledger(run, sold, record):  # noqa: F811 - the fixtures
    """ledger(command, *options) -> what it leaves, in a case in which a flat is sold and its victim paid."""
    assert record(pay(30000, "1")).outcome.refusal is None

    def call(command, *options, lang="en", role="owner"):
        return run("--case", sold.folder, "--lang", lang, "--role", role, "ledger", command, *LAST, *options)

    return call


def keeps_to(ran, name):
    schema = json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))
    Draft202012Validator(schema, format_checker=Draft202012Validator.FORMAT_CHECKER).validate(json.loads(ran.out))


def test_the_balance_is_printed_by_file_with_opening_and_closing(ledger):
    ran = ledger("balance", "--from", "2026-06-01")
    assert (ran.code, ran.err) == (0, "")
    head, _, block, heads, *lines = ran.out.splitlines()
    assert head == "Ledger from 1 Jun 2026 to 31 Dec 2026, as known on 31 Dec 2026"
    assert block == "an office, 1/P/2026, RON"
    assert heads.split() == ["opening", "came", "in", "went", "out", "closing"]
    figures = {
        line[:30].strip(): [part.replace("\xa0RON", "") for part in line[30:].split(" ") if part] for line in lines
    }
    assert figures == {
        "sale prices": ["\u22121,000.00", "0.00", "0.00", "\u22121,000.00"],
        "unique account": ["1,000.00", "0.00", "300.00", "700.00"],
        "paid to victims": ["0.00", "300.00", "0.00", "300.00"],
    }


def test_the_columns_have_romanian_heads_of_their_own(ledger):
    heads = ledger("balance", lang="ro").out.splitlines()[3]
    assert heads.split() == ["sold", "inițial", "intrări", "ieșiri", "sold", "final"]


@pytest.mark.parametrize(("lang", "said"), [("en", "recorded on 2 Nov 2026 by Ana Proba"), ("ro", "02.11.2026")])
def test_the_journal_prints_each_entry_with_its_document_and_author(ledger, lang, said):
    ran = ledger("journal", lang=lang)
    assert (ran.code, ran.err) == (0, "")
    assert ran.out.count(said) == 2
    assert ran.out.count("Ana Proba") == 2
    assert "1/P/2026" in ran.out and "ANABI" in ran.out
    assert "Vera" not in ran.out


def test_an_empty_period_is_said(ledger):
    for command in ("balance", "journal"):
        ran = ledger(command, "--to", "2026-03-01")
        assert (ran.code, ran.out.splitlines()[-1]) == (0, "The ledger has no entry in this period.")


@pytest.mark.parametrize("command", ["balance", "journal"])
def test_what_is_written_as_json_keeps_to_its_schema(ledger, command):
    ran = ledger(command, "--from", "2026-06-01", "--json")
    keeps_to(ran, f"ledger-{command}")
    result = ran.json
    assert result["lines" if command == "balance" else "entries"]
    assert command == "balance" or result["openings"]


@pytest.mark.parametrize("form", sorted(FORMS))
def test_the_journal_is_written_as_a_file_of_the_form(ledger, tmp_path, form):
    target = tmp_path / "book.out"
    ran = ledger("journal", f"--{form}", target, "--json")
    keeps_to(ran, "ledger-export")
    data = target.read_bytes()
    assert ran.json == {"form": form, "size": len(data), "digest": digest_bytes(data), "entries": 2}
    assert data.decode("utf-8-sig").startswith(FORMS[form])
    said = ledger("journal", f"--{form}", target)
    assert said.out == f"Written: {target} ({len(data):,} bytes).\n2 entries; SHA-256 {digest_bytes(data)}\n"
    assert target.read_bytes() == data


def test_one_file_at_a_time(ledger, tmp_path):
    ran = ledger("journal", "--csv", tmp_path / "a", "--hledger", tmp_path / "b")
    assert (ran.code, ran.out) == (2, "")
    assert "one of --csv, --hledger and --beancount" in ran.err
    assert not (tmp_path / "a").exists() and not (tmp_path / "b").exists()


@pytest.mark.parametrize(("lang", "said"), [("en", "before it begins"), ("ro", "înainte de a începe")])
def test_a_period_that_ends_before_it_begins_is_refused(ledger, tmp_path, lang, said):
    for options in ((), ("--csv", tmp_path / "a")):
        ran = ledger("journal", "--from", "2027-01-01", *options, lang=lang)
        assert (ran.code, ran.out) == (2, "")
        assert said in ran.err
    assert not (tmp_path / "a").exists()


def test_an_asset_is_meant_by_its_id_or_its_name(ledger):
    by_id, by_name = (ledger("journal", "--asset", text, "--json") for text in (FLAT, "flat"))
    assert by_id.json["entries"] == by_name.json["entries"] != []
    unknown = ledger("journal", "--asset", "Castelul")
    assert (unknown.code, unknown.out) == (2, "")
    assert "Castelul" in unknown.err
    assert "no asset" in ledger("journal", "--asset", "Victor Inventescu").err


@pytest.mark.parametrize("command", ["balance", "journal"])
def test_a_supervisor_reads_the_ledger_of_an_asset_by_its_id_and_does_not_search(ledger, command, tmp_path):
    assert ledger(command, role="supervisor").code == 0
    assert ledger(command, "--asset", FLAT, role="supervisor").code == 0
    named = ledger(command, "--asset", "flat", role="supervisor")
    assert (named.code, named.out) == (2, "")
    written = ledger("journal", "--csv", tmp_path / "a", role="supervisor")
    assert (written.code, written.out) == (2, "")
    assert not (tmp_path / "a").exists()


@pytest.mark.parametrize("options", [("balance",), ("journal",), ("journal", "--csv", "never.csv")])
def test_who_may_not_read_gets_one_answer_whatever_the_asset(ledger, options):
    answers = {
        ledger(*options, "--asset", text, role="administrator").err for text in (FLAT, ITEM, VICTOR, "flat", "Castelul")
    }
    assert len(answers) == 1
    assert "administrator" in answers.pop()
