"""What cannot be right: each a clear message with place, value and remedy, an exit code, and nothing lost."""

from __future__ import annotations

import json
import os
import re
import resource
import shutil
import sqlite3
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest

from graph_schema.rendering.sql import SCHEMA_VERSION
from tracer.casework.sessions.case import STORE_FILE

LEDGER = {
    "name": "Banca de Probă",
    "format": "bank-ledger",
    "version": 1,
    "encoding": "utf-8",
    "delimiter": ";",
    "header_row": 1,
    "decimal_mark": ",",
    "group_mark": ".",
    "date_pattern": "DD.MM.YYYY",
    "columns": {
        "booking_date": "Data",
        "amount": "Suma",
        "currency": "Valuta",
        "counterparty_account": "Partener",
        "description": "Detalii",
    },
    "constants": {},
}
ACCOUNT = ("--account", "RO42INVT0000000000000001")  # on an account of the sample the rows would be a red flag
LAND = {
    "name": "Carte de probă",
    "format": "land-register",
    "version": 1,
    "encoding": "utf-8",
    "delimiter": ";",
    "header_row": 1,
    "decimal_mark": ",",
    "group_mark": ".",
    "date_pattern": "DD.MM.YYYY",
    "columns": {
        "locality": "UAT",
        "cadastral": "Cadastral",
        "description": "Bun",
        "asset_class": "Fel",
        "owner_name": "Proprietar",
        "owner_cnp": "CNP",
        "share": "Cota",
    },
    "constants": {"extract_date": "10.01.2024", "country": "RO"},
    "codes": {},
}
GOOD_ROW = "05.05.2024;1.250,00;RON;;chirie inventată\r\n"
HEADER = "Data;Suma;Valuta;Partener;Detalii\r\n"
XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
CAMT = "urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"


@pytest.fixture
def case(little_case):
    """Part of the sample case: a file that is refused or kept is so beside few records and beside many."""
    return little_case


@pytest.fixture
def bring(run, case, tmp_path, digest_of, session_of):
    """Import a file of this name and content: refused, it changes nothing; else all that was there stays."""

    def sources_of(folder):
        with session_of(folder) as session:
            return {(kept.source.digest, kept.source.kept) for kept in session.store.sources()}

    def call(name, data, mapping=LEDGER, *options, kept=0, **environment):
        before, earlier = digest_of(case), sources_of(case)
        path, saved = tmp_path / name, tmp_path / "proba.mapping.json"
        path.write_bytes(data.encode() if isinstance(data, str) else data)
        saved.write_text(json.dumps(mapping), encoding="utf-8")
        stated = ACCOUNT if path.suffix == ".csv" and mapping is LEDGER else ()
        ran = run("--case", case, "import", path, "--mapping", saved, "--json", *stated, *options, **environment)
        assert "Traceback" not in ran.err
        (report,) = ran.json["files"]
        assert (digest_of(case) == before) is (report["status"] == "refused")
        assert sources_of(case) >= earlier
        assert report["kept"] == kept
        assert report["rows"] == report["kept"] + report["rejected"]
        return ran, report

    return call


REFUSED = {
    "empty file": ("gol.csv", "", ["gol.csv", "empty", "0 bytes", "Ask the sender"]),
    "truncated XML": (
        "rupt.xml",
        f'{XML}<Document xmlns="{CAMT}"><BkToCstmrStmt><Stmt><Id>1</Id>',
        ["rupt.xml", "line 2", "again"],
    ),
    "XML with entities": (
        "entitati.xml",
        f'{XML}<!DOCTYPE Document [<!ENTITY pwd SYSTEM "file:///etc/passwd">]>\n'
        f'<Document xmlns="{CAMT}"><BkToCstmrStmt><Stmt><Id>&pwd;</Id></Stmt></BkToCstmrStmt></Document>',
        ["entitati.xml", "entities", "not read"],
    ),
    "wrong encoding": (
        "codare.csv",
        (HEADER + GOOD_ROW).encode("iso-8859-2"),
        ["codare.csv", "utf-8"],
    ),
    "another header": (
        "antet.csv",
        "Data;Valuta;Suma;Partener;Altceva\r\n" + GOOD_ROW,
        ["antet.csv", "Altceva"],
    ),
    "only a header": ("antet-singur.csv", HEADER, ["antet-singur.csv", "no row below its header"]),
    "a workbook behind a password": (
        "parola.xlsx",
        bytes.fromhex("D0CF11E0A1B11AE1") + bytes(504) + "EncryptedPackage".encode("utf-16-le") + bytes(512),
        ["parola.xlsx", "password", "save it without one"],
    ),
    "one endless line": ("linie.csv", "x" * 3_000_000, ["linie.csv", "'" + "x" * 60 + "'"]),
    "a NUL in a text": ("nul.csv", HEADER + "05.05.2024;1,00;RON;;a\0b\r\n", ["nul.csv", "NUL at character 57"]),
    "bytes of no format": ("foto.jpg", b"\xff\xd8\xff\xe0" + bytes(200), ["foto.jpg", "no importer reads yet"]),
}


@pytest.mark.parametrize("what", REFUSED)
def test_a_file_that_cannot_be_read_is_refused_as_a_whole(bring, what):
    name, data, essentials = REFUSED[what]
    ran, report = bring(name, data)
    assert (ran.code, report["status"]) == (1, "refused"), report
    for word in essentials:
        assert word in report["message"]
    assert len(report["message"]) < 3000
    assert "root:" not in ran.out


ROWS = {
    "a shifted column": ("05.05.2024;RON;1.250,00;;mutat;\r\n", "the row has 6 cells, the header 5"),
    "an amount with two commas": ("05.05.2024;1,250,00;RON;;chirie\r\n", "1,250,00"),
    "a date that is not": ("31.02.2024;1,00;RON;;chirie\r\n", "31.02.2024"),
    "a currency that is none": ("05.05.2024;1,00;LEI;;chirie\r\n", "LEI"),
    "an amount of nothing": ("05.05.2024;0,00;RON;;chirie\r\n", "zero"),
    "an amount with letters": ("05.05.2024;1O,00;RON;;chirie\r\n", "1O,00"),
}


@pytest.mark.parametrize("what", ROWS)
def test_a_row_that_cannot_be_read_is_rejected_with_place_and_value(bring, what, tmp_path):
    row, essential = ROWS[what]
    ran, report = bring("rand.csv", HEADER + GOOD_ROW + row, LEDGER, "--rejected", tmp_path / "rejected", kept=1)
    assert (ran.code, report["status"]) == (1, "imported")
    (rejection,) = report["rejections"]
    assert rejection["locator"] == "row:3"
    assert essential in rejection["reason"] + rejection["value"]
    assert len(rejection["reason"]) > 20
    (saved,) = (tmp_path / "rejected").iterdir()
    assert saved.read_text(encoding="utf-8-sig").splitlines()[1].startswith("row:3,")


@pytest.mark.parametrize("place", ["lipsa.csv", "dosar", "cerc"])
def test_a_place_without_a_file_is_wrong_use_and_nothing_is_imported(run, case, tmp_path, digest_of, place):
    (tmp_path / "bun.csv").write_text(HEADER + GOOD_ROW, encoding="utf-8")
    (tmp_path / "proba.mapping.json").write_text(json.dumps(LEDGER), encoding="utf-8")
    (tmp_path / "dosar").mkdir()
    (tmp_path / "cerc").symlink_to(tmp_path / "cerc")
    before = digest_of(case)
    files = (tmp_path / "bun.csv", tmp_path / place)
    ran = run("--case", case, "import", *files, "--mapping", tmp_path / "proba.mapping.json")
    assert (ran.code, ran.out) == (2, "")
    assert place in ran.err
    assert ("folder" if place == "dosar" else "no file") in ran.err
    assert digest_of(case) == before


def test_a_red_flag_stands_before_all_remarks(run, case, tmp_path):
    mapping = LEDGER | {"columns": {**LEDGER["columns"], "account": "Cont", "balance": "Sold"}, "constants": {}}
    (tmp_path / "proba.mapping.json").write_text(json.dumps(mapping), encoding="utf-8")
    rows = [f"0{day}.05.2024;1,00;RON;;x;RO00FICTIV0000000000000{day};{day},00\r\n" for day in range(1, 10)]
    jump = "10.05.2024;1,00;RON;;x;RO00FICTIV00000000000009;99,00\r\n"
    head = HEADER.replace("Detalii", "Detalii;Cont;Sold")
    (tmp_path / "multe.csv").write_text("".join([head, *rows, jump]), encoding="utf-8", newline="")
    ran = run("--case", case, "import", tmp_path / "multe.csv", "--mapping", tmp_path / "proba.mapping.json")
    told = [line for line in ran.out.splitlines() if line.startswith(("  !! ", "  ! "))]
    assert [line.partition(" row:")[0] for line in told] == ["  !!", "  !!", "  ! 9 times, first"]
    assert told[0].startswith("  !! row:11: The balance at this row differs by")
    assert "more" not in ran.out and "--flags FOLDER" in ran.out
    checked = run("--case", case, "verify")
    assert checked.code == 1
    assert "\nLOOK   balances: " in checked.out and "of the account …0009 does not reconcile" in checked.out


def test_what_a_file_says_does_not_steer_the_screen(run, case, tmp_path):
    name = "foaie\x1b[2Jalba\u202e.csv"
    (tmp_path / name).write_bytes(b"nothing that is read here")
    ran = run("--case", case, "import", tmp_path / name)
    assert "\x1b" not in ran.out and "\u202e" not in ran.out
    assert "foaie[U+001B][2Jalba[U+202E].csv: refused" in ran.out


ENGLISH = re.compile(r"\b(the|is|not|expected|expects|where|with|which|holds|row(?!:)|of|Ask|Correct)\b")


@pytest.mark.parametrize("what", [*REFUSED, *ROWS])
def test_a_romanian_reader_is_told_in_romanian(run, case, tmp_path, what):
    name, data, _ = REFUSED.get(what) or ("rand.csv", HEADER + GOOD_ROW + ROWS[what][0], "")
    (tmp_path / name).write_bytes(data.encode() if isinstance(data, str) else data)
    (tmp_path / "proba.mapping.json").write_text(json.dumps(LEDGER), encoding="utf-8")
    stated = ACCOUNT if name.endswith(".csv") else ()
    options = ("--mapping", tmp_path / "proba.mapping.json", "--rejected", tmp_path / "respinse", *stated)
    first = run("--case", case, "--lang", "ro", "import", tmp_path / name, *options)
    assert first.code == 1
    # What another library says of a broken file stands in brackets, in its words.
    assert ENGLISH.findall(re.sub(r"\((?!antetul).*\)", "", first.out)) == []
    saved = [path.read_text(encoding="utf-8-sig") for path in sorted((tmp_path / "respinse").glob("*.csv"))]
    assert bool(saved) is (what in ROWS)
    assert [text for text in saved if ENGLISH.search(text) or not text.startswith("loc,valoare,motiv,rând\n")] == []
    again = run("--case", case, "--lang", "ro", "import", tmp_path / name, *options)
    # The case keeps flags and reasons in no language: the same is told of a file that it already has.
    assert again.out == first.out.replace(": importat", ": deja în caz, nimic schimbat")


def test_a_reason_within_a_reason_is_romanian_too(run, case, tmp_path):
    rows = "Comuna;900001;teren;land;Ana Inventată;1970101010018;120 %\r\nComuna;900002;teren;castel;Ana;;1/1\r\n"
    mapping = LAND | {"constants": {**LAND["constants"], "owner_kind": "person"}}
    (tmp_path / "carte.csv").write_text("UAT;Cadastral;Bun;Fel;Proprietar;CNP;Cota\r\n" + rows, encoding="utf-8")
    (tmp_path / "carte.mapping.json").write_text(json.dumps(mapping), encoding="utf-8")
    files = (tmp_path / "carte.csv", "--mapping", tmp_path / "carte.mapping.json")
    ran = run("--case", case, "--lang", "ro", "import", "--dry-run", *files)
    refused = run("--case", case, "--lang", "ro", "import", *files)
    told = [line for line in ran.out.splitlines() + refused.out.splitlines() if "row:" in line]
    assert len(told) >= 2
    assert [line for line in told if ENGLISH.search(line)] == []


def test_reasons_that_an_old_case_kept_as_english_text_still_read(run, case, tmp_path):
    (tmp_path / "rand.csv").write_text(
        HEADER + GOOD_ROW + ROWS["an amount of nothing"][0], encoding="utf-8", newline=""
    )
    (tmp_path / "proba.mapping.json").write_text(json.dumps(LEDGER), encoding="utf-8")
    run("--case", case, "import", tmp_path / "rand.csv", "--mapping", tmp_path / "proba.mapping.json", *ACCOUNT)
    with sqlite3.connect(case / STORE_FILE) as connection:
        kept = json.dumps([{"locator": "row:3", "value": "0,00", "reason": "Zero {was} told.", "row": "x"}])
        connection.execute("UPDATE source SET rejections = ? WHERE name = 'rand.csv'", [kept])
    connection.close()
    told = run("--case", case, "--lang", "ro", "import", tmp_path / "rand.csv")
    assert "row:3: Zero {was} told." in told.out


def test_an_account_number_that_fails_is_kept_and_flagged(bring):
    """A wrong check digit is a fact of the file: the row stays, the flag says where."""
    ran, report = bring("iban.csv", HEADER + "05.05.2024;1,00;RON;RO99EXMP0000000000000001;plată\r\n", kept=1)
    assert ran.code == 0
    (flag,) = [flag for flag in report["flags"] if "RO99EXMP0000000000000001" in flag["params"].values()]
    assert flag["locator"] == "row:2"


def test_a_share_above_the_whole_is_rejected(bring):
    rows = "UAT;Cadastral;Bun;Fel;Proprietar;CNP;Cota\r\nExemplu;900999;Teren;land;Ion Exemplu;1900101400012;120 %\r\n"
    ran, report = bring("teren.csv", rows, LAND)
    assert ran.code == 1
    (rejection,) = report["rejections"]
    assert rejection["locator"] == "row:2"
    assert "120" in rejection["reason"]
    assert "100 %" in rejection["reason"]


def test_a_formula_in_a_rejected_cell_is_made_harmless(bring, tmp_path):
    row = '05.05.2024;=HYPERLINK("http://exemplu.invalid");RON;;x\r\n'
    bring("formula.csv", HEADER + GOOD_ROW + row, LEDGER, "--rejected", tmp_path / "out", kept=1)
    (saved,) = (tmp_path / "out").iterdir()
    assert "'=HYPERLINK" in saved.read_text(encoding="utf-8-sig")
    assert ",=HYPERLINK" not in saved.read_text(encoding="utf-8-sig")


def test_a_ring_without_outside_owner_is_said_and_gives_nobody_a_share(run, empty_case, tmp_path):
    """Two invented companies that own one another whole: solved for nobody, named as a ring."""
    names = {"x": "Cerc Inventat Unu", "y": "Cerc Inventat Doi"}
    statements = [entity(key, name) for key, name in names.items()]
    statements += [person("om", "Nimeni Exemplu"), stake("x", "y", 100), stake("y", "x", 100)]
    path = tmp_path / "cerc.json"
    path.write_text(json.dumps(statements), encoding="utf-8")
    assert run("--case", empty_case, "import", path).code == 0
    ran = run("--case", empty_case, "ownership", "Nimeni Exemplu", "--day", "2024-01-01", "--json")
    assert ran.code == 0
    assert ran.json["companies"] == []
    assert sorted(map(sorted, ran.json["ownerless_rings"])) == [sorted(names.values())]
    told = run("--case", empty_case, "ownership", "Nimeni Exemplu", "--day", "2024-01-01")
    assert "Ring without outside owner" in told.out


def entity(key, name):
    details = {"isComponent": False, "entityType": {"type": "registeredEntity"}, "name": name}
    details["identifiers"] = [{"scheme": "XI-REG", "id": f"99-{key}"}]
    return statement(key, "entity", details)


def person(key, name):
    details = {"isComponent": False, "personType": "knownPerson", "names": [{"type": "legal", "fullName": name}]}
    return statement(key, "person", details)


def stake(holder, held, percent):
    details = {
        "isComponent": False,
        "subject": held,
        "interestedParty": holder,
        "interests": [{"type": "shareholding", "directOrIndirect": "direct", "share": {"exact": percent}}],
    }
    return statement(f"{holder}-{held}", "relationship", details)


def statement(key, kind, details):
    return {
        "statementId": f"proba-{key}-0000000000000000000000000"[:40],
        "declarationSubject": "x",
        "statementDate": "2023-01-01",
        "publicationDetails": {
            "publicationDate": "2023-01-02",
            "bodsVersion": "0.4",
            "publisher": {"name": "Registrul inventat"},
        },
        "recordId": key,
        "recordType": kind,
        "recordStatus": "new",
        "recordDetails": details,
    }


# --- decisions -------------------------------------------------------------------------------------------------


@pytest.fixture(scope="session")
def measures(part_case, session_of):
    """The measures of the sample by number."""
    from tracer.actions.recovery.measures import list_measures

    with session_of(part_case) as session:
        return list_measures(session, as_of=date(2030, 1, 1)).measures


PAPER = ("--document", "ordonanță", "77/2026", "2026-01-05", "DIICOT Exemplu")


def test_a_forbidden_step_is_refused_and_nothing_is_written(run, case, measures, digest_of):
    before, kept = digest_of(case), set((case / "sources").iterdir())
    identified = next(line for line in measures if line.state == "FROZEN")
    step = ("measure", "step", identified.id, "BUDGET", "--effective", "2026-01-05", "--reason", "probă", *PAPER)
    ran = run("--case", case, *step)
    assert (ran.code, ran.err) == (1, "")
    assert ran.out.startswith("Not recorded: ")
    assert "FROZEN" in ran.out
    assert digest_of(case) == before
    assert set((case / "sources").iterdir()) == kept


def test_a_permitted_step_is_taken_and_moves_the_measure(run, case, measures):
    frozen = next(line for line in measures if line.state == "FROZEN" and "MANAGED" in line.next_states)
    step = ("measure", "step", frozen.id, "MANAGED", "--effective", "2026-01-05", "--reason", "probă", *PAPER)
    ran = run("--case", case, *step)
    assert ran.code == 0, ran.out + ran.err
    listed = run("--case", case, "measure", "list", "--as-of", "2030-01-01", "--json").json["measures"]
    assert next(line for line in listed if line["id"] == frozen.id)["state"] == "MANAGED"


def test_a_sum_is_typed_as_it_is_read(run, case, measures):
    """12.50 are twelve lei and fifty bani, for a step as for a mark."""
    frozen = next(line for line in measures if line.state == "FROZEN" and "MANAGED" in line.next_states)
    step = ("measure", "step", frozen.id, "MANAGED", "--effective", "2026-01-05", "--reason", "probă", *PAPER)
    ran = run("--case", case, *step, "--amount", "12.50", "RON")
    assert ran.code == 0, ran.out + ran.err
    listed = run("--case", case, "measure", "list", "--as-of", "2030-01-01", "--json").json["measures"]
    last = next(line for line in listed if line["id"] == frozen.id)["steps"][-1]
    assert (last["amount_minor"], last["currency"]) == (1250, "RON")


@pytest.mark.parametrize("name", ["--opening", "--closing"])
@pytest.mark.parametrize("amount", ["1.234", "1.500", "1.234,00", "12,50", "12.50.00", "RON"])
def test_a_declared_balance_of_another_form_is_refused(run, case, tmp_path, digest_of, name, amount):
    before = digest_of(case)
    (tmp_path / "a.csv").write_text(HEADER + GOOD_ROW, encoding="utf-8")
    (tmp_path / "m.json").write_text(json.dumps(LEDGER), encoding="utf-8")
    period = ("--from", "2024-05-01", "--to", "2024-05-31", "--opening", "0.00", "--closing", "1250.00")
    files = (tmp_path / "a.csv", "--mapping", tmp_path / "m.json", *ACCOUNT, *period, name, amount)
    ran = run("--case", case, "import", *files)
    assert ran.code in (1, 2)
    assert amount in ran.out + ran.err
    assert digest_of(case) == before
    assert run("--case", case, "import", *files[:-2]).code == 0
    assert digest_of(case) != before


@pytest.mark.parametrize(
    "command", [("--store", "http://x", "init"), ("init", "--store", "sqlite:caz"), ("copy", "postgres://x", "alt")]
)
def test_an_address_of_another_kind_makes_no_folder(run, tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    before = sorted(tmp_path.iterdir())
    for lang, word in (("en", "name a folder, or a Neo4j server"), ("ro", "numiți un folder sau un server Neo4j")):
        ran = run("--lang", lang, *command)
        assert (ran.code, ran.out) == (2, "")
        assert word in ran.err and "neo4j://" in ran.err and "bolt://" in ran.err
    assert sorted(tmp_path.iterdir()) == before


def test_an_order_without_its_document_is_refused_and_nothing_is_written(run, case, measures, digest_of):
    before = digest_of(case)
    frozen = next(line for line in measures if line.state == "FROZEN" and "MANAGED" in line.next_states)
    ran = run("--case", case, "measure", "step", frozen.id, "MANAGED", "--effective", "2026-01-05", "--reason", "probă")
    assert ran.code == 1
    assert "needs a document" in ran.out and "document_number" in ran.out and "authority" in ran.out
    assert digest_of(case) == before


@pytest.mark.parametrize(
    ("change", "code", "essential"),
    [
        ({"state": "SEIZED"}, 1, "SEIZED"),
        ({"--effective": "2026-02-30"}, 2, "2026-02-30"),
        ({"--effective": "05.01.2026"}, 2, "YYYY-MM-DD"),
        ({"--reason": "  "}, 2, "reason"),
        ({"measure": "no-such-measure"}, 2, "no-such-measure"),
        ({"--amount": ("1,5", "EUR")}, 2, "1,5"),
        ({"--amount": ("1.234", "EUR")}, 2, "at most 2 decimals"),
        ({"--amount": ("1.0", "JPY")}, 2, "at most 0 decimals"),
        ({"--amount": ("-5", "EUR")}, 2, "-5"),
        ({"--amount": ("100", "EURO")}, 2, "EURO"),
        (
            {"--document": ("ordonanță", "7", "5.1.2026", "DIICOT")},
            2,
            "'--document': '5.1.2026' is not a day; expected YYYY",
        ),
    ],
)
def test_a_step_put_wrongly_is_refused(run, case, measures, digest_of, change, code, essential):
    before = digest_of(case)
    frozen = next(line for line in measures if line.state == "FROZEN" and "MANAGED" in line.next_states)
    given = {"measure": frozen.id, "state": "MANAGED", "--effective": "2026-01-05", "--reason": "probă", **change}
    options = [
        word
        for key, value in given.items()
        if key.startswith("--")
        for word in (key, *([value] if isinstance(value, str) else value))
    ]
    ran = run("--case", case, "measure", "step", given["measure"], given["state"], *PAPER, *options)
    assert ran.code == code, ran.out + ran.err
    assert essential in ran.err + ran.out
    assert digest_of(case) == before


@pytest.mark.parametrize(
    ("arguments", "code", "essential"),
    [
        (("totals", "--currency", "LEI"), 2, "LEI"),
        (("totals", "--currency", "eur"), 2, "eur"),
        (("mark", "Victor Inventescu", "--reason", "probă"), 2, "no account"),
        (("link", "i", "Vila"), 2, "can mean"),
        (("trace", "Vila", "--method", "magic"), 2, "magic"),
        (("trace", "Vila"), 2, "--method"),
        (("find", "Vila", "--limit", "0"), 2, "--limit"),
        (("find", "Vil\udce3"), 2, r"Vil\udce3"),
        (("export", "Inventescu", "x.doc", "--method", "libr"), 2, ".pdf"),
        (("retract", "ffff", "--reason", "probă"), 2, "ffff"),
        (("row", "ffff", "row:2"), 2, "ffff"),
        (("no-such-command",), 2, "no-such-command"),
        (("ownership", "Nobody Atall"), 2, "Nobody Atall"),
    ],
)
def test_wrong_questions_say_what_is_wrong(run, sample_case, arguments, code, essential):
    ran = run("--case", sample_case, *arguments)
    assert (ran.code, ran.out) == (code, ""), ran
    assert essential in ran.err
    assert "Traceback" not in ran.err


# --- the machine -----------------------------------------------------------------------------------------------


def test_a_full_disk_loses_nothing_and_the_next_run_completes(case, sample, start, run, digest_of, tmp_path):
    """A limit on the size of files stands for the full disk: the import stops, the case is as before."""
    before, found = digest_of(case), run("--case", case, "verify", "--json").json["result"]
    path = tmp_path / "mult.csv"
    path.write_text(HEADER + "".join(f"05.05.2024;{n},00;RON;;plata {n}\r\n" for n in range(1, 4000)), encoding="utf-8")
    saved = tmp_path / "proba.mapping.json"
    saved.write_text(json.dumps(LEDGER), encoding="utf-8")
    command = "import sys; from tracer.cli import main; main(sys.argv[1:])"
    arguments = ["--case", str(case), "import", str(path), "--mapping", str(saved), *ACCOUNT]
    full = subprocess.run(
        [sys.executable, "-c", command, *arguments],
        cwd=Path(__file__).parents[3],
        env={**os.environ, "TRACER_LANG": "en", "TRACER_USER": "Ana Proba"},
        capture_output=True,
        text=True,
        check=False,
        # The kept file of 150,000 bytes has room, the rows in the store have not.
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000)),
    )
    assert (full.returncode, full.stdout) == (3, "")
    assert "Free space" in full.stderr
    assert "Traceback" not in full.stderr
    assert digest_of(case) == before
    assert run("--case", case, "verify", "--json").json["result"] == found
    assert run("--case", case, "import", path, "--mapping", saved, *ACCOUNT).code == 0
    assert digest_of(case) != before


def test_a_store_that_another_process_writes_is_waited_for_then_said(run, case, digest_of, tmp_path):
    before = digest_of(case)
    lock = case / f"{STORE_FILE}.lock"
    holder = subprocess.Popen(
        [
            sys.executable,
            "-c",
            "import fcntl,os,sys,time; h=os.open(sys.argv[1],os.O_RDWR|os.O_CREAT); fcntl.flock(h,fcntl.LOCK_EX);"
            "os.pwrite(h,str(os.getpid()).encode(),0); print('held',flush=True); time.sleep(60)",
            str(lock),
        ],
        stdout=subprocess.PIPE,
        text=True,
    )
    try:
        assert holder.stdout.readline() == "held\n"
        path, saved = tmp_path / "a.csv", tmp_path / "m.json"
        path.write_text(HEADER + GOOD_ROW, encoding="utf-8")
        saved.write_text(json.dumps(LEDGER), encoding="utf-8")
        ran = run("--case", case, "import", path, "--mapping", saved, *ACCOUNT)
        assert (ran.code, ran.out) == (3, "")
        assert str(holder.pid) in ran.err
        assert "You can read the case" in ran.err
        assert run("--case", case, "find", "Vila").code == 0
        assert digest_of(case) == before
    finally:
        holder.kill()
        holder.wait()
    assert run("--case", case, "import", path, "--mapping", saved, *ACCOUNT).code == 0


def test_a_store_of_a_newer_version_is_left_alone(run, case):
    with sqlite3.connect(case / STORE_FILE) as connection:
        connection.execute(f"PRAGMA user_version = {SCHEMA_VERSION + 1}")
    connection.close()
    before = (case / STORE_FILE).read_bytes()
    for command in (("find", "Vila"), ("verify",), ("init",)):
        ran = run("--case", case, *command)
        assert (ran.code, ran.out) == (3, "")
        assert f"form {SCHEMA_VERSION + 1}" in ran.err
        assert "Update Tracer" in ran.err
    assert (case / STORE_FILE).read_bytes() == before


def test_a_folder_without_a_case_says_how_to_make_one(run, tmp_path):
    ran = run("--case", tmp_path / "none", "totals")
    assert ran.code == 2
    assert "init" in ran.err
    assert not (tmp_path / "none").exists()


def test_a_file_that_is_no_case_is_left_alone(run, tmp_path):
    (tmp_path / STORE_FILE).write_bytes(b"not a case, but somebody's work\n" * 100)
    ran = run("--case", tmp_path, "totals")
    assert ran.code == 2
    assert "is not a case" in ran.err
    assert run("--case", tmp_path, "init").code == 2
    assert (tmp_path / STORE_FILE).read_bytes() == b"not a case, but somebody's work\n" * 100


def test_a_damaged_store_is_said_to_be_damaged(run, case):
    data = bytearray((case / STORE_FILE).read_bytes())
    data[4096 * 2 : 4096 * 40] = os.urandom(4096 * 38)
    (case / STORE_FILE).write_bytes(data)
    for command in (("find", "Vila"), ("totals",), ("verify",)):
        ran = run("--case", case, *command)
        assert ran.code in (1, 3), command
        assert "Traceback" not in ran.err
        assert ran.out + ran.err


@pytest.mark.parametrize("place", ["case", "rejected", "export"])
def test_a_place_that_cannot_be_written_is_said(run, sample_case, tmp_path, place):
    """A file stands where a folder is needed: true for every user, the administrator too."""
    wall = tmp_path / "wall"
    wall.write_text("a file")
    bad = tmp_path / "bad.csv"
    bad.write_text(HEADER + "31.02.2024;1,00;RON;;x\r\n" + GOOD_ROW, encoding="utf-8")
    saved = tmp_path / "m.json"
    saved.write_text(json.dumps(LEDGER), encoding="utf-8")
    if place == "case":
        ran = run("--case", wall / "case", "init")
    elif place == "rejected":
        folder = tmp_path / "c"
        shutil.copytree(sample_case, folder)
        ran = run("--case", folder, "import", bad, "--mapping", saved, *ACCOUNT, "--rejected", wall / "r")
    else:
        ran = run("--case", sample_case, "export", "Toma Imaginaru", wall / "x.pdf", "--method", "libr")
    assert ran.code == 3, ran
    assert "wall" in ran.err
    assert "Traceback" not in ran.err


def test_a_mapping_that_is_none_is_said(run, case, tmp_path):
    path = tmp_path / "a.csv"
    path.write_text(HEADER + GOOD_ROW, encoding="utf-8")
    broken = {"gone.json": None, "text.json": b"not json", "letters.json": "ă".encode("iso-8859-2"), "list.json": b"[]"}
    for name, data in broken.items():
        if data is not None:
            (tmp_path / name).write_bytes(data)
        ran = run("--case", case, "import", path, "--mapping", tmp_path / name)
        assert (ran.code, ran.out) == (2, "")
        assert name in ran.err


def test_two_mappings_that_fit_one_file_stop_the_import(bring, tmp_path):
    other = tmp_path / "other.json"
    other.write_text(json.dumps({**LEDGER, "name": "Altă bancă de probă"}), encoding="utf-8")
    ran, report = bring("doua.csv", HEADER + GOOD_ROW, LEDGER, "--mapping", other)
    assert (ran.code, report["status"]) == (1, "refused")
    assert "Banca de Probă" in report["message"]
    assert "Altă bancă de probă" in report["message"]
