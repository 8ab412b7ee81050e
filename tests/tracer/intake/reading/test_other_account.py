"""Rows that the case has under another account are never taken a second time without a word."""

from __future__ import annotations

import json

import pytest

OWN, OTHER = "RO42INVT0000000000000001", "RO06EXMPRON0000000000010"
LEDGER = {
    "name": "probă", "format": "bank-ledger", "version": 1, "encoding": "utf-8", "delimiter": ";", "header_row": 1,
    "decimal_mark": ".", "date_pattern": "YYYY-MM-DD",
    "columns": {"booking_date": "Data", "amount": "Suma", "description": "Detalii"}, "constants": {"currency": "RON"},
}  # fmt: skip
ROWS = "Data;Suma;Detalii\n2024-01-05;100.00;chirie\n2024-01-06;-30.00;plată\n"
STATED = "Cont;" + ROWS.replace("\n2024", f"\n{OTHER};2024")


@pytest.fixture
def load(run, empty_case, tmp_path):
    """Import this text under a name, with a mapping that fits."""

    def call(name, text, *options, role="owner"):
        columns = LEDGER["columns"] | ({"account": "Cont"} if text.startswith("Cont") else {})
        (tmp_path / name).write_text(text, encoding="utf-8")
        (tmp_path / "m.json").write_text(json.dumps({**LEDGER, "columns": columns}), encoding="utf-8")
        return run("--case", empty_case, "import", tmp_path / name, "--mapping", tmp_path / "m.json", *options)

    return call


def test_a_declared_account_is_refused_and_the_refusal_names_the_other_file_and_account(
    load, run, empty_case, digest_of
):
    assert load("a.csv", ROWS, "--account", OWN).code == 0
    before = digest_of(empty_case)
    for options in ((), ("--dry-run",)):
        ran = load("copy.csv", ROWS + "\n", "--account", OTHER, *options)
        assert (ran.code, "copy.csv: refused" in ran.out) == (1, True)
        assert f"under the account {OWN}, in a.csv" in ran.out
    assert digest_of(empty_case) == before


def test_an_account_in_the_file_is_imported_with_a_red_flag(load):
    assert load("a.csv", ROWS, "--account", OWN).code == 0
    ran = load("b.csv", STATED, "--json")
    assert (ran.code, ran.json["files"][0]["status"]) == (1, "imported")
    (flag,) = ran.json["flags"]
    assert (flag["severity"], flag["file"], flag["params"]["name"], flag["params"]["account"]) == (
        "red", "b.csv", "a.csv", OWN,
    )  # fmt: skip


@pytest.mark.parametrize(
    "text",
    [
        ROWS.replace("-30.00", "-31.00"),
        ROWS.replace("chirie", "altceva"),
        ROWS + "2024-01-07;1.00;în plus\n",
        ROWS.replace("2024-01-05", "2024-01-04"),
        "Data;Suma;Detalii\n2024-01-05;-100.00;chirie\n2024-01-06;30.00;plată\n",
    ],
    ids=["amount", "text", "one more row", "day", "the other side"],
)
def test_other_rows_are_taken(load, text):
    assert load("a.csv", ROWS, "--account", OWN).code == 0
    assert load("b.csv", text, "--account", OTHER).code == 0


def test_a_part_of_the_rows_is_refused_too(load):
    assert load("a.csv", ROWS + "2024-01-07;1.00;în plus\n", "--account", OWN).code == 0
    assert load("b.csv", ROWS, "--account", OTHER).code == 1


def test_one_row_alike_is_a_red_flag_and_no_refusal(load):
    """Two accounts at one bank may pay the same fee on the same day."""
    fee = "Data;Suma;Detalii\n2024-01-31;-5.00;comision\n"
    assert load("a.csv", fee, "--account", OWN).code == 0
    ran = load("b.csv", fee + "\n", "--account", OTHER, "--json")
    assert (ran.code, ran.json["files"][0]["status"], len(ran.json["flags"])) == (1, "imported", 1)


def test_the_same_account_again_is_no_such_case(load):
    assert load("a.csv", ROWS, "--account", OWN, "--from", "2024-01-01", "--to", "2024-01-31").code == 0
    ran = load("b.csv", ROWS + "\n", "--account", OWN, "--from", "2024-01-01", "--to", "2024-01-31")
    assert "under the account" not in ran.out


def test_verify_flags_the_same_rows_as_the_import_until_one_of_the_files_is_retracted(load, run, empty_case):
    assert load("a.csv", ROWS, "--account", OWN).code == 0
    verified = run("--case", empty_case, "verify", "--json")
    assert [flag for flag in verified.json["flags"] if flag["check"] == "accounts"] == []
    assert load("b.csv", STATED).code == 1
    verified = run("--case", empty_case, "verify", "--json")
    (flag,) = [flag for flag in verified.json["flags"] if flag["check"] == "accounts"]
    assert (flag["file"], flag["params"]["account"], verified.json["result"]) == ("b.csv", OWN, "look")
    assert verified.code == 1
    sources = run("--case", empty_case, "sources", "--json").json
    (digest,) = [one["digest"] for one in sources if one["file"] == "a.csv"]
    assert run("--case", empty_case, "retract", digest, "--reason", "probă").code == 0
    verified = run("--case", empty_case, "verify", "--json")
    assert [flag for flag in verified.json["flags"] if flag["check"] == "accounts"] == []


@pytest.mark.parametrize("first", [0, 1])
def test_verify_flags_a_file_with_a_part_of_the_rows_whichever_came_first(load, run, empty_case, first):
    files = [("a.csv", ROWS + "2024-01-07;1.00;în plus\n", OWN), ("b.csv", ROWS, OTHER)]
    assert load(*files[first][:2], "--account", files[first][2]).code == 0
    second = files[1 - first]
    # A declared account of which the case has all rows elsewhere is refused; an account in the file is a red flag.
    text = "Cont;" + second[1].replace("\n2024", f"\n{second[2]};2024")
    load(second[0], text)
    verified = run("--case", empty_case, "verify", "--json")
    assert [flag["file"] for flag in verified.json["flags"] if flag["check"] == "accounts"] == ["b.csv"]


def test_verify_flags_a_file_whatever_larger_rows_the_account_has_in_others(load, run, empty_case):
    assert load("larger.csv", "Data;Suma;Detalii\n2024-03-01;900000.00;altele\n", "--account", OTHER).code == 0
    assert load("a.csv", ROWS + "2024-02-02;800000.00;în plus\n", "--account", OWN).code == 0
    assert load("b.csv", STATED).code == 1
    verified = run("--case", empty_case, "verify", "--json")
    assert [flag["file"] for flag in verified.json["flags"] if flag["check"] == "accounts"] == ["b.csv"]


def test_verify_flags_each_account_of_a_file(load, run, empty_case):
    third = "RO98EXMPRON0000000000003"
    assert load("a.csv", ROWS, "--account", OWN).code == 0
    both = STATED + STATED.removeprefix("Cont;Data;Suma;Detalii\n").replace(OTHER, third)
    assert load("b.csv", both).code == 1
    verified = run("--case", empty_case, "verify", "--json")
    places = [(flag["file"], flag["locator"]) for flag in verified.json["flags"] if flag["check"] == "accounts"]
    assert len(places) == len(set(places)) >= 2 and {file for file, _ in places} == {"b.csv"}
