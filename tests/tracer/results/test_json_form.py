"""Every --json result keeps to its schema, and the schemas kept here are those the program states."""

from __future__ import annotations

import json
import os
import re
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator, ValidationError

from graph_schema.records.identity import account_id
from tracer.results.json_form import describe_json
from tracer.results.registry import RESULTS, version_of
from tracer.sample.files.bank_sheet import SHEET
from tracer.sample.world.invented_numbers import make_iban

SCHEMAS = Path(__file__).parent / "schemas"
WRITING = {
    "import",
    "preview",
    "map",
    "copy",
    "import-files",
    "rebuild",
    "mark",
    "annex",
    "upgrade",
    "certificate",
    "ledger-bank-match",
}
"""Results of commands that write: their tests are beside those of the commands; so are that of query,
which needs a server, and that of certificate, for which the sample has no order."""


def kept(name):
    return json.loads((SCHEMAS / f"{name}.json").read_text(encoding="utf-8"))


def commands(answers, sources, folder):
    suspect, asset = answers.showcase
    account = account_id(make_iban("EXMP", 10, "RON"))
    return {
        "find": [
            ("find", "Vila"),
            ("find", "nobody-of-this-name"),
            ("find", "exemplu", "--limit", 1),
        ],
        "unveil": [("unveil", "Alma", "--reason", "probă"), ("unveil", "nobody-of-this-name", "--reason", "probă")],
        "trace": [("trace", asset, "--method", "fifo", "--method", "libr"), ("trace", account, "--method", "libr")],
        "link": [("link", suspect, asset, "--limit", "3")],
        "graph-export": [
            ("graph-export", suspect, folder / "x.jsonl", "--hops", 2, "--limit", 30),
            ("graph-export", suspect, folder / "x.svg", "--to", asset),
        ],
        "annexes": [("annex", "list")],
        "bridges": [("bridges", suspect), ("bridges", suspect, "--day", "2019-01-01")],
        "most-money": [
            ("most-money", suspect, "Elena Pretextescu"),
            ("most-money", suspect, "Elena Pretextescu", "--from", "2022-01-01", "--to", "2022-12-31"),
        ],
        "ownership": [("ownership", suspect, "--day", answers.ownership_day)],
        "owners": [("owners", next(iter(answers.ownership))[1], "--day", answers.ownership_day)],
        "marks": [("marks",)],
        "measure": [("measure", "list"), ("measure", "list", "--as-of", "2025-06-30")],
        "deadlines": [("deadlines",), ("deadlines", "--as-of", "2025-06-30", "--remind", "P")],
        "deadlines-export": [("deadlines", "--ics", folder / "x.ics")],
        "claims": [("claims",), ("claims", "--as-of", "2025-06-30")],
        "ledger-balance": [("ledger", "balance", "--from", "2025-01-01")],
        "ledger-journal": [("ledger", "journal", "--asset", asset)],
        "ledger-export": [("ledger", "journal", "--csv", folder / "x.csv")],
        "ledger-roll-forward": [("ledger", "roll-forward", "--from", "2024-01-01"), ("ledger", "roll-forward")],
        "ledger-roll-forward-export": [("ledger", "roll-forward", "--xlsx", folder / "x.xlsx")],
        "ledger-months": [("ledger", "months"), ("ledger", "months", "--month", "2025-06")],
        "act": [
            ("act", "file", "case=999/P/2026", "office=x", "--on", "2025-06-30", "--preview", "--reason", "probă"),
        ],
        "pairs": [("pairs",), ("pairs", "--joined"), ("pairs", "--refused", "--limit", 1, "--offset", 1)],
        "totals": [
            ("totals", "--as-of", "2025-06-30"),
            ("totals", "--as-of", "2024-12-31", "--known-on", "2025-06-30", "--currency", "RON"),
        ],
        "statistics": [("statistics", "--year", "2024"), ("statistics", "--all", "--year", "2023", "--year", "2024")],
        "verify": [("verify",)],
        "sources": [("sources",)],
        "row": [
            ("row", sources["persoane.csv"], "row:2"),
            ("row", sources["banca-inventata.xlsx"][:12], f"sheet:{SHEET}/row:5"),
        ],
    }


@pytest.fixture(scope="module")
def sources(sample_case, session_of):
    with session_of(sample_case) as session:
        return {kept.source.name: kept.source.digest for kept in session.store.sources()}


@pytest.mark.parametrize("name", sorted(RESULTS))
def test_the_kept_schema_is_the_stated_one(name):
    stated = describe_json(name)
    Draft202012Validator.check_schema(stated)
    path = SCHEMAS / f"{name}.json"
    if os.environ.get("TRACER_NEW_SCHEMAS") == "1":
        path.write_text(json.dumps(stated, ensure_ascii=False, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    assert kept(name) == stated, (
        "a result changed; TRACER_NEW_SCHEMAS=1 pytest writes the schemas anew: raise its version"
    )


def test_results_that_changed_have_another_version():
    changed = {name: version_of(name) for name in RESULTS if version_of(name) > 1}
    assert changed == {
        "import": 2,
        "trace": 3,
        "marks": 2,
        "measure": 2,
        "link": 2,
        "verify": 2,
        "mark": 3,
        "owners": 2,
        "ownership": 3,
        "totals": 3,
    }


def test_no_schema_is_kept_for_a_result_that_is_gone():
    assert {path.stem for path in SCHEMAS.glob("*.json")} == set(RESULTS)


@pytest.mark.parametrize("name", sorted(set(RESULTS) - WRITING - {"query"}))
def test_what_a_command_writes_keeps_to_its_schema(run, sample_case, answers, sources, tmp_path, name):
    for command in commands(answers, sources, tmp_path)[name]:
        ran = run("--case", sample_case, *command, "--json")
        assert (ran.code, ran.err) == (1 if name == "verify" else 0, ""), command
        written = json.loads(ran.out)
        Draft202012Validator(kept(name), format_checker=Draft202012Validator.FORMAT_CHECKER).validate(written)
        assert (written["format"], written["version"]) == (f"tracer.{name}", version_of(name))


def test_an_import_keeps_to_its_schema_whatever_becomes_of_the_files(run, sample, empty_case, tmp_path):
    empty = tmp_path / "nothing.csv"
    empty.touch()
    mappings = [word for path in sample.mappings for word in ("--mapping", path)]
    files = [path for path in sample.files if path.name in ("persoane.csv", "banca-fictiva-eta-2021-01.csv")]
    ran = run("--case", empty_case, "import", *files, empty, *mappings, "--json")
    again = run("--case", empty_case, "import", *files, "--json")
    for written in (ran, again):
        Draft202012Validator(kept("import")).validate(json.loads(written.out))
    assert ran.code == 1
    assert [file["status"] for file in ran.json["files"]] == ["imported", "imported", "refused"]
    assert [file["status"] for file in again.json["files"]] == ["known", "known"]


def test_a_preview_keeps_to_its_schema_whatever_would_become_of_the_files(run, sample, empty_case, tmp_path):
    empty = tmp_path / "nothing.csv"
    empty.touch()
    mappings = [word for path in sample.mappings for word in ("--mapping", path)]
    files = [path for path in sample.files if path.name in ("persoane.csv", "banca-fictiva-eta-2021-01.csv")]
    ran = run("--case", empty_case, "import", "--dry-run", *files, sample.undeclared, empty, *mappings, "--json")
    written = json.loads(ran.out)
    Draft202012Validator(kept("preview")).validate(written)
    assert (written["format"], written["version"], ran.code) == ("tracer.preview", 1, 1)
    assert [file["report"]["status"] for file in ran.json["files"]] == 2 * ["would_import"] + 2 * ["refused"]
    assert [file["needed"] for file in ran.json["files"]] == [[], [], ["account"], []]
    (statement,) = ran.json["files"][1]["statements"]
    assert statement["light"] == "adds_up"
    assert (
        statement["opening_minor"] + statement["credit_minor"] - statement["debit_minor"] == statement["closing_minor"]
    )


def test_amounts_are_whole_and_shares_are_exact(run, sample_case):
    """No figure of the totals passes through a binary fraction on its way out."""
    ran = run("--case", sample_case, "totals", "--as-of", "2025-06-30", "--json")
    json.loads(ran.out, parse_float=lambda text: pytest.fail(f"{text} is no whole number"))
    shares = [part["share"] for bucket in ran.json["buckets"] for part in bucket["contributions"]]
    assert {"1", "1/2"} <= set(shares)
    assert all(re.fullmatch(r"[0-9]+(/[1-9][0-9]*)?", share) for share in shares)


@pytest.mark.parametrize(
    ("name", "spoil"),
    [
        ("totals", lambda result: result.update(minor=1.5)),
        ("totals", lambda result: result["buckets"][0].pop("minor")),
        ("totals", lambda result: result.update(surprise=1)),
    ],
)
def test_the_schema_notices_a_result_of_another_form(run, sample_case, name, spoil):
    written = json.loads(run("--case", sample_case, name, "--json").out)
    spoil(written["result"])
    with pytest.raises(ValidationError):
        Draft202012Validator(kept(name)).validate(written)


def test_a_schema_of_no_result_is_wrong_use(run):
    ran = run("schema", "nothing")
    assert ran.code == 2
    assert "totals" in ran.err
