"""``tracer map``: reasons, questions, the preview of rows, the mapping as a file that an import reads."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from jsonschema import Draft202012Validator

from tests.tracer.cli.commands.recovery.test_ledger import SCHEMAS

TABLE = "Data;Suma;Detalii\n13.05.2024;-1.250,50;chirie\n14.05.2024;20,00;retur\nX;1,00;rest\n"


@pytest.fixture
def table(tmp_path: Path) -> Path:
    path = tmp_path / "extras.csv"
    path.write_text(TABLE, encoding="utf-8")
    return path


@pytest.mark.parametrize("lang", ["en", "ro"])
def test_it_asks_and_then_shows_the_rows_as_they_would_be_kept(run, table, lang):
    asked = run("--lang", lang, "map", table)
    assert asked.code == 1
    assert "--answer constants/currency=…" in asked.out
    done = run(
        "--lang", lang, "map", table, "--answer", "constants/currency=RON", "--account", "RO30FICTRON0000000000013"
    )
    assert done.code == 1
    assert "row:2" in done.out
    assert {"en": "Rows: 3; kept: 2; rejected: 1.", "ro": "Rânduri: 3; păstrate: 2; respinse: 1."}[lang] in done.out


def test_the_written_mapping_is_read_by_an_import(run, table, tmp_path):
    target, case = tmp_path / "extras.yaml", tmp_path / "case"
    table.write_text(TABLE.replace("X;1,00;rest\n", ""), encoding="utf-8")
    assert run("map", table, "--answer", "constants/currency=RON", "--write", target).code == 1
    assert run("--case", case, "init").code == 0
    ran = run("--case", case, "import", table, "--mapping", target, "--account", "RO30FICTRON0000000000013")
    assert "2" in ran.out
    assert "rejected" not in ran.err
    again = run("map", table, "--answer", "constants/currency=RON", "--write", target)
    assert again.code == 2
    assert "exists already" in again.err


def test_wrong_use_is_a_sentence(run, table, tmp_path):
    for given, reason in (
        (("--answer", "RON"), "is not KEY=VALUE"),
        (("--format", "letters"), "is no kind of table; expected one of bank-ledger"),
        (("--answer", "columns/amount=Sum"), "names the column 'Sum'"),
    ):
        ran = run("map", table, *given)
        assert ran.code == 2
        assert reason in ran.err
    assert run("map", tmp_path / "none.csv").code == 2


@pytest.mark.parametrize(
    ("data", "code", "reason"),
    [
        (
            b":20:X\r\n:25:1\r\n:28C:1\r\n:60F:C240501RON1,00\r\n",
            2,
            "needs no mapping: it is read by the importer mt940",
        ),
        (b"%PDF-1.7\n", 1, "has the format PDF"),
        (b"PK\x03\x04" + bytes(26) + b"extras.csv" + bytes(80), 1, "cut off or damaged"),
    ],
)
def test_what_is_no_table_is_named(run, tmp_path, data, code, reason):
    (tmp_path / "extras").write_bytes(data)
    ran = run("map", tmp_path / "extras")
    assert ran.code == code
    assert reason in ran.err


def test_the_json_keeps_to_its_schema(run, table):
    schema = json.loads((SCHEMAS / "map.json").read_text(encoding="utf-8"))
    for given in ((), ("--answer", "constants/currency=RON", "--account", "RO30FICTRON0000000000013")):
        ran = run("map", table, *given, "--json")
        Draft202012Validator(schema).validate(json.loads(ran.out))
